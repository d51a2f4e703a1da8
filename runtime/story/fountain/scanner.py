"""From lines to elements: a scanner that looks at each line once and never fails, whatever the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from runtime.story.diagnostics import quote
from runtime.story.fountain.heading import is_heading
from runtime.story.fountain.jump import BARE, CLOSINGS, parse_jump
from runtime.story.fountain.notes import breaks, is_block, parse_note
from runtime.story.fountain.source import indent_of
from runtime.story.fountain.text import gathered, plain
from runtime.story.script import (
    Aside,
    JumpLine,
    Note,
    Notes,
    Opening,
    Option,
    Paragraph,
    Remark,
    Run,
    Segment,
    Speech,
)

if TYPE_CHECKING:
    from runtime.story.diagnostics import Report
    from runtime.story.fountain.source import Source
    from runtime.story.script import Element

MAX_DEPTH = 20  # choices inside choices
MAX_WRAPPED = 200  # lines of a note
MAX_PARAGRAPH = 50_000  # characters of a paragraph, speech or wrapped note

_CUE = re.compile(r"(@?)([^()^]+?)\s*((?:\([^()]*\)\s*)*)(\^?)$")
_EXTENSION = re.compile(r"\(\s*([^()]*?)\s*\)")
_LIST_SIGN = re.compile(r"[*+]\s+\S")


class Scanner:
    """Reads elements of one file from line `at` (0-based) on; headings are left to the caller."""

    def __init__(self, source: Source, report: Report, at: int) -> None:
        self.source, self.report, self.at = source, report, at
        self.clean = source.clean
        self.count = len(source.clean)
        self._bodies: list[int] = []  # indents of the choices whose bodies are open
        self._pointed = False  # whether this node has had a choice point
        self._unclosed = -1  # the note that opens at or before this line is known to be unclosed

    # --- lines

    def skip_blank(self) -> None:
        """On to the next line with words."""
        at, clean, count = self.at, self.clean, self.count
        while at < count and not clean[at]:
            at += 1
        self.at = at

    def at_heading(self) -> bool:
        """Whether the next line opens a scene. Such a line ends every body and block."""
        return is_heading(self.clean[self.at].lstrip())

    def leave_node(self) -> None:
        """Forget what a heading ends."""
        self._bodies.clear()
        self._pointed = False

    def logical(self) -> str:
        """The next line, with the following ones where a note wraps over them; moves on."""
        line: str = self.clean[self.at]
        first = self.at
        self.at += 1
        if "[[" in line and line.rfind("[[") > line.rfind("]]"):
            line = self._wrapped(line, first)
        return line

    def _wrapped(self, line: str, first: int) -> str:
        lines, i = [line], self.at
        while first > self._unclosed and i < self.count and (self.clean[i] or self._is_held(i)):
            lines.append(self.clean[i])
            i += 1
            if i - first > MAX_WRAPPED:
                break
            if "]]" in lines[-1] and lines[-1].rfind("[[") < lines[-1].rfind("]]"):
                self.at = i
                return "\n".join(lines)
        if first > self._unclosed:
            self._unclosed = i
            why = f"a note may wrap over {MAX_WRAPPED} lines, but not over a blank one"
            self.report.add("S106", first + 1, line.rfind("[[") + 1, "this note is not closed", why, "]]")
        return line

    def runs(self, text: str, first: int, column: int = 1) -> tuple[Run, ...]:
        """`text`, which begins at line `first` (0-based) and column `column`, split into words and notes."""
        if "[[" not in text:
            return (text,)
        found: list[Run] = []
        done = 0
        while (start := text.find("[[", done)) >= 0:
            end = text.find("]]", start + 2)
            if end < 0:
                break
            if text[done:start].strip():
                found.append(text[done:start])
            newline = text.rfind("\n", 0, start)
            line = first + 1 if newline < 0 else first + 1 + text.count("\n", 0, start)
            where = start + column if newline < 0 else start - newline
            found.append(parse_note(text[start + 2 : end], line, where, self.report))
            done = end + 2
        if text[done:].strip():
            found.append(text[done:])
        return tuple(found)

    # --- elements

    def element(self) -> Element:
        """Read the next element; the next line has words and is no heading."""
        line = self.clean[self.at]
        indent = indent_of(line) if line[0] in " \t" else 0
        while self._bodies and indent <= self._bodies[-1]:
            self._bodies.pop()
        words = line.strip()
        sign = words[0]
        if sign == "[" and words.startswith("[[") and (notes := self._notes()):
            return notes
        if sign in "+*" and _LIST_SIGN.match(words) and (self._pointed or "->" in words):
            return self._option(indent)
        if sign in ">=#~!@":
            return self._signed(sign, words)
        if words.isupper() and (aside := self._shouted(words)):
            return aside
        return self._speech() if self._is_cue(words) else self._paragraph("")

    def _depth(self) -> int:
        return len(self._bodies)

    def _signed(self, sign: str, words: str) -> Element:
        first, depth = self.at, self._depth()
        if sign == ">":
            return self._centred() if words.endswith("<") else self._transition()
        if sign == "=":
            text = gathered(self.logical().strip())
            page = text.startswith("===")
            return Aside("page" if page else "synopsis", "" if page else text[1:].strip(), first + 1, depth)
        if sign == "#":
            return Aside("section", gathered(self.logical().strip()).lstrip("# "), first + 1, depth)
        if sign == "@":
            return self._speech() if self._is_cue(words) else self._paragraph("")
        return self._paragraph("sung" if sign == "~" else "forced")

    def _notes(self) -> Notes | None:
        """A line of notes only, or None where words stand beside them (nothing is read then)."""
        first, unclosed = self.at, self._unclosed
        text = self.logical()
        runs = self._silently(text) if text.find("]]") != len(text) - 2 else ()
        if any(isinstance(run, str) for run in runs):
            self.at, self._unclosed = first, max(unclosed, self._unclosed)
            return None
        notes = tuple(run for run in self.runs(text, first) if not isinstance(run, str))
        self._pointed = self._pointed or any(isinstance(note, Opening) for note in notes)
        return Notes(notes, first + 1, self._depth())

    @staticmethod
    def _silently(text: str) -> tuple[str | None, ...]:
        """The words beside notes, with None for each note."""
        found: list[str | None] = []
        done = 0
        while (start := text.find("[[", done)) >= 0 and (end := text.find("]]", start + 2)) >= 0:
            if text[done:start].strip():
                found.append(text[done:start])
            found.append(None)
            done = end + 2
        if text[done:].strip():
            found.append(text[done:])
        return tuple(found)

    def _option(self, indent: int) -> Option:
        first, depth = self.at, self._depth()
        text = self.logical()
        bare = text.lstrip()
        sign, column = bare[0], len(text) - len(bare) + 1
        runs = self.runs(bare[1:], first, column + 1) if "[[" in bare else ()
        words = " ".join(run for run in runs if isinstance(run, str)) if runs else bare[1:]
        label, arrow, target = words.rpartition("->")
        at = column + 1 + max(0, text.rfind("->") - column)
        jump = parse_jump(target, first + 1, at + 3, self.report, arrow=True) if arrow else None
        label = gathered((label if arrow else words).strip())
        if depth < MAX_DEPTH:
            self._bodies.append(indent)
        else:
            self.report.add("S408", first + 1, column, f"choices nest deeper than {MAX_DEPTH}", "", "-> id")
        notes = tuple(run for run in runs if not isinstance(run, str))
        return Option(plain(label), sign == "+", notes, jump, first + 1, column, depth)

    def _transition(self) -> JumpLine:
        first, depth = self.at, self._depth()
        text = self.logical()
        column = text.index(">") + 1
        runs = self.runs(text[column:], first, column + 1)
        if len(runs) == 1 and isinstance(runs[0], str):
            return JumpLine(parse_jump(runs[0], first + 1, column, self.report, arrow=False), first + 1, depth)
        bare = " ".join(run.strip() for run in runs if isinstance(run, str))
        for note in runs:
            if not isinstance(note, (str, Remark)):
                why = "a jump is the last thing on its line"
                self.report.add(
                    "S113", note.line, note.column, "this note stands beside a jump", why, "a line of its own"
                )
        return JumpLine(parse_jump(bare, first + 1, column, self.report, arrow=False), first + 1, depth)

    def _shouted(self, words: str) -> Element | None:
        """Transitions in capitals without a sign, as plain screenplays have them; they stand between blank lines."""
        following = self.at + 1
        if following < self.count and self.clean[following]:
            return None
        first = self.at
        if words == "FADE IN:":
            self.at += 1
            return Aside("fade in", words, first + 1, self._depth())
        if words.endswith("TO:") or words.rstrip(".") in CLOSINGS:
            return self._transition_in_capitals(words)
        return None

    def _transition_in_capitals(self, words: str) -> JumpLine:
        first = self.at
        self.at += 1
        column = indent_of(self.clean[first]) + 1
        return JumpLine(parse_jump(words, first + 1, column, self.report, arrow=False), first + 1, self._depth())

    # --- speech

    def _is_cue(self, words: str) -> bool:
        """Whether a line is a speaker's name: capitals (or `@`), with a line of words under it."""
        name = words
        if "[[" in words or "(" in words:
            name = words[: min(i for i in (words.find("[["), words.find("(")) if i >= 0)]
        if not (name.isupper() or (words[0] == "@" and len(name) > 1)):
            return False
        following = self.at + 1
        if following >= self.count or not self.clean[following]:
            return False
        below = self.clean[following]
        if self._bodies and indent_of(below) <= self._bodies[-1]:
            return False
        return not self._stops(below, following)

    def _speech(self) -> Speech:
        first, depth = self.at, self._depth()
        text = self.logical()
        runs = self.runs(text.strip(), first, indent_of(text) + 1)
        cue = " ".join(run for run in runs if isinstance(run, str)).strip()
        name, extension, dual = _take_cue_apart(cue)
        segments = self._segments(tuple(run for run in runs if not isinstance(run, str)))
        return Speech(name, extension, segments, first + 1, indent_of(text) + 1, depth, dual=dual)

    def _segments(self, notes: tuple[Note, ...]) -> tuple[Segment, ...]:
        """What stands under a speaker's name: parentheticals open segments, all other lines are said."""
        segments: list[Segment] = []
        manner, lines, start = "", list[str](), self.at
        while self.at < self.count and self._goes_on_speaking():
            begun = self.at
            text = self.logical()
            words = text.strip()
            if words.startswith("(") and words.endswith(")"):
                segments += self._segment(manner, lines, start)
                manner, lines, start = words[1:-1].strip(), [], begun
            else:
                start = start if lines else begun
                lines.append(text)
        segments += self._segment(manner, lines, start)
        if notes and segments:
            one = segments[0]
            segments[0] = Segment(one.manner, (*notes, *one.runs), one.line)
        return tuple(segments)

    def _goes_on_speaking(self) -> bool:
        raw = self.clean[self.at]
        if raw:
            return not self._outside(raw) and not self._stops(raw, self.at)
        return self.at in self.source.comments or self._is_held(self.at)

    def _is_held(self, i: int) -> bool:
        """Whether an empty line i has two spaces, with which Fountain keeps a speech or a note open."""
        return len(self.source.slice(i, i + 1).strip("\r\n")) >= 2

    def _segment(self, manner: str, lines: list[str], start: int) -> list[Segment]:
        if not lines:
            if manner:
                what = f"({quote(manner)}) stands without words"
                self.report.add("S117", start + 1, 1, what, "it is not performed", "an action line")
            return []
        text = self._joined(lines, start)
        indent = len(text) - len(text.lstrip())
        words = text.strip()
        sung = words.startswith("~")
        if sung:
            words = " ".join(line.strip().removeprefix("~") for line in lines)
        return [Segment(manner or ("singing" if sung else ""), self._checked(words, start, indent + 1), start + 1)]

    # --- action

    def _paragraph(self, style: Literal["", "forced", "sung"]) -> Paragraph:
        first, depth = self.at, self._depth()
        lines = [self.logical()]
        while self.at < self.count and (line := self.clean[self.at]):
            if self._outside(line) or self._stops(line, self.at):
                break
            lines.append(self.logical())
        text = self._joined(lines, first)
        column = len(text) - len(text.lstrip()) + 1
        text = text.strip()
        if style == "sung":
            text = "\n".join(line.strip().removeprefix("~") for line in lines)
        elif style == "forced":
            text, column = text[1:], column + 1
        elif BARE.match(text):
            instead = (
                f"> {quote(text.removeprefix('->').strip())}"
                if text[0] != "-"
                else f"> CUT TO: {quote(text[2:].strip())}"
            )
            self.report.add("S115", first + 1, column, "this jump has no sign and is read as action", "", instead)
        return Paragraph(self._checked(text, first, column), first + 1, depth, style=style)

    def _joined(self, lines: list[str], first: int) -> str:
        """Lines that belong together, if they are not too much."""
        text = "\n".join(lines)
        if len(text) > MAX_PARAGRAPH:
            what = f"this paragraph has {len(text)} characters, more than {MAX_PARAGRAPH}"
            self.report.give_up("S104", first + 1, 1, what, "", "blank lines")
            return ""
        return text

    def _centred(self) -> Paragraph:
        first, depth = self.at, self._depth()
        text = self.logical().strip()
        return Paragraph(self._checked(text[1:-1].strip(), first, 2), first + 1, depth, style="centred")

    def _checked(self, text: str, first: int, column: int) -> tuple[Run, ...]:
        """The runs of a paragraph, in which no block note may stand."""
        runs = self.runs(text, first, column)
        for run in runs if len(runs) > 1 else ():
            if not isinstance(run, str) and is_block(run):
                why = "blocks and choice points stand on lines of their own"
                self.report.add("S113", run.line, run.column, "this note stands inside text", why, "a line of its own")
        return runs

    # --- where a paragraph or speech ends

    def _outside(self, line: str) -> bool:
        return bool(self._bodies) and indent_of(line) <= self._bodies[-1]

    def _stops(self, line: str, i: int) -> bool:
        """Whether line i, inside a paragraph, begins something new."""
        words = line.lstrip()
        sign = words[0]
        if sign == "[":
            return words.startswith("[[") and self._is_break(words, i)
        if sign in "+*":
            return bool(_LIST_SIGN.match(words)) and (self._pointed or "->" in words)
        if sign in "IEie":
            return is_heading(words) and words.partition("#")[0].isupper()
        return sign == ">" or (sign == "=" and words.startswith("= "))

    def _is_break(self, words: str, i: int) -> bool:
        """Whether a line that begins with a note holds nothing but notes, one of which ends the paragraph."""
        if i <= self._unclosed:
            return False
        end = words.find("]]")
        inner = words[2:end] if end >= 0 else words[2:]
        mute = type(self.report)("")
        return breaks(parse_note(inner, 1, 1, mute)) and (end < 0 or words.rstrip().endswith("]]"))


def _take_cue_apart(cue: str) -> tuple[str, str, bool]:
    """Name, extension and whether it is dual dialogue."""
    found = _CUE.match(cue)
    if found is None:
        return cue.lstrip("@").strip("^ ").upper() or "?", "", False
    said = [one.upper() for one in _EXTENSION.findall(found[3])]
    kept = [one for one in said if one.replace(".", "").replace("'", "").replace("’", "") not in ("CONTD", "")]
    return gathered(plain(found[2].strip())).upper(), " ".join(kept), bool(found[4])
