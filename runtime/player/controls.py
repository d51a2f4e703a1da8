"""What the viewer has in hand: the open page, the focus, and what each intent does. Pure: intents in, commands out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from runtime.commands import Back, Choose, Command, Pause, Restart, Rewind, SetTimeLimits, Skip
from runtime.overlay import Overlay
from runtime.player.input import Act, Do, Intent, Move, Next, Pick, Point, Press
from runtime.player.plan import Plan, in_turn, neighbour
from runtime.player.viewstate import ViewState
from runtime.timeline import Phase

STRIP_S = 3.0  # the buttons stay this long after the pointer moved
MASHING_S = 0.3  # a confirm this soon after another one, as a panel opens, was not meant for the panel


class Page(StrEnum):
    """A page over the show."""

    NONE = ""
    PAUSE = "pause"
    RESTART = "restart"
    SAVE = "save"
    LOAD = "load"
    WAY = "way"  # the choice points that were left
    ACCESS = "access"  # what makes a show easier to see, to hear and to steer


KEPT_PAGES = (Page.SAVE, Page.LOAD, Page.WAY)


class Effect(StrEnum):
    """What only the window's owner can do."""

    QUIT = "quit"
    FULLSCREEN = "fullscreen"
    SNAPSHOT = "snapshot"
    VOICE = "voice"  # say what can be chosen


@dataclass(frozen=True)
class Keep:
    """A slot is to be written, or to be opened."""

    slot: str
    opened: bool = False


@dataclass(frozen=True)
class Controls:
    """The viewer's hand. `focus` is the key of a target, used while its layer is on top."""

    page: Page = Page.NONE
    focus: str = ""
    strip: bool = False  # the buttons at the top are shown
    pointer_s: float = -1e9  # when the pointer last moved
    confirmed_s: float = -1e9  # when a confirm came last


@dataclass(frozen=True)
class Answer:
    """What follows from an intent."""

    controls: Controls
    view: ViewState
    commands: tuple[Command, ...] = ()
    effects: tuple[Effect | Keep, ...] = ()


@dataclass(frozen=True)
class Scene:
    """What the viewer saw when the intent came."""

    overlay: Overlay
    plan: Plan
    view: ViewState
    now_s: float


def layer(overlay: Overlay, controls: Controls) -> str:
    """Which layer takes the input: a page by its name, title, end, option, or none of them."""
    if controls.page:
        return controls.page.value
    if overlay.card:
        return overlay.card.kind
    panel = overlay.panel
    return "option" if panel and panel.phase in (Phase.OPENING, Phase.OPEN) else ""


def focused(overlay: Overlay, controls: Controls) -> str:
    """The key that has the focus: the viewer's, or the layer's own."""
    top = layer(overlay, controls)
    first = {"restart": "restart:keep", "pause": "pause:resume", "title": "title:begin", "end": "end:again"}
    first |= _first_kept(overlay) | {"access": "access:hud_size"}
    if top != "option":
        return controls.focus if top and controls.focus.startswith(top + ":") else first.get(top, "")
    assert overlay.panel is not None
    free = [option for option in overlay.panel.options if not option.locked]
    if any(controls.focus == f"option:{option.id}" for option in free):
        return controls.focus
    default = next((option for option in free if option.is_default), free[0] if free else None)
    return f"option:{default.id}" if default else ""


def _first_kept(overlay: Overlay) -> dict[str, str]:
    """Where the focus stands first on the pages of what is kept: the first free slot, a save, the last choice point."""
    free = next((slot.name for slot in overlay.slots if not slot.heading), "1")
    full = next((slot.name for slot in overlay.slots if slot.heading), "close")
    last = str(overlay.way[-1].stretch) if overlay.way else "close"
    return {"save": f"save:{free}", "load": f"load:{full}", "way": f"way:{last}"}


