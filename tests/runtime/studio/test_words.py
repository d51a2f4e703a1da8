"""A worker that prints without end: its first words are heard, and the rest costs nothing."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading

import psutil
import pytest

from runtime.studio.words import CUT, MOST_BYTES, overhear

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a worker's words go to the terminal there")
FLOOD_MB = 50


def flood(megabytes: int) -> tuple[str, float]:
    """What was passed on of so many megabytes, and by how much this process has grown meanwhile, in megabytes."""
    heard, words = multiprocessing.Pipe(duplex=False)
    told: list[str] = []
    before = psutil.Process().memory_info().rss
    listening = overhear(heard, told.append)

    def print_on() -> None:
        with words:
            for _ in range(16 * megabytes):
                os.write(words.fileno(), b"x" * 65_536)

    printing = threading.Thread(target=print_on)
    printing.start()
    printing.join(120)
    listening.join(120)
    assert not listening.is_alive()
    return "".join(told), (psutil.Process().memory_info().rss - before) / 1e6


def test_a_flood_is_cut_and_costs_less_than_a_megabyte() -> None:
    flood(1)
    told, grown_mb = flood(FLOOD_MB)
    assert told == "x" * MOST_BYTES + CUT
    assert grown_mb < 1.0


@pytest.mark.soak
def test_a_gigabyte_costs_less_than_a_megabyte() -> None:
    flood(1)
    assert flood(1000)[1] < 1.0


def test_a_few_words_are_passed_on_whole() -> None:
    heard, words = multiprocessing.Pipe(duplex=False)
    told: list[str] = []
    listening = overhear(heard, told.append)
    with words:
        os.write(words.fileno(), b"loading the model\n")
    listening.join(10)
    assert "".join(told) == "loading the model\n"
