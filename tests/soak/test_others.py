"""Kills in small, through the proofs that the soak runs."""

from __future__ import annotations

import os
import time

import pytest

from tests.soak import displays, others


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_killed_saves_are_counted_and_lost_ones_found(monkeypatch: pytest.MonkeyPatch) -> None:
    done = others.killed_saves(3, time.monotonic())
    assert (done.n, done.worst, done.passed) == (1, 0, True)

    def lose(_folder: object, _kills: int, _seed: int, judge: object) -> None:
        for number, (certain, found) in enumerate(((5, 5), (7, 6), (3, 4))):
            judge(certain, found, number)  # type: ignore[operator]

    monkeypatch.setattr(others, "kill_often", lose)
    lost = others.killed_saves(3, float("inf"))
    assert (lost.n, lost.worst, lost.passed) == (3, 1, False)


def test_power_cuts_are_counted_and_what_they_lose_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    done = others.cut_saves(3, time.monotonic())
    assert (done.n, done.worst, done.passed) == (1, 0, True)

    def lose(_seed: int, _states: int, judge: object) -> None:
        for certain, found, tried in ((5, 5, 6), (7, 6, 7), (3, 4, 3)):
            judge("journal", certain, found, tried)  # type: ignore[operator]

    monkeypatch.setattr(others, "crash_often", lose)
    lost = others.cut_saves(3, float("inf"))
    assert (lost.n, lost.worst, lost.passed) == (3, 2, False)


def test_the_longest_absence_of_a_picture_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(displays, "MISSING", [])
    monkeypatch.setattr(displays, "away", lambda _seconds, _seed: {"mode": [0.1, 0.4], "destroyed": [2.5]})
    (found,) = displays.troubled_displays(3, 0.0)
    assert (found.n, found.worst, found.passed) == (3, 2.5, False)
    assert found.note == "destroyed 2.50 s, mode 0.40 s"
    monkeypatch.setattr(displays, "MISSING", ["Xvfb"])
    assert displays.troubled_displays(3, 0.0) == []
