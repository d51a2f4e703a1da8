"""What the studio's tests share: shots, a viewer who checks every frame, and waiting without sleeping."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import connection
from pathlib import Path
from typing import Any

from generators.base import Shot, Transition
from generators.testcard import read_card, shot_code
from runtime.studio import Deadlines, Frame, Studio
from runtime.studio.block import PREFIX

SIZE = (64, 36)
PATIENT = Deadlines(chunk_s=20.0, begin_s=20.0, idle_s=20.0)  # for tests in which nothing hangs: machines are busy
QUICK = Deadlines(chunk_s=0.3, begin_s=1.0, idle_s=5.0)
LONGEST_S = 60.0  # until a test gives up
A, B, C, D = (Shot(prompt=letter) for letter in "ABCD")


def open_studio(*, deadlines: Deadlines = PATIENT, preroll_mb: float | None = None, **settings: Any) -> Studio:
    """A studio with test cards that have these settings, ready to roll."""
    studio = Studio(
        "testcard", SIZE, fallback="testcard", settings=settings, deadlines=deadlines, preroll_mb=preroll_mb
    )
    studio.wait_ready(LONGEST_S)
    return studio


class Scene:
    """A studio that many tests share: takes and figures are counted from where this test began."""

    def __init__(self, studio: Studio, before: int) -> None:
        self._studio = studio
        self._before = before
        self._figures = studio.metrics()
        self.last = before  # the newest take rolled, as the studio counts

    def roll(
        self, take: int, shot: Shot, frames: int | None, *, cut: bool, tail_frames: int = 0, at_frame: int = 0
    ) -> None:
        cut = cut or self.last == self._before
        self._studio.roll(
            take + self._before, shot, frames, cut=cut, tail_frames=tail_frames, at_frame=at_frame
        )  # fmt: skip
        self.last = take + self._before

    def frame(self, take: int, index: int) -> Frame | None:
        return self._studio.frame(take + self._before, index)

    def available(self, take: int) -> int:
        return self._studio.available(take + self._before)

    def metrics(self) -> dict[str, float]:
        """What has been counted in this test."""
        return {name: value - self._figures[name] for name, value in self._studio.metrics().items()}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._studio, name)


def until(studio: Studio | Scene, is_so: Callable[[], bool]) -> None:
    """Tick until it is so."""
    give_up = time.monotonic() + LONGEST_S
    while not is_so():
        assert time.monotonic() < give_up, f"not so after {LONGEST_S} s: {list(studio.notices)} {studio.metrics()}"
        studio.tick(0.0)
        connection.wait([handle.pipe for handle in studio._crew.members() if not handle.gone], 0.001)


def spare_ready(studio: Studio | Scene) -> bool:
    """Whether the warm spare is there."""
    return bool(studio._crew.spare is not None and studio._crew.spare.ready)


def shelved(studio: Studio | Scene, *shots: Shot) -> bool:
    """Whether whole entries for these shots lie on the shelf; wishes for them."""
    studio.preroll(shots)
    return all(studio.has_prerolled(shot) for shot in shots)


def pids(studio: Studio | Scene) -> tuple[int, int]:
    """Of the running worker and the spare."""
    running, spare = studio._crew.running, studio._crew.spare
    assert running is not None
    assert spare is not None
    assert running.process.pid is not None
    assert spare.process.pid is not None
    return running.process.pid, spare.process.pid


def continuing(shot: Shot) -> Shot:
    """The shot, as one that keeps the context."""
    return shot.model_copy(update={"transition": Transition.CONTINUE})


def blocks() -> set[str]:
    """Names of shared memory of ours, where the system shows them."""
    home = Path("/dev/shm")
    return {found.name for found in home.glob(f"{PREFIX}*")} if home.is_dir() else set()


@dataclass
class Viewer:
    """Looks at every frame once, in order, and reads what is on it."""

    studio: Studio | Scene
    seen: list[tuple[int, int]] = field(default_factory=list)  # (take, index)

    def watch(self, take: int, shot: Shot, frames: range) -> None:
        """See these frames of a take, waiting for each."""
        for index in frames:
            frame = self.studio.frame(take, index)
            while frame is None or frame.index != index:
                until(self.studio, lambda wanted=index: self.studio.available(take) > wanted)  # type: ignore[misc]
                frame = self.studio.frame(take, index)
            self.check(frame, shot)
            self.studio.tick(0.0)

    def check(self, frame: Frame, shot: Shot) -> None:
        """The frame is what it says it is."""
        assert read_card(frame.pixels) == (shot_code(shot), frame.index)
        self.seen.append((frame.take, frame.index))
