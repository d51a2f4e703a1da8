"""Where things go: on the floor, a table, a wall, a cord or in the sky, beside the figures and never behind a head."""

from __future__ import annotations

from random import Random
from typing import Any, Final

from generators.papertheatre.light import Glow
from generators.papertheatre.paper import Cut
from generators.papertheatre.pieces import DARK_WOOD, PALE_WOOD, WOOD, Piece, box, placed
from generators.papertheatre.props import household, outdoors, study, travel, work
from generators.papertheatre.props.thing import Shine, Thing
from generators.papertheatre.scenery import Scenery, Seat, Span, Top

PROPS: Final[dict[str, Thing]] = {
    **household.THINGS,
    **study.THINGS,
    **work.THINGS,
    **outdoors.THINGS,
    **travel.THINGS,
}
# Shares of the half width, nearest to the action first: between the places where people take their stand.
SPOTS: Final = (0.01, -0.43, 0.45, -0.55, 0.57, -0.66, 0.68, -0.78, 0.8, -0.9, 0.9)
BOAT_SPOTS: Final = (0.21, -0.21, 0.27, -0.27)  # bow and stern, beside those who row
SKY_SPOTS: Final = (-0.5, 0.46, 0.04, -0.78, 0.78)
MIDDLE_WIDE: Final = 2.75  # stage units: the widest that may stand between two people
EDGE: Final = 0.98  # share of the half width that things keep within
FIRST_MARKS: Final = (-0.3, 0.34)  # placements of the first two people on the stage
DEPTH: Final = 0.985
FAR: Final = 0.9  # of large things that stand further back
AFLOAT: Final = 0.5  # stage units above the floor of a boat, so that they look over its side
SMALL: Final = 0.8  # of what lies on tables
UPRIGHT: Final = 2.75  # stage units: how high a cord ends over the floor, for figures 3 units tall

SEATS: Final = {"chair": 0.86, "armchair": 0.98, "bench": 0.74, "bed": 0.88}  # stage units that one sits high

STAND: Final = Thing(1.3, 1.1, (
    Piece("M-.36 0 C-.2 -.14 -.08 -.2 -.07 -.5 L-.06 -1.0 .06 -1.0 .07 -.5 C.08 -.2 .2 -.14 .36 0 Z", DARK_WOOD),
    Piece("M-.66 -1.0 C-.6 -1.14 .6 -1.14 .66 -1.0 C.5 -.92 -.5 -.92 -.66 -1.0 Z", PALE_WOOD),
))  # fmt: skip
POST: Final = (
    Piece("M0 0 L0 -3.5 M-.04 -3.4 L.62 -3.4", WOOD, stroke=0.1),
    Piece("M.04 -2.9 L.4 -3.38", WOOD, stroke=0.06),
)
BOARDS: Final = ("table", "desk")
EASEL: Final = (Piece("M-.5 0 L-.1 -3.2 M.5 0 L.1 -3.2 M-.6 -1.2 L.6 -1.2", WOOD, stroke=0.09),)


def place_props(s: Scenery, things: tuple[str, ...], indoors: bool, away: frozenset[str] = frozenset()) -> None:
    """Give each thing a place of its kind, the first named first; what finds no room is left out.

    What is `away`, in somebody's hand, keeps its place and is not drawn.
    """
    wanted = [t for t in dict.fromkeys(things) if t in PROPS and not (indoors and PROPS[t].only == "out")]
    _Room(s, indoors, wanted, away).place_all()


