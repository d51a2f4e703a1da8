"""The paper theatre as a generator: shots in, chunks of frames out, the same pixels for the same shot and frame."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

import numpy as np
import pygame
import skia
from numpy.typing import NDArray

from generators.base import Format, Shot
from generators.papertheatre.camera import MARGIN, Pose
from generators.papertheatre.darkroom import Darkroom
from generators.papertheatre.paint import Easel, Weights, between, weights_of
from generators.papertheatre.paper import drawing
from generators.papertheatre.stage import Stage
from generators.papertheatre.store import STORE_BYTES, SetStore

CANVAS_PIXELS: Final = 1920 * 1080  # larger formats are drawn at this size and enlarged
EASE_S: Final = 1.4  # how long the camera takes from where it was, after a steer
CHUNK_FRAMES: Final = 4
DARKROOMS_KEPT: Final = 3
DISSOLVE_S: Final = 1.0  # from one painted look to another


class PaperTheatre:
    """Layered paper sets lit from behind, jointed puppets before them."""

    def __init__(self, size: tuple[int, int], settings: Mapping[str, Any]) -> None:
        fps = Fraction(str(settings.get("fps", 24)))
        chunk = int(settings.get("chunk_frames", CHUNK_FRAMES))
        self.format = Format(width=size[0], height=size[1], fps=fps, chunk_frames=chunk)
        self._fps = float(fps)
        self._canvas_size = _canvas_size(*size)
        self._store = SetStore(int(settings.get("store_bytes", STORE_BYTES)))
        self._canvas = drawing(*self._canvas_size)
        self._picture = drawing(*size)
        self._picture.surface.set_alpha(None)  # already opaque: copied, never blended
        self._image = _image_of(self._canvas, self._canvas_size)
        self._easel: Easel | None = None
        self._turn = 0  # how many shots there were: whose paintings are whose
        self._weights_from: Weights | None = None  # of the painted look before a steer
        self._darkrooms: OrderedDict[tuple[object, ...], Darkroom] = OrderedDict()
        self._stage: Stage | None = None
        self._frame = 0
        self._ease_from: Pose | None = None
        self._going: tuple[Stage, int] | None = None  # whose camera is still on its way, frames before this shot
        self._since_s = 0.0  # how long the set was on before this shot

    def begin(self, shot: Shot, at_frame: int = 0) -> None:
        self._stage = self._staged(shot)
        self._frame = max(0, at_frame)
        self._ease_from, self._going, self._since_s = None, None, 0.0
        self._turn, self._weights_from = self._turn + 1, None

    def steer(self, shot: Shot) -> None:
        before = self._stage
        after = self._staged(shot)
        painted = before is not None and before.finish.recipe.painted.styles
        self._weights_from = self._weights(before, self._frame) if before is not None and painted else None
        self._turn += 1
        if before is not None and before.key == after.key and before.view == after.view:
            after.players.follow(before.players, self._frame)
            self._since_s += self._frame / self._fps
            self._carry_on(before, after)
        else:
            self._ease_from, self._going, self._since_s = None, None, 0.0
        self._stage, self._frame = after, 0

    def _carry_on(self, before: Stage, after: Stage) -> None:
        """The camera goes on where only the words are new; else it eases from where it is."""
        if same_picture(before.shot, after.shot):
            first, frames = self._going or (before, 0)
            self._going = (first, frames + self._frame)
        else:
            self._ease_from, self._going = self._pose(before, self._frame), None

    def next_chunk(self) -> NDArray[np.uint8]:
        if self._stage is None:
            self.begin(Shot())
        assert self._stage is not None
        count, f = self.format.chunk_frames, self.format
        chunk = np.empty((count, f.height, f.width, 3), np.uint8)
        if self._stage.finish.recipe.painted.styles:
            self._paint_frames(self._stage, chunk)
        else:
            for k in range(count):
                self._expose(self._stage, self._frame + k)
                self._print(self._stage, chunk[k])
        self._frame += count
        return chunk

    def close(self) -> None:
        self._stage = None
        self._store = SetStore(0)
        if self._easel is not None:
            self._easel.close()
            self._easel = None

    def _staged(self, shot: Shot) -> Stage:
        return Stage(shot, self._canvas_size, self._fps, self._store)

    def _pose(self, stage: Stage, frame: int) -> Pose:
        """The camera's pose, eased from where it was before a steer."""
        if self._going is not None:
            stage, frame = self._going[0], self._going[1] + frame
        pose = stage.pose(frame)
        u = frame / (EASE_S * self._fps)
        if self._ease_from is None or u >= 1:
            return pose
        return self._ease_from.towards(pose, u * u * (3 - 2 * u))

    def _expose(self, stage: Stage, frame: int) -> None:
        """Draw one frame and develop it."""
        pose = self._pose(stage, frame)
        stage.draw(self._canvas, frame, pose, self._since_s)
        darkroom = self._darkroom(stage)
        self._project(pose, (stage.view.width, stage.view.height), darkroom.shift(frame / self._fps))
        darkroom.develop(self._picture, frame, frame / self._fps + self._since_s)

    def _print(self, stage: Stage, out: NDArray[np.uint8]) -> None:
        """The developed frame, under all that lies over it, into uint8 (height, width, rgb)."""
        self._darkroom(stage).cover(self._picture)
        target = pygame.image.frombuffer(out.data, (self.format.width, self.format.height), "RGB")
        target.blit(self._picture.surface, (0, 0))

    def _paint_frames(self, stage: Stage, chunk: NDArray[np.uint8]) -> None:
        """Frames of a painted look: the next ones are drawn while the network paints."""
        if self._easel is None:
            self._easel = Easel()
        easel, sittings, exposed = self._easel, [], -1
        for frame in range(self._frame, self._frame + len(chunk)):
            first = frame - frame % easel.every
            if not easel.has((self._turn, first)):
                self._expose(stage, first)
                easel.paint(self._picture.surface, (self._turn, first), self._weights(stage, first))
                exposed = first
            if exposed != frame:
                self._expose(stage, frame)
            sittings.append(easel.sit(self._picture.surface))
        for sitting, out in zip(sittings, chunk, strict=True):
            easel.finish(sitting, self._picture.surface, stage.finish.recipe.painted)
            self._print(stage, out)

    def _weights(self, stage: Stage, frame: int) -> Weights:
        """How much of each style is in a frame; after a steer from another painted look they move."""
        after = weights_of(stage.finish.recipe.painted)
        u = frame / (DISSOLVE_S * self._fps)
        if self._weights_from is None or u >= 1:
            return after
        return between(self._weights_from, after, u)

    def _project(self, pose: Pose, canvas: tuple[int, int], shift: tuple[float, float]) -> None:
        """The canvas as the lens shows it: zoom, tremble, and the format's own size, at fractions of a pixel."""
        f = self.format
        c = self._picture.canvas
        zoom = MARGIN * pose.push
        fit = max(f.width / canvas[0], f.height / canvas[1])
        c.save()
        c.translate(f.width / 2 + shift[0], f.height / 2 + shift[1])
        c.rotate(pose.roll)
        c.scale(zoom * fit, zoom * fit)
        c.translate(-canvas[0] / 2, -canvas[1] / 2)
        c.drawImage(self._image, 0, 0, skia.SamplingOptions(skia.FilterMode.kLinear), skia.Paint())
        c.restore()

    def _darkroom(self, stage: Stage) -> Darkroom:
        """What finishes the frames of this look at this time of day; a few are kept."""
        setting = stage.shot.setting
        key = (stage.finish.key, setting.interior, setting.time)
        made = self._darkrooms.get(key)
        if made is None:
            made = self._darkrooms[key] = Darkroom((self.format.width, self.format.height), stage.finish, setting)
            while len(self._darkrooms) > DARKROOMS_KEPT:
                self._darkrooms.popitem(last=False)
        return made


def same_picture(a: Shot, b: Shot) -> bool:
    """Whether two shots differ in what is said, and in nothing that is done."""
    quiet = {"speaking": False, "emotion": "", "loudness": ()}
    casts = [[figure.model_copy(update=quiet) for figure in shot.cast] for shot in (a, b)]
    return a.camera == b.camera and casts[0] == casts[1]


def _canvas_size(width: int, height: int) -> tuple[int, int]:
    """The canvas's size for a format: its own, or with its shape at most CANVAS_PIXELS."""
    share = min(1.0, (CANVAS_PIXELS / (width * height)) ** 0.5)
    return (max(16, round(width * share)), max(16, round(height * share)))


def _image_of(made: Any, size: tuple[int, int]) -> Any:
    """Skia's view of the canvas's memory, opaque, without a copy."""
    info = skia.ImageInfo.Make(*size, skia.kBGRA_8888_ColorType, skia.kOpaque_AlphaType)
    return skia.Image.MakeFromRaster(skia.Pixmap(info, made.pixels[0], size[0] * 4))
