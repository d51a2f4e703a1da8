"""A kiosk's reception without sockets, in front of a hall whose clocks are turned by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from runtime.kiosk.config import Config
from runtime.kiosk.pin import _digest
from runtime.kiosk.web.asking import Answer, Ask
from runtime.kiosk.web.glance import Glance
from runtime.kiosk.web.guards import COOKIE, Guards
from runtime.kiosk.web.reception import Reception
from runtime.kiosk.web.samples import Samples
from tests.runtime.kiosk.fakes import BRISK, Hall, offer

PIN = "2468"
SALT = bytes(range(16))
HASHED = f"scrypt$10${SALT.hex()}${_digest(PIN, SALT, 10).hex()}"  # the least that a file may ask for
MACHINE = "Kiosk-3"
Headers = Mapping[str, str]
NONE: Headers = {}
LOCAL, NETWORK = "127.0.0.1", "0.0.0.0"


class Lobby:
    """A hall and its reception. `clock` is the guards', in seconds."""

    def __init__(self, address: str = LOCAL, *, pin: str = HASHED, titles: tuple[str, ...] = ("The Room",)) -> None:
        operator = {"address": address, "pin": pin, "port": 8080}
        config = Config(visit=BRISK, operator=operator, languages=("en", "fr"))
        offers = [offer(title.split()[-1].lower(), title) for title in titles]
        self.hall = Hall(*offers, config=config).wait(3)
        self.house = self.hall.loop.house
        self.clock_s = 0.0
        self.house.door._clock = lambda: self.clock_s
        self.silent = False
        self.samples = Samples(lambda: [0.041] * 98 + [0.06, 0.08], self.house.wall, lambda: (410.0, 300.0))
        self.reception = Reception(
            self.house,
            self._ask,
            Glance(self.hall.window.surface.copy, b"", lambda: self.clock_s),
            self.samples,
            Guards(self.house.door, address, MACHINE, lambda: self.clock_s),
            MACHINE,
            self.house.wall,
        )
        self.cookie = ""

    def _ask(self, timeout_s: float) -> Any:
        if self.silent:
            raise TimeoutError
        return self.hall.loop.told()

    def ask(self, method: str, path: str, form: dict[str, str] | None = None, headers: Headers = NONE) -> Answer:
        """As a browser at the machine would; `headers` go over what it sends."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"host": "127.0.0.1:8080"} | ({"cookie": f"a=b; {COOKIE}={self.cookie}"} if self.cookie else {}) | named
        path, _, query = path.partition("?")
        return self.reception.answer(Ask(method, path, query, sent, form or {}))

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, *, word: str | None = None, headers: Headers = NONE, **form: str) -> Answer:
        """A form of a page that was just loaded."""
        brought = word_of(self.get("/")) if word is None else word
        return self.ask("POST", path, {"word": brought, **form}, headers)

    def enter(self, pin: str = PIN) -> Answer:
        answer = self.post("/enter", pin=pin)
        if answer.status == 303:
            self.cookie = header(answer, "Set-Cookie").partition("=")[2].partition(";")[0]
        return answer


def header(answer: Answer, name: str) -> str:
    return next(value for key, value in answer.headers if key == name)


def word_of(answer: Answer) -> str:
    found = re.search(r'name="word" value="([0-9a-f]{64})"', answer.body.decode())
    assert found is not None
    return found[1]


def orders(lobby: Lobby) -> list[str]:
    """What the loop would find in its queue."""
    queue = lobby.house.orders
    return [str(queue.get_nowait()) for _ in range(queue.qsize())]
