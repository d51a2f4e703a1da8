"""Reads ink source into scenes: knots, stitches and gathers that are jumped to; then into a story of our own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from runtime.ink.notes import heading_in
from runtime.writer.imports.ink.braces import Braces, ended, names_in
from runtime.writer.imports.ink.rows import Row, read_rows, uncommented
from runtime.writer.imports.ink.weave import Weave
from runtime.writer.imports.model import Import, Losses, Sources, quoted
from runtime.writer.imports.names import Names
from runtime.writer.imports.screenplay import INDENT, write
from runtime.writer.imports.script import Act, Back, Detour, End, Go, Scene, Script, Store, bodies_of, steps_of, uses_of
from runtime.writer.imports.template import name_line
from runtime.writer.imports.tree import Name, NotCarried, Value
from runtime.writer.imports.ways import closed, cut_off, lead_on

if TYPE_CHECKING:
    from collections.abc import Sequence

OPENING = "opening"  # what stands before the first knot
MAX_ROWS = 60_000
MAX_CONSTANTS = 20  # that begin with one another
_VARIABLE = re.compile(r"(?P<name>[^\W\d]\w*)\s*=\s*(?P<value>.+)")
_DIVERTED = re.compile(r"->\s*([\w.]+)")


@dataclass
class _Piece:
    """The rows of one scene to be."""

    name: str
    line: int
    rows: list[Row] = field(default_factory=list)
    knot: str = ""  # the knot it belongs to


def read_ink_source(texts: Sequence[tuple[str, str]], title: str = "") -> Import:
    """Import ink source of one or more files (name, text), the main one first. Never fails; losses are reported."""
    source, losses = Sources(texts), Losses()
    reader = _Reader(losses)
    script = reader.script("\n".join(source.lines), title)
    return Import(_with_page(write(script, losses), reader.said), losses.sorted(source))


def _with_page(text: str, said: list[tuple[str, str]]) -> str:
    """The story with look, cast and places on its title page, as ink's tags give them."""
    page, gap, rest = text.partition("\n\n")
    lines = page.split("\n")
    told = {key: [name_line(words) for one, words in said if one == key and name_line(words)] for key in _PAGE}
    described = {words.partition(" - ")[0].strip().upper() for words in told["cast"]}
    others = [line.strip() for line in lines if line.startswith(INDENT) and line.strip() not in described]
    lines = [line for line in lines if line != "Cast:" and not line.startswith(INDENT)]
    lines += [f"Look: {told['look'][0]}"] if told["look"] else []
    for entry, items in (("Cast", [*told["cast"], *others]), ("Places", told["place"])):
        lines += [f"{entry}:", *(f"{INDENT}{item}" for item in items)] if items else []
    return "\n".join(lines) + gap + rest


