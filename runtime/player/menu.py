"""The menu of shows: posters to choose from, with the settings beside them. Which shows there are is handed in."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from runtime.player.canvas import Canvas
from runtime.player.faces import WindowFace
from runtime.player.hud.contrast import contrasted
from runtime.player.input import Act, Do, Inputs, Intent, Move, Next, Pick, Point, Press
from runtime.player.menuplan import columns_of, plan_menu
from runtime.player.palette import INK
from runtime.player.paper import paint
from runtime.player.plan import Plan, Stage, Target, in_turn, neighbour
from runtime.player.scanning import Scan, Seen
from runtime.player.snapshot import save_snapshot
from runtime.player.viewstate import ViewState

POLL_S = 0.016


@dataclass(frozen=True)
class ShowCard:
    """A show to choose."""

    id: str  # what is given back
    title: str
    author: str = ""
    synopsis: str = ""


@dataclass(frozen=True)
class Picked:
    """What was chosen, and how it is to be shown."""

    show: str  # id of the show
    view: ViewState
    generator: str


@dataclass(frozen=True)
class Menu:
    """The menu as it stands. Pure: `answered` gives the next one."""

    shows: tuple[ShowCard, ...]
    view: ViewState
    generators: tuple[str, ...] = ()
    generator: str = ""
    focus: str = ""  # "show:2" or "menu:volume"
    picked: bool = False
    left: bool = False
    fullscreen_turned: bool = False

    @property
    def at(self) -> int:
        """Index of the show that has the focus, or had it last; what the posters are scrolled to."""
        layer, _, name = self.focus.partition(":")
        return int(name) if layer == "show" else 0

    def answered(self, intent: Intent, plan: Plan, columns: int) -> Menu:
        """The menu after an intent; `columns` of posters stand beside one another."""
        match intent:
            case Point(x, y):
                target = plan.at(x, y)
                return replace(self, focus=target.key) if target and target.focusable else self
            case Press(x, y):
                target = plan.at(x, y)
                return self._pressed(target.key) if target else self
            case Move(dx, dy):
                return self._moved(dx, dy, plan, columns)
            case Next():
                return replace(self, focus=self._next(plan))
            case Pick(number):
                return self._pressed(f"show:{number - 1}") if number <= len(self.shows) else self
            case Do(act):
                return self._done(act)

    def _pressed(self, key: str) -> Menu:
        layer, _, name = key.partition(":")
        if layer == "show":
            return replace(self, focus=key, picked=True)
        if layer == "setting":
            return self._changed(name[:-1], 1 if name.endswith("+") else -1)
        if layer == "menu":
            return replace(self._changed(name, 0), focus=key)
        return self

    def _moved(self, dx: int, dy: int, plan: Plan, columns: int) -> Menu:
        """Among the shows by rows and columns, even those that are not in sight; settings one after the other."""
        layer, _, name = self.focus.partition(":")
        if layer == "menu" and dx:
            return self._changed(name, dx)
        if layer == "show" and self._stays(int(name), dx, dy, columns):
            return replace(self, focus=f"show:{int(name) + dx + dy * columns}")
        settings = tuple(target for target in plan.targets if target.key.startswith("menu:"))
        if layer == "show":
            return replace(self, focus=self._beside(plan, settings))
        keys = [target.key for target in settings if target.focusable]
        if self.shows and keys and self.focus == keys[0 if dy < 0 else -1]:
            return replace(self, focus="show:0")
        return replace(self, focus=in_turn(settings, self.focus, dy))

    def _next(self, plan: Plan) -> str:
        """Through all shows, then through the settings, and around."""
        layer, _, name = self.focus.partition(":")
        if layer == "show" and int(name) + 1 < len(self.shows):
            return f"show:{int(name) + 1}"
        keys = [target.key for target in plan.targets if target.key.startswith("menu:")]
        if self.focus in keys[:-1]:
            return keys[keys.index(self.focus) + 1]
        return "show:0" if self.shows and layer == "menu" else (keys or ["show:0"])[0]

    def _beside(self, plan: Plan, settings: tuple[Target, ...]) -> str:
        """The setting next to the show that has the focus."""
        here = plan.target(self.focus)
        return neighbour((here, *settings), self.focus, 1, 0) if here and settings else self.focus

    def _stays(self, index: int, dx: int, dy: int, columns: int) -> bool:
        """The step leads to another show."""
        if dx:
            return 0 <= index % columns + dx < columns and index + dx < len(self.shows)
        return 0 <= index + dy * columns < len(self.shows)

    def _done(self, act: Act) -> Menu:
        match act:
            case Act.CONFIRM:
                return self._pressed(self.focus)
            case Act.CANCEL if self.shows and not self.focus.startswith("show:"):
                return replace(self, focus="show:0")
            case Act.CANCEL | Act.QUIT:
                return replace(self, left=True)
            case Act.CAPTIONS | Act.FULLSCREEN | Act.LIMITS:
                return self._changed(act.value, 0)
            case Act.LARGER | Act.SMALLER:
                return self._changed("caption_size", 1 if act is Act.LARGER else -1)
            case Act.LOUDER | Act.QUIETER:
                return self._changed("volume", 1 if act is Act.LOUDER else -1)
            case _:
                return self

    def _changed(self, name: str, step: int) -> Menu:
        if name == "generator":
            return self._with_generator(step or 1)
        view = self.view.stepped(name, step)
        return replace(self, view=view, fullscreen_turned=view.fullscreen != self.view.fullscreen)

    def _with_generator(self, step: int) -> Menu:
        if not self.generators:
            return self
        now = self.generators.index(self.generator) if self.generator in self.generators else -step
        return replace(self, generator=self.generators[(now + step) % len(self.generators)])


def choose_show(
    window: WindowFace,
    shows: Sequence[ShowCard],
    view: ViewState,
    generators: Sequence[str] = (),
    *,
    pictures: Path | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Picked | None:
    """Show the menu until a show is picked; None when the viewer leaves."""
    if view.fullscreen and not window.fullscreen:
        window.toggle_fullscreen()
    view = view.model_copy(update={"fullscreen": window.fullscreen})
    focus = "show:0" if shows else "menu:captions"
    menu = Menu(tuple(shows), view, tuple(generators), generators[0] if generators else "", focus)
    canvas, inputs, scan, drawn = Canvas(window.size), Inputs(), Scan(), None
    while not (menu.picked or menu.left):
        now_s = clock()
        intents = inputs.translate(window.events(), window.size, now_s)
        for intent in scan.translate(intents, menu.view, Seen("menu", width=window.size[0]), now_s):
            menu = _followed(menu, intent, canvas, window, pictures)
        if drawn != (menu, window.size):
            drawn = (menu, window.size)
            draw_menu(menu, canvas, window, now_s)
        window.wait(POLL_S)
    index = menu.at
    return Picked(menu.shows[index].id, menu.view, menu.generator) if menu.picked and menu.shows else None


def draw_menu(menu: Menu, canvas: Canvas, window: WindowFace, now_s: float) -> None:
    """One picture of the menu, guarded and flipped."""
    canvas.onto(window.surface)
    canvas.surface.fill(INK)
    stage = Stage(*window.size, scale=menu.view.hud_size.factor)
    plan = plan_menu(menu, stage, canvas.case, canvas.hud.language)
    canvas.plan = contrasted(plan) if menu.view.high_contrast else plan
    paint(canvas.surface, canvas.plan, canvas.case)
    canvas.guard_flashes(now_s)
    window.show_pointer(True)
    window.flip()


def _followed(menu: Menu, intent: Intent, canvas: Canvas, window: WindowFace, pictures: Path | None) -> Menu:
    if intent == Do(Act.SNAPSHOT) and pictures:
        save_snapshot(canvas.surface, pictures)
    menu = menu.answered(intent, canvas.plan, columns_of(Stage(*window.size), len(menu.shows)))
    if menu.fullscreen_turned:
        window.toggle_fullscreen()
    return replace(menu, fullscreen_turned=False)
