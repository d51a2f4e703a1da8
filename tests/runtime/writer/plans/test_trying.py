"""Plans lie beside their story; the verb tries them, and tells people and tools what came of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runtime.cli import main
from runtime.errors import LibraryError
from runtime.library import load
from runtime.writer.plans import plans_beside, read_plan, to_text, try_plans

STORY = "Title: Two\n\nINT. A #a#\n\nHere.\n\n[[choice: ?]]\n+ On. -> END: On\n+ Off. -> END: Off\n"
SHOWS = ("hello", "last-light", "postscript", "two-and-a-half")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "two.fountain").write_text(STORY, "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", SHOWS)
def test_the_plans_of_every_show_pass_and_come_to_every_ending(name: str) -> None:
    story = load(name)
    trials = try_plans(story)
    assert trials.failed == 0, to_text(trials)
    steps = [
        step for path in plans_beside(story) for run in read_plan(path.read_text("utf-8")).runs for step in run.steps
    ]
    assert {step.words for step in steps if step.sort == "end"} >= set(story.endings)


def test_plans_named_after_another_story_are_left_alone(folder: Path) -> None:
    (folder / "other.fountain").write_text(STORY, "utf-8")
    for name in ("two.plan", "two-endings.plan", "other.plan", "other.long.plan", "twofold.plan", "house.PLAN"):
        (folder / name).write_text("expect: node a\n", "utf-8")
    (folder / "notes.txt").write_text("", "utf-8")
    found = [path.name for path in plans_beside(load(str(folder / "two.fountain")))]
    assert found == ["house.PLAN", "two-endings.plan", "two.plan", "twofold.plan"]


def test_a_story_without_plans_is_told_how_to_write_one(folder: Path) -> None:
    with pytest.raises(LibraryError, match=r"There is no plan beside .*two\.plan.*choose: Open the door"):
        try_plans(load(str(folder)))


def test_the_verb_tells_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = folder / "two.plan"
    plan.write_text('choose: On\nexpect: end "On"\n--- wrong\nchoose: Off\nexpect: end "On"\n', "utf-8")
    assert main(["test", str(folder)]) == 1
    out = capsys.readouterr().out
    assert "passed  On  (1 choice)" in out
    assert f"{plan}:5: expected the ending “On”\n      there was the show has ended with “Off”" in out
    assert "      | THE END Off" in out
    assert out.rstrip().endswith("2 runs, 1 passed, 1 failed")
    plan.write_text('choose: On\nexpect: end "On"\n', "utf-8")
    assert main(["test", str(folder)]) == 0
    assert capsys.readouterr().out.rstrip().endswith("1 run, 1 passed")


def test_the_verb_tells_tools(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = folder / "good.plan", folder / "bad.plan"
    good.write_text("choose: On\n---\nchoose: In\n", "utf-8")
    bad.write_text("choos: On\n", "utf-8")
    assert main(["test", str(folder), str(good), str(bad), "--json"]) == 1
    plain = json.loads(capsys.readouterr().out)
    assert (plain["passed"], plain["failed"]) == (1, 2)
    assert [run["passed"] for run in plain["plans"][0]["runs"]] == [True, False]
    assert plain["plans"][0]["runs"][1]["failure"]["line"] == 3
    assert plain["plans"][1]["faults"][0]["instead"] == "choose: On"


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\xff", b"\xff\xfe" * 40, b"{" * 70_000, b"---\n" * 4_000, b"\xef\xbb\xbf# x"]
)
def test_any_bytes_are_faults_and_no_traceback(folder: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "two.plan").write_bytes(data)
    assert main(["test", str(folder)]) == 1
    assert "two.plan:" in capsys.readouterr().out


def test_a_plan_that_is_not_there_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(folder), str(folder / "gone.plan")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_a_large_file_is_not_read_whole(folder: Path) -> None:
    with (folder / "two.plan").open("wb") as file:
        file.truncate(1 << 33)
    (trial,) = try_plans(load(str(folder))).plans
    assert "longer" in trial.faults[0].what


def test_a_plan_that_is_a_link_out_of_the_folder_is_not_tried(tmp_path: Path) -> None:
    folder = tmp_path / "show"
    folder.mkdir()
    (tmp_path / "other.plan").write_text("expect: end\n")
    (folder / "show.fountain").write_text("INT. A #a#\n\nText.\n")
    (folder / "show.plan").symlink_to(tmp_path / "other.plan")
    (folder / "show-loop.plan").symlink_to(folder / "show-loop.plan")
    (folder / "show-own.plan").write_text("expect: end\n")
    (folder / "show-near.plan").symlink_to(folder / "show-own.plan")
    found = [path.name for path in plans_beside(load(str(folder / "show.fountain")))]
    assert found == ["show-near.plan", "show-own.plan"]