class _Room:
    """What is still free while things are placed."""

    def __init__(self, s: Scenery, indoors: bool, wanted: list[str], away: frozenset[str]) -> None:
        self.s, self.indoors, self.wanted, self.away = s, indoors, wanted, away
        self.drawn = True  # False while the place of a thing is kept that is not there
        self.k = s.tall / 3
        self.taken: list[Span] = []
        self.tops = sorted(s.tops, key=self._hidden)
        self.walls = list(s.walls)
        self.sky: list[float] = [u for u in SKY_SPOTS if abs(u * s.half - s.light.source[0]) > 1.6]

    def _hidden(self, top: Top) -> bool:
        """Whether one of the first two people would stand before it."""
        low, high = (share * self.s.half for share in self.s.reach)
        return any(abs(top.x - low - (high - low) * (p + 1) / 2) < 0.95 for p in FIRST_MARKS)

    def place_all(self) -> None:
        while self.wanted:
            first = self.wanted[0]
            board = next((t for t in BOARDS if t in self.wanted), first)
            needs = PROPS[first].stands == "top" and not self.tops  # a table that is named comes before what lies on it
            name = board if needs else first
            self.wanted.remove(name)
            self._place(name, PROPS[name])

    def _place(self, name: str, thing: Thing) -> None:
        rng = Random(f"{self.s.seed}|{name}")
        way = {"floor": self._stand, "top": self._lay, "wall": self._hang_up, "hung": self._hang_down, "sky": self._fly}
        self.drawn = name not in self.away
        if way[thing.stands](thing, rng) and self.drawn:
            self.s.props.add(name)

    def _free(self, wide: float, rng: Random) -> float | None:
        """The middle of a free stretch of floor, if it can be one where no furniture stands behind."""
        s, half, flip = self.s, wide / 2, rng.choice((-1, 1))
        for avoided in (s.busy, []):
            for share in SPOTS if s.seated is None else BOAT_SPOTS:
                if abs(share) < 0.1 and wide > MIDDLE_WIDE:
                    continue
                x = max(-s.half * EDGE + half, min(s.half * EDGE - half, share * flip * s.half))
                if self._fits(x, half, [*self.taken, *avoided]):
                    self.taken.append((x - half, x + half))
                    return x
        return None

    def _fits(self, x: float, half: float, taken: list[Span]) -> bool:
        s = self.s
        if s.seated is not None and half > 0.6:  # in a boat
            return False
        if s.slope and half > 0.8:  # on steps
            return False
        return x - half >= -s.half * EDGE - 0.01 and all(x + half <= a or x - half >= b for a, b in taken)

    def _floor(self, x: float) -> float:
        return self.s.floor - (0.1 if self.s.seated is None else AFLOAT) - self.s.slope * x

    def _stand(self, thing: Thing, rng: Random) -> bool:
        back = self._wall(thing.wide * self.k) if not thing.front and self.indoors else None
        if back is not None:
            self._draw(thing, Top(back, self.s.back + 0.08, 0.57), rng)
            return True
        x = self._free(thing.wide * self.k, rng)
        if x is None:
            return False
        depth, lift = (DEPTH, 0.0) if thing.front else (FAR, 0.22)
        self._draw(thing, Top(x, self._floor(x) - lift, depth), rng, mirror=False if thing is PROPS["bed"] else None)
        if thing is PROPS["door"]:
            self.s.doors.append(x)
        named = [(name, high) for name, high in SEATS.items() if thing is PROPS[name]]
        self.s.seats += [Seat(x, lift + 0.1 + h * self.k, -1 if name == "bed" else 0) for name, h in named]
        if any(thing is PROPS[board] for board in BOARDS):
            on_it = [Top(x + u * self.k, self._floor(x) - 1.26 * self.k, depth) for u in (-0.3, 0.6)]
            self.tops = [*on_it, *self.tops]
        return True

    def _lay(self, thing: Thing, rng: Random) -> bool:
        """On a table; a small stand comes with what finds none."""
        if not self.tops:
            x = self._free(STAND.wide * self.k, rng)
            if x is None:
                return False
            stand = STAND if self.indoors else PROPS["crate"]
            self._draw(stand, Top(x, self._floor(x), DEPTH), rng)
            self.tops.append(Top(x, self._floor(x) - (1.1 if self.indoors else 1.2) * self.k, DEPTH))
        self._draw(thing, self.tops.pop(0), rng, size=SMALL)
        return True

    def _wall(self, wide: float) -> float | None:
        """The middle of a bare stretch of wall, which is then taken."""
        for span in sorted(self.walls, key=lambda w: abs(w[0] + w[1])):
            if span[1] - span[0] >= wide:
                x = span[0] + wide / 2 if abs(span[0]) < abs(span[1]) else span[1] - wide / 2
                self.walls.remove(span)
                self.walls += [w for w in ((span[0], x - wide / 2), (x + wide / 2, span[1])) if w[1] - w[0] > 0.8]
                return x
        return None

    def _hang_up(self, thing: Thing, rng: Random) -> bool:
        """On the wall; where there is none, on an easel."""
        x = self._wall(thing.wide * self.k + 0.3) if self.indoors else None
        if x is not None:
            self._draw(thing, Top(x, self.s.back - 3.3, 0.46), rng, mirror=False)
            return True
        if thing.only == "in":  # a window needs its wall
            return False
        x = self._free(max(1.3, thing.wide) * self.k, rng)
        if x is None:
            return False
        y = self._floor(x) - 0.2
        self._hang(FAR, placed(EASEL, x, y, self.k))
        self._draw(thing, Top(x, y - (1.2 + thing.tall / 2) * self.k, FAR), rng, mirror=False)
        return True

    def _hang_down(self, thing: Thing, rng: Random) -> bool:
        """On a cord from above; outside from a post with an arm."""
        x = self._free(thing.wide * self.k + 0.2, rng)
        if x is None:
            return False
        y = self._floor(x)
        if self.indoors:
            hook = y - (UPRIGHT + 0.1) * self.k
            cord = Piece(box(0, 0, 0.045, hook + 4), DARK_WOOD, rim=0.5)
            self._hang(DEPTH, placed((cord,), x, hook), sway=thing.sway, shadow=0.3)
        else:
            hook = y - 3.36 * self.k
            self._hang(DEPTH, placed(POST, x - 0.55 * self.k, y, self.k))
        self._draw(thing, Top(x, hook, DEPTH), rng, mirror=False)
        return True

    def _fly(self, thing: Thing, rng: Random) -> bool:
        if not self.sky or not self.s.open_sky:
            return False
        x = self.sky.pop(rng.randrange(min(2, len(self.sky)))) * self.s.half
        self._draw(thing, Top(x, rng.uniform(1.9, 2.5) + 0.1 * thing.tall, 0.3), rng, mirror=False)
        return True

    def _draw(self, thing: Thing, at: Top, rng: Random, mirror: bool | None = None, size: float = 1.0) -> None:
        s, k = self.s, self.k * size
        turned = rng.random() < 0.5 if mirror is None else mirror
        lamps = 0.45 + 0.55 * s.light.day.lamps
        still = thing.sway if thing.stands == "hung" else None
        if thing.pieces:
            self._hang(at.depth, placed(thing.pieces, at.x, at.y, k, turned, lamps), sway=still)
        if thing.moving:
            self._hang(at.depth, placed(thing.moving, at.x, at.y, k, turned, lamps), sway=thing.sway, shadow=0.3)
        if thing.shine is not None and self.drawn:
            self._light(thing.shine, at, -k if turned else k, lamps)

    def _hang(self, depth: float, cuts: list[Cut], **options: Any) -> None:
        """A sheet among those of its depth: what hangs on a wall hangs behind the furniture and under the lamps."""
        if not self.drawn:
            return
        sheets = self.s.sheets
        self.s.sheet(depth, *cuts, **options)
        if depth < FAR:
            behind = [i for i, sheet in enumerate(sheets[:-1]) if sheet.depth <= depth]
            sheets.insert(max(behind, default=-1) + 1, sheets.pop())

    def _light(self, lamp: Shine, at: Top, k: float, lamps: float) -> None:
        """The light of a thing scaled by `k`, below 0 when it is mirrored."""
        x, y, depth, seed = at.x + lamp.x * k, at.y + lamp.y * abs(k), max(at.depth, 0.3), len(self.s.glows)
        for radius, colour, strength, flicker in (
            (lamp.radius, lamp.colour, lamp.strength, lamp.flicker),
            (lamp.radius * 0.28, (255, 236, 190), lamp.strength * 1.1, 0.0),
        ):
            glow = Glow(x, y, depth, radius * self.k, colour, min(1.0, strength * lamps), flicker, seed)
            self.s.glows.append(glow)
