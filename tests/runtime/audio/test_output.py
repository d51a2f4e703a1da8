"""Outputs: sound reaches the device whole, time is right with a device, without one, and when it goes."""

from __future__ import annotations

import builtins
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from runtime.audio.card import Card, NoCardError
from runtime.audio.clock import RATE
from runtime.audio.output import AHEAD_S, GONE, CardOutput, NullOutput, open_output
from tests.runtime.audio.hands import BLOCK, DELAY_S, Device, Hand

if TYPE_CHECKING:
    from numpy.typing import NDArray


def ramp(first: int, count: int) -> NDArray[np.float32]:
    """Samples that say their own number."""
    return np.repeat(np.arange(first, first + count, dtype=np.float32)[:, None], 2, axis=1) + 1


class Desk:
    """A card output with its device and time, fed like a loop feeds it."""

    def __init__(self) -> None:
        self.hand = Hand(1000.0)
        self.device = Device(self.hand)
        self.output = CardOutput(self.device.open, self.hand)
        self.written = 0

    def feed(self) -> int:
        count = self.output.wanted()
        if count:
            self.output.write(ramp(self.written, count))
            self.written += count
        return count

    def run(self, seconds: float, step_s: float = 0.02) -> list[float]:
        """Play and feed; the clock at each step."""
        shown = []
        for _ in range(round(seconds / step_s)):
            self.feed()
            self.device.play(step_s)
            shown.append(self.output.now_s())
        return shown


def test_null_output_keeps_perfect_time() -> None:
    hand = Hand(5.0)
    output = NullOutput(hand)
    assert output.now_s() == 0.0
    output.start()
    hand.move(2.5)
    assert output.now_s() == pytest.approx(2.5)


def test_null_output_wants_a_tenth_of_a_second_ahead() -> None:
    hand = Hand()
    output = NullOutput(hand)
    output.start()
    assert output.wanted() == round(AHEAD_S * RATE)
    output.write(np.zeros((output.wanted(), 2), np.float32))
    assert output.wanted() == 0
    assert output.head_s() == pytest.approx(AHEAD_S)
    hand.move(0.04)
    assert output.wanted() == round(0.04 * RATE)


def test_null_output_that_is_not_fed_in_time_moves_its_head() -> None:
    hand = Hand()
    output = NullOutput(hand)
    output.start()
    output.write(np.zeros((480, 2), np.float32))
    hand.move(1.0)
    assert output.head_s() == pytest.approx(1.0)
    assert output.underruns == 1


def test_every_sample_reaches_the_device_in_order() -> None:
    desk = Desk()
    desk.feed()
    desk.output.start()
    desk.run(1.0)
    heard = desk.device.sound()[:, 0]
    assert np.array_equal(heard, np.arange(1, len(heard) + 1, dtype=np.float32))
    assert desk.output.underruns == 0


def test_the_clock_is_the_sound_that_was_heard() -> None:
    desk = Desk()
    desk.output.start()
    shown = desk.run(3.0)
    assert shown[-1] == pytest.approx(3.0 - BLOCK / RATE - DELAY_S + BLOCK / RATE, abs=0.012)
    assert np.abs(np.diff(shown[10:]) - 0.02).max() < 1e-3


def test_head_says_when_the_next_sample_is_heard() -> None:
    desk = Desk()
    desk.feed()
    desk.output.start()
    desk.run(1.0)
    desk.feed()
    said_s, number = desk.output.head_s(), desk.written
    desk.feed()
    desk.run(0.5)
    heard = desk.device.sound()[:, 0]
    place = int(np.flatnonzero(heard == number + 1)[0])
    assert said_s == pytest.approx(place / RATE, abs=0.002)


def test_a_loop_that_is_late_costs_zeros_but_no_time() -> None:
    desk = Desk()
    desk.feed()
    desk.output.start()
    desk.run(1.0)
    before_s = desk.output.now_s()
    desk.device.play(0.5)  # nobody feeds
    assert desk.output.now_s() - before_s == pytest.approx(0.5, abs=0.002)
    assert desk.output.underruns > 0
    assert desk.output.lost_frames == pytest.approx((0.5 - AHEAD_S) * RATE, abs=2 * BLOCK)
    assert not np.isnan(desk.device.sound()).any()
    assert desk.output.head_s() >= desk.output.now_s()


