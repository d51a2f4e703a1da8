"""Playing: when state changes, what is refused, and that every story stops."""

from __future__ import annotations

import pytest

from runtime.commands import Scalar
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


def test_values_of_an_audience_are_handed_in_like_those_of_a_viewer() -> None:
    head = "[[var room.size = 1]] [[var room.mood = enum(calm, wild)]] [[var viewer.name = x]]\n\nINT. A\n\n"
    one = story(head.replace("= x", '= "you"') + "{room.size} {room.mood} {viewer.name} [[set room.size += 1]]\n")
    assert read_story(head.replace("= x", '= "you"') + "{room.size} {room.mood} {viewer.name}\n").diagnostics == ()
    assert texts(play(one, start(one, 1))) == ["1 calm you"]
    known: dict[str, Scalar] = {"room.size": 80, "room.mood": "wild", "name": "Ada"}
    stretch = play(one, start(one, 1, known))
    assert texts(stretch) == ["80 wild Ada"]
    assert stretch.state.variables["room.size"] == 81
    assert texts(play(one, start(one, 1, {"room.mood": "sleepy", "room.size": 1e300, "name": "x" * 99_999}))) == [
        "1 calm you"
    ]


def test_picture_words_serve_lines_as_well() -> None:
    _, first = begun("INT. A\n\n[[look: sepia]] [[shot: close]]\n\nTOM\nHi. [[seed: 7]]\n\nText. [[look: noir]]\n")
    line, action = first.beats
    assert (line.kind, action.kind) == ("line", "action")
    assert line.model_dump(include={"look", "shot", "seed"}) == {"look": "sepia", "shot": "close", "seed": 7}
    assert action.model_dump(include={"look", "shot", "seed"}) == {"look": "noir", "shot": "", "seed": None}


def test_a_stop_offers_the_same_when_it_is_played_again_and_counts_once() -> None:
    text = "INT. A #a#\n\n[[choice: Q {&x|y}?]]\n[[once]]\n+ New. -> a\n[[end]]\n+ Old {p|q|r}. -> a\n"
    one, first = begun(text)
    seen = []
    for _ in range(3):
        again = play(one, StoryState.from_json(first.state.to_json()))
        assert again.exit == first.exit
        assert isinstance(first.exit, OnOffer)
        seen.append((first.exit.question, [choice.text for choice in first.exit.choices]))
        first = play(one, choose(one, again, first.exit.choices[-1].id))
    assert seen == [("Q x?", ["New.", "Old p."]), ("Q y?", ["Old q."]), ("Q x?", ["Old r."])]


RUNAWAYS = {
    "jumps": "INT. A #a#\n\n[[sfx: bell]]\n\n> CUT TO: b\n\nINT. B #b#\n\n> CUT TO: a\n",
    "itself": "INT. A #a#\n\n> CONTINUE: a\n",
    "draws": "INT. A #a#\n[[tag: t]]\n\n> DRAW: t\n",
    "calls": "INT. A #a#\n\n[[call: b]]\n\nINT. B #b#\n\n[[call: a]]\n",
    "returns": "INT. A #a#\n\n[[call: b]]\n> CUT TO: a\n\nINT. B #b#\n\n[[return]]\n",
    "falls": "INT. A #a#\n\nINT. B #b#\n\n[[if yes]]\n> CUT TO: a\n[[end]]\n",
    "locked": 'INT. A #a#\n\n[[choice: Q]]\n+ X. [[locked "no"]]\n\n> CUT TO: a\n',
    "grows": '[[var s = "x"]]\n\nINT. A #a#\n\n[[set s += s]] [[set s += "y"]]\n\n> CUT TO: a\n',
    "empty": '[[var s = ""]]\n\nINT. A #a#\n\n{s}\n\nTOM\n{s}\n\n> CUT TO: a\n',
}


@pytest.mark.parametrize("text", RUNAWAYS.values(), ids=RUNAWAYS)
def test_an_endless_loop_without_a_beat_is_stopped_with_its_name(text: str) -> None:
    _, first = begun(text)
    notice = next(one for one in first.notices if one.code == "S802")
    assert "“a”" in notice.what or "“b”" in notice.what
    assert first.exit == TheEnd()


def test_a_runaway_after_a_choice_is_stopped() -> None:
    one, first = begun("INT. A #a#\n\n[[choice: Q]]\n+ Go.\n    > CUT TO: b\n\nINT. B #b#\n\n> CUT TO: b\n")
    gone = play(one, choose(one, first, "go"))
    assert [notice.what for notice in gone.notices] == ["the story ran away at “b”"]


def test_a_choice_point_that_leads_back_without_a_beat_is_no_runaway() -> None:
    one, first = begun("INT. A #a#\n\n[[choice: Q]]\n+ Go. -> b\n+ Stay. -> a\n\nINT. B #b#\n\n> CUT TO: a\n")
    for n in range(50):
        first = play(one, choose(one, first, ("go", "stay")[n % 2]))
        assert isinstance(first.exit, OnOffer)
        assert first.notices == ()


def test_detours_inside_detours_forget_the_oldest() -> None:
    one, stretch = begun("INT. A #a#\n\nText.\n\n[[call: a]]\n")
    for _ in range(100):
        stretch = play(one, proceed(one, stretch))
    assert len(stretch.state.calls) == 32


def test_a_text_never_grows_beyond_what_can_be_said() -> None:
    head = '[[var s = "0123456789"]]\n\nINT. A #a#\n\n' + "[[set s += s]]\n" * 9
    _, first = begun(head + "{s}" * 3_000 + "\n")
    assert len(texts(first)[0]) == 20_000
    _, stretch = begun(head + ("{s}" * 4 + "\n\n") * 600)
    assert sum(map(len, texts(stretch))) < 12_000_000
    assert [notice.code for notice in stretch.notices] == ["S802"]


def test_a_point_of_very_many_choices_is_predicted_in_part() -> None:
    one, first = begun("INT. A #a#\n\n[[choice: Q]]\n" + "+ A. -> a\n" * 500 + "+ B. [[default]] -> a\n")
    branches = predict(one, first)
    assert len(branches) == 32
    assert branches[0][0] == "b"


def test_choice_points_with_the_same_question_have_ids_of_their_own() -> None:
    points = "".join(f"[[choice: {question}]]\n+ A.\n+ B.\n\n" for question in ("Q", "Q", "Q-2", "Q", ""))
    one, stretch = begun(f"INT. A #a#\n\n{points}> END: x\n")
    ids = []
    while isinstance(stretch.exit, OnOffer):
        ids.append(stretch.exit.id)
        stretch = play(one, choose(one, stretch, stretch.exit.choices[0].id))
    assert ids == ["q", "q-2", "q-2-2", "q-3", "choice"]
