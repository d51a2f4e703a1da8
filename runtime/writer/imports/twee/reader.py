"""Reads a whole Twine story: its passages as scenes, what it sets at the beginning, where it starts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from runtime.writer.imports.model import Import, Losses, Sources, quoted
from runtime.writer.imports.names import Names
from runtime.writer.imports.screenplay import write
from runtime.writer.imports.script import Act, Back, Cases, Detour, End, Go, Once, Scene, Script, Store, steps_of
from runtime.writer.imports.tree import Items, Value
from runtime.writer.imports.twee.chapbook import Chapbook
from runtime.writer.imports.twee.harlowe import Harlowe
from runtime.writer.imports.twee.items import Goto, Included, Link, inside, without_code
from runtime.writer.imports.twee.passages import read_passages, unique
from runtime.writer.imports.twee.plain import PlainText
from runtime.writer.imports.twee.sugarcube import SugarCube
from runtime.writer.imports.twee.telling import Aside, Telling
from runtime.writer.imports.ways import closed, cut_off, lead_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.writer.imports.script import Side, Step
    from runtime.writer.imports.twee.dialect import Format
    from runtime.writer.imports.twee.items import Item
    from runtime.writer.imports.twee.passages import Passage, Told

FORMATS: Final[dict[str, type[Format]]] = {"sugarcube": SugarCube, "harlowe": Harlowe, "chapbook": Chapbook}
BEFORE: Final = "Before the story"
_TELLTALES: Final = (
    ("harlowe", re.compile(r"\((?:set|if|put|print|display|link-goto|go-?to|else|link)\s*:", re.IGNORECASE)),
    ("sugarcube", re.compile(r"<</?(?:set|if|print|link|include|goto|display|nobr|run)\b")),
    ("chapbook", re.compile(r"^(?:--|\[(?:if|else|continue|cont'd|unless|after)\b.*\])$|\{embed ", re.MULTILINE)),
    ("snowman", re.compile(r"<%")),
)
_DATA_TAGS: Final = frozenset({"script", "stylesheet", "widget", "twine.image", "twine.private"})
_SHELL: Final = frozenset(
    "StorySubtitle StoryCaption StoryMenu StoryBanner StorySettings StoryInterface StoryShare PassageHeader "
    "PassageFooter PassageReady PassageDone StoryDisplayTitle StoryIncludes".split()
)
_SIDES: Final[dict[str, Side]] = {
    "int": "INT.", "interior": "INT.", "indoors": "INT.", "ext": "EXT.", "exterior": "EXT.", "outdoors": "EXT.",
}  # fmt: skip
_TIMES: Final = frozenset("day night dawn dusk morning afternoon evening noon midnight sunset sunrise".split())


def read_twee(texts: Sequence[tuple[str, str]], title: str = "") -> Import:
    """Import a Twine story: Twee 3 files (name, text), or one HTML file. Never fails; what is lost is in the report."""
    source, losses = Sources(texts), Losses()
    script = _Reader(losses, read_passages(source.lines, losses)).script(title)
    return Import(write(script, losses), losses.sorted(source))


class _Reader:
    """Reads one story. Used once."""

    def __init__(self, losses: Losses, told: Told) -> None:
        self.losses, self.told, self.names = losses, told, Names()
        passages = unique(told.passages, losses)
        self.first = [one for one in passages if one.name == "StoryInit" or "startup" in one.tags]
        self.passages = {one.name: one for one in passages if self._is_played(one)}
        for name in self.passages:
            self.names.scene(name)
        self.format = self._format()
        self.items = {name: self._read(passage) for name, passage in self.passages.items()}
        everything = [one for items in self.items.values() for one in inside(items)]
        self.included = {one.target for one in everything if isinstance(one, Included)}
        self.linked = {one.target for one in everything if isinstance(one, Link | Goto)}
        self.titles: dict[str, str] = {}  # of ends, for scenes that are no passages
        self.aside = Aside(losses, self.items.get, self._is_detour)

    def _read(self, passage: Passage) -> list[Item]:
        return self.format.read(replace(passage, text=without_code(passage.text, passage.line, self.losses)))

    def _is_played(self, passage: Passage) -> bool:
        if passage in self.first:
            return False
        tags = {tag.lower() for tag in passage.tags}
        if tags & _DATA_TAGS or passage.name in _SHELL or tags & {"header", "footer"}:
            if passage.text.strip():
                why = "it is code or the frame of the page" if tags & _DATA_TAGS else "it frames every passage"
                self.losses.add(max(1, passage.line - 1), f"the passage {quoted(passage.name)} is left out", why)
            return False
        return True

    def _format(self) -> Format:
        """The reader of the story's format: named in its data, or known by its signs."""
        named = next((name for name in (*FORMATS, "snowman") if self.told.format.startswith(name)), "")
        if not named:
            texts = [one.text for one in (*self.passages.values(), *self.first)]
            counts = {name: sum(len(sign.findall(text)) for text in texts) for name, sign in _TELLTALES}
            named = max(counts, key=lambda name: counts[name]) if any(counts.values()) else ""
        if self.told.format and not named:
            why = "links are read, and nothing else; SugarCube, Harlowe and Chapbook are known"
            self.losses.add(0, f"the story format {quoted(self.told.format)} is not known", why)
        found = FORMATS.get(named, PlainText)(self.names, self.losses)
        if isinstance(found, Harlowe):
            texts = [one.text for one in (*self.passages.values(), *self.first)]
            found.temporaries = frozenset(name for text in texts for name in re.findall(r"(_[A-Za-z]\w*)\s+to\b", text))
        return found

    def script(self, title: str) -> Script:
        scenes = [scene for name in self.passages for scene in self._scenes(name)]
        if not scenes:
            self.losses.add(
                0, "there is no passage in it", "a passage is :: and a name, and lines under it", ":: Start"
            )
            scenes = [Scene("Start", 1, [Act(1, ("Nothing was found to perform.",))])]
        start = next((name for name in (self.told.start, "Start") if name in self.passages), scenes[0].name)
        first = self._before(start)
        if first:
            scenes.insert(0, first)
            start = first.name
        known = {scene.name for scene in scenes}
        for scene in scenes:
            lead_on(scene.body, known, self.losses)
            cut_off(scene.body, self.losses)
            shown = scene.name in self.included and self._is_detour(scene.name)
            title = self.titles.get(scene.name, scene.name)
            closed(scene, Back(scene.line) if shown else End(scene.line, title))
        told = self.told
        names = self.told.title or title
        return Script(self.names, scenes, start, names, told.author, self.aside.beginnings, truths=self.format.truths)

    def _scenes(self, name: str) -> list[Scene]:
        """A passage as a scene; with another one for its choices, where these act on the spot."""
        passage = self.passages[name]
        if name in self.included and not self._is_detour(name) and not self._is_linked(name):
            return []  # it is only shown inside others, and told there
        telling = Telling(name, self.aside)
        body = telling.tell(self.items[name])
        scene = self._headed(Scene(name, passage.line - 1, body), passage)
        if not telling.acts:
            scene.body += telling.ask(passage.line)
            return [scene]
        choices = Scene(telling.choices, passage.line - 1, telling.ask(passage.line), place=scene.place or name)
        choices.side, choices.time = scene.side, scene.time
        scene.body.append(Go(passage.line, choices.name))
        self.titles[choices.name] = name
        return [scene, choices]

    def _headed(self, scene: Scene, passage: Passage) -> Scene:
        for tag in sorted(passage.tags):
            plain = tag.lower()
            if plain in _SIDES:
                scene.side = _SIDES[plain]
            elif plain in _TIMES:
                scene.time = plain
            else:
                why = "scenes are tagged only to be drawn"
                self.losses.add(scene.line, f"the tag {quoted(tag)} is left out", why, f"[[tag: {quoted(tag)[1:-1]}]]")
        return scene

    def _is_linked(self, name: str) -> bool:
        return name in self.linked or name == (self.told.start or "Start")

    def _is_detour(self, name: str) -> bool:
        """Whether a passage that others show is a detour: it has no links and leads nowhere."""
        return name in self.items and not any(
            isinstance(one, Link | Goto | Included) for one in inside(self.items[name])
        )

    def _before(self, start: str) -> Scene | None:
        """What is set before the story: plain values are what variables begin with, the rest is a scene."""
        body: list[Step] = []
        for passage in self.first:
            steps = Telling(passage.name, self.aside).tell(self._read(passage))
            body += [step for step in steps if not self._begins(step, body)]
        body = [step for step in body if isinstance(step, Store | Cases | Once | Detour)]
        if not body:
            return None
        for step in steps_of(body):
            if isinstance(step, Act | Go):
                self.losses.add(
                    step.line, "what is shown before the story is left out", "a story begins with its start"
                )
        return Scene(BEFORE, self.first[0].line, [*body, Go(self.first[0].line, start)])

    def _begins(self, step: Step, body: list[Step]) -> bool:
        """Whether a step only says what a variable begins with."""
        if not isinstance(step, Store) or step.operator != "=" or step.name in self.aside.beginnings or body:
            return False
        plain = isinstance(step.tree, Value) or (
            isinstance(step.tree, Items) and all(isinstance(item, Value) for item in step.tree.items)
        )
        if plain:
            self.aside.beginnings[step.name] = step
        return plain
