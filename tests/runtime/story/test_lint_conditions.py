"""Conditions that never change are found, and no condition is called so that can come out the other way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.story import OnOffer, choose, lint, play, proceed, read_story, start
from runtime.story.lint.possible import possibilities
from runtime.story.lint.reckon import reckon
from runtime.story.model import GoOn

HEAD = "[[var n = 0]] [[var hat = false]] [[var m = enum(calm, sad, angry)]] [[var still = 3]] [[var t = 'a']]\n\n"
NODE = "INT. A #a#\n\n{n} {hat} {m} {still} {t}\n\n"
SETS = "[[set n += 1]]\n[[set hat = true]]\n[[set m = sad]]\n[[set t = 'b']]\n"
WAYS = "[[choice: Q]]\n+ A. -> a\n+ B. -> END: x\n"


def said(condition: str, sets: str = SETS) -> list[tuple[str, str]]:
    """What is found about a condition: what, and why."""
    story = read_story(f"{HEAD}{NODE}{sets}[[if {condition}]]\nText.\n[[end]]\n\n{WAYS}").story
    assert story is not None
    return [(one.what, one.why) for one in lint(story) if one.code == "S311"]


@pytest.mark.parametrize(
    "condition",
    [
        "n > 3", "n == 7", "n < 1", "hat", "not hat", "m == calm", "m != sad", "t == 'b'", "n % 2 == 1",
        "hat or n > 4", "hat and n > 4", "not hat and m == sad", 'visits("a") > 1', 'chosen("a", "a")',
        "random(1, 6) > 5", "(1 if hat else 0) > 0", "n * n > 9", "n / 2 == 3", "10 / n > 2", "still * n > 4",
        "1 < n < 3", "m in set('sad', 'angry')",
    ],
)  # fmt: skip
def test_conditions_that_change(condition: str) -> None:
    assert said(condition) == []


@pytest.mark.parametrize(
    ("condition", "truth", "why"),
    [
        ("yes", "always", "nothing in it can change"),
        ("1 > 2", "never", "nothing in it can change"),
        ("still == 3", "always", "“still” is never set: it stays 3"),
        ("still > 3", "never", "“still” is never set: it stays 3"),
        ("n >= 0", "always", "“n” is never below 0"),
        ("n < 0", "never", "“n” is never below 0"),
        ("n + still < 3", "never", "“n” is never below 0; “still” is never set: it stays 3"),
        ("m == angry", "never", "“m” can be calm or sad"),
        ("m == calm or m == sad", "always", "“m” can be calm or sad"),
        ("t == 'c'", "never", "“t” can be a or b"),
        ("n > 4 and n < 2", "never", "“n” is never below 0"),
        ("hat and not hat", "never", "“hat” can be no or yes"),
        ("n > 1 or n < 2", "always", "“n” is never below 0"),
        ("random(1, 6) > 6", "never", "nothing in it can change"),
        ('seen("a")', "always", "here the node has been entered already"),
        ('visits("a") == 0', "never", "here the node has been entered already"),
        ("n % 2 == 2 and n > 0", "", ""),
    ],
)
def test_conditions_that_never_change(condition: str, truth: str, why: str) -> None:
    found = said(condition)
    if truth:
        assert [(what.removeprefix("this condition is ").split()[0], reason) for what, reason in found] == [
            (truth, why)
        ]
    else:
        assert found == []


def test_only_ever_decreased_or_given_a_few_values() -> None:
    assert said("n > 0", "[[set n -= 1]]\n") != []
    assert said("n == 5", "[[set n = 4]]\n[[set n = 9]]\n") != []
    assert said("n == 9", "[[set n = 4]]\n[[set n = 9]]\n") == []
    assert said("n < 0", "[[set n = n + still]]\n") != []
    assert said("n == 2", "[[set n = still - 1]]\n") == []


def test_what_may_grow_too_large_counts_as_nothing() -> None:
    """A number that doubles becomes 0 at last, and so can be less than it was."""
    assert said("n < 5", "[[set n = 5]]\n[[set n *= 2]]\n") == []
    assert said("n * 1000000 >= 0", "[[set n = 1]]\n[[set n *= 2]]\n") == []


def test_values_from_other_shows_can_be_anything() -> None:
    body = "[[if viewer.n > 5]]\nText.\n[[end]]\n"
    story = read_story(f"[[var viewer.n = 0]]\n\nINT. A #a#\n\n{body}\n{WAYS}").story
    assert story is not None
    assert lint(story) == ()


def found_in(body: str) -> list[str]:
    story = read_story(f"{HEAD}{NODE}{SETS}{body}").story
    assert story is not None
    return [one.what for one in lint(story) if one.code == "S311"]


@pytest.mark.parametrize(
    ("chain", "found"),
    [
        (("n >= 1", "n >= 2"), ["this condition is never true here"]),
        (("n >= 2", "n >= 1"), []),
        (("n > 1", "n == 1"), []),
        (("hat", "not hat"), []),
        (("m == calm", "m == calm"), ["this condition is never true here"]),
        (("m == calm", "m == sad", "hat"), ["this condition is never true here"]),
        (("10 / n > 2 or n > 4", "n > 4"), []),
        (("n > 1 and hat", "n > 2"), []),
    ],
)
def test_what_stands_above_has_covered_it(chain: tuple[str, ...], found: list[str]) -> None:
    first, *others = chain
    rest = "".join(f"[[elif {one}]]\nText.\n" for one in others)
    assert found_in(f"[[if {first}]]\nText.\n{rest}[[end]]\n\n{WAYS}") == found


def test_choices_locks_and_storylets_have_conditions_too() -> None:
    choices = '[[choice: Q]]\n+ A. [[if still]] -> a\n+ B. [[locked "No" if n < 0]] -> END: x\n+ C. -> DRAW: t\n'
    drawn = "\nINT. B #b#\n[[tag: t]] [[when: still > 5]]\n\nText.\n\n> END: x\n"
    assert found_in(choices + drawn) == [
        "this condition is always true",
        "this condition is never true",
        "this condition is never true",
    ]


def test_a_variable_that_a_condition_explains_is_not_told_again() -> None:
    story = read_story("[[var key = true]]\n\nINT. A #a#\n\n[[if key]]\nText.\n[[end]]\n\n> END: x\n").story
    assert story is not None
    (one,) = lint(story)
    assert one.code == "S311"
    assert one.instead == "[[set key = …]]"


@pytest.mark.parametrize("change", ["n -= -calm", "n += -t", "n = n - -'a'", "still -= -inf", "n += hat - m"])
def test_a_draft_whose_types_do_not_fit_is_linted(change: str) -> None:
    draft = read_story(f"{HEAD}{NODE}[[set {change}]]\n\n[[if n > 1]]\nText.\n[[end]]\n\n{WAYS}").draft
    assert draft is not None
    lint(draft)


def test_a_story_made_to_be_slow_is_linted_as_far_as_it_goes() -> None:
    """A hundred and fifty variables that all depend on one another, and ways to combine them without end."""
    names = [f"v{n}" for n in range(150)]
    declared = "\n".join(f"[[var {name} = {n}]]" for n, name in enumerate(names))
    sums = [
        " + ".join(f"({names[(n * 7 + k * 31) % 150]} * {names[(n + k) % 150]})" for k in range(12)) for n in range(150)
    ]
    sets = "".join(f"[[set {names[n % 150]} = {one}]]\n" for n, one in enumerate(sums))
    chain = "".join(f"[[elif v{n % 150} == {n}]]\nText.\n" for n in range(150))
    text = f"{declared}\n\nINT. A #a#\n\n{sets}[[if v1 == 0]]\nText.\n{chain}[[end]]\n\n> END: x\n"
    story = read_story(text).story
    assert story is not None
    assert possibilities(story).variables["v5"].may_hold
    lint(story)


# --- soundness --------------------------------------------------------------------------------------------------------

NUMBERS = st.sampled_from(
    ["0", "1", "2", "3.5", "-1", "7", "n", "k", "n + k", "n * 2", "k - n", "n // 2", "n % 3", "6 / k"]
)
TRUTHS = st.one_of(
    st.tuples(NUMBERS, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), NUMBERS).map(" ".join),
    st.sampled_from(["hat", "m == calm", "m != sad", "m in set('sad')", 'visits("a") > 2', 'seen("b")']),
)
CONDITIONS = st.recursive(
    TRUTHS,
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda one: f"({one[0]}) {one[1]} ({one[2]})"),
        st.tuples(inner, inner, inner).map(lambda one: f"({one[0]}) if ({one[1]}) else ({one[2]})"),
    ),
    max_leaves=4,
)
CHANGES = st.one_of(
    st.tuples(st.sampled_from(["n", "k"]), st.sampled_from(["=", "+=", "-=", "*="]), NUMBERS).map(" ".join),
    CONDITIONS.map("hat = {}".format),
    st.sampled_from(["m = sad", "m = angry if hat else calm", "n = 1 if hat else k"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CHANGES, min_size=1, max_size=4), st.lists(CONDITIONS, min_size=1, max_size=3), st.randoms())
def test_nothing_happens_that_was_called_impossible(changes: list[str], conditions: list[str], chance: object) -> None:
    """Plays at random: every truth that is met was counted among the possible ones."""
    options = "".join(f"+ C{n}. [[id: c{n}]] [[set {change}]] -> b\n" for n, change in enumerate(changes))
    asked = "".join(f"[[if {one}]]\nY{n}.\n[[else]]\nN{n}.\n[[end]]\n\n" for n, one in enumerate(conditions))
    head = "[[var n = 0]] [[var k = 2]] [[var hat = false]] [[var m = enum(calm, sad, angry)]]\n\n"
    story = read_story(
        f"{head}INT. A #a#\n\n{asked}[[choice: Q]]\n{options}\nINT. B #b#\n\nText.\n\n> CUT TO: a\n"
    ).story
    assert story is not None
    known = possibilities(story)
    can = []
    for one in conditions:
        tree = known.tree(one)
        assert tree is not None
        found = reckon(tree, known.variables, node="a")
        can.append({truth for truth, may in (("Y", found.may_hold), ("N", found.may_fail)) if may})
    state = start(story, 1)
    for _ in range(40):
        stretch = play(story, state)
        for beat in stretch.beats:
            text = getattr(beat, "text", "")
            if text[:1] in "YN" and text[1:-1].isdigit():
                assert text[0] in can[int(text[1:-1])]
        if isinstance(stretch.exit, OnOffer):
            state = choose(story, stretch, chance.choice(stretch.exit.choices).id)  # type: ignore[attr-defined]
        elif isinstance(stretch.exit, GoOn):
            state = proceed(story, stretch)
