"""Ink's weave as steps: choices with what follows them, gathers, conditions in blocks, assignments, diverts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runtime.ink.notes import Notes, spoken
from runtime.writer.imports.ink.braces import closing, ended, split_top, without_threads
from runtime.writer.imports.ink.rows import read_rows
from runtime.writer.imports.model import quoted
from runtime.writer.imports.script import (
    MAX_DEPTH,
    Act,
    Ask,
    Back,
    Cases,
    Detour,
    End,
    Go,
    Option,
    Part,
    Remark,
    Say,
    Store,
)
from runtime.writer.imports.tree import Binary, NotCarried, Value
from runtime.writer.imports.ways import leaves

if TYPE_CHECKING:
    from collections.abc import Callable

    from runtime.writer.imports.ink.braces import Braces, Ended
    from runtime.writer.imports.ink.rows import Row
    from runtime.writer.imports.model import Losses
    from runtime.writer.imports.script import Step

_ASSIGNED = re.compile(r"(?:temp\s+)?(?P<name>[^\W\d]\w*)\s*(?P<operator>[-+]?=)\s*(?P<value>[^=].*|\S)", re.DOTALL)
_COUNTED = re.compile(r"(?P<name>[^\W\d]\w*)\s*(?P<sign>\+\+|--)")
_CONDITIONS = re.compile(r"\s*\{")
_ALTERNATIVES = re.compile(r"\s*(?:stopping|cycle|shuffle|once|shuffle\s+\w+)\s*:\s*", re.IGNORECASE)
_ENDS = ("END", "DONE")


class Weave:
    """Reads the rows of one scene. `target` gives a scene by what a divert calls it."""

    def __init__(self, braces: Braces, losses: Losses, target: Callable[[str], str], cast: frozenset[str]) -> None:
        self.braces, self.losses, self.target, self.cast = braces, losses, target, cast
        self._nested = 0  # blocks in blocks
        self._ending = ""  # the title that a tag has given to the end that follows

    def steps(self, rows: list[Row], level: int = 1) -> list[Step]:
        """The steps of rows that all belong to one level of choices."""
        found: list[Step] = []
        at = 0
        while at < len(rows):
            row = rows[at]
            if row.sort == "choice" and level <= MAX_DEPTH:
                at = self._choices(rows, at, max(level, row.depth), found)
                continue
            at += 1
            if row.sort == "gather":
                found += self._count(row)
                found += self.content(row.words, row.line) if row.words else []
            elif row.sort in ("text", "choice"):
                found += self._text(row)
            elif row.sort == "logic":
                found += self._logic(row.words, row.line)
            elif row.sort == "block":
                found += self._block(row, level)
        return found

    # --- choices

    def _choices(self, rows: list[Row], at: int, depth: int, found: list[Step]) -> int:
        """Read the choices of one point, from row `at` on; the row after them."""
        ask = Ask(rows[at].line, [])
        fallback: list[tuple[int, list[Step]]] = []
        while at < len(rows) and rows[at].sort == "choice" and rows[at].depth <= depth:
            row, begin = rows[at], at + 1
            at = begin
            while at < len(rows) and not (rows[at].sort in ("choice", "gather") and rows[at].depth <= depth):
                at += 1
            option = self._option(row)
            option.body += self.steps(rows[begin:at], depth + 1)
            if option.words:
                ask.options.append(option)
            else:
                fallback.append((row.line, self._followed(option)))
        found += [ask] if ask.options else []
        for line, steps in fallback:
            if all(option.target or option.ending is not None or leaves(option.body) for option in ask.options):
                found += steps
            else:
                self.losses.add(
                    line, "what follows when nothing can be chosen is left out", "other choices come here, too"
                )
        return at

    def _followed(self, option: Option) -> list[Step]:
        way: list[Step] = [Go(option.line, option.target)] if option.target else []
        return [*option.body, *(way or ([End(option.line)] if option.ending is not None else []))]

    def _option(self, row: Row) -> Option:
        conditions, words = [], row.words
        while _CONDITIONS.match(words) and (end := closing(words, words.index("{"))) > 0:
            inner = words[words.index("{") + 1 : end]
            if len(split_top(inner, ":")) > 1 or len(split_top(inner, "|")) > 1:
                break
            conditions.append(inner)
            words = words[end + 1 :].lstrip()
        tail = ended(words)
        before, bracket, rest = tail.words.partition("[")
        inside, _, after = rest.partition("]") if bracket else ("", "", "")
        option = Option(row.line, self.braces.words((before + inside).strip(), row.line), once=row.once)
        option.source = " and ".join(conditions)
        for source in conditions:
            tree = self.braces.expression(source, row.line)
            option.condition = tree if option.condition is None else Binary("and", option.condition, tree)
        after_end = ended(after)
        told = f"{before}{after_end.words}".strip()
        tags = [*tail.tags, *after_end.tags]
        option.default = "default" in tags or "default" in ended(inside).tags
        option.body = [*self._count(row), *(self._beat(told, row.line, tags) if told else [])]
        self._lead(option, tail if tail.targets or tail.back else after_end)
        return option

    def _lead(self, option: Option, tail: Ended) -> None:
        """Where a choice leads by its own divert."""
        plain = len(tail.targets) == 1 and not tail.tunnel
        if plain and tail.targets[0] in _ENDS and not option.body:
            option.ending = ""
        elif plain and not option.body:
            option.target = self.target(tail.targets[0])
        else:
            option.body += self._ways(tail, option.line)

    def _count(self, row: Row) -> list[Step]:
        """A label that is asked for counts how often it was come to."""
        counter = self.braces.labels.get(f"{self.braces.knot}.{row.label}", "") if row.label else ""
        return [Store(row.line, counter, Value(1), "+=", f"({row.label})")] if counter else []

    # --- text

    def _text(self, row: Row) -> list[Step]:
        words = ended(row.words).words
        if words.startswith("{") and closing(words, 0) == len(words) - 1:
            inner = words[1:-1]
            condition = split_top(inner, ":", 1)
            if len(condition) == 2 and not _ALTERNATIVES.match(f"{condition[0]}:"):
                return self._either(condition[0], condition[1], row.line)
        return self.content(row.words, row.line)

    def _either(self, condition: str, texts: str, line: int) -> list[Step]:
        """A line that is one condition: `{met: Again? -> home | Welcome.}`."""
        parts = [Part(line, self.braces.expression(condition, line), [], condition)]
        bodies = split_top(texts, "|", 1)
        parts += [Part(line, None, [])] if len(bodies) > 1 else []
        for part, words in zip(parts, bodies, strict=True):
            part.body = self.content(words.strip(), line)
        return [Cases(line, parts)]

    def content(self, words: str, line: int) -> list[Step]:
        """The steps of one line of text: what is told, and where it leads."""
        words, threads = without_threads(words)
        for thread in threads:
            self.losses.add(line, f"the thread {quoted(thread)} is left out", "our choices stand in one place")
        if "<>" in words:
            self.losses.add(line, "a line that is glued to another stands alone", "our paragraphs are whole")
            words = words.replace("<>", " ").strip()
        tail = ended(words)
        return [*self._beat(tail.words, line, tail.tags), *self._ways(tail, line)]

    def _beat(self, words: str, line: int, tags: list[str]) -> list[Step]:
        """What a line shows: its notes, then a line of dialogue or an action."""
        notes = Notes.of(tags)
        self._ending = notes.words.get("end", self._ending)
        found: list[Step] = [Remark(line, f"{sort}: {said}" if said else sort) for sort, said in notes.sounds]
        found += [
            Remark(line, f"{key}: {notes.words[key]}") for key in ("shot", "camera", "look") if key in notes.words
        ]
        if not words:
            return found
        said = spoken(words, self.cast)
        if said is None or said.text.startswith("|"):
            return [*found, Act(line, self.braces.words(words, line))]
        if said.extension:
            self.losses.add(
                line,
                f"{said.name} speaks in the picture",
                f"({said.extension}) is left out",
                f"{said.name} ({said.extension})",
            )
        identity = notes.words.get("id", "")
        return [*found, Say(line, said.name, self.braces.words(said.text, line), said.manner, identity)]

    def _ways(self, tail: Ended, line: int) -> list[Step]:
        if tail.back:
            return [Back(line)]
        if tail.tunnel:
            return [Detour(line, self.target(one)) for one in tail.targets]
        if not tail.targets:
            return []
        *through, last = tail.targets
        found: list[Step] = [Detour(line, self.target(one)) for one in through]
        return [*found, self._end(line) if last in _ENDS else Go(line, self.target(last))]

    def _end(self, line: int) -> End:
        title, self._ending = self._ending, ""
        return End(line, title)

    # --- logic

    def _logic(self, words: str, line: int) -> list[Step]:
        counted = _COUNTED.fullmatch(words)
        assigned = _ASSIGNED.fullmatch(words)
        try:
            if counted:
                return [Store(line, counted["name"], Value(1), "+=" if counted["sign"] == "++" else "-=", f"~ {words}")]
            if assigned:
                tree = self.braces.tree(assigned["value"])
                operator = assigned["operator"]
                return [Store(line, assigned["name"], tree, operator, f"~ {words}")]  # type: ignore[arg-type]
        except NotCarried as error:
            self.losses.add(line, f"{quoted(f'~ {words}')} is left out", str(error), "[[set …]]")
            return []
        self.losses.add(
            line, f"{quoted(f'~ {words}')} is left out", "our language has no functions of the writer's own"
        )
        return []

    def _block(self, row: Row, level: int) -> list[Step]:
        """A condition over several lines."""
        line, first = row.lines[0] if row.lines else (row.line, "")
        head = split_top(first, ":", 1)
        opened = not first.lstrip().startswith("-") and len(head) == 2 and bool(head[0].strip())
        if _ALTERNATIVES.match(first):
            self.losses.add(row.line, "alternatives over several lines are left out", "ours stand in one line")
            return []
        lines = [(line, head[1]), *row.lines[1:]] if opened else row.lines
        before, branches = _branches(lines)
        subject = head[0].strip() if opened else ""
        parts: list[Part] = []
        if any(text.strip() for _, text in before):
            parts.append(Part(row.line, self.braces.expression(subject, row.line), self._inner(before, level), subject))
            subject = ""
        for number, condition, inner in branches:
            if parts and parts[-1].condition is None:
                self.losses.add(number, "what comes after “else” is left out", "nothing ever gets there")
                break
            parts.append(self._part(number, subject, condition, self._inner(inner, level)))
        return [Cases(row.line, parts)] if parts else []

    def _part(self, line: int, subject: str, condition: str, body: list[Step]) -> Part:
        """One branch: of a list of conditions, or of the values that `subject` may have."""
        if condition == "else":
            return Part(line, None, body)
        tree = self.braces.expression(condition, line)
        whole = Binary("==", self.braces.expression(subject, line), tree) if subject else tree
        return Part(line, whole, body, condition)

    def _inner(self, lines: list[tuple[int, str]], level: int) -> list[Step]:
        rows = list(read_rows(lines))
        if any(row.sort == "choice" for row in rows):
            self.losses.add(
                rows[0].line, "choices inside a condition are asked by themselves", "ink joins them to the others"
            )
        if self._nested >= MAX_DEPTH:
            self.losses.add(
                lines[0][0] if lines else 0, "what nests so deep is left out", f"ours nests {MAX_DEPTH} times"
            )
            return []
        self._nested += 1
        found = self.steps(rows, level)
        self._nested -= 1
        return found


def _branches(
    lines: list[tuple[int, str]],
) -> tuple[list[tuple[int, str]], list[tuple[int, str, list[tuple[int, str]]]]]:
    """What stands before the first `-`, and each branch: line, condition, lines."""
    before: list[tuple[int, str]] = []
    branches: list[tuple[int, str, list[tuple[int, str]]]] = []
    depth = 0
    for line, words in lines:
        plain = words.strip()
        parts = split_top(plain[1:], ":", 1) if depth == 0 and plain[:1] == "-" and plain[:2] != "->" else []
        if len(parts) == 2:
            branches.append((line, parts[0].strip(), [(line, parts[1])]))
        else:
            (branches[-1][2] if branches else before).append((line, words))
        depth += words.count("{") - words.count("}")
    return before, branches
