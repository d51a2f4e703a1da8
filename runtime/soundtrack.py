"""What is heard with a stretch: lines, ambience, effects and music, laid on the mixer just before they are due.

The picture's clock is the heard sound, so everything is placed by show time and never by the moment of the call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from runtime.audio.mixer import Mixer
    from runtime.audio.voices import Voice
    from runtime.story.model import Cue
    from runtime.timeline import Timeline

RATE = 48_000  # Hz


Lay = Callable[[int, int], None]  # (sample index on the mixer, samples of it that are already over)


class Soundtrack:
    """Lays a stretch's sounds on the mixer in time."""

    def __init__(self, mixer: Mixer) -> None:
        self._mixer = mixer
        self._due: list[tuple[float, Lay]] = []  # show time in seconds, soonest first
        self._ambience: tuple[str, ...] = ()

    def begin(self, timeline: Timeline, t0_s: float, voices: Mapping[str, Voice], from_frame: int = 0) -> None:
        """Score a stretch whose frame 0 is at show time `t0_s`, with its voices by line key."""
        spoken = [
            (t0_s + float(speech.start / timeline.fps), self._speaker(voices[speech.key], speech.pan))
            for speech in timeline.speeches
            if speech.start >= from_frame and speech.key in voices
        ]
        played = [
            (t0_s + float(frame / timeline.fps), self._cue(cue)) for frame, cue in timeline.cues if frame >= from_frame
        ]
        self._due = sorted([*played, *spoken], key=lambda item: item[0])

    def prepare(self, timeline: Timeline) -> None:
        """Have the sounds of a stretch made that may follow; some take a second."""
        for _, cue in timeline.cues:
            if cue.sort != "silence":
                self._mixer.prepare(cue.sort, cue.words)

    def hush(self) -> None:
        """The lines that are on fade out at once; nothing of the old stretch comes any more."""
        self._due = []
        self._mixer.hush(self._mixer.position)

    def set_ambience(self, words: tuple[str, ...]) -> None:
        """What the place sounds like, unless the writer says otherwise."""
        if words != self._ambience:
            self._ambience = words
            self._mixer.ambience(words, self._mixer.position)

    def hold(self, on: bool) -> None:
        """Fade to nothing for a pause, and back."""
        self._mixer.hold(on)

    def render(self, n: int, show_s: float) -> np.ndarray:
        """The next `n` samples, float32 (n, 2); the first is heard at show time `show_s`."""
        until = show_s + n / RATE
        while self._due and self._due[0][0] < until:
            at_s, lay = self._due.pop(0)
            offset = round((at_s - show_s) * RATE)
            lay(self._mixer.position + max(0, offset), max(0, -offset))
        return self._mixer.render(n)

    def _speaker(self, voice: Voice, pan: float) -> Lay:
        return lambda at, skip: self._mixer.speak(voice.wave, at, pan=pan, skip=skip)

    def _cue(self, cue: Cue) -> Lay:
        words = tuple(word.strip() for word in cue.words.split(",") if word.strip())

        def lay(at: int, _skip: int) -> None:
            if cue.sort == "ambience":
                self._ambience = words
                self._mixer.ambience(words, at)
            elif cue.sort == "sfx":
                self._mixer.effect(cue.words, at)
            elif cue.sort == "music":
                self._mixer.music(cue.words, at)
            else:
                self._ambience = ()
                self._mixer.silence(at)

        return lay
