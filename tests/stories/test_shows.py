"""The shows that come with the house: read, linted, and played on every path by the interpreter itself."""

from __future__ import annotations

import re
import unicodedata
from statistics import median

import pytest

from runtime.audio.ambience.words import layers_for
from runtime.audio.effects import effect_for
from runtime.audio.music import MOOD_OF, mood_for
from runtime.story import lint, read_story
from runtime.story.script import Opening
from tests.stories.walking import SHOWS, STORIES, show, told, walk, walks

SPEAKABLE = re.compile(r"[A-Za-z0-9 .,;:!?'\"“”’()-]+")


@pytest.mark.parametrize("name", SHOWS)
def test_reads_without_errors_or_warnings(name: str) -> None:
    text = (STORIES / name / f"{name}.fountain").read_text(encoding="utf-8")
    reading = read_story(text, f"{name}.fountain")
    assert reading.story is not None
    found = [*reading.diagnostics, *lint(reading.story)]
    assert [f"{one.place.line}: {one.code} {one.what}" for one in found if one.severity != "hint"] == []


@pytest.mark.parametrize("name", SHOWS)
def test_every_node_is_played_and_every_ending_reached(name: str) -> None:
    story = show(name)
    assert {node for one in walks(name) for node in one.nodes} == set(story.nodes)
    assert {one.ending for one in walks(name)} == set(story.endings)


@pytest.mark.parametrize("name", SHOWS)
def test_nothing_goes_wrong_while_playing(name: str) -> None:
    assert sum(one.notices for one in walks(name)) == 0


@pytest.mark.parametrize("name", SHOWS)
def test_choices_are_few_short_and_have_a_default(name: str) -> None:
    for point in (point for one in walks(name) for point in one.points):
        assert 2 <= len(point.choices) <= 4, point.id
        assert all(len(choice.text.split()) <= 8 for choice in point.choices), point.id
        assert sum(choice.is_default for choice in point.choices) <= 1, point.id
        assert sum(not choice.locked for choice in point.choices) >= 2 or name == "hello", point.id


@pytest.mark.parametrize("name", SHOWS)
def test_lines_can_be_spoken(name: str) -> None:
    for line in {line.key: line for one in walks(name) for line in one.lines}.values():
        assert all(unicodedata.name(c).startswith("LATIN") for c in line.text if c.isalpha()), line.text
        assert SPEAKABLE.fullmatch(line.text), line.text
        assert 1 <= len(line.text.split()) <= 25, line.text


@pytest.mark.parametrize("name", SHOWS)
def test_every_speaker_is_in_the_cast(name: str) -> None:
    cast = {member.name for member in show(name).cast}
    assert {line.character for one in walks(name) for line in one.lines} <= cast


@pytest.mark.parametrize("name", SHOWS)
def test_every_sound_is_understood(name: str) -> None:
    cues = {cue.key: cue for one in walks(name) for cue in one.cues}.values()
    assert [cue.words for cue in cues if cue.sort == "ambience" and layers_for(cue.words).unknown] == []
    assert [cue.words for cue in cues if cue.sort == "sfx" and not effect_for(cue.words)] == []
    assert [cue.words for cue in cues if cue.sort == "music" and not ({cue.words} <= {"none", *MOOD_OF})] == []
    assert {mood_for(cue.words) for cue in cues if cue.sort == "music"} >= {"hope"}


def test_the_last_light_is_large_enough() -> None:
    story = show("last-light")
    openings = [
        one
        for node in story.nodes.values()
        for element in node.elements
        if element.kind == "notes"
        for one in element.notes
        if isinstance(one, Opening)
    ]
    assert len(story.nodes) >= 25
    assert len(openings) >= 12
    assert len(set(story.endings)) >= 4


def test_the_last_light_lasts_eight_to_twelve_minutes() -> None:
    minutes = sorted(one.seconds / 60 for one in walks("last-light")[:300])
    print(f"last-light: {minutes[0]:.1f} .. {median(minutes):.1f} .. {minutes[-1]:.1f} minutes")  # noqa: T201
    assert 8.5 <= median(minutes) <= 11.5
    assert minutes[len(minutes) // 50] >= 7.8
    assert minutes[-1] <= 12.3
    assert 8 <= walk(show("last-light"), 1, passive=True).seconds / 60 <= 12


def test_a_passive_viewer_sees_a_whole_story() -> None:
    for name in SHOWS:
        one = walk(show(name), 1, passive=True)
        assert one.ending in show(name).endings


def test_hello_lasts_about_a_minute() -> None:
    assert len(show("hello").nodes) == 5
    assert all(50 <= one.seconds <= 105 for one in walks("hello")[:60])


def test_a_lie_to_the_ship_is_found_out() -> None:
    lied = [
        one
        for lie in ("no", "no-nothing-but-weather")
        for one in told("last-light", ("call", lie))
        if "sweep" in one.nodes
    ]
    assert lied
    assert {one.ending for one in lied} == {"The Last Light", "A True Entry"}


def test_who_never_asked_about_the_rule_cannot_use_it() -> None:
    for one in told("last-light", ("call", "no-nothing-but-weather")) + told("last-light", ("call", "yes-six-people")):
        assert ("seen", "leave-the-boat-get-wet") not in one.chosen


def test_a_key_lost_is_lost() -> None:
    fallen = [one for one in walks("last-light") if "no-key" in one.nodes]
    assert fallen
    assert not any({"lens", "lit", "curtain"} & set(one.nodes) for one in fallen)


def test_a_boy_who_was_locked_up_does_not_lend_his_scarf() -> None:
    locked = told("last-light", ("stove", "lock-the-boy-in-the-cellar"))
    assert locked
    assert not any(("lantern", "tom-takes-it") in one.chosen for one in locked)


def test_a_false_promise_wrecks_the_ship() -> None:
    """The bell saves a ship that was told the truth and slowed down; it only softens the blow for one that was not."""
    for one in told("last-light", ("radio", "ten-minutes-hold-your-course")):
        assert "bow" not in one.nodes or one.ending == "Two Bells"


def test_light_and_dark_end_differently() -> None:
    lit = {one.ending for one in told("last-light", ("lens", "light-it-all-round"))}
    dark = {one.ending for one in told("last-light", ("lens", "leave-it-dark"))}
    assert len(lit) >= 3
    assert len(dark) >= 4
    assert not {"Sixteen", "Two Bells"} & lit


@pytest.mark.parametrize("name", SHOWS)
def test_every_choice_is_taken(name: str) -> None:
    """No option stands in the file that nobody can ever take."""
    written = {option.text for node in show(name).nodes.values() for option in node.elements if option.kind == "option"}
    offered = {
        choice.text for one in walks(name) for point in one.points for choice in point.choices if not choice.locked
    }
    assert written == offered
