"""`diorama play STORY --text`: a show as plain text, in a terminal or through pipes: no window, generator or clock."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol, TextIO

from runtime.errors import StoryError
from runtime.ink import InkStory, teller_of
from runtime.ink.notes import Notes
from runtime.ink.turn import InkChoice, Turn
from runtime.story.model import Action, GoOn, Line, OnOffer, TheEnd
from runtime.story.phrases import ending_key, heading_key, speaker_key

if TYPE_CHECKING:
    from runtime.ink.teller import InkTeller
    from runtime.story import Story, Stretch
    from runtime.story.model import Choice
    from runtime.story.teller import Teller

PROMPT = "?> "
MAX_ANSWERS = 100_000  # of one play
NEAR = 0.7  # how alike typed words and a choice are when it was meant


@dataclass(frozen=True)
class Option:
    """A choice as a terminal shows it."""

    text: str
    is_default: bool = False
    locked: str = ""  # the reason
    says: tuple[str, ...] = ()  # phrases that take it, too


@dataclass(frozen=True)
class Page:
    """What is read up to the next choice; without options the story is over."""

    text: str
    options: tuple[Option, ...] = ()
    fault: str = ""  # what went wrong, if the story ends for that
    warnings: tuple[str, ...] = ()


class Reader(Protocol):
    """Turns the pages of a story."""

    def first(self) -> Page: ...

    def after(self, number: int) -> Page: ...


def play_text(story: Story, seed: int, *, auto: bool = False, source: TextIO | None = None) -> int:
    """Print the story and ask for its choices on `source` (None: standard input); the exit code.

    The end of the input ends it. StoryError where the story ends by a fault of its own.
    """
    answers = source or sys.stdin
    reader = reader_of(story, seed)
    page = reader.first()
    for _ in range(MAX_ANSWERS):
        _print(page)
        number = _default(page) if auto else _asked(page, answers)
        if number is None:
            break
        if auto:
            sys.stdout.write(f"{number + 1}\n")
        page = reader.after(number)
    if page.fault:
        sys.stdout.flush()
        raise StoryError(f"{story.file}: {page.fault}")
    return 0


def play_named(name: str, seed: int | None, language: str | None = None, *, auto: bool = False) -> int:
    """Find the story called `name` and play it; what is wrong with it is a LibraryError or StoryError."""
    from runtime.cli.foreign import load
    from runtime.library import in_language

    story = load(name, notice=True)
    story = in_language(story, language) if language else story
    chosen = story.seed if seed is None else seed
    return play_text(story, secrets.randbits(31) if chosen is None else chosen, auto=auto)


def reader_of(story: Story, seed: int) -> Reader:
    """Reads an ink story as ink tells it, any other as its screenplay."""
    teller = teller_of(story)
    if isinstance(story, InkStory):
        return InkReader(teller, seed)  # type: ignore[arg-type]
    return ScriptReader(story, teller, seed)


def _print(page: Page) -> None:
    sys.stdout.write(page.text)
    if page.options:
        sys.stdout.write("\n")
    for number, option in enumerate(page.options, 1):
        sys.stdout.write(f"{number}: {option.text}{f' [{option.locked}]' if option.locked else ''}\n")
    if page.options:
        sys.stdout.write(PROMPT)
    sys.stdout.flush()
    for warning in page.warnings:
        print(f"diorama: {warning}", file=sys.stderr)


# --- answers ----------------------------------------------------------------------------------------------------------


def _default(page: Page) -> int | None:
    """What the deadline would take."""
    open_ones = [n for n, option in enumerate(page.options) if not option.locked]
    return next((n for n in open_ones if page.options[n].is_default), open_ones[0] if open_ones else None)


def _asked(page: Page, source: TextIO) -> int | None:
    """The choice that is typed; None at the end of the input, or where there is nothing to choose."""
    while page.options and (line := source.readline(10_000)):
        number = meant(line, page.options)
        if number is not None and not page.options[number].locked:
            return number
        if line.strip():
            reason = "" if number is None else f" {page.options[number].locked}"
            sys.stdout.write(f"Type a number from 1 to {len(page.options)}, or the words.{reason}\n{PROMPT}")
            sys.stdout.flush()
    return None


def meant(line: str, options: tuple[Option, ...]) -> int | None:
    """Which option a typed line means: its number, its words, their beginning, or nearly its words."""
    said = _plain(line)
    if said.isascii() and said.isdecimal():
        return int(said) - 1 if len(said) < 6 and 1 <= int(said) <= len(options) else None
    phrases = [(_plain(words), n) for n, option in enumerate(options) for words in (option.text, *option.says)]
    same = {n for words, n in phrases if words == said}
    begun = {n for words, n in phrases if said and words.startswith(said)}
    for fitting in (same, begun):
        if len(fitting) == 1:
            return fitting.pop()
    near = get_close_matches(said[:200], [words for words, _ in phrases], n=1, cutoff=NEAR)
    return next((n for words, n in phrases if near and words == near[0]), None)


def _plain(text: str) -> str:
    """Words as they are compared."""
    kept = "".join(c if c.isalnum() or c.isspace() else " " for c in text.casefold())
    return " ".join(kept.split())


# --- ink --------------------------------------------------------------------------------------------------------------


class InkReader:
    """An ink story as ink's own players print it, tags included."""

    def __init__(self, teller: InkTeller, seed: int) -> None:
        self._bridge, self._state = teller.bridge, teller.bridge.begin(seed)

    def first(self) -> Page:
        return self._page(self._bridge.turn(self._state))

    def after(self, number: int) -> Page:
        return self._page(self._bridge.turn(self._state, number))

    def _page(self, turn: Turn) -> Page:
        from runtime.ink.teller import quote_ink

        self._state = turn.state
        options = tuple(_ink_option(one) for one in turn.choices)
        faults = [f"the ink story ran away: {turn.problem}"] if turn.problem else [*turn.faults]
        return Page(
            "".join(_printed(turn)),
            options,
            quote_ink(faults[0]) if faults else "",
            tuple(quote_ink(words) for words in turn.warnings),
        )


