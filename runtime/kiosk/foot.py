"""The foot of a kiosk's screens: what helps, and the languages, in rows at the lower edge within everybody's reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from runtime.kiosk.words import name_of, said
from runtime.player.hud.blocks import TARGET, Setting, ground, joined, middle_line
from runtime.player.palette import AMBER, INK, PAPER
from runtime.player.plan import Box, Piece, Plan, Rule, Sign, Stage, Target
from runtime.player.typecase import Face, Typecase

LETTERS = 32  # px at 1080 lines


class Item(NamedTuple):
    """Something to be pressed."""

    key: str
    text: str
    lit: bool = False  # it has the focus
    sign: str = ""
    marked: bool = False  # it is what holds now


def ease_item(language: str, focus: str) -> Item:
    """The way to the page of access."""
    return Item("kiosk:access", said("access", language), focus == "kiosk:access", "access")


def language_items(languages: Sequence[str], language: str, focus: str) -> list[Item]:
    """Each language in its own words; none where there is only one."""
    if len(languages) < 2:
        return []
    keys = {tag: f"kiosk:language:{tag}" for tag in languages}
    return [Item(key, name_of(tag), focus == key, marked=tag == language) for tag, key in keys.items()]


def plan_foot(left: Sequence[Item], right: Sequence[Item], room: Box, stage: Stage, case: Typecase) -> tuple[Plan, int]:
    """Items in one row if they have room there, else in several, from the bottom of `room` up; and their top line."""
    height, gap = item_height(stage, case), stage._replace(scale=1.0).px(16)
    near, far = (_rows(items, room.w, gap, stage, case) for items in (left, right))
    meet = bool(near and far) and _width([*near[0], *far[-1]], gap, stage, case) + gap <= room.w
    pairs = _paired(near, far, meet=meet)
    parts, y = [], room.bottom - len(pairs) * (height + gap) + gap
    for n, (first, last) in enumerate(pairs):
        row = Box(room.x, y + n * (height + gap), room.w, height)
        parts += [_from_left(first, row, gap, stage, case), _from_right(last, row, gap, stage, case)]
    return joined(parts, stage.h), y


def _paired(
    near: list[list[Item]], far: list[list[Item]], *, meet: bool
) -> list[tuple[Sequence[Item], Sequence[Item]]]:
    """The far rows above, the near ones below; where they meet, one row is of both."""
    middle = [(near[0], far[-1])] if meet else []
    above, below = (far[:-1], near[1:]) if meet else (far, near)
    return [*(((), row) for row in above), *middle, *((row, ()) for row in below)]


def item_height(stage: Stage, case: Typecase) -> int:
    """At 1080 lines as high as a thumb is wide, or as larger letters want it."""
    plain = stage._replace(scale=1.0)
    return max(plain.px(TARGET + 20), case.height(Face.SANS, stage.text(LETTERS)) + plain.px(16))


def _rows(items: Sequence[Item], width: int, gap: int, stage: Stage, case: Typecase) -> list[list[Item]]:
    rows: list[list[Item]] = []
    for item in items:
        if rows and _width([*rows[-1], item], gap, stage, case) <= width:
            rows[-1].append(item)
        else:
            rows.append([item])
    return rows


def _width(items: Sequence[Item], gap: int, stage: Stage, case: Typecase) -> int:
    return sum(_item_width(item, stage, case) for item in items) + gap * max(0, len(items) - 1)


def _item_width(item: Item, stage: Stage, case: Typecase) -> int:
    plain = stage._replace(scale=min(stage.scale, 1.25))
    words = case.width(Face.SANS, stage.text(LETTERS), item.text)
    return max(plain.px(124), words + 2 * plain.px(24) + _sign_width(item, stage, case))


def _sign_width(item: Item, stage: Stage, case: Typecase) -> int:
    return item_height(stage, case) * 7 // 10 if item.sign else 0


def _from_right(items: Sequence[Item], room: Box, gap: int, stage: Stage, case: Typecase) -> Plan:
    x = room.right - _width(items, gap, stage, case)
    return _from_left(items, room._replace(x=x, w=room.right - x), gap, stage, case)


def _from_left(items: Sequence[Item], room: Box, gap: int, stage: Stage, case: Typecase) -> Plan:
    parts, x = [], room.x
    for item in items:
        width = min(_item_width(item, stage, case), room.w)
        parts.append(_planned(item, Box(x, room.y, width, room.h), stage, case))
        x += width + gap
    return joined(parts, stage.h)


def _planned(item: Item, box: Box, stage: Stage, case: Typecase) -> Plan:
    ink = INK if item.lit else PAPER
    pieces: list[Piece] = [ground(box, stage, lit=item.lit)]
    inner = box.inset(stage._replace(scale=1.0).px(18), 1)
    if item.sign:
        across = box.h * 55 // 100
        pieces.append(Sign(Box(inner.x, box.y + (box.h - across) // 2, across, across), name=item.sign, colour=ink))
        inner = inner._replace(x=inner.x + _sign_width(item, stage, case), w=inner.w - _sign_width(item, stage, case))
    pieces += middle_line(case, item.text, inner, Setting(Face.SANS, stage.text(LETTERS), ink))
    if item.marked:
        thick = max(2, box.h // 16)
        pieces.append(Rule(Box(inner.x, box.bottom - 2 * thick, inner.w, thick), colour=ink if item.lit else AMBER))
    return Plan(tuple(pieces), (Target(item.key, box),), stage.h)
