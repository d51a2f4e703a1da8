"""Final Draft: what we write we read again and lose nothing; other people's scripts are read as what they are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.errors import StoryError
from runtime.library import load, show_names
from runtime.story import Story, read_story
from runtime.writer.imports import Import
from runtime.writer.paper.fdx import import_fdx
from runtime.writer.paper.fdxwriter import write_fdx

EVERYTHING = """Title: _The_ **Light**
Credit: A play
Author: Somebody
Look: paper-cut
Window: 7s
Cast:
    MARA - 60, grey & slow
Notes: none

/* A comment
   of two lines. */

[[var oil = 2]] [[var x_y = 1]]

# Act one

INT. TOWER - NIGHT #tower# [[an author's note]]

= She waits.

= And waits.

Rain *hammers* the **old _glass_**. [[shot: low]] {oil * 2} drops & <more>. [[ambience: rain]] [[set oil -= 1]]

/* Kept. */

!TOM
falls \\*down\\*.

> centred <

~Singing in the rain
~again

MARA (V.O.)
(low)
Who is {"there" if oil else "gone"}? [[line: a1]] [[sfx: knock]]
(louder)
[[line: a2]] Speak!

TOM
Both. [[line: b1]]

MARA ^
At [[sfx: bell]] once. [[line: b2]]

[[if oil > 1]]

[[once]]

Once.

[[end]]

[[else]]

> CONTINUE: tower

[[end]]

[[choice 9s tail 2s vote: What now?]]
+ Open _it_. [[if oil > 0]] [[says: open, yes]] -> DISSOLVE TO: door /* why */
    Deeper.

    TOM
    Deep. [[line: c1]]

    [[choice: And?]]
    * Yes. [[set oil = 0]]
        Deepest.
    + No. -> END: No
* Wait. [[locked "not yet" if oil < 9]] [[id: wait]]

[[call: door]]

FADE IN:

===

.DOOR #door#

[[return]]

