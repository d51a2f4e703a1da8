"""Stories with transcripts, each performed twice: straight, and with the state saved and loaded at every turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.story import read_story
from tests.runtime.story.transcript import perform

FOLDER = Path(__file__).parents[2] / "data" / "stories"
NAMES = sorted(path.stem for path in FOLDER.glob("*.transcript"))


@pytest.mark.parametrize("through_json", [False, True], ids=["straight", "saved"])
@pytest.mark.parametrize("name", NAMES)
def test_performance_is_as_written(name: str, through_json: bool) -> None:
    story = read_story((FOLDER / f"{name}.fountain").read_bytes().decode(), f"{name}.fountain").story
    assert story is not None
    expected = (FOLDER / f"{name}.transcript").read_text("utf-8").splitlines()
    seed = int(expected[0].removeprefix("seed "))
    choices = [line[3:] for line in expected if line.startswith(">> ")]
    assert perform(story, seed, choices, through_json=through_json) == expected


def test_every_story_has_a_transcript() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.fountain")) == NAMES
    assert len(NAMES) >= 5
