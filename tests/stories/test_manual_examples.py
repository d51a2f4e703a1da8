"""Every example of the writer's manual is run: shows are played, plans tried, tables played in French, ink told."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from runtime.cli import main
from runtime.ink import teller_of
from runtime.library import load
from runtime.story import lint, read_story
from runtime.story.diagnostics import Report
from runtime.story.fountain.notes import parse_note
from runtime.story.model import OnOffer, TheEnd
from runtime.story.script import Remark
from runtime.writer.check import check
from runtime.writer.graph import draw_story
from runtime.writer.plans import plans_beside, try_plans
from runtime.writer.plans.reading import read_plan
from runtime.writer.server.shapes import SHAPES, TITLE_KEYS, TRANSITIONS
from tests.runtime.ink.needs import compiles
from tests.stories.tutorial import MANUAL, ROOM, STORIES, blocks, fragments, section, steps, wrapped
from tests.stories.walking import walk

if TYPE_CHECKING:
    from pathlib import Path

    from runtime.story import Story

ENDINGS = (
    {"Up"},
    {"Up", "Down"},
    {"The fisherman of the moon", "Down"},
    {"The fisherman of the moon", "Up", "Down"},
)


@cache
def step(number: int) -> Story:
    story = read_story(steps()[number], "ladder.fountain").story
    assert story is not None
    return story


@pytest.fixture
def ladder(tmp_path: Path) -> Path:
    """The tutorial's show as a reader has it at the end, with its plan."""
    folder = tmp_path / "stories" / "ladder"
    folder.mkdir(parents=True)
    (folder / "ladder.fountain").write_text(steps()[-1], encoding="utf-8")
    (folder / "ladder.plan").write_text(blocks("plan")[0], encoding="utf-8")
    return folder


def notes_in(text: str) -> list[str]:
    return re.findall(r"\[\[(.*?)\]\]", text)


# --- the cheat sheet --------------------------------------------------------------------------------------------------


def test_every_note_of_the_cheat_sheet_is_an_instruction() -> None:
    table = section("Cheat sheet").split("```")[0]
    own = [one for one in notes_in(table) if isinstance(parse_note(one, 1, 1, Report("t")), Remark)]
    assert own == ["any other note"]


def test_the_cheat_sheet_has_every_shape_of_note_and_every_transition() -> None:
    sheet = section("Cheat sheet").split("```")[0]
    shown = {re.split(r"[\s:]", one)[0] for one in notes_in(sheet)}
    assert {shape.keyword for shape in SHAPES} - shown == set()
    assert [one for one in TRANSITIONS if f"{one}:" not in sheet] == []


def test_the_reference_has_every_key_of_the_title_page() -> None:
    page = section("Reference").split("### Scenes")[0]
    assert [key for key in TITLE_KEYS if f"`{key}:" not in page] == []


def test_the_second_step_names_the_place_that_it_brings() -> None:
    assert f"`{ROOM}`" in section("Tutorial").split("### 3.")[0]


# --- the tutorial -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(4))
def test_each_step_of_the_tutorial_has_no_finding(number: int, tmp_path: Path) -> None:
    path = tmp_path / "ladder.fountain"
    path.write_text(steps()[number], encoding="utf-8")
    assert [f"{one.place.line}: {one.code} {one.what}" for one in check(str(path))] == []


@pytest.mark.parametrize("number", range(4))
def test_bots_play_each_step_to_all_of_its_endings(number: int) -> None:
    walks = [walk(step(number), seed) for seed in range(60)]
    assert {one.ending for one in walks} == ENDINGS[number] == set(step(number).endings)
    assert {node for one in walks for node in one.nodes} == set(step(number).nodes)
    assert sum(one.notices for one in walks) == 0


def test_the_tutorials_plan_holds_and_has_every_ending(ladder: Path) -> None:
    story = load(str(ladder))
    assert [path.name for path in plans_beside(story)] == ["ladder.plan"]
    trials = try_plans(story)
    assert trials.failed == 0
    assert trials.passed == 4
    expected = re.findall(r'^expect: end "(.*)"', blocks("plan")[0], re.MULTILINE)
    assert set(expected) == set(story.endings)


def test_a_broken_promise_is_told(ladder: Path) -> None:
    text = (ladder / "ladder.fountain").read_text(encoding="utf-8")
    (ladder / "ladder.fountain").write_text(text.replace('if seen("window")', "if has_apple"), encoding="utf-8")
    assert try_plans(load(str(ladder))).failed == 1


def test_every_line_of_the_table_of_plans_is_understood() -> None:
    shown = section("Reference").split("### Test plans")[1].split("### ")[0]
    table = [one for row in shown.splitlines() if row.startswith("| `") for one in re.findall(r"`([^`]+:[^`]+)`", row)]
    given = [one for one in table if one.startswith(("seed", "set"))]
    done = [one for one in table if one not in given]
    assert len(table) == 12
    plan = read_plan("\n".join([*given, *done]))
    assert plan.faults == ()
    assert len(plan.runs[0].steps) == len(done)


def test_the_map_is_that_of_the_tutorials_show() -> None:
    assert "(../docs/ladder.svg)" in MANUAL
    drawn = (STORIES.parent / "docs" / "ladder.svg").read_text(encoding="utf-8")
    assert drawn == draw_story(step(3), ".svg"), "draw it again: diorama graph stories/ladder -o docs/ladder.svg"


