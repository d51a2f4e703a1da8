"""The choice panel: the question, the line that shrinks, and the options as plates at the foot of the picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from runtime.overlay import ChoicePanel, Option
from runtime.player.catalogue import said
from runtime.player.hud.blocks import TARGET, Setting, ground, lines, middle_line
from runtime.player.palette import AMBER, INK, MUTED, PAPER
from runtime.player.plan import Box, Dot, Piece, Plan, Rule, Sign, Stage, Target, Veil
from runtime.player.typecase import Face, Typecase
from runtime.timeline import Phase

FADE_S = 0.4
HIGHEST = 0.62  # of the surface's height that a panel may take
ZOOMS = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52, 0.44, 0.36, 0.3)


class Measures(NamedTuple):
    """The lengths of one layout, in pixels."""

    columns: int
    column_w: int
    row_h: int
    gap: int
    question_h: int
    top: int  # of the question


@dataclass(frozen=True)
class Panel:
    """A panel to be laid out: what it says, and what lies in the viewer's hand."""

    panel: ChoicePanel
    focus: str  # key of the option that has the focus
    locked_s: float | None = None  # since it was locked
    language: str = "en"


def plan_panel(shown: Panel, stage: Stage, case: Typecase) -> Plan:
    """The panel, as large as it can stand."""
    for zoom in ZOOMS:
        tried = stage._replace(zoom=zoom)
        measures = _measure(shown, tried, case, most_lines=2)
        if stage.h - measures.top <= HIGHEST * stage.h:
            return _compose(shown, tried, case, measures)
    tried = stage._replace(zoom=ZOOMS[-1])
    return _compose(shown, tried, case, _squeezed(_measure(shown, tried, case, most_lines=1), shown, tried))


def _columns(options: tuple[Option, ...], stage: Stage) -> int:
    if stage.portrait and len(options) <= 6:
        return 1
    if len(options) <= 3 and stage.w > 1.5 * stage.h and all(len(option.text) <= 30 for option in options):
        return len(options)
    return 2 if len(options) <= 8 else 3