class _Reader:
    """Reads one story. Used once."""

    def __init__(self, losses: Losses) -> None:
        self.losses, self.names = losses, Names()
        self.beginnings: dict[str, Store] = {}
        self.known: set[str] = set()
        self.said: list[tuple[str, str]] = []  # tags at the top: key, words

    def script(self, text: str, title: str) -> Script:
        rows = list(read_rows(list(enumerate(uncommented(text).split("\n"), 1))))
        if len(rows) > MAX_ROWS:
            self.losses.add(0, f"everything after {MAX_ROWS:,} lines is left out", "a story of ours is shorter")
        said = self.said = self._title(rows)
        diverted = {name.rpartition(".")[2] for row in rows for name in _diverts(row)}
        pieces = self._pieces(rows[:MAX_ROWS], diverted)
        self.known = {piece.name for piece in pieces}
        for piece in pieces:
            self.names.scene(piece.name)
        braces = Braces(self.losses, self.names, self.known)
        self._declare(rows, braces)
        self._settle()
        self._label(pieces, braces)
        cast = frozenset(words.partition(" - ")[0].strip().upper() for key, words in said if key == "cast")
        scenes = [self._scene(piece, braces, cast) for piece in pieces]
        _same_place(pieces, scenes)
        self._forget(scenes, braces)
        self._unknown(scenes)
        self._follow(scenes)
        tags = dict(said)
        return Script(
            self.names,
            scenes or [Scene("Start", 1, [Act(1, ("Nothing was found to perform.",))])],
            title=tags.get("title", title),
            author=tags.get("author", ""),
            beginnings=self.beginnings,
        )

    def _title(self, rows: list[Row]) -> list[tuple[str, str]]:
        """The tags at the top of the story, taken out."""
        said: list[tuple[str, str]] = []
        while rows and rows[0].sort == "text" and rows[0].words.startswith("#"):
            row = rows.pop(0)
            for tag in ended(row.words).tags:
                key, _, words = tag.partition(":")
                said.append((key.strip().lower(), words.strip()))
                if said[-1][0] not in ("title", "author", *_PAGE):
                    self.losses.add(row.line, f"the tag {quoted(tag)} is left out", "the title page has no such entry")
        return said

    # --- scenes

    def _pieces(self, rows: list[Row], diverted: set[str]) -> list[_Piece]:
        """The rows by the scene that they belong to; functions are left out."""
        piece = _Piece(OPENING, 1)
        pieces, skipping = [piece], False
        for row in rows:
            if row.sort in ("knot", "stitch", "function"):
                skipping = row.sort == "function"
                if skipping:
                    self.losses.add(
                        row.line,
                        f"the function {quoted(row.name)} is left out",
                        "our language has none of the writer's own",
                    )
                    continue
                piece = self._opened(row, piece)
                pieces.append(piece)
            elif not skipping and row.sort == "gather" and row.depth == 1 and row.label in diverted and row.label:
                name = f"{piece.name}.{row.label}"
                piece.rows.append(Row(row.line, "text", f"-> {name}"))
                piece = _Piece(name, row.line, [Row(row.line, "gather", row.words, 1)], piece.knot)
                pieces.append(piece)
            elif not skipping and row.sort not in ("declared", "other"):
                piece.rows.append(row)
        return self._led_in([one for one in pieces if one.rows or one.name != OPENING])

    def _opened(self, row: Row, before: _Piece) -> _Piece:
        if row.words:
            self.losses.add(row.line, f"{quoted(row.name)} is called without its values", "our scenes take none")
        knot = row.name if row.sort == "knot" else before.knot
        return _Piece(row.name if row.sort == "knot" else f"{knot}.{row.name}", row.line, knot=knot)

    def _led_in(self, pieces: list[_Piece]) -> list[_Piece]:
        """A knot without words of its own begins with its first stitch."""
        for piece, following in pairwise(pieces):
            if not piece.rows and following.knot == piece.knot:
                piece.rows.append(Row(piece.line, "text", f"-> {following.name}"))
        taken: dict[str, _Piece] = {}
        for piece in pieces:
            if piece.name in taken:
                self.losses.add(piece.line, f"a second {quoted(piece.name)} is left out", "a name is given once")
            taken.setdefault(piece.name, piece)
        return list(taken.values())

    def _scene(self, piece: _Piece, braces: Braces, cast: frozenset[str]) -> Scene:
        scene = Scene(piece.name, piece.line, [], place=piece.name.replace("_", " ").replace(".", " "))
        rows = list(piece.rows)
        heading = heading_in(ended(rows[0].words).words) if rows and rows[0].sort == "text" else None
        if heading is not None:
            row = rows.pop(0)
            scene.place, scene.time = heading.place, heading.time
            scene.side = "INT." if heading.interior else "EXT."
            tags = ended(row.words).tags
            rows = [Row(row.line, "text", "".join(f"# {tag}" for tag in tags)), *rows] if tags else rows
        for row in rows:
            if row.sort == "text" and heading_in(ended(row.words).words):
                what = f"the heading {quoted(row.words)} is told, not shown"
                self.losses.add(
                    row.line, what, "one scene has one heading", "a scene of its own, with > CUT TO: id before it"
                )
        braces.knot = piece.knot
        scene.body = Weave(braces, self.losses, lambda target: self._target(target, piece), cast).steps(rows)
        return scene

    def _target(self, target: str, piece: _Piece) -> str:
        """The scene that a divert of this piece means; the words themselves where there is none."""
        nearest = (f"{piece.name}.{target}", f"{piece.knot}.{target}", target)
        labels = (name for name in self.known if name.startswith(f"{piece.knot}.") and name.endswith(f".{target}"))
        return next((name for name in (*nearest, *labels) if name in self.known), target)

    def _follow(self, scenes: list[Scene]) -> None:
        """Every scene has a way on."""
        visited = {step.target for scene in scenes for step in steps_of(scene.body) if isinstance(step, Detour)}
        for scene in scenes:
            cut_off(scene.body, self.losses)
            lead_on(scene.body, self.known, self.losses)
            closed(scene, Back(scene.line) if scene.name in visited else End(scene.line))
        gone = {step.target for scene in scenes for step in steps_of(scene.body) if isinstance(step, Go)}
        for scene in scenes:
            if any(isinstance(step, Back) for step in scene.body) and scene.name in gone - visited:
                self.losses.add(
                    scene.line, f"{quoted(scene.name)} may end where it was jumped to", "it returns as a tunnel does"
                )

    # --- variables

    def _label(self, pieces: list[_Piece], braces: Braces) -> None:
        """Labels of choices and gathers get variables that count them; those that became scenes have their visits."""
        taken = set(self.beginnings)
        for piece in pieces:
            for row in piece.rows:
                if row.label and f"{piece.knot}.{row.label}" not in braces.labels:
                    name = row.label if row.label not in taken else f"{piece.knot}_{row.label}"
                    taken.add(name)
                    braces.labels[f"{piece.knot}.{row.label}"] = name

    def _forget(self, scenes: list[Scene], braces: Braces) -> None:
        """Labels that nobody asks for are not counted."""
        for name in set(braces.labels.values()) & braces.counted:
            self.beginnings.setdefault(name, Store(1, name, Value(0)))
        idle = set(braces.labels.values()) - braces.counted
        for scene in scenes:
            for body in (scene.body, *(inner for step in steps_of(scene.body) for inner in bodies_of(step))):
                body[:] = [
                    step
                    for step in body
                    if not (isinstance(step, Store) and step.name in idle and step.source[:1] == "(")
                ]

    def _unknown(self, scenes: list[Scene]) -> None:
        """Names that nothing in the story gives a value to."""
        given = {step.name for scene in scenes for step in steps_of(scene.body) if isinstance(step, Store)}
        for scene in scenes:
            for tree, _, line in uses_of(scene.body):
                for name in names_in(tree):
                    if name not in given and name not in self.beginnings:
                        self.losses.add(
                            line,
                            f"{quoted(name)} counts as nothing",
                            "nothing here gives it a value",
                            f"[[var {name} = …]]",
                        )

    def _declare(self, rows: list[Row], braces: Braces) -> None:
        for row in rows:
            found = _VARIABLE.fullmatch(row.words) if row.sort == "declared" and row.name in ("VAR", "CONST") else None
            if found:
                self._begin(row, found["name"], found["value"], braces)
            elif row.sort == "declared" and row.name != "INCLUDE":
                whole = f"{row.name} {row.words}"
                self.losses.add(row.line, f"{quoted(whole)} is left out", _WHY.get(row.name, "it cannot be read"))

    def _settle(self) -> None:
        """Variables that begin with a constant begin with its value."""
        for store in self.beginnings.values():
            for _ in range(MAX_CONSTANTS):
                if not isinstance(store.tree, Name) or store.tree.name not in self.beginnings:
                    break
                store.tree = self.beginnings[store.tree.name].tree
            if any(names_in(store.tree)):
                self.losses.add(
                    store.line,
                    f"{quoted(store.source)} begins with nothing",
                    "it begins with a name that is none of ours",
                )
                store.tree = Value(0)

    def _begin(self, row: Row, name: str, value: str, braces: Braces) -> None:
        source = f"{row.name} {row.words}"
        try:
            tree = braces.tree(value)
        except NotCarried as error:
            self.losses.add(row.line, f"{quoted(source)} begins with nothing", str(error), f"[[var {name} = …]]")
            tree = Value(0)
        self.beginnings.setdefault(name, Store(row.line, name, tree, source=source))


def _same_place(pieces: list[_Piece], scenes: list[Scene]) -> None:
    """A part of a knot is where the part before it was, unless it says otherwise."""
    for (before, scene), (piece, following) in pairwise(zip(pieces, scenes, strict=True)):
        if before.knot == piece.knot and piece.name.startswith(f"{before.name}.") and scene.side and not following.side:
            following.place, following.time, following.side = scene.place, scene.time, scene.side


_PAGE = ("look", "cast", "place")  # tags at the top that the title page has entries for
_WHY = {"LIST": "our language has no lists of ink's kind", "EXTERNAL": "a show has no game around it"}


def _diverts(row: Row) -> list[str]:
    return _DIVERTED.findall("\n".join([row.words, *(words for _, words in row.lines)]))
