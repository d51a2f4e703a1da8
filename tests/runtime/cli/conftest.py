"""Every test has a machine of its own: no settings, no saves, no display."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from runtime.cli import main
from tests.runtime.parts.stubhub import StubHub, serving


@dataclass(frozen=True)
class Said:
    """What a command came to."""

    code: int
    out: str
    err: str


Diorama = Callable[..., Said]


@pytest.fixture
def diorama(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Runs `diorama` with words, in this process."""
    for name in [name for name in os.environ if name.startswith(("DIORAMA_", "SDL_VIDEO"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DIORAMA_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("DIORAMA_SAVES", str(tmp_path / "saves"))
    monkeypatch.setenv("DIORAMA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DIORAMA_LOGS", str(tmp_path / "logs"))
    monkeypatch.setenv("DIORAMA_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("DIORAMA_VOICES", "false")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    def run(*words: object) -> Said:
        capfd.readouterr()
        code = main([str(word) for word in words])
        said = capfd.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[StubHub]:
    yield from serving(monkeypatch)
