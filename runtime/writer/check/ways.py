"""Ways through a story: the shortest, the default and the longest, found with the real interpreter.

Moments that have the same future are one, so that a show with a million ways is a graph of some thousand moments. Where
there are too many even so, a way is looked for among those that are the best so far.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime.story import choose, play, proceed, start
from runtime.story.model import GoOn, OnOffer, TheEnd
from runtime.writer.check.ahead import Ahead
from runtime.writer.check.cost import Bill, Cashier
from runtime.writer.reach.matter import Matter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from runtime.story import Story, StoryState
    from runtime.story.model import Stretch

MAX_MOMENTS = 5_000  # that are looked at
MAX_STRETCHES = 2_000  # of one way
BEAM = 80  # ways that are followed at once where there are too many
MAX_FOLLOWED = 6_000  # steps of all these
SEED = 1  # that of a show that plays by itself

Key = tuple[object, ...]


@dataclass(frozen=True)
class Way:
    """A way from the start to an end."""

    bill: Bill
    ending: str  # its title
    choices: tuple[str, ...]  # texts


@dataclass(frozen=True)
class Cost:
    """What a whole story costs. A way is None where none was found."""

    shortest: Way | None  # every choice taken at once
    longest: Way | None  # every window and tail waited out; no moment twice
    default: Way | None  # for whoever never presses; a choice that waits for ever is taken at once
    round_about: bool  # whether one can go round and round
    whole: bool  # whether every moment was looked at
    moments: int
    nodes: tuple[tuple[str, Bill], ...]  # (id, everything in it once), in the order of the file

    @property
    def total(self) -> Bill:
        """All nodes, each once."""
        return sum((bill for _, bill in self.nodes), Bill())


def reckon_cost(story: Story) -> Cost:
    """What a story costs; one that ink tells has no nodes to look into, and so no ways."""
    cashier = Cashier(story)
    nodes = tuple((node.id, cashier.of_node(node)) for node in story.nodes.values())
    if story.start not in story.program.scenes:
        return Cost(None, None, None, round_about=False, whole=False, moments=0, nodes=nodes)
    graph = _Graph(_Guide(story, cashier))
    longest, round_about = graph.longest()
    default = graph.guide.default()
    return Cost(graph.shortest, longest, default, round_about, graph.whole, len(graph.moments), nodes)


# --- one step ---------------------------------------------------------------------------------------------------------


@dataclass
class _Moment:
    """A stretch from one stop to the next, and what may follow: (choice text, number of the moment)."""

    bill: Bill
    wait_s: float  # window and tail of its choice point
    ending: str | None
    follows: list[tuple[str, int]] = field(default_factory=list)


class _Guide:
    """Knows what may follow a state, and what it costs."""

    def __init__(self, story: Story, cashier: Cashier) -> None:
        self._story, self._cashier = story, cashier
        self._matter, self._ahead = Matter(story), Ahead(story.program)

    def begin(self) -> StoryState:
        return start(self._story, SEED)

    def key(self, state: StoryState) -> Key:
        """What decides the future of a state."""
        return self._matter.key(state)

    def left_s(self, state: StoryState) -> float:
        """Seconds to an end at least; infinite where there is none."""
        return self._ahead.seconds(state.node, state.index)

    def look(self, state: StoryState) -> tuple[_Moment, list[tuple[str, StoryState]]]:
        """The moment that a state begins, and (choice text, state) of everything that may follow."""
        stretch = play(self._story, state)
        point = stretch.exit
        following: list[tuple[str, StoryState]] = []
        if isinstance(point, GoOn):
            following = [("", proceed(self._story, stretch))]
        elif isinstance(point, OnOffer):
            opened = [one for one in point.choices if not one.locked]
            following = [(one.text, choose(self._story, stretch, one.id)) for one in opened]
        ending = point.title if isinstance(point, TheEnd) else None
        return _Moment(self._cashier.of(stretch), _wait_s(stretch), ending), following

    def default(self) -> Way | None:
        """The way of whoever never presses; None where it goes round and round."""
        state, path, bill, seen = self.begin(), list[str](), Bill(), set[Key]()
        while (key := self.key(state)) not in seen and len(seen) < MAX_STRETCHES:
            seen.add(key)
            stretch = play(self._story, state)
            bill = bill + self._cashier.of(stretch) + Bill(seconds=_wait_s(stretch))
            point = stretch.exit
            if isinstance(point, TheEnd):
                return Way(bill, point.title, tuple(path))
            if isinstance(point, GoOn):
                state = proceed(self._story, stretch)
            elif point.default is None:
                break
            else:
                path.append(point.default.text)
                state = choose(self._story, stretch, point.default.id)
        return None


def _wait_s(stretch: Stretch) -> float:
    """Window and tail of the choice point that a stretch leads to."""
    point = stretch.exit
    return point.window_s + point.tail_s if isinstance(point, OnOffer) and point.window_s is not None else 0.0


# --- all of them ------------------------------------------------------------------------------------------------------


class _Graph:
    """The moments of a story, those of the shortest ways first, as far as MAX_MOMENTS goes; number 0 begins it."""

    def __init__(self, guide: _Guide) -> None:
        self.guide = guide
        self.moments: dict[int, _Moment] = {}
        self.shortest: Way | None = None
        self._before: dict[int, tuple[int, str]] = {}
        self.whole = self._explore()
        if self.shortest is None and not self.whole:
            self.shortest = _best_of_many(guide, longest=False)

    def _explore(self) -> bool:
        """Look at moments, those first from which an end may come soonest; whether these are all."""
        first = self.guide.begin()
        numbers: dict[Key, int] = {self.guide.key(first): 0}
        waiting: list[tuple[float, float, int, int, str]] = [(0.0, 0.0, 0, -1, "")]
        states = {0: first}
        while waiting and len(self.moments) < MAX_MOMENTS:
            _, spent, number, before, text = heapq.heappop(waiting)
            if number in self.moments:
                continue
            moment, following = self.guide.look(states.pop(number))
            self.moments[number], self._before[number] = moment, (before, text)
            if moment.ending is not None:
                way = self._way(self._back(number), waits=False)
                if self.shortest is None or way.bill.seconds < self.shortest.bill.seconds:
                    self.shortest = way
            for choice, state in following:
                key = self.guide.key(state)
                known = numbers.setdefault(key, len(numbers))
                moment.follows.append((choice, known))
                if known not in self.moments:
                    states.setdefault(known, state)
                    then = spent + moment.bill.seconds
                    heapq.heappush(waiting, (then + self.guide.left_s(state), then, known, number, choice))
        return all(number in self.moments for _, _, number, _, _ in waiting)

    def longest(self) -> tuple[Way | None, bool]:
        """The longest way that never comes to the same moment again, and whether there are ways that do."""
        best: dict[int, tuple[float, int, str]] = {}  # moment -> (seconds from here to an end, next moment, choice)

        def finish(number: int) -> None:
            moment = self.moments[number]
            own = moment.bill.seconds + moment.wait_s
            onward = [(best[n][0], n, text) for text, n in moment.follows if n in best]
            if onward:
                seconds, following, text = max(onward)
                best[number] = (own + seconds, following, text)
            elif moment.ending is not None:
                best[number] = (own, -1, "")

        round_about = self._in_order(finish)
        if not self.whole:
            return _best_of_many(self.guide, longest=True), round_about
        if 0 not in best:
            return None, round_about
        path, number, text = list[tuple[int, str]](), 0, ""
        while number >= 0:
            path.append((number, text))
            _, number, text = best[number]
        return self._way(path, waits=True), round_about

    def _in_order(self, finish: Callable[[int], None]) -> bool:
        """Call `finish` for every moment after all that follow it; True where some lead back to one before them."""
        opened, closed, back = {0}, set[int](), False
        stack: list[tuple[int, Iterator[tuple[str, int]]]] = [(0, iter(self.moments[0].follows))]
        while stack:
            number, following = stack[-1]
            child = next((n for _, n in following if n in self.moments), None)
            if child is None:
                finish(number)
                closed.add(number)
                stack.pop()
            elif child not in opened:
                opened.add(child)
                stack.append((child, iter(self.moments[child].follows)))
            else:
                back = back or child not in closed
        return back

    def _back(self, number: int) -> list[tuple[int, str]]:
        """The path to a moment, from the beginning: (moment, the choice that led there)."""
        path = list[tuple[int, str]]()
        while number >= 0:
            before, text = self._before[number]
            path.append((number, text))
            number = before
        return path[::-1]

    def _way(self, path: Sequence[tuple[int, str]], *, waits: bool) -> Way:
        bill, last = Bill(), self.moments[path[-1][0]]
        for number, _ in path:
            moment = self.moments[number]
            bill = bill + moment.bill + Bill(seconds=moment.wait_s if waits else 0.0)
        return Way(bill, last.ending or "", tuple(text for _, text in path if text))


# --- too many ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Trail:
    """A way that has come to a state."""

    bill: Bill
    state: StoryState
    choices: tuple[str, ...]
    seen: frozenset[Key]


def _best_of_many(guide: _Guide, *, longest: bool) -> Way | None:
    """The longest (or shortest) of the ways that were among the longest (or shortest) after each of their steps."""
    sign = 1 if longest else -1
    trails, best = [_Trail(Bill(), guide.begin(), (), frozenset())], None
    for _ in range(MAX_FOLLOWED // BEAM):
        further: dict[Key, _Trail] = {}
        for trail in trails:
            moment, following = guide.look(trail.state)
            bill = trail.bill + moment.bill + Bill(seconds=moment.wait_s if longest else 0.0)
            if moment.ending is not None and (best is None or sign * (bill.seconds - best.bill.seconds) > 0):
                best = Way(bill, moment.ending, trail.choices)
            for text, state in following:
                key = guide.key(state)
                other = further.get(key)
                if key not in trail.seen and (other is None or sign * (bill.seconds - other.bill.seconds) > 0):
                    choices = (*trail.choices, text) if text else trail.choices
                    further[key] = _Trail(bill, state, choices, trail.seen | {key})
        trails = sorted(further.values(), key=lambda one: -sign * one.bill.seconds)[:BEAM]
        if not trails:
            break
    return best
