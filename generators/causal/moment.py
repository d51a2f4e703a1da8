"""A stream's moment as a small file: its last clean latents, prompts, seed and place; one pass brings it back.

The rebuilt memory is not bit-equal to the old one (old keys were made with what was visible then), but the show goes
on from the same picture; differences fade within three chunks.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from typing import Any, Final

import torch

from generators.causal.memory import Memory
from generators.causal.session import Session, Stream, Text

VERSION: Final = 1
WARM_UP: Final = 8  # latents that a decoder sees again before it shows: then it is exact


@dataclass(frozen=True)
class Prompts:
    """What a moment must know of its prompts in words, since embeddings are made again."""

    now: str
    sink: str = ""


def packed(stream: Stream, prompts: Prompts) -> bytes:
    """A settled stream as safetensors bytes, at most 3 MB at 480x832; ValueError when a chunk is not yet committed."""
    from safetensors.torch import save

    if stream.pending is not None:
        raise ValueError("settle() the session before its moment is kept")
    kept = stream.latents[-_beside_sink(stream) :] if _beside_sink(stream) else ()
    tensors = {f"sink.{n}": chunk.half().cpu() for n, chunk in enumerate(stream.sink)}
    tensors |= {f"last.{n}": chunk.half().cpu() for n, chunk in enumerate(kept)}
    story = {
        "version": VERSION,
        "seed": stream.seed,
        "chunk": stream.chunk,
        "made": stream.memory.made,
        "prompt": prompts.now,
        "sink_prompt": prompts.sink,
    }
    return save(tensors or {"empty": torch.zeros(1)}, {"moment": json.dumps(story)})


def _beside_sink(stream: Stream) -> int:
    return len(stream.memory.slots) - len(stream.sink)


def prompts_of(data: bytes) -> Prompts:
    """The prompts that `unpacked` needs encoded."""
    story = _story(data)
    return Prompts(str(story["prompt"]), str(story["sink_prompt"]))


def unpacked(data: bytes, session: Session, text: Text, sink_text: Text) -> None:
    """Bring a moment back: commit the sink under its prompt, then the rest in one pass, and warm the decoder up."""
    from safetensors.torch import load

    story, tensors = _story(data), load(data)
    sink, last = _chunks(tensors, "sink"), _chunks(tensors, "last")
    session.cut(text, int(story["seed"]))
    memory = Memory()
    for chunk in sink:
        memory = session.engine.committed(memory, sink_text.keys, chunk)
    memory = replace(memory, made=int(story["made"]))
    if last:
        memory = session.engine.recommitted(memory, text.keys, torch.cat(last, dim=2))
    session.decoder.reset()
    seen_again = math.ceil(WARM_UP / session.engine.reach.chunk)
    for chunk in [*sink, *last][-seen_again:]:
        session.decoder.push(chunk)
    session.now = Stream(
        text,
        int(story["seed"]),
        memory,
        int(story["chunk"]),
        tuple([*sink, *last][-(session.engine.reach.window // session.engine.reach.chunk) :]),
        tuple(sink),
        sink_text,
        decoder=session.decoder.state,
    )


def _story(data: bytes) -> dict[str, Any]:
    """The words of a moment; ValueError for anything that is none."""
    length = int.from_bytes(data[:8], "little")
    try:
        story: dict[str, Any] = json.loads(json.loads(data[8 : 8 + length])["__metadata__"]["moment"])
    except (KeyError, TypeError, ValueError) as problem:
        raise ValueError("these bytes are no moment of a stream") from problem
    if story.get("version") != VERSION:
        raise ValueError(f"a moment of version {story.get('version')}; this Diorama reads version {VERSION}")
    return story


def _chunks(tensors: dict[str, torch.Tensor], name: str) -> list[torch.Tensor]:
    numbered = sorted((int(key.split(".")[1]), value) for key, value in tensors.items() if key.startswith(f"{name}."))
    return [value.float() for _, value in numbered]
