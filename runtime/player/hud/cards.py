"""The title card and the end card."""

from __future__ import annotations

from dataclasses import replace

from runtime.overlay import Card
from runtime.player.catalogue import said
from runtime.player.hud.blocks import Setting, button, button_height, joined, lines, middle_line
from runtime.player.palette import AMBER, MUTED, PAPER
from runtime.player.plan import Box, Dot, Piece, Plan, Plate, Rule, Stage, Veil
from runtime.player.typecase import Face, Typecase

FADE_S = 0.8
DOTS = 24  # more endings than this are told in words only


def plan_card(card: Card, focus: str, stage: Stage, case: Typecase, language: str = "en") -> Plan:
    """A card over the whole picture, fading in with its age."""
    if stage.portrait:
        stage = stage._replace(scale=min(stage.scale, 1.25))
    compose = _title if card.kind == "title" else _end
    groups = [group for group in compose(card, focus, stage, case, language) if group.pieces]
    share = min(1.0, max(0.0, card.age_s / FADE_S))
    ground = Plan((Veil(stage.box, cover=0.55), *(_band(group, stage) for group in groups), *_frame(stage)))
    return joined([ground, *(group.faded(share) for group in groups)], 0)


def _band(group: Plan, stage: Stage) -> Piece:
    """Where there are words the picture is darker still, so that they can be read over anything."""
    ramp = stage.px(110)
    top, bottom = _top(group), _bottom(group)
    return Veil(Box(0, top - ramp, stage.w, bottom - top + 2 * ramp), cover=0.58, ramp=ramp, fall=ramp)


def _frame(stage: Stage) -> tuple[Piece, ...]:
    """The line round the words of a silent film."""
    if min(stage.w, stage.h) < 240:
        return ()
    stage = stage._replace(scale=1.0)
    box = stage.box.inset(stage.px(46), stage.px(46))
    return (Plate(box, 0.5, cover=0.0, edge=AMBER, edge_px=max(1, stage.px(1.5)), radius=stage.px(14)),)


def _title(card: Card, focus: str, stage: Stage, case: Typecase, language: str) -> tuple[Plan, ...]:
    room = _room(stage)
    foot = _foot(card, stage, case, language)
    author = said("author", language, author=card.author) if card.author else ""
    texts = ((card.title, Setting(Face.SERIF, stage.text(104), PAPER, 2, stage.text(40))),)
    head = _stack(texts, author, room, stage, case)
    action = Plan() if card.by_itself else _begin(card, focus, stage, case, language)
    return _placed(head, room, action, foot, stage), foot


def _end(card: Card, focus: str, stage: Stage, case: Typecase, language: str) -> tuple[Plan, ...]:
    room = _room(stage)
    label = (said("ending", language), Setting(Face.SERIF_ITALIC, stage.text(36), MUTED, 1))
    name = (card.ending or card.title, Setting(Face.SERIF, stage.text(84), PAPER, 2, stage.text(34)))
    counted = said("endings", language, found=card.found, endings=card.endings) if card.endings else ""
    head = _stack((label, name), counted, room, stage, case)
    dots = _dots(card, stage)
    action = Plan() if card.by_itself else _answers(focus, stage, case, language)
    return (_placed(joined([head, _under(dots, head, stage)], 0), room, action, Plan(), stage),)


def _room(stage: Stage) -> Box:
    return stage.box.inset(round(stage.w * 0.08), round(stage.h * 0.06))


