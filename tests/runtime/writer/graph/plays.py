"""Stories made by seed, for maps: as branching and as long as a test wants them."""

from __future__ import annotations

import random

VERBS = "open close follow leave wait answer hide climb cross ask burn keep".split()
THINGS = "the door,the lamp,the boat,her letter,the old map,nothing,the second key,him,the bell,what is left".split(",")


def branching(nodes: int, seed: int = 7) -> str:
    """A story of `nodes` scenes that branches, meets again, loops back at times, and ends in several ways."""
    chance = random.Random(seed)
    parts = [f"Title: A Show of {nodes}\n\n[[var trust = 0]]\n\n"]
    for n in range(nodes):
        parts.append(f"INT. ROOM {n} - NIGHT #scene-{n}#\n\n= Somebody must {_deed(chance)} before it is too late.\n\n")
        parts.append("A room. Somebody waits.\n\n")
        parts.append(_exit(chance, n, nodes))
    return "".join(parts)


def _deed(chance: random.Random) -> str:
    return f"{chance.choice(VERBS)} {chance.choice(THINGS)}"


def _exit(chance: random.Random, n: int, nodes: int) -> str:
    draw = chance.random()
    if n >= nodes - 3 or draw < 0.02:
        return f"> END: Ending {n % 5}\n\n"
    if draw < 0.45:
        return f"> CUT TO: {_onward(chance, n, nodes)}\n\n"
    lines = ["[[choice 8s: What now?]]"]
    for place in range(chance.randint(2, 4)):
        back = n > 20 and chance.random() < 0.04
        target = f"scene-{chance.randrange(n - 20, n)}" if back else _onward(chance, n, nodes)
        note = " [[default]]" if not place else " [[if trust > 1]]" if chance.random() < 0.3 else ""
        lines.append(f"+ {_deed(chance).capitalize()}, {place}.{note} -> {target}")
    return "\n".join(lines) + "\n\n"


def _onward(chance: random.Random, n: int, nodes: int) -> str:
    return f"scene-{min(nodes - 1, n + 1 + int(chance.expovariate(0.28)))}"


def chain(nodes: int) -> str:
    """A plain screenplay: every scene goes on with the next."""
    return "".join(f"INT. ROOM {n} - DAY #s{n}#\n\n= Scene {n}.\n\nA room.\n\n" for n in range(nodes))
