"""What sound costs on this machine, as one flat dict: for `diorama bench`."""

from __future__ import annotations

import tempfile
import time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience import RECIPES as BEDS
from runtime.audio.ambience import make_bed
from runtime.audio.clock import RATE
from runtime.audio.effects import RECIPES as EFFECTS
from runtime.audio.effects import make_effect
from runtime.audio.engines import is_there
from runtime.audio.music import MOODS
from runtime.audio.music.perform import make_passage
from runtime.audio.trial import SCENE_S, Minute, largest_click_db, stand_in
from runtime.audio.voices import VoiceLine, Voices, Wishes
from runtime.audio.workshop import give_back_memory
from runtime.memory import be_frugal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from runtime.audio.ambience import Bed
    from runtime.audio.tape import Tape

    Wave = NDArray[np.float32]

LINES = (
    "Who put out the lamp?",
    "I did not see anybody on the stairs, and I have been here since noon.",
    "Some things have no words, and the sea has had them all for longer than this tower has stood.",
    "Go up. Now. Before the ship is on the rocks!",
)
SPEAKERS = (("MARA", "60, keeper of the light"), ("TOMAS", "fisherman, deep voice"), ("PIP", "a boy of 9"))
VOICE_DEADLINE_S = 120.0


def bench_audio() -> dict[str, float]:
    """All figures of sound: the minute, what is made ahead, the voices, memory."""
    be_frugal()
    lines, voices = bench_voices()
    return {**bench_minute(lines), **bench_making(), **voices}


def bench_minute(lines: Sequence[Wave] = (), seconds: int = SCENE_S) -> dict[str, float]:
    """What a minute with everything on costs, and how it sounds. The music in it is made as it goes, and counted."""
    said = lines or (stand_in(),)
    before_mb = _rss_mb()
    minute = Minute(said, seconds)
    minute.mixer.render(RATE)  # beds are made once, before
    blocks_ms: list[float] = []
    last_s, cpu_s = time.perf_counter(), time.thread_time()
    for _ in minute.blocks():
        now_s = time.perf_counter()
        blocks_ms.append((now_s - last_s) * 1e3)
        last_s = now_s
    spent_s = time.thread_time() - cpu_s
    give_back_memory()
    held_mb = _rss_mb() - before_mb
    del minute
    meter, over_db = Minute(said, seconds).measured()
    return {
        "sound_core_percent": round(100 * spent_s / seconds, 2),
        "sound_mb": round(held_mb, 1),
        "mix_block_p50_ms": _share(blocks_ms, 0.5),
        "mix_block_p99_ms": _share(blocks_ms, 0.99),
        "lufs": round(meter.lufs, 2),
        "true_peak_db": round(meter.true_peak_db, 2),
        "speech_over_music_db": round(over_db, 1),
        "largest_click_db": round(largest_click_db(), 1),
    }


def bench_making() -> dict[str, float]:
    """What is made off the loop: processor time and memory of beds, effects and passages of music."""
    beds, sizes = _timed([lambda kind=kind: make_bed(kind) for kind in BEDS])  # type: ignore[misc]
    effects, _ = _timed([lambda sort=sort: make_effect(sort) for sort in EFFECTS])  # type: ignore[misc]
    passages, bars = _timed([lambda mood=mood: make_passage(mood, 1, 1) for mood in MOODS])  # type: ignore[misc]
    return {
        "bed_ms_p50": _share(beds, 0.5),
        "bed_ms_max": _share(beds, 1.0),
        "bed_mb_max": round(max(sizes) / 1e6, 1),
        "effect_ms_p50": _share(effects, 0.5),
        "effect_ms_max": _share(effects, 1.0),
        "passage_ms_max": _share(passages, 1.0),
        "passage_mb_max": round(max(bars) / 1e6, 1),
    }


def _timed(makers: Sequence[Callable[[], Bed | Tape]]) -> tuple[list[float], list[int]]:
    """(milliseconds of processor time, bytes) of each thing made."""
    spent_ms, sizes = [], []
    for make in makers:
        started_s = time.thread_time()
        sizes.append(make().bytes)
        spent_ms.append((time.thread_time() - started_s) * 1e3)
    return spent_ms, sizes


def bench_voices(rounds: int = 4) -> tuple[list[Wave], dict[str, float]]:
    """The voices' lines, and: from nothing to the first voiced line, the speed after that; Kokoro's, if it is here."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        _voiced("hibari", Path(folder), [VoiceLine(LINES[0])])  # the word lists are packed once for a machine
        wanted = [VoiceLine(f"{text} {turn}", *who) for turn in range(rounds) for text in LINES for who in SPEAKERS]
        said, first_ms, found = _voiced("hibari", Path(folder), wanted)
        measured = {
            "voice_first_ms": round(first_ms, 1),
            "voice_x_realtime": round(found["voice_x_realtime"], 1),
            "voice_rss_mb": round(found["voice_rss_mb"], 1),
        }
        if is_there("kokoro", "en"):
            _, _, found = _voiced("kokoro", Path(folder), [VoiceLine(text, *SPEAKERS[0]) for text in LINES])
            measured["kokoro_x_realtime"] = round(found["voice_x_realtime"], 2)
            measured["kokoro_rss_mb"] = round(found["voice_rss_mb"], 1)
        return said, measured


def _voiced(engine: str, folder: Path, lines: Sequence[VoiceLine]) -> tuple[list[Wave], float, dict[str, float]]:
    """The lines as an engine says them, ms until the first one was there, and the voices' own figures."""
    started_s = time.perf_counter()
    voices = Voices(Fraction(24), folder, Wishes(engine=engine, unhurried=True))
    try:
        voices.wait(lines[:1], VOICE_DEADLINE_S)
        first_ms = (time.perf_counter() - started_s) * 1e3
        voices.wait(lines, VOICE_DEADLINE_S)
        return [voice.wave for line in lines if (voice := voices.get(line))], first_ms, voices.metrics()
    finally:
        voices.close()


def _rss_mb() -> float:
    import psutil

    return float(psutil.Process().memory_info().rss / 1e6)


def _share(values: Sequence[float], share: float) -> float:
    return round(float(np.quantile(values, share)), 3)
