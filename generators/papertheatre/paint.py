"""Painted looks: every drawn frame painted anew by a small style network, which runs while the next frames are drawn.

The network sees a small frame; its painting is enlarged, and the fine lines of the drawn frame are laid back over it,
so that faces stay legible. Every second frame is painted, and those between lie between two paintings, unless a fast
engine is installed.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np
import pygame
from numpy.typing import NDArray

from generators.base import MAX_CHUNK_FRAMES
from generators.papertheatre.looks.painters import COUNT, PAINTERS, net_file
from generators.papertheatre.looks.recipe import Painted

SMALL: Final = 384 * 216  # pixels that the network sees, with ONNX Runtime
LARGE: Final = 512 * 288  # with an engine that computes in bfloat16
GRID: Final = 8  # the network's own: sides are multiples of it
THREADS: Final = 2
SOFT: Final = 1  # pixels
TWOS: Final = 2  # a painting for every second frame
PAINTINGS_KEPT: Final = MAX_CHUNK_FRAMES // TWOS + 2  # all that a chunk can need

Picture = NDArray[np.uint8]
Weights = tuple[float, ...]  # COUNT of them, their sum 1


def weights_of(painted: Painted) -> Weights:
    """How much of each of the network's styles a look wants; all 0 for a look that is not painted."""
    total = sum(painted.styles.values())
    made = [0.0] * COUNT
    for name, share in painted.styles.items():
        made[PAINTERS[name]] = share / total
    return tuple(made)


def between(before: Weights, after: Weights, share: float) -> Weights:
    """`before` at share 0, `after` at share 1: a look that dissolves into another."""
    return tuple(a + (b - a) * share for a, b in zip(before, after, strict=True))


class Engine:
    """The network on ONNX Runtime: the same picture and weights give the same bytes, whatever else the machine does.

    It tells the thread that makes it to take denormal numbers for zero, so it has a thread of its own.
    """

    pixels, every = SMALL, TWOS

    def __init__(self, file: Path) -> None:
        import onnxruntime  # type: ignore[import-untyped]

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.set_denormal_as_zero", "1")  # dark frames would be slow
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # the player needs its core
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def run(self, image: NDArray[np.float32], weights: Weights) -> NDArray[np.float32]:
        """float32 (1, 3, height, width), 0..1, in and out."""
        asked = {"image": image, "style_weights": np.array(weights, np.float32)}
        made: NDArray[np.float32] = self._session.run(None, asked)[0]
        return made


class FastEngine:
    """The network on OpenVINO in bfloat16, for processors that have it: larger, and every frame."""

    pixels, every = LARGE, 1

    def __init__(self, file: Path) -> None:
        self._core = importlib.import_module("openvino").Core()
        self._file = file
        self._requests: dict[tuple[int, int], Any] = {}  # by height and width: it is compiled for a size

    def _request(self, height: int, width: int) -> Any:
        if (height, width) not in self._requests:
            model = self._core.read_model(str(self._file))
            model.reshape({"image": [1, 3, height, width], "style_weights": [COUNT]})
            hints = {"INFERENCE_PRECISION_HINT": "bf16", "INFERENCE_NUM_THREADS": THREADS}
            self._requests[height, width] = self._core.compile_model(model, "CPU", hints).create_infer_request()
        return self._requests[height, width]

    def run(self, image: NDArray[np.float32], weights: Weights) -> NDArray[np.float32]:
        """As `Engine.run`."""
        asked = {"image": image, "style_weights": np.array(weights, np.float32)}
        made: NDArray[np.float32] = next(iter(self._request(*image.shape[2:]).infer(asked).values())).copy()
        return made


def has_fast_engine() -> bool:
    """Whether OpenVINO is installed and this processor computes in bfloat16."""
    if importlib.util.find_spec("openvino") is None:
        return False
    core = importlib.import_module("openvino").Core()
    return "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def open_engine() -> Engine | FastEngine:
    """The engine that this machine is good for. To be made in the thread that it is used in: see `Engine`."""
    file = net_file()
    if file is None:
        raise FileNotFoundError("The painting network is missing. Type: diorama models add styles")
    return FastEngine(file) if has_fast_engine() else Engine(file)


def seen_size(size: tuple[int, int], pixels: int) -> tuple[int, int]:
    """How large the network sees a picture of `size`: of its shape, about `pixels` in all."""
    share = (pixels / (size[0] * size[1])) ** 0.5
    return (max(GRID, round(size[0] * share / GRID) * GRID), max(GRID, round(size[1] * share / GRID) * GRID))


