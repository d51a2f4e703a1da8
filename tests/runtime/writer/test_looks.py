"""A writer's own looks: from the file beside the story to the shot, and what is said about those that are wrong."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.base import MAX_RECIPE, Shot
from runtime.course import Course
from runtime.director import Stage, direct
from runtime.director.bible import read_look
from runtime.library import MAX_LOOK_BYTES, find_story, load
from runtime.story import Story, read_story
from runtime.story.looks import own_look, plain_name
from runtime.writer import looks
from runtime.writer.check import check, to_json
from runtime.writer.looks import look_findings, look_notice

TEXT = """\
Title: A Show
Look: {look}
Cast:
    NIA - 10, girl with a long plait, blue coat

EXT. HILL - NIGHT #hill#

NIA stands under the tree.

NIA sits. [[look: {note}]]

> END: Up
"""
MINE = 'base = "linocut"\n\n[tones]\nsaturation = 0.5\n'


def show(folder: Path, look: str = "my-look, muted teal", note: str = "noir", **files: str | bytes) -> Path:
    """A story in `folder`, and look files beside it."""
    (folder / "looks").mkdir(parents=True)
    (folder / "story.fountain").write_text(TEXT.format(look=look, note=note), "utf-8")
    for name, text in files.items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / "looks" / f"{name.replace('_', '-')}.toml").write_bytes(data)
    return folder


def shots(story: Story) -> list[Shot]:
    course = Course.begin(story, 1)
    setups, _ = direct(course.stretch, course.bible, Stage(), {}, Fraction(24))
    return [setup.shot for setup in setups]


def test_a_look_file_goes_into_the_shots_that_name_it(tmp_path: Path) -> None:
    story = load(str(show(tmp_path / "show", my_look=MINE)))
    first, second = (shot.look for shot in shots(story))
    assert (first.style, first.recipe, first.palette) == ("my-look", MINE, ("muted teal",))
    assert (second.style, second.recipe) == ("noir", "")


def test_a_note_may_name_it_too(tmp_path: Path) -> None:
    story = load(str(show(tmp_path / "show", look="noir", note="My Look", my_look=MINE)))
    first, second = (shot.look for shot in shots(story))
    assert (first.recipe, second.recipe) == ("", MINE)


def test_the_story_holds_only_the_looks_that_it_names(tmp_path: Path) -> None:
    story = load(str(show(tmp_path / "show", my_look=MINE, other=MINE)))
    assert list(story.looks) == ["my-look"]


def test_a_replay_knows_the_look(tmp_path: Path) -> None:
    """The digest that a save is bound to changes with a look that is used, and with no other."""
    path = show(tmp_path / "show", my_look=MINE, other=MINE)
    before = load(str(path)).digest
    (path / "looks" / "other.toml").write_text("[tones]\n", "utf-8")
    assert load(str(path)).digest == before
    (path / "looks" / "my-look.toml").write_text(MINE + "contrast = 1.2\n", "utf-8")
    assert load(str(path)).digest != before


def test_stories_without_own_looks_keep_their_digest() -> None:
    text = TEXT.format(look="noir", note="noir")
    plain, beside = read_story(text).story, read_story(text, looks={"mine": MINE}).story
    assert plain is not None
    assert beside is not None
    assert plain.digest == beside.digest


def test_check_says_where_what_and_what_to_type(tmp_path: Path) -> None:
    path = show(tmp_path / "show", note="siluette", my_look="[tones]\nsaturatoin = 1\n", other="x = = 1")
    found = {(Path(one.place.file).name, one.place.line, one.code, one.severity): one for one in check(str(path))}
    assert found["my-look.toml", 2, "S602", "warning"].instead == "saturation"
    assert "no TOML" in found["other.toml", 1, "S602", "warning"].what
    assert found["story.fountain", 10, "S603", "hint"].instead == "silhouette"
    assert "S602" in to_json(str(path))


def test_good_looks_and_words_of_style_are_nothing_to_complain_of(tmp_path: Path) -> None:
    path = show(tmp_path / "show", note="dreamlike oil on velvet, teal", my_look=MINE)
    assert [one for one in check(str(path)) if one.code in ("S602", "S603")] == []


def test_a_broken_look_file_does_not_keep_the_show_from_playing(tmp_path: Path) -> None:
    story = load(str(show(tmp_path / "show", my_look=b"\xff\xfe\x00[")))
    assert shots(story)[0].look.style == "my-look"
    assert "my-look.toml:1: " in look_notice(story)
    assert "diorama check" in look_notice(story)


def test_a_file_that_is_too_large_is_cut_and_told(tmp_path: Path) -> None:
    path = show(tmp_path / "show", my_look="#" * (3 * MAX_LOOK_BYTES))
    story = load(str(path))
    assert len(shots(story)[0].look.recipe) <= MAX_RECIPE
    assert "larger than 16 kB" in look_notice(story)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_no_look_is_read_from_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.toml").write_text('name = "secret"\n', "utf-8")
    path = show(tmp_path / "show")
    (path / "looks" / "my-look.toml").symlink_to(tmp_path / "secret.toml")
    assert find_story(str(path)).looks == {}
    (path / "looks" / "folder.toml").mkdir()
    assert find_story(str(path)).looks == {}


def test_without_the_network_painted_looks_are_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "can_paint", lambda: False)
    painted = load(str(show(tmp_path / "one", note="painted, frost")))
    assert "diorama models add styles" in look_notice(painted)
    own = load(str(show(tmp_path / "two", my_look='base = "painted tide"\n')))
    assert "diorama models add styles" in look_notice(own)
    assert look_notice(load(str(show(tmp_path / "three", my_look=MINE)))) == ""
    monkeypatch.setattr(looks, "can_paint", lambda: True)
    assert look_notice(painted) == ""


@pytest.mark.parametrize(
    ("words", "style", "palette"),
    [
        ("painted, frost, muted teal and amber", "painted, frost", ("muted teal", "amber")),
        ("painted", "painted", ()),
        ("noir, 35mm lens", "noir", ()),
        ("red", "paper-cut", ("red",)),
    ],
)
def test_painters_and_palettes_are_told_apart(words: str, style: str, palette: tuple[str, ...]) -> None:
    look = read_look(words)
    assert (look.style, look.palette) == (style, palette)


def test_an_own_look_may_be_called_like_a_colour() -> None:
    look = read_look("Deep-Red, amber", (("deep red", MINE),))
    assert (look.style, look.palette, look.recipe) == ("deep red", ("amber",), MINE)


def test_names_are_compared_plainly() -> None:
    assert plain_name("  My_Look-2 ") == "my look 2"
    assert own_look("grainy, MY LOOK", {"my-look": ""}) == "my-look"
    assert own_look("", {"": ""}) == ""


@given(st.text(max_size=60), st.dictionaries(st.text(max_size=12), st.text(max_size=80), max_size=3))
def test_any_words_and_files_are_a_look(words: str, files: dict[str, str]) -> None:
    assert read_look(words, tuple(files.items())).style
    reading = read_story(TEXT.format(look=words.replace("\n", " "), note="x"), looks=files)
    if reading.draft is not None:
        assert all(one.what for one in look_findings(reading.draft, files))
        assert isinstance(look_notice(reading.draft), str)
