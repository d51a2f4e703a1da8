"""How findings about a story are made: one catalogue of stable codes, one collector that never drowns the reader.

A code never changes its meaning. S1 reading, S2 targets, S3 expressions, S4 choices, S5 flow, S6 the bible and style,
S8 what could only go wrong while playing.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING, Literal

from runtime.story.model import Diagnostic, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_FINDINGS = 500  # after that they are only counted
MAX_GUESSES = 20  # spelling suggestions per story: each compares a word with every known word
_SLOW = 5_000  # words; so many more count as one more suggestion
_MANY = 60  # words; of more, only those are compared whose ends are alike
_DROWNED = 2000  # findings after which nobody reads on
_QUOTED = 60  # characters of the writer's own words that a finding repeats

Severity = Literal["error", "warning", "hint"]

CODES: dict[str, tuple[Severity, str]] = {
    "S101": ("error", "the story is empty"),
    "S102": ("error", "the story has no scene heading"),
    "S103": ("error", "the file is too long"),
    "S104": ("error", "a line is too long"),
    "S105": ("error", "a comment is not closed"),
    "S106": ("error", "a note is not closed"),
    "S107": ("warning", "a note is nearly an instruction"),
    "S108": ("error", "a title page value cannot be read"),
    "S109": ("hint", "a title page key is unknown"),
    "S110": ("warning", "text stands before the first heading"),
    "S111": ("error", "a brace is not closed"),
    "S112": ("error", "an id has characters it cannot have"),
    "S113": ("error", "a block note stands inside text"),
    "S114": ("error", "the file is not text"),
    "S115": ("warning", "a jump without its sign"),
    "S116": ("hint", "an unknown transition"),
    "S117": ("hint", "a parenthetical without words"),
    "S118": ("warning", "more findings than are shown"),
    "S119": ("warning", "a note stands where it says nothing"),
    "S120": ("hint", "a speaker's name without a blank line before it"),
    "S121": ("error", "an included file cannot be used"),
    "S122": ("warning", "dual dialogue without a first speaker"),
    "S201": ("error", "a jump to nowhere"),
    "S202": ("error", "a jump to an ambiguous id"),
    "S203": ("error", "an id is given twice"),
    "S204": ("error", "the start does not exist"),
    "S205": ("error", "a jump without a target"),
    "S206": ("warning", "a line id is given twice"),
    "S207": ("error", "an unknown way to draw a scene"),
    "S301": ("error", "an expression cannot be read"),
    "S302": ("error", "a variable is not declared"),
    "S303": ("error", "types do not fit together"),
    "S304": ("error", "a division by zero"),
    "S305": ("error", "an expression uses what it may not"),
    "S306": ("error", "an expression is too long or too deep"),
    "S307": ("error", "a variable is declared twice"),
    "S308": ("error", "an expression names a node or choice that does not exist"),
    "S309": ("hint", "a variable is never read"),
    "S310": ("hint", "a variable is never set"),
    "S311": ("warning", "a condition is always true, or never"),
    "S401": ("error", "a choice point without choices"),
    "S402": ("error", "a choice outside a choice point"),
    "S403": ("warning", "more than four choices"),
    "S404": ("hint", "a choice is long"),
    "S405": ("warning", "several defaults"),
    "S406": ("error", "a note of a choice cannot be read"),
    "S407": ("warning", "a choice point may have nothing open"),
    "S408": ("error", "nested too deep"),
    "S409": ("error", "a choice id is given twice"),
    "S410": ("error", "a choice without words"),
    "S411": ("warning", "a tail is shorter than the wait for the first frame"),
    "S501": ("error", "a block is not closed"),
    "S502": ("error", "a block is closed or continued that was not opened"),
    "S503": ("warning", "a node that nothing leads to"),
    "S504": ("warning", "a node without an exit"),
    "S505": ("warning", "no end can be reached"),
    "S506": ("warning", "a node from which no end can be reached"),
    "S507": ("warning", "words that are never played"),
    "S508": ("error", "a block holds both choices and beats"),
    "S601": ("hint", "a speaker who is not in the cast"),
    "S602": ("warning", "a look file says something that is not used"),
    "S603": ("hint", "words that are nearly the name of a look"),
    "S604": ("warning", "a sound file that cannot be heard"),
    "S605": ("hint", "a recording that no line has"),
    "S606": ("hint", "a place that is not in the places"),
    "S607": ("hint", "words in capitals that are nearly a name of the cast"),
    "S608": ("hint", "clothes or things that do not fit the bible"),
    "S609": ("warning", "a prompt is too long for the text encoder"),
    "S610": ("warning", "a caption is too fast to read"),
    "S611": ("warning", "a translation is missing"),
    "S612": ("hint", "a translation of older words"),
    "S613": ("warning", "a language table cannot be used"),
    "S614": ("hint", "a translation of nothing"),
    "S801": ("warning", "a division by zero while playing"),
    "S802": ("warning", "the story ran away"),
    "S803": ("warning", "a choice point with nothing open"),
    "S804": ("warning", "a result was too large"),
    "S805": ("warning", "a return without a call"),
    "S806": ("warning", "nothing to draw"),
    "S901": ("error", "ink source that cannot be compiled"),
    "S902": ("warning", "what the ink compiler warns of"),
    "S903": ("error", "a compiled ink story that cannot be read"),
    "S904": ("warning", "an ink function that a game would give"),
    "S905": ("warning", "what ink finds wrong while playing"),
}


def finding(code: str, place: Place, what: str, why: str = "", instead: str = "") -> Diagnostic:
    """A diagnostic with the severity that its code has in the catalogue."""
    return Diagnostic(code=code, severity=CODES[code][0], place=place, what=what, why=why, instead=instead)


def quote(words: str) -> str:
    """The writer's own words, short enough for one line of a terminal and free of control characters."""
    plain = "".join(c if c.isprintable() else " " for c in words[: _QUOTED + 1])
    return plain if len(words) <= _QUOTED else plain[:_QUOTED].rstrip() + "…"


