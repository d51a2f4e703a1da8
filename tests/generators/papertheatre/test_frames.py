"""Frames are a pure function of (shot, frame index): in any order, after anything, in any process."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest

from generators.base import Framing, Generator, Move, TimeOfDay, Weather
from tests.generators.papertheatre.stagehand import MARA, SMALL, difference, frame, shot, theatre

SPEAKING = MARA.model_copy(update={"speaking": True, "loudness": (0.2, 0.9) * 40})


def test_the_contract_is_kept() -> None:
    made = theatre()
    assert isinstance(made, Generator)
    assert (made.format.width, made.format.height) == SMALL
    assert made.format.fps == 24
    made.begin(shot())
    chunk = made.next_chunk()
    assert chunk.dtype == np.uint8
    assert chunk.shape == (4, SMALL[1], SMALL[0], 3)
    made.close()


def test_settings_carry_fps_and_chunk_length() -> None:
    made = theatre(fps=12, chunk_frames=2)
    made.begin(shot())
    assert made.format.fps == 12
    assert len(made.next_chunk()) == 2


def test_a_theatre_that_never_began_still_shows_a_picture() -> None:
    assert theatre().next_chunk().std() > 3


@pytest.mark.parametrize("weather", list(Weather))
def test_another_generator_takes_over_mid_shot_with_the_same_pixels(weather: Weather) -> None:
    wanted = shot(weather=weather, cast=[SPEAKING], move=Move.HANDHELD)
    first = theatre()
    first.begin(wanted)
    first.next_chunk()
    second = theatre()
    second.begin(wanted, at_frame=4)
    assert np.array_equal(first.next_chunk(), second.next_chunk())


def test_what_came_before_leaves_no_trace() -> None:
    wanted, other = shot("street", framing=Framing.MEDIUM), shot("cave", style="noir")
    used = theatre()
    for what in (other, wanted, other):
        frame(used, what, 9)
    assert np.array_equal(frame(used, wanted, 30), frame(theatre(), wanted, 30))


def test_chunk_length_does_not_change_the_pixels() -> None:
    by_four, by_one = theatre(), theatre(chunk_frames=1)
    by_four.begin(shot())
    by_one.begin(shot())
    chunk = by_four.next_chunk()
    assert all(np.array_equal(chunk[k], by_one.next_chunk()[0]) for k in range(4))


def test_another_process_makes_the_same_pixels() -> None:
    code = (
        "import sys, hashlib\n"
        "from tests.generators.papertheatre.stagehand import *\n"
        "print(hashlib.sha256(frame(theatre(), shot('harbour', move=Move.CRANE), 17).tobytes()).hexdigest())\n"
    )
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()[-1]
    here = hashlib.sha256(frame(theatre(), shot("harbour", move=Move.CRANE), 17).tobytes()).hexdigest()
    assert there == here


def test_the_picture_never_freezes_even_long_after_its_duration() -> None:
    made, wanted = theatre((480, 270)), shot("hills", cast=[])
    assert difference(frame(made, wanted, 2000), frame(made, wanted, 2048)) > 0.02


def test_steering_in_the_same_set_goes_on_without_a_jump() -> None:
    made = theatre()
    made.begin(shot(move=Move.PAN_RIGHT), 60)
    last = made.next_chunk()[-1]
    made.steer(shot(move=Move.PAN_LEFT))
    assert difference(last, made.next_chunk()[0]) < 4.0


def test_steering_to_another_set_begins_anew() -> None:
    made, there = theatre(), shot("forest", move=Move.PAN_LEFT)
    made.begin(shot())
    made.next_chunk()
    made.steer(there)
    assert np.array_equal(made.next_chunk()[0], frame(theatre(), there))


def test_frames_restart_at_nought_after_a_steer() -> None:
    made = theatre()
    loud = SPEAKING.model_copy(update={"loudness": (0.0,) * 20 + (1.0,) * 200})
    room = shot("room", interior=True, cast=[loud], framing=Framing.CLOSE)
    before = room.model_copy(update={"cast": (loud.model_copy(update={"action": "sits"}),)})
    made.begin(before, 400)
    made.next_chunk()
    made.steer(room)
    for _ in range(15):
        made.next_chunk()
    assert difference(made.next_chunk()[0], frame(theatre(), room, 60)) < 0.5


def test_the_sea_goes_on_after_a_steer() -> None:
    made = theatre()
    made.begin(shot(cast=[]), 96)
    last = made.next_chunk()[-1]
    made.steer(shot(cast=[]))
    assert difference(last, made.next_chunk()[0]) < 1.0


@pytest.mark.parametrize("weather", [Weather.FOG, Weather.STORM])
def test_other_views_of_the_same_set_leave_no_trace(weather: Weather) -> None:
    wide, close = (
        shot("beach", weather=weather, time=TimeOfDay.NIGHT, framing=f) for f in (Framing.WIDE, Framing.CLOSE)
    )
    used = theatre()
    frame(used, wide)
    assert np.array_equal(frame(used, close, 5), frame(theatre(), close, 5))


def test_another_shots_words_leave_no_trace() -> None:
    pointing = shot(cast=[MARA.model_copy(update={"action": "points at the ship and the harbour"})])
    used = theatre()
    frame(used, pointing)
    assert np.array_equal(frame(used, shot()), frame(theatre(), shot()))


def test_the_camera_goes_on_where_only_the_words_are_new() -> None:
    wanted = shot("beach", cast=[SPEAKING], move=Move.PUSH_IN)
    steered, alone = theatre(), theatre()
    for made in (steered, alone):
        made.begin(wanted, 92)
        made.next_chunk()
    for _ in range(2):
        steered.steer(wanted.model_copy(update={"cast": (SPEAKING.model_copy(update={"emotion": "sad"}),)}))
        for _ in range(6):
            assert difference(steered.next_chunk()[-1], alone.next_chunk()[-1]) < 1.0


def test_a_way_goes_on_where_only_the_words_are_new() -> None:
    going = MARA.model_copy(update={"action": "walks along the shore"})
    wanted = shot("beach", cast=[going], move=Move.PUSH_IN)
    steered, alone = theatre(), theatre()
    for made in (steered, alone):
        made.begin(wanted, 40)
        made.next_chunk()
    for seconds in (1.5, 7.0):
        steered.steer(wanted.model_copy(update={"duration_s": seconds}))
        for _ in range(6):
            assert difference(steered.next_chunk()[-1], alone.next_chunk()[-1]) < 0.1


def test_figures_ease_from_where_they_were() -> None:
    made = theatre((320, 180))
    sitting, standing = (MARA.model_copy(update={"action": a}) for a in ("sits", "points at the sea"))
    made.begin(shot("beach", cast=[sitting]), 40)
    last = made.next_chunk()[-1]
    made.steer(shot("beach", cast=[standing]))
    steps = [last, *(f for _ in range(8) for f in made.next_chunk())]
    jumps = [difference(a, b) for a, b in pairwise(steps)]
    assert max(jumps) < 0.6 * difference(last, steps[-1])
    assert jumps[0] < 0.6