Paintings = tuple[Future[pygame.Surface], ...]  # one, or the two that a frame lies between


class Easel:
    """Paints frames of one size: begin to `paint` as soon as a frame is drawn, `finish` it when all are."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="painter")
        self._engine = self._pool.submit(open_engine).result()
        self._paintings: OrderedDict[object, Future[pygame.Surface]] = OrderedDict()  # by the frame

    def needs(self, frame: int) -> tuple[int, ...]:
        """The frames whose paintings a frame is made of: itself, or both its neighbours, on twos."""
        every = self._engine.every
        first = frame - frame % every
        return (first,) if first == frame else (first, first + every)

    def has(self, which: object) -> bool:
        """Whether the painting of that frame is at hand or on its way."""
        return which in self._paintings

    def paint(self, picture: pygame.Surface, which: object, weights: Weights) -> None:
        """Begin to paint a picture in the background."""
        small = pygame.transform.smoothscale(picture, seen_size(picture.get_size(), self._engine.pixels))
        self._paintings[which] = self._pool.submit(_painting, self._engine, small, weights)
        while len(self._paintings) > PAINTINGS_KEPT:
            self._paintings.popitem(last=False)

    def finish(self, drawn: pygame.Surface, frames: Sequence[object], out: pygame.Surface, painted: Painted) -> None:
        """The paintings of `frames`, enlarged, with the drawn frame's fine lines over them, onto `out`."""
        size = out.get_size()
        wide = pygame.transform.smoothscale(_between(tuple(self._paintings[which] for which in frames)), size)
        _lay_lines(wide, drawn, painted.keep)
        out.blit(drawn, (0, 0))
        wide.set_alpha(round(255 * painted.strength))
        out.blit(wide, (0, 0))

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._paintings.clear()


def _between(paintings: Paintings) -> pygame.Surface:
    """The painting, or what lies half way between two."""
    made = paintings[0].result()
    if len(paintings) > 1:
        made, later = made.copy(), paintings[1].result().copy()
        later.set_alpha(128)
        made.blit(later, (0, 0))
    return made


def _painting(engine: Engine | FastEngine, small: pygame.Surface, weights: Weights) -> pygame.Surface:
    """The network's picture of a small surface."""
    width, height = small.get_size()
    seen = np.frombuffer(pygame.image.tobytes(small, "RGB"), np.uint8).reshape(height, width, 3)
    image = np.ascontiguousarray(seen.transpose(2, 0, 1)[None], np.float32) / np.float32(255)
    made = np.clip(engine.run(image, weights)[0], 0, 1).transpose(1, 2, 0)
    pixels = np.full((height, width, 4), 255, np.uint8)
    pixels[:, :, 2::-1] = (made * 255 + 0.5).astype(np.uint8)
    surface = pygame.image.frombuffer(pixels.tobytes(), (width, height), "BGRA")
    return pygame.transform.gaussian_blur(_opaque(surface), SOFT)  # the network's own grid is no brush mark


def _opaque(surface: pygame.Surface) -> pygame.Surface:
    """A copy without transparency, so that a strength can be set for all of it."""
    made = pygame.Surface(surface.get_size(), 0, 32)
    made.blit(surface, (0, 0))
    return made


def _lay_lines(wide: pygame.Surface, drawn: pygame.Surface, keep: float) -> None:
    """Add what is finer in the drawn frame than the network could see: light and dark lines, `keep` of them."""
    if keep <= 0:
        return
    size = drawn.get_size()
    coarse = pygame.transform.smoothscale(pygame.transform.smoothscale(drawn, _coarse(size)), size)
    light, dark = drawn.copy(), coarse.copy()
    light.blit(coarse, (0, 0), special_flags=pygame.BLEND_RGB_SUB)
    dark.blit(drawn, (0, 0), special_flags=pygame.BLEND_RGB_SUB)
    level = round(255 * keep)
    for lines, flag in ((light, pygame.BLEND_RGB_ADD), (dark, pygame.BLEND_RGB_SUB)):
        lines.fill((level, level, level), special_flags=pygame.BLEND_RGB_MULT)
        wide.blit(lines, (0, 0), special_flags=flag)


def _coarse(size: tuple[int, int]) -> tuple[int, int]:
    return (max(1, size[0] // 10), max(1, size[1] // 10))
