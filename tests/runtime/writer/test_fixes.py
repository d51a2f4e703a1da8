"""`diorama check --fix`: what is certain is mended, nothing else is touched, and no story becomes worse."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.errors import LibraryError
from runtime.library import StoryFile
from runtime.story import read_story
from runtime.writer.check.fixes import nearest
from runtime.writer.check.repair import format_repair, mended, repair

TITLE = "Title: T\nStart: door\nCast:\n    MARA - 60, keeper\n\n"
BODY = "[[var trust = 0]]\n\nINT. ROOM - DAY #room#\n\n> CUT TO: door\n\nINT. HALL - DAY #door#\n\n{trust}\n\n"


def fixed(text: str) -> str:
    """The story after all that can be mended is mended."""
    found = StoryFile(Path("s.fountain"), text)
    texts, _ = mended(found, {"s.fountain": text})
    return texts["s.fountain"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("> CUT TO: roomm\n", "> CUT TO: room\n"),
        ("> DISSOLVE TO: #ROOMM#\n", "> DISSOLVE TO: #room#\n"),
        ("[[call: romo]]\n\n> END: x\n", "[[call: room]]\n\n> END: x\n"),
        ("> DISOLVE TO: room\n", "> DISSOLVE TO: room\n"),
        ("> room\n", "> CUT TO: room\n"),
        ("CUT TO: room\n", "> CUT TO: room\n"),
        ("-> room\n", "> CUT TO: room\n"),
        ("END: Over\n", "> END: Over\n"),
        ("[[choice: Q]]\n+ A. -> rooom\n", "[[choice: Q]]\n+ A. -> room\n"),
        ("[[chioce 9s: Q]]\n+ A. -> room\n", "[[choice 9s: Q]]\n+ A. -> room\n"),
        ("[[if trust]]\nText.\n[[endif]]\n\n> END: x\n", "[[if trust]]\nText.\n[[end]]\n\n> END: x\n"),
        ("[[set trsut += 1]]\n\n> END: x\n", "[[set trust += 1]]\n\n> END: x\n"),
        ("[[if trsut > 1]]\nText.\n[[end]]\n\n> END: x\n", "[[if trust > 1]]\nText.\n[[end]]\n\n> END: x\n"),
        ("[[if trust = 1]]\nText.\n[[end]]\n\n> END: x\n", "[[if trust == 1]]\nText.\n[[end]]\n\n> END: x\n"),
        ("[[if trust&&trust]]\nA.\n[[end]]\n\n> END: x\n", "[[if trust and trust]]\nA.\n[[end]]\n\n> END: x\n"),
        ("[[if !trust]]\nA.\n[[end]]\n\n> END: x\n", "[[if not trust]]\nA.\n[[end]]\n\n> END: x\n"),
        ("[[if seen(“room”)]]\nA.\n[[end]]\n\n> END: x\n", '[[if seen("room")]]\nA.\n[[end]]\n\n> END: x\n'),
        ('[[if seen("rom")]]\nA.\n[[end]]\n\n> END: x\n', '[[if seen("room")]]\nA.\n[[end]]\n\n> END: x\n'),
        ("[[choice: Q]]\n+ A. [[cut: beet]] -> room\n", "[[choice: Q]]\n+ A. [[cut: beat]] -> room\n"),
        ("A door.\nMARA\nHi.\n\n> END: x\n", "A door.\n\nMARA\nHi.\n\n> END: x\n"),
        ("A door. [[sfx: door]]\nMARA\nHi.\n\n> END: x\n", "A door. [[sfx: door]]\n\nMARA\nHi.\n\n> END: x\n"),
    ],
)
def test_what_is_certain_is_mended(wrong: str, right: str) -> None:
    assert fixed(TITLE + BODY + wrong) == TITLE + BODY + right


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("Start: dooor", "Start: door"), ("Tilte: T", "Title: T"), ("Cast:\n    MARA - 60, keeper", None)],
)
def test_the_title_page(wrong: str, right: str | None) -> None:
    line = next(one for one in TITLE.split("\n") if one.split(":")[0][0] == wrong[0]) if right else wrong
    assert fixed(TITLE.replace(line, wrong) + BODY + "> END: x\n") == TITLE + BODY + "> END: x\n"


@pytest.mark.parametrize(
    "doubtful",
    [
        "> CUT TO: kitchen\n",  # nothing is near
        "> WIPE TO: room\n",
        "CUT TO: kitchen\n",
        "[[set up the lamp]]\n\n> END: x\n",
        "[[set trust to 5]]\n\n> END: x\n",
        "TON\nHi.\n\n> END: x\n",
        "[[if trust]]\nText.\n",
        "CUT TO: room\nand more words.\n\n> END: x\n",
        "[[set trsut = 'high']]\n\n> END: x\n",  # mended, its types would clash
    ],
)
def test_what_is_doubtful_is_left_alone(doubtful: str) -> None:
    assert fixed(TITLE + BODY + doubtful) == TITLE + BODY + doubtful


def test_two_words_that_are_as_near_are_left_alone() -> None:
    assert nearest("dor", ["door", "dorm"]) == ""
    assert nearest("doorr", ["door", "kitchen"]) == "door"
    assert nearest("ab", ["abc"]) == ""
    text = "INT. A #lamp-a#\n\n> CUT TO: lamp-c\n\nINT. B #lamp-b#\n\n> END: x\n"
    assert fixed(text) == text


def test_faults_behind_faults_are_mended_in_one_go() -> None:
    wrong = TITLE + BODY + "[[chioce: Q]]\n+ A. [[if trsut = 1]] -> rooom\n+ B. -> END: x\n"
    right = TITLE + BODY + "[[choice: Q]]\n+ A. [[if trust == 1]] -> room\n+ B. -> END: x\n"
    assert fixed(wrong) == right


def test_line_ends_and_the_mark_of_order_stay() -> None:
    text = "\ufeff" + (TITLE + BODY + "A door.\nMARA\nHi.\n\n> CUT TO: rooom\n").replace("\n", "\r\n")
    right = "\ufeff" + (TITLE + BODY + "A door.\n\nMARA\nHi.\n\n> CUT TO: room\n").replace("\n", "\r\n")
    assert fixed(text) == right


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "s.fountain"
    path.write_bytes((TITLE + BODY + "> CUT TO: rooom\n\n[[include: more.fountain]]\n").encode())
    (tmp_path / "more.fountain").write_bytes(b"INT. CELLAR - DAY #cellar#\n\nDark.\n\n> CUT TO: celar\n")
    return path


def test_files_and_includes_are_written(faulty: Path) -> None:
    faulty.chmod(0o640)
    done = repair(str(faulty))
    assert [edit.code for edit in done.done] == ["S201", "S201"]
    assert faulty.read_text("utf-8").endswith("> CUT TO: room\n\n[[include: more.fountain]]\n")
    assert (faulty.parent / "more.fountain").read_text("utf-8").endswith("> CUT TO: cellar\n")
    assert stat.S_IMODE(faulty.stat().st_mode) == 0o640
    assert sorted(path.name for path in faulty.parent.iterdir()) == ["more.fountain", "s.fountain"]
    assert "“celar” becomes “cellar”" in format_repair(done, dry_run=False)
    assert repair(str(faulty)).done == ()


def test_a_dry_run_shows_the_difference_and_writes_nothing(faulty: Path) -> None:
    before = faulty.read_bytes()
    said = format_repair(repair(str(faulty), dry_run=True), dry_run=True)
    assert "-> CUT TO: rooom\n+> CUT TO: room" in said
    assert "2 changes would be made" in said
    assert faulty.read_bytes() == before


def test_a_file_that_cannot_be_written_stays_as_it_was(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    before = faulty.read_bytes()
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(LibraryError, match="No space left"):
        repair(str(faulty))
    assert faulty.read_bytes() == before
    assert len(list(faulty.parent.iterdir())) == 2


def test_nothing_to_mend_is_said() -> None:
    assert "Nothing can be mended" in format_repair(repair("hello", dry_run=True), dry_run=True)


LINES = ["> CUT TO: rom", "-> door", "[[chioce: Q]]", "+ A. -> dor", "MARA", "Hi.", "", "[[endif]]", "[[if trsut = 1]]"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
def test_no_story_becomes_worse(text: str) -> None:
    whole = TITLE + BODY + text + "\n"
    before, after = (read_story(one, "s.fountain").diagnostics for one in (whole, fixed(whole)))
    worst = [sum(one.severity == "error" for one in some) for some in (before, after)]
    assert worst[1] <= worst[0]
    assert len(after) <= len(before)
