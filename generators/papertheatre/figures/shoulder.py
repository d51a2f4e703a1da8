"""Over the shoulder: the dark back of somebody large in front, softly out of focus."""

from __future__ import annotations

import math
from typing import Any, Final

import skia

from generators.papertheatre.colour import argb, mix, scaled
from generators.papertheatre.figures.outline import Corner, cut
from generators.papertheatre.figures.person import Person
from generators.papertheatre.lamps import Moment
from generators.papertheatre.light import Light
from generators.papertheatre.shapes import oval, united

Outline = list[Corner]
# Heads are half a unit high, (0, -0.72) is the middle of one.
BACK: Final[Outline] = [
    (-0.62, 0.3), (-0.58, -0.12), (-0.4, -0.34), (-0.1, -0.46), (0.1, -0.46), (0.4, -0.34), (0.58, -0.12), (0.62, 0.3),
]  # fmt: skip
NECK: Final[Outline] = [(-0.1, -0.62), (0.1, -0.62), (0.14, -0.42), (-0.14, -0.42)]
CAP: Final[Outline] = [(-0.21, -0.76), (-0.23, -0.92), (-0.14, -1.01), (0.14, -1.01), (0.23, -0.92), (0.21, -0.76)]
BRIM: Final[Outline] = [
    (-0.24, -0.78), (-0.2, -1.0), (0.0, -1.06), (0.2, -1.0), (0.24, -0.78), (0.34, -0.72), (0.0, -0.7), (-0.34, -0.72),
]  # fmt: skip
TALL: Final[Outline] = [
    (-0.2, -0.8), (-0.22, -1.2, 1), (0.22, -1.2, 1), (0.2, -0.8), (0.32, -0.76), (0.0, -0.72), (-0.32, -0.76),
]  # fmt: skip
HOOD: Final[Outline] = [(-0.26, -0.42), (-0.27, -0.8), (-0.14, -1.04), (0.14, -1.04), (0.27, -0.8), (0.26, -0.42)]
LONG: Final[Outline] = [
    (-0.19, -0.88),
    (0.0, -0.97),
    (0.19, -0.88),
    (0.24, -0.5),
    (0.19, -0.2),
    (-0.19, -0.2),
    (-0.24, -0.5),
]
BOB: Final[Outline] = [
    (-0.19, -0.88),
    (0.0, -0.97),
    (0.19, -0.88),
    (0.25, -0.6),
    (0.2, -0.5),
    (-0.2, -0.5),
    (-0.25, -0.6),
]
BRAID: Final[Outline] = [
    (-0.05, -0.6),
    (0.05, -0.6),
    (0.07, -0.3),
    (0.05, 0.1),
    (0.0, 0.2),
    (-0.05, 0.1),
    (-0.07, -0.3),
]
HAIR: Final[dict[str, Outline]] = {
    "long": LONG, "wavy": LONG, "curly": BOB, "bob": BOB, "braid": BRAID, "tail": BRAID, "pigtails": BOB,
    "plaits": BRAID,
}  # fmt: skip
HEADS: Final[dict[str, Outline]] = {
    "cap": CAP, "beanie": CAP, "flatcap": CAP, "nurse": CAP, "turban": CAP, "bandana": CAP, "fez": CAP, "crown": CAP,
    "helmet": CAP,
    "top": TALL, "toque": TALL, "wizard": TALL, "hood": HOOD, "kerchief": HOOD, "wimple": HOOD, "bonnet": HOOD,
    "brass": HOOD,
    "bubble": HOOD,
}  # fmt: skip


def draw_shoulder(moment: Moment, light: Light, person: Person | None, side: int) -> None:
    """At the edge of the picture on `side` (-1 left, 1 right)."""
    v, c = moment.view, moment.target.canvas
    breath = math.sin(moment.t_s * 1.5) * 0.003 * v.height
    x = v.width * (0.5 + 0.39 * side) - moment.pose.x * v.scale(1.0) * 1.25
    y = v.height * 1.04 + breath - moment.pose.y * v.scale(1.0) * 1.2
    c.save()
    c.translate(x, y)
    c.scale(v.height * 0.54 * -side, v.height * 0.54)
    _draw_back(c, light, person or Person(0))
    c.restore()


def _draw_back(canvas: Any, light: Light, person: Person) -> None:
    """Papers of the one we look past, in their own colours, dimmed: coat, scarf, neck, hair or hat."""
    hair = person.skin if person.hair == "bald" else person.hair_colour
    coat = person.cloak or person.shawl or person.cloth
    papers = [(cut(BACK), coat), (cut(NECK), person.scarf or person.skin)]
    locks = [cut(HAIR[person.hair])] if person.hair in HAIR else []
    papers.append((united([oval(0.0, -0.72, 0.175, 0.215), *locks]), hair))
    if person.hat:
        tone = coat if person.hat == "hood" else person.cloth if person.hat == "souwester" else person.hat_colour
        papers.append((cut(HEADS.get(person.hat, BRIM)), tone))
    edge = mix(light.raw(light.warmth), light.finish.style.rim_colour, 0.4)
    rim = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Color=argb(edge, 0.5 * light.finish.style.rim))
    rim.setStrokeWidth(0.008)
    soft = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 0.012)
    for path, albedo in papers:
        dark = scaled(light.paper(albedo, 1.0), 0.6)
        canvas.drawPath(path, skia.Paint(AntiAlias=True, Color=argb(dark), MaskFilter=soft))
        canvas.drawPath(path, rim)
