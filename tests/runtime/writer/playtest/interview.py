"""A story made by seed, as large as a well-known ink story: 32 scenes, 343 choices, 1,700 lines that are not blank."""

from __future__ import annotations

import random

SCENES, CHOICES = 32, 343
WORDS = "the man across the table turns his cup and looks at the door as if it had said something to both of us".split()


def interview(seed: int = 7) -> str:
    """Scenes of three or four choice points, whose bodies speak, count and remember; it ends in four ways."""
    chance = random.Random(seed)
    parts = ["Title: An Interview\nCast:\n    ADA - 40\n    BEN - 50\n\n[[var calm = 0]] [[var told = false]]\n\n"]
    left = CHOICES
    for number in range(SCENES):
        count = left // (SCENES - number)
        left -= count
        parts.append(_scene(chance, number, count))
    return "".join(parts)


def _scene(chance: random.Random, number: int, choices: int) -> str:
    lines = [f"INT. ROOM {number} - NIGHT #room-{number}#\n", f"{_said(chance)}\n", f"ADA\n{_said(chance)}\n"]
    while choices:
        size = choices if choices <= 4 else 3
        choices -= size
        lines.append(_point(chance, number, size))
        lines += [f"BEN\n{_said(chance)}\n", "[[if calm > 2]]\n", f"ADA\n{_said(chance)}\n", "[[end]]\n"]
    lines.append(f"> {_exit(number)}\n\n")
    return "\n".join(lines)


def _point(chance: random.Random, number: int, size: int) -> str:
    rows = [f"[[choice 8s: {_said(chance, 4)}]]"]
    for place in range(size):
        jump = f" -> {_target(chance, number)}" if place == size - 1 and number < SCENES - 4 else ""
        note = (" [[default]]", " [[if calm >= 1]]", " [[set told = true]]", "")[place % 4]
        rows += [f"{chance.choice('+*') if place else '+'} {_said(chance, 4)} {place}.{note}{jump}", ""]
        rows += ["    ADA", f"    {_said(chance)} [[set calm {chance.choice(('+=', '-='))} 1]]", ""]
        rows += ["    BEN", f"    {_said(chance)}", ""] if place % 2 else []
    return "\n".join(rows)


def _target(chance: random.Random, number: int) -> str:
    return f"room-{min(SCENES - 1, number + chance.randint(1, 2 if number < SCENES - 8 else 6))}"


def _exit(number: int) -> str:
    return f"END: Ending {number % 4}" if number >= SCENES - 4 else f"CUT TO: room-{number + 1}"


def _said(chance: random.Random, words: int = 9) -> str:
    said = " ".join(chance.choice(WORDS) for _ in range(words))
    return f"{said[0].upper()}{said[1:]}"
