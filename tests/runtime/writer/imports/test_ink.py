"""Ink source as a story of our own: what is carried over plays, what is not is named with its line."""

from __future__ import annotations

import random

import pytest

from runtime.story import Story, read_story
from runtime.story.model import Action, GoOn, Line, OnOffer, Stretch, TheEnd
from runtime.story.teller import Interpreter
from runtime.writer.imports import Import
from runtime.writer.imports.ink import read_ink_source
from tests.runtime.ink.needs import STORIES


def imported(text: str) -> tuple[Story, Import]:
    found = read_ink_source([("story.ink", text)])
    story = read_story(found.text, "story.fountain").story
    assert story is not None, found.text
    return story, found


def told(story: Story, *answers: str) -> str:
    """What is shown and said on one way through a story, its end last."""
    teller = Interpreter(story)
    stretch = teller.play(teller.start(1))
    words = _words(stretch)
    waiting = list(answers)
    for _ in range(80):
        if isinstance(stretch.exit, GoOn):
            stretch = teller.play(teller.proceed(stretch))
        elif isinstance(stretch.exit, OnOffer) and waiting:
            stretch = teller.play(teller.choose(stretch, waiting.pop(0)))
        else:
            break
        words += _words(stretch)
    return " / ".join([*words, f"END {stretch.exit.title}".strip()] if isinstance(stretch.exit, TheEnd) else words)


def _words(stretch: Stretch) -> list[str]:
    said = [beat for beat in stretch.beats if isinstance(beat, Action | Line)]
    return [f"{one.character}: {one.text}" if isinstance(one, Line) else one.text for one in said]


def test_knots_choices_and_diverts_are_scenes_and_jumps() -> None:
    story, found = imported(
        "-> quay\n=== quay ===\nINT. QUAY - DAY\nWaves.\n"
        "* Wave[.], and wait.\n    Nobody.\n+ [Leave.] -> home\n- After that, rain.\n-> home\n"
        "=== home ===\nBO: (low) Home.\n-> END\n"
    )
    assert found.report == ()
    assert told(story, "wave") == "Waves. / Wave, and wait. / Nobody. / After that, rain. / BO: Home. / END"
    assert told(story, "leave") == "Waves. / BO: Home. / END"
    assert story.nodes["quay"].heading.interior


def test_variables_conditions_and_values() -> None:
    story, found = imported(
        "VAR coins = 1\nCONST PRICE = 2\nVAR name = \"Bo\"\n-> inn\n=== inn\n"
        "{name} has {coins}.\n~ coins = coins + PRICE\n~ coins--\n"
        "{ coins >= PRICE:\n    Enough.\n- else:\n    Too little.\n}\n"
        "{inn > 1: Again.}\n{coins == 2: Two {name}s|Not two}.\n-> END\n"
    )  # fmt: skip
    assert told(story) == "Bo has 1. / Enough. / Two s. / END"
    assert [(loss.line, loss.why) for loss in found.report] == [(15, "values stand in a condition")]


def test_a_branch_after_else_is_left_out_and_said() -> None:
    story, found = imported(
        "-> inn\n=== inn\n{ inn:\n- 5: Five.\n- else: Waves.\n- else: More.\n- 1: One.\n}\n-> END\n"
    )
    assert told(story) == "Waves. / END"
    assert [(loss.line, loss.why) for loss in found.report] == [(6, "nothing ever gets there")]


def test_labels_are_counted_where_they_are_asked_for() -> None:
    story, found = imported(
        "-> inn\n=== inn\n- (top)\nThe inn.\n* (ask) [Ask.]\n    Words.\n    -> top\n"
        "* {ask} [Thank.] -> END\n+ (idle) [Sit.] -> top\n"
    )
    assert found.report == ()
    assert told(story, "ask", "sit", "thank") == "The inn. / Words. / The inn. / The inn. / END"
    assert "idle" not in found.text


def test_tunnels_return() -> None:
    story, _ = imported("One.\n-> aside ->\nThree.\n-> END\n=== aside\nTwo.\n->->\n")
    assert told(story) == "One. / Two. / Three. / END"


