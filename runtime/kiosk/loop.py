"""The kiosk's loop: the player's, with a life of its own around the shows. One window, one studio, for months.

Each pass asks the states what is due and does it; the show on the stage changes, the loop goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from runtime.commands import SetTimeLimits
from runtime.errors import DioramaError
from runtime.kiosk.access import keymap_of
from runtime.kiosk.announcing import Crier
from runtime.kiosk.attendance import Attendance, why_over
from runtime.kiosk.dark import Dark
from runtime.kiosk.desk import Desk, Sifted
from runtime.kiosk.health import Health, Tally
from runtime.kiosk.hours import is_set, is_within
from runtime.kiosk.house import House, default_view, night_words
from runtime.kiosk.opening import paint_opening
from runtime.kiosk.operator import Command
from runtime.kiosk.pulse import Pulse
from runtime.kiosk.repertoire import MOST_SHOWS, Offer
from runtime.kiosk.screens import KioskHud, Layer, Poise
from runtime.kiosk.states import Do as Deed
from runtime.kiosk.states import Event, Leave, Order, Phase, Standing, Tick, Touch, Why, step
from runtime.kiosk.telling import answer_questions, ask_health, is_due, is_seen, told
from runtime.kiosk.testpicture import reference
from runtime.kiosk.visitor import VisitorLoop
from runtime.player.controls import Controls
from runtime.player.input import Act, Do, Intent
from runtime.player.playloop import Setup

if TYPE_CHECKING:
    import pygame

    from runtime.overlay import Picture
    from runtime.player.canvas import Canvas
    from runtime.player.faces import OutputFace, ShowFace, Sound, WindowFace

PARTING = 4_800  # samples in which the show that goes fades out: 100 ms
SCHEDULE_S = 1.0  # between two looks at the time of day
TICK_S = 0.1  # between two looks at what is due in a visit
BEAT_S = 1.0  # a picture that stands is flipped again after this: whoever watches over the kiosk sees that it can be
OPENING_S = 60.0  # how long the opening card may stand; then black is more honest


class KioskLoop(VisitorLoop):
    """Only one thread calls it, but for `health`."""

    def __init__(self, house: House, window: WindowFace, output: OutputFace, canvas: Canvas) -> None:
        self.house, config = house, house.config
        self.hud = canvas.hud = KioskHud(canvas.case, config.languages[0])
        self.dark = Dark(house.hands.studio)
        self.standing = Standing()
        self.tally = Tally(wall=house.wall, clock=lambda: self.setup.timer())
        self.attendance = Attendance(house.statistics)
        self.offers: tuple[Offer, ...] = ()
        self.language = config.languages[0]
        self.on = ""  # the name of the show on the stage
        self.desk = Desk(house)
        self.ordered: Command | None = None  # how an operator has ended it: RESTART or QUIT
        self.proofs = 0  # flips that have shown what was due
        self._begun = False  # the first frame of a show was flipped
        self._round = -1  # which show attracts
        self._focus = ""
        self._night_until_s = -1.0
        self._looked_at_s = self._ticked_s = -1e9
        self._ticked: tuple[Tick, Phase] | None = None  # what the states were told last, and where that left them
        self._said: tuple[tuple[object, ...], Layer] = ((), Layer())  # the layer, and before it what it was made of
        self._open = False
        self._cap = config.sound.most
        self._parting: Sound | None = None
        self.now_s = 0.0
        self.crier = Crier()
        view, keys = default_view(config, window.fullscreen), keymap_of(config.access)
        super().__init__(self.dark, window, output, canvas, Setup(view=view, keymap=keys))
        self.scan.cool_s = config.access.cool_seconds
        self.inputs = Sifted(self.inputs.keys, self.inputs.buttons, sift=self._sift)
        self.meter = Pulse()
        self._since_s = self._shown_s = self.setup.timer()

    @property
    def over(self) -> bool:
        """It ends when it is told to, and not because a show is over."""
        return self.quit

    # --- one pass ----------------------------------------------------------------------------------------------------

    def read_input(self, now_s: float) -> None:
        self.now_s = now_s
        super().read_input(now_s)

    def follow(self, intents: Iterable[Intent], now_s: float) -> None:
        """While an operator is at the desk nothing is done for visitors, but a window can be closed."""
        super().follow([one for one in intents if not self.desk.is_open or one == Do(Act.QUIT)], now_s)

    def _sift(
        self, events: Iterable[pygame.event.Event], size: tuple[int, int], now_s: float
    ) -> list[pygame.event.Event]:
        return self.desk.sift(events, self.canvas.plan, size, now_s)

    def take_votes(self) -> None:
        """Commands from other threads, their questions, and whatever is due in the life of a kiosk."""
        super().take_votes()
        self.desk.serve(self)
        self.hear()
        self.look_at_schedule()
        self.let_time_go_by()
        self.turn_round()
        self.hands_up()
        self.hud.layer = self.layer()
        self.announce()
        self.house.statistics.tick(self.now_s, is_seen(self))
        answer_questions(self)

    def look_at_schedule(self) -> None:
        """A clock that was never set closes nothing: black in opening hours is worse than light at night."""
        if 0 <= self.now_s - self._looked_at_s < SCHEDULE_S:
            return
        self._looked_at_s, wall_s = self.now_s, self.house.wall()
        config = self.house.config
        self._open = is_within(config.hours.hours, wall_s) or not is_set(wall_s)
        quiet = is_within(config.quiet, wall_s)
        self._cap = min(config.sound.most, config.sound.quiet_most if quiet else 1.0)
        if not self.offers or self.standing.phase is Phase.CLOSED:
            self.take_content()
        for part, line in self.house.safety.troubles():
            self.house.trouble(part, line)
        for notice in self.house.news():
            self.tally.failed(notice)

    def let_time_go_by(self) -> None:
        """At once where something has changed, else ten times a second: nothing of a visit is shorter."""
        lit = self._open and bool(self.offers) and not self.desk.blanked
        tick = Tick(lit, self._is_over(), self._has_picture())
        due = not 0 <= self.now_s - self._ticked_s < TICK_S
        if due or self._ticked != (tick, self.standing.phase):
            self._ticked, self._ticked_s = (tick, self.standing.phase), self.now_s
            self.happen(tick)

    def hear(self) -> None:
        """What a visitor typed or said; with nobody there it is let go."""
        while not self.house.typed.empty():
            text = self.house.typed.get_nowait()
            if self.standing.phase is Phase.VISIT:
                self.happen(Touch())
                if choice := self.house.safety.hear(text, self.show, self.language, self.now_s):
                    self.show.do(choice)

    @property
    def describes(self) -> bool:
        """A show that attracts is not described: whoever wants it begins a visit."""
        return super().describes and self.standing.phase is Phase.VISIT

    def happen(self, event: Event) -> None:
        """Let an event happen, and do what follows."""
        before = self.standing
        rules = self.house.config.rules(menu=len(self.offers) > 1)
        self.standing, orders = step(self.standing, event, self.now_s, rules)
        for order in orders:
            self.carry_out(order, before)

    def carry_out(self, order: Order, before: Standing) -> None:
        match order.do:
            case Deed.DARKEN:
                self.part()
                self.change(self.dark, "")
            case Deed.RESET:
                self.forget(before)
            case Deed.OFFER:
                self._focus = f"kiosk:show:{self.offers[0].name}" if self.offers else ""
            case Deed.BEGIN:
                self.begin_visit(order.show)
            case Deed.WARN:
                self._focus = "kiosk:stay"
            case Deed.ATTRACT | Deed.CALM:
                self._focus = ""

    def forget(self, before: Standing) -> None:
        """Nothing is left of the visitor: not the language, not the volume, not the captions, not the journal."""
        why = why_over(before, self.now_s)
        self.tally.idle_ends += why == Why.IDLE
        self.attendance.end(why, self.now_s)
        self.language, self._focus = self.house.config.languages[0], ""
        self.view = default_view(self.house.config, self.window.fullscreen)
        self.controls = Controls()
        self.hush()
        self.house.safety.forget()
        self.take_content()
        self.attract()

    def take_content(self) -> None:
        """What was found good since, goes live."""
        arrived = self.house.content.arrived()
        if arrived is not None:
            self.offers = arrived[:MOST_SHOWS]

    def turn_round(self) -> None:
        """The show that attracts is over: the next one."""
        if self.standing.phase in (Phase.ATTRACT, Phase.MENU) and self.show.ended:
            if self.standing.phase is Phase.ATTRACT:
                self.take_content()
            self.attract()

    def attract(self) -> None:
        """A show by itself; one that cannot be performed is left out."""
        self.part()
        for _ in self.offers:
            self._round = (self._round + 1) % len(self.offers)
            offer = self.offers[self._round]
            try:
                show = self.house.hands.attract(offer.told(self.language), lambda _: 1)
            except DioramaError as error:
                self.tally.failed(f"{offer.name}: {error}")
                continue
            self.change(show, offer.name)
            return
        self.change(self.dark, "")

    def begin_visit(self, name: str) -> None:
        offer = next((one for one in self.offers if one.name == name), self._offered_now())
        if offer is None:
            self.happen(Leave())
            return
        self.part()
        try:
            story = offer.told(self.language)
            found = partial(self.reached, offer.name)
            show = self.house.hands.visit(offer.name, story, found, self.attendance.follow)
        except DioramaError as error:
            self.tally.failed(f"{offer.name}: {error}")
            self.happen(Leave())
            return
        self.tally.began(self.language)
        self.attendance.begin(offer.name, self.language, self.now_s)
        self.controls = Controls()
        self.change(show, offer.name)
        if self.view.time_limits is not self.house.config.visit.time_limits:
            show.do(SetTimeLimits(limits=self.view.time_limits))

    def reached(self, name: str, ending: str) -> int:
        """The visitor has seen an ending of the show."""
        self.house.statistics.ended(name, ending)
        return self.tally.reached(name, ending)

    def change(self, show: ShowFace, name: str) -> None:
        """Put another show on the stage."""
        self.show, self.on = show, name
        self.overlay = self.look()
        self._key = None

    def part(self) -> None:
        """What the show on the stage would sound like next fades out under the one that comes."""
        tail = self.show.sound(PARTING, self.output.head_s())
        self._parting = tail * np.linspace(1, 0, len(tail), dtype=np.float32)[:, None]

    def hands_up(self) -> None:
        """While nobody is served, what may come next is made ready."""
        if self.standing.phase in (Phase.ATTRACT, Phase.MENU):
            self.house.hands.make_ready({one.name: one.told(self.language) for one in self.offers})

    def _offered_now(self) -> Offer | None:
        return next((one for one in self.offers if one.name == self.on), self.offers[0] if self.offers else None)

    # --- what is seen and heard --------------------------------------------------------------------------------------

    def pick_frame(self, now_s: float) -> Picture:
        """What may be seen of it; over the test picture nobody speaks."""
        picture = super().pick_frame(now_s)
        if self.desk.tests:
            self.overlay = replace(self.overlay, caption=None, description=None)
        self.house.safety.follow(self.show)
        return self.house.safety.shown(picture, now_s)

    def must_draw(self, picture: Picture, now_s: float) -> bool:
        """Black has no beat to wait for."""
        changed = self.show is self.dark and self._seen(picture) != self._drawn
        return super().must_draw(picture, now_s) or changed or not 0 <= now_s - self._drawn_s < BEAT_S

    def _seen(self, picture: Picture) -> tuple[object, ...]:
        return (*super()._seen(picture), self.hud.layer)

    def draw_picture(self, picture: Picture) -> None:
        super().draw_picture(picture)
        if self.desk.tests:
            self.canvas.surface.blit(reference(self.window.size), (0, 0))
        elif self._is_opening():
            closed = self.standing.phase is Phase.CLOSED
            paint_opening(self.canvas.surface, self.canvas.case, self.language, words=closed)
        elif self.standing.phase is Phase.CLOSED or self.show is self.dark:
            self.canvas.surface.fill((0, 0, 0))

    def _is_opening(self) -> bool:
        """Before the first frame of the first show, and before anybody has come."""
        served = self.standing.phase in (Phase.MENU, Phase.VISIT)
        waits = not (served or self._begun or self.desk.blanked or (self._fresh and self._has_picture()))
        return waits and self._open and self.up_s < OPENING_S

    def feed_audio(self) -> None:
        wanted = self.output.wanted()
        if wanted >= self.setup.block:
            sound = self._with_parting(self.show.sound(wanted, self.output.head_s()))
            heard = self.with_reader(self._fader.faded(sound, self.gain))
            self.output.write(heard + self.desk.tone(len(heard), self._cap**2) if self.desk.tests else heard)

    @property
    def gain(self) -> float:
        """Of all sound, 0..1: as loud as is wanted, and as is allowed."""
        attracts = self.standing.phase is not Phase.VISIT
        wanted = self.house.config.attract.volume if attracts else self.view.volume
        return 0.0 if self.desk.tests else min(wanted * self.desk.loudness, self._cap) ** 2

    def _with_parting(self, sound: Sound) -> Sound:
        if self._parting is None:
            return sound
        n = min(len(sound), len(self._parting))
        mixed = sound.copy()
        mixed[:n] += self._parting[:n]
        self._parting = self._parting[n:] if n < len(self._parting) else None
        return np.clip(mixed, -1, 1)

    def flip(self, now_s: float) -> None:
        if self._fresh:
            self._shown_s = self.setup.timer()
            self._begun = self._begun or self._has_picture()
        self.proofs += is_due(self, self._fresh and self._has_picture())
        super().flip(now_s)

    def layer(self) -> Layer:
        """What the kiosk says now: the same value as long as nothing of it has changed."""
        phase, question = self.standing.phase, self.standing.question
        asked = self.now_s < self._night_until_s
        night = night_words(self.house, self.language, open_now=self._open) if asked else ""
        left_s = max(0, round(question.until_s - self.now_s)) if question else 0
        focus, board = self.focus(self.now_s), self.desk.board(self)
        parts = (phase, question, left_s, night, board, focus, self.language, self.view, self.offers, self.on)
        if parts != self._said[0]:
            offer = self._offered_now()
            layer = Layer(
                phase=phase,
                language=self.language,
                languages=self.house.config.languages if phase in (Phase.ATTRACT, Phase.MENU) else (),
                shows=tuple(self._poise(one) for one in self.offers) if phase is Phase.MENU else (),
                title=offer.told(self.language).title if offer else "",
                focus=focus,
                eases=bool(self.view.eases),
                why=question.why if question else None,
                answers=question.answers if question else True,
                left_s=left_s,
                night=night,
                board=board,
            )
            self._said = parts, layer
        return self._said[1]

    def _poise(self, offer: Offer) -> Poise:
        return Poise(offer.name, offer.told(self.language).title or offer.name, offer.synopsis(self.language))

    # --- how it is ---------------------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """By the schedule."""
        return self._open

    @property
    def shown_ago_s(self) -> float:
        """Seconds since a frame that was new was flipped."""
        return max(0.0, self.setup.timer() - self._shown_s)

    @property
    def up_s(self) -> float:
        """Seconds since the start."""
        return max(0.0, self.setup.timer() - self._since_s)

    def health(self, timeout_s: float = 5.0) -> Health:
        """How it is, by way of the loop itself: one that hangs does not answer. From other threads; TimeoutError."""
        return ask_health(self, timeout_s)

    def told(self) -> Health:
        return told(self)

    def _is_over(self) -> bool:
        card = self.overlay.card
        return self.standing.phase is Phase.VISIT and card is not None and card.kind == "end"

    def _has_picture(self) -> bool:
        return self.show is not self.dark and not self.show.behind
