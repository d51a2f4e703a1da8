"""The paper theatre as a generator: shots in, chunks of frames out, the same pixels for the same shot and frame."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

import numpy as np
import pygame
import skia
from numpy.typing import NDArray

from generators.base import Format, Shot
from generators.papertheatre.camera import MARGIN, Pose
from generators.papertheatre.context import Context
from generators.papertheatre.darkroom import Darkroom
from generators.papertheatre.drawing import drawing
from generators.papertheatre.morph import Lens
from generators.papertheatre.paint import Easel, Weights, between, weights_of
from generators.papertheatre.stage import Stage
from generators.papertheatre.store import STORE_BYTES, SetStore

CANVAS_PIXELS: Final = 1920 * 1080  # larger formats are drawn at this size and enlarged
CHUNK_FRAMES: Final = 4
DARKROOMS_KEPT: Final = 3
DISSOLVE_S: Final = 1.0  # from one painted look to another


class PaperTheatre:
    """Layered paper sets lit from behind, jointed puppets before them."""

    stages: type[Stage] = Stage  # what a shot is put on

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
        self._turns = 0  # how many shots there were
        self._darkrooms: OrderedDict[tuple[object, ...], Darkroom] = OrderedDict()
        self._context: Context | None = None  # what is running

    def begin(self, shot: Shot, at_frame: int = 0) -> None:
        self._turns += 1
        self._context = Context(self._staged(shot), max(0, at_frame), turn=self._turns)

    def steer(self, shot: Shot) -> None:
        before = self._context
        if before is None:
            self.begin(shot)
            return
        painted = before.stage.finish.recipe.painted.styles
        self._turns += 1
        after = before.followed_by(self._staged(shot))
        weights = self._weights(before, before.frame) if painted else None
        self._context = replace(after, turn=self._turns, weights_from=weights)

    def snapshot(self) -> Context | None:
        """What is running, and where it is: a value, which shares its sets with the store."""
        return self._context

    def restore(self, snapshot: Context | None) -> None:
        self._context = snapshot

    @property
    def _stage(self) -> Stage | None:
        return self._context.stage if self._context is not None else None

    def next_chunk(self) -> NDArray[np.uint8]:
        if self._context is None:
            self.begin(Shot())
        assert self._context is not None
        context, f = self._context, self.format
        chunk = np.empty((f.chunk_frames, f.height, f.width, 3), np.uint8)
        if context.stage.finish.recipe.painted.styles:
            self._paint_frames(context, chunk)
        else:
            for k in range(f.chunk_frames):
                self._expose(context, context.frame + k)
                self._print(context.stage, chunk[k])
        self._context = context.advanced(f.chunk_frames)
        return chunk

    def close(self) -> None:
        self._context = None
        self._store = SetStore(0)
        if self._easel is not None:
            self._easel.close()
            self._easel = None

    def _staged(self, shot: Shot) -> Stage:
        return self.stages(shot, self._canvas_size, self._fps, self._store)

    def _expose(self, context: Context, frame: int) -> None:
        """Draw one frame and develop it."""
        stage = context.stage
        darkroom, t_s = self._darkroom(stage), frame / self._fps
        self._throw(context, frame, darkroom.shift(t_s))
        darkroom.develop(self._picture, frame, t_s + context.since_s)

    def _throw(self, context: Context, frame: int, shift: tuple[float, float]) -> None:
        for inner, number, lens in context.exposures(frame):
            pose = inner.draw(self._canvas, number)
            self._project(pose, lens, shift)

    def plain(self, frame: int) -> NDArray[np.uint8]:
        """uint8 (height, width, rgb): a frame of what is running as the lens throws it, before the darkroom."""
        if self._context is None:
            self.begin(Shot())
        assert self._context is not None
        self._throw(self._context, frame, (0.0, 0.0))
        picture: NDArray[np.uint8] = self._picture.pixels[0][:, :, 2::-1].copy()
        return picture

    def _print(self, stage: Stage, out: NDArray[np.uint8]) -> None:
        """The developed frame, under all that lies over it, into uint8 (height, width, rgb)."""
        self._darkroom(stage).cover(self._picture)
        target = pygame.image.frombuffer(out.data, (self.format.width, self.format.height), "RGB")
        target.blit(self._picture.surface, (0, 0))

    def _paint_frames(self, context: Context, chunk: NDArray[np.uint8]) -> None:
        """Frames of a painted look: the next ones are drawn while the network paints."""
        if self._easel is None:
            self._easel = Easel()
        easel, drawn = self._easel, []
        frames = range(context.frame, context.frame + len(chunk))
        wanted = {needed: None for frame in frames for needed in easel.needs(frame)}
        for frame in (*frames, *(needed for needed in wanted if needed not in frames)):
            beside = frame not in frames
            if beside and easel.has((context.turn, frame)):
                continue
            self._expose(context, frame)
            if frame in wanted and not easel.has((context.turn, frame)):
                easel.paint(self._picture.surface, (context.turn, frame), self._weights(context, frame))
            if not beside:
                drawn.append(self._picture.surface.copy())
        for frame, picture, out in zip(frames, drawn, chunk, strict=True):
            paintings = [(context.turn, needed) for needed in easel.needs(frame)]
            easel.finish(picture, paintings, self._picture.surface, context.stage.finish.recipe.painted)
            self._print(context.stage, out)

    def _weights(self, context: Context, frame: int) -> Weights:
        """How much of each style is in a frame; after a steer from another painted look they move."""
        after = weights_of(context.stage.finish.recipe.painted)
        u = frame / (DISSOLVE_S * self._fps)
        if context.weights_from is None or u >= 1:
            return after
        return between(context.weights_from, after, u)

    def _project(self, pose: Pose, lens: Lens, shift: tuple[float, float]) -> None:
        """The canvas as the lens shows it: zoom, and the format's own size, at fractions of a pixel."""
        f, (width, height) = self.format, self._canvas_size
        c = self._picture.canvas
        zoom = MARGIN * pose.push
        fit = max(f.width / width, f.height / height)
        c.save()
        c.translate(f.width / 2 + shift[0], f.height / 2 + shift[1])
        c.scale(zoom * fit, zoom * fit)
        c.translate(lens.x - width / 2, lens.y - height / 2)
        c.scale(lens.scale, lens.scale)
        sampling = skia.SamplingOptions(skia.FilterMode.kLinear)
        if lens.soft:
            clamp, edge = skia.TileMode.kClamp, 0.05 * width
            paint = skia.Paint(Shader=self._image.makeShader(clamp, clamp, sampling), Alphaf=lens.alpha)
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, edge / 2))
            c.drawRect(skia.Rect.MakeLTRB(edge, edge, width - edge, height - edge), paint)
        else:
            c.drawImage(self._image, 0, 0, sampling, skia.Paint())
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


def _canvas_size(width: int, height: int) -> tuple[int, int]:
    """The canvas's size for a format: its own, or with its shape at most CANVAS_PIXELS."""
    share = min(1.0, (CANVAS_PIXELS / (width * height)) ** 0.5)
    return (max(16, round(width * share)), max(16, round(height * share)))


def _image_of(made: Any, size: tuple[int, int]) -> Any:
    """Skia's view of the canvas's memory, opaque, without a copy."""
    info = skia.ImageInfo.Make(*size, skia.kBGRA_8888_ColorType, skia.kOpaque_AlphaType)
    return skia.Image.MakeFromRaster(skia.Pixmap(info, made.pixels[0], size[0] * 4))
