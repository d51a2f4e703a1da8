"""What somebody does, read from a writer's words: how they hold themselves, how they get along, what the hands do."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from generators.papertheatre.figures.gestures import GESTURES
from generators.papertheatre.figures.phrases import STANCES, TRAVELS, Row, read_rows
from generators.papertheatre.figures.repertoire import LYING, SCORES

MOST_WORDS: Final = 600  # characters of an action that are read


@dataclass(frozen=True)
class Doing:
    """What the words of an action ask for. Empty strings: nothing of that sort."""

    stance: str = "stand"  # how the body rests (posture.STANCES), in the end
    before: str = ""  # the stance that it comes from, when it changes
    travel: str = ""  # enter leave cross pace approach climb back; come and go by stairs
    gait: str = "walk"
    gesture: str = ""  # a name of repertoire.SCORES
    down: bool = False  # descends
    away: bool = False  # turns its back

    @property
    def lies(self) -> bool:
        return self.stance in ("lie", "prone") or self.gesture in LYING


_NOUNS: Final = re.compile(  # words of action that are things here, and what weather, light and water do
    r"\b(?:the|a|an|his|her|their|its) (?:\w+ing|dead|drowned|wounded|fallen) (?=\w)|"
    r"\b(?:the|a|an|his|her|their|its|of|in|two|three|some|wet|white|black|last|long|iron|stone|wooden|steep|narrow|"
    r"cold|green)(?: \w+)?"
    r" (?:waves?|steps?|rows?|falls?|bow|lights?|points?|walk|run|climb|lies?|raise|drum|dance|drink|fall|stroke|"
    r"cheers?|hand|look|leaves|"
    r"cooks?|guards?|nails?|saw|drive|ring|rings|swing|show|work|kiss|paddle|nets?|call|cries|knock|laugh|breath|"
    r"sleep|fish|signals?|iron|"
    r"pets?|plane|building|painting|reading|hammer|types?|fires|irons|press|float|fence|shade|sweep)\b(?! (?:her|"
    r"his|their|the) )"
    r"|\b(?:rain|snow|night|darkness|silence|light|sunlight|sea|water|wind|fog|mist|beam|lamp|waves?|key|cup|glass|it|"
    r"bell|flame|searchlight|smoke|tide|moon|sun|dawn|ship|train|day|river|door|radio|knocking|music|engine|curtain|"
    r"fire)s?(?: \w+)?"
    r" (?:falls?|runs?|lies|climbs?|walks?|slips?|crosses|leaves|goes|comes|rises|sweeps|rings|opens|closes|knocks|"
    r"drifts|appears|passes|"
    r"sleeps|shakes|dances|strikes|plays|sets|burns|begins|waits|hangs|returns|stops|turns)\b"
)


def _noun(found: re.Match[str]) -> str:
    """What stands for a thing that is no action; stairs remain a way to go."""
    return "the stairs" if re.search(r"\bsteps?$", found.group()) else "~"


Found = tuple[int, tuple[str, ...]] | None  # (place in the text, kinds)
_TRAVELS: Final = read_rows(TRAVELS)
_STANCES: Final = read_rows(STANCES)
_GESTURES: Final = read_rows(GESTURES)
_DOWN: Final = re.compile(r"\b(?:down|descend\w*|below|downstairs)\b")
WALKING_STOPS: Final = frozenset({"sit", "kneel", "knees", "lie", "prone", "crouch", "floor"})


@functools.lru_cache(maxsize=512)
def doing(action: str) -> Doing:
    """What an action asks for. The first words of each sort count: a way to go, a stance, a gesture go together."""
    text = _NOUNS.sub(_noun, " ".join(action[:MOST_WORDS].split()).lower())
    travel, stance, gesture = _first(_TRAVELS, text), _first(_STANCES, text), _first(_GESTURES, text)
    name = gesture[1][0] if gesture else ""
    before, rests = _resting(stance, travel, name)
    away = bool(_AWAY.search(text))
    if name == "doze" and rests == "lie":
        name = "rest"
    if travel is None or not _goes(travel, stance, gesture, text):
        return Doing(rests, before, gesture=name, away=away)
    kind, gait = travel[1]
    return Doing(rests, before, kind, gait, name, bool(_DOWN.search(text)), away)


def _resting(stance: Found, travel: Found, name: str) -> tuple[str, str]:
    """(before, stance): how the body comes to rest; getting up after a walk is no getting up."""
    own = SCORES[name].stance if name in SCORES else ""
    if stance is None:
        return ("", own or "stand")
    before, rests = stance[1]
    if travel and before not in ("", "stand") and travel[0] < stance[0]:
        return ("", "stand")
    return (before, "row" if rests == "sit" and name == "row" else rests)


def _goes(travel: tuple[int, tuple[str, ...]], stance: Found, gesture: Found, text: str) -> bool:
    """Whether the words of a way to go really mean one, beside what else is said."""
    if gesture:
        name = gesture[1][0]
        if name == "clamber" and not _STAIRS.search(text):
            return False
        if gesture[0] == travel[0] and name in ("fall", "trip", "startle", "put"):
            return False
        if gesture[0] < travel[0] and name in LYING:
            return False
    rests_first = stance is not None and stance[0] < travel[0] and not stance[1][0]
    still = rests_first and stance is not None and stance[1][1] not in ("stand", "float", "row")
    return not still or travel[1][0] in ("enter", "leave")


_AWAY: Final = re.compile(r"\bturns? (?:away|(?:his|her|their) back)|\blooks away\b|\bwith (?:his|her|their) back to\b")
_STAIRS: Final = re.compile(r"\b(?:stairs?|staircase|stairway|steps?|ladder|hill|slope|rigging|mast|up|down)\b")


def _first(rows: tuple[Row, ...], text: str) -> Found:
    """(place, kinds) of the earliest words; of several that begin there, the longest, then the first row."""
    found = ((pattern.search(text), rank, kinds) for rank, (kinds, pattern) in enumerate(rows))
    hits = [(m.start(), m.start() - m.end(), rank, kinds) for m, rank, kinds in found if m]
    best = min(hits, default=None)
    return None if best is None else (best[0], best[3])
