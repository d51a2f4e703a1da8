"""The supervisor hears of pictures that were shown, and of nothing else."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.kiosk.config import Config
from runtime.kiosk.operator import Command
from runtime.kiosk.states import Phase
from runtime.kiosk.supervisor import USUAL_S, Supervisor
from runtime.player.window import OffscreenWindow
from tests.runtime.kiosk.fakes import BRISK, Hall

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets with names here")


class Systemd:
    """Listens as systemd does."""

    def __init__(self, address: str) -> None:
        self.line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.line.bind(f"\0{address[1:]}" if address.startswith("@") else address)
        self.line.setblocking(False)

    def heard(self) -> list[list[str]]:
        words = []
        while True:
            try:
                words.append(self.line.recv(4096).decode().split("\n"))
            except BlockingIOError:
                return words


@pytest.fixture
def address(tmp_path: Path) -> str:
    return str(tmp_path / "notify")


@pytest.fixture
def systemd(address: str) -> Iterator[Systemd]:
    made = Systemd(address)
    yield made
    made.line.close()


def supervised(hall: Hall, address: str) -> Supervisor:
    """A supervisor that hears after each pass; its watchdog waits 30 s."""
    environment = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"}
    made = Supervisor.of(environment, lambda: hall.clock.time_s)
    hall.loop.setup.watch = lambda _: made.passed(hall.loop)
    return made


def test_ready_comes_with_the_first_frame_and_pets_with_new_ones(systemd: Systemd, address: str) -> None:
    hall = Hall()
    supervised(hall, address)
    offers, hall.content.news = hall.content.news, None
    hall.wait(5)
    assert systemd.heard() == []  # no show yet: what is on is the opening card
    hall.content.news = offers
    hall.wait(5)
    first = systemd.heard()[0]
    assert first[:3] == ["READY=1", "WATCHDOG_USEC=30000000", "WATCHDOG=1"]
    assert first[3].startswith("STATUS=attract, room, ")
    hall.wait(60)
    heard = systemd.heard()
    assert 5 <= len(heard) <= 7  # every ten seconds, a third of what it waits
    assert all("WATCHDOG=1" in words and "READY=1" not in words for words in heard)


def test_a_generator_that_shows_nothing_new_pets_nobody(systemd: Systemd, address: str) -> None:
    hall = Hall()
    supervised(hall, address)
    hall.wait(5)
    systemd.heard()
    hall.studio.frame = lambda take, index: None  # type: ignore[method-assign]
    hall.wait(12)  # what was shown until now is told
    systemd.heard()
    hall.wait(60)
    assert hall.phase() is Phase.ATTRACT
    assert systemd.heard() == []


def test_a_lost_window_pets_nobody(systemd: Systemd, address: str) -> None:
    hall = Hall()
    supervised(hall, address)
    hall.wait(5)
    assert isinstance(hall.window, OffscreenWindow)
    hall.window.is_lost = True
    hall.wait(11)
    systemd.heard()
    hall.wait(60)
    assert systemd.heard() == []


@pytest.mark.parametrize("still", ["night", "blank", "pause"])
def test_what_stands_still_on_purpose_is_flipped_again_and_counts(systemd: Systemd, address: str, still: str) -> None:
    hall = Hall(config=Config(visit=BRISK))
    supervised(hall, address)
    hall.wait(5)
    if still == "night":
        hall.loop.house.wall = lambda: hall.wall_s
        hall.loop._open = False
        hall.loop.look_at_schedule = lambda: None  # type: ignore[method-assign]
    elif still == "blank":
        hall.loop.house.orders.put(Command.BLANK)
    else:
        hall.loop.house.orders.put(Command.LOGS)
    hall.wait(15)
    systemd.heard()
    hall.wait(40)
    assert 3 <= len(systemd.heard()) <= 5


def test_without_a_supervisor_nothing_is_said_and_a_deaf_one_stops_nobody(tmp_path: Path) -> None:
    nobody = Supervisor.of({})
    assert (nobody.is_there, nobody.every_s) == (False, USUAL_S)
    nobody.passed(Hall().wait(2).loop)
    nobody.stops()
    assert not nobody.ready
    for address in (str(tmp_path / "gone"), "@nobody-listens-here", "/" + "x" * 500, "a\0b"):
        deaf = Supervisor.of({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "many"})
        deaf.passed(Hall().wait(2).loop)
        deaf.stops()
        assert (deaf.ready, deaf.every_s) == (True, USUAL_S)


def test_a_kiosk_that_begins_anew_has_the_time_of_a_start(systemd: Systemd, address: str) -> None:
    Supervisor(address).begins_anew()
    assert systemd.heard() == []  # no watchdog waits
    Supervisor.of({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "30000000"}).begins_anew()
    assert systemd.heard() == [["STATUS=begins anew", "WATCHDOG_USEC=300000000", "WATCHDOG=1"]]


@pytest.mark.skipif(sys.platform != "linux", reason="abstract names are Linux's")
def test_an_abstract_name_is_heard_too(tmp_path: Path) -> None:
    listener = Systemd(f"@diorama-{tmp_path.name}")
    Supervisor(f"@diorama-{tmp_path.name}").tell("READY=1")
    assert listener.heard() == [["READY=1"]]
    listener.line.close()


def test_stopping_is_told_once(systemd: Systemd, address: str) -> None:
    Supervisor(address).stops()
    assert systemd.heard() == [["STOPPING=1"]]
