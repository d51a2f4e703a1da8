"""The desk: buses at their level, the others under speech, one ear like the other in mono."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.audio.buses import BUSES, DUCK_DB, TRIM_DB, Buses
from runtime.audio.gains import BLOCK
from runtime.audio.leveller import Leveller
from runtime.audio.levels import gain_of, rms_db

SOUND = BUSES[:-1]


def desk(mono: bool = False) -> Buses:
    buses = Buses(mono)
    buses.leveller = Leveller(range_db=0.0)
    return buses


def blocks(**levels: float) -> dict[str, np.ndarray]:
    """Steady sound on the buses named, nothing on the others."""
    return {bus: np.full((BLOCK, 2), levels.get(bus, 0.0), np.float32) for bus in SOUND}


def settled(buses: Buses, sound: dict[str, np.ndarray], spoken: bool = False) -> np.ndarray:
    for _ in range(400):
        out = buses.sum(sound, spoken)
    return out


@pytest.mark.parametrize("bus", SOUND)
def test_each_bus_has_its_trim_and_its_volume(bus: str) -> None:
    buses = desk()
    assert rms_db(settled(buses, blocks(**{bus: 0.1}))) == pytest.approx(-20 + TRIM_DB[bus], abs=0.1)
    buses.volume[bus] = 0.5
    assert rms_db(settled(buses, blocks(**{bus: 0.1}))) == pytest.approx(-26 + TRIM_DB[bus], abs=0.1)
    buses.volume[bus] = 0.0
    assert not settled(buses, blocks(**{bus: 0.1})).any()


@pytest.mark.parametrize("bus", SOUND)
def test_each_bus_goes_down_under_speech_as_far_as_it_should(bus: str) -> None:
    buses = desk()
    open_, under = settled(buses, blocks(**{bus: 0.1})), settled(buses, blocks(**{bus: 0.1}), spoken=True)
    assert rms_db(under) - rms_db(open_) == pytest.approx(DUCK_DB[bus], abs=0.1)


def test_speech_itself_never_goes_down() -> None:
    assert DUCK_DB["speech"] == 0.0
    assert all(db <= 0 for db in DUCK_DB.values())


def test_in_mono_both_ears_hear_both_sides() -> None:
    sound = blocks()
    sound["effects"][:, 0] = 0.2
    out = settled(desk(mono=True), sound)
    assert np.array_equal(out[:, 0], out[:, 1])
    assert out[0, 0] == pytest.approx(0.1, abs=1e-4)
    assert out.shape == (BLOCK, 2)


def test_a_tap_sees_what_goes_into_the_sum() -> None:
    buses, seen = desk(), dict[str, float]()
    buses.tap = lambda bus, sound: seen.update({bus: float(np.abs(sound).max())})
    total = settled(buses, blocks(speech=0.1, music=0.05))
    assert set(seen) == set(SOUND)
    assert sum(seen.values()) == pytest.approx(float(total[0, 0]), abs=1e-5)
    assert seen["speech"] == pytest.approx(0.1 * gain_of(TRIM_DB["speech"]), rel=1e-3)
