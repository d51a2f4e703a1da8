"""What is offered while typing. `|` is the cursor; the line stands in a small show, under a blank line."""

from __future__ import annotations

import random

import pytest

from runtime.story.fountain.heading import parse_heading
from runtime.story.fountain.notes import KEYWORDS
from runtime.writer.server import words
from runtime.writer.server.completion import Proposal, complete
from runtime.writer.server.context import context_at
from runtime.writer.server.shapes import SHAPES, TITLE_KEYS, TRANSITIONS
from tests.runtime.writer.server.conftest import SHOW, draft_of, pointed


def offered(line: str, above: str = "", text: str = SHOW) -> dict[str, Proposal]:
    """The proposals at a cursor in a line that is added to a show, by label."""
    plain = f"{text}{above}\n{line.replace('|', '', 1)}\n"
    draft = draft_of(plain)
    number = plain.count("\n") - 1
    found = complete(draft, draft.main, number, line.index("|"))
    assert found.start <= line.index("|")
    return {one.label: one for one in found.items}


def test_after_an_arrow_there_are_ids_ends_and_transitions() -> None:
    found = offered("+ Go. -> |")
    assert list(found)[:4] == ["stairs", "door", "dark", "cellar"]
    assert (found["stairs"].detail, found["stairs"].meaning) == (
        "INT. LIGHTHOUSE STAIRS - NIGHT",
        "Mara hears a knock.",
    )
    assert found["END:"].text == "END: "
    assert "DISSOLVE TO:" in found


@pytest.mark.parametrize("line", ["> CUT TO: |", "> dissolve to: da|", "+ Go. -> MORPH TO: #|", "> CONTINUE: |"])
def test_after_a_transition_there_are_ids_only(line: str) -> None:
    assert list(offered(line)) == ["stairs", "door", "dark", "cellar"]


def test_after_a_sign_there_are_transitions() -> None:
    assert {f"{name}:" for name in TRANSITIONS} < set(offered("> |"))
    assert "CUT TO:" in offered("> CU|")
    assert list(offered("> END: |")) == ["The boy at the door"]


def test_draws_have_tags_and_ways() -> None:
    text = "INT. A - DAY #a#\n\n[[tag: rumour]]\n\nText.\n"
    assert list(offered("> DRAW: |", text=text)) == ["rumour"]
    assert "least-seen" in offered("> DRAW: rumour BY |", text=text)


def test_notes_have_shapes_with_places_to_fill_in() -> None:
    found = offered("[[|")
    assert found["choice"].text == "choice ${1:9s}: ${2:question}]]"
    assert found["choice"].is_snippet
    assert not found["else"].is_snippet
    assert offered("[[ch|]]")["choice"].text == "choice ${1:9s}: ${2:question}"
    assert "shot" in offered("Rain. [[s|")


def test_every_instruction_has_a_shape() -> None:
    assert {shape.keyword for shape in SHAPES} == set(KEYWORDS)
    assert all(shape.snippet.startswith(shape.keyword) for shape in SHAPES)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Rain. [[ambience: |", {"rain", "sea", "distant"}),
        ("Rain. [[ambience: rain, w|", {"wind"}),
        ("Rain. [[music: |", {"tense", "none"}),
        ("Rain. [[sfx: |", {"knock", "door opens", "muffled"}),
        ("Rain. [[shot: wide, |", {"close", "low angle", "slow push in", "MARA"}),
        ("Rain. [[look: |", {"paper-cut", "silhouette"}),
        ("[[call: |", {"cellar"}),
        ("+ Go. [[cut: |", {"now", "beat", "end"}),
    ],
)
def test_notes_know_the_words_that_the_show_understands(line: str, expected: set[str]) -> None:
    assert expected <= set(offered(line))


def test_what_is_offered_is_understood() -> None:
    from runtime.audio.ambience.words import layers_for
    from runtime.audio.effects.words import effect_for
    from runtime.audio.music.moods import MOOD_OF
    from runtime.director.words import read_angle, read_framing, read_move

    assert [word for word, _ in words.ambience_words() if layers_for(word).unknown] == []
    assert [word for word, what in words.effect_words() if what.startswith("effect") and not effect_for(word)] == []
    assert [word for word, what in words.music_words() if what == "mood" and word not in MOOD_OF] == []
    readers = (read_framing, read_angle, read_move)
    assert [word for word, _ in words.camera_words() if not any(reader(word) for reader in readers)] == []
    assert [time for time in words.TIMES if parse_heading(f"INT. A - {time}").time != time] == []


