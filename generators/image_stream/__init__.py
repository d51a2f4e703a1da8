"""Image diffusion frame by frame: paper theatre composes, Stable Diffusion paints, from one step to four."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generators.base import Generator


def open_preset(name: str, size: tuple[int, int], settings: Mapping[str, Any] | None = None) -> Generator:
    """A model by its preset's name; settings: models, device, cache, steps, strength, feedback, decoder, fps."""
    from generators.causal.generator import shaped
    from generators.image_stream.build import PRESETS, painter_of
    from generators.image_stream.generator import ImageStream
    from generators.papertheatre import open_generator

    wish, preset = dict(settings or {}), PRESETS[name]
    made_at = shaped(preset.size, size)
    painter = painter_of(preset, wish)
    guide = open_generator(made_at, {"chunk_frames": 1} | {key: wish[key] for key in ("fps",) if key in wish})
    return ImageStream(painter, guide)


sd15_lcm = partial(open_preset, "sd15-lcm")
sd_turbo = partial(open_preset, "sd-turbo")
sd15_random = partial(open_preset, "sd15-random")
sd_turbo_random = partial(open_preset, "sd-turbo-random")
sd_tiny_random = partial(open_preset, "sd-tiny-random")
