"""Sheets are readable over any picture, and never clipped in any window."""

from __future__ import annotations

import pytest

from runtime.player.palette import READABLE, brightest_behind, contrast
from runtime.player.plan import Plan, Stage, Words
from runtime.player.typecase import Typecase
from runtime.writer.preview.finder import Entry, Finder
from runtime.writer.preview.hand import key_rows
from runtime.writer.preview.rows import Row
from runtime.writer.preview.sheet import COVER, colour_of, lines_in, plan_sheet
from runtime.writer.preview.window import Shown, finder_room, plan_shown

SIZES = [(160, 90), (320, 180), (640, 360), (360, 640), (1280, 720), (1080, 1920), (3840, 2160)]
LONG = Row("A figure in a green raincoat kneels in the rain beside the door of a narrow house. " * 12, "dim", 1)
ROWS = (Row("doorstep", "head"), Row("x" * 300), LONG, *(Row(f"variable{n} = {n}", "mark", 1) for n in range(60)))


def within(plan: Plan, stage: Stage) -> bool:
    return all(stage.box.contains(piece.box) for piece in plan.pieces)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("sheet", ["", "inspector", "findings", "keys"])
def test_everything_stays_in_the_window(size: tuple[int, int], sheet: str) -> None:
    stage, case = Stage(*size), Typecase()
    for top in ((), ROWS[:2], ROWS):
        rows = key_rows() if sheet == "keys" else ROWS if sheet else ()
        for floor in (stage.h, stage.h // 2):
            plan, most = plan_shown(Shown(top, sheet, rows), stage, case, floor)
            assert within(plan, stage)
            assert (most > 0) == (bool(rows or top) and "more lines" in " ".join(words(plan)))


def words(plan: Plan) -> list[str]:
    return [piece.text for piece in plan.pieces if isinstance(piece, Words)]


def test_every_line_is_seen_by_scrolling() -> None:
    stage, case = Stage(640, 360), Typecase()
    rows = tuple(Row(f"line {n}") for n in range(90))
    seen: set[str] = set()
    scroll = most = 0
    while scroll <= most:
        sheet = plan_sheet(rows, stage.box.inset(12, 12), stage, case, scroll)
        seen |= set(words(sheet.plan))
        scroll, most = scroll + 8, sheet.most
    beyond = plan_sheet(rows, stage.box.inset(12, 12), stage, case, 10**6)
    seen |= set(words(beyond.plan))
    assert {row.text for row in rows} <= seen
    assert beyond.scroll == beyond.most


@pytest.mark.parametrize("sort", ["text", "head", "dim", "mark", "fault", "item"])
def test_every_sort_of_row_can_be_read_over_white(sort: str) -> None:
    assert contrast(colour_of(sort), brightest_behind(COVER)) >= READABLE  # type: ignore[arg-type]


def test_a_sheet_stays_above_the_choices_where_there_is_room() -> None:
    stage = Stage(1280, 720)
    plan, _ = plan_shown(Shown((), "inspector", ROWS), stage, Typecase(), 500)
    assert max(piece.box.bottom for piece in plan.pieces) <= 500


def test_the_list_of_scenes_shows_the_focus_in_every_window() -> None:
    entries = tuple(Entry(f"node{n}", f"INT. ROOM {n}", f"node{n} int. room {n}") for n in range(300))
    finder = Finder(entries).moved(150)
    for size in SIZES[1:]:
        stage, case = Stage(*size), Typecase()
        rows = finder.rows(lines_in(finder_room(stage), stage, case), {"node150": 2})
        plan, most = plan_shown(Shown((), "finder", rows), stage, case, stage.h)
        assert within(plan, stage)
        assert most == 0
        assert any("node150" in text for text in words(plan))


def test_typing_narrows_the_list_and_ids_come_first() -> None:
    entries = (
        Entry("a-hall", "INT. HALL", "a-hall int. hall the big one"), Entry("hall", "INT. X", "hall int. x"),
        Entry("yard", "EXT. YARD", "yard ext. yard"),
    )  # fmt: skip
    finder = Finder(entries).with_typed("hal")
    assert [one.id for one in finder.matches] == ["hall", "a-hall"]
    assert finder.chosen == "hall"
    assert finder.moved(-1).chosen == "a-hall"
    assert finder.with_typed("l").with_typed(" big").chosen == "a-hall"
    nothing = finder.with_typed("zz")
    assert (nothing.chosen, nothing.moved(1).chosen) == ("", "")
    assert "No scene" in nothing.rows(10, {})[1].text
    assert nothing.with_typed("\b").with_typed("\b").chosen == "hall"