@pytest.mark.parametrize(
    "line", ["[[if |", "[[elif not |", "+ Go. [[if |", '+ Go. [[locked "No" if |', "[[when: |", "Hi {|"]
)
def test_expressions_have_variables_and_functions(line: str) -> None:
    found = offered(line)
    assert found["trust"].detail == "number, begins as 0"
    assert found["lamp"].detail == "enum(dark, lit)"
    assert found['visits("id")'].text == 'visits("$1")'


def test_enums_have_their_words_first() -> None:
    assert list(offered("[[if lamp == |"))[:2] == ["dark", "lit"]
    assert list(offered("[[set lamp = l|"))[:2] == ["dark", "lit"]
    assert list(offered("[[if trust > 1 and lamp != |"))[:2] == ["dark", "lit"]
    assert list(offered("[[if has_lamp == |"))[:2] == ["true", "false"]
    assert list(offered("[[set tr|"))[:3] == ["trust", "has_lamp", "lamp"]
    assert offered("[[var tr|") == {}


def test_quotes_have_ids() -> None:
    assert list(offered('[[if visits("|')) == ["stairs", "door", "dark", "cellar"]
    found = offered('[[if chosen("stairs", "|')
    assert list(found) == ["open-the-door", "blow-out-the-lamp", "say-nothing"]
    assert found["open-the-door"].detail == "Open the door."
    assert offered('[[if chosen("nowhere", "|') == {}
    assert offered('[[if name == "|') == {}


def test_alternatives_are_words() -> None:
    assert context_at(["Hi {a|b"], 0, 7).kind == "nothing"
    assert context_at(["Hi {~a"], 0, 6).kind == "nothing"
    assert context_at(["Hi \\{a"], 0, 6).kind == "nothing"


def test_after_a_blank_line_there_are_people_and_headings() -> None:
    found = offered("|")
    assert list(found)[:2] == ["MARA", "TOM"]
    assert found["TOM"].detail == "12, barefoot, red scarf"
    assert found["INT."].text == "INT. "
    assert "TOM" in offered("TO|")
    assert "TOM" in offered("Rain. TO|", above="\nText")
    assert offered("Tom w|") == {}
    assert offered("+ |") == {}


def test_headings_have_places_and_times() -> None:
    found = offered("INT. |")
    assert list(found) == ["LIGHTHOUSE", "LIGHTHOUSE STAIRS", "LIGHTHOUSE DOOR", "CELLAR"]
    assert found["LIGHTHOUSE"].detail == "white granite tower"
    assert next(iter(offered("EXT. LIGHT|"))) == "LIGHTHOUSE"
    assert {"NIGHT", "DUSK"} <= set(offered("INT./EXT. LIGHTHOUSE - |"))
    assert offered("INT. LIGHTHOUSE - NIGHT #|") == {}


def test_parentheticals_have_manners() -> None:
    assert "whispering" in offered("(|", above="\nMARA")
    assert "calling" in offered("(quietly, c|", above="\nMARA")


def test_the_title_page_has_keys_and_values() -> None:
    def at(text: str, line: str) -> list[str]:
        draft = draft_of(text)
        return [one.label for one in complete(draft, draft.main, *pointed(text, line)).items]

    assert at("", "|")[: len(TITLE_KEYS)] == list(TITLE_KEYS)
    assert "Cast" in at("Title: A\nCa\n", "Ca|")
    assert "INT." in at("I\n", "I|")
    assert "silhouette" in at("Title: A\nLook: \n", "Look: |")
    assert at("Title: A\nStart: \n\nINT. A - DAY #a#\n\nText.\n", "Start: |") == ["a"]


def test_what_is_replaced_begins_where_the_word_begins() -> None:
    draft = draft_of(SHOW + "\n> CUT TO: do\n")
    number = draft.sheets[draft.main].lines.index("> CUT TO: do")
    assert complete(draft, draft.main, number, 12).start == 10
    assert complete(draft, draft.main, number, 10**6).start == 10


def test_any_cursor_in_any_text_is_answered() -> None:
    rng = random.Random(7)
    signs = [
        "[[",
        "]]",
        "{",
        "}",
        "|",
        "->",
        "> ",
        "#",
        '"',
        "\n",
        "\n\n",
        "if ",
        "choice",
        "INT. ",
        " - ",
        "🎭",
        "é",
        "(",
        "A",
        ": ",
        "\t",
    ]
    for _ in range(150):
        text = "".join(rng.choice(signs) for _ in range(rng.randrange(60)))
        draft = draft_of(text)
        for _ in range(4):
            complete(draft, draft.main, rng.randrange(-2, 12), rng.randrange(-2, 40))
    assert complete(draft_of(SHOW), "another file", 3, 3).start == 0


def test_long_lines_are_answered_at_once() -> None:
    for piece in ("aa ", "-> ", "[[a ", "{", "BY DRAW: "):
        line = piece * 100_000
        assert context_at([line], 0, len(line)).kind
