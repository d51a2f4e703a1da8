"""The operator's desk: opened by a corner that is held and a PIN, it has things done that no visitor may do.

It takes the input while it is open. What a visitor left standing stands still behind it, and goes on afterwards.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from queue import Empty
from typing import TYPE_CHECKING

import pygame

from runtime import __version__
from runtime.commands import Pause
from runtime.kiosk.board import Board, Knock, Page
from runtime.kiosk.corner import Holds
from runtime.kiosk.operator import Command
from runtime.kiosk.pin import DIGITS
from runtime.kiosk.states import Leave, Phase, Touch
from runtime.kiosk.testpicture import tone
from runtime.kiosk.words import said
from runtime.player.input import Act, Do, Inputs, Intent, Move, Point, Press
from runtime.player.plan import Plan, Target, neighbour

if TYPE_CHECKING:
    from runtime.kiosk.health import Health
    from runtime.kiosk.house import House
    from runtime.kiosk.loop import KioskLoop
    from runtime.player.faces import ShowFace, Sound

Sift = Callable[[Iterable[pygame.event.Event], tuple[int, int], float], list[pygame.event.Event]]

CLOSES_S = {Page.PIN: 30.0, Page.MENU: 30.0, Page.LOGS: 120.0, Page.TEST: 900.0}  # without input
LOGS_S = 1.0  # between two looks at how it is
STEPS = range(-9, 11)  # of the loudness, each a tenth of what the file says
POINTER_S = 1.0  # from one request for the pointer to the next
MARKS = 20  # touches that stay marked
SURE = (Command.RESTART, Command.QUIT)  # are asked for twice
DEVICES = (pygame.JOYDEVICEADDED, pygame.JOYDEVICEREMOVED, pygame.QUIT)  # the loop hears of these, too
DIGIT_KEYS = {getattr(pygame, f"K_{word}{n}"): str(n) for n in range(10) for word in ("", "KP")}
DIGIT_PLACES = {getattr(pygame, f"KSCAN_{word}{n}"): str(n) for n in range(10) for word in ("", "KP_")}


def apart(work: Callable[[], object]) -> None:
    """In a thread of its own: a PIN is slow to try."""
    threading.Thread(target=work, name="pin", daemon=True).start()


@dataclass
class Sifted(Inputs):
    """Inputs of visitors: what is the operator's is taken out before."""

    sift: Sift = field(default=lambda events, *_: list(events))

    def translate(self, events: Iterable[pygame.event.Event], size: tuple[int, int], now_s: float) -> list[Intent]:
        return super().translate(self.sift(events, size, now_s), size, now_s)


