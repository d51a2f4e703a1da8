"""A moment of a show as a still or a loop: a poster, a GIF or WebP for a page. Whoever performs takes it for a film."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from runtime.errors import DeviceError
from runtime.provenance import Origin

if TYPE_CHECKING:
    from PIL.Image import Image

STILLS: Final = (".jpg", ".jpeg", ".png")
LOOPS: Final = (".gif", ".webp")
LOOP_WIDTH: Final = 640  # pixels, at most
LOOP_FPS: Final = Fraction(12)  # at most: GIF counts in hundredths of a second
MOST_S: Final = 20.0  # of a loop
QUALITY: Final = 92


@dataclass
class Slides:
    """Keeps the frames from `first` up to `last` of what is performed."""

    size: tuple[int, int]  # pixels
    fps: Fraction
    first: int
    last: int
    frames: int = 0
    kept: list[Image] = field(default_factory=list)

    @property
    def every(self) -> int:
        """One frame of so many is kept: all of a still's, twelve a second of a loop's."""
        return max(1, round(self.fps / LOOP_FPS))

    def add_picture(self, picture: Any) -> None:
        """The next frame: a pygame surface of 32 bits, or uint8 (height, width, rgb)."""
        number, self.frames = self.frames, self.frames + 1
        if self.first <= number < self.last and (number - self.first) % self.every == 0:
            self.kept.append(_image(picture))

    def add_sound(self, sound: Any) -> None:
        """Slides are silent."""

    def add_caption(self, text: str, start_s: float, end_s: float) -> None:
        """What is said is drawn on them, or not shown."""

    def close(self) -> None:
        """All are kept in memory."""

    abandon = break_off = close

    def write(self, path: Path, origin: Origin) -> None:
        """Write the still or the loop; DeviceError where there is nothing to write, or nowhere."""
        if not self.kept:
            raise DeviceError(f"{path} was not written: the show is over before that moment.")
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix.lower() in STILLS:
            _still(self.kept[0], path, origin)
        else:
            _loop(self.kept, path, float(self.every / self.fps), origin)


def _image(picture: Any) -> Image:
    from PIL import Image

    if isinstance(picture, np.ndarray):
        return Image.fromarray(np.array(picture))
    import pygame

    width, height = picture.get_size()
    return Image.frombytes("RGB", (width, height), pygame.image.tobytes(picture, "RGB"))


def _still(image: Image, path: Path, origin: Origin) -> None:
    if path.suffix.lower() == ".png":
        from PIL.PngImagePlugin import PngInfo

        told = PngInfo()
        told.add_itxt("XML:com.adobe.xmp", origin.xmp().decode())
        image.save(path, pnginfo=told)
    else:
        image.save(path, quality=QUALITY, xmp=origin.xmp())


def _loop(images: list[Image], path: Path, each_s: float, origin: Origin) -> None:
    """A loop that goes round for ever."""
    from PIL import Image

    width = min(LOOP_WIDTH, images[0].width)
    size = (width, max(1, round(images[0].height * width / images[0].width)))
    small = [image.resize(size, Image.Resampling.LANCZOS) for image in images]
    more: dict[str, Any] = {"xmp": origin.xmp(), "quality": QUALITY, "method": 4} if path.suffix == ".webp" else {}
    if path.suffix.lower() == ".gif":
        palette = _palette(small)
        small = [image.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG) for image in small]
    small[0].save(path, save_all=True, append_images=small[1:], duration=round(1000 * each_s), loop=0, **more)


def _palette(images: list[Image]) -> Image:
    """One palette for all: colours that stay do not flicker."""
    from PIL import Image

    chosen = images[:: max(1, len(images) // 8)]
    width, height = chosen[0].size
    sheet = Image.new("RGB", (width, height * len(chosen)))
    for n, image in enumerate(chosen):
        sheet.paste(image, (0, n * height))
    return sheet.quantize(256, Image.Quantize.MEDIANCUT)
