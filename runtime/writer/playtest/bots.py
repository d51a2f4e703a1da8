"""Who plays: bots that choose at random, and greedy ones, that look for what nobody has seen yet. All by seed.

Of the greedy ones every other takes what was taken least; the others walk to the nearest place that is still unseen, as
if no condition stood in the way.
"""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from random import Random
from typing import TYPE_CHECKING, Protocol

from runtime.writer.reach.distance import NEVER, Net

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runtime.story.model import Choice
    from runtime.story.program import Program
    from runtime.writer.reach.distance import Distances

KINDS = ("random", "greedy", "both")
FAR = 1 << 30
TRIES = 2
Key = tuple[str, str]  # node id and choice id


def seed_of(seed: int, play: int) -> int:
    """63 bits of BLAKE2b over (seed of the play-test, number of the play): the show's seed, and the bot's."""
    return int.from_bytes(blake2b(f"{seed}/{play}".encode(), digest_size=8).digest(), "big") >> 1


class Bot(Protocol):
    def pick(self, node: str, choices: Sequence[Choice], chance: Random) -> Choice:
        """One of the open choices, of which there is at least one."""


class RandomBot:
    """Takes anything."""

    def pick(self, node: str, choices: Sequence[Choice], chance: Random) -> Choice:  # noqa: ARG002  it looks at nothing
        return choices[int(chance.random() * len(choices))]


class ModestBot:
    """Takes what was taken least so far, by anybody; of several the first one that chance names."""

    def __init__(self, taken: Mapping[Key, int]) -> None:
        self._taken = taken  # grows while it plays

    def pick(self, node: str, choices: Sequence[Choice], chance: Random) -> Choice:
        counts = [self._taken.get((node, choice.id), 0) for choice in choices]
        fewest = min(counts)
        rare = [choice for choice, count in zip(choices, counts, strict=True) if count == fewest]
        return rare[int(chance.random() * len(rare))] if len(rare) > 1 else rare[0]


class Field:
    """How far the unseen is from every choice of a story, as one process knows it."""

    def __init__(self, program: Program) -> None:
        self._program, self._net = program, Net(program)
        self._far: Distances | None = None
        self._known = (-1, -1)

    def refresh(self, taken: Mapping[Key, int], entered: Mapping[str, int]) -> None:
        """Look again, if more has been seen since."""
        known = len(taken), len(entered)
        if known != self._known:
            self._known = known
            goals = [(node, 0) for node in self._program.scenes if node not in entered]
            goals += [
                (node, one.body) for (node, name), one in self._program.offers.items() if (node, name) not in taken
            ]
            self._far = self._net.distances(goals)

    def from_choice(self, key: Key) -> int:
        """Choices that lie at least between this one and something unseen; FAR where nothing is."""
        offer = self._program.offers.get(key)
        far = self._far.at(key[0], offer.body) if self._far and offer else NEVER
        return FAR if far == NEVER else far


class SeekingBot:
    """Takes what was never taken, else what leads to the nearest unseen place, else what was taken least. For one play.

    What it has tried twice in vain comes last: the unseen may stand behind a door that never opens.
    """

    def __init__(self, taken: Mapping[Key, int], field: Field) -> None:
        self._taken, self._field = taken, field
        self._tried: Counter[Key] = Counter()

    def pick(self, node: str, choices: Sequence[Choice], chance: Random) -> Choice:
        found = min(choices, key=lambda choice: (*self._rank((node, choice.id)), chance.random()))
        self._tried[node, found.id] += 1
        return found

    def _rank(self, key: Key) -> tuple[int, int, int]:
        count = self._taken.get(key, 0)
        return self._tried[key] // TRIES, (self._field.from_choice(key) if count else -1), count


def bot_for(kind: str, play: int, taken: Mapping[Key, int], field: Field | None) -> Bot:
    """Who plays number `play`; of both, they take turns. Without a field nobody seeks."""
    turn = play // 2 if kind == "both" else play
    if kind == "random" or (kind == "both" and play % 2 == 0):
        return RandomBot()
    return SeekingBot(taken, field) if field is not None and turn % 2 else ModestBot(taken)
