"""Garments: how they are cut (a table), and their papers about the body: trunk, skirts that swing, collars, buttons."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.figures.air import Air
from generators.papertheatre.figures.joints import SEAT, XY, Joints, Limb, along
from generators.papertheatre.figures.limbs import Sleeve
from generators.papertheatre.figures.outline import Corner, cut
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.person import Build, Person
from generators.papertheatre.shapes import oval

FLAT: Final = 0.062  # half the depth of a body that lies
GOLD: Final[RGB] = (226, 186, 104)


@dataclass(frozen=True)
class Cut:
    """How a garment is cut. Lengths are figure heights, widths shares of the body's."""

    long: float = 0.03  # of the skirt below the hip
    flare: float = 0.008  # how far its hem stands out
    waist: float = 1.06
    ease: float = 1.05
    parted: bool = False  # open in front, below the waist
    folds: bool = False
    collar: str = "round"  # none round shirt lapel stand cape cowl ruff fur
    buttons: str = ""  # single double
    belt: str = ""  # leather cord sash
    sleeve: tuple[float, float, float] = (1.0, 1.0, 1.0)  # wide, cuff, length
    band: bool = False  # cuffs of another paper
    pockets: bool = False
    shirt: bool = False  # the trunk shows the shirt between its lapels
    bare_arms: bool = False  # sleeves are the shirt's


CUTS: Final[dict[str, Cut]] = {
    "jacket": Cut(0.055, 0.012, collar="lapel", buttons="single", shirt=True, pockets=True),
    "suit": Cut(0.075, 0.006, 0.98, collar="lapel", buttons="single", shirt=True, band=True),
    "tailcoat": Cut(0.2, 0.0, 0.92, parted=True, collar="lapel", buttons="double", shirt=True, band=True),
    "uniform": Cut(0.075, 0.016, 0.98, collar="stand", buttons="double", belt="leather", band=True),
    "shirt": Cut(0.03, 0.004, collar="shirt", buttons="single", belt="leather", sleeve=(0.98, 1.0, 0.72)),
    "jersey": Cut(0.04, 0.0, 1.1, 1.1, collar="roll", sleeve=(1.1, 1.1, 1.0)),
    "waistcoat": Cut(0.03, 0.004, 0.98, collar="lapel", buttons="single", shirt=True, bare_arms=True,
                     sleeve=(1.05, 1.1, 0.9)),
    "smock": Cut(0.12, 0.03, 1.2, 1.1, collar="shirt", sleeve=(1.15, 1.2, 1.0), folds=True),
    "tunic": Cut(0.13, 0.034, 1.0, collar="round", belt="leather", folds=True),
    "coat": Cut(0.27, 0.05, 1.02, 1.1, parted=True, collar="lapel", buttons="double", pockets=True, band=True,
                sleeve=(1.16, 1.2, 1.0)),
    "greatcoat": Cut(0.33, 0.06, 1.0, 1.16, parted=True, collar="cape", buttons="double", belt="leather", band=True,
                     sleeve=(1.24, 1.3, 1.0)),
    "oilskin": Cut(0.25, 0.075, 1.28, 1.12, parted=True, collar="stand", buttons="single", pockets=True,
                   sleeve=(1.3, 1.44, 1.0)),
    "dress": Cut(0.36, 0.105, 0.86, folds=True, collar="round", sleeve=(1.0, 0.95, 1.0), belt="sash"),
    "frock": Cut(0.21, 0.085, 0.94, folds=True, collar="shirt", sleeve=(1.3, 1.0, 0.0), belt="sash"),
    "gown": Cut(0.47, 0.17, 0.82, folds=True, collar="ruff", sleeve=(1.2, 1.0, 1.0), belt="sash", band=True),
    "skirt": Cut(0.33, 0.085, 0.88, folds=True, collar="shirt", buttons="single", sleeve=(1.12, 1.0, 1.0)),
    "robe": Cut(0.44, 0.07, 1.12, 1.12, folds=True, collar="cowl", belt="cord", sleeve=(1.3, 2.3, 1.0)),
    "kimono": Cut(0.42, 0.03, 1.02, 1.06, collar="lapel", belt="sash", sleeve=(1.4, 3.0, 0.92), shirt=True),
    "nightgown": Cut(0.4, 0.08, 1.3, 1.1, folds=True, collar="ruff", sleeve=(1.25, 1.3, 1.0)),
    "armour": Cut(0.075, 0.035, 1.0, 1.16, collar="stand", sleeve=(1.3, 1.15, 1.0), belt="leather"),
    "spacesuit": Cut(0.05, 0.01, 1.3, 1.32, collar="ring", sleeve=(1.5, 1.6, 1.0), band=True),
    "divingsuit": Cut(0.06, 0.012, 1.3, 1.22, collar="ring", sleeve=(1.45, 1.3, 1.0), belt="leather"),
    "shroud": Cut(0.5, 0.06, 1.3, 1.15, folds=True, collar="none", sleeve=(1.4, 2.2, 1.0)),
    "casing": Cut(0.02, 0.0, 1.5, 1.25, collar="ring", sleeve=(1.1, 1.1, 1.0)),
    "bare": Cut(0.02, 0.0, 1.0, 1.0, collar="none", sleeve=(0.9, 0.8, 0.0)),
}  # fmt: skip


