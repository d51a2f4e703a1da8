"""Animals, each a throat: a pitch that glides, as many harmonics as it has, and what the mouth does to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.noise import arch, burst, drift, joined, room, seconds, shaped, times
from runtime.audio.tones import curve, harmonics, modes, moving, peaked, pulses, spoken, through

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

AIR = ((400, -18), (1200, -3), (3000, 0), (7000, -10), (14000, -28))


def call(
    rng: np.random.Generator, pitch: Sequence[tuple[float, float]], length_s: float, tilt: float = 1.0,
    rough: float = 0.0, breath: float = 0.05, power: float = 0.5,
) -> Wave:  # fmt: skip
    """One call through an open throat: harmonics of a pitch curve, some of them torn, and air. Peak 1."""
    hz = curve(pitch, length_s)
    jitter = 1 + 0.02 * rough * np.cumsum(rng.standard_normal(len(hz), np.float32) * np.float32(0.02))
    tone = harmonics(hz * np.clip(jitter, 0.9, 1.1), tilt)
    torn = 1 - rough * 0.6 * (0.5 + 0.5 * np.sin(2 * np.pi * np.cumsum(hz) / 48_000 / 2 + 3 * rng.random()))
    air = breath * shaped(rng, len(hz), AIR, channels=1)[:, 0]
    return peaked((tone * torn.astype(np.float32) + air) * arch(len(hz), power))


def gull(rng: np.random.Generator) -> Wave:
    """A gull's long call: cries that fall, each a little shorter."""
    cries = []
    at_s = 0.02
    for index in range(int(rng.integers(4, 7))):
        length_s = rng.uniform(0.3, 0.42) * 0.95**index
        top = rng.uniform(1250, 1480)
        pitch = [(0, top * 0.72), (0.06, top), (0.5 * length_s, top * 0.96), (length_s, top * 0.62)]
        cry = spoken(call(rng, pitch, length_s, 0.5, 0.5, 0.1, 0.45), ((1900, 900, 4), (3900, 1500, 0)), -16)
        cries.append((at_s, peaked(cry, 0.9**index)))
        at_s += length_s + rng.uniform(0.1, 0.2)
    return room(rng, joined(at_s + 0.3, cries), 1.4, 0.3, 4000.0)


def dog(rng: np.random.Generator) -> Wave:
    """Three barks, the last two close together."""

    def bark() -> Wave:
        pitch = [(0, 260), (0.04, 460), (0.1, 400), (0.2, 190)]
        tone = call(rng, pitch, 0.2, 0.7, 0.9, 0.35, 0.4)
        return peaked(spoken(tone, ((620, 260, 3), (1150, 380, 2), (2600, 900, -6)), -20))

    return room(rng, joined(1.6, [(0.02, bark()), (0.62, 0.9 * bark()), (0.92, bark())]), 1.0, 0.25)


def cat(rng: np.random.Generator) -> Wave:
    """Mee-ow."""
    tone = call(rng, [(0, 480), (0.18, 720), (0.42, 690), (0.8, 430)], 0.8, 0.8, 0.15, 0.04, 0.6)
    shut = spoken(tone, ((430, 220, 2), (2500, 500, 2), (3200, 700, -2)), -30)
    open_ = spoken(tone, ((950, 300, 3), (1600, 400, 2), (3300, 900, -6)), -26)
    round_ = spoken(tone, ((520, 220, 3), (950, 260, 0), (2700, 900, -14)), -32)
    mouth = curve([(0, 0.0), (0.25, 0.6), (0.45, 1.1), (0.8, 2.0)], 0.8)
    return room(rng, joined(0.9, [(0.01, moving((shut, open_, round_), mouth))]), 0.5, 0.18)


