"""Decides what music is heard when: moods that change, a writer's own music, tension, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.audio.clock import RATE
from runtime.audio.music.moods import mood_for
from runtime.audio.music.score import OwnMusic, Score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from runtime.audio.tape import Recorded
    from runtime.audio.workshop import Workshop

    Wave = NDArray[np.float32]

CHANGE = 5 * RATE // 2  # how long the old mood is heard under the new one
LEAVE = 4 * RATE  # how music goes that is followed by none


class Conductor:
    """Plays what is asked for; times are the mixer's."""

    def __init__(self, seed: int, workshop: Workshop) -> None:
        self._seed, self._workshop = seed, workshop
        self._score: Score | None = None
        self._own: OwnMusic | None = None
        self._leaving: list[Score | OwnMusic] = []
        self._after_own = ""  # the mood that goes on when a writer's own music is over
        self._tense = False

    def prepare(self, words: str, own: Recorded | None = None) -> None:
        """Have the first of it made."""
        if own:
            OwnMusic(own).ask(self._workshop)
        elif mood := mood_for(words):
            Score(mood, self._seed).ask(self._workshop)

    def play(self, words: str, own: Recorded | None, now: int) -> None:
        """Change to what `words` ask for. After a writer's own music the mood goes on that was on before it."""
        if own is None:
            self._after_own = ""
            self._turn_to(mood_for(words), now)
        elif self.own_key != own.key:
            self._after_own = self.mood or self._after_own
            self._turn_to("", now)
            self._own = OwnMusic(own)

    @property
    def mood(self) -> str:
        """What is played now; "" for nothing, or a writer's own music."""
        return self._score.mood if self._score and not self._score.closing else ""

    @property
    def own_key(self) -> str:
        """Of the writer's own music that is on; "" when there is none."""
        return self._own.own.key if self._own else ""

    def press(self, on: bool, now: int) -> None:
        """A choice is open, or no longer: one layer more, or less, from the next bar on."""
        self._tense = on
        if self._score:
            self._score.press(on, now, self._workshop)

    def close(self, now: int) -> None:
        """Come to an end: a score with its cadence, a writer's own music by itself."""
        self._tense, self._after_own = False, ""
        if self._score:
            self._score.close(now, self._workshop)

    def fall_silent(self, now: int, length: int) -> None:
        self._tense, self._after_own = False, ""
        for source in self._sources():
            source.fade.turn(0.0, now, length)
        self._leaving, self._score, self._own = self._sources(), None, None

    def add_to(self, out: Wave, now: int) -> None:
        """Add the music of a block, float32 (block, 2)."""
        for source in self._sources():
            source.add_to(out, now, self._workshop)
        self._leaving = [source for source in self._leaving if not source.over(now)]
        if self._score and self._score.over(now):
            self._score = None
        if self._own and self._own.over(now):
            self._own = None
            self._turn_to(self._after_own, now)

    def _sources(self) -> list[Score | OwnMusic]:
        on: list[Score | OwnMusic | None] = [*self._leaving, self._score, self._own]
        return [source for source in on if source is not None]

    def _turn_to(self, mood: str, now: int) -> None:
        """The old goes from its next beat on, and on that beat the new begins."""
        if mood and mood == self.mood:
            return
        beat = now
        for old in (self._score, self._own):
            if old is None:
                continue
            beat = old.next_beat(now)
            if not (isinstance(old, Score) and old.closing):
                old.fade.turn(0.0, beat, CHANGE if mood else LEAVE)
            self._leaving.append(old)
        self._own = None
        self._score = Score(mood, self._seed, beat) if mood else None
        if self._score and self._tense:
            self._score.press(True, now, self._workshop)
