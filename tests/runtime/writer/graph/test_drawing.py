"""What is written: SVG, page and Mermaid, in which no word of a story is ever markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from runtime.cli import main
from runtime.errors import StoryError, UsageError
from runtime.library import load
from runtime.story import Story, read_story
from runtime.writer.graph import draw_story, make_graph
from runtime.writer.graph.coverage import Coverage, read_coverage
from runtime.writer.graph.labels import label_of
from runtime.writer.graph.wording import clipped, width_of, wrapped
from runtime.writer.playtest import playtest, to_json
from tests.runtime.writer.graph.test_ways import HALL, chart, edge

EVIL = '</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">]]>&amp;'
HOSTILE = f"""\
Title: {EVIL}
Author: {EVIL}
Language: "><script>window.hacked = 1</script>

INT. {EVIL} - NIGHT #hall#

= {EVIL} {{{{data}}}}

{EVIL}

MARA
({EVIL})
{EVIL}

[[choice 7s: {EVIL}]]
+ {EVIL} [[default]] -> END: {EVIL}
+ Stay. -> hall
"""


def story(text: str = HALL) -> Story:
    found = read_story(text).draft
    assert found is not None
    return found


class Page(HTMLParser):
    """The elements of a page, and what stands in its scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in self.inside:
            self.inside[self._open].append(data)


def data_of(page: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Page(page).inside["script"][0])
    return found


def test_a_page_holds_every_scene_with_its_screenplay() -> None:
    data = data_of(draw_story(story(), ".html"))
    hall = data["vertices"][0]
    assert (hall["name"], hall["start"], hall["line"]) == ("hall", True, 3)
    kinds = [block["k"] for block in hall["blocks"]]
    assert kinds == ["logic", "jump", "logic", "logic", "logic", "action", "logic", "ask", "choice", "choice", "logic",
                     "jump", "logic", "choice"]  # fmt: skip
    assert hall["blocks"][8] == {"k": "choice", "x": "The red one.", "n": ["default"], "to": ["node", "attic"],
                                 "j": "cut"}  # fmt: skip
    assert hall["blocks"][11] == {"k": "jump", "x": "END: Too soon", "to": ["ending", "Too soon"], "d": 1}


def test_no_word_of_a_story_is_markup_in_a_page() -> None:
    page = Page(draw_story(story(HOSTILE), ".html"))
    assert page.tags.count("script") == 2
    assert "img" not in page.tags
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert data_of(draw_story(story(HOSTILE), ".html"))["vertices"][0]["synopsis"].endswith("{{data}}")


def test_the_policy_of_a_page_knows_its_own_script_and_style_only() -> None:
    text = draw_story(story(HOSTILE), ".html")
    page = Page(text)
    policy = next(value for name, value in page.attributes if name == "content" and value and "default-src" in value)
    for what, inside in (("script", page.inside["script"][1]), ("style", page.inside["style"][0])):
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{what}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", text)
    assert "style=" not in text.replace("<style", "")


def test_no_word_of_a_story_is_markup_in_svg() -> None:
    tree = ElementTree.fromstring(draw_story(story(HOSTILE), ".svg"))
    assert {element.tag.split("}")[1] for element in tree.iter()} <= {
        "svg", "title", "style", "rect", "g", "path", "text", "tspan",
    }  # fmt: skip
    assert EVIL in "".join(tree.itertext())


def test_svg_holds_no_character_that_xml_forbids() -> None:
    odd = story("Title: A\x0bB\n\nINT. A\ufffe - DAY #a#\n\n= \x1b[31m red\n\nText.\n")
    ElementTree.fromstring(draw_story(odd, ".svg"))


def test_svg_draws_a_card_for_each_vertex_and_a_line_for_each_edge() -> None:
    tree = ElementTree.fromstring(draw_story(story(), ".svg"))
    names = [element.get("class", "").split()[0] for element in tree.iter() if element.get("class")]
    assert names.count("card") == len(chart().vertices)
    assert names.count("thread") == len(chart().edges)


def test_mermaid_names_everything_by_number() -> None:
    text = draw_story(story(), ".mmd")
    assert text.startswith("flowchart TD\n")
    assert '    n0["hall"]' in text
    assert 'n0 ==>|"if trust #62; 1<br/>The red one. #40;7 s#41;"| n2' in text
    assert 'n1 -.->|"if the first time"|' in text
    assert "    classDef ending" in text


def test_mermaid_escapes_every_sign() -> None:
    lines = draw_story(story(HOSTILE), ".mmd").splitlines()
    assert all(set(line.strip("| ")) for line in lines)
    inside = "".join(re.findall(r'"([^"]*)"', "\n".join(lines))).replace("<br/>", "")
    assert not set(inside) & set('<>"|[]{}()`&\\')


# --- labels and words -------------------------------------------------------------------------------------------------


def said(source: str, target: str) -> list[str]:
    label = label_of(edge(chart(), source, target))
    return [line.text for line in label.lines] if label else []


def test_a_label_says_choice_time_and_condition() -> None:
    assert said("hall", "attic") == ["The red one. · 7 s", "if trust > 1"]
    assert said("hall", "cellar") == ["◇ The blue one."]
    assert said("attic", "hall") == []


