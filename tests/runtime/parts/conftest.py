"""Every test has a store of its own, and a hub on this machine where it asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.runtime.parts.stubhub import StubHub


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of models."""
    monkeypatch.setenv("DIORAMA_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("DIORAMA_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[StubHub]:
    """A hub that answers at once, and whose client does not wait between two tries."""
    from huggingface_hub import close_session

    made = StubHub()
    close_session()
    monkeypatch.setenv("HF_ENDPOINT", made.url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr("huggingface_hub.file_download.time.sleep", lambda _: None)
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 100_000)  # what a cut may cost; 10 MB really
    yield made
    close_session()
    made.close()