def _measure(shown: Panel, stage: Stage, case: Typecase, most_lines: int) -> Measures:
    options = shown.panel.options
    columns = max(1, _columns(options, stage))
    gap = stage.px(20)
    wide = round(stage.w * (0.9 if stage.portrait else 0.84))
    column_w = min((wide - gap * (columns - 1)) // columns, stage.whole.px(860))
    text_h = max((_text_height(shown, option, column_w, stage, case, most_lines) for option in options), default=0)
    row_h = max(stage.px(TARGET), text_h + 2 * stage.px(14))
    rows = -(-len(options) // columns)
    question_h = _question(shown, stage, case)[1]
    above = question_h + stage.px(18) + stage.px(4) + stage.px(22)
    foot = stage.px(54)
    top = stage.h - foot - rows * row_h - (rows - 1) * gap - above
    return Measures(columns, column_w, row_h, gap, question_h, top)


def _squeezed(measures: Measures, shown: Panel, stage: Stage) -> Measures:
    """Rows as low as needed: for far too many options on a far too small surface."""
    rows = -(-len(shown.panel.options) // measures.columns)
    room = round(stage.h * 0.8) - measures.question_h - stage.px(98)
    row_h = max(4, min(measures.row_h, room // rows - 1))
    used = measures.question_h + stage.px(98) + rows * (row_h + 1)
    return measures._replace(row_h=row_h, gap=1, top=max(0, stage.h - used))


def _compose(shown: Panel, stage: Stage, case: Typecase, measures: Measures) -> Plan:
    alpha = _eased(shown.panel.age_s / FADE_S)
    waning = 1.0 if shown.locked_s is None else 1.0 - _eased(shown.locked_s / FADE_S)
    ramp = stage.px(100)
    top = max(0, measures.top - ramp)
    veil = Veil(Box(0, top, stage.w, stage.h - top), alpha * waning, cover=0.86, ramp=measures.top - top)
    question, question_h = _question(shown, stage, case, measures.top)
    y = measures.top + question_h + stage.px(18)
    head = Plan((*question, *_countdown(shown.panel, stage, y)), (), measures.top).faded(waning * alpha)
    y += stage.px(4) + stage.px(22)
    options = [
        _option(shown, index, box, stage, case, waning).faded(alpha)
        for index, box in enumerate(_boxes(len(shown.panel.options), y, stage, measures))
    ]
    pieces = (veil, *head.pieces, *(piece for option in options for piece in option.pieces))
    return Plan(pieces, tuple(t for option in options for t in option.targets), top)


def _question(shown: Panel, stage: Stage, case: Typecase, top: int = 0) -> tuple[tuple[Piece, ...], int]:
    box = stage.box.inset(round(stage.w * 0.08), 0)._replace(y=top)
    return lines(case, shown.panel.question, box, Setting(Face.SERIF_ITALIC, stage.text(46), PAPER))


def _countdown(panel: ChoicePanel, stage: Stage, y: int) -> tuple[Piece, ...]:
    """A thin line that shrinks toward its middle; no line where there is no limit."""
    if panel.share_left is None:
        return ()
    whole = round(stage.w * 0.36)
    left = round(whole * min(1.0, max(0.0, panel.share_left)))
    height = stage.px(4)
    track = Rule(Box((stage.w - whole) // 2, y, whole, height), 0.25, PAPER)
    return (track, Rule(Box((stage.w - left) // 2, y, left, height), colour=AMBER))


def _boxes(count: int, top: int, stage: Stage, measures: Measures) -> list[Box]:
    """Options row by row; a last row that is not full stands in the middle."""
    boxes = []
    step = measures.column_w + measures.gap
    for index in range(count):
        row, column = divmod(index, measures.columns)
        in_row = min(measures.columns, count - row * measures.columns)
        left = (stage.w - in_row * step + measures.gap) // 2
        y = top + row * (measures.row_h + measures.gap)
        boxes.append(Box(left + column * step, y, measures.column_w, measures.row_h))
    return boxes


def _inner(box: Box, stage: Stage) -> tuple[Box, Box, Box]:
    """Inside an option: its number, its words, its mark."""
    inner = box.inset(stage.px(22), 0)
    number_w, mark_w = stage.px(40), stage.px(34)
    number = inner._replace(w=number_w)
    mark = Box(inner.right - mark_w, inner.y, mark_w, inner.h)
    return number, Box(number.right, inner.y, max(4, mark.x - number.right - stage.px(6)), inner.h), mark


def _note(shown: Panel, option: Option) -> str:
    """The small second line: why it is locked, or that it is what waiting takes."""
    if option.locked:
        return option.locked
    timed = shown.panel.share_left is not None
    return said("default", shown.language) if option.is_default and timed else ""


def _text_height(shown: Panel, option: Option, column_w: int, stage: Stage, case: Typecase, most_lines: int) -> int:
    _, words, _ = _inner(Box(0, 0, column_w, 0), stage)
    height = lines(case, option.text, words, _option_setting(stage, most_lines))[1]
    return height + (case.height(Face.SANS, stage.text(28)) if _note(shown, option) and most_lines > 1 else 0)


def _option_setting(stage: Stage, most_lines: int = 2) -> Setting:
    return Setting(Face.SANS, stage.text(34), PAPER, most_lines, least_px=max(7, stage.text(34) * 2 // 3))


def _option(shown: Panel, index: int, box: Box, stage: Stage, case: Typecase, waning: float) -> Plan:
    option = shown.panel.options[index]
    chosen = shown.panel.chosen == option.id
    open_now = shown.panel.phase in (Phase.OPENING, Phase.OPEN)
    key = f"option:{option.id}"
    lit = chosen if shown.locked_s is not None else key == shown.focus
    pieces = _content(shown, index, box, stage, case, lit=lit)
    targets = (Target(key, box),) if open_now and not option.locked else ()
    return Plan((ground(box, stage, lit=lit), *pieces), targets).faded(1.0 if chosen else waning)


def _content(shown: Panel, index: int, box: Box, stage: Stage, case: Typecase, *, lit: bool) -> tuple[Piece, ...]:
    option = shown.panel.options[index]
    number, words, mark = _inner(box, stage)
    ink = INK if lit else MUTED if option.locked else PAPER
    second = INK if lit else MUTED
    note = _note(shown, option)
    note_h = case.height(Face.SANS, stage.text(28)) if note else 0
    text, height = lines(case, option.text, words, _option_setting(stage)._replace(colour=ink), align=0)
    if height + note_h > box.h:
        note, note_h = "", 0
    if height > box.h:
        text = middle_line(case, option.text, words, _option_setting(stage)._replace(colour=ink, least_px=4), align=0)
        height = box.h
    down = box.y - words.y + (box.h - height - note_h) // 2 if height < box.h else 0
    moved = tuple(replace(piece, box=piece.box._replace(y=piece.box.y + down)) for piece in text)
    under = Box(words.x, words.y + down + height, words.w, note_h)
    pieces = [*moved, *middle_line(case, note, under, Setting(Face.SANS, stage.text(28), second), align=0)]
    pieces += middle_line(case, str(index + 1), number, Setting(Face.SERIF, stage.text(34), second), align=0)
    return (*pieces, *_mark(option, mark, stage, lit=lit))


def _mark(option: Option, box: Box, stage: Stage, *, lit: bool) -> tuple[Piece, ...]:
    """A padlock where an option is locked, a lamp where it is the default."""
    if option.locked:
        across = min(max(9, stage.px(30)), box.h, box.w)
        return (Sign(box.middle(across, across), name="padlock", colour=MUTED),)
    if option.is_default:
        across = min(max(4, stage.px(16)), box.h, box.w)
        return (Dot(box.middle(across, across), colour=INK if lit else AMBER),)
    return ()


def _eased(share: float) -> float:
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)
