"""Prints a screenplay: title page, who and where, the script, and an index of its scenes and endings, as a PDF.

Every “page 7” can be clicked, and scenes are bookmarks.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from runtime.errors import LibraryError
from runtime.story.operation import End, Offer
from runtime.story.phrases import ending_key, heading_key
from runtime.writer.paper.cells import EXTRA
from runtime.writer.paper.rows import COLUMN, INDENT, PAGE, SMALL, TEXT, Paginator, Piece, Row, Span, spans_of, wrap
from runtime.writer.paper.setting import Setting
from runtime.writer.paper.typeface import SIZE, Typecase, choose_faces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from runtime.story import Story
    from runtime.writer.paper.rows import Page

LINE = 12.0  # points
TOP = 72.0
FOOT = 60.0  # the least that stays free under the text
PAPERS = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
LEFT = 108.0  # an inch and a half, for the holes
GREY, TINT, INK = 105, 238, 0
MAX_PAGES = 3_000
_SHOWN_ON_TITLE = ("source", "draft date", "date", "contact", "copyright")
_PEOPLE = 30  # entries of cast and places on their page


@dataclass(frozen=True)
class Printed:
    """A screenplay on paper."""

    data: bytes
    pages: int
    boxes: int  # different letters that no font here has


def print_story(story: Story, *, letter: bool = False, notes: bool = False, font: Path | None = None) -> Printed:
    """Print a story; LibraryError without the package that makes PDFs, or for a font that cannot be used."""
    pdf = _document("letter" if letter else "a4")
    faces, boxes = choose_faces(_all_letters(story), font)
    press = _Press(story, pdf, Typecase(pdf, faces), PAPERS["letter" if letter else "a4"])
    pages = press.print(notes=notes)
    return Printed(bytes(pdf.output()), pages, boxes)


def _document(paper: str) -> Any:
    try:
        from fpdf import FPDF
    except ImportError:
        raise LibraryError(f"A printed screenplay needs the package fpdf2: {EXTRA}") from None
    pdf = FPDF(unit="pt", format=PAPERS[paper])
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    return pdf


def _all_letters(story: Story) -> str:
    """Every letter that may be printed."""
    texts = [element.source for node in story.nodes.values() for element in node.elements]
    title = [entry.value + "".join(entry.items) for entry in story.title_page]
    pieces = [*texts, *(node.source for node in story.nodes.values()), *story.translation.values(), *title]
    letters = set("".join(pieces))
    return "".join(sorted(letters | {letter.upper() for letter in letters if len(letter.upper()) == 1}))


class _Press:
    """Prints one story on one document. Used once."""

    def __init__(self, story: Story, pdf: Any, case: Typecase, size: tuple[float, float]) -> None:
        self.story, self.pdf, self.case, self.size = story, pdf, case, size
        self._pages: dict[str, int] = {}  # node -> page of the script, counted from 1
        self._lines: dict[str, int] = {}  # node -> its line on that page
        self._endings: dict[str, list[int]] = defaultdict(list)
        self._front = 0  # pages before the script
        self._fixed: list[Page] = []

    def print(self, *, notes: bool) -> int:
        """The number of pages."""
        lines = int((self.size[1] - TOP - FOOT) // LINE)
        groups = Setting(self.story, self.case.width, notes=notes).groups()
        self._fixed = Paginator(lines, _more, _again).lay(groups)
        if len(self._fixed) > MAX_PAGES:
            raise LibraryError(f"This screenplay would have {len(self._fixed)} pages, more than {MAX_PAGES}.")
        self._number()
        self._title_page()
        self._people()
        self._front = self.pdf.page
        for number, page in enumerate(self._fixed, 1):
            self._page(page, number)
        self._index(lines)
        self.pdf.set_title(self.story.title or "Screenplay")
        self.pdf.set_author(self.story.author)
        self.pdf.set_lang(self.story.language)
        return int(self.pdf.page)

    def _number(self) -> None:
        for number, page in enumerate(self._fixed, 1):
            for line, node in page.nodes:
                self._pages[node], self._lines[node] = number, line
            for title in page.marks:
                self._endings[title].append(number)

    # --- the script

    def _page(self, page: Page, number: int) -> None:
        self.pdf.add_page()
        if number > 1:
            self._words(LEFT + TEXT, TOP - 3 * LINE, (Span(f"{number}."),), "right")
        for line, node in page.nodes:
            self.pdf.set_y(TOP + (line - 1) * LINE)
            self.pdf.start_section(_one_line(self._heading(node)), strict=False)
        self._tints(page)
        for line, row in page.rows:
            self._row(row, TOP + line * LINE)

    def _tints(self, page: Page) -> None:
        """Choices stand on grey, what stands under them has a line beside it."""
        before = Row()
        last = 0
        for line, row in page.rows:
            y = TOP + line * LINE
            if row.sort == "choice":
                x = LEFT + INDENT * row.depth
                self.pdf.set_fill_color(TINT)
                self.pdf.rect(x, y, TEXT - INDENT * row.depth, LINE, style="F")
            self.pdf.set_draw_color(190)
            self.pdf.set_line_width(0.7)
            for depth in range(1, row.depth + 1):
                x = LEFT + INDENT * depth - COLUMN
                above = TOP + (last + 1) * LINE if before.depth >= depth else y
                self.pdf.line(x, above, x, y + LINE)
            before, last = row, line

    def _row(self, row: Row, y: float) -> None:
        for piece in row.pieces:
            words = tuple(self._paged(span) for span in piece.spans)
            x = self._words(LEFT + piece.x, y, words, piece.align)
            if piece.arrow:
                self._arrow(x, y)
            if row.sort == "rule":
                end = x + sum(self.case.width(span.text, span.style, span.size) for span in words)
                self.pdf.set_draw_color(190)
                self.pdf.set_line_width(0.5)
                self.pdf.line(end + COLUMN, y + 7, LEFT + TEXT, y + 7)

    def _paged(self, span: Span) -> Span:
        """Words with the number of the page that is meant."""
        if PAGE not in span.text:
            return span
        page = self._pages.get(span.node)
        return (
            replace(span, text=span.text.replace(PAGE, str(page))) if page else replace(span, text="nowhere", node="")
        )

    def _arrow(self, x: float, y: float) -> None:
        """Points to the words that begin at `x`."""
        self.pdf.set_draw_color(INK)
        self.pdf.set_line_width(0.9)
        tip, middle = x - 5, y + 7
        self.pdf.line(tip - 16, middle, tip, middle)
        self.pdf.line(tip - 4, middle - 3, tip, middle)
        self.pdf.line(tip - 4, middle + 3, tip, middle)

    def _words(self, x: float, y: float, spans: tuple[Span, ...], align: str = "left") -> float:
        """Draw spans on a line whose top is `y`; where they begin."""
        width = sum(self.case.width(span.text, span.style, span.size) for span in spans)
        x -= width if align == "right" else width / 2 if align == "centre" else 0
        begin = x
        for span in spans:
            self.pdf.set_text_color(GREY if span.grey else INK)
            start = x
            for run, face in self.case.runs(span.text):
                self.case.take(face, span.style, span.size)
                self.pdf.text(x, y + 10, run)
                x += self.pdf.get_string_width(run)
            if span.underlined:
                self.pdf.set_draw_color(INK)
                self.pdf.set_line_width(0.6)
                self.pdf.line(start, y + 11.5, x, y + 11.5)
            if span.node in self._pages:
                self._link(span.node, start, y, x - start)
        return begin

    def _link(self, node: str, x: float, y: float, width: float) -> None:
        page = self._front + self._pages[node]
        link = self.pdf.add_link(page=page, y=max(0.0, TOP + (self._lines[node] - 1) * LINE))
        self.pdf.link(x, y, width, LINE, link)

    def _heading(self, node: str) -> str:
        return self.story.shown(heading_key(node), self.story.nodes[node].heading.text).upper()

    # --- before it

    def _title_page(self) -> None:
        self.pdf.add_page()
        entries = {entry.key: " ".join([entry.value, *entry.items]).strip() for entry in self.story.title_page}
        y = self.size[1] * 0.3
        middle = LEFT + TEXT / 2
        title = self.story.title or "Untitled"
        for line in wrap((Span(title.upper(), "B", underlined=True),), TEXT * 0.8, self.case.width):
            y = self._line(middle, y, line)
        y += 2 * LINE
        credit = entries.get("credit") or ("by" if self.story.author else "")
        for words in (credit, self.story.author):
            for line in wrap(spans_of(words), TEXT * 0.8, self.case.width):
                y = self._line(middle, y, line)
            y += LINE
        lines = [
            line for key in _SHOWN_ON_TITLE for line in wrap(spans_of(entries.get(key, "")), TEXT / 2, self.case.width)
        ]
        lines = [line for line in lines if line][-10:]
        y = self.size[1] - TOP - LINE * len(lines)
        for line in lines:
            self._words(LEFT, y, line)
            y += LINE

    def _line(self, x: float, y: float, spans: tuple[Span, ...]) -> float:
        self._words(x, y, spans, "centre")
        return y + LINE

    def _people(self) -> None:
        """Who is in it and where it plays, on a page of its own."""
        lists = (("CHARACTERS", self.story.cast), ("PLACES", self.story.places))
        if not any(people for _, people in lists):
            return
        rows: list[tuple[float, tuple[Span, ...]]] = []
        for name, people in lists:
            rows += [(0, ()), (0, (Span(name, "B"),)), (0, ())] if people else []
            for one in people[:_PEOPLE]:
                lines = wrap((Span(f"{one.name}  ", "B"), Span(one.description)), TEXT - 2 * COLUMN, self.case.width)
                rows += [*((2 * COLUMN * (n > 0), line) for n, line in enumerate(lines)), (0, ())]
        room = int((self.size[1] - TOP - FOOT) // LINE)
        for n, (x, line) in enumerate(rows):
            if n % room == 0:
                self.pdf.add_page()
            self._words(LEFT + x, TOP + (n % room) * LINE, line)

    # --- behind it

    def _index(self, room: int) -> None:
        """Scenes with their pages and whence they are reached, then endings."""
        rows = list(self._index_rows())
        at, number = room, len(self._fixed)
        for row in rows:
            if at >= room:
                self.pdf.add_page()
                number += 1
                self._words(LEFT + TEXT, TOP - 3 * LINE, (Span(f"{number}."),), "right")
                at = 0
            self._row(row, TOP + at * LINE)
            at += 1

    def _index_rows(self) -> Iterator[Row]:
        yield Row((Piece(0, (Span("SCENES", "B"),)),))
        yield Row(
            (Piece(0, (Span("from: the pages from which choices and jumps lead there", "I", size=SMALL, grey=True),)),)
        )
        yield Row()
        whence = self._whence()
        for node in self.story.nodes:
            page = Piece(TEXT, (Span(f"{PAGE}", node=node),), "right")
            name = wrap((Span(self._heading(node)),), TEXT - 8 * COLUMN, self.case.width)[0]
            yield Row((Piece(0, name), page))
            pages = ", ".join(str(page) for page in sorted(whence[node]))
            words = f"{node}" + (f"   from: {pages}" if pages else "")
            for line in wrap((Span(words, size=SMALL, grey=True),), TEXT - 8 * COLUMN, self.case.width):
                yield Row((Piece(2 * COLUMN, line),))
        if self._endings:
            yield from (Row(), Row((Piece(0, (Span("ENDINGS", "B"),)),)), Row())
        for title, numbers in self._endings.items():
            shown = self.story.shown(ending_key(title), title)
            pages = ", ".join(str(number) for number in dict.fromkeys(numbers))
            name = wrap((Span(shown),), TEXT - 12 * COLUMN, self.case.width)[0]
            yield Row((Piece(0, name), Piece(TEXT, (Span(pages),), "right")))

    def _whence(self) -> dict[str, set[int]]:
        """For each scene the pages of the scenes that lead to it."""
        found: dict[str, set[int]] = defaultdict(set)
        for node, scene in self.story.program.scenes.items():
            for operation in scene.operations:
                if not isinstance(operation, (Offer, End)):
                    for target in operation.leads():
                        found[target].add(self._pages.get(node, 0))
        return found


def _more(cue: Row) -> Row:
    """Under a speech that goes on overleaf."""
    return replace(cue, pieces=(replace(cue.pieces[0], spans=(Span("(MORE)"),)),), sort="manner")


def _again(cue: Row) -> Row:
    """A speaker's name on the next page."""
    piece = cue.pieces[0]
    words = piece.spans[0].text
    again = words if words.endswith("(CONT’D)") else f"{words} (CONT’D)"
    return replace(cue, pieces=(replace(piece, spans=(Span(again),)),))


def _one_line(words: str) -> str:
    return " ".join(words.split()) or "Scene"


__all__ = ["SIZE", "Printed", "print_story"]
