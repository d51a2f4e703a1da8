"""Building a set for a view: every sheet is cut and hung in its turn, with lamps, stars and weather between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import skia

from generators.papertheatre.camera import View
from generators.papertheatre.drift import DriftStep
from generators.papertheatre.heaven import bleed
from generators.papertheatre.hiding import without_hidden
from generators.papertheatre.lamps import BeamStep, GlowStep, Moment, StarStep, Step, gathered, pools
from generators.papertheatre.motes import mote_steps
from generators.papertheatre.paper import PREMULTIPLIED, Layer, Sheet, rastered
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.shapes import moved
from generators.papertheatre.store import BuiltSet
from generators.papertheatre.weather import weather_steps
from generators.papertheatre.wind import bent

CLOSER: Final = 1.2  # framings of more zoom than this are about people: nothing may hide them
AMID: Final = 1.1  # what hangs no nearer than this belongs to the figures: the boat that they sit in
CLOSE_BY: Final = 0.025  # sheets whose depths differ by no more than this move alike
MOST_BAND: Final = 0.1  # share of a close picture's height that bands of the foreground may take


class LayerStep:
    """Neighbouring sheets, blitted together."""

    def __init__(self, layers: list[Layer]) -> None:
        self.layers = layers

    @property
    def size_bytes(self) -> int:
        return sum(layer.size_bytes for layer in self.layers)

    def draw(self, moment: Moment) -> None:
        p, t, (dx, dy) = moment.pose, moment.air_s, moment.travel
        for layer in self.layers:
            x, y = layer.place(p.x, p.y, p.push, t)
            if layer.opaque and moment.light < 1:
                layer.surface.set_alpha(round(255 * moment.light))
            moment.target.surface.blit(layer.surface, (x + dx, y + dy), None, 0 if layer.opaque else PREMULTIPLIED)
            if layer.opaque and moment.light < 1:
                layer.surface.set_alpha(None)


def out_of_the_way(sheet: Sheet, view: View) -> Sheet | None:
    """A sheet before the figures as a close picture has it: bands give way to the edge, what would hide people goes."""
    if view.zoom <= CLOSER or not sheet.cuts:
        return sheet
    if not sheet.close:
        return None
    if sheet.depth <= AMID:
        return sheet
    left, head, right, foot = _seen(sheet, view)
    if right - left > 0.7 * view.width:
        hangs = head <= 0 and foot < 0.6 * view.height
        way = MOST_BAND * view.height - foot if hangs else (1 - MOST_BAND) * view.height - head
        return sheet if way * (-1 if hangs else 1) <= 0 else _moved(sheet, way / view.scale(sheet.depth))
    wide, high = min(right, view.width) - max(left, 0.0), min(foot, view.height) - max(head, 0.0)
    hidden = max(0.0, wide) * max(0.0, high)
    return sheet if hidden < MOST_BAND / 2 * view.width * view.height else None


def _seen(sheet: Sheet, view: View) -> tuple[float, float, float, float]:
    """The pixels between which a sheet lies: left, head, right, foot."""
    whole = skia.Rect.MakeEmpty()
    for cut in sheet.cuts:
        whole.join(cut.path.computeTightBounds())
    left, head = view.pixel(whole.left(), whole.top(), sheet.depth)
    right, foot = view.pixel(whole.right(), whole.bottom(), sheet.depth)
    return (left, head, right, foot)


def _moved(sheet: Sheet, down: float) -> Sheet:
    return replace(sheet, cuts=tuple(replace(cut, path=moved(cut.path, 0.0, down)) for cut in sheet.cuts))


def built_set(s: Scenery, view: View) -> BuiltSet:
    """Cut every sheet of a scenery for a view and put lamps, stars and weather between them by depth."""
    turns = [(turn, 1, step) for turn, step in _lights(s, view)]
    turns += [(_after(depth, s), 3, step) for depth, step in weather_steps(s, view)]
    turns += [(_after(depth, s), 4, step) for depth, step in mote_steps(s, view)]
    turns += [(turn, 0, step) for turn, step in _sheets(s, view, [turn for turn, *_ in turns])]
    turns.sort(key=lambda item: item[:2])
    if not s.open_sky:
        _hide([step for _, _, step in turns if isinstance(step, LayerStep)], view)
    middle = len(s.sheets)
    behind = [step for turn, _, step in turns if turn < middle]
    before = [step for turn, _, step in turns if turn >= middle]
    total = sum(int(getattr(step, "size_bytes", 0)) for _, _, step in turns)
    return BuiltSet(behind, before, total)


def _hide(steps: list[LayerStep], view: View) -> None:
    """Cut off what is hidden for ever; a sheet that is hidden altogether is not drawn."""
    for step, layer in zip(steps, without_hidden([step.layers[0] for step in steps], view), strict=True):
        step.layers = [layer] if layer is not None else []


def _sheets(s: Scenery, view: View, between: list[float]) -> Iterator[tuple[float, Step]]:
    """All sheets in their turns; neighbours that never move against each other, with nothing `between`, are one."""
    group: list[Sheet] = []
    first = 0
    for order, sheet in enumerate([*s.sheets, *s.front]):
        hung = out_of_the_way(sheet, view)
        if hung is None:
            continue
        apart = not group or first < len(s.sheets) <= order
        apart = apart or any(_turn(first, s) < turn < _turn(order, s) for turn in between)
        if not apart and _are_one(group[0], hung):
            group.append(hung)
            continue
        if group:
            yield from _cut(group, first, s, view)
        group, first = [hung], order
    if group:
        yield from _cut(group, first, s, view)


def _are_one(a: Sheet, b: Sheet) -> bool:
    """Whether two neighbours can be one layer: both are still, and they hang close together."""
    alike = (a.outside, a.anchor, a.crop, a.opaque) == (b.outside, b.anchor, b.crop, b.opaque)
    still = all(one.sway is None and one.drift is None and not one.bend and not one.opaque for one in (a, b))
    return alike and still and abs(a.depth - b.depth) <= CLOSE_BY and (a.depth > 1) == (b.depth > 1)


def _cut(group: list[Sheet], order: int, s: Scenery, view: View) -> Iterator[tuple[float, Step]]:
    sheet, *over = group
    light = s.daylight if sheet.outside else s.light
    step: Step | None
    if sheet.drift is not None:
        step = DriftStep(sheet, view, light)
    else:
        step = bent(sheet, view, light, order)
        if step is None:
            layer = rastered(sheet, view, light, *over)
            step = LayerStep([layer]) if layer is not None else None
    if step is not None:
        yield _turn(order, s), step


def _lights(s: Scenery, view: View) -> Iterator[tuple[float, Step]]:
    """Glows, beams and stars in their turns."""
    spilt = bleed(s.light) if s.open_sky else None
    for glows in gathered([*s.glows, *pools(s), *([spilt] if spilt is not None else [])], view):
        first = glows[0]
        yield _after(first.depth if first.after is None else first.after, s), GlowStep(s.light, view, *glows)
    for beam in s.beams:
        yield _after(beam.depth, s), BeamStep(beam, s.light, view)
    if s.stars > 0.05:
        yield 0.2, StarStep(s.light, s.stars, s.horizon, s.seed)


def _turn(order: int, s: Scenery) -> float:
    """A sheet's place in the drawing order; figures come at len(s.sheets)."""
    return float(order) if order < len(s.sheets) else order + 0.5


def _after(depth: float, s: Scenery) -> float:
    """Just after the last sheet behind the figures that hangs at `depth` or further."""
    orders = [i for i, sheet in enumerate(s.sheets) if sheet.depth <= depth + 1e-6]
    if depth > 1.0:
        return len(s.sheets) + len(s.front) + 1.0
    return (max(orders) if orders else 0) + 0.4
