"""One stretch made ready to be performed: its setups on a timeline, its voices, and the takes that show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from runtime.audio.voices import VoiceLine
from runtime.commands import TimeLimits
from runtime.director import Spoken, direct
from runtime.story.model import Line
from runtime.timeline import lay

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from runtime.audio.voices import Voice
    from runtime.course import Course
    from runtime.timeline import Placed, Timeline


class VoiceSource(Protocol):
    """The part of the voices that a rehearsal needs."""

    def request(self, lines: Sequence[VoiceLine]) -> None: ...

    def get(self, line: VoiceLine) -> Voice | None: ...

    def settled(self, lines: Sequence[VoiceLine]) -> bool: ...


@dataclass
class Performance:
    """A stretch with everything that its performance needs. Show time of its frame 0 is set when it begins."""

    course: Course
    timeline: Timeline
    voices: dict[str, Voice]  # by line key
    speech_s: dict[str, float]  # line key -> seconds, as planned
    t0_s: float = 0.0
    takes: dict[int, int] = field(default_factory=dict)  # number of the placed shot -> take

    def frame_at(self, show_s: float) -> int:
        """The content frame that is on at show time `show_s`; never negative."""
        # A hair is added so that exact frame times never fall below their frame by rounding.
        return max(0, int((show_s - self.t0_s) * float(self.timeline.fps) + 1e-6))

    def time_of(self, frame: int) -> float:
        """Show time in seconds at which content frame `frame` begins."""
        return self.t0_s + float(frame / self.timeline.fps)

    def on_at(self, frame: int) -> tuple[int, Placed]:
        """Number and place of the shot that is on."""
        number = self.timeline.index_at(frame)
        return number, self.timeline.placed[number]


def voice_lines(course: Course) -> dict[str, VoiceLine]:
    """What is to be voiced in a stretch, by line key."""
    bible = course.bible
    cast = tuple((member.name, member.description) for member in bible.cast)
    return {
        beat.key: VoiceLine(beat.text, beat.character, bible.looks_of(beat.character), beat.manner, beat.id, cast)
        for beat in course.stretch.beats
        if isinstance(beat, Line)
    }


def rehearse(
    course: Course,
    voices: VoiceSource,
    fps: Fraction,
    limits: TimeLimits = TimeLimits.X1,
    lengths: Mapping[str, float] | None = None,
) -> Performance:
    """Direct a stretch with the voices there are; `lengths` (of a replay) overrule how long lines last."""
    voiced = {key: voice for key, line in voice_lines(course).items() if (voice := voices.get(line)) is not None}
    speech = {key: Spoken(voice.seconds, tuple(voice.loudness)) for key, voice in voiced.items()}
    if lengths is not None:
        speech = {key: _as_long(speech.get(key), seconds) for key, seconds in lengths.items()}
    setups, _ = direct(course.stretch, course.bible, course.stage, speech, fps)
    return Performance(
        course=course,
        timeline=lay(setups, fps, course.point, limits),
        voices=voiced,
        speech_s={key: spoken.seconds for key, spoken in speech.items()},
    )


def _as_long(spoken: Spoken | None, seconds: float) -> Spoken:
    return Spoken(seconds, spoken.loudness if spoken else ())
