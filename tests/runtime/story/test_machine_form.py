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


def test_included_files_are_kept_as_well() -> None:
    text = "Include: act2.fountain\r\n\r\nINT. A #a#\r\n\r\nA.\r\n\r\n[[include: sub/act3.fountain]]\r\n"
    files = {
        "act2.fountain": "Note.\n\nINT. B\n\n/* odd */\n\nB.",
        "sub/act3.fountain": "\n\n.C #c#\nC [[note]].\n\n\n",
    }
    story = read_story(text, "shows/main.fountain", includes=files).story
    assert story is not None
    again = Story.model_validate_json(story.model_dump_json())
    assert again == story
    assert write_story(again) == text
    assert {one.file: write_story(again, one.file) for one in again.included} == {
        f"shows/{name}": words for name, words in files.items()
    }


@pytest.mark.parametrize(
    "notes",
    [
        "[[shot: close]] [[camera: pan]] [[look: sepia]] [[seed: 7]] [[ambience: rain]] [[silence]]",
        '[[choice 9s tail 4s vote essential "air": Q]]\n\n+ A. [[says: yes, open]] [[cut: beat]] [[id: x]] -> END: T',
        "[[once]]\nText. [[line: k3f9]]\n[[else]]\n> DRAW: t BY least-seen\n\n[[end]]\n[[tag: t]] [[when: yes]]",
        "ANN (V.O.) ^\n(softly)\nHi, {&a|b}.\n\n[[call: a]]\n[[return]] /* x */ [[ set up\nthe lamp ]]",
        "[[var viewer.x = 1]] [[var room.y = enum(p, q)]]\n[[set room.y = q]]\n~ la\n> c <\n!LOUD\n===\n= S\n# T",
    ],
)
def test_every_row_of_the_language_is_kept_byte_for_byte(notes: str) -> None:
    text = f"\ufeffTitle: T\n\nINT. A - DAY #a#\n\n{notes}\n\t\n"
    draft = read_story(text).draft
    assert draft is not None
    again = Story.model_validate_json(draft.model_dump_json())
    assert again == draft
    assert write_story(again) == text
