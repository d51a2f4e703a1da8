"""Colours of everything over the picture, and how well one is read on another. sRGB, 0..255."""

from __future__ import annotations

Colour = tuple[int, int, int]

INK: Colour = (17, 16, 21)  # plates and veils
PAPER: Colour = (246, 239, 225)  # warm white: text, and the plate that has the focus
MUTED: Colour = (216, 207, 192)  # second lines
AMBER: Colour = (240, 184, 98)  # the lamp: countdown, marks
COVER = 0.8  # how much of the picture a plate hides; the least that keeps MUTED readable over white
READABLE = 4.5  # contrast ratio, WCAG 2 AA


def linear(channel: float) -> float:
    """An sRGB channel, 0..255, as light, 0..1."""
    c = channel / 255
    return c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4)


def luminance(colour: tuple[float, float, float]) -> float:
    """Relative luminance, 0..1."""
    r, g, b = colour
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)


def contrast(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    """The contrast ratio of two colours, 1..21."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixed(a: tuple[float, float, float], b: tuple[float, float, float], share: float) -> Colour:
    """`a` with a share, 0..1, of `b`."""
    r, g, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return r, g, blue


def brightest_behind(cover: float = COVER, plate: Colour = INK) -> Colour:
    """The brightest ground that a plate of this cover can have, whatever the picture."""
    return mixed((255, 255, 255), plate, cover)


def readable(colour: Colour, ground: Colour, ratio: float = READABLE) -> Colour:
    """The colour, lightened no more than is needed to be read on a dark ground."""
    for step in range(21):
        lighter = mixed(colour, (255, 255, 255), step / 20)
        if contrast(lighter, ground) >= ratio:
            return lighter
    return 255, 255, 255