def kept_keys(page: str, overlay: Overlay) -> list[str]:
    """Everything that can be pressed on a page of what is kept, in sight or not, but for the way out."""
    if page == Page.WAY:
        return [f"way:{point.stretch}" for point in overlay.way]
    there = [slot.name for slot in overlay.slots if (slot.heading if page == Page.LOAD else slot.name != "left")]
    return [f"{page}:{name}" for name in there]


def settled(controls: Controls, overlay: Overlay, now_s: float) -> Controls:
    """The hand as time goes by: buttons fade, and a pause from elsewhere opens the pause page."""
    page = controls.page
    if overlay.paused and page is Page.NONE:
        page = Page.PAUSE
    elif not overlay.paused and page in (Page.PAUSE, Page.ACCESS, *KEPT_PAGES) and overlay.card is None:
        page = Page.NONE
    strip = overlay.card is not None or now_s - controls.pointer_s < STRIP_S
    return controls if (page, strip) == (controls.page, controls.strip) else replace(controls, page=page, strip=strip)


def answer(intent: Intent, controls: Controls, scene: Scene) -> Answer:
    """What an intent does now."""
    match intent:
        case Point(x, y):
            return _pointed(x, y, controls, scene)
        case Press(x, y):
            return _pressed(x, y, controls, scene)
        case Move(dx, dy):
            return _moved(dx, dy, controls, scene)
        case Next():
            return _went_on(controls, scene)
        case Pick(number):
            return _picked(number, controls, scene)
        case Do(act):
            return _done(act, controls, scene)


def _pointed(x: float, y: float, controls: Controls, scene: Scene) -> Answer:
    target = scene.plan.at(x, y)
    focus = target.key if target and target.focusable else controls.focus
    return Answer(replace(controls, focus=focus, pointer_s=scene.now_s, strip=True), scene.view)


def _pressed(x: float, y: float, controls: Controls, scene: Scene) -> Answer:
    """A press on a target is that target; beside them it only brings the buttons, but on the title card it begins."""
    target = scene.plan.at(x, y)
    shown = replace(controls, pointer_s=scene.now_s, strip=True)
    if target is None:
        begins = layer(scene.overlay, controls) == "title"
        return activate("title:begin", shown, scene) if begins else Answer(shown, scene.view)
    if target.focusable:
        shown = replace(shown, focus=target.key)
    return activate(target.key, shown, scene)


def _moved(dx: int, dy: int, controls: Controls, scene: Scene) -> Answer:
    """Moves the focus; on a setting, left and right change it. With nothing to choose, up and down are the volume."""
    here = focused(scene.overlay, controls)
    target = scene.plan.target(here)
    if not layer(scene.overlay, controls):
        return _changed("volume", -dy, controls, scene) if dy else Answer(controls, scene.view)
    if scene.plan.mirrored and (controls.page in KEPT_PAGES or (target and target.adjustable)):
        dx = -dx
    if target and target.adjustable and dx:
        return _changed(here.partition(":")[2], dx, controls, scene)
    if controls.page in KEPT_PAGES:
        return Answer(replace(controls, focus=_among_kept(controls.page.value, here, dx, dy, scene)), scene.view)
    if controls.page in (Page.PAUSE, Page.ACCESS) and dy:
        return Answer(replace(controls, focus=in_turn(scene.plan.targets, here, dy)), scene.view)
    return Answer(replace(controls, focus=neighbour(scene.plan.targets, here, dx, dy)), scene.view)


def _went_on(controls: Controls, scene: Scene) -> Answer:
    """The focus goes on in reading order, and around the end."""
    if not layer(scene.overlay, controls):
        return Answer(controls, scene.view)
    here = focused(scene.overlay, controls)
    return Answer(replace(controls, focus=in_turn(scene.plan.targets, here, 1)), scene.view)


