"""Who is played by which voice of which engine: Kokoro's and espeak-ng's voices shared out among a cast. Pure.

An engine with one voice plays everybody in other sizes; one with many gives each member of a cast a voice of their own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from runtime.audio.casting import beings_of, cast_of, delivery_of, tokens, type_of
from runtime.audio.delivery import Delivery

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runtime.audio.casting import Members

RECORDED_HZ = 193.0  # of hibari's voice, to which deliveries are relative
SIZES = {"f": 1.0, "m": 0.87}  # formants of grown women and men, relative to the same voice
MONOTONE = 0.35  # who is less lively than this is no human being, and hibari plays machines best
PITCH_STEP, PACE_STEP = 0.14, 0.15  # logarithms that cost one point
ACCENT, SPENT, AGE_GAP, LIKING, GRADE = 1.2, 6.0, 1.5, 0.8, 1.6  # points


@dataclass(frozen=True)
class Part:
    """What somebody's lines are said with."""

    engine: str  # "hibari", "kokoro", "pico", "espeak"
    voice: str  # the engine's name for it
    delivery: Delivery  # relative to that voice


@dataclass(frozen=True)
class Actor:
    """A voice of Kokoro's. Pitch and pace are measured on one sentence, the grade is the voices' makers' own."""

    name: str
    hz: float
    pace: float  # relative to the middle of them all
    grade: float  # 1 the best .. 0
    words: str = ""  # of a description that fit

    @property
    def sex(self) -> str:
        return self.name[1]

    @property
    def accent(self) -> str:
        """The language's letter: a American, b British, e Spanish, f French, h Hindi, i Italian, p Portuguese."""
        return self.name[0]


ACTORS = (
    Actor("af_alloy", 143, 0.98, 0.5, "stern cool dry tall"),
    Actor("af_aoede", 173, 1.0, 0.6, "calm clear mother"),
    Actor("af_bella", 190, 0.94, 0.9, "bright strong proud lively"),
    Actor("af_heart", 192, 1.03, 1.0, "warm kind gentle"),
    Actor("af_jessica", 203, 1.15, 0.3, "young quick girl student eager"),
    Actor("af_kore", 144, 0.97, 0.6, "deep calm old serious"),
    Actor("af_nicole", 144, 0.63, 0.7, "ghost whispering soft shy slow mysterious"),
    Actor("af_nova", 159, 1.02, 0.5, "firm captain doctor"),
    Actor("af_river", 178, 1.09, 0.3, "restless quick cool"),
    Actor("af_sarah", 185, 0.93, 0.6, "exact teacher sharp elegant"),
    Actor("af_sky", 157, 1.01, 0.4, "young dreamy soft"),
    Actor("am_adam", 119, 1.02, 0.1, "plain"),
    Actor("am_echo", 106, 0.98, 0.3, "calm radio"),
    Actor("am_eric", 153, 1.13, 0.3, "young quick nervous thin"),
    Actor("am_fenrir", 134, 1.02, 0.6, "rough strong wild big"),
    Actor("am_liam", 124, 1.08, 0.3, "young student cheerful"),
    Actor("am_michael", 113, 0.91, 0.6, "kind father calm teacher"),
    Actor("am_onyx", 83, 0.98, 0.4, "deep big gruff giant villain"),
    Actor("am_puck", 109, 1.03, 0.6, "lively cheerful sly thief"),
    Actor("am_santa", 164, 0.94, 0.2, "old jolly grandfather merry"),
    Actor("bf_alice", 211, 0.97, 0.4, "young girl bright curious"),
    Actor("bf_emma", 180, 0.99, 0.75, "exact clear mother proud"),
    Actor("bf_isabella", 201, 1.0, 0.5, "gentle lady elegant calm"),
    Actor("bf_lily", 192, 1.01, 0.4, "young quick girl"),
    Actor("bm_daniel", 128, 1.02, 0.4, "young officer dry"),
    Actor("bm_fable", 117, 0.98, 0.5, "warm storyteller kind father"),
    Actor("bm_george", 140, 0.87, 0.6, "old courteous gentleman butler"),
    Actor("bm_lewis", 96, 0.85, 0.4, "deep old slow gruff sailor"),
    Actor("ef_dora", 174, 1.0, 0.5),
    Actor("em_alex", 133, 1.0, 0.5),
    Actor("em_santa", 142, 0.95, 0.3, "old"),
    Actor("ff_siwis", 216, 1.0, 0.7),
    Actor("hf_alpha", 211, 1.0, 0.5),
    Actor("hf_beta", 183, 1.0, 0.5),
    Actor("hm_omega", 128, 1.0, 0.5),
    Actor("hm_psi", 127, 1.0, 0.5),
    Actor("if_sara", 233, 1.0, 0.5),
    Actor("im_nicola", 106, 1.0, 0.5),
    Actor("pf_dora", 179, 1.0, 0.5),
    Actor("pm_alex", 132, 1.0, 0.5),
    Actor("pm_santa", 139, 0.95, 0.3, "old"),
)
SPOKEN = {"en": "ab", "es": "e", "fr": "f", "hi": "h", "it": "i", "pt": "p"}  # language -> accents
_BRITISH = frozenset(
    "british english london oxford cambridge scottish welsh irish lord lady butler duke duchess".split()
)
_AMERICAN = frozenset("american texan texas york chicago cowboy sheriff boston californian".split())
_AGED = frozenset("old grandfather grandmother slow".split())
# Variants of espeak-ng, and how high they are at its middle pitch, in Hz.
VARIANTS = {
    "f": (("f3", 225.0), ("f2", 206.0), ("f4", 187.0), ("f5", 215.0), ("f1", 185.0)),
    "m": (("m3", 111.0), ("m7", 115.0), ("m1", 99.0), ("m2", 104.0), ("m4", 100.0), ("m6", 107.0), ("m8", 92.0)),
}


