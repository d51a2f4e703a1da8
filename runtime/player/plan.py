"""A plan: what stands where before anything is drawn. Boxes and pieces are plain values, so that layouts are tested
without a display. All lengths are pixels of the surface, origin at the top left."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from runtime.player.palette import AMBER, INK, PAPER, Colour
from runtime.player.typecase import Face

REFERENCE = 1080  # lengths in layouts are written for a picture of 1080 lines
SMALLEST_TEXT_PX = 9
ARROWS = ("back", "less", "more")


class Box(NamedTuple):
    """A rectangle."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        return self.x + self.w

    @property
    def bottom(self) -> int:
        return self.y + self.h

    @property
    def centre(self) -> tuple[int, int]:
        return self.x + self.w // 2, self.y + self.h // 2

    def inset(self, dx: int, dy: int) -> Box:
        """Smaller by dx at the left and right and dy at the top and bottom, never below nothing."""
        dx, dy = min(dx, self.w // 2), min(dy, self.h // 2)
        return Box(self.x + dx, self.y + dy, self.w - 2 * dx, self.h - 2 * dy)

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom

    def contains(self, other: Box) -> bool:
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def overlaps(self, other: Box) -> bool:
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def middle(self, w: int, h: int) -> Box:
        """A box of (w, h) in the middle of this one."""
        return Box(self.x + (self.w - w) // 2, self.y + (self.h - h) // 2, w, h)


class Stage(NamedTuple):
    """The size of the surface, and lengths scaled to it."""

    w: int
    h: int
    zoom: float = 1.0  # < 1 where a layout would not fit otherwise
    scale: float = 1.0  # as the viewer wants it, 1..2

    @property
    def box(self) -> Box:
        return Box(0, 0, self.w, self.h)

    @property
    def portrait(self) -> bool:
        return self.w < 1.1 * self.h

    def px(self, length: float) -> int:
        """A length written for 1080 lines, at least one pixel."""
        return max(1, round(length * min(self.w, self.h) / REFERENCE * self.zoom * self.scale))

    @property
    def whole(self) -> Stage:
        """The same surface without zoom."""
        return self._replace(zoom=1.0)

    def text(self, length: float) -> int:
        """A text size written for 1080 lines, kept readable on small surfaces for as long as there is room."""
        least = SMALLEST_TEXT_PX if self.zoom > 0.8 else 7
        return max(least, self.px(length))


@dataclass(frozen=True)
class Piece:
    """Something to draw in a box."""

    box: Box
    alpha: float = 1.0  # 0 not there .. 1


@dataclass(frozen=True)
class Plate(Piece):
    """A rounded sheet with an optional cut edge."""

    colour: Colour = INK
    cover: float = 0.8  # 0 glass .. 1 card
    edge: Colour | None = None
    edge_px: int = 1
    radius: int = 0


@dataclass(frozen=True)
class Veil(Piece):
    """A dark sheet over the picture; its upper `ramp` pixels rise softly from nothing, its lower `fall` go back."""

    colour: Colour = INK
    cover: float = 0.8
    ramp: int = 0
    fall: int = 0


@dataclass(frozen=True)
class Words(Piece):
    """One line of text; the box is exactly its size."""

    text: str = ""
    face: Face = Face.SANS
    px: int = 16
    colour: Colour = PAPER


@dataclass(frozen=True)
class Rule(Piece):
    """A filled rectangle: a thin line."""

    colour: Colour = AMBER


@dataclass(frozen=True)
class Dot(Piece):
    """A disc, or a ring."""

    colour: Colour = AMBER
    hollow: bool = False


@dataclass(frozen=True)
class Sign(Piece):
    """A small drawn sign: pause, skip, back, padlock, less, more."""

    name: str = "pause"
    colour: Colour = PAPER
    flipped: bool = False  # for those who read from right to left


@dataclass(frozen=True)
class Poster(Piece):
    """A show's little stage, drawn from its title."""

    title: str = ""
    radius: int = 0


@dataclass(frozen=True)
class Still(Piece):
    """A small picture of a moment, from a save or an album."""

    jpeg: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Target:
    """What can be pressed. `focusable`: reached by moving, too."""

    key: str
    box: Box
    focusable: bool = True
    adjustable: bool = False  # left and right change it


@dataclass(frozen=True)
class Plan:
    """Pieces in drawing order, targets in reading order."""

    pieces: tuple[Piece, ...] = ()
    targets: tuple[Target, ...] = ()
    floor: int = 0  # captions end above this line
    mirrored: bool = False  # laid out for those who read from right to left

    def over(self, below: Plan) -> Plan:
        """This plan drawn over `below`; its targets come after."""
        mirrored = self.mirrored or below.mirrored
        return Plan(below.pieces + self.pieces, below.targets + self.targets, min(self.floor, below.floor), mirrored)

    def faded(self, alpha: float) -> Plan:
        return replace(self, pieces=tuple(replace(piece, alpha=piece.alpha * alpha) for piece in self.pieces))

    def turned(self, width: int) -> Plan:
        """The plan for those who read from right to left, on a surface of a width: left and right change places."""
        pieces = tuple(_turned(piece, width) for piece in self.pieces)
        targets = tuple(replace(target, box=_across(target.box, width)) for target in self.targets)
        return Plan(pieces, targets, self.floor, mirrored=not self.mirrored)

    def target(self, key: str) -> Target | None:
        return next((target for target in self.targets if target.key == key), None)

    def at(self, x: float, y: float) -> Target | None:
        """The topmost target under a point."""
        return next((target for target in reversed(self.targets) if target.box.holds(x, y)), None)


def _across(box: Box, width: int) -> Box:
    return box._replace(x=width - box.right)


def _turned(piece: Piece, width: int) -> Piece:
    """Words stay as they are; of the signs, arrows are turned round, but for those that every player has."""
    there = _across(piece.box, width)
    if isinstance(piece, Sign) and piece.name in ARROWS:
        return replace(piece, box=there, flipped=not piece.flipped)
    return replace(piece, box=there)


def neighbour(targets: tuple[Target, ...], focus: str, dx: int, dy: int) -> str:
    """The key of the next target from `focus` in a direction; past the edge it comes in again on the other side."""
    there = [target for target in targets if target.focusable]
    here = next((target for target in there if target.key == focus), None)
    if here is None or len(there) < 2:
        return there[0].key if there else focus
    others = [target for target in there if target is not here]
    ahead = [target for target in others if _along(here, target, dx, dy) > 0]
    if ahead:
        return min(ahead, key=lambda target: _along(here, target, dx, dy) + 2.5 * _aside(here, target, dx, dy)).key
    in_line = [target for target in others if _along(here, target, dx, dy) < 0]
    if not in_line:
        return focus
    return min(in_line, key=lambda target: (_aside(here, target, dx, dy), _along(here, target, dx, dy))).key


def in_turn(targets: tuple[Target, ...], focus: str, step: int) -> str:
    """The next target in reading order, around the end."""
    keys = [target.key for target in targets if target.focusable]
    return keys[(keys.index(focus) + step) % len(keys)] if focus in keys else (keys[0] if keys else focus)


def _along(a: Target, b: Target, dx: int, dy: int) -> int:
    """How far `b` lies from `a` in the direction, in pixels; 0 when it stands beside."""
    beside = a.box.y < b.box.centre[1] < a.box.bottom if dy else a.box.x < b.box.centre[0] < a.box.right
    if beside:
        return 0
    return (b.box.centre[0] - a.box.centre[0]) * dx + (b.box.centre[1] - a.box.centre[1]) * dy


def _aside(a: Target, b: Target, dx: int, dy: int) -> int:
    """How far `b` lies off the line from `a` in the direction, in pixels."""
    return abs((b.box.centre[0] - a.box.centre[0]) * dy) + abs((b.box.centre[1] - a.box.centre[1]) * dx)
