"""The thin layer between an editor and the pure answers: which question of the protocol is answered by what.

An answer holds for everything that was said before the question. Findings follow a change when typing pauses.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from runtime import __version__
from runtime.errors import UsageError
from runtime.writer.server.beside import sheets_beside
from runtime.writer.server.completion import complete
from runtime.writer.server.desk import Desk
from runtime.writer.server.findings import findings_of, fixes, underlined
from runtime.writer.server.hover import hover
from runtime.writer.server.lenses import PLAY, WAYS, lenses, ways_in
from runtime.writer.server.mentions import id_spot
from runtime.writer.server.navigation import definitions, references, rename, renameable
from runtime.writer.server.outline import MAX_FOUND, folds, links, outline, scenes_like
from runtime.writer.server.playing import Previews
from runtime.writer.server.wire import Wire, folding, path_of

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from runtime.writer.server.draft import Draft
    from runtime.writer.server.position import Encoding

PAUSE_S = 0.2  # without a change before findings are looked for
TRIGGERS = ("[", ">", " ", ":", "{", '"', "(", ",", "#", "@", ".")


class DioramaServer(LanguageServer):
    """One editor's server."""

    def __init__(self, previews: Previews | None = None) -> None:
        super().__init__("diorama", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.desk = Desk()
        self.previews = previews or Previews()
        self.uris: dict[Path, str] = {}  # how the client calls its documents
        self._told: dict[Path, set[str]] = {}  # main file -> addresses that findings were published for
        self.waiting: dict[Path, asyncio.TimerHandle] = {}
        self.tasks: set[asyncio.Task[Any]] = set()  # what is done beside answering

    # --- the desk

    def put(self, uri: str, text: str) -> Path:
        """A document was opened or has changed."""
        path = path_of(uri)
        self.uris[path] = uri
        self.desk.put(path, text)
        return path

    def draft_at(self, uri: str) -> tuple[Draft, str, Wire] | None:
        """A document's story, the reading's name of the document, and how the story is put into the protocol."""
        path = path_of(uri)
        draft = self.desk.draft(path)
        if draft is None:
            return None
        encoding = cast(
            "Encoding", str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))
        )
        return draft, draft.name_of(path), Wire(draft, encoding, self.uris)

    def asked(self, params: Any) -> tuple[Draft, str, int, int, Wire] | None:
        """The story, file, line and column (in characters) that a question is about."""
        at = self.draft_at(params.text_document.uri)
        if at is None:
            return None
        draft, file, wire = at
        return draft, file, params.position.line, wire.column(file, params.position), wire

    # --- findings

    def soon(self, path: Path) -> None:
        """Look for findings when nothing has changed for a while."""
        main = self.desk.story_of(path)
        self._wait_no_more(main)
        loop = asyncio.get_running_loop()
        self.waiting[main] = loop.call_later(PAUSE_S, lambda: self.begin(self.tell(main)))

    def _wait_no_more(self, main: Path) -> None:
        waiting = self.waiting.pop(main, None)
        if waiting:
            waiting.cancel()

    def begin(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do something beside answering."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def tell(self, path: Path, *, saved: bool = False) -> None:
        """Publish a story's findings; what was found of a text that has changed since is not told."""
        self._wait_no_more(self.desk.story_of(path))
        draft = self.desk.draft(path)
        if draft is None:
            return
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(None, lambda: findings_of(draft, saved=saved) if saved else draft.findings)
        if self.desk.is_current(draft):
            at = self.draft_at(self.uris.get(path, path.as_uri()))
            if at is not None:
                self._publish(draft, at[2], found)

    def _publish(self, draft: Draft, wire: Wire, found: tuple[Any, ...]) -> None:
        by_file: dict[str, list[types.Diagnostic]] = {wire.uri(file): [] for file in draft.sheets}
        for finding in found:
            spot = underlined(draft, finding)
            by_file.setdefault(wire.uri(finding.place.file or draft.main), []).append(wire.diagnostic(finding, spot))
        main = draft.found.path
        for uri in self._told.get(main, set()) - set(by_file):
            by_file[uri] = []
        self._told[main] = {uri for uri, diagnostics in by_file.items() if diagnostics}
        for uri, diagnostics in by_file.items():
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics))

    def close(self, path: Path) -> None:
        """A document was closed: the findings of a story of which nothing is open are taken back."""
        main = self.desk.story_of(path)
        self.desk.drop(path)
        self.uris.pop(path, None)
        if any(self.desk.story_of(one) == main for one in self.uris):
            self.soon(main)
            return
        for uri in self._told.pop(main, set()):
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def say(self, message: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """A message to the writer."""
        self.window_show_message(types.ShowMessageParams(kind, message))


def make_server(previews: Previews | None = None) -> DioramaServer:
    """A server that answers everything."""
    server = DioramaServer(previews)
    _keep_documents(server)
    _answer_at_cursor(server)
    _answer_of_names(server)
    _answer_of_file(server)
    _obey(server)
    return server


# --- documents --------------------------------------------------------------------------------------------------------


def _keep_documents(server: DioramaServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        path = server.put(params.text_document.uri, params.text_document.text)
        server.begin(server.tell(path, saved=True))

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        text = server.workspace.get_text_document(params.text_document.uri).source
        server.soon(server.put(params.text_document.uri, text))

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.desk.renew()
        server.begin(server.tell(path_of(params.text_document.uri), saved=True))

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.close(path_of(params.text_document.uri))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(params: types.DidChangeWatchedFilesParams) -> None:  # noqa: ARG001
        server.desk.renew()
        for path in tuple(server.uris):
            server.soon(path)


# --- questions about what is under the cursor -------------------------------------------------------------------------


def _answer_at_cursor(server: DioramaServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=list(TRIGGERS)))
    def completion(params: types.CompletionParams) -> types.CompletionList | None:
        asked = server.asked(params)
        if asked is None:
            return None
        draft, file, line, column, wire = asked
        return wire.completions(complete(draft, file, line, column), file, line, column)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        asked = server.asked(params)
        said = hover(*asked[:4]) if asked else None
        return asked[4].hover(said) if asked and said else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location] | None:
        asked = server.asked(params)
        return [asked[4].location(spot) for spot in definitions(*asked[:4])] if asked else None


