"""Words that a house does not want in prompts and typed text, found however they are dressed up. Pure.

Case, accents, look-alike letters, digits for letters, repeated, starred and s-p-a-c-e-d letters make no difference;
words count whole, so that Scunthorpe passes. What is allowed beats what is denied.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_WORDS = 5_000
LONGEST_WORD = 100  # characters
LONGEST_TEXT = 20_000  # characters that are looked through; what is longer is denied as typed text
SPELT = 3  # letters that a word needs to be looked for letter by letter

HIDDEN, TATWEEL = ("Mn", "Cf", "Cc"), "\u0640"  # kinds of signs that stand for no letter
_LETTER = r"[^\W_]"
_BEFORE, _AFTER = rf"(?<!{_LETTER})", rf"(?!{_LETTER})"
_APART = r"[^\w\s'’]|_"  # between the letters of a word, but no apostrophe: “he'll” is not hell
_SPACED = r"[\W_]{1,3}"
_LOOKS = {"a": "4@", "b": "8", "e": "3", "g": "9", "i": "1!|", "l": "1|", "o": "0", "s": "5$", "t": "7+", "z": "2"}
_ALIKE = str.maketrans({look: letter for letter, looks in _LOOKS.items() for look in looks} | dict.fromkeys("l1|", "i"))
_NO_LETTER, _TWICE, _SYMBOL = re.compile(r"[\W_]+"), re.compile(r"(.)\1+"), re.compile(r"[^\w\s]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_STARRED = "aeiou"  # in the middle of a word a star may stand for these
_TWINS = str.maketrans("аеорсухіјѕһԁԛԝαορν", "aeopcyxijshdqwaopv")  # Cyrillic and Greek letters that look Latin
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u1100-\u11ff]")  # no blanks in between


@dataclass(frozen=True)
class WordList:
    """What is denied and what is allowed: words and phrases; one that ends in * has any ending."""

    deny: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()

    def count(self, text: str) -> int:
        """How often something denied stands in a text."""
        return len(_found(self, text[:LONGEST_TEXT])) if self.deny else 0

    def refuses(self, text: str) -> bool:
        """Whether a text must not be taken."""
        return bool(self.deny) and (len(text) > LONGEST_TEXT or self.count(text) > 0)

    def without(self, text: str) -> tuple[str, int]:
        """The text without what is denied, sentence by sentence, and how often something was left out."""
        if not self.deny or not text:
            return text, 0
        cleaned = [_without(self, sentence) for sentence in _SENTENCE.split(text)]
        count = sum(one for _, one in cleaned)
        return (" ".join(kept for kept, _ in cleaned if kept), count) if count else (text, 0)


EVERYTHING_GOES = WordList()


def read_words(text: str) -> tuple[str, ...]:
    """The words of a file: one word or phrase a line; what stands behind # is a comment."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(dict.fromkeys(line[:LONGEST_WORD] for line in lines if line))[:MOST_WORDS]


@lru_cache(maxsize=4096)
def _without(words: WordList, text: str) -> tuple[str, int]:
    found = _found(words, text)
    if not found:
        return text, 0
    kept, at = [], 0
    for start, end in found:
        kept.append(text[at:start])
        at = end
    left = "".join((*kept, text[at:]))
    return re.sub(r"\s+([.,;:!?)])", r"\1", re.sub(r"\s{2,}", " ", left)).strip(), len(found)


def _found(words: WordList, text: str) -> list[tuple[int, int]]:
    """Where something denied stands: characters, the end exclusive, in order; what overlaps is one."""
    plain, places = _plain(text)
    denied = list(_spans(words.deny, plain))
    allowed = list(_spans(words.allow, plain)) if denied else []
    found: list[tuple[int, int]] = []
    for start, end in sorted(denied):
        if any(first <= start and end <= last for first, last in allowed):
            continue
        if found and places[start] < found[-1][1]:
            start, last = found.pop()
            found.append((start, max(last, places[end - 1] + 1)))
        else:
            found.append((places[start], places[end - 1] + 1))
    return found


def _spans(words: tuple[str, ...], plain: str) -> Iterator[tuple[int, int]]:
    """Where words of a list stand in a plain text. Only those whose letters are there at all are looked for closely."""
    bones = (_bones(plain), _bones(_SYMBOL.sub("", plain)))
    starred = "*" in plain or "#" in plain
    for word, bare in _stems(words):
        if starred or any(bare in one for one in bones):
            yield from (hit.span() for hit in _pattern(word).finditer(plain))


@lru_cache(maxsize=16)
def _stems(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each word, and the letters that must be there where it stands."""
    bare = {word: _bones(_plain(word[:LONGEST_WORD])[0].strip("* ")) for word in words[:MOST_WORDS]}
    return tuple((word, letters) for word, letters in bare.items() if letters)


def _bones(plain: str) -> str:
    """What all dresses of a word have in common: one letter for those that look alike, each once, nothing between."""
    return _TWICE.sub(r"\1", _NO_LETTER.sub("", plain.translate(_ALIKE)))


def _plain(text: str) -> tuple[str, list[int]]:
    """A text as it is compared, and for each of its characters the place in the text that it comes from."""
    if text.isascii() and text.isprintable():
        return text.lower(), list(range(len(text)))
    made: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign in "\t\n\r":
            sign = " "
        for part in unicodedata.normalize("NFKD", sign).casefold():
            if unicodedata.category(part) not in HIDDEN and part != TATWEEL:
                made.append(part)
                places.append(place)
    return "".join(made).translate(_TWINS), places


@lru_cache(maxsize=MOST_WORDS)
def _pattern(word: str) -> re.Pattern[str]:
    bare = _plain(word[:LONGEST_WORD])[0].strip()
    return re.compile(_word(bare.strip("* "), any_ending=bare.endswith("*")))


def _word(stem: str, *, any_ending: bool) -> str:
    """One word or phrase in all its dresses."""
    before = "" if _UNSPACED.match(stem[0]) else _BEFORE
    after = "" if any_ending or _UNSPACED.match(stem[-1]) else _AFTER
    runs = [(run[0][0], len(run[0])) for run in re.finditer(r"(.)\1*", stem)]
    last = len(runs) - 1
    joined = f"(?:{_APART})?".join(_run(sign, count, 0 < n < last) for n, (sign, count) in enumerate(runs))
    spelt = ""
    if len(stem) >= SPELT and not re.search(r"\s", stem):
        spelt = f"|{_SPACED.join(_sign(sign) for sign in stem)}"
    ending = rf"{_LETTER}*" if any_ending else ""
    return f"{before}(?:{joined}{ending}{spelt}){after}"


def _run(sign: str, count: int, inside: bool) -> str:
    """A letter that stands once or twice in a row, or three times and more: drawn out."""
    if sign.isspace():
        return r"[\W_]+"
    form = _sign(sign, starred=inside)
    return f"(?:{form}{{{count}}}|{form}{{{max(3, count + 1)},}})"


def _sign(sign: str, *, starred: bool = False) -> str:
    """A letter and what is written for it."""
    looks = _LOOKS.get(sign, "") + ("*#" if starred and sign in _STARRED else "")
    return f"[{re.escape(sign)}{re.escape(looks)}]" if looks else re.escape(sign)
