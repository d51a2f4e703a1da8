"""The sockets of the page against everybody: few, short and small; and a round trip through a loop that runs."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.cli import main
from runtime.kiosk.config import Config
from runtime.kiosk.web.asking import Answer, Ask, fields, sentence
from runtime.kiosk.web.front import furnish, open_page
from runtime.kiosk.web.server import BODY_BYTES, EACH, HEAD_BYTES, MOST_S, Server
from tests.runtime.kiosk.fakes import BRISK, Hall

LOCAL = "127.0.0.1"


class Shop:
    """A server with a clock that is turned by hand, and what it was asked."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.asked: list[Ask] = []
        self.server = Server(LOCAL, 0, self._answer, lambda: self.now_s)

    def _answer(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        return sentence(200, "yes")

    def call(self) -> socket.socket:
        return socket.create_connection((LOCAL, self.server.port), timeout=20)

    def say(self, data: bytes) -> bytes:
        """Everything that comes back for some bytes."""
        with self.call() as line:
            with contextlib.suppress(OSError):
                line.sendall(data)
            return heard(line)


def heard(line: socket.socket) -> bytes:
    got = b""
    with contextlib.suppress(OSError):
        while piece := line.recv(65_536):
            got += piece
    return got


@pytest.fixture
def shop() -> Iterator[Shop]:
    made = Shop()
    yield made
    made.server.close()


def request(method: str = "GET", path: str = "/", head: str = "Host: 127.0.0.1", body: bytes = b"") -> bytes:
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n\r\n".encode("latin-1") + body


def form(
    body: bytes, length: str | None = None, kind: str = "application/x-www-form-urlencoded", more: str = ""
) -> bytes:
    said = f"Content-Length: {len(body) if length is None else length}\r\nContent-Type: {kind}{more}"
    return request("POST", "/order", f"Host: x\r\n{said}", body)


def test_a_request_and_its_answer(shop: Shop) -> None:
    got = shop.say(request(path="/health?x=1", head="Host: a\r\nCookie: b=c"))
    assert got.startswith(b"HTTP/1.0 200 OK\r\n")
    assert got.endswith(b"\r\n\r\nyes\n")
    ask = shop.asked[0]
    assert (ask.path, ask.asked("x"), ask.header("host"), ask.cookie("b")) == ("/health", "1", "a", "c")
    for told in (b"no-store", b"nosniff", b"DENY", b"same-origin", b"Content-Length: 4"):
        assert told in got
    assert b"Server:" not in got
    assert shop.say(request("HEAD")).endswith(b"\r\n\r\n")


def test_a_form_is_read(shop: Shop) -> None:
    shop.say(form(b"order=louder&word=1&order=quit&pin=%ff"))
    assert shop.asked[0].form == {"order": "louder", "word": "1", "pin": "\ufffd"}
    assert fields("&".join(f"f{n}=1" for n in range(50))) == {}


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (request("PUT"), 405), (request("DELETE"), 405), (request("X" * 200), 405), (request("CONNECT", "a:1"), 405),
        (request("GET", "/" + "a" * HEAD_BYTES), 431),
        (request(head="Host: x\r\nX: " + "a" * HEAD_BYTES), 431),
        (request(head="Host: x\r\n" + "X: a\r\n" * 150), 431),
        (request(head="Host: x\r\n" + "\r\n".join(f"X{n}: a" for n in range(5000))), 431),
        (request(head="Host: x\r\nHost: y"), 400),
        (request("POST", head="Host: x\r\nContent-Length: 1\r\nContent-Length: 2"), 400),
        (b"GET / HTTP/9.9\r\n\r\n", 505), (b"GET / HTTP/x\r\n\r\n", 400), (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", 400),
        (b"GET\r\n\r\n", 400), (b"GET / / HTTP/1.1\r\n\r\n", 400),
        (form(b"", ""), 411), (form(b"", "-1"), 411), (form(b"", "\xb2"), 411),
        (form(b"a", more="\r\nTransfer-Encoding: chunked"), 411),
        (form(b"", str(BODY_BYTES + 1)), 413), (form(b"", "9" * 400), 413),
        (form(b"{}", kind="application/json"), 415), (form(b"x", kind="multipart/form-data"), 415),
    ],
)  # fmt: skip
def test_what_no_browser_sends_is_refused(shop: Shop, data: bytes, status: int) -> None:
    got = shop.say(data)
    first = got.split(b"\r\n")[0]
    assert (f" {status} ".encode() in first) or (status == 400 and b"This is no request" in got), got[:200]
    assert shop.asked == []
    assert len(got) < 1000


def test_nothing_of_a_request_comes_back(shop: Shop) -> None:
    assert b"alert" not in shop.say(request("<script>alert(1)</script>", "/<script>alert(1)</script>"))
    assert shop.say(b"\r\n\r\n") == b""


