"""A puppet's head: hair behind, face, beard, hair, hat, in this order. Its space is face.py's."""

from __future__ import annotations

from generators.papertheatre.figures.air import Air
from generators.papertheatre.figures.beards import draw_beard, draw_pipe
from generators.papertheatre.figures.face import draw_profile
from generators.papertheatre.figures.front import draw_front
from generators.papertheatre.figures.hair import draw_ear, draw_hair, draw_hair_behind
from generators.papertheatre.figures.hats import HATS, draw_hat, draw_hat_behind
from generators.papertheatre.figures.masks import MASKS
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.person import Person
from generators.papertheatre.figures.posture import Posture


def draw_head(pen: Pen, person: Person, pose: Posture, air: Air, frontal: bool, behind: bool) -> None:
    """What hangs behind the trunk when `behind`, else all that lies over it."""
    hat = HATS.get(person.hat)
    closed = hat is not None and hat.closed
    if behind:
        if hat is not None:
            draw_hat_behind(pen, person, hat, frontal)
        if not closed:
            draw_hair_behind(pen, person, air, frontal)
        return
    mask = MASKS.get(person.nature)
    if mask is not None:
        mask(pen, person, pose, frontal)
        return
    if not closed:
        draw_hair_behind(pen, person, air, frontal, near=True)
    (draw_front if frontal else draw_profile)(pen, person, pose)
    if person.beard:
        draw_beard(pen, person, pose, air, frontal)
    if not closed:
        draw_hair(pen, person, frontal, hat is not None)
        draw_ear(pen, person, frontal)
    if hat is not None:
        draw_hat(pen, person, hat, frontal)
    if person.pipe:
        draw_pipe(pen, pose, frontal)
