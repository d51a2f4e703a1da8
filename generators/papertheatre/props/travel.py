"""Things that travel, things that live, large furniture: boats, carts, an engine; cat and dog; door, desk, throne."""

from __future__ import annotations

from typing import Final

from generators.papertheatre.paper import Sway
from generators.papertheatre.pieces import (
    BLUE,
    BRASS,
    DARK_WOOD,
    GLASS,
    GREEN,
    IRON,
    LINEN,
    OCHRE,
    PALE_WOOD,
    RED,
    STEEL,
    WOOD,
    Piece,
    box,
    disc,
)
from generators.papertheatre.props.thing import Shine, Thing

BLACK = (48, 46, 52)
RUBBER = (44, 44, 50)


def _spokes(x: float, y: float, r: float) -> str:
    """Four lines through a wheel's hub."""
    d = r * 0.7
    return (
        f"M{x - r} {y} L{x + r} {y} M{x} {y - r} L{x} {y + r} "
        f"M{x - d} {y - d} L{x + d} {y + d} M{x - d} {y + d} L{x + d} {y - d}"
    )


THINGS: Final[dict[str, Thing]] = {
    "boat": Thing(3.7, 1.0, (
        Piece("M-1.85 -.86 C-1.2 -.6 1.2 -.6 1.85 -.9 C1.7 -.4 1.4 0 .9 .04 L-.9 .04 C-1.4 0 -1.7 -.4 -1.85 -.86 Z",
              WOOD, foot=0.55),
        Piece("M-1.78 -.66 C-1.2 -.36 1.2 -.36 1.78 -.68 M-1.6 -.4 C-1.1 -.14 1.1 -.14 1.6 -.42",
              DARK_WOOD, stroke=0.03),
        Piece("M-1.88 -.9 C-1.2 -.62 1.2 -.62 1.88 -.94 L1.84 -.8 C1.2 -.5 -1.2 -.5 -1.84 -.76 Z", BLUE),
        Piece("M-.9 -.66 L-.2 -1.2 M.3 -.62 L1.3 -1.14", PALE_WOOD, stroke=0.07),
    )),
    "ship": Thing(2.9, 2.6, (
        Piece("M-1.2 -.5 L1.3 -.6 1.0 0 -.9 0 Z", DARK_WOOD), Piece("M-1.2 -.5 L1.3 -.6 1.26 -.44 -1.16 -.36 Z", RED),
        Piece("M-.4 -.5 L-.4 -2.3 M.5 -.5 L.5 -2.5 M1.2 -.6 L1.7 -.9", DARK_WOOD, stroke=0.05),
        Piece("M-.4 -2.2 C-.9 -2 -1 -1.4 -.9 -.7 C-.6 -.8 -.2 -.8 0 -.7 C-.1 -1.2 -.1 -1.8 -.4 -2.2 Z", LINEN),
        Piece("M.5 -2.4 C0 -2.2 -.04 -1.4 .06 -.76 C.4 -.86 .7 -.86 .96 -.76 C.9 -1.4 .8 -2 .5 -2.4 Z", LINEN),
        Piece("M.6 -2.3 L1.66 -.9 .9 -.76 Z", LINEN, head=0.95),
    ), "top"),
    "cart": Thing(3.4, 1.9, (
        Piece("M-2 -.5 L-.9 -1.0", PALE_WOOD, stroke=0.1),
        Piece("M-1.1 -.8 L-1.3 -1.5 1.3 -1.5 1.16 -.8 Z", WOOD, foot=0.7),
        Piece("M-1.22 -1.24 L1.24 -1.24 M-1.16 -1.02 L1.2 -1.02", DARK_WOOD, stroke=0.03),
        Piece("M-1.1 -1.5 C-.8 -1.9 -.3 -1.7 0 -1.86 C.4 -1.98 .9 -1.8 1.1 -1.5 Z", OCHRE),
        Piece(_spokes(0.3, -0.66, 0.6), PALE_WOOD, stroke=0.06),
        Piece("M.94 -.66 C.94 -1.51 -.34 -1.51 -.34 -.66 C-.34 .19 .94 .19 .94 -.66 Z", DARK_WOOD, stroke=0.11),
        Piece(disc(0.3, -0.66, 0.13), BRASS),
    )),
    "bicycle": Thing(2.8, 1.8, (
        Piece(_spokes(-0.8, -0.58, 0.52) + _spokes(0.8, -0.58, 0.52), STEEL, stroke=0.015),
        Piece("M-.26 -.58 C-.26 -1.3 -1.34 -1.3 -1.34 -.58 C-1.34 .14 -.26 .14 -.26 -.58 Z M1.34 -.58 C1.34 -1.3 .26 "
              "-1.3 .26 -.58 C.26 .14 1.34 .14 1.34 -.58 Z", RUBBER, stroke=0.07),
        Piece("M-.8 -.58 L-.44 -1.3 .5 -1.3 .04 -.56 -.8 -.58 M-.5 -1.44 L.04 -.56 M.8 -.58 L.5 -1.3 .44 -1.56",
              RED, stroke=0.075),
        Piece("M.44 -1.56 C.6 -1.66 .7 -1.6 .76 -1.5", STEEL, stroke=0.06),
        Piece("M-.72 -1.5 C-.6 -1.58 -.4 -1.56 -.26 -1.5 L-.48 -1.42 Z", DARK_WOOD),
        Piece(disc(0.04, -0.56, 0.12), STEEL),
    )),
    "car": Thing(4.4, 2.0, (
        Piece("M-2 -.4 C-2.1 -.9 -1.8 -1.1 -1.2 -1.14 L-.9 -1.8 C-.86 -1.94 .5 -1.94 .6 -1.8 L.86 -1.2 C1.5 -1.16 2 "
              "-1.1 2.04 -.7 L2.0 -.34 Z", RED),
        Piece("M-.98 -1.18 L-.76 -1.74 -.16 -1.76 -.16 -1.2 Z M-.04 -1.2 L-.04 -1.76 .46 -1.74 .66 -1.22 Z",
              (176, 204, 210), rim=0.6),
        Piece("M-1.5 -.4 C-1.5 -.94 -.62 -.94 -.62 -.4 Z M.72 -.4 C.72 -.94 1.64 -.94 1.64 -.4 Z", BLACK, head=1.5),
        Piece("M-2.06 -.42 L2.1 -.38", STEEL, stroke=0.08), Piece(disc(-1.06, -0.36, 0.38), RUBBER),
        Piece(disc(-1.06, -0.36, 0.16), STEEL), Piece(disc(1.18, -0.36, 0.38), RUBBER),
        Piece(disc(1.18, -0.36, 0.16), STEEL), Piece(disc(2.0, -0.82, 0.13), GLASS, lit=0.9),
        Piece("M-.1 -1.0 L.1 -1", STEEL, stroke=0.05), Piece("M-.1 -1.16 L-.1 -.46", DARK_WOOD, stroke=0.02),
    ), only="out", shine=Shine(2.1, -0.8, 1.2, strength=0.5, flicker=0.0), front=False),
    "engine": Thing(5.2, 3.0, (
        Piece("M-2.4 -.5 L2.0 -.5 2.5 -.1 1.9 -.1 1.9 -.3 -2.4 -.3 Z", IRON),
        Piece("M-2.3 -.5 L-2.3 -2.5 -1 -2.5 -1 -.5 Z", GREEN, foot=0.7),
        Piece("M-2.5 -2.44 L-.8 -2.44 -.9 -2.64 -2.4 -2.64 Z", BLACK, head=1.6),
        Piece("M-2.06 -1.5 L-2.06 -2.26 -1.3 -2.26 -1.3 -1.5 Z", GLASS, lit=0.7, rim=0.6),
        Piece("M-1 -.6 L-1 -1.8 L1.7 -1.8 C1.94 -1.8 1.94 -.6 1.7 -.6 Z", GREEN, head=1.3, foot=0.6),
        Piece("M-.5 -1.8 L-.5 -.6 M.3 -1.8 L.3 -.6 M1.1 -1.8 L1.1 -.6", BRASS, stroke=0.06),
        Piece("M1.1 -1.78 L1.04 -2.5 .9 -2.84 1.7 -2.84 1.56 -2.5 1.5 -1.78 Z", BLACK, head=1.6),
        Piece("M.0 -1.78 C0 -2.2 .5 -2.2 .5 -1.78 Z", BRASS), Piece(disc(1.86, -1.5, 0.17), GLASS, lit=0.9),
        Piece(disc(-1.7, -0.5, 0.5), BLACK, head=1.6), Piece(disc(-1.7, -0.5, 0.36), RED),
        Piece(disc(-0.5, -0.5, 0.5), BLACK, head=1.6), Piece(disc(-0.5, -0.5, 0.36), RED),
        Piece(disc(0.8, -0.32, 0.32), BLACK, head=1.6), Piece(disc(0.8, -0.32, 0.2), RED),
        Piece(disc(1.56, -0.32, 0.32), BLACK, head=1.6), Piece(disc(1.56, -0.32, 0.2), RED),
        Piece("M-1.7 -.4 L-.5 -.4 .9 -.56", STEEL, stroke=0.08), Piece("M1.9 -.5 L2.6 0 1.8 0 Z", RED),
        Piece("M-2.6 .02 L2.8 .02", STEEL, stroke=0.06),
    ), only="out", moving=(
        Piece("M1.0 -2.9 C.5 -3 .5 -3.4 .9 -3.4 C.8 -3.8 1.4 -3.9 1.5 -3.6 C1.9 -3.6 1.9 -3.1 1.6 -3 C1.5 -2.86 1.2 "
              "-2.84 1 -2.9 Z M.3 -3.5 C-.1 -3.6 0 -4 .3 -4 C.5 -4.3 .9 -4.1 .8 -3.8 C.8 -3.5 .5 -3.4 .3 -3.5 Z",
              (226, 224, 220), alpha=0.75),
    ), sway=Sway(0.08, 0.05, 3.4), shine=Shine(1.9, -1.5, 1.4, strength=0.5, flicker=0.0), front=False),
    "sledge": Thing(2.8, 1.0, (
        Piece("M-1.1 -.06 L.8 -.06 C1.2 -.06 1.3 -.5 1.1 -.6", DARK_WOOD, stroke=0.08),
        Piece("M-.8 -.1 L-.8 -.5 M.6 -.1 L.6 -.5", WOOD, stroke=0.08),
        Piece("M-1.1 -.5 L.9 -.5 .94 -.64 -1.1 -.64 Z", RED),
        Piece("M1.1 -.6 C1.4 -.3 1.4 -.1 1.7 .0", LINEN, stroke=0.04),
    )),
    "wheelbarrow": Thing(2.4, 1.3, (
        Piece("M-1.3 -.8 L.6 -.4 M-.3 -.56 L-.4 0", PALE_WOOD, stroke=0.09),
        Piece("M-.7 -.66 L-.9 -1.1 .7 -1.1 .4 -.46 Z", GREEN),
        Piece("M-.7 -1.1 C-.4 -1.4 .3 -1.4 .5 -1.1 Z", DARK_WOOD), Piece(disc(0.72, -0.34, 0.33), RUBBER),
        Piece(disc(0.72, -0.34, 0.13), STEEL),
    )),
    "pram": Thing(2.0, 2.0, (
        Piece("M-1.1 -1.6 C-1.0 -1.4 -.9 -1.2 -.7 -1.1", STEEL, stroke=0.06),
        Piece("M-.7 -1.1 L.8 -1.1 C.8 -.6 .4 -.5 0 -.5 C-.4 -.5 -.8 -.7 -.7 -1.1 Z", BLUE),
        Piece("M.05 -1.1 L.8 -1.1 C.9 -1.7 .5 -2 .05 -1.96 Z", BLUE, head=1.3),
        Piece("M-.4 -.5 L.4 -.2 M.4 -.5 L-.4 -.2", STEEL, stroke=0.05), Piece(disc(-0.5, -0.28, 0.28), RUBBER),
        Piece(disc(-0.5, -0.28, 0.17), STEEL), Piece(disc(0.5, -0.28, 0.28), RUBBER),
        Piece(disc(0.5, -0.28, 0.17), STEEL),
    )),
    "door": Thing(2.1, 3.9, (
        Piece("M-1.0 0 L-1 -3.0 C-1 -4 1 -4 1 -3 L1 0 Z", DARK_WOOD),
        Piece("M-.8 0 L-.8 -2.96 C-.8 -3.76 .8 -3.76 .8 -2.96 L.8 0 Z", WOOD, foot=0.65),
        Piece("M-.4 0 L-.4 -3.46 M0 0 L0 -3.56 M.4 0 L.4 -3.46", DARK_WOOD, stroke=0.03),
        Piece("M-.78 -2.7 L.3 -2.7 M-.78 -.7 L.3 -.7", IRON, stroke=0.1), Piece(disc(0.58, -1.7, 0.09), BRASS),
    ), front=False),
    "wardrobe": Thing(2.1, 3.6, (
        Piece("M-.9 0 L-.8 -.2 .8 -.2 .9 0 Z", DARK_WOOD),
        Piece("M-.94 -.16 L-.94 -3.3 .94 -3.3 .94 -.16 Z", WOOD, foot=0.6),
        Piece("M-1.06 -3.26 L1.06 -3.26 .9 -3.56 -.9 -3.56 Z", DARK_WOOD),
        Piece("M-.8 -.34 L-.8 -3.1 -.06 -3.1 -.06 -.34 Z M.06 -.34 L.06 -3.1 .8 -3.1 .8 -.34 Z",
              PALE_WOOD, foot=0.6, rim=0.8),
        Piece(disc(-0.14, -1.7, 0.06), BRASS), Piece(disc(0.14, -1.7, 0.06), BRASS),
    ), only="in", front=False),
    "throne": Thing(1.9, 3.5, (
        Piece("M-.8 0 L-.8 -.9 .8 -.9 .8 0 Z", RED, foot=0.6),
        Piece("M-.7 -.9 L-.7 -3 C-.4 -3.2 -.2 -3.4 0 -3.5 C.2 -3.4 .4 -3.2 .7 -3 L.7 -.9 Z", BRASS),
        Piece("M-.52 -.9 L-.52 -2.8 C-.2 -2.96 .2 -2.96 .52 -2.8 L.52 -.9 Z", RED),
        Piece("M-.9 -.8 L.9 -.8 .86 -1.06 -.86 -1.06 Z", (200, 96, 80)),
        Piece(box(-0.84, 0, 0.2, 1.5), BRASS, foot=0.6), Piece(box(0.84, 0, 0.2, 1.5), BRASS, foot=0.6),
        Piece(disc(-0.84, -1.54, 0.15), BRASS), Piece(disc(0.84, -1.54, 0.15), BRASS),
        Piece(disc(0, -3.06, 0.14), GREEN),
    )),
    "desk": Thing(2.4, 1.5, (
        Piece("M-1.1 0 L-1.1 -1.1 -.4 -1.1 -.4 0 Z M.4 0 L.4 -1.1 1.1 -1.1 1.1 0 Z", WOOD, foot=0.6),
        Piece("M-1.02 -.1 L-1.02 -.46 -.48 -.46 -.48 -.1 Z M-1.02 -.56 L-1.02 -.94 -.48 -.94 -.48 -.56 Z M.48 -.1 "
              "L.48 -.46 1.02 -.46 1.02 -.1 Z M.48 -.56 L.48 -.94 1.02 -.94 1.02 -.56 Z", PALE_WOOD, rim=0.7),
        Piece(disc(-0.75, -0.28, 0.05), BRASS), Piece(disc(-0.75, -0.75, 0.05), BRASS),
        Piece(disc(0.75, -0.28, 0.05), BRASS), Piece(disc(0.75, -0.75, 0.05), BRASS),
        Piece("M-1.22 -1.08 L1.22 -1.08 1.16 -1.26 -1.16 -1.26 Z", PALE_WOOD),
    )),
    "bookcase": Thing(2.0, 3.5, (
        Piece("M-.96 0 L-.96 -3.3 .96 -3.3 .96 0 Z", DARK_WOOD),
        Piece("M-.8 -.2 L-.8 -1.0 .8 -1 .8 -.2 Z M-.8 -1.2 L-.8 -2.04 .8 -2.04 .8 -1.2 Z M-.8 -2.24 L-.8 -3.1 .8 "
              "-3.1 .8 -2.24 Z", (40, 30, 30), rim=0.5),
        Piece("M-.74 -.2 L-.74 -.86 -.5 -.86 -.5 -.2 Z M.1 -.2 L.1 -.9 .3 -.9 .3 -.2 Z M-.5 -1.2 L-.5 -1.86 -.3 "
              "-1.86 -.3 -1.2 Z M.4 -1.2 L.4 -1.9 .6 -1.9 .6 -1.2 Z M-.76 -2.24 L-.76 -2.9 -.6 -2.9 -.6 -2.24 Z M.0 "
              "-2.24 L0 -2.96 .2 -2.96 .2 -2.24 Z", RED, rim=0.6),
        Piece("M-.46 -.2 L-.46 -.76 -.28 -.76 -.28 -.2 Z M.34 -.2 L.34 -.8 .56 -.8 .56 -.2 Z M-.76 -1.2 L-.76 -1.8 "
              "-.54 -1.8 -.54 -1.2 Z M0 -1.2 L0 -1.86 .16 -1.86 .16 -1.2 Z M-.36 -2.24 L-.36 -2.84 -.14 -2.84 -.14 "
              "-2.24 Z M.5 -2.24 L.5 -2.9 .7 -2.9 .7 -2.24 Z", BLUE, rim=0.6),
        Piece("M-.24 -.2 L-.24 -.88 -.1 -.88 -.1 -.2 Z M.6 -.2 L.6 -.7 .74 -.7 .74 -.2 Z M-.24 -1.2 L-.24 -1.76 -.06 "
              "-1.76 -.06 -1.2 Z M.2 -1.2 L.2 -1.8 .36 -1.8 .36 -1.2 Z M-.56 -2.24 L-.56 -2.96 -.42 -2.96 -.42 -2.24 "
              "Z M.24 -2.24 L.24 -2.8 .46 -2.8 .46 -2.24 Z", OCHRE, rim=0.6),
    ), only="in", front=False),
    "cat": Thing(1.3, 1.2, (
        Piece("M-.4 0 C-.5 -.5 -.2 -.76 .0 -.8 C-.04 -.96 -.02 -1.06 0 -1.24 L.14 -1.08 .3 -1.08 .44 -1.24 C.48 -1 "
              ".44 -.86 .34 -.78 C.4 -.5 .36 -.2 .36 0 Z", BLACK, head=1.9, rim=1.2),
        Piece(disc(0.14, -0.94, 0.035), (226, 196, 90), rim=0), Piece(disc(0.3, -0.94, 0.035), (226, 196, 90), rim=0),
    ), moving=(Piece("M-.34 -.1 C-.7 -.04 -.76 -.4 -.6 -.66", BLACK, stroke=0.11),), sway=Sway(0.04, 0.02, 2.8)),
    "dog": Thing(2.0, 1.5, (
        Piece("M-.66 0 L-.68 -.7 -.5 -.74 -.52 0 Z M.34 0 L.36 -.7 .54 -.7 .5 0 Z", (108, 74, 54), foot=0.6),
        Piece("M-.84 -.5 C-.96 -.9 -.6 -1.0 -.2 -.94 C.1 -.94 .3 -1 .4 -1.2 C.5 -1.46 .7 -1.52 .86 -1.44 L1.2 -1.3 "
              "C1.24 -1.16 1.16 -1.08 .96 -1.08 C.84 -.9 .74 -.6 .6 -.46 L.64 0 .5 0 .4 -.44 C0 -.5 -.3 -.44 -.5 -.4 "
              "L-.74 -.3 -.78 0 -.92 0 Z", (142, 98, 68)),
        Piece("M.56 -1.44 C.44 -1.3 .44 -1.06 .56 -.98 C.66 -1.1 .7 -1.3 .7 -1.44 Z", (96, 64, 48)),
        Piece(disc(0.88, -1.3, 0.035), BLACK, rim=0), Piece(disc(1.18, -1.28, 0.05), BLACK, rim=0),
        Piece("M.4 -1.06 L.7 -.86", RED, stroke=0.07),
    ), moving=(
        Piece("M-.8 -.8 C-1.06 -.9 -1.1 -1.2 -1.04 -1.4", (142, 98, 68), stroke=0.1),
    ), sway=Sway(0.07, 0.0, 0.9)),
    "hen": Thing(1.1, 1.1, (
        Piece("M-.06 -.2 L-.1 0 M.12 -.2 L.12 0", OCHRE, stroke=0.05),
        Piece("M-.5 -.84 C-.5 -.5 -.2 -.6 .06 -.62 C.2 -.66 .2 -.9 .34 -.96 C.5 -1 .56 -.86 .5 -.7 C.5 -.3 .2 -.14 0 "
              "-.16 C-.4 -.16 -.6 -.5 -.5 -.84 Z", (196, 128, 84)),
        Piece("M.3 -.96 L.34 -1.1 .4 -1.02 .46 -1.1 .48 -.94 Z", RED), Piece("M.52 -.86 L.66 -.8 .52 -.76 Z", OCHRE),
        Piece(disc(0.42, -0.86, 0.03), BLACK, rim=0),
    )),
    "mouse": Thing(1.4, 0.5, (
        Piece("M-.34 -.02 C-.8 .06 -.7 -.3 -.9 -.2", (150, 130, 126), stroke=0.04),
        Piece("M-.4 0 C-.46 -.36 0 -.44 .2 -.3 C.3 -.26 .4 -.16 .46 -.06 L.4 0 Z", (132, 124, 122)),
        Piece(disc(0.14, -0.34, 0.1), (170, 150, 146)), Piece(disc(0.32, -0.18, 0.025), BLACK, rim=0),
    )),
    "owl": Thing(1.0, 2.2, (
        Piece("M-.24 .02 L-.16 -1.1 .16 -1.14 .26 .02 Z", DARK_WOOD, foot=0.6),
        Piece("M-.36 -1.1 C-.5 -1.6 -.44 -1.9 -.34 -2.16 L-.16 -2.02 .16 -2.02 .34 -2.16 C.44 -1.9 .5 -1.6 .36 -1.1 "
              "C.2 -1 -.2 -1 -.36 -1.1 Z", (150, 112, 80)),
        Piece(disc(-0.15, -1.8, 0.14), LINEN), Piece(disc(0.15, -1.8, 0.14), LINEN),
        Piece(disc(-0.15, -1.8, 0.06), BLACK, rim=0), Piece(disc(0.15, -1.8, 0.06), BLACK, rim=0),
        Piece("M-.06 -1.7 L.06 -1.7 0 -1.56 Z", OCHRE),
        Piece("M-.2 -1.36 L-.12 -1.28 -.04 -1.36 M.04 -1.36 L.12 -1.28 .2 -1.36 M-.1 -1.2 L0 -1.12 .1 -1.2",
              DARK_WOOD, stroke=0.03),
    )),
}  # fmt: skip
