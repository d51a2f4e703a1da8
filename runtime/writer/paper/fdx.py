"""Reads a Final Draft document (.fdx) as a story in Fountain, and reports what could not be carried over.

Every paragraph is written so that our own reader takes it for what Final Draft says that it is: that is tried with the
reader itself. In a script of somebody else nothing is an instruction, whatever signs it holds.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from runtime.story.diagnostics import Report, quote
from runtime.story.fountain import read_story
from runtime.story.fountain.heading import ID_SHAPE, is_heading
from runtime.story.fountain.jump import CLOSINGS, parse_jump
from runtime.story.fountain.notes import parse_note
from runtime.story.fountain.scanner import Scanner
from runtime.story.fountain.source import Source
from runtime.story.fountain.titlepage import FOUNTAIN_KEYS, OWN_KEYS
from runtime.story.script import Paragraph, Remark, Speech
from runtime.writer.imports import Import, Loss
from runtime.writer.paper.emphasis import PLAIN, escaped, marked
from runtime.writer.paper.fdxblocks import read_script
from runtime.writer.paper.fdxfile import parse_fdx

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runtime.story.script import Element
    from runtime.writer.paper.fdxblocks import Block, Script

SECTIONS = frozenset({"New Act", "End of Act", "Act Break", "Outline 1", "Outline 2", "Outline 3", "Outline 4"})
SPEECH = frozenset({"Character", "Parenthetical", "Dialogue"})
LOST = {"Alt": "alternative lines", "Tag": "production tags", "Image": "pictures"}
LONGEST = 2_000  # characters of a line; a paragraph has several
OPENING = ".OPENING"  # the heading of what stands before the first heading
_INDENT = "    "
_LOGIC = re.compile(r"(\[\[.*?\]\])", re.DOTALL)
_CHOICE = re.compile(r"[+*]\s+\S")
_PLAIN = re.compile(r"[^\W_iIeE][^\n\[\]]*\Z|\([^\n()\[\]]+\)\Z")
_PLAIN_CUE = re.compile(r"[A-Z][A-Z .'\-]+[A-Z](?: \([A-Z.]+\))?\Z")
_KEY = re.compile(r"([^\W\d_][^:\[\]{}>]{0,30}):\s*(.*)$", re.DOTALL)


def import_fdx(data: bytes) -> Import:
    """A Final Draft document as a story; StoryError where the bytes are none."""
    document = parse_fdx(data)
    script = read_script(document)
    scribe = _Scribe(script)
    text = "\n\n".join([*filter(None, [_title_page(script)]), *scribe.write()]) + "\n"
    for name, what in LOST.items():
        if count := document.others.get(name, 0):
            scribe.report.append(Loss(0, f"{count} {what} are left out", "the story language has no place for them"))
    for one in read_story(text).diagnostics:
        if one.severity == "error":
            scribe.report.append(Loss(0, one.what, one.why, one.instead))
    return Import(text, tuple(sorted(scribe.report, key=lambda loss: loss.line)))


class _Scribe:
    """Writes one script. Used once."""

    def __init__(self, script: Script) -> None:
        self.script, self.ours = script, script.ours
        self.report: list[Loss] = []
        self._ids: set[str] = set()
        headings = (block for block in script.blocks if block.sort == "Scene Heading")
        self._known = {block.number.lower() for block in headings if block.number}

    def write(self) -> Iterator[str]:
        """The paragraphs, to be put together with blank lines."""
        blocks = self.script.blocks
        at, opened = 0, self.ours
        tight: list[str] = []  # choices of one list stand close together
        while at < len(blocks):
            block, end = blocks[at], self._end(at)
            words = self._element(at, end)
            if words and not opened and not (block.sort == "Transition" and words == "FADE IN:"):
                opened = True
                if block.sort != "Scene Heading":
                    yield OPENING
            if tight and (not words or not self._is_choice(block)):
                yield "\n".join(tight)
                tight = []
            if words and self._is_choice(block):
                tight.append(words)
            elif words:
                yield words
            at = end
        if tight:
            yield "\n".join(tight)

    def _is_choice(self, block: Block) -> bool:
        return (
            self.ours and block.sort == "General" and not block.notes and _CHOICE.match(block.text.strip()) is not None
        )

    def _end(self, at: int) -> int:
        """The paragraph after an element that begins at `at`."""
        blocks = self.script.blocks
        end = at + 1
        if blocks[at].sort == "Character":
            while end < len(blocks) and blocks[end].sort in ("Parenthetical", "Dialogue"):
                end += 1
        return end

    def _element(self, at: int, end: int) -> str:
        block = self.script.blocks[at]
        before = [words for place, words in block.notes if place == 0 and self._is_comment(words)]
        parts = self.script.blocks[at:end]
        after = [words for one in parts for place, words in one.notes if self._is_comment(words)][len(before) :]
        for one in parts:
            one.notes = [(place, words) for place, words in one.notes if not self._is_comment(words)]
        words = self._written(at, end)
        words = "\n".join(_INDENT * block.depth + line if line.strip() else line for line in words.split("\n"))
        return "\n\n".join(part for part in (*before, words if words.strip() else "", *after) if part)

    def _is_comment(self, words: str) -> bool:
        return self.ours and words.startswith("/*") and words.find("*/") == len(words) - 2

    def _written(self, at: int, end: int) -> str:
        block = self.script.blocks[at]
        if block.omitted:
            self._lose(block, "an omitted scene is left out", "it is not part of the script")
        if block.sides:
            return self._dual(block)
        if block.sort == "Scene Heading":
            return self._heading(block)
        if block.sort == "Character":
            return self._speech(self.script.blocks[at:end])
        if not block.text.strip():
            return " ".join(self._note(words) for _, words in block.notes)
        if block.sort == "Transition":
            return self._transition(block, at)
        return self._other(block)

    def _other(self, block: Block) -> str:
        words = " ".join(block.text[:LONGEST].split())
        if block.sort in SECTIONS:
            return f"# {_tamed(words)}"
        if block.sort == "Outline Body":
            return f"= {_tamed(words)}"
        if block.sort == "Cast List":
            self._lose(block, f"the cast list “{quote(words)}” is left out", "looks are written under Cast", "Cast:")
            return ""
        if self.ours and block.sort == "General":
            return "\n".join([block.text.strip(), *(self._note(note) for _, note in block.notes)])
        if block.sort in ("Parenthetical", "Dialogue"):
            self._lose(block, f"“{quote(words)}” has no speaker", "it is kept as action")
        return self._action(block)

    def _lose(self, block: Block, what: str, why: str, instead: str = "") -> None:
        self.report.append(Loss(block.line, what, why, instead))

    # --- elements

    def _heading(self, block: Block) -> str:
        words = " ".join(block.text[:LONGEST].split())
        words = words if self.ours else _tamed(words).upper().replace("#", "NO. ")
        if not words:
            self._lose(block, "a scene heading without words", "every scene has one", "INT. ROOM - DAY")
            words = "SCENE"
        if not is_heading(words):
            words = f".{words.lstrip('. ') or 'SCENE'}"
        number = block.number.lower()
        if number in self._ids:
            self._lose(block, f"the scene number {quote(block.number)} is given twice", "the second one is left off")
        elif ID_SHAPE.match(number):
            self._ids.add(number)
            words += f" #{block.number}#"
        notes = " ".join(self._note(note) for _, note in block.notes)
        summary = _tamed(" ".join(block.summary[:LONGEST].split())) if not self.ours else block.summary
        lines = [f"{words} {notes}".strip() if self.ours else words]
        lines += [f"= {summary}"] if summary else []
        lines += [notes] if notes and not self.ours else []
        return "\n\n".join(lines)

    def _action(self, block: Block) -> str:
        words = re.sub(r"\n\s*\n", "\n", self._inline(block))
        if block.centred:
            return f"> {' '.join(words.split())} <"
        lines = "\n".join(line.strip() for line in words.split("\n") if line.strip())
        if _is_harmless(lines):
            return lines
        for n, candidate in enumerate((lines, f"!{lines}", f"!{' '.join(lines.split())}")):
            element = _alone(candidate)
            if isinstance(element, Paragraph) and element.style == ("forced" if n else ""):
                return candidate
        return f"!{' '.join(lines.split())}"

    def _transition(self, block: Block, at: int) -> str:
        words = " ".join(block.text[:LONGEST].split())
        if self.ours:
            return (
                words if words == "FADE IN:" else f"> {words} {' '.join(self._note(n) for _, n in block.notes)}".strip()
            )
        words = _tamed(words).upper()
        if words.rstrip(".:") == "FADE IN":
            return "FADE IN:"
        following = next((one for one in self.script.blocks[at + 1 :] if one.text.strip() or one.sides), None)
        report = Report("")
        jump = parse_jump(words, 1, 1, report, arrow=False)
        shaped = words.endswith("TO:") or words.rstrip(".") in CLOSINGS
        fits = not report.failed and (shaped or jump.target in self._known or jump.sort == "end")
        if fits and (following is None or following.sort == "Scene Heading"):
            return f"> {words}"
        why = "it is no transition that is known" if not fits else "the scene goes on after it"
        self._lose(block, f"“{quote(words)}” is kept as action", why, "> CUT TO: id")
        return self._action(block)

    def _dual(self, block: Block) -> str:
        """Two speeches side by side: the second name has a ^."""
        speeches: list[list[Block]] = []
        for side in block.sides:
            if side.sort == "Character" or not speeches:
                speeches.append([])
            speeches[-1].append(side)
        written = [self._speech(parts, dual=n == 1) for n, parts in enumerate(speeches)]
        notes = " ".join(self._note(words) for _, words in block.notes)
        return "\n\n".join(words for words in (*written, notes) if words)

    def _speech(self, parts: Sequence[Block], *, dual: bool = False) -> str:
        cue = " ".join(parts[0].text[:LONGEST].split())
        cue = cue if self.ours else _tamed(cue).upper().replace("^", "").strip()
        lines = [line for part in parts[1:] for line in self._spoken(part)]
        lines[:0] = [self._note(words) for _, words in parts[0].notes]
        if parts[0].sort != "Character" or not cue or all(_is_manner(line) for line in lines):
            return self._unspoken(parts)
        if not dual and _PLAIN_CUE.match(cue) and all(map(_is_harmless, lines)):
            return "\n".join([cue, *lines])
        for candidate in _ways_to_say(f"{cue} ^" if dual else cue, lines):
            element = _alone(candidate)
            if isinstance(element, Speech) and element.segments:
                return candidate
        return self._unspoken(parts)

    def _spoken(self, part: Block) -> list[str]:
        if part.sort == "Parenthetical":
            words = " ".join(_tamed(part.text[:LONGEST]).strip().removeprefix("(").removesuffix(")").split())
            return [f"({words})"] if words else []
        return [line.strip() for line in self._inline(part).split("\n") if line.strip()]

    def _unspoken(self, parts: Sequence[Block]) -> str:
        """A name with nothing said under it."""
        found = []
        for part in parts:
            if part.text.strip():
                self._lose(part, f"“{quote(part.text.strip())}” is kept as action", "nobody speaks there")
                found.append(self._action(part))
        return "\n\n".join(found)

    # --- words and notes

    def _inline(self, block: Block) -> str:
        """The words of a paragraph with their emphasis, and its notes where they stand."""
        pieces: list[str] = []
        notes = sorted(block.notes, key=lambda note: note[0])
        done = 0
        for run in block.runs:
            rest = run.text
            while notes and notes[0][0] < done + len(rest) and notes[0][0] >= done:
                at, words = notes.pop(0)
                pieces += [self._words(rest[: at - done], run.styles), f" {self._note(words)} "]
                rest, done = (
                    rest[at - done :].lstrip(" "),
                    at + len(rest[at - done :]) - len(rest[at - done :].lstrip(" ")),
                )
            pieces.append(self._words(rest, run.styles))
            done += len(rest)
        pieces += [f" {self._note(words)} " for _, words in notes]
        words = re.sub(r" {2,}", " ", "".join(pieces)).strip()
        return words if len(words) <= LONGEST else "\n".join(textwrap.wrap(words, LONGEST))

    def _words(self, text: str, styles: frozenset[str]) -> str:
        if not self.ours:
            return marked(re.sub(r"([\\{}*_])", r"\\\1", _unbracketed(text)), styles)
        parts = _LOGIC.split(text)
        return "".join(part if n % 2 else marked(escaped(part), styles or PLAIN) for n, part in enumerate(parts))

    def _note(self, words: str) -> str:
        """A script note as a note; of somebody else's script it is never an instruction."""
        plain = " ".join(words[:LONGEST].replace("]]", "] ]").replace("[[", "[ [").split())
        if self.ours:
            return f"[[{words.strip()}]]" if "\n\n" not in words else f"[[{plain}]]"
        plain = plain.replace("/*", "/ *")
        report = Report("")
        note = parse_note(plain, 1, 1, report)
        free = isinstance(note, Remark) and not report.sorted()
        return f"[[{plain}]]" if free else f"[[note: {plain}]]"


