"""An exhibition's own pictures and clips, learned by the shipped network: `diorama models train --frames FOLDER`.

Each picture or clip has its caption beside it, NAME.txt. The caption's place is one of the taught ones, or the nearest
to it: that place then looks as it does in the pictures. Clips of the paper theatre are mixed in: all else stays.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from generators.base import Setting, Shot, TimeOfDay, Weather
from generators.daguerreotype import archive, weights
from generators.daguerreotype.codec import Codec
from generators.daguerreotype.data import clips
from generators.daguerreotype.ongoing import Batch, Ongoing
from generators.daguerreotype.rehearsal import Rehearsal
from generators.daguerreotype.scene import FPS, LATENT_FRAMES, SIZE, plan_of, rows, taught
from generators.papertheatre.store import SetStore

PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp"})
CLIPS: Final = frozenset({".mp4", ".mov", ".webm", ".mkv", ".gif"})
LONGEST: Final = 60  # latents of a clip that are used: twenty seconds
MOST_BYTES: Final = 2 << 30  # of one file
TEACHERS: Final = 64  # clips of the paper theatre that are mixed in
RATE: Final = 3e-4
BATCH: Final = 8
LENGTH: Final = 3  # latents of a sequence
WORDS: Final[dict[object, tuple[str, ...]]] = {
    TimeOfDay.DAWN: ("dawn", "sunrise", "daybreak", "first light"),
    TimeOfDay.AFTERNOON: ("afternoon",),
    TimeOfDay.DUSK: ("dusk", "sunset", "evening", "twilight"),
    TimeOfDay.NIGHT: ("night", "midnight", "moonlight", "moonlit"),
    Weather.STORM: ("storm", "thunder", "lightning", "gale"),
    Weather.RAIN: ("rain", "rainy", "drizzle"),
    Weather.SNOW: ("snow", "snowing", "blizzard"),
    Weather.FOG: ("fog", "mist", "foggy", "misty", "haze"),
}


class FramesError(ValueError):
    """The folder is not what it should be; the message says what to do."""


@dataclass(frozen=True)
class Material:
    """One picture or clip."""

    path: Path
    caption: str


def told(caption: str) -> Shot:
    """A caption as a shot: its place, and what it says of hour and weather."""
    words = f" {caption.lower()} "
    found = {type(value): value for value, names in reversed(WORDS.items()) if any(name in words for name in names)}
    interior = any(word in words for word in (" inside ", " interior", " indoors ", " room"))
    setting = Setting(
        place=caption.strip().lower()[:200],
        interior=interior,
        time=found.get(TimeOfDay, TimeOfDay.DAY),
        weather=found.get(Weather, Weather.CLEAR),
    )
    return Shot(setting=setting)


def materials(folder: Path) -> list[Material]:
    """Everything in the folder that has a caption; FramesError says what is lacking."""
    if not folder.is_dir():
        raise FramesError(
            f"{folder}: there is no such folder. Put pictures or clips there, and a NAME.txt beside each."
        )
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURES | CLIPS)
    if not found:
        raise FramesError(
            f"{folder}: no pictures ({', '.join(sorted(PICTURES))}) or clips ({', '.join(sorted(CLIPS))})."
        )
    bare = [path.name for path in found if not path.with_suffix(".txt").is_file()]
    if bare:
        more = f" and {len(bare) - 3} more" if len(bare) > 3 else ""
        raise FramesError(
            f"{', '.join(bare[:3])}{more}: no caption. Write one line beside it, in a file of the same name that "
            f"ends in .txt: the harbour at dusk, in rain"
        )
    return [
        Material(path, path.with_suffix(".txt").read_text(encoding="utf-8", errors="replace")[:2000]) for path in found
    ]


def frames_of(material: Material) -> NDArray[np.uint8]:
    """uint8 (time, height, width, rgb) at the network's size and rate, cropped to its shape; a still is one second."""
    from PIL import Image

    if material.path.stat().st_size > MOST_BYTES:
        raise FramesError(f"{material.path}: larger than {MOST_BYTES >> 30} GB. Cut it into pieces.")
    try:
        if material.path.suffix.lower() in PICTURES:
            with Image.open(material.path) as picture:
                return np.repeat(_fitted(picture)[None], LATENT_FRAMES * LENGTH, axis=0)
        pictures = [_fitted(picture) for picture in _filmed(material.path)]
    except FramesError:
        raise
    except Exception as problem:
        raise FramesError(f"{material.path}: it cannot be read as a picture or clip ({problem}).") from None
    lack = max(0, LATENT_FRAMES * LENGTH - len(pictures)) or -len(pictures) % LATENT_FRAMES
    if not pictures:
        raise FramesError(f"{material.path}: there are no pictures in it.")
    return np.stack(pictures + pictures[-1:] * lack)


