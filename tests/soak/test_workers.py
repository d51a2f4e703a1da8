"""What the soak says of slow generators, in small."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.soak import workers
from tests.soak.workers import GAP_S, RELIEF_S, Slowing


def performance(gaps_s: list[float], commands: tuple[str, ...] = ("begin",), missed: int = 0) -> Any:
    overlay = SimpleNamespace(metrics={"missed": float(missed)})
    show = SimpleNamespace(journal=SimpleNamespace(commands=commands), overlay=lambda: overlay)
    return SimpleNamespace(gaps_s=gaps_s, show=show)


def slowed(monkeypatch: pytest.MonkeyPatch, one: Any, whole: Any) -> dict[str, Any]:
    """The lines of a soak in which these were seen."""
    seen = {None: (performance([0.042]), None), False: one, True: whole}
    monkeypatch.setattr(workers, "_performed", lambda _seed, how: seen[how])
    found = workers.slowed_generators(3, 0.0)
    return {result.name.removeprefix("generator: ten times slower "): result for result in found}


def test_relief_gaps_and_stories_are_told_of_both_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    good = (performance([0.04, 0.1], missed=3), 0.9)
    found = slowed(monkeypatch, good, good)
    assert all(result.passed for result in found.values())
    assert {name.partition(",")[0] for name in found} == {"(one process)", "(all)"}
    assert found["(all), relieved within"].worst == 0.9
    assert found["(all), longest gap"].worst == pytest.approx(100.0)
    assert "3 of 3 frames" in found["(all), relieved within"].note


def test_late_relief_long_gaps_and_other_stories_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    late = (performance([0.04, GAP_S["all"] + 0.01], ("begin", "other")), RELIEF_S["all"] + 0.1)
    found = slowed(monkeypatch, late, late)
    assert not any(result.passed for result in found.values())


def test_who_is_never_relieved_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    found = slowed(monkeypatch, (performance([0.04]), None), (performance([0.04]), 0.5))
    assert not found["(one process), relieved within"].passed
    assert found["(all), relieved within"].passed


def test_one_is_slowed_once_when_its_speed_is_known_and_a_spare_is_there(tmp_path: Path) -> None:
    running = SimpleNamespace(level=0, process=SimpleNamespace(pid=77))
    crew = SimpleNamespace(running=running, spare=None)
    tempo = SimpleNamespace(usual_ms=0.0)
    studio: Any = SimpleNamespace(_crew=crew, _tempo=lambda _level: tempo)
    chance: Any = SimpleNamespace(uniform=lambda low, high: (low + high) / 2)
    slowing = Slowing(studio, chance, tmp_path / "slow", whole=False)
    slowing(0.0)
    crew.spare = SimpleNamespace(ready=True)
    slowing(0.1)
    tempo.usual_ms = 30.0
    slowing(0.2)
    slowing(0.3)
    assert not (tmp_path / "slow").exists()
    slowing(2.0)
    assert (tmp_path / "slow").read_text() == "77"
    slowing(2.1)
    assert slowing.relieved_s is None
    crew.running = SimpleNamespace(level=0, process=SimpleNamespace(pid=78))
    slowing(2.2)
    assert slowing.relieved_s is not None
