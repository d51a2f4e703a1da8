"""Where everybody stands and which way they go: marks on the stage, rows for crowds, routes for walkers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from generators.base import Figure, Framing, Shot
from generators.papertheatre.colour import luminance
from generators.papertheatre.figures.actions import WALKING_STOPS, Doing, doing
from generators.papertheatre.figures.gait import GAITS
from generators.papertheatre.figures.holdings import HOLDINGS
from generators.papertheatre.figures.performance import Part
from generators.papertheatre.figures.person import Person
from generators.papertheatre.figures.repertoire import SCORES
from generators.papertheatre.figures.temper import temper_of
from generators.papertheatre.figures.wardrobe import dressed
from generators.papertheatre.routes import Route, outside
from generators.papertheatre.scenery import Scenery, Seat

HOLDABLE: Final = tuple(HOLDINGS)  # what a hand can hold
MOST_FIGURES: Final = 30  # a bigger crowd is the first ones and everyone who speaks
ROW: Final = 6  # figures side by side, before the next row stands behind
BED_REACH: Final = 9.0  # and to lie on a bed
LYING_MIDDLE: Final = 0.52  # of a body that lies, from its feet, in its own heights
STEP_SEAT: Final = 0.55  # stage units that one sits high on stairs
SILHOUETTE: Final = 0.3  # luminance of white paper, printed as figures are: darker looks show outlines only
AT_DOORS: Final = ("open", "close", "knock")
DOOR_REACH: Final = 0.42  # figure heights from a door's middle, for an arm to reach it
UPSTAIRS: Final = {"come": "enter", "go": "cross"}  # by stairs that the set does not show
ROPES: Final = re.compile(r"\b(?:ropes?|lines?|cables?|hawsers?|nets?|anchor|halyard|sheet|chain)\b")
SEATS: Final = re.compile(r"arm ?chair|sofa|couch|bench|pew")
SEAT_REACH: Final = 1.9  # stage units that somebody goes aside to sit on a chair that the set has
FASTEST: Final = 4.8  # stage units a second
TOGETHER: Final = ("embrace", "kiss", "bear", "waltz")
CLOSE_UP: Final = {"embrace": 0.21, "kiss": 0.24, "bear": 0.2, "waltz": 0.3}  # figure heights between two who meet
ABREAST: Final = ("stand", "float", "sit")  # stances in which one who is alone looks at us


@dataclass(frozen=True)
class Mark:
    """One figure on the stage: who, doing what, where."""

    figure: Figure
    part: Part
    x: float  # stage units
    floor: float
    facing: int  # -1 or 1
    frontal: bool
    size: float  # share of the set's grown height: back rows are smaller
    dim: float  # brightness: back rows are darker
    route: Route | None = None
    seat: Seat | None = None  # what is sat or lain on; None: a stool comes along
    partner: str = ""  # whom one meets
    borne: bool = False  # lies in somebody's arms
    by_door: bool = False  # comes in or goes out by a door of the set

    @property
    def person(self) -> Person:
        return self.part.person

    @property
    def doing(self) -> Doing:
        return self.part.doing

    @property
    def prop(self) -> str:
        return self.part.prop

    def at(self, t_s: float) -> float:
        """The x at a moment, in stage units."""
        return self.x if self.route is None else self.route.x(t_s)


def marks_of(shot: Shot, s: Scenery) -> tuple[Mark, ...]:
    """Everybody's mark, back row first."""
    cast = _seen(shot.cast)
    if not cast:
        return ()
    places = _spread([f.placement for f in cast], [_breadth(f, s) for f in cast], s)
    marks = [_mark(f, x, row, cast, s) for f, (x, row) in zip(cast, places, strict=True)]
    marks = [_turned(m, marks, shot, s) for m in marks]
    marks = _met(marks, s)
    side = _way_out(marks)
    marks = [_to_the_door(m, marks, s) or _on_the_way(m, shot.duration_s, s, side) for m in marks]
    marks = [_looking(m, marks) for m in marks]
    return tuple(sorted(marks, key=lambda m: (m.size, m.figure.speaking, m.doing.gesture in TOGETHER)))


def _seen(cast: tuple[Figure, ...]) -> list[Figure]:
    if len(cast) <= MOST_FIGURES:
        return list(cast)
    speakers = [f for f in cast if f.speaking][:MOST_FIGURES]
    others = [f for f in cast if not f.speaking][: MOST_FIGURES - len(speakers)]
    return [f for f in cast if f in speakers or f in others][:MOST_FIGURES]


