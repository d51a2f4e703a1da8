"""Writes a script as a story: headings, shots, speeches, choices and logic in our own language, as Fountain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.writer.imports.coding import EMPTY, Coder
from runtime.writer.imports.model import quoted
from runtime.writer.imports.script import (
    Act,
    Ask,
    Back,
    Cases,
    Detour,
    Draw,
    End,
    Go,
    Once,
    Remark,
    Say,
    Store,
    change_trees,
    resolved,
    steps_of,
    uses_of,
)
from runtime.writer.imports.template import Brace, action, broken, name_line, spoken_line, written
from runtime.writer.imports.tree import FALSE, Binary, Lot, NotCarried, Ours, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.writer.imports.model import Losses
    from runtime.writer.imports.script import Option, Part, Scene, Script, Step, Words
    from runtime.writer.imports.template import Piece
    from runtime.writer.imports.tree import Call, Tree

INDENT = "    "
_LOT = "the lot"  # no name that a source could have
MAX_OPTION = 400  # characters of a choice
MAX_OPTIONS = 200  # of one choice point
MAX_STEPS = 8_000  # of one scene
_PREFIXES = ("INT. ", "EXT. ", "INT ", "EXT ", "EST. ", "I/E ", "INT./EXT. ")


def write(script: Script, losses: Losses) -> str:
    """The story's text. What our language cannot say is left out or counts as no, and is among the losses."""
    return _Writer(script, losses).text()


