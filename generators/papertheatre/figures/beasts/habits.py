"""What an animal does at a moment: sits, lies, walks, trots, flies; how head, ears and tail go with it."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from generators.papertheatre.figures.life import blink
from generators.papertheatre.figures.performance import Part, Way
from generators.papertheatre.figures.voice import SILENCE, Sound


class Habit(NamedTuple):
    """An animal's posture. Angles in degrees, shares 0..1."""

    phase: float = 0.0  # of the gait's cycle, 0..1
    stride: float = 0.0  # 0 stands .. 1 walks
    run: float = 0.0  # 1 gallops
    sit: float = 0.0
    lie: float = 0.0
    fly: float = 0.0
    flap: float = 0.0  # of the wings, radians
    head: float = 0.0  # > 0 down
    turn: float = 0.0  # the head, -1 looks back .. 1 ahead
    tail: float = 0.0  # degrees
    ears: float = 0.0  # -1 laid back .. 1 pricked
    mouth: float = 0.0
    lids: float = 0.0
    lift: float = 0.0  # above the floor, own heights
    breath: float = 0.0


CYCLE: Final = {"walk": 1.15, "run": 2.6}  # way of a cycle, in own heights
SITS: Final = frozenset({"sit", "floor", "perch", "kneel", "knees"})
LIES: Final = frozenset({"lie", "prone", "crouch"})
AIRY: Final = frozenset({"float", "swim"})


def habit_of(part: Part, t_s: float, way: Way, sound: Sound = SILENCE) -> Habit:
    """The animal at a moment; birds that travel fly, fish always swim."""
    p = (part.person.seed % 628) / 100
    running = part.doing.gait in ("run", "skip", "fly")
    moving = way.amount if part.doing.travel else 0.0
    length = CYCLE["run" if running else "walk"] * 1.0
    gone = way.gone / max(0.05, part.person.height)
    breath = math.sin(t_s * 1.7 + p)
    lively = math.sin(t_s * 0.9 + p) + 0.5 * math.sin(t_s * 2.3 + p * 2)
    eats = part.doing.gesture in ("eat", "drink", "search")
    sleeps = part.done in ("rest", "doze")
    jumps = part.doing.gesture in ("jump", "hop", "cheer", "dance")
    leap = max(0.0, math.sin(t_s * 4.4)) if jumps else 0.0
    flies = part.doing.stance in AIRY or (part.doing.travel != "" and part.doing.gait in ("run", "fly"))
    stir = 1.0 if part.temper.name in ("joy", "laugh") or part.doing.gesture == "wave" else 0.4
    twitch = max(0.0, math.sin(t_s * 0.7 + p * 3) - 0.9) * 9
    nod = 34.0 if eats else 0.0
    nod += 12 * math.sin(t_s * 5) if eats else 0.0
    return Habit(
        phase=(gone / length) % 1.0,
        stride=moving,
        run=moving if running else 0.0,
        sit=1.0 if part.doing.stance in SITS and moving < 0.02 else 0.0,
        lie=1.0 if (part.doing.stance in LIES or part.doing.lies) and moving < 0.02 else 0.0,
        fly=1.0 if flies else 0.0,
        flap=t_s * (9.0 if flies else 0.0) + p,
        head=nod
        + 3 * lively
        + (26 if sleeps else 0)
        - 10 * sound.mouth
        + (8 if part.temper.name in ("sad", "tired", "weep") else 0),
        turn=0.25 * lively + part.partner,
        tail=(16 + 26 * stir) * math.sin(t_s * (1.6 + 5 * (stir - 0.4)) + p),
        ears=(-0.8 if part.temper.name in ("fear", "angry") else 0.4) - twitch,
        mouth=sound.mouth,
        lids=1.0 if sleeps else blink(t_s, p),
        lift=0.5 * leap,
        breath=breath,
    )
