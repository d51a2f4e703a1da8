"""What a frame and a set cost, counted and not timed: sheets blitted, pixels moved, bytes kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generators.base import Framing, TimeOfDay, Weather
from generators.papertheatre.building import LayerStep, built_set
from generators.papertheatre.camera import TRAVEL, Pose, View
from generators.papertheatre.drawing import drawing
from generators.papertheatre.hiding import without_hidden
from generators.papertheatre.lamps import GlowStep, Moment, gathered
from generators.papertheatre.light import Glow
from generators.papertheatre.paper import Cut, Layer, Sheet, Sway, rastered
from generators.papertheatre.places import INDOORS
from generators.papertheatre.rain import CURTAINS, SPLASHES
from generators.papertheatre.sets import BUILDERS
from generators.papertheatre.shapes import rect, without
from generators.papertheatre.sheets.views import place_of
from generators.papertheatre.snow import FALLS
from generators.papertheatre.stage import Stage
from generators.papertheatre.store import SetStore
from generators.papertheatre.swarms import MOVES
from tests.generators.papertheatre.stagehand import MARA, TOM, shot
from tests.generators.papertheatre.test_limelight import scenery

SIZE = (320, 180)
PICTURE = SIZE[0] * SIZE[1] * 4  # bytes
MOST_SHEETS = 44
MOST_PICTURES = 18  # bytes of a set, in pictures: 66 MB at 1280 x 720
MOST_MOVED = 14  # pixels blitted for a frame's sheets, in pictures


def staged(kind: str, framing: Framing, weather: Weather = Weather.STORM) -> Stage:
    wanted = shot(
        place_of(kind),
        interior=kind in INDOORS,
        time=TimeOfDay.NIGHT,
        weather=weather,
        cast=[MARA, TOM],
        framing=framing,
    )
    return Stage(wanted, SIZE, 24, SetStore())


def layers(stage: Stage) -> Iterator[Layer]:
    for step in [*stage.built.behind, *stage.built.before]:
        yield from getattr(step, "layers", [])
        layer = getattr(step, "layer", None)
        if layer is not None:
            yield layer


@pytest.mark.parametrize("framing", [Framing.WIDE, Framing.MEDIUM])
@pytest.mark.parametrize("kind", sorted(BUILDERS))
def test_a_set_is_so_many_sheets_and_so_many_bytes_at_most(kind: str, framing: Framing) -> None:
    stage = staged(kind, framing)
    sheets = list(layers(stage))
    assert 4 <= len(sheets) <= MOST_SHEETS
    assert stage.built.size_bytes <= MOST_PICTURES * PICTURE
    assert sum(layer.size_bytes for layer in sheets) <= MOST_MOVED * PICTURE


def test_no_layer_is_larger_than_what_can_ever_be_seen_of_it() -> None:
    for framing in Framing:
        stage = staged("hills", framing)
        for layer in layers(stage):
            reach = TRAVEL * layer.drift * layer.scale + 12 + 1.1 * layer.scale  # and what wind and waves move
            assert layer.surface.get_width() <= SIZE[0] + 2 * reach
            assert layer.surface.get_height() <= SIZE[1] + 2 * reach


def cards(*depths: float, **options: object) -> list[Sheet]:
    return [Sheet(d, (Cut(rect(-2, 3, 4, 3), (120, 120, 120)),), **options) for d in depths]  # type: ignore[arg-type]


def count(sheets: list[Sheet], front: list[Sheet] | None = None) -> int:
    made = scenery()
    made.sheets, made.front = sheets, front or []
    built = built_set(made, View(*SIZE))
    return sum(isinstance(step, LayerStep) for step in [*built.behind, *built.before])


def test_neighbours_that_move_alike_are_one_layer() -> None:
    assert count(cards(0.5, 0.51, 0.52)) == 1
    assert count(cards(0.5, 0.6, 0.7)) == 3
    assert count(cards(0.5) + cards(0.51, anchor=2.0)) == 2
    assert count(cards(0.5) + cards(0.51, outside=True)) == 2


def test_figures_and_lamps_come_between_what_would_be_one() -> None:
    assert count(cards(0.99), cards(1.0)) == 2
    made = scenery()
    made.sheets = cards(0.5, 0.52)
    made.lamp(0.0, 4.0, 0.5)
    built = built_set(made, View(*SIZE))
    kinds = [type(step).__name__ for step in built.behind]
    assert kinds.index("GlowStep") == 1
    assert kinds.count("LayerStep") == 2


def test_a_merged_layer_shows_both_sheets_where_they_hang() -> None:
    made = scenery()
    made.sheets = [Sheet(0.5, (Cut(rect(x, 3, 2, 3), (200, 200, 200)),), shadow=0.0) for x in (-6.0, 4.0)]
    built = built_set(made, View(*SIZE))
    layer = next(iter(step.layers[0] for step in built.behind if isinstance(step, LayerStep)))
    row = layer.pixels[0][layer.surface.get_height() // 2, :, 3]
    assert row[3] > 200 < row[-4]
    assert row[len(row) // 2] == 0


def test_air_and_weather_are_a_few_hundred_points_at_most() -> None:
    assert max(swarm.count for swarm in MOVES.values()) <= 120
    assert sum(fall.count for fall in FALLS) <= 520
    assert max(SPLASHES.values()) <= 60
    assert sum(curtain.count for curtain in CURTAINS) <= 300


def test_glows_that_hang_together_are_one_surface_and_unseen_ones_none() -> None:
    view = View(*SIZE)
    near = [Glow(x, 4.0, 0.8, 1.0, (255, 200, 120)) for x in (0.0, 0.3, 0.6)]
    assert [len(group) for group in gathered(near, view)] == [3]
    assert len(list(gathered([near[0], Glow(6.0, 1.0, 0.8, 1.0, (255, 200, 120))], view))) == 2
    assert len(list(gathered([near[0], Glow(0.0, 4.0, 0.5, 1.0, (255, 200, 120))], view))) == 2
    assert list(gathered([Glow(40.0, 4.0, 0.8, 1.0, (255, 200, 120))], view)) == []


def test_gathered_glows_shine_as_they_did_alone() -> None:
    made, view = scenery(), View(*SIZE)
    glows = [Glow(x, 4.0, 0.8, 1.0, (200, 120, 60), 0.4) for x in (0.0, 0.4)]
    pictures = []
    for steps in ([GlowStep(made.light, view, *glows)], [GlowStep(made.light, view, glow) for glow in glows]):
        target = drawing(*SIZE)
        for step in steps:
            step.draw(Moment(target, view, 0.0, 0, Pose(0.2, 0.1), 0.0))
        pictures.append(target.pixels[0].astype(int))
    assert abs(pictures[0] - pictures[1]).max() <= 2
    assert pictures[0].max() > 60


def test_what_walls_always_hide_is_cut_off() -> None:
    view = View(*SIZE)
    light = scenery(interior=True).light
    wall = Sheet(0.3, (Cut(rect(-12, -2, 24, 13), (120, 120, 120)),), shadow=0.0)
    arch = without(rect(-12, -2, 24, 13), rect(-1, 3, 2, 3))
    front = Sheet(0.5, (Cut(arch, (120, 120, 120)),), shadow=0.0)
    hidden = Sheet(0.2, (Cut(rect(4, 3, 2, 2), (120, 120, 120)),), shadow=0.0)
    layers = [layer for sheet in (hidden, wall, front) if (layer := rastered(sheet, view, light)) is not None]
    gone, cut, whole = without_hidden(layers, view)
    assert gone is None
    assert whole is layers[2]
    assert cut is not None
    assert cut.size_bytes < 0.4 * layers[1].size_bytes
    hole = view.pixel(-1, 3, 0.5), view.pixel(1, 6, 0.5)
    reach = TRAVEL * (layers[2].drift * layers[2].scale - cut.drift * cut.scale)
    assert cut.x <= hole[0][0] - reach
    assert cut.x + cut.surface.get_width() >= hole[1][0] + reach


def test_swaying_sheets_hide_nothing() -> None:
    view, light = View(*SIZE), scenery(interior=True).light
    whole = (Cut(rect(-12, -2, 24, 13), (120, 120, 120)),)
    sheets = (Sheet(0.3, whole, shadow=0.0), Sheet(0.5, whole, shadow=0.0, sway=Sway(0.2, 0.1)))
    layers = [layer for sheet in sheets if (layer := rastered(sheet, view, light)) is not None]
    assert without_hidden(layers, view) == layers
