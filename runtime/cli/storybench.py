"""How much story is too much: a hundred thousand scenes loaded, and how fast beats are told."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

from runtime.errors import UsageError

if TYPE_CHECKING:
    from runtime.story import Story

NODES = 100_000
BEATS = 40_000  # that are told to time them


def load_figures(nodes: int) -> dict[str, float]:
    """Seconds to read a story of so many scenes, and megabytes of the process that holds it: one of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        seconds, megabytes = pool.submit(_load, nodes).result()
    return {"load_nodes": nodes, "load_s": round(seconds, 2), "load_mb": round(megabytes)}


def _load(nodes: int) -> tuple[float, float]:
    import psutil

    from runtime.story import read_story

    text = wide_story(nodes)
    began = time.perf_counter()
    reading = read_story(text)
    seconds = time.perf_counter() - began
    if reading.story is None:
        raise UsageError(f"The bench's own story has an error: {reading.diagnostics[0].what}")
    return seconds, psutil.Process().memory_info().rss / 1e6


def beats_per_s(story: Story, beats: int = BEATS) -> int:
    """Beats told a second on a walk that takes each choice in turn and begins again at every end."""
    from runtime.story import GoOn, OnOffer, choose, play, proceed, start

    state, told, choices = start(story, 1), 0, 0
    began = time.perf_counter()
    while told < beats:
        stretch = play(story, state)
        told += len(stretch.beats)
        if isinstance(stretch.exit, OnOffer):
            open_ones = [choice for choice in stretch.exit.choices if not choice.locked]
            state = choose(story, stretch, open_ones[choices % len(open_ones)].id)
            choices += 1
        else:
            state = proceed(story, stretch) if isinstance(stretch.exit, GoOn) else start(story, 1)
    return round(told / (time.perf_counter() - began))


def wide_story(nodes: int) -> str:
    """A story of so many scenes, each with a shot and two ways on."""
    scenes = (SCENE.format(n=n, left=(2 * n + 1) % nodes, right=(2 * n + 2) % nodes) for n in range(nodes))
    return TITLE + "".join(scenes)


TITLE = """\
Title: A wide story

"""

SCENE = """\
INT. ROOM {n} - NIGHT #n{n}#

A door stands open in room {n}.

[[choice: Which way?]]
+ Left. -> n{left}
+ Right. -> n{right}

"""
