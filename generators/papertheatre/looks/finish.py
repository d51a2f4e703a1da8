"""A look as the sheets meet it: the recipe with its palette, and what every colour passes through before it is cut."""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass, field
from typing import Final

from pydantic import ValidationError

from generators.base import Look
from generators.papertheatre.colour import NAMED, RGB, clamp, luminance, mix, named, saturated, scaled
from generators.papertheatre.looks.collection import built_in, chosen, painted_by, painter_in, resolved
from generators.papertheatre.looks.lookfile import read_lookfile
from generators.papertheatre.looks.painters import NEAREST, net_file
from generators.papertheatre.looks.recipe import Recipe

MIDDLE: Final = 104.0  # of 0..255: what contrast turns about


@dataclass(frozen=True)
class Style:
    """The recipe by the short names that sheets, lamps and puppets ask for."""

    recipe: Recipe

    @property
    def name(self) -> str:
        return self.recipe.name

    @property
    def rim(self) -> float:
        return self.recipe.light.rim

    @property
    def rim_colour(self) -> RGB:
        return self.recipe.light.rim_colour

    @property
    def shadow(self) -> float:
        return self.recipe.light.shadow

    @property
    def glow(self) -> float:
        return self.recipe.light.glow

    @property
    def edge(self) -> float:
        return 0.0 if self.recipe.line.kind == "none" else self.recipe.line.strength

    @property
    def edge_colour(self) -> RGB:
        return self.recipe.line.colour

    @property
    def grain(self) -> float:
        return self.recipe.paper.grain

    @property
    def fade(self) -> float:
        return self.recipe.fill.fade

    @property
    def wobble(self) -> float:
        return self.recipe.line.wobble

    @property
    def paper(self) -> RGB:
        return self.recipe.paper.colour

    @property
    def vignette(self) -> float:
        return self.recipe.frame.vignette

    @property
    def border(self) -> str:
        return self.recipe.frame.border


@dataclass(frozen=True)
class Finish:
    """A style with its palette: what every colour passes through before it is cut."""

    style: Style
    palette: tuple[RGB, ...] = ()
    grain: float = 0.3
    _seen: dict[RGB, RGB] = field(default_factory=dict, compare=False, repr=False)

    @functools.cached_property
    def key(self) -> tuple[object, ...]:
        """Equal for finishes that make equal sheets."""
        recipe = hashlib.blake2b(self.recipe.model_dump_json().encode(), digest_size=12).hexdigest()
        return (recipe, self.palette, round(self.grain, 2))

    @property
    def recipe(self) -> Recipe:
        return self.style.recipe

    @functools.cached_property
    def inks(self) -> tuple[RGB, ...]:
        """The few inks of a print, as the palette has them."""
        return tuple(_tinted(ink, self.palette) for ink in self.recipe.tones.inks)

    def pressed(self, colour: RGB, depth: float) -> RGB:
        """A graded colour as its distance has it: 0 far .. 1 at the figures; a figure's own is above 1."""
        d, lift = self.recipe.depth, self.recipe.tones.lift
        if lift and depth > 1.05:  # figures keep their darks
            paper = self.recipe.paper.colour
            colour = _beyond(paper, colour, 1 / max(0.05, 1 - lift))
        if d.figures is not None and depth > 1.05:
            colour = mix(colour, d.figures, d.figure_share)
        elif d.colours:
            colour = mix(colour, _along(d.colours, clamp(depth)), d.share)
        if d.press:
            near = clamp(depth, 0.0, 1.4)
            colour = mix(colour, self.recipe.line.colour, d.press * min(near, near**1.5))
        inks = self.inks
        flat = inks and depth > 1.05 and not self.recipe.screen.whole
        return _nearest(colour, inks, self.recipe.tones.vivid) if flat else colour

    def graded(self, colour: RGB) -> RGB:
        """`colour` as this finish shows it."""
        done = self._seen.get(colour)
        if done is None:
            if len(self._seen) > 4096:
                self._seen.clear()
            done = self._seen[colour] = _graded(colour, self.recipe, self.palette)
        return done

    def drawn(self, colour: RGB) -> RGB:
        """The colour of the line along the edge of a sheet that is `colour` (graded)."""
        line = self.recipe.line
        return mix(line.colour, _bright(colour), line.own) if line.own else line.colour


