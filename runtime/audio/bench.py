"""What sound costs on this machine, as one flat dict: for `diorama bench`."""

from __future__ import annotations

import time
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience import RECIPES, make_bed
from runtime.audio.clock import RATE
from runtime.audio.mixer import Mixer
from runtime.audio.voices import VoiceLine, Voices

if TYPE_CHECKING:
    from collections.abc import Sequence

MIXED_S = 20
LINES = (
    "Who put out the lamp?",
    "I did not see anybody on the stairs, and I have been here since noon.",
    "Some things have no words, and the sea has had them all for longer than this tower has stood.",
    "Go up. Now. Before the ship is on the rocks!",
)
SPEAKERS = (("MARA", "60, keeper of the light"), ("TOMAS", "fisherman, deep voice"), ("PIP", "a boy of 9"))
VOICE_DEADLINE_S = 60.0


def bench_audio() -> dict[str, float]:
    """mix_ms_per_s, mix_block_p99_ms, bed_ms_max, bed_mb_max, voice_first_ms, voice_x_realtime, voice_rss_mb."""
    return {**bench_mix(), **bench_beds(), **bench_voices()}


def bench_mix(seconds: int = MIXED_S, ambience: str = "storm, sea, fire") -> dict[str, float]:
    """Milliseconds of one core per second of sound, with everything on at once: ambience, music, speech."""
    mixer = Mixer(1, wait=True)
    mixer.ambience(ambience)
    mixer.music("tense")
    tone = (0.2 * np.sin(np.arange(RATE * 2) * 0.03)).astype(np.float32)
    mixer.render(RATE)
    spent_ms = []
    for tenth in range(seconds * 10):
        if tenth % 30 == 0:
            mixer.speak(tone, mixer.position)
        started_s = time.perf_counter()
        mixer.render(RATE // 10)
        spent_ms.append((time.perf_counter() - started_s) * 1e3)
    return {"mix_ms_per_s": round(10 * float(np.median(spent_ms)), 2), "mix_block_p99_ms": _share(spent_ms, 0.99)}


def bench_beds() -> dict[str, float]:
    """The dearest layer of ambience: time to make it, and memory."""
    spent_ms, sizes = [], []
    for kind in RECIPES:
        started_s = time.perf_counter()
        sizes.append(make_bed(kind).bytes)
        spent_ms.append((time.perf_counter() - started_s) * 1e3)
    return {"bed_ms_max": round(max(spent_ms), 1), "bed_mb_max": round(max(sizes) / 1e6, 1)}


def bench_voices(rounds: int = 4) -> dict[str, float]:
    """From nothing to the first voiced line, and the speed after that."""
    started_s = time.perf_counter()
    voices = Voices(Fraction(24))
    try:
        first = VoiceLine(LINES[0], *SPEAKERS[0])
        if not voices.wait([first], VOICE_DEADLINE_S) or voices.get(first) is None:
            return {"voice_first_ms": 0.0, "voice_x_realtime": 0.0, "voice_rss_mb": 0.0}
        first_ms = (time.perf_counter() - started_s) * 1e3
        voices.wait(
            [VoiceLine(f"{text} {turn}", *who) for turn in range(rounds) for text in LINES for who in SPEAKERS], 120
        )
        found = voices.metrics()
        return {
            "voice_first_ms": round(first_ms, 1),
            "voice_x_realtime": round(found["voice_x_realtime"], 1),
            "voice_rss_mb": round(found["voice_rss_mb"], 1),
        }
    finally:
        voices.close()


def _share(values: Sequence[float], share: float) -> float:
    return round(float(np.quantile(values, share)), 3)
