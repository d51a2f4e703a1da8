"""An editor in the simplest way possible: it speaks the protocol with a server in the same process, over no wire."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from runtime.writer.server.language_server import DioramaServer


class Editor:
    """Use inside `asyncio.run`."""

    def __init__(self, server: DioramaServer, encoding: str = "utf-16") -> None:
        self.server = server
        self.heard: list[dict[str, Any]] = []  # everything that the server has said
        server.protocol.set_writer(self, include_headers=False)
        self._count = 0
        general = {"positionEncodings": [encoding]}
        self.abilities = self.ask(
            "initialize", {"capabilities": {"general": general}, "processId": None, "rootUri": None}
        )
        self.tell("initialized", {})

    def write(self, data: bytes | str) -> None:
        """The server speaks."""
        self.heard.append(json.loads(data))

    def close(self) -> None:
        """Nothing to close."""

    def _say(self, message: dict[str, Any]) -> None:
        text = json.dumps({"jsonrpc": "2.0", **message})
        self.server.protocol.handle_message(json.loads(text, object_hook=self.server.protocol.structure_message))

    def tell(self, method: str, params: Any) -> None:
        self._say({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        """The answer's result, or its error."""
        self._count += 1
        self._say({"id": self._count, "method": method, "params": params})
        answer = next(one for one in self.heard if one.get("id") == self._count)
        return answer.get("result", answer.get("error"))

    def open(self, uri: str, text: str) -> None:
        document = {"uri": uri, "languageId": "fountain", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, text: str) -> None:
        document = {"uri": uri, "version": 2}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def at(self, method: str, uri: str, line: int, character: int, **more: Any) -> Any:
        """A question about a place."""
        position = {"line": line, "character": character}
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": position, **more})

    def of(self, method: str, uri: str, **more: Any) -> Any:
        """A question about a document."""
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, **more})

    async def settled(self) -> None:
        """When the server has nothing more to do beside answering."""
        while self.server.tasks:
            await asyncio.gather(*self.server.tasks)

    def findings(self, uri: str) -> list[tuple[str, int, int]]:
        """(code, line, character) of the findings that were published last for a document."""
        published = [one["params"] for one in self.heard if one.get("method") == "textDocument/publishDiagnostics"]
        last = next(one for one in reversed(published) if one["uri"] == uri)
        return [
            (one["code"], one["range"]["start"]["line"], one["range"]["start"]["character"])
            for one in last["diagnostics"]
        ]

    def messages(self) -> list[str]:
        return [one["params"]["message"] for one in self.heard if one.get("method") == "window/showMessage"]


def with_editor(act: Callable[[Editor], Any], server: DioramaServer, encoding: str = "utf-16") -> None:
    """Let an editor act on a server; `act` is a coroutine function."""

    async def main() -> None:
        editor = Editor(server, encoding)
        await act(editor)
        await editor.settled()

    asyncio.run(main())
