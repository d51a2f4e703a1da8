"""Effects: each word finds its sound; each sound is whole, at its level, and like no other."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.effects import HIGHEST_DB, RECIPES, TURNS, effect_for, make_effect
from runtime.audio.effects.steps import GROUNDS
from runtime.audio.effects.words import GROUNDS as PLACES
from runtime.audio.effects.words import STEPPING, WORDS, Wanted, ground_of, stem
from runtime.audio.levels import gain_of, peak_db
from runtime.audio.manners import Manner
from runtime.audio.meter import lufs
from runtime.audio.tape import Tape
from tests.runtime.audio.signals import centre_hz, fingerprint, likeness, roughness


@cache
def tape(sort: str) -> Tape:
    return make_effect(sort, 1)


def mono(sort: str) -> np.ndarray:
    return np.asarray(tape(sort).wave().mean(axis=1))


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        ("knock", "knock"),
        ("a knock at the door", "knock"),
        ("the door slams", "slam"),
        ("the door opens", "door opens"),
        ("door", "door"),
        ("Footsteps on the stairs", "steps on stone"),
        ("running steps on gravel", "run on gravel"),
        ("ship's bell", "ship bell"),
        ("church bells, tolling", "church bell"),
        ("the clock strikes twelve", "clock strikes"),
        ("she strikes a match", "match"),
        ("FOGHORN, far off", "foghorn"),
        ("train whistle", "train whistle"),
        ("police whistle", "pea whistle"),
        ("glass breaks", "glass"),
        ("they clink their glasses", "clink"),
        ("the ship creaks", "timbers"),
        ("water drips", "drip"),
        ("theremin", ""),
        ("", ""),
        ("🙂", ""),
        ("\x00" * 10_000, ""),
    ],
)
def test_words_find_their_effect(words: str, sort: str) -> None:
    wanted = effect_for(words)
    assert (wanted.sort if wanted else "") == sort


@pytest.mark.parametrize(
    ("words", "manner"),
    [
        ("distant thunder", Manner(-5.0, "far")),
        ("a muffled knock", Manner(-5.0, "muffled")),
        ("a dog, on the left", Manner(0.0, "", -0.7)),
        ("loud bell, right", Manner(4.0, "", 0.7)),
    ],
)
def test_words_say_how_it_is_heard(words: str, manner: Manner) -> None:
    wanted = effect_for(words)
    assert wanted is not None
    assert wanted.manner == manner


@pytest.mark.parametrize("sort", WORDS)
def test_every_word_of_the_table_leads_to_its_sound(sort: str) -> None:
    for alternative in WORDS[sort].split():
        wanted = effect_for(alternative.replace("+", " "))
        assert wanted is not None
        assert wanted.sort.removesuffix(" on stone") == sort, alternative
        assert wanted.sort in RECIPES


def test_every_sound_can_be_asked_for() -> None:
    reachable = set(WORDS) - STEPPING | {f"{sort} on {ground}" for sort in STEPPING for ground in GROUNDS}
    assert reachable | {f"a step on {ground}" for ground in GROUNDS} == set(RECIPES)


def test_there_are_enough_of_them() -> None:
    assert len(set(WORDS) - STEPPING) >= 40
    assert len(GROUNDS) >= 9


@pytest.mark.parametrize(
    ("one", "other"), [("slams", "slamming"), ("glass", "glasses"), ("wave", "waves"), ("run", "running")]
)
def test_endings_do_not_matter(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["ring", "bell", "glass", "wing", "string", "saw"])
def test_words_that_only_look_like_endings_stay(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    ("interior", "place", "weather", "ground"),
    [
        (False, "BEACH", "clear", "sand"),
        (False, "VILLAGE", "snow", "snow"),
        (False, "SHIP'S DECK", "snow", "wood"),
        (True, "CHURCH", "clear", "stone"),
        (True, "BEDROOM", "clear", "carpet"),
        (True, "LIGHTHOUSE GALLERY", "storm", "metal"),
        (False, "FOREST PATH", "clear", "leaves"),
        (False, "MOUNTAIN PASS", "rain", "gravel"),
        (False, "", "clear", "grass"),
        (True, "🙂", "clear", "wood"),
        (True, "x" * 100_000, "clear", "wood"),
    ],
)
def test_steps_fall_on_the_ground_of_the_place(interior: bool, place: str, weather: str, ground: str) -> None:
    assert ground_of(interior, place, weather) == ground
    assert effect_for("steps", ground) == Wanted(f"steps on {ground}")


def test_every_ground_of_a_place_can_be_stepped_on() -> None:
    assert {ground for ground, _ in PLACES} <= set(GROUNDS)


def test_what_the_words_say_goes_before_the_place() -> None:
    assert effect_for("steps in the snow", "carpet") == Wanted("steps on snow")


SOME = [pytest.param(sort, marks=[pytest.mark.soak] if n % 4 else []) for n, sort in enumerate(RECIPES)]


@pytest.mark.parametrize("sort", SOME)
def test_every_effect_is_a_whole_sound(sort: str) -> None:
    wave = tape(sort).wave()
    assert 0.1 <= len(wave) / RATE <= 14.0
    assert np.isfinite(wave).all()
    top = np.abs(wave).max()
    assert np.abs(wave[0]).max() < 0.02 * top
    assert np.abs(wave[-1]).max() < 0.005 * top
    assert abs(wave.mean()) < 1e-3 * top
    assert peak_db(wave) <= HIGHEST_DB + 0.1


@pytest.mark.parametrize("sort", RECIPES)
def test_every_effect_is_as_loud_as_it_is_meant_or_as_its_peaks_allow(sort: str) -> None:
    wave = tape(sort).wave()
    loud = lufs(np.pad(wave, ((0, RATE // 2), (0, 0))))
    assert loud == pytest.approx(RECIPES[sort][1], abs=1.5) or peak_db(wave) == pytest.approx(HIGHEST_DB, abs=0.2)
    assert loud > -42.0


@pytest.mark.parametrize("sort", SOME)
def test_no_effect_is_cut_off(sort: str) -> None:
    """The last tenth of a second is far below the loudest."""
    wave = mono(sort)
    assert np.abs(wave[-RATE // 10 :]).max() < 0.5 * np.abs(wave).max()
    assert roughness(wave[-RATE // 50 :]) < max(roughness(wave[: -RATE // 50]), 1e-6)


@pytest.mark.soak
def test_no_two_effects_are_alike() -> None:
    """Steps on the same ground are, of course."""
    prints = {sort: fingerprint(mono(sort)) for sort in RECIPES}
    names = [sort for sort in prints if not sort.startswith(("run on", "a step on"))]
    alike = [
        (round(likeness(prints[one], prints[other]), 3), one, other)
        for at, one in enumerate(names)
        for other in names[at + 1 :]
    ]
    assert max(alike)[0] < 0.985, sorted(alike)[-5:]


def test_an_effect_is_the_same_for_the_same_seed_and_turn() -> None:
    assert np.array_equal(make_effect("glass", 3).samples, make_effect("glass", 3).samples)
    assert not np.array_equal(make_effect("glass", 3).samples, make_effect("glass", 4).samples)
    assert not np.array_equal(make_effect("glass", 3).samples, make_effect("glass", 3, turn=1).samples)
    assert np.array_equal(make_effect("glass", 3).samples, make_effect("glass", 3, turn=TURNS).samples)


@pytest.mark.parametrize("veil", ["far", "muffled"])
def test_a_veil_makes_it_darker(veil: str) -> None:
    veiled = make_effect("glass", 1, veil).wave().mean(axis=1)
    assert centre_hz(veiled) < 0.75 * centre_hz(mono("glass"))


@pytest.mark.parametrize(
    ("sort", "lowest", "highest"),
    [
        ("thunder", 40, 200),
        ("cannon", 40, 250),
        ("heartbeat", 40, 150),
        ("foghorn", 80, 400),
        ("owl", 300, 600),
        ("church bell", 120, 700),
        ("gull", 1000, 4000),
        ("songbird", 1500, 5000),
        ("glass", 2500, 9000),
        ("coin", 3000, 11_000),
        ("steps on carpet", 40, 300),
        ("steps on grass", 2000, 9000),
    ],
)
def test_each_lies_where_the_real_thing_does(sort: str, lowest: float, highest: float) -> None:
    assert lowest < centre_hz(mono(sort)) < highest


@pytest.mark.parametrize("ground", GROUNDS)
def test_steps_are_steps(ground: str) -> None:
    """Six onsets, half a second apart, no two the same."""
    wave = np.abs(mono(f"steps on {ground}"))
    beats = [wave[round((0.02 + 0.56 * n) * RATE) :][: RATE // 4].max() for n in range(6)]
    gaps = [wave[round((0.44 + 0.56 * n) * RATE) :][: RATE // 12].max() for n in range(5)]
    assert min(beats) > 1.3 * np.median(gaps)
    assert len(set(np.round(beats, 6))) == 6


def test_a_car_goes_from_left_to_right_and_thunder_is_wide() -> None:
    car = np.square(tape("car").wave())
    assert car[: 2 * RATE, 0].sum() > 2 * car[: 2 * RATE, 1].sum()
    assert car[3 * RATE :, 1].sum() > 2 * car[3 * RATE :, 0].sum()
    left, right = tape("thunder").wave().T
    assert abs(np.corrcoef(np.abs(left), np.abs(right))[0, 1]) < 0.999
    assert gain_of(0.0) == 1.0


@pytest.mark.parametrize("sort", RECIPES)
def test_an_effect_is_small(sort: str) -> None:
    assert tape(sort).bytes < 2_600_000
