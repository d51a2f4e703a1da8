"""What tests of ink ask of a machine, and where the small stories of our own lie."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from runtime.ink import InkStory, read_ink
from runtime.parts import file_of, part_named

STORIES = Path(__file__).resolve().parents[2] / "data" / "ink"
HAS_BINK = find_spec("bink") is not None
HAS_COMPILER = find_spec("py_mini_racer") is not None and file_of(part_named("inkjs"), "ink-full.js") is not None

plays = pytest.mark.skipif(not HAS_BINK, reason="the extra [ink] is not installed")
compiles = pytest.mark.skipif(not (HAS_BINK and HAS_COMPILER), reason="the part inkjs is not here")


def compiled(name: str) -> InkStory:
    """A story of our own, as it was compiled."""
    path = STORIES / f"{name}.ink.json"
    story = read_ink(path.read_text(encoding="utf-8"), str(path)).story
    assert isinstance(story, InkStory)
    return story
