"""The printed screenplay: lines of the right width, what must stay together on one page, and pages that are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.errors import LibraryError
from runtime.library import in_language, load
from runtime.story import Story, read_story
from runtime.writer.paper import typeface
from runtime.writer.paper.press import print_story
from runtime.writer.paper.rows import COLUMN, TEXT, Group, Page, Paginator, Piece, Row, Span, spans_of, wrap
from runtime.writer.paper.setting import Setting
from runtime.writer.paper.typeface import COURIER, choose_faces

LINES = 54


def measure(words: str, style: str, size: float) -> float:
    return len(words) * 0.6 * size


def story(text: str) -> Story:
    read = read_story(text)
    assert read.story is not None, read.diagnostics
    return read.story


def words(row: Row) -> str:
    return "|".join("".join(span.text for span in piece.spans) for piece in row.pieces)


def groups(body: str, *, notes: bool = False) -> list[Group]:
    return Setting(story(f"INT. ROOM - DAY #room#\n\n{body}\n\n> END: Over\n"), measure, notes=notes).groups()


def rows(body: str, *, notes: bool = False) -> list[str]:
    return [words(row) for group in groups(body, notes=notes)[1:-1] for row in group.rows]


def laid(*made: Group, lines: int = LINES) -> list[list[str]]:
    def marked(sign: str) -> Row:
        return Row((Piece(0, (Span(sign),)),), "cue")

    pages = Paginator(lines, lambda _: marked("(MORE)"), lambda _: marked("AGAIN")).lay(list(made))
    return [[words(row) for _, row in page.rows] for page in pages]


def lines_of(count: int, sign: str = "x") -> tuple[Row, ...]:
    return tuple(Row((Piece(0, (Span(f"{sign}{n}"),)),)) for n in range(count))


# --- lines ------------------------------------------------------------------------------------------------------------


def test_words_are_wrapped_at_sixty_letters() -> None:
    lines = wrap(spans_of("word " * 40), TEXT, measure)
    assert all(len("".join(span.text for span in line)) <= 60 for line in lines)
    assert " ".join("".join(span.text for span in line) for line in lines) == ("word " * 40).strip()


def test_styles_stay_with_their_words_and_words_with_their_commas() -> None:
    (line,) = wrap(spans_of("A *small* **bold_ly_**, thing"), TEXT, measure)
    assert [(span.text, span.style, span.underlined) for span in line] == [
        ("A ", "", False),
        ("small", "I", False),
        (" ", "", False),
        ("bold_ly_", "B", False),
        (", thing", "", False),
    ]
    assert [len(line) for line in wrap(spans_of("aaaa **bbbb**, c"), 10 * COLUMN, measure)] == [3, 1]


def test_a_word_that_is_too_long_is_cut() -> None:
    lines = wrap(spans_of("a " + "w" * 25), 10 * COLUMN, measure)
    assert ["".join(span.text for span in line) for line in lines] == ["a", "w" * 10, "w" * 10, "w" * 5]


def test_elements_stand_where_the_industry_has_them() -> None:
    made = groups("Action.\n\nMARA (V.O.)\n(low)\nWords.\n")
    places = [(words(row), round(row.pieces[0].x / COLUMN)) for group in made for row in group.rows]
    assert places == [
        *(("INT. ROOM - DAY|room", 0), ("Action.", 0), ("MARA (V.O.)", 22), ("(low)", 16), ("Words.", 10)),
        ("END: OVER", 60),
    ]


def test_a_choice_is_a_block_that_says_where_it_leads() -> None:
    body = (
        '[[choice 9s: What now?]]\n+ Go. [[default]] -> room\n* Stay. [[if 1 > 0]] [[locked "no"]]\n'
        "    Deeper.\n    [[choice off vote: And?]]\n    + Yes. -> END: Over\n+ Last. -> room\n"
    )
    assert rows(body) == [
        "What now?|9 s", "Go.|A|page \x00", "default", "Stay.|B|below", "once; if 1 > 0; locked “no”", "Deeper.",
        "And?|vote, no limit", "Yes.|A|END: OVER", "Last.|C|page \x00",
    ]  # fmt: skip
    deep = [row.depth for group in groups(body) for row in group.rows if words(row) in ("Deeper.", "Yes.|A|END: OVER")]
    assert deep == [1, 1]


def test_conditions_are_printed_and_notes_when_asked_for() -> None:
    body = "[[var x = 1]]\n\n[[if x > 1]]\n\nRain. [[shot: wide]] [[why?]]\n\n[[end]]\n\n= Sum.\n"
    assert rows(body) == ["if x > 1", "Rain.", "end"]
    assert rows(body, notes=True) == ["var x = 1", "if x > 1", "Rain.", "shot: wide; why?", "end", "Sum."]


def test_two_at_once_stand_side_by_side() -> None:
    assert rows("TOM\nOne.\n\nMARA ^\n(low)\nTwo.\n") == ["TOM|MARA", "One.|(low)", "Two."]


# --- pages ------------------------------------------------------------------------------------------------------------


def test_a_heading_takes_the_beginning_of_its_scene_along() -> None:
    heading = Group((Row((Piece(0, (Span("HEADING"),)),)),), before=2, keep=True)
    pages = laid(Group(lines_of(51)), heading, Group(lines_of(5, "y"), split="action"))
    assert [page[0] for page in pages] == ["x0", "HEADING"]


def test_a_paragraph_leaves_two_lines_on_either_page() -> None:
    assert [len(page) for page in laid(Group(lines_of(51)), Group(lines_of(4), split="action"))] == [53, 2]
    assert [len(page) for page in laid(Group(lines_of(51)), Group(lines_of(3), split="action"))] == [51, 3]
    assert [len(page) for page in laid(Group(lines_of(130), split="action"))] == [54, 54, 22]


def test_a_speech_goes_on_with_its_speaker() -> None:
    speech = (Row((Piece(0, (Span("CUE"),)),), "cue"), *lines_of(8))
    first, second = laid(Group(lines_of(47)), Group(speech, split="dialogue"))
    assert first[-4:] == ["x1", "x2", "x3", "(MORE)"]
    assert second == ["AGAIN", "x4", "x5", "x6", "x7"]
    first, second = laid(Group(lines_of(50)), Group(speech, split="dialogue"))
    assert (first[-1], second[0]) == ("x49", "CUE")


def test_no_page_ends_with_a_manner() -> None:
    manner = Row((Piece(0, (Span("(low)"),)),), "manner")
    speech = (Row((Piece(0, (Span("CUE"),)),), "cue"), *lines_of(3), manner, *lines_of(5, "y"))
    first, second = laid(Group(lines_of(47)), Group(speech, split="dialogue"))
    assert first[-2:] == ["x2", "(MORE)"]
    assert second[:3] == ["AGAIN", "(low)", "y0"]


@pytest.mark.parametrize("split", ["never", "action", "dialogue"])
def test_what_is_longer_than_a_page_goes_on(split: str) -> None:
    group = Group(lines_of(200), split=split, keep=True)  # type: ignore[arg-type]
    printed = [line for page in laid(group, group) for line in page if line not in ("(MORE)", "AGAIN")]
    assert printed == [f"x{n}" for n in range(200)] * 2


def test_every_page_number_is_that_of_its_scene() -> None:
    made = Setting(load("last-light"), measure, notes=False).groups()
    pages: list[Page] = Paginator(LINES, lambda row: row, lambda row: row).lay(made)
    assert sorted(node for page in pages for _, node in page.nodes) == sorted(load("last-light").nodes)
    assert all(line < LINES for page in pages for line, _ in page.rows)
    targets = {
        span.node for group in made for row in group.rows for piece in row.pieces for span in piece.spans if span.node
    }
    assert targets <= set(load("last-light").nodes)


# --- the file ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", [True, False])
def test_a_pdf_is_made(letter: bool) -> None:
    done = print_story(in_language(load("hello"), "fr"), letter=letter, notes=True)
    assert done.data.startswith(b"%PDF-")
    assert done.pages == done.data.count(b"/Type /Page\n")
    assert done.boxes == 0


def test_courier_is_taken_while_it_has_every_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeface, "_font_files", dict)
    assert choose_faces("Où est l’œuf ? – “Là” …") == ((COURIER,), 0)
    assert choose_faces("Где?") == ((COURIER,), 3)


def test_other_letters_are_printed_with_a_font_that_has_them() -> None:
    faces, boxes = choose_faces("Где; Πού; Žluť → 🎭")
    assert (faces[0].files.keys() >= {""}, boxes) == (True, 1)
    assert print_story(story("INT. МАЯК - НОЧЬ #a#\n\nМАРА\nКто *там*? 🎭\n\n> END: Конец\n")).boxes == 1


def test_a_font_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "no.ttf").write_bytes(b"junk")
    with pytest.raises(LibraryError, match="not a font that can be printed with"):
        print_story(load("hello"), font=tmp_path / "no.ttf")


def test_a_screenplay_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runtime.writer.paper.press.MAX_PAGES", 2)
    with pytest.raises(LibraryError, match="more than 2"):
        print_story(load("hello"))