def test_silence_before_the_first_sound_is_no_underrun() -> None:
    desk = Desk()
    desk.output.start()
    desk.device.play(0.2)
    assert desk.output.underruns == 0


def test_more_than_the_ring_holds_is_dropped_not_waited_for() -> None:
    desk = Desk()
    desk.output.write(ramp(0, 3 * RATE))
    desk.output.start()
    desk.device.play(0.1)
    assert desk.device.sound()[0, 0] == 1.0
    assert desk.output.wanted() == 0


def test_a_device_that_goes_leaves_time_running_without_a_jump() -> None:
    desk = Desk()
    desk.output.start()
    desk.run(2.0)
    desk.device.gone = True
    shown = desk.run(4.0)
    assert np.abs(np.diff(shown) - 0.02).max() < 1e-3
    assert desk.output.notice == GONE


def test_without_its_device_an_output_goes_on_asking_for_sound() -> None:
    desk = Desk()
    desk.output.start()
    desk.run(2.0)
    desk.device.gone = True
    desk.run(2.0)
    fed = sum(1 for _ in range(50) if desk.feed() or desk.run(0.02))
    assert fed
    assert desk.output.head_s() == pytest.approx(desk.output.now_s() + AHEAD_S, abs=0.03)


def test_a_device_that_comes_back_by_itself_is_heard_again() -> None:
    desk = Desk()
    desk.output.start()
    desk.run(2.0)
    desk.device.gone = True
    desk.run(2.0)
    desk.device.gone = False
    shown = desk.run(2.0)
    assert desk.output.notice == ""
    assert np.abs(np.diff(shown) - 0.02).max() < 2e-3
    assert desk.output.head_s() == pytest.approx(desk.output.now_s() + AHEAD_S, abs=0.06)


def test_a_lost_device_is_looked_for_again() -> None:
    desk = Desk()
    desk.output.start()
    desk.run(1.0)
    desk.device.gone = True
    desk.run(6.0)
    reopening = desk.output._reopening
    assert reopening is not None
    reopening.join(5.0)
    desk.device.gone = False
    desk.run(4.0)
    found = desk.output._reopening
    assert found is not None
    found.join(5.0)
    desk.run(0.5)
    assert desk.device.opened > 1
    assert desk.output.notice == ""


def test_a_device_that_never_begins_is_given_up_after_a_second() -> None:
    desk = Desk()
    desk.device.gone = False
    desk.output.start()
    desk.device.gone = True
    shown = desk.run(3.0)
    assert shown[0] == 0.0
    assert shown[-1] > 1.5
    assert desk.output.notice == GONE


def test_a_device_that_cannot_start_is_no_failure() -> None:
    desk = Desk()

    def fail() -> None:
        raise OSError("unplugged")

    desk.device.start = fail  # type: ignore[method-assign]
    desk.output.start()
    assert desk.output.notice == GONE
    assert desk.run(2.0)[-1] > 0.5


def search(desk: Desk) -> None:
    """Let the thread that looks for a device come to its end."""
    if desk.output._reopening is not None:
        desk.output._reopening.join(5.0)


def test_a_device_that_is_back_is_heard_within_three_seconds() -> None:
    for away_s in (5.0, 7.3, 90.0):
        desk = Desk()
        desk.output.start()
        desk.run(1.0)
        desk.device.gone = True
        for _ in range(round(away_s / 0.1)):
            desk.run(0.1)
            search(desk)
        desk.device.gone, heard, waited_s = False, len(desk.device.heard), 0.0
        while desk.output.notice and waited_s < 10.0:
            desk.run(0.1)
            search(desk)
            waited_s += 0.1
        assert waited_s <= 3.0
        assert len(desk.device.heard) > heard


