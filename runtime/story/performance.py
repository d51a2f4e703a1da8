"""A performance under way: the workspace of one `play`. It copies what it writes to: states stay what they are."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from runtime.errors import StoryError
from runtime.story.diagnostics import finding, quote
from runtime.story.expression import TooLargeError
from runtime.story.model import Cue, GoOn, OnOffer, Place, Stretch, TheEnd
from runtime.story.operation import STOP
from runtime.story.state import StoryState

if TYPE_CHECKING:
    from runtime.story.expression import Compiled, Value
    from runtime.story.model import Action, Choice, Diagnostic, Line
    from runtime.story.operation import Draw
    from runtime.story.program import Program, Scene

MAX_STEPS = 200_000  # instructions between two stops
MAX_JUMPS = 1_000  # nodes without beats between two stops
MAX_CALLS = 32  # detours inside detours
MAX_NOTICES = 50


class Performance:
    """Runs from a state to the next stop. Used once."""

    def __init__(self, program: Program, state: StoryState) -> None:
        scene = program.scenes.get(state.node)
        if scene is None or not 0 <= state.index < len(scene.operations):
            raise StoryError(f"The story has no place “{quote(state.node)}” to go on from. Begin the show again.")
        self.program, self.start, self.scene, self.index = program, state, scene, state.index
        self.variables, self.visited, self.turns, self.counts = state.variables, state.visits, state.turns, state.counts
        self.calls, self.transition = state.calls, state.transition
        self.beats: list[Action | Line | Cue] = []
        self.notices: list[Diagnostic] = []
        self.offered: list[Choice] = []
        self.opened_at = 0
        self.exit: OnOffer | GoOn | TheEnd = TheEnd()
        self._performed = False  # whether a beat that takes time has been shown
        self._jumps = 0
        self._picture: dict[str, str] = {}

    def run(self) -> Stretch:
        """Perform instructions up to the next stop."""
        operations, steps = self.scene.operations, 0
        index = self.index
        while index != STOP:
            steps += 1
            if steps > MAX_STEPS:
                index = self._ran_away(index)
                continue
            scene = self.scene
            index = operations[index].perform(self, index)
            if self.scene is not scene:
                operations = self.scene.operations
        return self._stretch()

    def _stretch(self) -> Stretch:
        node = self.scene.node
        return Stretch(
            node=node.id,
            visit=self.visits(node.id),
            heading=node.heading,
            synopsis=node.synopsis,
            transition=self.transition,
            beats=tuple(self.beats),
            exit=self.exit,
            start=self.start,
            state=self._state(),
            notices=tuple(self.notices),
        )

    def _state(self) -> StoryState:
        state = self.start
        return StoryState(
            seed=state.seed,
            node=self.scene.node.id,
            index=self.index,
            turn=state.turn,
            transition=self.transition,
            variables=self.variables,
            visits=self.visited,
            turns=self.turns,
            counts=self.counts,
            taken=state.taken,
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

    def enter(self) -> None:
        node = self.scene.node.id
        self.visited = {**self.visited, node: self.visits(node) + 1}
        self.turns = {**self.turns, node: self.start.turn}

    def store(self, name: str, value: Value) -> None:
        self.variables = {**self.variables, name: value}

    def count(self, key: str) -> int:
        """How often a place was performed before; it is performed once more."""
        before = self.counts.get(key, 0)
        self.counts = {**self.counts, key: before + 1}
        return before

    def show(self, beat: Action | Line | Cue) -> None:
        self.beats.append(beat)
        self._performed = self._performed or not isinstance(beat, Cue)

    def prepare(self, picture: dict[str, str]) -> None:
        self._picture = _joined(self._picture, picture)

    def picture(self, own: dict[str, str], *, only_shot: bool = False) -> dict[str, str]:
        """The picture words of a beat: those prepared before it, then its own."""
        if not self._picture:
            return own
        words = _joined(self._picture, own)
        self._picture = {k: v for k, v in self._picture.items() if only_shot and k != "shot"}
        return words

    def stop(self, reason: OnOffer | GoOn | TheEnd, index: int) -> int:
        self.exit, self.index = reason, index
        return STOP

    # --- going on

    def go(self, target: str, transition: str, index: int) -> int:
        """Stop before another node; where nothing has been performed yet, go straight on."""
        return self._move(target, 0, transition, index)

    def _move(self, target: str, at: int, transition: str, index: int) -> int:
        if self._performed:
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
        why = "its nodes lead round and round without anything to perform; the show ended here"
        self.notice("S802", node.line, 1, f"the story ran away at “{node.id}”", why)
        return self.stop(TheEnd(), index)

    def call(self, target: str, index: int) -> int:
        if not self._performed:
            if len(self.calls) >= MAX_CALLS:
                return self._ran_away(index)
            self.calls = (*self.calls, (self.scene.node.id, index + 1))
        return self._move(target, 0, "cut", index)

    def back(self, line: int, index: int) -> int:
        if not self.calls:
            self.notice("S805", line, 1, "there is no detour to return from; the show ended here", "")
            return self.stop(TheEnd(), index)
        node, at = self.calls[-1]
        if not self._performed:
            self.calls = self.calls[:-1]
        return self._move(node, at, "cut", index)

    def draw_node(self, draw: Draw, index: int) -> int:
        """The most specific node whose condition holds, then the least recently seen, then by lot."""
        fitting = [(self._rank(self.program.scenes[one], draw), one) for one in draw.candidates if self._holds(one)]
        if not fitting:
            self.notice("S806", draw.line, 1, f"no node of “{quote(draw.tag)}” can be drawn now; the show went on")
            return index + 1
        return self._move(min(fitting)[1], 0, "cut", index)

    def _holds(self, node: str) -> bool:
        return all(question.ask(self) for question in self.program.scenes[node].conditions)

    def _rank(self, scene: Scene, draw: Draw) -> tuple[int, int, int]:
        lot = self.draw(f"{draw.tag}/{scene.node.id}", 1 << 32)
        return -scene.weight, self.turns.get(scene.node.id, -1), lot

    # --- choice points

    def open_point(self, index: int) -> None:
        self.offered, self.opened_at = [], index

    def was_taken(self, choice: str) -> bool:
        return self.chosen(self.scene.node.id, choice)

    def offer(self, choice: Choice) -> None:
        self.offered.append(choice)


def _joined(first: dict[str, str], second: dict[str, str]) -> dict[str, str]:
    shots = ", ".join(words for words in (first.get("shot", ""), second.get("shot", "")) if words)
    return {**first, **second, "shot": shots} if shots else {**first, **second}
