"""A performance without a window: every frame is waited for, and the film holds what was drawn and heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import count
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pygame
import pytest

from generators.base import Format
from runtime.commands import Begin
from runtime.company import Company, Manner
from runtime.course import Course
from runtime.errors import DeviceError
from runtime.export import Captions, PatientShow, Performed, RecorderOutput, perform, words_of
from runtime.film import Film
from runtime.overlay import Card, Overlay, Picture
from runtime.player.viewstate import ViewState
from runtime.saves import Journal
from runtime.show import Show
from runtime.soundtrack import Soundtrack
from runtime.story import read_story
from runtime.timeline import Caption
from tests.runtime.fakes import FakeFrame, FakeMixer, FakeStudio, FakeVoices
from tests.runtime.player.fakes import panel

SIZE = (160, 90)
FPS = Fraction(24)
VIEW = ViewState()
SAID = Caption("MARA", "Who is there?", (232, 140, 90), 0, 24)
STORY = """Title: The Gate
Cast:
    ANNA - 30, red coat
Window: 2s
Tail: 1s

EXT. GATE - NIGHT #gate#

ANNA
Is anybody there?

[[choice: What does Anna do?]]
+ Knock. [[default]] -> yard
+ Wait. -> yard

EXT. YARD - NIGHT #yard#

ANNA
Nobody.

> END: Alone
"""


class CountingShow:
    """Pictures that show their number, for `frames` of them; each is late by as many looks as `late` says."""

    def __init__(self, frames: int = 24, late: Callable[[int], int] = lambda _: 0) -> None:
        self.format = Format(width=SIZE[0], height=SIZE[1], fps=FPS)
        self.frames, self.late = frames, late
        self.frame, self.looks = 0, 0
        self.behind, self.ended = True, False
        self.heads: list[float] = []
        self.drawn: list[int] = []
        self.interrupt_at = -1

    def do(self, command: object) -> None:
        """Nobody asks for anything."""

    def tick(self, now_s: float) -> None:
        frame = round(now_s * 24)
        self.looks = self.looks + 1 if frame == self.frame else 0
        self.frame, self.ended = frame, frame >= self.frames - 1

    def picture(self) -> Picture:
        self.behind = self.looks < self.late(self.frame)
        grey = 40 + 4 * (self.frame - self.behind)
        return Picture(np.full((SIZE[1], SIZE[0], 3), grey, np.uint8), key=self.frame - self.behind)

    def overlay(self) -> Overlay:
        if self.frame == self.interrupt_at:
            raise KeyboardInterrupt
        return Overlay(caption=SAID if 6 <= self.frame < 18 else None, metrics={"generated": float(self.frame)})

    def sound(self, n: int, head_s: float) -> npt.NDArray[np.float32]:
        self.heads.append(head_s)
        return np.full((n, 2), 0.25, np.float32)


class LateStudio(FakeStudio):
    """Gives each frame at the third time of asking."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[tuple[int, int], int] = {}
        self.shown: list[tuple[int, int]] = []

    def frame(self, take: int, index: int) -> FakeFrame | None:
        self.asked[take, index] = self.asked.get((take, index), 0) + 1
        ready = self.asked[take, index] >= 3
        return super().frame(take, index if ready else index - 1) if ready or index else None


def real_show(studio: FakeStudio) -> Show:
    story = read_story(STORY).story
    assert story is not None
    company = Company(studio, FakeVoices(seconds=0.5), Soundtrack(FakeMixer()))  # type: ignore[arg-type]
    journal = Journal(begin=Begin(story=story.digest, seed=7))
    return Show(Course.begin(story, seed=7), journal, company, Manner(auto=True, title_s=0.5))


def seconds_passing(step_s: float = 1.0) -> Callable[[], float]:
    """A timer by which each look takes `step_s`."""
    ticks: Iterator[int] = count()
    return lambda: step_s * next(ticks)