def test_no_device_at_all_plays_silent_until_one_is_plugged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    hand, there = Hand(1000.0), Device(Hand())
    there.hand = hand
    asked: list[bool] = []

    def opened(card: Card, device: str, afresh: bool = False) -> Device:
        asked.append(afresh)
        if there.gone:
            raise NoCardError("No sound: no sound device was found.")
        return there.open(card)

    monkeypatch.setattr("runtime.audio.output.open_stream", opened)
    there.gone = True
    desk = Desk()
    desk.hand, desk.device = hand, there
    desk.output = open_output("default", hand)  # type: ignore[assignment]
    assert "no sound device" in desk.output.notice
    desk.output.start()
    shown = desk.run(4.0)
    search(desk)
    assert np.abs(np.diff(shown) - 0.02).max() < 1e-3, "perfect time without a device"
    there.gone = False
    for _ in range(30):
        desk.run(0.1)
        search(desk)
    assert desk.output.notice == ""
    assert there.heard
    assert asked[1:] == [True] * (len(asked) - 1), "PortAudio's list is made anew at each look"


def test_a_driver_that_never_comes_back_does_not_end_the_search() -> None:
    desk = Desk()
    desk.output.start()
    desk.run(1.0)
    never, opened = threading.Event(), desk.device.open
    desk.output._open_card = lambda _: never.wait(30.0)
    desk.device.gone = True
    desk.run(5.0)
    stuck = desk.output._reopening
    assert stuck is not None
    assert stuck.is_alive()
    desk.output._open_card, desk.device.gone = opened, False
    desk.run(25.0)
    search(desk)
    desk.run(1.0)
    assert desk.output.notice == ""
    never.set()
    stuck.join(5.0)
    assert desk.device.started


def test_callbacks_that_are_late_are_counted() -> None:
    desk = Desk()
    desk.output.start()
    desk.run(1.0)
    assert desk.output.overruns == 0
    out, times = np.zeros((BLOCK, 2), np.float32), SimpleNamespace(currentTime=1.0, outputBufferDacTime=1.03)
    desk.output._card.callback(out, BLOCK, times, SimpleNamespace(output_underflow=True))
    assert desk.output.overruns == 1
    ticking = iter([0.0, 0.0, BLOCK / RATE + 0.001])
    desk.output._card._clock = lambda: next(ticking)
    desk.output._card.callback(out, BLOCK, times, None)
    assert desk.output.overruns == 2


def test_whoever_asks_is_answered_by_the_device_or_by_the_knowledge_that_it_is_gone() -> None:
    desk, told = Desk(), list[str]()
    desk.output.start()
    desk.output.ask(lambda: told.append("played"))
    desk.output.now_s()
    assert told == [], "nothing was taken yet"
    desk.device.play(0.02)
    desk.output.now_s()
    assert told == ["played"]
    desk.device.gone = True
    desk.output.ask(lambda: told.append("gone"))
    desk.run(0.9)
    assert told == ["played"]
    desk.run(0.3)
    assert told == ["played", "gone"]
    assert desk.output.notice == GONE
    NullOutput().ask(lambda: told.append("null"))
    assert told[-1] == "null"


def test_close_closes_the_device() -> None:
    desk = Desk()
    desk.output.start()
    desk.output.close()
    assert desk.device.closed


def test_null_is_silent_by_wish_and_says_nothing() -> None:
    output = open_output("null")
    assert isinstance(output, NullOutput)
    assert output.notice == ""


def without(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Make the import of sounddevice fail."""
    real = builtins.__import__

    def fake(name: str, *rest: Any, **more: Any) -> Any:
        if name == "sounddevice":
            raise error
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", fake)


def test_missing_portaudio_names_the_package_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, OSError("PortAudio library not found"))
    output = open_output()
    assert isinstance(output, NullOutput)
    assert "libportaudio2" in output.notice
    assert "\n" not in output.notice


def test_missing_sounddevice_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, ImportError("No module named 'sounddevice'"))
    assert "pip install sounddevice" in open_output().notice
