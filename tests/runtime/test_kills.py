"""Generators are killed again and again while a show is on: the story is the same, and hardly a frame comes late.

The small run kills a few between frames that wait for each other; the soak kills a thousand in real time.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from runtime.audio.mixer import Mixer
from runtime.audio.voices import SilentVoices
from runtime.commands import Begin
from runtime.company import Company, Manner
from runtime.course import Course
from runtime.saves import Journal
from runtime.show import Show
from runtime.soundtrack import Soundtrack
from runtime.story import read_story
from runtime.studio import Deadlines, Studio
from runtime.studio.handle import Handle
from tests.runtime.fakes import FakeStudio
from tests.runtime.studio.stage import LONGEST_S, PATIENT, spare_ready, until

KILL = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL
KILLS, MOST_GAP_S = 1000, 0.1
RARE_S = (0.05, 0.6)  # after a spare is ready, the next kill comes within so long
LOOK_S = 0.001
STORY = """Title: The Mill
Window: 3s
Tail: 1s

EXT. MILL - DAY #mill#

The wheel turns.

ANNA
It has never stood still.

[[choice 3s: What now?]]
+ Stay. [[default]] -> mill2
+ Go. -> road

EXT. MILL - NIGHT #mill2#

ANNA
It turns at night, too.

> END: The wheel

EXT. ROAD - DAY #road#

ANNA walks.

> END: The road
"""


@dataclass
class Performance:
    """One performance with its studio, and what was seen of it."""

    studio: Studio | FakeStudio
    show: Show = field(init=False)
    trace: list[object] = field(default_factory=list)
    gaps_s: list[float] = field(default_factory=list)  # between new frames
    _key: object = None
    _new_s: float | None = None

    def __post_init__(self) -> None:
        story = read_story(STORY).story
        assert story is not None
        course = Course.begin(story, seed=7)
        company = Company(self.studio, SilentVoices(), Soundtrack(Mixer(seed=7)))
        journal = Journal(begin=Begin(story=story.digest, seed=7))
        self.show = Show(course, journal, company, Manner(auto=True, title_s=0.2))

    def look(self, now_s: float) -> None:
        """One pass of a loop, as far as frames go."""
        self.show.tick(now_s)
        picture, overlay = self.show.picture(), self.show.overlay()
        if picture.frame is not None and picture.key != self._key:
            moment = time.monotonic()
            if self._new_s is not None and overlay.card is None and not self.show.ended:
                self.gaps_s.append(moment - self._new_s)
            self._key, self._new_s = picture.key, moment if overlay.card is None else None

    def note(self) -> None:
        """What the story says at this frame."""
        overlay = self.show.overlay()
        self.trace.append((self.show.course.stretch.node, overlay.caption, overlay.panel, overlay.heading))

    @property
    def is_over(self) -> bool:
        card = self.show.overlay().card
        return card is not None and card.kind == "end"

    @property
    def story(self) -> list[object]:
        return [*self.trace, *self.show.journal.commands]


def frame_by_frame(studio: Studio | FakeStudio, disturb: Callable[[int], None]) -> list[object]:
    """A performance in which every frame is waited for, as a recording does."""
    performance, frame = Performance(studio), 0
    while not performance.is_over and frame < 24 * 60:
        performance.look(frame / 24)
        if performance.show.behind:
            studio.tick(0.0)
            continue
        disturb(frame)
        performance.note()
        frame += 1
    return performance.story


def in_real_time(studio: Studio, disturb: Callable[[float], None]) -> Performance:
    """A performance as a viewer sees it."""
    performance, origin_s = Performance(studio), time.monotonic()
    while not performance.show.ended:
        now_s = time.monotonic() - origin_s
        performance.look(now_s)
        disturb(now_s)
        time.sleep(LOOK_S)
    return performance


@dataclass
class Killer:
    """Kills or stops the running worker at a random moment after each time that a spare is ready."""

    studio: Studio
    chance: random.Random
    kills: int = 0
    by: int = KILL  # the signal; one that only stops a worker leaves it in its place until it counts as hung
    _due_s: float | None = None
    _struck: Handle | None = None

    def __call__(self, now_s: float) -> None:
        running, spare = self.studio._crew.running, self.studio._crew.spare
        if running is None or running is self._struck or spare is None or not spare.ready:
            self._due_s = None
        elif self._due_s is None or now_s < self._due_s - 1.0:
            self._due_s = now_s + self.chance.uniform(*RARE_S)
        elif now_s >= self._due_s and running.process.pid is not None:
            os.kill(running.process.pid, self.by)
            self.kills, self._due_s, self._struck = self.kills + 1, None, running


def test_five_kills_leave_the_story_as_it_is() -> None:
    kills: list[int] = []

    def kill(frame: int) -> None:
        if frame in (20, 45, 90, 120, 160) and frame not in kills:
            until(studio, lambda: spare_ready(studio))
            running = studio._crew.running
            assert running is not None
            assert running.process.pid is not None
            os.kill(running.process.pid, KILL)
            kills.append(frame)

    undisturbed = frame_by_frame(FakeStudio(), lambda _: None)
    with Studio("testcard", (64, 36), fallback="testcard", deadlines=PATIENT) as studio:
        studio.wait_ready(LONGEST_S)
        studio._crew._budget.limit = 10**6
        assert frame_by_frame(studio, kill) == undisturbed
        assert len(undisturbed) > 200
        assert len(kills) == 5
        assert studio.metrics()["level"] == 0


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_a_thousand_kills_in_real_time() -> None:
    seed = int(os.environ.get("DIORAMA_SEED", "7"))
    gaps, performances, stories = [0.0], 0, []
    kills = int(os.environ.get("DIORAMA_KILLS", KILLS))
    with Studio("testcard", (320, 180), fallback="testcard", deadlines=Deadlines()) as studio:
        studio.wait_ready(LONGEST_S)
        calm = in_real_time(studio, lambda _: None)
    killer = None
    while killer is None or killer.kills < kills:
        with Studio("testcard", (320, 180), fallback="testcard", deadlines=Deadlines()) as studio:
            studio.wait_ready(LONGEST_S)
            studio._crew._budget.limit = 10**9
            done = killer.kills if killer else 0
            killer = Killer(studio, random.Random(seed + performances), done)
            performance = in_real_time(studio, killer)
            gaps += performance.gaps_s
            stories.append(performance.show.journal.commands)
            performances += 1
    sys.stdout.write(
        f"kills {killer.kills}, performances {performances}, longest gap between new frames "
        f"{1000 * max(gaps):.0f} ms (undisturbed {1000 * max(calm.gaps_s):.0f} ms, limit {1000 * MOST_GAP_S:.0f} ms), "
        f"over the limit {sum(gap > MOST_GAP_S for gap in gaps)} of {len(gaps)}, seed {seed}\n"
    )
    assert all(commands == calm.show.journal.commands for commands in stories)
    assert killer.kills >= kills
