"""Whether a kiosk can be read and heard in the languages that it offers: words, translations, typefaces, voices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from runtime.audio.engines import choose, lacking
from runtime.kiosk.museum import BOOKS
from runtime.kiosk.repertoire import Offer
from runtime.kiosk.words import name_of
from runtime.library import language_tag
from runtime.player.foundry import advice, shapes
from runtime.player.foundry import lacking as lacking_letters
from runtime.player.ordering import reads_left
from runtime.player.typecase import Face, font_path
from runtime.story.phrases import phrases

NAME = "menu"  # the name of the house is the same in all languages
TOLD = 4  # keys, or letters


def language_problems(languages: Sequence[str], offers: Iterable[Offer]) -> list[str]:
    """What a visitor could not read, a sentence each; empty: nothing."""
    there = list(offers)
    told = [line for language in languages for line in _of_language(language, languages, there)]
    return [*told, *filter(None, (_untranslated(offer, languages) for offer in there))]


def voice_notes(languages: Sequence[str]) -> list[str]:
    """Languages in which nothing would be read aloud."""
    return [lacking(language) for language in languages if not choose(language).engine]


def letters_note(language: str, text: str) -> str:
    """What has to be installed so that a text can be printed; empty: nothing."""
    signs = lacking_letters(text, font_path(Face.SANS))
    if signs:
        more = f" and {len(signs) - TOLD} more" if len(signs) > TOLD else ""
        return f"{language}: no typeface of this machine has {' '.join(signs[:TOLD])}{more}. Type: {advice(signs)}"
    if reads_left(text) and not shapes():
        return f"{language}: this pygame does not join letters: pip install --upgrade --force-reinstall pygame-ce"
    return ""


def _of_language(language: str, languages: Sequence[str], offers: Sequence[Offer]) -> Iterator[str]:
    if missing := _missing(language):
        more = f" and {len(missing) - TOLD} more" if len(missing) > TOLD else ""
        fill = f"A table to fill in: diorama kiosk --words {language} > {language}.csv"
        yield f"languages: {language}: there are no words for {', '.join(missing[:TOLD])}{more}. {fill}"
    said = [book.raw(key, language) for book in BOOKS.values() for key in book.keys]
    told = [text for offer in offers for text in _phrases(offer, language)]
    if note := letters_note(language, "".join((*said, *told, *map(name_of, languages)))):
        yield note


def _untranslated(offer: Offer, languages: Sequence[str]) -> str:
    wanted = [language for language in languages if language_tag(language) not in offer.stories]
    if not wanted:
        return ""
    fill = f"A table to fill in: diorama export {offer.name} -o {wanted[0]}.csv --language {wanted[0]}"
    seen = next(iter(offer.stories))
    return f"{offer.name}: not translated into {', '.join(wanted)}; visitors would see it in {seen}. {fill}"


def _missing(language: str) -> list[str]:
    return [f"{name}/{key}" for name, book in BOOKS.items() for key in book.missing(language) if key != NAME]


def _phrases(offer: Offer, language: str) -> Iterator[str]:
    story = offer.told(language)
    for phrase in phrases(story):
        yield story.shown(phrase.key, phrase.source)
