"""The pages over a show that stands still: pause with its settings, and the question before a restart."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from runtime.overlay import Overlay
from runtime.player.catalogue import said
from runtime.player.hud.blocks import Setting, button, button_height, joined, lines, middle_line, row, setting_row
from runtime.player.palette import MUTED, PAPER
from runtime.player.plan import Box, Piece, Plan, Rule, Stage, Veil
from runtime.player.typecase import Face, Typecase
from runtime.player.viewstate import ViewState

ACTIONS = ("resume", "back", "skip", "restart", "snapshot", "quit")
ON_A_CARD = ("resume", "snapshot", "quit")
ACCESS = "access"  # always offered, before what is of the machine
KEPT = ("way", "save", "load")  # after "back", as far as there is something to do
SETTINGS = ("captions", "caption_size", "time_limits", "volume", "music_volume", "fullscreen", "developer")
MACHINE = ("snapshot", "fullscreen", "developer")  # what a kiosk's visitors have no use for
ROW = 76


class Look(NamedTuple):
    """What a page needs beside its place."""

    focus: str
    view: ViewState
    language: str = "en"


def value_of(view: ViewState, key: str, language: str = "en") -> str:
    """A setting's value, in words."""
    match key:
        case _ if isinstance(getattr(view, key, None), bool):
            return said("on" if getattr(view, key) else "off", language)
        case "caption_size":
            return said(f"size {view.caption_size.value}", language)
        case "hud_size":
            return said("volume value", language, percent=round(100 * view.hud_size.factor))
        case "switch":
            return said(f"switch {view.switch.value}", language)
        case "scan_s":
            return said("seconds", language, seconds=f"{view.scan_s:g}")
        case "time_limits":
            return said(f"time {view.time_limits.value}", language)
        case _:
            share = view.music_volume if key == "music_volume" else view.volume
            return said("volume value", language, percent=round(100 * share))


def actions_of(overlay: Overlay) -> tuple[str, ...]:
    """What can be done now: nothing can be saved on a card, and only what is there can be opened or gone back to."""
    there = {
        "way": bool(overlay.way),
        "save": bool(overlay.slots) and overlay.card is None,
        "load": any(slot.heading for slot in overlay.slots),
    }
    kept = tuple(name for name in KEPT if there[name])
    first, rest = (ON_A_CARD[:1], ON_A_CARD[1:]) if overlay.card else (ACTIONS[:2], ACTIONS[2:])
    return (*first, *kept, *rest[:-2], ACCESS, *rest[-2:])


def plan_pause(overlay: Overlay, look: Look, stage: Stage, case: Typecase) -> Plan:
    """Actions on one side, settings on the other; one under the other where the surface is high."""
    actions = _offered(actions_of(overlay), look.view)
    settings = _offered(SETTINGS, look.view)
    page = Plan((Veil(stage.box, cover=0.88),), (), stage.h)
    rows = len(actions) + len(settings) + 1 if stage.portrait else max(len(actions), len(settings))
    room = stage.box.inset(round(stage.w * 0.06), round(stage.h * 0.07))
    head, head_h = _head(overlay, look, room, stage, case)
    below = room._replace(y=room.y + head_h, h=room.h - head_h)
    least = case.height(Face.SERIF, stage.text(38)) + 1
    row_h = min(max(stage.px(ROW), least), below.h // rows)
    width = min(room.w, max(300, stage.px(1500)))
    body = below.middle(width, row_h * rows)
    if look.view.reach:
        body = body._replace(y=below.bottom - body.h)
    head = _lowered(head, max(0, (body.y - below.y) * 2 // 3))
    left, right = _halves(body, row_h, len(actions), stage)
    parts = [page, Plan(head), _divider(left, right, stage)]
    for index, name in enumerate(actions):
        box = left._replace(y=left.y + index * row_h, h=row_h)
        parts.append(row(case, stage, box, f"pause:{name}", said(name, look.language), lit=_lit(look, name)))
    parts += setting_rows("pause", right, row_h, look, stage, case, settings)
    return joined(parts, 0)


def _offered(names: tuple[str, ...], view: ViewState) -> tuple[str, ...]:
    return tuple(name for name in names if name not in view.fixed and not (view.guarded and name in MACHINE))


def setting_rows(
    layer: str, box: Box, row_h: int, look: Look, stage: Stage, case: Typecase, names: tuple[str, ...] = SETTINGS
) -> list[Plan]:
    """Settings of the view, one a row."""
    return [
        setting_row(
            case,
            stage,
            box._replace(y=box.y + index * row_h, h=row_h),
            f"{layer}:{name}",
            (said(name, look.language), value_of(look.view, name, look.language)),
            lit=look.focus == f"{layer}:{name}",
        )
        for index, name in enumerate(names)
    ]


def plan_restart(look: Look, stage: Stage, case: Typecase) -> Plan:
    """The question before a restart; the focus stands on the answer that changes nothing."""
    width = min(round(stage.w * 0.86), max(240, stage.px(1000)))
    height = button_height(stage, case)
    gap = stage.px(24)
    box = stage.box.middle(width, min(stage.h, height * 2 + gap * 3))
    question, used = lines(case, said("restart?", look.language), box, Setting(Face.SERIF, stage.text(54), PAPER))
    y = box.y + used + gap * 2
    half = (width - gap) // 2
    answers = [
        button(
            case,
            stage,
            Box(box.x + index * (half + gap), y, half, height),
            key,
            said(word, look.language),
            lit=look.focus == key,
        )
        for index, (key, word) in enumerate((("restart:keep", "keep"), ("restart:again", "restart")))
    ]
    return joined([Plan((Veil(stage.box, cover=0.88), *question)), *answers], 0)


def _lit(look: Look, name: str) -> bool:
    return look.focus == f"pause:{name}"


def _head(overlay: Overlay, look: Look, room: Box, stage: Stage, case: Typecase) -> tuple[tuple[Piece, ...], int]:
    """The word "paused", and where the show stands."""
    title, used = lines(case, said("paused", look.language), room, Setting(Face.SERIF, stage.text(64), PAPER, 1))
    if stage.h < 150 or not overlay.heading:
        return title, used + stage.px(10)
    box = room._replace(y=room.y + used, h=case.height(Face.SANS, stage.text(26)))
    where = middle_line(case, overlay.heading, box, Setting(Face.SANS, stage.text(26), MUTED))
    return (*title, *where), used + box.h + stage.px(20)


def _lowered(pieces: tuple[Piece, ...], dy: int) -> tuple[Piece, ...]:
    """The head comes down toward a body that does not fill its room."""
    return tuple(replace(piece, box=piece.box._replace(y=piece.box.y + dy)) for piece in pieces)


def _halves(body: Box, row_h: int, actions: int, stage: Stage) -> tuple[Box, Box]:
    if stage.portrait:
        return body, body._replace(y=body.y + (actions + 1) * row_h)
    gap = stage.px(90)
    left = body._replace(w=(body.w - gap) * 44 // 100)
    return left, Box(left.right + gap, body.y, body.w - left.w - gap, body.h)


def _divider(left: Box, right: Box, stage: Stage) -> Plan:
    if stage.portrait:
        return Plan()
    x = (left.right + right.x) // 2
    return Plan((Rule(Box(x, left.y + stage.px(8), max(1, stage.px(1)), left.h - stage.px(16)), 0.35, PAPER),))
