"""What a kiosk costs, measured in small: a touch is followed to the flip, and every figure has its name."""

from __future__ import annotations

import subprocess
from functools import partial
from pathlib import Path

import pytest

from runtime.cli import kioskbench
from runtime.errors import GeneratorError
from runtime.kiosk import content


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DIORAMA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DIORAMA_SETTINGS", str(tmp_path / "none.toml"))
    return tmp_path


def test_a_touch_is_followed_to_the_visits_first_frame(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    near = partial(content.Content, apart=lambda judge, folder, config: judge(folder, config))
    monkeypatch.setattr(content, "Content", near)
    monkeypatch.setattr(kioskbench, "LOOKED_S", (0.0, 0.05))
    waits = kioskbench.touches_ms(kioskbench.furnish(home, "testcard", (160, 90)), 2)
    assert len(waits) == 2
    assert min(waits) > 0


def test_how_long_it_took_is_what_the_process_says(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = ["Diorama\n2.25\n", ""]

    def ran(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 0, said.pop(0), "kiosk.toml:1: there is no such word")

    monkeypatch.setattr(subprocess, "run", ran)
    assert kioskbench.boot_s(home / "kiosk.toml") == 2.25
    with pytest.raises(GeneratorError, match="there is no such word"):
        kioskbench.boot_s(home / "kiosk.toml")


@pytest.mark.soak
def test_every_figure_has_its_name(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kioskbench, "COMPARED_S", 2.0)
    found = kioskbench.figures("testcard", (160, 90), 1)
    assert {"attract_to_visit_ms", "boot_s", "overhead_percent"} <= set(found)
    assert found["boot_s"] > 0
    assert found["kiosk_cpu_s_per_min"] > 0
