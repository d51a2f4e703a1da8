"""Frame-by-frame image diffusion as a generator: paper theatre composes each frame, the network paints it.

A frame's clean latent is the guide's, mixed with the last painted one moved along with the camera; noise of a fixed
strength is put on it, and a few steps take it off again, one network pass a frame.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from generators.base import Format, Generator, Shot, Snapshots, Transition
from generators.causal.noise import noise
from generators.causal.text import Prompts
from generators.image_stream.batch import Pipeline, advanced, begun
from generators.image_stream.feedback import Likeness, warped
from generators.image_stream.steps import Steps
from generators.image_stream.words import CLIP_ROWS, short_prompt


class Autoencoder(Protocol):
    """Pictures (1, 3, height, width), 0..1, to latents and back."""

    def encode(self, picture: torch.Tensor) -> torch.Tensor: ...

    def decode(self, latent: torch.Tensor) -> torch.Tensor: ...


@dataclass(frozen=True)
class Painter:
    """The network with all that it needs to paint."""

    unet: Any
    autoencoder: Autoencoder
    prompts: Prompts
    steps: Steps
    guidance: torch.Tensor | None = None  # (1, size), for consistency models that were taught it
    feedback: float = 0.3  # share of the last painted frame in the next one's beginning

    def network(self, text: torch.Tensor) -> Any:
        """(latents, timesteps) -> predicted noise, under a prompt's rows."""

        def predicted(x: torch.Tensor, timesteps: torch.Tensor) -> torch.Tensor:
            taken = x.to(self.unet.dtype)
            rows = text.expand(len(x), -1, -1).to(taken)
            told = None if self.guidance is None else self.guidance.expand(len(x), -1).to(taken)
            made: torch.Tensor = self.unet(
                taken, timesteps.to(x.device), encoder_hidden_states=rows, timestep_cond=told, return_dict=False
            )[0]
            return made.to(x.dtype)

        return predicted


@dataclass(frozen=True)
class State:
    """All that the next frame depends on."""

    shot: Shot
    frame: int = 0
    pipeline: Pipeline | None = None
    painted: torch.Tensor | None = None  # the last finished latent
    picture: NDArray[np.uint8] | None = None
    made_of: torch.Tensor | None = None  # the guide that the last painted frame was made of
    skipped: int = 0


@dataclass(frozen=True)
class Kept:
    """A snapshot: the state, what the guide has composed already, and the guide's own snapshot."""

    state: State
    coming: tuple[NDArray[np.uint8], ...]
    text: torch.Tensor | None
    guide: Any


class ImageStream:
    """Paints what a guide composes."""

    def __init__(self, painter: Painter, guide: Generator, likeness: Likeness | None = None) -> None:
        self.painter, self.guide, self.likeness = painter, guide, likeness or Likeness()
        size = guide.format
        self.format = Format(width=size.width, height=size.height, fps=size.fps, chunk_frames=1)
        self._state = State(Shot())
        self._coming: deque[NDArray[np.uint8]] = deque()  # of the guide's chunk, not yet painted
        self._text: torch.Tensor | None = None
        self.skipped = 0
        self._drawn: dict[tuple[int, int, tuple[int, ...]], torch.Tensor] = {}  # the noise of this shot

    def begin(self, shot: Shot, at_frame: int = 0) -> None:
        self.guide.begin(shot, at_frame)
        self._coming.clear()
        self._read(shot)
        self._state = State(shot, max(0, at_frame))

    def steer(self, shot: Shot) -> None:
        """The guide steers; what was painted goes on into the new picture."""
        self.guide.steer(shot)
        self._coming.clear()
        self._read(shot)
        kept = self._state if shot.transition in (Transition.CONTINUE, Transition.MORPH) else State(shot)
        self._state = replace(kept, shot=shot, frame=0, skipped=0)

    @torch.inference_mode()
    def next_chunk(self) -> NDArray[np.uint8]:
        if self._text is None:
            self.begin(self._state.shot)
        picture = self._next_guide()
        small = torch.from_numpy(picture[::8, ::8]).permute(2, 0, 1)[None].float() / 255
        now = self._state
        if now.picture is not None and self.likeness.skips(small, now.made_of, now.skipped):
            self.skipped += 1
            self._state = replace(now, frame=now.frame + 1, skipped=now.skipped + 1)
            return now.picture[None]
        guide = torch.from_numpy(picture).to(self.painter.steps.signal.device)
        return self._painted(guide.permute(2, 0, 1)[None].float() / 255, small)[None]

    def snapshot(self) -> Kept:
        return Kept(self._state, tuple(self._coming), self._text, self._composer().snapshot())

    def restore(self, snapshot: Kept) -> None:
        self._state, self._coming, self._text = snapshot.state, deque(snapshot.coming), snapshot.text
        self._composer().restore(snapshot.guide)

    def _composer(self) -> Snapshots:
        if not isinstance(self.guide, Snapshots):
            raise TypeError(f"the guide {type(self.guide).__name__} keeps no snapshots")
        return self.guide

    def close(self) -> None:
        self.guide.close()
        self.painter.prompts.encoder.free()

    def _painted(self, guide: torch.Tensor, small: torch.Tensor) -> NDArray[np.uint8]:
        now, painter = self._state, self.painter
        clean = painter.autoencoder.encode(guide)
        if now.painted is not None:
            before = warped(now.painted, now.shot.camera)
            clean = torch.lerp(clean, before.to(clean.dtype), painter.feedback)
        assert self._text is not None
        fresh = self._fresh(clean)
        pipeline = now.pipeline or begun(painter.steps, clean, fresh)
        done, pipeline = advanced(painter.steps, pipeline, clean, painter.network(self._text), fresh)
        shown = _in_bytes(painter.autoencoder.decode(done))
        if shown.device.type != "cpu" and not self._coming:  # the next guide is composed while a card is at this frame
            self._coming.extend(self.guide.next_chunk())
        picture: NDArray[np.uint8] = np.ascontiguousarray(shown.cpu().numpy())
        self._state = replace(
            now, frame=now.frame + 1, pipeline=pipeline, painted=done, picture=picture, made_of=small, skipped=0
        )
        return picture

    def _fresh(self, like: torch.Tensor) -> Any:
        """Noise by step. It stays the same through a shot, so that flat places do not boil."""
        seed, shape = self._state.shot.seed, tuple(like.shape)

        def fresh(step: int) -> torch.Tensor:
            key = (seed, step, shape)
            if key not in self._drawn:
                self._drawn = {kept: value for kept, value in self._drawn.items() if kept[0] == seed}
                self._drawn[key] = noise(seed, 0, step, shape).to(like.device, like.dtype)
            return self._drawn[key]

        return fresh

    def _next_guide(self) -> NDArray[np.uint8]:
        if not self._coming:
            self._coming.extend(self.guide.next_chunk())
        return self._coming.popleft()

    def _read(self, shot: Shot) -> None:
        prompts = self.painter.prompts
        self._text = prompts.embedding(short_prompt(shot, CLIP_ROWS, prompts.encoder.tokens))


def _in_bytes(frame: torch.Tensor) -> torch.Tensor:
    """Float (1, 3, height, width), 0..1 -> uint8 (height, width, rgb), where it is."""
    return (frame[0].float().clamp(0, 1) * 255).round().to(torch.uint8).permute(1, 2, 0).contiguous()
