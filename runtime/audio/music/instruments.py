"""The instruments of the score: each makes a note of any pitch, float32 mono at 24 kHz, enough for soft music.

Notes are kept, because a score comes back to its pitches again and again.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.tones import turned

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Tone = NDArray[np.float64]
    Wave = NDArray[np.float32]

SYNTH_RATE = 24_000
KEPT_BYTES = 6_000_000
PITCHLESS = frozenset(("tom", "timpani", "frame"))


def hz_of(pitch: int) -> float:
    return float(440.0 * 2 ** ((pitch - 69) / 12))


def _t(seconds: float) -> Tone:
    return np.arange(round(seconds * SYNTH_RATE)) / SYNTH_RATE


def _shape(seconds: float, rise_s: float, fall_s: float) -> Tone:
    """Up, held, and away at the end of `seconds` + `fall_s`."""
    t = _t(seconds + fall_s)
    up = np.clip(t / rise_s, 0, 1)
    down = np.clip((seconds + fall_s - t) / fall_s, 0, 1)
    return np.asarray(np.sin(np.pi / 2 * up) ** 2 * np.sin(np.pi / 2 * down) ** 2)


def _noise(key: str, count: int) -> Tone:
    return np.random.default_rng(zlib.crc32(key.encode())).standard_normal(count)


def _dull(wave: Tone, low_hz: float, high_hz: float) -> Tone:
    """Only what lies between two frequencies."""
    hz = np.fft.rfftfreq(len(wave), 1 / SYNTH_RATE)
    gain = 1 / (1 + (hz / high_hz) ** 4) * (1 - 1 / (1 + (hz / low_hz) ** 4))
    return np.fft.irfft(np.fft.rfft(wave) * gain, len(wave))


def _partials(hz: float, seconds: float, parts: list[tuple[float, float, float]]) -> Tone:
    """Decaying sines: (ratio, gain, seconds to die down by 8.7 dB)."""
    t = _t(seconds)
    out = np.zeros(len(t))
    for ratio, gain, decay_s in parts:
        if hz * ratio < 0.45 * SYNTH_RATE:
            out += gain * turned(hz * ratio * t, 1.0, 1) * np.exp(-t / decay_s)
    return out


def _struck(wave: Tone, rise_s: float) -> Tone:
    """A soft start and a closed end for what rings."""
    t = np.arange(len(wave)) / SYNTH_RATE
    length_s = len(wave) / SYNTH_RATE
    return np.asarray(wave * np.minimum(1, t / rise_s) * np.clip((length_s - t) / 0.3, 0, 1))


def felt(pitch: int, seconds: float) -> Tone:
    """A piano with felt before its strings: two strings a note, hammer and key heard."""
    hz = hz_of(pitch)
    long_s = min(seconds + 1.6, 4.5)
    low = (220 / hz) ** 0.35
    parts = [
        (k * (1 + 0.00035 * k * k) * detune, 0.5 * k**-1.7, low * 1.5 / (0.6 + 0.4 * k))
        for k in range(1, 8)
        for detune in (0.9994, 1.0007)
    ]
    tone = _partials(hz, long_s, parts)
    thump = _dull(_noise(f"felt{pitch}", len(tone)), 90, 420) * np.exp(-np.arange(len(tone)) / (0.025 * SYNTH_RATE))
    return _struck(tone + 0.25 * thump, 0.009)


def low(pitch: int, seconds: float) -> Tone:
    """The same two octaves down."""
    return felt(pitch - 24, seconds + 1.0)


def strings(pitch: int, seconds: float) -> Tone:
    """A few players, not quite together: slow bows."""
    hz, shape = hz_of(pitch), _shape(seconds, 0.9, 1.5)
    t = np.arange(len(shape)) / SYNTH_RATE
    out = np.zeros(len(t))
    for player, detune in enumerate((0.9974, 1.0, 1.0031)):
        vibrato = 0.0025 * np.sin(2 * np.pi * (4.6 + 0.4 * player) * t + player)
        out += turned(hz * detune * t + hz * vibrato / 30 + 0.31 * player, 1.35, 9)
    bow = _dull(_noise(f"bow{pitch}", len(t)), 800, 4000)
    return (out / 3 + 0.012 * bow) * shape


def cello(pitch: int, seconds: float) -> Tone:
    """One player who sings: vibrato that comes with the tone."""
    hz, shape = hz_of(pitch), _shape(seconds, 0.18, 0.5)
    t = np.arange(len(shape)) / SYNTH_RATE
    vibrato = 0.08 * np.clip((t - 0.25) / 0.6, 0, 1) * np.sin(2 * np.pi * 5.2 * t) * hz / 220
    tone = 0.6 * turned(hz * t + vibrato, 1.0, 14) + 0.4 * turned(hz * t + vibrato, 1.8, 6)
    return (tone + 0.02 * _dull(_noise(f"cello{pitch}", len(t)), 600, 3500)) * shape


def fiddle(pitch: int, seconds: float) -> Tone:
    hz, shape = hz_of(pitch), _shape(max(0.12, seconds * 0.9), 0.035, 0.12)
    t = np.arange(len(shape)) / SYNTH_RATE
    vibrato = 0.05 * np.clip((t - 0.15) / 0.3, 0, 1) * np.sin(2 * np.pi * 6.1 * t)
    return (turned(hz * t + vibrato, 0.85, 14) + 0.04 * _dull(_noise(f"fid{pitch}", len(t)), 1500, 6000)) * shape


def flute(pitch: int, seconds: float) -> Tone:
    hz, shape = hz_of(pitch), _shape(seconds * 0.95, 0.07, 0.18)
    t = np.arange(len(shape)) / SYNTH_RATE
    vibrato = 0.06 * np.clip((t - 0.3) / 0.5, 0, 1) * np.sin(2 * np.pi * 4.8 * t)
    breath = _dull(_noise(f"flute{pitch}", len(t)), hz * 0.8, hz * 4)
    return np.asarray((turned(hz * t + vibrato, 2.3, 4) + 0.05 * breath * (1 + 3 * np.exp(-t / 0.05))) * shape)


def horn(pitch: int, seconds: float) -> Tone:
    """Brass that opens: dark at the start, bright when it is full."""
    hz, shape = hz_of(pitch), _shape(seconds * 0.92, 0.07, 0.2)
    t = np.arange(len(shape)) / SYNTH_RATE
    full = np.clip(t / 0.18, 0, 1) * shape
    phase = hz * t * (1 - 0.004 * np.exp(-t / 0.04))
    return (turned(phase, 2.0, 5) * (1 - 0.5 * full) + 0.6 * turned(phase, 0.9, 14) * full) * shape


def reed(pitch: int, seconds: float) -> Tone:
    """A concertina: two reeds that beat, bellows that breathe."""
    hz, shape = hz_of(pitch), _shape(max(0.1, seconds * 0.95), 0.05, 0.12)
    t = np.arange(len(shape)) / SYNTH_RATE
    breath = 1 + 0.06 * np.sin(2 * np.pi * 5.5 * t)
    return (turned(hz * 0.9985 * t, 0.75, 14) + turned(hz * 1.0016 * t + 0.4, 0.75, 14)) * breath * shape


def glass(pitch: int, seconds: float) -> Tone:
    """The rim of a glass under a wet finger."""
    hz, shape = hz_of(pitch), _shape(seconds, 0.35, 1.4)
    t = np.arange(len(shape)) / SYNTH_RATE
    shiver = shape * (1 + 0.12 * np.sin(2 * np.pi * 3.7 * t + pitch))
    rims = ((1.0, 1.0), (2.32, 0.16), (4.25, 0.05))
    return np.asarray(sum(gain * turned(ratio * hz * t, 1.0, 1) for ratio, gain in rims) * shiver)


def celesta(pitch: int, seconds: float) -> Tone:  # noqa: ARG001
    parts = [(1.0, 1.0, 0.9), (4.0, 0.18, 0.35), (10.4, 0.08, 0.08), (2.0, 0.08, 0.5)]
    return _struck(_partials(hz_of(pitch), 2.2, parts), 0.003)


def vibes(pitch: int, seconds: float) -> Tone:  # noqa: ARG001
    """Bars with turning fans above their pipes."""
    tone = _partials(hz_of(pitch), 3.0, [(1.0, 1.0, 1.4), (4.0, 0.16, 0.4), (9.9, 0.04, 0.1)])
    return _struck(tone * (1 + 0.25 * np.sin(2 * np.pi * 4.4 * _t(3.0))), 0.004)


def harp(pitch: int, seconds: float) -> Tone:  # noqa: ARG001
    hz = hz_of(pitch)
    parts = [(k * (1 + 0.00012 * k * k), k**-1.25 * (1.2 if k == 2 else 1.0), 1.1 / k**0.7) for k in range(1, 11)]
    return _struck(_partials(hz, 2.4, parts), 0.003)


def pizzicato(pitch: int, seconds: float) -> Tone:  # noqa: ARG001
    parts = [(float(k), k**-1.1, 0.16 / k**0.5) for k in range(1, 11)]
    return _struck(_partials(hz_of(pitch), 0.8, parts), 0.003)


def muted(pitch: int, seconds: float) -> Tone:  # noqa: ARG001
    """A low string, stopped by the palm: a tick with a pitch."""
    tone = _partials(hz_of(pitch - 24), 0.5, [(float(k), k**-0.9, 0.09 / k**0.35) for k in range(1, 12)])
    return _struck(tone, 0.002)


def bass(pitch: int, seconds: float) -> Tone:  # noqa: ARG001
    parts = [(k * (1 + 0.0002 * k * k), k**-1.5, 0.75 / k**0.6) for k in range(1, 9)]
    return _struck(_partials(hz_of(pitch), 1.8, parts), 0.006)


def drone(pitch: int, seconds: float) -> Tone:
    """Something low that has always been there; its colour moves."""
    hz, shape = hz_of(pitch), _shape(seconds, 1.1, 1.6)
    t = np.arange(len(shape)) / SYNTH_RATE
    colour = 0.5 + 0.5 * np.sin(2 * np.pi * 0.17 * t + pitch)
    dark, light = turned(hz * t, 2.0, 4), turned(hz * 1.002 * t + 0.3, 1.1, 10)
    return (dark + 0.5 * colour * light) * shape


def tom(pitch: int, seconds: float) -> Tone:  # noqa: ARG001
    """A large drum, touched: felt more than heard, with enough skin for small loudspeakers."""
    t = _t(0.9)
    head = np.sin(2 * np.pi * np.cumsum(hz_of(pitch) * (0.9 + 0.6 * np.exp(-t / 0.025))) / SYNTH_RATE) * np.exp(
        -t / 0.2
    )
    skin = _dull(_noise("tom", len(t)), 120, 500) * np.exp(-t / 0.03)
    return _struck(head + 0.5 * skin, 0.006)


def timpani(pitch: int, seconds: float) -> Tone:  # noqa: ARG001
    parts = [(1.0, 1.0, 0.7), (1.5, 0.6, 0.5), (1.99, 0.4, 0.35), (2.44, 0.25, 0.25), (2.9, 0.15, 0.2)]
    skin = _dull(_noise("timpani", round(2.0 * SYNTH_RATE)), 100, 700) * np.exp(-_t(2.0) / 0.03)
    return _struck(_partials(hz_of(pitch + 5), 2.0, parts) + 0.4 * skin, 0.004)


def frame(pitch: int, seconds: float) -> Tone:  # noqa: ARG001
    """A frame drum with a few jingles."""
    t = _t(0.6)
    head = np.sin(2 * np.pi * np.cumsum(95 * (0.9 + 0.5 * np.exp(-t / 0.02))) / SYNTH_RATE) * np.exp(-t / 0.09)
    jingle = _dull(_noise(f"frame{pitch}", len(t)), 5000, 9000) * np.exp(-t / 0.07)
    return _struck(head + 0.18 * jingle, 0.003)


MAKERS: dict[str, Callable[[int, float], Tone]] = {
    "felt": felt, "low": low, "strings": strings, "cello": cello, "fiddle": fiddle, "flute": flute, "horn": horn,
    "reed": reed, "glass": glass, "celesta": celesta, "vibes": vibes, "harp": harp, "pizzicato": pizzicato,
    "muted": muted, "bass": bass, "drone": drone, "tom": tom, "timpani": timpani, "frame": frame,
}  # fmt: skip
LENGTHS = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.5, 8.0)  # seconds: notes are made in these lengths


class Rack:
    """Notes that were made, within a bound; the same note is the same wave."""

    def __init__(self, kept_bytes: int = KEPT_BYTES) -> None:
        self._kept_bytes = kept_bytes
        self._notes: OrderedDict[tuple[str, int, float], Wave] = OrderedDict()
        self.held = 0  # bytes

    def note(self, instrument: str, pitch: int, seconds: float) -> Wave:
        """float32 (n,) at 24 kHz, RMS of its loudest quarter of a second 1."""
        length = min(LENGTHS, key=lambda one: abs(one - seconds))
        key = (instrument, pitch, length)
        if key in self._notes:
            self._notes.move_to_end(key)
            return self._notes[key]
        wave = even(MAKERS[instrument](pitch, length))
        self._notes[key] = wave
        self.held += wave.nbytes
        while self.held > self._kept_bytes and len(self._notes) > 1:
            self.held -= self._notes.popitem(last=False)[1].nbytes
        return wave


def even(wave: Tone) -> Wave:
    """At the same strength whatever the instrument: the loudest quarter of a second has RMS 1."""
    count = SYNTH_RATE // 4
    power = np.square(np.pad(wave, (0, max(0, count - len(wave)))))
    blocks = power[: len(power) // count * count].reshape(-1, count).mean(axis=1)
    return np.asarray(wave / np.sqrt(max(1e-12, float(blocks.max()))), np.float32)
