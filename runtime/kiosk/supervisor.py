"""Tells whoever started the kiosk how it is, in systemd's protocol: a few words into a socket that it names.

Its one rule: the watchdog is petted only when a picture that was due has been flipped since it was petted last. A loop
that runs and shows nothing is started again. Without NOTIFY_SOCKET nobody is told, and nothing is done.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runtime.kiosk.loop import KioskLoop

ADDRESS, PATIENCE = "NOTIFY_SOCKET", "WATCHDOG_USEC"
USUAL_S = 10.0  # between two words to a supervisor that keeps no watchdog
SHARE = 3  # words in the time that a watchdog waits
BEGINS_S = 300  # that a watchdog waits for a kiosk which begins anew: a generator may read its weights for minutes


@dataclass
class Supervisor:
    """Called from the loop's thread. `address`: a socket's path, "@" for an abstract one, empty for nobody.

    WATCHDOG_PID is not asked for: under a compositor the process that systemd knows is another one.
    """

    address: str
    watchdog_us: int = 0  # how long its watchdog waits, in microseconds; 0: it has none
    clock: Callable[[], float] = time.monotonic
    ready: bool = False  # it was told that the first picture is on
    _proofs: int = 0
    _told_s: float = field(default=-1e9)

    @classmethod
    def of(cls, environment: Mapping[str, str], clock: Callable[[], float] = time.monotonic) -> Supervisor:
        """The one that a process's environment names."""
        told = environment.get(PATIENCE, "")
        return cls(environment.get(ADDRESS, ""), int(told) if told.isascii() and told.isdigit() else 0, clock)

    @property
    def every_s(self) -> float:
        """Seconds between two words."""
        return self.watchdog_us / 1e6 / SHARE if self.watchdog_us else USUAL_S

    @property
    def is_there(self) -> bool:
        return bool(self.address)

    def passed(self, loop: KioskLoop) -> None:
        """The loop has come round once more."""
        if not self.address or loop.proofs == self._proofs:
            return
        now_s = self.clock()
        if self.ready and 0 <= now_s - self._told_s < self.every_s:
            return
        self._proofs, self._told_s = loop.proofs, now_s
        words = ["WATCHDOG=1", f"STATUS={status_of(loop)}"]
        begun = ["READY=1", *([f"{PATIENCE}={self.watchdog_us}"] if self.watchdog_us else [])]
        self.tell(*words if self.ready else (*begun, *words))
        self.ready = True

    def stops(self) -> None:
        """The kiosk goes home."""
        self.tell("STOPPING=1")

    def begins_anew(self) -> None:
        """The same process starts once more, and needs as long as at its first start."""
        if self.watchdog_us:
            self.tell("STATUS=begins anew", f"{PATIENCE}={BEGINS_S * 1_000_000}", "WATCHDOG=1")

    def tell(self, *words: str) -> None:
        """Send words; a supervisor that does not listen is not waited for."""
        family = getattr(socket, "AF_UNIX", None)
        if not self.address or family is None:
            return
        address = f"\0{self.address[1:]}" if self.address.startswith("@") else self.address
        with contextlib.suppress(OSError, ValueError), socket.socket(family, socket.SOCK_DGRAM) as line:
            line.setblocking(False)
            line.sendto("\n".join(words).encode(), address)


def status_of(loop: KioskLoop) -> str:
    """One line for `systemctl status`; nothing of it tells of a visitor."""
    faults = f", {loop.tally.failures} faults" if loop.tally.failures else ""
    line = f"{loop.standing.phase}, {loop.on or 'dark'}, {loop.pacer.flipped} frames{faults}"
    return " ".join(line.split())
