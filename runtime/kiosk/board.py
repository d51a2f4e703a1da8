"""What the operator sees: the hold of the corner, the PIN pad, the menu, faults and health, the test picture's words.

Plans only. What can be pressed is called `desk:` and what it does: `digit:5`, `erase`, `enter`, `close`, `do:restart`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from runtime.kiosk.corner import corner_box
from runtime.kiosk.operator import Command
from runtime.kiosk.words import said
from runtime.player.hud.blocks import Setting, button, button_height, joined, lines, middle_line
from runtime.player.hud.blocks import ground as plate
from runtime.player.palette import AMBER, INK, MUTED, PAPER
from runtime.player.phrasebook import reads_leftwards
from runtime.player.plan import Box, Dot, Piece, Plan, Plate, Rule, Stage, Target, Veil
from runtime.player.typecase import Face, Typecase

PADS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "erase", "0", "enter")
LEAST_DOTS = 4
MARK = 72  # across a mark of a touch, at 1080 lines
GONE = 0.3  # alpha of a pad that takes nothing


class Page(StrEnum):
    """What is open at the operator's desk."""

    NONE = ""
    PIN = "pin"
    MENU = "menu"
    LOGS = "logs"
    TEST = "test"


class Knock(StrEnum):
    """Where a PIN stands; the value is its words' key."""

    FREE = "pin"
    TRIED = "pin tried"
    WRONG = "pin wrong"
    SHUT = "pin shut"


@dataclass(frozen=True)
class Board:
    """All that the operator's desk says at a moment. What was typed is not here, only how much."""

    page: Page = Page.NONE
    language: str = "en"
    corner: str = "top-left"
    held: float = 0.0  # share of the hold that is done
    focus: str = ""
    knock: Knock = Knock.FREE
    typed: int = 0  # digits
    tries: int = 0  # left
    wait_s: int = 0
    show: str = ""  # that is on
    percent: int = 100  # how loud, of what the file says
    blanked: bool = False
    sure: str = ""  # the command that waits to be pressed again
    version: str = ""
    health: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()  # the newest first
    touches: tuple[tuple[int, int], ...] = ()  # pixels, the newest last

    @property
    def alone(self) -> bool:
        """Nothing else is to be seen beside it."""
        return self.page in (Page.LOGS, Page.TEST)


def plan_board(board: Board, stage: Stage, case: Typecase) -> Plan:
    """Everything of a board; never larger than the screen, whatever size a visitor has chosen for the rest."""
    plan = _plan(board, stage._replace(scale=1.0), case)
    turns = board.page in (Page.MENU, Page.LOGS) and reads_leftwards(board.language)  # digits stand as everywhere
    return plan.turned(stage.w) if turns else plan


def _plan(board: Board, stage: Stage, case: Typecase) -> Plan:
    match board.page:
        case Page.NONE:
            return plan_hold(board, stage)
        case Page.PIN:
            return plan_pin(board, stage, case)
        case Page.MENU:
            return plan_menu(board, stage, case)
        case Page.LOGS:
            return plan_logs(board, stage, case)
        case Page.TEST:
            return plan_test(board, stage, case)