def _is_harmless(words: str) -> bool:
    """Whether it is plain that words are read as words; others are tried."""
    return _PLAIN.match(words) is not None and not words.isupper() and not is_heading(words)


def _is_manner(line: str) -> bool:
    return line.startswith("(") and line.endswith(")")


def _ways_to_say(cue: str, lines: Sequence[str]) -> Iterator[str]:
    """A speech as it is, and in ways that leave less to be misunderstood."""
    said = "\n".join(lines)
    joined = "\n".join(line if _is_manner(line) else f"[[.]] {line}" for line in lines)
    for name in (cue, f"@{cue.lstrip('@')}"):
        yield f"{name}\n{said}"
        yield f"{name}\n{joined}"


def _alone(text: str) -> Element | None:
    """What the reader takes a paragraph for; None where it is a heading or more than one element."""
    report = Report("")
    scanner = Scanner(Source(text, report), report, 0)
    if not scanner.clean or not scanner.clean[0] or scanner.at_heading():
        return None
    scanner._pointed = True  # a sign of a choice counts anywhere
    element = scanner.element()
    return element if scanner.at == scanner.count and not report.failed else None


def _unbracketed(text: str) -> str:
    return re.sub(r"\[(?=\[)", "[ ", re.sub(r"\](?=\])", "] ", text))


