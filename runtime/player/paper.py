"""Paints a plan: cut sheets, veils, signs and type on a surface. Everything that costs time is made once and kept."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import pygame

from runtime.player.palette import INK, Colour
from runtime.player.plan import Box, Dot, Piece, Plan, Plate, Poster, Rule, Sign, Still, Veil, Words
from runtime.player.poster import poster
from runtime.player.still import opened
from runtime.player.typecase import Typecase

Ink = tuple[int, int, int, int]  # with alpha
FINE = 4  # shapes are drawn this much larger and shrunk: smooth edges


def paint(surface: pygame.Surface, plan: Plan, case: Typecase) -> None:
    """Draw all pieces in order."""
    for piece in plan.pieces:
        if piece.alpha > 0.004 and piece.box.w > 0 and piece.box.h > 0:
            _paint(surface, piece, case)


def _paint(surface: pygame.Surface, piece: Piece, case: Typecase) -> None:
    alpha = round(255 * min(1.0, piece.alpha))
    match piece:
        case Words():
            made = case.line(piece.face, piece.px, piece.text, piece.colour)
            over = case.overhang(piece.px, piece.text)
            return _lay(surface, made, piece.box._replace(y=piece.box.y - over), alpha)
        case Plate():
            edge = (piece.edge, piece.edge_px) if piece.edge else None
            made = plate(piece.box[2:], piece.colour, round(255 * piece.cover), edge, piece.radius)
        case Veil():
            return _veil(surface, piece)
        case Rule():
            return _rule(surface, piece, alpha)
        case Dot():
            made = disc(min(piece.box.w, piece.box.h), piece.colour, piece.hollow)
        case Sign():
            made = sign(piece.name, min(piece.box.w, piece.box.h), piece.colour, flipped=piece.flipped)
        case Poster():
            made = poster(piece.title, piece.box[2:], piece.radius)
        case Still():
            made = opened(piece.jpeg, piece.box[2:]) or sheet(piece.box[2:], INK)
        case _:
            return None
    _lay(surface, made, piece.box, alpha)
    return None


def _lay(surface: pygame.Surface, made: pygame.Surface, box: Box, alpha: int) -> None:
    made.set_alpha(alpha)
    surface.blit(made, box[:2])


def _rule(surface: pygame.Surface, piece: Rule, alpha: int) -> None:
    if alpha >= 255:
        surface.fill(piece.colour, piece.box)
    else:
        _lay(surface, sheet(piece.box[2:], piece.colour), piece.box, alpha)


def _veil(surface: pygame.Surface, piece: Veil) -> None:
    """Ramp and fall are stored gradients; the rest is a flat sheet."""
    x, y, w, h = piece.box
    ramp = min(piece.ramp, h)
    fall = min(piece.fall, h - ramp)
    cover = round(255 * piece.cover * min(1.0, piece.alpha))
    if ramp:
        _lay(surface, gradient((w, ramp), piece.colour), piece.box, cover)
    if h > ramp + fall:
        rest = Box(x, y + ramp, w, h - ramp - fall)
        _lay(surface, sheet((rest.w, rest.h), piece.colour), rest, cover)
    if fall:
        _lay(surface, gradient((w, fall), piece.colour, falling=True), Box(x, y + h - fall, w, fall), cover)


@lru_cache(maxsize=8)
def sheet(size: tuple[int, int], colour: Colour) -> pygame.Surface:
    """A flat sheet without alpha of its own."""
    made = pygame.Surface(size, 0, 32)
    made.fill(colour)
    return made


@lru_cache(maxsize=8)
def gradient(size: tuple[int, int], colour: Colour, *, falling: bool = False) -> pygame.Surface:
    """From nothing at the top to the colour at the bottom, softly at both ends; falling: the other way."""
    made = pygame.Surface(size, pygame.SRCALPHA, 32)
    for y in range(size[1]):
        share = (size[1] - y if falling else y + 1) / size[1]
        made.fill((*colour, round(255 * share * share * (3 - 2 * share))), (0, y, size[0], 1))
    return made


@lru_cache(maxsize=96)
def plate(
    size: tuple[int, int], colour: Colour, cover: int, edge: tuple[Colour, int] | None, radius: int
) -> pygame.Surface:
    """A sheet with round corners; `cover` 0..255; `edge` colour and width in pixels. Corners are cut by a fine mask."""
    radius = min(radius, size[0] // 2, size[1] // 2)
    made = pygame.Surface(size, pygame.SRCALPHA, 32)
    if edge and edge[1]:
        made.fill((*edge[0], 255))
        inner = pygame.Rect(0, 0, *size).inflate(-2 * edge[1], -2 * edge[1])
        if inner.w > 0 and inner.h > 0:
            made.fill((*colour, 0), inner)
            _round(made, inner, (*colour, cover), max(0, radius - edge[1]), edge[0])
    else:
        made.fill((*colour, cover))
    if radius:
        _cut_corners(made, radius)
    return made


def _round(surface: pygame.Surface, box: pygame.Rect, colour: Ink, radius: int, edge: Colour) -> None:
    """Fill a box whose corners stay in the edge's colour."""
    surface.fill(colour, box)
    if not radius:
        return
    corner = _corner(radius)
    for index, (x, y) in enumerate(_corners(box, radius)):
        turned = pygame.transform.rotate(corner, -90 * index)
        for dy in range(radius):
            for dx in range(radius):
                inside = turned.get_at((dx, dy))[3] / 255
                mix = [round(e + (c - e) * inside) for c, e in zip(colour, (*edge, 255), strict=True)]
                surface.set_at((x + dx, y + dy), pygame.Color(*mix))