def finish_of(look: Look) -> Finish:
    """Any look a writer may think of; unknown styles are paper-cut."""
    recipe = recipe_of(f"{look.style} {look.lens}"[:2000], look.recipe)
    if look.grain > 0.6:
        grain = clamp(recipe.paper.grain + 0.2)
        recipe = recipe.model_copy(update={"paper": recipe.paper.model_copy(update={"grain": grain})})
    words = [*look.palette[:12], _without_names(look.style[:400].lower())]
    return Finish(Style(recipe), _palette(words), look.grain)


def recipe_of(words: str, text: str = "", *, paint: bool | None = None) -> Recipe:
    """The recipe of a look file's text, and without one of the writer's words; what is wrong in a file is left out.

    Where nothing can be painted (`paint`; None: where the network is missing), a painted look is the drawn one that
    is most like it.
    """
    recipe = _asked(words, text)
    if not recipe.painted.styles or (can_paint() if paint is None else paint):
        return recipe
    return built_in(NEAREST[max(recipe.painted.styles, key=lambda name: recipe.painted.styles[name])])


def can_paint() -> bool:
    """Whether the network of painted looks is on this machine."""
    return net_file() is not None


@functools.lru_cache(maxsize=64)
def _asked(words: str, text: str) -> Recipe:
    values = read_lookfile(text).values if text else {}
    if values:
        try:
            return resolved(values, str(values.get("name", "")) or words[:60])
        except ValidationError:  # a file and its base do not go together
            pass
    painter = painter_in(words)
    return painted_by(painter) if painter else built_in(chosen(words))


def _without_names(style: str) -> str:
    """Style words without those that sound like colours and are none: "ink wash" is no colour."""
    return re.sub(r"\b(ink|blueprint|woodcut|linocut|silver plate|chalk on \w+ paper)\b", "", style)


def _palette(words: list[str]) -> tuple[RGB, ...]:
    """Up to three colours in the order in which they are named."""
    found: list[RGB] = []
    for phrase in words:
        for part in re.split(r"\band\b|[,;/&]", phrase.lower()):
            colour = named(part)
            if colour is not None and colour not in found:
                found.append(colour)
    return tuple(found[:3])


def _beyond(a: RGB, b: RGB, times: float) -> RGB:
    """The colour that lies on the way from `a` through `b`, `times` as far."""
    r, g, blue = (clamp(u + (v - u) * times, 0, 255) for u, v in zip(a, b, strict=True))
    return (r, g, blue)


def _along(colours: tuple[RGB, ...], place: float) -> RGB:
    """The colour at `place` (0..1) of a row of colours."""
    at = place * (len(colours) - 1)
    k = min(int(at), max(0, len(colours) - 2))
    return mix(colours[k], colours[min(k + 1, len(colours) - 1)], at - k)


def _bright(colour: RGB) -> RGB:
    """The hue of `colour` as a lamp would have it."""
    vivid = saturated(colour, 2.2)
    most = max(*vivid, 1.0)
    return scaled(vivid, 255 / most)


def _graded(colour: RGB, recipe: Recipe, palette: tuple[RGB, ...]) -> RGB:
    t = recipe.tones
    y = clamp(sum(v * k for v, k in zip(colour, t.eye, strict=True)) / (255 * max(sum(t.eye), 0.05)))
    toned = saturated(colour, t.saturation)
    if t.gamma != 1.0:
        lightness = max(0.02, luminance(toned))
        toned = scaled(toned, lightness**t.gamma / lightness)
        y = y**t.gamma
    if t.dark is not None and t.light is not None:
        toned = mix(toned, mix(t.dark, t.light, y), t.share)
    if not recipe.screen.whole:  # its palette is in the inks
        toned = _tinted(toned, palette)
    r, g, b = (clamp(MIDDLE + (v - MIDDLE) * t.contrast, 0, 255) for v in toned)
    toned = mix((r, g, b), recipe.paper.colour, t.lift)
    ground = recipe.fill.ground or recipe.paper.colour
    return mix(toned, ground, recipe.fill.flatten) if recipe.fill.flatten else toned


def _nearest(colour: RGB, inks: tuple[RGB, ...], vivid: float) -> RGB:
    """The ink that is most like `colour`: lightness first, hue by `vivid`."""

    def distance(ink: RGB) -> float:
        light, own = luminance(ink) * 255, luminance(colour) * 255
        hue = sum((i - light - (c - own)) ** 2 for i, c in zip(ink, colour, strict=True))
        return float((light - own) ** 2 * 1.6 + hue * vivid)

    return min(inks, key=distance)


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