def _tamed(text: str) -> str:
    """Words of somebody else where no escape is understood: signs of notes and comments are taken apart."""
    return re.sub(r"(?<=/)(?=\*)|(?<=\*)(?=/)", " ", _unbracketed(text))


# --- title page -------------------------------------------------------------------------------------------------------


def _title_page(script: Script) -> str:
    lines = [_title_line(block) if script.ours else _tamed(block.text) for block in script.title]
    lines = [line.rstrip().replace("\n", " ") for line in lines if line.strip()]
    if not script.ours:
        return _foreign_title(lines)
    keyed = next((n for n, line in enumerate(lines) if _key(line)), len(lines))
    shown = ("Title", "Credit", "Author") if keyed > 2 else ("Title", "Author")
    page = [f"{key}: {line.strip()}" for key, line in zip(shown, lines[:keyed], strict=False)]
    page += [line if _key(line) else f"{_INDENT}{line.strip()}" for line in lines[keyed:]]
    return "\n".join(page)


def _title_line(block: Block) -> str:
    return "".join(marked(run.text, run.styles) for run in block.runs)


def _key(line: str) -> str:
    """The key of a line of our own title page."""
    found = None if line.startswith(_INDENT) else _KEY.match(line)
    key = " ".join(found[1].lower().split()) if found else ""
    return key if key in OWN_KEYS or key in FOUNTAIN_KEYS else ""


def _foreign_title(lines: list[str]) -> str:
    """What somebody else's title page says: the title first, then who wrote it."""
    words = [" ".join(line.split()) for line in lines]
    if not words:
        return ""
    page = [f"Title: {words[0]}"]
    rest = words[1:]
    if rest and re.match(r"(?:written|screenplay|teleplay|story|script|by)\b.{0,30}$", rest[0], re.IGNORECASE):
        page.append(f"Credit: {rest.pop(0)}")
        if rest:
            page.append(f"Author: {rest.pop(0)}")
    return "\n".join([*page, *(["Notes:", *(f"{_INDENT}{line}" for line in rest)] if rest else [])])
