"""Sounds are laid where the show's time says, whenever the mix is asked for."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from generators.base import Figure, Setting, Shot
from runtime.audio.mixer import Mixer
from runtime.audio.voices import Voice
from runtime.director.setup import Piece, Said, Setup
from runtime.soundtrack import Soundtrack
from runtime.story.model import Choice, Cue, OnOffer
from runtime.timeline import Timeline, lay
from tests.runtime.fakes import FakeMixer

FPS = Fraction(24)


def timeline(*cues: Cue) -> Timeline:
    said = Said("k", "MARA", "Yes.", "", (255, 255, 255), -0.4, 12, 24, (Piece("Yes.", 12, 40),))
    return lay([Setup(Shot(), 48, 0, (said,), cues), Setup(Shot(), 48, 1)], FPS, None)


VOICE = Voice(seconds=1.0, loudness=(1.0,) * 24, samples=np.full(48_000, 8000, np.int16))


@pytest.fixture
def mixer() -> FakeMixer:
    return FakeMixer()


def test_a_line_is_heard_at_its_frame(mixer: FakeMixer) -> None:
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    track.begin(timeline(), t0_s=2.0, voices={"k": VOICE})
    for block in range(130):
        track.render(1000, 1.0 + block * 1000 / 48_000)
    # Line starts at 2.5 s; the mix began at 1.0 s.
    assert ("speak", 48_000, 72_000) in mixer.told


def test_a_line_whose_start_has_passed_is_taken_up_where_it_should_be(mixer: FakeMixer) -> None:
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    track.begin(timeline(), t0_s=2.0, voices={"k": VOICE})
    track.render(480, 2.6)
    assert ("speak", 48_000 - 4800, 0) in mixer.told


def test_after_a_hush_nothing_of_the_old_stretch_comes(mixer: FakeMixer) -> None:
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    track.begin(timeline(Cue(key="c", sort="sfx", words="knock")), t0_s=1.0, voices={"k": VOICE})
    track.hush()
    track.render(48_000 * 4, 0.0)
    assert [what for what, _, _ in mixer.told] == ["hush"]


def test_cues_reach_their_bus(mixer: FakeMixer) -> None:
    cues = [
        Cue(key="a", sort="ambience", words="rain, wind"),
        Cue(key="b", sort="sfx", words="knock"),
        Cue(key="c", sort="music", words="tense"),
        Cue(key="d", sort="silence"),
    ]
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    track.begin(timeline(*cues), t0_s=0.0, voices={})
    track.render(480, 0.0)
    assert [(what, words) for what, words, _ in mixer.told] == [
        ("ambience", ("rain", "wind")),
        ("effect", "knock"),
        ("music", "tense"),
        ("silence", None),
    ]


def walking(*cues: Cue, action: str = "walks to the window", setting: Setting | None = None) -> Timeline:
    shot = Shot(cast=(Figure(name="MARA", action=action),), setting=setting or Setting(), duration_s=4.0)
    return lay([Setup(shot, 96, 0, (), cues)], FPS, None)


def steps(mixer: FakeMixer) -> list[object]:
    return [words for what, words, _ in mixer.told if what == "step"]


def test_who_walks_is_heard_on_the_ground_of_the_set(mixer: FakeMixer) -> None:
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    track.begin(walking(setting=Setting(place="gravel path")), t0_s=0.0, voices={})
    track.render(48_000 * 4, 0.0)
    assert len(steps(mixer)) >= 4
    assert set(steps(mixer)) == {"gravel"}
    assert [at for _, _, at in mixer.told] == sorted(at for _, _, at in mixer.told)


def test_silence_hushes_steps_until_ambience_comes_again(mixer: FakeMixer) -> None:
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    track.begin(walking(Cue(key="s", sort="silence")), t0_s=0.0, voices={})
    track.render(48_000 * 4, 0.0)
    assert steps(mixer) == []
    track.set_ambience(("sea",))
    track.begin(walking(), t0_s=4.0, voices={})
    track.render(48_000 * 4, 4.0)
    assert steps(mixer)


def test_written_effects_are_heard_alone(mixer: FakeMixer) -> None:
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    track.begin(walking(Cue(key="s", sort="sfx", words="running steps")), t0_s=0.0, voices={})
    track.render(48_000 * 4, 0.0)
    assert [what for what, _, _ in mixer.told] == ["effect"]


def test_steps_that_are_over_are_left_out(mixer: FakeMixer) -> None:
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    track.begin(walking(), t0_s=0.0, voices={})
    track.render(480, 3.0)
    assert all(at >= 0 for _, _, at in mixer.told)
    assert len(steps(mixer)) <= 1


def test_an_effect_comes_from_its_maker_on_the_ground_of_the_set(mixer: FakeMixer) -> None:
    shot = Shot(cast=(Figure(name="TOM", action="knocks", placement=0.8),), setting=Setting(place="beach"))
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    track.begin(lay([Setup(shot, 48, 0, (), (Cue(key="c", sort="sfx", words="knock"),))], FPS, None), 0.0, {})
    track.render(480, 0.0)
    (manner,) = mixer.manners
    assert manner["pan"] == pytest.approx(0.4)
    assert manner["ground"] == "sand"
    assert isinstance(manner["turn"], int)


def test_a_choice_tightens_the_music_and_a_press_lets_go(mixer: FakeMixer) -> None:
    point = OnOffer(id="p", question="What now?", choices=(Choice(id="a", text="Go."),))
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    track.begin(lay([Setup(Shot(), 48, 0)], FPS, point), t0_s=1.0, voices={})
    track.release()
    track.render(38_400, 2.0)
    assert mixer.told == []
    track.render(48_000, 2.8)
    assert mixer.told == [("tension", True, 48_000)]
    track.release()
    track.release()
    assert mixer.told[1:] == [("tension", False, 86_400)]


def test_the_next_stretch_lets_go_too(mixer: FakeMixer) -> None:
    point = OnOffer(id="p", choices=(Choice(id="a", text="Go."),))
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    track.begin(lay([Setup(Shot(), 48, 0)], FPS, point), t0_s=0.0, voices={})
    track.render(96_001, 0.0)
    track.begin(timeline(), t0_s=4.0, voices={})
    assert [words for what, words, _ in mixer.told if what == "tension"] == [True, False]


def test_the_music_closes_before_the_end(mixer: FakeMixer) -> None:
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    track.begin(timeline(), t0_s=0.0, voices={}, ends=True)
    track.render(48_000 * 4, 0.0)
    assert mixer.told == [("cadence", None, 48_000)]  # it is 4 s long


def test_a_skip_leaves_out_what_was_skipped(mixer: FakeMixer) -> None:
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    track.begin(timeline(Cue(key="c", sort="sfx", words="knock")), t0_s=0.0, voices={"k": VOICE}, from_frame=48)
    track.render(48_000 * 4, 0.0)
    assert mixer.told == []


def test_the_place_sounds_the_same_until_it_is_another(mixer: FakeMixer) -> None:
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    for words in (("sea",), ("sea",), ("room",)):
        track.set_ambience(words)
    assert [words for _, words, _ in mixer.told] == [("sea",), ("room",)]


def test_sounds_of_what_may_follow_are_made_ahead(mixer: FakeMixer) -> None:
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    track.prepare(timeline(Cue(key="a", sort="ambience", words="rain"), Cue(key="b", sort="silence")))
    assert mixer.prepared == [("ambience", "rain")]
    assert mixer.told == []


def test_a_skip_a_pause_and_a_jump_do_not_click_in_the_real_mix() -> None:
    """A low voice is skipped, paused, cut into from its middle: the mix never bends much more than the voice does."""
    swell = np.minimum(1.0, np.minimum(np.arange(96_000), np.arange(96_000)[::-1]) / 4800) ** 2
    wave = 0.4 * swell * np.sin(2 * np.pi * 150 * np.arange(96_000) / 48_000)
    voice = Voice(seconds=2.0, loudness=(1.0,) * 48, samples=(wave * 32_767).astype(np.int16))
    track = Soundtrack(Mixer(1, wait=True))
    parts: list[np.ndarray] = []
    show_s = 0.0

    def play(seconds: float) -> None:
        nonlocal show_s
        count = round(seconds * 48_000)
        parts.append(track.render(count, show_s))
        show_s += count / 48_000

    track.begin(timeline(), t0_s=0.0, voices={"k": voice})
    play(1.013)
    track.hush()  # a skip: the same line again, from before now
    track.begin(timeline(), t0_s=0.107, voices={"k": voice})
    play(0.719)
    track.hold(on=True)
    parts.append(track.render(9_607, show_s))
    track.hold(on=False)
    play(0.411)
    track.hush()  # a jump: another stretch, whose line is half over
    track.begin(timeline(), t0_s=show_s - 1.3, voices={"k": voice})
    play(0.9)
    bends = np.abs(np.diff(np.concatenate(parts).astype(np.float64), n=2, axis=0))
    assert bends.max() < 2.5 * np.abs(np.diff(wave, n=2)).max()
    assert np.concatenate(parts)[-20_000:].any()
