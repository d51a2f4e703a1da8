"""What a story's words may refer to: targets, variables, tags; makes expressions and texts performable."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from runtime.story.diagnostics import quote
from runtime.story.expression import ExpressionError, Scope, compile_expression, spoken
from runtime.story.fountain.heading import ID_SHAPE
from runtime.story.fountain.text import gathered, plain, slug
from runtime.story.operation import MAX_SAID, Question
from runtime.story.script import Words
from runtime.story.template import Alternatives, Insertion, UnclosedError, parse_template

if TYPE_CHECKING:
    from collections.abc import Callable

    from runtime.story.diagnostics import Report
    from runtime.story.expression import Compiled, Kind
    from runtime.story.model import Story
    from runtime.story.performance import Performance
    from runtime.story.script import Assign, Jump, Segment
    from runtime.story.template import Part

    Text = str | Callable[[Performance], str]


_MARKED = re.compile(r"[*_{\\\n\t]|  ").search
MAX_EXPRESSIONS = 10_000  # different ones in a story, and two more for each of its scenes


class Names:
    """The names of one story, and its report."""

    def __init__(self, story: Story, report: Report, choices: dict[str, tuple[str, ...]]) -> None:
        self.story, self.report, self.choices = story, report, choices
        self.scope = Scope()
        self.tags: dict[str, tuple[str, ...]] = {}
        self.read: set[str] = set()  # variables that are read somewhere
        self._lines: dict[str, tuple[str, str]] = {}  # line id -> who says what
        self.limit = MAX_EXPRESSIONS
        self._compiled: dict[tuple[int, str], Compiled] = {}
        counts = Counter(slug(node.heading.text) or "scene" for node in story.nodes.values() if not node.named)
        self._ambiguous = {base for base, n in counts.items() if n > 1 and not self._is_named(base)}

    def _is_named(self, identity: str) -> bool:
        node = self.story.nodes.get(identity)
        return node is not None and node.named

    # --- targets

    def target(self, jump: Jump, line: int) -> str | None:
        """The node that a jump leads to, or None (reported)."""
        if jump.target in self._ambiguous:
            why = "several headings have these words"
            instead = f"an id at the end of the heading, such as #{jump.target[:20].rstrip('-')}-a#"
            self.report.add("S202", line, jump.column, f"“{quote(jump.target)}” is ambiguous", why, instead)
        elif jump.target in self.story.nodes:
            return jump.target
        else:
            close = self.report.closest(jump.target, self.story.nodes)
            why = f"did you mean “{close}”?" if close else "a target is the id of a heading"
            self.report.add("S201", line, jump.column, f"there is no node “{quote(jump.target)}”", why, close)
        return None

    # --- lines

    def line_id(self, speaker: str, segment: Segment) -> str:
        """The id that a `[[line: id]]` gives to what is said; nothing where there is none, or no good one."""
        note = next((run for run in segment.runs if isinstance(run, Words) and run.sort == "line"), None)
        if note is None:
            return ""
        identity = note.words.lower()
        if not ID_SHAPE.match(identity):
            why, instead = (
                "an id has letters, digits, “.” and “-”, and no spaces",
                f"[[line: {slug(identity) or 'k3f9'}]]",
            )
            self.report.add("S112", note.line, note.column, f"“{quote(note.words)}” is not an id", why, instead)
            return ""
        said = speaker, " ".join(" ".join(run for run in segment.runs if isinstance(run, str)).split())
        if self._lines.setdefault(identity, said) != said:
            why = "lines that differ cannot share a recording or a translation"
            self.report.add("S206", note.line, note.column, f"another line has the id “{identity}” too", why, "")
        return identity

    # --- expressions

    def question(self, expression: str, line: int, column: int, salt: str = "", prefix: int = 0) -> Question | None:
        """An expression at `column`, or None (reported). The writer did not type its first `prefix` characters."""
        key = (id(self.scope), expression)
        compiled = self._compiled.get(key) or self._compile(key, line, column, salt, prefix)
        if compiled is None:
            return None
        self.read |= compiled.names
        return Question(compiled, line, column)

    def _compile(self, key: tuple[int, str], line: int, column: int, salt: str, prefix: int) -> Compiled | None:
        if len(self._compiled) >= self.limit:
            self.report.add("S306", line, column, f"there are more than {self.limit} different expressions")
            return None
        try:
            compiled = compile_expression(key[1], self.scope, salt)
        except ExpressionError as error:
            fault = error.fault
            at = column + max(0, fault.offset - prefix)
            self.report.add(fault.code, line, at, fault.what, fault.why, fault.instead)
            return None
        if "random" not in key[1]:
            self._compiled[key] = compiled
        return compiled

    def assignment(self, note: Assign, salt: str) -> Question | None:
        """The new value of a variable, or None (reported)."""
        kind = self.scope.variables.get(note.name)
        if kind is None:
            close = self.report.closest(note.name, self.scope.variables)
            why = (
                f"did you mean “{close}”?"
                if close
                else "every variable is declared once, with the value it begins with"
            )
            instead = close or f"[[var {note.name} = {quote(note.expression)}]]"
            self.report.add("S302", note.line, note.column, f"“{note.name}” is not declared", why, instead)
            return None
        read = note.name in self.read
        question = self._worked(note, salt)
        if not read:
            self.read.discard(note.name)  # `set x += 1` alone does not use x
        if question and not self._stores(kind, question.compiled, note):
            return None
        return question

    def _worked(self, note: Assign, salt: str) -> Question | None:
        if note.operator == "=":
            return self.question(note.expression, note.line, note.at, salt)
        head = f"{note.name} {note.operator[:-1]} ("
        return self.question(f"{head}{note.expression})", note.line, note.at, salt, len(head))

    def _stores(self, kind: Kind, compiled: Compiled, note: Assign) -> bool:
        if kind.takes(compiled.kind):
            return True
        if kind.name == "enum":
            why, instead = f"“{note.name}” is one of: {', '.join(kind.words)}", kind.words[0]
        else:
            why, instead = f"“{note.name}” is {_article(kind)}, this is {_article(compiled.kind)}", ""
        self.report.add("S303", note.line, note.at, f"“{note.name}” cannot become this", why, instead)
        return False

    def zero(self, note: Assign) -> Question:
        """What stands in for a value that cannot be read."""
        return Question(compile_expression("0", Scope()), note.line, note.at)

    # --- texts

    def text(self, words: str, line: int, salt: str, source: str = "") -> Text:
        """Words with braces as something that can be said; plain words stay a string."""
        if not _MARKED(words):
            return words.strip()
        words = plain(words)
        try:
            parts = parse_template(words)
        except UnclosedError as error:
            at, column = _place(source, words[error.offset : error.offset + 12], line)
            why = "a brace opens an expression or alternatives"
            self.report.add("S111", at, column, "this brace is not closed", why, "} or \\{ for a brace that is shown")
            return gathered(words)
        if len(parts) == 1 and isinstance(parts[0], str):
            return gathered(parts[0].strip())
        return joined([self._part(part, line, f"{salt}.{n}", source) for n, part in enumerate(parts)])

    def _part(self, part: Part, line: int, salt: str, source: str) -> Text:
        if isinstance(part, str):
            return part
        if isinstance(part, Insertion):
            at, column = _place(source, "{" + part.expression, line)
            question = self.question(part.expression, at, column + 1, salt)
            return (lambda performance: spoken(question.ask(performance))) if question else ""
        texts = [
            joined([self._part(one, line, f"{salt}.{n}.{m}", source) for m, one in enumerate(text)])
            for n, text in enumerate(part.texts)
        ]
        return _alternatives(part, texts, salt)


def _alternatives(part: Alternatives, texts: list[Text], salt: str) -> Text:
    count = len(texts)

    def say(performance: Performance) -> str:
        if part.mode == "random":
            n = performance.draw(salt, count)
        else:
            shown = performance.count(salt if salt.startswith("@") else f"{performance.scene.node.id}.{salt}")
            n = shown % count if part.mode == "cycle" else min(shown, count - 1)
        text = texts[n]
        return text if isinstance(text, str) else text(performance)

    return say


def joined(texts: list[Text], between: str = "") -> Text:
    """One text of several; what has braces is never longer than what can be said."""
    if all(isinstance(text, str) for text in texts):
        return between.join(text for text in texts if isinstance(text, str) and text)

    def say(performance: Performance) -> str:
        said, room = [], MAX_SAID
        for text in texts:
            piece = text if isinstance(text, str) else text(performance)
            said.append(piece[:room])
            room -= len(piece)
            if room <= 0:
                break
        return between.join(said)

    return say


def _article(kind: Kind) -> str:
    return kind.name if kind.name == "yes/no" else f"a {kind.name}"


def _place(source: str, words: str, line: int) -> tuple[int, int]:
    """Line and column of `words` in an element whose source begins at `line`; its beginning if they are not found."""
    at = source.find(words)
    if at < 0:
        return line, 1
    return line + source.count("\n", 0, at), at - source.rfind("\n", 0, at)
