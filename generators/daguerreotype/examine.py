"""The examination: how well the model follows what it is told, how long, how fast; the model card's figures."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

import numpy as np
import torch

from generators.base import Shot
from generators.daguerreotype.codec import Codec
from generators.daguerreotype.curriculum import chance, random_shot
from generators.daguerreotype.data import Teacher, clips
from generators.daguerreotype.generator import StagedEngine
from generators.daguerreotype.lessons import SIGMAS
from generators.daguerreotype.reader import ATTRIBUTES, Reader, answers, right_shares
from generators.daguerreotype.scene import FPS, LATENT_FRAMES, plan_of, rows, taught
from generators.daguerreotype.sitters import Sitting, sitting_of
from generators.papertheatre.store import SetStore

MINUTES: Final = 3  # of the drift test
CHUNKS: Final = 3  # made before a picture is read: one second
BASE: Final = 250_000  # the numbers of shots that only the examination draws


@dataclass
class Examinee:
    """What is examined."""

    engine: StagedEngine
    codec: Codec
    reader: Reader
    sitting: Sitting | None = None

    @property
    def parameters_count(self) -> int:
        """Numbers that were trained and make pictures, the plate aside."""
        sitters = self.sitting.sitters.parameters() if self.sitting else ()
        return self.engine.network.parameters_count + sum(p.numel() for p in sitters)


def examinee(weights: Any, steps: int) -> Examinee:
    """From a weights file's contents."""
    from generators.daguerreotype.reader import reader_of
    from generators.daguerreotype.weights import network_of

    engine = StagedEngine(network_of(weights), SIGMAS[steps])
    tensors = weights.tensors
    return Examinee(engine, Codec.of(tensors), reader_of(tensors), sitting_of(tensors))


class Stream:
    """Latents of one shot, chunk by chunk, without plate or clock."""

    def __init__(self, of: Examinee, shot: Shot, store: SetStore) -> None:
        from generators.causal.memory import Memory

        self.of, self.plan = of, plan_of(taught(shot), store)
        self.memory, self.chunk, self.seed = Memory(), 0, shot.seed
        self.row = np.zeros(0, np.float32)

    def next(self) -> torch.Tensor:
        """Frames (LATENT_FRAMES, 3, height, width), 0..1."""
        from generators.causal.noise import noise

        self.row = rows(self.plan, [self.chunk * LATENT_FRAMES])[0]
        engine = self.of.engine
        told = engine.read(torch.from_numpy(self.row)[None])
        latents = engine.denoised(
            self.memory, told, lambda step: noise(self.seed, self.chunk, step, engine.chunk_shape)
        )
        self.memory = engine.committed(self.memory, told, latents)
        self.chunk += 1
        frames, sitting = self.of.codec.decoded(latents[0]), self.of.sitting
        return frames if sitting is None else sitting.painted(frames, torch.from_numpy(self.row))


def followed(of: Examinee, split: str, count: int) -> dict[str, float]:
    """Share right of each attribute, 0..1, after a second of `count` shots of a split ("seen" or "held_out")."""
    frames, told = [], []
    store = SetStore(0)
    for number in range(count):
        stream = Stream(of, random_shot(BASE + number, split), store)
        for _ in range(CHUNKS):
            last = stream.next()
        frames.append(last[-1])
        told.append(torch.from_numpy(stream.row))
    return right_shares(of.reader, torch.stack(frames), torch.stack(told))


def ceiling(of: Examinee, split: str, count: int) -> dict[str, float]:
    """The same of the paper theatre's own frames: what the reader itself can tell."""
    frames, told = [], []
    for clip in clips(range(BASE, BASE + count), split, 1):
        frames.append(torch.from_numpy(clip.frames[-1]).permute(2, 0, 1) / 255)
        told.append(torch.from_numpy(clip.rows[0]))
    return right_shares(of.reader, torch.stack(frames), torch.stack(told))


def psnr_db(codec: Codec, count: int) -> float:
    """Of the codec on held-out clips: mean over clips, dB."""
    found = []
    for clip in clips(range(BASE, BASE + count), "held_out", 2):
        true = torch.from_numpy(clip.frames)
        error = (codec.decoded(codec.encoded(true)) - true.permute(0, 3, 1, 2) / 255).square().mean()
        found.append(float(-10 * torch.log10(error)))
    return sum(found) / len(found)


