"""How the paper looks: a film style and palette words become a colour grade and a way of cutting edges."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from generators.base import Look
from generators.papertheatre.colour import NAMED, RGB, clamp, luminance, mix, named, saturated, scaled


@dataclass(frozen=True)
class Style:
    """A way of making paper pictures; strengths are 0..1 unless said otherwise."""

    name: str
    rim: float = 0.55  # light on every cut edge
    rim_colour: RGB = (255, 226, 168)
    edge: float = 0.0  # dark pigment gathered along the edge
    edge_colour: RGB = (24, 22, 28)
    shadow: float = 0.62  # soft shadow under each sheet
    grain: float = 0.5  # fibres of the paper
    fade: float = 0.0  # sheets thin out towards their foot (ink, watercolour)
    wobble: float = 0.0  # a hand's unsteadiness, in stage units
    saturation: float = 1.0
    contrast: float = 1.0
    gamma: float = 1.0  # < 1 lightens the middle tones
    lift: float = 0.0  # how far the darks are lifted to `paper`
    glow: float = 1.0  # light added on top
    press: float = 0.0  # how much blacker the ink is that near sheets, and figures most, are printed with
    paper: RGB = (240, 232, 214)
    tones: tuple[RGB, RGB] | None = None  # (dark, light): a two-ink print
    tone_share: float = 0.0
    border: str = "proscenium"  # proscenium, deckle or plain
    vignette: float = 0.6


STYLES: Final[tuple[tuple[str, Style], ...]] = (
    (
        r"noir|black and white|monochrome|german expression",
        Style(
            "noir",
            rim=0.75,
            rim_colour=(240, 240, 236),
            shadow=0.85,
            grain=0.6,
            saturation=0.06,
            contrast=1.42,
            press=0.2,
            tones=((8, 9, 12), (238, 236, 230)),
            tone_share=0.85,
            vignette=0.95,
            border="plain",
            glow=1.1,
        ),
    ),
    (
        r"silent|sepia|daguerreotype|archive|old film|vintage",
        Style(
            "silent",
            rim=0.4,
            shadow=0.6,
            grain=0.9,
            saturation=0.1,
            contrast=1.15,
            tones=((34, 22, 16), (244, 222, 178)),
            tone_share=0.85,
            vignette=1.0,
            border="plain",
        ),
    ),
    (
        r"ink|wash|sumi|brush|calligraph|etching|engraving",
        Style(
            "ink",
            rim=0.0,
            edge=0.55,
            edge_colour=(26, 28, 36),
            shadow=0.16,
            grain=0.7,
            fade=0.55,
            wobble=0.03,
            saturation=0.16,
            contrast=1.24,
            gamma=0.42,
            lift=0.04,
            glow=0.45,
            press=0.5,
            tones=((30, 34, 46), (246, 240, 226)),
            tone_share=0.7,
            paper=(240, 233, 217),
            border="deckle",
            vignette=0.22,
        ),
    ),
    (
        r"storybook|watercolou?r|gouache|picture book|illustrat|fairy|pastel|crayon",
        Style(
            "storybook",
            rim=0.16,
            rim_colour=(255, 250, 236),
            edge=0.34,
            edge_colour=(70, 50, 60),
            shadow=0.28,
            grain=0.95,
            fade=0.22,
            wobble=0.02,
            saturation=1.2,
            contrast=1.02,
            gamma=0.74,
            lift=0.1,
            glow=0.7,
            paper=(250, 240, 220),
            border="deckle",
            vignette=0.2,
        ),
    ),
    (
        r"linocut|woodcut|block print|lino",
        Style(
            "linocut",
            rim=0.9,
            rim_colour=(240, 228, 200),
            shadow=0.25,
            grain=0.9,
            saturation=0.75,
            contrast=1.3,
            gamma=0.85,
            press=0.2,
            border="deckle",
            vignette=0.3,
            glow=0.5,
            wobble=0.025,
        ),
    ),
    (
        r"blueprint|cyanotype",
        Style(
            "blueprint",
            rim=0.8,
            rim_colour=(220, 238, 255),
            shadow=0.35,
            grain=0.7,
            saturation=0.2,
            contrast=1.1,
            tones=((10, 34, 78), (196, 222, 240)),
            tone_share=0.9,
            border="plain",
        ),
    ),
    (
        r"neon|cyber|synth",
        Style(
            "neon",
            rim=1.0,
            rim_colour=(120, 240, 255),
            shadow=0.8,
            grain=0.25,
            saturation=1.25,
            contrast=1.25,
            tones=((18, 8, 44), (255, 120, 200)),
            tone_share=0.4,
            glow=1.35,
            vignette=0.8,
        ),
    ),
)
PAPER_CUT: Final = Style("paper-cut")


@dataclass(frozen=True)
class Finish:
    """A style with its palette: what every colour passes through before it is cut."""

    style: Style
    palette: tuple[RGB, ...] = ()
    grain: float = 0.3
    _seen: dict[RGB, RGB] = field(default_factory=dict, compare=False, repr=False)

    @property
    def key(self) -> tuple[object, ...]:
        return (self.style.name, self.palette, round(self.grain, 2))

    def pressed(self, colour: RGB, depth: float) -> RGB:
        """A graded colour in the blacker ink of near sheets; depth 1.2 is a figure's."""
        return (
            mix(colour, self.style.edge_colour, self.style.press * clamp(depth, 0.0, 1.4))
            if self.style.press
            else colour
        )

    def graded(self, colour: RGB) -> RGB:
        """`colour` as this finish shows it."""
        done = self._seen.get(colour)
        if done is None:
            done = self._seen[colour] = _graded(colour, self.style, self.palette)
        return done


