"""The small marks: buttons at the top, one line of notice, and the developer's view."""

from __future__ import annotations

from collections.abc import Mapping

from runtime.player.hud.blocks import TARGET, Setting, ground, joined, middle_line
from runtime.player.palette import INK, MUTED, PAPER
from runtime.player.plan import Box, Piece, Plan, Plate, Sign, Stage, Target
from runtime.player.typecase import Face, Typecase

SHOWING = ("back", "skip", "pause")
IN_A_HALL = ("access", *SHOWING)
ON_A_CARD = ("pause",)


def plan_strip(stage: Stage, *, card: bool, low: int | None = None, hall: bool = False) -> Plan:
    """Buttons at the right, for hands without keys: at the top, or just above the line `low`. `hall`: in a kiosk."""
    stage = stage._replace(scale=min(stage.scale, 1.25))
    side, gap, edge = max(13, stage.px(TARGET + 8)), stage.px(14), stage.px(66)
    names = ON_A_CARD if card else IN_A_HALL if hall else SHOWING
    parts = []
    lowest = stage.h - edge - side
    y = edge if low is None else min(lowest, low + gap)  # in the soft upper edge of a panel, beside its question
    for index, name in enumerate(reversed(names)):
        box = Box(stage.w - edge - side - index * (side + gap), y, side, side)
        across = round(side * 0.5)
        pieces = (ground(box, stage, lit=False), Sign(box.middle(across, across), name=name, colour=PAPER))
        key = "strip:pause" if name == "pause" else f"pause:{name}"
        parts.append(Plan(pieces, (Target(key, box, focusable=False),), stage.h))
    return joined(parts, y if low is not None and y == lowest else stage.h)


def plan_notice(text: str, stage: Stage, case: Typecase) -> Plan:
    """One small line at the top left."""
    edge, height = stage.px(54), case.height(Face.SANS, stage.text(26))
    box = Box(edge, edge, round(stage.w * 0.6), height + 2 * stage.px(8))
    words = middle_line(case, text, box.inset(stage.px(14), 0), Setting(Face.SANS, stage.text(26), MUTED), align=0)
    if not words:
        return Plan(floor=stage.h)
    shrunk = box._replace(w=words[0].box.w + 2 * stage.px(14))
    return Plan((Plate(shrunk, radius=stage.px(8)), *words), (), stage.h)


def plan_developer(metrics: Mapping[str, float], top: int, stage: Stage, case: Typecase) -> Plan:
    """Every figure that the parts report, in as many columns as are needed."""
    px = max(8, stage.px(22))
    height, edge, column_w = case.height(Face.SANS, px), stage.px(54), px * 15
    rows = max(1, (stage.h - top - 2 * edge) // height)
    shown = [f"{name}  {value:g}" if value == int(value) else f"{name}  {value:.2f}" for name, value in metrics.items()]
    columns = min(-(-len(shown) // rows), max(1, (stage.w - 2 * edge) // column_w))
    shown = shown[: rows * columns]
    if not shown:
        return Plan(floor=stage.h)
    box = Box(edge, top, min(stage.w - 2 * edge, columns * column_w), min(rows, len(shown)) * height + stage.px(16))
    pieces: list[Piece] = []
    for index, text in enumerate(shown):
        column, line = divmod(index, rows)
        place = Box(box.x + stage.px(12) + column * column_w, box.y + stage.px(8) + line * height, column_w, height)
        place = place._replace(w=min(column_w, box.right - place.x) - stage.px(12))
        pieces += middle_line(case, text, place, Setting(Face.SANS, px, PAPER), align=0)
    return Plan((Plate(box, colour=INK, radius=stage.px(8)), *pieces), (), stage.h)
