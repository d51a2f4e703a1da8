"""Rows: whatever a shot says, finite numbers of one width that tell where the paper theatre puts people."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from generators.base import Angle, Camera, Figure, Framing, Look, Move, Setting, Shot, TimeOfDay, Weather
from generators.daguerreotype.curriculum import INDOORS, KINDS, PLACES, TIMES, WEATHERS, random_shot
from generators.daguerreotype.data import Teacher
from generators.daguerreotype.scene import (
    END,
    FIGURE,
    FRAMED,
    HEAD,
    LATENT_FRAMES,
    MOST_FIGURES,
    POSE,
    SIZE,
    SPOT,
    SPOTTED,
    VIEW,
    WIDTH,
    kind_taught,
    plan_of,
    rows,
    taught,
)
from generators.papertheatre.figures.posture import CHANNELS, Posture
from generators.papertheatre.store import SetStore

MARA = Figure(name="Mara", looks="60, grey braid, yellow oilskin", placement=-0.4, facing=1)
TOM = Figure(name="Tom", looks="25, red scarf, short black hair", placement=0.4, facing=-1)
CROWD = tuple(Figure(name=f"N{n}", looks="34, blue coat", placement=n / 15 - 1, action="walks in") for n in range(30))
BEASTS = (Figure(name="Rex", looks="old sheepdog", action="barks"), Figure(name="Gull", looks="a gull", action="flies"))
HARSH = {
    "nothing": Shot(),
    "crowd": Shot(cast=CROWD, camera=Camera(framing=Framing.MEDIUM, subject="N17")),
    "beasts": Shot(cast=BEASTS, camera=Camera(framing=Framing.CLOSE)),
    "a man and his dog": Shot(cast=(BEASTS[0], MARA)),
    "no words": Shot(prompt="?!" * 3000, setting=Setting(place="\x00🙂" * 300, description="x" * 5000)),
    "no time": Shot(cast=(MARA,), duration_s=1e-9),
    "all time": Shot(cast=(MARA,), duration_s=1e9, camera=Camera(move=Move.CRANE)),
    "an absurd figure": Shot(cast=(Figure(name="", looks="9999999, " + "hat " * 900, action="explodes" * 200),)),
    "nobody's close-up": Shot(camera=Camera(framing=Framing.CLOSE, subject="nobody")),
    "props": Shot(setting=Setting(place="beach", props=("boat", "chair", "lamp")), cast=(MARA,)),
}


def told(shot: Shot, *frames: int) -> NDArray[np.float32]:
    return rows(plan_of(taught(shot), SetStore(0)), frames or (0,))


def figures(row: NDArray[np.float32]) -> NDArray[np.float32]:
    """(MOST_FIGURES, FIGURE)."""
    return row[HEAD + VIEW :].reshape(MOST_FIGURES, FIGURE)


def sound(made: NDArray[np.float32], count: int) -> bool:
    return made.shape == (count, WIDTH) and made.dtype == np.float32 and bool((np.abs(made) <= 8).all())


def head(shot: Shot) -> tuple[str, TimeOfDay, Weather]:
    row = told(shot)[0]
    kinds, times, weathers = np.split(row[:HEAD], [len(KINDS), len(KINDS) + len(TIMES)])
    assert kinds.sum() == times.sum() == weathers.sum() == 1
    return KINDS[kinds.argmax()], TIMES[times.argmax()], WEATHERS[weathers.argmax()]


@pytest.mark.parametrize("name", HARSH)
def test_any_shot_has_rows(name: str) -> None:
    assert sound(told(HARSH[name], 0, 5, 1000, 10**7), 4)


@pytest.mark.parametrize("framing", Framing)
@pytest.mark.parametrize("move", Move)
def test_any_camera_has_rows(framing: Framing, move: Move) -> None:
    for angle in Angle:
        shot = Shot(cast=(MARA, TOM), camera=Camera(framing=framing, move=move, angle=angle, subject="Tom"))
        assert sound(told(shot, 0, 30, 300), 3)


def test_the_row_is_as_wide_as_the_shipped_weights_want_it() -> None:
    assert (HEAD, VIEW, FIGURE, WIDTH) == (34, 11, 101, 449)
    assert POSE == 3
    assert FRAMED + 2 * POSE + 1 == VIEW
    assert SPOT + len(CHANNELS) == END


def test_angles_come_first_in_a_posture() -> None:
    assert CHANNELS[:16] == CHANNELS[: CHANNELS.index("lie") + 1]
    assert max(map(abs, Posture()[16:])) <= 1


def test_the_head_says_place_hour_and_weather() -> None:
    shot = Shot(setting=Setting(place="harbour", time=TimeOfDay.DUSK, weather=Weather.FOG))
    assert head(shot) == ("harbour", TimeOfDay.DUSK, Weather.FOG)


@pytest.mark.parametrize("kind", KINDS)
def test_a_taught_place_is_itself(kind: str) -> None:
    assert head(Shot(setting=Setting(place=PLACES[kind], interior=kind in INDOORS)))[0] == kind


@pytest.mark.parametrize(
    ("place", "interior", "kind"),
    [
        ("library", True, "room"),
        ("castle", False, "mountains"),
        ("pub", True, "kitchen"),
        ("jungle", False, "forest"),
        ("", True, "room"),
    ],
)
def test_an_unknown_place_lands_at_a_taught_one(place: str, interior: bool, kind: str) -> None:
    assert head(Shot(setting=Setting(place=place, interior=interior)))[0] == kind


@pytest.mark.parametrize("interior", [True, False])
@pytest.mark.parametrize("place", ["qwxzk", "the moon's dark side", "a ballroom", "inside a whale", "😀"])
def test_any_words_are_a_taught_kind(place: str, interior: bool) -> None:
    assert kind_taught(Setting(place=place, interior=interior)) in KINDS


def test_props_and_prompt_and_the_shoulder_are_left_out() -> None:
    setting = Setting(place="the old harbour", description="grim", mood="eerie", props=("boat", "lamp"))
    camera = Camera(framing=Framing.OVER_THE_SHOULDER, subject="Tom")
    known = taught(Shot(setting=setting, camera=camera, prompt="a boat and a chair", cast=(MARA, TOM), seed=4))
    assert known.setting == Setting(place="harbour")
    assert known.camera == Camera(framing=Framing.MEDIUM, subject="Tom")
    assert (known.prompt, known.cast, known.seed) == ("", (MARA, TOM), 4)


def test_what_was_taught_is_left_as_it_is() -> None:
    shot = random_shot(3)
    assert taught(shot) == shot


def test_people_are_told_of_and_beasts_are_not() -> None:
    dogs = told(HARSH["a man and his dog"])[0]
    assert figures(dogs)[:, 0].tolist() == [1, 0, 0, 0]
    assert figures(told(HARSH["crowd"])[0])[:, 0].tolist() == [1] * MOST_FIGURES


def test_the_subject_of_a_crowd_is_among_those_told_of() -> None:
    """A medium picture is centred on its subject: somebody told of stands near the middle."""
    wanted = figures(told(HARSH["crowd"], 60)[0])[:, SPOTTED]
    assert np.abs(wanted).min() < 0.35


def test_a_row_tells_both_ends_of_its_time() -> None:
    runs = Shot(cast=(MARA.model_copy(update={"action": "runs to the right"}),), setting=Setting(place="beach"))
    row, after = told(runs, 24, 24 + LATENT_FRAMES - 1)
    start, end = SPOTTED, SPOTTED + END
    assert figures(row)[0, end] > figures(row)[0, start]
    assert figures(row)[0, end : end + END] == pytest.approx(figures(after)[0, start : start + END], abs=1e-6)


def pixels(shot: Shot, frame: int) -> tuple[float, float, float]:
    """Where the first figure's row says that its feet are, and how high it is: pixels of the picture."""
    x, y, _, tall, _ = figures(told(shot, frame)[0])[0, SPOTTED : SPOTTED + SPOT].tolist()
    return ((1 + x) * SIZE[0] / 2, (1 + y) * SIZE[1] / 2, tall * SIZE[1])


