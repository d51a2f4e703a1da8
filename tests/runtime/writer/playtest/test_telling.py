"""The report is told to a terminal, to other tools and as a page; a story's words are never markup."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from runtime.cli import main
from runtime.writer.graph.coverage import read_coverage
from runtime.writer.playtest import Report, playtest, to_json, to_text
from runtime.writer.playtest.chart import bar, histogram
from runtime.writer.playtest.page import draw_page
from runtime.writer.playtest.told import clock, percent
from tests.runtime.writer.playtest.houses import CIRCLE, HOUSE, read

KEYS = {"plays", "plays_per_s", "node_coverage", "choice_coverage", "dead_ends", "endings", "seconds"}


@pytest.fixture(scope="module")
def house() -> Report:
    return playtest(read(HOUSE), 60, jobs=1)


def test_tools_get_the_promised_keys(house: Report) -> None:
    plain = json.loads(to_json(house))
    assert set(plain) >= KEYS
    assert plain["plays"] == 60
    assert plain["node_coverage"] == pytest.approx(4 / 6)
    assert plain["visits"]["hall"] >= 60
    assert plain["visits"]["shed"] == 0
    assert plain["taken"]["hall/to-the-roof"] == 0
    well = next(one for one in plain["dead_ends"] if one["node"] == "well")
    assert well["path"] == [{"node": "hall", "choice": "down-the-well", "text": "Down the well."}]
    assert set(plain["seconds"]) == {"min", "p10", "median", "p90", "max", "mean"}
    assert plain["unseen_nodes"][1] == {
        "node": "shed",
        "search": {
            "says": "There is no way to “shed”: no jump, choice or heading leads there from the start.",
            "complete": True,
            "path": None,
        },
    }


def test_the_map_of_a_story_can_be_coloured_by_it(house: Report, tmp_path: Path) -> None:
    path = tmp_path / "playtest.json"
    path.write_text(to_json(house), "utf-8")
    coverage = read_coverage(path)
    assert coverage.plays == 60
    assert coverage.nodes == {node: house.tally.visits[node] for node in house.story.nodes}
    assert coverage.choices["hall", "down-the-well"] == house.tally.taken["hall", "down-the-well"] > 0
    assert coverage.endings["Below <b>"] == house.endings["Below <b>"]


def test_the_terminal_says_everything_that_matters(house: Report) -> None:
    text = to_text(house)
    assert "The House <b>: 60 plays" in text
    assert re.search(r"scenes +67 %   4 of 6", text)
    assert "hall: Down the well." in text
    assert "Choices that were never open\n  house.fountain:12: To the roof." in text
    assert "never < 3: always true" in text
    assert "Playing time 0:" in text
    assert "circles" in to_text(playtest(read(CIRCLE), 1, jobs=1))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") or (value or "").startswith("javascript") for name, value in attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_needs_no_network_and_no_script_and_escapes_all_words(house: Report) -> None:
    page = draw_page(house)
    reader = _Reader()
    reader.feed(page)
    assert not {"script", "b", "img", "iframe"} & set(reader.tags)
    assert "The House <b>" in reader.words
    assert "Below <b>" in reader.words
    assert "http" not in page.replace("http-equiv", "")
    assert "default-src 'none'" in page


def test_the_page_of_a_story_without_an_end_can_be_read() -> None:
    page = draw_page(playtest(read(CIRCLE), 2, jobs=1))
    assert "No play came to an end." in page
    assert "Round and round" in page


def test_shares_never_look_rounder_than_they_are() -> None:
    assert [percent(share) for share in (0, 0.001, 0.5, 0.999, 1)] == ["0 %", "1 %", "50 %", "99 %", "100 %"]


def test_times_are_read_as_on_a_clock() -> None:
    assert [clock(seconds) for seconds in (0, 59.6, 485, 3600, 7325)] == ["0:00", "1:00", "8:05", "1:00:00", "2:02:05"]


def test_a_chart_holds_every_play() -> None:
    seconds = [100.0 + n for n in range(200)]
    columns = re.findall(r'<rect x="[\d.]+" y="([\d.]+)"', histogram(seconds, 200))
    assert len(columns) == 12
    assert 'text-anchor="middle">' in histogram(seconds, 200)
    assert histogram([5.0], 5.0).count("<rect") == 1
    assert 'class="part" width="1.0"' in bar(0.0001)
    assert 'class="part" width="0.0"' in bar(0)


def test_the_verb_plays_writes_and_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story, page = tmp_path / "house.fountain", tmp_path / "report.html"
    story.write_text(HOUSE.lstrip(), "utf-8")
    assert main(["playtest", str(story), "--plays", "9", "--bot", "greedy", "--seed", "4", "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert (plain["plays"], plain["bot"], plain["seed"]) == (9, "greedy", 4)
    assert main(["playtest", str(story), "--plays", "9", "-o", str(page)]) == 0
    assert capsys.readouterr().out.rstrip().endswith(str(page))
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("words", [["--bot", "clever"], ["-o", "report.pdf"], ["--plays", "0"]])
def test_words_that_do_not_fit_are_said(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["playtest", "hello", *words]) == 2
    assert words[0].lstrip("-") in capsys.readouterr().err
