"""The loop, stepped by hand: when it draws, what it does with input, votes and sound."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pygame
import pytest

from runtime.commands import Choose, Pause, SetTimeLimits, Skip, TimeLimits
from runtime.overlay import Overlay
from runtime.player.canvas import Canvas
from runtime.player.playloop import Fader, Loop, Setup
from runtime.player.viewstate import ViewState
from runtime.player.window import OffscreenWindow
from tests.runtime.player.fakes import END, TITLE, FakeShow, HandClock, click, key, panel

SIZE = (320, 180)


class Seat:
    """A loop with everything around it in reach."""

    def __init__(self, overlay: Overlay | None = None, setup: Setup | None = None, *, keys: bool = True) -> None:
        self.show, self.window, self.clock = FakeShow(overlay, keys=keys), OffscreenWindow(SIZE), HandClock()
        self.timer_s = 0.0
        setup = setup or Setup()
        setup.timer = lambda: self.timer_s
        self.loop = Loop(self.show, self.window, self.clock, Canvas(SIZE), setup)

    def pass_by(self, seconds: float, hz: float = 125.0) -> int:
        """Let time go by in passes of the loop; the number of flips."""
        flips = self.window.flips
        for _ in range(round(seconds * hz)):
            self.clock.time_s += 1 / hz
            self.timer_s += 1 / hz
            self.loop.step()
        return self.window.flips - flips


def test_every_content_frame_is_drawn_once() -> None:
    seat = Seat()
    assert seat.pass_by(2.0) == pytest.approx(48, abs=1)
    assert seat.loop.pacer.missed == 0


def test_frames_that_come_late_are_counted_as_missed() -> None:
    seat = Seat()
    seat.pass_by(1.0)
    show_tick, seat.show.behind = seat.show.tick, True
    seat.show.tick = lambda now_s: None  # type: ignore[method-assign]
    assert seat.pass_by(0.2) == 0
    seat.show.tick = show_tick  # type: ignore[method-assign]
    seat.pass_by(0.04)
    seat.show.behind = False
    seat.pass_by(1.0)
    assert seat.loop.pacer.missed in (4, 5)


def test_frames_without_a_key_are_drawn_at_the_content_rate() -> None:
    assert Seat(keys=False).pass_by(2.0) == pytest.approx(48, abs=1)


def test_nothing_is_drawn_while_nothing_changes() -> None:
    seat = Seat(Overlay(paused=True))
    seat.pass_by(0.2)
    assert seat.pass_by(2.0) == 0
    assert seat.loop.pacer.missed == 0


def test_ages_and_figures_alone_draw_nothing() -> None:
    seat = Seat(Overlay(card=TITLE, paused=True))
    seat.pass_by(0.2)
    for n in range(50):
        seat.show.shown = Overlay(card=replace(TITLE, age_s=2.0 + n / 24), paused=True, metrics={"frames": float(n)})
        assert seat.pass_by(0.05) == 0


def test_the_developers_view_has_the_loops_figures_too() -> None:
    seat = Seat(Overlay(metrics={"restarts": 2.0}), Setup(view=ViewState(developer=True)))
    seat.pass_by(0.2)
    texts = " ".join(getattr(piece, "text", "") for piece in seat.loop.canvas.plan.pieces)
    assert "restarts" in texts
    assert "interval_p99_ms" in texts


def test_a_view_in_fullscreen_opens_so() -> None:
    seat = Seat(setup=Setup(view=ViewState(fullscreen=True)))
    assert seat.window.fullscreen


def test_input_shows_in_the_same_pass() -> None:
    seat = Seat(Overlay(paused=True))
    seat.pass_by(0.2)
    seat.window.post(key(pygame.K_DOWN))
    assert seat.loop.step()
    assert seat.loop.meter.figures()["input_p99_ms"] == 0.0
    assert seat.loop.controls.focus == "pause:back"


def test_a_choice_is_done_and_shown_in_the_same_pass() -> None:
    seat = Seat(Overlay(panel=panel()))
    seat.pass_by(0.1)
    target = seat.loop.canvas.plan.target("option:boat")
    assert target is not None
    seat.window.post(click(*target.box.centre))
    assert seat.loop.step()
    assert seat.show.commands == [Choose(choice="boat")]
    assert seat.loop.overlay.panel is not None
    assert seat.loop.overlay.panel.chosen == "boat"


def test_votes_come_through_the_queue() -> None:
    seat = Seat(Overlay(panel=panel()))
    seat.loop.setup.votes.put(Choose(choice="bell", by="vote"))
    seat.loop.step()
    assert seat.show.commands == [Choose(choice="bell", by="vote")]


def test_the_pointer_alone_does_not_draw_faster_than_a_display() -> None:
    seat = Seat(Overlay(paused=True))
    seat.pass_by(0.2)
    flips = 0
    for n in range(1000):
        seat.window.post(pygame.event.Event(pygame.MOUSEMOTION, pos=(n % 300, 90), rel=(1, 0), buttons=(0, 0, 0)))
        seat.clock.time_s += 0.001
        flips += seat.loop.step()
    assert flips <= 62


def test_sound_is_written_as_wanted_and_at_the_volume() -> None:
    seat = Seat(setup=Setup(view=ViewState(volume=0.5)))
    seat.clock.want = 959
    seat.loop.step()
    assert seat.show.sounded == 0, "sound is made in blocks, not at every look"
    seat.clock.want = 960
    seat.loop.step()
    assert seat.show.sounded == 960
    assert np.allclose(seat.clock.written[0], 0.125)


def test_the_volume_changes_without_a_step() -> None:
    fader = Fader(1.0)
    whole = np.ones((480, 2), np.float32)
    assert fader.faded(whole, 1.0) is whole
    falling = fader.faded(whole, 0.0)
    assert np.abs(np.diff(falling[:, 0])).max() < 0.01
    assert falling[-1, 0] == 0.0
    assert fader.faded(whole, 0.0).max() == 0.0


def test_time_limits_of_the_view_are_told_at_the_start() -> None:
    seat = Seat(setup=Setup(view=ViewState(time_limits=TimeLimits.OFF)))
    assert seat.show.commands == [SetTimeLimits(limits=TimeLimits.OFF)]
    assert Seat().show.commands == []


def test_a_recording_waits_for_what_is_due_and_drops_nothing() -> None:
    seat = Seat(setup=Setup(exact=True))
    seat.clock.want = 2000
    seat.show.behind = True
    assert not seat.loop.step()
    assert seat.show.sounded == 0
    seat.show.behind = False
    for n in range(10):
        seat.clock.time_s = n / 24
        assert seat.loop.step()
    assert seat.window.flips == 10
    assert seat.show.sounded == 20_000


def test_each_flip_is_told_to_whoever_records() -> None:
    sizes: list[tuple[int, int]] = []
    seat = Seat(setup=Setup(exact=True))
    seat.loop.window = OffscreenWindow(SIZE, lambda surface: sizes.append(surface.get_size()))
    seat.loop.step()
    assert sizes == [SIZE]


def test_run_ends_with_the_show_but_stays_at_the_end_card() -> None:
    seat = Seat()
    seat.show.ended = True
    seat.loop.run()
    assert seat.loop.over
    waiting = Seat(Overlay(card=END))
    waiting.loop.step()
    waiting.show.ended = True
    assert not waiting.loop.over
    closing = Seat(Overlay(card=END), Setup(close_at_end=True))
    closing.show.ended = True
    assert closing.loop.over


def test_quitting() -> None:
    seat = Seat()
    seat.window.post(pygame.event.Event(pygame.QUIT))
    seat.loop.run()
    assert seat.loop.quit


def test_a_whole_visit() -> None:
    """Title, begin, choose, pause and go on, quit: by keys alone."""
    seat = Seat(Overlay(card=TITLE))
    for code in (pygame.K_RETURN, pygame.K_ESCAPE, pygame.K_ESCAPE):
        seat.window.post(key(code))
        seat.pass_by(0.5)
    assert seat.show.commands == [Skip(), Pause(on=True), Pause(on=False)]
    seat.show.shown = replace(seat.show.shown, panel=panel())
    seat.pass_by(0.1)
    seat.window.post(key(pygame.K_RIGHT))
    seat.window.post(key(pygame.K_SPACE))
    seat.pass_by(0.1)
    assert seat.show.commands[-1] == Choose(choice="boat")
    assert seat.loop.metrics()["frames"] > 20


def test_a_resized_window_is_drawn_at_once() -> None:
    seat = Seat(Overlay(paused=True))
    seat.pass_by(0.2)
    seat.window.resize((200, 300))
    assert seat.pass_by(0.1) == 1
    assert seat.loop.canvas.surface.get_size() == (200, 300)


def test_fullscreen_and_snapshot(tmp_path: Path) -> None:
    seat = Seat(setup=Setup(pictures=tmp_path))
    for code in (pygame.K_F11, pygame.K_F12):
        seat.window.post(key(code))
    seat.loop.step()
    assert seat.window.fullscreen
    assert seat.loop.view.fullscreen
    assert [path.name for path in tmp_path.iterdir()] == ["diorama-001.png"]


def test_a_clock_that_stops_stops_nothing_else() -> None:
    seat = Seat()
    seat.pass_by(0.5)
    for _ in range(100):
        seat.loop.step()
    seat.window.post(key(pygame.K_p))
    seat.loop.step()
    assert seat.show.commands == [Pause(on=True)]
