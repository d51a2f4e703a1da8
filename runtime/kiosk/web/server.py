"""The sockets of the page: few at a time, none for long, nothing large. Its one rule: it never touches the show.

It speaks HTTP/1.0: one connection, one answer.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import socketserver
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any, BinaryIO, cast

from runtime.kiosk.web.asking import Answer, Ask, fields, sentence

ROOM, EACH = 16, 8  # connections at a time: of all, and of one address
PATIENCE_S = 5.0  # for the next bytes of a request
MOST_S = 10.0  # that a connection may last
HEAD_BYTES = 16_384  # of a request with all its headers
BODY_BYTES = 2048
BREATH_S = 0.1
PIECE, SPARE_BYTES = 65_536, 1 << 20
FORM = "application/x-www-form-urlencoded"
ONCE = ("host", "content-length", "cookie", "origin", "authorization")
ALWAYS = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Connection", "close"),
)
WORDS = {
    400: "This is no request that a browser would send.",
    405: "That cannot be done here.",
    414: "That address is too long.",
    431: "The headers are too long.",
    505: "HTTP/1.0 or HTTP/1.1, please.",
}

Answerer = Callable[[Ask], Answer]


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """Answers from the moment it is made until `close`. OSError: the address is taken, or is not this machine's."""

    allow_reuse_address = os.name != "nt"
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: str, port: int, answer: Answerer, timer: Callable[[], float] = time.monotonic) -> None:
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self.answer = answer
        self._timer = timer
        self._open: dict[socket.socket, tuple[float, str]] = {}  # since when, and from where
        self._lock = threading.Lock()
        super().__init__((address, port), Handler)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.25,), name="operator's page", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def connections(self) -> int:
        with self._lock:
            return len(self._open)

    def close(self) -> None:
        """Nobody is let in any more, and nobody is waited for."""
        self.shutdown()
        self._thread.join()
        self.server_close()
        self._hang_up(0.0)

    def get_request(self) -> tuple[Any, Any]:
        """The next caller; where the system has no room for one, there is no hurry to ask again."""
        try:
            return super().get_request()
        except OSError:
            time.sleep(BREATH_S)
            raise

    def process_request(self, request: Any, client_address: Any) -> None:
        """A thread for whoever comes, while there is room."""
        caller = str(client_address[0])
        with self._lock:
            same = sum(one == caller for _, one in self._open.values())
            welcome = len(self._open) < ROOM and same < EACH
            if welcome:
                self._open[request] = (self._timer(), caller)
        if welcome:
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.pop(request, None)
        super().shutdown_request(request)

    def service_actions(self) -> None:
        """Several times a second: whoever has been here too long goes."""
        self._hang_up(MOST_S)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up in the middle is no event."""

    def _hang_up(self, after_s: float) -> None:
        with self._lock:
            slow = [one for one, (since_s, _) in self._open.items() if self._timer() - since_s >= after_s]
        for one in slow:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


class _Measured:
    """What is read of a request, up to a limit; one that is cut off is none."""

    def __init__(self, file: BinaryIO, left: int) -> None:
        self._file, self._left, self._lines = file, left, 0

    def readline(self, limit: int = -1) -> bytes:
        if self._left <= 0:
            raise http.client.LineTooLong("headers")
        line = self._file.readline(self._left if limit < 0 else min(limit, self._left))
        self._left -= len(line)
        self._lines += 1
        if self._lines > 1 and self._left > 0 and not line.endswith(b"\n"):
            raise http.client.HTTPException("cut off")
        return line

    def read(self, n: int) -> bytes:
        return self._file.read(n)

    def close(self) -> None:
        self._file.close()

    @property
    def closed(self) -> bool:
        return self._file.closed


class Handler(BaseHTTPRequestHandler):
    """One request. What it asks for is decided elsewhere."""

    server: Server
    timeout = PATIENCE_S
    default_request_version = "HTTP/1.0"  # whoever names none gets headers, too

    def setup(self) -> None:
        super().setup()
        self.rfile = cast("Any", _Measured(cast("BinaryIO", self.rfile), HEAD_BYTES))
        self._spare = SPARE_BYTES

    def finish(self) -> None:
        """What has come and was not read is taken in, or the answer would be lost with it."""
        super().finish()
        self.connection.settimeout(0)
        with contextlib.suppress(OSError):
            while self._spare > 0 and (piece := self.connection.recv(PIECE)):
                self._spare -= len(piece)

    def do_GET(self) -> None:
        self._answer({})

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        self._answer(self._form())

    def send(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        told = (("Content-Type", answer.kind), ("Content-Length", str(len(answer.body))), *ALWAYS, *answer.headers)
        for name, value in told:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """What the protocol's own reader refuses; nothing of the request is repeated."""
        status = 405 if code == 501 else int(code)
        self.send(sentence(status, WORDS.get(status, WORDS[400])))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Who asks for what is noted nowhere."""

    def _answer(self, form: dict[str, str] | Answer) -> None:
        """Of a header that may come once and comes twice each reader would take another one."""
        if any(len(self.headers.get_all(name, [])) > 1 for name in ONCE):
            self.send(sentence(400, WORDS[400]))
        elif isinstance(form, Answer):
            self.send(form)
        else:
            path, _, query = self.path.partition("?")
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.send(self.server.answer(Ask(self.command, path, query, headers, form)))

    def _form(self) -> dict[str, str] | Answer:
        """What a page sends with an order, or why it is not read."""
        length = self.headers.get("content-length", "")
        if not (length.isascii() and length.isdigit()) or self.headers.get("transfer-encoding"):
            return sentence(411, "How long it is has to be said first.")
        if int(length[:9]) > BODY_BYTES or len(length) > 9:
            return sentence(413, "That is too much.")
        if self.headers.get_content_type() != FORM:
            return sentence(415, "Only forms are read here.")
        body = self.rfile.read(int(length))
        return fields(body.decode("utf-8", "replace")) if len(body) == int(length) else sentence(400, WORDS[400])
