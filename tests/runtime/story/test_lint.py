"""What the linter says of ways through a story, and what it leaves alone."""

from __future__ import annotations

import pytest

from runtime.story import lint, read_story


def codes(text: str) -> list[str]:
    reading = read_story(text)
    assert reading.story is not None, reading.diagnostics
    return [one.code for one in lint(reading.story)]


A = "INT. A #a#\n\n"


@pytest.mark.parametrize(
    "body",
    [
        "Text.\n\n> END: x\n",
        "[[choice: Q]]\n+ A. -> a\n+ B. -> END: x\n",
        "[[choice: Q]]\n* A. -> a\n\n> END: x\n",
        "[[var n = 1]]\n[[if n > 1]]\n> END: x\n[[else]]\n[[set n += 1]]\n> CUT TO: a\n[[end]]\n",
        "[[once]]\n> CUT TO: a\n[[end]]\n\n> END: x\n",
        "[[call: b]]\n\n> END: x\n\nINT. B #b#\n\nText.\n\n[[return]]\n",
        '> DRAW: t\n\n> END: x\n\nINT. B #b#\n[[tag: t]] [[when: visits("b") == 0]]\n\nText.\n\n> CUT TO: a\n',
        "[[choice: Q]]\n+ A.\n    [[choice: R]]\n    + B. -> a\n    + C. -> END: x\n+ D. -> a\n",
    ],
)
def test_sound_stories(body: str) -> None:
    assert codes(A + body) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("> CUT TO: a\n\nINT. B #b#\n\n> CUT TO: a\n", ["S505", "S503"]),
        ("[[choice: Q]]\n+ A. -> b\n+ B.\n\nINT. B #b#\n\n> END: x\n", ["S504"]),
        ("[[var n = 1]]\n[[choice: Q]]\n+ A. [[if n]] -> END: x\n* B. [[set n -= 1]] -> a\n", ["S504", "S407"]),
        ('[[choice: Q]]\n+ A. [[locked "No."]] -> END: x\n', ["S504", "S407"]),
        ("[[once]]\n> END: x\n[[else]]\n> CUT TO: a\n[[end]]\nLost.\n", ["S507"]),
        ("[[choice: Q]]\n+ A. -> a\n    Body.\n    > END: x\n    Lost.\n", ["S507"]),
        ("[[var n = 1]]\n[[set n += 1]]\n\n> END: x\n", ["S309"]),
    ],
)
def test_faulty_stories(body: str, found: list[str]) -> None:
    assert codes(A + body) == found


# --- dead ends --------------------------------------------------------------------------------------------------------

DEAD = "[[choice: Q]]\n+ A. -> b\n+ B. -> END: x\n\nINT. B #b#\n\nText.\n\n> CUT TO: c\n\nINT. C #c#\n\nText.\n\n"


def test_a_part_that_nobody_gets_out_of_is_told_once() -> None:
    reading = read_story(A + DEAD + "> CUT TO: b\n")
    assert reading.story is not None
    (one,) = lint(reading.story)
    assert (one.code, one.place.line) == ("S506", 7)
    assert "“b”, “c”" in one.why


def test_a_way_out_makes_it_alive() -> None:
    assert codes(A + DEAD + "> CUT TO: a\n") == []
    assert codes(A + DEAD + "[[once]]\n> CUT TO: b\n[[end]]\n\n> END: y\n") == []


def test_two_dead_ends_are_two_findings() -> None:
    body = "[[choice: Q]]\n+ A. -> b\n+ B. -> c\n+ C. -> END: x\n\n"
    loops = "INT. B #b#\n\nText.\n\n> CUT TO: b\n\nINT. C #c#\n\nText.\n\n> CUT TO: c\n"
    assert codes(A + body + loops) == ["S506", "S506"]


def test_a_start_without_an_end_is_one_finding() -> None:
    assert codes(A + "Text.\n\n> CUT TO: b\n\nINT. B #b#\n\nText.\n\n> CUT TO: a\n") == ["S505"]
    lonely = A + "Text.\n\n> CUT TO: b\n\nINT. B #b#\n\nText.\n\n> CUT TO: a\n\nINT. C #c#\n\n> END: x\n"
    assert codes(lonely) == ["S505", "S503"]


# --- nothing open -----------------------------------------------------------------------------------------------------

FLAG = "[[var hat = false]] [[var n = 0]] [[var m = enum(calm, angry)]]\n\n"
SETS = "[[set hat = true]] [[set n += 1]] [[set m = angry]]\n\n"


@pytest.mark.parametrize(
    "choices",
    [
        "+ A. [[if hat]] -> a\n+ B. [[if not hat]] -> END: x\n",
        "+ A. [[if m == calm]] -> a\n+ B. [[if m == angry]] -> END: x\n",
        "[[if hat]]\n+ A. -> a\n[[else]]\n+ B. -> END: x\n[[end]]\n",
        "[[if n > 2]]\n+ A. -> a\n[[elif n > 1]]\n+ B. -> a\n[[else]]\n+ C. -> END: x\n[[end]]\n",
    ],
)
def test_conditions_that_leave_nothing_out(choices: str) -> None:
    assert "S407" not in codes(FLAG + A + SETS + "{hat} {n} {m}\n\n[[choice: Q]]\n" + choices)


