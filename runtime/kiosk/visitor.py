"""What visitors do: the player's loop as hands, keys, pads and switches use it in attract, menu, visit and question."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING

from runtime.kiosk.states import Event, Leave, Phase, Pick, Standing, Touch
from runtime.player.controls import Effect, Keep
from runtime.player.input import Act, Do, Intent, Move, Point, Press
from runtime.player.input import Pick as PickOption
from runtime.player.plan import Target, neighbour
from runtime.player.playloop import Loop

if TYPE_CHECKING:
    from runtime.kiosk.repertoire import Offer

NIGHT_S = 6.0  # how long a closed kiosk says when it opens
LOCKED = (Act.FULLSCREEN, Act.SNAPSHOT, Act.DEVELOPER)


class VisitorLoop(Loop, ABC):
    """Knows where the kiosk stands, but not what follows from an event: see `happen`."""

    standing: Standing
    offers: tuple[Offer, ...]
    language: str
    _focus: str
    _night_until_s: float

    @abstractmethod
    def happen(self, event: Event) -> None:
        """Let an event happen, and do what follows."""

    def follow(self, intents: Iterable[Intent], now_s: float) -> None:
        for intent in intents:
            if intent == Do(Act.QUIT) and not self.window.fullscreen:
                self.quit = True
            elif not (isinstance(intent, Do) and intent.act in (*LOCKED, Act.QUIT)):
                self._followed(intent, now_s)

    def _followed(self, intent: Intent, now_s: float) -> None:
        target = self._pressed(intent)
        if not isinstance(intent, Point):
            self._pressed_at = self.setup.timer() if self._pressed_at is None else self._pressed_at
        match self.standing.phase:
            case Phase.CLOSED if not isinstance(intent, Point):
                self._night_until_s = now_s + NIGHT_S
            case Phase.ATTRACT if not isinstance(intent, Point):
                self._choose_language(target)
                self.happen(Touch())
            case Phase.MENU:
                self._in_menu(intent, target)
            case Phase.VISIT:
                self._in_visit(intent, target, now_s)
            case _:
                pass

    def _pressed(self, intent: Intent) -> str:
        """The key of what a press hits."""
        target = self.canvas.plan.at(intent.x, intent.y) if isinstance(intent, Press) else None
        return target.key if target else ""

    def _choose_language(self, target: str) -> None:
        if target.startswith("kiosk:language:"):
            self.language = target.rpartition(":")[2]

    def _in_menu(self, intent: Intent, target: str) -> None:
        targets = self.canvas.plan.targets
        match intent:
            case Point():
                return
            case Move(dx, dy):
                self._focus = neighbour(targets, self._focus, dx, dy)
            case PickOption(number) if number <= len(self.offers):
                target = f"kiosk:show:{self.offers[number - 1].name}"
            case Do(Act.CONFIRM):
                target = self._focus
            case Do(Act.CANCEL):
                target = "kiosk:leave"
            case _:
                pass
        self.happen(Touch())
        self._choose_language(target)
        if target.startswith("kiosk:show:"):
            self.happen(Pick(target.removeprefix("kiosk:show:")))
        elif target == "kiosk:leave":
            self.happen(Leave())

    def _in_visit(self, intent: Intent, target: str, now_s: float) -> None:
        question = self.standing.question
        if question is None or isinstance(intent, Point):
            if not isinstance(intent, Point):
                self.happen(Touch())
            super().follow([intent], now_s)
            return
        if isinstance(intent, Move):
            self._focus = neighbour(self.hud_targets(), self._focus, intent.dx, intent.dy)
        elif target == "kiosk:leave" or (intent == Do(Act.CONFIRM) and self._focus == "kiosk:leave"):
            self.happen(Leave())
            return
        elif not question.answers:
            super().follow([intent], now_s)
        self.happen(Touch())

    def hud_targets(self) -> tuple[Target, ...]:
        return tuple(target for target in self.canvas.plan.targets if target.key.startswith("kiosk:"))

    def _effect(self, effect: Effect | Keep) -> None:
        """The visitor leaves the show, never the kiosk."""
        if effect is Effect.QUIT:
            self.happen(Leave())
        elif effect is Effect.VOICE:
            super()._effect(effect)
