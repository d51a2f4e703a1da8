"""Show: one showing of one story. Front ends know do, tick, picture, overlay and sound.

Time comes in from outside and is counted in content frames, so that a journal performed again is the same show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generators.base import Transition
from runtime.commands import Back, Choose, Describe, Pause, Restart, Rewind, SetTimeLimits, Skip, TimeLimits
from runtime.overlay import Card, Overlay, Picture, caption_of, ending_of, place_of, way_of
from runtime.performance import Performance, voice_lines
from runtime.performing import (
    END_CARD_S,
    STEPS_A_TICK,
    Performing,
    _Ahead,
)

if TYPE_CHECKING:
    import numpy as np

    from generators.base import Format
    from runtime.commands import Command
    from runtime.course import Course
    from runtime.overlay import Waypoint
    from runtime.saves import Journal

NOTICE_S = 6.0


class Show(Performing):
    """One showing. `do` and all else is called from one thread, the loop's."""

    # --- faces -------------------------------------------------------------------------------------------------------

    @property
    def format(self) -> Format:
        return self._company.studio.format

    @property
    def journal(self) -> Journal:
        return self._journal

    @property
    def course(self) -> Course:
        """The path walked so far; the stretch that is on is its last."""
        return self._course

    @property
    def played_s(self) -> float:
        """Seconds of show since it was opened; pauses are not counted."""
        return self._clock.show_s

    @property
    def place(self) -> str:
        """The heading that is on, in the language that is played."""
        return place_of(self._course.story, self._course.stretch)

    @property
    def choosing(self) -> bool:
        """A choice point is on the screen."""
        on = self._on
        return (
            on is not None
            and self._ended_s is None
            and on.timeline.point is not None
            and (self._frame() >= on.timeline.frames)
        )

    @property
    def begun(self) -> bool:
        """The curtain is up: something is performed."""
        return self._on is not None

    @property
    def ended(self) -> bool:
        """A show that plays by itself is over: its end card has been seen."""
        over = self._ended_s is not None and self._clock.show_s - self._ended_s >= END_CARD_S
        return self._manner.auto and over and not self._is_left()

    @property
    def behind(self) -> bool:
        """The exact frame or a voice that is due is not there yet: a recording does not advance its clock now."""
        due = self._waiting or self._describer.waiting
        return due or (self._screen.behind and not self._clock.paused) or not self._title_ready()

    def do(self, command: Command) -> None:
        """Do what a viewer asks for, at the frame that is on. What makes no sense now is ignored."""
        if isinstance(command, Pause):
            self._pause(command.on)
        elif isinstance(command, Describe):
            self._describer.turn(on=command.on, waits=command.waits)
        elif self._on is None:
            self._go = self._go or isinstance(command, Choose | Skip)
        elif isinstance(command, Back | Rewind | Restart):
            self._jump(command, self._frame())
        elif self._ended_s is None and not self._clock.paused:
            self._do_at(command, self._frame())
            if isinstance(command, Skip):
                self._describer.hush()
        if isinstance(command, SetTimeLimits):
            self._limits = command.limits

    def tick(self, now_s: float) -> None:
        """Bring the show to clock time `now_s` (seconds, never falling)."""
        self._clock.tick(now_s)
        self._company.studio.tick(now_s)
        self._company.voices.poll()
        while self._company.studio.notices:
            self.notify(self._company.studio.notices.popleft())
        if self._clock.paused:
            return
        if self._on is None:
            self._raise_curtain()
        for _ in range(STEPS_A_TICK):
            if self._on is None or not (self._step(self._on) if self._ended_s is None else self._after_the_end()):
                break
        self._look_ahead()
        if self._on is not None and self._ended_s is None:
            self._describer.tick(self._on, self._frame(), self._ahead.courses.values())

    def picture(self) -> Picture:
        """The frame that is on, and what it is blended with; pixels stay valid until the next tick."""
        return self._screen.picture(*self._wanted())

    def overlay(self) -> Overlay:
        """Everything over the picture."""
        text, since = self._notice
        on = self._on
        playing = on is not None and self._ended_s is None
        story = self._course.story
        caption = caption_of(story, on.timeline, self._frame()) if on and playing else None
        return Overlay(
            caption=caption,
            description=self._describer.caption(self._frame()) if playing and caption is None else None,
            panel=self._panel() if playing else None,
            card=self._card(),
            paused=self._clock.paused,
            notice=text if self._clock.now_s - since < NOTICE_S else "",
            heading=place_of(story, self._course.stretch),
            way=self._way() if self._clock.paused or self._ended_s is not None else (),
            language=story.language,
            metrics={**self._company.voices.metrics(), **self._company.studio.metrics(), **self._screen_metrics()},
        )

    def _way(self) -> tuple[Waypoint, ...]:
        """Asked for at every draw while the show stands still, and looked for once."""
        if self._walked is None or self._walked[0] is not self._journal:
            self._walked = (self._journal, way_of(self._course, self._journal))
        return self._walked[1]

    def _screen_metrics(self) -> dict[str, float]:
        return {"missed": self._screen.missed, "take": self._screen.take}

    def sound(self, n: int, head_s: float) -> np.ndarray:
        """The next `n` samples of the mix, float32 (n, 2) at 48 kHz; the first is heard at clock time `head_s`."""
        return self._company.soundtrack.render(n, head_s - self._clock.held_s)

    def notify(self, text: str) -> None:
        """Show one small line for a while."""
        self._notice = (text, self._clock.now_s)

    # --- for whoever writes it ---------------------------------------------------------------------------------------

    @property
    def on(self) -> Performance | None:
        """What is performed now; None behind the title."""
        return self._on

    @property
    def frame(self) -> int:
        """The content frame of the stretch that is on."""
        return self._frame()

    def rehearsed(self, course: Course) -> Performance:
        """A stretch made ready, with the voices and the limits that there are now."""
        return self._rehearse(course)

    def stand(self, performance: Performance, frame: int, journal: Journal) -> bool:
        """Perform something else from content frame `frame` of its stretch on: a story that was changed, another place.

        What goes on as it was is not interrupted. True if something begins anew, False if it all goes on.
        """
        self._journal = journal
        if self._goes_on(performance, frame):
            return False
        self._echo = None
        first = performance.timeline.index_at(frame)
        placed = performance.timeline.placed[first]
        self._roll_all(performance, first, cut=True, at_frame=frame - placed.start)
        said = [placed.start + said.start for said in placed.setup.said if said.start < frame - placed.start]
        t0_s = self._clock.show_s - float(frame / self._fps)
        self._begin(performance, t0_s, 0, first, min(said, default=frame))
        return True

    def _goes_on(self, performance: Performance, frame: int) -> bool:
        """Take over a course whose stretch is to the frame what is performed; whether it is."""
        on, course = self._on, performance.course
        same = on is not None and (on.timeline, self._frame()) == (performance.timeline, frame)
        if on is None or not same or self._press or self._ended_s is not None:
            return False
        ahead, queued = _Ahead(dict(course.branches())), self._ahead.ready.get("")
        if queued and queued.takes:
            follows = self._rehearse(ahead.courses[""]) if "" in ahead.courses else None
            if follows is None or follows.timeline != queued.timeline:
                return False
            follows.takes = queued.takes
            ahead.ready[""] = follows
        on.course = self._course = course
        self._ahead = ahead
        for follower in ahead.courses.values():
            self._company.voices.request(list(voice_lines(follower).values()))
        return True

    def take_up(self, course: Course, journal: Journal, limits: TimeLimits) -> None:
        """Go on with another journal of the same story, where `course` stands."""
        if self._clock.paused:
            self._pause(on=False)
        self._journal, self._limits, self._echo = journal, limits, None
        self._begin(self._rehearse(course), self._clock.show_s, 0)

    # --- the screen --------------------------------------------------------------------------------------------------

    def _wanted(self) -> tuple[int, int, Transition]:
        """Take, index and transition that are on now."""
        if self._on is None:
            frame = 0 if self._opening else int(self._clock.show_s * self._fps + 1e-6)
            return self._title, frame, Transition.CUT
        frame = self._frame()
        number, placed = self._on.on_at(frame)
        return self._on.takes[number], frame - placed.start, placed.setup.shot.transition

    def _card(self) -> Card | None:
        story = self._course.story
        if self._on is None:
            ready = self._title_ready()
            return Card(
                "title", story.title, story.author, age_s=self._clock.show_s, ready=ready, by_itself=self._manner.auto
            )
        if self._ended_s is None or self._course.ending is None:
            return None
        age_s = self._clock.show_s - self._ended_s
        ending = ending_of(story, self._course.ending.title)
        alone = self._manner.auto
        return Card("end", story.title, story.author, ending, self._found, len(story.endings), age_s, by_itself=alone)
