"""Sounds that follow from the picture: steps of those who walk in a shot, and where an effect is heard from. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generators.base import Framing
from runtime.audio.effects import effect_for, ground_of

if TYPE_CHECKING:
    from generators.base import Figure, Shot

# words of a way to go: seconds between two steps, the share of the shot that it takes, where it leads
WALKS: tuple[tuple[re.Pattern[str], float, float, str], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b"), step_s, share, way)
    for words, step_s, share, way in (
        (r"(?:runs?|rushes|hurries|races|dashes|bolts) (?:out|off|away)", 0.53, 0.96, "leave"),
        (r"(?:walks?|goes|steps|strolls|marches) (?:out|off|away)|leaves|exits", 0.71, 0.96, "leave"),
        (r"(?:runs?|rushes|bursts|hurries) in", 0.53, 0.82, "enter"),
        (r"enters?|(?:comes?|walks?|steps) (?:in|up|out of|through|from)", 0.71, 0.82, "enter"),
        (r"runs?|running|rushes|races|dashes|hurries|flees", 0.53, 0.82, ""),
        (r"paces", 0.71, 1.0, ""),
        (r"creeps|sneaks|tiptoes|prowls", 1.14, 0.82, ""),
        (r"strolls|wanders|ambles", 0.94, 0.82, ""),
        (r"marches|strides", 0.65, 0.82, ""),
        (r"shuffles|totters|hobbles|limps", 1.0, 0.82, ""),
        (r"climbs|descends|ascends|mounts", 0.9, 0.82, ""),
        (r"walks?|walking|crosses|approaches|comes|goes (?:to|down|up|along|over|into|across)", 0.71, 0.82, ""),
    )
)
EARLY = 6  # a way to go stands among the first words of what somebody does
BEASTS = re.compile(r"\b(?:cat|dog|horse|bird|gull|raven|crow|wolf|fox|mouse|fish|whale|ghost|angel)\b")
SOFT_SHOES = re.compile(r"\b(?:barefoot|slippers|stockings|socks)\b")
NO_FLOOR = re.compile(r"\b(?:underwater|sea ?bed|space|orbit|sky|\w*boat|raft|dinghy)\b")
MOST_WALKERS = 2
FIRST_S = 0.3
STEP_DB = {Framing.WIDE: -7.0, Framing.MEDIUM: -4.0, Framing.CLOSE: -5.0, Framing.OVER_THE_SHOULDER: -5.0}
WIDTH = {Framing.WIDE: 0.5, Framing.MEDIUM: 0.4, Framing.CLOSE: 0.15, Framing.OVER_THE_SHOULDER: 0.25}
DEPTH = {Framing.WIDE: 0.45, Framing.MEDIUM: 0.2, Framing.CLOSE: 0.0, Framing.OVER_THE_SHOULDER: 0.1}
EDGE = 1.25  # a placement that nobody sees


@dataclass(frozen=True)
class Footfall:
    """One step."""

    at_s: float  # from the start of the shot
    pan: float  # -1 left .. 1 right
    gain_db: float
    turn: int  # which of its kind it is


def ground_under(shot: Shot) -> str:
    """What people in the shot walk on."""
    return ground_of(shot.setting.interior, shot.setting.place, shot.setting.weather.value)


def footfalls(shot: Shot) -> tuple[Footfall, ...]:
    """The steps that are heard in a shot, by the stride of each who walks in it."""
    if NO_FLOOR.search(shot.setting.place[:200].lower()):
        return ()
    walkers = [(figure, walk) for figure in shot.cast if (walk := _walk(figure))][:MOST_WALKERS]
    return tuple(step for figure, walk in walkers for step in _steps(shot, figure, *walk))


def heard_from(words: str, shot: Shot) -> tuple[float, float]:
    """Pan (-1..1) and distance (0 near .. 1 at the back) of an effect: where the person stands who makes it."""
    wanted = effect_for(words)
    sort = _kind(wanted.sort) if wanted else ""
    doers = (f for f in shot.cast if sort and (done := effect_for(f.action)) and _kind(done.sort) == sort)
    about = (figure for figure in shot.cast if figure.name == shot.camera.subject)
    doer = next(doers, None) or next(about, None)
    if doer is None:
        return 0.0, 0.0
    return doer.placement * WIDTH[shot.camera.framing], DEPTH[shot.camera.framing]


def _kind(sort: str) -> str:
    """Steps are steps whatever they fall on; a door is a door however it moves."""
    return sort.split(maxsplit=1)[0]


def _walk(figure: Figure) -> tuple[float, float, str] | None:
    """(seconds a step, share of the shot, way) of somebody who walks."""
    said = " ".join(figure.action[:200].lower().split()[:EARLY])
    if BEASTS.search(figure.looks[:200].lower()):
        return None
    return next((walk for pattern, *walk in WALKS if pattern.search(said)), None)  # type: ignore[return-value]


def _steps(shot: Shot, figure: Figure, step_s: float, share: float, way: str) -> list[Footfall]:
    first = FIRST_S + 0.13 * (hash_of(figure.name) % 3)
    count = max(0, int((min(shot.duration_s, 60.0) * share - first) / step_s) + 1)
    loud = STEP_DB[shot.camera.framing] - 5.0 * bool(SOFT_SHOES.search(figure.looks[:200].lower()))
    start, end = _way(figure, way)
    width = WIDTH[shot.camera.framing]
    steps = []
    for index in range(count):
        along = index / max(1, count - 1)
        off_stage = 6.0 * max(0.0, abs(start + (end - start) * along) - 1.0) / (EDGE - 1.0)
        pan = max(-1.0, min(1.0, start + (end - start) * along)) * width
        steps.append(Footfall(first + index * step_s, pan, loud - off_stage, index))
    return steps


def _way(figure: Figure, way: str) -> tuple[float, float]:
    """Placements from which and to which somebody walks."""
    outside = EDGE if figure.placement > 0 else -EDGE
    if way == "enter":
        return outside, figure.placement
    return figure.placement, outside if way == "leave" else figure.placement


def hash_of(name: str) -> int:
    """A small number that is the same for the same name in every process."""
    return sum(map(ord, name[:50]))
