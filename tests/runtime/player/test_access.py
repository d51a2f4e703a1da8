"""Larger, plainer, calmer, lower: what the page of access changes on the screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generators.base import Transition
from runtime.overlay import Overlay, Picture
from runtime.player.controls import Controls, Page
from runtime.player.hud import Hud
from runtime.player.hud.contrast import BLACK, WHITE, YELLOW
from runtime.player.palette import contrast
from runtime.player.plan import Plan, Plate, Words
from runtime.player.transitions import calmed
from runtime.player.typecase import Typecase
from runtime.player.viewstate import ACCESS, CaptionSize, ViewState
from runtime.settings import Settings
from tests.runtime.player.fakes import TITLE, panel
from tests.runtime.player.scenes import SCENES

SIZE = (1280, 720)
SHOWN = Overlay(panel=panel())


def planned(overlay: Overlay, view: ViewState, controls: Controls | None = None) -> Plan:
    return Hud(Typecase()).plan(overlay, view, controls or Controls(), SIZE)


def words(plan: Plan) -> dict[str, Words]:
    return {piece.text: piece for piece in plan.pieces if isinstance(piece, Words)}


def test_everything_is_off_by_default_but_captions() -> None:
    view = ViewState()
    assert view.captions
    assert not any((view.high_contrast, view.reduced_motion, view.self_voicing, view.reach))
    assert view.hud_size.factor == 1.0


def test_every_setting_of_the_page_is_kept_in_the_settings_file() -> None:
    assert set(ACCESS) <= set(Settings.model_fields)
    assert ViewState.model_validate(Settings().model_dump(include=set(ViewState.model_fields))) == ViewState()


def test_the_hud_grows_as_far_as_there_is_room() -> None:
    sizes = [words(planned(SHOWN, ViewState(hud_size=size)))["1"].px for size in CaptionSize]
    assert sizes == sorted(sizes)
    assert sizes[-1] > 1.5 * sizes[0]
    page = Controls(page=Page.RESTART)
    question = "Start again from the beginning?"
    once, twice = (words(planned(Overlay(), ViewState(hud_size=size), page)) for size in ("S", "XL"))
    assert twice[question].px >= 1.9 * once[question].px


@pytest.mark.parametrize("name", ["panel", "title", "end", "pause", "nine", "locked", "restart?", "notice"])
def test_high_contrast_is_black_white_and_yellow(name: str) -> None:
    overlay, controls, view = SCENES[name]
    plan = Hud(Typecase()).plan(overlay, view.model_copy(update={"high_contrast": True}), controls, SIZE)
    found = {piece.colour for piece in plan.pieces if isinstance(piece, Words | Plate)}
    assert found <= {BLACK, WHITE, YELLOW}
    assert all(piece.cover in (0.0, 1.0) for piece in plan.pieces if isinstance(piece, Plate))
    assert min(contrast(WHITE, BLACK), contrast(BLACK, YELLOW)) >= 7


def test_with_less_motion_nothing_fades_in() -> None:
    for young in (replace(SHOWN, panel=panel(age_s=0.0)), Overlay(card=replace(TITLE, age_s=0.0))):
        assert min(piece.alpha for piece in planned(young, ViewState()).pieces if isinstance(piece, Words)) < 0.1
        still = planned(young, ViewState(reduced_motion=True))
        assert all(piece.alpha == 1.0 for piece in still.pieces if isinstance(piece, Words))


@pytest.mark.parametrize("moving", [Transition.IRIS, Transition.CURTAIN, Transition.PAGE])
def test_with_less_motion_pictures_fade_over(moving: Transition) -> None:
    assert calmed(Picture(transition=moving)).transition is Transition.DISSOLVE
    cut = Picture(transition=Transition.CUT)
    assert calmed(cut) is cut


@pytest.mark.parametrize("overlay", [Overlay(), SHOWN])
def test_within_reach_everything_lies_in_the_lower_half(overlay: Overlay) -> None:
    plan = planned(overlay, ViewState(reach=True), Controls(strip=True))
    assert plan.targets
    assert all(target.box.centre[1] > SIZE[1] * 0.45 for target in plan.targets)


def test_marks_do_not_need_colours() -> None:
    """The focus is a filled plate, the default and the lock have words; all of it in one colour stays told apart."""
    plan = planned(SHOWN, ViewState())
    assert {"if you wait", "You have not found the can"} <= set(words(plan))
    plates = [piece for piece in plan.pieces if isinstance(piece, Plate)]
    assert sum(piece.edge is None for piece in plates) == 1