def horse(rng: np.random.Generator) -> Wave:
    """A whinny: high, trembling, down to a snort."""
    t = times(1.7)
    shake = 1 + (0.05 + 0.05 * t) * np.sin(2 * np.pi * np.cumsum(curve([(0, 9), (1.7, 13)], 1.7)) / 48_000)
    hz = curve([(0, 700), (0.2, 1150), (0.6, 1000), (1.3, 620), (1.7, 380)], 1.7) * shake.astype(np.float32)
    tone = harmonics(hz, 0.6, 16) * (0.6 + 0.4 * np.sin(2 * np.pi * 11 * t)).astype(np.float32)
    voice = spoken(tone * arch(len(t), 0.5), ((1000, 500, 2), (2200, 800, 3), (3700, 900, -3)), -22)
    flaps = through(pulses(curve([(0, 27), (0.7, 19)], 0.7), rng, 0.5), burst(rng, 0.05, AIR, 0.002, 0.014))
    snort = peaked(flaps * arch(len(flaps), 0.7), 0.35)
    return room(rng, joined(2.6, [(0.02, peaked(voice)), (1.75, snort)]), 1.2, 0.25)


def hooves(rng: np.random.Generator) -> Wave:
    """A trot that comes and goes, on a hard road."""
    parts = []
    for n in range(14):
        hz = rng.uniform(560, 900)
        clop = modes(((hz, 1.0, 0.014), (hz * 1.7, 0.6, 0.008), (hz * 0.4, 0.7, 0.02)), 0.15)
        near = np.exp(-(((n - 7) / 5.0) ** 2))
        parts.append((0.02 + 0.24 * n + rng.uniform(-0.02, 0.02) + 0.02 * (n % 2), rng.uniform(0.7, 1.0) * near * clop))
    return room(rng, joined(3.8, parts), 0.7, 0.25)


def cow(rng: np.random.Generator) -> Wave:
    tone = call(rng, [(0, 110), (0.3, 165), (1.2, 175), (1.9, 120)], 1.9, 0.7, 0.4, 0.08, 0.35)
    shut = spoken(tone, ((240, 120, 4), (900, 300, -14)), -36)
    open_ = spoken(tone, ((560, 220, 3), (980, 300, 0), (2300, 700, -12)), -28)
    return room(rng, moving((shut, open_), curve([(0, 0), (0.5, 0.9), (1.5, 1.0), (1.9, 0.6)], 1.9)), 1.6, 0.35)


def sheep(rng: np.random.Generator) -> Wave:
    t = times(0.9)
    hz = curve([(0, 320), (0.1, 350), (0.9, 290)], 0.9) * (1 + 0.03 * np.sin(2 * np.pi * 8.5 * t)).astype(np.float32)
    tone = harmonics(hz, 0.6) * (0.65 + 0.35 * np.sin(2 * np.pi * 8.5 * t)).astype(np.float32) * arch(len(t), 0.4)
    return room(rng, spoken(tone, ((750, 250, 3), (1500, 350, 3), (2700, 600, -2)), -24), 0.9, 0.25)


def crow(rng: np.random.Generator) -> Wave:
    """Caw, three times: more noise than note."""
    caws = []
    for at_s in (0.02, 0.55, 1.1):
        tone = call(rng, [(0, 430), (0.08, 540), (0.32, 400)], 0.34, 0.25, 1.0, 0.5, 0.4)
        caws.append((at_s, peaked(spoken(tone, ((1250, 380, 4), (2100, 500, 1), (3600, 900, -6)), -22))))
    return room(rng, joined(1.7, caws), 1.5, 0.3, 3000.0)


def owl(rng: np.random.Generator) -> Wave:
    """Hoo, hu, hoo-oo."""
    notes = []
    for at_s, length_s in ((0.02, 0.5), (0.87, 0.22), (1.17, 0.95)):
        t = times(length_s)
        shake = 1 + 0.012 * np.sin(2 * np.pi * 6 * t) * (t > 0.35)
        hz = (curve([(0, 340), (0.12, 372), (length_s, 350)], length_s) * shake).astype(np.float32)
        notes.append((at_s, harmonics(hz, 3.2, 3) * arch(len(t), 0.7)))
    return room(rng, joined(2.4, notes), 2.4, 0.5, 1500.0)


