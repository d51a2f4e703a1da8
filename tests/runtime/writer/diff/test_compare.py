"""What changed between two versions of a story: everything that plays otherwise, and nothing else."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.story import Story, read_story
from runtime.writer.diff.changes import Difference
from runtime.writer.diff.compare import compare
from runtime.writer.diff.likeness import Likeness, aligned, out_of_order
from runtime.writer.diff.report import format_difference

OLD = """\
Title: The Door
Look: noir
Cast:
    MARA - 60, yellow oilskin

[[var trust = 0]] [[var mood = enum(calm, cross)]]

INT. STAIRS - NIGHT #stairs#

= Somebody knocks.

Rain hammers the glass. [[shot: low angle]]

MARA
(whispering)
Who is there, at this hour?

[[if trust > 0]]

MARA
Come in. [[line: k3f9]]

[[end]]

[[choice 9s: What does Mara do?]]
+ Open the door. [[default]] -> door
* Blow out the lamp. -> DISSOLVE TO: dark

EXT. DOOR - NIGHT #door#

Tom stands in the rain, barefoot, a red scarf around one hand.

> END: The boy

INT. STAIRS - NIGHT #dark#

Darkness. Three knocks, and nobody answers them.

> CUT TO: door
"""


def story(text: str) -> Story:
    found = read_story(text).draft
    assert found is not None
    return found


def changed(*replaced: tuple[str, str], old: str = OLD) -> Difference:
    """What `compare` says of OLD and of OLD with some words replaced."""
    new = old
    for before, after in replaced:
        assert before in new
        new = new.replace(before, after)
    return compare(story(old), story(new))


def told(difference: Difference) -> list[tuple[Any, ...]]:
    """Each change with its section, without lines and empty fields."""
    plain = difference.plain()
    return [
        (section, *(value for key, value in one.items() if key != "line"))
        for section, several in plain.items()
        if isinstance(several, list)
        for one in several
    ]


def test_nothing_changed() -> None:
    found = changed()
    assert found.equal
    assert found.same_text
    assert format_difference(found) == "The two are the same."


def test_remarks_comments_and_spacing_are_no_change() -> None:
    found = changed(("Rain hammers", "/* later */\n\nRain   hammers"), ("= Somebody", "[[my own note]]\n\n= Somebody"))
    assert found.equal
    assert not found.same_text
    assert "play the same" in format_difference(found)


def test_scenes_come_and_go() -> None:
    found = changed(("-> door", "-> hall"), ("EXT. DOOR", "INT. HALL - DAY #hall#\n\nA hall.\n\nEXT. DOOR"))
    assert told(found) == [
        ("nodes", "added", "hall", "INT. HALL - DAY"),
        ("edges", "added", "stairs", "→ hall", "Open the door."),
        ("edges", "added", "hall", "→ door"),
        ("edges", "removed", "stairs", "→ door", "Open the door."),
        ("lines", "added", "hall", "A hall."),
    ]


def test_another_id_is_another_name_of_the_same_scene() -> None:
    found = changed(("#dark#", "#cellar#"), ("TO: dark", "TO: cellar"))
    assert told(found) == [("nodes", "renamed", "cellar", "dark", "cellar")]


def test_a_scene_that_is_reworded_too_is_known_again() -> None:
    found = changed(("#dark#", "#cellar#"), ("TO: dark", "TO: cellar"), ("nobody answers them", "nobody answers"))
    assert [one[:3] for one in told(found)] == [("nodes", "renamed", "cellar"), ("lines", "reworded", "cellar")]


def test_conditions_follow_a_new_name() -> None:
    old = OLD.replace("trust > 0", 'seen("dark")')
    found = changed(("#dark#", "#cellar#"), ("TO: dark", "TO: cellar"), ('"dark"', '"cellar"'), old=old)
    assert told(found) == [("nodes", "renamed", "cellar", "dark", "cellar")]


def test_a_scene_that_stands_elsewhere_has_moved() -> None:
    head, door, dark = OLD[: OLD.index("EXT.")], OLD[OLD.index("EXT.") : OLD.index("INT. STAIRS - NIGHT #dark")], OLD[
        OLD.index("INT. STAIRS - NIGHT #dark") :]  # fmt: skip
    found = compare(story(OLD), story(f"{head}{dark}\n{door}"))
    assert [one[:2] for one in told(found)] == [("nodes", "moved")]


def test_headings_and_synopses() -> None:
    assert told(changed(("EXT. DOOR - NIGHT", "EXT. DOOR - DAWN"), ("knocks.\n\nRain", "calls.\n\nRain"))) == [
        ("nodes", "changed", "stairs", "synopsis", "Somebody knocks.", "Somebody calls."),
        ("nodes", "changed", "door", "heading", "EXT. DOOR - NIGHT", "EXT. DOOR - DAWN"),
    ]


def test_variables() -> None:
    new = ("var trust = 0]] [[var mood = enum(calm, cross)", "var faith = 0]] [[var mood = enum(calm, glad)")
    assert told(changed(new, ("trust > 0", "faith > 0"))) == [
        ("variables", "added", "faith", "0"),
        ("variables", "changed", "mood", "enum(calm, cross)", "enum(calm, glad)"),
        ("variables", "removed", "trust", "0"),
        ("logic", "removed", "stairs", "if trust > 0"),
        ("logic", "added", "stairs", "if faith > 0"),
    ]


def test_choices() -> None:
    assert told(changed(("+ Open the door.", "+ Open the heavy door."), ("* Blow", "+ Blow"))) == [
        ("choices", "changed", "stairs", "blow-out-the-lamp", "once", "again and again"),
        ("choices", "reworded", "stairs", "open-the-heavy-door", "Open the door.", "Open the heavy door."),
    ]
    found = changed(("* Blow out the lamp. -> DISSOLVE TO: dark", "+ Sing. -> dark"))
    assert told(found) == [
        ("edges", "changed", "stairs", "→ dark", "dissolve", "cut"),
        ("choices", "added", "stairs", "sing", "Sing."),
        ("choices", "removed", "stairs", "blow-out-the-lamp", "Blow out the lamp."),
    ]


def test_a_choice_with_an_id_is_known_by_it() -> None:
    old = OLD.replace("[[default]]", "[[default]] [[id: open]]")
    assert told(changed(("Open the door.", "Let him in."), old=old)) == [
        ("choices", "reworded", "stairs", "open", "Open the door.", "Let him in.")
    ]


def test_a_line_with_an_id_is_known_by_it_wherever_it_goes() -> None:
    moved = changed(("MARA\nCome in. [[line: k3f9]]\n\n", ""), ("> END", "MARA\nGo away now! [[line: k3f9]]\n\n> END"))
    assert told(moved) == [
        ("lines", "reworded", "door", "MARA", "Come in.", "Go away now!", "k3f9"),
        ("lines", "moved", "door", "MARA", "stairs", "Go away now!", "k3f9"),
    ]


def test_a_line_without_an_id_is_known_by_its_words() -> None:
    assert told(changed(("Who is there, at this hour?", "Who is out there, at this hour?"))) == [
        ("lines", "reworded", "stairs", "MARA (whispering)", "Who is there, at this hour?",
         "Who is out there, at this hour?")
    ]  # fmt: skip
    assert told(changed(("(whispering)\n", ""))) == [
        ("lines", "changed", "stairs", "MARA", "MARA (whispering): Who is there, at this hour?",
         "MARA: Who is there, at this hour?")
    ]  # fmt: skip


def test_a_line_that_is_wholly_new_is_added_and_the_old_one_removed() -> None:
    assert [one[:2] for one in told(changed(("Who is there, at this hour?", "Leave us.")))] == [
        ("lines", "added"),
        ("lines", "removed"),
    ]


def test_a_line_that_leaves_its_condition_is_seen() -> None:
    found = changed(("[[if trust > 0]]\n\nMARA", "MARA"), ("[[end]]\n", "[[if trust > 0]]\n\n[[end]]\n"))
    assert told(found) == [("logic", "moved", "stairs")]
    assert "another order" in format_difference(found)


def test_picture_words_and_the_title_page() -> None:
    assert told(changed(("low angle", "high angle"), ("Look: noir", "Look: ink"), ("60, yellow", "62, yellow"))) == [
        ("settings", "changed", "look", "noir", "ink"),
        ("settings", "changed", "cast: MARA", "60, yellow oilskin", "62, yellow oilskin"),
        ("logic", "removed", "stairs", "shot: low angle"),
        ("logic", "added", "stairs", "shot: high angle"),
    ]


def test_the_report_shows_both_versions() -> None:
    text = format_difference(
        changed(("+ Open the door.", "+ Open the heavy door."), ("var trust = 0", "var trust = 1"))
    )
    assert text.splitlines() == [
        "variables",
        "  ~ trust",
        "      - 0",
        "      + 1",
        "",
        "choices",
        "  ~ stairs open-the-heavy-door",
        "      - Open the door.",
        "      + Open the heavy door.",
        "",
        "1 variable, 1 choice",
    ]


def test_control_characters_stay_off_the_terminal() -> None:
    assert "\x1b" not in format_difference(changed(("Come in.", "Come\x1b[2J in.")))


def test_a_faulty_story_is_compared_as_far_as_it_can_be_read() -> None:
    found = changed(("TO: door", "TO: nowhere"))
    assert told(found) == [("edges", "added", "dark", "→ END:"), ("edges", "removed", "dark", "→ door")]


# --- likeness ---------------------------------------------------------------------------------------------------------


def test_the_most_alike_are_paired_first() -> None:
    pairs = Likeness().pairs(["red door", "blue door"], ["blue doors", "green", "red door"])
    assert pairs == [(0, 2), (1, 0)]


def test_what_must_move_is_as_little_as_can_be() -> None:
    assert out_of_order([0, 3, 1, 2]) == [1]
    assert out_of_order([]) == []


@given(st.lists(st.integers(0, 5), max_size=12), st.lists(st.integers(0, 5), max_size=12))
@settings(max_examples=60, deadline=None)
def test_blocks_turn_one_list_into_the_other(old: list[int], new: list[int]) -> None:
    gone = [n for a, _ in aligned(old, new) for n in a]
    come = [m for _, b in aligned(old, new) for m in b]
    assert [v for n, v in enumerate(old) if n not in gone] == [v for m, v in enumerate(new) if m not in come]


def test_lists_of_few_values_are_compared_without_their_order() -> None:
    old, new = [n % 7 for n in range(4000)], [n % 7 for n in range(4000)][::-1]
    ((gone, come),) = aligned(old, [*new, 9])
    assert (gone, come) == ([], [4000])


def test_work_is_bounded_and_what_is_the_same_is_still_found() -> None:
    chance = random.Random(1)
    old, new = (
        [" ".join(chance.choice("rain lamp door boat key".split()) for _ in range(60)) for _ in range(300)]
        for _ in range(2)
    )
    likeness = Likeness()
    assert 0 < len(likeness.pairs(old, new)) < 300
    assert likeness.of(old[0], old[0] + " again") == 0  # its work is done
    assert likeness.of(old[0], old[0]) == 1
