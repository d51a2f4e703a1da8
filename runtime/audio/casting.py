"""Who sounds how: a voice for each cast member from the words of the bible, the same on every machine. Pure.

One recorded voice plays them all; what tells people apart is pitch, the size of the head (formants), pace and timbre.
"""

from __future__ import annotations

import hashlib
import math
import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from runtime.audio.delivery import THROUGH, Delivery, manner_of
from runtime.audio.traits import BEINGS, CHILDREN, MEN, OLD, THINGS, TRAITS, WOMEN, YOUNG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Members = tuple[tuple[str, str], ...]  # (name, description), in the order of the cast

AGE = re.compile(r"\b(\d{1,3})\b")
OLD_FROM, CHILD_TO, TEEN_TO = 62, 12, 17
READ = 400  # characters of a description that are read
RULED = 40  # members of a cast that are told apart
APART = (0.12, 0.06, 0.15)  # logarithms: so far apart in pitch, size or pace, two voices are clearly two
_TURN = re.compile(r"\b(?:with|of|in|on|from|at|for|like|who|whose|without|to|under|behind|beside|by)\b.*")

TYPES = {
    "woman": Delivery(pitch=0.97, formants=0.99),
    "man": Delivery(pitch=0.6, formants=0.87),
    "girl": Delivery(pitch=1.36, formants=1.13, pace=1.02, lively=1.1, tilt_db=1),
    "boy": Delivery(pitch=1.28, formants=1.11, pace=1.03, lively=1.1, tilt_db=1),
    "old woman": Delivery(0.9, 0.96, 0.88, 0.95, breath=0.08, tilt_db=-2, rough=0.12, tremor=0.3, tremor_hz=5.5),
    "old man": Delivery(0.66, 0.88, 0.86, 0.95, breath=0.08, tilt_db=-2, rough=0.15, tremor=0.28, tremor_hz=5),
    "young woman": Delivery(pitch=1.1, formants=1.03, pace=1.03, tilt_db=0.5),
    "young man": Delivery(pitch=0.68, formants=0.9, pace=1.03, tilt_db=0.5),
}
# How far a voice may be moved from what its words say, to be told from others: logarithms.
_STEPS = tuple(
    sorted(
        product((0.0, 0.05, -0.05, 0.1, -0.1, 0.15, -0.15, 0.2), (0.0, 0.03, -0.03, 0.055, -0.055), (0.0, 0.08, -0.08)),
        key=lambda step: math.hypot(step[0] / 0.12, step[1] / 0.06, step[2] / 0.12),
    )
)


def tokens(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _phrases(description: str) -> list[str]:
    """The parts between commas, each as far as it says what somebody is: "woman with a cat" is a woman."""
    parts = re.split(r"[,;.(]|\band\b", description.lower()[:READ])
    return [kept for part in parts if (kept := _TURN.sub("", part).strip())]


def type_of(name: str, description: str) -> str:
    """Woman, man, girl or boy, young or old; where the words do not say, the name decides, always the same way."""
    words = set(tokens(description[:READ]))
    who = {word for phrase in _phrases(description) for word in tokens(phrase)} | set(tokens(name))
    female = next((women > men for women, men in _counts((who, words)) if women != men), None)
    female = _sounds_female(name) if female is None else female
    age = _age(words | set(tokens(name)), description)
    if age == "child":
        return "girl" if female else "boy"
    return f"{age} {'woman' if female else 'man'}".strip()


def _counts(readings: Iterable[set[str]]) -> Iterator[tuple[int, int]]:
    """How many words of each reading are said of women, and of men."""
    return ((len(words & WOMEN), len(words & MEN)) for words in readings)


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
    """The voice that a cast member's own words ask for, whoever else there is."""
    voice = TYPES[type_of(name, description)]
    voice = voice.scaled(
        pitch=0.93 + 0.14 * _chance(name, "pitch"),
        formants=0.975 + 0.05 * _chance(name, "formants"),
        pace=0.96 + 0.08 * _chance(name, "pace"),
    )
    said = {BEINGS[being]: None for being in sorted(beings_of(name, description))}
    said |= {TRAITS[trait]: None for trait in sorted(_traits(description))}  # words of one meaning count once
    for delivery in said:
        voice = voice.under(delivery)
    return voice.bounded()


def beings_of(name: str, description: str) -> set[str]:
    """What somebody is, if no human being: the last word of the name or of a phrase: "an old raven", not "cat mask"."""
    heads = [words[-1] for phrase in (name, *_phrases(description)) if (words := tokens(phrase))]
    return set(heads) & BEINGS.keys()


def _traits(description: str) -> set[str]:
    """Words that say how somebody is; "big" before a thing ("big coat") says it of the thing."""
    found: set[str] = set()
    for phrase in _phrases(description):
        words = tokens(phrase)
        last_thing = max((place for place, word in enumerate(words) if word in THINGS), default=-1)
        found.update(word for word in words[last_thing + 1 :] if word in TRAITS)
    return found


@lru_cache(maxsize=64)
def cast_of(members: Members) -> Mapping[str, Delivery]:
    """A voice for each member, clearly told from those before it, by name in upper case.

    Each moves as little as it must from what its words ask for. Who comes later in the cast changes nobody before.
    """
    voices: dict[str, Delivery] = {}
    for name, description in members[:RULED]:
        if name.upper() not in voices:
            voices[name.upper()] = _apart(voice_of(name, description), voices.values())
    return voices


def _apart(voice: Delivery, others: Iterable[Delivery]) -> Delivery:
    """The nearest voice to `voice` that nobody of the others could be mistaken for, or the one most unlike them."""
    taken, best, best_distance = [_place(other) for other in others], voice, 0.0
    for step in _STEPS:
        moved = voice.scaled(*map(math.exp, step)).bounded()
        place = _place(moved)
        distance = min((math.dist(place, other) for other in taken), default=math.inf)
        if distance >= 1.0:
            return moved
        if distance > best_distance:
            best, best_distance = moved, distance
    return best


def unlikeness(one: Delivery, other: Delivery) -> float:
    """How well two voices are told apart: from 1 on clearly."""
    return math.dist(_place(one), _place(other))


def _place(voice: Delivery) -> tuple[float, ...]:
    """Where a voice lies among all voices, so that clearly different ones are 1 apart."""
    factors = (voice.pitch, voice.formants, voice.pace)
    moved = (math.log(factor) / step for factor, step in zip(factors, APART, strict=True))
    timbre = (voice.rough / 0.5, voice.breath / 0.5, voice.lively / 0.7)
    return (*moved, *timbre, *(float(voice.through == effect) for effect in THROUGH))


def delivery_of(name: str, description: str, manner: str, members: Members = ()) -> Delivery:
    """How this one says a line in this manner, told from the rest of the cast. Strangers are cast last."""
    cast = cast_of(members)
    voice = cast.get(name.upper()) or _stranger(name, description, members)
    return voice.under(manner_of(manner[:READ])).bounded()


@lru_cache(maxsize=512)
def _stranger(name: str, description: str, members: Members) -> Delivery:
    return _apart(voice_of(name, description), cast_of(members).values())