def rooster(rng: np.random.Generator) -> Wave:
    """Cock-a-doodle-doo."""
    calls = (
        (0.02, [(0, 480), (0.05, 640), (0.16, 620)], 0.16), (0.24, [(0, 700), (0.09, 760)], 0.1),
        (0.4, [(0, 760), (0.1, 930), (0.3, 900)], 0.32), (0.78, [(0, 800), (0.15, 980), (0.5, 930), (1.1, 560)], 1.1),
    )  # fmt: skip
    parts = [
        (at_s, peaked(spoken(call(rng, pitch, length_s, 0.45, 0.35, 0.06, 0.4), ((1500, 600, 3), (3000, 900, 2)), -18)))
        for at_s, pitch, length_s in calls
    ]
    return room(rng, joined(2.1, parts), 1.2, 0.3, 4000.0)


def wolf(rng: np.random.Generator) -> Wave:
    """A howl: up, held, and slowly down."""
    pitch = [(0, 260), (0.5, 430), (0.8, 520), (2.4, 500), (3.2, 440), (4.0, 300)]
    tone = call(rng, pitch, 4.0, 1.9, 0.05, 0.02, 0.55)
    return room(rng, spoken(tone, ((480, 260, 3), (1000, 400, -6)), -26), 3.2, 0.5, 1800.0)


def songbird(rng: np.random.Generator) -> Wave:
    """A blackbird's verse: three fluted notes and a twitter."""
    at_s, parts = 0.02, []
    for _ in range(4):
        length_s, base = rng.uniform(0.14, 0.3), rng.uniform(1700, 2600)
        bend = [(0, base), (length_s * 0.5, base * rng.uniform(0.85, 1.25)), (length_s, base * rng.uniform(0.8, 1.1))]
        parts.append((at_s, harmonics(curve(bend, length_s), 2.6, 3) * arch(seconds(length_s), 0.8)))
        at_s += length_s + rng.uniform(0.02, 0.09)
    for _ in range(7):
        base = rng.uniform(4200, 6800)
        parts.append(
            (at_s, 0.4 * harmonics(curve([(0, base), (0.04, base * 0.7)], 0.04), 2.5, 2) * arch(seconds(0.04)))
        )
        at_s += rng.uniform(0.045, 0.07)
    return room(rng, joined(at_s + 0.2, parts), 1.4, 0.35, 4000.0)


def frog(rng: np.random.Generator) -> Wave:
    parts = []
    for n in range(4):
        rattle = through(
            pulses(curve([(0, 62), (0.28, 88)], 0.28), rng, 0.3), modes(((950, 1, 0.005), (1900, 0.4, 0.003)), 0.04)
        )
        parts.append((0.02 + 0.42 * n + rng.uniform(0, 0.05), peaked(rattle * arch(len(rattle), 0.6))))
    return room(rng, joined(1.9, parts), 0.7, 0.2)


def wings(rng: np.random.Generator) -> Wave:
    """A bird goes up: beats that come faster, and are gone."""
    at_s, parts = 0.02, []
    for n in range(13):
        beat = burst(rng, 0.12, ((120, -8), (350, 0), (1200, -5), (4000, -14), (10000, -30)), 0.014, 0.022)
        parts.append((at_s, 0.93**n * rng.uniform(0.7, 1) * beat))
        at_s += 0.115 - 0.003 * n
    return room(rng, joined(at_s + 0.2, parts), 0.5, 0.15)


def bee(rng: np.random.Generator) -> Wave:
    """It comes by the ear and goes on: left to right, float32 (n, 2)."""
    near = np.exp(-(((times(2.6) - 1.3) / 0.5) ** 2)).astype(np.float32)
    wander = 1 + 0.01 * drift(rng, len(near), 1.0, 5.0)
    hz = (
        curve([(0, 236), (1.2, 232), (1.4, 214), (2.6, 210)], 2.6)
        * wander
        * (1 + 0.006 * np.sin(2 * np.pi * 9 * times(2.6)))
    )
    tone = harmonics(hz.astype(np.float32), 0.55, 18) * near
    right = curve([(0, 0.1), (1.3, 0.5), (2.6, 0.9)], 2.6)
    return np.stack([tone * np.sqrt(1 - right), tone * np.sqrt(right)], axis=1)
