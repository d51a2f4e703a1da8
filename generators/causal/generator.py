"""Causal video diffusion as a generator: shots in, chunks of frames out, branches from snapshots of the stream.

A cut begins a stream, `continue` goes on under a new prompt, `morph` goes over to it. All made ahead of need: the
window's keys, the prompt's keys; and the commit of a chunk is done after its frames are out.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from generators.base import Format, Shot, Transition
from generators.causal.decode import Decoder
from generators.causal.engine import Engine
from generators.causal.pace import Pace, Plan, smaller
from generators.causal.presets import Preset
from generators.causal.schedule import schedule
from generators.causal.session import Session, Stream
from generators.causal.speed import Recorded
from generators.causal.text import Prompts

LATENT_FRAMES: Final = 4  # frames that a latent stands for, but the first of a stream
CHUNK: Final = 3  # latents


@dataclass(frozen=True)
class Kept:
    """A snapshot: the stream, and the frames of its last chunk that were not handed out yet."""

    stream: Stream
    plan: Plan
    frame: int
    shot: Shot

    @property
    def size_bytes(self) -> int:
        return self.stream.size_bytes


class CausalVideo:
    """One model, one stream."""

    def __init__(
        self,
        model: Any,
        decoder: Decoder,
        prompts: Prompts,
        preset: Preset,
        size: tuple[int, int],
        pace: Pace,
        recorded: Callable[[], Recorded] | None = None,
    ) -> None:
        self._recorded = recorded  # makes a recorder of passes, where the device has such a thing
        self.preset, self.prompts, self.pace, self.decoder, self.model = preset, prompts, pace, decoder, model
        self.format = Format(
            width=size[0], height=size[1], fps=Fraction(preset.fps), chunk_frames=CHUNK * LATENT_FRAMES
        )
        self.session = self._session(pace.plan)
        self._plan = pace.plan
        self._shot = Shot()
        self._frame = 0
        self.metrics: deque[float] = deque(maxlen=200)  # milliseconds a chunk

    def begin(self, shot: Shot, at_frame: int = 0) -> None:
        """A new stream; a spare that takes over in mid-shot begins a picture of its own and counts on."""
        if self.pace.plan.size != self._plan.size:
            self.session = self._session(self.pace.plan)
        self._apply(self.pace.plan)
        self.session.cut(self._read(shot), shot.seed)
        self._shot, self._frame = shot, max(0, at_frame)

    def steer(self, shot: Shot) -> None:
        if self.session.now is None:
            self.begin(shot)
            return
        text = self._read(shot)
        if shot.transition is Transition.MORPH:
            self.session.morph(text)
        elif shot.prompt != self._shot.prompt:
            self.session.follow(text)
        self._shot, self._frame = shot, 0

    def next_chunk(self) -> NDArray[np.uint8]:
        if self.session.now is None:
            self.begin(self._shot)
        began = time.perf_counter()
        frames = self._pictures(self.session.chunk())  # its commit waits for the next call
        self.metrics.append((time.perf_counter() - began) * 1000)
        self._frame += len(frames)
        if self.pace.measured(self.metrics[-1]):
            self._apply(self.pace.plan)
        return frames

    def close(self) -> None:
        self.session.now = None
        self.prompts.encoder.free()

    def snapshot(self) -> Kept:
        return Kept(self.session.snapshot(), self._plan, self._frame, self._shot)

    def restore(self, snapshot: Kept) -> None:
        if snapshot.plan.size != self._plan.size:
            self.session = self._session(snapshot.plan)
        self._apply(snapshot.plan)
        self.session.restore(snapshot.stream)
        self._frame, self._shot = snapshot.frame, snapshot.shot

    def _session(self, plan: Plan) -> Session:
        """At the plan's size; the window buffers have room for the preset's whole window."""
        width, height = plan.size
        whole = replace(plan, window=max(one.window for one in self.pace.plans))
        engine = Engine(
            self.model,
            height // 8,
            width // 8,
            whole.reach(self.preset.sink, CHUNK),
            self._steps(plan),
            recorded=self._recorded() if self._recorded else None,
        )
        return Session(engine, self.decoder)

    def _apply(self, plan: Plan) -> None:
        """Window and steps change between two chunks; the size waits for the next cut."""
        engine = self.session.engine
        engine.reach = plan.reach(self.preset.sink, CHUNK)
        engine.schedule = self._steps(plan)
        self._plan = replace(plan, size=self._plan.size) if self.session.now is not None else plan

    def _steps(self, plan: Plan) -> Any:
        own = self.preset.levels if self.preset.levels and len(self.preset.levels) == plan.steps else None
        return schedule(plan.steps, self.preset.shift, own)

    def _read(self, shot: Shot) -> Any:
        return self.session.read(self.prompts.embedding(shot.prompt or shot.setting.place))

    def _pictures(self, frames: torch.Tensor) -> NDArray[np.uint8]:
        """Float (time, 3, height, width) -> uint8 (time, height, width, rgb) at the format's size."""
        size = (self.format.height, self.format.width)
        if tuple(frames.shape[-2:]) != size:
            frames = functional.interpolate(frames, size, mode="bicubic", align_corners=False).clamp(0, 1)
        pictures: NDArray[np.uint8] = (
            (frames * 255).round().to(torch.uint8).permute(0, 2, 3, 1).contiguous().cpu().numpy()
        )
        return pictures


def shaped(trained: tuple[int, int], wish: tuple[int, int]) -> tuple[int, int]:
    """The size to generate at: the wish's own shape, about as many pixels as the model was trained at, or fewer."""
    share = min(1.0, ((trained[0] * trained[1]) / (wish[0] * wish[1])) ** 0.5)
    return smaller(wish, share)
