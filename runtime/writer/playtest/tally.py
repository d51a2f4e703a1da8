"""What plays have come by. Tallies of parts of a play-test add up to the tally of the whole, in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runtime.story.model import OnOffer
    from runtime.writer.playtest.bots import Key
    from runtime.writer.reach import Step

DEAD = {
    "S802": "ran away",
    "S803": "nothing open",
    "S805": "no way back",
    "S806": "nothing to draw",
}  # codes of notices after which the show is not where its writer meant it to be
RAN_OUT = "ran out"  # the show ended where nobody wrote an end


@dataclass
class Trouble:
    """Something that went wrong in plays, at one place of the story."""

    sort: str  # one of DEAD's, RAN_OUT, or the code of a notice
    node: str
    file: str
    line: int
    what: str
    why: str
    trail: tuple[Step, ...]  # the fewest choices that led there
    plays: int = 1

    def add(self, other: Trouble) -> None:
        self.plays += other.plays
        if len(other.trail) < len(self.trail):
            self.trail = other.trail


TroubleKey = tuple[str, str, int]  # sort, file, line


@dataclass
class Tally:
    """Counts of a number of plays."""

    plays: int = 0
    choices: int = 0  # taken in all plays together
    visits: Counter[str] = field(default_factory=Counter)  # node id -> times entered
    reached: Counter[str] = field(default_factory=Counter)  # node id -> plays
    offered: Counter[Key] = field(default_factory=Counter)  # times it was open
    locked: Counter[Key] = field(default_factory=Counter)  # times it was shown, and locked
    taken: Counter[Key] = field(default_factory=Counter)
    words: dict[Key, str] = field(default_factory=dict)  # what a choice said when it was first seen
    lines: set[str] = field(default_factory=set)  # keys of beats
    endings: Counter[str] = field(default_factory=Counter)  # title -> plays
    circles: Counter[str] = field(
        default_factory=Counter
    )  # node id -> plays that went round there until they were stopped
    circling: int = 0  # plays that were stopped
    troubles: dict[TroubleKey, Trouble] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)  # of every play that came to an end
    asked: dict[int, list[int]] = field(default_factory=dict)  # number of a condition -> times no, times yes

    def show(self, node: str, point: OnOffer) -> None:
        """A choice point is on the screen."""
        for choice in point.choices:
            key = (node, choice.id)
            if choice.locked:
                self.locked[key] += 1
            else:
                self.offered[key] += 1
            if key not in self.words:
                self.words[key] = choice.text

    def trouble(self, key: TroubleKey, found: Trouble) -> None:
        known = self.troubles.get(key)
        if known is None:
            self.troubles[key] = found
        else:
            known.add(found)

    def add(self, other: Tally) -> None:
        """Count what another part has counted, too."""
        self.plays += other.plays
        self.choices += other.choices
        self.circling += other.circling
        for mine, theirs in (
            (self.visits, other.visits),
            (self.reached, other.reached),
            (self.endings, other.endings),
            (self.circles, other.circles),
        ):
            mine.update(theirs)
        for counts, more in ((self.offered, other.offered), (self.locked, other.locked), (self.taken, other.taken)):
            counts.update(more)
        self.words = {**other.words, **self.words}
        self.lines |= other.lines
        self.seconds += other.seconds
        for key, found in other.troubles.items():
            self.trouble(key, found)
        for number, (no, yes) in other.asked.items():
            mine_asked = self.asked.setdefault(number, [0, 0])
            mine_asked[0] += no
            mine_asked[1] += yes
