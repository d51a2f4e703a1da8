"""What a kiosk lays over the picture: the words of attract, the menu, the questions, and the night. Plans only.

What can be pressed is called `kiosk:` and what it does: `show:NAME`, `language:TAG`, `stay`, `leave`.
"""

from __future__ import annotations

from dataclasses import dataclass

from runtime.kiosk.states import Phase, Why
from runtime.kiosk.words import name_of, said
from runtime.overlay import Overlay
from runtime.player.controls import Controls
from runtime.player.hud import Hud
from runtime.player.hud.blocks import Setting, button, button_height, joined, lines
from runtime.player.palette import AMBER, INK, MUTED, PAPER
from runtime.player.plan import Box, Piece, Plan, Plate, Poster, Rule, Stage, Target, Veil
from runtime.player.typecase import Face, Typecase
from runtime.player.viewstate import ViewState

NIGHT = (0, 0, 0)


@dataclass(frozen=True)
class Poise:
    """A show in the menu."""

    name: str
    title: str
    synopsis: str = ""


@dataclass(frozen=True)
class Layer:
    """All that a kiosk says at a moment."""

    phase: Phase = Phase.CLOSED
    language: str = "en"
    languages: tuple[str, ...] = ()
    shows: tuple[Poise, ...] = ()
    title: str = ""  # of the show that attracts
    focus: str = ""
    why: Why | None = None  # of the question that is open
    answers: bool = True
    left_s: int = 0  # whole seconds to answer it
    night: str = ""  # what is said to whoever touches a closed kiosk


class KioskHud(Hud):
    """The player's HUD with a kiosk's own layer: in attract and menu there is nothing else."""

    layer = Layer()
    _planned = Layer()

    def plan(self, overlay: Overlay, view: ViewState, controls: Controls, size: tuple[int, int]) -> Plan:
        if self.layer != self._planned:
            self._planned, self._last = self.layer, None
        return super().plan(overlay, view, controls, size)

    def _plan(self, overlay: Overlay, view: ViewState, controls: Controls, stage: Stage) -> Plan:
        layer = self.layer
        match layer.phase:
            case Phase.CLOSED:
                return plan_night(layer, stage, self.case)
            case Phase.ATTRACT | Phase.RESET:
                return plan_attract(layer, stage, self.case)
            case Phase.MENU:
                return plan_menu(layer, stage, self.case)
            case Phase.VISIT:
                below = super()._plan(overlay, view, controls, stage)
                return plan_question(layer, stage, self.case).over(below) if layer.why else below


def plan_night(layer: Layer, stage: Stage, case: Typecase) -> Plan:
    """Black; whoever touches it is told when it opens."""
    if not layer.night:
        return Plan(floor=stage.h)
    how = Setting(Face.SERIF, stage.text(44), MUTED, 3)
    width = round(stage.w * 0.7)
    words, _ = lines(case, layer.night, stage.box.middle(width, stage.px(120)), how)
    return Plan(words, (), stage.h)