def test_when_nothing_is_left_to_choose_the_story_goes_on() -> None:
    story, _ = imported("-> a\n=== a\nA.\n* [Go.] -> a\n* -> b\n=== b\nB. # end: Out\n-> END\n")
    assert told(story, "go") == "A. / A. / B. / END Out"


def test_alternatives_are_said_in_turn_or_by_lot() -> None:
    story, found = imported("-> a\n=== a\n{&one|two} {~x|y}\n+ [On.] -> a\n+ [Out.] -> END\n")
    first, second = told(story, "on", "out").split(" / ")[:2]
    assert (first.split()[0], second.split()[0]) == ("one", "two")
    assert found.report == ()


def test_what_cannot_be_carried_over_is_named_with_its_line() -> None:
    _, found = imported(
        "LIST door = open, (shut)\nEXTERNAL coins()\n-> a\n=== function f(x) ===\n~ return x\n"
        "=== a\n<- b\n{door ? shut: Shut.}\n~ f(1)\nGlue <>\n{stopping:\n- one\n- two\n}\n-> nowhere\n"
        "=== b\n* [X] -> END\n"
    )
    lines = {loss.line for loss in found.report}
    assert {1, 2, 4, 7, 8, 9, 10, 11, 15} <= lines
    assert all(loss.what and loss.why for loss in found.report)


def test_a_variable_begins_with_a_constant_or_with_nothing() -> None:
    _, found = imported("VAR a = B\nCONST B = 3\nLIST l = (x), y\nVAR c = x\n{a} {c}\n-> END\n")
    assert "[[var a = 3]]" in found.text
    assert "[[var c = 0]]" in found.text
    assert [loss.line for loss in found.report] == [3, 4]


def test_includes_follow_their_file() -> None:
    found = read_ink_source([("story.ink", "-> inn\n"), ("inn.ink", "=== inn\nFull.\n-> nowhere\n")])
    assert [(loss.file, loss.line) for loss in found.report] == [("inn.ink", 3)]


def test_the_ferry_can_be_played_after_it_is_imported() -> None:
    story, found = imported((STORIES / "ferry.ink").read_text(encoding="utf-8"))
    assert (story.title, story.look, story.cast[0].name) == (
        "The Last Ferry",
        "paper-cut, muted teal and amber, fine grain",
        "IDA",
    )
    assert "Wait! Is this the last one?" in told(story, "let-him-on-board")
    assert {"LIST", "thread"} <= {word.strip("“") for loss in found.report for word in loss.what.split()}


@pytest.mark.parametrize("seed", range(40))
def test_damaged_source_is_always_a_story(seed: int) -> None:
    draw = random.Random(seed)
    text = (STORIES / "ferry.ink").read_text(encoding="utf-8")
    for _ in range(draw.randrange(1, 30)):
        at = draw.randrange(len(text))
        piece = draw.choice(
            [
                "{",
                "}",
                "->",
                "\n*",
                "\n=== ",
                "\n= ",
                "~ ",
                "|",
                "",
                "\x00",
                "<-",
                "(",
                "[",
                ":",
                "#",
                "\n-",
                "\\",
                "/*",
            ]
        )
        text = text[:at] + piece + text[at + draw.randrange(4) :]
    found = read_ink_source([("story.ink", text)])
    reading = read_story(found.text, "story.fountain")
    assert reading.story is not None, [one.what for one in reading.diagnostics]


@pytest.mark.parametrize(
    "text", ["", "\x00\x01\x02", "{" * 3000, "* " * 3000, "-> " * 2000, "=== \n" * 500, "{a:" * 400, "(" * 5000]
)
def test_junk_is_a_story_too(text: str) -> None:
    found = read_ink_source([("story.ink", text)])
    assert read_story(found.text, "story.fountain").story is not None


def test_braces_that_nobody_closes_take_no_time_each() -> None:
    """What is looked through once is looked through in a blink; once for each brace it took seconds."""
    for words in ("{" * 60_000, "{a" * 20_000 + "}", "{x}" * 9_000, "\\{" * 9_000):
        imported = read_ink_source([("a.ink", f"=== a ===\n{words}\n-> END")])
        assert read_story(imported.text).story is not None
