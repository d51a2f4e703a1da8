"""A whole person on the bench: the order in which their papers lie over one another."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from generators.papertheatre.colour import scaled
from generators.papertheatre.figures.air import Air
from generators.papertheatre.figures.furniture import draw_stool
from generators.papertheatre.figures.hair import HANGING, draw_hair_hanging
from generators.papertheatre.figures.head import draw_head
from generators.papertheatre.figures.holdings import draw_holding
from generators.papertheatre.figures.implements import draw_violin
from generators.papertheatre.figures.joints import XY, Joints, solved
from generators.papertheatre.figures.limbs import draw_arm, draw_leg
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.person import Build, Person, build_of
from generators.papertheatre.figures.posture import Posture
from generators.papertheatre.figures.tailoring import FLAT, Garment, cut_of, sleeve_of
from generators.papertheatre.figures.wraps import (
    draw_apron,
    draw_cloak,
    draw_collar,
    draw_scarf,
    draw_scarf_ends,
    draw_shawl,
)
from generators.papertheatre.shapes import smooth


def draw_person(
    pen: Pen, person: Person, pose: Posture, air: Air, frontal: bool = False, prop: str = "", seat: float = 0.0
) -> XY:
    """Draw somebody standing on (0, 0); returns where the light of what they hold would be.

    `seat` > 0: they sit this high on something that the set does not have.
    """
    b = build_of(person)
    j = solved(pose, b, person.stoop)
    if seat:
        draw_stool(pen, j)
    if not pose.lie:
        return _draw_layers(pen, person, pose, j, b, air, frontal, prop)
    share = math.sin(math.radians(pose.lie))
    with pen.space(0.0, -FLAT * abs(share) * (0.6 + 0.4 * person.bulk), -pose.lie):
        x, y = _draw_layers(pen, person, pose, j, b, air, frontal, prop)
    a = math.radians(-pose.lie)
    return (x * math.cos(a) - y * math.sin(a), x * math.sin(a) + y * math.cos(a) - FLAT * abs(share))


def _draw_layers(
    pen: Pen, person: Person, pose: Posture, j: Joints, b: Build, air: Air, frontal: bool, prop: str
) -> XY:
    garment = Garment(j, b, person, air)
    if person.cloak is not None:
        draw_cloak(pen, garment, behind=True)
    draw_arm(pen, j.far_arm, b, sleeve_of(person, 0.74), scaled(person.skin, 0.86), 0.0, pose.far_hand)
    garment.draw_lining(pen)
    if cut_of(person).long < 0.49:
        draw_leg(pen, j.far_leg, pose.far_foot, b, person, 0.72)
        draw_leg(pen, j.near_leg, pose.near_foot, b, person, 1.0)
    head = _Head(pen, person, pose, j, b, air, frontal)
    head.draw_neck()
    garment.draw(pen)
    if person.apron is not None:
        draw_apron(pen, garment)
    if person.scarf is not None:
        draw_scarf_ends(pen, garment)
    head.draw(behind=True)
    head.draw(behind=False)
    draw_collar(pen, garment)
    if person.scarf is not None:
        draw_scarf(pen, garment)
    if prop == "violin":
        draw_violin(pen, j)
    if person.shawl is not None:
        draw_shawl(pen, garment)
    hand = j.near_arm[2]
    tip = draw_holding(pen, prop, j.near_arm, air) if prop else hand
    if person.cloak is not None:
        draw_cloak(pen, garment, behind=False)
    grip = max(pose.grip, 0.7) if prop else pose.grip
    draw_arm(pen, j.near_arm, b, sleeve_of(person, 1.05), person.skin, grip, pose.near_hand)
    if person.hair in HANGING and not frontal:
        head.draw_hanging()
    return tip


class _Head:
    """Neck and head: the neck lies under the garment, the head over it."""

    def __init__(self, pen: Pen, person: Person, pose: Posture, j: Joints, b: Build, air: Air, frontal: bool) -> None:
        self.pen, self.person, self.pose, self.j, self.b, self.air, self.frontal = pen, person, pose, j, b, air, frontal

    def draw_neck(self) -> None:
        (sx, sy), (nx, ny), p = self.j.shoulder, self.j.neck, self.person
        wide = 0.029 * (0.6 + 0.4 * p.bulk) * (0.88 if p.female else 1.06) * (1 - 0.12 * p.young)
        top = ny - self.b.head * 0.3
        points = [
            (sx - wide * 1.6, sy + 0.02), (sx + wide * 1.8, sy + 0.02), (nx + wide * 1.15, ny + 0.012), (nx + wide,
            top),
            (nx - wide * 1.1, top), (nx - wide * 1.2, ny + 0.012),
        ]  # fmt: skip
        self.pen.fill(smooth(points), scaled(p.skin, 0.84), rim=0.5)

    def draw(self, behind: bool) -> None:
        """What hangs over the back when `behind`, else face, hair and hat."""
        with self._space() as air:
            draw_head(self.pen, self.person, self.pose, air, self.frontal, behind)

    def draw_hanging(self) -> None:
        """Hair that lies over the shoulder."""
        with self._space() as air:
            draw_hair_hanging(self.pen, self.person, air)

    @contextmanager
    def _space(self) -> Iterator[Air]:
        """The head's own space, and the air as it is there."""
        nx, ny = self.j.neck
        tilt = self.pose.head + self.j.upper * 0.3
        with self.pen.space(nx, ny, tilt), self.pen.space(self.b.head * 0.06, -self.b.head * 0.36, 0.0, self.b.head):
            yield replace(self.air, lie=self.air.lie - tilt)
