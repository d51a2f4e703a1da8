"""Colours as (red, green, blue) triples of 0..255: mixing, lighting, and the names that writers use for them."""

from __future__ import annotations

from typing import Final

RGB = tuple[float, float, float]

NAMED: Final[dict[str, RGB]] = {
    "black": (38, 36, 42),
    "charcoal": (62, 62, 68),
    "grey": (140, 142, 146),
    "gray": (140, 142, 146),
    "silver": (186, 192, 198),
    "white": (236, 230, 216),
    "ivory": (238, 228, 202),
    "cream": (240, 226, 190),
    "bone": (226, 214, 190),
    "sand": (214, 190, 146),
    "brown": (112, 76, 54),
    "chestnut": (118, 66, 44),
    "tan": (188, 148, 104),
    "rust": (166, 84, 50),
    "red": (186, 58, 48),
    "scarlet": (204, 56, 46),
    "crimson": (162, 38, 52),
    "maroon": (108, 36, 44),
    "orange": (222, 126, 54),
    "amber": (232, 164, 70),
    "gold": (222, 176, 84),
    "golden": (222, 176, 84),
    "yellow": (230, 182, 62),
    "mustard": (204, 156, 56),
    "blond": (220, 190, 124),
    "blonde": (220, 190, 124),
    "ginger": (190, 98, 48),
    "olive": (118, 116, 66),
    "green": (82, 122, 78),
    "emerald": (44, 120, 92),
    "moss": (104, 116, 64),
    "sage": (142, 156, 126),
    "teal": (52, 118, 122),
    "turquoise": (74, 158, 154),
    "cyan": (86, 166, 180),
    "blue": (62, 96, 146),
    "navy": (40, 54, 88),
    "indigo": (62, 58, 112),
    "slate": (90, 104, 118),
    "violet": (112, 82, 140),
    "purple": (108, 66, 122),
    "lavender": (166, 150, 190),
    "pink": (214, 142, 150),
    "rose": (196, 108, 116),
    "peach": (236, 176, 138),
    "copper": (184, 108, 68),
    "bronze": (150, 112, 66),
    "sepia": (134, 100, 66),
    "midnight": (24, 32, 58),
    "moonlight": (170, 190, 214),
    "candlelight": (246, 192, 104),
    "ochre": (198, 146, 66),
    "umber": (98, 74, 56),
    "ash": (166, 162, 156),
    "steel": (120, 134, 146),
    "sea": (58, 108, 118),
    "sky": (132, 172, 200),
    "leaf": (96, 130, 70),
    "blood": (132, 32, 32),
    "snow": (232, 236, 238),
    "coal": (44, 42, 46),
    "wine": (110, 34, 54),
    "plum": (98, 52, 84),
    "coral": (226, 118, 96),
    "mint": (156, 200, 172),
    "lilac": (176, 154, 200),
    "ink": (34, 38, 50),
}
MODIFIERS: Final[dict[str, tuple[float, float]]] = {  # word -> (saturation, lightness)
    "muted": (0.6, 0.95),
    "dusty": (0.55, 1.05),
    "pale": (0.6, 1.3),
    "light": (0.8, 1.25),
    "dark": (0.95, 0.55),
    "deep": (1.1, 0.7),
    "bright": (1.2, 1.15),
    "faded": (0.5, 1.1),
    "warm": (1.1, 1.05),
    "cold": (0.85, 0.95),
}


def clamp(value: float, low: float = 0.0, high: float = 1.0) -> float:
    return low if value < low else min(value, high)


def mix(a: RGB, b: RGB, share: float) -> RGB:
    """`a` at share 0, `b` at share 1."""
    k = clamp(share)
    return (a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k, a[2] + (b[2] - a[2]) * k)


def scaled(a: RGB, factor: float) -> RGB:
    return (clamp(a[0] * factor, 0, 255), clamp(a[1] * factor, 0, 255), clamp(a[2] * factor, 0, 255))


def under(a: RGB, light: RGB) -> RGB:
    """The paper `a` in the light `light` (255 = white light)."""
    return (a[0] * light[0] / 255, a[1] * light[1] / 255, a[2] * light[2] / 255)


def luminance(a: RGB) -> float:
    """0..1."""
    return (0.2126 * a[0] + 0.7152 * a[1] + 0.0722 * a[2]) / 255


def saturated(a: RGB, factor: float) -> RGB:
    grey = luminance(a) * 255
    return (
        clamp(grey + (a[0] - grey) * factor, 0, 255),
        clamp(grey + (a[1] - grey) * factor, 0, 255),
        clamp(grey + (a[2] - grey) * factor, 0, 255),
    )


def argb(a: RGB, alpha: float = 1.0) -> int:
    """Skia's 0xAARRGGBB."""
    r, g, b = a
    r, g, b = int(min(255, max(0, r))), int(min(255, max(0, g))), int(min(255, max(0, b)))
    return int(min(1.0, max(0.0, alpha)) * 255) << 24 | r << 16 | g << 8 | b


def named(text: str) -> RGB | None:
    """The first colour that `text` names, with its modifiers ("muted teal"), or None."""
    words = text.lower().replace("-", " ").replace(",", " ").split()
    for i, word in enumerate(words):
        base = NAMED.get(word.strip(".;:()"))
        if base is not None:
            return _modified(base, words[:i])
    return None


def _modified(base: RGB, before: list[str]) -> RGB:
    saturation, lightness = MODIFIERS.get(before[-1], (1.0, 1.0)) if before else (1.0, 1.0)
    return scaled(saturated(base, saturation), lightness)