def test_words_are_clipped_and_wrapped_to_their_room() -> None:
    assert clipped("short", 10, 100) == "short"
    cut = clipped("a very long synopsis of a scene", 10, 60)
    assert cut.endswith("…")
    assert width_of(cut, 10) <= 60
    lines = wrapped("one two three four five six seven eight nine ten", 10, 60, 3)
    assert len(lines) == 3
    assert all(width_of(line, 10) <= 60 for line in lines)
    assert wrapped("", 10, 60, 3) == ()
    assert width_of("你好", 10) == 20
    assert wrapped("x" * 400, 10, 60, 2)[0].endswith("…")


# --- coverage ---------------------------------------------------------------------------------------------------------


def test_coverage_colours_what_was_seen() -> None:
    seen = Coverage(100, {"hall": 100, "cellar": 3}, {("hall", "the-red-one"): 0, ("hall", "the-blue-one"): 3})
    page = draw_story(story(), ".html", seen)
    assert re.search(r'class="card node start c5" data-v="0"', page)
    assert re.search(r'class="card node c2" data-v="1"', page)
    assert re.search(r'class="card node c0" data-v="2"', page)
    data = data_of(page)
    assert data["vertices"][1]["visits"] == 3
    assert [way.get("taken") for way in data["edges"][0]["ways"]] == [None, 0]
    assert "100 plays saw 2 of 5" in page
    assert "never seen" in page


@pytest.mark.parametrize(
    "choices", [{"hall/the-red-one": 4}, {"hall": {"the-red-one": 4}}, {"hall": {"the-red-one": {"count": 4}}}]
)
def test_coverage_is_read_in_both_shapes(choices: object, tmp_path: Path) -> None:
    path = tmp_path / "playtest.json"
    path.write_text(json.dumps({"plays": 9, "node_coverage": {"HALL": 9}, "choice_coverage": choices}), "utf-8")
    read = read_coverage(path)
    assert (read.plays, read.nodes, read.choices) == (9, {"hall": 9}, {("hall", "the-red-one"): 4})


def test_a_real_play_test_colours_the_map(tmp_path: Path) -> None:
    path, show = tmp_path / "playtest.json", load("hello")
    path.write_text(to_json(playtest(show, 5, jobs=1)), "utf-8")
    read = read_coverage(path)
    assert (read.plays, read.nodes[show.start]) == (5, 5)
    assert sum(read.endings.values()) == 5
    assert sum(read.choices.values()) >= 5
    assert "5 plays saw" in draw_story(show, ".html", read)


@pytest.mark.parametrize("text", ["", "[]", "{}", "\x00\xff", '{"node_coverage": 3}', "[" * 100_000])
def test_what_is_no_play_test_is_said(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="playtest STORY --json"):
        read_coverage(path)


def test_strange_counts_are_none(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"node_coverage": {"a": -3, "b": "x", "c": 1e400, "d": true, "e": 2}, "choice_coverage": 5}')
    assert read_coverage(path).nodes == {"a": 0, "b": 0, "c": 0, "d": 0, "e": 2}
    with pytest.raises(UsageError, match="cannot be read"):
        read_coverage(tmp_path / "none.json")


# --- files ------------------------------------------------------------------------------------------------------------


def test_the_map_goes_beside_you(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert make_graph("hello") == (Path("hello.html"), 0)
    assert make_graph("hello") == (Path("hello.html"), 0)  # our own page may be written over
    folder = tmp_path / "my-show"
    folder.mkdir()
    (folder / "story.fountain").write_text("INT. A - DAY #a#\n\n> CUT TO: b\n", "utf-8")
    assert make_graph(str(folder)) == (Path("my-show.html"), 1)
    assert make_graph("hello", tmp_path / "new" / "x.svg")[0].read_text("utf-8").startswith("<svg")


def test_nobody_elses_page_is_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("hello.html").write_text("<p>mine", "utf-8")
    with pytest.raises(UsageError, match="is not a map"):
        make_graph("hello")
    assert Path("hello.html").read_text("utf-8") == "<p>mine"


def test_what_cannot_be_drawn_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Did you mean show\.html"):
        make_graph("hello", Path("show.png"))
    empty = tmp_path / "x.fountain"
    empty.write_text("Title: Nothing\n", "utf-8")
    with pytest.raises(StoryError, match="nothing to draw"):
        make_graph(str(empty), tmp_path / "x.html")


def test_the_command_prints_the_path_and_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "x.fountain", tmp_path / "x.mmd"
    path.write_text("INT. A - DAY #a#\n\n> CUT TO: b\n", "utf-8")
    assert main(["graph", str(path), "-o", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out == f"{out}\n"
    assert "the story has 1 error; the map shows what could be read" in said.err
    assert out.read_text("utf-8").startswith("flowchart TD")
    assert main(["graph", str(path), "-o", "x.png"]) == 2


def test_a_story_that_is_too_large_for_a_map_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    ways = "".join(f"+ Way {n}. -> r{n}\n" for n in range(6))
    scenes = "".join(f"INT. ROOM - DAY #r{n}#\n\n[[choice: Q]]\n{ways}\n" for n in range(6))
    story = read_story(scenes).story
    assert story is not None
    monkeypatch.setattr("runtime.writer.graph.MOST_EDGES", 36)
    assert "<svg" in draw_story(story, ".svg")
    monkeypatch.setattr("runtime.writer.graph.MOST_EDGES", 35)
    for ending in (".svg", ".html", ".mmd"):
        with pytest.raises(StoryError, match=r"6 scenes and 36 ways between them.* at most 20,000 and 35"):
            draw_story(story, ending)
