"""The camera: moves go where they say, framings come closer, angles tilt; all of it eased and endless."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from generators.base import Angle, Camera, Framing, Move
from generators.papertheatre.camera import TRAVEL, View, pose_at, progress, view_of
from tests.generators.papertheatre.stagehand import MARA, TOM, difference, frame, shift_of, shot, theatre


@pytest.mark.parametrize(
    ("move", "axis", "sign"),
    [(Move.PAN_LEFT, 0, 1), (Move.PAN_RIGHT, 0, -1), (Move.TILT_UP, 1, 1), (Move.TILT_DOWN, 1, -1)],
)
def test_a_move_shifts_the_picture_the_other_way(move: Move, axis: int, sign: int) -> None:
    made, wanted = theatre((240, 136)), shot("room", interior=True, cast=[], move=move)
    shift = shift_of(frame(made, wanted, 0), frame(made, wanted, 96), 20)
    assert shift[axis] * sign > 2
    assert abs(shift[axis]) > abs(shift[1 - axis])


def test_pushing_in_enlarges_and_pulling_out_shrinks() -> None:
    made = theatre((240, 136))
    push = shot("room", interior=True, cast=[], move=Move.PUSH_IN)
    early, late = pose_at(Move.PUSH_IN, 0, 4, 1), pose_at(Move.PUSH_IN, 4, 4, 1)
    assert late.push > early.push + 0.1
    assert pose_at(Move.PULL_OUT, 4, 4, 1).push < pose_at(Move.PULL_OUT, 0, 4, 1).push - 0.1
    assert difference(frame(made, push, 0), frame(made, push, 96)) > 1.0


def test_near_sheets_travel_further_than_far_ones() -> None:
    view = View(1280, 720)
    drifts = [view.drift(d / 10) * view.scale(d / 10) for d in range(15)]
    assert all(a < b for a, b in pairwise(drifts))


@pytest.mark.parametrize("move", list(Move))
def test_every_move_stays_on_the_paper_and_never_jumps(move: Move) -> None:
    poses = [pose_at(move, t / 24, 4.0, 1.0) for t in range(24 * 120)]
    assert max(abs(p.x) for p in poses) <= TRAVEL
    assert max(abs(p.y) for p in poses) <= TRAVEL * 0.8
    assert min(p.push for p in poses) >= 1.0
    for a, b in pairwise(poses):
        assert abs(a.x - b.x) < 0.05
        assert abs(a.push - b.push) < 0.006


def test_progress_eases_and_goes_on() -> None:
    steps = [progress(t / 10, 4.0) for t in range(200)]
    assert all(b > a for a, b in pairwise(steps))
    assert steps[40] == pytest.approx(1.0)
    assert 1.1 < steps[-1] < 1.2


def test_closer_framings_are_larger_and_keep_the_head_in_the_picture() -> None:
    zooms = [view_of((1280, 720), f, Angle.EYE, (1.5, 5.4)).zoom for f in (Framing.WIDE, Framing.MEDIUM, Framing.CLOSE)]
    assert zooms == sorted(zooms)
    for framing in Framing:
        x, y = view_of((1280, 720), framing, Angle.EYE, (1.5, 5.4)).pixel(1.5, 5.4, 1.0)
        assert 0 < x < 1280
        assert 0 < y < 720


def test_points_and_pixels_agree() -> None:
    view = view_of((640, 360), Framing.CLOSE, Angle.LOW, (2.0, 5.0))
    assert view.point(*view.pixel(1.2, 3.4, 0.4), 0.4) == pytest.approx((1.2, 3.4))


def test_angles_look_up_and_down() -> None:
    far = {a: view_of((640, 360), Framing.MEDIUM, a, (0, 5)).pixel(0, 5, 0.2)[1] for a in Angle}
    assert far[Angle.LOW] > far[Angle.EYE] > far[Angle.HIGH]


def test_the_subject_decides_whom_a_close_picture_shows() -> None:
    made = theatre()
    pictures = []
    for name in ("MARA", "TOM"):
        close = shot("beach", cast=[MARA, TOM]).model_copy(
            update={"camera": Camera(framing=Framing.CLOSE, subject=name)}
        )
        pictures.append(frame(made, close))
    assert difference(*pictures) > 3


def test_over_the_shoulder_has_the_back_of_the_other_in_front() -> None:
    made, corners = theatre(), []
    for coat in ("red coat", "yellow coat"):
        other = TOM.model_copy(update={"looks": f"40, {coat}"})
        view = shot("beach", cast=[MARA, other], framing=Framing.OVER_THE_SHOULDER)
        looked_at = view.model_copy(update={"camera": view.camera.model_copy(update={"subject": MARA.name})})
        picture = frame(made, looked_at)
        corners.append(np.stack([picture[-30:-8, 12:60], picture[-30:-8, -60:-12]]).astype(float))
    changed = np.abs(corners[0] - corners[1]).mean(axis=(1, 2))  # (corner, rgb)
    assert changed.max() > 15, "the back wears its own coat"
    assert changed.max(axis=1).min() < 5, "in one corner only"
