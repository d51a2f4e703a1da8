"""Rows laid out on a dark plate: readable over any picture, never outside it, scrolled where they are too many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.player.palette import AMBER, INK, MUTED, PAPER, Colour, brightest_behind, readable
from runtime.player.plan import Box, Piece, Plan, Plate, Stage, Words
from runtime.player.typecase import Face, Typecase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.writer.preview.rows import Row, Sort

TEXT = 26  # px at 1080 lines
LEAST_PX = 11
COVER = 0.88
RED: Colour = (255, 138, 116)
NOWHERE = Box(0, 0, 0, 0)
MORE = "… {count} more lines: Page Down, Page Up"


@dataclass(frozen=True)
class Sheet:
    """A sheet that is laid out."""

    plan: Plan
    scroll: int = 0  # lines that lie above it, as far as there are so many
    most: int = 0  # the largest scroll that shows something new
    box: Box = NOWHERE


def colour_of(sort: Sort) -> Colour:
    """What a row is set in; each can be read on the plate over a white picture."""
    ground = brightest_behind(COVER)
    colours: dict[Sort, Colour] = {"head": AMBER, "mark": AMBER, "dim": MUTED, "fault": RED, "lit": INK}
    return colours["lit"] if sort == "lit" else readable(colours.get(sort, PAPER), ground)


def text_px(stage: Stage) -> int:
    return max(LEAST_PX, stage.px(TEXT))


def lines_in(room: Box, stage: Stage, case: Typecase) -> int:
    """How many lines a sheet in `room` holds."""
    return max(0, (room.h - 2 * _pad(stage)) // case.height(Face.SANS, text_px(stage)))


def plan_sheet(
    rows: Sequence[Row], room: Box, stage: Stage, case: Typecase, scroll: int = 0, *, wide: bool = False
) -> Sheet:
    """Rows from the top of `room` down, on a plate as high as they are; `wide`: as wide as the room.

    Where they do not fit, `scroll` lines lie above, and the last line says how many follow.
    """
    pad, px = _pad(stage), text_px(stage)
    height, inner_w, fit = case.height(Face.SANS, px), room.w - 2 * pad, lines_in(room, stage, case)
    if inner_w < 2 * px or fit < 1:
        return Sheet(Plan(floor=stage.h))
    lines = [line for row in rows for line in _lines(row, px, inner_w, case)]
    shown, scroll, most = _window(lines, fit, scroll)
    shown[-1:] = [
        (case.elided(Face.SANS, px, text, inner_w - indent), sort, indent) for text, sort, indent in shown[-1:]
    ]
    widest = max((indent + case.width(Face.SANS, px, text) for text, _, indent in shown), default=0)
    box = room._replace(w=room.w if wide else min(room.w, widest + 2 * pad), h=len(shown) * height + 2 * pad)
    pieces: list[Piece] = [Plate(box, cover=COVER, radius=stage.px(10))]
    for number, (text, sort, indent) in enumerate(shown):
        at = Box(box.x + pad + indent, box.y + pad + number * height, case.width(Face.SANS, px, text), height)
        if sort == "lit":
            pieces.append(Plate(Box(box.x + pad // 2, at.y, box.w - 2 * (pad // 2), height), colour=PAPER, cover=0.96))
        if text:
            pieces.append(Words(at, text=text, px=px, colour=colour_of(sort)))
    return Sheet(Plan(tuple(pieces), (), stage.h), scroll, most, box)


_Line = tuple[str, "Sort", int]  # text, sort, indent in pixels


def _lines(row: Row, px: int, width: int, case: Typecase) -> list[_Line]:
    """A row as lines of at most `width` pixels."""
    indent = min(row.indent * px, width // 4)
    if row.sort in ("item", "lit"):
        return [(case.elided(Face.SANS, px, row.text, width - indent), row.sort, indent)]
    hanging = px if row.indent and row.sort != "dim" else 0  # what a paragraph's later lines stand further in
    wrapped = case.wrap(Face.SANS, px, row.text, width - indent - hanging) or ("",)
    return [(line, row.sort, indent + (hanging if number else 0)) for number, line in enumerate(wrapped)]


def _window(lines: list[_Line], fit: int, scroll: int) -> tuple[list[_Line], int, int]:
    """The lines that are shown, the scroll as it is then, and the most it can be."""
    if len(lines) <= fit:
        return lines, 0, 0
    most = len(lines) - fit + 1
    scroll = min(max(0, scroll), most)
    shown = lines[scroll : scroll + fit - 1]
    left = len(lines) - scroll - len(shown)
    said = MORE.format(count=left) if left else "… Page Up"
    return [*shown, (said, "dim", 0)], scroll, most


def _pad(stage: Stage) -> int:
    return max(4, stage.px(18))
