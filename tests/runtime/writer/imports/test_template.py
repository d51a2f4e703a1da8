"""Texts of other programs come out of our interpreter as they went in, whatever signs they hold."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from runtime.story import Action, Line, OnOffer, Stretch, play, read_story, start
from runtime.writer.imports.model import Losses
from runtime.writer.imports.names import Names
from runtime.writer.imports.screenplay import write
from runtime.writer.imports.script import Act, Ask, End, Option, Say, Scene, Script
from runtime.writer.imports.template import MAX_LINE, Brace, action, broken, name_line, spoken_line, written

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
SIGNS = st.lists(
    st.one_of(
        st.sampled_from(
            "[[ ]] { } | \\ * _ /* */ -> > < = # ~ ! + @ ( ) : & INT. EXT. CUT TO: END: [[if x]] *b* _u_ {a|b}".split()
        ),
        st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=6),
    ),
    max_size=12,
).map(" ".join)


def played(*steps: object) -> Stretch:
    losses = Losses()
    text = write(Script(Names(), [Scene("Start", 1, [*steps, End(1)])]), losses)  # type: ignore[list-item]
    reading = read_story(text)
    assert reading.story is not None, (text, reading.diagnostics)
    return play(reading.story, start(reading.story, 0))


def gathered(words: str) -> str:
    return " ".join(words.replace("\u200b", " ").replace("\ufeff", " ").split())


@QUICK
@given(SIGNS)
@example("(a whisper)")
@example("INT. ROOM - DAY")
@example("¯\\_(ツ)_/¯")
@example("{not a value} and \\{neither}")
def test_any_words_are_told_and_said_as_they_are(words: str) -> None:
    wanted = gathered(words)
    stretch = played(Act(1, (words,)), Say(1, "Tom", (words,)), Ask(1, [Option(1, (f"x {words}",))]))
    beats = [beat for beat in stretch.beats if isinstance(beat, Action | Line)]
    assert [beat.text for beat in beats] == ([wanted, wanted] if wanted else [])
    assert all(beat.character == "TOM" for beat in beats if isinstance(beat, Line))
    assert isinstance(stretch.exit, OnOffer)
    assert stretch.exit.choices[0].text == gathered(f"x {words}")


def test_alternatives_hold_any_signs() -> None:
    texts = (("a | b",), ("{c}",), ("*d*",))
    assert written([Brace("&", texts)]) == "{&a \\| b|\\{c\\}|\\*d\\*}"
    stretch = played(Act(1, (texts,)))
    assert [beat.text for beat in stretch.beats if isinstance(beat, Action)] == ["a | b"]


def test_signs_that_meet_between_pieces_stay_signs() -> None:
    assert written(["[", "[", "/", "*"]) == written(["[[/*"])
    assert written([Brace("&", (("[", "["), ("x",)))]) == '{&[{"["}|x}'


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Plain.", "Plain."),
        ("EXT. X - DAY", "!EXT. X - DAY"),
        (".hidden", "!.hidden"),
        ("+ a -> b", "!+ a -> b"),
        ("LOUD", "!LOUD"),
        ("-> there", "!-> there"),
        ("They went TO:", "!They went TO:"),
    ],
)
def test_action_is_marked_only_where_it_would_be_misread(words: str, line: str) -> None:
    assert action(words) == [line]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Hello.", "Hello."),
        ("> x", '{">"} x'),
        ("(sighs)", '{"("}sighs)'),
        ("(so) it is", "(so) it is"),
        ("~x", '{"~"}x'),
    ],
)
def test_a_line_of_dialogue_stays_one(words: str, line: str) -> None:
    assert spoken_line(words) == line


def test_long_texts_are_broken_between_sentences_and_never_inside_braces() -> None:
    sentences = "A sentence of some length, that ends here. " * 300
    parts = broken(sentences)
    assert all(len(part) <= MAX_LINE for part in parts)
    assert all(part.endswith(".") for part in parts)
    assert " ".join(parts) == sentences.strip()
    braces = broken('{"x" if a else "y"}' * 1_000)
    assert all(part.count("{") == part.count("}") for part in braces)
    assert "".join(braces) == '{"x" if a else "y"}' * 1_000


def test_a_brace_without_end_is_left_out() -> None:
    assert broken("{" + "x" * (2 * MAX_LINE)) == ["…"]


def test_names_become_words_of_a_heading() -> None:
    assert name_line("The [[dark]] /*room*/ #2_b") == "The dark / room / 2 b"
    assert len(name_line("x" * 500)) == 80
