"""Every word that the player itself says, in one table a language. Names in braces are filled in."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "author": "by {author}",
    "back": "Back to the last choice",
    "begin": "Begin",
    "by hand": "Choose with the arrows and Enter, a click, a touch or a pad.   Esc: pause and settings",
    "captions": "Captions",
    "caption_size": "Caption size",
    "default": "if you wait",
    "developer": "Developer’s view",
    "ending": "The end",
    "endings": "Endings found: {found} of {endings}",
    "fullscreen": "Full screen",
    "generated": "Pictures and voices are made while you watch.",
    "generator": "Generator",
    "keep": "Keep watching",
    "menu": "Diorama",
    "menu hint": "Shows that are made while you watch",
    "menu empty": "No shows here yet. “diorama new my-show” starts one.",
    "music_volume": "Music",
    "off": "off",
    "on": "on",
    "paused": "Paused",
    "play again": "Play again",
    "quit": "Quit",
    "restart": "Start again",
    "restart?": "Start again from the beginning?",
    "resume": "Go on",
    "setting the stage": "The stage is being set",
    "size L": "large",
    "size M": "medium",
    "size S": "small",
    "size XL": "very large",
    "skip": "Skip this line",
    "snapshot": "Take a picture",
    "time_limits": "Time to choose",
    "time off": "no limit",
    "time x1": "as written",
    "time x10": "ten times",
    "time x2": "twice",
    "volume": "Volume",
    "volume value": "{percent} %",
}
LANGUAGES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH}


def said(key: str, language: str = "en", **values: object) -> str:
    """The words for a key; a language or a key that is missing there falls back to English."""
    words = LANGUAGES.get(language.partition("-")[0], ENGLISH)
    return words.get(key, ENGLISH[key]).format(**values)
