"""The pages of what is kept: reached from the pause page, walked with every device, and nothing out of reach."""

from __future__ import annotations

from dataclasses import replace

import pytest

from runtime.commands import Command, Pause, Rewind
from runtime.overlay import Overlay, Slot, Waypoint
from runtime.player.controls import Controls, Effect, Keep, Page, Scene, answer, focused, kept_keys, settled
from runtime.player.hud import Hud
from runtime.player.hud.pages import actions_of
from runtime.player.input import Act, Do, Intent, Move, Pick, Press
from runtime.player.plan import Plan, Still
from runtime.player.typecase import Typecase
from runtime.player.viewstate import ViewState
from tests.runtime.player.fakes import END, TITLE
from tests.runtime.player.scenes import LONG, SIZES

STILL = b"\xff\xd8 nothing to see"
WAY = tuple(
    Waypoint(2 * n + 1, f"ROOM {n} - NIGHT", f"What now, for the {n}th time?", f"Go {n}", f"k{n}") for n in range(14)
)
EMPTY = tuple(Slot(str(n)) for n in range(1, 7))
FULL = (
    Slot("1", "STAIRS - NIGHT", "3 min", STILL),
    Slot("2"),
    Slot("3", LONG, LONG),
    *EMPTY[3:],
    Slot("left", "SEA", "1 min"),
)
KEPT = Overlay(paused=True, heading="STAIRS", way=WAY, slots=FULL, stills={"k3": STILL})
CASE = Typecase()


class Hand:
    """A viewer before a surface of one size."""

    def __init__(self, overlay: Overlay = KEPT, size: tuple[int, int] = (1280, 720), page: Page = Page.PAUSE) -> None:
        self.overlay, self.size, self.view = overlay, size, ViewState()
        self.controls = Controls(page=page)
        self.hud = Hud(CASE)
        self.effects: list[Effect | Keep] = []
        self.commands: list[Command] = []

    @property
    def plan(self) -> Plan:
        return self.hud.plan(self.overlay, self.view, self.controls, self.size)

    @property
    def focus(self) -> str:
        return focused(self.overlay, self.controls)

    def feel(self, *intents: Intent) -> Hand:
        for intent in intents:
            found = answer(intent, self.controls, Scene(self.overlay, self.plan, self.view, 9.0))
            self.controls = found.controls
            self.effects += found.effects
            self.commands += found.commands
            for command in found.commands:
                if isinstance(command, Pause):
                    self.overlay = replace(self.overlay, paused=command.on)
            self.controls = settled(self.controls, self.overlay, 9.0)
        return self

    def press(self, key: str) -> Hand:
        target = self.plan.target(key)
        assert target is not None, key
        return self.feel(Press(*target.box.centre))


def test_only_what_can_be_done_is_offered() -> None:
    assert {"way", "save", "load"} <= set(actions_of(KEPT))
    assert not {"way", "save", "load"} & set(actions_of(Overlay(paused=True)))
    assert "load" not in actions_of(Overlay(paused=True, slots=EMPTY))
    assert "save" not in actions_of(replace(KEPT, card=TITLE, way=()))
    assert {"way", "load"} <= set(actions_of(replace(KEPT, card=END)))


@pytest.mark.parametrize("page", [Page.SAVE, Page.LOAD, Page.WAY])
@pytest.mark.parametrize(
    "size", [pytest.param(size, marks=[pytest.mark.soak] if n % 4 else []) for n, size in enumerate(SIZES)]
)
def test_everything_is_reached_and_lies_on_the_surface(page: Page, size: tuple[int, int]) -> None:
    hand = Hand(size=size, page=page)
    keys = {*kept_keys(page, KEPT), f"{page}:close"}
    seen, edge = {hand.focus}, [hand.controls]
    while edge:
        stands = edge.pop()
        for step in (Move(0, 1), Move(1, 0), Move(0, -1), Move(-1, 0)):
            hand.controls = stands
            hand.feel(step)
            assert hand.plan.target(hand.focus) is not None, hand.focus
            if hand.focus not in seen:
                seen.add(hand.focus)
                edge.append(hand.controls)
    assert seen == keys
    for target in hand.plan.targets:
        assert target.box.x >= 0
        assert target.box.right <= size[0]
        assert target.box.bottom <= size[1] + 1
    boxes = [target.box for target in hand.plan.targets]
    assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[:n])


def test_a_slot_is_written_and_the_page_stays() -> None:
    hand = Hand().press("pause:save")
    assert (hand.controls.page, hand.focus) == (Page.SAVE, "save:2")
    hand.feel(Do(Act.CONFIRM)).press("save:5").feel(Pick(4))
    assert hand.effects == [Keep("2"), Keep("5"), Keep("4")]
    pages = [hand.controls.page, hand.feel(Do(Act.CANCEL)).controls.page]
    assert pages == [Page.SAVE, Page.PAUSE]
    assert hand.commands == []


def test_a_slot_is_opened_and_the_show_goes_on() -> None:
    hand = Hand().press("pause:load").feel(Move(1, 0), Move(1, 0), Do(Act.CONFIRM))
    assert hand.effects == [Keep("left", opened=True)]
    assert hand.commands == [Pause(on=False)]
    assert hand.controls.page is Page.NONE


def test_an_empty_slot_is_not_opened() -> None:
    hand = Hand(page=Page.LOAD).feel(Pick(2), Pick(9))
    assert hand.effects == []
    assert hand.plan.target("load:2") is None


def test_m_on_the_pause_page_shows_the_way_and_mutes_elsewhere() -> None:
    hand = Hand().feel(Do(Act.MUTE))
    assert (hand.controls.page, hand.focus) == (Page.WAY, f"way:{WAY[-1].stretch}")
    hand.feel(Move(-1, 0), Move(0, -1), Do(Act.CONFIRM))
    assert hand.commands == [Pause(on=False), Rewind(to=WAY[-5].stretch)]
    assert hand.controls.page is Page.NONE
    playing = Hand(Overlay(), page=Page.NONE).feel(Do(Act.MUTE))
    assert playing.controls.page is Page.NONE


def test_from_the_end_card_the_show_goes_back_without_a_pause() -> None:
    hand = Hand(replace(KEPT, card=END, paused=False)).press("pause:way").feel(Do(Act.CONFIRM))
    assert hand.commands == [Rewind(to=WAY[-1].stretch)]


def test_stills_are_shown_where_there_are_any() -> None:
    way = Hand(page=Page.WAY).feel(Move(0, -1), Move(0, -1), Move(0, -1), Move(0, -1))
    assert [piece.jpeg for piece in way.plan.pieces if isinstance(piece, Still)] == [STILL]
    load = Hand(page=Page.LOAD)
    assert [piece.jpeg for piece in load.plan.pieces if isinstance(piece, Still)] == [STILL]


def test_a_show_that_goes_on_by_itself_closes_the_page() -> None:
    hand = Hand(page=Page.WAY)
    hand.controls = settled(hand.controls, replace(KEPT, paused=False), 9.0)
    assert hand.controls.page is Page.NONE
