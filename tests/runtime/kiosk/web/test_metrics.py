"""Prometheus' text format, read by a reader of our own that is strict."""

from __future__ import annotations

import re
import threading

import pytest

from runtime.kiosk.pulse import BOUNDS_S
from runtime.kiosk.web.metrics import KIND, exposed
from runtime.kiosk.web.samples import KEPT, Sample, Samples, memory_mb
from tests.runtime.kiosk.web.fakes import Lobby

LINE = re.compile(r'([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+)\})? (-?[0-9.e+-]+)')
Read = dict[tuple[str, str], float]


def read(text: str) -> Read:
    """Every value by name and labels; HELP and TYPE come once a family and before its values."""
    values: Read = {}
    family, kind, seen = "", "", set[str]()
    assert text.endswith("\n")
    for line in text[:-1].split("\n"):
        if line.startswith("# HELP "):
            family = line.split(" ")[2]
            assert family not in seen
            assert len(line.split(" ", 3)[3]) > 5
            seen.add(family)
        elif line.startswith("# TYPE "):
            assert line.split(" ")[2] == family
            kind = line.split(" ")[3]
            assert kind in ("gauge", "counter", "histogram")
            assert (kind == "counter") == family.endswith("_total")
        else:
            found = LINE.fullmatch(line)
            assert found, line
            assert found[1] == family or (kind == "histogram" and found[1].startswith(f"{family}_"))
            assert (found[1], found[2] or "") not in values
            values[found[1], found[2] or ""] = float(found[3])
    return values


def test_figures_of_a_kiosk_that_runs() -> None:
    lobby = Lobby()
    lobby.samples.take()
    lobby.hall.touch().wait(30)
    answer = lobby.get("/metrics")
    assert answer.kind == KIND
    values = read(answer.body.decode())
    assert values["diorama_visits_total", ""] == 1
    assert values["diorama_visits_by_language_total", 'language="en"'] == 1
    assert (values["diorama_state", 'state="visit"'], values["diorama_state", 'state="attract"']) == (1, 0)
    assert values["diorama_well", ""] == values["diorama_open", ""] == values["diorama_storage_ok", ""] == 1
    assert values["diorama_frames_shown_total", ""] == lobby.hall.loop.pacer.flipped
    assert values["diorama_resident_memory_bytes", 'process="workers"'] == 300e6
    assert values["diorama_recent_frame_interval_seconds", 'quantile="0.5"'] == 0.041
    assert values["diorama_uptime_seconds", ""] > 25
    assert 20 < values["diorama_available_seconds_total", ""] <= values["diorama_open_seconds_total", ""]


def test_the_histogram_adds_up() -> None:
    lobby = Lobby()
    lobby.hall.wait(20)
    values = read(lobby.get("/metrics").body.decode())
    name = "diorama_frame_interval_seconds"
    below = [values[f"{name}_bucket", f'le="{bound}"'] for bound in (*BOUNDS_S, "+Inf")]
    assert below == sorted(below)
    assert below[-1] == values[f"{name}_count", ""] > 10
    assert values[f"{name}_sum", ""] == pytest.approx(lobby.hall.loop.told().beat_s, rel=1e-4)


def test_names_from_stories_stay_inside_their_quotes() -> None:
    told = Lobby().hall.loop.told()
    nasty = 'a "b" \\ c\nd{}\ud800: "'
    values = read(exposed(told.model_copy(update={"endings": {nasty: 2}, "languages": {}}), None))
    assert values["diorama_endings_total", 'show="a \\"b\\" \\\\ c\\nd{}?",ending="\\""'] == 2
    assert not [name for name, _ in values if "memory" in name]


def test_great_numbers_stay_whole() -> None:
    told = Lobby().hall.loop.told()
    values = read(exposed(told.model_copy(update={"frames": 123_456_789_012, "up_s": 31_536_000.25}), None))
    assert values["diorama_frames_shown_total", ""] == 123_456_789_012
    assert values["diorama_uptime_seconds", ""] == 31_536_000.25


def test_samples_are_of_the_last_hour() -> None:
    taken: list[list[float]] = [[0.04] * 99 + [0.5], []]
    samples = Samples(lambda: taken.pop(0) if taken else [0.1], lambda: 7.0, lambda: (1.0, 2.0))
    samples.take()
    assert samples.all() == [Sample(7.0, 40.0, 500.0, 500.0, 1.0, 2.0)]
    samples.take()
    assert samples.all()[1] == Sample(7.0, None, None, None, 1.0, 2.0)
    for _ in range(KEPT + 10):
        samples.take()
    assert len(samples.all()) == KEPT


def test_a_sample_that_cannot_be_taken_is_none_and_the_next_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runtime.kiosk.web.samples.EVERY_S", 0.0)
    asked: list[int] = []
    enough = threading.Event()

    def memory() -> tuple[float, float]:
        asked.append(1)
        if len(asked) % 2:
            raise OSError(24, "Too many open files")
        if len(asked) > 6:
            enough.set()
        return 1.0, 2.0

    samples = Samples(lambda: [0.04], lambda: 7.0, memory)
    samples.start()
    assert enough.wait(60)
    samples.close()
    assert len(samples.all()) >= 3


def test_memory_is_that_of_this_process() -> None:
    own, workers = memory_mb()
    assert 20 < own < 100_000
    assert workers >= 0
