"""What visitors do: the player's loop as hands, keys, pads and switches use it in attract, menu, visit and question."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from runtime.kiosk.announcing import Crier, everything
from runtime.kiosk.states import Event, Leave, Phase, Pick, Standing, Touch
from runtime.kiosk.words import in_a_hall
from runtime.player.controls import CHANGES, Controls, Effect, Keep, Page, Scene, answer
from runtime.player.input import Act, Do, Intent, Move, Next, Point, Press
from runtime.player.input import Pick as PickOption
from runtime.player.plan import Target, in_turn, neighbour
from runtime.player.playloop import Loop
from runtime.player.scanning import Seen

if TYPE_CHECKING:
    from runtime.kiosk.house import House
    from runtime.kiosk.repertoire import Offer
    from runtime.kiosk.screens import KioskHud
    from runtime.overlay import Overlay
    from runtime.player.faces import Sound

NIGHT_S = 6.0  # how long a closed kiosk says when it opens
FOCUS_S = 40.0  # how long something has the focus in attract, after the last move
LOCKED = (Act.FULLSCREEN, Act.SNAPSHOT, Act.DEVELOPER)


class VisitorLoop(Loop, ABC):
    """Knows where the kiosk stands, but not what follows from an event: see `happen`."""

    house: House
    hud: KioskHud
    standing: Standing
    offers: tuple[Offer, ...]
    language: str
    _focus: str
    _focused_s: float = -1e9
    _night_until_s: float
    _cap: float
    _access_due = False  # the page of access is to be opened when the show has begun
    now_s: float
    crier: Crier

    @abstractmethod
    def happen(self, event: Event) -> None:
        """Let an event happen, and do what follows."""

    # --- what lies before a visitor ----------------------------------------------------------------------------------

    def look(self) -> Overlay:
        """In the visitor's language, with the house's replies; before a visit nothing of a show asks for an answer."""
        seen: dict[str, Any] = {"language": in_a_hall(self.language), "notice": ""}
        if self.standing.phase is Phase.VISIT:
            seen["notice"] = self.house.safety.reply(self.now_s)
        else:
            seen |= {"panel": None, "card": None, "heading": "", "paused": self.controls.page is Page.ACCESS}
        return replace(super().look(), **seen)

    def seen(self) -> Seen:
        """A scan goes over a kiosk's own screens, too."""
        question, width = self.standing.question, self.window.size[0]
        match self.standing.phase:
            case Phase.MENU if self.controls.page is Page.ACCESS:
                return Seen("access", width=width)
            case Phase.ATTRACT | Phase.MENU:
                return Seen(self.standing.phase.value, width=width)
            case Phase.VISIT if question is not None:
                return Seen("question", question.why.value, width)
        return super().seen()

    @property
    def any_key(self) -> bool:
        """Whoever presses something wants to begin, or is still here."""
        asks = self.standing.phase in (Phase.ATTRACT, Phase.CLOSED) or self.standing.question is not None
        return super().any_key or asks

    def focus(self, now_s: float) -> str:
        """What has the focus; in attract nothing, some time after the last one has gone."""
        attracts = self.standing.phase is Phase.ATTRACT
        return "" if attracts and now_s - self._focused_s > FOCUS_S else self._focus

    def hud_targets(self) -> tuple[Target, ...]:
        return tuple(target for target in self.canvas.plan.targets if target.key.startswith("kiosk:"))

    # --- what a visitor does -----------------------------------------------------------------------------------------

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
            case Phase.CLOSED if self._is_somebody(intent):
                self._night_until_s = now_s + NIGHT_S
            case Phase.ATTRACT:
                self._in_attract(intent, target, now_s)
            case Phase.MENU if self.controls.page is Page.ACCESS:
                self._on_page(intent, now_s)
            case Phase.MENU:
                self._in_menu(intent, target, now_s)
            case Phase.VISIT:
                self._in_visit(intent, target, now_s)
            case _:
                pass

    def _is_somebody(self, intent: Intent) -> bool:
        """Not a pointer that moves, a stick that lies on its side, nor a scan that goes on by itself."""
        by_itself = (isinstance(intent, Next) and intent.by_itself) or (isinstance(intent, Move) and intent.held)
        return not (isinstance(intent, Point) or by_itself)

    def _pressed(self, intent: Intent) -> str:
        """The key of what a press hits."""
        target = self.canvas.plan.at(intent.x, intent.y) if isinstance(intent, Press) else None
        return target.key if target else ""

    def _choose_language(self, target: str) -> None:
        if target.startswith("kiosk:language:"):
            self.language = target.rpartition(":")[2]

    def _moves(self, intent: Intent, now_s: float) -> bool:
        """Whether the intent moves the focus among the kiosk's own targets; then it has."""
        if isinstance(intent, Move):
            self._focus = neighbour(self.hud_targets(), self.focus(now_s), intent.dx, intent.dy)
        elif isinstance(intent, Next):
            self._focus = in_turn(self.hud_targets(), self.focus(now_s), 1)
        else:
            return False
        self._focused_s = now_s
        return True

    def _in_attract(self, intent: Intent, target: str, now_s: float) -> None:
        """Whatever is pressed begins; who has no glass to touch finds the languages by moving the focus."""
        if isinstance(intent, Point) or self._moves(intent, now_s):
            return
        if intent == Do(Act.VOICE):
            self._effect(Effect.VOICE)
            return
        target = self.focus(now_s) if intent == Do(Act.CONFIRM) else target
        self._choose_language(target)
        self.happen(Touch())
        if target == "kiosk:access" or intent == Do(Act.ACCESS):
            self._open_access()

    def _in_menu(self, intent: Intent, target: str, now_s: float) -> None:
        if self._is_somebody(intent):
            self.happen(Touch())
        if isinstance(intent, Point) or self._moves(intent, now_s):
            return
        match intent:
            case PickOption(number) if 0 < number <= len(self.offers):
                target = f"kiosk:show:{self.offers[number - 1].name}"
            case Do(Act.CONFIRM):
                target = self._focus
            case Do(Act.CANCEL):
                target = "kiosk:leave"
            case Do(Act.ACCESS):
                target = "kiosk:access"
            case Do(Act.VOICE):
                self._effect(Effect.VOICE)
            case Do(act) if act in CHANGES:
                self.view = self.view.stepped(*CHANGES[act])
            case _:
                pass
        self._choose_language(target)
        if target.startswith("kiosk:show:"):
            self.happen(Pick(target.removeprefix("kiosk:show:")))
        elif target == "kiosk:leave":
            self.happen(Leave())
        elif target == "kiosk:access":
            self._open_access()

    def _open_access(self) -> None:
        """Over the menu, or over the show as soon as it has begun."""
        if not self.view.eases:
            return
        if self.standing.phase is Phase.VISIT:
            self._access_due = True
        else:
            self.controls = Controls(page=Page.ACCESS, focus=f"access:{self.view.eases[0]}")

    def _on_page(self, intent: Intent, now_s: float) -> None:
        """The page of access over the menu; the show that attracts behind it is not stopped."""
        if self._is_somebody(intent):
            self.happen(Touch())
        if intent == Do(Act.VOICE):
            self._effect(Effect.VOICE)
            return
        answered = answer(intent, self.controls, Scene(self.overlay, self.canvas.plan, self.view, now_s))
        self.controls, self.view = answered.controls, answered.view
        if self.controls.page is not Page.ACCESS:
            self.controls = Controls()

    def _in_visit(self, intent: Intent, target: str, now_s: float) -> None:
        question = self.standing.question
        if question is None or isinstance(intent, Point):
            if self._is_somebody(intent):
                self.happen(Touch())
            super().follow([intent], now_s)
            return
        if target == "kiosk:leave" or (intent == Do(Act.CONFIRM) and self._focus == "kiosk:leave"):
            self.happen(Leave())
            return
        if not self._moves(intent, now_s) and not question.answers:
            super().follow([intent], now_s)
        if self._is_somebody(intent):
            self.happen(Touch())

    def _effect(self, effect: Effect | Keep) -> None:
        """The visitor leaves the show, never the kiosk."""
        own = self.standing.phase is not Phase.VISIT or self.standing.question is not None
        if effect is Effect.QUIT:
            self.happen(Leave())
        elif effect is Effect.VOICE and own and not self.controls.page:
            self.speak(everything(self.hud.layer))
        elif effect is Effect.VOICE:
            super()._effect(effect)

    # --- what a visitor hears of it ----------------------------------------------------------------------------------

    def announce(self) -> None:
        """Open what was asked for, and say what has come on the kiosk's own screens."""
        if self._access_due and self.standing.phase is Phase.VISIT and self.overlay.card is None:
            self._access_due = False
            super().follow([Do(Act.ACCESS)], self.now_s)
        self.speak(self.crier.look(self.hud.layer, on=self.view.self_voicing, covered=bool(self.controls.page)))

    def speak(self, words: str) -> None:
        """In the visitor's language, whatever the show is spoken in."""
        if words and self.house.readers is not None:
            self.setup.voice = self.house.readers(self.language)
            super().speak(words)

    def hush(self) -> None:
        """What was asked for or is being said by and to a visitor who has gone is for nobody."""
        self._access_due = False
        if self.setup.voice:
            self.setup.voice.say("")
        self.setup.voice = None

    def with_reader(self, sound: Sound) -> Sound:
        """The sound with what is being read to the visitor, as loud as the visitor has it and as is allowed."""
        voice = self.setup.voice
        return voice.mixed(sound, min(self.view.volume, self._cap) ** 2) if voice else sound
