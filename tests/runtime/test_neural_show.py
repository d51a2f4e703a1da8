"""A whole show by a causal video model: from its title to an end, through worker, ring, shelf and player.

Once by a tiny one with weights by chance, once by the daguerreotype; all else is what plays at a visitor's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from generators.base import Transition
from runtime import show as show_room
from runtime.audio.voice import SilentVoices
from runtime.commands import Begin, Choose
from runtime.company import Company, Manner
from runtime.course import Course
from runtime.export import Performed, perform
from runtime.player.viewstate import ViewState
from runtime.saves import Journal
from runtime.show import Show
from runtime.soundtrack import Soundtrack
from runtime.story import read_story
from runtime.studio import Studio
from tests.runtime.fakes import FakeMixer
from tests.runtime.studio.stage import LONGEST_S, PATIENT

if TYPE_CHECKING:
    from runtime.overlay import Picture

MODELS: dict[str, tuple[tuple[int, int], int, dict[str, int]]] = {  # pixels, frames a second, settings
    "wan-tiny-random": ((128, 64), 16, {}),
    "daguerreotype": ((768, 432), 12, {"steps": 1}),
}
STORY = """Title: The Lamp
Window: 1s
Tail: 1s

EXT. LIGHTHOUSE - NIGHT #lamp#

Rain.

> MORPH TO: storm

EXT. SEA - NIGHT #storm#

Waves.

[[choice 3s: Who goes?]]
+ Row out. [[default]] -> CONTINUE: boat
+ Wait. -> END: Quay

EXT. SEA - NIGHT #boat#

A boat.

> END: Home
"""


@dataclass
class Audience:
    """A show as somebody sees it who notes every frame, and has the patience of a clock at real speed.

    A recording runs as fast as frames come; this one lets the first branch be made while the choice is open.
    """

    show: Show
    studio: Studio
    nodes: list[str] = field(default_factory=list)  # of each stretch, as it began
    frames: list[tuple[int, int, str]] = field(default_factory=list)  # take, index and node of each picture
    means: list[np.ndarray] = field(default_factory=list)  # of each picture, float (8, 16), 0..255
    waited: int = 0  # looks for a branch that was not there yet

    def __getattr__(self, name: str) -> Any:
        return getattr(self.show, name)

    @property
    def behind(self) -> bool:
        if self.show.behind:
            return True
        wishes = self.studio._prerolls._wishes
        panel = self.show.overlay().panel
        is_open = panel is not None and not panel.chosen
        waits = is_open and bool(wishes) and not self.studio.has_prerolled(wishes[0])
        self.waited += waits
        return waits

    def tick(self, now_s: float) -> None:
        self.show.tick(now_s)
        node = self.show._course.stretch.node
        if not self.nodes or self.nodes[-1] != node:
            self.nodes.append(node)

    def picture(self) -> Picture:
        picture = self.show.picture()
        if not self.show.behind and picture.frame is not None:
            take, index = picture.key[:2]  # type: ignore[index]
            if (take, index, self.nodes[-1]) not in self.frames[-1:]:
                self.frames.append((take, index, self.nodes[-1]))
                self.means.append(coarse(picture.frame))
        return picture


def coarse(frame: np.ndarray) -> np.ndarray:
    """uint8 (height, width, 3) -> float (8, 16)."""
    height, width = frame.shape[:2]
    means: np.ndarray = frame.reshape(8, height // 8, 16, width // 16, 3).mean((1, 3, 4))
    return means


@dataclass
class Played:
    """What there was to see, and what was counted."""

    audience: Audience
    performed: Performed
    rolled: list[tuple[Transition, bool]]  # of every take: how it began, and whether as a cut in the plan
    metrics: dict[str, float]
    notices: list[str]
    fps: int

    def of(self, node: str) -> list[tuple[int, int]]:
        return [(take, index) for take, index, where in self.audience.frames if where == node]


@pytest.fixture(scope="module", params=[pytest.param("wan-tiny-random", marks=pytest.mark.soak), "daguerreotype"])
def played(request: pytest.FixtureRequest) -> Iterator[Played]:
    size, fps, told = MODELS[request.param]
    story = read_story(STORY).story
    assert story is not None
    settings = {"threads": 1, **told}
    with (
        pytest.MonkeyPatch.context() as patched,
        Studio(request.param, size, fallback="testcard", settings=settings, deadlines=PATIENT) as studio,
    ):
        patched.setattr(show_room, "END_CARD_S", 1.0)
        studio.wait_ready(LONGEST_S)
        rolled = noted(studio)
        company = Company(studio, SilentVoices(), Soundtrack(FakeMixer()))  # type: ignore[arg-type]
        journal = Journal(begin=Begin(story=story.digest, seed=7))
        show = Show(Course.begin(story, seed=7), journal, company, Manner(auto=True, title_s=0.25))
        audience = Audience(show, studio)
        performed = perform(audience, None, size=size, view=ViewState())
        yield Played(audience, performed, rolled, studio.metrics(), list(studio.notices), fps)


def noted(studio: Studio) -> list[tuple[Transition, bool]]:
    """What the studio is told to roll from now on."""
    rolled: list[tuple[Transition, bool]] = []
    roll = studio.roll

    def note(take: int, shot: Any, frames: int | None, *, cut: bool, tail_frames: int = 0, at_frame: int = 0) -> None:
        rolled.append((shot.transition, cut))
        roll(take, shot, frames, cut=cut, tail_frames=tail_frames, at_frame=at_frame)

    studio.roll = note  # type: ignore[method-assign]
    return rolled


def test_the_story_is_played_to_its_end(played: Played) -> None:
    assert played.audience.nodes == ["lamp", "storm", "boat"]
    assert played.audience.show.ended
    chosen = [one for one in played.audience.show.journal.commands if isinstance(one, Choose)]
    assert [(one.choice, one.by) for one in chosen] == [("row-out", "auto")]


def test_every_kind_of_transition_is_in_it(played: Played) -> None:
    kinds = {transition for transition, _ in played.rolled}
    assert {Transition.CUT, Transition.MORPH, Transition.CONTINUE} <= kinds


def test_every_frame_is_there_and_none_twice(played: Played) -> None:
    assert played.performed.forgone == 0
    for (take, index, _), (after, following, _) in pairwise(played.audience.frames):
        assert (after, following) == (take, index + 1) or (after > take and following == 0)
    assert played.performed.frames >= len(played.audience.frames) > 6 * played.fps


def test_the_picture_moves_and_is_never_blank(played: Played) -> None:
    moved = [float(np.abs(b - a).mean()) for a, b in pairwise(played.audience.means)]
    assert sum(step > 0 for step in moved) > 0.9 * len(moved)
    assert min(float(one.std()) for one in played.audience.means) > 1


def test_the_branch_came_from_the_shelf(played: Played) -> None:
    assert played.audience.waited > 0
    assert played.metrics["shelf_hits"] >= 1
    branch = played.of("boat")
    assert branch[0][1] == 0
    assert [index for _, index in branch] == list(range(len(branch)))


def test_the_model_itself_has_played_and_nobody_in_its_place(played: Played) -> None:
    assert played.metrics["level"] == 0
    assert (played.metrics["faults"], played.metrics["restarts"]) == (0, 0)
    assert not [notice for notice in played.notices if "fallback" in notice or "failed" in notice]
    assert played.metrics["generated"] >= len(played.audience.frames) - 24
    assert played.metrics["generated_fps"] > 0
    assert played.metrics["switch_ms_p50"] > 0
