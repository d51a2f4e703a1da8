"""A performance under way: the workspace of one `play`. It copies what it writes to: states stay what they are."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, cast

from generators.base import Transition
from runtime.errors import StoryError
from runtime.story.diagnostics import finding, quote
from runtime.story.expression import TooLargeError
from runtime.story.model import Cue, GoOn, Line, OnOffer, Place, Stretch, TheEnd
from runtime.story.operation import STOP
from runtime.story.state import StoryState

if TYPE_CHECKING:
    from runtime.story.expression import Compiled, Value
    from runtime.story.model import Action, Choice, Diagnostic
    from runtime.story.operation import Draw
    from runtime.story.program import Program, Scene

MAX_STEPS = 200_000  # instructions between two stops; what is long or large counts as several
MAX_JUMPS = 1_000  # nodes without beats between two stops
MAX_CALLS = 32  # detours inside detours
MAX_NOTICES = 50


TRANSITIONS = {one.value: one for one in Transition}
NO_END = TheEnd()


class Performance:
    """Runs from a state to the next stop. Used once."""

    def __init__(self, program: Program, state: StoryState) -> None:
        scene = program.scenes.get(state.node)
        if scene is None or not 0 <= state.index < len(scene.operations):
            raise StoryError(f"The story has no place “{quote(state.node)}” to go on from. Begin the show again.")
        self.program, self.start, self.scene, self.index = program, state, scene, state.index
        self.variables = cast("dict[str, Value]", state.variables)  # these four are copied before they are written to
        self.visited, self.turns = cast("dict[str, int]", state.visits), cast("dict[str, int]", state.turns)
        self.counts = self.asked = cast("dict[str, int]", state.counts)
        self.calls, self.transition = state.calls, state.transition
        self.beats: list[Action | Line | Cue] = []
        self.notices: list[Diagnostic] = []
        self.offered: list[Choice] = []
        self.opened_at = 0
        self.exit: OnOffer | GoOn | TheEnd = NO_END
        self.performed = False  # whether a beat that takes time has been shown
        self.prepared: dict[str, str] = {}  # picture words of the next shot
        self._counts_before = self.counts  # when the choice point opened; `asked`: after its choices were asked
        self._copied: set[str] = set()  # mappings that are this performance's own
        self._jumps = 0
        self._left = MAX_STEPS

    def run(self) -> Stretch:
        """Perform instructions up to the next stop."""
        index = self.index
        while index != STOP and self._left > 0:
            self._left -= 1
            index = self.scene.operations[index].perform(self, index)
        if index != STOP:
            self._ran_away(index)
        return self._stretch()

    def _stretch(self) -> Stretch:
        node = self.scene.node
        return Stretch(
            node=node.id,
            visit=self.visits(node.id),
            heading=node.heading,
            synopsis=node.synopsis,
            transition=TRANSITIONS[self.transition],
            beats=tuple(self.beats),
            exit=self.exit,
            start=self.start,
            state=self._state(),
            notices=tuple(self.notices),
        )

    def _state(self) -> StoryState:
        return self.start.moved(
            node=self.scene.node.id,
            index=self.index,
            transition=self.transition,
            variables=self.variables,
            visits=self.visited,
            turns=self.turns,
            counts=self.counts,
            calls=self.calls,
        )

    # --- what expressions ask

    def value(self, name: str) -> Value:
        return self.variables[name]

    def visits(self, node: str) -> int:
        return self.visited.get(node, 0)

    def turns_since(self, node: str) -> int:
        last = self.turns.get(node)
        return -1 if last is None else self.start.turn - last

    def chosen(self, node: str, choice: str) -> bool:
        return f"{node}/{choice}" in self.start.taken

    def draw(self, salt: str, count: int) -> int:
        node = self.scene.node.id
        key = f"{self.start.seed}/{node}/{self.visits(node)}/{salt}"
        return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") % count

    def evaluate(self, compiled: Compiled, line: int, column: int) -> Value:
        """The value now; false, 0 or nothing, and a notice, where it has none."""
        self._left -= compiled.weight
        try:
            return compiled.run(self)
        except ZeroDivisionError:
            what, why = f"“{quote(compiled.source)}” divided by zero", "it counted as no, 0 or nothing"
            self.notice("S801", line, column, what, why)
        except (TooLargeError, OverflowError):
            self.notice(
                "S804", line, column, f"“{quote(compiled.source)}” grew too large", "it counted as no, 0 or nothing"
            )
        return compiled.kind.empty

    # --- what instructions do

    def notice(self, code: str, line: int, column: int, what: str, why: str = "") -> None:
        if len(self.notices) < MAX_NOTICES:
            place = Place(file=self.scene.node.file, line=line, column=column)
            self.notices.append(finding(code, place, what, why))

    def tire(self, steps: int) -> None:
        """Something took as long as so many instructions."""
        self._left -= steps

    def enter(self) -> None:
        node = self.scene.node.id
        if "visits" not in self._copied:
            self._copied.add("visits")
            self.visited, self.turns = dict(self.visited), dict(self.turns)
        self.visited[node] = self.visited.get(node, 0) + 1
        self.turns[node] = self.start.turn

    def store(self, name: str, value: Value) -> None:
        if "variables" not in self._copied:
            self._copied.add("variables")
            self.variables = dict(self.variables)
        self.variables[name] = value
        if isinstance(value, (str, frozenset)):
            self._left -= len(value) // 8

    def count(self, key: str) -> int:
        """How often a place was performed before; it is performed once more."""
        before = self.counts.get(key, 0)
        if "counts" not in self._copied:
            self._copied.add("counts")
            self.counts = dict(self.counts)
        self.counts[key] = before + 1
        return before

    def show(self, beat: Action | Line | Cue) -> None:
        self.beats.append(beat)
        if not isinstance(beat, Cue):
            self.performed = True

    def is_speaking(self, lines: tuple[str, ...]) -> bool:
        """Whether the last thing performed is one of these lines, so that another can begin with it."""
        last = next((beat for beat in reversed(self.beats) if not isinstance(beat, Cue)), None) if lines else None
        return isinstance(last, Line) and last.key in lines

    def prepare(self, picture: dict[str, str]) -> None:
        self.prepared = _joined(self.prepared, picture)

    def picture(self, own: dict[str, str]) -> dict[str, str]:
        """The picture words of a beat: those prepared before it, then its own."""
        if not self.prepared:
            return own
        words, self.prepared = _joined(self.prepared, own), {}
        return words

    def stop(self, reason: OnOffer | GoOn | TheEnd, index: int) -> int:
        self.exit, self.index = reason, index
        return STOP

    # --- going on

    def move(self, target: str, at: int, transition: str, index: int) -> int:
        """Stop before another node; where nothing has been performed yet, go straight on."""
        if self.performed:
            return self.stop(GoOn(target=target), index)
        self._jumps += 1
        if self._jumps > MAX_JUMPS:
            return self._ran_away(index)
        self.scene = self.program.scenes[target]
        if transition != "cut":
            self.transition = transition
        return at

    def _ran_away(self, index: int) -> int:
        node = self.scene.node
        why = "what it works out is too much" if self.performed else "it goes round without anything to perform"
        why = f"{why}; the show ended here"
        del self.notices[MAX_NOTICES - 1 :]  # this one is always told
        self.notice("S802", node.line, 1, f"the story ran away at “{node.id}”", why)
        return self.stop(NO_END, index)

    def call(self, target: str, index: int) -> int:
        if not self.performed:
            if len(self.calls) >= MAX_CALLS:
                return self._ran_away(index)
            self.calls = (*self.calls, (self.scene.node.id, index + 1))
        return self.move(target, 0, "cut", index)

    def back(self, line: int, index: int) -> int:
        if not self.calls:
            self.notice("S805", line, 1, "there is no detour to return from; the show ended here", "")
            return self.stop(NO_END, index)
        node, at = self.calls[-1]
        if not self.performed:
            self.calls = self.calls[:-1]
        return self.move(node, at, "cut", index)

    def draw_node(self, draw: Draw, index: int) -> int:
        """On to the node of a tag that its strategy prefers, of those whose condition holds."""
        self.tire(len(draw.candidates))
        scenes = self.program.scenes
        fitting = [scenes[one] for one in draw.candidates if self._holds(one)]
        if not fitting:
            self.notice("S806", draw.line, 1, f"no node of “{quote(draw.tag)}” can be drawn now; the show went on")
            return index + 1
        drawn = fitting[0] if draw.strategy == "first" else min(fitting, key=lambda scene: self._rank(scene, draw))
        return self.move(drawn.node.id, 0, "cut", index)

    def _holds(self, node: str) -> bool:
        return all(question.ask(self) for question in self.program.scenes[node].conditions)

    def _rank(self, scene: Scene, draw: Draw) -> tuple[int, ...]:
        """Lowest is drawn: the most specific (of the least seen), then the least recently seen, then by lot."""
        node = scene.node.id
        lot = self.draw(f"{draw.tag}/{node}", 1 << 32)
        if draw.strategy == "random":
            return (lot,)
        seen = self.visits(node) if draw.strategy == "least-seen" else 0
        return seen, -scene.weight, self.turns.get(node, -1), lot

    # --- choice points

    def open_point(self, index: int) -> None:
        self.offered, self.opened_at = [], index
        self._counts_before = self.counts
        self._copied.discard("counts")

    def stop_at_choice(self, on_offer: OnOffer) -> int:
        """Stop as the point was when it opened, so that a state at a stop offers the same when it is played again."""
        self.asked, self.counts = self.counts, self._counts_before
        return self.stop(on_offer, self.opened_at)

    def was_taken(self, choice: str) -> bool:
        return self.chosen(self.scene.node.id, choice)


def _joined(first: dict[str, str], second: dict[str, str]) -> dict[str, str]:
    shots = ", ".join(words for words in (first.get("shot", ""), second.get("shot", "")) if words)
    return {**first, **second, "shot": shots} if shots else {**first, **second}