def finish_of(look: Look) -> Finish:
    """Any look a writer may think of; unknown styles are paper-cut."""
    text = f"{look.style} {look.lens}".lower()[:2000]
    style = next((made for pattern, made in STYLES if re.search(pattern, text)), PAPER_CUT)
    if look.grain > 0.6:
        style = replace(style, grain=clamp(style.grain + 0.2))
    words = [*look.palette[:12], re.sub(r"\bink\b", "", look.style[:400].lower())]  # "ink wash" is no colour
    return Finish(style, _palette(words), look.grain)


def _palette(words: list[str]) -> tuple[RGB, ...]:
    """Up to three colours in the order in which they are named."""
    found: list[RGB] = []
    for phrase in words:
        for part in re.split(r"\band\b|[,;/&]", phrase.lower()):
            colour = named(part)
            if colour is not None and colour not in found:
                found.append(colour)
    return tuple(found[:3])


def _graded(colour: RGB, style: Style, palette: tuple[RGB, ...]) -> RGB:
    toned = saturated(colour, style.saturation)
    if style.gamma != 1.0:
        y = max(0.02, luminance(toned))
        toned = scaled(toned, y**style.gamma / y)
    if style.tones is not None:
        dark, light = style.tones
        toned = mix(toned, mix(dark, light, luminance(toned)), style.tone_share)
    toned = _tinted(toned, palette)
    middle = 104.0
    r, g, b = (clamp(middle + (v - middle) * style.contrast, 0, 255) for v in toned)
    return mix((r, g, b), style.paper, style.lift)


def _tinted(colour: RGB, palette: tuple[RGB, ...]) -> RGB:
    """Darks lean to the palette's darkest colour, lights to its lightest, keeping their own luminance."""
    if not palette:
        return colour
    ordered = sorted(palette, key=luminance)
    y = luminance(colour)
    place = clamp(y * 1.5) * (len(ordered) - 1)
    i = min(int(place), len(ordered) - 2) if len(ordered) > 1 else 0
    target = mix(ordered[i], ordered[min(i + 1, len(ordered) - 1)], place - i)
    target = scaled(target, min(3.0, y / max(0.04, luminance(target))))
    return mix(colour, target, 0.42)


COLOUR_WORDS: Final = frozenset(NAMED)
