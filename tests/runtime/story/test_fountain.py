"""The reader and the writer: what a screenplay's lines become, and that writing gives the same characters."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.story import Node, Story, read_story, write_story
from runtime.story.script import Aside, JumpLine, Notes, Option, Paragraph, Speech


def draft(text: str) -> Story:
    reading = read_story(text)
    assert reading.draft is not None, reading.diagnostics
    return reading.draft


def node(body: str) -> Node:
    return next(iter(draft(f"INT. ROOM - DAY #room#\n\n{body}").nodes.values()))


def test_title_page() -> None:
    story = draft(
        "Title: _**The Light**_\nAuthor: A. B.\nLook: paper,\n    amber\nSeed: 7\nWindow: off\nTail: 2.5s\nStart: b\n"
        "Cast:\n    Mara - 60, grey - and slow\n    TOM: 12\n    BIRD\nPlaces:\n    TOWER – granite\nDraft date: 1.1.\n"
        "\nINT. A #a#\n\nText.\n\nINT. B #b#\n\nText.\n"
    )
    assert (story.title, story.author, story.look) == ("The Light", "A. B.", "paper, amber")
    assert (story.seed, story.window_s, story.tail_s, story.start) == (7, None, 2.5, "b")
    assert [(one.name, one.description) for one in story.cast] == [
        ("MARA", "60, grey - and slow"),
        ("TOM", "12"),
        ("BIRD", ""),
    ]
    assert story.places[0].description == "granite"


def test_a_story_needs_no_title_page() -> None:
    story = draft("INT. A - DAY\n\nKey: value is action here.\n")
    assert story.title_page == ()
    assert list(story.nodes) == ["int-a-day"]


def test_headings() -> None:
    story = draft(
        "INT. LIGHTHOUSE STAIRS - NIGHT #stairs#\n\nint./ext. car – dusk\n\n.SNIPER POV\n\n"
        "EXT. HOUSE - KITCHEN - DAY\n\n"
        "EXT. HOUSE - KITCHEN - DAY\n\n...no heading\n"
    )
    assert list(story.nodes) == [
        "stairs",
        "int-ext-car-dusk",
        "sniper-pov",
        "ext-house-kitchen-day",
        "ext-house-kitchen-day-2",
    ]
    stairs, car, pov, house, _ = (one.heading for one in story.nodes.values())
    assert (stairs.interior, stairs.exterior, stairs.place, stairs.time) == (True, False, "LIGHTHOUSE STAIRS", "NIGHT")
    assert (car.interior, car.exterior, car.place, car.time) == (True, True, "car", "dusk")
    assert (pov.interior, pov.exterior, pov.text) == (False, False, "SNIPER POV")
    assert (house.place, house.time) == ("HOUSE - KITCHEN", "DAY")


def test_elements() -> None:
    elements = node(
        "= A synopsis.\n\nAction.\n\nMARA (V.O.)\n(low)\nHello.\nAgain.\n\n> centred <\n\n"
        "# Section\n\n[[ambience: rain]]\n\nCUT TO:\n"
    ).elements
    kinds = [type(element) for element in elements]
    assert kinds == [Aside, Paragraph, Speech, Paragraph, Aside, Notes, JumpLine]
    speech = elements[2]
    assert isinstance(speech, Speech)
    assert (speech.name, speech.extension, speech.segments[0].manner) == ("MARA", "V.O.", "low")


def test_capitals_alone_are_action_and_forced_action_stays_action() -> None:
    kinds = [type(one) for one in node("BANG!\n\n!TOM\nruns.\n\nTOM\nruns.\n\n23\nis a number.\n").elements]
    assert kinds == [Paragraph, Paragraph, Speech, Paragraph]


def test_two_spaces_keep_a_speech_open() -> None:
    (speech,) = node("TOM\nOne.\n  \nTwo.\n").elements
    assert isinstance(speech, Speech)


def test_bodies_end_at_the_first_line_that_is_not_deeper() -> None:
    elements = node("[[choice: Q]]\n+ A\n\tDeep.\n\n    [[choice: R]]\n    * B\n        Deeper.\nOut.\n").elements
    assert [element.depth for element in elements] == [0, 0, 1, 1, 1, 2, 0]


def test_choice_lines_take_apart() -> None:
    option = node(
        "[[choice: Q]]\n+ Go -> there. [[if 1 > 0]] [[says: yes, go]] -> DISSOLVE TO: room [[default]]\n"
    ).elements[1]
    assert isinstance(option, Option)
    assert option.text == "Go -> there."
    assert option.jump is not None
    assert (option.jump.transition, option.jump.target) == ("dissolve", "room")
    assert [note.kind for note in option.notes] == ["condition", "words", "mark"]


def test_notes_wrap_over_lines_and_not_over_blank_ones() -> None:
    elements = node("[[choice 9s: What does\nMara do?]]\n+ A. [[says: one,\ntwo]] -> room\n").elements
    assert [type(element) for element in elements] == [Notes, Option]
    reading = read_story("INT. A\n\nText [[a note\n\nthat is open.\n")
    assert [one.code for one in reading.diagnostics] == ["S106"]
    assert (reading.diagnostics[0].place.line, reading.diagnostics[0].place.column) == (3, 6)


def test_comments_are_kept_and_not_read() -> None:
    text = "INT. A\n\nBefore /* hidden\n\nINT. B */ after.\n\n/* > END: no */\n"
    story = draft(text)
    assert list(story.nodes) == ["int-a"]
    assert write_story(story) == text


def test_emphasis_is_removed_from_words_and_not_from_expressions() -> None:
    from runtime.story.fountain.text import plain

    assert (
        plain("***a*** **b *c* d** _e_ snake_case_word 5 * 3 * 2 {n*m*2}")
        == "a b c d e snake_case_word 5 * 3 * 2 {n*m*2}"
    )
    assert plain(r"\*not\* emphasis") == r"\*not\* emphasis"


PIECES = st.sampled_from(
    [
        "INT. ROOM - DAY #a#\n",
        "EXT. HILL - NIGHT\n",
        "\n",
        "\r\n",
        "  \n",
        "TOM\n",
        "Hello there. [[shot: wide]]\n",
        "(low)\n",
        "[[choice 9s: What?]]\n",
        "+ Go. -> a\n",
        "    * In. [[if x > 1]] -> END: t\n",
        "        deeper {x}\n",
        "[[if x]]\n",
        "[[else]]\n",
        "[[end]]\n",
        "[[var x = 1]]\n",
        "> CUT TO: a\n",
        "/* c */",
        "/*",
        "*/",
        "[[",
        "]]\n",
        "{~a|b",
        "}",
        "\t",
        "= s\n",
        "Title: T\n",
        "\ufeff",
        "\r",
        "\x00",
        "\u2028",
        "é",
        "🎭\n",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join))
def test_any_text_is_read_and_written_again_as_it_was(text: str) -> None:
    reading = read_story(text)
    assert reading.diagnostics or reading.story
    if reading.draft:
        assert write_story(reading.draft) == text
        assert Story.model_validate_json(reading.draft.model_dump_json()).nodes == reading.draft.nodes
