"""Any animal on the bench: each plan of build has a file of its own."""

from __future__ import annotations

from generators.papertheatre.figures.air import Air
from generators.papertheatre.figures.beasts.birds import draw_bird
from generators.papertheatre.figures.beasts.fish import draw_fish
from generators.papertheatre.figures.beasts.habits import Habit
from generators.papertheatre.figures.beasts.kinds import BEASTS
from generators.papertheatre.figures.beasts.quadrupeds import draw_quadruped
from generators.papertheatre.figures.pen import XY, Pen
from generators.papertheatre.figures.person import Person

PLANS = {"quadruped": draw_quadruped, "bird": draw_bird, "fish": draw_fish}


def draw_beast(pen: Pen, person: Person, habit: Habit, air: Air) -> XY:
    """Draw an animal that stands on (0, 0); 1 is its height. Returns the point of its mouth."""
    return PLANS[BEASTS[person.species].plan](pen, person, habit, air)
