"""Adds everything up: speech in front, ambience and music under it, effects. No clipping, no click at any cut.

Times are numbers of samples since the mix began. Sound is rendered in blocks of 10 ms, whatever is asked for.
"""

from __future__ import annotations

import heapq
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience import layers_for
from runtime.audio.clock import RATE
from runtime.audio.effects import effect_for, make_effect
from runtime.audio.gains import BLOCK, Fade, Glide, share
from runtime.audio.levels import gain_of
from runtime.audio.limiter import Limiter
from runtime.audio.music import mood_for
from runtime.audio.sources import Clip, LayerSource, Score, sides
from runtime.audio.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

BUSES = ("speech", "ambience", "effects", "music", "master")
DUCK_DB = {"ambience": -10.0, "music": -11.0, "effects": -3.0, "speech": 0.0}  # under speech
DUCK_AHEAD = RATE * 15 // 100  # the bed goes down a little before the voice
DUCK_HOLD = RATE * 35 // 100  # and waits a little before it comes back
ATTACK, RELEASE = share(0.06), share(0.45)
VOLUME_SPEED = share(0.03)
HUSH = RATE * 3 // 100
HOLD = RATE * 8 // 100
MUSIC_FADE = 4 * RATE
LATEST_EFFECT = RATE  # an effect that is not made a second after its moment is left out
EFFECT_BYTES = 1_000_000


