"""Words by language and key: what a language lacks is said in the more general one, and what that lacks in English.

A museum's own tables are laid over the built-in ones once, before anything is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

ENGLISH = "en"
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


class Phrasebook:
    """`tables`: by language tag, key to words. The English one has every key; no other has more."""

    def __init__(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        self.tables = {tag_of(language): words for language, words in tables.items()}

    @property
    def keys(self) -> Mapping[str, str]:
        """Every key, with its words in English."""
        return self.tables[ENGLISH]

    def said(self, key: str, language: str, **values: object) -> str:
        """The words for a key. KeyError: no language has it."""
        return self.raw(key, language).format(**values)

    def lay_over(self, language: str, words: Mapping[str, str]) -> None:
        """From now on these are said in a language, where they have the key."""
        tag = tag_of(language)
        self.tables[tag] = {**self.tables.get(tag, {}), **words}

    def missing(self, language: str) -> tuple[str, ...]:
        """The keys that are said in English in another language."""
        chain = [self.tables[tag] for tag in general(language) if tag in self.tables]
        return tuple(key for key in self.keys if not any(key in table for table in chain))

    def raw(self, key: str, language: str) -> str:
        """The words with their braces."""
        for tag in general(language):
            if key in self.tables.get(tag, ()):
                return self.tables[tag][key]
        return self.keys[key]


def general(language: str) -> Iterator[str]:
    """A tag and what it is a kind of: "pt-br", "pt"."""
    tag = tag_of(language)
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def tag_of(language: str) -> str:
    """A language's tag in one form: "pt_BR" is "pt-br"."""
    return language.strip().lower().replace("_", "-")


def reads_leftwards(language: str) -> bool:
    """Whether the language is written from right to left."""
    return tag_of(language).partition("-")[0] in RIGHT_TO_LEFT
