"""The bench prints one flat object with the promised keys; no figure is judged here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from runtime.cli import bench, storybench
from runtime.story import lint, read_story
from tests.runtime.cli.conftest import Diorama

SMALL = ("--generator", "testcard", "--size", "160x90")


def test_story(monkeypatch: pytest.MonkeyPatch, diorama: Diorama) -> None:
    monkeypatch.setattr(bench, "LINES", 600)
    monkeypatch.setattr(storybench, "NODES", 300)
    figures = json.loads(diorama("bench", "story", "--json", "--trials", 2).out)
    loaded = {"load_nodes", "load_s", "load_mb"}
    assert set(figures) == {"lines", "read_ms", "lint_ms", "beats_per_s", *loaded}
    assert figures["lines"] >= 600
    assert (figures["load_nodes"], figures["beats_per_s"] > 0) == (300, True)


def test_the_wide_story_is_a_good_story() -> None:
    reading = read_story(storybench.wide_story(100))
    assert reading.story is not None
    assert len(reading.story.nodes) == 100
    assert reading.diagnostics == ()


def test_the_long_story_is_a_good_story() -> None:
    reading = read_story(bench.long_story(2000))
    assert reading.story is not None
    assert [one for one in lint(reading.story) if one.severity == "error"] == []


def test_generator(monkeypatch: pytest.MonkeyPatch, diorama: Diorama) -> None:
    monkeypatch.setattr("runtime.studio.bench.MEASURED_S", 0.01)
    monkeypatch.setattr("runtime.studio.bench.WARM_UP_S", 0.0)
    figures = json.loads(diorama("bench", "generator", "--json", "--look", "noir", *SMALL).out)
    assert {"fps", "fps_min", "x_realtime_min", "first_chunk_ms", "places", "threads"} <= set(figures)
    assert figures["fps"] >= figures["fps_min"] > 0
    assert (figures["width"], figures["height"]) == (160, 90)


def test_latency(diorama: Diorama, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runtime.cli.trial.UNWARMED", 0)
    figures = json.loads(diorama("bench", "latency", "--json", "--trials", 2, *SMALL).out)
    assert set(figures) == {"trials", "prerolled_p50_ms", "prerolled_p99_ms", "cold_p50_ms", "cold_p99_ms"}
    assert figures["trials"] == 2
    assert all(value > 0 for value in figures.values())


def test_pacing(diorama: Diorama) -> None:
    said = diorama("bench", "pacing", "--trials", 24, *SMALL)
    assert [line.split()[0] for line in said.out.splitlines()] == ["frames", "interval_p99_ms", "missed_share"]
    assert said.out.splitlines()[0].split()[1] == "24"


def test_contact_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, diorama: Diorama) -> None:
    monkeypatch.setattr(bench, "SHEET_SIZE", (96, 54))
    said = diorama("bench", "look", "-o", tmp_path / "sheets", "--only", "set-forest")
    assert said.out.split() == [str(tmp_path / "sheets" / "set-forest.jpg")]
    assert (tmp_path / "sheets" / "set-forest.jpg").stat().st_size > 10_000


def test_audio(monkeypatch: pytest.MonkeyPatch, diorama: Diorama) -> None:
    monkeypatch.setattr("runtime.audio.bench.bench_audio", lambda: {"lufs": -23.1, "sound_core_percent": 3.9})
    assert json.loads(diorama("bench", "audio", "--json").out) == {"lufs": -23.1, "sound_core_percent": 3.9}


def test_sheets_of_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, diorama: Diorama) -> None:
    monkeypatch.setattr("runtime.cli.soundsheets.EFFECTS", ("knock", "gull", "switch"))
    said = diorama("bench", "audio", "-o", tmp_path / "sheets", "--only", "effects")
    assert said.out.split() == [str(tmp_path / "sheets" / "effects.png")]
    assert (tmp_path / "sheets" / "effects.png").stat().st_size > 10_000


def test_the_daguerreotypes_examination_is_printed_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, diorama: Diorama
) -> None:
    from generators.daguerreotype import card, sheets

    def one(generator: Any, *_: str) -> list[list[Any]]:
        return [[generator.next_chunk()[-1]]]

    for slow in ("_places", "_hours", "_shots", "_morph", "_minutes"):
        monkeypatch.setattr(sheets, slow, one)
    (tmp_path / "MODEL_CARD.md").write_text(f"# Card\n{card.FIGURES[0]}\n{card.FIGURES[1]}\n", "utf-8")
    done = diorama("bench", "daguerreotype", "--trials", "1", "--json", "-o", str(tmp_path))
    figures = json.loads(done.out)
    wanted = {
        "fps",
        "width",
        "height",
        "first_frame_ms",
        "psnr_db",
        "seen",
        "held_out",
        "drift_3min",
        "params",
        "trained_on",
    }
    assert wanted <= set(figures)
    assert set(figures["seen"]) == set(figures["held_out"]) == {"place", "time", "weather", "figures"}
    assert figures["chunks_unbroken"] == figures["chunks"]
    assert f"| {figures['params']:,} |" in (tmp_path / "MODEL_CARD.md").read_text("utf-8")
    drawn = sorted(path.name for path in (tmp_path / "sheets").iterdir())
    assert drawn == ["held-out.jpg", "hours.jpg", "minutes.jpg", "morph.jpg", "motion.jpg", "places.jpg", "seen.jpg"]
