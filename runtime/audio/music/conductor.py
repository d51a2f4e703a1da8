"""Decides what music is heard when: moods that change, a writer's own music, tension, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.clock import RATE
from runtime.audio.gains import BLOCK, Fade
from runtime.audio.music.phrases import MUSIC_LUFS, PHRASE_S, make_phrase, mood_for
from runtime.audio.sources import Clip, levelled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from runtime.audio.tape import Recorded, Tape
    from runtime.audio.workshop import Workshop

    Wave = NDArray[np.float32]

MUSIC_FADE = 4 * RATE
OWN_FADE = RATE // 2
PHRASE_BYTES = 4_700_000  # about


class Score:
    """The music of a mood: one phrase after another, the next made while this one sounds."""

    def __init__(self, mood: str, seed: int) -> None:
        self.mood, self.seed = mood, seed
        self.fade = Fade(0.0)
        self._index = 0
        self._due: int | None = None  # when the next phrase begins
        self._phrases: list[Clip] = []

    def ask(self, workshop: Workshop) -> None:
        mood, index, seed = self.mood, self._index, self.seed
        workshop.ask(self.key, lambda: make_phrase(mood, index, seed), PHRASE_BYTES)

    @property
    def key(self) -> tuple[str, str, int, int]:
        return ("phrase", self.mood, self._index, self.seed)

    def over(self, now: int) -> bool:
        return self.fade.target == 0.0 and self.fade.done(now)

    def add_to(self, out: Wave, now: int, workshop: Workshop) -> None:
        if self.fade.target and (self._due is None or now + BLOCK > self._due):
            self._begin_phrase(now, workshop)
        heard = np.zeros_like(out)
        for phrase in self._phrases:
            phrase.add_to(heard, now)
        self._phrases = [phrase for phrase in self._phrases if not phrase.over(now)]
        out += heard * self.fade.over(now)

    def _begin_phrase(self, now: int, workshop: Workshop) -> None:
        self.ask(workshop)
        tape: Tape | None = workshop.take(self.key)
        if tape is None:
            return
        start = now if self._due is None else max(now, self._due)
        self._phrases.append(Clip(tape.samples, start, tape.scale, tape.scale))
        self._due = start + int(PHRASE_S * RATE)
        self._index += 1
        self.ask(workshop)


class OwnMusic:
    """A writer's own music: heard once through, from the moment it is read."""

    def __init__(self, own: Recorded) -> None:
        self.own = own
        self.fade = Fade(1.0)
        self._clip: Clip | None = None
        self._failed = False

    def ask(self, workshop: Workshop) -> None:
        own = self.own
        workshop.ask(self._key, lambda: levelled(own.read(), MUSIC_LUFS), own.size)

    @property
    def _key(self) -> tuple[str, str]:
        return ("own music", self.own.key)

    def over(self, now: int) -> bool:
        """It has been played through, cannot be played, or has faded away."""
        played = self._clip is not None and now >= self._clip.end
        return played or self._failed or (self.fade.target == 0.0 and self.fade.done(now))

    def add_to(self, out: Wave, now: int, workshop: Workshop) -> None:
        if self._clip is None:
            self.ask(workshop)
            tape: Tape | None = workshop.take(self._key)
            self._failed = tape is None and workshop.has_failed(self._key)
            if tape is None:
                return
            self._clip = Clip(tape.samples, now, tape.scale, tape.scale)
        heard = np.zeros_like(out)
        self._clip.add_to(heard, now)
        out += heard * self.fade.over(now)


class Conductor:
    """Plays what is asked for; times are the mixer's."""

    def __init__(self, seed: int, workshop: Workshop) -> None:
        self._seed, self._workshop = seed, workshop
        self._scores: list[Score] = []
        self._own: OwnMusic | None = None
        self._fading: list[OwnMusic] = []
        self._after_own = ""  # the mood that goes on when a writer's own music is over

    def prepare(self, words: str, own: Recorded | None = None) -> None:
        """Have the first of it made."""
        if own:
            OwnMusic(own).ask(self._workshop)
        elif mood := mood_for(words):
            Score(mood, self._seed).ask(self._workshop)

    def play(self, words: str, own: Recorded | None, now: int) -> None:
        """Change to what `words` ask for. After a writer's own music the mood goes on that was on before it."""
        if own is None:
            self._stop_own(now)
            self._turn_to(mood_for(words), now)
        elif self.own_key != own.key:
            self._after_own = self.mood or self._after_own
            self._stop_own(now)
            self._turn_to("", now)
            self._own = OwnMusic(own)

    @property
    def mood(self) -> str:
        """What is played now; "" for nothing, or a writer's own music."""
        return next((score.mood for score in self._scores if score.fade.target), "")

    @property
    def own_key(self) -> str:
        """Of the writer's own music that is on; "" when there is none."""
        return self._own.own.key if self._own else ""

    def press(self, on: bool, now: int) -> None:
        """A choice is open, or no longer."""

    def close(self, now: int) -> None:
        """Come to an end."""
        self._stop_own(now)
        self._turn_to("", now)

    def fall_silent(self, now: int, length: int) -> None:
        self._after_own = ""
        for source in self._sources():
            source.fade.turn(0.0, now, length)

    def add_to(self, out: Wave, now: int) -> None:
        """Add the music of a block, float32 (block, 2)."""
        for source in self._sources():
            source.add_to(out, now, self._workshop)
        self._scores = [score for score in self._scores if not score.over(now)]
        self._fading = [own for own in self._fading if not own.over(now)]
        if self._own and self._own.over(now):
            self._own = None
            self._turn_to(self._after_own, now)

    def _sources(self) -> list[Score | OwnMusic]:
        return [*self._scores, *self._fading, *([self._own] if self._own else [])]

    def _stop_own(self, now: int) -> None:
        if self._own:
            self._own.fade.turn(0.0, now, MUSIC_FADE)
            self._fading.append(self._own)
            self._own = None

    def _turn_to(self, mood: str, now: int) -> None:
        for score in self._scores:
            if score.mood != mood and score.fade.target:
                score.fade.turn(0.0, now, MUSIC_FADE)
        if mood and not any(score.mood == mood and score.fade.target for score in self._scores):
            score = Score(mood, self._seed)
            score.fade.turn(1.0, now, MUSIC_FADE)
            self._scores.append(score)