class _Writer:
    """Writes one script. Used once."""

    def __init__(self, script: Script, losses: Losses) -> None:
        self.script, self.losses, self.names = script, losses, script.names
        self.coder = Coder(script.names, script.truths)
        self.lines: list[str] = []
        self._left = 0  # steps that the scene under way may still have

    def text(self) -> str:
        for scene in self.script.scenes:
            self.names.scene(scene.name)
        for scene in self.script.scenes:
            change_trees(scene.body, lambda tree, scene=scene: self._resolved(tree, scene))  # type: ignore[misc]
            for part in scene.conditions:
                part.condition = part.condition and self._resolved(part.condition, scene)
        self._learn()
        self._title_page()
        body, self.lines = self.lines, []
        for scene in self.script.scenes:
            self._scene(scene)
        return "\n".join([*body, *self._variables(), *self.lines])

    def _resolved(self, tree: Tree, scene: Scene) -> Tree:
        def known(call: Call) -> Tree:
            try:
                return self.script.resolve(call, scene)
            except NotCarried:
                return call

        return resolved(tree, known)

    def _learn(self) -> None:
        scenes = self.script.scenes
        declared = uses_of(list(self.script.beginnings.values()))
        played = (use for scene in scenes for use in uses_of(scene.body))
        drawn = ((p.condition, "truth", p.line) for scene in scenes for p in scene.conditions if p.condition)
        self.names.learn([*declared, *played, *drawn])  # type: ignore[list-item]

    # --- above the first scene

    def _title_page(self) -> None:
        script = self.script
        self.lines.append(f"Title: {name_line(script.title) or 'Imported'}")
        if script.author:
            self.lines.append(f"Author: {name_line(script.author)}")
        if script.start and script.scenes and script.start != script.scenes[0].name:
            self.lines.append(f"Start: {self.names.scene(script.start)}")
        self.lines.append("Window: off")
        cast = dict.fromkeys(
            speaker(step.name) for scene in script.scenes for step in steps_of(scene.body) if isinstance(step, Say)
        )
        if cast:
            self.lines += ["Cast:", *(f"{INDENT}{name.lstrip('@')}" for name in cast)]
        self.lines.append("")

    def _variables(self) -> Iterator[str]:
        """Declarations of all variables, with what they begin with."""
        names = [*self.script.beginnings, *(name for name in self.names.kinds if name not in self.script.beginnings)]
        for name in names:
            kind = self.names.kinds.get(name)
            if not kind:
                continue
            store = self.script.beginnings.get(name)
            code = EMPTY[kind]
            if store:
                try:
                    code = self.coder.value(store.tree, kind)
                except NotCarried as error:
                    self._not_stored(store, error)
            yield f"[[var {self.names.variable(name)} = {code}]]"
        if names:
            yield ""

    def _scene(self, scene: Scene) -> None:
        place = name_line(scene.place or scene.name).upper()
        time = f" - {name_line(scene.time).upper()}" if scene.time else ""
        own = place.startswith(_PREFIXES)
        side = f"{scene.side} " if scene.side and not own else ""
        dot = "" if side or own else "."
        words = place if any(c.isalnum() for c in place[:1]) else f"SCENE {place}"
        self._put(f"{dot}{side}{words}{time} #{self.names.scene(scene.name)}#")
        if scene.synopsis:
            self._put(f"= {name_line(scene.synopsis)}")
        notes = [f"[[tag: {scene.tag}]]"] if scene.tag else []
        for part in scene.conditions:
            code = self._condition(part)
            notes += [] if code == "true" else [f"[[when: {code}]]"]
        if notes:
            self._put(" ".join(notes))
        self._left = MAX_STEPS
        self._body(scene.body, "")

    # --- steps

    def _put(self, *lines: str, indent: str = "") -> None:
        """An element: its lines, and a blank line after it."""
        self.lines += [f"{indent}{line}" for line in lines]
        self.lines.append("")

    def _body(self, body: list[Step], indent: str) -> None:
        for step in body:
            self._left -= 1
            if self._left < 0:
                why = f"a scene of ours has no more than {MAX_STEPS} steps"
                self.losses.add(step.line, "the rest of this scene is left out", why)
                break
            self._step(step, indent)

    def _step(self, step: Step, indent: str) -> None:
        if isinstance(step, Act):
            words = written(self._pieces(step.words, step.line)).strip()
            for line in action(words) if words else ():
                self._put(line, indent=indent)
        elif isinstance(step, Say):
            self._say(step, indent)
        elif isinstance(step, Store):
            for note in self._stored(step):
                self._put(note, indent=indent)
        elif isinstance(step, Cases):
            self._cases(step, indent)
        elif isinstance(step, Once):
            self._once(step, indent)
        elif isinstance(step, Ask):
            self._ask(step, indent)
        else:
            self._put(self._way(step), indent=indent)

    def _way(self, step: Go | Detour | Draw | Back | End | Remark) -> str:
        if isinstance(step, Go):
            return f"> CUT TO: {self.names.scene(step.target)}"
        if isinstance(step, Detour):
            return f"[[call: {self.names.scene(step.target)}]]"
        if isinstance(step, Draw):
            return f"> DRAW: {step.tag} BY least-seen"
        if isinstance(step, Back):
            return "[[return]]"
        if isinstance(step, End):
            return f"> END: {name_line(step.title)}".rstrip()
        return f"[[{remark(step.words)}]]"

    def _say(self, step: Say, indent: str) -> None:
        words = written(self._pieces(step.words, step.line)).strip()
        if not words:
            return
        lines = [spoken_line(part) for part in broken(words)]
        if step.identity:
            lines[-1] += f" [[line: {step.identity}]]"
        manner = [f"({name_line(step.manner).replace('(', '').replace(')', '')})"] if step.manner else []
        self._put(speaker(step.name), *manner, *lines, indent=indent)

    def _once(self, step: Once, indent: str) -> None:
        self._put("[[once]]", indent=indent)
        self._body(step.body, indent)
        if step.other:
            self._put("[[else]]", indent=indent)
            self._body(step.other, indent)
        self._put("[[end]]", indent=indent)

    def _cases(self, step: Cases, indent: str) -> None:
        first = True
        for part in step.parts:
            if part.condition is None:
                self._put("[[else]]" if not first else "[[if true]]", indent=indent)
            else:
                self._put(f"[[{'if' if first else 'elif'} {self._condition(part)}]]", indent=indent)
            first = False
            self._body(part.body, indent)
        self._put("[[end]]", indent=indent)

    def _condition(self, part: Part | Option) -> str:
        try:
            return self.coder.condition(part.condition or FALSE)
        except NotCarried as error:
            what = f"the condition {quoted(part.source)} counts as no"
            self.losses.add(part.line, what, str(error), "[[if …]] with words of ours")
            return "false"

    # --- choices

    def _ask(self, step: Ask, indent: str) -> None:
        self.lines.append(f"{indent}[[choice off]]")
        if len(step.options) > MAX_OPTIONS:
            why = f"a choice point of ours has no more than {MAX_OPTIONS}"
            self.losses.add(step.options[MAX_OPTIONS].line, "the choices from here on are left out", why)
        for option in step.options[:MAX_OPTIONS]:
            words = written(self._pieces(option.words, option.line)).strip().replace("->", '-{">"}')
            words = words[:MAX_OPTION] if "{" not in words else words if len(words) < 4 * MAX_OPTION else "…"
            condition = self._condition(option) if option.condition is not None else "true"
            notes = [] if condition == "true" else [f"[[if {condition}]]"]
            notes += ["[[default]]"] if option.default else []
            body = list(option.body)
            while body and isinstance(body[0], Store) and len(notes) < 6:
                notes += self._stored(body.pop(0))  # type: ignore[arg-type]
            way = self._arrow(option)
            self.lines.append(" ".join([f"{indent}{'*' if option.once else '+'} {words or '…'}", *notes, *way]))
            if body:
                self._body(body, indent + INDENT)
        if self.lines[-1]:
            self.lines.append("")

    def _arrow(self, option: Option) -> list[str]:
        if option.target is not None:
            return [f"-> {self.names.scene(option.target)}"]
        return [f"-> END: {name_line(option.ending)}".rstrip()] if option.ending is not None else []

    # --- values

    def _pieces(self, words: Words, line: int) -> list[Piece]:
        found: list[Piece] = []
        for word in words:
            if isinstance(word, str):
                found.append(word)
            elif isinstance(word, tuple):
                found.append(Brace("&", tuple(tuple(self._pieces(text, line)) for text in word)))
            else:
                found += self._shown(word, line)
        return found

    def _shown(self, tree: Tree, line: int) -> tuple[Piece, ...]:
        try:
            return self.coder.pieces(tree)
        except NotCarried as error:
            self.losses.add(line, "a value in a text is not shown", str(error), "{…} with words of ours")
            return ("…",)

    def _stored(self, store: Store) -> list[str]:
        """The notes that set a variable."""
        kind = self.names.kinds.get(store.name)
        name = self.names.variable(store.name)
        if not kind:
            self._not_stored(store, NotCarried("a story of ours has no more than 2,000 variables"))
            return []
        try:
            if isinstance(store.tree, Lot):
                return self._drawn(store, store.tree)
            code = self.coder.value(store.tree, kind)
            if store.operator != "=":
                operator = store.operator[:-1]
                self.coder.value(Binary(operator, Ours(name, kind), Ours(f"({code})", kind)), kind)  # type: ignore[arg-type]
        except NotCarried as error:
            self._not_stored(store, error)
            return []
        return [f"[[set {name} {store.operator} {code}]]"]

    def _drawn(self, store: Store, lot: Lot) -> list[str]:
        """One of several values, by a lot that is drawn first."""
        kind = self.names.kinds[store.name]
        codes = [self.coder.value(item, kind) for item in lot.items]
        if store.operator != "=" or not codes:
            raise NotCarried("a lot can be stored, but not added")
        drawn = self.names.variable(_LOT)
        self.script.beginnings.setdefault(_LOT, Store(store.line, _LOT, Value(0)))
        self.names.kinds.setdefault(_LOT, "number")
        tests = [f"{code} if {drawn} == {number} else " for number, code in enumerate(codes[:-1], 1)]
        return [
            f"[[set {drawn} = random(1, {len(codes)})]]",
            f"[[set {self.names.variable(store.name)} = {''.join(tests)}{codes[-1]}]]",
        ]

    def _not_stored(self, store: Store, error: NotCarried) -> None:
        what = f"{quoted(store.source)} is left out"
        self.losses.add(store.line, what, str(error), f"[[set {self.names.variable(store.name)} = …]]")


def speaker(name: str) -> str:
    """A speaker's name as a cue: capitals, or marked where it has none."""
    cleaned = name_line(name).replace("(", "").replace(")", "").upper().strip() or "?"
    plain = cleaned.isupper() and not cleaned.startswith(_PREFIXES) and cleaned[0].isalnum()
    return cleaned if plain else f"@{cleaned}"


def remark(words: str) -> str:
    """Words as an author's own note, which must not read as an instruction."""
    kept = "".join(c if c.isprintable() else " " for c in words).replace("[[", "[ [").replace("]]", "] ]")
    words = " ".join(kept.replace("/*", "/ *").split())[:300]
    return f"{words} " if words.endswith("]") else words