def record(show: CountingShow | Show, path: Path, **options: object) -> Performed:
    film = Film(path, SIZE, FPS)
    return perform(show, film, size=SIZE, view=VIEW, **options)  # type: ignore[arg-type]


def greys(path: Path) -> list[float]:
    """The level of each frame's corner, which no caption covers."""
    with av.open(str(path)) as file:
        return [float(f.to_ndarray(format="gray")[8:24, 8:24].mean()) for f in file.decode(video=0)]


def texts(path: Path) -> list[tuple[str, float, float]]:
    with av.open(str(path)) as file:
        packets = [p for p in file.demux(file.streams.subtitles[0]) if p.pts is not None]
        found = [(bytes(p)[2:].decode(), p.pts or 0, (p.pts or 0) + (p.duration or 0)) for p in packets]
        return [(text, start / 1000, end / 1000) for text, start, end in found if text]


# --- the recorder's clock ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fps", [Fraction(24), Fraction(16), Fraction(30000, 1001), Fraction(7)])
def test_the_samples_of_all_frames_add_up(fps: Fraction) -> None:
    output = RecorderOutput(fps)
    for frame in range(1000):
        assert output.now_s() == pytest.approx(float(frame / fps))
        assert 0 <= output.now_s() - output.head_s() < 1 / 48_000
        output.write(np.zeros((output.wanted(), 2), np.float32))
        assert output.wanted() == 0
        output.advance()
    assert output.head_s() == pytest.approx(float(1000 / fps), abs=1 / 48_000)


def test_sound_goes_to_whoever_records() -> None:
    heard: list[int] = []
    output = RecorderOutput(FPS, lambda sound: heard.append(len(sound)))
    output.start()
    output.write(np.zeros((output.wanted(), 2), np.float32))
    output.close()
    assert heard == [2000]


# --- waiting ----------------------------------------------------------------------------------------------------------


def test_every_frame_is_waited_for_and_none_is_drawn_twice(tmp_path: Path) -> None:
    show = CountingShow(12, late=lambda frame: frame % 3)
    done = record(show, tmp_path / "a.mp4")
    assert (done.frames, done.forgone) == (12, 0)
    levels = greys(tmp_path / "a.mp4")
    assert len(levels) == 12
    assert np.allclose(np.diff(levels), 4, atol=1.5)


def test_sound_is_asked_for_once_a_frame(tmp_path: Path) -> None:
    show = CountingShow(12, late=lambda _: 2)
    record(show, tmp_path / "a.mp4")
    assert show.heads == pytest.approx([n / 24 for n in range(12)])


def test_a_show_that_never_comes_is_gone_on_without() -> None:
    show = CountingShow(10, late=lambda frame: 10**9 if frame in (3, 4, 5) else 0)
    done = perform(show, None, size=SIZE, view=VIEW, timer=seconds_passing())
    assert (done.frames, done.forgone) == (10, 3)


class Watch:
    """A patient show, the hand on its timer, and what its studio has made."""

    def __init__(self, late: Callable[[int], int]) -> None:
        self.time_s = 0.0
        self.metrics = {"generated": 0.0}
        show = CountingShow(late=late)
        show.overlay = lambda: Overlay(metrics=dict(self.metrics))  # type: ignore[method-assign]
        self.patient = PatientShow(show, lambda: self.time_s, patience_s=30)

    def waits(self, frame: int = 0) -> bool:
        """One pass of a loop."""
        self.patient.tick(frame / 24)
        self.patient.picture()
        return self.patient.behind


def test_patience_begins_anew_with_every_chunk() -> None:
    watch = Watch(late=lambda _: 10**9)
    for at_s, generated, waits in ((0, 1, True), (29, 1, True), (29.5, 2, True), (58, 2, True), (59.5, 2, False)):
        watch.time_s, watch.metrics["generated"] = at_s, generated
        assert watch.waits() is waits
    assert watch.patient.forgone == 1


def test_patience_begins_anew_with_every_voice() -> None:
    watch = Watch(late=lambda _: 10**9)
    for at_s, voices, waits in ((0, 1, True), (29, 2, True), (58, 3, True), (89, 3, False)):
        watch.time_s, watch.metrics["voices_made"] = at_s, voices
        assert watch.waits() is waits