> END: The *door*
"""


def story(text: str, file: str = "story.fountain") -> Story:
    read = read_story(text, file)
    assert read.draft is not None
    return read.draft


FIELDS = (
    "key text character manner extension id words sort picture title target transition name sticky is_default says "
    "reason window_s vote"
).split()


def performed(one: Story) -> dict[str, list[Any]]:
    """Every instruction of a story without its place in the file, as far as it can be compared."""
    return {name: [compared(operation) for operation in scene.operations] for name, scene in one.program.scenes.items()}


def compared(operation: object) -> tuple[str, dict[str, object]]:
    values = {name: getattr(operation, name) for name in FIELDS if hasattr(operation, name)}
    return type(operation).__name__, {name: value for name, value in values.items() if not callable(value)}


def settings_of(one: Story) -> tuple[object, ...]:
    entries = [(entry.key, entry.value, entry.items) for entry in one.title_page]
    return one.title, one.author, one.look, one.window_s, one.cast, one.places, one.start, entries


def back(one: Story) -> Import:
    return import_fdx(write_fdx(one).encode())


def test_everything_comes_back() -> None:
    before = story(EVERYTHING)
    done = back(before)
    after = story(done.text)
    assert done.report == ()
    assert list(after.nodes) == list(before.nodes)
    assert settings_of(after) == settings_of(before)
    assert performed(after) == performed(before)
    assert [node.synopsis for node in after.nodes.values()] == [node.synopsis for node in before.nodes.values()]
    for kept in ("/* A comment\n   of two lines. */", "/* Kept. */", "/* why */", "[[an author's note]]", "# Act one"):
        assert kept in done.text
    codes = [[one.code for one in read_story(text).diagnostics] for text in (EVERYTHING, done.text)]
    assert codes[0] == codes[1]


def test_a_second_round_changes_nothing() -> None:
    once = back(story(EVERYTHING)).text
    assert back(story(once)).text == once


@pytest.mark.parametrize("name", show_names())
def test_the_shows_come_back(name: str) -> None:
    before = load(name)
    after = story(back(before).text)
    assert performed(after) == performed(before)
    assert settings_of(after) == settings_of(before)


def test_what_is_written_is_a_document_as_final_draft_has_it() -> None:
    root = ElementTree.fromstring(write_fdx(story(EVERYTHING)))
    assert (root.tag, root.attrib["DocumentType"]) == ("FinalDraft", "Script")
    headings = [p for p in root.iterfind("Content/Paragraph") if p.attrib["Type"] == "Scene Heading"]
    assert [(p.attrib["Number"], p.findtext("Text")) for p in headings] == [
        ("tower", "INT. TOWER - NIGHT"),
        ("door", "DOOR"),
    ]
    assert headings[0].findtext("SceneProperties/Summary/Paragraph/Text") == "She waits."
    dual = root.find("Content/Paragraph/DualDialogue")
    assert dual is not None
    assert [p.attrib["Type"] for p in dual] == ["Character", "Dialogue", "Character", "Dialogue"]
    bold = [text.text for text in root.iter("Text") if text.attrib.get("Style") == "Bold+Underline"]
    assert bold == ["glass"]
    notes = [note.findtext("Paragraph/Text") for note in root.iterfind("ScriptNotes/ScriptNote")]
    assert "shot: low" in notes


def test_every_script_note_stands_inside_the_script() -> None:
    root = ElementTree.fromstring(write_fdx(story(EVERYTHING)))
    content = root.find("Content")
    assert content is not None
    length = sum(len("".join(t.text or "" for t in p.iterfind("Text"))) + 1 for p in content) + 2
    ends = [int(note.attrib["Range"].split(",")[1]) for note in root.iterfind("ScriptNotes/ScriptNote")]
    assert ends == sorted(ends)
    assert ends[-1] <= length


# --- other people's scripts -------------------------------------------------------------------------------------------


def paragraph(sort: str, words: str, more: str = "", **attributes: str) -> str:
    given_attributes = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<Paragraph Type="{sort}"{given_attributes}><Text>{escape(words)}</Text>{more}</Paragraph>'


def document(*paragraphs: str, rest: str = "") -> bytes:
    content = "".join(paragraphs)
    text = f'<FinalDraft DocumentType="Script"><Content>{content}</Content>{rest}</FinalDraft>'
    return f'<?xml version="1.0"?>{text}'.encode()


HEADING = paragraph("Scene Heading", "Int. Radio studio - day", Number="1")


def foreign(*paragraphs: str, rest: str = "") -> tuple[str, Import]:
    done = import_fdx(document(HEADING, *paragraphs, rest=rest))
    assert [one for one in read_story(done.text).diagnostics if one.severity == "error"] == [], done.text
    return done.text.removeprefix("INT. RADIO STUDIO - DAY #1#\n\n"), done


def test_a_plain_screenplay() -> None:
    rest = (
        "<TitlePage><Content><Paragraph><Text>On air</Text></Paragraph><Paragraph/>"
        "<Paragraph><Text>written by</Text></Paragraph>"
        "<Paragraph><Text>A. Writer</Text></Paragraph></Content></TitlePage>"
        "<Revisions><Revision/></Revisions>"
    )
    text = import_fdx(
        document(
            paragraph("Transition", "Fade in:"),
            HEADING,
            paragraph("Action", "A man at a desk."),
            paragraph("Character", "Dj (v.o.)"),
            paragraph("Parenthetical", "(bored)"),
            paragraph("Dialogue", "Hello, everyone."),
            paragraph("Transition", "Cut to:"),
            paragraph("Scene Heading", "ext. street", Number="2A"),
            paragraph("Shot", "angle on"),
            paragraph("New Act", "Act two"),
            rest=rest,
        )
    ).text
    assert text == (
        "Title: On air\nCredit: written by\nAuthor: A. Writer\n\nFADE IN:\n\nINT. RADIO STUDIO - DAY #1#\n\n"
        "A man at a desk.\n\nDJ (V.O.)\n(bored)\nHello, everyone.\n\n> CUT TO:\n\n"
        "EXT. STREET #2A#\n\nangle on\n\n# Act two\n"
    )
    one = story(text)
    assert [node.id for node in one.nodes.values()] == ["1", "2a"]
    assert one.program.report.sorted() == ()


@pytest.mark.parametrize(
    "words",
    [
        "TOM\nruns.", "INT. A ROOM", ".hidden", "= x", "# x", "~x", "!x", "@x", "> x", "> x <", "+ go -> there", "* go",
        "[[end]]", "[[set x = 1]] [[", "/* open", "*/ x", "{x} {~a|b} }", r"a \ b \* c", "*a* _b_ **c**", "CUT TO:",
        "END: x", "-> x", "Title: x", "x\n\ny", "x\n> y\n= z\nINT. B - DAY\n+ c", "FADE IN:",
    ],
)  # fmt: skip
def test_action_is_action_whatever_signs_it_holds(words: str) -> None:
    text, done = foreign(paragraph("Action", words))
    (node,) = story(done.text).nodes.values()
    assert [element.kind for element in node.elements] == ["action"], text
    (said,) = [one for kind, one in performed(story(done.text))["1"] if kind == "Act"]
    plain = words.replace("[[", "[ [").replace("]]", "] ]")
    assert "".join(said["text"].split()) == "".join(plain.split())


@pytest.mark.parametrize(
    "words", ["> x", "= x", "[[end]]", "INT. A ROOM", "+ a -> b", "x\n\ny", "{a|b}", "~la", "* x *", "/* x", "-"]
)
def test_dialogue_is_dialogue_whatever_signs_it_holds(words: str) -> None:
    text, done = foreign(paragraph("Character", "t[[om^"), paragraph("Dialogue", words))
    (node,) = story(done.text).nodes.values()
    assert [element.kind for element in node.elements] == ["speech"], text
    (said,) = [one for kind, one in performed(story(done.text))["1"] if kind == "Say"]
    assert "".join(said["text"].split()) in ("".join(words.replace("[[", "[ [").replace("]]", "] ]").split()), "la")


def test_what_stands_in_notes_is_never_an_instruction() -> None:
    note = "<ScriptNote><Paragraph><Text>{}</Text></Paragraph></ScriptNote>"
    text, _ = foreign(paragraph("Action", "He goes.", note.format("end") + note.format("why?")))
    assert text == "He goes. [[note: end]] [[why?]]\n"
    ranged = (
        '<ScriptNotes><ScriptNote Range="24,29"><Paragraph><Text>here</Text></Paragraph></ScriptNote></ScriptNotes>'
    )
    text, _ = foreign(paragraph("Action", "Hello there."), rest=ranged)
    assert text == "Hello [[here]] there.\n"


def test_two_at_once() -> None:
    sides = "".join(
        paragraph(*one) for one in [("Character", "A."), ("Dialogue", "x"), ("Character", "B"), ("Dialogue", "y")]
    )
    text, _ = foreign(f"<Paragraph><DualDialogue>{sides}</DualDialogue></Paragraph>")
    assert text == "A.\nx\n\nB ^\ny\n"


@pytest.mark.parametrize(
    ("paragraphs", "what"),
    [
        ((paragraph("Scene Heading", "EXT. B", Number="1"),), "the scene number 1 is given twice"),
        ((paragraph("Scene Heading", ""),), "a scene heading without words"),
        ((paragraph("Character", "TOM"),), "“TOM” is kept as action"),
        ((paragraph("Dialogue", "Hi."),), "“Hi.” has no speaker"),
        ((paragraph("Transition", "Later that night"),), "“LATER THAT NIGHT” is kept as action"),
        ((paragraph("Transition", "CUT TO: BLACK"), HEADING), "“CUT TO: BLACK” is kept as action"),
        ((paragraph("Transition", "CUT TO:"), paragraph("Action", "x")), "“CUT TO:” is kept as action"),
        ((paragraph("Cast List", "TOM, DJ"),), "the cast list “TOM, DJ” is left out"),
        (("<Paragraph><OmittedScene><Paragraph/></OmittedScene></Paragraph>",), "an omitted scene is left out"),
    ],
)
def test_what_cannot_be_carried_over_is_told_by_line(paragraphs: tuple[str, ...], what: str) -> None:
    _, done = foreign(*paragraphs)
    assert what in [loss.what for loss in done.report]
    assert all(loss.line == 1 for loss in done.report)


def test_a_script_without_headings_gets_one() -> None:
    assert import_fdx(document(paragraph("Action", "It begins."))).text == ".OPENING\n\nIt begins.\n"


BOMB = b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><FinalDraft><Content>&b;</Content></FinalDraft>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a Final Draft file"),
        (b"\x00\xff\xfe junk", "not a Final Draft file"),
        (b"<html/>", "begins with <html>"),
        (b"<FinalDraft><Content>", "cut off"),
        (BOMB, "document type or entities"),
        (b'<?xml version="1.0" encoding="UTF-inf"?><FinalDraft/>', "written in UTF-8"),
        (b'<?xml version="1.0" encoding="shift_jis"?><FinalDraft/>', "written in UTF-8"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><FinalDraft/>', "document type or entities"),
        (b"<FinalDraft>" + b"<Content>" * 60, "more than a screenplay"),
        (b"<FinalDraft><Content>" + b"<a/>" * 60_001, "more than a screenplay"),
        (b"<FinalDraft><Content><Text>" + b"word " * 500_000, "more words"),
        (b" " * (6 * 1024 * 1024 + 1), "larger than 6 MB"),
    ],
)
def test_junk_is_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(StoryError, match=said):
        import_fdx(data)


SORTS = [
    "Action",
    "Character",
    "Dialogue",
    "Parenthetical",
    "Transition",
    "General",
    "Scene Heading",
    "Shot",
    "Odd",
    "",
]
WORDS = st.text(st.sampled_from("aB1 \n>=#~!@+*[]{}|/\\().:-^_éINT\t\u2028"), max_size=14)


PARTS = st.lists(st.tuples(st.sampled_from(SORTS), WORDS, st.sampled_from(["", "1", "a b", "x"])), max_size=9)


def survive(parts: list[tuple[str, str, str]]) -> None:
    done = import_fdx(document(*(paragraph(sort, words, Number=number) for sort, words, number in parts)))
    errors = [one for one in read_story(done.text).diagnostics if one.severity == "error"]
    assert [one.code for one in errors] in ([], ["S101"], ["S102"]), done.text
    assert bool(parts) or errors


def test_only_a_scenes_number_can_be_jumped_to() -> None:
    survive([("Transition", ":1", "1")])


@settings(max_examples=80, deadline=None)
@given(PARTS)
def test_any_script_reads_without_an_error(parts: list[tuple[str, str, str]]) -> None:
    survive(parts)


@pytest.mark.soak
@settings(max_examples=4000, deadline=None)
@given(PARTS)
def test_very_many_scripts(parts: list[tuple[str, str, str]]) -> None:
    survive(parts)


def test_nobody_speaks_beside_a_speech_inside_a_choice_from_outside() -> None:
    inside = "[[choice: Now?]]\n+ Open. -> first\n    TOM\n    Deep.\n"
    before = story(f"INT. FIRST #first#\n\n{inside}\nMARA ^\nAt once.\n\n> END: Over\n")
    assert performed(story(back(before).text)) == performed(before)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(EVERYTHING.split("\n\n")), max_size=14).map("\n\n".join))
def test_any_story_comes_back(text: str) -> None:
    before = story(f"INT. FIRST #first#\n\n{text}\n\n> END: Over\n")
    assert performed(story(back(before).text)) == performed(before)


@pytest.mark.skipif(
    "SCREENPLAY_TOOLS" not in os.environ, reason="SCREENPLAY_TOOLS names no checkout of screenplay-tools"
)
def test_files_of_other_programs() -> None:
    files = sorted((Path(os.environ["SCREENPLAY_TOOLS"]) / "tests").glob("*.fdx"))
    assert files
    for path in files:
        done = import_fdx(path.read_bytes())
        assert [one.what for one in read_story(done.text).diagnostics if one.severity == "error"] == [], path
