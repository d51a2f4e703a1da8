"""Every word that the player itself says: English here, a file for each other language beside. Names in braces are
filled in."""

from __future__ import annotations

from collections.abc import Mapping

from runtime.player.languages import arabic, french, german, japanese, spanish
from runtime.player.phrasebook import Phrasebook

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
    "close": "Back",
    "empty": "empty",
    "left": "Left for another",
    "load": "Open a save",
    "load page": "Open a save",
    "save": "Save",
    "save page": "Save where?",
    "way": "The way here (M)",
    "way page": "Back to which choice?",
    "access": "Easier to see and hear (A)",
    "access page": "Easier to see, to hear and to steer",
    "hud_size": "Size of menus",
    "high_contrast": "High contrast",
    "reduced_motion": "Less motion",
    "self_voicing": "Say choices aloud",
    "description": "Say what is seen",
    "switch": "Switches",
    "scan_s": "Each option for",
    "reach": "Everything within reach",
    "switch off": "all devices",
    "switch one": "one",
    "switch two": "two",
    "seconds": "{seconds} s",
}
CATALOGUE = Phrasebook(
    {
        "en": ENGLISH,
        "fr": french.WORDS,
        "de": german.WORDS,
        "es": spanish.WORDS,
        "ja": japanese.WORDS,
        "ar": arabic.WORDS,
    }
)


def said(key: str, language: str = "en", **values: object) -> str:
    """The words for a key; a language or a key that is missing there falls back to English."""
    return CATALOGUE.said(key, language, **values)
