"""Captions: at most 37 characters a line on a soft dark plate, readable over any picture."""

from __future__ import annotations

from dataclasses import replace

from runtime.player.palette import COVER, PAPER, brightest_behind, mixed, readable
from runtime.player.plan import Box, Piece, Plan, Plate, Stage, Words
from runtime.player.typecase import Face, Typecase
from runtime.player.viewstate import CaptionSize
from runtime.timeline import Caption

CHARACTERS = 37  # a line, at most
TEXT = 47  # px at 1080 lines and 100 %
WIDTHS = {CaptionSize.S: 0.68, CaptionSize.M: 0.74, CaptionSize.L: 0.82, CaptionSize.XL: 0.9}
HIGHEST = 0.5  # of what is free above the floor
MARGIN = 0.06  # of the height, under the last line
TINT = 0.3  # how much of the speaker's colour is in the words; the name has it whole


def plan_captions(
    caption: Caption, size: CaptionSize, stage: Stage, case: Typecase, floor: int, picture: Box | None = None
) -> Plan:
    """The caption over `floor`, the first line that it must not reach; under the picture where there is a wide bar."""
    text = " ".join(caption.text.split())
    bottom = floor - (round(stage.h * MARGIN) if floor >= stage.h else stage.px(8))
    if not text or bottom < 12:
        return Plan()
    width = round(stage.w * (0.9 if stage.portrait else WIDTHS[size]))
    px = stage.text(TEXT * size.factor)
    rows = case.balanced(Face.SANS, px, text, width, CHARACTERS)
    while px > 7 and _height(px, rows, caption, case) > HIGHEST * bottom:
        px -= 1
        rows = case.balanced(Face.SANS, px, text, width, CHARACTERS)
    while rows and _outer_height(px, rows, caption, case) > bottom:
        caption, rows = (replace(caption, speaker=""), rows) if caption.speaker else (caption, rows[:-1])
    if not rows:
        return Plan()
    if picture:
        bottom = min(bottom, max(picture.bottom + stage.px(40) + _height(px, rows, caption, case), stage.h // 2))
    return _set(caption, rows, px, stage, case, bottom)


def _name_px(px: int) -> int:
    return max(7, round(px * 0.72))


def _height(px: int, rows: tuple[str, ...], caption: Caption, case: Typecase) -> int:
    name = case.height(Face.SANS, _name_px(px)) if caption.speaker else 0
    return name + len(rows) * case.height(Face.SANS, px)


def _outer_height(px: int, rows: tuple[str, ...], caption: Caption, case: Typecase) -> int:
    """With the plate's edges."""
    return _height(px, rows, caption, case) + 3 * max(1, round(px * 0.2))


def _set(caption: Caption, rows: tuple[str, ...], px: int, stage: Stage, case: Typecase, bottom: int) -> Plan:
    """The plate, the name and the rows, each in the middle."""
    ground = brightest_behind(COVER)
    pad_x, pad_y = max(3, round(px * 0.55)), max(1, round(px * 0.2))
    y = max(pad_y, bottom - pad_y - _height(px, rows, caption, case))
    top, pieces = y, []
    named = ((caption.speaker, _name_px(px), readable(caption.colour, ground)),) if caption.speaker else ()
    words = readable(mixed(PAPER, caption.colour, TINT), ground)
    for row, row_px, colour in (*named, *((row, px, words) for row in rows)):
        row = case.elided(Face.SANS, row_px, row, stage.w - 2 * pad_x)
        w, h = case.width(Face.SANS, row_px, row), case.height(Face.SANS, row_px)
        pieces.append(Words(Box((stage.w - w) // 2, y, w, h), text=row, px=row_px, colour=colour))
        y += h
    widest = max(piece.box.w for piece in pieces)
    box = Box((stage.w - widest) // 2 - pad_x, top - pad_y, widest + 2 * pad_x, y - top + 2 * pad_y)
    plate: Piece = Plate(box, radius=max(2, round(px * 0.28)))
    return Plan((plate, *pieces), (), box.y)
