"""Adds everything up: speech in front, ambience and music under it, effects. No clipping, no click at any cut.

Times are numbers of samples since the mix began. Sound is rendered in blocks of 10 ms, whatever is asked for.
"""

from __future__ import annotations

import heapq
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience import Layer, layers_for
from runtime.audio.buses import BUSES, Buses
from runtime.audio.clock import RATE
from runtime.audio.effects import TURNS, effect_for, make_effect
from runtime.audio.gains import BLOCK, Fade
from runtime.audio.levels import gain_of
from runtime.audio.limiter import Limiter
from runtime.audio.manners import manner_of, tokens_of
from runtime.audio.music.conductor import Conductor
from runtime.audio.sources import Clip, LayerSource, levelled, sides
from runtime.audio.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from numpy.typing import NDArray

    from runtime.audio.tape import Recorded, Tape

    Wave = NDArray[np.float32]
    Own = Callable[[str, str], Recorded | None]  # (sort "ambience", "sfx" or "music", words) -> a writer's own sound

DUCK_AHEAD = RATE * 15 // 100  # the bed goes down a little before the voice
DUCK_HOLD = RATE * 35 // 100  # and waits a little before it comes back
HUSH = RATE * 3 // 100
HOLD = RATE * 8 // 100
LATEST_EFFECT = RATE  # an effect that is not made a second after its moment is left out
LATEST_STEP = RATE // 20  # a step beside its foot is worse than none
EFFECT_BYTES = 1_000_000
OWN_EFFECT_LUFS = -25.0
FAR_DB = -9.0  # of an effect at the back of the stage
FAR_VEIL = 0.6  # from this distance on it is heard through the air


def _nothing(sort: str, words: str) -> Recorded | None:  # noqa: ARG001
    """A show without recordings of its own."""
    return None


