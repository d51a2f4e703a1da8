"""A whole puppet on the canvas: joints solved from a posture, papers cut to them, shadow, rim of light, props.

Drawn in the puppet's own space: 1 is its height, the feet stand on (0, 0), +x is where it faces, y runs down.
"""

from __future__ import annotations

import math
from typing import Any, Final

import skia

from generators.papertheatre.colour import RGB, argb, mix, scaled
from generators.papertheatre.figures.head import draw_head
from generators.papertheatre.figures.holdings import draw_holding
from generators.papertheatre.figures.joints import FORE, SHIN, THIGH, XY, Joints, capsule, solved
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.posture import Posture
from generators.papertheatre.figures.wardrobe import Person
from generators.papertheatre.light import Light
from generators.papertheatre.shapes import line, oval, polygon, smooth

HEAD: Final = 0.158  # height of the head
SHADOW_UNIT: Final = 96.0  # pixels in a puppet's height when its shadow is drawn: it is soft anyway
SHADOW_EDGE: Final = 0.08  # how far a shadow's blur reaches


def _stroke(colour: int) -> Any:
    return skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Color=colour)


class Puppeteer:
    """Draws puppets on one canvas in one light."""

    def __init__(self, canvas: Any, light: Light) -> None:
        self.canvas = canvas
        self.light = light
        self._unit = 1.0  # pixels in a puppet's height, now
        self._side = 1.0  # where the light comes from in the puppet's space: 1 ahead, -1 behind
        self._dim = 1.0
        self._papers: dict[tuple[RGB, float], list[int]] = {}
        self._rim_alpha = 0.0
        style = light.finish.style
        self._large = False
        self._zoom = 1.0  # pixels in a unit of the space that is drawn in: the puppet's, or its head's
        self._gap = _stroke(argb((0, 0, 0), 0.42 * style.shadow))
        self._rim = _stroke(0xFFFFFFFF)
        self._edge = _stroke(argb(style.edge_colour, style.edge * 0.75)) if style.edge else None
        self._rim_colour = mix(light.finish.graded(light.warmth), style.rim_colour, 0.5)
        self._shine: list[int] = []
        self._filler = skia.Paint(AntiAlias=True)

    def draw(
        self,
        person: Person,
        pose: Posture,
        feet: XY,
        height: float,
        facing: int,
        frontal: bool,
        lit_from: float,
        prop: str = "",
        seat: bool = False,
        dim: float = 1.0,
        t_s: float = 0.0,
    ) -> XY:
        """Draw at `feet` (pixels), `height` pixels tall for a grown figure; returns where the hand's prop is."""
        unit = height * person.height
        self._unit, self._dim = unit, dim
        self._side = 1.0 if (lit_from - feet[0]) * facing >= 0 else -1.0
        self._rim_alpha = min(0.95, self.light.finish.style.rim * 1.15) * (0.4 + 0.6 * dim)
        self._shine = [argb(self._rim_colour, self._rim_alpha * 0.8), argb(self._rim_colour, self._rim_alpha * 0.18)]
        self._zoom = unit
        self._large = unit > 500
        if self._large:  # an even edge: gradients along long edges cost more than they show
            self._rim = _stroke(argb(self._rim_colour))
        joints = solved(pose, person)
        c = self.canvas
        c.save()
        c.translate(*feet)
        c.scale(unit * facing, unit)
        if pose.lie:
            c.translate(0.0, -0.06)
            c.rotate(-pose.lie)
        self._draw_shadow(joints, person)
        if seat:
            self._draw_seat(joints)
        hand = self._draw_body(joints, person, pose, frontal, prop, t_s)
        c.restore()
        return (feet[0] + hand[0] * unit * facing, feet[1] + hand[1] * unit)

    # -- paper ------------------------------------------------------------------------------------------------------

    def fill(self, path: Any, colour: RGB, rim: float = 1.0, alpha: float = 1.0) -> None:
        """One cut of paper: the dark gap beneath it, its gradient, its lit edge."""
        c = self.canvas
        if self._large and c.quickReject(path):
            return
        if rim >= 0.9 and self._unit > 60:
            self._gap.setStrokeWidth(max(min(0.014 * self._unit, 5), 2.2) / self._zoom)
            c.drawPath(path, self._gap)
        bounds = path.getBounds()
        left, right = bounds.left(), bounds.right()
        ends = (
            [(right, bounds.top()), (left, bounds.bottom())]
            if self._side > 0
            else [(left, bounds.top()), (right, bounds.bottom())]
        )
        self._filler.setShader(skia.GradientShader.MakeLinear(ends, self._paper(colour)))
        self._filler.setAlphaf(alpha)
        c.drawPath(path, self._filler)
        if rim and self._rim_alpha:
            if not self._large:
                self._rim.setShader(skia.GradientShader.MakeLinear(ends, self._shine))
            self._rim.setAlphaf(rim if not self._large else rim * self._rim_alpha * 0.42)
            self._rim.setStrokeWidth(max(min(0.0045 * self._unit, 2.4), 1.0) / self._zoom)
            c.drawPath(path, self._rim)
        if self._edge is not None and rim:
            self._edge.setStrokeWidth(max(0.007 * self._unit, 1.0) / self._zoom)
            c.drawPath(path, self._edge)

    def draw_line(self, points: list[XY], colour: RGB, width: float) -> None:
        paint = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Color=self._paper(colour)[0])
        paint.setStrokeWidth(width)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
        self.canvas.drawPath(smooth(points, closed=False) if len(points) > 2 else line(points), paint)

    def _paper(self, colour: RGB) -> list[int]:
        """Skia's colours of this paper on the lit side and on the far side."""
        key = (colour, self._dim)
        pair = self._papers.get(key)
        if pair is None:
            base = self.light.shade(colour, 1.0)
            if self.light.night and not self.light.interior:
                base = mix(base, scaled(colour, 0.62), 0.5)
            base = scaled(base, self._dim * (1.18 + 0.2 * self.light.day.lamps if self.light.interior else 1.08))
            graded = self.light.finish.graded
            warm = mix(base, self.light.warmth, 0.12)
            pair = self._papers[key] = [
                argb(self.light.finish.pressed(graded(scaled(warm, 1.14)), 1.1)),
                argb(self.light.finish.pressed(graded(scaled(base, 0.74)), 1.4)),
            ]
        return pair

    # -- body -------------------------------------------------------------------------------------------------------

    def _draw_shadow(self, j: Joints, person: Person) -> None:
        """A soft shadow on the sheet behind, and one under the feet."""
        c = self.canvas
        whole = skia.Path()
        for a, b, ra in (
            (j.hip, j.shoulder, 0.075 * person.bulk),
            (*j.near_leg[:2], 0.05),
            (*j.near_leg[1:], 0.035),
            (*j.far_leg[:2], 0.05),
            (*j.far_leg[1:], 0.035),
            (*j.near_arm[:2], 0.03),
            (*j.near_arm[1:], 0.025),
        ):
            whole.addPath(capsule(a, b, ra, ra))
        whole.addPath(oval(j.neck[0] + 0.015, j.neck[1] - 0.07, 0.075))
        strength = self.light.finish.style.shadow
        shade = self._soft(whole, argb((0, 0, 0), 0.42 * strength))
        area = whole.getBounds().makeOutset(SHADOW_EDGE, SHADOW_EDGE).makeOffset(-0.028 * self._side, 0.012)
        c.drawImageRect(shade, area, skia.SamplingOptions(skia.FilterMode.kLinear))
        shade = skia.GradientShader.MakeRadial((0, 0), 0.25, [argb((0, 0, 0), 0.55 * strength), argb((0, 0, 0), 0)])
        c.save()
        c.scale(1, 0.16)
        c.drawCircle(0, 0, 0.25, skia.Paint(AntiAlias=True, Shader=shade))
        c.restore()

    def _soft(self, path: Any, colour: int) -> Any:
        """The path blurred, as a small image of its bounds and SHADOW_EDGE around them."""
        area = path.getBounds().makeOutset(SHADOW_EDGE, SHADOW_EDGE)
        k = SHADOW_UNIT
        small = skia.Surface.MakeRasterN32Premul(max(1, round(area.width() * k)), max(1, round(area.height() * k)))
        canvas = small.getCanvas()
        canvas.scale(small.width() / area.width(), small.height() / area.height())
        canvas.translate(-area.left(), -area.top())
        blur = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, min(0.03, 16 / self._unit))
        canvas.drawPath(path, skia.Paint(AntiAlias=True, Color=colour, MaskFilter=blur))
        return small.makeImageSnapshot()

    def _draw_seat(self, j: Joints) -> None:
        x, y = j.hip[0] - 0.02, j.hip[1] + 0.05
        for leg in (-0.09, 0.1):
            self.fill(
                polygon(
                    [(x + leg - 0.014, y), (x + leg + 0.014, y), (x + leg * 1.2 + 0.012, 0), (x + leg * 1.2 - 0.012, 0)]
                ),
                (92, 66, 50),
            )
        self.fill(
            polygon([(x - 0.13, y - 0.005), (x + 0.13, y - 0.005), (x + 0.12, y + 0.03), (x - 0.12, y + 0.03)]),
            (118, 84, 60),
        )

    def _draw_body(self, j: Joints, person: Person, pose: Posture, frontal: bool, prop: str, t_s: float) -> XY:
        sway = math.sin(t_s * 1.3 + person.seed) * 0.012
        long = {"dress": 0.40, "robe": 0.43, "coat": 0.25, "cloak": 0.34}.get(person.garment, 0.05)
        self._draw_arm(j.far_arm, person, scaled(person.cloth, 0.72))
        if person.garment == "cloak":
            self._draw_cape(j, person, sway)
        self._draw_leg(j.far_leg, person, 0.7)
        self._draw_leg(j.near_leg, person, 1.0)
        if person.hair == "braid":
            self._draw_braid(j, person, sway)
        self._draw_trunk(j, person, long, sway)
        if person.scarf is not None:
            self._draw_scarf_end(j, person, sway)
        self._draw_head(j, person, pose, frontal)
        if person.scarf is not None:
            n = j.neck
            self.fill(
                smooth(
                    [
                        (n[0] - 0.058, n[1] + 0.005),
                        (n[0] + 0.0, n[1] - 0.012),
                        (n[0] + 0.062, n[1] + 0.002),
                        (n[0] + 0.062, n[1] + 0.042),
                        (n[0], n[1] + 0.056),
                        (n[0] - 0.062, n[1] + 0.04),
                    ]
                ),
                person.scarf,
            )
        hand = j.near_arm[2]
        tip = draw_holding(self, prop, hand, t_s) if prop else hand
        self._draw_arm(j.near_arm, person, scaled(person.cloth, 1.06))
        return tip

    def _draw_arm(self, arm: tuple[XY, XY, XY], person: Person, cloth: RGB) -> None:
        thick = 0.5 + 0.5 * person.bulk
        a, b, h = arm
        skin = scaled(person.skin, 0.9 if cloth[0] < person.cloth[0] else 1.0)
        dx, dy = (h[0] - b[0]) / FORE, (h[1] - b[1]) / FORE
        self.fill(
            smooth(
                [
                    (h[0] - dx * 0.01 - dy * 0.018, h[1] - dy * 0.01 + dx * 0.018),
                    (h[0] + dx * 0.03 - dy * 0.02, h[1] + dy * 0.03 + dx * 0.02),
                    (h[0] + dx * 0.052, h[1] + dy * 0.052),
                    (h[0] + dx * 0.03 + dy * 0.016, h[1] + dy * 0.03 - dx * 0.016),
                    (h[0] - dx * 0.01 + dy * 0.016, h[1] - dy * 0.01 - dx * 0.016),
                ]
            ),
            skin,
            rim=0.7,
        )
        self.fill(capsule(b, (h[0] - dx * 0.004, h[1] - dy * 0.004), 0.0265 * thick, 0.022 * thick), cloth)
        self.fill(capsule(a, b, 0.037 * thick, 0.028 * thick), cloth)

    def _draw_leg(self, leg: tuple[XY, XY, XY], person: Person, share: float) -> None:
        thick = 0.55 + 0.45 * person.bulk
        hip, knee, foot = leg
        cloth = scaled(person.trousers, share)
        shoe = scaled(person.skin, share) if person.barefoot else scaled((58, 48, 46), share)
        lower = scaled(person.skin, share) if person.barefoot else cloth
        a = math.atan2(foot[0] - knee[0], foot[1] - knee[1])
        flat = abs(a) < 0.9
        turn = 0.0 if flat else a - math.copysign(0.6, a)
        cos, sin = math.cos(turn), math.sin(turn)
        sole = [(-0.03, -0.02), (-0.034, 0.026), (0.075, 0.028), (0.082, 0.012), (0.03, -0.016)]
        self.fill(smooth([(foot[0] + x * cos + y * sin, foot[1] - x * sin + y * cos) for x, y in sole]), shoe)
        self.fill(capsule(knee, foot, 0.036 * thick, 0.024 * thick), lower)
        self.fill(capsule(hip, knee, 0.054 * thick, 0.039 * thick), cloth)

    def _along(self, leg: tuple[XY, XY, XY], length: float, side: float) -> XY:
        """A point `length` down a leg, `side` in front of it."""
        a, b = (leg[0], leg[1]) if length <= THIGH else (leg[1], leg[2])
        part = length / THIGH if length <= THIGH else (length - THIGH) / SHIN
        dx, dy = b[0] - a[0], b[1] - a[1]
        norm = math.hypot(dx, dy) or 1.0
        return (a[0] + dx * part + dy / norm * side, a[1] + dy * part - dx / norm * side)

    def _draw_trunk(self, j: Joints, person: Person, long: float, sway: float) -> None:
        """Trunk and skirt of the garment in one piece of paper."""
        b = person.bulk
        (hx, hy), (sx, sy) = j.hip, j.shoulder
        a = math.radians(j.lean)
        fx, fy = math.cos(a), math.sin(a)

        def on(share: float, side: float) -> XY:
            return (hx + (sx - hx) * share + fx * side, hy + (sy - hy) * share + fy * side)

        belly = 0.082 * b + (0.02 if b > 1.1 else 0.0)
        flare = 0.055 + long * (0.24 if person.garment in ("dress", "robe") else 0.12)
        front, back = (j.near_leg, j.far_leg) if j.near_leg[1][0] >= j.far_leg[1][0] else (j.far_leg, j.near_leg)
        hem_front = self._along(front, long, flare * b)
        hem_back = self._along(back, long, -flare * b * 1.05)
        mid_front, mid_back = (
            self._along(front, long * 0.4, (0.062 + flare * 0.25) * b),
            self._along(back, long * 0.4, -(0.066 + flare * 0.25) * b),
        )
        waist = 0.062 if person.garment == "dress" else 0.072
        points = [
            on(1.06, 0.006),
            on(0.99, 0.056 * b),
            on(0.7, 0.084 * b),
            on(0.3, belly if b > 1.1 else waist * b + 0.008),
            mid_front,
            hem_front,
            ((hem_front[0] * 1.6 + hem_back[0]) / 2.6 + sway * long * 2, max(hem_front[1], hem_back[1]) + 0.012),
            (hem_back[0] + sway * long * 2, hem_back[1]),
            mid_back,
            on(0.28, -waist * b),
            on(0.72, -0.074 * b),
            on(1.0, -0.05 * b),
        ]
        path = _tailored(points)
        self.fill(path, person.cloth)
        if self._unit > 90:
            self._draw_details(j, person, on, hem_front, hem_back)

    def _draw_details(self, j: Joints, person: Person, on: Any, hem_front: XY, hem_back: XY) -> None:
        dark = scaled(person.cloth, 0.66)
        if person.garment in ("coat", "jacket"):
            edge = (hem_front[0] * 0.72 + hem_back[0] * 0.28, hem_front[1] * 0.9 + hem_back[1] * 0.1)
            self.draw_line([on(0.98, 0.03), on(0.6, 0.045), on(0.1, 0.034), edge], dark, 0.006)
            for k in (0.78, 0.56, 0.34):
                self.fill(
                    oval(on(k, 0.058 * person.bulk)[0], on(k, 0.058 * person.bulk)[1], 0.0075), (222, 186, 110), rim=0.0
                )
        elif person.garment in ("dress", "robe"):
            self.draw_line([on(0.3, -0.058), on(0.28, 0.0), on(0.3, 0.062)], dark, 0.014)
            for k in (-0.3, 0.05, 0.4):
                end = (hem_front[0] * (0.5 + k) + hem_back[0] * (0.5 - k), hem_front[1] - 0.02)
                self.draw_line(
                    [on(0.22, k * 0.06), ((on(0.0, k * 0.1)[0] + end[0]) / 2, (j.hip[1] + end[1]) / 2), end],
                    dark,
                    0.005,
                )
        if person.apron is not None:
            self.fill(
                smooth(
                    [
                        on(0.8, 0.07),
                        on(0.3, 0.074),
                        (hem_front[0], hem_front[1] - 0.02),
                        (hem_front[0] - 0.09, hem_front[1] - 0.01),
                        on(0.3, 0.0),
                        on(0.8, 0.02),
                    ]
                ),
                person.apron,
            )

    def _draw_cape(self, j: Joints, person: Person, sway: float) -> None:
        (sx, sy), (hx, hy) = j.shoulder, j.hip
        low = hy + 0.3
        self.fill(
            smooth(
                [
                    (sx + 0.05, sy - 0.02),
                    (sx - 0.05, sy - 0.03),
                    (sx - 0.13, sy + 0.12),
                    (hx - 0.2 + sway, hy),
                    (hx - 0.27 + sway * 3, low),
                    (hx - 0.02 + sway * 2, low + 0.02),
                    (hx + 0.03, hy),
                ]
            ),
            scaled(person.cloth, 0.78),
        )

    def _draw_braid(self, j: Joints, person: Person, sway: float) -> None:
        """A plait down the back, link by link."""
        x, y = j.neck[0] - 0.055, j.neck[1] - 0.055
        tone = person.hair_colour
        for k in range(9):
            link = oval(x - 0.012 - 0.0035 * k + sway * k * 0.16, y + k * 0.03, 0.023 - 0.0011 * k, 0.0195)
            self.fill(link, scaled(tone, 1.0 if k % 2 else 0.86), rim=0.6)
        self.fill(oval(x - 0.045 + sway * 1.5, y + 0.275, 0.012, 0.022), scaled(tone, 0.8), rim=0.5)

    def _draw_scarf_end(self, j: Joints, person: Person, sway: float) -> None:
        assert person.scarf is not None
        x, y = j.neck[0] - 0.045, j.neck[1] + 0.03
        w = sway * 3
        self.fill(
            smooth(
                [
                    (x, y - 0.015),
                    (x - 0.09, y + 0.01 + w),
                    (x - 0.19, y + 0.005 - w),
                    (x - 0.26, y + 0.05 + w),
                    (x - 0.25, y + 0.1 + w),
                    (x - 0.17, y + 0.055 - w),
                    (x - 0.07, y + 0.06 + w),
                    (x + 0.02, y + 0.04),
                ]
            ),
            scaled(person.scarf, 0.9),
        )

    def _draw_head(self, j: Joints, person: Person, pose: Posture, frontal: bool) -> None:
        c = self.canvas
        size = HEAD * (1.0 + 0.42 * max(0.0, 1 - person.age / 17))
        nx, ny = j.neck
        self.fill(capsule((nx, ny + 0.035), (nx + 0.006, ny - 0.035), 0.031, 0.028), scaled(person.skin, 0.82), rim=0.4)
        c.save()
        c.translate(nx + 0.004, ny - 0.012)
        c.rotate(pose.head + j.lean * 0.35)
        c.translate(0.012, -size * 0.345)
        c.scale(size, size)
        self._zoom = self._unit * size
        draw_head(Pen(self.fill, self.draw_line, self._zoom > 46), person, pose, frontal)
        self._zoom = self._unit
        c.restore()


def _tailored(points: list[XY]) -> Any:
    """A garment's outline: soft, with crisp hem corners (points 5 and 7)."""
    p = skia.Path()
    n = len(points)
    p.moveTo((points[-1][0] + points[0][0]) / 2, (points[-1][1] + points[0][1]) / 2)
    for i in range(n):
        a, b = points[i], points[(i + 1) % n]
        if i in (5, 7):
            p.lineTo(*a)
            continue
        end = b if i + 1 in (5, 7) else ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        p.quadTo(a[0], a[1], *end)
    p.close()
    return p
