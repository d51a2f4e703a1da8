"""What a look file may say: a strict model of tables, each key with its range; what is left out is as in paper-cut.

Pure: pydantic and the table of colours, nothing else, so that a checker can read look files without drawing.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from generators.papertheatre.colour import NAMED, RGB, named
from generators.papertheatre.looks.painters import PAINTERS

Share = Annotated[float, Field(ge=0, le=1)]
Units = Annotated[float, Field(ge=0, le=0.5)]  # stage units: the picture is 9 units high


def read_colour(value: object) -> object:
    """A colour from "#2a4b6c", from words ("muted teal") or from three numbers of 0..255."""
    if isinstance(value, str):
        plain = value.strip().lower()
        if found := re.fullmatch(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", plain):
            return tuple(int(pair, 16) for pair in found.groups())
        colour = named(plain[:80])
        if colour is None:
            near = get_close_matches(plain[-40:], NAMED, n=1)
            meant = f"; did you mean {near[0]}?" if near else ""
            raise ValueError(f"“{value[:40]}” is no colour: type #2a4b6c or words like muted teal{meant}")
        return colour
    if isinstance(value, list | tuple) and len(value) == 3:
        return tuple(value)
    raise ValueError("a colour is #2a4b6c, words like muted teal, or [42, 75, 108]")


def _painter(name: str) -> str:
    plain = name.strip().lower()
    if plain not in PAINTERS:
        near = get_close_matches(plain[:40], PAINTERS, n=1)
        meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(PAINTERS)}"
        raise ValueError(f"“{name[:40]}” is no painted style; {meant}")
    return plain


Painter = Annotated[str, AfterValidator(_painter)]
Level = Annotated[float, Field(ge=0, le=255)]
Colour = Annotated[tuple[Level, Level, Level], BeforeValidator(read_colour)]


class Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Tones(Table):
    """[tones]: what every colour passes through before it is cut or put on."""

    saturation: Annotated[float, Field(ge=0, le=3)] = 1.0
    contrast: Annotated[float, Field(ge=0, le=4)] = 1.0
    gamma: Annotated[float, Field(ge=0.2, le=4)] = 1.0  # below 1 lightens the middle tones
    lift: Share = 0.0  # how far all colours go to that of the paper
    dark: Colour | None = None  # with `light`: a print from one colour to the other
    light: Colour | None = None
    share: Share = 1.0  # of that print
    eye: tuple[Share, Share, Share] = (0.2126, 0.7152, 0.0722)  # how light red, green and blue are to the plate
    inks: Annotated[tuple[Colour, ...], Field(max_length=8)] = ()  # every colour becomes the nearest of these
    vivid: Annotated[float, Field(ge=0, le=3)] = 1.0  # how much hue counts, against lightness, in choosing an ink


class Paper(Table):
    """[paper]: what the sheets and the whole frame are made of."""

    colour: Colour = (240, 232, 214)
    grain: Share = 0.5  # fibres of the sheets
    texture: Literal["none", "tooth", "cold-pressed", "laid", "weave", "canvas", "plate"] = "none"  # of the frame
    strength: Share = 0.5  # of the texture
    bare: Share = 0.0  # how much of the frame a dry brush left bare
    scale: Annotated[float, Field(ge=0.25, le=4)] = 1.0  # of the texture


class Fill(Table):
    """[fill]: how colour lies on a sheet."""

    gradient: Annotated[float, Field(ge=0, le=2)] = 1.0  # light at the head, dark at the foot; 0 flat
    wash: Share = 0.0  # how far the foot of a sheet goes to the paper's own colour
    fade: Share = 0.0  # how far the foot of a far sheet thins out
    flatten: Share = 0.0  # how far colours go to the ground's, so that lines tell everything
    ground: Colour | None = None  # for flatten; none: the paper
    soft: Annotated[float, Field(ge=0, le=0.5)] = 0.0  # stage units: how blurred far sheets are
    opacity: Annotated[float, Field(ge=0.1, le=1)] = 1.0  # of sheets behind the figures
    mottle: Share = 0.0  # pigment that settled unevenly
    blooms: Share = 0.0  # where water ran back into a wash
    strokes: Share = 0.0  # marks of a broad brush or a stick of chalk
    cells: Annotated[float, Field(ge=0, le=3)] = 0.0  # stage units: size of leaded panes; 0 none


class Line(Table):
    """[line]: what is drawn along every cut edge."""

    kind: Literal["none", "pigment", "ink", "brush", "pencil", "chalk", "lead", "neon", "draft"] = "none"
    colour: Colour = (24, 22, 28)
    own: Share = 0.0  # how much of the sheet's own colour, made bright, the line has
    strength: Share = 0.5
    width: Units = 0.03
    wobble: Units = 0.0  # a hand's unsteadiness
    near: Share = 0.0  # how much fainter the lines of far sheets are
    gap: Units = 0.0  # white paper left between neighbouring colours


class Light(Table):
    """[light]: rims, shadows, lamps."""

    rim: Share = 0.55  # light on every cut edge
    rim_colour: Colour = (255, 226, 168)
    shadow: Share = 0.62  # under each sheet
    glow: Annotated[float, Field(ge=0, le=2)] = 1.0  # added on top by lamps and the sun
    rays: Annotated[int, Field(ge=0, le=64)] = 0  # cut glows into so many rays
    through: Annotated[float, Field(ge=0, le=2)] = 1.0  # how much light comes through the paper


class Depth(Table):
    """[depth]: what distance does, beyond the air of the weather."""

    colours: Annotated[tuple[Colour, ...], Field(max_length=6)] = ()  # from the farthest sheet to the nearest
    share: Share = 1.0  # of these colours
    press: Annotated[float, Field(ge=0, le=1)] = 0.0  # how much of the line's colour near sheets are printed with
    focus: Share = 1.0  # how soft things get that the lens does not see sharply; 0 for prints and drawings
    figures: Colour | None = None  # what figures are cut from
    figure_share: Share = 1.0


class Screen(Table):
    """[screen]: what lies between two of the inks, as a print has it."""

    kind: Literal["none", "lines", "cross", "gouge", "dots", "stipple"] = "none"
    pitch: Annotated[float, Field(ge=0.04, le=0.6)] = 0.12  # stage units from line to line
    reach: Annotated[float, Field(ge=0, le=2)] = 0.6  # how far lines run from one ink into the next
    hardness: Annotated[float, Field(ge=1, le=12)] = 5.0  # with `whole`: 1 soft .. 12 knife-sharp
    whole: bool = False  # figures, lamps and weather too; for looks of two inks, the first the dark one


class Tints(Table):
    """[frame.tints]: the whole frame dyed, by time of day."""

    dawn: Colour | None = None
    day: Colour | None = None
    afternoon: Colour | None = None
    dusk: Colour | None = None
    night: Colour | None = None
    interior: Colour | None = None


class Frame(Table):
    """[frame]: the edge of the picture, and what lies over all of it."""

    border: Literal["proscenium", "deckle", "plain", "gate", "oval", "window", "sheet", "bleed", "screen"] = (
        "proscenium"
    )
    vignette: Share = 0.6
    contrast: Annotated[int, Field(ge=0, le=2)] = 0  # times that the whole frame's contrast is doubled
    level: Annotated[float, Field(ge=-1, le=1)] = 0.0  # how light the frame is before that
    blinds: Share = 0.0  # slats of a blind across rooms
    dust: Share = 0.0  # specks and scratches, a few at a time
    flicker: Annotated[float, Field(ge=0, le=0.06)] = 0.0  # of the projector's lamp
    weave: Annotated[float, Field(ge=0, le=0.03)] = 0.0  # stage units: how unsteadily the film runs
    tarnish: Share = 0.0  # colours of old silver along the edge
    sheen: Share = 0.0  # a mirror's light across the plate
    grid: Share = 0.0  # a draughtsman's grid
    bars: Share = 0.0  # iron bars that hold panes
    seal: bool = False  # a red seal in the corner
    tints: Tints = Tints()


class Painted(Table):
    """[painted]: the frame painted anew by the style network (`diorama models add styles`)."""

    styles: Annotated[dict[Painter, Annotated[float, Field(gt=0, le=1)]], Field(max_length=6)] = {}
    strength: Share = 0.9
    keep: Share = 0.35  # how much of the drawn edges and faces stays


class Recipe(Table):
    """A look: everything a look file may say."""

    name: Annotated[str, Field(max_length=60)] = "paper-cut"
    about: Annotated[str, Field(max_length=300)] = ""  # for people
    base: Annotated[str, Field(max_length=60)] = ""  # a built-in look that this one starts from
    words: Annotated[tuple[Annotated[str, Field(max_length=40)], ...], Field(max_length=24)] = ()
    tones: Tones = Tones()
    paper: Paper = Paper()
    fill: Fill = Fill()
    line: Line = Line()
    light: Light = Light()
    depth: Depth = Depth()
    screen: Screen = Screen()
    frame: Frame = Frame()
    painted: Painted = Painted()


TABLES: dict[str, Any] = {
    name: field.annotation
    for name, field in Recipe.model_fields.items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, Table)
}
__all__ = ["RGB", "TABLES", "Recipe", "Tints", "read_colour"]
