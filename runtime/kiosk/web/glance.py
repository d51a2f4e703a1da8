"""The picture that is really on the screen, as a JPEG for the page. Nothing of it is kept but the newest one.

The loop gives a copy; it is made small and packed here, and not more often than twice a second, whoever asks.
"""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pygame

LASTS_S = 0.5  # for so long a picture is good for whoever asks next
WIDTH = 960  # pixels, at most
QUALITY = 80


class Glance:
    """`look` asks the loop, and raises TimeoutError. `origin`: what the file says of itself (XMP)."""

    def __init__(
        self, look: Callable[[], pygame.Surface], origin: bytes = b"", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._look, self._origin, self._clock = look, origin, clock
        self._last, self._at_s = b"", -1e9
        self._turn = threading.Lock()  # those who ask at once wait for the same picture

    def jpeg(self) -> bytes:
        """TimeoutError: the loop does not answer."""
        with self._turn:
            if not 0 <= self._clock() - self._at_s < LASTS_S:
                self._last = packed(self._look(), self._origin)
                self._at_s = self._clock()
            return self._last


def packed(surface: pygame.Surface, origin: bytes = b"") -> bytes:
    """A surface as a JPEG, at most 960 pixels wide."""
    import pygame
    from PIL import Image

    w, h = surface.get_size()
    if w > WIDTH:
        surface = pygame.transform.smoothscale(surface, (WIDTH, max(1, round(h * WIDTH / w))))
    image = Image.frombuffer("RGB", surface.get_size(), pygame.image.tobytes(surface, "RGB"), "raw", "RGB", 0, 1)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, **({"xmp": origin} if origin else {}))
    return out.getvalue()
