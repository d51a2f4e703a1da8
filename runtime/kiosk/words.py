"""What a kiosk itself says: English here, a file for each other language beside. A museum's own words go over them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from runtime.kiosk.languages import arabic, french, german, japanese, spanish
from runtime.player.catalogue import CATALOGUE
from runtime.player.phrasebook import Phrasebook, general, tag_of

ENGLISH: Mapping[str, str] = {
    "name": "English",
    "touch": "Touch to begin",
    "made by AI": "AI-generated: pictures and voices are made while you watch.",
    "choose": "Choose a show",
    "back": "Back",
    "idle": "Are you still here?",
    "limit": "Others may be waiting.",
    "closing": "We are closing soon.",
    "ends in": "This visit ends in {seconds} s. Touch anywhere to go on.",
    "ends anyway": "This visit ends in {seconds} s. Thank you for coming.",
    "stay": "I am still here",
    "more": "A little longer",
    "leave": "End this visit",
    "closed": "Closed",
    "opens": "We open again at {time}.",
    "opens on": "We open again on {date} at {time}.",
    "date": "{day} {month}",
    "months": "January February March April May June July August September October November December",
    "nothing": "There is nothing to see here at the moment.",
    "other words": "Let us use other words, please.",
    "which answer": "Which answer is that? Touch it, or use its words.",
    "access": "Easier to see and hear",
    "way": "The way here",
    "by hand": "Touch an answer, or choose it with the arrows and Enter.",
    "opening": "One moment: the stage is being lit.",
    "operator": "Operator",
    "pin": "Type the PIN.",
    "pin tried": "One moment.",
    "pin wrong": "That is not the PIN. Tries left: {tries}.",
    "pin shut": "Too many wrong tries. Again in {time}.",
    "erase": "Erase",
    "enter": "OK",
    "close": "Close",
    "do restart": "Restart the kiosk",
    "do next_show": "Next show",
    "do louder": "Louder",
    "do quieter": "Quieter",
    "do blank": "Black screen",
    "do unblank": "Picture back",
    "do calibrate": "Test picture",
    "do logs": "Faults and health",
    "do quit": "Quit",
    "sure": "Again to confirm: {what}",
    "on now": "On now: {show}",
    "loudness": "Loudness {percent} %",
    "no faults": "No faults since the start.",
    "faults": "Faults since the start, the newest first",
    "and others": "and {count} others",
    "frames": "Last new frame {seconds} s ago, {frames} since the start",
    "visits": "Visits: {visits}, left unattended: {idle}",
    "storage": "Storage: {state}",
    "touch test": "Every touch is marked. The tone: left, then right.",
}
WORDS = Phrasebook(
    {
        "en": ENGLISH,
        "fr": french.WORDS,
        "de": german.WORDS,
        "es": spanish.WORDS,
        "ja": japanese.WORDS,
        "ar": arabic.WORDS,
    }
)
HALL = "-x-hall"  # the player's words in a hall, as a language has them
IN_A_HALL = {"quit": "leave", "access": "access", "way": "way", "by hand": "by hand"}  # the player's key: the kiosk's


def said(key: str, language: str, **values: object) -> str:
    """The words for a key; a language that has none says it in English."""
    return WORDS.said(key, language, **values)


def lay_over(language: str, kiosk: Mapping[str, str], player: Mapping[str, str]) -> None:
    """A museum's own words for a language, of the kiosk and of the player in it."""
    WORDS.lay_over(language, kiosk)
    CATALOGUE.lay_over(language, player)
    in_a_hall.cache_clear()


@cache
def in_a_hall(language: str) -> str:
    """What the player is told to speak: the language, but for what nobody in a hall can quit or find a key for."""
    hall = f"{tag_of(language)}{HALL}"
    CATALOGUE.lay_over(hall, {key: said(mine, language) for key, mine in IN_A_HALL.items()})
    return hall


def name_of(language: str) -> str:
    """A language as its speakers call it, else its tag."""
    known = next((WORDS.tables[tag] for tag in general(language) if "name" in WORDS.tables.get(tag, ())), None)
    return known["name"] if known else language.upper()


def date_in(language: str, day: date) -> str:
    """A day without its year: "1 December"."""
    months = said("months", language).split()
    return said("date", language, day=day.day, month=months[(day.month - 1) % len(months)])
