"""What a kiosk lays over the picture: the words of attract, the menu, the questions, and the night. Plans only.

What can be pressed is called `kiosk:` and what it does: `begin`, `show:NAME`, `language:TAG`, `access`, `stay`,
`leave`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from runtime.kiosk.board import Board, plan_board
from runtime.kiosk.foot import Item, ease_item, item_height, language_items, plan_foot
from runtime.kiosk.states import Phase, Why
from runtime.kiosk.words import said
from runtime.overlay import Overlay
from runtime.player.controls import Controls, Page
from runtime.player.hud import Hud
from runtime.player.hud.blocks import Setting, button, ground, joined, lines
from runtime.player.palette import AMBER, INK, MUTED, PAPER
from runtime.player.phrasebook import reads_leftwards
from runtime.player.plan import Box, Piece, Plan, Plate, Poster, Rule, Stage, Target, Veil
from runtime.player.typecase import Face, Typecase
from runtime.player.viewstate import ViewState

NIGHT = (0, 0, 0)
ZOOMS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.42, 0.35)  # of a question that would not fit otherwise


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
    eases: bool = True  # there is a page of what makes it easier to see and hear
    why: Why | None = None  # of the question that is open
    answers: bool = True
    left_s: int = 0  # whole seconds to answer it
    night: str = ""  # what is said to whoever touches a closed kiosk
    board: Board | None = None  # what an operator sees


class KioskHud(Hud):
    """The player's HUD with a kiosk's own layer: in attract and menu there is nothing else."""

    layer = Layer()
    _planned = Layer()

    def plan(self, overlay: Overlay, view: ViewState, controls: Controls, size: tuple[int, int]) -> Plan:
        if self.layer != self._planned:
            self._planned, self._last = self.layer, None
        return super().plan(overlay, view, controls, size)

    def _plan(self, overlay: Overlay, view: ViewState, controls: Controls, stage: Stage) -> Plan:
        board = self.layer.board
        above = plan_board(board, stage, self.case) if board else Plan(floor=stage.h)
        return above if board and board.alone else above.over(self._for_visitors(overlay, view, controls, stage))

    def _leftwards(self, overlay: Overlay) -> bool:  # noqa: ARG002  the pad of an operator is never turned
        return False

    def _for_visitors(self, overlay: Overlay, view: ViewState, controls: Controls, stage: Stage) -> Plan:
        plan = self._in_phase(overlay, view, controls, stage)
        return plan.turned(stage.w) if reads_leftwards(self.layer.language) else plan

    def _in_phase(self, overlay: Overlay, view: ViewState, controls: Controls, stage: Stage) -> Plan:
        layer = self.layer
        match layer.phase:
            case Phase.CLOSED:
                return plan_night(layer, stage, self.case)
            case Phase.ATTRACT | Phase.RESET:
                return plan_attract(layer, stage, self.case)
            case Phase.MENU if controls.page is Page.ACCESS:
                return super()._plan(overlay, view, controls, stage)
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
    """Over the foot of the picture: what to do, which show it is, that it is generated; what helps, and languages."""
    if layer.phase is Phase.RESET:
        return Plan(floor=stage.h)
    plain = stage._replace(scale=1.0)
    room = stage.box.inset(plain.px(64), plain.px(48))
    foot, top = plan_foot(*_foot_items(layer), room, stage, case)
    small = Setting(Face.SANS, stage.text(28), MUTED, 2)
    notice = _set(said("made by AI", layer.language), small, room, top - plain.px(26), case)
    top = _top(notice, top) - plain.px(10)
    touch = _begin(layer, room, top, stage, case)
    top = _top(touch.pieces, top)
    rule = Rule(Box(room.x, top - plain.px(10), plain.px(130), plain.px(4)), colour=AMBER)
    italic = Setting(Face.SERIF_ITALIC, stage.text(40), PAPER, 1)
    title = _set(layer.title, italic, room, rule.box.y - plain.px(12), case)
    floor = _top(title, rule.box.y) - plain.px(12)
    ramp = plain.px(170)
    veil = Veil(Box(0, floor - ramp, stage.w, stage.h - floor + ramp), cover=0.8, ramp=ramp)
    return joined([Plan((veil, *title, rule, *notice)), touch, foot], floor - ramp)


def _foot_items(layer: Layer, *before: Item) -> tuple[list[Item], list[Item]]:
    """What stands at the near side of the foot, and at the far one."""
    near = [*before, *([ease_item(layer.language, layer.focus)] if layer.eases else [])]
    return near, language_items(layer.languages, layer.language, layer.focus)


def _begin(layer: Layer, room: Box, bottom: int, stage: Stage, case: Typecase) -> Plan:
    """The words that ask to begin; for who moves a focus, they are something to be pressed."""
    lit = layer.focus == "kiosk:begin"
    how = Setting(Face.SERIF, stage.text(72), INK if lit else PAPER, 2)
    words = _set(said("touch", layer.language), how, room, bottom, case)
    if not words:
        return Plan()
    left, top = words[0].box.x, words[0].box.y
    box = Box(left, top, max(one.box.right for one in words) - left, bottom - top)
    wide = box._replace(x=box.x - room.x // 3, w=box.w + 2 * room.x // 3)
    plate = (ground(wide, stage, lit=True),) if lit else ()
    return Plan((*plate, *words), (Target("kiosk:begin", box),))


def plan_menu(layer: Layer, stage: Stage, case: Typecase) -> Plan:
    """The shows as posters over the darkened picture; under them the way back, what helps, and the languages."""
    plain = stage._replace(scale=1.0)
    room = stage.box.inset(plain.px(64), plain.px(48))
    head, used = lines(case, said("choose", layer.language), room, Setting(Face.SERIF, stage.text(72), PAPER, 1))
    back = Item("kiosk:leave", said("back", layer.language), layer.focus == "kiosk:leave")
    foot, top = plan_foot(*_foot_items(layer, back), room, stage, case)
    gap = plain.px(32)
    shows = Box(room.x, room.y + used + gap, room.w, top - room.y - used - 2 * gap)
    return joined([Plan((Veil(stage.box, cover=0.82), *head)), _posters(layer, shows, stage, case), foot], 0)


def plan_question(layer: Layer, stage: Stage, case: Typecase) -> Plan:
    """Still here? A card in the middle, as large as it can stand; the show goes on around it."""
    for zoom in ZOOMS:
        plan, fits = _question(layer, stage._replace(zoom=zoom), case)
        if fits:
            break
    return plan


def _question(layer: Layer, stage: Stage, case: Typecase) -> tuple[Plan, bool]:
    """The card, and whether all that it says has room."""
    why = layer.why or Why.IDLE
    key = "ends in" if layer.answers else "ends anyway"
    told = said(key, layer.language, seconds=layer.left_s)
    width = min(round(stage.w * 0.86), stage.px(1180))
    inner_w = width - 2 * min(stage.px(64), width // 8)
    column = Box((stage.w - inner_w) // 2, 0, inner_w, stage.h)
    asked, asked_h = lines(case, said(why.value, layer.language), column, Setting(Face.SERIF, stage.text(76), PAPER, 2))
    more, more_h = lines(case, told, column, Setting(Face.SANS, stage.text(38), MUTED, 2))
    gap = stage.px(20)
    answers = _answers(layer, column, stage, case)
    answers_h = max(target.box.bottom for target in answers.targets)
    whole = asked_h + gap + more_h + 2 * gap + answers_h + 2 * stage.px(56)
    box = stage.box.middle(width, min(whole, stage.h))
    top = box.y + stage.px(56)
    ground_plate = Plate(box, colour=INK, cover=0.95, edge=AMBER, edge_px=max(1, stage.px(2)), radius=stage.px(18))
    words = (*_down(asked, top), *_down(more, top + asked_h + gap))
    card = Plan((Veil(stage.box, cover=0.5), ground_plate, *words))
    return joined([card, _lowered(answers, top + asked_h + more_h + 3 * gap)], box.y), whole <= stage.h


def _answers(layer: Layer, column: Box, stage: Stage, case: Typecase) -> Plan:
    """Side by side, or one under the other where their words want it; from the top of a column."""
    gap, height = stage.px(28), item_height(stage, case)
    stay = "more" if layer.why is Why.LIMIT else "stay"
    keys = [("kiosk:stay", stay), ("kiosk:leave", "leave")] if layer.answers else [("kiosk:leave", "leave")]
    focus = layer.focus if any(layer.focus == key for key, _ in keys) else keys[0][0]
    labels = [said(word, layer.language) for _, word in keys]
    widest = max(case.width(Face.SANS, stage.text(32), label) for label in labels) + 2 * stage.px(24)
    width = min((column.w - gap * (len(keys) - 1)) // len(keys), max(stage.px(480), widest))
    stacked = widest > width
    if stacked:
        width, dx, dy = min(column.w, widest), 0, height + gap // 2
    else:
        dx, dy = width + gap, 0
    left = column.x + (column.w - width - dx * (len(keys) - 1)) // 2
    boxes = [Box(left + n * dx, n * dy, width, height) for n in range(len(keys))]
    return joined(
        [
            button(case, stage, box, key, label, lit=key == focus)
            for box, (key, _), label in zip(boxes, keys, labels, strict=True)
        ],
        0,
    )


def _lowered(plan: Plan, dy: int) -> Plan:
    targets = tuple(replace(target, box=target.box._replace(y=target.box.y + dy)) for target in plan.targets)
    return Plan(_down(plan.pieces, dy), targets, plan.floor)


def _posters(layer: Layer, room: Box, stage: Stage, case: Typecase) -> Plan:
    """All shows in sight: one row as long as they are few."""
    count = max(1, len(layer.shows))
    columns = count if count <= 3 and not stage.portrait else 2 if stage.portrait else min(4, -(-count // 2))
    rows = -(-count // columns)
    plain = stage._replace(scale=1.0)
    gap = plain.px(36)
    width = min((room.w - gap * (columns - 1)) // columns, plain.px(620))
    height = min((room.h - gap * (rows - 1)) // rows, round(width * 0.94))
    whole = room.middle(columns * width + gap * (columns - 1), rows * height + gap * (rows - 1))
    parts = []
    for n, show in enumerate(layer.shows):
        row, column = divmod(n, columns)
        box = Box(whole.x + column * (width + gap), whole.y + row * (height + gap), width, height)
        parts.append(_poster(show, box, stage, case, lit=layer.focus == f"kiosk:show:{show.name}"))
    return joined(parts, 0)


def _poster(show: Poise, box: Box, stage: Stage, case: Typecase, *, lit: bool) -> Plan:
    """A little stage with the show's title under it, and as much of what it is about as there is room for."""
    plain = stage._replace(scale=1.0)
    inner = box.inset(plain.px(18), plain.px(18))
    ink, second = (INK, INK) if lit else (PAPER, MUTED)
    head = Setting(Face.SERIF, stage.text(48), ink, 1)
    while head.px > head.least_px and case.height(head.face, head.px) > inner.h * 4 // 10:
        head = head._replace(px=head.px - 1)
    words_h = case.height(head.face, head.px) + plain.px(12)
    picture = inner._replace(h=max(0, min(inner.w * 9 // 16, inner.h - words_h, max(inner.h * 6 // 10, 0))))
    colour, cover = (PAPER, 0.97) if lit else (INK, 0.9)
    plate = Plate(box, colour=colour, cover=cover, edge=None if lit else MUTED, radius=plain.px(14))
    words = inner._replace(y=picture.bottom + plain.px(12))
    title, used = lines(case, show.title, words, head, align=0)
    small = Setting(Face.SANS, stage.text(30), second, 3, stage.text(26), even=False)
    fits = (inner.bottom - words.y - used) // max(1, case.height(Face.SANS, small.px))
    under = words._replace(y=words.y + used)
    more = lines(case, show.synopsis, under, small._replace(most_lines=min(3, fits)), align=0)[0] if fits > 0 else ()
    pieces: tuple[Piece, ...] = (plate, Poster(picture, title=show.title, radius=plain.px(8)), *title, *more)
    return Plan(pieces, (Target(f"kiosk:show:{show.name}", box),))


def _set(text: str, how: Setting, column: Box, bottom: int, case: Typecase) -> tuple[Piece, ...]:
    """Lines that end above `bottom`, at the left of a column."""
    _, used = lines(case, text, column, how, align=0)
    return lines(case, text, column._replace(y=bottom - used), how, align=0)[0]


def _down(pieces: tuple[Piece, ...], dy: int) -> tuple[Piece, ...]:
    return tuple(replace(piece, box=piece.box._replace(y=piece.box.y + dy)) for piece in pieces)


def _top(pieces: tuple[Piece, ...], otherwise: int) -> int:
    return min((piece.box.y for piece in pieces), default=otherwise)
