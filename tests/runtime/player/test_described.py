"""A description is read in a dress of its own, where nobody speaks, as large and as clear as any caption."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest

from runtime.overlay import Overlay
from runtime.player.canvas import Canvas
from runtime.player.captions import plan_captions
from runtime.player.controls import Controls, Page
from runtime.player.palette import COVER, READABLE, brightest_behind, contrast
from runtime.player.plan import Plan, Plate, Rule, Stage, Words
from runtime.player.playloop import Setup
from runtime.player.typecase import Face, Typecase
from runtime.player.viewstate import CaptionSize, ViewState
from runtime.timeline import Caption
from tests.runtime.player.fakes import CAPTION, FakeShow, HandClock
from tests.runtime.player.test_playloop import Seat

SIZE = (1280, 720)
SEEN = Caption("", "Anna opens the iron gate. Behind it lies a garden of stone animals.", (240, 236, 226), 0, 96)


def planned(size: CaptionSize = CaptionSize.M) -> Plan:
    return plan_captions(SEEN, size, Stage(*SIZE), Typecase(), SIZE[1], described=True)


@pytest.mark.parametrize("size", list(CaptionSize))
def test_it_is_set_otherwise_than_what_is_said(size: CaptionSize) -> None:
    said = plan_captions(replace(SEEN, speaker="ANNA"), size, Stage(*SIZE), Typecase(), SIZE[1])
    assert {piece.face for piece in planned(size).pieces if isinstance(piece, Words)} == {Face.SERIF_ITALIC}
    assert {piece.face for piece in said.pieces if isinstance(piece, Words)} == {Face.SANS}
    assert any(isinstance(piece, Rule) for piece in planned(size).pieces)  # no colour is needed to tell them apart
    assert not any(isinstance(piece, Rule) for piece in said.pieces)


def test_it_can_be_read_over_anything_and_stays_on_its_plate() -> None:
    plan = planned(CaptionSize.XL)
    plate = next(piece for piece in plan.pieces if isinstance(piece, Plate))
    for piece in plan.pieces:
        assert plate.box.contains(piece.box)
        if isinstance(piece, Words):
            assert contrast(piece.colour, brightest_behind(COVER)) >= READABLE


def drawn(overlay: Overlay, view: ViewState, controls: Controls | None = None) -> bytes:
    canvas = Canvas(SIZE)
    canvas.surface.fill((90, 90, 90))
    canvas.draw_captions(overlay, view, controls or Controls())
    return bytes(pygame.image.tobytes(canvas.surface, "RGB"))


def test_it_is_seen_when_captions_are_on_and_gives_way_to_what_is_said() -> None:
    nothing = drawn(Overlay(), ViewState())
    assert drawn(Overlay(description=SEEN), ViewState()) != nothing
    assert drawn(Overlay(description=SEEN), ViewState(captions=False)) == nothing
    assert drawn(Overlay(description=SEEN), ViewState(), Controls(page=Page.PAUSE)) == nothing
    assert drawn(Overlay(CAPTION, SEEN), ViewState()) == drawn(Overlay(CAPTION), ViewState())


def test_a_loop_tells_its_show_what_the_viewer_wants() -> None:
    seat = Seat(Overlay(), Setup(view=ViewState()))
    seat.pass_by(0.1)
    assert seat.show.commands == []
    seat.loop.view = ViewState(description=True)
    seat.pass_by(0.1)
    seat.pass_by(0.1)
    seat.loop.view = ViewState()
    seat.pass_by(0.1)
    assert [command.model_dump() for command in seat.show.commands] == [
        {"kind": "describe", "on": True, "waits": False},
        {"kind": "describe", "on": False, "waits": False},
    ]


def test_another_show_on_the_stage_is_told_anew() -> None:
    seat = Seat(Overlay(), Setup(view=ViewState(description=True)))
    seat.pass_by(0.1)
    other = seat.loop.show = FakeShow()
    seat.pass_by(0.1)
    assert [command.kind for command in other.commands] == ["describe"]
    assert isinstance(seat.clock, HandClock)