def test_patience_begins_anew_with_every_frame() -> None:
    watch = Watch(late=lambda _: 1)
    for frame in range(1, 6):
        assert watch.waits(frame)
        watch.time_s += 29
        assert not watch.waits(frame)
    assert watch.patient.forgone == 0


def test_without_hope_no_frame_is_waited_for_until_the_show_has_caught_up() -> None:
    watch = Watch(late=lambda frame: 10**9 if frame < 5 else 1)
    assert watch.waits()
    watch.time_s = 30.0
    assert not any(watch.waits(frame) for frame in range(6))
    assert watch.patient.forgone == 6
    assert not watch.waits(5)  # caught up
    assert watch.waits(6)  # and waits again
    assert watch.patient.forgone == 6


# --- captions ---------------------------------------------------------------------------------------------------------


def test_what_is_to_be_read_is_written_with_its_speaker() -> None:
    assert words_of(Overlay(caption=SAID)) == "MARA: Who is there?"
    assert words_of(Overlay(caption=Caption("", "A year later.", (255, 255, 255), 0, 9))) == "A year later."
    both = Caption("MARA", "No.", (255, 255, 255), 0, 9, (Caption("TOM", "Yes.", (255, 255, 255), 0, 9),))
    assert words_of(Overlay(caption=both)) == "MARA: No.\nTOM: Yes."
    assert words_of(Overlay()) == ""


def test_a_question_and_what_was_taken_are_written() -> None:
    asked = panel(question="What now?")
    taken = panel(question="What now?", chosen="boat")
    assert words_of(Overlay(panel=asked)) == "[What now?]"
    assert words_of(Overlay(panel=taken)) == "[What now?] Go down to the boat"
    assert words_of(Overlay(panel=panel(question="", chosen="boat"))) == "Go down to the boat"
    assert words_of(Overlay(caption=SAID, panel=asked)) == "MARA: Who is there?\n[What now?]"


def test_nothing_is_written_over_a_card() -> None:
    assert words_of(Overlay(caption=SAID, card=Card("title", "The Gate"))) == ""


def test_captions_last_as_long_as_they_are_seen() -> None:
    written: list[tuple[str, float, float]] = []
    captions = Captions(FPS, lambda *caption: written.append(caption))
    for frame in range(48):
        words = "one" if frame < 12 else "" if frame < 24 else "two"
        captions.see(Overlay(caption=Caption("", words, (0, 0, 0), 0, 9)), frame)
    captions.end(48)
    captions.end(48)
    assert written == [("one", 0.0, 0.5), ("two", 1.0, 2.0)]
    assert captions.count == 2


# --- performances -----------------------------------------------------------------------------------------------------


def test_a_show_is_performed_from_title_to_end_card(tmp_path: Path) -> None:
    show = real_show(LateStudio())
    done = record(show, tmp_path / "a.mp4")
    assert show.ended
    assert len(greys(tmp_path / "a.mp4")) == done.frames
    assert done.seconds == pytest.approx(done.frames / 24)
    said = [text for text, _, _ in texts(tmp_path / "a.mp4")]
    assert said == [
        "ANNA: Is anybody there?",
        "[What does Anna do?]",
        "[What does Anna do?] Knock.",
        "ANNA: Nobody.\n[What does Anna do?] Knock.",
        "ANNA: Nobody.",
    ]
    assert done.captions == len(said)


def test_the_last_frame_is_waited_for_though_the_show_is_over(tmp_path: Path) -> None:
    done = record(CountingShow(6, late=lambda frame: 3 * (frame == 5)), tmp_path / "a.mp4")
    assert done.frames == 6


