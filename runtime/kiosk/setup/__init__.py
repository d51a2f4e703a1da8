"""What sets a machine up: an installer for Debian, a systemd unit, X11 as another way, files for other systems."""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """Where these files lie."""
    return Path(__file__).resolve().parent
