"""The page of what makes a show easier to see, to hear and to steer."""

from __future__ import annotations

from runtime.player.catalogue import said
from runtime.player.hud.blocks import Setting, joined, lines, row
from runtime.player.hud.pages import ROW, Look, setting_rows
from runtime.player.palette import PAPER
from runtime.player.plan import Box, Plan, Stage, Veil
from runtime.player.typecase import Face, Typecase


def plan_access(look: Look, stage: Stage, case: Typecase) -> Plan:
    """The settings one under the other, and the way back below; within reach at the foot, if that is wished."""
    room = stage.box.inset(round(stage.w * 0.06), round(stage.h * 0.06))
    how = Setting(Face.SERIF, stage.text(56), PAPER, 1)
    title, used = lines(case, said("access page", look.language), room, how)
    below = Box(room.x, room.y + used + stage.px(8), room.w, room.h - used - stage.px(8))
    names = look.view.eases
    count = len(names) + 1
    row_h = min(max(stage.px(ROW), case.height(Face.SERIF, stage.text(38)) + 1), below.h // count)
    body = below.middle(min(room.w, max(300, stage.px(1200))), row_h * count)
    if look.view.reach:
        body = body._replace(y=below.bottom - body.h)
    parts = [Plan((Veil(stage.box, cover=0.88), *title), (), stage.h)]
    parts += setting_rows("access", body, row_h, look, stage, case, names)
    last = body._replace(y=body.bottom - row_h, h=row_h)
    lit = look.focus == "access:close"
    return joined([*parts, row(case, stage, last, "access:close", said("close", look.language), lit=lit)], 0)
