"""Which words mean which: how a plan's words are compared with a story's, and how a play is written down."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from runtime.story.model import Action, Cue, GoOn, Line, OnOffer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runtime.story.model import Beat, Choice, Stretch

_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "..."})


def even(words: str) -> str:
    """Words without the differences that nobody types on purpose: kinds of quotes, of spaces."""
    return " ".join(words.translate(_SIGNS).split())


def loose(words: str) -> str:
    """Words without capitals and signs."""
    return " ".join("".join(c if c.isalnum() or c.isspace() else " " for c in words.casefold()).split())


def meant(words: str, choices: Sequence[Choice], *, begun: bool = False) -> Choice | None:
    """The choice that is meant by its id, its words, nearly its words, or (`begun`) their beginning."""
    said, plain = even(words), loose(words)
    tests = (
        lambda one: one.id == words.strip("# ").lower(),
        lambda one: even(one.text) == said,
        lambda one: loose(one.text) == plain,
        lambda one: begun and bool(plain) and loose(one.text).startswith(plain),
    )
    for test in tests:
        fitting = [one for one in choices if test(one)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def nearest(words: str, choices: Sequence[Choice]) -> str:
    """What was probably meant, or nothing."""
    known = {loose(one.text): one.text for one in choices}
    found = get_close_matches(loose(words)[:200], known, n=1)
    return known[found[0]] if found else ""


def says(beat: Beat, words: str, speaker: str) -> bool:
    """Whether these words are part of what is said or done, by this speaker if one is named."""
    if isinstance(beat, Cue) or (speaker and not (isinstance(beat, Line) and beat.character == speaker)):
        return False
    return even(words) in even(beat.text)


# --- a play written down ----------------------------------------------------------------------------------------------


def written(stretch: Stretch) -> Iterator[str]:
    """A stretch as lines of a transcript."""
    how = "" if stretch.transition == "cut" else f" by {stretch.transition.value}"
    yield f"== {stretch.node} {stretch.visit}{how}"
    yield from map(_beat, stretch.beats)
    for notice in stretch.notices:
        yield f"!! {notice.code} {notice.what}"
    if isinstance(stretch.exit, OnOffer):
        yield f"?? {stretch.exit.question}".rstrip()
        yield from map(offered, stretch.exit.choices)
    elif not isinstance(stretch.exit, GoOn):
        yield f"THE END {stretch.exit.title}".rstrip()


def _beat(beat: Beat) -> str:
    if isinstance(beat, Action):
        return beat.text
    if isinstance(beat, Cue):
        return f"~ {beat.sort}: {beat.words}".rstrip(": ")
    extension = f" ({beat.extension})" if beat.extension else ""
    manner = f" ({beat.manner})" if beat.manner else ""
    return f"{beat.character}{extension}{manner}: {beat.text}"


def offered(choice: Choice) -> str:
    """A choice on offer: its words, and why it is locked."""
    return f"   {choice.text}{f' [locked: {choice.locked}]' if choice.locked else ''}"