@pytest.mark.parametrize(
    "choices",
    [
        "+ A. [[if hat]] -> a\n+ B. [[if hat and m == calm]] -> END: x\n",
        "+ A. [[if m == calm]] -> END: x\n",
        "* A. [[if hat]] -> a\n+ B. [[if not hat]] -> END: x\n",
        "[[if hat]]\n+ A. -> a\n[[elif n > 1]]\n+ B. -> END: x\n[[end]]\n",
        '+ A. [[if hat]] -> a\n+ B. [[locked "No"]] -> END: x\n',
        "+ A. [[if n > 2]] -> a\n+ B. [[if n < 2]] -> END: x\n",
    ],
)
def test_conditions_that_leave_a_gap(choices: str) -> None:
    assert "S407" in codes(FLAG + A + SETS + "{hat} {n} {m}\n\n[[choice: Q]]\n" + choices)


# --- the bible --------------------------------------------------------------------------------------------------------


def test_the_cast_is_asked_only_where_there_is_one() -> None:
    body = A + "TOM\nHi.\n\nTOM\nHo.\n\n> END: x\n"
    assert codes(body) == []
    assert codes("Cast:\n    ANN - 7\n\n" + body) == ["S601"]


PLACES = "Places:\n    LIGHTHOUSE - white tower\n    HARBOUR - stone quay\n\n"


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("INT. LIGHTHOUSE", []),
        ("INT. LIGHTHOUSE STAIRS - NIGHT", []),
        ("EXT. THE OLD HARBOUR - DAY", []),
        ("EXT. LIGHTHUOSE - DAY", ["S606"]),
        ("EXT. HARBOURS - DAY", ["S606"]),
        ("EXT. SQUARE - DAY", ["S606"]),
    ],
)
def test_places_are_those_of_the_title_page(heading: str, found: list[str]) -> None:
    body = f"{heading} #a#\n\nText.\n\n> CUT TO: b\n\n{heading} #b#\n\nText.\n\n> END: x\n"
    assert codes(PLACES + body) == found
    assert codes(body) == []


@pytest.mark.parametrize(
    ("action", "found"),
    [
        ("MARA and EDDA wait. The CONSTANCE rolls.", []),
        ("EDDA walks. MARRA waits.", ["S607"]),
        ("MARIN waits.", []),
        ("MARAS waits.", []),
        ("MARA's coat. MARA’S coat.", []),
        ("Marra waits.", []),
    ],
)
def test_names_in_capitals_that_are_nearly_right(action: str, found: list[str]) -> None:
    assert codes(f"Cast:\n    MARA - 60\n    EDDA - 29\n\n{A}{action}\n\n> END: x\n") == found


CLOTHED = (
    "Cast:\n    MARA - 60, long grey braid, yellow oilskin coat, brass lantern\n    TOM - 12, barefoot, red scarf\n\n"
)


@pytest.mark.parametrize(
    "action",
    [
        "MARA buttons her yellow coat.",
        "MARA buttons her wet coat.",
        "MARA buttons her golden coat.",
        "MARA and TOM sit. Her blue coat is wet.",
        "MARA puts on her blue coat.",
        "A blue coat hangs by the door. MARA looks at it.",
        "MARA looks at a man in the rain with a black hat.",
        "TOM wipes his feet. His crimson scarf drips.",
        "TOM finds his shoes.",
        "In the lamp, MARA's gold lantern shines.",
    ],
)
def test_costumes_that_fit(action: str) -> None:
    assert codes(f"{CLOTHED}{A}{action}\n\n> END: x\n") == []


@pytest.mark.parametrize(
    "action",
    [
        "MARA buttons her blue coat.",
        "MARA waits, in a long black coat.",
        "MARA's iron lantern shines.",
        "MARA shakes her wet black braid.",
        "TOM wipes his green scarf.",
        "TOM ties his shoes.",
    ],
)
def test_costumes_that_jump(action: str) -> None:
    assert codes(f"{CLOTHED}{A}{action}\n\n> END: x\n") == ["S608"]


def test_a_costume_is_found_at_its_place() -> None:
    story = read_story(f"{CLOTHED}{A}Rain.\nMARA buttons her blue coat.\n\n> END: x\n").story
    assert story is not None
    (one,) = lint(story)
    assert (one.place.line, one.place.column) == (8, 18)


# --- variables --------------------------------------------------------------------------------------------------------


def test_variables_that_are_never_set() -> None:
    assert codes(f"[[var price = 5]]\n\n{A}It costs {{price}}.\n\n> END: x\n") == ["S310"]
    assert codes(f"[[var viewer.name = 'you']]\n\n{A}Hello {{viewer.name}}.\n\n> END: x\n") == []
    assert codes(f"[[var viewer.shows = 0]]\n\n{A}Hello. [[set viewer.shows += 1]]\n\n> END: x\n") == []
    assert codes(f"[[var price = 5]]\n\n{A}It costs {{price}}. [[set price = 6]]\n\n> END: x\n") == []


def test_conditions_spread_choices_out() -> None:
    closed = "".join(f"+ A{n}. [[if n == {n}]] [[set n += 1]] -> a\n" for n in range(9))
    assert codes(f"[[var n = 1]]\n\n{A}[[choice: Q]]\n{closed.replace('n == 0', 'n == 20')}+ B. -> END: x\n") == []


def test_lint_is_pure_and_repeatable() -> None:
    story = read_story(A + "> CUT TO: a\n\nINT. B #b#\n\nText.\n").story
    assert story is not None
    assert lint(story) == lint(story)