class Mixer:
    """The mix of a show. `wait`: sounds are made on the spot (recordings, tests) instead of off the loop."""

    def __init__(self, seed: int = 0, *, wait: bool = False) -> None:
        self.seed = seed
        self.volume = dict.fromkeys(BUSES, 1.0)
        self.position = 0  # samples rendered
        self.workshop = Workshop(wait)
        self._made = 0  # samples made in blocks, of which the last may not have been asked for yet
        self._kept_back = 0  # samples by which the sources lag behind: time spent on hold
        self._rest = np.zeros((0, 2), np.float32)
        self._cues: list[tuple[int, int, Callable[[int], None]]] = []
        self._order = count()
        self._speech: list[Clip] = []
        self._effects: list[Clip] = []
        self._layers: list[LayerSource] = []
        self._scores: list[Score] = []
        self._volumes = {bus: Glide(1.0) for bus in BUSES}
        self._duck = Glide(0.0)  # 0 open .. 1 ducked
        self._hold = Fade(1.0, power=False)
        self._held_from: int | None = None
        self._limiter = Limiter()

    # --- what is heard -----------------------------------------------------------------------------------------------

    def speak(self, wave: Wave, at: int, *, pan: float = 0.0, gain: float = 1.0, skip: int = 0) -> None:
        """A voice, float32 (n,) at 48 kHz, whose first sample belongs to sample `at`; `skip` samples of it are over."""
        left, right = sides(pan * 0.6)  # voices stay near the middle, so that one ear is enough
        self._speech.append(Clip(wave, self._inner(at), gain * left * np.sqrt(2), gain * right * np.sqrt(2), skip))

    def hush(self, at: int = 0) -> None:
        """End all speech known now with a short fade."""
        spoken = tuple(self._speech)
        self._cue(at, lambda now: _hush(spoken, now, HUSH))

    def ambience(self, words: str | Sequence[str], at: int = 0, fade_s: float = 1.5) -> tuple[str, ...]:
        """Crossfade to these layers; no words: to none. Gives back the words that nothing is known for."""
        heard = layers_for(words)
        wanted = {(layer.kind, layer.veil): LayerSource(layer, self.seed) for layer in heard.layers}
        for source in wanted.values():
            source.ask(self.workshop)
        self._cue(at, lambda now: self._cross(wanted, now, max(HUSH, int(fade_s * RATE))))
        return heard.unknown

    def effect(self, words: str | Sequence[str], at: int = 0, pan: float = 0.0) -> bool:
        """A single sound; False when none is known for `words`."""
        sort = effect_for(words if isinstance(words, str) else " ".join(words))
        if sort:
            self._ask_effect(sort)
            inner = self._inner(at)
            self._cue(at, lambda now: self._sound(sort, inner, pan, now))
        return bool(sort)

    def music(self, words: str | Sequence[str], at: int = 0) -> None:
        """Music of a mood, over seconds; "none" or no words: it fades away."""
        mood = mood_for(words if isinstance(words, str) else " ".join(words))
        if mood:
            Score(mood, self.seed).ask(self.workshop)
        self._cue(at, lambda now: self._play(mood, now))

    def silence(self, at: int = 0, fade_s: float = 1.0) -> None:
        """Ambience, music and effects fade to nothing; speech stays."""
        self._cue(at, lambda now: self._fall_silent(now, int(fade_s * RATE)))

    def hold(self, on: bool) -> None:
        """Fade to nothing and stand still; then go on from the very sample at which the hold began."""
        if on and self._held_from is None:
            self._held_from = self.position - self._kept_back
            self._hold.turn(0.0, self._made, HOLD)
        elif not on and self._held_from is not None:
            if self._hold.done(self._made):  # else it was a short one, and nothing has stood still
                self._kept_back = self.position - self._held_from
            self._held_from = None
            self._hold.turn(1.0, self._made, HOLD)

    def prepare(self, sort: str, words: str | Sequence[str]) -> None:
        """Have what a cue will need made ahead: sort "ambience", "sfx" or "music". Cheap to call again."""
        text = words if isinstance(words, str) else ", ".join(words)
        if sort == "ambience":
            for layer in layers_for(text).layers:
                LayerSource(layer, self.seed).ask(self.workshop)
        elif sort == "sfx" and effect_for(text):
            self._ask_effect(effect_for(text))
        elif sort == "music" and mood_for(text):
            Score(mood_for(text), self.seed).ask(self.workshop)

    # --- rendering ---------------------------------------------------------------------------------------------------

    def render(self, frames: int) -> Wave:
        """The next float32 (frames, 2) of the mix, |x| <= 0.89."""
        parts = [self._rest]
        ready = len(self._rest)
        while ready < frames:
            parts.append(self._block())
            ready += BLOCK
        sound = np.concatenate(parts)
        self._rest = sound[frames:]
        self.position += frames
        return sound[:frames]

    def _block(self) -> Wave:
        frozen = self._held_from is not None and self._hold.done(self._made)
        if frozen:
            self._kept_back += BLOCK
            self._made += BLOCK
            return np.zeros((BLOCK, 2), np.float32)
        now = self._made - self._kept_back
        self._run_cues(now)
        mix = self._mix(now) * self._volumes["master"].over(self.volume["master"], VOLUME_SPEED)
        mix *= self._hold.over(self._made)
        self._made += BLOCK
        return self._limiter.limit(mix)

    def _mix(self, now: int) -> Wave:
        buses = {bus: np.zeros((BLOCK, 2), np.float32) for bus in BUSES[:-1]}
        for clip in self._speech:
            clip.add_to(buses["speech"], now)
        for clip in self._effects:
            clip.add_to(buses["effects"], now)
        for layer in self._layers:
            layer.add_to(buses["ambience"], now, self.workshop)
        for score in self._scores:
            score.add_to(buses["music"], now, self.workshop)
        ducked = self._ducking(now)
        mix = np.zeros((BLOCK, 2), np.float32)
        for bus, sound in buses.items():
            under = 1.0 - ducked * np.float32(1.0 - gain_of(DUCK_DB[bus]))
            mix += sound * (self._volumes[bus].over(self.volume[bus], VOLUME_SPEED) * under)
        self._sweep(now)
        return mix

    def _ducking(self, now: int) -> NDArray[np.float32] | float:
        spoken = any(
            clip.start - DUCK_AHEAD <= now < clip.end + DUCK_HOLD and clip.fade.target > 0.0 for clip in self._speech
        )
        return self._duck.over(float(spoken), ATTACK if spoken else RELEASE)

    def _sweep(self, now: int) -> None:
        self._speech = [clip for clip in self._speech if not clip.over(now)]
        self._effects = [clip for clip in self._effects if not clip.over(now)]
        self._layers = [layer for layer in self._layers if not layer.over(now)]
        self._scores = [score for score in self._scores if not score.over(now)]

    # --- cues --------------------------------------------------------------------------------------------------------

    def _inner(self, at: int) -> int:
        """From a sample of the mix to the sources' own time."""
        return at - (self._kept_back if self._held_from is None else self.position - self._held_from)

    def _cue(self, at: int, act: Callable[[int], None]) -> None:
        self._push(self._inner(at), act)

    def _push(self, inner: int, act: Callable[[int], None]) -> None:
        heapq.heappush(self._cues, (inner, next(self._order), act))

    def _run_cues(self, now: int) -> None:
        while self._cues and self._cues[0][0] < now + BLOCK:
            heapq.heappop(self._cues)[2](now)

    def _cross(self, wanted: dict[tuple[str, str], LayerSource], now: int, length: int) -> None:
        for source in self._layers:
            same = wanted.pop((source.layer.kind, source.layer.veil), None)
            source.turn(gain_of(same.layer.gain_db) if same else 0.0, now, length)
        for source in wanted.values():
            source.turn(gain_of(source.layer.gain_db), now, length)
            self._layers.append(source)

    def _ask_effect(self, sort: str) -> None:
        self.workshop.ask(("effect", sort, self.seed), lambda: make_effect(sort, self.seed), EFFECT_BYTES)

    def _sound(self, sort: str, at: int, pan: float, now: int) -> None:
        tape = self.workshop.take(("effect", sort, self.seed))
        if tape is not None:
            left, right = sides(pan)
            gain = tape.scale * np.sqrt(2)
            self._effects.append(Clip(tape.samples, max(at, now), gain * left, gain * right))
        elif now < at + LATEST_EFFECT:
            self._ask_effect(sort)
            self._push(now + BLOCK, lambda later: self._sound(sort, at, pan, later))

    def _play(self, mood: str, now: int) -> None:
        for score in self._scores:
            if score.mood != mood and score.fade.target:
                score.fade.turn(0.0, now, MUSIC_FADE)
        if mood and not any(score.mood == mood and score.fade.target for score in self._scores):
            score = Score(mood, self.seed)
            score.fade.turn(1.0, now, MUSIC_FADE)
            self._scores.append(score)

    def _fall_silent(self, now: int, length: int) -> None:
        for source in self._layers:
            source.turn(0.0, now, length)
        for score in self._scores:
            score.fade.turn(0.0, now, length)
        _hush(self._effects, now, length)


def _hush(clips: Sequence[Clip], now: int, length: int) -> None:
    for clip in clips:
        clip.hush(now, length)
