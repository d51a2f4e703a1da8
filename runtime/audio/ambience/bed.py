"""What a layer of ambience is made of: seamless loops, and grains strewn over them that never fall the same way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.clock import RATE
from runtime.audio.levels import gain_of, loudness
from runtime.audio.noise import Curve, closed, drift, filtered, room, seconds, shaped, swell, trimmed, without_rumble
from runtime.audio.tape import Tape
from runtime.audio.tones import turned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Wave = NDArray[np.float32]


@dataclass(frozen=True)
class Strewn:
    """Grains at random moments: birds, drips, thunder, waves."""

    grains: tuple[Tape, ...]
    every_s: float  # mean time from one to the next
    uneven: float = 0.5  # 0 as regular as a clock .. 1 anything from 0 to twice the time
    spread: float = 0.8  # how far to the sides
    quietest_db: float = -9.0  # each is between this and 0 dB
    in_turn: bool = False  # one after the other instead of drawn: tick, tock


@dataclass(frozen=True)
class Bed:
    """One layer, ready to be mixed."""

    loops: tuple[Tape, ...] = ()
    strewn: tuple[Strewn, ...] = ()

    @property
    def bytes(self) -> int:
        tapes = [*self.loops, *(grain for one in self.strewn for grain in one.grains)]
        return sum(tape.samples.nbytes for tape in tapes)


def loop(wave: Wave, lufs: float) -> Tape:
    """A periodic float32 (n, 2) wave at the loudness wanted."""
    return Tape.of(wave, gain_of(lufs - loudness(wave)))


def looped(tape: Tape, lufs: float, cross_s: float = 2.0) -> Bed:
    """A recording as a bed: its end crossfades into its beginning; a very short one crossfades over a third."""
    wave = tape.wave()
    count = min(int(cross_s * RATE), len(wave) // 3)
    rise = np.sqrt(np.linspace(0.0, 1.0, count, dtype=np.float32))[:, None]
    seam = wave[:count] * rise + wave[len(wave) - count :] * rise[::-1]
    return Bed((loop(np.concatenate([seam, wave[count : len(wave) - count]]), lufs),))


def grain(wave: Wave, peak_db: float, fade_s: float = 0.01) -> Tape:
    """A single sound, float32 (n,) or (n, 2), with its ends closed, at the peak wanted."""
    soft = closed(wave, fade_s)
    return Tape.of(soft, gain_of(peak_db) / max(1e-9, float(np.abs(soft).max())))


def air(
    rng: np.random.Generator, length_s: float, curve: Curve, lufs: float, depth_db: float = 2.0,
    speed_hz: tuple[float, float] = (0.05, 0.3), width: float = 1.0,
) -> Tape:  # fmt: skip
    """A loop of noise along `curve` that breathes by about +-depth_db."""
    count = seconds(length_s)
    return loop(shaped(rng, count, curve, width=width) * swell(rng, count, depth_db, *speed_hz)[:, None], lufs)


def grains(
    rng: np.random.Generator, number: int, recipe: Callable[[np.random.Generator], Wave], peak_db: float,
    echo: tuple[float, float, float] | None = None,
) -> tuple[Tape, ...]:  # fmt: skip
    """So many of a kind, none like another, in an `echo` (seconds, share 0..1, how bright in Hz) of their own."""
    made = []
    for _ in range(number):
        wave = recipe(rng)
        if echo:
            wave = room(rng, wave if wave.ndim == 1 else wave.mean(axis=1), *echo)
        made.append(grain(trimmed(without_rumble(wave)), peak_db))
    return tuple(made)


def partials(
    rng: np.random.Generator, length_s: float, tones: Sequence[tuple[float, float]], shiver: float = 0.0
) -> Wave:
    """Steady tones (Hz, gain) that close on themselves, each a little different in both ears: float32 (n, 2)."""
    count = seconds(length_s)
    t = np.arange(count) / 48_000
    out = np.zeros((count, 2), np.float32)
    for hz, gain in tones:
        whole = round(hz * length_s) / length_s
        for side in range(2):
            wander = shiver / 6.28 * drift(rng, count, 0.05, 0.4) if shiver else 0.0
            out[:, side] += np.float32(gain) * turned(whole * t + rng.uniform(0, 1) + wander, 1.0, 1)
    return out


def through(bed: Bed, curve: Curve) -> Bed:
    """The same bed heard through something: a wall, a distance."""

    def dulled(tape: Tape) -> Tape:
        return Tape.of(filtered(tape.wave(), curve))

    return Bed(
        tuple(dulled(tape) for tape in bed.loops),
        tuple(
            Strewn(
                tuple(Tape.of(closed(dulled(tape).wave())) for tape in one.grains),
                one.every_s,
                one.uneven,
                one.spread * 0.6,
                one.quietest_db,
                one.in_turn,
            )
            for one in bed.strewn
        ),
    )
