"""Performing: how a show goes its way. Stretches follow one another, choices lock, take effect, a journal is followed.

What may come next is made ready meanwhile. `Show` is what front ends see of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime.audio.ambience import ambience_for
from runtime.commands import Back, Choose, Lengths, Moment, Restart, Rewind, SetTimeLimits, Skip
from runtime.company import Company, Manner
from runtime.describing import Describer
from runtime.overlay import ChoicePanel, choice_panel
from runtime.performance import Performance, rehearse, voice_lines
from runtime.screen import Screen, ShowClock
from runtime.timeline import Phase
from runtime.ways import Ways

if TYPE_CHECKING:
    from generators.base import Shot
    from runtime.commands import Command
    from runtime.course import Course, Jump
    from runtime.overlay import Waypoint
    from runtime.saves import Journal
AUTO_PRESS_S = 2.5  # how long a show that plays by itself lets the options be read
TITLE_PATIENCE = 3  # times as long as any other stretch the first one waits for its voices
ECHO_S = 0.7  # how long a choice that was taken stays on the screen
END_CARD_S = 5.0  # in a show that plays by itself
TAIL_FRAMES = 12  # of the outgoing take, kept running for a transition
STEPS_A_TICK = 8  # stretches that may begin in one tick, at most


@dataclass
class _Press:
    """A choice that was taken and waits for its frame."""

    choice: str
    frame: int  # at which its branch begins


@dataclass
class _Ahead:
    """The branches that may follow: their courses, and their performances as far as they are rehearsed."""

    courses: dict[str, Course] = field(default_factory=dict)
    ready: dict[str, Performance] = field(default_factory=dict)


class Performing:
    """A course on its way through studio, voices and sound, a content frame at a time."""

    def __init__(self, course: Course, journal: Journal, company: Company, manner: Manner | None = None) -> None:
        self._company = company
        self._manner = manner or Manner()
        self._limits = self._manner.limits
        self._journal = journal
        self._course = course
        self._clock = ShowClock()
        self._screen = Screen(company.studio, company.studio.format.fps)
        self._describer = Describer(company.voices, company.soundtrack, company.studio.format.fps)
        self._ahead = _Ahead()
        self._on: Performance | None = None
        self._press: _Press | None = None
        self._echo: tuple[ChoicePanel, float] | None = None
        self._notice = ("", 0.0)
        self._ambience: object = None
        self._take = self._title = 0
        self._opening: Performance | None = None  # what is rolled already while there is no title to stand before it
        self._ways = Ways(company)
        self._go, self._waiting = self._manner.untitled, False
        self._ended_s: float | None = None
        self._found = 0
        self._walked: tuple[Journal, tuple[Waypoint, ...]] | None = None
        self._played = 0  # commands of the script that were done
        self._lengths = {c.at.stretch: c for c in self._manner.script if isinstance(c, Lengths)}
        self._fps = company.studio.format.fps
        self._open()

    # --- the title ---------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        """Behind the title stands the first picture of the show; without one the first stretch is rolled at once."""
        lines = list(voice_lines(self._course).values())
        self._company.voices.request(lines)
        if self._manner.untitled and self._company.voices.settled(lines):
            self._opening = self._rehearse(self._course)
            self._roll_all(self._opening, 0, cut=True)
            self._title = self._opening.takes[0]
        else:
            first = rehearse(self._course, self._company.voices, self._fps).timeline.placed[0]
            self._title = self._roll(first.setup.shot, None, cut=True)

    def _title_ready(self) -> bool:
        if self._on is not None:
            return True
        lines = list(voice_lines(self._course).values())
        return self._company.studio.available(self._title) > 0 and self._company.voices.settled(lines)

    def _raise_curtain(self) -> None:
        ready = self._title_ready()
        if ready and not self._manner.untitled:
            self._ways.at_title(self._course)
        if self._manner.auto or self._manner.script:
            self._go = self._go or self._clock.show_s >= self._manner.title_s
        longest_s = self._manner.title_s + TITLE_PATIENCE * self._company.voices.patience_s
        if self._go and (ready or self._clock.show_s > longest_s):
            performance, rolled = self._rehearse(self._course), self._opening
            if rolled and rolled.timeline.placed == performance.timeline.placed:
                performance.takes = rolled.takes
            self._begin(performance, self._clock.show_s, 0)

    # --- stretches ---------------------------------------------------------------------------------------------------

    def _frame(self) -> int:
        return self._on.frame_at(self._clock.show_s) if self._on else 0

    def _step(self, on: Performance) -> bool:
        """One thing that is due at this frame: a command of the script, the deadline, the next stretch."""
        frame = self._frame()
        if self._follow_script(frame):
            return True
        self._lock_by_itself(on, frame)
        due = self._press.frame if self._press else None if on.timeline.point else on.timeline.frames
        if due is None or frame < due:
            return False
        if on.course.ending is not None and self._press is None:
            self._finish(on.course.ending.title)
            return False
        return self._advance(on, due, frame)

    def _lock_by_itself(self, on: Performance, frame: int) -> None:
        """The deadline takes the default; so does a show that plays by itself, a little earlier."""
        point = on.timeline.point
        if point is None or self._press is not None or self._manner.script:
            return
        soon = on.timeline.frames + round(AUTO_PRESS_S * self._fps)
        preset = self._manner.preset.get(on.course.number)
        if preset and frame >= soon:
            self._lock(preset, "auto", soon)
        elif point.default is not None and self._manner.auto and frame >= soon:
            self._lock(point.default.id, "auto", soon)
        elif point.default is not None and on.timeline.deadline is not None and frame >= on.timeline.deadline:
            self._lock(point.default.id, "deadline", on.timeline.deadline)

    def _lock(self, choice: str, by: str, frame: int) -> None:
        on = self._on
        option = (
            next((c for c in on.timeline.point.choices if c.id == choice), None) if on and on.timeline.point else None
        )
        if on is None or option is None or option.locked or self._press is not None:
            return
        self._note(Choose(choice=choice, by=by, at=self._moment(frame)))
        self._press = _Press(choice, on.timeline.takes_effect(frame, option.cut))
        self._company.soundtrack.release()

    def _advance(self, on: Performance, due: int, frame: int) -> bool:
        """Begin what follows, at frame `due`, or when its voices are there."""
        choice = self._press.choice if self._press else ""
        scripted = self._lengths.get(on.course.number + 1)
        hold = scripted.at.frame if scripted else frame - due if self._waiting else 0
        if scripted and frame < due + hold:
            return False
        performance = self._ahead.ready.get(choice)
        if performance is None:
            course = self._course_after(choice)
            patient = not scripted and frame - due < self._company.voices.patience_s * self._fps
            if patient and not self._company.voices.settled(list(voice_lines(course).values())):
                self._linger(on)
                return False
            performance = self._rehearse(course)
        if self._press and (panel := self._panel()):
            self._echo = (panel, self._clock.show_s)
        self._begin(performance, on.time_of(due + hold), hold)
        return True

    def _linger(self, on: Performance) -> None:
        """The next stretch is not ready: the last picture goes on, without words."""
        if not self._waiting and not on.timeline.point:
            on.timeline = on.timeline.hurried(on.timeline.frames)
            last = len(on.timeline.placed) - 1
            on.takes[last] = self._roll(on.timeline.placed[last].setup.shot, None, cut=False)
        self._waiting = True

    def _course_after(self, choice: str) -> Course:
        if choice in self._ahead.courses:
            return self._ahead.courses[choice]
        return self._course.chosen(choice) if choice else self._course.gone_on()

    def _rehearse(self, course: Course) -> Performance:
        scripted = self._lengths.get(course.number)
        lengths = scripted.speech_s if scripted else None
        return rehearse(course, self._company.voices, self._fps, self._limits, lengths)

    def _begin(
        self, performance: Performance, t0_s: float, hold: int, first: int = 0, heard: int | None = None
    ) -> None:
        """Perform a stretch from its shot number `first` on; its frame 0 is at show time `t0_s`.

        `heard`: sounds before this frame are over; None: those before the shot.
        """
        performance.t0_s = t0_s
        self._on, self._course = performance, performance.course
        self._press, self._waiting, self._ended_s = None, False, None
        self._ahead = _Ahead(dict(self._course.branches()))
        self._ways.leave()
        self._note(Lengths(speech_s=performance.speech_s, at=self._moment(hold)))
        if not performance.takes:
            self._roll_all(performance, first, cut=True)
        start = performance.timeline.placed[first].start if heard is None else heard
        self._company.soundtrack.hush()
        self._set_ambience(performance, first)
        ends = self._course.ending is not None
        self._company.soundtrack.begin(performance.timeline, t0_s, performance.voices, start, ends=ends)
        for course in self._ahead.courses.values():
            self._company.voices.request(list(voice_lines(course).values()))

    def _set_ambience(self, performance: Performance, first: int) -> None:
        """A new place sounds like itself, until the writer says otherwise."""
        setup = performance.timeline.placed[first].setup
        setting = setup.shot.setting
        place = (setting.interior, setting.place, setting.weather, setting.time)
        sound = ambience_for(setting.interior, setting.place, setting.weather.value, setting.time.value)
        if place != self._ambience and not any(cue.sort == "ambience" for cue in setup.cues):
            self._company.soundtrack.set_ambience(sound)
        self._ambience = place

    def _roll_all(self, performance: Performance, first: int, *, cut: bool, at_frame: int = 0) -> None:
        """Hand the studio every shot of a stretch from number `first` on; the last goes on until something follows.

        `at_frame`: of the first shot, the first frame that is wanted.
        """
        placed = performance.timeline.placed
        goes_on = performance.timeline.point is None and performance.course.ending is None
        for number in range(first, len(placed)):
            last = number == len(placed) - 1
            frames = None if last and not goes_on else placed[number].setup.frames
            tail = TAIL_FRAMES if last and goes_on else 0
            performance.takes[number] = self._roll(
                placed[number].setup.shot,
                frames,
                cut=cut and number == first,
                tail_frames=tail,
                at_frame=at_frame if number == first else 0,
            )

    def _roll(self, shot: Shot, frames: int | None, *, cut: bool, tail_frames: int = 0, at_frame: int = 0) -> int:
        self._take += 1
        self._company.studio.roll(self._take, shot, frames, cut=cut, tail_frames=tail_frames, at_frame=at_frame)
        return self._take

    def _look_ahead(self) -> None:
        """Rehearse what may follow, one branch a tick, and have its first picture made."""
        ahead = self._ahead
        waiting = [key for key in ahead.courses if key not in ahead.ready]
        for key in waiting:
            if self._company.voices.settled(list(voice_lines(ahead.courses[key]).values())):
                ahead.ready[key] = self._rehearse(ahead.courses[key])
                self._company.soundtrack.prepare(ahead.ready[key].timeline)
                break
        if "" in ahead.ready:
            self._company.studio.preroll([])  # nothing can be chosen: no time is spent on branches
            if not ahead.ready[""].takes:
                self._roll_all(ahead.ready[""], 0, cut=False)
        else:
            shots = [ahead.ready[key].timeline.placed[0].setup.shot for key in ahead.courses if key in ahead.ready]
            self._company.studio.preroll(shots or self._ways.shots)

    def _finish(self, ending: str) -> None:
        self._ways.at_end(self._course)
        self._ended_s = self._clock.show_s
        self._found = self._company.found(ending)
        self._company.keep(self._journal)

    # --- commands ----------------------------------------------------------------------------------------------------

    def _moment(self, frame: int) -> Moment:
        on = self._on
        beat = on.on_at(frame)[1].setup.beat if on else 0
        stretch = self._course.stretch
        return Moment(node=stretch.node, visit=stretch.visit, beat=beat, frame=frame, stretch=self._course.number)

    def _note(self, command: Command) -> None:
        self._journal = self._journal.extended(command)
        self._company.keep(self._journal)

    def _do_at(self, command: Command, frame: int) -> None:
        on = self._on
        if on is None:
            return
        if isinstance(command, Choose):
            if on.timeline.phase(frame) in (Phase.OPENING, Phase.OPEN):
                self._lock(command.choice, command.by, frame)
        elif isinstance(command, Skip):
            self._skip(on, frame)
        elif isinstance(command, SetTimeLimits):
            self._note(command.model_copy(update={"at": self._moment(frame)}))
            self._limits = command.limits
            on.timeline = on.timeline.limited(command.limits, frame)
            self._ahead.ready.clear()

    def _skip(self, on: Performance, frame: int) -> None:
        """On to the next shot; the words that are left are not spoken."""
        if frame >= on.timeline.frames:
            return
        self._note(Skip(at=self._moment(frame)))
        target = on.timeline.next_shot(frame)
        if target == on.timeline.frames and on.timeline.point:
            on.timeline = on.timeline.hurried(target)
        on.t0_s -= float((target - frame) / self._fps)
        self._company.soundtrack.hush()
        ends = on.course.ending is not None
        self._company.soundtrack.begin(on.timeline, on.t0_s, on.voices, target, ends=ends)
        if target < on.timeline.frames or on.timeline.point:
            self._roll_all(on, on.timeline.index_at(target), cut=True)
            if "" in self._ahead.ready:
                self._ahead.ready[""].takes.clear()

    def _jump(self, command: Jump, frame: int) -> None:
        """Back to a choice point, or to the start; what leads nowhere is ignored."""
        on = self._on
        course = on.course.jumped(command) if on else None
        if on is None or course is None:
            return
        self._note(command.model_copy(update={"at": self._moment(min(frame, self._card_over(on)))}))
        if self._clock.paused:
            self._pause(on=False)
        performance = self._rehearse(course)
        placed = performance.timeline.placed
        first = len(placed) - 1 if not isinstance(command, Restart) and course.point and on.course.past else 0
        self._echo = None
        start_s = float(placed[first].start / self._fps)
        self._begin(performance, on.time_of(frame) - start_s, 0, first)

    def _pause(self, on: bool) -> None:
        if on != self._clock.paused:
            self._clock.paused = on
            self._company.soundtrack.hold(on)

    def _follow_script(self, frame: int) -> bool:
        """Do the next command of the journal that is performed again, if its moment has come."""
        while self._played < len(self._manner.script):
            command = self._manner.script[self._played]
            if isinstance(command, Lengths):
                self._played += 1
                continue
            at = getattr(command, "at", None)
            if at is None or at.stretch != self._course.number or at.frame > frame:
                return False
            self._played += 1
            self._do_scripted(command, at.frame)
            return True
        return False

    def _card_over(self, on: Performance) -> int:
        """The last frame of a stretch that is counted: an end card stands for ever, and a replay does not."""
        return on.timeline.frames + round(END_CARD_S * self._fps) if self._ended_s is not None else 2**62

    def _after_the_end(self) -> bool:
        """What a journal goes on with after an ending: back, or again."""
        on, frame = self._on, self._frame()
        if on is None or not self._is_left():
            return False
        if self._follow_script(frame):
            return True
        if frame < self._card_over(on):
            return False
        self._played += 1
        self._do_scripted(self._manner.script[self._played - 1], self._card_over(on))
        return True

    def _is_left(self) -> bool:
        """Whether the journal that is performed again leaves this ending."""
        rest = (one for one in self._manner.script[self._played :] if not isinstance(one, Lengths))
        command = next(rest, None)
        return isinstance(command, Back | Rewind | Restart) and command.at.stretch == self._course.number

    def _do_scripted(self, command: Command, frame: int) -> None:
        if isinstance(command, Choose):
            self._lock(command.choice, command.by, frame)
        elif isinstance(command, Back | Rewind | Restart):
            self._jump(command, frame)
        else:
            self._do_at(command, frame)

    # --- the panel ---------------------------------------------------------------------------------------------------

    def _panel(self) -> ChoicePanel | None:
        on = self._on
        if on is None or on.timeline.point is None or self._frame() < on.timeline.frames:
            return self._echoed()
        age_s = max(0.0, self._clock.show_s - on.time_of(on.timeline.frames))
        return choice_panel(on.timeline, self._frame(), self._press.choice if self._press else "", age_s)

    def _echoed(self) -> ChoicePanel | None:
        """The choice that was taken, for a moment longer."""
        if self._echo is None or self._clock.show_s - self._echo[1] > ECHO_S:
            return None
        return self._echo[0]
