"""Who sounds how: a voice for each cast member from the words of the bible, the same on every machine. Pure.

One recorded voice plays them all; what tells people apart is pitch, the size of the head (formants), pace and breath.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

AGE = re.compile(r"\b(\d{1,3})\b")
OLD_FROM, CHILD_TO, TEEN_TO = 62, 12, 17


@dataclass(frozen=True)
class Delivery:
    """How something is said; 1.0 is the recorded voice, a woman of about 190 Hz."""

    pitch: float = 1.0
    formants: float = 1.0  # below 1 a larger head
    pace: float = 1.0  # above 1 faster
    lively: float = 1.0  # how far the melody moves; 0 a machine
    breath: float = 0.0  # 0 voice .. 1 whisper
    gain_db: float = 0.0

    def scaled(self, pitch: float = 1, formants: float = 1, pace: float = 1, lively: float = 1) -> Delivery:
        return replace(
            self,
            pitch=self.pitch * pitch,
            formants=self.formants * formants,
            pace=self.pace * pace,
            lively=self.lively * lively,
        )

    def bounded(self) -> Delivery:
        """The same within what can still be understood."""
        return Delivery(
            pitch=min(1.75, max(0.42, self.pitch)),
            formants=min(1.22, max(0.76, self.formants)),
            pace=min(1.4, max(0.7, self.pace)),
            lively=min(1.5, max(0.0, self.lively)),
            breath=min(1.0, max(0.0, self.breath)),
            gain_db=min(5.0, max(-12.0, self.gain_db)),
        )


TYPES = {
    "woman": Delivery(pitch=0.97, formants=0.99),
    "man": Delivery(pitch=0.6, formants=0.87),
    "girl": Delivery(pitch=1.36, formants=1.13, pace=1.02, lively=1.1),
    "boy": Delivery(pitch=1.28, formants=1.11, pace=1.03, lively=1.1),
    "old woman": Delivery(pitch=0.9, formants=0.96, pace=0.9),
    "old man": Delivery(pitch=0.66, formants=0.88, pace=0.87),
    "young woman": Delivery(pitch=1.1, formants=1.03, pace=1.03),
    "young man": Delivery(pitch=0.68, formants=0.9, pace=1.03),
}
WOMEN = frozenset(
    """woman girl lady she her mother mum mama grandmother sister daughter aunt wife widow queen princess duchess nun
    witch maid mistress actress waitress female heroine bride madam mrs miss ms braid braids dress skirt gown
    bonnet shawl""".split()
)
MEN = frozenset(
    """man boy gentleman he his him father dad papa grandfather brother son uncle husband widower king prince duke
    monk priest wizard lord master actor waiter male hero groom sir mr beard bearded moustache whiskers bald stubble
    fisherman sailor""".split()
)
CHILDREN = frozenset("child kid boy girl toddler baby schoolboy schoolgirl infant".split())
OLD = frozenset("old elderly aged ancient grandmother grandfather grandma grandpa granny retired wizened".split())
YOUNG = frozenset("young teenage teenager teen youth student apprentice".split())
# what a word in a description does to a voice
TRAITS: dict[str, dict[str, float]] = {
    "deep": {"pitch": 0.86, "formants": 0.96},
    "low": {"pitch": 0.9},
    "gruff": {"pitch": 0.9, "formants": 0.97},
    "gravelly": {"pitch": 0.88, "formants": 0.97},
    "big": {"pitch": 0.93, "formants": 0.95},
    "large": {"pitch": 0.93, "formants": 0.95},
    "giant": {"pitch": 0.8, "formants": 0.9, "pace": 0.92},
    "burly": {"pitch": 0.92, "formants": 0.95},
    "small": {"pitch": 1.06, "formants": 1.04},
    "tiny": {"pitch": 1.15, "formants": 1.08},
    "thin": {"pitch": 1.04, "formants": 1.02},
    "high": {"pitch": 1.1},
    "shrill": {"pitch": 1.18, "formants": 1.03},
    "bright": {"pitch": 1.05, "lively": 1.1},
    "quick": {"pace": 1.12},
    "fast": {"pace": 1.14},
    "brisk": {"pace": 1.1},
    "nervous": {"pace": 1.1, "pitch": 1.04, "lively": 1.15},
    "restless": {"pace": 1.08},
    "eager": {"pace": 1.06, "lively": 1.15},
    "slow": {"pace": 0.88},
    "calm": {"pace": 0.94, "lively": 0.9},
    "quiet": {"pace": 0.97, "lively": 0.9},
    "weary": {"pace": 0.9, "pitch": 0.96, "lively": 0.85},
    "tired": {"pace": 0.9, "pitch": 0.96, "lively": 0.85},
    "stern": {"pitch": 0.95, "lively": 0.8},
    "cheerful": {"pitch": 1.05, "lively": 1.25},
    "robot": {"lively": 0.0, "pace": 0.95},
    "machine": {"lively": 0.0, "pace": 0.95},
    "computer": {"lively": 0.05},
    "android": {"lively": 0.1},
    "ghost": {"lively": 0.7, "pace": 0.88},
}
# what a parenthetical does to a line
WHISPERS = frozenset("whisper whispers whispering whispered hushed breathes sotto".split())
QUIET = frozenset(
    "quiet quietly soft softly gentle gently murmurs murmuring mutters muttering low aside tender".split()
)
LOUD = frozenset(
    "shout shouts shouting shouted yells yelling screams screaming calls calling roars crying cries".split()
)
MANNERS: dict[str, dict[str, float]] = {
    "tired": {"pace": 0.84, "pitch": 0.96, "lively": 0.8},
    "weary": {"pace": 0.84, "pitch": 0.96, "lively": 0.8},
    "exhausted": {"pace": 0.8, "pitch": 0.95, "lively": 0.75},
    "sad": {"pace": 0.88, "pitch": 0.97, "lively": 0.8},
    "slowly": {"pace": 0.84},
    "hesitant": {"pace": 0.87},
    "angry": {"pace": 1.06, "pitch": 1.05, "lively": 1.3},
    "furious": {"pace": 1.1, "pitch": 1.08, "lively": 1.4},
    "urgent": {"pace": 1.14, "pitch": 1.05},
    "urgently": {"pace": 1.14, "pitch": 1.05},
    "quickly": {"pace": 1.16},
    "frightened": {"pace": 1.1, "pitch": 1.1, "lively": 1.15},
    "afraid": {"pace": 1.08, "pitch": 1.08, "lively": 1.15},
    "panicked": {"pace": 1.18, "pitch": 1.13, "lively": 1.2},
    "excited": {"pace": 1.1, "pitch": 1.07, "lively": 1.3},
    "laughing": {"pace": 1.04, "pitch": 1.06, "lively": 1.35},
    "smiling": {"pitch": 1.04, "lively": 1.15},
    "cheerful": {"pace": 1.04, "pitch": 1.05, "lively": 1.25},
    "cold": {"pace": 0.95, "lively": 0.7},
    "coldly": {"pace": 0.95, "lively": 0.7},
    "flat": {"lively": 0.4},
    "firm": {"pitch": 0.97, "pace": 0.96},
}


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))


def type_of(name: str, description: str) -> str:
    """Woman, man, girl or boy, young or old; where the words do not say, the name decides, always the same way."""
    words = _words(f"{description} {name}")
    women, men = len(words & WOMEN), len(words & MEN)
    female = women > men if women != men else _sounds_female(name)
    age = _age(words, description)
    if age == "child":
        return "girl" if female else "boy"
    return f"{age} {'woman' if female else 'man'}".strip()


def _age(words: set[str], description: str) -> str:
    years = next((int(found) for found in AGE.findall(description) if int(found) < 120), None)
    if years is None:
        return "child" if words & CHILDREN else "old" if words & OLD else "young" if words & YOUNG else ""
    return "child" if years <= CHILD_TO else "young" if years <= TEEN_TO else "old" if years >= OLD_FROM else ""


def _sounds_female(name: str) -> bool:
    """Many names of women end in a vowel; for all others a digest says."""
    last = re.sub(r"[^a-z]", "", name.lower())[-1:]
    return last in "aei" if last in "aeiou" and last else _chance(name, "type") < 0.5


def _chance(name: str, what: str) -> float:
    """0..1, the same for a name on every machine."""
    digest = hashlib.blake2b(f"{what}/{name}".encode(errors="replace"), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32


def voice_of(name: str, description: str) -> Delivery:
    """The voice of a cast member."""
    voice = TYPES[type_of(name, description)]
    voice = voice.scaled(
        pitch=0.93 + 0.14 * _chance(name, "pitch"),
        formants=0.975 + 0.05 * _chance(name, "formants"),
        pace=0.96 + 0.08 * _chance(name, "pace"),
    )
    for trait in sorted(_words(description) & TRAITS.keys()):
        voice = voice.scaled(**TRAITS[trait])
    return voice.bounded()


def delivery_of(name: str, description: str, manner: str) -> Delivery:
    """How this cast member says a line in this manner."""
    voice, words = voice_of(name, description), _words(manner)
    for word in sorted(words & MANNERS.keys()):
        voice = voice.scaled(**MANNERS[word])
    if words & WHISPERS:
        voice = replace(voice.scaled(pace=0.95), breath=1.0, gain_db=-8.0)
    elif words & LOUD:
        voice = replace(voice.scaled(pitch=1.13, pace=1.03, lively=1.2), gain_db=4.0)
    elif words & QUIET:
        voice = replace(voice.scaled(pace=0.96, lively=0.9), breath=0.2, gain_db=-4.0)
    return voice.bounded()
