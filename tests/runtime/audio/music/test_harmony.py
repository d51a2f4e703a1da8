"""Harmony: progressions that lean and come home, voices that move little and never in parallel fifths."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from runtime.audio.music.harmony import BASS, UPPER, Chord, Voicing, ending, lead, parallels, period
from runtime.audio.music.moods import IONIAN, MOODS

SEEDS = range(12)


@pytest.mark.parametrize("name", MOODS)
def test_a_period_leans_in_its_middle_and_closes_at_its_end(name: str) -> None:
    mood = MOODS[name]
    for seed in SEEDS:
        chords = period(random.Random(seed), mood)
        assert len(chords) == 8
        assert chords[0].degree == 0
        assert chords[3].degree == mood.half
        assert (chords[6].degree, chords[7].degree) == mood.close
        assert chords[3].steps == chords[7].steps == (0, 2, 4)


@pytest.mark.parametrize("name", MOODS)
def test_chords_go_the_ways_of_their_mood(name: str) -> None:
    mood = MOODS[name]
    for seed in SEEDS:
        degrees = [chord.degree for chord in period(random.Random(seed), mood)]
        inside = [*pairwise(degrees[:4]), *pairwise(degrees[4:7])]
        assert all(after in mood.ways[before] or before == after for before, after in inside)


def test_progressions_differ() -> None:
    mood = MOODS["calm"]
    assert len({period(random.Random(seed), mood) for seed in range(40)}) > 30


def test_a_chord_has_the_tones_of_its_mode() -> None:
    assert Chord(0, (0, 2, 4)).tones(IONIAN, 0) == (0, 4, 7)
    assert Chord(4, (0, 2, 4, 6)).tones(IONIAN, 0) == (7, 11, 2, 5)
    assert Chord(1, (0, 2, 4)).tones(IONIAN, 2) == (4, 7, 11)


@pytest.mark.parametrize("name", MOODS)
@pytest.mark.parametrize("root", [0, 5, 11])
def test_voices_stay_in_their_ranges_and_sound_the_whole_chord(name: str, root: int) -> None:
    mood, voicing = MOODS[name], None
    for chord in period(random.Random(3), mood):
        voicing = lead(voicing, chord, mood.mode, root)
        tones = chord.tones(mood.mode, root)
        assert voicing.bass % 12 == tones[0]
        assert {pitch % 12 for pitch in voicing.upper} <= set(tones)
        assert tones[1] in {pitch % 12 for pitch in voicing.upper}
        assert BASS[0] <= voicing.bass < BASS[1]
        assert list(voicing.upper) == sorted(set(voicing.upper))
        assert UPPER[0] <= voicing.upper[0] <= voicing.upper[2] < UPPER[1]


@pytest.mark.parametrize("name", MOODS)
def test_voices_lead_smoothly(name: str) -> None:
    moves, wrong = [], 0
    for seed in SEEDS:
        mood, before = MOODS[name], None
        for chord in period(random.Random(seed), mood):
            now = lead(before, chord, mood.mode, seed % 12)
            if before:
                moves.append(sum(abs(a - b) for a, b in zip(before.upper, now.upper, strict=True)))
                wrong += parallels(before, now)
            before = now
    assert sum(moves) / len(moves) < 7.0  # three voices together, in semitones
    assert max(moves) <= 20
    assert wrong == 0


def test_parallel_fifths_are_seen() -> None:
    assert parallels(Voicing(48, (55, 64, 72)), Voicing(50, (57, 65, 69))) == 1
    assert parallels(Voicing(48, (55, 64, 72)), Voicing(48, (55, 65, 69))) == 0


def test_the_last_two_chords_come_home() -> None:
    for mood in MOODS.values():
        before, home = ending(mood)
        assert home.degree == 0 != before.degree
