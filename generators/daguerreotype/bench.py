"""`diorama bench daguerreotype`: the examination of the shipped weights, as figures and as the model card."""

from __future__ import annotations

import resource
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import torch

from generators.daguerreotype import examine, weights
from generators.daguerreotype.curriculum import random_shot

FOLLOWED: Final = 200  # shots of each split
DRIFTED: Final = 4  # shots of three minutes
SWITCHED: Final = 20
TIMED: Final = 6
CHUNKS: Final = 500  # of random shots, looked at for numbers that are none (`make soak`: 10,000)


def figures(path: Path | None = None, share: float = 1.0) -> dict[str, Any]:
    """All figures; `share` of the usual number of trials."""
    kept = weights.load(path)
    steps = int(kept.card["steps"])
    of = examine.examinee(kept, steps)
    count = max(1, round(FOLLOWED * share))
    minutes = examine.MINUTES * min(1.0, share * 2)
    drifted = examine.drift(of, max(1, round(DRIFTED * share)), minutes)
    made: dict[str, Any] = {
        **_timed(path, max(1, round(TIMED * share))),
        "psnr_db": round(examine.psnr_db(of.codec, max(1, round(40 * share))), 2),
        "seen": _rounded(examine.followed(of, "seen", count)),
        "held_out": _rounded(examine.followed(of, "held_out", count)),
        "reader_seen": _rounded(examine.ceiling(of, "seen", count)),
        "reader_held_out": _rounded(examine.ceiling(of, "held_out", count)),
        "drift_3min": round(max(0.0, 1 - min(drifted["accuracy"], drifted["sharpness"])), 3),
        "drift_accuracy": round(drifted["accuracy"], 3),
        "drift_sharpness": round(drifted["sharpness"], 3),
        "drift_light": round(drifted["light"], 3),
        "switch_chunks": examine.switched(of, max(1, round(SWITCHED * share))),
        "chunks_unbroken": examine.unbroken(of, max(5, round(CHUNKS * share))),
        "chunks": max(5, round(CHUNKS * share)),
        "params": of.parameters_count,
        "trained_on": str(kept.card.get("trained_on", "unknown")),
    }
    return made


def _timed(path: Path | None, shots: int) -> dict[str, Any]:
    """Speed through the generator itself, plates included."""
    from generators.daguerreotype import open_generator
    from generators.daguerreotype.scene import SIZE

    generator = open_generator(SIZE, {"weights": str(path)} if path else {})
    found = examine.speeds(generator, [random_shot(examine.BASE + n, "seen") for n in range(shots)])
    generator.close()
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        **{name: round(value, 1) for name, value in found.items()},
        "width": SIZE[0],
        "height": SIZE[1],
        "threads": torch.get_num_threads(),
        "memory_mb": round(memory_mb),
    }


def _rounded(shares: Mapping[str, float]) -> dict[str, float]:
    return {name: round(share, 3) for name, share in shares.items()}
