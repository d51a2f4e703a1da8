"""`diorama models train`: a daguerreotype that has learned an exhibition's own pictures, put into the store."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from runtime.errors import PartError
from runtime.parts import weights
from runtime.parts.lock import Lock, Pin, read_lock, write_lock
from runtime.parts.own import PLATE, name_for, own_parts
from runtime.parts.storeroom import digest_of, models_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from runtime.parts.part import Part

MINUTES: Final = 30.0


def train(frames: Path, minutes: float, say: Callable[[str], None], name: str = "") -> Part:
    """Learn a folder of pictures or clips with captions; the part that came of it. PartError says what is lacking."""
    from generators.daguerreotype.own import FramesError, learned
    from generators.daguerreotype.weights import FILE, WeightsError

    plain = name_for(Path(name) if name else frames)
    folder = models_folder() / plain
    if plain in {part.name for part in weights.MODELS} or read_lock(folder).own not in ("", PLATE):
        raise PartError(f"There is another {plain} already. Type another name: diorama models train NAME --frames …")
    fresh = folder / f"{FILE}.new"
    try:
        learned(frames.expanduser(), fresh, minutes, say)
    except (FramesError, WeightsError) as problem:
        if not read_lock(folder).files:
            shutil.rmtree(folder, ignore_errors=True)
        raise PartError(str(problem)) from None
    made = fresh.replace(folder / FILE)
    pin = Pin(path=str(frames), size=made.stat().st_size, sha256=digest_of(made))
    write_lock(folder, Lock(own=PLATE, files={FILE: pin}))
    return next(part for part in own_parts() if part.name == plain)
