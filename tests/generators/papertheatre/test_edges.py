"""Lines along edges: every kind draws along the cut and leaves what is far from it alone; rays cut glows."""

from __future__ import annotations

import numpy as np
import pytest

from generators.base import Look
from generators.papertheatre.drawing import drawing
from generators.papertheatre.edges import KINDS, draw_edge, draw_gap
from generators.papertheatre.lamps import glow_part
from generators.papertheatre.looks import finish_of, look_names
from generators.papertheatre.looks.recipe import Line
from generators.papertheatre.paper import Cut
from generators.papertheatre.shapes import rect
from tests.generators.papertheatre.stagehand import Picture

SQUARE = Cut(rect(2, 2, 4, 4), (120, 90, 60))


def drawn(line: Line, cut: Cut = SQUARE) -> Picture:
    """The line on clear paper of 8 by 8 stage units, 20 pixels each: alpha, uint8 (160, 160)."""
    made = drawing(160, 160)
    made.canvas.scale(20, 20)
    draw_edge(made.canvas, cut, line, (200, 220, 240), 1 / 20, 1.0)
    alpha: Picture = made.pixels[0].max(axis=2)
    return alpha


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_draws_along_the_edge_only(kind: str) -> None:
    alpha = drawn(Line.model_validate({"kind": kind, "strength": 1.0, "width": 0.06}))
    on_edge = alpha[36:45, 60:100].max()
    assert on_edge > 60
    assert alpha[:12].max() < 40
    assert np.count_nonzero(alpha) < alpha.size * 0.75


def test_no_line_draws_nothing() -> None:
    assert drawn(Line()).max() == 0
    assert drawn(Line.model_validate({"kind": "ink", "strength": 0.0})).max() == 0


def test_far_lines_are_fainter() -> None:
    line = Line.model_validate({"kind": "ink", "strength": 1.0, "near": 0.8})
    levels = []
    for depth in (0.0, 1.0):
        made = drawing(160, 160)
        made.canvas.scale(20, 20)
        draw_edge(made.canvas, SQUARE, line, (255, 255, 255), 1 / 20, depth)
        levels.append(int(made.pixels[0].max()))
    assert levels[0] < levels[1] / 2


def test_a_gap_is_the_papers_colour_outside_the_cut() -> None:
    made = drawing(160, 160)
    made.canvas.scale(20, 20)
    finish = finish_of(Look(style="m", recipe='[paper]\ncolour = "#ffffff"\n[line]\ngap = 0.2\n'))
    draw_gap(made.canvas, SQUARE, finish)
    assert made.pixels[0][38, 80].min() > 200
    assert made.pixels[0][20, 80].max() == 0
    draw_gap(made.canvas, SQUARE, finish_of(Look()))


def test_a_look_draws_lines_in_one_colour_or_in_the_sheets_own() -> None:
    red, blue = (200.0, 40.0, 30.0), (30.0, 60.0, 200.0)
    assert finish_of(Look(style="linocut")).drawn(red) == finish_of(Look(style="linocut")).drawn(blue)
    neon = finish_of(Look(style="neon"))
    assert neon.drawn(red)[0] > neon.drawn(blue)[0]
    assert neon.drawn(blue)[2] > neon.drawn(red)[2]


def test_rays_take_light_out_of_a_glow() -> None:
    whole, cut = (
        glow_part((120, 120), (60, 60), 60, (255, 220, 160), 1.0, rays=n)[1][0][:, :, :3].astype(int) for n in (0, 24)
    )
    assert 0.3 * whole.sum() < cut.sum() < 0.95 * whole.sum()
    assert cut[60, 60, 2] == whole[60, 60, 2]


def test_every_look_can_say_how_it_draws() -> None:
    assert {finish_of(Look(style=name)).recipe.line.kind for name in look_names()} >= {"none", *KINDS}
