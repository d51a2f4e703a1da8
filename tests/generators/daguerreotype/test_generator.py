"""The daguerreotype as a generator, with the weights that are shipped."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from generators.base import Camera, Figure, Framing, Generator, Look, Setting, Shot, Snapshots, TimeOfDay, Transition
from generators.base import Weather as Sky
from generators.daguerreotype import open_generator
from generators.daguerreotype.generator import MORPH_CHUNKS, PLATE, Daguerreotype

MARA = Figure(name="Mara", looks="60, grey braid, yellow oilskin", action="walks to the right", placement=-0.3)
SHOT = Shot(setting=Setting(place="lighthouse", time=TimeOfDay.DAWN), cast=(MARA,), seed=5)
NIGHT = SHOT.model_copy(update={"setting": Setting(place="lighthouse", time=TimeOfDay.NIGHT)})
ROOM = Shot(setting=Setting(place="kitchen", interior=True, time=TimeOfDay.NIGHT), seed=6)
HARSH = (
    Shot(),
    Shot(prompt="?" * 5000),
    Shot(setting=Setting(place="\x00🙂" * 300, description="x" * 4000), seed=-5),
    Shot(cast=tuple(Figure(name=f"N{n}", action="flies") for n in range(40)), camera=Camera(framing=Framing.CLOSE)),
    Shot(cast=(Figure(name="Rex", looks="a dog", action="barks"),), duration_s=1e-9),
    Shot(camera=Camera(framing=Framing.OVER_THE_SHOULDER, subject="nobody"), duration_s=1e9),
)


@pytest.fixture(scope="module")
def one() -> Iterator[Daguerreotype]:
    made = open_generator((1280, 720), {"threads": 1})
    assert isinstance(made, Daguerreotype)
    yield made
    made.close()


def shown(one: Daguerreotype, frames: int) -> np.ndarray:
    """The next so many frames."""
    made: list[np.ndarray] = []
    while len(made) < frames:
        made += list(one.next_chunk())
    return np.stack(made)


def light(frames: np.ndarray) -> float:
    return float(frames.mean())


def test_it_is_a_generator_with_snapshots(one: Daguerreotype) -> None:
    assert isinstance(one, Generator)
    assert isinstance(one, Snapshots)
    assert (one.format.width, one.format.height) == PLATE
    assert one.format.chunk_frames == 4


def test_the_first_frame_comes_alone_then_the_rest_of_its_chunk_then_whole_ones(one: Daguerreotype) -> None:
    one.begin(SHOT)
    chunks = [one.next_chunk() for _ in range(4)]
    assert [len(chunk) for chunk in chunks] == [1, 3, 4, 4]
    assert {chunk.shape[1:] for chunk in chunks} == {(PLATE[1], PLATE[0], 3)}
    assert {chunk.dtype for chunk in chunks} == {np.dtype(np.uint8)}


def test_a_second_is_moving_pictures(one: Daguerreotype) -> None:
    one.begin(SHOT)
    frames = shown(one, 12)
    assert frames.std() > 10
    assert all(not np.array_equal(a, b) for a, b in pairwise(frames))


def test_the_same_shot_gives_the_same_pictures(one: Daguerreotype) -> None:
    one.begin(SHOT)
    first = shown(one, 12)
    one.begin(ROOM)
    one.next_chunk()
    one.begin(SHOT)
    assert np.array_equal(shown(one, 12), first)


def test_another_seed_gives_other_pictures(one: Daguerreotype) -> None:
    one.begin(SHOT)
    first = one.next_chunk()
    one.begin(SHOT.model_copy(update={"seed": 77}))
    assert not np.array_equal(one.next_chunk(), first)


@pytest.mark.parametrize("chunks", [0, 1, 2, 3])
def test_it_goes_on_from_a_snapshot_as_if_nothing_had_been(one: Daguerreotype, chunks: int) -> None:
    one.begin(SHOT)
    for _ in range(chunks):
        one.next_chunk()
    kept = one.snapshot()
    straight = shown(one, 8)
    one.steer(ROOM.model_copy(update={"transition": Transition.MORPH}))
    one.next_chunk()
    one.restore(kept)
    assert np.array_equal(shown(one, 8), straight)


def test_night_is_darker_than_dawn_and_a_switch_gets_there(one: Daguerreotype) -> None:
    one.begin(SHOT)
    dawn = light(shown(one, 8)[-1])
    one.steer(NIGHT.model_copy(update={"transition": Transition.CONTINUE}))
    steered = light(shown(one, 24)[-1])
    one.begin(NIGHT)
    night = light(shown(one, 8)[-1])
    assert night < dawn - 10
    assert abs(steered - night) < 0.35 * (dawn - night)


def test_a_morph_takes_its_time(one: Daguerreotype) -> None:
    one.begin(SHOT)
    before = light(shown(one, 4)[-1])
    one.steer(NIGHT.model_copy(update={"transition": Transition.MORPH}))
    lights = [light(frame) for frame in shown(one, 4 * (MORPH_CHUNKS + 2))]
    assert abs(lights[0] - before) < abs(lights[-1] - before) / 2
    assert lights[-1] < lights[0]


def test_who_walked_goes_on_from_there(one: Daguerreotype) -> None:
    one.begin(SHOT)
    shown(one, 16)
    there = one._scene.row()  # type: ignore[union-attr]
    one.steer(SHOT.model_copy(update={"transition": Transition.CONTINUE, "prompt": "She stops."}))
    assert np.abs(one._scene.row() - there).max() < 0.6  # type: ignore[union-attr]


@pytest.mark.parametrize("number", range(len(HARSH)))
def test_any_shot_gives_a_picture(one: Daguerreotype, number: int) -> None:
    one.begin(HARSH[number], at_frame=10**6 if number % 2 else -4)
    chunk = one.next_chunk()
    assert chunk.std() > 3


def test_steering_or_asking_before_a_beginning_begins(one: Daguerreotype) -> None:
    one.close()
    one.steer(SHOT)
    assert one.next_chunk().std() > 10
    one.close()
    assert len(one.next_chunk()) == 1


def test_grain_is_as_strong_as_the_look_says(one: Daguerreotype) -> None:
    pictures = []
    for grain in (0.0, 1.0):
        one.begin(SHOT.model_copy(update={"look": Look(grain=grain)}))
        pictures.append(one.next_chunk()[0].astype(float))
    difference = pictures[1] - pictures[0]
    assert 1 < difference.std() < 12
    assert abs(difference.mean()) < 1


def test_rain_and_snow_fall_out_of_doors_only(one: Daguerreotype) -> None:
    for place, interior, falls in (("street", False, True), ("kitchen", True, False)):
        wet = Shot(setting=Setting(place=place, interior=interior, weather=Sky.SNOW), look=Look(grain=0))
        one.begin(wet)
        assert bool(one._over(one._scene)._steps) is falls  # type: ignore[arg-type]


def test_snow_waits_until_half_of_a_morph_and_rain_goes_on_meanwhile(one: Daguerreotype) -> None:
    snow = Shot(setting=Setting(place="street", weather=Sky.SNOW), transition=Transition.MORPH)
    one.begin(ROOM)
    one.steer(snow)
    falls = []
    for _ in range(MORPH_CHUNKS):
        falls.append(bool(one._over(one._scene)._steps))  # type: ignore[arg-type]
        one.next_chunk()
    assert not falls[0]
    assert falls[-1]
    one.steer(snow.model_copy(update={"transition": Transition.CONTINUE, "prompt": "On."}))
    assert one._over(one._scene)._steps  # type: ignore[arg-type]


def test_steps_are_settable_and_other_words_refused() -> None:
    made = open_generator((256, 144), {"steps": 1, "threads": 1})
    made.begin(SHOT)
    assert made.next_chunk().shape == (1, PLATE[1], PLATE[0], 3)
    with pytest.raises(ValueError, match="steps: 9 is none of 1, 2, 4"):
        open_generator((256, 144), {"steps": 9})