def sharpness(frames: torch.Tensor) -> float:
    """Mean size of the Laplacian of the grey picture."""
    grey = frames.mean(1)
    around = grey[:, :-2, 1:-1] + grey[:, 2:, 1:-1] + grey[:, 1:-1, :-2] + grey[:, 1:-1, 2:]
    return float((4 * grey[:, 1:-1, 1:-1] - around).abs().mean())


def drift(of: Examinee, count: int, minutes: float = MINUTES) -> dict[str, float]:
    """After `minutes` over after the first seconds: 1 is no drift. Keys accuracy, sharpness, light.

    Sharpness and light are measured against what the paper theatre's own frames do in that time: a camera that moves
    sees more, or less.
    """
    ends: dict[str, list[torch.Tensor]] = {"first": [], "last": []}
    true: dict[str, list[torch.Tensor]] = {"first": [], "last": []}
    told: dict[str, list[torch.Tensor]] = {"first": [], "last": []}
    chunks, store, teacher = round(minutes * 60 * FPS / LATENT_FRAMES), SetStore(0), Teacher()
    for number in range(count):
        stream = Stream(of, random_shot(BASE + number, "seen"), store)
        teacher.begin(stream.plan.shot)
        for n in range(chunks):
            made = stream.next()
            end = "first" if 2 <= n < 8 else "last" if n >= chunks - 6 else ""
            if end:
                ends[end].append(made[-1])
                drawn = torch.from_numpy(teacher.plain(LATENT_FRAMES * (n + 1) - 1))
                true[end].append(drawn.permute(2, 0, 1) / 255)
                told[end].append(torch.from_numpy(stream.row))
    shares = {end: right_shares(of.reader, torch.stack(ends[end]), torch.stack(told[end])) for end in ends}
    first, last, true_first, true_last = (torch.stack(of_[end]) for of_ in (ends, true) for end in ("first", "last"))
    accuracy = [sum(shares[end].values()) / len(ATTRIBUTES) for end in ("first", "last")]
    return {
        "accuracy": accuracy[1] / max(1e-6, accuracy[0]),
        "sharpness": sharpness(last) / sharpness(first) * sharpness(true_first) / sharpness(true_last),
        "light": float(last.mean() / first.mean() * true_first.mean() / true_last.mean()),
    }


def switched(of: Examinee, count: int, most: int = 8) -> float:
    """Chunks until place and time of another scene are read, after it was steered to: the median, `most` at most."""
    found, store = [], SetStore(0)
    for number in range(count):
        stream = Stream(of, random_shot(BASE + 2 * number, "seen"), store)
        for _ in range(4):
            stream.next()
        stream.plan = plan_of(taught(random_shot(BASE + 2 * number + 1, "seen")), store)
        right = next((n + 1 for n in range(most) if _is_read(of, stream.next(), stream.row)), most)
        found.append(right)
    return median(found)


def _is_read(of: Examinee, frames: torch.Tensor, row: np.ndarray[Any, Any]) -> bool:
    read, right = of.reader(frames[-1:]), answers(torch.from_numpy(row)[None])
    return all(int(read[name].argmax(1)) == int(right[name]) for name in ("place", "time"))


def speeds(generator: Any, shots: Sequence[Shot], chunks: int = 12) -> dict[str, float]:
    """frames/s (median of chunks after the first), first_frame_ms (median of cuts), chunk_ms p50 and p95."""
    firsts, later = [], []
    for shot in shots:
        began = time.perf_counter()
        generator.begin(shot)
        made = len(generator.next_chunk())
        firsts.append((time.perf_counter() - began) * 1000)
        while made < LATENT_FRAMES:
            made += len(generator.next_chunk())
        for _ in range(chunks):
            began = time.perf_counter()
            generator.next_chunk()
            later.append((time.perf_counter() - began) * 1000)
    later.sort()
    return {
        "fps": 1000 * LATENT_FRAMES / median(later),
        "first_frame_ms": median(firsts),
        "chunk_ms_p50": median(later),
        "chunk_ms_p95": later[int(0.95 * (len(later) - 1))],
    }


def unbroken(of: Examinee, chunks: int) -> int:
    """How many of so many chunks of random shots, steered at random, have no number that is no number."""
    rng, store = chance("unbroken"), SetStore(0)
    stream, good = Stream(of, random_shot(0), store), 0
    for _ in range(chunks):
        if rng.random() < 0.15:
            stream.plan = plan_of(taught(random_shot(rng.randrange(1 << 20))), store)
        good += bool(torch.isfinite(stream.next()).all())
    return good