class Mixer:
    """The mix of a show. `wait`: sounds are made on the spot (recordings, tests) instead of off the loop.

    `own` finds a writer's recordings: what it knows for the words of a cue is heard instead of what would be made.
    """

    def __init__(self, seed: int = 0, *, wait: bool = False, mono: bool = False, own: Own = _nothing) -> None:
        self.seed = seed
        self.position = 0  # samples rendered
        self.buses = Buses(mono)
        self.volume = self.buses.volume
        self.workshop = Workshop(wait)
        self._own = own
        self._made = 0  # samples made in blocks, of which the last may not have been asked for yet
        self._kept_back = 0  # samples by which the sources lag behind: time spent on hold
        self._rest = np.zeros((0, 2), np.float32)
        self._cues: list[tuple[int, int, Callable[[int], None]]] = []
        self._order = count()
        self._speech: list[Clip] = []
        self._effects: list[Clip] = []
        self._layers: list[LayerSource] = []
        self._music = Conductor(seed, self.workshop)
        self._hold = Fade(1.0, power=False)
        self._held_from: int | None = None
        self._limiter = Limiter()

    def close(self) -> None:
        """After the show: nothing more is made, and what was made is let go."""
        self.workshop.close()

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
        sources, unknown = self._layers_of(words)
        for source in sources:
            source.ask(self.workshop)
        wanted: dict[Hashable, LayerSource] = {source.key: source for source in sources}
        self._cue(at, lambda now: self._cross(wanted, now, max(HUSH, int(fade_s * RATE))))
        return unknown

    def effect(
        self,
        words: str | Sequence[str],
        at: int = 0,
        pan: float = 0.0,
        *,
        ground: str = "",
        distance: float = 0.0,
        gain_db: float = 0.0,
        turn: int = 0,
    ) -> bool:
        """A single sound; False when none is known for `words`.

        Words that say where it comes from go before `pan` (-1..1) and `distance` (0 near .. 1 at the back). `ground`
        is what steps fall on if the words do not say; `turn` tells repeated sounds apart.
        """
        text = words if isinstance(words, str) else " ".join(words)
        wanted = effect_for(text, ground)
        own = self._own("sfx", text)
        if wanted is None and own is None:
            return False
        manner = wanted.manner if wanted else manner_of(tokens_of(text))
        veil = manner.veil or ("far" if distance > FAR_VEIL else "")
        sort = wanted.sort if wanted else ""
        ask = partial(self._ask_own, own) if own else partial(self._ask_effect, sort, veil, turn)
        ask()
        gain = gain_of(manner.gain_db + gain_db + (0.0 if manner.veil else FAR_DB * distance)) * np.sqrt(2)
        left, right = sides(pan if manner.pan is None else manner.pan)
        inner = self._inner(at)
        self._cue(at, lambda now: self._sound(ask, inner, (gain * left, gain * right), now))
        return True

    def step(self, ground: str, at: int, *, pan: float = 0.0, gain_db: float = 0.0, turn: int = 0) -> None:
        """One step of somebody in the picture, on a ground of effects.steps."""
        left, right = sides(pan)
        gain, inner = gain_of(gain_db) * np.sqrt(2), self._inner(at)
        ask = partial(self._ask_effect, f"a step on {ground}", "", turn)
        ask()
        self._cue(at, lambda now: self._sound(ask, inner, (gain * left, gain * right), now, LATEST_STEP))

    def music(self, words: str | Sequence[str], at: int = 0) -> None:
        """Music of a mood; "none" or no words: it ends. A writer's own is played through, then the mood goes on."""
        text = words if isinstance(words, str) else " ".join(words)
        own = self._own("music", text)
        self._music.prepare(text, own)
        self._cue(at, lambda now: self._music.play(text, own, now))

    def tension(self, on: bool, at: int = 0) -> None:
        """A choice is open: the music gets one layer more from the next bar on; and loses it again."""
        self._cue(at, lambda now: self._music.press(on, now))

    def cadence(self, at: int = 0) -> None:
        """The music comes to its end."""
        self._cue(at, self._music.close)

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

    def prepare(self, sort: str, words: str | Sequence[str], ground: str = "", turn: int = 0) -> None:
        """Have what a cue will need made ahead: sort "ambience", "sfx", "music", or "step" for a ground. Cheap."""
        text = words if isinstance(words, str) else ", ".join(words)
        own = self._own(sort, text)
        if sort == "ambience":
            for source in self._layers_of(text)[0]:
                source.ask(self.workshop)
        elif sort == "music":
            self._music.prepare(text, own)
        elif sort == "step":
            for each in range(TURNS):
                self._ask_effect(f"a step on {ground}", "", each)
        elif own:
            self._ask_own(own)
        elif wanted := effect_for(text, ground):
            self._ask_effect(wanted.sort, wanted.manner.veil, turn)

    # --- rendering ---------------------------------------------------------------------------------------------------

    def render(self, frames: int) -> Wave:
        """The next float32 (frames, 2) of the mix, true peaks below -1 dB."""
        parts = [self._rest]
        ready = len(self._rest)
        while ready < frames:
            block = self._limiter.limit(self._block())
            if block is not None:
                parts.append(block)
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
        mix = self._mix(now) * self._hold.over(self._made)
        self._made += BLOCK
        return mix

    def _mix(self, now: int) -> Wave:
        buses = {bus: np.zeros((BLOCK, 2), np.float32) for bus in BUSES[:-1]}
        for clip in self._speech:
            clip.add_to(buses["speech"], now)
        for clip in self._effects:
            clip.add_to(buses["effects"], now)
        for layer in self._layers:
            layer.add_to(buses["ambience"], now, self.workshop)
        self._music.add_to(buses["music"], now)
        spoken = any(
            clip.start - DUCK_AHEAD <= now < clip.end + DUCK_HOLD and clip.fade.target > 0.0 for clip in self._speech
        )
        self._sweep(now)
        return self.buses.sum(buses, spoken)

    def _sweep(self, now: int) -> None:
        self._speech = [clip for clip in self._speech if not clip.over(now)]
        self._effects = [clip for clip in self._effects if not clip.over(now)]
        self._layers = [layer for layer in self._layers if not layer.over(now)]

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

    def _layers_of(self, words: str | Sequence[str]) -> tuple[list[LayerSource], tuple[str, ...]]:
        """A source for each layer that is wanted, a writer's own among them, and the words that mean nothing."""
        text = words if isinstance(words, str) else ", ".join(words)
        made, sources = [], []
        for phrase in filter(None, map(str.strip, text.split(","))):
            if own := self._own("ambience", phrase):
                sources.append(LayerSource(Layer(own.key), self.seed, own))
            else:
                made.append(phrase)
        heard = layers_for(made)
        return sources + [LayerSource(layer, self.seed) for layer in heard.layers], heard.unknown

    def _cross(self, wanted: dict[Hashable, LayerSource], now: int, length: int) -> None:
        for source in self._layers:
            same = wanted.pop(source.key, None)
            source.turn(gain_of(same.layer.gain_db) if same else 0.0, now, length)
        for source in wanted.values():
            source.turn(gain_of(source.layer.gain_db), now, length)
            self._layers.append(source)

    def _ask_effect(self, sort: str, veil: str, turn: int) -> tuple[str, ...]:
        turn %= TURNS
        key = ("effect", sort, veil, str(turn), str(self.seed))
        self.workshop.ask(key, lambda: make_effect(sort, self.seed, veil, turn), EFFECT_BYTES)
        return key

    def _ask_own(self, own: Recorded) -> tuple[str, ...]:
        key = ("own", own.key)
        self.workshop.ask(key, lambda: levelled(own.read(), OWN_EFFECT_LUFS), own.size)
        return key

    def _sound(
        self,
        ask: Callable[[], tuple[str, ...]],
        at: int,
        gains: tuple[float, float],
        now: int,
        latest: int = LATEST_EFFECT,
    ) -> None:
        tape: Tape | None = self.workshop.take(ask())
        if tape is not None:
            self._effects.append(Clip(tape.samples, max(at, now), tape.scale * gains[0], tape.scale * gains[1]))
        elif now < at + latest:
            self._push(now + BLOCK, lambda later: self._sound(ask, at, gains, later, latest))

    def _fall_silent(self, now: int, length: int) -> None:
        for source in self._layers:
            source.turn(0.0, now, length)
        self._music.fall_silent(now, length)
        _hush(self._effects, now, length)


def _hush(clips: Sequence[Clip], now: int, length: int) -> None:
    for clip in clips:
        clip.hush(now, length)
