"""The page as text: readable in both lights, true in words, and safe whatever a story calls itself."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from runtime.kiosk.operator import Command
from runtime.kiosk.statistics import Row
from runtime.kiosk.web import page
from runtime.kiosk.web.charts import SPAN_S, Line, bars, ceiling, columns, plot
from runtime.kiosk.web.page import View, draw_now, draw_page, span
from runtime.kiosk.web.samples import Sample
from runtime.player.palette import READABLE, Colour, contrast
from tests.runtime.kiosk.fakes import NOON_S
from tests.runtime.kiosk.web.fakes import Lobby

EVIL = '"><script>alert(1)</script>&<img src=x onerror=alert(1)>'
VOID = {"meta", "link", "img", "input"}
STYLE = Path(page.__file__).with_name("page.css").read_text(encoding="utf-8")


class Reader(HTMLParser):
    """Checks that every element is closed, and gathers what is there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def full(name: str = "room") -> View:
    """Everything that a page can hold, called by a name."""
    health = Lobby().hall.loop.told().model_copy(
        update={
            "show": name, "shows": (name,), "language": name, "storage": name, "content": {name: name},
            "troubles": {name: name}, "faults": (name,), "log": ((NOON_S, name), (1e30, name)), "fresh": True,
        }
    )  # fmt: skip
    kinds = ("visits", "choices", "endings", "left in", "languages", "lengths", "ended by", "availability")
    days = ("2026-11-25", "2026-11-26")
    rows = [
        Row(day, what, name, f"{name} > {name}" if what == "choices" else name, 7) for day in days for what in kinds
    ]
    samples = [Sample(NOON_S - 10 * n, 41.0, 44.0, 60.0, 400.0, 300.0) for n in range(360, -1, -1)]
    return View(health, samples, rows, ZoneInfo("Europe/Paris"), NOON_S, name)


@pytest.mark.parametrize("name", ["room", EVIL, "خروج", "a" * 3000, "$word ${x} $$"])
def test_whatever_a_story_calls_itself_is_words(name: str) -> None:
    read = Reader(draw_page(full(name), "0" * 64))
    assert read.open == []
    assert name in read.words
    assert [tag for tag, _ in read.found].count("script") == 1
    assert all(attributes.get("src") in (None, "/snapshot.jpg") for _, attributes in read.found)
    assert not [1 for _, attributes in read.found for name in attributes if name.startswith("on") or name == "style"]


def test_it_says_what_a_person_asks_first() -> None:
    words = Reader(draw_now(full())).words
    for said in ("Needs attention", "7 visits today", "60 ms", "700 MB", "26 Nov 13:00:00", "at an unknown time"):
        assert said in words, said
    lobby = Lobby()
    lobby.samples.take()
    words = Reader(lobby.get("/now").body.decode()).words
    for said in ("All is well", "Waiting for a visitor", "None since the start.", "0 visits today", "80 ms"):
        assert said in words, said


def test_a_house_that_is_black_by_an_order_does_not_seem_closed() -> None:
    lobby = Lobby()
    lobby.post("/order", order="blank")
    lobby.hall.wait(3)
    words = Reader(lobby.get("/now").body.decode()).words
    assert "Black, by an order" in words
    assert "All is well" in words


def test_a_first_day_has_nothing_to_divide_by() -> None:
    view = View(None, [], [], ZoneInfo("UTC"), NOON_S)
    words = Reader(draw_now(view)).words
    assert "The show does not answer" in words
    assert "0 in the last 30 days" in words
    assert "Endings seen" not in words


def test_every_control_has_a_name_and_every_picture_words() -> None:
    read = Reader(draw_page(full(), "0" * 64, leaves=True))
    labels = {attributes.get("for") for tag, attributes in read.found if tag == "label"}
    for tag, attributes in read.found:
        if tag == "svg":
            assert attributes.get("aria-hidden") == "true" or (attributes["role"] == "img" and attributes["aria-label"])
        if tag == "img":
            assert attributes["alt"]
        if tag == "input" and attributes.get("type") != "hidden":
            assert attributes["id"] in labels
    offered = [str(attributes["value"]) for _, attributes in read.found if attributes.get("name") == "order"]
    assert sorted(offered) == sorted(Command)
    assert ("html", {"lang": "en"}) in read.found
    assert "pin" in {attributes.get("for") for _, attributes in Reader(page.draw_door("0" * 64)).found}


def colours(text: str) -> dict[str, Colour]:
    found = re.findall(r"--([a-z]+): #([0-9a-f]{6})", text)
    return {name: (int(hue[:2], 16), int(hue[2:4], 16), int(hue[4:], 16)) for name, hue in found}


@pytest.mark.parametrize("light", [True, False])
def test_it_can_be_read_in_both_lights(light: bool) -> None:
    day, _, night = STYLE.partition("prefers-color-scheme: dark")
    said = colours(day if light else night.partition("* {")[0])
    assert set(said) == {"wall", "card", "ink", "soft", "hair", "lamp", "faint", "good", "ill"}
    for ground in ("wall", "card"):
        for ink in ("ink", "soft", "lamp", "ill", "good"):
            assert contrast(said[ink], said[ground]) >= READABLE, (ink, ground)
        for mark in ("faint", "lamp", "soft"):
            assert contrast(said[mark], said[ground]) > 3, (mark, ground)


def test_nothing_comes_from_elsewhere() -> None:
    text = draw_page(full(), "0" * 64)
    assert not re.search(r"https?://|@import|url\((?!/)", text)
    assert len(text) < 120_000


@pytest.mark.parametrize(
    ("value", "top"), [(0, 1), (-3, 1), (0.3, 0.5), (1, 1), (41, 50), (100, 100), (101, 200), (700, 1000)]
)
def test_axes_end_at_round_numbers(value: float, top: float) -> None:
    assert ceiling(value) == pytest.approx(top)
    assert ceiling(float("nan")) == ceiling(float("inf")) == 1


def test_a_curve_is_broken_where_nothing_was() -> None:
    points = [(30.0, 50.0), (20.0, None), (10.0, 50.0), (0.0, 1e9), (-5.0, 1.0), (SPAN_S + 1, 1.0)]
    drawn = plot("Beat", "ms", [Line("median", "first", points)], "steady", (100, 1000))
    way = re.search(r'class="first" d="(M[^"]+)"/></svg><div', drawn)
    assert way is not None
    assert way[1].count("M") == 2
    assert "nan" not in way[1]
    assert ">1,000 ms<" in drawn


def test_long_lists_are_cut_and_say_so() -> None:
    drawn = bars("Endings", [(f"ending {n}", 100 - n) for n in range(30)])
    assert drawn.count("<tr>") == 10
    assert "and 20 more in the table" in drawn
    assert "<title>2026-11-20: 3</title>" in columns("Visits", [("2026-11-20", 3)])


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (59.6, "1 min"),
        (125, "2 min 5 s"),
        (3600, "1 h"),
        (90_061, "1 d 1 h"),
        (-5, "0 s"),
        (3601, "1 h 1 s"),
    ],
)
def test_lengths_of_time(seconds: float, said: str) -> None:
    assert span(seconds) == said
