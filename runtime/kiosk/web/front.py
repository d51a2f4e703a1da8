"""Opens the operator's page beside a kiosk that runs. A page that cannot be opened is a line, and the show goes on."""

from __future__ import annotations

import contextlib
import errno
import socket
from typing import TYPE_CHECKING

from runtime.kiosk.pulse import Pulse
from runtime.kiosk.telling import ask_health, ask_picture
from runtime.kiosk.web.glance import Glance
from runtime.kiosk.web.guards import Guards, check_operator
from runtime.kiosk.web.reception import ANSWER_S, Reception
from runtime.kiosk.web.samples import Samples
from runtime.kiosk.web.server import Server
from runtime.provenance import Origin

if TYPE_CHECKING:
    from collections.abc import Callable

    from runtime.kiosk.loop import KioskLoop

PART = "page"


def open_page(
    loop: KioskLoop, doors: contextlib.ExitStack, say: Callable[[str], object] = lambda _: None
) -> Server | None:
    """The page of `[operator] port`; None where none is wanted or none is to be had. ConfigError: it must not be."""
    operator = loop.house.config.operator
    check_operator(operator)
    if not operator.port:
        return None
    reception = furnish(loop, operator.address)
    try:
        server = Server(operator.address, operator.port, reception.answer)
    except OSError as error:
        line = f"the operator's page is not open: {_why(error, operator.address, operator.port)}"
        loop.house.trouble(PART, line)
        say(line)
        return None
    doors.callback(server.close)
    reception.samples.start()
    doors.callback(reception.samples.close)
    return server


def furnish(loop: KioskLoop, address: str) -> Reception:
    """A reception for a loop."""
    house, machine = loop.house, socket.gethostname()
    origin = Origin(title="", generator=house.config.generator).xmp()
    return Reception(
        house,
        lambda timeout_s: ask_health(loop, timeout_s),
        Glance(lambda: ask_picture(loop, ANSWER_S), origin),
        Samples(lambda: _beats(loop), house.wall),
        Guards(house.door, address, machine),
        machine,
        house.wall,
    )


def _beats(loop: KioskLoop) -> list[float]:
    return loop.meter.taken() if isinstance(loop.meter, Pulse) else []


def _why(error: OSError, address: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is taken by another program. Type another one under [operator] in the kiosk's file"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{address} is no address of this machine. Type 127.0.0.1 or 0.0.0.0"
    if error.errno == errno.EACCES:
        return f"port {port} is the system's. Type one from 1024 on under [operator] in the kiosk's file"
    return error.strerror or str(error)
