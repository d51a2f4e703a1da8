"""A picture of what is shown."""

from __future__ import annotations

import io
from pathlib import Path

import pygame

from runtime.player.snapshot import png_bytes, save_snapshot


def drawn() -> pygame.Surface:
    surface = pygame.Surface((40, 20), 0, 32)
    surface.fill((200, 100, 50))
    return surface


def test_png_bytes_can_be_read_back() -> None:
    back = pygame.image.load(io.BytesIO(png_bytes(drawn())))
    assert back.get_size() == (40, 20)
    assert back.get_at((5, 5))[:3] == (200, 100, 50)


def test_snapshots_are_numbered_and_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "diorama-041.png").write_bytes(b"mine")
    names = [path.name for path in (save_snapshot(drawn(), tmp_path), save_snapshot(drawn(), tmp_path)) if path]
    assert names == ["diorama-042.png", "diorama-043.png"]
    assert (tmp_path / "diorama-041.png").read_bytes() == b"mine"


def test_a_folder_is_made(tmp_path: Path) -> None:
    assert save_snapshot(drawn(), tmp_path / "a" / "b") == tmp_path / "a" / "b" / "diorama-001.png"


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert save_snapshot(drawn(), tmp_path / "file") is None
