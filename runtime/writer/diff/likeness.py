"""Which things of two lists are the same, by their words: exactly, or nearly. The work is bounded for any lists."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

ALIKE = 0.5  # share of characters in common from which words are reworded, and not others
_LETTERS = 60  # characters up to which texts are compared letter by letter; longer ones word by word
_LONGEST = 600  # characters of a text that are compared
_WORK = 3_000_000  # letters or words that one comparison may lay against one another
_BLOCK = 4_000  # pairs of one block that are looked at; of a larger one those near the same place
_COMMON = 0.3  # share of words in common under which longer texts are not compared further
_SHORT = 4  # words
_GLANCE = 40  # work of finding out that two texts have nothing in common
_MATCHES = 1_000_000  # equal pairs in two lists up to which their order is compared


class Likeness:
    """Compares texts; once its work is done, nothing is alike any more."""

    def __init__(self) -> None:
        self._left = _WORK

    def of(self, one: str, other: str, least: float = ALIKE) -> float:
        """0 (nothing in common) to 1 (the same); 0 where it is under `least`."""
        if one == other:
            return 1.0
        if self._left <= 0 or not one or not other:
            return 0.0
        self._left -= _GLANCE
        if _strange(one, other):
            return 0.0
        letters = len(one) <= _LETTERS and len(other) <= _LETTERS
        parts, others = (one, other) if letters else (one[:_LONGEST].split(), other[:_LONGEST].split())
        self._left -= len(parts) * len(others)
        matcher = SequenceMatcher(None, parts, others, autojunk=False)
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            return 0.0
        ratio = matcher.ratio()
        return ratio if ratio >= least else 0.0

    def pairs(self, old: Sequence[str], new: Sequence[str], least: float = ALIKE) -> list[tuple[int, int]]:
        """Which text of `old` became which of `new`: the most alike first, each at most once."""
        scores = [
            (-score, abs(n - m), n, m)
            for n, m in takewhile(lambda _: self._left > 0, _near(len(old), len(new)))
            if (score := self.of(old[n], new[m], least))
        ]
        found: list[tuple[int, int]] = []
        used_old, used_new = set[int](), set[int]()
        for _, _, n, m in sorted(scores):
            if n not in used_old and m not in used_new:
                used_old.add(n)
                used_new.add(m)
                found.append((n, m))
        return sorted(found)


def _strange(one: str, other: str) -> bool:
    """Whether two longer texts share so few words that nobody would call one a version of the other."""
    words, others = set(one[:_LONGEST].lower().split()), set(other[:_LONGEST].lower().split())
    most = max(len(words), len(others))
    return most > _SHORT and len(words & others) < _COMMON * most


def _near(old: int, new: int) -> Iterator[tuple[int, int]]:
    """Pairs of places of two lists; of long lists those at about the same place."""
    reach = new if old * new <= _BLOCK else max(2, _BLOCK // max(1, 2 * old))
    for n in range(old):
        middle = n * new // old
        for m in range(max(0, middle - reach), min(new, middle + reach + 1)):
            yield n, m


def aligned(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[list[int], list[int]]]:
    """Where two lists differ: the places of the old and of the new one, block by block.

    Of long lists of few values it is what one has more often; an empty block, where only the order differs.
    """
    if old == new:
        return []
    counts = Counter(new)
    if sum(counts[one] for one in old) > _MATCHES:
        return [_unpaired(old, new)]
    matcher = SequenceMatcher(None, old, new)
    return [
        (list(range(a, b)), list(range(c, d))) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"
    ]  # fmt: skip


def _unpaired(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[list[int], list[int]]:
    """What one list has more often than the other, whatever the order."""
    common = Counter(old) & Counter(new)

    def rest(values: Sequence[Hashable]) -> list[int]:
        left = Counter(common)
        found = []
        for place, value in enumerate(values):
            left[value] -= 1
            if left[value] < 0:
                found.append(place)
        return found

    return rest(old), rest(new)


def out_of_order(places: Sequence[int]) -> list[int]:
    """Positions in `places` that must move so that the others rise: as few as can be."""
    ends: list[int] = []  # of rising runs of each length, the lowest last place
    tails: list[int] = []
    before = [-1] * len(places)
    for n, place in enumerate(places):
        length = bisect_left(ends, place)
        before[n] = tails[length - 1] if length else -1
        if length == len(ends):
            ends.append(place)
            tails.append(n)
        else:
            ends[length], tails[length] = place, n
    kept, at = set[int](), tails[-1] if tails else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [n for n in range(len(places)) if n not in kept]