def test_who_is_slow_is_shown_out(shop: Shop) -> None:
    lines = [shop.call() for _ in range(EACH)]
    for line in lines:
        line.sendall(b"GET / HTTP/1.1\r\nHost:")
    while shop.server.connections < EACH:
        shop.server.service_actions()
    assert shop.say(request()) == b""  # there is no room for more of one address
    shop.now_s = MOST_S
    assert [heard(line) for line in lines] == [b""] * EACH
    for line in lines:
        line.close()
    while shop.server.connections:
        shop.server.service_actions()
    assert shop.asked == []
    assert b"200" in shop.say(request())


def test_a_hundred_callers_at_once_leave_it_well(shop: Shop) -> None:
    got: list[bytes] = []
    callers = [threading.Thread(target=lambda: got.append(shop.say(request()))) for _ in range(100)]
    for one in callers:
        one.start()
    for one in callers:
        one.join()
    assert {answer[:12] for answer in got} <= {b"HTTP/1.0 200", b""}
    while shop.server.connections:
        shop.server.service_actions()
    assert b"200" in shop.say(request())


def test_a_system_without_room_for_callers_is_not_asked_in_a_hurry(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []
    full = [OSError(24, "Too many open files")] * 3

    def accepted(_: object) -> tuple[socket.socket, object]:
        if full:
            raise full.pop()
        return shop.server.socket.accept()

    monkeypatch.setattr("runtime.kiosk.web.server.time.sleep", rests.append)
    monkeypatch.setattr("socketserver.TCPServer.get_request", accepted)
    assert b"200" in shop.say(request())
    assert rests == [0.1] * 3


def test_a_caller_who_hangs_up_is_no_event(shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    for data in (b"", b"GE", b"GET / HTTP/1.1\r\nHo", form(b"a", "500")):
        with shop.call() as line:
            line.sendall(data)
            line.shutdown(socket.SHUT_WR)
            heard(line)
    assert b"200" in shop.say(request())
    assert capsys.readouterr() == ("", "")


def kiosk(port: int, **operator: object) -> Hall:
    return Hall(config=Config(visit=BRISK, operator={"port": port, **operator}))


def test_the_page_of_a_loop_that_runs() -> None:
    """Health, figures and picture by way of the loop; an order carried out by it."""
    hall = kiosk(8080).wait(3)
    reception = furnish(hall.loop, LOCAL)
    server = Server(LOCAL, 0, reception.answer)
    got: dict[str, tuple[int, bytes]] = {}

    def visit() -> None:
        for path in ("/health", "/metrics", "/snapshot.jpg", "/", "/statistics.csv"):
            line = http.client.HTTPConnection(LOCAL, server.port, timeout=20)
            line.request("GET", path)
            answer = line.getresponse()
            got[path] = answer.status, answer.read()
            line.close()

    caller = threading.Thread(target=visit)
    caller.start()
    while caller.is_alive():
        hall.wait(0.05, 20)
    server.close()
    assert {status for status, _ in got.values()} == {200}
    assert json.loads(got["/health"][1])["state"] == "attract"
    assert b"diorama_visits_total 0" in got["/metrics"][1]
    assert got["/snapshot.jpg"][1].startswith(b"\xff\xd8")
    assert b"All is well" in got["/"][1]


def test_a_loop_that_stands_still_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runtime.kiosk.web.reception.ANSWER_S", 0.0)
    reception = furnish(kiosk(8080).wait(1).loop, LOCAL)
    assert reception.answer(Ask("GET", "/health", headers={"host": LOCAL})).status == 503


def test_a_port_that_is_taken_is_a_line_and_the_show_goes_on() -> None:
    said: list[str] = []
    with socket.socket() as other, contextlib.ExitStack() as doors:
        other.bind((LOCAL, 0))
        other.listen()
        port = other.getsockname()[1]
        hall = kiosk(port)
        assert open_page(hall.loop, doors, said.append) is None
        line = f"the operator's page is not open: port {port} is taken by another program. "
        assert said == [line + "Type another one under [operator] in the kiosk's file"]
        told = hall.wait(3).loop.told()
        assert (told.troubles, told.well, told.faults) == ({"page": said[0]}, False, (said[0],))


def test_an_address_of_another_machine_is_a_line() -> None:
    said: list[str] = []
    with contextlib.ExitStack() as doors:
        hall = kiosk(8080, address="192.0.2.7", pin=f"scrypt$10${'00' * 16}${'0' * 64}")
        assert open_page(hall.loop, doors, said.append) is None
    assert "192.0.2.7 is no address of this machine" in said[0]


def test_no_port_is_no_page_and_a_port_is_one() -> None:
    with socket.socket() as free:
        free.bind((LOCAL, 0))
        port = free.getsockname()[1]
    with contextlib.ExitStack() as doors:
        assert open_page(kiosk(0).loop, doors) is None
        server = open_page(kiosk(port).loop, doors)
        assert server is not None
        assert server.port == port
    assert not [one for one in threading.enumerate() if one.name in ("samples", "operator's page")]


def test_a_page_for_everybody_is_refused_before_anything_opens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('[operator]\nport = 8080\naddress = "0.0.0.0"\n')
    assert main(["kiosk", str(file), "--check"]) == 1
    told = capsys.readouterr().err
    assert "there is no PIN" in told
    assert "diorama kiosk --pin" in told
