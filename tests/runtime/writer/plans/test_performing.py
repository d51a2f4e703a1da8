"""Runs are played twice; what is not as expected is told with its line, what was there, and what came before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from runtime.ink import teller_of
from runtime.story import Story, read_story
from runtime.story.teller import Interpreter
from runtime.writer.plans import read_plan
from runtime.writer.plans.checking import check_plan
from runtime.writer.plans.performing import Result, perform
from runtime.writer.plans.walking import Given, Saved, Straight
from tests.runtime.ink.needs import compiled, plays

if TYPE_CHECKING:
    from runtime.story import StoryState, Stretch

STORY = """Title: The Door
Window: 9s

[[var trust = 0]] [[var viewer.name = "you"]] [[var things = set("lamp")]]

INT. STAIRS - NIGHT #stairs#

{Rain.|Rain again.} {~One|Two|Three} knocks.

MARA
(whispering)
Who’s there, {viewer.name}?

[[choice 9s: What now?]]
+ "Open!" [[if trust >= 1]] -> door
+ Open the cellar. [[locked "It is nailed shut" if trust < 5]] -> cellar
+ Wait. [[set trust += 1]] [[default]] -> stairs
* Go away for ever. -> away

INT. DOOR - NIGHT #door#

TOM
It's me.

> CUT TO: cellar

INT. CELLAR - NIGHT #cellar#

Cold. {trust} steps. {random(1, 1000)} drops.

[[choice off: And?]]
+ Stay. -> END: Below
+ Up. -> stairs

EXT. AWAY #away#

> CUT TO: away-too

EXT. AWAY TOO #away-too#

[[set things = set("lamp", "coat")]]

Gone.

