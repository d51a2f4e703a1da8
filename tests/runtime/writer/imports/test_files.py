"""`diorama import` and `diorama play` with scripts of other programs: files, folders, reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from runtime.cli import main
from runtime.cli.foreign import load
from runtime.errors import LibraryError
from runtime.library import find_story
from runtime.writer.imports import Import, Loss
from runtime.writer.imports.files import Brought, bring, format_losses, is_foreign, write_folder

if TYPE_CHECKING:
    from pathlib import Path

YARN = "title: Start\n---\nTom: Hi.\n<<wait 1>>\n-> Go\n===\n"
TWEE = ":: Start\nDark.\n[[Cave]]\n:: Cave\nDeep.\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("a.yarn", YARN, "Yarn"),
        ("a.txt", YARN, "Yarn"),
        ("a.twee", TWEE, "Twine"),
        ("a.tw", TWEE, "Twine"),
        ("a.txt", TWEE, "Twine"),
        ("a.html", '<tw-storydata><tw-passagedata name="A">x</tw-passagedata>', "Twine"),
        ("a.fountain", "INT. A - DAY\n\nText.\n", "Fountain"),
        ("a.ink", "Hello.\n-> END\n", "ink"),
    ],
)
def test_formats_are_known_by_ending_or_content(here: Path, name: str, text: str, format_: str) -> None:
    assert bring(put(here, name, text)).format == format_


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.docx", "x", "is no script that can be imported"),
        ("a.json", '{"inkVersion":21}', "compiled ink plays as it is. Type: diorama play"),
        ("a.json", "{}", "it is no script that is known"),
        ("a.yarn", "x" * 1_500_001, "more than 1,500,000 characters"),
        ("a.yarn", "", "is empty"),
        ("a.yarn", "title: A\n\0", "is not text"),
        ("folder/a.md", "x", "holds no .yarn and no .twee"),
    ],
)
def test_what_is_no_script_is_said(here: Path, name: str, text: str, said: str) -> None:
    path = put(here, name, text)
    with pytest.raises(LibraryError, match="“") as caught:
        bring(path.parent if name.startswith("folder") else path)
    assert said in str(caught.value)


def test_a_script_that_is_not_there(here: Path) -> None:
    for name in ("gone.yarn", "a\0b.yarn", "x" * 5_000):
        with pytest.raises(LibraryError, match="There is no file"):
            bring(here / name)


def test_a_folder_of_files_is_one_script(here: Path) -> None:
    put(here, "show/one.yarn", YARN)
    put(here, "show/deep/two.yarn", "title: Two\n---\n<<camera 1>>\n===")
    put(here, "show/note.md", "x")
    project = put(here, "show/My show.yarnproject", "{}")
    for path in (here / "show", project):
        brought = bring(path)
        assert brought.format == "Yarn"
        assert "#start#" in brought.imported.text
        assert [(loss.file, loss.line) for loss in brought.imported.report] == [("deep/two.yarn", 3), ("one.yarn", 4)]


def test_a_screenplay_comes_with_what_it_includes(here: Path) -> None:
    put(here, "old/act2.fountain", "INT. B - DAY\n\nText.\n")
    path = write_folder(bring(put(here, "old/a.fountain", "INT. A - DAY\n\n[[include: act2.fountain]]\n")))
    assert (path.parent / "act2.fountain").read_text("utf-8") == "INT. B - DAY\n\nText.\n"


def test_links_out_of_a_folder_are_not_followed(here: Path) -> None:
    put(here, "outside/two.yarn", "title: Outside\n---\nx\n===")
    put(here, "show/one.yarn", YARN)
    (here / "show" / "two.yarn").symlink_to(here / "outside" / "two.yarn")
    assert "OUTSIDE" not in bring(here / "show").imported.text


def test_the_verb_writes_a_folder_and_reports(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(here, "My Story.yarn", YARN)
    assert main(["import", "My Story.yarn"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["My Story.yarn:4: “<<wait 1>>” is kept as a note", "    the director gives every shot its time"]
    assert said[2] == "my-story/my-story.fountain is the Yarn script as a story; 1 thing was not carried over."
    assert said[3].startswith("diorama check my-story: ")
    assert said[4] == "diorama play my-story"
    assert find_story("my-story").text.startswith("Title: My Story\n")


def test_the_verb_for_programs(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(here, "a.yarn", YARN)
    assert main(["import", "a.yarn", "-o", "there", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == "Yarn"
    assert found["story"] == "there/there.fountain"
    assert found["losses"][0]["line"] == 4
    assert found["losses"][0]["file"] == "a.yarn"
    assert found["check"]["error"] == 0


def test_nothing_is_overwritten(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(here, "a.yarn", YARN)
    assert main(["import", "a.yarn"]) == 0
    assert main(["import", "a.yarn"]) == 0  # the very same files
    put(here, "a/mine.txt", "mine")
    assert main(["import", "a.yarn"]) != 0
    assert "holds other files already. Name a new folder with -o." in capsys.readouterr().err
    (here / "a" / "mine.txt").unlink()
    path.write_text(YARN.replace("Hi", "Ho"), "utf-8")
    with pytest.raises(LibraryError, match="holds other files"):
        write_folder(bring(path))
    with pytest.raises(LibraryError, match="holds other files"):
        write_folder(bring(path), path)


def test_files_stay_inside_the_folder(here: Path) -> None:
    imported = Import("INT. A\n\nx\n", files={"../out.txt": "x", "/etc/x": "x", "notes/a.txt": "y"})
    write_folder(Brought(here / "a.yarn", "Yarn", imported), here / "new")
    assert sorted(one.relative_to(here).as_posix() for one in here.rglob("*") if one.is_file()) == [
        "new/new.fountain",
        "new/notes/a.txt",
    ]


def test_play_imports_in_memory(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(here, "a.yarn", YARN)
    assert main(["play", "--text", "--auto", "a.yarn"]) == 0
    said = capsys.readouterr()
    assert "TOM: Hi." in said.out
    assert said.err == "diorama: 1 thing of a.yarn could not be carried over: diorama import a.yarn\n"
    assert [one.name for one in here.iterdir()] == ["a.yarn"]
    put(here, "b.twee", TWEE)
    assert load("b.twee", notice=True).start == "start"
    assert capsys.readouterr().err == ""


def test_other_verbs_say_what_to_type(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(here, "a.twee", TWEE)
    assert main(["check", "a.twee"]) != 0
    assert "is a script of Twee. Bring it in first: diorama import a.twee" in capsys.readouterr().err
    assert is_foreign("x/A.TWEE")
    assert not is_foreign("a.fountain")


def test_alike_losses_are_cut_short() -> None:
    losses = [Loss(n, f"“{n}” is left out", "why", "this") for n in range(1, 12)] + [Loss(0, "all", file="b.yarn")]
    lines = format_losses(losses, "a.yarn").split("\n")
    assert lines[0] == "a.yarn:1: “1” is left out"
    assert lines[8:] == ["    and 3 more of the kind", "    why", "    type: this", "b.yarn: all"]
