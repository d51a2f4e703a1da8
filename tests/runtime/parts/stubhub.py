"""A hub on this machine: the few addresses of Hugging Face's that weights are fetched from, and a hub's misfortunes."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import pytest

BIG = (".safetensors", ".bin", ".pt")  # kept apart from git, as hubs do with weights


class Asked(NamedTuple):
    """A request for a file, and how many bytes of it were given."""

    path: str
    range: str
    given: int


class StubHub:
    """Repositories with commits; `main` moves on with each `publish`."""

    def __init__(self) -> None:
        self.commits: dict[str, dict[str, bytes]] = {}  # "owner/name@commit" -> files
        self.main: dict[str, str] = {}
        self.asked: list[Asked] = []  # files, in order
        self.looked_up = 0
        self.cut_after: list[int] = []  # the next answers break off after so many bytes
        self.lies: dict[str, bytes] = {}  # path -> other bytes than those that were published
        self.down = False
        self.gated = False
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.hub = self
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def publish(self, repo: str, files: dict[str, bytes]) -> str:
        """A new commit, which `main` is from now on."""
        commit = hashlib.sha1(repr((repo, sorted(files.items()))).encode()).hexdigest()
        self.commits[f"{repo}@{commit}"] = files
        self.main[repo] = commit
        return commit

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    hub: StubHub

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the library's name
        """Tests keep their own list."""

    def do_GET(self) -> None:
        hub, words = self.server.hub, self.path.split("?")[0].strip("/").split("/")
        if hub.down:
            self._answer(503, b"")
        elif hub.gated:
            self._answer(403, b"", {"X-Error-Code": "GatedRepo"})
        elif words[:2] == ["api", "models"]:
            self._list("/".join(words[2:4]), words[5])
        else:
            self._file("/".join(words[:2]), words[3], "/".join(words[4:]))

    def _list(self, repo: str, revision: str) -> None:
        hub = self.server.hub
        hub.looked_up += 1
        commit = hub.main.get(repo, "") if revision == "main" else revision
        files = hub.commits.get(f"{repo}@{commit}")
        if files is None:
            self._answer(404, b"", {"X-Error-Code": "RevisionNotFound" if repo in hub.main else "RepoNotFound"})
            return
        siblings = [_sibling(path, data) for path, data in files.items()]
        self._answer(200, json.dumps({"id": repo, "sha": commit, "siblings": siblings}).encode())

    def _file(self, repo: str, commit: str, path: str) -> None:
        hub = self.server.hub
        files = hub.commits.get(f"{repo}@{commit}", {})
        if path not in files:
            hub.asked.append(Asked(path, "", 0))
            self._answer(404, b"", {"X-Error-Code": "EntryNotFound"})
            return
        data, wish = hub.lies.get(path, files[path]), self.headers.get("Range", "")
        start = int(wish.removeprefix("bytes=").split("-")[0]) if wish else 0
        least = hub.cut_after.pop(0) if hub.cut_after else len(data)
        given = data[start : start + least]
        hub.asked.append(Asked(path, wish, len(given)))
        self.send_response(206 if wish else 200)
        if wish:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        self.wfile.write(given)
        self.close_connection = len(given) < len(data) - start

    def _answer(self, code: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(code)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _sibling(path: str, data: bytes) -> dict[str, Any]:
    blob = hashlib.sha1(f"blob {len(data)}\0".encode() + data).hexdigest()
    big = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
    return {"rfilename": path, "size": len(data), "blobId": blob} | ({"lfs": big} if path.endswith(BIG) else {})


def serving(monkeypatch: pytest.MonkeyPatch) -> Iterator[StubHub]:
    """A hub that answers at once, and whose client does not wait between two tries; for a fixture."""
    from huggingface_hub import close_session

    made = StubHub()
    close_session()
    monkeypatch.setenv("HF_ENDPOINT", made.url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr("huggingface_hub.file_download.time.sleep", lambda _: None)
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 100_000)  # what a cut may cost; 10 MB really
    yield made
    close_session()
    made.close()
