"""What the operator sees: everything inside the screen, large enough for a finger, and nothing over anything else."""

from __future__ import annotations

from itertools import combinations

import pytest

from runtime.kiosk.board import PADS, Board, Knock, Page, note_of, plan_board
from runtime.kiosk.operator import Command
from runtime.player.plan import Dot, Plan, Rule, Stage, Words
from runtime.player.typecase import Typecase

SIZES = [(1280, 720), (1080, 1920)]
LANGUAGES = ("en", "de", "ja", "ar")
LONG = "story.fountain:120: " + "a sentence about what is wrong with it " * 8


@pytest.fixture(scope="module")
def case() -> Typecase:
    return Typecase()


def words(plan: Plan) -> str:
    return " ".join(piece.text for piece in plan.pieces if isinstance(piece, Words))


def boards(language: str) -> list[Board]:
    faults = tuple(f"fault {n}: the sound device stopped" for n in range(40))
    return [
        Board(Page.PIN, language, typed=12, knock=Knock.WRONG, tries=3),
        Board(Page.PIN, language, knock=Knock.SHUT, wait_s=299),
        Board(Page.MENU, language, show="last-light", sure=Command.RESTART.value, version="Diorama 10.11.12"),
        Board(Page.LOGS, language, health=(LONG, LONG), faults=(LONG, *faults)),
        Board(Page.TEST, language, touches=((1, 1), (600, 400))),
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_inside_and_nothing_lies_over_anything(
    case: Typecase, size: tuple[int, int], language: str
) -> None:
    stage = Stage(*size, scale=2.0)  # what a visitor chose for the rest
    for board in boards(language):
        plan = plan_board(board, stage, case)
        assert all(stage.box.contains(one.box) for one in plan.targets), board.page
        marks = len(board.touches) * 4
        text = [piece for piece in plan.pieces[: len(plan.pieces) - marks] if isinstance(piece, Words)]
        assert all(stage.box.contains(piece.box) for piece in text), board.page
        assert not [pair for pair in combinations(plan.targets, 2) if pair[0].box.overlaps(pair[1].box)]
        assert not [pair for pair in combinations(text, 2) if pair[0].box.overlaps(pair[1].box)], board.page


@pytest.mark.parametrize("page", [Page.PIN, Page.MENU, Page.LOGS, Page.TEST])
def test_what_can_be_pressed_is_64_pixels_at_least_at_1080(case: Typecase, page: Page) -> None:
    for size in ((1920, 1080), (1080, 1920)):
        plan = plan_board(Board(page), Stage(*size), case)
        assert plan.targets
        assert all(min(one.box.w, one.box.h) >= 64 for one in plan.targets)


def test_the_pad_has_every_digit_and_shows_none(case: Typecase) -> None:
    stage = Stage(1920, 1080)
    plan = plan_board(Board(Page.PIN, typed=3), stage, case)
    keys = [one.key for one in plan.targets]
    assert keys == [*(f"desk:digit:{n}" if n.isdigit() else f"desk:{n}" for n in PADS), "desk:close"]
    dots = [piece.hollow for piece in plan.pieces if isinstance(piece, Dot)]
    assert dots == [False, False, False, True]
    assert words(plan).split().count("1") == 1  # the key's own


def test_wrong_tries_and_the_wait_are_told_in_words(case: Typecase) -> None:
    stage = Stage(1920, 1080)
    assert "Tries left: 2" in note_of(Board(Page.PIN, knock=Knock.WRONG, tries=2))
    shut = Board(Page.PIN, knock=Knock.SHUT, wait_s=245)
    assert "4:05" in note_of(shut)
    assert [one.key for one in plan_board(shut, stage, case).targets] == ["desk:close"]
    assert [one.key for one in plan_board(Board(Page.PIN, knock=Knock.TRIED), stage, case).targets] == ["desk:close"]


def test_the_menu_has_every_command_and_asks_twice(case: Typecase) -> None:
    stage = Stage(1280, 720)
    plan = plan_board(Board(Page.MENU, show="hello", percent=110), stage, case)
    assert [one.key for one in plan.targets] == [*(f"desk:do:{one.value}" for one in Command), "desk:close"]
    assert "On now: hello · Loudness 110 %" in words(plan)
    assert "Picture back" in words(plan_board(Board(Page.MENU, blanked=True), stage, case))
    assert "Again to confirm: Quit" in words(plan_board(Board(Page.MENU, sure="quit"), stage, case))


def test_more_than_there_is_room_for_is_counted(case: Typecase) -> None:
    faults = tuple(f"fault {n}" for n in range(200))
    plan = plan_board(Board(Page.LOGS, health=("Diorama 1",), faults=faults), Stage(1280, 720), case)
    told = words(plan)
    shown = sum(f"fault {n}" in told.split("  ") or f"fault {n} " in f"{told} " for n in range(200))
    assert 5 < shown < 200
    assert f"and {200 - shown} others" in told
    assert "No faults since the start." in words(plan_board(Board(Page.LOGS), Stage(1280, 720), case))


@pytest.mark.parametrize("corner", ["top-left", "top-right", "bottom-left", "bottom-right"])
def test_the_hold_grows_beside_the_corner(case: Typecase, corner: str) -> None:
    stage = Stage(1280, 720)
    assert plan_board(Board(corner=corner), stage, case).pieces == ()

    def bar(held: float) -> Rule:
        return next(
            one for one in plan_board(Board(corner=corner, held=held), stage, case).pieces if isinstance(one, Rule)
        )

    assert stage.box.contains(bar(1.0).box)
    assert bar(0.2).box.w < bar(0.6).box.w < bar(1.0).box.w
