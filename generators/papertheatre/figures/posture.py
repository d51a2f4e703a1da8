"""How a puppet holds itself: joint angles for what somebody does, as pure functions of time and loudness.

Angles are degrees: an arm or thigh at 0 hangs down, 90 points the way the puppet faces; elbows and knees bend
by their angle.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True)
class Posture:
    lean: float = 2.0  # of the trunk, forward
    head: float = 0.0  # nod, > 0 down
    near: tuple[float, float] = (6.0, 14.0)  # shoulder, elbow of the arm towards the viewer
    far: tuple[float, float] = (-4.0, 12.0)
    near_leg: tuple[float, float] = (5.0, 3.0)  # hip, knee
    far_leg: tuple[float, float] = (-6.0, 3.0)
    lie: float = 0.0  # degrees that the whole figure is tipped back
    carry: bool = False  # the near hand holds the prop up
    mouth: float = 0.0  # 0 closed .. 1 open
    blink: float = 0.0  # 1 closed
    brow: float = 0.0  # > 0 raised, < 0 knitted


POSTURES: Final[dict[str, Posture]] = {
    "stand": Posture(),
    "walk": Posture(lean=5),
    "run": Posture(lean=16, near=(20, 80), far=(-20, 80)),
    "climb": Posture(lean=12, near=(70, 40), far=(10, 40), carry=True),
    "sit": Posture(lean=4, near=(34, 56), far=(26, 60), near_leg=(84, 86), far_leg=(76, 80)),
    "kneel": Posture(lean=8, near=(30, 40), far=(26, 36), near_leg=(84, 92), far_leg=(-2, 92)),
    "crouch": Posture(lean=30, near=(46, 36), far=(52, 30), near_leg=(88, 128), far_leg=(70, 120), head=-14),
    "point": Posture(lean=5, near=(92, 4), far=(-6, 10), head=-2),
    "lift": Posture(lean=-1, near=(118, 22), far=(-8, 14), head=-6, carry=True),
    "reach": Posture(lean=12, near=(84, 12), far=(20, 20)),
    "wave": Posture(lean=0, near=(150, 30), far=(-6, 10), head=-4),
    "arms": Posture(lean=-3, near=(150, 16), far=(140, 20), head=-10),
    "hold": Posture(lean=3, near=(30, 78), far=(26, 74), carry=True),
    "read": Posture(lean=5, near=(34, 92), far=(30, 86), head=16, carry=True),
    "pull": Posture(lean=-16, near=(74, 8), far=(66, 12), near_leg=(26, 10), far_leg=(-18, 8)),
    "push": Posture(lean=22, near=(80, 10), far=(74, 10), near_leg=(24, 26), far_leg=(-26, 4)),
    "row": Posture(lean=8, near=(62, 30), far=(56, 30), near_leg=(78, 70), far_leg=(70, 66)),
    "pray": Posture(lean=7, near=(40, 104), far=(38, 102), near_leg=(84, 92), far_leg=(-2, 92), head=18),
    "weep": Posture(lean=14, near=(48, 122), far=(10, 30), head=26),
    "embrace": Posture(lean=8, near=(74, 30), far=(84, 24), head=8),
    "bow": Posture(lean=34, near=(20, 20), far=(10, 20), head=20),
    "lie": Posture(lie=86, near=(4, 10), far=(10, 14), near_leg=(6, 10), far_leg=(-2, 4), head=-6),
    "fall": Posture(lean=-24, near=(120, 20), far=(-60, 30), near_leg=(50, 30), far_leg=(10, 50), lie=14, head=-18),
    "listen": Posture(lean=9, near=(64, 128), far=(-4, 16), head=-4),
    "think": Posture(lean=4, near=(36, 118), far=(24, 88), head=10),
    "fold": Posture(lean=0, near=(28, 96), far=(30, 92)),
    "akimbo": Posture(lean=-2, near=(-34, 74), far=(30, 10)),
    "look": Posture(lean=4, near=(96, 96), far=(-6, 12), head=-6, carry=True),
}
ACTIONS: Final[tuple[tuple[str, str], ...]] = (  # (posture, words)
    ("fall", "falls?|falling|stumbles?|trips?|collapses?|slips?"),
    ("lie", "lies?|lying|asleep|sleeps?|sleeping|unconscious|dead|drowned|in bed"),
    ("pray", "prays?|praying"),
    ("kneel", "kneels?|kneeling|on (?:his|her|their|one) knees?"),
    ("crouch", "crouch\\w*|hides?|hiding|ducks?|squats?|crawls?|huddl\\w+|cowers?"),
    ("row", "rows?|rowing|paddles?|at the oars"),
    ("sit", "sits?|sitting|seated|sat"),
    ("climb", "climb\\w*|ascend\\w*|descend\\w*|goes up|up the stairs|down the stairs|comes down|comes up"),
    ("run", "runs?|running|rush\\w*|flees?|races?|hurr\\w+|sprints?|dash\\w*|charges?"),
    (
        "walk",
        (
            "walks?|walking|enters?|leaves?|crosses|strides?|paces?|approach\\w*|comes? (?:in|to|out|towards)|"
            "wanders?|steps?|goes|marches|creeps?|tiptoes?|follows?|arrives?|exits?"
        ),
    ),
    ("embrace", "embrac\\w+|hugs?|holds (?:him|her|them)|carries (?:him|her|them)"),
    ("weep", "weep\\w*|cries|crying|sobs?|sobbing"),
    ("bow", "bows?|bowing|bends?|stoops?"),
    ("pull", "pulls?|pulling|hauls?|hauling|drags?|tugs?|heaves?"),
    ("push", "push\\w*|shoves?|leans? (?:on|against)|forces?"),
    ("lift", "lifts?|lifting|raises?|holds? up|holds .{0,20}(?:aloft|high|up)|lights (?:a|the|his|her|it)|lighting"),
    ("arms", "arms (?:up|wide|raised)|cheers?|celebrat\\w+|surrenders?|throws (?:up|his arms|her arms)"),
    ("wave", "waves?|waving|signals?|beckons?|greets?|salutes?"),
    ("point", "points?|pointing|gestures? (?:at|to)"),
    ("look", "telescope|spyglass|peers?|shades? (?:his|her|their) eyes|squints?|scans?"),
    ("read", "reads?|reading|writes?|writing|studies|examines?|unfolds"),
    (
        "reach",
        (
            "reach\\w*|opens?|opening|knocks?|knocking|touch\\w*|takes?|gives?|offers?|hands?|clos\\w+|shuts?|"
            "turns? the (?:key|wheel|handle)|grabs?|unlock\\w*|lock\\w*|press\\w*|pours?|works?|mends?|repairs?|"
            "polish\\w+|winds|trims"
        ),
    ),
    ("listen", "listens?|listening|hears?|an ear"),
    ("think", "thinks?|thinking|wonders?|considers?|ponders?|hesitat\\w+|decides?"),
    ("fold", "arms (?:folded|crossed)|folds (?:his|her|their) arms|shivers?|shivering"),
    ("akimbo", "hands? on (?:his|her|their) hips?"),
    (
        "hold",
        (
            "holds?|holding|carr\\w+|clutch\\w*|grips?|with (?:a|the|his|her) (?:lantern|lamp|letter|book|rope|"
            "candle|torch|cup|bag)"
        ),
    ),
)
_ACTIONS: Final = tuple((k, re.compile(rf"\b(?:{w})\b")) for k, w in ACTIONS)
MOVING: Final = {"walk": 0.62, "run": 1.7, "climb": 0.36}  # stage units per second


@dataclass(frozen=True)
class Temper:
    """What an emotion adds to any posture."""

    lean: float = 0.0
    head: float = 0.0
    brow: float = 0.0
    near: float = 0.0  # lifts the near arm
    energy: float = 1.0  # of gestures


TEMPERS: Final[tuple[tuple[str, Temper], ...]] = (
    ("whisper\\w*|quiet\\w*|soft\\w*|hush\\w*|murmur\\w*", Temper(5, 5, 0.1, 0, 0.5)),
    ("shout\\w*|yell\\w*|scream\\w*|call\\w*|angr\\w+|furious|rag\\w+", Temper(7, -9, -0.8, 22, 1.7)),
    ("sad\\w*|tired|weary|weep\\w*|cry\\w*|grie\\w+|exhausted|ashamed|defeated", Temper(7, 13, 0.5, 0, 0.5)),
    (
        "afraid|fear\\w*|scared|terrified|nervous\\w*|anxious\\w*|frighten\\w*|panick\\w*|trembl\\w*",
        Temper(-5, 2, 0.9, 24, 1.1),
    ),
    ("happy|laugh\\w*|smil\\w*|joy\\w*|cheer\\w*|delighted|excited|relieved", Temper(-3, -6, 0.6, 8, 1.4)),
    ("proud\\w*|stern\\w*|cold\\w*|firm\\w*|grim\\w*|defiant", Temper(-4, -4, -0.5, 0, 0.7)),
)
_TEMPERS: Final = tuple((re.compile(rf"\b(?:{w})\b"), t) for w, t in TEMPERS)


_NOUNS: Final = re.compile(  # words of action that are things here, and what weather, light and water do
    r"\b(?:the|a|an|his|her|their|its|of|in|two|three|some|wet|white|black|last|long)(?: \w+)?"
    r" (?:waves?|steps?|rows?|falls?|bow|lights?|points?|walk|run|climb|lies?|raise)\b"
    r"|\b(?:rain|snow|night|darkness|silence|light|sunlight|sea|water|wind|fog|mist|beam|lamp|waves?|key|cup|glass|it|"
    r"bell|flame|searchlight)s?(?: \w+)? (?:falls?|runs?|lies|climbs?|walks?|slips?|crosses|leaves|goes|comes)\b"
)


@functools.lru_cache(maxsize=256)
def doing(action: str) -> str:
    """The posture that the words of an action ask for: that of its first verb."""
    text = _NOUNS.sub(" ", action.lower()[:600])
    hits = [(m.start(), rank, kind) for rank, (kind, pattern) in enumerate(_ACTIONS) if (m := pattern.search(text))]
    return min(hits)[2] if hits else "stand"


@functools.lru_cache(maxsize=128)
def temper_of(emotion: str) -> Temper:
    text = emotion.lower()[:300]
    return next((t for pattern, t in _TEMPERS if pattern.search(text)), Temper())


def voice_at(loudness: tuple[float, ...], frame: int, speaking: bool, fps: float) -> tuple[float, float]:
    """(mouth, stress) at a frame, 0..1: the loudness now, and its mean over the last third of a second."""
    if loudness:
        count = max(1, round(fps / 3))
        window = [_loud(loudness, k) for k in range(frame - count + 1, frame + 1)]
        now = 0.65 * window[-1] + 0.35 * _loud(loudness, frame - 1)
        return (now, sum(window) / count)
    if not speaking:
        return (0.0, 0.0)
    t = frame / fps
    wave = math.sin(t * 9.1) * 0.5 + math.sin(t * 14.7 + 1) * 0.35 + math.sin(t * 3.1) * 0.4
    return (max(0.0, min(1.0, 0.35 + 0.5 * wave)), 0.4 + 0.2 * math.sin(t * 2.1))


def _loud(loudness: tuple[float, ...], k: int) -> float:
    return max(0.0, min(1.0, loudness[k])) if 0 <= k < len(loudness) else 0.0


def posture_at(kind: str, temper: Temper, seed: int, t_s: float, voice: tuple[float, float], stride: float) -> Posture:
    """The posture at a moment; `stride` is the distance walked so far in figure heights."""
    base = POSTURES[kind]
    if kind in MOVING:
        base = _striding(kind, base, stride)
    elif kind == "row":
        base = _rowing(base, t_s)
    elif kind == "wave":
        base = replace(base, near=(base.near[0] + 12 * math.sin(t_s * 5), base.near[1] + 22 * math.sin(t_s * 5 + 0.6)))
    return _alive(base, temper, seed, t_s, voice)


def blended(a: Posture, b: Posture, share: float) -> Posture:
    """Between two postures: `a` at share 0, `b` at 1."""

    def number(name: str) -> float:
        return float(getattr(a, name) + (getattr(b, name) - getattr(a, name)) * share)

    def pair(name: str) -> tuple[float, float]:
        (p, q), (r, t) = getattr(a, name), getattr(b, name)
        return (p + (r - p) * share, q + (t - q) * share)

    return replace(
        b,
        lean=number("lean"),
        head=number("head"),
        lie=number("lie"),
        near=pair("near"),
        far=pair("far"),
        near_leg=pair("near_leg"),
        far_leg=pair("far_leg"),
        brow=number("brow"),
    )


def _striding(kind: str, base: Posture, stride: float) -> Posture:
    """A walk cycle: one cycle is two steps."""
    length = {"walk": 0.72, "run": 1.15, "climb": 0.5}[kind]
    swing = {"walk": 25.0, "run": 42.0, "climb": 30.0}[kind]
    a = 2 * math.pi * stride / length
    lift = {"walk": 34.0, "run": 74.0, "climb": 62.0}[kind]
    raised = 22.0 if kind == "climb" else 0.0

    def leg(phase: float) -> tuple[float, float]:
        s, c = math.sin(phase), math.cos(phase)
        return (
            swing * s + raised * max(0.0, s),
            4 + lift * max(0.0, c) * (0.5 + 0.5 * abs(c)) + raised * max(0.0, s) * 1.2,
        )

    arm = 20.0 if kind == "walk" else 34.0 if kind == "run" else 8.0
    return replace(
        base,
        near_leg=leg(a),
        far_leg=leg(a + math.pi),
        near=(base.near[0] - arm * math.sin(a), base.near[1]),
        far=(base.far[0] + arm * math.sin(a), base.far[1] + 6),
    )


def _rowing(base: Posture, t_s: float) -> Posture:
    a = t_s * 2.1
    return replace(
        base,
        lean=base.lean + 17 * math.sin(a),
        near=(base.near[0] + 18 * math.sin(a + 0.5), base.near[1] - 26 * math.cos(a)),
        far=(base.far[0] + 18 * math.sin(a + 0.5), base.far[1] - 26 * math.cos(a)),
    )


def _alive(base: Posture, temper: Temper, seed: int, t_s: float, voice: tuple[float, float]) -> Posture:
    """Breath, glances, blinks, and what the voice does to head, hand and mouth."""
    mouth, stress = voice
    p = (seed % 628) / 100
    breath = math.sin(t_s * 1.5 + p)
    glance = math.sin(t_s * 0.53 + p * 2) + 0.6 * math.sin(t_s * 0.31 + p)
    force = stress * temper.energy
    beat = math.sin(t_s * 3.7 + p)
    lifted = (temper.near if base.near[0] < 40 else 0.0) + force * (34 + 12 * beat) * (0.25 if base.carry else 1.0)
    return replace(
        base,
        lean=base.lean + temper.lean + 0.7 * breath + force * 3.5,
        head=base.head + temper.head + 2.6 * glance - 7 * mouth * temper.energy + 3 * force * beat,
        near=(base.near[0] + 1.6 * breath + lifted * 0.8, base.near[1] + lifted * 1.05),
        far=(base.far[0] - 1.2 * breath + force * 6, base.far[1] + force * 10 * (1 + beat)),
        mouth=mouth,
        blink=_blink(t_s, p),
        brow=temper.brow + 0.5 * stress,
    )


def _blink(t_s: float, p: float) -> float:
    """1 while the eyes are shut: an eighth of a second, every three to five."""
    period = 3.1 + (p % 1.7)
    u = (t_s + p) % period
    return 1.0 if u < 0.13 else 0.0
