"""Clips and layers: heard at their samples, cut into softly, the same after a step back."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.audio.ambience import Bed, Layer, Strewn
from runtime.audio.clock import RATE
from runtime.audio.gains import BLOCK
from runtime.audio.levels import peak_db
from runtime.audio.meter import lufs
from runtime.audio.sources import AHEAD, EDGE, KEPT, Clip, LayerSource, balance, levelled, sides
from runtime.audio.tape import FULL, Recorded, Tape
from runtime.audio.workshop import Workshop
from tests.runtime.audio.signals import tone

LINE = tone(1.0, 200.0, 0.5) + np.float32(0.1)


def heard(clip: Clip, start: int, count: int) -> np.ndarray:
    out = np.zeros((count, 2), np.float32)
    for at in range(0, count, BLOCK):
        clip.add_to(out[at : at + BLOCK], start + at)
    return out


def test_a_clip_is_heard_at_its_sample_with_its_gains() -> None:
    out = heard(Clip(LINE, 1000, 0.5, 0.25), 0, 4800)
    assert not out[:1000].any()
    assert np.allclose(out[1000:4800, 0], 0.5 * LINE[:3800])
    assert np.allclose(out[1000:4800, 1], 0.25 * LINE[:3800])


def test_a_clip_ends_softly_though_its_wave_does_not() -> None:
    out = heard(Clip(LINE, 0, 1.0, 1.0), 0, RATE + 4800)
    assert np.abs(np.diff(out[RATE - EDGE - 10 : RATE + 10, 0])).max() < 0.03
    assert not out[RATE:].any()


def test_int16_is_as_good_as_float() -> None:
    tape = Tape.of(LINE)
    out = heard(Clip(tape.samples, 0, tape.scale, tape.scale), 0, 4800)
    assert np.allclose(out[:, 0], LINE[:4800], atol=1e-4)


def test_a_clip_can_be_heard_again_after_a_step_back() -> None:
    clip = Clip(LINE, 0, 1.0, 1.0)
    first = heard(clip, 0, 9600)
    assert np.array_equal(heard(clip, 4800, 4800), first[4800:])
    assert not clip.over(RATE + KEPT - 1)
    assert clip.over(RATE + KEPT)


def test_a_hushed_clip_is_over_and_one_that_has_not_begun_never_begins() -> None:
    clip = Clip(LINE, RATE, 1.0, 1.0)
    clip.hush(0, 480)
    assert not heard(clip, RATE, RATE).any()
    assert clip.over(KEPT + 480)


@pytest.mark.parametrize("pan", [-2.0, -1.0, -0.3, 0.5, 1.0, 9.0])
def test_a_pan_keeps_the_power(pan: float) -> None:
    left, right = sides(pan)
    assert left**2 + right**2 == pytest.approx(1.0)
    assert (left > right) == (pan < 0)


@pytest.mark.parametrize("pan", [-1.0, 0.0, 1.0])
def test_a_balance_never_silences_an_ear(pan: float) -> None:
    assert balance(pan).min() > 0.3
    assert balance(pan).max() == 1.0
    assert (balance(pan)[0] < balance(pan)[1]) == (pan > 0)


def source(bed: Bed, **layer: object) -> tuple[LayerSource, Workshop]:
    one, shop = LayerSource(Layer("test", **layer), 1), Workshop(wait=True)  # type: ignore[arg-type]
    shop.ask(one.key, lambda: bed, 1)
    one.turn(1.0, 0, 1)
    return one, shop


def played(one: LayerSource, shop: Workshop, start: int, count: int) -> np.ndarray:
    out = np.zeros((count, 2), np.float32)
    for at in range(0, count, BLOCK):
        one.add_to(out[at : at + BLOCK], start + at, shop)
    return out


def test_a_loop_goes_round_without_a_gap() -> None:
    wave = np.repeat(tone(0.37, 100.0, 0.2)[:, None], 2, axis=1)
    out = played(*source(Bed((Tape.of(wave),))), 480, 2 * RATE)
    wanted = np.concatenate([wave] * 8)[480 : 480 + 2 * RATE]
    assert np.allclose(out[BLOCK:], wanted[BLOCK:], atol=1e-4)


def test_a_layer_is_the_same_after_a_step_back() -> None:
    strewn = Strewn((Tape.of(tone(0.3, 700.0, 0.2)),), every_s=0.2, uneven=0.9)
    one, shop = source(Bed(strewn=(strewn,)))
    first = played(one, shop, 0, 4 * AHEAD)
    again = played(one, shop, 2 * AHEAD + BLOCK, AHEAD)
    assert np.allclose(again, first[2 * AHEAD + BLOCK :][:AHEAD], atol=1e-6)


def test_grains_fall_as_often_as_they_should_and_not_evenly() -> None:
    tick = np.zeros(480, np.float32)
    tick[100] = 0.5
    strewn = Strewn((Tape.of(tick),), every_s=0.5, uneven=0.8, quietest_db=0.0, spread=0.0)
    out = played(*source(Bed(strewn=(strewn,))), 0, 60 * RATE)
    fallen = np.flatnonzero(out[:, 0] > 0.1)
    assert 95 <= len(fallen) <= 150
    assert np.diff(fallen).std() > 0.1 * RATE


def test_grains_in_turn_come_in_turn() -> None:
    low, high = np.zeros(480, np.float32), np.zeros(480, np.float32)
    low[100], high[100] = 0.2, 0.4
    strewn = Strewn((Tape.of(low), Tape.of(high)), every_s=0.25, uneven=0.0, quietest_db=0.0, in_turn=True)
    out = played(*source(Bed(strewn=(strewn,))), 0, 4 * RATE).max(axis=1)
    sizes = out[out > 0.1]
    assert len(sizes) >= 14
    assert (sizes[:-1:2] < sizes[1::2]).all() or (sizes[:-1:2] > sizes[1::2]).all()


def test_a_layer_that_is_not_made_is_silent_and_comes_in_when_it_is() -> None:
    one, shop = LayerSource(Layer("test"), 1), Workshop(wait=True)
    one.turn(1.0, 0, RATE // 10)
    assert not played(one, shop, 0, RATE // 2).any()
    shop.ask(one.key, lambda: Bed((Tape.of(tone(1.0)),)), 1)
    out = played(one, shop, RATE // 2, RATE // 2)
    assert np.abs(out[: BLOCK // 2]).max() < 0.5 * np.abs(out[-RATE // 5 :]).max()


def test_layers_of_another_kind_or_veil_are_others() -> None:
    keys = {LayerSource(Layer(kind, 0.0, veil), 1).key for kind in ("rain", "sea") for veil in ("", "far")}
    assert len(keys) == 4
    assert LayerSource(Layer("rain", 5.0), 1).key in keys


@pytest.mark.parametrize("veil", ["", "muffled"])
def test_a_recorded_layer_is_read_off_the_loop_and_looped(veil: str) -> None:
    own = Recorded("mill.ogg", lambda: Tape.of(tone(6.0, 300.0, 0.8)), 1)
    one, shop = LayerSource(Layer("mill.ogg", 0.0, veil), 1, own), Workshop(wait=True)
    one.ask(shop)
    one.turn(1.0, 0, 1)
    assert -60 < lufs(played(one, shop, 0, 8 * RATE)) < -30


def test_a_recording_is_brought_to_its_level_as_far_as_its_peaks_allow() -> None:
    quiet = levelled(Tape.of(tone(2.0, 1000.0, 0.01)), -25.0)
    assert lufs(quiet.wave()) == pytest.approx(-25.0, abs=0.3)
    click = np.zeros(RATE, np.float32)
    click[100] = 0.5
    assert peak_db(levelled(Tape.of(click), -10.0).wave()) <= -2.9


def test_a_tape_is_half_the_size_and_as_loud() -> None:
    tape = Tape.of(tone(1.0, 440.0, 0.25), gain=2.0)
    assert tape.samples.dtype == np.int16
    assert np.abs(tape.samples).max() == FULL
    assert np.abs(tape.wave()).max() == pytest.approx(0.5, abs=1e-3)
    assert tape.bytes == 4 * RATE
    assert not Tape.of(np.zeros(10, np.float32)).wave().any()
    assert len(Tape.of(np.zeros(0, np.float32))) == 0
