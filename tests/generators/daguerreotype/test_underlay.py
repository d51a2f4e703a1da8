"""The underlay: backdrops are looked at just where the paper theatre's camera looks, figures lay what is near them."""

from __future__ import annotations

import pytest
import torch

from generators.base import Angle, Camera, Figure, Framing, Move, Setting, Shot
from generators.daguerreotype.curriculum import KINDS
from generators.daguerreotype.scene import HEAD, LATENT_FRAMES, SIZE, SPOTTED, VIEW, WIDTH, Plan, plan_of, rows
from generators.daguerreotype.underlay import (
    ACROSS,
    COLUMNS,
    DEPTHS,
    DOWN,
    FINE,
    ROWS,
    UNIT,
    Underlay,
    grid_at,
    presence,
)
from generators.papertheatre.camera import HEIGHT, MARGIN, Pose, View
from generators.papertheatre.drawing import drawing
from generators.papertheatre.lamps import Moment
from generators.papertheatre.store import SetStore

MARA = Figure(name="Mara", looks="60, yellow oilskin", placement=-0.4, facing=1)
FRAME = 30


def plan(framing: Framing = Framing.WIDE, angle: Angle = Angle.EYE, move: Move = Move.STATIC) -> Plan:
    shot = Shot(
        setting=Setting(place="beach"), cast=(MARA,), camera=Camera(framing=framing, angle=angle, move=move), seed=2
    )
    return plan_of(shot, SetStore(0))


def told(of: Plan) -> torch.Tensor:
    return torch.from_numpy(rows(of, [FRAME]))


def middle(of: Plan) -> Pose:
    """The camera's travel between a row's two ends."""
    return of.pose(FRAME).towards(of.pose(FRAME + LATENT_FRAMES - 1), 0.5)


def shown(view: View, pose: Pose, point: tuple[float, float], depth: float) -> tuple[float, float]:
    """The picture's pixel at which the paper theatre shows a stage point: what it draws, pushed in about the middle."""
    x, y = Moment(drawing(1, 1), view, 0.0, 0, pose, 0.0).shifted(*point, depth)
    zoom = MARGIN * pose.push
    return tuple((at - size / 2) * zoom + size / 2 for at, size in zip((x, y), SIZE, strict=True))  # type: ignore[return-value]


@pytest.mark.parametrize("depth", [*DEPTHS, 0.3])
@pytest.mark.parametrize("angle", Angle)
@pytest.mark.parametrize("framing", [Framing.WIDE, Framing.MEDIUM, Framing.CLOSE])
def test_the_grid_undoes_the_camera(framing: Framing, angle: Angle, depth: float) -> None:
    for move in (Move.STATIC, Move.PAN_LEFT, Move.PUSH_IN, Move.CRANE, Move.HANDHELD):
        of = plan(framing, angle, move)
        grid = grid_at(told(of), depth)[0]
        assert grid.shape == (ROWS * FINE, COLUMNS * FINE, 2)
        for row, column in ((0, 0), (ROWS * FINE - 1, 3), (7, COLUMNS * FINE - 1), (9, 16)):
            x, y = (float(v) for v in grid[row, column])
            pixel = shown(of.view, middle(of), (x * ACROSS, HEIGHT / 2 + y * DOWN), depth)
            cell = SIZE[1] / ROWS / FINE
            assert pixel == pytest.approx(((column + 0.5) * cell, (row + 0.5) * cell), abs=0.02)


def test_a_unit_is_the_views() -> None:
    assert View(*SIZE).unit == UNIT


def test_what_a_wide_picture_shows_lies_on_the_backdrop() -> None:
    for move in Move:
        for depth in DEPTHS:
            assert float(grid_at(told(plan(move=move)), depth).abs().max()) < 1.05


def test_what_is_laid_has_the_shape_of_a_latent() -> None:
    laid = Underlay(32)(told(plan()).expand(3, -1))
    assert laid.shape == (3, 32, 1, ROWS, COLUMNS)
    assert torch.isfinite(laid).all()


def test_each_place_has_a_backdrop_of_its_own() -> None:
    under, row = Underlay(16), told(plan())
    other = row.clone()
    other[:, : len(KINDS)] = row[:, : len(KINDS)].roll(1, dims=1)
    assert not torch.allclose(under(row), under(other))
    under.backdrops.data.zero_()
    assert torch.allclose(under(row), under(other))


def test_a_pan_moves_the_near_more_than_the_far() -> None:
    row = told(plan())
    moved = row.clone()
    moved[:, HEAD : HEAD + VIEW][:, [4, 7]] += 1.0
    far, near = ((grid_at(moved, d) - grid_at(row, d))[0, 0, 0, 0] for d in (DEPTHS[0], DEPTHS[-1]))
    assert float(near) == pytest.approx(1 / ACROSS, abs=1e-5)
    assert 0 < float(far) < 0.25 * float(near)


def test_nobody_lays_nothing() -> None:
    under = Underlay(16)
    empty = told(plan())
    empty[:, HEAD + VIEW :] = 0
    strange = empty.clone()
    strange[:, HEAD + VIEW + SPOTTED :] = torch.randn(strange.shape[1] - HEAD - VIEW - SPOTTED)
    strange[:, HEAD + VIEW :: 101] = 0  # nobody is there
    assert torch.allclose(under(empty), under(strange), atol=1e-5)


def test_a_figure_that_steps_aside_is_laid_aside() -> None:
    under, row = Underlay(16).requires_grad_(False), told(plan())
    moved = row.clone()
    moved[:, HEAD + VIEW + SPOTTED] += 0.5
    changed = (under(moved) - under(row)).abs().sum((0, 1, 2))
    assert changed.shape == (ROWS, COLUMNS)
    assert float(changed.max()) > 0


def test_somebody_is_present_where_they_stand_and_nowhere_else() -> None:
    row = torch.zeros(2, WIDTH)
    first = HEAD + VIEW
    row[0, first] = 1.0  # somebody in the middle, feet at three quarters, half the picture tall
    row[0, first + SPOTTED : first + SPOTTED + 4] = torch.tensor([0.0, 0.5, -0.7, 0.5])
    there = presence(row)
    assert there.shape == (2, ROWS, COLUMNS)
    assert float(there[0, 4, 7:9].mean()) > 0.8
    assert float(there[0, :, 0].amax()) < 0.05
    assert float(there[1].amax()) == 0