def plan_hold(board: Board, stage: Stage) -> Plan:
    """Beside the corner, where the hand does not hide it: how much longer."""
    if not board.held:
        return Plan(floor=stage.h)
    corner = corner_box(board.corner, (stage.w, stage.h))
    width, height = stage.px(280), stage.px(36)
    x = corner.right + stage.px(24) if board.corner.endswith("left") else corner.x - stage.px(24) - width
    ground = Box(x, corner.y + (corner.h - height) // 2, width, height)
    bar = ground.inset(stage.px(8), stage.px(8))
    done = bar._replace(w=max(1, round(bar.w * board.held)))
    sheet = Plate(ground, colour=INK, cover=0.9, edge=MUTED, edge_px=max(1, stage.px(2)), radius=height // 2)
    return Plan((sheet, Rule(done, colour=AMBER)), (), stage.h)


def plan_pin(board: Board, stage: Stage, case: Typecase) -> Plan:
    """A pad of twelve keys on a card; digits are dots."""
    gap, key_h = stage.px(16), stage.px(104)
    box = stage.box.middle(stage.px(640), stage.px(920))
    inner = box.inset(stage.px(36), stage.px(36))
    foot = Box(inner.x, inner.bottom - button_height(stage, case), inner.w, button_height(stage, case))
    pad = Box(inner.x, foot.y - stage.px(28) - 4 * key_h - 3 * gap, inner.w, 4 * key_h + 3 * gap)
    dots = Box(inner.x, pad.y - stage.px(72), inner.w, stage.px(44))
    head, used = lines(case, said("operator", board.language), inner, Setting(Face.SERIF, stage.text(56), PAPER, 1))
    told = _note(board, Box(inner.x, inner.y + used, inner.w, dots.y - inner.y - used), stage, case)
    parts = [
        Plan((*_card(box, stage), *head, *told, *_dots(board, dots, stage))),
        _pad(board, pad, (key_h, gap), stage, case),
        button(case, stage, foot, "desk:close", said("close", board.language), lit=board.focus == "desk:close"),
    ]
    return joined(parts, 0)


def _note(board: Board, box: Box, stage: Stage, case: Typecase) -> tuple[Piece, ...]:
    """In the middle of what is left between title and dots; what went wrong in another colour, and in words."""
    how = Setting(Face.SANS, stage.text(32), AMBER if board.knock in (Knock.WRONG, Knock.SHUT) else MUTED, 2)
    _, high = lines(case, note_of(board), box, how)
    return lines(case, note_of(board), box._replace(y=box.y + max(0, box.h - high) // 2), how)[0]


def note_of(board: Board) -> str:
    """What is said over the pad."""
    clock = f"{board.wait_s // 60}:{board.wait_s % 60:02d}"
    return said(board.knock.value, board.language, tries=board.tries, time=clock)


def _dots(board: Board, box: Box, stage: Stage) -> tuple[Piece, ...]:
    count, across, gap = max(LEAST_DOTS, board.typed), stage.px(24), stage.px(18)
    left = box.x + (box.w - count * across - (count - 1) * gap) // 2
    y = box.y + (box.h - across) // 2
    return tuple(
        Dot(Box(left + n * (across + gap), y, across, across), colour=PAPER, hollow=n >= board.typed)
        for n in range(count)
    )


def _pad(board: Board, box: Box, sizes: tuple[int, int], stage: Stage, case: Typecase) -> Plan:
    """Three by four keys; without targets while nothing can be typed."""
    key_h, gap = sizes
    width = (box.w - 2 * gap) // 3
    parts = []
    for n, name in enumerate(PADS):
        row, column = divmod(n, 3)
        place = Box(box.x + column * (width + gap), box.y + row * (key_h + gap), width, key_h)
        parts.append(_key(board, place, name, stage, case))
    plan = joined(parts, 0)
    takes = board.knock in (Knock.FREE, Knock.WRONG)
    return plan if takes else Plan(plan.faded(GONE).pieces)


def _key(board: Board, place: Box, name: str, stage: Stage, case: Typecase) -> Plan:
    key = f"desk:digit:{name}" if name.isdigit() else f"desk:{name}"
    lit = board.focus == key
    how = Setting(Face.SANS, stage.text(52 if name.isdigit() else 34), INK if lit else PAPER)
    text = name if name.isdigit() else said(name, board.language)
    words = middle_line(case, text, place.inset(stage.px(14), 1), how)
    return Plan((plate(place, stage, lit=lit), *words), (Target(key, place),), stage.h)


def plan_menu(board: Board, stage: Stage, case: Typecase) -> Plan:
    """What can be done, in two columns, and how it is."""
    gap, height = stage.px(20), stage.px(100)
    box = stage.box.middle(min(round(stage.w * 0.92), stage.px(1120)), stage.px(880))
    inner = box.inset(stage.px(48), stage.px(44))
    head, used = lines(
        case, said("operator", board.language), inner, Setting(Face.SERIF, stage.text(56), PAPER, 1), align=0
    )
    status = inner._replace(y=inner.y + used + stage.px(8))
    how, _ = lines(case, _status(board), status, Setting(Face.SANS, stage.text(30), MUTED, 2), align=0)
    grid_y = inner.bottom - 5 * height - 4 * gap
    width = (inner.w - gap) // 2
    parts = [Plan((*_card(box, stage), *head, *how))]
    for n, command in enumerate(Command):
        row, column = divmod(n, 2)
        place = Box(inner.x + column * (width + gap), grid_y + row * (height + gap), width, height)
        key = f"desk:do:{command.value}"
        lit = key in (board.focus, f"desk:do:{board.sure}")
        parts.append(button(case, stage, place, key, _label(board, command), lit=lit))
    foot = Box(inner.x, inner.bottom - height, inner.w, height)
    close = button(case, stage, foot, "desk:close", said("close", board.language), lit=board.focus == "desk:close")
    return joined([*parts, close], 0)


def _status(board: Board) -> str:
    on = [said("on now", board.language, show=board.show)] if board.show else []
    return " · ".join((*on, said("loudness", board.language, percent=board.percent), board.version))


def _label(board: Board, command: Command) -> str:
    key = "do unblank" if command is Command.BLANK and board.blanked else f"do {command.value}"
    what = said(key, board.language)
    return said("sure", board.language, what=what) if board.sure == command.value else what


def plan_logs(board: Board, stage: Stage, case: Typecase) -> Plan:
    """Health, then faults, as many as there is room for."""
    room = stage.box.inset(stage.px(64), stage.px(48))
    height = button_height(stage, case)
    foot = Box(room.x, room.bottom - height, stage.px(320), height)
    page = room._replace(h=foot.y - room.y - stage.px(24))
    head = Setting(Face.SERIF, stage.text(48), PAPER, 1)
    small = Setting(Face.SANS, stage.text(28), MUTED, 2, stage.text(24), even=False)
    parted = Setting(Face.SANS, stage.text(30), AMBER, 1)
    told = said("faults" if board.faults else "no faults", board.language)
    entries = [
        (said("do logs", board.language), head),
        *((line, small) for line in board.health),
        (told, parted),
        *((line, small) for line in board.faults),
    ]
    pieces = _column(entries, page, board.language, case)
    close = button(case, stage, foot, "desk:close", said("close", board.language), lit=True)
    return joined([Plan((Veil(stage.box, cover=0.97), *pieces)), close], 0)


def _column(entries: list[tuple[str, Setting]], page: Box, language: str, case: Typecase) -> list[Piece]:
    """Entry under entry; where they do not all fit, the last line says how many more there are."""
    pieces: list[Piece] = []
    y = page.y
    for n, (text, how) in enumerate(entries):
        set_text, used = lines(case, text, page._replace(y=y), how, align=0)
        more = case.height(how.face, how.px) if n + 1 < len(entries) else 0
        if y + used + more > page.bottom:
            others = said("and others", language, count=len(entries) - n)
            return [*pieces, *lines(case, others, page._replace(y=y), how._replace(most_lines=1), align=0)[0]]
        pieces += set_text
        y += used + how.px // 4
    return pieces


def plan_test(board: Board, stage: Stage, case: Typecase) -> Plan:
    """What lies over the test picture: its size, how to leave it, and where it was touched."""
    height, pad = button_height(stage, case), stage.px(24)
    column = stage.box.middle(min(round(stage.w * 0.86), stage.px(960)) - 2 * pad, height)
    column = column._replace(y=round(stage.h * 0.69) + pad)
    words = f"{stage.w} × {stage.h}. {said('touch test', board.language)}"
    told, used = lines(case, words, column, Setting(Face.SANS, stage.text(28), PAPER, 2))
    foot = column._replace(y=column.y + used + pad)
    box = Box(column.x - pad, column.y - pad, column.w + 2 * pad, foot.bottom - column.y + 2 * pad)
    sheet = Plate(box, colour=INK, cover=0.92, edge=MUTED, edge_px=max(1, stage.px(2)), radius=stage.px(14))
    close = button(case, stage, foot, "desk:close", said("close", board.language), lit=True)
    parts = [Plan((sheet, *told)), close, *(_mark(n, *at, stage, case) for n, at in enumerate(board.touches, 1))]
    return joined(parts, 0)


def _mark(number: int, x: int, y: int, stage: Stage, case: Typecase) -> Plan:
    """A ring and a cross where it was touched, with its number, inside the screen."""
    across, thin = stage.px(MARK), max(1, stage.px(3))
    ring = Box(x - across // 2, y - across // 2, across, across)
    over = Box(x - across // 2, y - thin // 2, across, thin)
    down = Box(x - thin // 2, y - across // 2, thin, across)
    left = x - across * 3 // 2 if x > stage.w - 2 * across else x + across // 2
    at = Box(left, y + across // 4 if y < 2 * across else y - across * 3 // 4, across, across // 2)
    words = middle_line(case, str(number), at, Setting(Face.SANS, stage.text(30), AMBER))
    return Plan((Dot(ring, colour=AMBER, hollow=True), Rule(over), Rule(down), *words))


def _card(box: Box, stage: Stage) -> tuple[Piece, ...]:
    edge = max(1, stage.px(2))
    return Veil(stage.box, cover=0.92), Plate(
        box, colour=INK, cover=0.97, edge=AMBER, edge_px=edge, radius=stage.px(18)
    )