def test_the_same_show_gives_the_same_film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    takes: list[list[object]] = []
    for studio in (FakeStudio(), LateStudio()):
        film, given = Film(tmp_path / "a.mp4", SIZE, FPS), list[object]()
        pick, hear = film._reel.picture, film._reel.sound
        monkeypatch.setattr(film._reel, "picture", lambda p, *a, g=given, f=pick: (g.append(p.tobytes()), f(p, *a)))
        monkeypatch.setattr(film._reel, "sound", lambda p, g=given, f=hear: (g.append(p.tobytes()), f(p)))
        perform(real_show(studio), film, size=SIZE, view=VIEW, seconds=6)
        takes.append(given)
        given.append(texts(film.path))
    assert len(takes[0]) == 2 * 6 * 24 + 1
    assert takes[0] == takes[1]


def test_captions_are_drawn_into_the_picture_unless_switched_off(tmp_path: Path) -> None:
    spread = []
    for captions in (True, False):
        view = ViewState(captions=captions)
        film = Film(tmp_path / "a.mp4", SIZE, FPS)
        perform(CountingShow(), film, size=SIZE, view=view)
        with av.open(str(film.path)) as file:
            pixels = [f.to_ndarray(format="gray") for f in file.decode(video=0)][12]
        spread.append(float(pixels.astype(float).std()))
        assert texts(film.path) == [("MARA: Who is there?", 0.25, 0.75)]
    assert spread[0] > 10 > 2 > spread[1]


def test_sound_is_at_full_level_whatever_the_viewer_hears(tmp_path: Path) -> None:
    film = Film(tmp_path / "a.mp4", SIZE, FPS)
    perform(CountingShow(), film, size=SIZE, view=ViewState(volume=0.0))
    with av.open(str(film.path)) as file:
        heard = np.concatenate([f.to_ndarray() for f in file.decode(audio=0)], axis=1)
    assert np.median(heard[0]) == pytest.approx(0.25, abs=0.01)


def test_a_performance_can_be_cut_short_and_needs_no_film() -> None:
    heard: list[float] = []
    done = perform(CountingShow(240), None, size=SIZE, view=VIEW, seconds=1.25, progress=heard.append)
    assert (done.frames, done.seconds) == (30, 1.25)
    assert heard == [0.25, 0.5, 0.75, 1.0, 1.25, 1.25]


def test_speed_is_told() -> None:
    assert Performed(240, 10.0, 0, real_s=2.5).realtime_factor == 4.0


def test_the_picture_has_the_size_of_the_film(tmp_path: Path) -> None:
    film = Film(tmp_path / "a.mp4", (80, 46), FPS)
    perform(CountingShow(3), film, size=SIZE, view=VIEW)
    with av.open(str(film.path)) as file:
        assert next(file.decode(video=0)).to_ndarray(format="rgb24").shape == (46, 80, 3)


def test_ctrl_c_leaves_a_shorter_film(tmp_path: Path) -> None:
    show = CountingShow(240)
    show.interrupt_at = 17
    done = record(show, tmp_path / "a.mp4")
    assert (done.interrupted, done.frames) == (True, 17)
    assert len(greys(tmp_path / "a.mp4")) == 17
    assert texts(tmp_path / "a.mp4") == [("MARA: Who is there?", 0.25, 0.708)]


def test_a_show_that_fails_leaves_no_film(tmp_path: Path) -> None:
    show = CountingShow(240)

    def broken() -> Picture:
        raise RuntimeError("broken")

    show.picture = broken  # type: ignore[method-assign]
    with pytest.raises(RuntimeError, match="broken"):
        record(show, tmp_path / "a.mp4")
    assert not list(tmp_path.iterdir())


def test_a_disk_that_is_full_ends_the_performance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    film = Film(tmp_path / "a.mp4", SIZE, FPS)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(film._reel, "picture", full)
    with pytest.raises(DeviceError, match="No space left"):
        perform(CountingShow(240), film, size=SIZE, view=VIEW)
    assert not list(tmp_path.iterdir())


def test_no_display_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "there is none")
    pygame.display.quit()
    assert perform(CountingShow(), None, size=SIZE, view=VIEW).frames == 24
    assert not pygame.display.get_init()