def test_the_table_fits_the_ids_that_the_tutorial_writes(
    ladder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its two commands are typed, its rows are laid beside the story, and the shortest way is played in French."""
    monkeypatch.chdir(ladder.parents[1])
    assert main(["lines", "stories/ladder"]) == 0
    french = ladder / "languages" / "fr.csv"
    french.parent.mkdir()
    french.write_text(blocks("csv")[0], encoding="utf-8")
    made = ["export", "stories/ladder", "-o", "stories/ladder/languages/fr.csv", "--language", "fr"]
    assert main(made) == 0
    rows = blocks("csv")[0].splitlines()[1:]
    assert f"{len(rows)} done" in capsys.readouterr().out
    assert main(["play", "stories/ladder", "--text", "--auto", "--language", "fr"]) == 0
    told = capsys.readouterr().out
    for words in ("Quelqu'un a oublié ça.", "Y monter.", "De rien !", "En bas"):
        assert words in told
    assert not {"Somebody forgot this.", "Down"} & set(told.replace("THE END: ", "").splitlines())


# --- the reference ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fragment", fragments())
def test_each_fragment_reads_and_is_played_to_an_end(fragment: str) -> None:
    reading = read_story(wrapped(fragment), "example.fountain")
    assert reading.story is not None, reading.diagnostics
    found = [*reading.diagnostics, *lint(reading.story)]
    elsewhere = {"S311"}  # what changes a fragment's variables stands elsewhere
    assert [f"{one.code} {one.what}" for one in found if one.severity != "hint" and one.code not in elsewhere] == []
    for seed in range(12):
        played = walk(reading.story, seed)
        assert played.ending
        assert played.notices == 0


def test_nothing_on_the_page_is_left_out() -> None:
    """Every block is in a language that some test runs; there is no other."""
    languages = re.findall(r"^```(\w*)\n.*?^```$", MANUAL, re.MULTILINE | re.DOTALL)
    assert set(languages) == {"sh", "fountain", "plan", "csv", "ink"}
    assert len(fragments()) + 4 == languages.count("fountain")
    assert [languages.count(one) for one in ("plan", "csv", "ink")] == [1, 1, 1]


def test_a_set_is_what_the_reference_says() -> None:
    declared = next(one for one in notes_in(section("Reference")) if one.startswith("var pocket"))
    grown = next(one for one in notes_in(section("Reference")) if one.startswith("set pocket"))
    text = f'[[{declared}]]\n\nINT. ROOM - NIGHT #a#\n\n[[{grown}]] [[set pocket -= set("key")]]\n\nIt is {{pocket}}.\n'
    told = walk(_read(text), 1)
    assert [one.text for one in told.actions] == ["It is shell, string."]


@pytest.mark.parametrize(("how", "node"), [("", "much"), (" BY first", "some"), (" BY least-seen", "much")])
def test_draws_prefer_what_the_reference_says(how: str, node: str) -> None:
    scenes = [
        ("some", "trust >= 1"),
        ("much", "trust >= 1 and trust < 5"),
        ("never", "trust > 1 and trust > 2 and trust > 3"),
    ]
    drawn = "".join(
        f"INT. ROOM - DAY #{name}#\n[[tag: x]] [[when: {when}]]\n\n> END: {name}\n\n" for name, when in scenes
    )
    assert f"| `> DRAW: memory{how}` |" in MANUAL
    text = (
        f"[[var trust = 1]]\n\nINT. ROOM - NIGHT #a#\n\n[[set trust += 0]]\n\n> DRAW: x{how}\n\n> END: none\n\n{drawn}"
    )
    assert walk(_read(text), 1).ending == node


def _read(text: str) -> Story:
    reading = read_story("Title: T\n\n" + text, "mine.fountain")
    assert reading.story is not None, reading.diagnostics
    return reading.story


@compiles
def test_the_ink_story_is_told_with_its_tags(tmp_path: Path) -> None:
    path = tmp_path / "ferry.ink"
    path.write_text(blocks("ink")[0], encoding="utf-8")
    story = load(str(path))
    teller = teller_of(story)
    assert teller is not None
    stretch = teller.play(teller.start(1, {}))
    point = stretch.exit
    assert isinstance(point, OnOffer)
    assert (story.title, point.window_s, point.question) == ("The Last Ferry", 9.0, "What does Ida do?")
    assert [one.text for one in point.choices] == ["Wait a little.", "Cast off."]
    assert point.choices[0].is_default
    assert point.choices[1].says == ("go", "leave")
    ended = teller.play(teller.choose(stretch, point.choices[1].id))
    assert isinstance(ended.exit, TheEnd)
    assert ended.exit.title == "The last ferry"


def test_what_comes_instead_of_once() -> None:
    played = "[[once]]\n\nFirst.\n\n[[else]]\n\nAgain.\n\n[[end]]\n\n"
    text = f'INT. ROOM - NIGHT #a#\n\n{played}[[if visits("a") < 3]]\n\n> CUT TO: a\n\n[[end]]\n'
    assert [one.text for one in walk(_read(text), 1).actions] == ["First.", "Again.", "Again."]


def test_the_keys_of_the_preview_are_so() -> None:
    """Each key that the manual names does what the preview's own list says of it."""
    from runtime.writer.preview.hand import KEYS_TOLD

    told = {key: what for keys, what in KEYS_TOLD for key in keys.split(", ")}
    shown = re.findall(r"`([A-Z])` ([a-z]+)", section("Reference").split("**Preview.**")[1].split("**Export.**")[0])
    assert [key for key, _ in shown] == ["N", "I", "R", "K", "E", "H"]
    words = {"N": "jump", "I": "inspector", "R": "another seed", "K": "keep", "E": "findings", "H": "keys"}
    assert all(words[key] in told[key] for key, _ in shown)
