"""What bodies do over time: keyed postures with anticipation and settling, eased like a hand on a stick puppet."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from generators.papertheatre.figures.posture import Channels, Posture, channels


def _soft(u: float) -> float:
    return u * u * (3 - 2 * u)


def _swing(u: float) -> float:
    """Arrives a little too far, and settles."""
    v = u - 1
    return 1 + 2.35 * v**3 + 1.35 * v**2


def _drop(u: float) -> float:
    """Falls: ever faster."""
    return u * u


def _stop(u: float) -> float:
    """Rises: ever slower."""
    return 1 - (1 - u) ** 2


EASES: Final[Mapping[str, Callable[[float], float]]] = {
    "soft": _soft, "swing": _swing, "drop": _drop, "stop": _stop, "even": lambda u: u,
}  # fmt: skip


@dataclass(frozen=True)
class Key:
    """Where some channels are at a time, and how they get there."""

    at_s: float
    to: Channels
    ease: str = "soft"


@dataclass(frozen=True)
class Score:
    """Keys in time; `loop` repeats what lies between its two times for ever."""

    keys: tuple[Key, ...]
    loop: tuple[float, float] | None = None  # seconds
    prop: str = ""  # what is in the hand when nothing else is named
    stance: str = ""  # what the body does when nothing else is said
    moving: bool = False  # goes together with walking

    @property
    def settled_s(self) -> float:
        """When it is seen best: its last key, or the middle of its loop."""
        return (self.loop[0] + self.loop[1]) / 2 if self.loop else self.keys[-1].at_s

    def time_of(self, t_s: float) -> float:
        """The score's own time: loops fold."""
        if self.loop is None or t_s <= self.loop[1]:
            return t_s
        start, end = self.loop
        return start + (t_s - start) % (end - start)


def played(base: Posture, score: Score, t_s: float, only: frozenset[str] | None = None) -> Posture:
    """`base` with the score's channels as they are at a moment; `only` these, when given."""
    t = score.time_of(max(0.0, t_s))
    keys = score.keys
    i = bisect.bisect_right([k.at_s for k in keys], t)
    after = keys[min(i, len(keys) - 1)]
    before = keys[i - 1].to if i else {}
    start = keys[i - 1].at_s if i else 0.0
    u = 1.0 if i >= len(keys) else min(1.0, (t - start) / max(1e-6, after.at_s - start))
    share = EASES[after.ease](u)
    changed = {}
    for name, to in after.to.items():
        if only is None or name in only:
            own = getattr(base, name)
            now = before.get(name, own)
            changed[name] = now + (to - now) * share
    return base._replace(**changed)


def read_scores(notation: str) -> dict[str, Score]:
    """Scores by name, from their notation:

    a line `name [walking] [with PROP] [from STANCE] [loop START END]`, then a line for each key,
    `  SECONDS [EASE] CHANNEL VALUE ...`; a limb's angles stand together as `near 88/4`. Channels that a key does
    not name stay as the key before left them.
    """
    made: dict[str, Score] = {}
    header: list[str] = []
    keys: list[Key] = []
    for line in [*notation.strip().splitlines(), ""]:
        if line.startswith(" "):
            keys.append(_read_key(line.split(), keys[-1].to if keys else {}))
            continue
        if header:
            made[header[0]] = _headed(header[1:], tuple(keys))
        header, keys = line.split(), []
    return made


def _read_key(words: list[str], before: Channels) -> Key:
    ease = words.pop(1) if words[1] in EASES else "soft"
    values = {
        name: tuple(map(float, value.split("/"))) if "/" in value else float(value)
        for name, value in zip(words[1::2], words[2::2], strict=True)
    }
    return Key(float(words[0]), {**before, **channels(**values)}, ease)


def _headed(words: list[str], keys: tuple[Key, ...]) -> Score:
    def after(word: str, place: int = 1) -> str:
        return words[words.index(word) + place] if word in words else ""

    loop = (float(after("loop")), float(after("loop", 2))) if "loop" in words else None
    if loop is not None:
        keys = _closed(keys, loop)
    return Score(keys, loop, after("with"), after("from"), "walking" in words)


def _closed(keys: tuple[Key, ...], loop: tuple[float, float]) -> tuple[Key, ...]:
    """A loop ends as it began, in every channel that it moves."""
    start = next((k for k in keys if abs(k.at_s - loop[0]) < 1e-6), None)
    if start is None:
        return keys
    first = {**keys[-1].to, **start.to}
    made = [replace(k, to={**first, **k.to}) if k.at_s >= start.at_s else k for k in keys]
    made[-1] = replace(made[-1], to=first)
    return tuple(made)
