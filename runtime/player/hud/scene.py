"""One plan for everything that lies over the picture but the captions."""

from __future__ import annotations

from dataclasses import replace

from runtime.overlay import ChoicePanel, Overlay
from runtime.player.controls import Controls, Page, focused
from runtime.player.hud.access import plan_access
from runtime.player.hud.cards import plan_card
from runtime.player.hud.contrast import contrasted
from runtime.player.hud.marks import plan_developer, plan_notice, plan_strip
from runtime.player.hud.pages import Look, plan_pause, plan_restart
from runtime.player.hud.panel import Panel, plan_panel
from runtime.player.hud.saved import plan_slots, plan_way
from runtime.player.phrasebook import reads_leftwards
from runtime.player.plan import Plan, Stage
from runtime.player.typecase import Face, Typecase
from runtime.player.viewstate import ViewState
from runtime.timeline import Phase

SETTLED_S = 1.0  # every fade is over by then


class Hud:
    """Plans the HUD. The last plan is kept: what was seen is what is pressed."""

    def __init__(self, case: Typecase, language: str = "en") -> None:
        self.case = case
        self.language = language
        self._locked: tuple[tuple[str, str], float] | None = None  # question and choice, and the age when it was locked
        self._last: tuple[object, Plan] | None = None

    def plan(self, overlay: Overlay, view: ViewState, controls: Controls, size: tuple[int, int]) -> Plan:
        """What to draw and what can be pressed."""
        metrics = overlay.metrics if view.developer else None
        seen = (self.visible(overlay), metrics, view, controls.page, controls.focus, controls.strip, size)
        if self._last is None or self._last[0] != seen:
            stage = Stage(*size, scale=view.hud_size.factor)
            plan = self._plan(_still(overlay) if view.reduced_motion else overlay, view, controls, stage)
            plan = plan.turned(stage.w) if self._leftwards(overlay) else plan
            self._last = (seen, contrasted(plan) if view.high_contrast else plan)
        return self._last[1]

    def visible(self, overlay: Overlay) -> Overlay:
        """The overlay without what is not seen: ages after a fade is over, and figures."""
        card, panel = overlay.card, overlay.panel
        if card:
            card = replace(card, age_s=min(card.age_s, SETTLED_S))
        if panel:
            locked_s = self._locked_s(panel)
            age_s = min(panel.age_s, SETTLED_S) if locked_s is None else 2 * SETTLED_S + min(locked_s, SETTLED_S)
            panel = replace(panel, age_s=age_s, remaining_s=None)
        return replace(overlay, card=card, panel=panel, metrics={})

    def _leftwards(self, overlay: Overlay) -> bool:
        """Whether all of it is to be laid out for those who read from right to left."""
        return reads_leftwards(overlay.language)

    def _plan(self, overlay: Overlay, view: ViewState, controls: Controls, stage: Stage) -> Plan:
        focus = focused(overlay, controls)
        look = Look(focus, view, overlay.language)
        if controls.page is Page.PAUSE:
            return self._with_developer(plan_pause(overlay, look, stage, self.case), overlay, view, stage)
        if controls.page is Page.ACCESS:
            return plan_access(look, stage, self.case)
        if controls.page in (Page.SAVE, Page.LOAD):
            return plan_slots(controls.page.value, overlay, look, stage, self.case)
        if controls.page is Page.WAY:
            return plan_way(overlay, look, stage, self.case)
        if controls.page is Page.RESTART:
            return plan_restart(look, stage, self.case)
        plan = Plan(floor=stage.h)
        if overlay.card:
            plan = plan_card(overlay.card, focus, stage, self.case, overlay.language)
        elif overlay.panel and overlay.panel.phase is not Phase.HIDDEN:
            shown = Panel(overlay.panel, focus, self._locked_s(overlay.panel), overlay.language)
            plan = plan_panel(shown, stage, self.case)
        if controls.strip and not (overlay.card and overlay.card.by_itself):
            beside_panel = overlay.panel and view.hud_size.factor >= 1.5  # the caption is at the top then
            low = plan.floor if (view.reach or beside_panel) and not overlay.card else None
            hall = view.guarded and bool(view.eases)
            plan = plan_strip(stage, card=overlay.card is not None, low=low, hall=hall).over(plan)
        return self._with_developer(self._with_notice(plan, overlay, stage), overlay, view, stage)

    def _with_notice(self, plan: Plan, overlay: Overlay, stage: Stage) -> Plan:
        return plan_notice(overlay.notice, stage, self.case).over(plan) if overlay.notice else plan

    def _with_developer(self, plan: Plan, overlay: Overlay, view: ViewState, stage: Stage) -> Plan:
        if not view.developer:
            return plan
        top = stage.px(54) + stage.px(48) + self.case.height(Face.SANS, stage.text(26))
        return plan_developer(overlay.metrics, top, stage, self.case).over(plan)

    def _locked_s(self, panel: ChoicePanel) -> float | None:
        """Seconds since the panel was locked, on its own clock."""
        if panel.phase is not Phase.LOCKED:
            self._locked = None
            return None
        if self._locked is None or self._locked[0] != (panel.question, panel.chosen) or self._locked[1] > panel.age_s:
            self._locked = ((panel.question, panel.chosen), panel.age_s)
        return panel.age_s - self._locked[1]


def _still(overlay: Overlay) -> Overlay:
    """As it is when every fade is over."""
    card, panel = overlay.card, overlay.panel
    return replace(
        overlay,
        card=replace(card, age_s=SETTLED_S) if card else None,
        panel=replace(panel, age_s=SETTLED_S) if panel else None,
    )
