"""The building blocks of every page: set lines, buttons and rows."""

from __future__ import annotations

from typing import NamedTuple

from runtime.player.palette import AMBER, COVER, INK, MUTED, PAPER, Colour
from runtime.player.plan import Box, Piece, Plan, Plate, Sign, Stage, Target, Words
from runtime.player.typecase import Face, Typecase

TARGET = 64  # least height of what can be pressed, at 1080 lines
FOCUS_COVER = 0.96
LARGE = 1.4  # from this scale on words need more room than values
NARROW = 0.6  # of its size that a line may shrink to before it is cut off


class Setting(NamedTuple):
    """How a block of text is set."""

    face: Face
    px: int
    colour: Colour
    most_lines: int = 2
    least_px: int = 7
    even: bool = True  # lines of nearly the same length


def lines(case: Typecase, text: str, box: Box, how: Setting, *, align: float = 0.5) -> tuple[tuple[Piece, ...], int]:
    """Text set from the top of a box, `align` 0 left, 0.5 centred, 1 right; the pieces and the height used."""
    if not text or box.w < 4:
        return (), 0
    least = min(how.px, how.least_px)
    px, rows = case.fitted(how.face, how.px, text, box.w, how.most_lines, least, even=how.even)
    height = case.height(how.face, px)
    pieces = []
    for index, row in enumerate(rows):
        width = min(box.w, case.width(how.face, px, row))
        x = box.x + round((box.w - width) * align)
        place = Box(x, box.y + index * height, width, height)
        pieces.append(Words(place, text=row, face=how.face, px=px, colour=how.colour))
    return tuple(pieces), height * len(rows)


def middle_line(
    case: Typecase, text: str, box: Box, how: Setting, *, align: float = 0.5, narrow: float = NARROW
) -> tuple[Piece, ...]:
    """One line, in the middle of a box's height; smaller where the box is low, elided where it is narrow."""
    px = how.px
    while px > how.least_px and case.height(how.face, px) > box.h:
        px -= 1
    while px > max(how.least_px, how.px * narrow) and case.width(how.face, px, text) > box.w:
        px -= 1
    set_text = case.elided(how.face, px, text, box.w)
    width, height = case.width(how.face, px, set_text), case.height(how.face, px)
    if not set_text or width > box.w:
        return ()
    place = Box(box.x + round((box.w - width) * align), box.y + (box.h - height) // 2, width, height)
    return (Words(place, text=set_text, face=how.face, px=px, colour=how.colour),)


def ground(box: Box, stage: Stage, *, lit: bool, alpha: float = 1.0) -> Plate:
    """The plate under a button or an option; lit: it has the focus."""
    if lit:
        return Plate(box, alpha, colour=PAPER, cover=FOCUS_COVER, radius=stage.px(10))
    return Plate(box, alpha, INK, COVER, MUTED, max(1, stage.px(1.5)), stage.px(10))


def button_height(stage: Stage, case: Typecase) -> int:
    return max(stage.px(TARGET + 20), case.height(Face.SANS, stage.text(32)) + 4)


def button(case: Typecase, stage: Stage, box: Box, key: str, text: str, *, lit: bool) -> Plan:
    """A button with its text in the middle."""
    how = Setting(Face.SANS, stage.text(32), INK if lit else PAPER)
    words = middle_line(case, text, box.inset(stage.px(18), 1), how)
    return Plan((ground(box, stage, lit=lit), *words), (Target(key, box),), stage.h)


def row(case: Typecase, stage: Stage, box: Box, key: str, text: str, *, lit: bool) -> Plan:
    """A line of a list that does something; only the focus gives it a plate."""
    how = Setting(Face.SERIF, stage.text(38), INK if lit else PAPER)
    words = middle_line(case, text, box.inset(stage.px(22), 0), how, align=0)
    plate = (Plate(box, colour=PAPER, cover=FOCUS_COVER, radius=stage.px(8)),) if lit else ()
    return Plan((*plate, *words), (Target(key, box),), stage.h)


def setting_row(case: Typecase, stage: Stage, box: Box, key: str, texts: tuple[str, str], *, lit: bool) -> Plan:
    """A setting: its name, and its value between two signs that can be pressed. `key` is layer:name."""
    ink = INK if lit else PAPER
    side = min(box.h, stage._replace(scale=min(stage.scale, 1.25)).px(TARGET))
    inner = box.inset(stage.px(18), 0)
    value_w = max(side * 2, round(inner.w * (0.56 if stage.scale < LARGE else 0.5)))
    value = Box(inner.right - value_w, box.y, value_w, box.h)
    label = Box(inner.x, box.y, inner.w - value_w - stage.px(8), box.h)
    less, more = Box(value.x, box.y, side, box.h), Box(value.right - side, box.y, side, box.h)
    how = Setting(Face.SANS, stage.text(30), ink)
    between = Box(less.right, box.y, more.x - less.right, box.h)
    pieces: list[Piece] = [Plate(box, colour=PAPER, cover=FOCUS_COVER, radius=stage.px(8))] if lit else []
    narrow = NARROW if stage.scale < LARGE else NARROW / LARGE
    pieces += middle_line(case, texts[0], label, how._replace(colour=INK if lit else MUTED), align=0, narrow=narrow)
    pieces += middle_line(case, texts[1], between, how, narrow=narrow)
    across = max(5, min(side, stage.px(26)))
    colour = INK if lit else AMBER
    pieces += [Sign(less.middle(across, across), name="less", colour=colour)]
    pieces += [Sign(more.middle(across, across), name="more", colour=colour)]
    name = key.partition(":")[2]
    targets = (
        Target(key, box, adjustable=True),
        Target(f"setting:{name}-", less, focusable=False),
        Target(f"setting:{name}+", more, focusable=False),
    )
    return Plan(tuple(pieces), targets, stage.h)


def joined(plans: list[Plan], floor: int) -> Plan:
    """Plans side by side, as one."""
    pieces = tuple(piece for plan in plans for piece in plan.pieces)
    return Plan(pieces, tuple(target for plan in plans for target in plan.targets), floor)
