"""Typed and spoken answers: which choice on offer a viewer's own words mean."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runtime.story.model import Choice

MAX_ANSWER = 500  # characters that are listened to
SHORT = 3  # letters of a word that hardly says anything by itself

# Scripts without blanks between words count each of their signs as a word.
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")
_EXACT, _WITHIN_ANSWER, _WITHIN_PHRASE = 3, 2, 1


def match_answer(choices: Iterable[Choice], text: str) -> str | None:
    """The id of the choice that `text` means; None: none of them, or two as much as each other.

    A choice is meant by its `says` and by its own words. Case, punctuation and accents make no difference, words count
    whole. An answer that is a phrase is better than one that has it within ("er, open it please"), longer phrases are
    better than shorter ones, and least is an answer that is only a part of a phrase.
    """
    answer = _words(text[:MAX_ANSWER])
    scores = {choice.id: _score(choice, answer) for choice in choices if not choice.locked}
    best = max(scores.values(), default=(0, 0))
    found = [identity for identity, score in scores.items() if score == best]
    return found[0] if best > (0, 0) and len(found) == 1 else None


def _score(choice: Choice, answer: tuple[str, ...]) -> tuple[int, int]:
    """How well a choice fits: the kind of fit, and the words that fit."""
    return max((_fit(_words(phrase), answer) for phrase in (*choice.says, choice.text)), default=(0, 0))


def _fit(phrase: tuple[str, ...], answer: tuple[str, ...]) -> tuple[int, int]:
    if not phrase or not answer:
        return 0, 0
    if phrase == answer:
        return _EXACT, len(phrase)
    if _holds(answer, phrase):
        return _WITHIN_ANSWER, len(phrase)
    # “the” is a part of “open the door”, too, but says nothing.
    longest = max(map(len, answer))
    telling = longest > SHORT or longest == max(map(len, phrase)) or 2 * len(answer) >= len(phrase)
    return (_WITHIN_PHRASE, 0) if telling and _holds(phrase, answer) else (0, 0)


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether `part` stands within `words`, in one piece."""
    return any(words[n : n + len(part)] == part for n in range(len(words) - len(part) + 1))


def _words(text: str) -> tuple[str, ...]:
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign) and sign not in "'’")
    return tuple(_WORD.findall(bare))