> END: Away
"""


def read(text: str = STORY) -> Story:
    reading = read_story(text, "door.fountain")
    assert reading.story is not None, reading.diagnostics
    return reading.story


def tried(plan: str, story: Story | None = None) -> Result:
    """The only run of a plan."""
    story = story or read()
    found = read_plan(plan)
    assert check_plan(found, story) == ()
    (run,) = found.runs
    return perform(story, Interpreter(story), run)


def test_a_run_does_and_expects() -> None:
    result = tried(
        """
        expect: node stairs
        expect: line MARA "Who's there"
        expect: line "Rain."
        expect: no line "again"
        expect: choice "Wait." [open]
        expect: choice "Open the cellar." [locked]
        expect: no choice "Open!"
        choose: wait
        expect: line "Rain again."
        expect: var trust == 1 and visits("stairs") == 2 and chosen("stairs", "wait")
        choose: "Open!"
        expect: node door
        expect: node cellar
        expect: no node stairs
        expect: line TOM "It's me."
        choose: Stay.
        expect: end "Below"
        """
    )
    assert result.failure is None
    assert result.choices == 3


def test_the_deadline_takes_the_default_and_not_before() -> None:
    assert tried("after: 4s\nexpect: var trust == 0\nafter: 5s\nexpect: var trust == 1").failure is None
    assert (
        tried("after: 8.9s\nexpect: var trust == 0\nchoose: wait\nafter: 8.9s\nexpect: var trust == 1").failure is None
    )


def test_a_choice_point_without_a_limit_waits_for_ever() -> None:
    assert tried('set: trust = 1\nchoose: Open!\nafter: 9000s\nexpect: choice "Stay."').failure is None


def test_a_run_may_begin_with_other_values_and_another_seed() -> None:
    assert tried('set: trust = 4\nset: trust = trust + 1\nexpect: choice "Open the cellar." [open]').failure is None
    assert tried('set: viewer.name = "Ann"\nexpect: line "there, Ann?"').failure is None
    assert tried('set: things = set("key")\nexpect: var "key" in things').failure is None
    drops = {tried(f'seed: {n}\nset: trust = 1\nchoose: Open!\nexpect: line "none"').failure for n in range(3)}
    assert len({failure.before for failure in drops if failure}) == 3


def test_nodes_that_are_passed_by_without_a_beat_are_entered() -> None:
    assert (
        tried('choose: go away\nexpect: node away\nexpect: node away-too\nexpect: var "coat" in things').failure is None
    )


@pytest.mark.parametrize(
    ("plan", "line", "expected", "there"),
    [
        (
            "choose: Wait.\nchoose: Swim.",
            2,
            "to choose “Swim.”",
            'on offer: "Open!" · Open the cellar. [locked: It is nailed',
        ),
        ("choose: Opn the cellr", 1, "to choose", "Did you mean “Open the cellar.”?"),
        ("choose: Open the cellar.", 1, "to choose", "it is locked: It is nailed shut"),
        ("choose: go away\nchoose: on", 2, "to choose “on”", "no choice any more: the show has ended with “Away”"),
        ("choose: go away\nafter: 9s", 2, "a choice point at which 9 s pass", "none any more"),
        ("expect: node door", 1, "to come to “door”", "since the last choice: stairs"),
        ("expect: no node stairs", 1, "not to come to “stairs”", "stairs"),
        ('expect: line TOM "Who"', 1, "line “Who” by TOM", "not so since the last choice"),
        ('expect: no line "Who"', 1, "no line “Who”", "not so since"),
        ("expect: var trust > 3", 1, "trust > 3", "trust is 0"),
        ('expect: var seen("door")', 1, 'seen("door")', "it is not so"),
        ('expect: end "Away"', 1, "the ending “Away”", "the show goes on: on offer: Open the cellar."),
        ('choose: go away\nexpect: end "Below"', 2, "the ending “Below”", "the show has ended with “Away”"),
        ('expect: choice "Wait." [locked]', 1, "choice “Wait.” [locked]", "on offer: "),
        ('choose: go away\nexpect: choice "Wait."', 2, "choice “Wait.”", "has ended"),
    ],
)
def test_what_is_not_as_expected_is_told(plan: str, line: int, expected: str, there: str) -> None:
    failure = tried(plan).failure
    assert failure is not None
    assert failure.line == line
    assert expected in failure.expected
    assert there in failure.there
    assert 0 < len(failure.before) <= 6


def test_the_lines_before_a_failure_are_those_of_the_play() -> None:
    failure = tried("choose: Wait.\nexpect: node door").failure
    assert failure is not None
    assert failure.before[0].startswith("MARA (whispering): Who’s there, you?")
    assert failure.before[-1] == "   Go away for ever."


def test_a_story_that_goes_round_without_a_choice_ends_the_run() -> None:
    story = read("INT. A #a#\n\nA.\n\n> CUT TO: b\n\nINT. B #b#\n\nB.\n\n> CUT TO: a\n")
    failure = tried("expect: end", story).failure
    assert failure is not None
    assert "goes round" in failure.there


@plays
def test_an_ink_story_is_tried_too() -> None:
    story = compiled("ferry")
    plan = "expect: node quay\nchoose: Let him on board\nexpect: node board\n"
    (run,) = read_plan(plan).runs
    assert perform(story, teller_of(story), run).failure is None
    assert check_plan(read_plan(plan), story) == ()
    (fault,) = check_plan(read_plan(f"{plan}expect: var fare == 2"), story)
    assert (fault.line, "own language" in fault.what) == (4, True)


# --- saved and loaded -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Forgetful(Interpreter):
    """Tells a story, and forgets a variable that was read back from a file."""

    def play(self, state: StoryState) -> Stretch:
        read_back = state.turn > 0 and type(state.visits) is dict and list(state.visits) == sorted(state.visits)
        forgot = (
            replace(state, variables={**state.variables, "trust": 0}) if read_back and len(state.visits) > 1 else state
        )
        return super().play(forgot)


def test_both_ways_are_the_same_show() -> None:
    story = read()
    straight, saved = Straight(Interpreter(story), 5), Saved(story, Interpreter(story), 5)
    assert straight.begin() == saved.begin()
    for choice in ("wait", "open", "up", "wait", "go-away-for-ever"):
        assert straight.choose(choice, "viewer") == saved.choose(choice, "viewer")


def test_a_show_that_goes_on_differently_after_loading_fails() -> None:
    story = read(
        STORY.replace("> CUT TO: cellar", "> CUT TO: b-side")
        .replace("#cellar#", "#b-side#")
        .replace("-> cellar", "-> b-side")
    )
    (run,) = read_plan("set: trust = 7\nchoose: Open!\nchoose: Up.\nchoose: Wait.\n").runs
    failure = perform(story, Forgetful(story), run).failure
    assert failure is not None
    assert failure.expected.startswith("the same after saving and loading: ")
    assert failure.before


def test_every_state_goes_through_its_text_and_every_choice_through_a_save(monkeypatch: pytest.MonkeyPatch) -> None:
    story = read()
    saved = Saved(story, Interpreter(story), 5)
    saved.begin()
    loads: list[int] = []
    load = saved._loaded

    def counted() -> object:
        loads.append(len(saved._journal.commands))
        return load()

    monkeypatch.setattr(saved, "_loaded", counted)
    for _ in range(4):
        saved.choose("wait", "deadline")
    assert loads == [1, 2, 3, 4]
    assert [command.by for command in saved._journal.commands if command.kind == "choose"] == ["deadline"] * 4


def test_given_values_are_a_teller_like_any_other() -> None:
    story = read()
    teller = Given(Interpreter(story), {"trust": 3})
    stretch = teller.play(teller.start(1))
    assert [name for name, _ in teller.predict(stretch)] == ["wait", "open", "go-away-for-ever"]
    assert teller.proceed(teller.play(teller.choose(stretch, "open"))).node == "cellar"
