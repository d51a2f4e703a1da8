"""What is on at a frame: pure arithmetic, so every case is a table."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generators.base import Figure, Shot, Transition
from runtime.commands import TimeLimits
from runtime.director.setup import Piece, Said, Setup
from runtime.story.model import Choice, Cue, OnOffer
from runtime.timeline import Phase, Timeline, lay

FPS = Fraction(24)


def setup(frames: int, text: str = "", cues: tuple[Cue, ...] = ()) -> Setup:
    figure = Figure(name="MARA", speaking=bool(text), loudness=(0.5,) if text else ())
    said = Said("k", "MARA", text, "", (255, 255, 255), 0.2, 10, frames - 20, (Piece(text, 10, frames - 5),))
    return Setup(Shot(cast=(figure,)), frames, 0, (said,) if text else (), cues)


def point(**kwargs: object) -> OnOffer:
    choices = (Choice(id="a", text="A"), Choice(id="b", text="B", is_default=True))
    return OnOffer(**{"id": "p", "window_s": 9.0, "tail_s": 4.0, "choices": choices, **kwargs})


@pytest.fixture
def line() -> Timeline:
    cue = Cue(key="c", sort="ambience", words="rain")
    return lay([setup(96, cues=(cue,)), setup(72, "Who's there?"), setup(48)], FPS, point())


def test_shots_lie_end_to_end(line: Timeline) -> None:
    assert [placed.start for placed in line.placed] == [0, 96, 168]
    assert line.frames == 216
    assert [line.index_at(frame) for frame in (0, 95, 96, 167, 168, 10_000)] == [0, 0, 1, 1, 2, 2]


def test_captions_and_speech_are_where_their_shot_is(line: Timeline) -> None:
    assert line.caption_at(105) is None
    shown = line.caption_at(106)
    assert shown is not None
    assert (shown.text, shown.end) == ("Who's there?", 96 + 67)
    assert line.caption_at(shown.end) is None
    assert [(speech.key, speech.start) for speech in line.speeches] == [("k", 106)]
    assert [(frame, cue.words) for frame, cue in line.cues] == [(0, "rain")]


def test_phases_of_a_choice_point(line: Timeline) -> None:
    opens, deadline = 216, 216 + 9 * 24
    phases = [line.phase(frame) for frame in (opens - 1, opens, opens + 11, opens + 12, deadline - 1, deadline)]
    assert phases == [Phase.HIDDEN, Phase.OPENING, Phase.OPENING, Phase.OPEN, Phase.OPEN, Phase.LOCKED]
    assert line.phase(opens + 3, pressed_at=opens + 2) is Phase.LOCKED
    assert line.end == deadline + 4 * 24


def test_the_window_shrinks_to_nothing(line: Timeline) -> None:
    assert line.share_left(216) == 1.0
    assert line.share_left(216 + 108) == pytest.approx(0.5)
    assert line.share_left(100_000) == 0.0


@pytest.mark.parametrize(
    ("pressed", "cut", "begins"),
    [(220, "now", 220), (220, "beat", 220), (220, "end", 528), (432, "now", 528), (100, "beat", 216)],
)
def test_when_a_choice_takes_effect(line: Timeline, pressed: int, cut: str, begins: int) -> None:
    assert line.takes_effect(pressed, cut) == begins


def test_viewers_time_limits() -> None:
    windows = {limits: lay([setup(24)], FPS, point(), limits).window for limits in TimeLimits}
    assert windows == {TimeLimits.X1: 216, TimeLimits.X2: 432, TimeLimits.X10: 2160, TimeLimits.OFF: None}
    essential = lay([setup(24)], FPS, point(essential="a race"), TimeLimits.OFF)
    assert essential.window == 216


def test_without_a_limit_it_waits_for_ever() -> None:
    waiting = lay([setup(24)], FPS, point(window_s=None))
    assert (waiting.deadline, waiting.end, waiting.share_left(10_000)) == (None, None, None)
    assert waiting.phase(10**6) is Phase.OPEN
    assert waiting.takes_effect(100, "end") == 100 + 4 * 24


def test_an_open_choice_gets_its_whole_window_when_limits_change(line: Timeline) -> None:
    assert line.limited(TimeLimits.X2, 216 + 24).deadline == 216 + 24 + 432
    assert line.limited(TimeLimits.OFF, 0).deadline is None


def test_without_a_choice_point_the_next_stretch_follows_at_once() -> None:
    plain = lay([setup(24)], FPS, None)
    assert (plain.end, plain.phase(500)) == (24, Phase.HIDDEN)


def test_a_skip_leads_to_the_next_shot_and_at_last_to_the_choice(line: Timeline) -> None:
    assert [line.next_shot(frame) for frame in (0, 96, 168, 215)] == [96, 168, 216, 216]
    quiet = line.hurried(216)
    last = quiet.shot_at(216).setup.shot
    assert (quiet.index_at(215), quiet.index_at(216)) == (2, 3)
    assert last.transition is Transition.CONTINUE
    assert not any(figure.speaking or figure.loudness for figure in last.cast)
    assert quiet.speeches == ()


def test_broadcast_frame_rates_stay_whole() -> None:
    line = lay([setup(24)], Fraction(24000, 1001), point())
    assert line.window == round(9 * 24000 / 1001)
