"""What is heard with a stretch: lines, ambience, effects and music, laid on the mixer just before they are due.

The picture's clock is the heard sound, so everything is placed by show time and never by the moment of the call.
"""

from __future__ import annotations

import zlib
from bisect import insort
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from runtime.audio.foley import Footfall, footfalls, ground_under, heard_from

if TYPE_CHECKING:
    import numpy as np

    from generators.base import Shot
    from runtime.audio.mixer import Mixer
    from runtime.audio.voices import Voice
    from runtime.story.model import Cue
    from runtime.timeline import Timeline

RATE = 48_000  # Hz
AHEAD_S = 0.15  # everything is laid so long before it is heard, for the mixer works some blocks ahead
CADENCE_S = 3.0  # the music begins to close so long before the end

Lay = Callable[[int, int], None]  # (sample index on the mixer, samples of it that are already over)


class Soundtrack:
    """Lays a stretch's sounds on the mixer in time."""

    def __init__(self, mixer: Mixer) -> None:
        self._mixer = mixer
        self._due: list[tuple[float, Lay]] = []  # show time in seconds, soonest first
        self._ambience: tuple[str, ...] = ()
        self._silent = False  # the writer wants to hear nothing
        self._tense = False  # a choice is open

    def begin(
        self, timeline: Timeline, t0_s: float, voices: Mapping[str, Voice], from_frame: int = 0, *, ends: bool = False
    ) -> None:
        """Score a stretch whose frame 0 is at show time `t0_s`, with its voices by line key. `ends`: the show, too."""
        self.release()
        self.prepare(timeline)
        due: list[tuple[float, Lay]] = [
            (float(speech.start / timeline.fps), self._speaker(voices[speech.key], speech.pan))
            for speech in timeline.speeches
            if speech.start >= from_frame and speech.key in voices
        ]
        due += [
            (float(frame / timeline.fps), self._cue(cue, timeline.shot_at(frame).setup.shot))
            for frame, cue in timeline.cues
            if frame >= from_frame
        ]
        due += self._walks(timeline, from_frame)
        if timeline.point and timeline.frames >= from_frame:
            due.append((float(timeline.frames / timeline.fps), self._tighten))
        elif ends:
            last_s = float(timeline.frames / timeline.fps) - CADENCE_S
            due.append((max(float(from_frame / timeline.fps), last_s), lambda at, _: self._mixer.cadence(at)))
        self._due = sorted(((t0_s + at_s, lay) for at_s, lay in due), key=lambda item: item[0])

    def release(self) -> None:
        """The choice is taken: the music relaxes."""
        if self._tense:
            self._tense = False
            self._mixer.tension(False, self._mixer.position)

    def prepare(self, timeline: Timeline) -> None:
        """Have the sounds of a stretch made that may follow; some take a second."""
        for frame, cue in timeline.cues:
            if cue.sort != "silence":
                ground = ground_under(timeline.shot_at(frame).setup.shot)
                self._mixer.prepare(cue.sort, cue.words, ground, _turn_of(cue))
        for ground in sorted({ground_under(one.setup.shot) for one in timeline.placed if footfalls(one.setup.shot)}):
            self._mixer.prepare("step", "", ground)

    def describe(self, voice: Voice, at_s: float) -> None:
        """Say what is seen from show time `at_s` on, whole: where that has passed already, from now on."""

        def lay(at: int, _skip: int) -> None:
            self._mixer.speak(voice.wave, at)

        insort(self._due, (at_s, lay), key=lambda one: one[0])

    def hush(self) -> None:
        """The lines that are on fade out at once; nothing of the old stretch comes any more."""
        self._due = []
        self._mixer.hush(self._mixer.position)

    def set_ambience(self, words: tuple[str, ...]) -> None:
        """What the place sounds like, unless the writer says otherwise."""
        if words != self._ambience:
            self._ambience, self._silent = words, False
            self._mixer.ambience(words, self._mixer.position)

    def hold(self, on: bool) -> None:
        """Fade to nothing for a pause, and back."""
        self._mixer.hold(on)

    def render(self, n: int, show_s: float) -> np.ndarray:
        """The next `n` samples, float32 (n, 2); the first is heard at show time `show_s`."""
        until = show_s + n / RATE + AHEAD_S
        while self._due and self._due[0][0] < until:
            at_s, lay = self._due.pop(0)
            offset = round((at_s - show_s) * RATE)
            lay(self._mixer.position + max(0, offset), max(0, -offset))
        return self._mixer.render(n)

    def _speaker(self, voice: Voice, pan: float) -> Lay:
        return lambda at, skip: self._mixer.speak(voice.wave, at, pan=pan, skip=skip)

    def _tighten(self, at: int, _skip: int) -> None:
        self._tense = True
        self._mixer.tension(True, at)

    def _walks(self, timeline: Timeline, from_frame: int) -> list[tuple[float, Lay]]:
        """Soft steps under those who walk, unless the writer has steps of their own there."""
        written = {frame for frame, cue in timeline.cues if cue.sort == "sfx"}
        return [
            (start_s + step.at_s, self._step(step, ground_under(placed.setup.shot)))
            for placed in timeline.placed
            if placed.start >= from_frame and placed.start not in written
            for start_s in (float(placed.start / timeline.fps),)
            for step in footfalls(placed.setup.shot)
            if step.at_s < placed.setup.frames / timeline.fps
        ]

    def _step(self, step: Footfall, ground: str) -> Lay:
        def lay(at: int, skip: int) -> None:
            if not self._silent and not skip:
                self._mixer.step(ground, at, pan=step.pan, gain_db=step.gain_db, turn=step.turn)

        return lay

    def _cue(self, cue: Cue, shot: Shot) -> Lay:
        words = tuple(word.strip() for word in cue.words.split(",") if word.strip())

        def lay(at: int, _skip: int) -> None:
            if cue.sort == "ambience":
                self._ambience, self._silent = words, False
                self._mixer.ambience(words, at)
            elif cue.sort == "sfx":
                pan, distance = heard_from(cue.words, shot)
                ground = ground_under(shot)
                self._mixer.effect(cue.words, at, pan, ground=ground, distance=distance, turn=_turn_of(cue))
            elif cue.sort == "music":
                self._mixer.music(cue.words, at)
            else:
                self._ambience, self._silent = (), True
                self._mixer.silence(at)

        return lay


def _turn_of(cue: Cue) -> int:
    """Which way an effect falls out: the same cue always the same way, another one a little differently."""
    return zlib.crc32(cue.key.encode())
