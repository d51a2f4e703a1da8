"""Captions: at most 37 characters a line on a soft dark plate, readable over any picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

from runtime.player.breaking import flowed
from runtime.player.palette import AMBER, COVER, PAPER, brightest_behind, mixed, readable
from runtime.player.plan import Box, Piece, Plan, Plate, Rule, Stage, Words
from runtime.player.typecase import Face, Typecase
from runtime.player.viewstate import CaptionSize
from runtime.timeline import Caption

CHARACTERS = 37  # a line, at most
TEXT = 47  # px at 1080 lines and 100 %
WIDTHS = {CaptionSize.S: 0.68, CaptionSize.M: 0.74, CaptionSize.L: 0.82, CaptionSize.XL: 0.9}
HIGHEST = 0.5  # of what is free above the floor
LEAST = 0.24  # of the height, even where a large panel leaves little room
MARGIN = 0.06  # of the height, under the last line
TINT = 0.3  # how much of the speaker's colour is in the words; the name has it whole


@dataclass(frozen=True)
class _Block:
    """What one speaker says, set in rows."""

    speaker: str
    rows: tuple[str, ...]
    colour: tuple[int, int, int]
    face: Face = Face.SANS


def plan_captions(
    caption: Caption, size: CaptionSize, stage: Stage, case: Typecase, floor: int, picture: Box | None = None,
    *, described: bool = False,
) -> Plan:  # fmt: skip
    """The caption over `floor`, the first line that it must not reach; under the picture where there is a wide bar.

    Who speaks at the same time stands below, on the same plate. `described`: nobody says it, it is what is seen; it
    stands in italics behind a rule of the lamp's colour.
    """
    said = [replace(one, text=flowed(one.text)) for one in (caption, *caption.beside)]
    said = [one for one in said if one.text]
    bottom = floor - (round(stage.h * MARGIN) if floor >= stage.h else stage.px(8))
    if not said or bottom < 12:
        return Plan()
    width = round(stage.w * (0.9 if stage.portrait else WIDTHS[size]))
    px = stage.text(TEXT * size.factor)
    face = Face.SERIF_ITALIC if described else Face.SANS
    blocks = _blocks(said, px, width, case, face)
    highest = max(HIGHEST * bottom, min(0.86 * bottom, LEAST * stage.h))
    while px > 7 and _height(px, blocks, case) > highest:
        px -= 1
        blocks = _blocks(said, px, width, case, face)
    while blocks and _outer_height(px, blocks, case) > bottom:
        blocks = _fewer(blocks)
    if not blocks:
        return Plan()
    if picture:
        bottom = min(bottom, max(picture.bottom + stage.px(40) + _height(px, blocks, case), stage.h // 2))
    return _set(blocks, px, stage, case, bottom)


def _blocks(said: list[Caption], px: int, width: int, case: Typecase, face: Face) -> tuple[_Block, ...]:
    return tuple(
        _Block(one.speaker, tuple(case.balanced(face, px, one.text, width, CHARACTERS)), one.colour, face)
        for one in said
    )


def _fewer(blocks: tuple[_Block, ...]) -> tuple[_Block, ...]:
    """What is left out where there is no room: the names first, then rows from the end."""
    if any(block.speaker for block in blocks):
        return tuple(replace(block, speaker="") for block in blocks)
    last = replace(blocks[-1], rows=blocks[-1].rows[:-1])
    return (*blocks[:-1], last) if last.rows else blocks[:-1]


def _name_px(px: int) -> int:
    return max(7, round(px * 0.72))


def _gap(px: int) -> int:
    """Between two speakers."""
    return max(1, round(px * 0.24))


def _height(px: int, blocks: tuple[_Block, ...], case: Typecase) -> int:
    names = sum(bool(block.speaker) for block in blocks) * case.height(Face.SANS, _name_px(px))
    rows = sum(len(block.rows) * case.height(block.face, px) for block in blocks)
    return names + rows + (len(blocks) - 1) * _gap(px)


def _outer_height(px: int, blocks: tuple[_Block, ...], case: Typecase) -> int:
    """With the plate's edges."""
    return _height(px, blocks, case) + 3 * max(1, round(px * 0.2))


def _set(blocks: tuple[_Block, ...], px: int, stage: Stage, case: Typecase, bottom: int) -> Plan:
    """The plate, the names and the rows, each in the middle."""
    pad_x, pad_y = max(3, round(px * 0.55)), max(1, round(px * 0.2))
    y = max(pad_y, bottom - pad_y - _height(px, blocks, case))
    top, pieces = y, list[Piece]()
    for block in blocks:
        if pieces:
            y += _gap(px)
        for row, row_px, colour in _rows(block, px):
            row = case.elided(block.face, row_px, row, stage.w - 2 * pad_x)
            w, h = case.width(block.face, row_px, row), case.height(block.face, row_px)
            pieces.append(Words(Box((stage.w - w) // 2, y, w, h), text=row, px=row_px, colour=colour, face=block.face))
            y += h
    widest = max(piece.box.w for piece in pieces)
    box = Box((stage.w - widest) // 2 - pad_x, top - pad_y, widest + 2 * pad_x, y - top + 2 * pad_y)
    plate: Piece = Plate(box, radius=max(2, round(px * 0.28)))
    if blocks[0].face is not Face.SANS:
        pieces.append(Rule(Box(box.x + pad_x // 2, top, max(2, round(px * 0.08)), y - top), colour=AMBER))
    return Plan((plate, *pieces), (), box.y)


def _rows(block: _Block, px: int) -> list[tuple[str, int, tuple[int, int, int]]]:
    """The name in the speaker's colour and the words tinted with it: text, size, colour."""
    ground = brightest_behind(COVER)
    named = [(block.speaker, _name_px(px), readable(block.colour, ground))] if block.speaker else []
    words = readable(mixed(PAPER, block.colour, TINT), ground)
    return [*named, *((row, px, words) for row in block.rows)]
