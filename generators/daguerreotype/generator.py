"""The small network as a generator: shots in, chunks of plates out, at once, on a processor.

For every chunk the stage plan is asked where everybody stands by then; the causal engine makes it from what was
before; the people are painted into it; the plate mends and enlarges it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from generators.base import Format, Shot, Transition
from generators.causal.attention import TextKeys, text_keys
from generators.causal.engine import Engine
from generators.causal.memory import Reach
from generators.causal.schedule import Schedule
from generators.causal.session import Session, Stream
from generators.daguerreotype.codec import Codec
from generators.daguerreotype.falling import Falling
from generators.daguerreotype.model import Network
from generators.daguerreotype.plate import TIMES, Plate
from generators.daguerreotype.scene import FPS, LATENT_FRAMES, SIZE, Plan, plan_of, rows, taught
from generators.daguerreotype.sitters import Sitting
from generators.daguerreotype.underlay import COLUMNS, ROWS
from generators.papertheatre.store import SetStore

PLATE: Final = (SIZE[0] * TIMES, SIZE[1] * TIMES)
WINDOW: Final = 4  # latents
MORPH_CHUNKS: Final = 6  # two seconds
TURN_CHUNKS: Final = 2  # how long what goes on takes to what it is told anew


@dataclass(frozen=True)
class Told:
    """What the engine follows for one chunk: keys of the scene's tokens, and the stage plan under the picture."""

    keys: TextKeys
    laid: torch.Tensor


class StagedEngine(Engine):
    """The causal engine, told rows of numbers instead of prompts."""

    def __init__(self, network: Network, sigmas: tuple[float, ...]) -> None:
        self.network = network
        schedule = Schedule(sigmas, tuple(1000 * sigma for sigma in sigmas))
        super().__init__(network.transformer, ROWS, COLUMNS, Reach(WINDOW, 0, 1), schedule)

    @torch.inference_mode()
    def read(self, embedding: torch.Tensor) -> Any:
        """`embedding` is a row: float32 (1, scene.WIDTH)."""
        return Told(text_keys(self.model, self.network.scene(embedding)), self.network.underlay(embedding))

    def _follow(self, text: Any) -> None:
        self.network.laid.now = text.laid
        super()._follow(text.keys)


class CodecDecoder:
    """Latents into small frames, each on its own: there is nothing to remember."""

    def __init__(self, codec: Codec) -> None:
        self.codec = codec
        self.state: Any = None

    def reset(self) -> None:
        self.state = None

    @torch.inference_mode()
    def push(self, latents: torch.Tensor) -> torch.Tensor:
        return self.codec.decoded(latents[0])


@dataclass(frozen=True)
class Scene:
    """A shot on its way: its plan, the frame that comes next, what it came from."""

    shot: Shot
    plan: Plan
    frame: int = 0
    before: NDArray[np.float32] | None = None  # the row that was on before a steer
    chunks: int = 0  # over so many it is left behind
    done: int = 0
    under: Shot | None = None  # whose rain or snow falls until half of the way

    @property
    def sky(self) -> Shot:
        """The shot, as it is known, whose weather falls now."""
        return self.under if self.under is not None and 2 * self.done < self.chunks else self.plan.shot

    def row(self) -> NDArray[np.float32]:
        """float32 (WIDTH,): what the next chunk is told."""
        now: NDArray[np.float32] = rows(self.plan, [self.frame])[0]
        if self.before is None or self.done >= self.chunks:
            return now
        share = (self.done + 1) / (self.chunks + 1)
        share = share * share * (3 - 2 * share)
        mixed: NDArray[np.float32] = self.before + (now - self.before) * np.float32(share)
        return mixed

    def later(self) -> Scene:
        return replace(self, frame=self.frame + LATENT_FRAMES, done=self.done + 1)


