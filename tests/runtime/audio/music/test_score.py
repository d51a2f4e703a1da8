"""What is played when: changes on the beat, one layer more while a choice is open, a cadence at the end."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.gains import BLOCK
from runtime.audio.levels import rms_db
from runtime.audio.music.compose import bar_samples, beat_samples
from runtime.audio.music.conductor import CHANGE, LEAVE, Conductor
from runtime.audio.music.moods import MOODS
from runtime.audio.music.perform import bars_at_once, make_passage
from runtime.audio.music.score import ENTRY, Score
from runtime.audio.workshop import Workshop
from tests.runtime.audio.signals import high_energy

SEED = 1
BAR = {mood: bar_samples(mood, SEED) for mood in MOODS}


class Stand:
    """A conductor and a clock that counts blocks."""

    def __init__(self, *, wait: bool = True) -> None:
        self.shop = Workshop(wait=wait)
        self.conductor = Conductor(SEED, self.shop)
        self.now = 0

    def play(self, samples: int) -> np.ndarray:
        out = np.zeros((-(-samples // BLOCK) * BLOCK, 2), np.float32)
        for at in range(0, len(out), BLOCK):
            self.conductor.add_to(out[at : at + BLOCK], self.now)
            self.now += BLOCK
        return out


def test_passages_follow_one_another_without_a_gap_or_a_seam() -> None:
    stand = Stand()
    stand.conductor.play("hope", None, 0)
    length = bars_at_once("hope", SEED) * BAR["hope"]
    sound = stand.play(3 * length)
    first, second = make_passage("hope", 0, SEED).wave(), make_passage("hope", 1, SEED).wave()
    wanted = first[length : length + RATE] + second[:RATE]
    assert np.allclose(sound[length : length + RATE], wanted, atol=1e-5)


def test_nothing_is_waited_for_and_music_begins_when_it_is_there() -> None:
    stand = Stand(wait=False)
    stand.conductor.play("calm", None, 0)
    stand.play(BLOCK)
    assert stand.shop.settle(30)
    assert stand.play(2 * RATE).any()


def test_a_new_mood_begins_on_a_beat_of_the_old_one() -> None:
    stand = Stand()
    stand.conductor.play("calm", None, 0)
    stand.play(2 * RATE + 7 * BLOCK)
    stand.conductor.play("tense", None, stand.now)
    score = stand.conductor._score
    assert score is not None
    beat = score._due
    assert stand.now <= beat < stand.now + beat_samples("calm", SEED)
    assert beat % beat_samples("calm", SEED) == 0
    stand.play(beat - stand.now + BLOCK)
    assert score._start == beat
    stand.play(CHANGE + RATE)
    assert stand.conductor.mood == "tense"
    assert stand.conductor._leaving == []


def test_music_that_is_told_to_stop_is_gone() -> None:
    stand = Stand()
    stand.conductor.play("sea", None, 0)
    stand.play(3 * RATE)
    stand.conductor.play("none", None, stand.now)
    stand.play(LEAVE + beat_samples("sea", SEED) + BLOCK)
    assert not stand.play(RATE).any()
    assert stand.conductor.mood == ""


@pytest.mark.parametrize("mood", ["calm", "playful", "chase"])
def test_a_choice_adds_a_layer_at_a_bar_line_and_takes_it_away_again(mood: str) -> None:
    plain, tense = Stand(), Stand()
    for stand in (plain, tense):
        stand.conductor.play(mood, None, 0)
        stand.play(RATE)
    tense.conductor.press(True, tense.now)
    opened = tense.now
    count = 8 * BAR[mood]
    more = tense.play(count) - plain.play(count)
    line = -(-opened // BAR[mood]) * BAR[mood] - opened
    if line < bars_at_once(mood, SEED) * BAR[mood] - opened:
        assert not more[: line - 1].any()
        assert np.abs(more[: line + ENTRY // 8]).max() < 0.5 * np.abs(more[line : line + BAR[mood]]).max()
    assert rms_db(more[line : line + 6 * BAR[mood]]) > -60
    tense.conductor.press(False, tense.now)
    tail = tense.play(8 * RATE + 8 * BAR[mood]) - plain.play(8 * RATE + 8 * BAR[mood])
    assert not tail[-2 * BAR[mood] :].any()


def test_where_there_is_no_music_a_choice_makes_none() -> None:
    stand = Stand()
    stand.conductor.press(True, 0)
    assert not stand.play(3 * RATE).any()


def test_music_that_begins_while_a_choice_is_open_has_the_layer() -> None:
    stand = Stand()
    stand.conductor.press(True, 0)
    stand.conductor.play("calm", None, 0)
    stand.play(RATE)
    score = stand.conductor._score
    assert score is not None
    assert score.tense
    assert score._more is not None


@pytest.mark.parametrize("mood", ["hope", "sea"])
def test_the_end_is_a_cadence_and_then_silence(mood: str) -> None:
    stand = Stand()
    stand.conductor.play(mood, None, 0)
    stand.play(BAR[mood] + RATE // 2)
    stand.conductor.close(stand.now)
    assert stand.conductor.mood == ""
    score = stand.conductor._score
    assert score is not None
    assert score._due == 2 * BAR[mood]
    stand.play(score._due - stand.now)
    cadence = stand.play(2 * BAR[mood])
    assert rms_db(cadence) > -50
    stand.play(6 * RATE)
    assert not stand.play(RATE).any()
    assert stand.conductor._score is None


def test_after_the_end_music_can_begin_again() -> None:
    stand = Stand()
    stand.conductor.play("calm", None, 0)
    stand.play(RATE)
    stand.conductor.close(stand.now)
    stand.conductor.close(stand.now)
    stand.conductor.play("calm", None, stand.now)
    assert stand.conductor.mood == "calm"
    stand.play(12 * RATE)
    assert rms_db(stand.play(RATE)) > -60


def test_no_change_of_music_clicks() -> None:
    stand = Stand()
    rng = np.random.default_rng(3)
    moods = list(MOODS)
    parts = []
    for step in range(18):
        match step % 3:
            case 0:
                stand.conductor.play(moods[int(rng.integers(len(moods)))], None, stand.now)
            case 1:
                stand.conductor.press(bool(rng.integers(2)), stand.now)
            case _:
                stand.conductor.fall_silent(stand.now, RATE // 4)
        parts.append(stand.play(int(rng.integers(RATE // 3, 2 * RATE))))
    sound = np.concatenate(parts)
    energies = [high_energy(sound[at : at + 480], 13_000) for at in range(0, len(sound) - 480, 240)]
    assert max(energies) < 2e-3  # music is made below 12 kHz; a click is not


def test_a_score_goes_on_and_keeps_little() -> None:
    stand = Stand()
    stand.conductor.play("dance", None, 0)
    for _ in range(20):
        stand.play(4 * RATE)
        score = stand.conductor._score
        assert isinstance(score, Score)
        assert len(score._playing) <= 3
