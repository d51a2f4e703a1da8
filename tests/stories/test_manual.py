"""The writer's manual is true: its words are understood, its codes exist and mean what it says.

Its examples are run by `test_manual_examples.py`.
"""

from __future__ import annotations

import re

import pytest

from runtime.audio.ambience.words import layers_for
from runtime.audio.delivery import MANNERS, manner_of
from runtime.audio.effects import effect_for
from runtime.audio.effects.steps import GROUNDS
from runtime.audio.music import MOODS, mood_for
from runtime.audio.traits import BEINGS, TRAITS
from runtime.director.words import leaves, read_angle, read_framing, read_move, read_weather
from runtime.story import CODES, lint, read_story
from tests.stories.tutorial import HEADING, MANUAL, STORIES

SOUNDS = (STORIES / "sounds.md").read_text(encoding="utf-8")
END = "\n> END: Over\n"
MISTAKES = (
    ("S201", f"\n{HEADING}> CUT TO: dor\n"),
    ("S112", f"\n{HEADING}> CUT TO: the door\n"),
    ("S203", f"\n{HEADING}{END}\n{HEADING}{END}"),
    ("S206", f"\n{HEADING}TOM\nA. [[line: k3f9]]\n\nTOM\nB. [[line: k3f9]]\n{END}"),
    ("S107", f"\n{HEADING}[[chioce 9s: What?]]\n{END}"),
    ("S402", f"\n{HEADING}+ a -> room\n{END}"),
    ("S302", f"\n{HEADING}[[set trsut += 1]]\n{END}"),
    ("S303", f'\n[[var trust = 1]]\n\n{HEADING}[[if trust == "a"]]\n\nx\n\n[[end]]\n{END}'),
    ("S501", f"\n[[var trust = 1]]\n\n{HEADING}[[if trust == 1]]\n\nx\n{END}"),
    ("S113", f"\n[[var trust = 1]]\n\n{HEADING}x [[if trust == 1]] y\n{END}"),
    ("S106", f"\n{HEADING}x [[shot: wide\n\ny\n{END}"),
    ("S504", f"\n{HEADING}INT. HALL - DAY #hall#\n\n[[choice 9s: q]]\n+ a -> room\n+ b -> room\n"),
    ("S407", f"\n{HEADING}[[choice 9s: q]]\n* a -> room\n* b -> room\n"),
    ("S503", f"\n{HEADING}{END}\nINT. HALL - DAY #hall#\n\nx\n{END}"),
    ("S505", f"\n{HEADING}[[choice 9s: q]]\n+ a -> room\n+ b -> room\n"),
    ("S115", f"\n{HEADING}CUT TO: hall\n{END}"),
    ("S403", f"\n{HEADING}[[choice 9s: q]]\n" + "".join(f"+ {c} -> room\n" for c in "abcde")),
    ("S404", f"\n{HEADING}[[choice 9s: q]]\n+ one two three four five six seven eight nine ten -> room\n"),
    ("S601", f"Cast:\n    MARA - 60\n\n{HEADING}TOM\nHello.\n{END}"),
)


def row(title: str) -> list[str]:
    """The words in code marks in the row of a table that begins with `title`."""
    found = re.search(rf"^\| {re.escape(title)} \|(.*)\|$", MANUAL, re.MULTILINE)
    assert found, title
    return re.findall(r"`([^`]+)`", found[1])


def codes(text: str) -> set[str]:
    reading = read_story("Title: T\n" + text, "mine.fountain")
    found = [*reading.diagnostics, *(lint(reading.story) if reading.story else ())]
    return {one.code for one in found}


def test_every_code_exists() -> None:
    named = re.findall(r"^\| (S\d{3}) \|", MANUAL, re.MULTILINE)
    assert len(named) >= 10
    assert set(named) <= set(CODES)
    assert set(named) <= {code for code, _ in MISTAKES}


@pytest.mark.parametrize(("code", "text"), MISTAKES)
def test_a_mistake_gives_its_code(code: str, text: str) -> None:
    assert code in codes(text)


def test_words_for_the_camera_are_understood() -> None:
    assert all(read_framing(words) for words in row("how near"))
    assert all(read_angle(words) for words in row("from where"))
    assert all(read_move(words) for words in row("how it moves"))


def listed(note: str) -> list[str]:
    """The words after "Words:" in the row of a sound note."""
    found = re.search(rf"^\| `\[\[{note}: [^|]*\| .*?Words: (.*?) \|$", MANUAL, re.MULTILINE)
    assert found, note
    return [word.strip() for word in re.sub(r" and \[.*", "", found[1]).split(",")]


def test_words_for_sound_are_understood() -> None:
    assert [word for word in listed("ambience") if layers_for(word).unknown] == []
    assert [word for word in listed("sfx") if not effect_for(word)] == []
    assert {mood_for(word) for word in listed("music")} == set(MOODS)


def tabled(title: str) -> list[str]:
    """All words in code marks in the table whose first heading is `title`."""
    found = re.search(rf"^\| {title} \| words \|\n(.*?)(?:\n\n|\Z)", SOUNDS, re.MULTILINE | re.DOTALL)
    assert found, title
    return re.findall(r"`([^`]+)`", found[1])


def test_every_word_of_the_tables_of_sound_is_heard() -> None:
    for word in tabled("ambience"):
        assert layers_for(word).layers, word
        assert layers_for(word).unknown == ()
    for word in tabled("effects"):
        assert effect_for(word if word not in GROUNDS else f"steps on {word}"), word


def test_words_for_voices_are_understood() -> None:
    words = re.search(
        r"^\*\*Voices\*\* .*?how somebody is: (.*?)\..*?or of a phrase:\n(.*?)\..*?changes one line: (.*?)\.",
        MANUAL,
        re.MULTILINE | re.DOTALL,
    )
    assert words
    traits, beings, manners = (set(re.findall(r"`(\w+)`", part)) for part in words.groups())
    assert traits <= set(TRAITS)
    assert beings <= set(BEINGS)
    assert manners <= set(MANNERS)
    for phrase in ("tired, whispering", "very sad", "a little afraid", "over the radio", "through the door"):
        assert f"`{phrase}`" in MANUAL
        assert manner_of(phrase) != manner_of("")
    assert manner_of("not angry") == manner_of("")


def test_words_for_weather_and_leaving_are_understood() -> None:
    found = re.search(r"\*\*Weather\*\* is read from the words: (.*?)\.", MANUAL)
    assert found
    assert all(read_weather(word) for word in found[1].split(", "))
    found = re.search(r"or until they leave: (.*?)\.", MANUAL, re.DOTALL)
    assert found
    assert all(leaves(words) for words in re.findall(r"`([^`]+)`", found[1]))


def test_headings_make_the_ids_it_says() -> None:
    story = read_story("Title: T\n\nINT. LIGHTHOUSE STAIRS - NIGHT\n\nMARA sits.\n" + END, "mine.fountain").story
    assert story is not None
    assert list(story.nodes) == ["int-lighthouse-stairs-night"]
    assert "`int-lighthouse-stairs-night`" in MANUAL
