"""High contrast: the same plan in black, white and yellow, with nothing of the picture behind words."""

from __future__ import annotations

from dataclasses import replace

from runtime.player.palette import AMBER, INK, PAPER, Colour
from runtime.player.plan import Dot, Piece, Plan, Plate, Rule, Sign, Veil, Words

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
YELLOW: Colour = (255, 221, 0)


def contrasted(plan: Plan) -> Plan:
    """The plan with every colour as far from its ground as it can be."""
    return replace(plan, pieces=tuple(_contrasted(piece) for piece in plan.pieces))


def _contrasted(piece: Piece) -> Piece:
    match piece:
        case Plate(cover=0.0):
            return replace(piece, colour=BLACK, edge=WHITE)
        case Plate(colour=colour) if colour == PAPER:
            return replace(piece, colour=YELLOW, cover=1.0, edge=WHITE, edge_px=2 * piece.edge_px)
        case Plate():
            return replace(piece, colour=BLACK, cover=1.0, edge=WHITE, edge_px=2 * piece.edge_px)
        case Veil():
            return replace(piece, colour=BLACK, cover=max(piece.cover, 0.94))
        case Words() | Sign() | Dot() | Rule():
            return replace(piece, colour=_plain(piece.colour))
    return piece


def _plain(colour: Colour) -> Colour:
    return BLACK if colour == INK else YELLOW if colour == AMBER else WHITE
