"""A standard minute of sound, mixed and measured: loudness, true peak, speech over music, the largest click."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.clock import RATE
from runtime.audio.gains import BLOCK
from runtime.audio.levels import gain_of
from runtime.audio.meter import Hops, Meter, gated
from runtime.audio.mixer import Mixer
from runtime.audio.noise import shaped, swell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

SCENE_S = 60
LAYERS = "rain, sea, wind, fire"
EVERY_S = 4.2  # from the start of one line to the next
EFFECTS = ((2.0, "knock"), (11.0, "door"), (19.5, "thunder"), (31.0, "steps"), (38.0, "glass breaks"), (52.0, "bell"))
HEARD = 10 ** (-4.4)  # weighted power: a hop of speech that is not a pause, -45 LUFS
STAND_IN: tuple[tuple[float, float], ...] = ((90, -14), (200, -2), (600, 0), (1500, -8), (3500, -14), (8000, -30))


@dataclass
class Minute:
    """The standard scene: four layers, music that changes, an effect now and then, a line every few seconds."""

    lines: Sequence[Wave]  # voices, float32 (n,) at 48 kHz
    seconds: int = SCENE_S
    ambience: str = LAYERS
    mixer: Mixer = field(default_factory=lambda: Mixer(1, wait=True))
    _hops: dict[str, Hops] = field(default_factory=dict)
    _powers: dict[str, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for bus in ("speech", "music"):
            self._hops[bus], self._powers[bus] = Hops(), []
        self._lay()

    def blocks(self) -> Iterator[Wave]:
        """All of it, block by block."""
        for _ in range(self.seconds * RATE // BLOCK):
            yield self.mixer.render(BLOCK)

    def measured(self) -> tuple[Meter, float]:
        """Play it: loudness and peaks of all of it, and by how many dB speech is above music while both sound."""
        self.mixer.buses.tap = self._tap
        meter = Meter()
        for block in self.blocks():
            meter.add(block)
        return meter, self._speech_over_music_db()

    def _speech_over_music_db(self) -> float:
        speech, music = (np.array(self._powers[bus]) for bus in ("speech", "music"))
        both = (speech > HEARD) & (music > 0)
        ones = np.ones(int(both.sum()))
        return gated(speech[both], ones) - gated(music[both], ones)

    def _tap(self, bus: str, sound: Wave) -> None:
        if bus in self._hops:
            self._powers[bus] += self._hops[bus].add(sound)

    def _lay(self) -> None:
        self.mixer.ambience(self.ambience, 0)
        self.mixer.music("hope", 0)
        self.mixer.music("tense", self.seconds * RATE // 2)
        for at_s, words in EFFECTS:
            self.mixer.prepare("sfx", words)
            self.mixer.effect(words, int(at_s * RATE))
        at_s, number = 1.5, 0
        while self.lines and at_s < self.seconds:
            line = self.lines[number % len(self.lines)]
            self.mixer.speak(line, int(at_s * RATE), pan=(-0.3, 0.34)[number % 2])
            at_s, number = max(at_s + EVERY_S, at_s + len(line) / RATE + 0.8), number + 1


def stand_in(seconds: float = 3.0, lufs: float = -18.0) -> Wave:
    """Where there is no voice: noise of a voice's colour and pace, float32 (n,), at a voice's loudness in stereo."""
    rng = np.random.default_rng(7)
    count = round(seconds * 100) * RATE // 100
    wave = shaped(rng, count, STAND_IN, channels=1)[:, 0] * swell(rng, count, 6.0, 2.0, 6.0)
    power = Hops().add(np.repeat(wave[:, None], 2, axis=1))
    return np.asarray(wave * gain_of(lufs - gated(np.array(power), np.ones(len(power)))), np.float32)


def largest_click_db() -> float:
    """How much sharper the mix bends at its cuts than between them, in dB: below 0, no cut is heard as a click."""
    mixer = Mixer(1, wait=True)
    mixer.ambience("snow, soft room", 0)
    mixer.music("calm", 0)
    low = (0.2 * np.sin(2 * np.pi * 160 * np.arange(3 * RATE) / RATE)).astype(np.float32)
    mixer.render(2 * RATE)
    parts, cuts, made = [], [], 0
    for number, cut in enumerate(_cuts(mixer, low) * 2):
        parts.append(mixer.render(RATE // 2 + 137 * number))
        made += len(parts[-1])
        cuts.append(made)
        cut()
    parts.append(mixer.render(RATE))
    bends = np.abs(np.diff(np.concatenate(parts).astype(np.float64), n=2, axis=0)).max(axis=1)
    at_cuts = max(float(bends[at - BLOCK : at + 8 * BLOCK].max()) for at in cuts)
    between = [bends[a + 8 * BLOCK : b - BLOCK].max(initial=0.0) for a, b in pairwise(cuts)]
    return float(20 * np.log10(at_cuts / max(max(between), 1e-9)))


def _cuts(mixer: Mixer, line: Wave) -> list[Callable[[], object]]:
    """Everything that a show does to its sound in the middle of things."""
    return [
        lambda: mixer.speak(line, mixer.position),
        lambda: mixer.speak(line, mixer.position - RATE // 2),
        lambda: mixer.hush(mixer.position),
        lambda: mixer.ambience("distant snow", mixer.position, fade_s=0.1),
        lambda: mixer.hold(True),
        lambda: mixer.hold(False),
        lambda: mixer.music("sad", mixer.position),
        lambda: mixer.tension(True, mixer.position),
        lambda: mixer.volume.update(music=0.3),
        lambda: mixer.tension(False, mixer.position),
        lambda: mixer.volume.update(music=1.0),
        lambda: mixer.silence(mixer.position, 0.05),
        lambda: mixer.ambience("snow, soft room", mixer.position, fade_s=0.1),
        lambda: mixer.music("calm", mixer.position),
    ]
