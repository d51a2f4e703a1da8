"""The protocol's layer: an editor in the same process, and once a real one over pipes."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from runtime.cli import main
from runtime.writer.server.language_server import DioramaServer, make_server
from runtime.writer.server.playing import Previews, last_words
from tests.runtime.writer.server.conftest import SHOW
from tests.runtime.writer.server.editor import Editor, with_editor

BAD = "INT. A - DAY #room#\n\né🎭 Text.\n\n[[choice: Q]]\n+ 🎭 Go. -> rooom\n+ Stay. -> END: x\n"


@pytest.fixture
def uri(tmp_path: Path) -> str:
    path = tmp_path.resolve() / "show.fountain"
    path.write_text(SHOW, "utf-8")
    return path.as_uri()


def test_findings_follow_opening_changing_and_saving(uri: str) -> None:
    async def act(editor: Editor) -> None:
        editor.open(uri, BAD)
        await editor.settled()
        assert editor.findings(uri) == [("S201", 5, 12)]  # 🎭 counts as two
        editor.change(uri, BAD.replace("rooom", "room"))
        await editor.server.tell(next(iter(editor.server.desk.unsaved)))
        assert editor.findings(uri) == []
        editor.change(uri, BAD)
        editor.tell("textDocument/didSave", {"textDocument": {"uri": uri}})
        await editor.settled()
        assert editor.findings(uri) == [("S201", 5, 12)]
        editor.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert editor.findings(uri) == []

    with_editor(act, make_server())


def test_columns_are_in_the_units_that_the_editor_wants(uri: str) -> None:
    async def act(editor: Editor) -> None:
        assert editor.abilities["capabilities"]["positionEncoding"] == "utf-8"
        editor.open(uri, BAD)
        await editor.settled()
        assert editor.findings(uri) == [("S201", 5, 14)]

    with_editor(act, make_server(), "utf-8")


def test_findings_of_an_old_text_are_not_told(uri: str) -> None:
    async def act(editor: Editor) -> None:
        editor.open(uri, BAD)
        await asyncio.sleep(0)  # the text is being looked at
        editor.change(uri, BAD.replace("rooom", "room"))
        await editor.settled()
        assert not [one for one in editor.heard if one.get("method") == "textDocument/publishDiagnostics"]
        await editor.server.tell(next(iter(editor.server.desk.unsaved)))
        assert editor.findings(uri) == []

    with_editor(act, make_server())


def test_a_pause_brings_the_findings_of_the_last_change(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runtime.writer.server.language_server.PAUSE_S", 0.0)

    async def act(editor: Editor) -> None:
        for n in range(5):
            editor.change(uri, BAD + f"\nText {n}.\n") if n else editor.open(uri, BAD)
        while not any(one.get("method") == "textDocument/publishDiagnostics" for one in editor.heard):
            await asyncio.sleep(0)
            await editor.settled()
        published = [one for one in editor.heard if one.get("method") == "textDocument/publishDiagnostics"]
        assert len(published) == 1
        assert [code for code, _, _ in editor.findings(uri)] == ["S201"]

    with_editor(act, make_server())


def test_an_included_file_opened_alone_has_its_own_findings(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    (folder / "main.fountain").write_text("INT. A - DAY #a#\n\nText.\n\n-> b\n\n[[include: act2.fountain]]\n", "utf-8")
    act2 = folder / "act2.fountain"
    act2.write_text("INT. B - DAY #b#\n\nText.\n\n> CUT TO: nowhere\n", "utf-8")

    async def act(editor: Editor) -> None:
        editor.open(act2.as_uri(), act2.read_text("utf-8"))
        await editor.settled()
        assert ("S201", 4, 10) in editor.findings(act2.as_uri())
        assert [one[0] for one in editor.findings((folder / "main.fountain").as_uri())] == ["S115"]
        editor.tell("textDocument/didClose", {"textDocument": {"uri": act2.as_uri()}})
        assert editor.findings((folder / "main.fountain").as_uri()) == []

    with_editor(act, make_server())


def test_everything_can_be_asked(uri: str) -> None:
    async def act(editor: Editor) -> None:
        editor.open(uri, SHOW)
        door = SHOW.split("\n").index("> CUT TO: door")
        items = editor.at("completion", uri, door, 10)["items"]
        assert [one["label"] for one in items] == ["stairs", "door", "dark", "cellar"]
        assert items[0]["textEdit"]["range"]["start"] == {"line": door, "character": 10}
        assert "#door#" in editor.at("hover", uri, door, 12)["contents"]["value"]
        (place,) = editor.at("definition", uri, door, 12)
        assert (place["uri"], place["range"]["start"]["character"]) == (uri, 30)
        more = {"context": {"includeDeclaration": True}}
        assert len(editor.at("references", uri, door, 12, **more)) == 3
        assert len(editor.at("documentHighlight", uri, door, 12)) == 3
        assert editor.at("prepareRename", uri, door, 12)["end"]["character"] == 14
        edits = editor.at("rename", uri, door, 12, newName="gate")["changes"][uri]
        assert {one["newText"] for one in edits} == {"gate"}
        assert editor.at("rename", uri, door, 12, newName="a b")["message"].startswith("“a b” is not an id")
        assert editor.of("documentSymbol", uri)[0]["name"] == "The first night"
        assert editor.of("foldingRange", uri)
        assert editor.of("documentLink", uri) == []
        lens = editor.of("codeLens", uri)[0]["command"]
        assert (lens["title"], lens["arguments"]) == ("▶ play from here", [uri, "stairs"])
        (found,) = editor.ask("workspace/symbol", {"query": "cellar"})
        assert found["location"]["uri"] == uri

    with_editor(act, make_server())


def test_quick_fixes_are_offered(uri: str) -> None:
    async def act(editor: Editor) -> None:
        editor.open(uri, BAD)
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}
        (fix,) = editor.of("codeAction", uri, range=whole, context={"diagnostics": []})
        assert (fix["title"], fix["kind"], fix["isPreferred"]) == ("Change “rooom” to “room”", "quickfix", True)
        (edit,) = fix["edit"]["changes"][uri]
        assert (edit["newText"], edit["range"]["start"]) == ("room", {"line": 5, "character": 12})

    with_editor(act, make_server())


def test_a_document_that_is_not_there_has_no_answers(uri: str) -> None:
    async def act(editor: Editor) -> None:
        gone = uri.replace("show", "gone")
        for method in ("completion", "hover", "definition", "documentHighlight", "prepareRename"):
            assert editor.at(method, gone, 0, 0) is None
        assert editor.at("rename", gone, 0, 0, newName="x") is None
        assert editor.at("references", gone, 0, 0, context={"includeDeclaration": True}) is None
        for method in ("documentSymbol", "foldingRange", "documentLink", "codeLens"):
            assert editor.of(method, gone) is None

    with_editor(act, make_server())


@pytest.mark.parametrize(
    "uri", ["untitled:Untitled-1", "file:///nowhere/a%20b.fountain", "vscode-vfs://x/y.fountain", "::"]
)
def test_documents_without_a_file_are_stories_too(uri: str) -> None:
    async def act(editor: Editor) -> None:
        editor.open(uri, BAD)
        await editor.settled()
        assert [code for code, _, _ in editor.findings(uri)] == ["S201"]
        assert editor.at("definition", uri, 0, 99) == []
        assert editor.at("hover", uri, 10**6, 10**6) is None

    with_editor(act, make_server())


def test_files_that_changed_outside_are_looked_at_again(uri: str) -> None:
    async def act(editor: Editor) -> None:
        editor.open(uri, SHOW)
        await editor.settled()
        editor.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 2}]})
        assert list(editor.server.waiting)

    with_editor(act, make_server())


# --- play from here ---------------------------------------------------------------------------------------------------

SHOWING = "import sys; print('noise'); print('opens', sys.argv[1:], file=sys.stderr); sys.exit(int(len(sys.argv) != 4))"
FAILING = "import sys; print('one'); print('diorama: there is no way to door.', file=sys.stderr); sys.exit(1)"


def test_a_scene_is_played_by_a_process_of_its_own(uri: str) -> None:
    async def act(editor: Editor) -> None:
        editor.open(uri, SHOW)
        await editor.settled()
        assert (
            editor.ask("workspace/executeCommand", {"command": "diorama.playFrom", "arguments": [uri, "door"]}) is None
        )
        await editor.settled()
        assert editor.messages() == []

    with_editor(act, make_server(Previews([sys.executable, "-c", SHOWING])))


def test_why_a_scene_cannot_be_played_is_told(uri: str) -> None:
    async def act(editor: Editor) -> None:
        editor.open(uri, SHOW)
        for node in ("door", "nowhere; rm"):
            editor.ask("workspace/executeCommand", {"command": "diorama.playFrom", "arguments": [uri, node]})
        await editor.settled()
        editor.ask("workspace/executeCommand", {"command": "diorama.waysIn", "arguments": [uri, "door"]})
        assert editor.messages() == [
            "There is no such scene to play from: save the story first.",
            "diorama: there is no way to door.",
            "door: from stairs: Open the door. (if trust >= 1); from dark.",
        ]

    with_editor(act, make_server(Previews([sys.executable, "-c", FAILING])))


def test_a_preview_that_does_not_exist_is_told_and_another_takes_the_place() -> None:
    heard: list[str] = []

    async def act() -> None:
        assert await Previews(["/nowhere/diorama"]).play(Path("/x"), "a", heard.append) == 1
        previews = Previews([sys.executable, "-c", "import sys; sys.stdin.read(); input()"])
        assert await previews.play(Path("/x"), "a", heard.append) == 1  # nothing to read: standard input is not ours
        waiting = Previews([sys.executable, "-c", "import threading; threading.Event().wait()"])
        first = asyncio.create_task(waiting.play(Path("/x"), "a", heard.append))
        while waiting.running is None:
            await asyncio.sleep(0)
        waiting.stop()
        assert await first != 0

    asyncio.run(act())
    assert heard[0].startswith("The preview cannot be started: No such file")
    assert heard[1].startswith("EOFError")
    assert len(heard) == 2
    assert last_words(b"\xff\n\n") == "\ufffd"


# --- for real ---------------------------------------------------------------------------------------------------------


def test_a_real_editor_over_pipes(uri: str) -> None:
    async def act() -> tuple[list[str | int | None], Any, int | None]:
        client = LanguageClient("test", "1")
        told: asyncio.Future[types.PublishDiagnosticsParams] = asyncio.get_running_loop().create_future()

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def published(params: types.PublishDiagnosticsParams) -> None:
            if not told.done():
                told.set_result(params)

        await client.start_io(sys.executable, "-m", "runtime.cli", "language-server")
        await client.initialize_async(types.InitializeParams(capabilities=types.ClientCapabilities()))
        client.initialized(types.InitializedParams())
        document = types.TextDocumentItem(uri, "fountain", 1, BAD)
        client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        found = await asyncio.wait_for(told, 60)
        asked = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(0, 15))
        said = await client.text_document_hover_async(asked)
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()  # type: ignore[no-untyped-call]
        assert client._server is not None
        return [one.code for one in found.diagnostics], said, client._server.returncode

    codes, said, code = asyncio.run(act())
    assert codes == ["S201"]
    assert isinstance(said.contents, types.MarkupContent)
    assert "#room#" in said.contents.value
    assert code == 0


def test_a_port_is_one_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(DioramaServer, "start_tcp", lambda _, *words: asked.append(words))
    assert main(["language-server", "--tcp", "2087"]) == 0
    assert asked == [("127.0.0.1", 2087)]


def test_without_the_extra_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    for name in [name for name in sys.modules if name.startswith(("pygls.", "runtime.writer.server.language_server"))]:
        monkeypatch.delitem(sys.modules, name)
    assert main(["language-server"]) == 1
    assert capsys.readouterr().err == "diorama: To have the language server, type: pip install 'diorama[writer]'\n"
