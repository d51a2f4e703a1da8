"""Reads Yarn statements into steps, and a whole script into a story of our own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runtime.story.fountain.text import slug
from runtime.writer.imports.model import Import, Losses, Sources, quoted
from runtime.writer.imports.names import Names
from runtime.writer.imports.screenplay import write
from runtime.writer.imports.script import Act, Back, Draw, End, Part, Scene, Script, change_trees
from runtime.writer.imports.tree import Ours
from runtime.writer.imports.ways import closed, cut_off, lead_on
from runtime.writer.imports.yarn.commands import Shared
from runtime.writer.imports.yarn.functions import Functions
from runtime.writer.imports.yarn.nodes import read_nodes
from runtime.writer.imports.yarn.statements import Statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.writer.imports.script import Side
    from runtime.writer.imports.yarn.nodes import Node

_WHEN_ONCE = re.compile(r"once\b(?:\s+if\b(.*))?$")
_KEPT = frozenset("title when tags tag position group subtitle tracking colorid color style".split())
_SIDES: dict[str, Side] = {"int": "INT.", "interior": "INT.", "ext": "EXT.", "exterior": "EXT."}


def read_yarn(texts: Sequence[tuple[str, str]], title: str = "") -> Import:
    """Import a Yarn script of one or more files (name, text). Never fails; what is lost is in the report."""
    source, losses = Sources(texts), Losses()
    script = _Reader(losses).script(read_nodes(source.lines, losses), title)
    return Import(write(script, losses), losses.sorted(source))


class _Reader:
    """Reads one script. Used once."""

    def __init__(self, losses: Losses) -> None:
        self.losses, self.names = losses, Names()
        self.functions = Functions(self.names)
        self.shared = Shared(losses, self.names)

    def script(self, nodes: list[Node], title: str) -> Script:
        groups, scenes = self._scenes(nodes)
        for node, _ in scenes:
            self.shared.look_ahead(node.rows)
        for node, scene in scenes:
            scene.body = Statements(self.shared, node.rows, scene).body()
        everything = [scene for _, scene in scenes]
        hubs = [self._hub(name, members) for name, members in groups.items()]
        everything = _inserted(everything, hubs, groups)
        everything += self.shared.scenes
        if not everything:
            self.losses.add(0, "there is no node in it", "a node is a title, ---, lines and ===")
            everything = [Scene("Start", 1, [Act(1, ("Nothing was found to perform.",))])]
        self.shared.decide_ways()
        self._put_in_smart_variables(everything)
        self._follow(everything, groups)
        start = next((scene.name for scene in everything if scene.name == "Start"), everything[0].name)
        self.functions.groups = groups
        self.functions.silent = {
            scene.name for node, scene in scenes if node.header("tracking").lower() == "never"
        }  # a group's members share its name in `groups`
        return Script(
            self.names,
            everything,
            start,
            title,
            beginnings=self.shared.beginnings,
            resolve=self.functions.resolve,
            truths=("True", "False"),
        )

    def _scenes(self, nodes: list[Node]) -> tuple[dict[str, list[Scene]], list[tuple[Node, Scene]]]:
        """A scene for each node; nodes of a group get names of their own."""
        groups: dict[str, list[Scene]] = {}
        grouped = {node.title for node in nodes if node.whens}
        found: list[tuple[Node, Scene]] = []
        taken: set[str] = set()
        again: dict[str, int] = {}  # how often a name came
        for node in nodes:
            name = node.title
            if name in grouped:
                members = groups.setdefault(name, [])
                name = f"{name}.{node.header('subtitle') or len(members) + 1}"
            elif name in taken:
                self.losses.add(node.line, f"a second node {quoted(name)} is never come to", "a title is given once")
            again[name] = again.get(name, 0) + 1
            name += "'" if again[name] == 2 else f"'{again[name] - 1}" if again[name] > 2 else ""
            while name in taken:  # somebody's own name ends so
                name += "'"
            taken.add(name)
            scene = self._scene(node, name)
            if node.title in grouped:
                scene.tag = slug(node.title) or "group"
                groups[node.title].append(scene)
            found.append((node, scene))
        return groups, found

    def _scene(self, node: Node, name: str) -> Scene:
        scene = Scene(name, node.line, [], place=node.header("location", "place", "setting") or _spaced(node.title))
        scene.time = node.header("time", "time_of_day")
        words = {word.lower() for word in node.header("tags", "tag").split()}
        scene.side = next((_SIDES[word] for word in _SIDES if word in words), scene.side)
        self.names.scene(name)
        for value, line in node.whens:
            scene.conditions += self._when(value, line, scene)
        for key, value, line in node.headers:
            if key.lower() not in _KEPT and key not in ("location", "place", "setting", "time", "time_of_day"):
                self.losses.add(
                    line, f"the header {quoted(f'{key}: {value}')} is left out", "a scene has no such entry"
                )
        return scene

    def _when(self, value: str, line: int, scene: Scene) -> list[Part]:
        value = value.partition("//")[0].strip()
        if value == "always" or not value:
            return []
        once = _WHEN_ONCE.match(value)
        words = (once[1] or "") if once else value
        found = [Part(line, Ours(f'not seen("{self.names.scene(scene.name)}")', "truth"), [], value)] if once else []
        if words.strip():
            found.append(Part(line, self.shared.rows.expression(words.strip(), line), [], value))
        return found

    def _hub(self, name: str, members: list[Scene]) -> Scene:
        """The scene that draws one of a group."""
        line = members[0].line
        return Scene(name, line, [Draw(line, members[0].tag)], place=f"{members[0].place}: DRAWN")

    def _put_in_smart_variables(self, scenes: list[Scene]) -> None:
        for scene in scenes:
            change_trees(scene.body, lambda tree, line=scene.line: self.shared.substituted(tree, line))  # type: ignore[misc]
            for part in scene.conditions:
                part.condition = part.condition and self.shared.substituted(part.condition, part.line)

    def _follow(self, scenes: list[Scene], groups: dict[str, list[Scene]]) -> None:
        """Close every scene with its way on, and learn which detours and jumps there are."""
        known = {scene.name for scene in scenes}
        for scene in scenes:
            lead_on(scene.body, known, self.losses)
            cut_off(scene.body, self.losses)
        paths = {scene.name: self.shared.detours_in(scene) for scene in scenes}
        paths |= {name: {scene.name for scene in members} for name, members in groups.items()}
        visited = {target for scene in scenes for target in self.shared.detours_in(scene)}
        visited |= {scene.name for name, members in groups.items() if name in visited for scene in members}
        for scene in scenes:
            if scene.name not in self.shared.called:
                closed(scene, Back(scene.line) if scene.name in visited else End(scene.line))
        self.functions.detours = paths
        jumps = {target for scene in scenes for target in self.shared.jumps_in(scene)} | {"Start", scenes[0].name}
        self.functions.entered = jumps | {scene.name for name in jumps for scene in groups.get(name, ())}


def _inserted(scenes: list[Scene], hubs: list[Scene], groups: dict[str, list[Scene]]) -> list[Scene]:
    """The scenes, each hub before the first of its group."""
    before = {groups[hub.name][0].name: hub for hub in hubs}
    return [one for scene in scenes for one in ([before[scene.name]] if scene.name in before else []) + [scene]]


def _spaced(title: str) -> str:
    """A node's name as words: RoomSetup is room setup."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", title.replace("_", " "))
    return " ".join(words.split()) or title
