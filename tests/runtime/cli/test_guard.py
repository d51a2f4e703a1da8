"""Each thread of a house that plays is killed in turn: it is found within twenty seconds, and cured, or the process
ends for its supervisor with a code of its own and a report. The watch's clock is moved by hand.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from runtime.audio.mixer import Mixer
from runtime.audio.output import CardOutput
from runtime.audio.voices import SilentVoices
from runtime.cli.guard import Guard, posts_of
from runtime.logbook import Logbook
from runtime.nightwatch import EXIT_LOST
from runtime.saves import Saves
from tests.runtime.audio.hands import Device, Hand

FOUND_S = 20
LONGEST_S = 10.0  # of real time for a thread to do what it was asked


class Calm:
    """A studio without a problem."""

    problem = ""


@dataclass
class House:
    """Everybody whom the watch asks, with a round that is gone second by second."""

    saves: Saves
    mixer: Mixer
    hand: Hand
    device: Device
    output: CardOutput
    guard: Guard
    said: list[str] = field(default_factory=list)

    @property
    def workshop(self) -> threading.Thread:
        thread = self.mixer.workshop._thread
        assert thread is not None
        return thread

    def second(self) -> None:
        """One second of the house: the device plays, the loop passes, whoever is asked answers, the watch looks."""
        self.device.play(0.5)
        self.output.now_s()
        self.device.play(0.5)
        self.output.now_s()
        self.guard.posts[0].answer()
        self.guard.watch.look()
        for ask in (self.saves.ask, self.guard.book.ask, self.mixer.workshop.prove):
            told = threading.Event()
            ask(told.set)
            told.wait(LONGEST_S if self.alive(ask) else 0.0)

    def alive(self, ask: object) -> bool:
        """A thread that hangs is not waited for."""
        return ask != self.mixer.workshop.prove or self.mixer.workshop._in_hand is None

    def seconds_until(self, is_so: Callable[[], object]) -> int:
        for second in range(60):
            if is_so():
                return second
            self.second()
        return 60

    @property
    def parts(self) -> dict[str, str]:
        return self.guard.watch.health().parts


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    hand = Hand(1000.0)
    device, saves, mixer = Device(hand), Saves(tmp_path / "saves"), Mixer()
    output = CardOutput(device.open, hand)
    posts = posts_of(saves, Calm(), SilentVoices(), output, mixer)  # type: ignore[arg-type]
    made = House(saves, mixer, hand, device, output, Guard(posts, lambda: saves.problem, Logbook(tmp_path / "logs")))
    made.guard.watch.clock, made.guard.watch.note = hand, made.said.append
    mixer.workshop.ask("a sound", lambda: "made", 1)
    output.start()
    made.second()
    yield made
    made.guard.watch.close()
    mixer.close()
    saves.close()
    made.guard.book.close()


def die() -> None:
    """No thread survives that."""
    raise SystemExit


def test_a_house_that_is_well_is_asked_and_nothing_is_said(house: House) -> None:
    for _ in range(25):
        house.second()
    assert set(house.parts.values()) == {"ok"}
    assert {post.name for post in house.guard.watch.posts if post.asked < 2} == set()
    assert house.said == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("name", ["saves", "log", "sound workshop"])
def test_a_thread_that_was_killed_works_again_within_twenty_seconds(name: str, house: House) -> None:
    asks: dict[str, tuple[Any, Callable[[], Any]]] = {
        "saves": (house.saves.ask, lambda: house.saves._desk._thread),
        "log": (house.guard.book.ask, lambda: house.guard.book._thread),
        "sound workshop": (house.mixer.workshop.prove, lambda: house.mixer.workshop._thread),
    }
    ask, thread = asks[name]
    ask(die)
    killed = thread()
    killed.join(LONGEST_S)
    assert not killed.is_alive()
    post = next(one for one in house.guard.watch.posts if one.name == name)
    asked = post.asked
    assert house.seconds_until(lambda: post.answered > asked) <= FOUND_S
    assert thread() is not killed
    assert thread().is_alive()
    assert house.parts[name] == "ok"


def test_a_workshop_that_hangs_is_renewed_and_the_other_sounds_are_made(house: House) -> None:
    gate, begun = threading.Event(), threading.Event()

    def hang() -> str:
        begun.set()
        gate.wait(60.0)
        return "late"

    house.mixer.workshop.ask("hangs", hang, 1)
    house.mixer.workshop.ask("next", lambda: "made", 1)
    assert begun.wait(LONGEST_S)
    stuck = house.workshop
    assert house.seconds_until(lambda: house.workshop is not stuck) <= FOUND_S
    assert house.mixer.workshop.settle(LONGEST_S)
    assert house.mixer.workshop.take("next") == "made"
    assert house.mixer.workshop.has_failed("hangs")
    assert any("sound workshop has not answered" in line for line in house.said)
    gate.set()
    stuck.join(LONGEST_S)
    assert not stuck.is_alive(), "there is one workshop"
    assert house.mixer.workshop.take("hangs") == "late", "what comes after all is kept"
    house.seconds_until(lambda: house.parts["sound workshop"] == "ok")
    assert house.said[-1] == "sound workshop answers again"


def test_a_device_that_is_gone_is_said_and_nobody_waits_for_it(house: House) -> None:
    house.device.gone = True
    assert house.seconds_until(lambda: house.parts["sound"] != "ok") <= FOUND_S
    assert "sound device stopped" in house.parts["sound"]
    for _ in range(30):
        house.second()
    assert house.said == []


def test_the_watch_itself_is_begun_again_by_the_loop(house: House) -> None:
    watch = house.guard.watch
    watch.start()
    assert watch._thread is not None
    first = watch._thread
    watch._over.set()  # as if it had come to an end by itself
    first.join(LONGEST_S)
    watch._over.clear()
    house.guard.passed()
    assert watch._thread is not first
    assert watch._thread.is_alive()


LOST = """
import os, pathlib, sys
from runtime.cli.guard import Guard
from runtime.logbook import Logbook
from runtime.nightwatch import Post
guard = Guard([Post("loop", vital=True)], lambda: "", Logbook(pathlib.Path(sys.argv[1])))
now = [0.0]
guard.watch.clock = lambda: now[0]
for _ in range(60):
    guard.watch.look()
    now[0] += 1.0
    sys.stdout.write(f"{now[0]:.0f} ")
    sys.stdout.flush()
"""


@pytest.mark.parametrize("supervised", [True, False])
def test_a_loop_that_cannot_be_cured_ends_the_process_for_its_supervisor(supervised: bool, tmp_path: Path) -> None:
    env = {key: value for key, value in os.environ.items() if key != "DIORAMA_SUPERVISED"}
    env |= {"DIORAMA_SUPERVISED": "1"} if supervised else {}
    done = subprocess.run(
        [sys.executable, "-c", LOST, str(tmp_path)], capture_output=True, text=True, timeout=60, check=False, env=env
    )
    seconds = len(done.stdout.split())
    reports = list(tmp_path.glob("crash-*.json"))
    if not supervised:
        assert (done.returncode, seconds, reports) == (0, 60, []), "nobody would start it again"
        return
    assert done.returncode == EXIT_LOST
    assert seconds <= FOUND_S
    assert done.stderr == (
        "diorama: loop does not answer and cannot be cured: the process ends, to be started again.\n"
    )
    told = json.loads(reports[0].read_text())
    assert told["health"]["parts"]["loop"] == "does not answer"
    assert "loop does not answer" in told["error"][0]
    assert any("in look" in line for line in told["error"]), "with every thread's stack"
