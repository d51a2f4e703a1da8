"""Reads the statements of Yarn bodies: blocks, options, line groups and lines; commands are in `commands.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.story.fountain.text import slug
from runtime.writer.imports.model import quoted
from runtime.writer.imports.script import (
    MAX_DEPTH,
    Act,
    Ask,
    Back,
    Cases,
    Detour,
    Draw,
    Once,
    Option,
    Part,
    Say,
    Scene,
    steps_of,
)
from runtime.writer.imports.script import Go as Jump
from runtime.writer.imports.tree import TRUE, Binary, Name, Ours, Unary, Value
from runtime.writer.imports.yarn.commands import Commands, command_of
from runtime.writer.imports.yarn.rows import Row as Read

if TYPE_CHECKING:
    from runtime.writer.imports.script import Step
    from runtime.writer.imports.yarn.commands import Shared
    from runtime.writer.imports.yarn.nodes import Row

_IF_ENDS = frozenset({"elseif", "else", "endif"})
_ONCE_ENDS = frozenset({"else", "endonce"})
MAX_SPEAKERS = 12  # names that a variable may give to a line
_NONE: frozenset[str] = frozenset()


class Statements:
    """Reads the body of one node. Used once."""

    def __init__(self, shared: Shared, rows: list[Row], scene: Scene) -> None:
        self.shared, self.rows, self.scene, self.at, self.depth = shared, rows, scene, 0, 0
        self.losses = shared.losses
        self.commands = Commands(shared)
        self._groups = 0

    def body(self) -> list[Step]:
        """All steps of the node."""
        found = self._block(0, _NONE)
        self.losses_of_rest()
        return found

    def losses_of_rest(self) -> None:
        for row in self.rows[self.at :]:
            self.losses.add(row.line, f"{quoted(row.text)} is left out", "it closes a block that was not opened")

    def _block(self, least: int, ends: frozenset[str]) -> list[Step]:
        """Steps up to a row that is less indented, or that ends a block that is open."""
        found: list[Step] = []
        while (row := self._row()) is not None and row.indent >= least:
            word, rest = command_of(row.text)
            if word in ends:
                break
            self.at += 1
            if word in _IF_ENDS | _ONCE_ENDS:
                why = "no block is open here that it belongs to"
                self.losses.add(row.line, f"{quoted(row.text)} is left out", why)
            else:
                found += self._statement(row, word, rest, least, ends)
        return found

    def _row(self) -> Row | None:
        return self.rows[self.at] if self.at < len(self.rows) else None

    def _statement(self, row: Row, word: str, rest: str, least: int, ends: frozenset[str]) -> list[Step]:
        encloses = word in ("if", "once") or row.text.startswith(("->", "=>"))
        if encloses and self.depth >= MAX_DEPTH:
            self.losses.add(row.line, f"{quoted(row.text)} is left out", f"it nests deeper than {MAX_DEPTH}")
            return []
        self.depth += encloses
        try:
            if word == "if":
                return [self._if(row, rest, least, ends)]
            if word == "once":
                return self._once(row, rest, least, ends)
            if row.text.startswith("->"):
                return [self._options(row, least, ends)]
            if row.text.startswith("=>"):
                return self._group(row, least, ends)
        finally:
            self.depth -= encloses
        if word == "enum":
            return self._pass_enum(row)
        if word:
            return self.commands.steps(word, rest, row)
        return self._line(self.shared.rows.read(row.text, row.line), row.line)

    # --- blocks

    def _if(self, row: Row, rest: str, least: int, ends: frozenset[str]) -> Cases:
        cases = Cases(row.line, [])
        word = "if"
        while word != "endif":
            condition = None if word == "else" else self.shared.rows.expression(rest, row.line)
            part = Part(row.line, condition, self._block(least, ends | _IF_ENDS), row.text)
            if not (cases.parts and cases.parts[-1].condition is None):
                cases.parts.append(part)
            following = self._row()
            word, rest = command_of(following.text) if following else ("", "")
            if following is None or following.indent < least or word not in _IF_ENDS:
                self.losses.add(row.line, f"{quoted(row.text)} is not closed", "it ends here", "<<endif>>")
                break
            row = following
            self.at += 1
        return cases

    def _once(self, row: Row, rest: str, least: int, ends: frozenset[str]) -> list[Step]:
        body = self._block(least, ends | _ONCE_ENDS)
        other: list[Step] = []
        if (following := self._row()) and command_of(following.text)[0] == "else":
            self.at += 1
            other = self._block(least, ends | _ONCE_ENDS)
        if (following := self._row()) and command_of(following.text)[0] == "endonce":
            self.at += 1
        else:
            self.losses.add(row.line, f"{quoted(row.text)} is not closed", "it ends here", "<<endonce>>")
        if not rest.strip():
            return [Once(row.line, body, other)]
        condition = self.shared.rows.expression(rest.strip().removeprefix("if"), row.line)
        if not other:
            return [Cases(row.line, [Part(row.line, condition, [Once(row.line, body)], row.text)])]
        played = self.shared.switch("played", row.line)
        test = Binary("and", condition, Unary("not", Name(played.name)))
        return [Cases(row.line, [Part(row.line, test, [played, *body], row.text), Part(row.line, None, other)])]

    def _pass_enum(self, row: Row) -> list[Step]:
        """An enum is known already; its rows are passed."""
        while (following := self._row()) is not None and command_of(following.text)[0] in ("case", "endenum"):
            self.at += 1
            if command_of(following.text)[0] == "endenum":
                return []
        self.losses.add(row.line, f"{quoted(row.text)} is not closed", "it ends here", "<<endenum>>")
        return []

    # --- options

    def _options(self, row: Row, least: int, ends: frozenset[str]) -> Ask:
        """Options that stand together; an empty line between them begins another choice point."""
        ask = Ask(row.line, [self._option(row, ends)])
        while self._goes_on("->", least) and (following := self._row()):
            self.at += 1
            ask.options.append(self._option(following, ends))
        return ask

    def _goes_on(self, arrow: str, least: int) -> bool:
        row = self._row()
        return row is not None and row.indent >= least and row.text.startswith(arrow) and not row.after_blank

    def _option(self, row: Row, ends: frozenset[str]) -> Option:
        read = self.shared.rows.read(row.text[2:].strip(), row.line, speaks=False)
        tags = {tag.lower() for tag in read.tags}
        option = Option(row.line, read.words, read.condition, read.once, not tags.isdisjoint({"default", "fallback"}))
        option.source = read.source
        self._tags(read, row.line, known=("default", "fallback"))
        option.body = self._block(row.indent + 1, ends)
        if option.body and isinstance(jump := option.body[-1], Jump) and len(option.body) == 1:
            option.target, option.body = jump.target, []
        return option

    # --- line groups

    def _group(self, row: Row, least: int, ends: frozenset[str]) -> list[Step]:
        items = [self._item(row, ends)]
        while self._goes_on("=>", least) and (following := self._row()):
            self.at += 1
            items.append(self._item(following, ends))
        plain = all(read.condition is None and not read.once and not body for _, read, body in items)
        if plain and len({read.name for _, read, _ in items}) == 1 and not any(read.named_by for _, read, _ in items):
            return self._in_turn([read for _, read, _ in items], row.line)
        if any(isinstance(step, Jump) for _, _, body in items for step in steps_of(body)):
            return self._first(items, row)
        return [Detour(row.line, self._drawn(items, row))]

    def _item(self, row: Row, ends: frozenset[str]) -> tuple[int, Read, list[Step]]:
        read = self.shared.rows.read(row.text[2:].strip(), row.line)
        return row.line, read, self._block(row.indent + 1, ends)

    def _in_turn(self, reads: list[Read], line: int) -> list[Step]:
        """Lines of one speaker: one after the other, each time the group is come to."""
        for read in reads:
            self._tags(read, line)
        texts = tuple(tuple(word for word in read.words if not isinstance(word, tuple)) for read in reads)
        words = (texts,) if len(texts) > 1 else texts[0]
        return [Say(line, reads[0].name, words) if reads[0].name else Act(line, words)]

    def _first(self, items: list[tuple[int, Read, list[Step]]], row: Row) -> list[Step]:
        why = "a line of it jumps away, and what is drawn returns in our language; the first that fits is played"
        self.losses.add(row.line, "this line group is not drawn by lot", why, "> DRAW: tag, with a scene for each line")
        parts = []
        for line, read, body in items:
            steps = self._said(read, line) + body
            parts.append(Part(line, read.condition or TRUE, [Once(line, steps)] if read.once else steps, read.source))
        return [Cases(row.line, parts)]

    def _drawn(self, items: list[tuple[int, Read, list[Step]]], row: Row) -> str:
        """A scene for each line of a group, and one that draws them; its name."""
        self._groups += 1
        hub = f"{self.scene.name} group {self._groups}"
        tag = slug(hub) or "group"
        scenes = [Scene(hub, row.line, [Draw(row.line, tag), Back(row.line)], place=self.scene.place)]
        for number, (line, read, body) in enumerate(items, 1):
            name = f"{hub}.{number}"
            steps = [*self._said(read, line), *body, Back(line)]
            scene = Scene(name, line, steps, place=self.scene.place, tag=tag)
            if read.condition is not None:
                scene.conditions.append(Part(line, read.condition, [], read.source))
            if read.once:
                seen = Ours(f'not seen("{self.shared.names.scene(name)}")', "truth")
                scene.conditions.append(Part(line, seen, [], read.source))
            scenes.append(scene)
        self.shared.add_called(scenes)
        return hub

    # --- lines

    def _line(self, read: Read, line: int) -> list[Step]:
        steps = self._said(read, line)
        if read.once:
            steps = [Once(line, steps)]
        if read.condition is not None:
            steps = [Cases(line, [Part(line, read.condition, steps, read.source)])]
        return steps

    def _said(self, read: Read, line: int) -> list[Step]:
        identity = self._tags(read, line)
        if not read.words:
            return []
        if read.name:
            return [Say(line, read.name, read.words, read.manner, identity)]
        return self._said_by(read, line) if read.named_by else [Act(line, read.words)]

    def _said_by(self, read: Read, line: int) -> list[Step]:
        """A line of whoever a variable names: a case for every name that it is ever given."""
        names = self.shared.texts_of(read.named_by)
        if not 0 < len(names) <= MAX_SPEAKERS:
            what, why = "who speaks here is worked out while it plays", "a speaker has one name in our language"
            self.losses.add(line, what, why, "a [[if …]] for each name")
            return [Act(line, (Name(read.named_by), ": ", *read.words))]
        test = f"${read.named_by}"
        says = {name: Say(line, name, read.words, read.manner) for name in names}
        parts = [Part(line, Binary("==", Name(read.named_by), Value(name)), [say], test) for name, say in says.items()]
        return [Cases(line, parts)]

    def _tags(self, read: Read, line: int, known: tuple[str, ...] = ()) -> str:
        """The id that a line's tags give it; all other tags are losses."""
        identity = ""
        for tag in read.tags:
            sort, _, words = tag.partition(":")
            if sort in ("line", "shadow") and words:
                identity = slug(words)
            elif tag.lower() not in (*known, "lastline"):
                self.losses.add(
                    line, f"the tag {quoted(f'#{tag}')} is left out", "only its own game knows what it means"
                )
        return identity
