"""Audio description: what is seen, said by a voice of its own in the gaps between the lines.

The show is the same with it and without it: nothing waits for a description in a show that is watched, nothing is
moved for it, and nothing of it is written down. What does not fit its gap is said as many sentences as do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.audio.voice import VoiceLine
from runtime.director.pacing import caption_pieces, frames_of, reading_s
from runtime.performance import voice_lines
from runtime.story.model import Action
from runtime.story.phrases import seen_key
from runtime.timeline import Caption

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from fractions import Fraction

    from runtime.company import Voices
    from runtime.course import Course
    from runtime.performance import Performance
    from runtime.soundtrack import Soundtrack
    from runtime.timeline import Timeline

SPEAKER = "AUDIO DESCRIPTION"
VOICE = "a clear brisk man of forty"
COLOUR = (240, 236, 226)  # sRGB: of a stranger
AHEAD_S = 0.3  # it is laid so long before it is heard
APART_S = 0.3  # from its last word to the next line
FASTEST = 0.7  # of the reading time: hardly a voice is quicker
MOST_TRIED = 3  # shortenings of one description that are voiced
LEAST_WORDS = 3  # of a sentence that is cut at a comma
CHARACTER_S = 0.055  # to read one, in scripts without blanks
LOOK_FRAMES = 6  # from one look at what is still to be voiced, to the next
AHEAD_BEATS = 4  # of each branch, which are voiced before it is taken
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")
_CLAUSE = re.compile(r"\s*[,;:—–]\s+|\s+(?:while|where|which|who|as)\s+")
_SHOUTED = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Gap:
    """Where a shot may be described: content frames, the end exclusive."""

    beat: str  # key
    texts: tuple[str, ...]  # the description and its shortenings, the longest first, as far as they may fit
    start: int
    end: int


def seen_in(course: Course) -> dict[int, tuple[str, str]]:
    """By number of the beat: its key, and what is seen, in the language that is played; what has no words is left out.

    A translated story is described by its table alone: a voice does not read another language's words.
    """
    table = course.story.translation
    names = {member.name.upper() for member in course.story.cast}
    found: dict[int, tuple[str, str]] = {}
    for number, beat in enumerate(course.stretch.beats):
        if isinstance(beat, Action):
            words = table.get(seen_key(beat.key), "") if table else beat.text
            if spoken := " ".join(words.split()):
                found[number] = beat.key, _spoken(spoken, names)
    return found


def _spoken(text: str, names: set[str]) -> str:
    """Capitals of a screenplay as they are read aloud: a voice would spell them."""

    def calm(word: re.Match[str]) -> str:
        return word[0].capitalize() if word[0].isupper() and (word[0] in names or len(word[0]) > 3) else word[0]

    return _SHOUTED.sub(calm, text)


def gaps(timeline: Timeline, seen: Mapping[int, tuple[str, str]]) -> tuple[Gap, ...]:
    """Where the shots of a stretch may be described, in order."""
    apart = frames_of(APART_S, timeline.fps)
    stops = sorted({speech.start for speech in timeline.speeches} | {timeline.frames})
    shots = [one for one in timeline.placed if one.setup.beat in seen]
    found = []
    for number, placed in enumerate(shots):
        key, text = seen[placed.setup.beat]
        start = placed.start
        end = min(next((stop for stop in stops if stop > start), start), timeline.frames) - apart
        if number + 1 < len(shots):
            end = min(end, shots[number + 1].start)
        room_s = float(max(0, end - start) / timeline.fps)
        texts = tuple(one for one in shortenings(text) if FASTEST * read_s(one) <= room_s)
        if texts:
            found.append(Gap(key, texts[:MOST_TRIED], start, end))
    return tuple(found)


def shortenings(text: str) -> tuple[str, ...]:
    """A description, as ever fewer of its sentences, and at last what its first one says before a comma."""
    sentences = [part.strip() for part in _SENTENCE.split(text) if part.strip()]
    between = "" if any(mark in text for mark in "。！？") else " "
    whole = [between.join(sentences[:count]) for count in range(len(sentences), 0, -1)]
    clause = _CLAUSE.split(sentences[0])[0] if sentences else ""
    short = [f"{clause.rstrip('.!?…')}."] if len(clause.split()) >= LEAST_WORDS else []
    return tuple(dict.fromkeys((*whole, *short)))


def read_s(text: str) -> float:
    """Seconds to read a description, in any script."""
    return max(reading_s(text), CHARACTER_S * len(text))


def line_of(text: str, course: Course) -> VoiceLine:
    """A description as it is voiced: by somebody who is told from the cast."""
    cast = tuple((member.name, member.description) for member in course.story.cast)
    return VoiceLine(text, SPEAKER, VOICE, cast=cast)


class Describer:
    """Describes what a show performs. `waiting`: a recording stands still, for a voice that is due is being made."""

    def __init__(self, voices: Voices, soundtrack: Soundtrack, fps: Fraction) -> None:
        self._voices, self._soundtrack, self._fps = voices, soundtrack, fps
        self.on = self.waiting = self._waits = False
        self._course: Course | None = None
        self._timeline: Timeline | None = None
        self._gaps: tuple[Gap, ...] = ()
        self._done: set[str] = set()  # keys of beats
        self._captions: tuple[Caption, ...] = ()

    def turn(self, *, on: bool, waits: bool = False) -> None:
        """Begin or end describing; what is being said is said to its end."""
        self.on, self.waiting, self._waits = on, False, waits
        self._captions = ()

    def hush(self) -> None:
        """What was being said is cut off: the viewer skipped it."""
        self._captions = ()

    def caption(self, frame: int) -> Caption | None:
        """What is to be read of a description at a content frame."""
        return next((one for one in self._captions if one.start <= frame < one.end), None)

    def tick(self, on: Performance, frame: int, ahead: Iterable[Course]) -> None:
        """Say what is due at content frame `frame`, and have voiced what may be due later."""
        self.waiting = False
        if not self.on:
            return
        if on.timeline is not self._timeline:
            self._take(on)
        lead = frames_of(AHEAD_S, self._fps)
        for gap in self._gaps:
            if gap.start - lead <= frame < gap.end and gap.beat not in self._done:
                self._describe(gap, on, max(gap.start, frame + lead))
                break
        if frame % LOOK_FRAMES == 0:
            self._prepare(on, frame, tuple(ahead))

    def _take(self, on: Performance) -> None:
        """Another stretch, or the same one otherwise timed."""
        if on.course is not self._course:
            self._course, self._captions = on.course, ()
            self._done = set()
        self._timeline = on.timeline
        self._gaps = gaps(on.timeline, seen_in(on.course))

    def _describe(self, gap: Gap, on: Performance, start: int) -> None:
        """As much as fits from frame `start` on; a voice that is not made yet is looked for again at the next tick."""
        for text in gap.texts:
            line = line_of(text, on.course)
            if not self._is_voiced(line):
                self.waiting = self._waits
                return
            voice = self._voices.get(line)
            frames = frames_of(voice.seconds if voice else read_s(text), self._fps)
            if start + frames <= gap.end:
                if voice:
                    self._soundtrack.describe(voice, on.time_of(start))
                pieces = caption_pieces(text, start, frames)
                self._captions = tuple(Caption("", one.text, COLOUR, one.start, one.end) for one in pieces)
                break
        self._done.add(gap.beat)

    def _prepare(self, on: Performance, frame: int, ahead: tuple[Course, ...]) -> None:
        """Voice descriptions one at a time, behind all lines: nobody waits for a line because of them."""
        lines = [line for course in ahead for line in voice_lines(course).values()]
        if not self._voices.settled(lines):
            return
        wanted = (line_of(gap.texts[0], on.course) for gap in self._gaps if gap.end > frame)
        for line in (*wanted, *self._branches(ahead)):
            if not self._is_voiced(line):
                return

    def _is_voiced(self, line: VoiceLine) -> bool:
        """Whether there is nothing to wait for; it is asked for if it was not yet."""
        self._voices.request([line])
        return self._voices.settled([line])

    def _branches(self, ahead: tuple[Course, ...]) -> Iterator[VoiceLine]:
        """What may be described first, of each branch."""
        for course in ahead:
            for _, text in list(seen_in(course).values())[:AHEAD_BEATS]:
                yield line_of(text, course)
