"""What is measured on a card is measured here with a tiny model, kept part by part, and told in tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generators.causal import bench, measured
from generators.causal.report import page, table


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "WARM_UPS", 1)
    monkeypatch.setattr(bench, "BRANCHES", 1)


def figures(folder: Path, *parts: str) -> dict[str, Any]:
    words = [
        str(folder),
        "--model",
        "wan-tiny-random",
        "--quick",
        "--chunks",
        "1",
        "--windows",
        "6",
        "--commit",
        "abc1234",
    ]
    assert measured.main([*words, "--parts", *parts]) == 0
    found: dict[str, Any] = json.loads((folder / "figures.json").read_text())
    return found


@pytest.mark.usefixtures("quick")
def test_streams_are_measured_and_told(tmp_path: Path) -> None:
    found = figures(tmp_path, "machine", "rates", "streams")
    assert found["machine"]["commit"] == "abc1234"
    assert found["rates"]["copy_tb_s"] > 0
    (row,) = found["streams"]
    assert (row["way"], row["window"], row["steps"]) == ("eager", 6, 4)
    assert 0 < row["pass_ms"] < row["chunk_p50_ms"]
    told = (tmp_path / "figures.md").read_text()
    assert "commit abc1234" in told
    assert f"| {row['fps']:g} |" in told


def test_a_later_run_adds_to_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "figures.json").write_text(json.dumps({"rates": {"matrix_tflops": 7.0}}))
    found = figures(tmp_path, "machine")
    assert found["rates"]["matrix_tflops"] == 7.0
    assert set(found["seconds"]) == {"machine"}


def test_a_part_that_fails_says_so_and_the_next_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_wish: object) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(measured, "PARTS", {**measured.PARTS, "rates": broken})
    found = figures(tmp_path, "rates", "machine")
    assert "out of memory" in found["rates failed"]
    assert "machine" in found


def test_bfloat16_stays_near_float32(tmp_path: Path) -> None:
    drift = figures(tmp_path, "drift")["drift"]
    assert len(drift) == 8
    assert all(0 < row["away"] < 0.02 for row in drift)
    assert all(abs(row["spread"] - 1) < 0.01 for row in drift)


def test_a_page_tells_what_there_is() -> None:
    row = {"way": "fp8", "decoder": "tiny", "width": 64, "height": 32, "window": 9, "steps": 2, "fps": 71.2}
    told = page({"streams": [row], "exactness": {"longlive float32": 1.1e-5}})
    assert "## 64 x 32" in told
    assert "| fp8 | tiny | 9 | 2 | 71.2 |" in told
    assert "longlive float32: 1.1e-05" in told
    assert "without a reset" not in told


def test_large_numbers_lose_their_fractions() -> None:
    assert table([{"a": 12345.6}, {"a": 1.25}], {"a": "A"}).splitlines()[2:] == ["| 12346 |", "| 1.25 |"]
