"""The loop of a preview: the player's own, with the writer's keys before it and the writer's sheets over it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from runtime.player.paper import paint
from runtime.player.plan import Box, Plan, Stage
from runtime.player.playloop import Loop
from runtime.writer.preview.sheet import Sheet, lines_in, plan_sheet

if TYPE_CHECKING:
    import pygame

    from runtime.overlay import Picture
    from runtime.player.canvas import Canvas
    from runtime.player.faces import OutputFace, WindowFace
    from runtime.player.playloop import Setup
    from runtime.player.typecase import Typecase
    from runtime.writer.preview.preview import Preview
    from runtime.writer.preview.rows import Row

EDGE = 36  # px at 1080 lines
TOP_SHARE = 0.42  # of the height that may be said at the top
COLUMN_SHARE = 0.47  # of the width that a sheet takes
NARROW = 560  # px; below, a sheet is as wide as the window


@dataclass(frozen=True)
class Shown:
    """Everything that lies over the picture, in rows."""

    top: tuple[Row, ...] = ()
    sheet: str = ""
    rows: tuple[Row, ...] = ()
    scroll: int = 0


def finder_room(stage: Stage) -> Box:
    """Where the list of scenes stands."""
    edge = stage.px(EDGE)
    return stage.box.middle(min(stage.w - 2 * edge, max(NARROW, stage.px(1300))), stage.h - 2 * edge)


def plan_shown(shown: Shown, stage: Stage, case: Typecase, floor: int) -> tuple[Plan, int]:
    """All sheets, those above `floor` that can be, and how far the scrolled one can be scrolled."""
    edge = stage.px(EDGE)
    room = stage.box.inset(edge, edge)
    if shown.sheet in ("finder", "keys"):
        sheet = plan_sheet(shown.rows, finder_room(stage), stage, case, shown.scroll, wide=True)
        return sheet.plan, sheet.most
    top_room = room._replace(h=round(stage.h * TOP_SHARE))
    top = (
        plan_sheet(shown.top, top_room, stage, case, 0 if shown.rows else shown.scroll) if shown.top else Sheet(Plan())
    )
    if not shown.rows:
        return top.plan, top.most
    column = _column(room, top.box.bottom, stage, floor)
    sheet = plan_sheet(shown.rows, column, stage, case, shown.scroll, wide=True)
    return (top.plan.over(sheet.plan) if column.y == room.y else sheet.plan.over(top.plan)), sheet.most


def _column(room: Box, top: int, stage: Stage, floor: int) -> Box:
    """Where a sheet stands: below what is said at the top and above the choices, if that leaves enough of it."""
    wide = stage.portrait or stage.w < NARROW
    width = room.w if wide else max(NARROW // 2, round(room.w * COLUMN_SHARE))
    y = top + stage.px(10) if top and room.bottom - top > 0.4 * stage.h else room.y
    bottom = min(room.bottom, floor - stage.px(10))
    if bottom - y < 0.4 * stage.h:
        bottom = room.bottom
    return Box(room.x, y, min(room.w, width), bottom - y)


class Keys:
    """A window whose keys are the writer's first; the player gets those that are left."""

    def __init__(self, window: WindowFace, preview: Preview) -> None:
        self._window, self._preview = window, preview

    @property
    def size(self) -> tuple[int, int]:
        return self._window.size

    @property
    def surface(self) -> pygame.Surface:
        return self._window.surface

    @property
    def fullscreen(self) -> bool:
        return self._window.fullscreen

    @property
    def is_lost(self) -> bool:
        return self._window.is_lost

    def events(self) -> list[pygame.event.Event]:
        return [event for event in self._window.events() if not self._preview.took(event)]

    def wait(self, seconds: float) -> None:
        self._window.wait(seconds)

    def flip(self) -> None:
        self._window.flip()

    def toggle_fullscreen(self) -> None:
        self._window.toggle_fullscreen()

    def show_pointer(self, on: bool) -> None:
        self._window.show_pointer(on)


class PreviewLoop(Loop):
    """Plays a show that is being written."""

    def __init__(self, preview: Preview, window: WindowFace, output: OutputFace, canvas: Canvas, setup: Setup) -> None:
        self.preview = preview
        self._planned: tuple[object, Plan] = ((), Plan())
        super().__init__(preview.show, Keys(window, preview), output, canvas, setup)

    def pick_frame(self, now_s: float) -> Picture:
        self.preview.turn(now_s)
        picture = super().pick_frame(now_s)
        self.preview.notice = self.overlay.notice  # said where everything else is said
        self.overlay = replace(self.overlay, notice="")
        return picture

    def shown(self) -> Shown:
        """What lies over the picture now."""
        hand, stage = self.preview.hand, Stage(*self.window.size)
        if hand.finder is not None:
            fit = lines_in(finder_room(stage), stage, self.canvas.case)
            rows = hand.finder.rows(fit, self.preview.show.course.stretch.state.visits)
            return Shown((), "finder", rows)
        return Shown(self.preview.top_rows(), hand.sheet, self.preview.sheet_rows(), hand.scroll)

    def _seen(self, picture: Picture) -> tuple[object, ...]:
        return (*super()._seen(picture), self.shown())

    def draw_hud(self) -> None:
        super().draw_hud()
        shown, size = self.shown(), self.window.size
        seen = (shown, size, self.canvas.plan.floor)
        if self._planned[0] != seen:
            plan, most = plan_shown(shown, Stage(*size), self.canvas.case, self.canvas.plan.floor)
            self.preview.hand.scroll = min(self.preview.hand.scroll, most)
            self._planned = (seen, plan)
        paint(self.canvas.surface, self._planned[1], self.canvas.case)

    def flip(self, now_s: float) -> None:
        super().flip(now_s)
        self.preview.flipped(self._key)
