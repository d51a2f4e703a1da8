"""What rings, whistles and warns: bells of all sizes, gongs, horns, a telephone, sirens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.effects.doors import SPARK, snick
from runtime.audio.noise import arch, burst, joined, room, seconds, shaped, times
from runtime.audio.tones import curve, harmonics, modes, peaked, phase_of, pulses, through

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

# (ratio to the strike note, gain, share of the longest decay): hum, prime, tierce, quint, nominal, and above
BELL = (
    (0.5, 0.55, 1.0), (1.0, 0.8, 0.62), (1.19, 0.7, 0.5), (1.5, 0.35, 0.36), (2.0, 1.0, 0.34), (2.51, 0.4, 0.22),
    (2.67, 0.45, 0.2), (3.01, 0.35, 0.16), (4.17, 0.4, 0.1), (5.44, 0.25, 0.07), (6.8, 0.15, 0.05),
)  # fmt: skip
STEAM = ((300, -20), (900, -6), (2500, 0), (6000, -4), (14000, -18))


def cast_bell(rng: np.random.Generator, strike_hz: float, decay_s: float, length_s: float) -> Wave:
    """One stroke. Each partial is two that beat slowly, for no bell is quite round."""
    partials = []
    for ratio, gain, share in BELL:
        hz = strike_hz * ratio
        beat = rng.uniform(0.2, 1.1)
        partials += [(hz - beat / 2, 0.6 * gain, share * decay_s), (hz + beat / 2, 0.4 * gain, share * decay_s)]
    clapper = 0.5 * burst(rng, 0.1, SPARK, 0.0004, 0.004)
    return peaked(modes(partials, length_s, rng) + joined(length_s, [(0.0, clapper)]))


def ship_bell(rng: np.random.Generator) -> Wave:
    """Two strokes, close together."""
    hz = 930 * rng.uniform(0.96, 1.04)
    strokes = [(at, gain * cast_bell(rng, hz, 1.5, 4.2)) for at, gain in ((0.0, 0.85), (0.42, 1.0))]
    return room(rng, joined(5.0, strokes), 1.2, 0.2)


def church_bell(rng: np.random.Generator) -> Wave:
    """Three strokes from a tower."""
    hz = 245 * rng.uniform(0.94, 1.06)
    strokes = [(2.3 * n, rng.uniform(0.85, 1.0) * cast_bell(rng, hz, 4.0, 5.5)) for n in range(3)]
    return room(rng, joined(10.2, strokes), 2.5, 0.35, 2200.0)


def hand_bell(rng: np.random.Generator) -> Wave:
    """Shaken: seven quick strokes of two sizes."""
    hz = 1850 * rng.uniform(0.95, 1.05)
    strokes = [(0.02 + 0.16 * n, (1.0, 0.7)[n % 2] * cast_bell(rng, hz, 0.5, 1.4)) for n in range(7)]
    return room(rng, joined(2.6, strokes), 0.6, 0.2)


def shop_bell(rng: np.random.Generator) -> Wave:
    """A little bell on a spring above a door."""
    at_s, strokes = 0.02, []
    for n in range(9):
        strokes.append((at_s, 0.82**n * cast_bell(rng, 2750 * rng.uniform(0.995, 1.005), 0.3, 0.9)))
        at_s += rng.uniform(0.06, 0.14) + 0.01 * n
    return room(rng, joined(2.2, strokes), 0.4, 0.18)


def door_chime(rng: np.random.Generator) -> Wave:
    """Ding, dong: two bars."""

    def bar(hz: float) -> Wave:
        return modes(((hz, 1.0, 0.9), (hz * 2.76, 0.25, 0.3), (hz * 5.4, 0.12, 0.1)), 2.0, rng)

    return room(rng, joined(2.8, [(0.02, bar(659)), (0.55, bar(523))]), 0.7, 0.22)


def gong(rng: np.random.Generator) -> Wave:
    """It blooms: the high partials come after the low ones."""
    t = times(6.0)
    out = np.zeros(len(t), np.float32)
    for hz in 78 * np.sort(rng.uniform(1, 14, 26)):
        late = 0.05 + 0.4 * min(1.0, hz / 900)
        swell = (1 - np.exp(-t / late)) * np.exp(-t / (2.6 * (200 / (200 + hz)) + 0.5)) * np.clip((6 - t) / 1.5, 0, 1)
        out += np.asarray(np.sin(2 * np.pi * hz * t + rng.uniform(0, 6)) * swell * (90 / hz) ** 0.4, np.float32)
    return room(rng, out, 2.0, 0.3, 2500.0)


def clock_strikes(rng: np.random.Generator) -> Wave:
    """A house clock draws breath and strikes three."""
    rod = ((318.0, 1.0, 1.5), (502.0, 0.6, 1.1), (871.0, 0.5, 0.7), (1490.0, 0.35, 0.4), (2760.0, 0.2, 0.2))
    whirr = through(pulses(curve([(0, 38), (0.7, 52)], 0.7), rng, 0.5), 0.2 * snick(rng, 2100))
    strokes = [(0.75 + 1.15 * n, modes(rod, 2.6, rng) + joined(2.6, [(0, 0.3 * snick(rng, 900))])) for n in range(3)]
    return room(rng, joined(5.6, [(0.0, 0.16 * peaked(whirr) * arch(len(whirr), 0.5)), *strokes]), 0.8, 0.25)


def ticking(rng: np.random.Generator) -> Wave:
    """Four seconds of a clock near by."""
    beats = [(0.02 + 0.5 * n, (1.0, 0.8)[n % 2] * snick(rng, (1750, 1480)[n % 2])) for n in range(8)]
    return room(rng, joined(4.0, beats), 0.3, 0.2)


def telephone(rng: np.random.Generator) -> Wave:
    """Two gongs and a hammer between them; it rings twice."""

    def trill() -> Wave:
        hits = pulses(np.full(seconds(1.7), 21.0, np.float32), rng, 0.3)
        high = modes(((1420, 1.0, 0.22), (3510, 0.5, 0.1), (6100, 0.25, 0.05)), 0.6, rng)
        low = modes(((1130, 1.0, 0.22), (2890, 0.5, 0.1), (5200, 0.25, 0.05)), 0.6, rng)
        between = np.roll(hits, 48_000 // 42)
        out = through(np.pad(hits, (0, 40_000)), high) + through(np.pad(between, (0, 40_000)), low)
        return peaked(out)

    return room(rng, joined(5.0, [(0.02, trill()), (2.5, trill())]), 0.4, 0.18)


def alarm_clock(rng: np.random.Generator) -> Wave:
    hits = pulses(np.full(seconds(2.4), 17.0, np.float32), rng, 0.4)
    shell = modes(((2050, 1.0, 0.09), (3330, 0.8, 0.07), (5230, 0.6, 0.05), (7900, 0.3, 0.03)), 0.3, rng)
    return room(rng, joined(2.8, [(0.02, through(np.pad(hits, (0, 12_000)), shell))]), 0.3, 0.15)


def siren(rng: np.random.Generator) -> Wave:
    """It winds up, wails twice, and runs down."""
    pitch = curve([(0, 180), (1.3, 620), (2.3, 430), (3.3, 640), (4.3, 440), (6.0, 150)], 6.0)
    tone = harmonics(pitch, 0.9, 14) * curve([(0, 0), (0.6, 0.7), (4.4, 1), (6.0, 0)], 6.0)
    return room(rng, tone, 2.5, 0.4, 2000.0)


def foghorn(rng: np.random.Generator) -> Wave:
    """Two seconds and a half of brass, far over the water, and the grunt at its end."""
    pitch = curve([(0, 84), (0.3, 92), (2.5, 92), (2.62, 66), (3.1, 58)], 3.2)
    brass = np.zeros(len(pitch), np.float32)
    for k in range(1, 15):
        brass += (np.sin(2 * np.pi * k * phase_of(pitch)) * np.exp(-((k * 88 / 430) ** 2)) / k**0.4).astype(np.float32)
    shape = curve([(0, 0), (0.25, 1.0), (2.5, 0.95), (2.6, 0.7), (2.95, 0.5), (3.15, 0)], 3.2)
    return room(rng, brass * shape, 3.5, 0.5, 1200.0)


def train_whistle(rng: np.random.Generator) -> Wave:
    """Steam through a chime of four pipes: one long, one longer."""

    def blast(length_s: float) -> Wave:
        bend = curve([(0, 0.93), (0.18, 1.0), (length_s - 0.3, 1.0), (length_s, 0.9)], length_s)
        pipes = sum((harmonics(hz * bend, 1.5, 6) for hz in (311, 370, 440, 554)), np.zeros(len(bend), np.float32))
        air = 0.7 * shaped(rng, len(bend), STEAM, channels=1)[:, 0]
        shape = curve([(0, 0), (0.12, 0.9), (length_s - 0.35, 1.0), (length_s, 0)], length_s)
        return peaked((pipes + air) * shape)

    return room(rng, joined(3.9, [(0.0, 0.85 * blast(0.9)), (1.25, blast(2.1))]), 3.0, 0.35, 2600.0)


def pea_whistle(rng: np.random.Generator) -> Wave:
    pitch = 2750 + 190 * np.sin(2 * np.pi * 38 * times(0.9)) + curve([(0, -250), (0.08, 0), (0.9, -60)], 0.9)
    tone = harmonics(pitch.astype(np.float32), 2.2, 3) + 0.25 * shaped(rng, len(pitch), STEAM, channels=1)[:, 0]
    flutter = 0.75 + 0.25 * np.sin(2 * np.pi * 38 * times(0.9))
    return room(rng, tone * flutter.astype(np.float32) * arch(len(pitch), 0.3), 0.6, 0.2)


def human_whistle(rng: np.random.Generator) -> Wave:
    """Two notes between the lips, up and down: here!"""
    pitch = curve([(0, 1150), (0.16, 1850), (0.3, 1800), (0.34, 1250), (0.75, 1900), (0.95, 1500)], 1.0)
    shape = curve([(0, 0), (0.05, 0.9), (0.26, 0.8), (0.32, 0.0), (0.4, 0.9), (0.8, 1.0), (0.98, 0)], 1.0)
    breath = 0.03 * shaped(rng, len(pitch), STEAM, channels=1)[:, 0]
    return room(rng, (harmonics(pitch, 2.8, 3) + breath) * shape, 0.9, 0.25)


def music_box(rng: np.random.Generator) -> Wave:
    """A few turns of a comb."""
    notes = (1047, 1319, 1568, 1319, 1760, 1568, 1319, 1175, 1047)
    comb = [
        (
            0.02 + 0.27 * n + rng.uniform(0, 0.02),
            modes(((hz, 1.0, 0.5), (hz * 3.93, 0.3, 0.12), (hz * 9.1, 0.1, 0.03)), 1.4),
        )
        for n, hz in enumerate(notes)
    ]
    return room(rng, joined(4.2, comb), 0.8, 0.25)


def shimmer(rng: np.random.Generator) -> Wave:
    """A row of small bars, brushed from low to high: something wonderful happens."""
    parts = []
    for n in range(26):
        hz = 1200 * 2 ** (n / 11) * rng.uniform(0.99, 1.01)
        parts.append((0.02 + 0.045 * n, rng.uniform(0.4, 1) * modes(((hz, 1.0, 0.9 * (2000 / hz) ** 0.5),), 2.2, rng)))
    return room(rng, joined(3.4, parts), 1.6, 0.35, 6000.0)