@dataclass(frozen=True)
class Made:
    """Small frames that are made and not shown; their people are painted when they are."""

    frames: torch.Tensor  # (time, 3, height, width)
    row: NDArray[np.float32]  # what they were told
    first: int = 0  # which of the row's frames the first one is

    def split(self, count: int) -> tuple[Made, Made]:
        """The first `count` frames, and the others."""
        rest = Made(self.frames[count:], self.row, self.first + count)
        return replace(self, frames=self.frames[:count]), rest


@dataclass(frozen=True)
class Kept:
    """A snapshot: shares everything."""

    stream: Stream | None
    scene: Scene | None
    waiting: Made | None
    shown: int  # number of the next frame since the cut


class Daguerreotype:
    """One network, one stream."""

    def __init__(
        self, network: Network, codec: Codec, plate: Plate, sigmas: tuple[float, ...], sitting: Sitting | None = None
    ) -> None:
        self.format = Format(width=PLATE[0], height=PLATE[1], fps=Fraction(FPS), chunk_frames=LATENT_FRAMES)
        self.plate, self.sitting = plate, sitting
        self.session = Session(StagedEngine(network, sigmas), CodecDecoder(codec))
        self._store = SetStore(0)
        self._scene: Scene | None = None
        self._waiting: Made | None = None
        self._shown = 0
        self._falling: tuple[Shot, Falling] | None = None

    def begin(self, shot: Shot, at_frame: int = 0) -> None:
        known = taught(shot)
        self._scene = Scene(shot, plan_of(known, self._store), max(0, at_frame))
        self.session.cut(self._read(self._scene.row()), shot.seed)
        self._waiting, self._shown = None, self._scene.frame

    def steer(self, shot: Shot) -> None:
        now = self._scene
        if now is None:
            self.begin(shot)
            return
        after = plan_of(taught(shot), self._store)
        if after.key == now.plan.key:
            after.players.follow(now.plan.players, now.frame)
        chunks = MORPH_CHUNKS if shot.transition is Transition.MORPH else TURN_CHUNKS
        self._scene = Scene(shot, after, 0, now.row(), chunks, under=now.sky)

    def next_chunk(self) -> NDArray[np.uint8]:
        """After a cut the first frame alone, as soon as it can be; then what is left of its chunk; then whole ones."""
        if self._scene is None:
            self.begin(Shot())
        made, scene = self._waiting, self._scene
        assert scene is not None
        self._waiting = None
        if made is None:
            first = self.session.snapshot().chunk == 0
            made = self._made(scene)
            if first:
                made, self._waiting = made.split(1)
        small = made.frames
        if self.sitting is not None:
            small = self.sitting.painted(small, torch.from_numpy(made.row), made.first)
        pictures = self.plate.printed(self.plate.mended(small), self._shown, scene.shot.look.grain)
        self._over(scene).draw(pictures, self._shown)
        self._shown += len(pictures)
        return pictures

    def _made(self, scene: Scene) -> Made:
        """The next chunk, small; what was made last is remembered under what it was told."""
        self.session.settle()
        row = scene.row()
        self.session.now = replace(self.session.snapshot(), text=self._read(row))
        self._scene = scene.later()
        return Made(self.session.chunk(), row)

    def close(self) -> None:
        self.session.now = self._scene = self._falling = self._waiting = None

    def snapshot(self) -> Kept:
        return Kept(self.session.now, self._scene, self._waiting, self._shown)

    def restore(self, snapshot: Kept) -> None:
        self.session.now, self._scene = snapshot.stream, snapshot.scene
        self._waiting, self._shown = snapshot.waiting, snapshot.shown

    def _read(self, row: NDArray[np.float32]) -> Any:
        return self.session.read(torch.from_numpy(row)[None])

    def _over(self, scene: Scene) -> Falling:
        if self._falling is None or self._falling[0] is not scene.sky:
            self._falling = (scene.sky, Falling(scene.sky, PLATE, self._store))
        return self._falling[1]