def _ink_option(choice: InkChoice) -> Option:
    notes = Notes.of(choice.tags)
    return Option(choice.text, "default" in notes.words, notes.words.get("locked", ""), notes.says)


def _printed(turn: Turn) -> Iterator[str]:
    for line in turn.lines:
        yield line.text
        if line.tags:
            yield f"# tags: {', '.join(line.tags)}\n"


# --- a screenplay -----------------------------------------------------------------------------------------------------


class ScriptReader:
    """A story of our own language as a screenplay is read."""

    def __init__(self, story: Story, teller: Teller, seed: int) -> None:
        self._story, self._teller, self._seed, self._heading = story, teller, seed, ""
        self._stretch: Stretch | None = None

    def first(self) -> Page:
        return self._read(self._teller.play(self._teller.start(self._seed)))

    def after(self, number: int) -> Page:
        assert self._stretch is not None
        assert isinstance(self._stretch.exit, OnOffer)
        choice = self._stretch.exit.choices[number].id
        return self._read(self._teller.play(self._teller.choose(self._stretch, choice)))

    def _read(self, stretch: Stretch) -> Page:
        """Up to the next choice point."""
        text, warnings = self._written(stretch), [one.what for one in stretch.notices]
        for _ in range(MAX_ANSWERS):
            if not isinstance(stretch.exit, GoOn):
                break
            stretch = self._teller.play(self._teller.proceed(stretch))
            text += self._written(stretch)
            warnings += [one.what for one in stretch.notices]
        self._stretch = stretch
        if isinstance(stretch.exit, OnOffer):
            question = f"\n{stretch.exit.question}\n" if stretch.exit.question else ""
            return Page(text + question, _options(stretch.exit), warnings=tuple(warnings))
        title = stretch.exit.title if isinstance(stretch.exit, TheEnd) else ""
        ending = self._story.shown(ending_key(title), title)
        return Page(f"{text}\nTHE END{f': {ending}' if ending else ''}\n", warnings=tuple(warnings))

    def _written(self, stretch: Stretch) -> str:
        """The words of one stretch, its heading where it is another place."""
        heading = self._story.shown(heading_key(stretch.node), stretch.heading.text)
        lines = [heading] if heading != self._heading else []
        self._heading = heading
        lines += [self._words(beat) for beat in stretch.beats if isinstance(beat, Action | Line)]
        return "".join(f"\n{line}\n" for line in lines)

    def _words(self, beat: Action | Line) -> str:
        if isinstance(beat, Action):
            return beat.text
        name = self._story.shown(speaker_key(beat.character), beat.character)
        extension = f" ({beat.extension})" if beat.extension else ""
        manner = f"({beat.manner}) " if beat.manner else ""
        return f"{name}{extension}: {manner}{beat.text}"


def _options(point: OnOffer) -> tuple[Option, ...]:
    def shown(choice: Choice) -> Option:
        return Option(choice.text, choice.is_default, choice.locked, choice.says)

    return tuple(map(shown, point.choices))