def _among_kept(page: str, here: str, dx: int, dy: int, scene: Scene) -> str:
    """Row by row through all that is kept, what is out of sight too; under the last row is the way out."""
    keys = kept_keys(page, scene.overlay)
    rows = [target.box.y for target in scene.plan.targets if target.key in keys]
    columns = rows.count(rows[0]) if rows else 1
    if here not in keys:
        return keys[-1] if keys and (dy < 0 or dx < 0) else keys[0] if keys and dy > 0 else here
    index = keys.index(here) + dx + dy * columns
    if index < 0:
        return f"{page}:close" if dy else here
    return keys[index] if index < len(keys) else f"{page}:close"


def _picked(number: int, controls: Controls, scene: Scene) -> Answer:
    """The n-th option, counted from 1."""
    panel = scene.overlay.panel
    if controls.page in (Page.SAVE, Page.LOAD) and scene.plan.target(f"{controls.page}:{number}"):
        return activate(f"{controls.page}:{number}", controls, scene)
    if layer(scene.overlay, controls) != "option" or panel is None or not 1 <= number <= len(panel.options):
        return Answer(controls, scene.view)
    return activate(f"option:{panel.options[number - 1].id}", controls, scene)


def _done(act: Act, controls: Controls, scene: Scene) -> Answer:
    match act:
        case Act.CONFIRM:
            return _confirmed(controls, scene)
        case Act.CANCEL if controls.page is Page.RESTART:
            return activate("restart:keep", controls, scene)
        case Act.VOICE:
            return Answer(controls, scene.view, (), (Effect.VOICE,))
        case Act.ACCESS:
            return activate("pause:access", controls, scene)
        case Act.CANCEL if controls.page in (*KEPT_PAGES, Page.ACCESS):
            return activate(f"{controls.page}:close", controls, scene)
        case Act.MUTE if controls.page is Page.PAUSE and scene.overlay.way:
            return activate("pause:way", controls, scene)
        case Act.CANCEL | Act.PAUSE:
            return activate("pause:resume" if controls.page else "strip:pause", controls, scene)
        case Act.SKIP | Act.BACK | Act.RESTART if scene.overlay.card and scene.overlay.card.kind == "title":
            return Answer(controls, scene.view)
        case Act.SKIP | Act.BACK | Act.RESTART | Act.SNAPSHOT | Act.QUIT:
            return activate(f"pause:{act.value}", controls, scene)
        case Act.MUTE if "volume" not in scene.view.fixed:
            volume = 0.0 if scene.view.volume else ViewState().volume
            return Answer(controls, scene.view.model_copy(update={"volume": volume}))
        case _:
            key, step = CHANGES.get(act, ("", 0))
            return _changed(key, step, controls, scene)


CHANGES: dict[Act, tuple[str, int]] = {
    Act.CAPTIONS: ("captions", 1),
    Act.LARGER: ("caption_size", 1),
    Act.SMALLER: ("caption_size", -1),
    Act.LOUDER: ("volume", 1),
    Act.QUIETER: ("volume", -1),
    Act.LIMITS: ("time_limits", 0),
    Act.FULLSCREEN: ("fullscreen", 1),
    Act.DEVELOPER: ("developer", 1),
}


def _confirmed(controls: Controls, scene: Scene) -> Answer:
    since = scene.now_s - controls.confirmed_s
    controls = replace(controls, confirmed_s=scene.now_s)
    panel, top = scene.overlay.panel, layer(scene.overlay, controls)
    if top == "option" and panel and panel.age_s < MASHING_S and since < MASHING_S:
        return Answer(controls, scene.view)
    if not top:
        return Answer(replace(controls, pointer_s=scene.now_s, strip=True), scene.view)
    return activate(focused(scene.overlay, controls), controls, scene)