def _stack(texts: tuple[tuple[str, Setting], ...], last: str, room: Box, stage: Stage, case: Typecase) -> Plan:
    """Lines under one another from the top of the room, a short rule, and a last small line."""
    pieces: list[Piece] = []
    y = room.y
    for text, how in texts:
        made, used = lines(case, text, room._replace(y=y), how)
        pieces += made
        y += used + stage.px(6)
    if last:
        y += stage.px(16)
        pieces.append(Rule(Box((stage.w - stage.px(130)) // 2, y, stage.px(130), stage.px(3)), colour=AMBER))
        y += stage.px(24)
        pieces += lines(case, last, room._replace(y=y), Setting(Face.SANS, stage.text(32), MUTED, 1))[0]
    return Plan(tuple(pieces))


def _begin(card: Card, focus: str, stage: Stage, case: Typecase, language: str) -> Plan:
    """The button, or the word that the stage is still being set; both stand at the same place. Laid out from y = 0."""
    width = max(84, stage.px(360))
    box = Box((stage.w - width) // 2, 0, width, button_height(stage, case))
    if card.ready:
        return button(case, stage, box, "title:begin", said("begin", language), lit=focus == "title:begin")
    how = Setting(Face.SERIF_ITALIC, stage.text(32), MUTED)
    wide = stage.box.inset(stage.px(40), 0)._replace(h=box.h)
    return Plan(middle_line(case, said("setting the stage", language), wide, how))


def _answers(focus: str, stage: Stage, case: Typecase, language: str) -> Plan:
    gap = stage.px(24)
    width = min(max(90, stage.px(340)), (round(stage.w * 0.9) - gap) // 2)
    left = (stage.w - 2 * width - gap) // 2
    height = button_height(stage, case)
    rows = (("end:again", "play again"), ("end:quit", "quit"))
    return joined(
        [
            button(
                case,
                stage,
                Box(left + index * (width + gap), 0, width, height),
                key,
                said(word, language),
                lit=focus == key,
            )
            for index, (key, word) in enumerate(rows)
        ],
        0,
    )


def _dots(card: Card, stage: Stage) -> Plan:
    """A lamp for every ending, lit when it was found."""
    if not 1 < card.endings <= DOTS:
        return Plan()
    across, step = max(4, stage.px(18)), max(7, stage.px(40))
    left = (stage.w - step * (card.endings - 1) - across) // 2
    return Plan(
        tuple(
            Dot(
                Box(left + index * step, 0, across, across),
                colour=AMBER if index < card.found else MUTED,
                hollow=index >= card.found,
            )
            for index in range(card.endings)
        )
    )


def _foot(card: Card, stage: Stage, case: Typecase, language: str) -> Plan:
    """How to play, and that all of this is generated; the first goes where there is no room."""
    how = Setting(Face.SANS, stage.text(26), MUTED, 2 if stage.portrait else 1)
    room = _room(stage)
    texts = (
        [said("generated", language)]
        if stage.h < 240 or card.by_itself
        else [said("by hand", language), said("generated", language)]
    )
    parts: list[Piece] = []
    y = room.y
    for text in texts:
        made, used = lines(case, text, room._replace(y=y), how)
        parts += made
        y += used + stage.px(4)
    return _moved(Plan(tuple(parts)), 0, room.bottom - y)


def _under(plan: Plan, above: Plan, stage: Stage) -> Plan:
    return _moved(plan, 0, _bottom(above) + stage.px(26))


def _placed(head: Plan, room: Box, action: Plan, foot: Plan, stage: Stage) -> Plan:
    """The head and the action as one group, in the middle of what the foot leaves."""
    top, bottom = _top(head), _bottom(head)
    gap = stage.px(70)
    limit = _top(foot) - stage.px(24) if foot.pieces else room.bottom
    whole = bottom - top + gap + _bottom(action)
    if whole > limit - room.y:
        gap = max(2, gap - (whole - (limit - room.y)))
        whole = bottom - top + gap + _bottom(action)
    start = max(room.y, room.y + (limit - room.y - whole) // 2)
    return joined([_moved(head, 0, start - top), _moved(action, 0, start + bottom - top + gap)], 0)


def _top(plan: Plan) -> int:
    return min((piece.box.y for piece in plan.pieces), default=0)


def _bottom(plan: Plan) -> int:
    return max((piece.box.bottom for piece in plan.pieces), default=0)


def _moved(plan: Plan, dx: int, dy: int) -> Plan:
    def there(box: Box) -> Box:
        return box._replace(x=box.x + dx, y=box.y + dy)

    pieces = tuple(replace(piece, box=there(piece.box)) for piece in plan.pieces)
    return Plan(pieces, tuple(replace(target, box=there(target.box)) for target in plan.targets), plan.floor)
