"""Who may see the page and who may give orders: the address that was asked for, the PIN, and where a form came from.

On loopback whoever is at the machine may; from anywhere else only who knows the PIN.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import ipaddress
import secrets
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from runtime.errors import ConfigError

if TYPE_CHECKING:
    from runtime.kiosk.config import Operator
    from runtime.kiosk.pin import Door
    from runtime.kiosk.web.asking import Ask

COOKIE = "operator"
SESSION_S = 8 * 3600.0  # a working day; then the PIN again
MOST_SESSIONS = 32
LOCAL_NAME = "localhost"


def is_local(address: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return address == LOCAL_NAME or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def check_operator(operator: Operator) -> None:
    """ConfigError: a page that everybody could use, or nobody could reach."""
    if not operator.port:
        return
    if operator.address != LOCAL_NAME:
        try:
            ipaddress.ip_address(operator.address)
        except ValueError:
            raise ConfigError(
                f"[operator] address: “{operator.address[:60]}” is no address. Type: 127.0.0.1 for this machine alone, "
                "0.0.0.0 for the network"
            ) from None
    if not operator.pin and not is_local(operator.address):
        raise ConfigError(
            f"[operator] address = “{operator.address}” opens the operator's page to the network, and there is no PIN. "
            'Make one with diorama kiosk --pin, or type address = "127.0.0.1"'
        )


class Guards:
    """For all threads of the server. `clock`: seconds, never falling."""

    def __init__(
        self, door: Door, address: str, machine: str = "", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.door, self.local = door, is_local(address)
        name = (machine or socket.gethostname()).lower()
        self._names = {LOCAL_NAME} if self.local else {LOCAL_NAME, name, f"{name}.local"}
        self._clock = clock
        self._secret = secrets.token_bytes(32)
        self._sessions: dict[str, float] = {}  # digest of a token -> when it ends
        self._refused: deque[str] = deque(maxlen=MOST_SESSIONS)  # digests of what programs have brought
        self._lock = threading.Lock()

    def is_addressed(self, ask: Ask) -> bool:
        """A page elsewhere whose name was made to point here (DNS rebinding) asks for that name."""
        name = _without_port(ask.header("host")).lower()
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return name in self._names
        return address.is_loopback if self.local else True

    def knows(self, ask: Ask) -> bool:
        """Whoever asks may see everything."""
        return self.local or self._has_session(ask.cookie(COOKIE)) or self._has_password(ask)

    def enter(self, pin: str) -> str | None:
        """A token for whoever knows the PIN. Takes a tenth of a second on purpose."""
        return self._begin(secrets.token_urlsafe(32)) if self.door.enter(pin) else None

    def leave(self, ask: Ask) -> None:
        """The session is over."""
        with self._lock:
            self._sessions.pop(self._digest(ask.cookie(COOKIE)), None)

    def word(self, ask: Ask) -> str:
        """What a form has to bring back: only a page of this session knows it."""
        return self._digest(f"form {'' if self.local else ask.cookie(COOKIE)}")

    def is_meant(self, ask: Ask) -> bool:
        """A form was sent by our own page, and not by another one in the same browser."""
        origin, host = ask.header("origin"), ask.header("host")
        if origin and origin.partition("://")[2] != host:
            return False
        if ask.header("sec-fetch-site") not in ("", "same-origin", "none"):
            return False
        return hmac.compare_digest(ask.form.get("word", "").encode("utf-8", "replace"), self.word(ask).encode())

    def cookie(self, token: str) -> tuple[str, str]:
        """The header that a browser remembers a token by; no token: that it forgets it."""
        lasts = round(SESSION_S) if token else 0
        return "Set-Cookie", f"{COOKIE}={token}; Path=/; Max-Age={lasts}; HttpOnly; SameSite=Strict"

    def _has_session(self, token: str) -> bool:
        if not token:
            return False
        with self._lock:
            until_s = self._sessions.get(self._digest(token))
        return until_s is not None and self._clock() < until_s

    def _has_password(self, ask: Ask) -> bool:
        """Programs bring the PIN along (HTTP Basic, any name): a right one is known for a working day.

        A wrong one is not tried again: a program that repeats it for ever would keep the door shut for everybody.
        """
        kind, _, packed = ask.header("authorization").partition(" ")
        if kind.lower() != "basic" or ask.method == "POST":
            return False
        if self._has_session(packed):
            return True
        if self._digest(packed) in self._refused:
            return False
        try:
            _, _, pin = base64.b64decode(packed, validate=True).decode().partition(":")
        except (binascii.Error, ValueError):
            return False
        if self.door.enter(pin):
            self._begin(packed)
            return True
        if not self.door.wait_s:
            self._refused.append(self._digest(packed))
        return False

    def _begin(self, token: str) -> str:
        now_s = self._clock()
        with self._lock:
            self._sessions = {one: until_s for one, until_s in self._sessions.items() if now_s < until_s}
            while len(self._sessions) >= MOST_SESSIONS:
                del self._sessions[next(iter(self._sessions))]
            self._sessions[self._digest(token)] = now_s + SESSION_S
        return token

    def _digest(self, token: str) -> str:
        return hmac.new(self._secret, token.encode("utf-8", "replace"), "sha256").hexdigest()


def _without_port(host: str) -> str:
    """The name or address of "name:80", "[::1]:80"."""
    if host.startswith("["):
        return host[1:].partition("]")[0] if "]" in host else ""
    return host.rpartition(":")[0] if host.count(":") == 1 else host
