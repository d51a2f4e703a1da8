"""Generators that open only under conditions; worker processes find them by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generators.testcard import TestCard, open_generator


def refuse(size: tuple[int, int], settings: Mapping[str, Any]) -> TestCard:
    """Never."""
    raise RuntimeError("there is no such weather")


def other_size(size: tuple[int, int], settings: Mapping[str, Any]) -> TestCard:
    """At 32 x 32, whatever was asked for."""
    return open_generator((32, 32), settings)


def only_one(size: tuple[int, int], settings: Mapping[str, Any]) -> TestCard:
    """In one process only, like a model that fills the graphics card."""
    Path(settings["once"]).touch(exist_ok=False)
    return open_generator(size, {})