def part_of(engine: str, language: str, line: tuple[str, str, str], members: Members) -> Part:
    """What the line of a speaker (name, description, manner) is said with in a show of this engine and language."""
    name, description, manner = line
    wanted = delivery_of(name, description, manner, members)
    plain = delivery_of(name, description, "", members)
    everybody = (
        members if name.upper() in {member.upper() for member, _ in members} else (*members, (name, description))
    )
    if engine == "kokoro" and (plain.lively >= MONOTONE or primary(language) != "en"):
        actor = shared_out(everybody, language)[name.upper()]
        return Part(
            engine, actor.name, _relative(wanted, plain, actor.hz, SIZES[actor.sex], _is_human(name, description))
        )
    if engine == "espeak":
        variant, hz = _variants(everybody)[name.upper()]
        size = SIZES[variant[0]]
        return Part(engine, f"{language.lower()}+{variant}", _relative(wanted, plain, hz, size, human=False))
    return Part("hibari" if engine == "kokoro" else engine, language if engine == "pico" else "", wanted)


def primary(language: str) -> str:
    """The language without its country: "pt-BR" is "pt"."""
    return language.lower().replace("_", "-").split("-")[0]


def _is_human(name: str, description: str) -> bool:
    return not beings_of(name, description) and type_of(name, description) not in ("girl", "boy")


def _relative(wanted: Delivery, plain: Delivery, hz: float, size: float, human: bool) -> Delivery:
    """A delivery as seen from a voice of `hz` and `size`: a grown human being's own voice is changed half as much."""
    pitch, formants = plain.pitch * RECORDED_HZ / hz, plain.formants / size
    if human:
        pitch, formants = pitch**0.5, formants**0.5
    moved = replace(
        wanted, pitch=pitch * wanted.pitch / plain.pitch, formants=formants * wanted.formants / plain.formants
    )
    return replace(moved, pitch=min(1.9, max(0.5, moved.pitch)), formants=min(1.25, max(0.75, moved.formants)))


@lru_cache(maxsize=32)
def shared_out(members: Members, language: str) -> Mapping[str, Actor]:
    """An actor of Kokoro's for each member, by name in upper case; nobody's twice as long as there are others."""
    accents = SPOKEN[primary(language)]
    company = [actor for actor in ACTORS if actor.accent in accents]
    voices, taken = cast_of(members), list[str]()
    found: dict[str, Actor] = {}
    for name, description in members:
        if name.upper() in found:
            continue
        wanted = voices.get(name.upper()) or delivery_of(name, description, "", members)
        costs = {actor.name: _cost(actor, wanted, name, description, language, taken) for actor in company}
        found[name.upper()] = min(company, key=lambda actor: costs[actor.name])
        taken.append(found[name.upper()].name)
    return found


def _cost(actor: Actor, wanted: Delivery, name: str, description: str, language: str, taken: Iterable[str]) -> float:
    """How badly an actor fits a part, in points."""
    sort, words = type_of(name, description), set(tokens(f"{name} {description}"))
    sex = "m" if sort.endswith("man") and not sort.endswith("woman") else "f"  # boys are played by women
    cost = 0.0 if actor.sex == sex else 20.0
    cost += abs(math.log(wanted.pitch * RECORDED_HZ / actor.hz)) / PITCH_STEP
    cost += abs(math.log(wanted.pace / actor.pace)) / PACE_STEP
    cost += GRADE * (1.0 - actor.grade) - LIKING * len(words & set(actor.words.split()))
    cost += AGE_GAP * (("old" in sort) != bool(_AGED & set(actor.words.split()))) if "old" in sort else 0.0
    cost += ACCENT * (actor.accent != _accent(words, language)) if primary(language) == "en" else 0.0
    return cost + SPENT * sum(one == actor.name for one in taken)


def _accent(words: set[str], language: str) -> str:
    if words & _BRITISH or words & _AMERICAN:
        return "b" if words & _BRITISH else "a"
    return "b" if language.lower() in ("en-gb", "en-ie", "en-au", "en-nz") else "a"


@lru_cache(maxsize=32)
def _variants(members: Members) -> Mapping[str, tuple[str, float]]:
    """A variant of espeak-ng for each member, by name in upper case."""
    found: dict[str, tuple[str, float]] = {}
    counts = {"f": 0, "m": 0}
    for name, description in members:
        sort = type_of(name, description)
        sex = "m" if sort.endswith("man") and not sort.endswith("woman") else "f"
        if name.upper() not in found:
            found[name.upper()] = VARIANTS[sex][counts[sex] % len(VARIANTS[sex])]
            counts[sex] += 1
    return found