def _cut_corners(surface: pygame.Surface, radius: int) -> None:
    corner = _corner(radius)
    for index, (x, y) in enumerate(_corners(surface.get_rect(), radius)):
        turned = pygame.transform.rotate(corner, -90 * index)
        surface.blit(turned, (x, y), special_flags=pygame.BLEND_RGBA_MULT)


def _corners(box: pygame.Rect, radius: int) -> tuple[tuple[int, int], ...]:
    """Top left, then clockwise."""
    right, bottom = box.right - radius, box.bottom - radius
    return (box.x, box.y), (right, box.y), (right, bottom), (box.x, bottom)


@lru_cache(maxsize=32)
def _corner(radius: int) -> pygame.Surface:
    """A white quarter disc, top left, smooth at its edge."""
    fine = radius * FINE
    large = pygame.Surface((fine, fine), pygame.SRCALPHA, 32)
    large.fill((255, 255, 255, 0))
    pygame.draw.circle(large, (255, 255, 255, 255), (fine, fine), fine)
    return pygame.transform.smoothscale(large, (radius, radius))


@lru_cache(maxsize=32)
def disc(across: int, colour: Colour, hollow: bool) -> pygame.Surface:
    """A dot or a ring, `across` pixels."""

    def drawn(large: pygame.Surface, fine: int) -> None:
        pygame.draw.circle(large, (*colour, 255), (fine // 2, fine // 2), fine // 2, max(FINE, fine // 7) * hollow)

    return _smooth(across, colour, drawn)


@lru_cache(maxsize=64)
def sign(name: str, across: int, colour: Colour, *, flipped: bool = False) -> pygame.Surface:
    """A small sign in a square of `across` pixels."""
    made = _smooth(across, colour, lambda large, fine: SIGNS[name](large, fine, (*colour, 255)))
    return pygame.transform.flip(made, flip_x=True, flip_y=False) if flipped else made


def _smooth(across: int, colour: Colour, draw: Callable[[pygame.Surface, int], None]) -> pygame.Surface:
    fine = across * FINE
    large = pygame.Surface((fine, fine), pygame.SRCALPHA, 32)
    large.fill((*colour, 0))
    draw(large, fine)
    return pygame.transform.smoothscale(large, (across, across))


def _pause(large: pygame.Surface, fine: int, ink: Ink) -> None:
    for x in (0.28, 0.58):
        large.fill(ink, (round(x * fine), round(0.2 * fine), round(0.14 * fine), round(0.6 * fine)))


def _skip(large: pygame.Surface, fine: int, ink: Ink) -> None:
    pygame.draw.polygon(large, ink, [(x * fine, y * fine) for x, y in ((0.22, 0.2), (0.66, 0.5), (0.22, 0.8))])
    large.fill(ink, (round(0.68 * fine), round(0.2 * fine), round(0.1 * fine), round(0.6 * fine)))


def _back(large: pygame.Surface, fine: int, ink: Ink) -> None:
    """An arrow that turns round."""
    ring = pygame.Rect(round(0.2 * fine), round(0.22 * fine), round(0.6 * fine), round(0.6 * fine))
    pygame.draw.arc(large, ink, ring, -math.pi * 0.75, math.pi * 0.8, max(1, round(0.09 * fine)))
    points = ((0.1, 0.26), (0.42, 0.22), (0.26, 0.52))
    pygame.draw.polygon(large, ink, [(x * fine, y * fine) for x, y in points])


def _padlock(large: pygame.Surface, fine: int, ink: Ink) -> None:
    pygame.draw.rect(large, ink, (0.22 * fine, 0.46 * fine, 0.56 * fine, 0.42 * fine), border_radius=round(0.07 * fine))
    shackle = pygame.Rect(round(0.32 * fine), round(0.14 * fine), round(0.36 * fine), round(0.6 * fine))
    pygame.draw.arc(large, ink, shackle, 0, math.pi, max(1, round(0.09 * fine)))


def _less(large: pygame.Surface, fine: int, ink: Ink) -> None:
    points = [(x * fine, y * fine) for x, y in ((0.62, 0.22), (0.36, 0.5), (0.62, 0.78))]
    pygame.draw.lines(large, ink, False, points, max(1, round(0.1 * fine)))


def _more(large: pygame.Surface, fine: int, ink: Ink) -> None:
    points = [(x * fine, y * fine) for x, y in ((0.38, 0.22), (0.64, 0.5), (0.38, 0.78))]
    pygame.draw.lines(large, ink, False, points, max(1, round(0.1 * fine)))


def _access(large: pygame.Surface, fine: int, ink: Ink) -> None:
    """Somebody with open arms, in a ring."""
    thick = max(1, round(0.075 * fine))
    pygame.draw.circle(large, ink, (fine / 2, fine / 2), fine / 2, thick)
    pygame.draw.circle(large, ink, (fine / 2, 0.27 * fine), 0.075 * fine)
    limbs = (
        ((0.24, 0.4), (0.5, 0.45), (0.76, 0.4)),
        ((0.36, 0.8), (0.5, 0.56), (0.64, 0.8)),
        ((0.5, 0.42), (0.5, 0.6)),
    )
    for limb in limbs:
        pygame.draw.lines(large, ink, False, [(x * fine, y * fine) for x, y in limb], thick)


SIGNS: dict[str, Callable[[pygame.Surface, int, Ink], None]] = {
    "pause": _pause,
    "skip": _skip,
    "back": _back,
    "padlock": _padlock,
    "less": _less,
    "more": _more,
    "access": _access,
}
