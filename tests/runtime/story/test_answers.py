"""Typed and spoken answers: which choice they mean, and when none."""

from __future__ import annotations

import pytest

from runtime.story import Choice, OnOffer, match_answer, play, read_story, start

CHOICES = (
    Choice(id="open", text="Open the door.", says=("yes", "open it", "let them in")),
    Choice(id="lamp", text="Blow out the lamp.", says=("dark", "hide")),
    Choice(id="quiet", text="Say nothing.", says=("stay quiet", "wait", "listen")),
    Choice(id="cafe", text="Ask for a café crème."),
    Choice(id="axe", text="Break it.", locked="You have no axe.", says=("break",)),
)


@pytest.mark.parametrize(
    ("answer", "choice"),
    [
        ("Open the door", "open"),
        ("  YES!! ", "open"),
        ("er, yes please, open it", "open"),
        ("door", "open"),
        ("the lamp", "lamp"),
        ("Hide.", "lamp"),
        ("I'd rather wait and listen", "quiet"),
        ("a cafe creme", "cafe"),
        ("CAFÉ", "cafe"),
        ("nothing", "quiet"),
        ("the", None),
        ("yes, hide", None),
        ("yesterday", None),
        ("break", None),
        ("", None),
        ("?!", None),
        ("x" * 100_000, None),
    ],
)
def test_an_answer_means_a_choice_or_none(answer: str, choice: str | None) -> None:
    assert match_answer(CHOICES, answer) == choice


def test_the_longer_phrase_is_meant() -> None:
    choices = (Choice(id="go", text="Go.", says=("go",)), Choice(id="home", text="Leave.", says=("go home",)))
    assert match_answer(choices, "let us go home now") == "home"
    assert match_answer(choices, "go") == "go"


def test_scripts_without_blanks_and_other_alphabets() -> None:
    choices = (Choice(id="a", text="ドアを開ける"), Choice(id="b", text="Подождать", says=("жди",)))
    assert match_answer(choices, "ドアを開ける。") == "a"
    assert match_answer(choices, "開ける") == "a"
    assert match_answer(choices, "ЖДИ!") == "b"


def test_no_choices_no_answer() -> None:
    assert match_answer((), "yes") is None


def test_choices_on_offer_carry_their_phrases() -> None:
    story = read_story("INT. A #a#\n\n[[choice vote: Q]]\n+ A. [[says: yes, open it,, ]] -> a\n+ B. -> END: x\n").story
    assert story is not None
    point = play(story, start(story, 1)).exit
    assert isinstance(point, OnOffer)
    assert [choice.says for choice in point.choices] == [("yes", "open it"), ()]
    assert point.vote
