"""A picture of what is shown, as a PNG."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pygame


def png_bytes(surface: pygame.Surface) -> bytes:
    """The surface as a PNG file's bytes."""
    out = io.BytesIO()
    pygame.image.save(surface, out, "snapshot.png")
    return out.getvalue()


def save_snapshot(surface: pygame.Surface, folder: Path, name: str = "diorama") -> Path | None:
    """Write the next free name-NNN.png into a folder; None when the folder cannot be written: a show goes on."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}-{_next_number(folder, name):03d}.png"
        path.write_bytes(png_bytes(surface))
    except OSError:
        return None
    return path


def _next_number(folder: Path, name: str) -> int:
    taken = [re.fullmatch(rf"{re.escape(name)}-(\d+)", path.stem) for path in folder.glob(f"{name}-*.png")]
    return 1 + max((int(match[1]) for match in taken if match), default=0)
