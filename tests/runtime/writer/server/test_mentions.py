"""Every place where a name stands: ids in jumps, calls and quotes, variables, people, places, tags, choices."""

from __future__ import annotations

import pytest

from runtime.writer.server.draft import Draft
from runtime.writer.server.mentions import Sort, insertions
from tests.runtime.writer.server.conftest import SHOW, draft_of

LINES = SHOW.split("\n")


def shown(draft: Draft, sort: Sort, name: str) -> list[str]:
    """The lines in which a name stands, its characters in brackets."""
    found = []
    for mention in draft.index.of(sort, name):
        spot = mention.spot
        line = draft.line(spot.file, spot.line)
        found.append(f"{line[: spot.start]}⟨{line[spot.start : spot.end]}⟩{line[spot.end :]}".strip())
    return found


def test_a_node_is_found_in_headings_jumps_detours_quotes_and_the_title_page(draft: Draft) -> None:
    assert shown(draft, "node", "stairs") == [
        "Start: ⟨stairs⟩",
        "INT. LIGHTHOUSE STAIRS - NIGHT #⟨stairs⟩#",
        '[[if visits("⟨stairs⟩") > 1 and chosen("stairs", "open-the-door")]]',
        '[[if visits("stairs") > 1 and chosen("⟨stairs⟩", "open-the-door")]]',
    ]
    assert shown(draft, "node", "dark") == [
        "INT. LIGHTHOUSE STAIRS - NIGHT #⟨dark⟩#",
        "* Blow out the lamp. [[if has_lamp]] -> DISSOLVE TO: ⟨dark⟩",
        "+ Say nothing. [[default]] -> ⟨dark⟩",
    ]
    assert "[[call: ⟨cellar⟩]]" in shown(draft, "node", "cellar")
    assert "> CUT TO: ⟨door⟩" in shown(draft, "node", "door")


def test_a_variable_is_found_where_it_is_declared_set_and_read(draft: Draft) -> None:
    assert shown(draft, "variable", "trust") == [
        "[[var ⟨trust⟩ = 0]] [[var has_lamp = true]]",
        "Who's there? {⟨trust⟩} times.",
        "+ Open the door. [[if ⟨trust⟩ >= 1]] [[set trust += 1]] -> door",
        "+ Open the door. [[if trust >= 1]] [[set ⟨trust⟩ += 1]] -> door",
    ]
    roles = [mention.role for mention in draft.index.of("variable", "trust")]
    assert roles == ["definition", "use", "use", "set"]
    assert not draft.index.of("variable", "dark")


def test_people_are_found_in_cues_and_words_but_not_in_ids(draft: Draft) -> None:
    assert shown(draft, "cast", "TOM") == [
        "⟨TOM⟩ - 12, barefoot, red scarf",
        "⟨TOM⟩ stands in the rain. Mara waits. [[music: tense]]",
        "⟨TOM⟩",
        "⟨TOM⟩ sits.",
    ]
    assert "[[choice 9s: What does ⟨Mara⟩ do?]]" in shown(draft, "cast", "MARA")
    other = draft_of(
        "Cast:\n    WILL - a man\n\nINT. A - DAY #will#\n\nWILL will go. -> will\n\nWILL\nI will. Will you?\n"
    )
    assert shown(other, "cast", "WILL") == [
        "⟨WILL⟩ - a man",
        "⟨WILL⟩ will go. -> will",
        "⟨WILL⟩",
        "I will. ⟨Will⟩ you?",
    ]


def test_places_are_found_by_their_longest_name(draft: Draft) -> None:
    assert shown(draft, "place", "LIGHTHOUSE STAIRS")[1] == "INT. ⟨LIGHTHOUSE STAIRS⟩ - NIGHT #stairs#"
    assert shown(draft, "place", "LIGHTHOUSE") == [
        "⟨LIGHTHOUSE⟩ - white granite tower",
        "EXT. ⟨LIGHTHOUSE⟩ DOOR - NIGHT #door#",
    ]
    assert shown(draft, "place", "CELLAR") == ["INT. ⟨CELLAR⟩ - NIGHT #cellar#"]


def test_choices_are_found_by_their_ids(draft: Draft) -> None:
    assert shown(draft, "choice", "stairs/open-the-door") == [
        "+ ⟨Open the door.⟩ [[if trust >= 1]] [[set trust += 1]] -> door",
        '[[if visits("stairs") > 1 and chosen("stairs", "⟨open-the-door⟩")]]',
    ]


def test_tags_are_found_and_ids_in_included_files() -> None:
    text = "INT. A - DAY #a#\n\nText.\n\n> DRAW: rumour BY first\n\nINT. B - DAY #b#\n\n[[tag: rumour]]\n\nText.\n\n"
    draft = draft_of(f"{text}[[include: act2.fountain]]\n", act2="INT. C - DAY #c#\n\nText.\n\n> CUT TO: a\n")
    assert shown(draft, "tag", "rumour") == ["> DRAW: ⟨rumour⟩ BY first", "[[tag: ⟨rumour⟩]]"]
    assert shown(draft, "node", "a")[1] == "> CUT TO: ⟨a⟩"
    assert draft.index.of("node", "a")[1].spot.file == "/nowhere/act2.fountain"


@pytest.mark.parametrize(
    ("line", "node"),
    [
        ("+ Go. [[says: a -> b]] -> CONTINUE: Room", "+ Go. [[says: a -> b]] -> CONTINUE: ⟨Room⟩"),
        ("/* room */ > CUT TO: room", "/* room */ > CUT TO: ⟨room⟩"),
        ("> CUT TO: #room#", "> CUT TO: #⟨room⟩#"),
    ],
)
def test_ids_are_found_in_odd_places(line: str, node: str) -> None:
    draft = draft_of(f"INT. Room - DAY #x#\n\nText.\n\n[[choice: Q]]\n{line}\n\nINT. Y - DAY #room#\n\nText.\n")
    assert node in shown(draft, "node", "room")


def test_an_unnamed_heading_is_its_own_id() -> None:
    draft = draft_of("INT. ROOM - DAY\n\nText.\n\n> CUT TO: int-room-day\n")
    assert shown(draft, "node", "int-room-day") == ["⟨INT. ROOM - DAY⟩", "> CUT TO: ⟨int-room-day⟩"]
    assert draft.index.at("/nowhere/show.fountain", 0, 6).sort == "place"  # type: ignore[union-attr]


def test_wrapped_notes_and_comments_keep_their_columns() -> None:
    text = "[[var x = 0]]\n\nINT. A - DAY #a#\n\nText [[set x =\n   x + 1]] and {x} /* {x} */ more {x|y} {~x} \\{x}.\n"
    draft = draft_of(text)
    spots = [(m.spot.line, m.spot.start) for m in draft.index.of("variable", "x")]
    assert spots == [(0, 6), (4, 11), (5, 3), (5, 16)]


def test_only_expressions_are_insertions() -> None:
    text = "{a} {b|c} {~d} \\{e} {f|{g}} {h"
    assert [text[a:b] for a, b in insertions(text)] == ["a", "g"]


def test_nothing_is_found_in_nothing() -> None:
    assert draft_of("").index.at("/nowhere/show.fountain", 0, 0) is None
    assert draft_of("").links.into == {}
