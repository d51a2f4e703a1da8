"""Contact sheets: everything has one, they are labelled pictures, and a part can be asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pygame

from generators.papertheatre.props import PROPS
from generators.papertheatre.sets import BUILDERS
from generators.papertheatre.sheets import views
from generators.papertheatre.sheets.board import GAP, LABEL, TITLE, Print, board, save
from generators.papertheatre.sheets.cast import actions
from generators.papertheatre.sheets.views import named_sheets, sheets
from generators.papertheatre.words import INDOORS, kind_of


def test_a_board_has_room_for_every_picture_and_its_label() -> None:
    red = np.zeros((20, 30, 3), np.uint8)
    red[:, :] = (200, 30, 20)
    sheet = board("five", [Print(red, str(n)) for n in range(5)], 2)
    assert sheet.get_size() == (GAP + 2 * (30 + GAP), TITLE + 3 * (20 + LABEL + GAP) + GAP)
    last = (GAP + 5, TITLE + 2 * (20 + LABEL + GAP) + 5)
    assert tuple(sheet.get_at(last))[:3] == (200, 30, 20)
    assert tuple(sheet.get_at((last[0] + 30 + GAP, last[1])))[:3] != (200, 30, 20)


def test_an_empty_board_is_a_title() -> None:
    assert board("nothing", [], 3).get_height() >= TITLE


def test_a_sheet_is_saved_into_a_folder_that_is_made(tmp_path: Path) -> None:
    path = save(board("one", [Print(np.full((9, 16, 3), 90, np.uint8), "one")], 1), tmp_path / "deep" / "one.jpg")
    assert pygame.image.load(str(path)).get_width() == 16 + 2 * GAP


def test_every_set_has_a_sheet_and_a_part_can_be_asked_for(tmp_path: Path) -> None:
    assert {f"set-{kind}" for kind in BUILDERS} <= set(named_sheets((96, 54)))
    made = list(sheets(tmp_path, (96, 54), "set-cave"))
    assert made == [tmp_path / "set-cave.jpg"]


def test_the_words_of_a_set_sheet_lead_to_that_set() -> None:
    wrong = {k: found for k in BUILDERS if (found := kind_of(k in INDOORS, views.place_of(k), "", "")) != k}
    assert wrong == {}


def test_every_thing_and_every_action_is_on_a_sheet() -> None:
    assert {label for _, label in views._things()} == set(PROPS)
    assert len({shot.cast[0].action for shot, _ in actions()}) >= 20
