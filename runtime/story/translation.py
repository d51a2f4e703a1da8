"""A story in another language: the same nodes, choices, pictures and dice, other words. Pure.

A table holds translations by key (see `phrases`). What it lacks, or what cannot be used, is played as it is written.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from runtime.errors import StoryError
from runtime.story.expression import ExpressionError, Scope, compile_expression
from runtime.story.fountain.text import gathered, plain
from runtime.story.phrases import SEEN, TITLE, choice_ids, choice_key, line_id_of, phrases, question_key
from runtime.story.script import Lock, Notes, Opening, Option, Speech, Words
from runtime.story.template import Alternatives, Insertion, UnclosedError, parse_template

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runtime.story.model import Node, Story
    from runtime.story.phrases import Phrase
    from runtime.story.script import Element, Note, Segment
    from runtime.story.template import Part

HEADER = ("line", "source", "translation", "status")  # every table has these columns; others may follow
NEW, DONE, OUTDATED, UNUSED = "new", "done", "needs update", "unused"
MAX_ROWS = 200_000
MAX_WORDS = 10_000  # characters of one translation

_GUARDED = ("=", "+", "-", "@", "'")  # what a spreadsheet would take for a formula has an apostrophe before it


@dataclass(frozen=True)
class Entry:
    """One translated phrase."""

    key: str
    source: str  # what was translated
    text: str
    status: str = DONE


@dataclass(frozen=True)
class Table:
    """Translations into one language, by key."""

    language: str  # a tag: "fr", "pt-br"
    entries: Mapping[str, Entry] = field(default_factory=dict)


@dataclass(frozen=True)
class Missing:
    """A phrase that is not played in the other language, or not as it should be."""

    phrase: Phrase
    reason: Literal["missing", "needs update", "cannot be used"]
    detail: str = ""  # what is wrong with a translation that cannot be used


# --- tables as text ---------------------------------------------------------------------------------------------------


def read_rows(text: str) -> list[dict[str, str]]:
    """The rows of a table, by column; StoryError where the text is none. Commas, semicolons and tabs separate."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    try:
        separator = next((one for one in ",;\t" if _is_header(lines, one)), "")
        if not separator:
            raise StoryError(f"its first line must be: {','.join(HEADER)}")
        rows: list[dict[str, str]] = []
        for row in csv.DictReader(lines, delimiter=separator, restkey="", restval=""):
            rows.append({str(name).strip().lower(): unguarded(words) for name, words in row.items() if name})
            if len(rows) > MAX_ROWS:
                raise StoryError(f"it has more than {MAX_ROWS} rows")
    except csv.Error as error:
        raise StoryError(f"it is not a table of comma-separated values ({error})") from None
    return rows


def _is_header(lines: list[str], separator: str) -> bool:
    names = next(csv.reader(lines[:1], delimiter=separator), [])
    return {"line", "translation"} <= {name.strip().lower() for name in names}


def read_table(text: str, language: str) -> Table:
    """A table from comma-separated values; StoryError where the text is none. Of a key given twice the first counts."""
    entries: dict[str, Entry] = {}
    for row in read_rows(text):
        key, words = row.get("line", "").strip().lower(), gathered(row.get("translation", "").strip())
        if key and words:
            status = row.get("status", "").strip().lower() or DONE
            entries.setdefault(key, Entry(key, row.get("source", ""), words, status))
    return Table(language, entries)


def guarded(words: str) -> str:
    """Words as a spreadsheet may hold them: what would be a formula there is none."""
    return f"'{words}" if words.startswith(_GUARDED) else words


def unguarded(words: object) -> str:
    plain_words = words if isinstance(words, str) else ""
    return plain_words[1:] if plain_words[:1] == "'" and plain_words[1:2] in _GUARDED else plain_words


# --- the story in that language ---------------------------------------------------------------------------------------


def translate(story: Story, table: Table) -> Story:
    """The story with the words of the table. Ids, digest, pictures and dice stay, so that journals fit both ways."""
    texts = dict(_usable(story, table))
    nodes = {key: _node(story, node, texts) for key, node in story.nodes.items()}
    changed = {
        "nodes": nodes,
        "title": texts.get(TITLE, story.title),
        "language": table.language,
        "translation": texts,
    }
    kept: dict[str, Any] = {name: getattr(story, name) for name in type(story).model_fields}
    return type(story).model_construct(**{**kept, **changed})


def missing_translations(story: Story, table: Table) -> tuple[Missing, ...]:
    """What a viewer would read or hear in the writer's words, or in words for an older text, in the file's order."""
    scope = _scope(story)
    return tuple(
        missing
        for phrase in phrases(story)
        if phrase.key and phrase.is_needed and (missing := _missing(phrase, table, scope)) is not None
    )


