"""An endless stream: chunk after chunk, steered between two of them, kept and gone back to at any moment.

The whole state is one immutable value, so a snapshot is a reference and branches share what they have in common.

    session.cut(text, seed)
    while True:
        show(session.chunk())          # float32 (time, 3, height, width), 0..1
        session.settle()               # the clean commit, in idle time; else the next chunk does it
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

import torch

from generators.causal.attention import TextKeys
from generators.causal.decode import Decoder
from generators.causal.engine import Engine
from generators.causal.memory import Memory
from generators.causal.noise import noise

MORPH_CHUNKS = 4


@dataclass(frozen=True)
class Text:
    """A prompt, encoded: float32 (1, tokens, text size) and its keys in every layer."""

    embedding: torch.Tensor
    keys: TextKeys = field(repr=False)


@dataclass(frozen=True)
class Morph:
    """On the way from one prompt to another."""

    before: Text
    after: Text
    chunks: int
    done: int = 0


@dataclass(frozen=True)
class Stream:
    """All that a stream is at a moment."""

    text: Text
    seed: int
    memory: Memory = field(default_factory=Memory)
    chunk: int = 0  # chunks made since the cut; noise is drawn by it
    latents: tuple[torch.Tensor, ...] = ()  # clean chunks that the window holds, newest last
    sink: tuple[torch.Tensor, ...] = ()  # the first ones, which are never forgotten
    sink_text: Text | None = None  # what the sink was committed under
    pending: torch.Tensor | None = None  # shown, not yet committed
    morph: Morph | None = None
    decoder: Any = None

    @property
    def size_bytes(self) -> int:
        """Memory that it refers to, each tensor once, whoever else refers to it."""
        return sum({t.untyped_storage().data_ptr(): t.untyped_storage().nbytes() for t in _tensors(self)}.values())


def _tensors(value: Any) -> Iterator[torch.Tensor]:
    """All that a value of values holds."""
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _tensors(part)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _tensors(getattr(value, part.name))


class Session:
    """Makes a stream. Used from one thread."""

    def __init__(self, engine: Engine, decoder: Decoder) -> None:
        self.engine, self.decoder = engine, decoder
        self.now: Stream | None = None

    def read(self, embedding: torch.Tensor) -> Text:
        """A prompt's keys, made once; `embedding` is the text encoder's (1, tokens, text size)."""
        return Text(embedding, self.engine.read(embedding))

    # --- the three ways on -------------------------------------------------------------------------------------------

    def cut(self, text: Text, seed: int) -> None:
        """Forget what was; the next chunk begins a picture of its own."""
        self.decoder.reset()
        self.now = Stream(text, seed, decoder=self.decoder.state)

    def follow(self, text: Text) -> None:
        """Go on under a new prompt: the window's latents are committed anew under it, the sink stays as it was."""
        self.settle()
        now = self._now()
        count = self.engine.remembered(now.memory)
        if count:
            memory = self.engine.recommitted(now.memory, text.keys, torch.cat(now.latents, dim=2)[:, :, -count:])
            now = replace(now, memory=memory)
        self.now = replace(now, text=text, morph=None)

    def morph(self, text: Text, chunks: int = MORPH_CHUNKS) -> None:
        """Go over to a new prompt little by little, in so many chunks; nothing is committed anew."""
        now = self._now()
        self.now = replace(now, morph=Morph(now.text, text, max(1, chunks)))

    # --- the stream --------------------------------------------------------------------------------------------------

    def chunk(self) -> torch.Tensor:
        """The next frames, float32 (time, 3, height, width), 0..1. They are there before the chunk is committed."""
        self.settle()
        self._go_over()
        now = self._now()
        latents = self.engine.denoised(
            now.memory, now.text.keys, lambda step: noise(now.seed, now.chunk, step, self.engine.chunk_shape)
        )
        self.decoder.state = now.decoder
        frames = self.decoder.push(latents)
        self.now = replace(now, chunk=now.chunk + 1, pending=latents, decoder=self.decoder.state)
        return frames

    def settle(self) -> None:
        """Commit what was shown last, if that has not been done."""
        now = self._now()
        if now.pending is None:
            return
        memory = self.engine.committed(now.memory, now.text.keys, now.pending)
        reach = self.engine.reach
        held = (*now.latents, now.pending)[-(reach.window // reach.chunk) :]
        in_sink = now.memory.made < reach.sink
        self.now = replace(
            now,
            memory=memory,
            latents=held,
            sink=(*now.sink, now.pending) if in_sink else now.sink,
            sink_text=now.text if in_sink else now.sink_text,
            pending=None,
        )

    def snapshot(self) -> Stream:
        """The stream as it is; shares everything, costs nothing."""
        return self._now()

    def restore(self, stream: Stream) -> None:
        """Go on from `stream` as if nothing had been made since."""
        self.now = stream

    def _go_over(self) -> None:
        """One step of a morph: the prompt of this chunk."""
        now = self._now()
        if now.morph is None:
            return
        done = now.morph.done + 1
        if done >= now.morph.chunks:
            self.now = replace(now, text=now.morph.after, morph=None)
            return
        mixed = between(now.morph.before.embedding, now.morph.after.embedding, done / now.morph.chunks)
        self.now = replace(now, text=self.read(mixed), morph=replace(now.morph, done=done))

    def _now(self) -> Stream:
        if self.now is None:
            raise RuntimeError("a stream begins with cut()")
        return self.now


def between(a: torch.Tensor, b: torch.Tensor, share: float) -> torch.Tensor:
    """A prompt on the way from `a` (share 0) to `b` (share 1): straight, at the length that lies between theirs."""
    mixed: torch.Tensor = torch.lerp(a.float(), b.float(), share)
    length = torch.lerp(a.float().norm(dim=-1), b.float().norm(dim=-1), share)
    scale: torch.Tensor = length / mixed.norm(dim=-1).clamp_min(1e-6)
    return mixed * scale[..., None]
