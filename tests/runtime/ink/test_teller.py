"""An ink story told in stretches: first by a bridge that answers from a list, then by ink itself."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from runtime.commands import Choose, Moment
from runtime.course import Course, fast_forward
from runtime.errors import StoryError
from runtime.ink import InkStory, teller_of
from runtime.ink.bridge import Bridge
from runtime.ink.teller import InkState, InkTeller
from runtime.ink.turn import InkChoice, InkLine, Turn
from runtime.story import StoryState, Stretch
from runtime.story.model import Action, Cue, GoOn, Line, OnOffer, TheEnd
from runtime.story.teller import Interpreter
from tests.runtime.ink.needs import compiled, plays


class ListedBridge(Bridge):
    """Answers from a list of turns; the state is the number of the next one."""

    def __init__(self, *turns: Turn) -> None:
        super().__init__("")
        self.turns = turns

    def begin(self, seed: int) -> str:
        return "0"

    def turn(self, state: str, choice: int | None = None) -> Turn:
        number = int(state)
        return Turn(**{**vars(self.turns[number]), "state": str(number + 1)})


def told(*lines: tuple[str, tuple[str, ...], str], choices: tuple[InkChoice, ...] = ()) -> Turn:
    return Turn(tuple(InkLine(*line) for line in lines), choices)


def first(*turns: Turn) -> tuple[InkTeller, Stretch]:
    teller = InkTeller(InkStory(stitches=frozenset({"hut.inside"})), ListedBridge(*turns))
    return teller, teller.play(teller.start(5))


def test_lines_become_beats() -> None:
    _, stretch = first(
        told(
            ("INT. HUT - NIGHT\n", ("ambience: rain",), "hut.0"),
            ("Rain on the roof.\n", ("shot: low", "look: engraving", "seed: 3"), "hut.1"),
            ("\n", ("music: slow",), "hut.2"),
            ("MARA (V.O.): (low) Who is it?\n", ("id: K3F9", "camera: close"), "hut.3"),
        )
    )
    assert (stretch.node, stretch.visit, stretch.heading.place) == ("hut", 1, "HUT")
    rain, roof, slow, mara = stretch.beats
    assert isinstance(rain, Cue)
    assert (rain.sort, rain.words) == ("ambience", "rain")
    assert isinstance(roof, Action)
    assert (roof.shot, roof.look, roof.seed) == ("low", "engraving", 3)
    assert isinstance(slow, Cue)
    assert isinstance(mara, Line)
    assert (mara.character, mara.manner, mara.extension, mara.id, mara.shot) == ("MARA", "low", "V.O.", "k3f9", "close")
    assert len({beat.key for beat in stretch.beats}) == 4
    assert isinstance(stretch.exit, TheEnd)


def test_another_heading_and_another_knot_begin_a_stretch() -> None:
    teller, stretch = first(
        told(
            ("EXT. QUAY - DAY\n", (), "quay.0"),
            ("Waves.\n", (), "quay.1"),
            ("EXT. QUAY - NIGHT\n", ("dissolve",), "quay.2"),
            ("Stars.\n", (), "quay.3"),
            ("A door.\n", (), "hut.0"),
            ("A room.\n", ("end: Inside",), "hut.inside.0"),
        )
    )
    seen = [stretch]
    while isinstance(stretch.exit, GoOn):
        ((_, predicted),) = teller.predict(stretch)
        stretch = teller.play(teller.proceed(stretch))
        assert stretch == predicted
        seen.append(stretch)
    assert [(one.node, one.heading.time, one.transition.value, one.visit) for one in seen] == [
        ("quay", "DAY", "cut", 1),
        ("quay", "NIGHT", "dissolve", 1),
        ("hut", "NIGHT", "cut", 1),
        ("hut.inside", "NIGHT", "cut", 1),
    ]
    assert stretch.exit == TheEnd(title="Inside")


def test_a_choice_point_is_timed_where_the_story_says_so() -> None:
    choices = (
        InkChoice("Go."),
        InkChoice("Stay.", ("default", "cut: end", "says: wait")),
        InkChoice("Go.", ("locked: no",)),
    )
    _, stretch = first(told(("A fork.\n", ("9s", "tail 2s", "question: Where?", "vote"), "fork.0"), choices=choices))
    point = stretch.exit
    assert isinstance(point, OnOffer)
    assert (point.window_s, point.tail_s, point.question, point.vote) == (9.0, 2.0, "Where?", True)
    assert [(one.id, one.cut, one.locked, one.says) for one in point.choices] == [
        ("go", "now", "", ()),
        ("stay", "end", "", ("wait",)),
        ("go-2", "now", "no", ()),
    ]
    assert point.default is not None
    assert point.default.id == "stay"


def test_without_a_tag_a_choice_waits() -> None:
    _, stretch = first(told(choices=(InkChoice(""),)))
    assert isinstance(stretch.exit, OnOffer)
    assert (stretch.exit.window_s, stretch.exit.choices[0].text) == (None, "…")


def test_what_cannot_be_chosen_is_said() -> None:
    teller, stretch = first(told(choices=(InkChoice("Open."), InkChoice("Shut.", ("locked: stuck",)))))
    with pytest.raises(StoryError, match="Did you mean “open”"):
        teller.choose(stretch, "opn")
    with pytest.raises(StoryError, match="cannot be chosen"):
        teller.choose(stretch, "shut")
    with pytest.raises(StoryError, match="does not go on"):
        teller.proceed(stretch)
    _, over = first(told())
    with pytest.raises(StoryError, match="nothing to choose"):
        teller.choose(over, "open")
    with pytest.raises(StoryError, match="another story"):
        teller.play(StoryState())


def test_faults_are_notices() -> None:
    turn = Turn(faults=("RUNTIME ERROR: 'x' line 3: ran out of content",), problem="it went on", place="hut.2")
    _, stretch = first(turn)
    assert [(one.code, one.what) for one in stretch.notices] == [
        ("S905", "'x' line 3: ran out of content"),
        ("S802", "the ink story ran away at “hut”"),
    ]


# --- ink itself -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ferry() -> Iterator[InkTeller]:
    teller = teller_of(compiled("ferry"))
    assert isinstance(teller, InkTeller)
    yield teller
    teller.bridge.close()


def walk(teller: InkTeller, seed: int, chance: int) -> list[Stretch]:
    """All stretches of a play whose choices are drawn."""
    draw = random.Random(chance)
    seen = [teller.play(teller.start(seed))]
    while not isinstance(seen[-1].exit, TheEnd) and len(seen) < 60:
        branches = teller.predict(seen[-1])
        seen.append(draw.choice(branches)[1])
    return seen


@plays
def test_every_way_through_the_ferry_comes_to_the_far_shore(ferry: InkTeller) -> None:
    ends = [walk(ferry, seed, seed)[-1] for seed in range(12)]
    assert {end.exit for end in ends} == {TheEnd(title="The far shore")}
    assert {end.heading.place for end in ends} == {"FAR SHORE"}
    assert not any(end.notices for end in ends)


@plays
def test_the_same_seed_gives_the_same_story(ferry: InkTeller) -> None:
    def texts(seed: int) -> list[str]:
        return [getattr(beat, "text", "") for one in walk(ferry, seed, 3) for beat in one.beats]

    assert texts(7) == texts(7)
    assert len({tuple(texts(seed)) for seed in range(8)}) > 1


@plays
def test_what_is_predicted_is_what_is_played(ferry: InkTeller) -> None:
    stretch = ferry.play(ferry.start(7))
    for choice, predicted in ferry.predict(stretch):
        assert ferry.play(ferry.choose(stretch, choice)) == predicted
    fare = dict(ferry.predict(stretch))["ask-for-the-fare"]
    assert fare.state.variables["fare"] == 1
    assert isinstance(fare.state, InkState)


@plays
def test_a_course_goes_through_ink_as_through_any_story(ferry: InkTeller) -> None:
    course = Course.begin(ferry.story, 7, teller=ferry)
    chosen = course.chosen("ask-for-the-fare")
    assert chosen.back().stretch == course.stretch
    assert chosen.restarted().stretch == course.stretch
    [(_, again)] = [one for one in course.branches() if one[0] == "ask-for-the-fare"]
    assert again.stretch == chosen.stretch
    journal = [
        Choose(choice="ask-for-the-fare", at=Moment(stretch=0)),
        Choose(choice="let-him-on-board", at=Moment(stretch=1)),
    ]
    far, _ = fast_forward(course, journal)
    assert far.stretch.node == "board"
    assert far.stage_after.setting.place == "ferry cabin"


def test_a_story_of_our_own_is_told_by_the_interpreter() -> None:
    from runtime.story import read_story

    story = read_story("EXT. QUAY - DAY #a#\n\nWaves.\n\n[[choice: Now?]]\n+ Go. -> END: Gone\n+ Stay. -> a\n").story
    assert story is not None
    teller = teller_of(story)
    assert teller == Interpreter(story)
    stretch = teller.play(teller.start(1))
    assert [choice for choice, _ in teller.predict(stretch)] == ["go", "stay"]
    back = teller.play(teller.choose(stretch, "stay"))
    assert isinstance(back.exit, GoOn) or back.visit == 2
    assert teller.play(teller.choose(stretch, "go")).exit == TheEnd(title="Gone")
