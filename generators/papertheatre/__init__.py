"""The CPU default: layered paper sets lit from behind, jointed puppets, drawn once and then moved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generators.base import Generator


def open_generator(size: tuple[int, int], settings: Mapping[str, Any] | None = None) -> Generator:
    """A paper theatre of `size` (width, height) pixels; settings: fps, chunk_frames, store_bytes."""
    import os

    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from generators.papertheatre.generator import PaperTheatre

    return PaperTheatre(size, settings or {})
