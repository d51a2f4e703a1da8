"""What Yarn's functions are in our language. Yarn counts a visit when a node is left, we when it is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.story.expression import spoken
from runtime.writer.imports import functions
from runtime.writer.imports.tree import FALSE, TRUE, Binary, Call, Member, NotCarried, Ours, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from runtime.writer.imports.names import Names
    from runtime.writer.imports.script import Scene
    from runtime.writer.imports.tree import Tree


class Functions:
    """Answers for one script.

    `groups` holds the scenes of every node group by its title, `silent` the nodes that count no visits, `detours` the
    nodes that a node detours into, `entered` the nodes that can be come to in another way than by detour.
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self.groups: Mapping[str, Sequence[Scene]] = {}
        self.silent: set[str] = set()
        self.detours: dict[str, set[str]] = {}
        self.entered: set[str] = set()
        self._plain: dict[str, Callable[..., Tree]] = {
            "min": functions.lesser, "max": functions.greater, "floor": functions.floor, "ceil": functions.ceiling,
            "round": functions.nearest, "int": functions.whole_part, "random_range": functions.number_by_lot,
            "random": functions.fraction_by_lot, "dice": lambda sides: functions.number_by_lot(Value(1), sides),
            "inc": lambda number: functions.floor(Binary("+", number, Value(1))),
            "dec": lambda number: functions.ceiling(Binary("-", number, Value(1))),
            "decimal": lambda number: Binary("-", functions.still(number), functions.whole_part(number)),
            "format_invariant": lambda number: number, "string": self._string, "number": self._number,
            "bool": lambda value: Binary("==", value, TRUE),
        }  # fmt: skip

    def resolve(self, call: Call, scene: Scene) -> Tree:
        """What a call in a scene is; NotCarried where it is nothing of ours."""
        if call.name in ("visited", "visited_count", "has_any_content") and len(call.arguments) == 1:
            node = functions.text_of(call.arguments[0])
            if call.name == "has_any_content":
                return self._content(node)
            count = self._visits(node, scene.name)
            return Binary(">", count, Value(0)) if call.name == "visited" else count
        return functions.called(call, self._plain)

    def _string(self, value: Tree) -> Tree:
        found = self.names.case(value) if isinstance(value, Member) else value
        if isinstance(found, Value) and not isinstance(found.value, bool):
            return Value(spoken(found.value))
        if self.names.kind(value) == "text":
            return value
        raise NotCarried("a number is no text in our language")

    def _number(self, value: Tree) -> Tree:
        found = self.names.case(value) if isinstance(value, Member) else value
        try:
            return Value(float(found.value)) if isinstance(found, Value) else value
        except ValueError:
            raise NotCarried("this text is no number") from None

    def _visits(self, node: str, here: str) -> Tree:
        """How often a node has been left, asked in the scene `here`."""
        scenes = self.groups.get(node, ())
        names = [scene.name for scene in scenes] or [_of_subtitle(self.groups, node) or node]
        if node in self.silent or names[0] in self.silent:
            return Value(0)
        if not all(self.names.knows_scene(name) for name in names):
            raise NotCarried(f"there is no node {node}")
        counts: list[Tree] = [Ours(f'visits("{self.names.scene(name)}")', "number") for name in names]
        total = counts[0]
        for count in counts[1:]:
            total = Binary("+", total, count)
        return Binary("-", total, Value(1)) if any(self._is_open(name, here) for name in names) else total

    def _is_open(self, node: str, here: str) -> bool:
        """Whether a node has not been left while `here` is played: it is that one, or detours into it."""
        if node == here:
            return True
        inside, waiting = set[str](), [node]
        while waiting:
            for target in self.detours.get(waiting.pop(), ()):
                if target not in inside:
                    inside.add(target)
                    waiting.append(target)
        return here in inside and here not in self.entered

    def _content(self, node: str) -> Tree:
        """Whether something of a group can be played now."""
        scenes = self.groups.get(node)
        if scenes is None:
            return Value(self.names.knows_scene(node))
        whole: Tree = FALSE
        for scene in scenes:
            tree: Tree = TRUE
            for part in scene.conditions:
                condition = part.condition or TRUE
                tree = condition if tree == TRUE else Binary("and", tree, condition)
            whole = tree if whole == FALSE else Binary("or", whole, tree)
            if tree == TRUE:
                return TRUE
        return whole


def _of_subtitle(groups: Mapping[str, Sequence[Scene]], node: str) -> str:
    """The scene that `Group.subtitle` names."""
    title, _, subtitle = node.partition(".")
    return next((scene.name for scene in groups.get(title, ()) if scene.name == f"{title}.{subtitle}"), "")
