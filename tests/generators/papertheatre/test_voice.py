"""A voice opens mouths, shapes lips, moves heads and hands; tempers change faces; nobody is ever quite still."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generators.papertheatre.figures.actions import Doing, doing
from generators.papertheatre.figures.life import blink, idle, listening, shaken, speaking
from generators.papertheatre.figures.performance import Part, Way, changed
from generators.papertheatre.figures.person import Person
from generators.papertheatre.figures.posture import STANCES, Posture
from generators.papertheatre.figures.temper import TEMPERS, Temper, temper_of
from generators.papertheatre.figures.voice import MOST_FRAMES, SILENCE, Sound, Voice

LOUD = (0.0,) * 10 + (1.0,) * 10 + (0.0,) * 10
SYLLABLES = tuple(0.2 + 0.7 * (k % 6 > 2) for k in range(120))
ONE = Person(7)


def test_the_mouth_follows_the_loudness_of_its_frame() -> None:
    voice = Voice(LOUD, True, 24, 3)
    assert voice.at(4).mouth == 0
    assert voice.at(15).mouth == pytest.approx(1)
    assert voice.at(26).mouth == 0
    assert voice.at(500) == SILENCE
    assert voice.at(-1) == SILENCE


def test_hands_know_of_a_stress_before_it_comes() -> None:
    voice = Voice(LOUD, True, 24, 3)
    assert voice.at(8).stress > 0
    assert voice.at(8).mouth == 0
    assert voice.at(2).phrase > 0


def test_lips_take_several_shapes_and_keep_one_for_a_syllable() -> None:
    voice = Voice(SYLLABLES, True, 24, 5)
    shapes = [round(voice.at(k).wide, 3) for k in range(120) if voice.at(k).mouth > 0.6]
    assert len(set(shapes)) >= 4
    assert min(shapes) < -0.3
    assert max(shapes) > 0.3
    assert Voice(SYLLABLES, True, 24, 5).at(40) == voice.at(40)


def test_who_speaks_without_a_known_voice_mimes() -> None:
    voice = Voice((), True, 24, 5)
    mouths = [voice.at(k).mouth for k in range(48)]
    assert max(mouths) > 0.6
    assert min(mouths) < 0.2
    assert Voice((), False, 24, 5).at(5) == SILENCE


@pytest.mark.parametrize("odd", [(float("nan"),) * 4, (float("inf"), -3.0), (9e9,) * 3, (0.5,), (0.5, 0.5)])
def test_loudness_that_is_no_number_is_survived(odd: tuple[float, ...]) -> None:
    for k in range(5):
        assert all(-1 <= v <= 1 for v in Voice(odd, True, 24, 1).at(k))


def test_very_long_lines_are_read_within_bounds() -> None:
    assert len(Voice((0.5,) * (MOST_FRAMES + 500), True, 24, 1).loudness) == MOST_FRAMES


def test_speaking_opens_the_mouth_nods_and_moves_the_hand() -> None:
    still = Part(ONE, speaks=True).at(1.0)
    loud = Part(ONE, speaks=True).at(1.0, Sound(0.9, 0.5, 0.8, 1.0))
    assert loud.mouth > 0.8
    assert loud.wide > 0.3
    assert abs(loud.head - still.head) > 0.5
    assert abs(loud.near_arm - still.near_arm) + abs(loud.near_elbow - still.near_elbow) > 8


def test_hands_change_their_shape_from_phrase_to_phrase() -> None:
    sound = Sound(0.5, 0.0, 0.6, 1.0)
    poses = [speaking(Posture(), sound, Temper(), 11, t * 1.9, True) for t in range(8)]
    assert len({round(p.near_elbow) for p in poses}) >= 4
    assert speaking(Posture(), sound, Temper(), 11, 3.0, False).near_arm == Posture().near_arm


def test_hands_that_hold_something_do_not_gesture() -> None:
    sound = Sound(0.8, 0.0, 0.8, 1.0)
    a, b = (Part(ONE, prop="lantern").at(t, sound) for t in (0.5, 6.3))
    assert a.near_elbow == pytest.approx(b.near_elbow, abs=4)


EMOTIONS = [
    ("whispering", "whisper"), ("shouting", "shout"), ("angrily, then calm", "angry"), ("in tears", "weep"),
    ("laughing", "laugh"),
    ("sadly", "sad"), ("tired", "tired"), ("afraid", "fear"), ("hesitating", "worry"), ("surprised", "surprise"),
    ("smiling", "joy"),
    ("softly", "soft"), ("sternly", "stern"), ("suspiciously", "sly"), ("pleading", "plea"), ("calling", "shout"),
    ("under her breath", "whisper"),
    ("wearily", "tired"), ("terrified", "fear"), ("happily", "joy"), ("reading", "soft"), ("coldly", "stern"), ("",
    ""), ("blue", ""),
]  # fmt: skip


@pytest.mark.parametrize(("words", "name"), EMOTIONS)
def test_parentheticals_are_tempers(words: str, name: str) -> None:
    assert temper_of(words).name == name


def test_each_temper_is_another_face() -> None:
    faces = {t.name: (*t.on(Posture())[19:], round(t.lean), round(t.head), t.gesture) for _, t in TEMPERS}
    assert len(set(faces.values())) == len(TEMPERS)


def test_a_temper_in_company_of_an_action_is_in_the_face() -> None:
    sad = temper_of("sad")
    assert sad.on(Posture(), 0.0).head == Posture().head
    assert sad.on(Posture(), 0.0).smile < 0
    assert sad.on(Posture(), 1.0).head > Posture().head


def test_whispers_lean_in_with_a_hand_at_the_mouth_and_shouts_throw_the_arm() -> None:
    whisper, shout = (Part(ONE, temper=temper_of(w), speaks=True).at(1.2) for w in ("whispering", "shouting"))
    assert whisper.near_elbow > 100
    assert whisper.lean > Posture().lean + 5
    assert shout.near_arm > 80
    assert Part(ONE, temper=temper_of("shouting")).at(1.2).near_arm < 60  # who is silent keeps it down


def test_laughter_and_fear_shake() -> None:
    for word in ("laughing", "terrified"):
        bends = [Part(ONE, temper=temper_of(word)).at(t / 24).bend for t in range(24)]
        assert max(bends) - min(bends) > 0.8
    assert shaken(Posture(), 0.0, 1.0) == Posture()


def test_eyes_blink_now_and_then() -> None:
    shut = [blink(k / 24, 0.7) for k in range(24 * 20)]
    assert 3 <= sum(a < 0.5 <= b for a, b in pairwise(shut)) <= 7
    assert 0 < sum(v > 0.5 for v in shut) < 60


def test_nobody_is_quite_still_and_no_two_are_alike() -> None:
    poses = [idle(Posture(), seed, t / 4, True) for seed in (3, 400) for t in range(40)]
    assert len({p.bend for p in poses}) > 60
    assert max(abs(p.lean - Posture().lean) for p in poses) < 4


def test_listeners_look_at_whoever_speaks() -> None:
    ahead = listening(Posture(), 1.0, 0.0, 3, 0.2)
    behind = listening(Posture(), -1.0, 0.0, 3, 0.2)
    below = listening(Posture(), 1.0, 0.8, 3, 0.2)
    assert ahead.gaze > 0.4
    assert behind.gaze < -0.4
    assert below.head > ahead.head + 3
    assert below.glance > 0.3


def test_somebody_who_sits_down_is_on_the_way_for_a_while() -> None:
    part = Part(ONE, doing("sits down"))
    legs = [part.at(t / 10).near_leg for t in range(30)]
    assert legs[0] < 15
    assert legs[-1] > 70
    assert changed("stand", "sit", 99).near_leg == STANCES["sit"].near_leg


def test_getting_up_goes_over_sitting_on_the_floor() -> None:
    part = Part(ONE, doing("gets out of bed"))
    assert abs(part.at(0.0).lie) > 60
    assert abs(part.at(4.0).lie) < 1
    assert any(abs(part.at(t / 10).near_leg) > 20 for t in range(5, 20))


def test_a_gesture_waits_until_the_walk_is_over() -> None:
    part = Part(ONE, doing("walks in and opens the door"))
    walking, there = part.at(1.0, way=Way(0.5, 1.0, 0.0, 3.0)), part.at(4.2, way=Way(2.0, 0.0, 0.0, 3.0))
    assert walking.near_arm < 45
    assert there.near_arm > 40


def test_walking_with_a_lantern_keeps_both() -> None:
    part = Part(ONE, doing("walks in with a lantern"), prop="lantern")
    poses = [part.at(1.0, way=Way(w / 10, 1.0, 0.0, 9.0)) for w in range(8)]
    assert max(p.near_leg for p in poses) > 15
    assert max(p.near_elbow for p in poses) - min(p.near_elbow for p in poses) < 6


def test_who_sits_keeps_sitting_while_the_hands_work() -> None:
    pose = Part(ONE, doing("sits by the window and waves")).at(2.0)
    assert pose.near_leg > 70
    assert pose.near_arm > 100


def test_a_part_without_words_stands() -> None:
    assert Part(ONE, Doing()).at(0.0).near_leg < 15