def activate(key: str, controls: Controls, scene: Scene) -> Answer:
    """Press what a key stands for: layer, colon, name."""
    where, _, name = key.partition(":")
    if where == "option":
        return _chosen(name, controls, scene)
    if where == "setting":
        name, step = name[:-1], 1 if name.endswith("+") else -1
        return _changed(name, step, controls, scene)
    if where in KEPT_PAGES:
        return _kept(where, name, controls, scene)
    if key == "access:close":
        return _page(Page.PAUSE, controls, scene)
    if key in ("pause:save", "pause:load", "pause:way", "pause:access"):
        return _page(Page(name), controls, scene)
    if key in ("strip:pause", "end:settings"):
        return _page(Page.PAUSE, controls, scene)
    if key in ("pause:resume", "restart:keep"):
        return _page(Page.NONE, controls, scene)
    if key == "pause:restart" and not (scene.overlay.card and scene.overlay.card.kind == "end"):
        return _page(Page.RESTART, replace(controls, focus="restart:keep"), scene)
    return _acted(name, controls, scene)


def _acted(name: str, controls: Controls, scene: Scene) -> Answer:
    """Functions that need no page of their own."""
    closed = replace(controls, page=Page.NONE, focus="")
    going_on: tuple[Command, ...] = (Pause(on=False),) if scene.overlay.paused else ()
    match name:
        case "begin" | "skip":
            card = scene.overlay.card
            can = card is None or (card.ready and card.kind == "title")
            return Answer(closed, scene.view, (*going_on, Skip()) if can else going_on)
        case "back":
            return Answer(closed, scene.view, (*going_on, Back()))
        case "again" | "restart":
            return Answer(closed, scene.view, (*going_on, Restart()))
        case "quit":
            return Answer(controls, scene.view, (), (Effect.QUIT,))
        case "snapshot":
            return Answer(controls, scene.view, (), (Effect.SNAPSHOT,))
        case _ if name in ViewState.model_fields and name != "guarded":
            return _changed(name, 0, controls, scene)
        case _:
            return Answer(controls, scene.view)


def _kept(page: str, name: str, controls: Controls, scene: Scene) -> Answer:
    """A slot is written or opened, or the show goes back along its way."""
    if name == "close":
        return _page(Page.PAUSE, controls, scene)
    if page == Page.SAVE:
        return Answer(replace(controls, focus=f"save:{name}"), scene.view, (), (Keep(name),))
    closed = replace(controls, page=Page.NONE, focus="")
    going_on: tuple[Command, ...] = (Pause(on=False),) if scene.overlay.paused else ()
    if page == Page.LOAD:
        there = any(slot.name == name and slot.heading for slot in scene.overlay.slots)
        opened = Answer(closed, scene.view, going_on, (Keep(name, opened=True),))
        return opened if there else Answer(controls, scene.view)
    return Answer(closed, scene.view, (*going_on, Rewind(to=int(name))))


def _chosen(choice: str, controls: Controls, scene: Scene) -> Answer:
    panel = scene.overlay.panel
    option = next((o for o in panel.options if o.id == choice), None) if panel else None
    if option is None or option.locked or layer(scene.overlay, controls) != "option":
        return Answer(controls, scene.view)
    return Answer(replace(controls, focus=f"option:{choice}"), scene.view, (Choose(choice=choice),))


def _page(page: Page, controls: Controls, scene: Scene) -> Answer:
    """Open or close a page; the show stands still behind it, but a card does that by itself."""
    first = f"access:{next(iter(scene.view.eases), 'close')}" if page is Page.ACCESS else ""
    focus = controls.focus if page is Page.RESTART else first
    turned = replace(controls, page=page, focus=focus)
    wanted = page is not Page.NONE
    held = scene.overlay.paused == wanted or scene.overlay.card is not None
    return Answer(turned, scene.view, () if held else (Pause(on=wanted),))


def _changed(key: str, step: int, controls: Controls, scene: Scene) -> Answer:
    """Change a setting by a step; a step of 0 goes on to the next value and around."""
    view = scene.view.stepped(key, step)
    commands: tuple[Command, ...] = ()
    if view.time_limits is not scene.view.time_limits:
        commands = (SetTimeLimits(limits=view.time_limits),)
    effects = (Effect.FULLSCREEN,) if view.fullscreen != scene.view.fullscreen else ()
    return Answer(controls, view, commands, effects)