def _filmed(path: Path) -> Iterator[Any]:
    """The pictures of a clip, FPS a second, LONGEST latents at the most."""
    import av
    from PIL import Image

    with av.open(str(path)) as film:
        due = 0
        for frame in film.decode(video=0):
            while frame.time is not None and frame.time * FPS >= due:
                yield Image.fromarray(frame.to_ndarray(format="rgb24"))
                due += 1
                if due >= LONGEST * LATENT_FRAMES:
                    return


def _fitted(picture: Any) -> NDArray[np.uint8]:
    from PIL import ImageOps

    fitted: NDArray[np.uint8] = np.asarray(ImageOps.fit(picture.convert("RGB"), SIZE))
    return fitted


def encoded(found: Sequence[Material], codec: Codec) -> archive.Archive:
    """The folder as stretches of LENGTH latents, each with its rows."""
    latents, told_rows = [], []
    for material in found:
        made = codec.encoded(torch.from_numpy(frames_of(material)))
        plan = plan_of(taught(told(material.caption)), SetStore(0))
        row = torch.from_numpy(rows(plan, [0])[0])
        for first in range(0, made.shape[1] - LENGTH + 1, LENGTH):
            latents.append(made[:, first : first + LENGTH].half())
            told_rows.append(row.half()[None].expand(LENGTH, -1))
    return archive.Archive(torch.stack(latents), torch.stack(told_rows))


def learned(
    folder: Path,
    out: Path,
    minutes: float,
    say: Callable[[str], None],
    base: Path | None = None,
    most_steps: int = 1 << 30,
) -> Path:
    """Fine-tune the shipped weights (or `base`) on a folder; writes `out` and gives it back."""
    kept = weights.load(base)
    codec, network = Codec.of(kept.tensors), weights.network_of(kept).train().requires_grad_(True)
    own = encoded(materials(folder), codec)
    say(f"{len(own)} stretches of a second; {minutes:g} minutes")
    theirs = [
        (codec.encoded(torch.from_numpy(clip.frames)).half(), torch.from_numpy(clip.rows).half())
        for clip in clips(range(TEACHERS), "train", LENGTH)
    ]
    teacher = archive.Archive(*(torch.stack(part) for part in zip(*theirs, strict=True)))
    go, generator = Rehearsal(network, LENGTH), torch.Generator().manual_seed(1839)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.0)
    began, step, ongoing = time.monotonic(), 0, Ongoing()

    def fresh() -> Batch:
        latents, told_rows = zip(*(part.batch(BATCH // 2, LENGTH, generator) for part in (own, teacher)), strict=True)
        return torch.cat(latents), torch.cat(told_rows)

    while step < most_steps and (past := time.monotonic() - began) < minutes * 60:
        loss, _ = ongoing.judged(go, fresh, generator, int(kept.card["steps"]))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        if step % 10 == 0:
            say(f"{past / 60:5.1f} min  step {step:5}  loss {float(loss.detach()):.4f}")
        step += 1
    others = {name: value for name, value in kept.tensors.items() if not name.startswith("network.")}
    card = {**kept.card, "own_stretches": len(own), "own_steps": step}
    weights.save(out, network.state_dict(), others, card)
    return out