@lru_cache(maxsize=256)
def _guess(word: str, words: tuple[str, ...]) -> str:
    word = word[:80]
    near = words if len(words) <= _MANY else nlargest(_MANY, words, key=lambda one: _alike(word, one))
    found = get_close_matches(word, near, n=1, cutoff=0.6)
    return found[0] if found else ""


def _alike(a: str, b: str) -> int:
    """How many characters two words share at their beginning and at their end."""
    size = min(len(a), len(b))
    head = next((n for n in range(size) if a[n] != b[n]), size)
    tail = next((n for n in range(size - head) if a[-1 - n] != b[-1 - n]), size - head)
    return head + tail


class Report:
    """Collects findings for one reading."""

    def __init__(self, file: str) -> None:
        self.file = self.main = file  # the file being read; the story's own
        self.failed = False  # whether something forbids playing
        self.drowned = False  # so much is wrong that the text cannot be meant as a story: time to stop reading
        self._found: list[Diagnostic] = []
        self._unshown = 0
        self._guesses = 0

    def add(self, code: str, line: int, column: int, what: str, why: str = "", instead: str = "") -> None:
        """Write down one finding; `line` and `column` are 1-based."""
        self.failed = self.failed or CODES[code][0] == "error"
        if len(self._found) >= MAX_FINDINGS:
            self._unshown += 1
            self.drowned = self.drowned or self._unshown > _DROWNED - MAX_FINDINGS
            return
        self._found.append(finding(code, Place(file=self.file, line=line, column=column), what, why, instead))

    def give_up(self, code: str, line: int, column: int, what: str, why: str = "", instead: str = "") -> None:
        """Write down a finding after which reading makes no sense."""
        self.add(code, line, column, what, why, instead)
        self.drowned = True

    def absorb(self, other: Report) -> None:
        """Take over what another collector has found."""
        self.failed = self.failed or other.failed
        room = max(0, MAX_FINDINGS - len(self._found))
        self._found += other._found[:room]
        self._unshown += other._unshown + max(0, len(other._found) - room)
        self.drowned = self.drowned or other.drowned

    def closest(self, word: str, words: Iterable[str]) -> str:
        """The known word that `word` was probably meant to be, or nothing."""
        known = tuple(words)
        self._guesses += 1 + len(known) // _SLOW
        return "" if self._guesses > MAX_GUESSES + len(known) // _SLOW else _guess(word, known)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All findings in the order of the file, and a last one that says how many were left out."""
        found = sorted(
            self._found, key=lambda d: (d.place.file != self.main, d.place.file, d.place.line, d.place.column)
        )
        if self._unshown:
            count = "thousands of" if self._unshown > _DROWNED - MAX_FINDINGS else str(self._unshown)
            what = f"{count} more findings are not shown"
            found.append(finding("S118", Place(file=self.main), what, "the first ones usually cause the others"))
        return tuple(found)