class Desk:
    """Called from the loop's thread. `run` does what takes long."""

    def __init__(self, house: House, run: Callable[[Callable[[], object]], object] = apart) -> None:
        self.house = house
        self.holds = Holds(house.config.operator.corner)
        self.page = Page.NONE
        self.blanked = False
        self.steps = 0
        self._inputs, self._run = Inputs(), run
        self._active_s = 0.0  # the last input
        self._entered = False  # by the PIN; a page that was opened from elsewhere lets nobody into the menu
        self._focus = self._sure = self._typed = ""
        self._wrong = False
        self._trying: Future[bool] | None = None
        self._touches: tuple[tuple[int, int], ...] = ()
        self._paused: ShowFace | None = None  # the show that stands still for the operator
        self._toned = 0  # samples of the tone so far
        self._told: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._told_s = -1e9

    @property
    def is_open(self) -> bool:
        return self.page is not Page.NONE

    @property
    def tests(self) -> bool:
        """The test picture is on."""
        return self.page is Page.TEST

    @property
    def stands(self) -> bool:
        """What is seen stands still, as an operator wants it."""
        return self.blanked or self.page in (Page.LOGS, Page.TEST)

    @property
    def loudness(self) -> float:
        """What a volume is multiplied by."""
        return 1 + self.steps / 10

    def tone(self, n: int, most: float) -> Sound:
        """The next `n` samples of the test picture's tone."""
        self._toned += n
        return tone(self._toned - n, n, most)

    # --- input -------------------------------------------------------------------------------------------------------

    def sift(
        self, events: Iterable[pygame.event.Event], plan: Plan, size: tuple[int, int], now_s: float
    ) -> list[pygame.event.Event]:
        """The events that are for visitors. `plan`: what can be pressed; `size`: of the surface in pixels."""
        came = list(events)
        if not self.is_open and self.house.door.needed:
            came = self.holds.sift(came, size, now_s)
            if self.holds.is_done(now_s):
                self._turn(Page.PIN, now_s)
                return came
        if not self.is_open:
            return came
        targets = tuple(one for one in plan.targets if one.key.startswith("desk:"))
        rest = [event for event in came if not self._typed_digit(event, now_s)]
        for intent in self._inputs.translate(rest, size, now_s):
            self._follow(intent, targets, now_s)
        return [event for event in came if event.type in DEVICES]

    def _typed_digit(self, event: pygame.event.Event, now_s: float) -> bool:
        """A digit on whatever keyboard; on some the row of digits has other letters without Shift."""
        if self.page is not Page.PIN or event.type != pygame.KEYDOWN:
            return False
        digit = DIGIT_KEYS.get(event.key) or DIGIT_PLACES.get(getattr(event, "scancode", 0), "")
        if digit:
            self._press(f"desk:digit:{digit}", now_s)
        return bool(digit)

    def _follow(self, intent: Intent, targets: tuple[Target, ...], now_s: float) -> None:
        match intent:
            case Point(x, y):  # a pointer that drifts is nobody
                self._focus = next((one.key for one in targets if one.box.holds(x, y)), self._focus)
            case Press(x, y):
                self._mark(x, y)
                self._press(next((one.key for one in targets if one.box.holds(x, y)), ""), now_s)
            case Move(dx, dy):
                self._active_s, self._sure = now_s, ""
                self._focus = neighbour(targets, self._focus, dx, dy)
            case Do(Act.CONFIRM):
                self._press(self._focus or ("desk:enter" if self.page is Page.PIN else "desk:close"), now_s)
            case Do(Act.BACK) if self.page is Page.PIN:
                self._press("desk:erase", now_s)
            case Do(Act.CANCEL):
                self._press("desk:close", now_s)
            case _:
                self._active_s = now_s

    def _mark(self, x: float, y: float) -> None:
        if self.tests:
            self._touches = (*self._touches, (round(x), round(y)))[-MARKS:]

    def _press(self, key: str, now_s: float) -> None:
        self._active_s = now_s
        name, _, value = key.removeprefix("desk:").partition(":")
        match name:
            case "close":
                back = self.page in (Page.LOGS, Page.TEST) and self._entered
                self._turn(Page.MENU if back else Page.NONE, now_s)
            case "digit" | "erase" | "enter" if self._takes_digits():
                self._type(name, value)
            case "do" if self._entered:
                self._ask(Command(value))
            case _:
                return

    def _takes_digits(self) -> bool:
        return self.page is Page.PIN and self._trying is None and not self.house.door.wait_s

    def _type(self, name: str, digit: str) -> None:
        if name == "enter" and self._typed:
            self._try(self._typed)
            self._typed = ""
        elif name == "erase":
            self._typed = self._typed[:-1]
        else:
            self._typed = (self._typed + digit)[: DIGITS[-1]]
            self._wrong = False

    def _try(self, pin: str) -> None:
        """Away from the loop; `tick` hears of it."""
        answer: Future[bool] = Future()
        door, self._trying = self.house.door, answer
        self._run(lambda: answer.set_result(door.enter(pin)))

    def _ask(self, command: Command) -> None:
        """What cannot be taken back is asked for twice."""
        if command in SURE and self._sure != command:
            self._sure = command.value
        else:
            self._sure = ""
            self.house.orders.put(command)

    # --- time --------------------------------------------------------------------------------------------------------

    def tick(self, now_s: float) -> None:
        """Hear whether the PIN was right; close when nobody is there."""
        if self._trying is not None and self._trying.done():
            right, self._trying = self._trying.result(), None
            self._wrong = not right
            if right and self.page is Page.PIN:
                self._entered = True
                self._turn(Page.MENU, now_s)
        if self.is_open and not 0 <= now_s - self._active_s < CLOSES_S[self.page]:
            self._turn(Page.NONE, now_s)

    def _turn(self, page: Page, now_s: float) -> None:
        self.page, self._active_s = page, now_s
        self._typed = self._sure = self._focus = ""
        self._trying = None  # an answer that comes later opens nothing
        self._wrong, self._touches, self._toned, self._told_s = False, (), 0, -1e9
        self._entered = self._entered and page is not Page.NONE

    # --- what is done ------------------------------------------------------------------------------------------------

    def serve(self, loop: KioskLoop) -> None:
        """Carry out what operators have asked for, here or elsewhere, and keep what a visitor left standing."""
        self.tick(loop.now_s)
        while True:
            try:
                self._obey(self.house.orders.get_nowait(), loop)
            except Empty:
                break
        if self.is_open and loop.standing.phase in (Phase.VISIT, Phase.MENU):
            loop.happen(Touch())
        if self.is_open and loop.now_s - loop.controls.pointer_s > POINTER_S:  # a mouse is to be seen here, too
            loop.controls = replace(loop.controls, strip=True, pointer_s=loop.now_s)
        self._hold_still(loop)

    def _obey(self, command: Command, loop: KioskLoop) -> None:
        self.house.note("operator", str(command))
        match command:
            case Command.RESTART | Command.QUIT:
                loop.ordered, loop.quit = command, True
            case Command.NEXT_SHOW:
                loop.happen(Leave())
                if loop.standing.phase is Phase.ATTRACT:
                    loop.attract()
            case Command.LOUDER | Command.QUIETER:
                step = 1 if command is Command.LOUDER else -1
                self.steps = min(STEPS[-1], max(STEPS[0], self.steps + step))
            case Command.BLANK:
                self.blanked = not self.blanked
                loop.happen(Leave())
            case Command.CALIBRATE | Command.LOGS:
                page = Page.TEST if command is Command.CALIBRATE else Page.LOGS
                off = Page.MENU if self._entered else Page.NONE
                self._turn(off if self.page is page else page, loop.now_s)

    def _hold_still(self, loop: KioskLoop) -> None:
        """Pause a visitor's show while the operator is inside, and let it go on."""
        wanted = self.page in (Page.MENU, Page.LOGS, Page.TEST) and loop.standing.phase is Phase.VISIT
        if wanted and self._paused is not loop.show:
            if not loop.overlay.paused and loop.overlay.card is None:
                loop.show.do(Pause(on=True))
                self._paused = loop.show
        elif not wanted and self._paused is not None:
            if self._paused is loop.show:
                loop.show.do(Pause(on=False))
            self._paused = None

    # --- what is seen ------------------------------------------------------------------------------------------------

    def board(self, loop: KioskLoop) -> Board | None:
        """What the operator sees; None: there is nothing to see."""
        held = round(self.holds.share(loop.now_s), 2)
        if not self.is_open and not held:
            return None
        door = self.house.door
        health, faults = self._lines(loop) if self.page is Page.LOGS else ((), ())
        return Board(
            page=self.page,
            language=self.house.config.languages[0],
            corner=self.holds.corner,
            held=0.0 if self.is_open else held,
            focus=self._focus,
            knock=self._knock(door.wait_s),
            typed=len(self._typed),
            tries=door.tries_left,
            wait_s=-int(-door.wait_s // 1),
            show=loop.on,
            percent=round(100 * self.loudness),
            blanked=self.blanked,
            sure=self._sure,
            version=f"Diorama {__version__}",
            health=health,
            faults=faults,
            touches=self._touches,
        )

    def _knock(self, wait_s: float) -> Knock:
        if wait_s:
            return Knock.SHUT
        return Knock.TRIED if self._trying else Knock.WRONG if self._wrong else Knock.FREE

    def _lines(self, loop: KioskLoop) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """How it is, in sentences, looked at once a second."""
        if not 0 <= loop.now_s - self._told_s < LOGS_S:
            told = loop.told()
            self._told = health_lines(told, self.house), told.faults[::-1]
            self._told_s = loop.now_s
        return self._told


def health_lines(health: Health, house: House) -> tuple[str, ...]:
    """What a technician asks first; nothing of it tells of one visitor."""
    language = house.config.languages[0]
    config = house.config
    first = f"Diorama {__version__} · {config.generator} {config.size[0]} × {config.size[1]} · {health.state}"
    return (
        f"{first} · {said('on now', language, show=health.show)}" if health.show else first,
        said("frames", language, seconds=round(health.shown_ago_s), frames=health.frames),
        said("visits", language, visits=health.visits, idle=health.idle_ends),
        said("storage", language, state=health.storage or "ok"),
        *(f"{part}: {problem}" for part, problem in health.troubles.items()),
        *(f"{name or 'shows'}: {problem}" for name, problem in health.content.items()),
    )
