"""What a house does not want is told to no generator, and only how often is known."""

from __future__ import annotations

from fractions import Fraction

from runtime.course import Course
from runtime.director import Bible, Setup, Stage, direct
from runtime.story import read_story
from runtime.wordlist import WordList

FPS = Fraction(24)
STORY = """Title: Two
Look: paper-cut, amber
Cast:
    TOM - 40, a bloody apron
Places:
    CELLAR - a torture chamber of granite

[[var viewer.name = "nobody"]]

INT. CELLAR - NIGHT #cellar#

TOM stands with a g u n beside a skull. [[music: bloody drums]]

TOM
(bloody slowly)
Blood, everywhere.

> END: Over
"""
WORDS = WordList(("gun", "blood*", "torture", "skull"))


def begun(words: WordList, viewer: dict[str, str] | None = None) -> Course:
    reading = read_story(STORY)
    assert reading.story is not None, reading.diagnostics
    return Course.begin(reading.story, 1, viewer, words=words)


def setups(course: Course) -> tuple[Setup, ...]:
    return direct(course.stretch, course.bible, Stage(), {}, FPS)[0]


def test_it_stands_nowhere_in_what_a_generator_is_told() -> None:
    plain, seemly = setups(begun(WordList())), setups(begun(WORDS))
    told = " ".join(setup.shot.model_dump_json() for setup in seemly).lower()
    assert not any(word in told for word in ("gun", "blood", "torture", "skull"))
    assert "granite" in told
    assert sum(setup.left_out for setup in seemly) >= 5
    assert [setup.left_out for setup in plain] == [0, 0]
    assert [one.shot.seed for one in plain] == [one.shot.seed for one in seemly]
    assert [one.frames for one in plain] == [one.frames for one in seemly]


def test_what_is_said_and_read_stays_the_authors() -> None:
    assert [said.text for setup in setups(begun(WORDS)) for said in setup.said] == ["Blood, everywhere."]


def test_without_words_nothing_is_touched() -> None:
    assert setups(begun(WordList())) == setups(begun(WordList((), ("gun",))))


def test_it_holds_for_the_whole_way() -> None:
    course = begun(WORDS)
    assert course.restarted().words is WORDS
    assert course.bible == Bible(course.story.cast, course.story.places, course.story.look, (), WORDS)


def test_what_viewers_say_of_themselves_is_taken_if_it_may_be() -> None:
    assert begun(WORDS, {"name": "Ada"}).viewer == (("name", "Ada"),)
    assert begun(WORDS, {"name": "B l o o d"}).viewer == ()
