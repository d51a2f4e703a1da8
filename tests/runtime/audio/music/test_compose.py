"""The score: a motif that comes back changed, layers that come and go, never the same bar twice in a long while."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from runtime.audio.clock import RATE
from runtime.audio.music.compose import END, SECTION, bar_samples, beat_samples, compose, key_of
from runtime.audio.music.moods import MOODS
from runtime.audio.music.motif import Melody, motif, varied

TEN_MINUTES = 600 * RATE


@pytest.mark.parametrize("seed", range(20))
def test_a_motif_is_short_and_singable(seed: int) -> None:
    melody = motif(seed)
    steps = [tone.step for tone in melody]
    leaps = [abs(b - a) for a, b in pairwise(steps)]
    assert 5 <= len(melody) <= 8
    assert steps[0] in (0, 2, 4)
    assert steps[-1] in (0, 2, 4, 7)
    assert sum(leap > 2 for leap in leaps[:-1]) <= 1
    assert max(steps) - min(steps) <= 12
    assert 0 <= melody[0].at < melody[-1].at < 1


def test_shows_have_motifs_of_their_own() -> None:
    assert len({motif(seed) for seed in range(40)}) >= 36


def test_a_motif_can_be_changed_in_many_ways_and_stays_in_its_two_bars() -> None:
    rng, seen = random.Random(1), set[Melody]()
    for _ in range(200):
        changed = varied(rng, motif(7), 1.0)
        assert changed
        assert all(0 <= tone.at < 1 and tone.length > 0 for tone in changed)
        seen.add(changed)
    assert len(seen) >= 10
    assert varied(rng, motif(7), 0.0) == motif(7)


@pytest.mark.parametrize("mood", MOODS)
def test_the_motif_itself_is_heard_in_every_mood(mood: str) -> None:
    """Its rhythm opens the second section, whatever the mood makes of its tones."""
    bars = [compose(mood, SECTION + n, 5) for n in range(2)]
    beats = MOODS[mood].beats
    played = [
        round((note.at + n * beats) * 2) / 2 / (2 * beats)
        for n, bar in enumerate(bars)
        for note in bar.notes
        if note.part == "melody"
    ]
    wanted = [round(tone.at * 4 * beats) / 2 / (2 * beats) for tone in motif(5)]
    assert played == pytest.approx(wanted, abs=0.01)


@pytest.mark.parametrize("mood", MOODS)
def test_no_bar_comes_again_within_ten_minutes(mood: str) -> None:
    count = TEN_MINUTES // bar_samples(mood, 3) + 1
    bars = [compose(mood, index, 3) for index in range(count)]
    assert len({bar.notes for bar in bars}) == count
    tunes = [tuple((n.part, n.pitch, round(n.at * 2)) for n in bar.notes if n.part in bar.parts) for bar in bars]
    eight = {tuple(tunes[at : at + SECTION]) for at in range(0, count - SECTION, SECTION)}
    assert len(eight) == len(range(0, count - SECTION, SECTION))


@pytest.mark.parametrize("mood", MOODS)
def test_layers_come_and_go_and_it_begins_with_few(mood: str) -> None:
    plans = [compose(mood, index, 2).parts for index in range(0, 20 * SECTION, SECTION // 2)]
    assert all(one != other for one, other in pairwise(plans))
    assert len(set(plans)) >= 3
    assert plans[0] == frozenset(MOODS[mood].plans[0])


@pytest.mark.parametrize("mood", MOODS)
def test_all_notes_are_in_the_shows_key_and_in_reach(mood: str) -> None:
    for seed in (0, 4, 7, 11):
        scale = {(key_of(seed) + step) % 12 for step in MOODS[mood].mode}
        for index in range(SECTION):
            for note in compose(mood, index, seed).notes:
                assert note.part == "pulse" or note.pitch % 12 in scale
                assert 24 <= note.pitch <= 100
                assert 0 <= note.at <= MOODS[mood].beats
                assert 0.0 < note.weight <= 1.0


def test_the_same_seed_is_the_same_score_and_another_is_not() -> None:
    assert compose("hope", 11, 6) == compose("hope", 11, 6)
    assert compose("hope", 11, 6) != compose("hope", 11, 7)
    assert len({key_of(seed) for seed in range(12)}) == 12


@pytest.mark.parametrize("mood", MOODS)
def test_a_score_ends_on_its_tonic(mood: str) -> None:
    bar = compose(mood, END, 9)
    last = max(note.at for note in bar.notes)
    assert last >= MOODS[mood].beats
    assert min(n.pitch for n in bar.notes if n.at >= MOODS[mood].beats) % 12 == key_of(9)


@pytest.mark.parametrize("mood", MOODS)
def test_bars_have_whole_beats(mood: str) -> None:
    assert bar_samples(mood, 3) == MOODS[mood].beats * beat_samples(mood, 3)
    assert RATE < bar_samples(mood, 3) < 7 * RATE
    assert len({beat_samples(mood, seed) for seed in range(9)}) > 4
