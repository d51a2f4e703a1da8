"""Ways are found through locked doors, counters and choices that are there once; what cannot be is said to be so."""

from __future__ import annotations

import pytest

from runtime.errors import StoryError
from runtime.story import OnOffer, Story, TheEnd, choose, play, proceed, read_story, start
from runtime.writer.reach import Path, ending_goal, node_goal, reach, search

HOUSE = """
[[var key = false]] [[var tries = 0]]

INT. HALL - DAY #hall#

A hall.

[[choice: Where to?]]
+ To the kitchen. -> kitchen
+ To the cellar. [[if key]] -> cellar
+ To the attic. [[locked "It sticks" if tries < 3]] -> attic
+ Push the attic door. [[set tries += 1]] -> hall

INT. KITCHEN - DAY #kitchen#

A kitchen.

[[choice: And now?]]
* Take the key. [[set key = true]] -> hall
+ Back. -> hall

INT. CELLAR - DAY #cellar#

A cellar.

> END: Below

INT. ATTIC - DAY #attic#

An attic.

> END: Above

INT. SHED - DAY #shed#

A shed that nothing leads to.

> END: Outside
"""

MATCH = """
[[var lit = false]]

INT. A #a#

A match.

[[choice: Use it?]]
* Burn it. [[set lit = true]] -> a
* Keep it. -> b
+ Wait. -> a

INT. B #b#

Dark.

[[if lit]]

> CUT TO: c

[[end]]

> END: Lost

INT. C #c#

Light.

> END: Found
"""

ROUND = """
INT. A #a#

Here.

[[choice: ?]]
+ Round. -> b
+ On. [[if visits("a") >= 3 and chosen("b", "left")]] -> c

INT. B #b#

There.

[[choice: ?]]
+ Left. -> a
+ Right. [[if turns_since("a") > 0]] -> a

INT. C #c#

At last.

> END: C
"""

MOODS = """
[[var wet = false]]

INT. A #a#

Here.

[[choice: ?]]
+ Out. [[set wet = true]]
+ Stay.

[[call: d]]

> DRAW: mood

INT. D #d#

A detour.

[[return]]

INT. GLAD #glad#

[[tag: mood]]

Dry.

> END: Dry

INT. SAD #sad#

[[tag: mood]] [[when: wet]]

Wet.

> END: Wet
"""

CIRCLE = """
INT. A #a#

A.

> CUT TO: b

INT. B #b#

B.

[[if false]]

> CUT TO: c

[[end]]

> CUT TO: a

INT. C #c#

C.
"""


def read(text: str) -> Story:
    reading = read_story(text)
    assert reading.story is not None, reading.diagnostics
    return reading.story


def walked(story: Story, path: Path, seed: int = 0) -> list[str]:
    """The nodes that are entered when a path is taken, the last leg included."""
    choices, entered = list(path.choices), list[str]()
    stretch = play(story, start(story, seed))
    while True:
        before = stretch.start.visits
        entered += [node for node, count in stretch.state.visits.items() if count > before.get(node, 0)]
        if isinstance(stretch.exit, TheEnd) or (isinstance(stretch.exit, OnOffer) and not choices):
            return entered
        at_choice = isinstance(stretch.exit, OnOffer)
        stretch = play(story, choose(story, stretch, choices.pop(0)) if at_choice else proceed(story, stretch))


def test_a_locked_door_needs_the_key_from_another_room() -> None:
    path = reach(read(HOUSE), "cellar")
    assert path is not None
    assert path.choices == ("to-the-kitchen", "take-the-key", "to-the-cellar")
    assert (path.steps[0].node, path.steps[0].text) == ("hall", "To the kitchen.")
    assert walked(read(HOUSE), path)[-1] == "cellar"


def test_a_counter_is_counted_up() -> None:
    path = reach(read(HOUSE), "#Attic#")
    assert path is not None
    assert path.choices == (*["push-the-attic-door"] * 3, "to-the-attic")


def test_the_start_needs_no_choice() -> None:
    assert reach(read(HOUSE), "hall") == Path(())


def test_a_scene_that_nothing_leads_to_is_out_of_reach_without_a_search() -> None:
    outcome = search(read(HOUSE), node_goal(read(HOUSE), "shed"))
    assert (outcome.path, outcome.states, outcome.complete) == (None, 0, True)
    assert str(outcome).startswith("There is no way to “shed”: no jump")


def test_a_door_that_never_opens_is_certain_when_all_states_were_looked_at() -> None:
    story = read(HOUSE.replace("[[set key = true]]", "").replace("[[set tries += 1]]", ""))
    outcome = search(story, node_goal(story, "cellar"))
    assert outcome.path is None
    assert outcome.complete
    assert "closed in all" in str(outcome)
    assert outcome.states < 20


def test_what_is_not_found_in_time_is_said_to_be_uncertain() -> None:
    story = read(HOUSE.replace("tries < 3", "tries < 300"))
    outcome = search(story, node_goal(story, "attic"), limit=50)
    assert (outcome.path, outcome.states, outcome.complete) == (None, 50, False)
    assert str(outcome) == "No way to “attic” was found within 50 states."


def test_a_choice_that_is_there_once_may_be_the_wrong_one_to_waste() -> None:
    story = read(MATCH)
    path = reach(story, "c")
    assert path is not None
    assert path.choices == ("burn-it", "keep-it")
    assert "c" in walked(story, path)


def test_visits_turns_and_earlier_choices_are_followed() -> None:
    story = read(ROUND)
    path = reach(story, "c")
    assert path is not None
    assert len(path.choices) == 5
    assert "left" in path.choices
    assert walked(story, path)[-1] == "c"


def test_detours_and_draws_are_followed() -> None:
    story = read(MOODS)
    path = reach(story, "sad")
    assert path is not None
    assert path.choices == ("out",)
    assert reach(story, "glad") is not None


def test_an_ending_is_found_by_its_title() -> None:
    story = read(HOUSE)
    outcome = search(story, ending_goal(story, "Above"))
    assert outcome.path is not None
    assert str(outcome) == "the ending “Above” is 4 choices from the start."
    assert search(story, ending_goal(story, "Nowhere")).states == 0


def test_a_circle_without_choices_ends_the_search() -> None:
    story = read(CIRCLE)
    outcome = search(story, node_goal(story, "c"))
    assert (outcome.path, outcome.complete) == (None, True)
    assert outcome.states < 5


def test_an_unknown_scene_is_said_with_the_nearest() -> None:
    with pytest.raises(StoryError, match="Did you mean “cellar”"):
        reach(read(HOUSE), "celar")


@pytest.mark.parametrize("seed", [0, 1])
def test_the_same_question_has_the_same_answer(seed: int) -> None:
    assert reach(read(HOUSE), "cellar", seed=seed) == reach(read(HOUSE), "cellar", seed=seed)
