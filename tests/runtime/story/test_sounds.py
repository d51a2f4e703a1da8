"""Cues may name files; lines may have ids under which they are recorded."""

from __future__ import annotations

import pytest

from runtime.story import read_story
from runtime.story.sounds import file_named, line_ids, named_files

TEXT = """Title: T

INT. ROOM - NIGHT #room#

MARA sits. [[music: tango.ogg]] [[shot: wide]] [[ambience: street.flac, rain]]

[[sfx: left, bells/glass.WAV]]

MARA
Yes. [[line: K3F9]] [[sfx: knock]]

[[choice 9s: q]]
+ Go. [[sfx: door.mp3]] -> room
"""


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("tango.ogg", "tango.ogg"),
        (" left,  glass.Wav ", "glass.Wav"),
        ("my own tango.ogg", "my own tango.ogg"),
        ("rain, wind", ""),
        ("", ""),
        ("ogg", ""),
        ("..ogg", "..ogg"),
        ("tango.ogg.exe", ""),
    ],
)
def test_a_file_is_named_by_its_ending(words: str, name: str) -> None:
    assert file_named(words) == name


def test_all_named_files_are_found_where_they_stand() -> None:
    story = read_story(TEXT, "mine.fountain").story
    assert story is not None
    found = [(file, note.line, name) for file, note, name in named_files(story)]
    assert found == [
        ("mine.fountain", 5, "tango.ogg"),
        ("mine.fountain", 5, "street.flac"),
        ("mine.fountain", 7, "bells/glass.WAV"),
        ("mine.fountain", 13, "door.mp3"),
    ]
    assert line_ids(story) == {"k3f9"}
