"""What is said of the thing under the cursor."""

from __future__ import annotations

import random

from runtime.writer.server.draft import Draft
from runtime.writer.server.hover import hover, plain
from tests.runtime.writer.server.conftest import SHOW, draft_of, pointed


def said(draft: Draft, line: str, text: str = SHOW) -> str:
    found = hover(draft, draft.main, *pointed(text, line))
    return found.text if found else ""


def test_an_id_has_its_heading_its_synopsis_and_its_ways(draft: Draft) -> None:
    words = said(draft, "> CUT TO: do|or")
    assert words.startswith("**EXT. LIGHTHOUSE DOOR - NIGHT** `#door#`")
    assert "2 ways in" in words
    assert "- from stairs: Open the door. (if trust &gt;= 1)".replace("&gt;", "\\>") in words
    assert "- the end “The boy at the door”" in words
    assert "Mara hears a knock." in said(draft, "INT. LIGHTHOUSE STAIRS - NIGHT #sta|irs#")


def test_an_id_that_does_not_exist_is_said_to_be_none() -> None:
    text = "INT. A - DAY #a#\n\nText.\n\n> CUT TO: nowhere\n"
    assert said(draft_of(text), "> CUT TO: now|here", text) == "There is no scene `nowhere`."


def test_a_variable_has_its_kind_its_first_value_and_its_places(draft: Draft) -> None:
    words = said(draft, "[[var tr|ust = 0]] [[var has_lamp = true]]")
    assert words.startswith("**trust** number, begins as 0")
    assert "set in\n\n- `stairs`, line 27" in words
    assert "read in\n\n- `stairs`, line 24\n- `stairs`, line 27" in words
    assert "never read" in said(draft, "[[var lamp| = enum(dark, lit)]]")


def test_a_person_has_the_line_of_the_cast(draft: Draft) -> None:
    words = said(draft, "TOM| stands in the rain. Mara waits. [[music: tense]]")
    assert words == "**TOM** 12, barefoot, red scarf\n\nspeaks 1 time, is named in 2 scenes"
    text = "INT. A - DAY #a#\n\nTOM\nHi.\n"
    assert "not in the cast" in said(draft_of(text), "TO|M", text)


def test_a_place_has_the_line_of_the_bible_and_its_scenes(draft: Draft) -> None:
    words = said(draft, "INT. LIGHT|HOUSE STAIRS - NIGHT #dark#")
    assert words == "**LIGHTHOUSE STAIRS** spiral stairs of granite\n\n- `stairs`\n- `dark`"


def test_a_paragraph_has_the_prompt_that_the_director_sends(draft: Draft) -> None:
    words = said(draft, "Rain ham|mers the glass. MARA climbs with a lantern. [[shot: low angle]] [[ambience: rain]]")
    assert words.startswith("**Shot** `stairs.")
    assert "Rain hammers the glass. MARA climbs with a lantern." in words
    assert "low angle" in words
    assert "Paper-cut film." in words
    assert "tokens" in words
    assert "- **MARA** 60, keeper of the light, yellow oilskin" in words
    assert "- **LIGHTHOUSE STAIRS** spiral stairs of granite" in words


def test_what_is_said_has_a_prompt_too_and_braces_are_filled_in(draft: Draft) -> None:
    words = said(draft, "Who's th|ere? {trust} times.")
    assert "speaks" in words
    assert "Mara" in words


def test_a_body_is_filmed_without_the_other_bodies(draft: Draft) -> None:
    assert "The flame dies." in said(draft, "    The fl|ame dies. [[set has_lamp = false]]")
    text = SHOW.replace("    The flame dies.", "    TOM enters. The flame dies.")
    after = text.replace("/* Two", "The stairs are empty.\n\n/* Two")
    assert "Tom" not in said(draft_of(after), "The st|airs are empty.", after)


def test_both_parts_of_a_block_are_filmed() -> None:
    text = (
        "[[var x = 0]]\n\nINT. A - DAY #a#\n\n[[if x == 1]]\n\nA dog.\n\n"
        "[[else]]\n\nA cat on a chair.\n\n[[end]]\n\nThe end of it.\n"
    )
    draft = draft_of(text)
    assert "A dog." in said(draft, "A d|og.", text)
    assert "A cat" in said(draft, "A c|at on a chair.", text)
    assert "The end of it." in said(draft, "The e|nd of it.", text)


def test_a_note_is_explained(draft: Draft) -> None:
    assert said(draft, "+ Say nothing. [[def|ault]] -> dark").startswith("`[[default]]`\n\nThe choice that is taken")
    assert "The music's mood" in said(draft, "TOM stands in the rain. Mara waits. |[[music: tense]]")
    text = "INT. A - DAY #a#\n\nText. [[set up the lamp]]\n\n[[my own]]\n"
    assert "author's own note" in said(draft_of(text), "[[my| own]]", text)


def test_a_choice_is_shown_with_its_words(draft: Draft) -> None:
    line = '[[if visits("stairs") > 1 and chosen("stairs", "open|-the-door")]]'
    assert said(draft, line) == "`open-the-door` of `stairs`: Open the door."


def test_a_tag_has_its_scenes() -> None:
    text = "INT. A - DAY #a#\n\nText.\n\n> DRAW: tea\n\nINT. B - DAY #b#\n\n[[tag: tea]]\n\nText.\n\n> END: x\n"
    draft = draft_of(text)
    assert said(draft, "> DRAW: t|ea", text) == "scenes of “tea”\n\n- `b`"
    assert "from a (drawn by its tag)" in said(draft, "INT. B - DAY #|b#", text)


def test_nothing_is_said_of_nothing(draft: Draft) -> None:
    for line in ("|", "> CUT |TO: door"):
        assert said(draft, line) == ""
    assert hover(draft_of(""), "x", 0, 0) is None


def test_signs_of_markdown_are_only_signs() -> None:
    assert plain("a *b* `c`\n[d](e)") == "a \\*b\\* \\`c\\` \\[d\\](e)"


def test_any_place_of_any_text_can_be_asked() -> None:
    rng = random.Random(3)
    lines = SHOW.split("\n")
    for _ in range(60):
        rng.shuffle(lines)
        draft = draft_of("\n".join(lines[: rng.randrange(len(lines))]))
        for _ in range(6):
            hover(draft, draft.main, rng.randrange(-1, 60), rng.randrange(-1, 60))
    assert hover(draft_of(SHOW), "another file", 3, 3) is None
