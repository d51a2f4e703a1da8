"""Every test has a store of its own, and a hub on this machine where it asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.runtime.parts.stubhub import StubHub, serving


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of models."""
    monkeypatch.setenv("DIORAMA_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("DIORAMA_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[StubHub]:
    yield from serving(monkeypatch)