def _missing(phrase: Phrase, table: Table, scope: Scope) -> Missing | None:
    entry = table.entries.get(phrase.key)
    if entry is None or not entry.text.strip():
        return Missing(phrase, "missing")
    if problem := _problem(entry.text, scope):
        return Missing(phrase, "cannot be used", problem)
    outdated = entry.status == OUTDATED or (entry.source and gathered(entry.source.strip()) != phrase.source)
    return Missing(phrase, "needs update") if outdated else None


def _usable(story: Story, table: Table) -> Iterator[tuple[str, str]]:
    scope = _scope(story)
    for phrase in phrases(story):
        entry = table.entries.get(phrase.key)
        if entry is not None and entry.text.strip() and not _problem(entry.text, scope):
            yield phrase.key, entry.text
    for entry in table.entries.values():
        if describes(story, entry.key) and "{" not in entry.text and len(entry.text) <= MAX_WORDS:
            yield entry.key, entry.text


def describes(story: Story, key: str) -> bool:
    """Whether a row is an action paragraph's, for those who do not see it: what is dynamic there has no row."""
    return key.endswith(SEEN) and key.removesuffix(SEEN).rpartition(".")[0] in story.nodes


def _scope(story: Story) -> Scope:
    """What the braces of a translation may name: whatever the story's own may."""
    program = story.program
    return Scope(
        variables={variable.name: variable.kind for variable in program.variables},
        words=frozenset(word for variable in program.variables for word in variable.kind.words),
        nodes={node: frozenset(choice_ids(story, node)) for node in story.nodes},
    )


def _problem(text: str, scope: Scope) -> str:
    """Why words cannot be shown in place of others; empty if they can."""
    if len(text) > MAX_WORDS:
        return f"it has more than {MAX_WORDS} characters"
    if "{" not in text and "\\" not in text:
        return ""
    try:
        for expression in _expressions(parse_template(plain(text))):
            compile_expression(expression, scope)
    except UnclosedError:
        return "a brace is not closed"
    except ExpressionError as error:
        return error.fault.what
    return ""


def _expressions(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Insertion):
            yield part.expression
        elif isinstance(part, Alternatives):
            for text in part.texts:
                yield from _expressions(text)


def _node(story: Story, node: Node, texts: Mapping[str, str]) -> Node:
    """A node in other words. Every text stays one text, every note one note: dice and counters go by their number."""
    ids = iter(choice_ids(story, node.id))
    points = 0
    elements: list[Element] = []
    for element in node.elements:
        if isinstance(element, Speech):
            elements.append(replace(element, segments=tuple(_segment(one, texts) for one in element.segments)))
        elif isinstance(element, Option):
            elements.append(_option(node.id, element, next(ids, ""), texts))
        elif isinstance(element, Notes) and any(isinstance(note, Opening) for note in element.notes):
            notes: list[Note] = []
            for note in element.notes:
                points += isinstance(note, Opening)
                notes.append(_opening(node.id, note, points, texts) if isinstance(note, Opening) else note)
            elements.append(replace(element, notes=tuple(notes)))
        else:
            elements.append(element)
    return replace(node, elements=tuple(elements))


def _segment(segment: Segment, texts: Mapping[str, str]) -> Segment:
    words = texts.get(line_id_of(segment)) if segment.runs else None
    if words is None:
        return segment
    first = next((n for n, run in enumerate(segment.runs) if isinstance(run, str)), -1)
    runs = tuple(run if not isinstance(run, str) else words if n == first else "" for n, run in enumerate(segment.runs))
    return replace(segment, runs=runs)


def _option(node: str, option: Option, identity: str, texts: Mapping[str, str]) -> Option:
    """A choice in other words; its id, which may have come from its words, is written down."""
    named = any(isinstance(note, Words) and note.sort == "id" for note in option.notes)
    notes = tuple(_choice_note(node, identity, note, texts) for note in option.notes)
    own = () if named or not identity else (Words("id", identity, option.line, option.column),)
    words = texts.get(choice_key(node, identity), option.text)
    return replace(option, text=words, notes=(*notes, *own))


def _choice_note(node: str, identity: str, note: Note, texts: Mapping[str, str]) -> Note:
    if isinstance(note, Lock):
        return replace(note, reason=texts.get(choice_key(node, identity, "locked"), note.reason))
    if isinstance(note, Words) and note.sort == "says":
        return replace(note, words=texts.get(choice_key(node, identity, "says"), note.words))
    return note


def _opening(node: str, note: Opening, number: int, texts: Mapping[str, str]) -> Opening:
    question = texts.get(question_key(node, number), note.question)
    essential = texts.get(question_key(node, number, "why"), note.essential)
    return replace(note, question=question, essential=essential)
