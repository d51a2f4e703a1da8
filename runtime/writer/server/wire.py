"""From our values to those of the Language Server Protocol, columns in the client's code units."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from runtime.writer.server.position import Spot, from_units, line_at, to_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runtime.story import Diagnostic
    from runtime.writer.server.completion import Proposal, Proposals
    from runtime.writer.server.draft import Draft, Sheet
    from runtime.writer.server.findings import Fix
    from runtime.writer.server.hover import Hover
    from runtime.writer.server.lenses import Lens
    from runtime.writer.server.outline import Entry, Fold
    from runtime.writer.server.position import Edit, Encoding

NOWHERE = Path("/untitled")  # where texts lie that have no file

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "hint": types.DiagnosticSeverity.Hint,
}
_KINDS = {
    "node": types.CompletionItemKind.Reference,
    "choice": types.CompletionItemKind.EnumMember,
    "variable": types.CompletionItemKind.Variable,
    "value": types.CompletionItemKind.EnumMember,
    "function": types.CompletionItemKind.Function,
    "cast": types.CompletionItemKind.Class,
    "place": types.CompletionItemKind.Folder,
    "word": types.CompletionItemKind.Keyword,
    "note": types.CompletionItemKind.Snippet,
    "jump": types.CompletionItemKind.Keyword,
    "key": types.CompletionItemKind.Property,
    "file": types.CompletionItemKind.File,
}
_SYMBOLS = {
    "section": types.SymbolKind.Namespace,
    "scene": types.SymbolKind.Class,
    "choice point": types.SymbolKind.Enum,
    "choice": types.SymbolKind.EnumMember,
}


def path_of(uri: str) -> Path:
    """The resolved path of a document; a made one where it has no file."""
    path = to_fs_path(uri)
    try:
        return Path(path).resolve() if path else NOWHERE / quote(uri, safe="")
    except (OSError, ValueError, RuntimeError):
        return NOWHERE / quote(uri, safe="")


class Wire:
    """Turns the values of one story into those of the protocol."""

    def __init__(self, draft: Draft, encoding: Encoding, uris: dict[Path, str]) -> None:
        self.draft, self.encoding = draft, encoding
        self._uris = uris  # how the client calls its documents
        self.others: Mapping[str, Sheet] = {}  # files beside the story that are edited, too

    # --- places

    def uri(self, file: str | Path) -> str:
        """The address of a file, as the client wrote it where it has opened it."""
        path = Path(file).resolve()
        if path.parent == NOWHERE:
            return unquote(path.name)
        return self._uris.get(path) or from_fs_path(str(path)) or ""

    def column(self, file: str, position: types.Position) -> int:
        """The column of a position in characters."""
        return from_units(self.draft.line(file, position.line), position.character, self.encoding)

    def range(self, spot: Spot) -> types.Range:
        other = self.others.get(spot.file)
        line = line_at(other.lines, spot.line) if other else self.draft.line(spot.file, spot.line)
        start, end = (to_units(line, column, self.encoding) for column in (spot.start, spot.end))
        return types.Range(types.Position(spot.line, start), types.Position(spot.line, end))

    def location(self, spot: Spot) -> types.Location:
        return types.Location(self.uri(spot.file), self.range(spot))

    def lines(self, file: str, first: int, last: int) -> types.Range:
        """Whole lines."""
        end = to_units(self.draft.line(file, last), len(self.draft.line(file, last)), self.encoding)
        return types.Range(types.Position(first, 0), types.Position(last, end))

    # --- findings

    def diagnostic(self, finding: Diagnostic, spot: Spot) -> types.Diagnostic:
        said = "\n".join(filter(None, (finding.what, finding.why, finding.instead and f"type: {finding.instead}")))
        return types.Diagnostic(
            range=self.range(spot),
            message=said,
            severity=_SEVERITIES[finding.severity],
            code=finding.code,
            source="diorama",
        )

    def edit(self, edits: Iterable[Edit]) -> types.WorkspaceEdit:
        changes: dict[str, list[types.TextEdit]] = {}
        for edit in edits:
            found = changes.setdefault(self.uri(edit.spot.file), [])
            found.append(types.TextEdit(self.range(edit.spot), edit.text))
        return types.WorkspaceEdit(changes={uri: list(found) for uri, found in changes.items()})

    def fix(self, fix: Fix, spot: Spot) -> types.CodeAction:
        return types.CodeAction(
            title=fix.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[self.diagnostic(fix.finding, spot)],
            is_preferred=fix.is_certain,
            edit=self.edit([fix.edit]),
        )

    # --- what is shown

    def completions(self, found: Proposals, file: str, number: int, column: int) -> types.CompletionList:
        line = line_at(self.draft.sheets[file].lines, number) if file in self.draft.sheets else ""
        end = min(column, len(line))
        place = self.range(Spot(file, number, min(found.start, end), end))
        items = [_item(one, place, order) for order, one in enumerate(found.items)]
        return types.CompletionList(is_incomplete=False, items=items)

    def hover(self, said: Hover) -> types.Hover:
        words = types.MarkupContent(types.MarkupKind.Markdown, said.text)
        return types.Hover(words, self.range(said.spot) if said.spot else None)

    def symbol(self, entry: Entry) -> types.DocumentSymbol:
        spot = entry.spot
        last = max(spot.line, entry.last)
        whole = self.lines(spot.file, spot.line, last)
        return types.DocumentSymbol(
            name=entry.name,
            kind=_SYMBOLS[entry.sort],
            range=whole,
            selection_range=self.range(spot),
            detail=entry.detail or None,
            children=[self.symbol(one) for one in entry.inner],
        )

    def lens(self, lens: Lens, file: str) -> types.CodeLens:
        arguments = [self.uri(file), lens.node]
        return types.CodeLens(self.range(lens.spot), types.Command(lens.title, lens.command, arguments=arguments))


def folding(fold: Fold) -> types.FoldingRange:
    """Lines that can be folded."""
    kind = types.FoldingRangeKind.Comment if fold.is_comment else types.FoldingRangeKind.Region
    return types.FoldingRange(start_line=fold.first, end_line=fold.last, kind=kind)


def _item(proposal: Proposal, place: types.Range, order: int) -> types.CompletionItem:
    text = proposal.text or proposal.label
    kind = types.InsertTextFormat.Snippet if proposal.is_snippet else types.InsertTextFormat.PlainText
    said = types.MarkupContent(types.MarkupKind.Markdown, proposal.meaning) if proposal.meaning else None
    return types.CompletionItem(
        label=proposal.label,
        kind=_KINDS[proposal.sort],
        detail=proposal.detail or None,
        documentation=said,
        sort_text=f"{order:04}",
        filter_text=proposal.label,
        insert_text_format=kind,
        text_edit=types.TextEdit(place, text),
    )
