"""Playing: when state changes, what is refused, and that every story stops."""

from __future__ import annotations

import pytest

from runtime.errors import StoryError
from runtime.story import (
    GoOn,
    OnOffer,
    Story,
    StoryState,
    Stretch,
    TheEnd,
    choose,
    play,
    predict,
    proceed,
    read_story,
    start,
)

CHOICE = """[[var n = 0]]

INT. A #a#

Begin. {n}

[[choice: Q]]
+ Set. [[set n = 5]]
    Now {n}.
+ Jump. [[set n = 7]] -> DISSOLVE TO: b
* Once. -> a

After {n}.

INT. B #b#

There {n}.

> END: Done
"""


def story(text: str) -> Story:
    reading = read_story(text)
    assert reading.story is not None, reading.diagnostics
    return reading.story


def begun(text: str, seed: int = 1) -> tuple[Story, Stretch]:
    one = story(text)
    return one, play(one, start(one, seed))


def texts(stretch: Stretch) -> list[str]:
    return [beat.text for beat in stretch.beats if beat.kind != "cue"]


def test_state_changes_when_the_consequence_plays() -> None:
    one, first = begun(CHOICE)
    pressed = choose(one, first, "set")
    assert pressed.variables["n"] == 0
    body = play(one, pressed)
    assert body.state.variables["n"] == 5
    assert texts(body) == ["Now 5.", "After 5."]
    assert body.exit == GoOn(target="b")


def test_a_choice_that_only_jumps_leads_straight_on() -> None:
    one, first = begun(CHOICE)
    there = play(one, choose(one, first, "jump"))
    assert (there.node, there.visit, there.transition) == ("b", 1, "dissolve")
    assert texts(there) == ["There 7."]
    assert there.exit == TheEnd(title="Done")


def test_once_only_choices_are_hidden_when_taken() -> None:
    one, first = begun(CHOICE)
    again = play(one, choose(one, first, "once"))
    assert isinstance(again.exit, OnOffer)
    assert (again.node, again.visit) == ("a", 2)
    assert [choice.id for choice in again.exit.choices] == ["set", "jump"]


def test_a_state_at_a_stop_can_be_played_again() -> None:
    one, first = begun(CHOICE)
    again = play(one, StoryState.from_json(first.state.to_json()))
    assert again.exit == first.exit
    assert again.beats == ()


def test_keys_of_beats_are_the_same_in_every_performance() -> None:
    one, first = begun('INT. A #a#\n\n[[if visits("a") > 1]]\nAgain.\n[[end]]\n\nAlways.\n\n[[choice: Q]]\n+ A. -> a\n')
    second = play(one, choose(one, first, "a"))
    assert [beat.key for beat in first.beats] == ["a.2"]
    assert [beat.key for beat in second.beats] == ["a.1", "a.2"]


def test_what_cannot_be_chosen_is_refused_with_a_sentence() -> None:
    one, first = begun(CHOICE)
    with pytest.raises(StoryError, match="Did you mean “jump”"):
        choose(one, first, "jmp")
    with pytest.raises(StoryError, match="does not go on by itself"):
        proceed(one, first)
    end = play(one, choose(one, first, "jump"))
    with pytest.raises(StoryError, match="nothing to choose"):
        choose(one, end, "jump")


def test_locked_choices_are_shown_and_cannot_be_taken() -> None:
    one, first = begun('INT. A #a#\n\n[[choice: Q]]\n+ Axe. [[locked "No axe."]]\n+ Wait. -> a\n')
    assert isinstance(first.exit, OnOffer)
    assert first.exit.choices[0].locked == "No axe."
    assert first.exit.default == first.exit.choices[1]
    with pytest.raises(StoryError):
        choose(one, first, "axe")


def test_times_of_choice_points() -> None:
    head = "Window: 7s\nTail: 3s\n\nINT. A #a#\n\n"
    body = "+ A. -> a\n"
    points = []
    for note in (
        "choice: Q",
        "choice 5s: Q",
        "choice 5.5s tail 1s: Q",
        "choice off: Q",
        'choice 9s essential "air": Q',
        "choice 4s",
    ):
        exit_ = begun(f"{head}[[{note}]]\n{body}")[1].exit
        assert isinstance(exit_, OnOffer)
        points.append((exit_.window_s, exit_.tail_s, exit_.essential))
    assert points == [(7, 3, ""), (5, 3, ""), (5.5, 1, ""), (None, 3, ""), (9, 3, "air"), (4, 3, "")]


def test_viewer_values_take_the_place_of_what_is_declared() -> None:
    one = story('[[var viewer.name = "you"]] [[var viewer.age = 0]]\n\nINT. A\n\n{viewer.name} {viewer.age}\n')
    assert texts(play(one, start(one, 1, {"name": "Ada", "age": "old", "other": 1}))) == ["Ada 0"]


def test_random_text_is_the_same_for_the_same_seed_and_differs_between_visits() -> None:
    text = "INT. A #a#\n\n" + "{~a|b|c|d} {random(1, 100)}\n\n" * 3 + "[[choice: Q]]\n+ A. -> a\n"
    one, first = begun(text, 5)
    assert texts(begun(text, 5)[1]) == texts(first)
    assert texts(begun(text, 6)[1]) != texts(first)
    assert texts(play(one, choose(one, first, "a"))) != texts(first)
    assert len(set(texts(first))) > 1


def test_a_runaway_story_ends_with_a_notice() -> None:
    _, first = begun("INT. A #a#\n\n> CUT TO: b\n\nINT. B #b#\n\n> CUT TO: a\n")
    assert isinstance(first.exit, TheEnd)
    assert [notice.code for notice in first.notices] == ["S802"]


def test_endless_detours_end() -> None:
    _, first = begun("INT. A #a#\n\n[[call: a]]\n\nText.\n")
    assert [notice.code for notice in first.notices] == ["S802"]


def test_sounds_alone_do_not_stop_a_stretch() -> None:
    _, first = begun("INT. A #a#\n\n[[ambience: rain]]\n\n> MORPH TO: b\n\nINT. B #b#\n\nText.\n")
    assert (first.node, first.transition) == ("b", "morph")
    assert [beat.kind for beat in first.beats] == ["cue", "action"]


def test_a_state_of_another_story_is_refused() -> None:
    one = story("INT. A #a#\n\nText.\n")
    for strange in (StoryState(node="b"), StoryState(node="a", index=99)):
        with pytest.raises(StoryError, match="Begin the show again"):
            play(one, strange)


def test_a_story_of_ten_thousand_scenes_plays() -> None:
    scenes = "".join(f"INT. ROOM {n} #n{n}#\n\nRoom {n}.\n\n> CUT TO: n{(n + 1) % 10_000}\n\n" for n in range(10_000))
    one, stretch = begun(scenes)
    for n in range(1, 100):
        stretch = play(one, proceed(one, stretch))
        assert texts(stretch) == [f"Room {n}."]


def test_predict_agrees_with_what_follows_and_changes_nothing() -> None:
    text = CHOICE.replace("Now {n}.", "Now {n} {~a|b|c} {&x|y}.").replace("+ Jump.", "+ Jump. [[default]]")
    one, first = begun(text)
    before = first.state.to_json()
    branches = predict(one, first)
    assert [identity for identity, _ in branches] == ["jump", "set", "once"]
    for identity, stretch in branches:
        assert play(one, choose(one, first, identity)) == stretch
    assert first.state.to_json() == before
    body = dict(branches)["set"]
    assert predict(one, body) == (("", play(one, proceed(one, body))),)
    assert predict(one, dict(branches)["jump"]) == ()
