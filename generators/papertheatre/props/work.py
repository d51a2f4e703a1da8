"""Things of work and of the sea: tools, what goods are kept in, what a boat needs, what is fought with."""

from __future__ import annotations

from typing import Final

from generators.papertheatre.paper import Sway
from generators.papertheatre.pieces import (
    BRASS,
    DARK_WOOD,
    FLAME,
    IRON,
    LINEN,
    OCHRE,
    PALE_WOOD,
    PAPER,
    RED,
    STEEL,
    STONE,
    WOOD,
    Piece,
    box,
    disc,
)
from generators.papertheatre.props.thing import Shine, Thing

ROPE = (206, 176, 122)

THINGS: Final[dict[str, Thing]] = {
    "ladder": Thing(1.5, 4.4, (
        Piece("M-.7 0 L.1 -4.4 M-.02 0 L.68 -4.3", PALE_WOOD, stroke=0.11),
        Piece("M-.62 -.5 L.04 -.5 M-.53 -1 L.12 -1 M-.44 -1.5 L.2 -1.5 M-.35 -2 L.28 -2 M-.26 -2.5 L.37 -2.5 M-.17 "
              "-3 L.45 -3 M-.08 -3.5 L.53 -3.5 M.01 -4 L.61 -4", PALE_WOOD, stroke=0.08),
    ), front=False),
    "axe": Thing(1.2, 1.7, (
        Piece("M-.6 0 L-.54 -.62 C-.3 -.74 .3 -.74 .54 -.62 L.6 0 C.3 .08 -.3 .08 -.6 0 Z", WOOD, foot=0.6),
        Piece(disc(0, -0.64, 0.54, 0.12), PALE_WOOD), Piece(disc(0, -0.64, 0.3, 0.06), WOOD, rim=0.5),
        Piece("M.66 -1.5 L.02 -.86", PALE_WOOD, stroke=0.09),
        Piece("M-.06 -1.02 L.2 -.8 C.1 -.62 -.06 -.58 -.16 -.6 C-.26 -.74 -.24 -.92 -.06 -1.02 Z", STEEL, head=1.3),
    )),
    "hammer": Thing(0.9, 0.9, (
        Piece("M.42 -.02 L-.12 -.56", PALE_WOOD, stroke=0.1),
        Piece("M-.38 -.5 L-.08 -.82 .1 -.66 .02 -.58 -.14 -.42 -.28 -.36 Z", STEEL, head=1.3),
    ), "top"),
    "saw": Thing(1.3, 0.6, (
        Piece("M-.6 -.1 L.3 -.42 .34 -.08 .24 0 .16 -.06 .08 0 0 -.06 -.08 0 -.16 -.06 -.24 0 -.32 -.05 -.4 0 -.5 "
              "-.04 Z", STEEL),
        Piece("M.28 -.46 C.5 -.56 .66 -.4 .6 -.16 C.5 0 .34 -.02 .32 -.06 Z", WOOD),
        Piece(disc(0.46, -0.28, 0.09), DARK_WOOD, rim=0.4),
    ), "top"),
    "anvil": Thing(1.5, 1.5, (
        Piece("M-.5 0 L-.44 -.66 .44 -.66 .5 0 Z", WOOD, foot=0.6), Piece("M-.47 -.3 L.47 -.3", IRON, stroke=0.07),
        Piece("M-.36 -.66 C-.2 -.76 -.16 -.9 -.2 -1.0 C-.5 -1.02 -.74 -1.12 -.86 -1.26 L.62 -1.26 .62 -1.06 C.4 "
              "-1.02 .2 -1 .2 -.96 C.16 -.86 .24 -.74 .4 -.66 Z", IRON, head=1.6),
    )),
    "shovel": Thing(0.9, 2.3, (
        Piece("M.1 -.7 L.34 -2.16", PALE_WOOD, stroke=0.09), Piece("M.14 -2.2 L.56 -2.14", DARK_WOOD, stroke=0.1),
        Piece("M-.2 -.78 L.34 -.7 C.3 -.3 .14 -.04 -.02 0 C-.2 -.16 -.28 -.46 -.2 -.78 Z", STEEL),
    )),
    "scythe": Thing(1.9, 2.9, (
        Piece("M.5 0 C.3 -1 .34 -1.8 .1 -2.8", PALE_WOOD, stroke=0.09),
        Piece("M.36 -1.3 L.66 -1.4 M.34 -1.9 L.06 -1.96", WOOD, stroke=0.08),
        Piece("M.12 -2.86 C-.3 -2.94 -.8 -2.7 -1.04 -2.16 C-.7 -2.5 -.3 -2.66 .1 -2.62 Z", STEEL, head=1.3),
    )),
    "spinning wheel": Thing(2.1, 2.3, (
        Piece("M-.6 0 L-.36 -.7 M.66 0 L.5 -.86 M.0 0 L.06 -.8", WOOD, stroke=0.09),
        Piece("M-.9 -.56 L.84 -.86 .84 -1 -.9 -.68 Z", WOOD),
        Piece("M-.66 -.68 L-.66 -1.6 M-.86 -1.5 L-.5 -1.56", WOOD, stroke=0.08),
        Piece("M-.66 -1.56 C-.9 -1.7 -.8 -2.2 -.62 -2.26 C-.44 -2.1 -.5 -1.7 -.6 -1.56 Z", LINEN),
        Piece("M-.52 -1.5 L.3 -1.76", LINEN, stroke=0.02), Piece("M.36 -.9 L.36 -1.4", WOOD, stroke=0.08),
        Piece("M.36 -1.4 L.36 -.7 M.36 -1.4 L.36 -2.1 M-.34 -1.4 L1.06 -1.4 M-.13 -1.9 L.85 -.9 M-.13 -.9 L.85 -1.9",
              PALE_WOOD, stroke=0.045),
        Piece("M1.06 -1.4 C1.06 -2.33 -.34 -2.33 -.34 -1.4 C-.34 -.47 1.06 -.47 1.06 -1.4 Z", PALE_WOOD, stroke=0.1),
    )),
    "rope": Thing(1.2, 0.8, (
        Piece("M.5 -.1 C.8 -.16 .86 .04 .66 .06 C.5 .08 .4 0 .6 -.3", ROPE, stroke=0.08),
        Piece(disc(0, -0.1, 0.56, 0.15), ROPE, head=0.95), Piece(disc(0, -0.24, 0.53, 0.14), ROPE),
        Piece(disc(0, -0.38, 0.5, 0.13), ROPE), Piece(disc(0, -0.52, 0.47, 0.12), ROPE, head=1.25),
        Piece(disc(0, -0.54, 0.26, 0.06), DARK_WOOD, rim=0.5),
    )),
    "barrel": Thing(1.4, 1.6, (
        Piece("M-.46 0 C-.74 -.5 -.74 -1.1 -.46 -1.56 L.46 -1.56 C.74 -1.1 .74 -.5 .46 0 Z", WOOD, foot=0.6),
        Piece("M-.2 0 C-.3 -.5 -.3 -1.1 -.2 -1.56 M.2 0 C.3 -.5 .3 -1.1 .2 -1.56", DARK_WOOD, stroke=0.03),
        Piece("M-.58 -.26 C-.2 -.16 .2 -.16 .58 -.26 M-.66 -.56 C-.2 -.46 .2 -.46 .66 -.56 M-.66 -1.06 C-.2 -.96 .2 "
              "-.96 .66 -1.06 M-.58 -1.34 C-.2 -1.24 .2 -1.24 .58 -1.34", IRON, stroke=0.06),
        Piece(disc(0, -1.56, 0.46, 0.1), PALE_WOOD),
    )),
    "crate": Thing(1.5, 1.3, (
        Piece("M-.68 0 L-.68 -1.2 .68 -1.2 .68 0 Z", PALE_WOOD),
        Piece("M-.5 -.18 L-.5 -1.02 .5 -1.02 .5 -.18 Z", WOOD, rim=0.6),
        Piece("M-.5 -.18 L.5 -1.02", PALE_WOOD, stroke=0.14),
        Piece("M-.5 -.46 L.5 -.46 M-.5 -.74 L.5 -.74", DARK_WOOD, stroke=0.02),
    )),
    "chest": Thing(1.8, 1.5, (
        Piece("M-.8 -.7 C-.86 -1.5 .7 -1.6 .8 -1.3 L.8 -.7 Z", DARK_WOOD),
        Piece("M-.74 -.66 C-.5 -.86 .5 -.86 .74 -.66 Z", (236, 190, 90), lit=0.3),
        Piece(disc(-0.3, -0.76, 0.09), (244, 206, 110), lit=0.3),
        Piece(disc(0.1, -0.8, 0.1), (244, 206, 110), lit=0.3), Piece(disc(0.42, -0.74, 0.08), RED),
        Piece("M-.82 0 L-.82 -.66 .82 -.66 .82 0 Z", WOOD, foot=0.65),
        Piece("M-.6 0 L-.6 -.66 M.6 0 L.6 -.66 M-.82 -.6 L.82 -.6", BRASS, stroke=0.07),
        Piece(box(0, -0.36, 0.26, 0.28), BRASS), Piece("M0 -.54 L0 -.44", IRON, stroke=0.05),
    )),
    "suitcase": Thing(1.4, 1.3, (
        Piece("M-.22 -.94 C-.22 -1.2 .22 -1.2 .22 -.94", DARK_WOOD, stroke=0.07),
        Piece("M-.66 0 C-.7 0 -.7 -.94 -.62 -.96 L.62 -.96 C.7 -.94 .7 0 .66 0 Z", (150, 98, 66)),
        Piece("M-.38 0 L-.38 -.96 M.38 0 L.38 -.96", DARK_WOOD, stroke=0.08),
        Piece(box(-0.38, -0.56, 0.14, 0.14), BRASS), Piece(box(0.38, -0.56, 0.14, 0.14), BRASS),
        Piece("M-.24 -.3 L.1 -.34 .14 -.66 -.2 -.62 Z", PAPER, rim=0.6), Piece(disc(0.2, -0.2, 0.1), RED, rim=0.6),
    )),
    "sack": Thing(1.2, 1.4, (
        Piece("M-.5 0 C-.76 -.4 -.5 -.9 -.2 -1.06 L-.3 -1.34 C-.1 -1.42 .2 -1.42 .32 -1.3 L.18 -1.06 C.5 -.9 .76 -.4 "
              ".5 0 Z", (190, 160, 116)),
        Piece("M-.22 -1.06 L.2 -1.06", DARK_WOOD, stroke=0.06),
        Piece("M-.2 -.3 C-.1 -.5 .1 -.5 .2 -.3", WOOD, stroke=0.03),
    )),
    "wheel": Thing(1.9, 2.5, (
        Piece("M-.36 0 L-.14 -1.5 .14 -1.5 .36 0 Z", WOOD, foot=0.6),
    ), moving=(
        Piece("M0 -2.5 L0 -.62 M-.94 -1.56 L.94 -1.56 M-.66 -2.22 L.66 -.9 M.66 -2.22 L-.66 -.9",
              PALE_WOOD, stroke=0.09),
        Piece("M.64 -1.56 C.64 -2.41 -.64 -2.41 -.64 -1.56 C-.64 -.71 .64 -.71 .64 -1.56 Z", WOOD, stroke=0.16),
        Piece("M.71 -1.56 C.71 -2.5 -.71 -2.5 -.71 -1.56 C-.71 -.62 .71 -.62 .71 -1.56 Z", BRASS, stroke=0.02),
        Piece(disc(0, -1.56, 0.18), BRASS),
    ), sway=Sway(0.015, 0.0, 5.0)),
    "net": Thing(2.0, 1.3, (
        Piece("M-1 0 C-.9 -.6 -.5 -.5 -.3 -.9 C-.1 -1.2 .3 -1.2 .5 -.8 C.7 -.5 1 -.4 1.02 0 Z",
              (110, 128, 122), alpha=0.5),
        Piece("M-.9 -.1 C-.4 -.6 -.1 -.6 .1 -1.08 M-.6 0 C-.2 -.5 .2 -.6 .4 -.94 M-.2 0 C.1 -.4 .4 -.5 .6 -.64 M.2 0 "
              "C.4 -.3 .6 -.3 .84 -.4 M-.7 -.44 C-.3 -.2 .1 -.2 .3 0 M-.4 -.76 C0 -.4 .4 -.4 .7 0 M-.16 -1.06 C.2 "
              "-.6 .6 -.6 1 -.1", (170, 184, 168), stroke=0.03),
        Piece(disc(-0.7, -0.14, 0.13), (204, 110, 70)), Piece(disc(-0.1, -0.1, 0.13), (204, 110, 70)),
        Piece(disc(0.6, -0.16, 0.13), (204, 110, 70)),
    )),
    "oar": Thing(1.1, 3.4, (
        Piece("M-.5 0 L.2 -3.3 M.5 0 L-.1 -3.2", PALE_WOOD, stroke=0.08),
        Piece("M.08 -2.5 C.02 -2.9 .1 -3.3 .24 -3.4 C.4 -3.2 .36 -2.8 .22 -2.46 Z M-.14 -2.4 C-.3 -2.8 -.3 -3.1 -.14 "
              "-3.3 C.02 -3.1 .06 -2.8 0 -2.42 Z", WOOD),
    ), front=False),
    "anchor": Thing(1.7, 2.3, (
        Piece("M0 -2.0 C-.2 -2.0 -.2 -2.34 0 -2.34 C.2 -2.34 .2 -2 0 -2 Z", IRON, stroke=0.08),
        Piece("M-.08 -2 L.08 -2 .1 -.3 C.4 -.34 .6 -.5 .66 -.74 L.5 -.72 .86 -1.14 .94 -.6 .82 -.68 C.7 -.2 .3 0 0 "
              ".06 C-.3 0 -.7 -.2 -.82 -.68 L-.94 -.6 -.86 -1.14 -.5 -.72 -.66 -.74 C-.6 -.5 -.4 -.34 -.1 -.3 Z",
              IRON, head=1.5),
        Piece("M-.5 -1.72 L.5 -1.72", IRON, stroke=0.11),
        Piece("M0 -2.2 C.4 -2 .3 -1.4 .6 -1 C.8 -.6 .6 -.2 .9 .04", ROPE, stroke=0.05),
    )),
    "sword": Thing(1.4, 1.9, (
        Piece("M-.7 0 C-.66 -.4 -.3 -.5 0 -.46 C.4 -.5 .7 -.3 .74 0 Z", STONE, foot=0.6),
        Piece("M-.07 -1.3 L.07 -1.3 .06 -.42 -.06 -.42 Z", STEEL, head=1.4),
        Piece("M-.36 -1.3 C-.2 -1.36 .2 -1.36 .36 -1.3 L.36 -1.22 C.2 -1.28 -.2 -1.28 -.36 -1.22 Z", BRASS),
        Piece("M0 -1.32 L0 -1.66", DARK_WOOD, stroke=0.1), Piece(disc(0, -1.74, 0.1), BRASS),
    )),
    "shield": Thing(1.4, 1.7, (
        Piece("M-.62 -.8 C-.3 -.7 .3 -.7 .62 -.8 C.66 0 .5 .6 0 .86 C-.5 .6 -.66 0 -.62 -.8 Z", STEEL),
        Piece("M-.5 -.66 C-.24 -.6 .24 -.6 .5 -.66 C.54 0 .4 .5 0 .7 C-.4 .5 -.54 0 -.5 -.66 Z", RED),
        Piece("M0 -.6 L0 .66 M-.5 -.1 L.5 -.1", OCHRE, stroke=0.14),
    ), "wall"),
    "gun": Thing(2.4, 0.7, (
        Piece("M-.3 -.16 L1.1 -.22", STEEL, stroke=0.08),
        Piece("M-1.1 .3 L-1.06 -.04 C-.8 -.2 -.5 -.14 -.3 -.22 L.7 -.24 .7 -.12 -.26 -.06 C-.5 .04 -.8 .2 -1.1 .3 Z",
              WOOD),
        Piece("M-.34 -.02 C-.34 .16 -.1 .16 -.1 -.04", IRON, stroke=0.04),
        Piece("M-.9 -.3 L-.9 .1 M.6 -.4 L.6 0", IRON, stroke=0.06),
    ), "wall"),
    "cauldron": Thing(1.6, 1.7, (
        Piece("M-.9 0 L0 -1.9 .9 0 M0 -1.9 L0 -1.3", DARK_WOOD, stroke=0.07),
        Piece("M-.4 -1.0 C-.4 -1.4 .4 -1.4 .4 -1", IRON, stroke=0.04),
        Piece("M-.5 -.96 C-.74 -.5 -.4 -.24 0 -.24 C.4 -.24 .74 -.5 .5 -.96 Z", IRON, head=1.6),
        Piece(disc(0, -0.97, 0.54, 0.1), (120, 170, 120), lit=0.5),
    ), moving=(
        Piece("M-.4 0 C-.5 -.16 -.24 -.2 -.24 -.4 C-.1 -.2 -.04 -.1 .04 -.36 C.16 -.2 .24 -.16 .24 -.3 C.44 -.1 .36 "
              "0 .36 0 Z", FLAME, lit=1, rim=0),
    ), sway=Sway(0.015, 0.01, 0.9), shine=Shine(0, -0.2, 1.8, (255, 150, 70), 0.5, 0.12)),
    "flag": Thing(2.0, 4.3, (Piece("M0 0 L0 -4.2", WOOD, stroke=0.09), Piece(disc(0, -4.24, 0.1), BRASS)), moving=(
        Piece("M.04 -4.1 C.4 -4.3 .8 -3.9 1.2 -4.06 C1.4 -4.14 1.6 -4.1 1.74 -4 L1.68 -3 C1.3 -3.2 1 -2.84 .6 -3 C.4 "
              "-3.1 .2 -3.1 .04 -3 Z", RED),
        Piece("M.04 -3.72 C.4 -3.9 .8 -3.54 1.2 -3.7 C1.4 -3.76 1.6 -3.74 1.72 -3.64 L1.7 -3.36 C1.3 -3.54 1 -3.2 .6 "
              "-3.36 C.4 -3.44 .2 -3.44 .04 -3.36 Z", LINEN),
    ), sway=Sway(0.05, 0.03, 1.9)),
}  # fmt: skip
