"""The wall's clock may say what it likes: only the monotonic clock moves a show."""

from __future__ import annotations

import ast
import datetime
import itertools
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from runtime.audio.output import NullOutput
from runtime.company import Manner
from runtime.nightwatch import NightWatch, Post
from tests.runtime.test_show import House

ROOT = Path(__file__).resolve().parents[2]
FRAME_PATH = ("studio", "audio", "player", "director", "story", "saves", "ink")  # rooms of runtime/
FRAME_FILES = (
    *("show", "screen", "company", "performance", "soundtrack", "overlay", "timeline", "course", "commands"),
    *("nightwatch", "memory"),
)
ALLOWED = {"audio/engines.py": "time.time"}  # how old a file is: nothing of a show
WALL = {
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "strftime", "asctime", "mktime"},
    "datetime": {"now", "today", "utcnow", "fromtimestamp"},
    "date": {"today", "fromtimestamp"},
}
DAY_S = 86_400.0


def still(at_s: float) -> Iterator[float]:
    return itertools.repeat(at_s)


def jumping(*steps_s: float) -> Iterator[float]:
    """A clock that is set again and again."""
    return itertools.accumulate(itertools.chain([1.8e9], itertools.cycle(steps_s)))


CLOCKS: dict[str, Callable[[], Iterator[float]]] = {
    "a day forward and back": lambda: jumping(DAY_S, -DAY_S),
    "an hour less in autumn, more in spring": lambda: jumping(0.04, -3600.0, 0.04, 3600.0),
    "1970": lambda: still(0.0),
    "before 1970": lambda: still(-DAY_S),
    "2038": lambda: jumping(2**31 - 1.8e9 - 1, 0.5, 0.5, 0.5, 1.8e9 - 2**31 - 0.5),
    "not a number": lambda: still(float("nan")),
}


class OddDate(datetime.datetime):
    """Whoever asks for now gets 1 January 1970."""

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return cls(1970, 1, 1, tzinfo=tz)


def perform() -> tuple[list[object], tuple[object, ...]]:
    """Everything of a show that plays by itself: what is on at each frame, and its journal."""
    house = House(Manner(auto=True))
    seen: list[object] = []
    for _ in range(24 * 60):
        house.turn()
        overlay = house.show.overlay()
        seen.append((house.show.picture().key, overlay.caption, overlay.panel, overlay.card))
        if house.show.ended:
            break
    return seen, house.show.journal.commands


@pytest.fixture(scope="module")
def undisturbed() -> tuple[list[object], tuple[object, ...]]:
    return perform()


@pytest.mark.parametrize("name", CLOCKS)
def test_nothing_of_a_show_changes_with_the_walls_clock(
    name: str, undisturbed: tuple[list[object], tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    wall = CLOCKS[name]()
    monkeypatch.setattr(time, "time", lambda: next(wall))
    monkeypatch.setattr(datetime, "datetime", OddDate)
    assert perform() == undisturbed


def test_a_null_output_and_a_watch_keep_time_whatever_the_wall_says(monkeypatch: pytest.MonkeyPatch) -> None:
    wall = jumping(DAY_S, -DAY_S)
    monkeypatch.setattr(time, "time", lambda: next(wall))
    hand = [5.0]
    output = NullOutput(lambda: hand[0])
    output.start()
    loop = Post("loop", vital=True)
    left: list[str] = []
    watch = NightWatch([loop], leave=left.append, clock=lambda: hand[0])
    for second in range(1, 60):
        hand[0] += 1.0
        loop.answer()
        watch.look()
        assert output.now_s() == pytest.approx(second)
    assert left == []


def frame_path() -> list[Path]:
    rooms = [path for room in FRAME_PATH for path in (ROOT / "runtime" / room).rglob("*.py")]
    files = [ROOT / "runtime" / f"{name}.py" for name in FRAME_FILES]
    return [*rooms, *files, *(ROOT / "generators").glob("papertheatre/*.py"), ROOT / "generators" / "testcard.py"]


def wall_clocks(path: Path) -> list[str]:
    """Every use of the wall's clock in a file: "time.time"."""
    text = path.read_text(encoding="utf-8")
    if not re.search(r"(import|from) (time|datetime)\b", text):
        return []
    tree = ast.parse(text)
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    named = [(use.value, use.attr) for use in uses]
    found = [
        f"{owner.id if isinstance(owner, ast.Name) else owner.attr}.{attribute}"
        for owner, attribute in named
        if isinstance(owner, ast.Name | ast.Attribute)
    ]
    imported = [
        f"time.{name.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "time"
        for name in node.names
    ]
    return [use for use in (*found, *imported) if use.split(".")[1] in WALL.get(use.split(".")[0], set())]


def test_no_room_on_the_way_of_a_frame_asks_the_wall() -> None:
    found = {
        name: uses
        for path in frame_path()
        if (uses := wall_clocks(path))
        and (name := str(path.relative_to(ROOT / "runtime")) if "runtime" in path.parts else path.name)
    }
    assert found == {name: [use] for name, use in ALLOWED.items()}


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    file = tmp_path / "late.py"
    file.write_text("import time, datetime\nfrom time import time_ns\na = time.time()\nb = datetime.datetime.now()\n")
    assert sorted(wall_clocks(file)) == ["datetime.now", "time.time", "time.time_ns"]
