"""The reception: where requests are answered: which addresses there are, who gets what, and which orders are passed on.

Its one rule: no word of a request ever becomes a path or a name of anything.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from runtime.kiosk.operator import Command
from runtime.kiosk.web import metrics
from runtime.kiosk.web.asking import JSON, Answer, Ask, back_to, html, sentence
from runtime.kiosk.web.page import (
    ASKED_TWICE,
    SHOWN_DAYS,
    View,
    draw_door,
    draw_now,
    draw_page,
    draw_question,
    policy,
)

if TYPE_CHECKING:
    from runtime.kiosk.health import Health
    from runtime.kiosk.house import House
    from runtime.kiosk.web.glance import Glance
    from runtime.kiosk.web.guards import Guards
    from runtime.kiosk.web.samples import Samples

ANSWER_S = 2.0  # that the loop has, to say how it is
MOST_WAITING = 16  # orders
STRANGERS = ("well", "state", "open", "show", "shown_ago_s", "up_s")  # what health tells without the PIN
SILENT = "the show does not answer"
BOM = b"\xef\xbb\xbf"  # table programs take a file for UTF-8 by it


@dataclass(frozen=True)
class Reception:
    """Called from the threads of the server. `ask`: how the kiosk is, by way of its loop; TimeoutError."""

    house: House
    ask: Callable[[float], Health]
    glance: Glance
    samples: Samples
    guards: Guards
    machine: str = ""
    wall: Callable[[], float] = time.time

    def answer(self, ask: Ask) -> Answer:
        """Never raises: what goes wrong here is a line for the operator, and the show goes on."""
        try:
            return self._answer(ask)
        except Exception as error:
            self.house.trouble("page", f"the operator's page failed at {ask.path[:40]}: {type(error).__name__}")
            return sentence(500, "This page has failed; the show goes on.")

    def _answer(self, ask: Ask) -> Answer:
        if not self.guards.is_addressed(ask):
            return sentence(421, "This kiosk goes by its address only: type that instead of a name.")
        route = ROUTES.get(ask.path)
        if route is None:
            return sentence(404, "There is no such page.")
        method = "GET" if ask.method == "HEAD" else ask.method
        if method != route.method:
            return sentence(405, "That cannot be done here.", ("Allow", route.method))
        if not route.public and not self.guards.knows(ask):
            return self._door(ask) if ask.path == "/" else sentence(401, "This needs the operator's PIN.")
        if method == "POST" and not self.guards.is_meant(ask):
            return sentence(
                403, "This form is old, or not from this page. Go back, load the page again, and try again."
            )
        return route.do(self, ask)

    # --- for people --------------------------------------------------------------------------------------------------

    def page(self, ask: Ask) -> Answer:
        leaves = not self.guards.local
        text = draw_page(self._view(), self.guards.word(ask), done=ask.asked("done"), leaves=leaves)
        return html(text, 200, ("Content-Security-Policy", policy()))

    def now(self, _: Ask) -> Answer:
        return html(draw_now(self._view()), 200, ("Content-Security-Policy", policy()))

    def enter(self, ask: Ask) -> Answer:
        token = self.guards.enter(ask.form.get("pin", ""))
        return self._door(ask, wrong=True) if token is None else back_to("/", self.guards.cookie(token))

    def leave(self, ask: Ask) -> Answer:
        self.guards.leave(ask)
        return back_to("/", self.guards.cookie(""))

    def order(self, ask: Ask) -> Answer:
        """Pass an order on; one that takes the show away is asked for twice."""
        wanted = next((one for one in Command if one == ask.form.get("order")), None)
        if wanted is None:
            return sentence(400, "There is no such order.")
        if wanted in ASKED_TWICE and ask.form.get("sure") != "yes":
            text = draw_question(wanted, self.guards.word(ask))
            return html(text, 200, ("Content-Security-Policy", policy()))
        if self.house.orders.qsize() >= MOST_WAITING:
            return sentence(503, "The show does not answer; orders are waiting already.")
        self.house.orders.put(wanted)
        return back_to(f"/?done={wanted.value}")

    def _door(self, ask: Ask, *, wrong: bool = False) -> Answer:
        wait_s = self.guards.door.wait_s
        text = draw_door(self.guards.word(ask), wait_s, wrong=wrong)
        return html(text, 429 if wait_s else 401, ("Content-Security-Policy", policy()))

    def _view(self) -> View:
        health, _ = self._health()
        rows = self.house.statistics.rows(SHOWN_DAYS)
        zone = ZoneInfo(self.house.config.hours.zone)
        return View(health, self.samples.all(), rows, zone, self.wall(), self.machine)

    # --- for programs ------------------------------------------------------------------------------------------------

    def health(self, ask: Ask) -> Answer:
        """200 while all is well; else, and where the loop does not answer, 503."""
        health, problem = self._health()
        said: dict[str, object] = {"well": False, "problems": [problem]}
        if health is not None:
            said = {"well": health.well, "problems": health.problems, **health.model_dump(mode="json")}
        if not self.guards.knows(ask):
            said = {name: said[name] for name in STRANGERS if name in said}
        return Answer(
            200 if said["well"] else 503, json.dumps(said, ensure_ascii=False).encode("utf-8", "replace"), JSON
        )

    def metrics(self, _: Ask) -> Answer:
        health, problem = self._health()
        if health is None:
            return sentence(503, problem)
        samples = self.samples.all()
        text = metrics.exposed(health, samples[-1] if samples else None)
        return Answer(200, text.encode(), metrics.KIND)

    def snapshot(self, _: Ask) -> Answer:
        try:
            return Answer(200, self.glance.jpeg(), "image/jpeg")
        except TimeoutError:
            return sentence(503, SILENT)

    def statistics(self, _: Ask) -> Answer:
        named = ("Content-Disposition", 'attachment; filename="statistics.csv"')
        data = self.house.statistics.csv().encode("utf-8", "replace")
        return Answer(200, BOM + data, "text/csv; charset=utf-8", (named,))

    def _health(self) -> tuple[Health | None, str]:
        try:
            return self.ask(ANSWER_S), ""
        except TimeoutError:
            return None, SILENT


@dataclass(frozen=True)
class Route:
    """What is done at an address. `public`: the PIN is not asked for."""

    do: Callable[[Reception, Ask], Answer]
    method: str = "GET"
    public: bool = False


ROUTES = {
    "/": Route(Reception.page),
    "/now": Route(Reception.now),
    "/enter": Route(Reception.enter, "POST", public=True),
    "/leave": Route(Reception.leave, "POST"),
    "/order": Route(Reception.order, "POST"),
    "/health": Route(Reception.health, public=True),
    "/metrics": Route(Reception.metrics),
    "/snapshot.jpg": Route(Reception.snapshot),
    "/statistics.csv": Route(Reception.statistics),
}
