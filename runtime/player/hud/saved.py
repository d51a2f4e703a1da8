"""The pages of what is kept: where to save, what to open again, and the way here with its choice points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from runtime.overlay import Overlay, Slot, Waypoint
from runtime.player.catalogue import said
from runtime.player.controls import kept_keys
from runtime.player.hud.blocks import Setting, button, button_height, joined, lines, middle_line
from runtime.player.hud.pages import Look
from runtime.player.palette import AMBER, INK, MUTED, PAPER
from runtime.player.plan import Box, Piece, Plan, Plate, Poster, Rule, Stage, Still, Target, Veil
from runtime.player.typecase import Face, Typecase

SMALLEST = 4  # pixels of type, on the smallest of surfaces
HEADS = {"save": "save page", "load": "load page", "way": "way page"}


class Cell(NamedTuple):
    """A picture with its words, to be pressed."""

    key: str
    first: str
    second: str
    still: bytes = b""
    title: str = ""  # of a drawn poster, where there is no still; empty: no picture


def plan_slots(page: str, overlay: Overlay, look: Look, stage: Stage, case: Typecase) -> Plan:
    """Where to save, or what to open again; `page` is "save" or "load"."""
    there = kept_keys(page, overlay)
    cells = [_slot_cell(page, slot, look.language) for slot in overlay.slots if f"{page}:{slot.name}" in there]
    return _page(page, cells, look, stage, case)


def plan_way(overlay: Overlay, look: Look, stage: Stage, case: Typecase) -> Plan:
    """Every choice point that was left, oldest first, with what was taken there."""
    cells = [_way_cell(point, overlay) for point in overlay.way]
    return _page("way", cells, look, stage, case)


def _slot_cell(page: str, slot: Slot, language: str) -> Cell:
    name = said("left", language) if slot.name == "left" else slot.name
    if not slot.heading:
        return Cell(f"{page}:{slot.name}", name, said("empty", language))
    first = f"{name}   {slot.heading}"
    return Cell(f"{page}:{slot.name}", first, slot.told, slot.still, slot.heading)


def _way_cell(point: Waypoint, overlay: Overlay) -> Cell:
    asked = point.question or point.heading
    still = overlay.stills.get(point.key, b"")
    return Cell(f"way:{point.stretch}", point.taken or asked, f"{asked}   {point.heading}", still, point.heading or "?")


def _page(page: str, cells: Sequence[Cell], look: Look, stage: Stage, case: Typecase) -> Plan:
    room = stage.box.inset(round(stage.w * 0.055), round(stage.h * 0.05))
    how = Setting(Face.SERIF, stage.text(56), PAPER, 1)
    head, used = lines(case, said(HEADS[page], look.language), room, how, align=0)
    foot_h = min(button_height(stage, case), room.h // 6)
    gap = stage.px(26)
    body = Box(room.x, room.y + used + gap // 2, room.w, max(1, room.h - used - foot_h - gap * 3 // 2))
    foot_w = min(room.w, max(stage.px(420), case.width(Face.SANS, stage.text(32), said("close", look.language)) + 40))
    foot = Box(room.x, room.bottom - foot_h, foot_w, foot_h)
    close = button(case, stage, foot, f"{page}:close", said("close", look.language), lit=look.focus == f"{page}:close")
    return joined([Plan((Veil(stage.box, cover=0.93), *head)), _grid(cells, body, look, stage, case), close], 0)


def _grid(cells: Sequence[Cell], body: Box, look: Look, stage: Stage, case: Typecase) -> Plan:
    """Row by row; where there are too many, the rows around the one that has the focus."""
    columns = 2 if stage.portrait else 3
    gap = stage.px(26)
    cell_w = max(4, (body.w - gap * (columns - 1)) // columns)
    whole = cell_w * 9 // 16 + _words_h(stage, case) + stage.px(24)
    rows = max(1, -(-len(cells) // columns))
    in_sight = max(1, min(rows, (body.h + gap) // (whole * 6 // 10 + gap)))
    cell_h = max(4, min(whole, (body.h - gap * (in_sight - 1)) // in_sight))
    at = next((index for index, cell in enumerate(cells) if cell.key == look.focus), len(cells) - 1)
    first = max(0, min(at // columns - in_sight // 2, rows - in_sight))
    parts = []
    for index in range(first * columns, min(len(cells), (first + in_sight) * columns)):
        row, column = divmod(index - first * columns, columns)
        box = Box(body.x + column * (cell_w + gap), body.y + row * (cell_h + gap), cell_w, cell_h)
        parts.append(_cell(cells[index], box, stage, case, lit=cells[index].key == look.focus))
    return joined([*parts, _how_far(first, in_sight, rows, body, stage)], stage.h)


def _words_h(stage: Stage, case: Typecase) -> int:
    return case.height(Face.SERIF, stage.text(32)) + case.height(Face.SANS, stage.text(24))


def _cell(cell: Cell, box: Box, stage: Stage, case: Typecase, *, lit: bool) -> Plan:
    """The picture above, two lines under it; the one that has the focus lies on paper."""
    inner = box.inset(stage.px(12), stage.px(10))
    words_h = min(_words_h(stage, case), inner.h)
    picture = inner._replace(h=max(0, inner.h - words_h - stage.px(6)))
    pieces: list[Piece] = [Plate(box, colour=PAPER, cover=0.97, radius=stage.px(12))] if lit else []
    if not lit and not cell.title:
        pieces.append(Plate(box, 1.0, INK, 0.5, MUTED, max(1, stage.px(1)), stage.px(12)))
    if picture.h > 8 and cell.still:
        pieces.append(Still(picture, jpeg=cell.still))
    elif picture.h > 8 and cell.title:
        pieces.append(Poster(picture, title=cell.title, radius=stage.px(6)))
    ink, second = (INK, INK) if lit else (PAPER, MUTED)
    first_h = words_h * 4 // 7
    above = Box(inner.x, inner.bottom - words_h, inner.w, first_h)
    under = Box(inner.x, above.bottom, inner.w, words_h - first_h)
    pieces += _line(case, cell.first, above, Setting(Face.SERIF, stage.text(32), ink))
    pieces += _line(case, cell.second, under, Setting(Face.SANS, stage.text(24), second))
    return Plan(tuple(pieces), (Target(cell.key, box),), stage.h)


def _line(case: Typecase, text: str, box: Box, how: Setting) -> tuple[Piece, ...]:
    """A line as large as its neighbours': a long one is cut short before it is set much smaller."""
    px = how.px
    while px > SMALLEST and case.height(how.face, px) > box.h:
        px -= 1
    return middle_line(case, text, box, how._replace(px=px, least_px=max(SMALLEST, px * 6 // 7)), align=0)


def _how_far(first: int, in_sight: int, rows: int, box: Box, stage: Stage) -> Plan:
    """A thin mark at the side that says how far along the way one looks."""
    if rows <= in_sight:
        return Plan()
    whole = Box(min(stage.w - 3, box.right + stage.px(16)), box.y, max(2, stage.px(4)), box.h)
    at = Box(whole.x, box.y + box.h * first // rows, whole.w, max(2, box.h * in_sight // rows))
    return Plan((Rule(whole, 0.2, PAPER), Rule(at, 0.9, AMBER)))