@pytest.mark.parametrize("frame", [0, 18])
@pytest.mark.parametrize("move", [Move.STATIC, Move.PAN_LEFT, Move.PUSH_IN])
@pytest.mark.parametrize("placement", [-0.5, 0.3])
def test_the_row_tells_where_the_figure_is_drawn(placement: float, move: Move, frame: int) -> None:
    empty = Shot(setting=Setting(place="desert"), camera=Camera(move=move), look=Look(grain=0), duration_s=4.0, seed=1)
    mara = MARA.model_copy(update={"placement": placement, "action": "stands"})
    shot = empty.model_copy(update={"cast": (mara,)})
    teacher = Teacher()
    with_her, without = (teacher.clip(one, frame, 1).frames[0].astype(int) for one in (shot, empty))
    drawn = np.argwhere(np.abs(with_her - without).sum(2) > 90)
    x, y, tall = pixels(shot, frame)
    assert drawn[:, 0].max() == pytest.approx(y, abs=5)  # soles, and the shadow under them
    assert y - drawn[:, 0].min() == pytest.approx(tall, rel=0.15)
    body = drawn[drawn[:, 0] < y - 0.3 * tall]
    assert np.median(body[:, 1]) == pytest.approx(x, abs=0.2 * tall)


def test_the_height_is_told_twice() -> None:
    spot = figures(told(Shot(cast=(MARA,)))[0])[0, SPOTTED : SPOTTED + SPOT]
    assert spot[2] == pytest.approx(math.log(spot[3]), abs=1e-5)


def test_rows_are_the_same_whoever_asks() -> None:
    shot = random_shot(11)
    assert (told(shot, 8) == rows(plan_of(shot, SetStore()), [0, 4, 8])[2]).all()
