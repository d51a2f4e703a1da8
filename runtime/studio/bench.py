"""Figures of the studio: from a choice to its first frame, and how fast a generator is by itself."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

import numpy as np

from generators import registry
from generators.base import Figure, Generator, Look, Setting, Shot, TimeOfDay, Weather
from runtime.errors import GeneratorError
from runtime.studio.studio import Studio

SETTLE_S = 60.0  # at most, for a preroll
LOOK_S = 0.0005  # between two looks for a frame
PLACES = (  # headings of all kinds; those from "room" on are indoors
    *(
        "lighthouse",
        "harbour",
        "ship's deck",
        "open sea",
        "beach",
        "reef",
        "forest",
        "mountain pass",
        "desert",
        "fields",
    ),
    *("village", "city street", "rooftops", "bridge over a river", "garden", "snowfield", "railway station", "cave"),
    *("under water", "space"),
    *("room", "kitchen", "stairs", "cellar", "church", "library", "railway carriage", "great hall", "tavern", "attic"),
)
INDOORS_FROM = PLACES.index("room")
WARM_UP_S = 0.2  # of making, not counted, for each place
MEASURED_S = 0.6  # for each place


def latency(trials: int, generator: str, size: tuple[int, int]) -> dict[str, float]:
    """From the roll of a choice until its first frame is there, in milliseconds, with a preroll and without."""
    with Studio(generator, size) as studio:
        studio.wait_ready()
        studio.roll(1, _shot(0), None, cut=True)
        prerolled = [_trial(studio, 2 + number, prerolled=True) for number in range(trials)]
        cold = [_trial(studio, 2 + trials + number, prerolled=False) for number in range(trials)]
    return {
        "trials": trials,
        "prerolled_p50_ms": percentile(prerolled, 50),
        "prerolled_p99_ms": percentile(prerolled, 99),
        "cold_p50_ms": percentile(cold, 50),
        "cold_p99_ms": percentile(cold, 99),
    }


def generator(
    name: str, size: tuple[int, int], look: Look | None = None, settings: Mapping[str, Any] | None = None
) -> dict[str, float]:
    """Frames a second of one thread in every place, milliseconds from `begin` to the first chunk, new and again.

    `fps` is the median over the places, `fps_min` the slowest; `x_realtime_min` is that over the format's own rate.
    """
    try:
        made = registry.find(name)(size, settings or {})
    except registry.GeneratorNotFound as error:
        raise GeneratorError(str(error)) from error
    shots = [_shot(number, look) for number in range(len(PLACES))]
    _begin(made, _shot(len(PLACES), look))
    new, again, rates = [], [], []
    for shot in shots:
        new.append(_begin(made, shot))
        again.append(_begin(made, shot))
        _make(made.next_chunk, WARM_UP_S)
        frames, spent_s = _make(made.next_chunk, MEASURED_S)
        rates.append(frames / spent_s)
    made.close()
    return {
        "fps": round(median(rates), 1),
        "fps_min": round(min(rates), 1),
        "x_realtime_min": round(min(rates) / float(made.format.fps), 2),
        "first_chunk_ms": percentile(new, 50),
        "first_chunk_max_ms": percentile(new, 100),
        "first_chunk_warm_ms": percentile(again, 50),
        "first_chunk_warm_max_ms": percentile(again, 100),
        "places": len(PLACES),
        "width": made.format.width,
        "height": made.format.height,
        "threads": 1,
    }


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` per cent of all values do not exceed, rounded."""
    ranked = sorted(values)
    return round(ranked[max(0, math.ceil(len(ranked) * share / 100) - 1)], 2)


def _trial(studio: Studio, take: int, *, prerolled: bool) -> float:
    """Milliseconds of one choice, made by a viewer who has watched the take before for a while."""
    shot = _shot(take)
    studio.preroll([shot] if prerolled else [])
    _watch(studio, take - 1, shot if prerolled else None, random.Random(take).randint(6, 18))
    started = time.perf_counter()
    studio.roll(take, shot, None, cut=True)
    while studio.frame(take, 0) is None:
        studio.tick()
        time.sleep(LOOK_S)
    return (time.perf_counter() - started) * 1000


def _watch(studio: Studio, take: int, awaited: Shot | None, least: int) -> None:
    """Watch `take` at its own speed for at least that many frames, and until `awaited` lies on the shelf."""
    fps, started = float(studio.format.fps), time.perf_counter()
    while True:
        seen = (time.perf_counter() - started) * fps
        if seen >= least and (awaited is None or studio.has_prerolled(awaited)):
            return
        studio.frame(take, int(seen))
        studio.tick()
        time.sleep(LOOK_S)
        if seen > SETTLE_S * fps:
            raise GeneratorError(f"nothing was pre-rolled within {SETTLE_S:g} s: {'; '.join(studio.notices)}")


def _make(chunk: Callable[[], np.ndarray], seconds: float) -> tuple[int, float]:
    """Make chunks for that long; frames and seconds."""
    frames, started = 0, time.perf_counter()
    while (spent_s := time.perf_counter() - started) < seconds:
        frames += len(chunk())
    return frames, spent_s


def _begin(made: Generator, shot: Shot) -> float:
    """Milliseconds from `begin` to the end of the first chunk."""
    started = time.perf_counter()
    made.begin(shot)
    made.next_chunk()
    return (time.perf_counter() - started) * 1000


def _shot(number: int, look: Look | None = None) -> Shot:
    """A shot that was never made before, with two people in it, one of them speaking."""
    at = number % len(PLACES)
    place, time_of_day = PLACES[at], list(TimeOfDay)[number % len(TimeOfDay)]
    weather = list(Weather)[(number + number // len(Weather)) % len(Weather)]
    return Shot(
        prompt=f"{place}, {time_of_day}",
        setting=Setting(interior=at >= INDOORS_FROM, place=place, time=time_of_day, weather=weather),
        cast=(
            Figure(name="MARA", looks="60, grey braid, yellow oilskin", speaking=True, loudness=(0.5,) * 48),
            Figure(name="TOM", looks="12, barefoot, red scarf", placement=0.4, facing=-1),
        ),
        look=look or Look(),
        seed=number,
    )
