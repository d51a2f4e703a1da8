"""The machine form: a story as JSON is the whole story, and can be changed and written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import runtime.story
from runtime.story import Story, read_story, write_story
from tests.runtime.story.transcript import perform

FOLDER = Path(__file__).parents[2] / "data" / "stories"


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.fountain")))
def test_a_story_from_json_is_the_same_story(name: str) -> None:
    text = (FOLDER / f"{name}.fountain").read_bytes().decode()
    story = read_story(text, f"{name}.fountain").story
    assert story is not None
    again = Story.model_validate_json(story.model_dump_json())
    assert again == story
    assert write_story(again) == text
    expected = (FOLDER / f"{name}.transcript").read_text("utf-8").splitlines()
    choices = [line[3:] for line in expected if line.startswith(">> ")]
    assert perform(again, int(expected[0].split()[1]), choices, through_json=False) == expected


def test_a_changed_element_is_written_changed() -> None:
    text = "Title: T\n\nINT. A #a#\n\nOld words.\n\n> END: x\n"
    story = read_story(text).story
    assert story is not None
    node = story.nodes["a"]
    changed = replace(node, elements=(replace(node.elements[0], source="New words.\n\n"), *node.elements[1:]))
    assert write_story(story.model_copy(update={"nodes": {"a": changed}})) == text.replace("Old", "New")


def test_the_digest_belongs_to_the_text() -> None:
    one, same, other = (read_story(text).draft for text in ("INT. A\n\nx\n", "INT. A\n\nx\n", "INT. A\n\ny\n"))
    assert one is not None
    assert same is not None
    assert other is not None
    assert one.digest == same.digest != other.digest
    assert len(one.digest) == 32


def test_exports_are_sorted_and_complete() -> None:
    names = runtime.story.__all__
    assert names == sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))
    assert all(hasattr(runtime.story, name) for name in names)
