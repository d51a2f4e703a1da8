"""Figures of the studio: from a choice to its first frame, and how fast a generator is by itself."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Sequence

import numpy as np

from generators import registry
from generators.base import Figure, Generator, Setting, Shot, TimeOfDay, Weather
from runtime.errors import GeneratorError
from runtime.studio.studio import Studio

SETTLE_S = 60.0  # at most, for a preroll
LOOK_S = 0.0005  # between two looks for a frame
PLACES = ("sea and lighthouse", "harbour", "forest", "street", "room", "stairs", "cave", "hills")
WARM_UP_S = 0.5  # of making, not counted
MEASURED_S = 3.0


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


def generator(name: str, size: tuple[int, int]) -> dict[str, float]:
    """Frames per second in this thread; milliseconds from `begin` to the first chunk, of new shots and of one again."""
    try:
        made = registry.find(name)(size, {})
    except registry.GeneratorNotFound as error:
        raise GeneratorError(str(error)) from error
    _begin(made, _shot(len(PLACES)))
    new = [_begin(made, _shot(number)) for number in range(len(PLACES))]
    again = [_begin(made, _shot(len(PLACES) - 1)) for _ in range(len(PLACES))]
    _make(made.next_chunk, WARM_UP_S)
    frames, spent_s = _make(made.next_chunk, MEASURED_S)
    made.close()
    return {
        "fps": round(frames / spent_s, 1),
        "first_chunk_ms": percentile(new, 50),
        "first_chunk_max_ms": percentile(new, 100),
        "first_chunk_warm_ms": percentile(again, 50),
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


def _shot(number: int) -> Shot:
    """A shot that was never made before, with somebody in it."""
    place, time_of_day = PLACES[number % len(PLACES)], list(TimeOfDay)[number % len(TimeOfDay)]
    return Shot(
        prompt=f"{place}, {time_of_day}",
        setting=Setting(place=place, time=time_of_day, weather=list(Weather)[number % len(Weather)]),
        cast=(Figure(name="MARA", looks="60, grey braid, yellow oilskin", speaking=True, loudness=(0.5,) * 48),),
        seed=number,
    )