def cut_of(person: Person) -> Cut:
    return CUTS.get(person.garment, CUTS["jacket"])


def sleeve_of(person: Person, share: float) -> Sleeve:
    """The near sleeve at share 1, the far one darker."""
    made = cut_of(person)
    wide, cuff, long = made.sleeve
    cloth = person.skin if person.garment == "bare" else person.shirt if made.bare_arms else person.cloth
    band = person.shirt if made.band and person.garment != "spacesuit" else scaled(person.cloth, 0.7)
    return Sleeve(scaled(cloth, share), wide, cuff, long, scaled(band, share) if made.band else None)


class Garment:
    """One garment about one body, at one moment."""

    def __init__(self, j: Joints, b: Build, person: Person, air: Air) -> None:
        self.j, self.b, self.person, self.air, self.cut = j, b, person, air, cut_of(person)
        first, second = (j.near_leg, j.far_leg), (j.far_leg, j.near_leg)
        self.front, self.back = first if j.near_leg[1][0] >= j.far_leg[1][0] else second
        self.near_front = self.front is j.near_leg
        self.waist = b.waist * self.cut.waist
        self.wind = max(-0.9, min(0.9, air.blow))
        lowest = [y for leg in (j.near_leg, j.far_leg) for y in (leg[1][1] + 0.03, leg[2][1] + b.ankle)]
        self.floor = 9.0 if abs(air.lie) > 40 else max(*lowest, j.hip[1] + SEAT)

    # -- the body's edge ---------------------------------------------------------------------------------------------

    def ahead(self, share: float) -> XY:
        """The front edge of the trunk at a share of its height."""
        return self.j.on(share, self._half(share, 1))

    def behind(self, share: float) -> XY:
        return self.j.on(share, -self._half(share, -1))

    def _half(self, share: float, side: int) -> float:
        b, e = self.b, self.cut.ease
        rows = (
            (0.0, b.hips * 1.02 * e + (b.belly * 0.55 if side > 0 else 0)),
            (0.24, self.waist * 1.06 + (b.belly if side > 0 else 0.002)),
            (0.46, self.waist + (b.belly * 0.7 if side > 0 else 0)),
            (0.72, b.chest * e * (1.0 if side > 0 else 0.97) + (b.bust if side > 0 else 0)),
            (0.9, b.shoulder * e),
            (1.0, b.shoulder * 0.5),
        )
        for (s0, w0), (s1, w1) in pairwise(rows):
            if share <= s1:
                return w0 + (w1 - w0) * (share - s0) / (s1 - s0)
        return rows[-1][1]

    def hem(self, leg: Limb, length: float, side: float) -> XY:
        """A point of the skirt `length` below the hip along a leg; wind carries it off, raised thighs draw it close."""
        upright = max(0.0, min(1.0, (leg[1][1] - leg[0][1]) / self.b.thigh))
        close = self.b.limb * (0.062 if side > 0 else -0.06)
        side = side * upright + close * (1 - upright) if abs(side) > abs(close) else side
        x, y = along(leg, self.b, min(length, self.b.thigh + self.b.shin * 0.98), side)
        swing = (self.air.sway(0.9, length * 9) * 0.03 - self.wind * 0.2) * length
        fallen = 0.3 * (1 - upright) if side < 0 else 0.0
        return (self.above_floor(x + swing), min(self.floor, y + fallen * length))

    def above_floor(self, x: float) -> float:
        """Cloth of somebody who lies stays above what they lie on."""
        lie, hip = self.air.lie, self.j.hip[0]
        if lie > 40:
            return max(x, hip - FLAT)
        return min(x, hip + FLAT) if lie < -40 else x

    # -- papers ------------------------------------------------------------------------------------------------------

    def draw_lining(self, pen: Pen) -> None:
        """The inside of a parted coat, behind the legs."""
        if self.cut.parted and self.cut.long > 0.12:
            long, flare = self.cut.long * 0.97, self.cut.flare * 0.8
            pen.fill(cut(self._skirt(long, flare)), scaled(self.person.cloth, 0.5), rim=0.9)

    def draw(self, pen: Pen) -> None:
        """Skirts and trunk."""
        cloth, made = self.person.cloth, self.cut
        if made.parted:
            self._draw_panels(pen, cloth)
            pen.fill(cut(self._trunk(0.06)), cloth)
        else:
            pen.fill(cut(self._whole()), cloth)
        if pen.fine(95):
            self._draw_details(pen)

    def _skirt(self, long: float, flare: float) -> list[Corner]:
        hips = self.b.hips * self.cut.ease
        return [
            self.ahead(0.2),
            self.hem(self.front, long * 0.45, hips + flare * 0.3),
            (*self.hem(self.front, long, hips + flare), 1),
            (*self.hem(self.back, long, -hips - flare), 1),
            self.hem(self.back, long * 0.45, -hips - flare * 0.3),
            self.behind(0.2),
        ]

    def _draw_panels(self, pen: Pen, cloth: RGB) -> None:
        """Two skirts of a coat, each hanging on its own leg."""
        long, flare = self.cut.long, self.cut.flare
        hips, lap = self.b.hips * self.cut.ease, 0.012
        back = [
            self.behind(0.34),
            self.j.on(0.3, 0.03),
            self.hem(self.back, long * 0.5, lap + 0.02),
            (*self.hem(self.back, long, lap + 0.018), 1),
            (*self.hem(self.back, long * 1.01, -hips - flare), 1),
            self.hem(self.back, long * 0.45, -hips - flare * 0.3),
        ]
        front = [
            self.ahead(0.34),
            self.hem(self.front, long * 0.45, hips + flare * 0.3),
            (*self.hem(self.front, long, hips + flare * 0.9), 1),
            (*self.hem(self.front, long * 1.01, -lap), 1),
            self.hem(self.front, long * 0.5, -lap - 0.005),
            self.j.on(0.3, -0.03),
        ]
        tones = (0.86, 1.0) if self.near_front else (1.0, 0.86)
        order = ((back, tones[0]), (front, tones[1])) if self.near_front else ((front, tones[1]), (back, tones[0]))
        for points, tone in order:
            pen.fill(cut(points), scaled(cloth, tone))

    def _trunk(self, low: float) -> list[Corner]:
        """The trunk's outline, down to just below the hip."""
        j = self.j
        return [
            j.on(1.05, 0.0),
            j.on(1.0, self.b.shoulder * 0.62),
            self.ahead(0.92),
            self.ahead(0.74),
            self.ahead(0.48),
            self.ahead(0.24),
            (*j.on(-low, self._half(0.0, 1) * 0.98), 1),
            (*j.on(-low, -self._half(0.0, -1) * 0.98), 1),
            self.behind(0.24),
            self.behind(0.48),
            self.behind(0.74),
            self.behind(0.92),
            j.on(1.0, -self.b.shoulder * 0.62),
        ]

    def _whole(self) -> list[Corner]:
        """Trunk and skirt in one piece of paper."""
        upper, long, flare = self._trunk(0.0), self.cut.long, self.cut.flare
        hips = self.b.hips * self.cut.ease
        front, back = self.hem(self.front, long, hips + flare), self.hem(self.back, long, -hips - flare * 1.05)
        skirt: list[Corner] = [self.hem(self.front, long * 0.4, hips + flare * 0.42), (*front, 1)]
        if long > 0.12:
            dip = 0.012 + 0.02 * flare
            for k in (0.72, 0.5, 0.28):
                wave = 0.004 * (1 if k == 0.5 else -1) + self.air.sway(1.1, k * 5) * 0.006
                x = back[0] + (front[0] - back[0]) * k
                skirt.append(
                    (x, max(front[1], back[1]) * 0.5 + (back[1] + (front[1] - back[1]) * k) * 0.5 + dip + wave)
                )
        seat = self.j.on(-0.03, -hips * 1.04)
        skirt += [(*back, 1), self.hem(self.back, long * 0.4, -hips - flare * 0.42), seat]
        return [*upper[:6], *skirt, *upper[8:]]

    # -- details -----------------------------------------------------------------------------------------------------

    def _draw_details(self, pen: Pen) -> None:
        made, dark = self.cut, scaled(self.person.cloth, 0.68)
        if made.shirt:
            self._draw_front(pen)
        if made.folds and pen.fine(150):
            self._draw_folds(pen, dark)
        if made.pockets and pen.fine(170):
            pen.line([self.j.on(0.08, -0.004), self.j.on(0.05, 0.036)], dark, 0.006)
        if made.parted and pen.fine(150):
            pen.line([self.j.on(0.62, 0.034), self.j.on(0.3, 0.036), self.j.on(0.02, 0.03)], dark, 0.004)
        self._draw_belt(pen)
        self._draw_buttons(pen)
        if self.person.garment == "armour":
            self._draw_plates(pen, dark)
        elif self.person.garment in ("spacesuit", "divingsuit", "casing"):
            self._draw_chest(pen)

    def _draw_front(self, pen: Pen) -> None:
        """The shirt between the lapels, with a tie where a suit is worn."""
        on, s = self.j.on, self.b.shoulder
        pen.fill(cut([(*on(1.02, -0.006), 1), (*on(1.0, 0.05), 1), (*on(0.56, 0.036), 1)]), self.person.shirt, rim=0.0)
        if self.cut is CUTS["suit"] or self.cut is CUTS["tailcoat"]:
            pen.fill(cut([(*on(0.98, 0.02), 1), (*on(0.97, 0.034), 1), (*on(0.62, 0.037), 1)]), (92, 44, 48), rim=0.0)
        lapel = scaled(self.person.cloth, 0.84)
        pen.fill(
            cut([(*on(1.03, -0.016), 1), (*on(0.92, -s * 0.2), 1), (*on(0.8, 0.0), 1), (*on(0.54, 0.036), 1)]),
            lapel,
            0.5,
        )
        pen.fill(cut([(*on(1.01, 0.05), 1), (*on(0.9, s * 0.78), 1), (*on(0.54, 0.036), 1)]), lapel, rim=0.5)

    def _draw_folds(self, pen: Pen, dark: RGB) -> None:
        long = self.cut.long
        for k, start in ((-0.62, -0.03), (-0.16, -0.01), (0.3, 0.014), (0.68, 0.034)):
            leg = self.front if k > 0 else self.back
            side = k * (self.b.hips + self.cut.flare) - (0.02 if k > 0 else -0.02)
            mid, low = self.hem(leg, long * 0.5, side * 0.8), self.hem(leg, long * 0.96, side)
            pen.line([self.j.on(0.26, start), mid, low], dark, 0.0045)

    def _draw_belt(self, pen: Pen) -> None:
        kind = self.cut.belt
        if not kind:
            return
        share = 0.34 if kind == "sash" else 0.27
        ax, ay = self.ahead(share)
        bx, by = self.behind(share)
        tone = {"leather": (84, 58, 44), "cord": (206, 186, 146)}.get(kind, scaled(self.person.cloth, 0.72))
        wide = {"leather": 0.011, "cord": 0.006}.get(kind, 0.013)
        dip = 0.008
        pen.fill(
            cut(
                [
                    (bx, by - wide, 1), ((ax + bx) / 2, (ay + by) / 2 - wide + dip), (ax, ay - wide, 1),
                    (ax, ay + wide, 1), ((ax + bx) / 2, (ay + by) / 2 + wide + dip), (bx, by + wide, 1),
                ]
            ),
            tone,
            rim=0.5,
        )  # fmt: skip
        x, y = ax * 0.7 + bx * 0.3, ay * 0.7 + by * 0.3 + dip * 0.8
        if kind == "leather":
            pen.fill(cut([(x - 0.01, y - 0.011, 1), (x + 0.01, y - 0.011, 1), (x + 0.01, y + 0.012, 1),
                          (x - 0.01, y + 0.012, 1)]), GOLD, rim=0.0)  # fmt: skip
        elif kind == "cord":
            end = self.air.loose((x, y), 0.15, 4, 0.5)
            pen.line(end, tone, 0.008)

    def _draw_buttons(self, pen: Pen) -> None:
        made = self.cut
        if not made.buttons:
            return
        top = 0.5 if made.shirt else 0.86
        rows = [0.036] if made.buttons == "single" else [0.006, 0.05]
        tone = GOLD if self.person.garment in ("uniform", "jacket", "coat", "greatcoat", "oilskin") else (88, 78, 74)
        count = 3 if made.shirt else 4
        for side in rows:
            for k in range(count):
                x, y = self.j.on(top - (top - 0.14) * k / max(1, count - 1), side + self.b.belly * 0.3)
                pen.fill(oval(x, y, 0.0068), tone, rim=0.0)

    def _draw_plates(self, pen: Pen, dark: RGB) -> None:
        for share in (0.66, 0.44, 0.24, 0.06):
            pen.line([self.behind(share), self.j.on(share - 0.05, 0.01), self.ahead(share)], dark, 0.006)
        pen.line([self.j.on(0.94, 0.03), self.j.on(0.5, 0.05)], scaled(self.person.cloth, 1.3), 0.008)

    def _draw_chest(self, pen: Pen) -> None:
        on = self.j.on
        box = [(*on(0.72, -0.024), 1), (*on(0.72, 0.058), 1), (*on(0.5, 0.056), 1), (*on(0.5, -0.022), 1)]
        pen.fill(cut(box), mix(self.person.cloth, (120, 126, 132), 0.6), rim=0.6)
        for k, tone in enumerate(((206, 72, 58), (232, 184, 84), (96, 160, 140))):
            x, y = on(0.62, -0.004 + 0.022 * k)
            pen.fill(oval(x, y, 0.008), tone, rim=0.0)