def plan_attract(layer: Layer, stage: Stage, case: Typecase) -> Plan:
    """Over the foot of the picture: what to do, which show it is, that it is generated, and in which language."""
    if layer.phase is Phase.RESET:
        return Plan(floor=stage.h)
    pad = stage.px(64)
    foot = stage.h - stage.px(48)
    height = button_height(stage, case)
    pills = _pills(layer, Box(pad, foot - height, stage.w - 2 * pad, height), stage, case)
    left = min((target.box.x for target in pills.targets), default=stage.w - pad)
    column = Box(pad, 0, max(stage.w // 3, left - pad - stage.px(40)), height)
    small = stage.text(28)
    notice = _set(said("made by AI", layer.language), Setting(Face.SANS, small, MUTED, 2), column, foot, case)
    top = _top(notice, foot) - stage.px(8)
    touch = _set(said("touch", layer.language), Setting(Face.SERIF, stage.text(72), PAPER, 2), column, top, case)
    rule = Rule(Box(pad, _top(touch, top) - stage.px(8), stage.px(130), stage.px(4)), colour=AMBER)
    title = _set(
        layer.title, Setting(Face.SERIF_ITALIC, stage.text(40), PAPER, 1), column, rule.box.y - stage.px(12), case
    )
    floor = _top(title, rule.box.y) - stage.px(12)
    ramp = stage.px(170)
    veil = Veil(Box(0, floor - ramp, stage.w, stage.h - floor + ramp), cover=0.8, ramp=ramp)
    return joined([Plan((veil, *title, rule, *touch, *notice)), pills], floor)


def plan_menu(layer: Layer, stage: Stage, case: Typecase) -> Plan:
    """The shows as posters over the darkened picture, languages and the way back under them."""
    pad = stage.px(64)
    room = stage.box.inset(pad, stage.px(48))
    height = button_height(stage, case)
    head, used = lines(case, said("choose", layer.language), room, Setting(Face.SERIF, stage.text(72), PAPER, 1))
    foot = Box(room.x, room.bottom - height, room.w, height)
    back = Box(foot.x, foot.y, stage.px(300), height)
    lit = layer.focus == "kiosk:leave"
    parts = [
        Plan((Veil(stage.box, cover=0.82), *head)),
        _posters(layer, Box(room.x, room.y + used + pad // 2, room.w, foot.y - room.y - used - pad), stage, case),
        button(case, stage, back, "kiosk:leave", said("back", layer.language), lit=lit),
        _pills(layer, foot, stage, case),
    ]
    return joined(parts, 0)


def plan_question(layer: Layer, stage: Stage, case: Typecase) -> Plan:
    """Still here? A card in the middle; the show goes on around it."""
    height = button_height(stage, case)
    box = stage.box.middle(min(round(stage.w * 0.86), stage.px(1180)), stage.px(370) + height)
    inner = box.inset(stage.px(64), stage.px(56))
    why = layer.why or Why.IDLE
    asked, used = lines(case, said(why.value, layer.language), inner, Setting(Face.SERIF, stage.text(76), PAPER, 2))
    key = "ends in" if layer.answers else "ends anyway"
    told = said(key, layer.language, seconds=layer.left_s)
    under = inner._replace(y=inner.y + used + stage.px(20))
    more, _ = lines(case, told, under, Setting(Face.SANS, stage.text(38), MUTED, 2))
    ground = Plate(box, colour=INK, cover=0.95, edge=AMBER, edge_px=max(1, stage.px(2)), radius=stage.px(18))
    card = Plan((Veil(stage.box, cover=0.5), ground, *asked, *more))
    return joined([card, _answers(layer, inner, height, stage, case)], box.y)


def _answers(layer: Layer, inner: Box, height: int, stage: Stage, case: Typecase) -> Plan:
    gap = stage.px(28)
    stay = "more" if layer.why is Why.LIMIT else "stay"
    keys = [("kiosk:stay", stay), ("kiosk:leave", "leave")] if layer.answers else [("kiosk:leave", "leave")]
    width = min((inner.w - gap * (len(keys) - 1)) // len(keys), stage.px(480))
    left = inner.x + (inner.w - width * len(keys) - gap * (len(keys) - 1)) // 2
    focus = layer.focus if any(layer.focus == key for key, _ in keys) else keys[0][0]
    return joined(
        [
            button(
                case,
                stage,
                Box(left + n * (width + gap), inner.bottom - height, width, height),
                key,
                said(word, layer.language),
                lit=key == focus,
            )
            for n, (key, word) in enumerate(keys)
        ],
        0,
    )


def _posters(layer: Layer, room: Box, stage: Stage, case: Typecase) -> Plan:
    """All shows in sight: one row as long as they are few."""
    count = max(1, len(layer.shows))
    columns = count if count <= 3 and not stage.portrait else 2 if stage.portrait else min(4, -(-count // 2))
    rows = -(-count // columns)
    gap = stage.px(36)
    width = min((room.w - gap * (columns - 1)) // columns, stage.px(620))
    height = min((room.h - gap * (rows - 1)) // rows, round(width * 0.94))
    whole = room.middle(columns * width + gap * (columns - 1), rows * height + gap * (rows - 1))
    parts = []
    for n, show in enumerate(layer.shows):
        row, column = divmod(n, columns)
        box = Box(whole.x + column * (width + gap), whole.y + row * (height + gap), width, height)
        parts.append(_poster(show, box, stage, case, lit=layer.focus == f"kiosk:show:{show.name}"))
    return joined(parts, 0)


def _poster(show: Poise, box: Box, stage: Stage, case: Typecase, *, lit: bool) -> Plan:
    inner = box.inset(stage.px(18), stage.px(18))
    picture = inner._replace(h=min(inner.w * 9 // 16, inner.h * 6 // 10))
    ink, second = (INK, INK) if lit else (PAPER, MUTED)
    colour, cover = (PAPER, 0.97) if lit else (INK, 0.9)
    ground = Plate(box, colour=colour, cover=cover, edge=None if lit else MUTED, radius=stage.px(14))
    words = inner._replace(y=picture.bottom + stage.px(12))
    title, used = lines(case, show.title, words, Setting(Face.SERIF, stage.text(48), ink, 1), align=0)
    small = Setting(Face.SANS, stage.text(30), second, 3, stage.text(26), even=False)
    height = case.height(Face.SANS, small.px)
    fits = (inner.bottom - words.y - used) // max(1, height)
    under = words._replace(y=words.y + used)
    more = lines(case, show.synopsis, under, small._replace(most_lines=min(3, fits)), align=0)[0] if fits > 0 else ()
    pieces: tuple[Piece, ...] = (ground, Poster(picture, title=show.title, radius=stage.px(8)), *title, *more)
    return Plan(pieces, (Target(f"kiosk:show:{show.name}", box),))


def _pills(layer: Layer, room: Box, stage: Stage, case: Typecase) -> Plan:
    """The languages, at the right of the foot, within everybody's reach; none where there is only one."""
    if len(layer.languages) < 2:
        return Plan()
    gap = stage.px(16)
    how = Setting(Face.SANS, stage.text(32), PAPER)
    parts, right = [], room.right
    for tag in reversed(layer.languages):
        width = max(stage.px(140), case.width(how.face, how.px, name_of(tag)) + stage.px(56))
        box = Box(right - width, room.y, width, room.h)
        key = f"kiosk:language:{tag}"
        parts.append(button(case, stage, box, key, name_of(tag), lit=tag == layer.language or layer.focus == key))
        right = box.x - gap
    return joined(parts[::-1], 0)


def _set(text: str, how: Setting, column: Box, bottom: int, case: Typecase) -> tuple[Piece, ...]:
    """Lines that end above `bottom`, at the left of a column."""
    _, used = lines(case, text, column, how, align=0)
    return lines(case, text, column._replace(y=bottom - used), how, align=0)[0]


def _top(pieces: tuple[Piece, ...], otherwise: int) -> int:
    return min((piece.box.y for piece in pieces), default=otherwise)
