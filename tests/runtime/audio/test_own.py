"""A writer's own recordings are heard instead of what would be made, at the level of what they replace."""

from __future__ import annotations

import pytest

from runtime.audio.clock import RATE
from runtime.audio.levels import rms_db
from runtime.audio.meter import lufs
from runtime.audio.mixer import Mixer
from runtime.audio.tape import Recorded, Tape
from tests.runtime.audio.signals import tone


def broken() -> Tape:
    raise OSError("no such file")


RECORDED = {
    ("sfx", "lark"): Recorded("lark.ogg", lambda: Tape.of(tone(0.5, 3000.0, 0.9)), 100_000),
    ("ambience", "mill"): Recorded("mill.ogg", lambda: Tape.of(tone(4.0, 300.0, 0.9)), 800_000),
    ("music", "waltz"): Recorded("waltz.ogg", lambda: Tape.of(tone(6.0, 440.0, 0.9)), 1_200_000),
    ("sfx", "lost"): Recorded("lost.ogg", broken, 1),
    ("music", "lost"): Recorded("lost.ogg", broken, 1),
    ("ambience", "lost"): Recorded("lost.ogg", broken, 1),
}


def mixer() -> Mixer:
    return Mixer(1, wait=True, own=lambda sort, words: RECORDED.get((sort, words)))


def test_an_effect_of_ones_own_is_heard_at_its_moment() -> None:
    mix = mixer()
    assert mix.effect("lark", 4800)
    sound = mix.render(RATE)
    assert not sound[:4800].any()
    assert -45 < rms_db(sound[4800 : 4800 + RATE // 2]) < -20


def test_ambience_of_ones_own_goes_on_beside_what_is_made() -> None:
    mix = mixer()
    assert mix.ambience("mill, soft snow, zither", 0) == ("zither",)
    sound = mix.render(12 * RATE)
    assert [source.layer.kind for source in mix._layers] == ["mill.ogg", "snow"]
    assert lufs(sound[9 * RATE :]) > -45


def test_music_of_ones_own_is_played_through_and_then_the_mood_goes_on() -> None:
    mix = mixer()
    mix.music("calm", 0)
    mix.render(2 * RATE)
    mix.music("waltz", mix.position)
    mix.render(2 * RATE)
    assert mix._music.mood == ""
    mix.render(7 * RATE)
    assert mix._music.mood == "calm"


def test_the_same_music_asked_for_twice_does_not_begin_again() -> None:
    mix = mixer()
    for _ in range(3):
        mix.music("waltz", mix.position)
        mix.render(int(1.8 * RATE))
    assert mix._music.own_key == "waltz.ogg"
    mix.render(RATE)
    assert mix._music.own_key == ""


def test_another_mood_ends_music_of_ones_own() -> None:
    mix = mixer()
    mix.music("waltz", 0)
    mix.render(RATE)
    mix.music("none", mix.position)
    mix.render(6 * RATE)
    assert rms_db(mix.render(RATE // 2)) < -100


@pytest.mark.parametrize("sort", ["sfx", "music", "ambience"])
def test_what_cannot_be_read_is_silent(sort: str) -> None:
    mix = mixer()
    mix.prepare(sort, "lost")
    {"sfx": mix.effect, "music": mix.music, "ambience": mix.ambience}[sort]("lost", 0)  # type: ignore[operator]
    assert not mix.render(3 * RATE).any()
    assert any("no such file" in failure for failure in mix.workshop.failures)