def _breadth(figure: Figure, s: Scenery) -> float:
    """How much room somebody takes to either side, in stage units: a horse more than its rider."""
    person = dressed(figure.name, figure.looks)
    return s.tall * (1.4 * person.height if person.species else 0.23)


def _spread(placements: list[float], breadths: list[float], s: Scenery) -> list[tuple[float, int]]:
    """(x, row) for each placement: rows of a few, with room for each between its neighbours."""
    low, high = s.reach[0] * s.half, s.reach[1] * s.half
    wish = [low + (high - low) * (p + 1) / 2 for p in placements]
    result: list[tuple[float, int]] = [(0.0, 0)] * len(wish)
    order = sorted(range(len(wish)), key=lambda i: wish[i])
    rows = max(1, -(-len(wish) // ROW))
    for row in range(rows):
        members = order[row::rows]
        room = (high - low + 1.6) / max(1, len(members))
        gaps = [min(breadths[i] + breadths[k], room) for i, k in pairwise(members)]
        xs = [wish[i] + (0.5 * min(s.tall * 0.46, room) if row % 2 else 0.0) for i in members]
        for _ in range(24):
            for a, gap in enumerate(gaps):
                lack = gap - (xs[a + 1] - xs[a])
                if lack > 0:
                    xs[a] -= lack / 2
                    xs[a + 1] += lack / 2
        for i, x in zip(members, xs, strict=True):
            result[i] = (max(low - 0.9, min(high + 0.9, x)), row)
    return result


def _mark(figure: Figure, x: float, row: int, cast: list[Figure], s: Scenery) -> Mark:
    person = dressed(figure.name, figure.looks)
    act = _fitting(doing(_named_others(figure, cast)), s)
    seat = _seated(figure, act, x, s)
    if seat is not None:
        x = seat.x - seat.pillow * LYING_MIDDLE * s.tall * person.height
    part = Part(
        person,
        act,
        temper_of(f"{figure.emotion} . {figure.action}"),
        _prop(figure, person, act),
        speaks=figure.speaking,
    )
    size = 1.0 - 0.12 * row / (1 + 0.12 * row)
    floor = s.floor - 0.18 * row - s.slope * x
    facing = -seat.pillow if seat is not None and seat.pillow else figure.facing
    return Mark(figure, part, x, floor, facing, False, size, max(0.45, 1.0 - 0.15 * row), seat=seat)


def _named_others(figure: Figure, cast: list[Figure]) -> str:
    """The action, with others of the cast called "him": "carries TOM" is about a person."""
    action = figure.action[:1000]
    for other in cast[:MOST_FIGURES]:
        name = other.name.strip()
        if other is not figure and 1 < len(name) < 60:
            action = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "him", action, flags=re.IGNORECASE)
    return action


def _fitting(act: Doing, s: Scenery) -> Doing:
    """The action as far as this set allows: in a boat one sits, a slope is climbed on foot, else there is a ladder."""
    if s.seated is not None:
        stance = "row" if act.gesture == "row" or act.travel in ("cross", "approach") else "sit"
        stance = act.stance if act.stance in ("lie", "crouch", "kneel", "knees", "prone") else stance
        gesture = "row" if stance == "row" else act.gesture
        return replace(act, stance=stance, before="", travel="", gesture=gesture)
    if act.travel in UPSTAIRS:
        if s.slope:
            return replace(act, travel="climb")
        return replace(act, travel=UPSTAIRS[act.travel], gait="walk")
    if act.travel == "climb" and not s.slope:
        return replace(act, gait="ladder")
    return act


def _seated(figure: Figure, act: Doing, x: float, s: Scenery) -> Seat | None:
    """What somebody sits or lies on: the nearest of its sort within reach, further off when the words name it."""
    if act.stance not in ("sit", "perch", "lie"):
        return None
    if s.seated is not None:
        return Seat(x, s.seated)
    if s.slope and act.stance != "lie":  # on the next step but one
        return Seat(x, STEP_SEAT)
    bed = act.stance == "lie"
    near = min((seat for seat in s.seats if bool(seat.pillow) == bed), key=lambda seat: abs(seat.x - x), default=None)
    reach = BED_REACH if bed or SEATS.search(figure.action.lower()[:1000]) else SEAT_REACH
    return near if near is not None and abs(near.x - x) <= reach else None


def _prop(figure: Figure, person: Person, act: Doing) -> str:
    """What is in the hand: named in the action, belonging to it, or always about them."""
    held = dressed("", figure.action).props if not person.species else ()
    own = SCORES[act.gesture].prop if act.gesture in SCORES else ""
    if act.gesture in ("embrace", "bear", "waltz", "pray", "clap", "fold", "weep", "hide", "surrender", "cheer"):
        return ""
    if act.gesture in ("touch", "open", "close", "knock", "ring", "put", "search", "point", "steer", "pull", "push"):
        held = tuple(p for p in held if p in ("lantern", "torch", "candle", "umbrella"))
    if act.gesture == "pull" and ROPES.search(figure.action.lower()[:1000]):
        return "hawser"
    if act.gesture in SCORES and not SCORES[act.gesture].moving and own:
        return own if own not in ("bread", "cup", "pen", "book") or not held else held[0]
    return next(iter(held), own or next(iter(person.props), ""))


def _turned(mark: Mark, marks: list[Mark], shot: Shot, s: Scenery) -> Mark:
    """Facing 0: walkers look where they go; with company one looks at the nearest other, alone to the viewer."""
    others = [m for m in marks if m is not mark]
    near = shot.camera.framing in (Framing.CLOSE, Framing.OVER_THE_SHOULDER)
    still = not mark.doing.travel and mark.doing.stance in ABREAST
    facing = mark.facing
    if mark.doing.travel == "climb":
        facing = -1 if mark.doing.down else 1
    elif not facing and others:
        nearest = min(others, key=lambda m: abs(m.x - mark.x))
        facing = 1 if nearest.x > mark.x else -1
    elif not facing:
        facing = -1 if mark.x > 0.05 else 1
    door = _door(mark, s) if mark.doing.gesture in AT_DOORS else None
    if door is not None:
        facing = 1 if door > mark.x else -1
    if mark.doing.away:
        facing = -facing
    frontal = still and (near or (not others and mark.figure.facing == 0)) and not _black(s)
    return replace(mark, facing=facing, frontal=frontal)


def _door(mark: Mark, s: Scenery) -> float | None:
    """The x of the nearest door."""
    return min(s.doors, key=lambda x: abs(x - mark.x), default=None)


def _black(s: Scenery) -> bool:
    """Whether figures are silhouettes in this look: only a profile shows a face then."""
    finish = s.light.finish
    white = finish.pressed((255.0, 255.0, 255.0), 1.2)
    return luminance(white) < SILHOUETTE


def _met(marks: list[Mark], s: Scenery) -> list[Mark]:
    """Whoever embraces, kisses or carries goes to the nearest other; the other answers."""
    made = list(marks)
    for i, mark in enumerate(marks):
        if mark.doing.gesture not in TOGETHER or mark.partner or mark.person.species:
            continue
        free = [k for k, m in enumerate(made) if k != i and not m.partner and not m.person.species]
        if not free:
            continue
        k = min(free, key=lambda n: abs(made[n].x - mark.x))
        made[i], made[k] = _meeting(made[i], made[k], s)
    return made


def _meeting(mark: Mark, other: Mark, s: Scenery) -> tuple[Mark, Mark]:
    gesture = mark.doing.gesture
    side = 1 if other.x >= mark.x else -1
    gap = CLOSE_UP[gesture] * s.tall * mark.size
    end = other.x - side * gap
    walk = abs(end - mark.x)
    route = Route(mark.x, end, 0.0, max(0.5, walk / 1.9)) if walk > 0.15 else None
    act = replace(mark.doing, travel="approach" if route else "", gait="walk", stance="stand", before="")
    floor = s.floor - s.slope * end - (s.floor - s.slope * mark.x - mark.floor)
    mark = replace(mark, part=replace(mark.part, doing=act), x=end, floor=floor, facing=side, route=route,
                   frontal=False, partner=other.figure.name)  # fmt: skip
    borne = gesture == "bear"
    part = other.part
    if not borne and not other.doing.travel and other.doing.gesture in ("", *TOGETHER):
        part = replace(part, gesture=gesture if gesture == "waltz" else "embraced")
    other = replace(other, part=part, facing=-side, frontal=False, partner=mark.figure.name, borne=borne)
    return (mark, other)


def _way_out(marks: list[Mark]) -> int:
    """Several who leave and look the same way leave together; 0: everybody by the nearer side."""
    leaving = [m.figure.facing for m in marks if m.doing.travel == "leave"]
    return leaving[0] if len(leaving) > 1 and len(set(leaving)) == 1 else 0


def _on_the_way(mark: Mark, duration_s: float, s: Scenery, side: int) -> Mark:
    """The way of somebody who walks, enters, leaves, climbs; `side`: where all who leave go, 0: the nearer one."""
    act = mark.doing
    length = max(0.6, min(60.0, duration_s))
    door = _door(mark, s)
    if mark.route is not None or not act.travel:
        return mark
    beyond = outside(mark.x, s.half)
    speed = GAITS[act.gait].speed * s.tall * mark.size * mark.person.height
    if act.travel in ("enter", "leave") and door is not None and act.gait != "fly":
        beyond, mark = door, replace(mark, by_door=True)
    if act.travel == "enter":
        route = Route(beyond, mark.x, 0.0, _time(abs(beyond - mark.x), speed, length * 0.82))
    elif act.travel == "leave":
        beyond = side * abs(beyond) if side else beyond
        route = Route(
            mark.x, beyond, min(0.35, length * 0.1), 0.35 + _time(abs(beyond - mark.x), speed, length * 0.96 - 0.35)
        )
    elif act.travel == "pace":
        route = Route(mark.x - 1.3, mark.x + 1.3, 0.0, 2.6 / max(0.3, speed), paces=True)
    else:
        route = _within(mark, speed, length, s)
    return replace(mark, route=route)


def _to_the_door(mark: Mark, marks: list[Mark], s: Scenery) -> Mark | None:
    """Up to a door that is opened, shut or knocked at; None: it is at hand, or somebody stands there."""
    act, door = mark.doing, _door(mark, s)
    if act.gesture not in AT_DOORS or door is None or act.travel not in ("", "cross") or act.stance != "stand":
        return None
    side = 1 if mark.x >= door else -1
    x = door + side * DOOR_REACH * s.tall * mark.size * mark.person.height
    taken = any(abs(m.x - x) < DOOR_REACH * s.tall for m in marks if m is not mark)
    if abs(x - mark.x) < 0.3 or taken or mark.person.species:
        return None
    route = Route(mark.x, x, 0.0, abs(x - mark.x) / 2.2 + 0.3)
    act = replace(act, travel="cross", gait="walk")
    floor = mark.floor + s.slope * (mark.x - x)
    return replace(mark, part=replace(mark.part, doing=act), x=x, floor=floor, route=route, facing=-side)


def _time(way: float, speed: float, most_s: float) -> float:
    """Seconds for a way: unhurried when there is time, never faster than a run."""
    return max(min(way / max(0.2, speed), most_s), way / FASTEST)


def _within(mark: Mark, speed: float, length: float, s: Scenery) -> Route:
    """Some steps that end on the mark; who climbs goes the way the floor rises, or falls."""
    act, side = mark.doing, mark.facing
    arrive = length * (0.82 if act.stance not in WALKING_STOPS else 0.5)
    way = min(speed * arrive, 3.4 if act.gait in ("run", "skip") else 2.2)
    if act.travel == "back":
        return Route(mark.x + side * way * 0.6, mark.x, 0.0, arrive, backwards=True)
    if act.gait == "ladder":
        return Route(0.0, min(1.5, speed * arrive) * (-1 if act.down else 1), 0.0, arrive)
    low, high = -s.half * 0.96, s.half * 0.96
    return Route(max(low, min(high, mark.x - side * way)), mark.x, 0.0, arrive)


def _looking(mark: Mark, marks: list[Mark]) -> Mark:
    """Eyes go to whoever speaks, else to the one faced."""
    others = [m for m in marks if m is not mark]
    if not others:
        return mark
    speakers = [m for m in others if m.figure.speaking]
    other = min(speakers or others, key=lambda m: abs(m.x - mark.x))
    if mark.frontal and not speakers and not mark.figure.speaking:
        return mark
    ahead = 1.0 if (other.x - mark.x) * mark.facing >= 0 else -1.0
    drop = _eyes(other) - _eyes(mark)
    return replace(mark, part=replace(mark.part, partner=ahead, partner_low=max(-1.0, min(1.0, drop / 1.6))))


LOWERED: Final = {
    "sit": 0.3,
    "floor": 0.6,
    "kneel": 0.28,
    "knees": 0.28,
    "crouch": 0.46,
    "lie": 0.9,
    "prone": 0.9,
    "row": 0.34,
    "crawl": 0.6,
}


def _eyes(mark: Mark) -> float:
    """How low somebody's eyes are, in grown heights below a grown one's."""
    tall = mark.person.height * mark.size
    return 2.0 * (1 - tall * (1 - LOWERED.get(mark.doing.stance, 0.0)))
