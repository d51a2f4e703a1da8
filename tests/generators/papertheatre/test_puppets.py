"""Puppets on the bench: all that is worn, held and done is cut; wind moves what is loose; nothing is left behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from generators.base import Look, Setting, TimeOfDay
from generators.papertheatre.drawing import Drawing, drawing
from generators.papertheatre.figures.air import Air
from generators.papertheatre.figures.beasts.draw import draw_beast
from generators.papertheatre.figures.beasts.habits import Habit, habit_of
from generators.papertheatre.figures.beasts.kinds import BEASTS
from generators.papertheatre.figures.body import draw_person
from generators.papertheatre.figures.hair import CAPS
from generators.papertheatre.figures.hats import HATS
from generators.papertheatre.figures.holdings import HOLDINGS
from generators.papertheatre.figures.limbs import SHOES, hand_shape
from generators.papertheatre.figures.pen import INKS_KEPT, Pen
from generators.papertheatre.figures.performance import Part, Way
from generators.papertheatre.figures.person import Person
from generators.papertheatre.figures.posture import STANCES, Posture, posed
from generators.papertheatre.figures.puppet import Puppeteer
from generators.papertheatre.figures.tailoring import CUTS
from generators.papertheatre.figures.voice import Sound
from generators.papertheatre.figures.wardrobe import BEARDS, dressed
from generators.papertheatre.light import light_of
from generators.papertheatre.looks import finish_of

SIZE = (200, 240)
UNIT = 170.0  # pixels
STILL = Air()
MAN = Person(5, hair="short")
LIGHT = light_of(Setting(time=TimeOfDay.AFTERNOON), finish_of(Look()), 8.0, False)
Pixels = np.ndarray[Any, np.dtype[np.uint8]]
Cut = Callable[[Pen], tuple[float, float]]


def shown(cut: Cut, facing: float = 1.0, alpha: float = 1.0) -> Pixels:
    """uint8 (height, width, bgra): one puppet on plain grey paper."""
    target = drawing(*SIZE)
    target.surface.fill((120, 120, 120, 255))
    bench().show(target, (100.0, 215.0), UNIT, facing, 400.0, cut, alpha=alpha)
    return np.array(target.pixels[0])


def bench() -> Puppeteer:
    return Puppeteer(LIGHT, SIZE, UNIT)


def person_cut(person: Person = MAN, pose: Posture | None = None, air: Air = STILL, **options: Any) -> Cut:
    return lambda pen: draw_person(pen, person, pose or Posture(), air, **options)


def ink(picture: Pixels) -> int:
    """How many pixels are not the plain paper."""
    return int((np.abs(picture[:, :, :3].astype(int) - 120).max(axis=2) > 12).sum())


def change(a: Pixels, b: Pixels) -> float:
    return float(np.abs(a.astype(int) - b.astype(int)).mean())


def test_a_person_is_cut_and_the_bench_is_clean_again() -> None:
    puppeteer, target = bench(), drawing(*SIZE)
    puppeteer.show(target, (100.0, 215.0), UNIT, 1.0, 400.0, person_cut())
    assert np.array(target.pixels[0]).any()
    assert not np.array(puppeteer.bench.pixels[0]).any()


def test_facing_mirrors() -> None:
    left, right = shown(person_cut(), -1.0), shown(person_cut(), 1.0)
    assert change(left, right) > 1
    assert ink(left) == pytest.approx(ink(right), rel=0.1)
    assert ink(shown(person_cut(), 0.2)) < 0.6 * ink(right)  # turning paper is thin


@pytest.mark.parametrize("garment", sorted(CUTS))
def test_every_garment_is_another_silhouette(garment: str) -> None:
    plain = shown(person_cut(replace(MAN, garment="bare")))
    worn = shown(person_cut(replace(MAN, garment=garment)))
    assert ink(worn) > 3000
    assert garment == "bare" or change(plain, worn) > 0.5


@pytest.mark.parametrize("hat", sorted(HATS))
@pytest.mark.parametrize("frontal", [False, True])
def test_every_hat_is_seen(hat: str, frontal: bool) -> None:
    bare = shown(person_cut(frontal=frontal))
    assert change(bare, shown(person_cut(replace(MAN, hat=hat), frontal=frontal))) > 0.08


@pytest.mark.parametrize("hair", sorted(set(CAPS) - {"short"}))
@pytest.mark.parametrize("frontal", [False, True])
def test_every_hair_is_another(hair: str, frontal: bool) -> None:
    short = shown(person_cut(frontal=frontal))
    assert change(short, shown(person_cut(replace(MAN, hair=hair), frontal=frontal))) > 0.03


@pytest.mark.parametrize("beard", [k for k, _ in BEARDS])
@pytest.mark.parametrize("frontal", [False, True])
def test_every_beard_is_seen(beard: str, frontal: bool) -> None:
    dark = replace(MAN, hair_colour=(30, 24, 24))
    bare = shown(person_cut(dark, frontal=frontal))
    assert change(bare, shown(person_cut(replace(dark, beard=beard), frontal=frontal))) > 0.012


@pytest.mark.parametrize("prop", sorted(HOLDINGS))
def test_everything_that_is_held_is_seen(prop: str) -> None:
    pose = posed(near=(60, 30))
    assert change(shown(person_cut(pose=pose)), shown(person_cut(pose=pose, prop=prop))) > 0.04


@pytest.mark.parametrize("worn", ["scarf", "apron", "cloak", "shawl"])
def test_what_is_worn_over_a_garment_is_seen(worn: str) -> None:
    assert change(shown(person_cut()), shown(person_cut(replace(MAN, **{worn: (200, 60, 50)})))) > 0.3  # type: ignore[arg-type]


@pytest.mark.parametrize("shoes", sorted(set(SHOES) - {"shoes"}))
def test_shoes_differ(shoes: str) -> None:
    assert change(shown(person_cut()), shown(person_cut(replace(MAN, shoes=shoes)))) > 0.03


@pytest.mark.parametrize("glasses", ["round", "goggles", "monocle", "patch"])
@pytest.mark.parametrize("frontal", [False, True])
def test_glasses_are_seen(glasses: str, frontal: bool) -> None:
    assert (
        change(shown(person_cut(frontal=frontal)), shown(person_cut(replace(MAN, glasses=glasses), frontal=frontal)))
        > 0.01
    )


@pytest.mark.parametrize("frontal", [False, True])
@pytest.mark.parametrize(
    "face",
    [
        {"mouth": 0.9},
        {"mouth": 0.6, "wide": -1.0},
        {"smile": 1.0},
        {"brow": 1.0},
        {"knit": 1.0},
        {"lids": 1.0},
        {"gaze": -1.0},
        {"tears": 1.0},
    ],
)
def test_faces_show_what_is_felt_and_said(face: dict[str, float], frontal: bool) -> None:
    large = 1600.0

    def close(pose: Posture) -> Pixels:
        target = drawing(*SIZE)
        Puppeteer(LIGHT, SIZE, large).show(
            target, (60.0, 1600.0), large, 1.0, 400.0, person_cut(pose=pose, frontal=frontal)
        )
        return np.array(target.pixels[0])

    assert change(close(Posture()), close(Posture()._replace(**face))) > 0.06


@pytest.mark.parametrize("loose", [{"hair": "long"}, {"hair": "braid"}, {"hair": "tail"}, {"scarf": (200, 60, 50)},
{"cloak": (90, 90, 120)},
                                   {"garment": "dress"}, {"garment": "greatcoat"}, {"beard": "great"}])  # fmt: skip
def test_wind_moves_what_is_loose(loose: dict[str, Any]) -> None:
    person = replace(MAN, **loose)
    calm, storm = shown(person_cut(person)), shown(person_cut(person, air=Air(blow=1.0, gust=0.8)))
    assert change(calm, storm) > 0.1
    assert change(storm, shown(person_cut(person, air=Air(t_s=0.4, blow=1.0, gust=0.8)))) > 0.01  # and goes on


def test_loose_ends_hang_down_in_calm_and_stream_in_a_storm() -> None:
    calm, storm = Air(gust=0.0).loose((0.0, 0.0), 1.0), Air(blow=1.0).loose((0.0, 0.0), 1.0)
    assert calm[-1][1] > 0.98
    assert storm[-1][0] < -0.6
    tipped = Air(gust=0.0, lie=90.0).loose((0.0, 0.0), 1.0)
    assert tipped[-1][0] < -0.98  # down, for somebody on their back
    assert Air(blow=99.0, gust=0.0).loose((0.0, 0.0), 1.0)[-1][0] > -1.0  # even then it is cloth


@pytest.mark.parametrize("stance", sorted(STANCES))
@pytest.mark.parametrize("garment", ["jacket", "coat", "dress", "robe"])
def test_every_stance_in_every_sort_of_garment(stance: str, garment: str) -> None:
    picture = shown(
        person_cut(replace(MAN, garment=garment, scarf=(200, 60, 50)), STANCES[stance], Air(lie=STANCES[stance].lie))
    )
    assert ink(picture) > 1500


def test_who_lies_is_lower_than_who_stands() -> None:
    def top(pose: Posture) -> int:
        rows = np.nonzero(
            (np.abs(shown(person_cut(pose=pose))[:, :, :3].astype(int) - 120).max(axis=2) > 40).any(axis=1)
        )[0]
        return int(rows[0])

    assert top(STANCES["stand"]) < top(STANCES["sit"]) < top(STANCES["lie"])


def test_a_stool_stands_under_who_sits() -> None:
    pose = STANCES["sit"]
    assert change(shown(person_cut(pose=pose)), shown(person_cut(pose=pose, seat=1.0))) > 0.1


def test_a_ghost_lets_the_paper_behind_show() -> None:
    ghost = person_cut(dressed("X", "ghost"))
    solid, thin = shown(ghost), shown(ghost, alpha=0.5)
    plain = np.full_like(solid, 120)
    plain[:, :, 3] = 255
    assert change(thin, plain) < 0.75 * change(solid, plain)


def test_robots_and_ghosts_have_no_human_face() -> None:
    for nature in ("ghost", "robot"):
        for frontal in (False, True):
            quiet = shown(person_cut(replace(MAN, nature=nature), frontal=frontal))
            assert (
                change(quiet, shown(person_cut(replace(MAN, nature=nature), posed(mouth=1.0), frontal=frontal))) > 0.005
            )


def test_hands_point_grip_and_relax() -> None:
    assert len({hand_shape(g) for g in (-1.0, 0.0, 1.0, 2.0)}) == 4


def test_tools_turn_with_the_arm() -> None:
    tips = []
    for arm in (20.0, 140.0):
        pose = posed(near=(arm, 10.0))
        a, b = shown(person_cut(pose=pose)), shown(person_cut(pose=pose, prop="sword"))
        rows = np.nonzero((np.abs(a.astype(int) - b.astype(int)).max(axis=2) > 20).any(axis=1))[0]
        tips.append(rows[0])
    assert tips[1] < tips[0] - 40


def test_a_light_in_the_hand_is_where_the_hand_is() -> None:
    target = drawing(*SIZE)
    high, low = (
        bench().show(target, (100.0, 215.0), UNIT, 1.0, 400.0, person_cut(pose=posed(near=angles), prop="lantern"))
        for angles in ((120.0, 10.0), (10.0, 10.0))
    )
    assert high[1] < low[1] - 40
    assert high[0] > low[0]


def test_inks_are_kept_within_bounds() -> None:
    pen = Pen(drawing(8, 8).canvas, bench().pen.inks, (8, 8))
    for k in range(INKS_KEPT * 3):
        pen.inks.of((k % 255, k // 255, 7), 1.0)
    assert len(pen.inks._seen) <= INKS_KEPT + 1


def test_spaces_of_a_pen_know_their_pixels() -> None:
    pen = bench().pen
    with pen.puppet((100.0, 200.0), 50.0, -1.0, 0.0, 1.0), pen.space(0.2, -0.4, 90.0, 0.5):
        x, y = pen.pixel(1.0, 0.0)
    assert (x, y) == pytest.approx((100 - 0.2 * 50, 200 - 0.4 * 50 + 25))


@pytest.mark.parametrize("where", [(-9e6, 0.0), (100.0, 9e7), (100.0, -400.0), (0.0, 0.0)])
@pytest.mark.parametrize("unit", [0.2, 4.0, 9000.0])
def test_puppets_far_off_or_huge_are_survived(where: tuple[float, float], unit: float) -> None:
    target: Drawing = drawing(*SIZE)
    Puppeteer(LIGHT, SIZE, unit).show(target, where, unit, 1.0, 0.0, person_cut())


@pytest.mark.parametrize("kind", sorted(BEASTS))
def test_every_animal_is_cut_and_lives(kind: str) -> None:
    person = dressed("X", kind)
    small = 44.0

    def beast(habit: Habit, air: Air = STILL) -> Pixels:
        target = drawing(*SIZE)
        Puppeteer(LIGHT, SIZE, small).show(
            target, (100.0, 225.0), small, 1.0, 400.0, lambda pen: draw_beast(pen, person, habit, air)
        )
        return np.array(target.pixels[0])

    calm = beast(Habit())
    assert (calm[:, :, 3] > 0).sum() > 400
    fish = BEASTS[kind].plan == "fish"
    for other in (Habit(mouth=1.0), Habit(phase=0.3, stride=1.0), Habit(tail=30.0), Habit(lift=0.3)):
        moved = change(calm, beast(other, Air(t_s=0.5) if fish else STILL))
        assert moved > 0.002, other
    assert change(beast(Habit(lie=1.0)), calm) > 0.05 or fish


def test_no_two_animals_are_alike() -> None:
    pictures = {}
    for kind in sorted(BEASTS):
        person = replace(dressed("X", kind), cloth=(90, 80, 70), coat=(200, 190, 180))
        pictures[kind] = shown(lambda pen, p=person: draw_beast(pen, p, Habit(), STILL))  # type: ignore[misc]
    kinds = sorted(pictures)
    assert min(change(pictures[a], pictures[b]) for n, a in enumerate(kinds) for b in kinds[:n]) > 0.1


def test_animals_do_what_words_say() -> None:
    from generators.papertheatre.figures.actions import doing

    dog, bird = dressed("X", "dog"), dressed("X", "crow")
    assert habit_of(Part(dog, doing("sits")), 1.0, Way()).sit == 1
    assert habit_of(Part(dog, doing("lies asleep")), 1.0, Way()).lids == 1
    assert habit_of(Part(dog, doing("runs")), 1.0, Way(0.4, 1.0, 0.0, 9.0)).run == 1
    assert habit_of(Part(bird, doing("flies off")), 1.0, Way(0.4, 1.0, 0.0, 9.0)).fly == 1
    assert habit_of(Part(dog), 1.0, Way(), Sound(0.7)).mouth == 0.7
    tails = {round(habit_of(Part(dog), t / 5, Way()).tail) for t in range(20)}
    assert len(tails) > 6
