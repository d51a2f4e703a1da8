"""The instruments: slopes that jumps do not move, percentiles in bins, and gauges that see what this process holds."""

from __future__ import annotations

import os
import random
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from runtime.player.typecase import FONTS_KEPT, Face, font_path
from runtime.studio.block import Block
from tests.soak.gauges import Intervals, most_typefaces, read_gauge, slope_of


def test_a_slope_is_found_among_noise_and_jumps() -> None:
    chance = random.Random(3)
    points = [(float(t), 200 + 0.5 * t + chance.gauss(0, 3) + (80 if t % 17 == 0 else 0)) for t in range(100)]
    slope = slope_of(points)
    assert 0.45 < slope.middle < 0.55
    assert slope.low <= slope.middle <= slope.high
    assert slope.low > 0.4


def test_what_does_not_grow_has_no_certain_slope() -> None:
    chance = random.Random(4)
    slope = slope_of([(float(t), 200 + chance.gauss(0, 3)) for t in range(60)])
    assert slope.low < 0 < slope.high


def test_too_few_points_say_nothing() -> None:
    assert slope_of([(0.0, 1.0), (1.0, 2.0)]).low == float("-inf")
    assert slope_of([(1.0, 1.0)] * 9).high == float("inf")


def test_percentiles_of_each_part() -> None:
    intervals = Intervals()
    for number in range(1000):
        intervals.add(0.05, 0.040 if number % 50 else 0.090)
        intervals.add(1.0, 0.042)
    assert abs(intervals.p99_ms(0) - 90.1) < 0.2
    assert abs(intervals.p99_ms(9) - 42.1) < 0.2
    assert intervals.p99_ms(5) == 0.0
    intervals.add(7.0, 99.0)
    assert intervals.count(9) == 1001


def test_gauges_see_descriptors_threads_memory_and_blocks() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:  # no other test's memory comes back meanwhile
        alone.submit(_gauges_see_what_is_held).result()


def _gauges_see_what_is_held() -> None:
    before, gate = read_gauge(), threading.Event()
    thread = threading.Thread(target=gate.wait)
    thread.start()
    handle, block, held = os.open(os.devnull, os.O_RDONLY), Block.create(1 << 20), bytearray(os.urandom(1)) * (1 << 25)
    after = read_gauge()
    gate.set()
    thread.join()
    os.close(handle)
    assert after.threads == before.threads + 1
    assert after.descriptors > before.descriptors
    assert after.shared == before.shared + 1
    assert after.shared_mb - before.shared_mb > 1
    assert after.memory_mb - before.memory_mb > 0.9 * len(held) / 1e6
    assert block.release()
    assert read_gauge().shared == before.shared


def test_typefaces_are_counted_by_themselves_and_held_to_what_the_canvas_keeps() -> None:
    file = font_path(Face.SANS)
    assert file is not None
    before = read_gauge()
    handles = [os.open(file, os.O_RDONLY) for _ in range(3)]
    after = read_gauge()
    for handle in handles:
        os.close(handle)
    assert after.typefaces == before.typefaces + 3
    assert after.descriptors == before.descriptors
    assert 2 * FONTS_KEPT <= most_typefaces() < 1000