def _answer_of_names(server: DioramaServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def referred(params: types.ReferenceParams) -> list[types.Location] | None:
        asked = server.asked(params)
        given = params.context.include_declaration
        return [asked[4].location(spot) for spot in references(*asked[:4], given=given)] if asked else None

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlighted(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
        asked = server.asked(params)
        if asked is None:
            return None
        return [
            types.DocumentHighlight(asked[4].range(spot)) for spot in references(*asked[:4]) if spot.file == asked[1]
        ]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepared(params: types.PrepareRenameParams) -> types.Range | None:
        asked = server.asked(params)
        spot = renameable(*asked[:4]) if asked else None
        return asked[4].range(spot) if asked and spot else None

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def renamed(params: types.RenameParams) -> types.WorkspaceEdit | None:
        asked = server.asked(params)
        if asked is None:
            return None
        try:
            draft, _, _, _, wire = asked
            wire.others = sheets_beside(draft.story, server.desk.unsaved) if draft.story else {}
            return wire.edit(rename(*asked[:4], params.new_name, wire.others))
        except UsageError as error:
            raise JsonRpcException(str(error), types.LSPErrorCodes.RequestFailed) from None


# --- questions about a whole file -------------------------------------------------------------------------------------


def _answer_of_file(server: DioramaServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        at = server.draft_at(params.text_document.uri)
        return [at[2].symbol(entry) for entry in outline(at[0], at[1])] if at else None

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folded(params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
        at = server.draft_at(params.text_document.uri)
        return [folding(fold) for fold in folds(at[0], at[1])] if at else None

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    def linked(params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
        at = server.draft_at(params.text_document.uri)
        if at is None:
            return None
        draft, file, wire = at
        return [types.DocumentLink(wire.range(one.spot), wire.uri(one.target)) for one in links(draft, file)]

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def lensed(params: types.CodeLensParams) -> list[types.CodeLens] | None:
        at = server.draft_at(params.text_document.uri)
        return [at[2].lens(lens, at[1]) for lens in lenses(at[0], at[1])] if at else None

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def actions(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        at = server.draft_at(params.text_document.uri)
        if at is None:
            return None
        draft, file, wire = at
        found = fixes(draft, file, params.range.start.line, params.range.end.line)
        return [wire.fix(fix, underlined(draft, fix.finding)) for fix in found]

    @server.feature(types.WORKSPACE_SYMBOL)
    def searched(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        found: dict[tuple[str, int], types.WorkspaceSymbol] = {}
        for uri in tuple(server.uris.values()):
            at = server.draft_at(uri)
            for node in scenes_like(at[0].story, params.query) if at and at[0].story else ():
                if at:
                    place = at[2].location(id_spot(at[0], node))
                    symbol = types.WorkspaceSymbol(
                        place, node.id, types.SymbolKind.Class, container_name=node.heading.text
                    )
                    found.setdefault((place.uri, node.line), symbol)
        return list(found.values())[:MAX_FOUND]


# --- commands ---------------------------------------------------------------------------------------------------------


def _obey(server: DioramaServer) -> None:
    @server.command(PLAY)
    def play(uri: str, node: str) -> None:
        at = server.draft_at(uri)
        if at is None or at[0].story is None or node not in at[0].story.nodes or not at[0].found.path.is_file():
            server.say("There is no such scene to play from: save the story first.", types.MessageType.Warning)
            return
        server.begin(
            server.previews.play(at[0].found.path, node, lambda said: server.say(said, types.MessageType.Error))
        )

    @server.command(WAYS)
    def ways(uri: str, node: str) -> None:
        at = server.draft_at(uri)
        server.say(ways_in(at[0], node) if at else "There is no such story.")


def serve(tcp: int | None = None) -> None:
    """Answer one editor on standard input and output, or on a port of this machine, until it says goodbye."""
    server = make_server()
    if tcp is None:
        server.start_io()
    else:
        server.start_tcp("127.0.0.1", tcp)
