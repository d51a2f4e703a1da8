"""What cannot be shown is told from what is only dark or calm."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from generators.base import Camera, Figure, Format, Framing, Look, Move, Setting, Shot, TimeOfDay, Weather
from generators.papertheatre import open_generator
from runtime.studio.inspection import (
    FROZEN_S,
    MOVER_S,
    FaultyChunkError,
    Inspector,
    is_empty,
    is_same,
    wants_emptiness,
    wants_movement,
)

FORMAT = Format(width=64, height=36, chunk_frames=4)
FPS = 24
PAN = Shot(camera=Camera(move=Move.PAN_LEFT), duration_s=60.0)
NIGHTS = (  # of the stories' darkest and calmest kinds
    ("cellar", True, Weather.CLEAR, Move.STATIC),
    ("cave", True, Weather.CLEAR, Move.PUSH_IN),
    ("open sea", False, Weather.FOG, Move.STATIC),
    ("space", False, Weather.CLEAR, Move.PAN_LEFT),
    ("forest", False, Weather.RAIN, Move.PULL_OUT),
    ("attic", True, Weather.CLEAR, Move.TILT_UP),
)


def noise(seed: int) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, (36, 64, 3), np.uint8)


def moving(frames: int, first: int = 0) -> NDArray[np.uint8]:
    return np.stack([noise(first + number) for number in range(frames)])


def feed(inspector: Inspector, pictures: NDArray[np.uint8], shot: Shot, index: int) -> int:
    """Show an inspector pictures in chunks of four; the number of the next frame."""
    for start in range(0, len(pictures), 4):
        chunk = pictures[start : start + 4]
        inspector.inspect(chunk, shot, index)
        index += len(chunk)
    return index


@pytest.mark.parametrize("level", [0, 3, 127, 255])
def test_one_colour_all_over_is_empty(level: int) -> None:
    assert is_empty(np.full((36, 64, 3), level, np.uint8))


def test_a_single_light_in_the_dark_is_a_picture() -> None:
    picture = np.zeros((36, 64, 3), np.uint8)
    picture[17, 23] = 9
    assert not is_empty(picture)
    assert is_empty(np.clip(noise(1), 0, 3)), "no screen shows that"


def test_equal_is_equal_in_every_pixel() -> None:
    one, other = noise(1), noise(1)
    assert is_same(one, other)
    other[35, 63, 2] ^= 1
    assert not is_same(one, other)


@pytest.mark.parametrize("level", [0, 127])
def test_an_empty_frame_is_a_fault_wherever_it_stands(level: int) -> None:
    chunk = moving(4)
    chunk[2] = level
    with pytest.raises(FaultyChunkError, match=r"frame 42 is (black|one single colour)") as caught:
        Inspector(FORMAT).inspect(chunk, Shot(), 40)
    assert caught.value.since == 40


@pytest.mark.parametrize(
    ("place", "wanted"),
    [("the void", True), ("black screen", True), ("blackboard room", False), ("dark forest", False), ("nothing", True)],
)
def test_a_writer_may_ask_for_nothing(place: str, wanted: bool) -> None:
    shot = Shot(setting=Setting(place=place))
    assert wants_emptiness(shot) is wanted
    if wanted:
        Inspector(FORMAT).inspect(np.zeros((4, 36, 64, 3), np.uint8), shot, 0)


def test_movement_is_asked_for_by_a_camera_under_way_and_by_rain() -> None:
    pan = Shot(camera=Camera(move=Move.PAN_LEFT), duration_s=4.0)
    assert [index for index in range(200) if wants_movement(pan, index, FPS)] == list(range(15, 72))
    assert not any(wants_movement(Shot(), index, FPS) for index in range(200))
    assert wants_movement(Shot(setting=Setting(weather=Weather.SNOW)), 500, FPS)
    assert not wants_movement(Shot(setting=Setting(interior=True, weather=Weather.SNOW)), 500, FPS)


def test_a_picture_that_freezes_is_found_and_since_when() -> None:
    inspector = Inspector(FORMAT)
    index = feed(inspector, moving(300), PAN, 0)
    assert inspector.moves
    kept = np.repeat(noise(299)[None], 40, axis=0)
    with pytest.raises(FaultyChunkError, match="frozen since frame 299") as caught:
        feed(inspector, kept, PAN, index)
    assert caught.value.since == index


def test_a_short_hold_is_no_fault() -> None:
    inspector = Inspector(FORMAT)
    index = feed(inspector, moving(300), PAN, 0)
    held = np.repeat(noise(299)[None], round(FROZEN_S * FPS) - 1, axis=0)
    feed(inspector, moving(40, 300), PAN, feed(inspector, held, PAN, index))


def test_a_generator_of_stills_is_never_frozen() -> None:
    inspector = Inspector(FORMAT)
    for still in range(5):
        feed(inspector, np.repeat(noise(still)[None], round(4 * MOVER_S * FPS), axis=0), PAN, 0)
    assert not inspector.moves


def test_one_that_is_known_to_move_may_not_begin_frozen() -> None:
    with pytest.raises(FaultyChunkError, match="frozen"):
        feed(Inspector(FORMAT, moves=True), np.repeat(noise(0)[None], 400, axis=0), PAN, 0)


def test_the_same_shot_from_another_frame_on_is_another_beginning() -> None:
    inspector = Inspector(FORMAT, moves=True)
    still = np.repeat(noise(0)[None], 8, axis=0)
    for begun in (500, 700, 300, 600):
        feed(inspector, still, PAN, begun)


def test_a_still_shot_may_stand_still_for_ever() -> None:
    feed(Inspector(FORMAT, moves=True), np.repeat(noise(0)[None], 400, axis=0), Shot(), 0)


@pytest.mark.parametrize(("place", "interior", "weather", "move"), NIGHTS)
def test_paper_theatres_nights_raise_no_alarm(place: str, interior: bool, weather: Weather, move: Move) -> None:
    shot = Shot(
        prompt=f"{place} at night",
        setting=Setting(interior=interior, place=place, time=TimeOfDay.NIGHT, weather=weather),
        cast=(Figure(name="ANNA", looks="30, black coat"),) if interior else (),
        camera=Camera(move=move, framing=Framing.CLOSE if interior else Framing.WIDE),
        look=Look(style="silhouette", grain=0.0),
        duration_s=3.0,
    )
    paper = open_generator((160, 90), {})
    inspector = Inspector(paper.format, moves=True)
    paper.begin(shot)
    index, seen = 0, []
    while index < 3 * FPS:
        chunk = inspector.inspect(paper.next_chunk(), shot, index)
        index += len(chunk)
        seen += [picture.copy() for picture in chunk]
    under_way = [pair for number, pair in enumerate(pairwise(seen), 1) if wants_movement(shot, number, FPS)]
    assert not any(is_same(one, other) for one, other in under_way)
