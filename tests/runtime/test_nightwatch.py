"""Every post is killed or hangs in turn: it is found within twenty seconds, and cured or left. Nobody waits here."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from runtime.nightwatch import CURES, EXIT_LOST, NightWatch, Post, thread_post
from runtime.saves.desk import Desk

FOUND_S = 20.0


@dataclass
class House:
    """A watch with a clock that is moved by hand, and what it said."""

    posts: list[Post]
    storage: Callable[[], str] = lambda: ""
    now_s: float = 1000.0
    said: list[str] = field(default_factory=list)
    left: list[tuple[float, str]] = field(default_factory=list)
    working: set[str] = field(default_factory=set)  # posts that answer by themselves, as a loop does

    def __post_init__(self) -> None:
        self.watch = NightWatch(
            self.posts, self.storage, self.said.append, lambda line: self.left.append((self.now_s, line)), self.clock
        )
        self.working |= {post.name for post in self.posts if post.ask is None}

    def clock(self) -> float:
        return self.now_s

    def run(self, seconds: float, until: Callable[[], object] = lambda: False) -> float:
        """Seconds that passed until it was so."""
        for passed in range(round(seconds)):
            for post in self.posts:
                if post.name in self.working:
                    post.answer()
            self.watch.look()
            if until():
                return float(passed)
            self.now_s += 1.0
        return seconds


def test_everybody_answers_and_the_house_is_well() -> None:
    house = House([Post("loop", vital=True), thread_post("main", lambda: [threading.main_thread()])])
    house.run(300)
    assert house.watch.health().flat() == {
        "ok": True, "parts": {"loop": "ok", "main": "ok"}, "storage": "ok", "since": 299.0,
    }  # fmt: skip
    assert house.said == []
    assert house.left == []


@pytest.mark.parametrize("after_s", range(40, 51))
def test_a_loop_that_hangs_is_found_and_the_process_ends_with_one_line(after_s: int) -> None:
    house = House([Post("loop", vital=True)])
    house.run(after_s)
    house.working.clear()
    assert house.run(60, lambda: house.left) <= FOUND_S
    assert [line for _, line in house.left] == [
        "loop does not answer and cannot be cured: the process ends, to be started again."
    ]
    assert not house.watch.health().ok


def test_a_writer_that_died_is_started_again() -> None:
    class Broken(BaseException):
        """What no thread survives."""

    killing, placed = [True], []

    def place(name: str) -> Path:
        placed.append(name)
        if killing.pop() if killing else False:
            raise Broken
        raise OSError(28, "No space left on device")

    desk = Desk(place)
    writer = Post("saves")
    writer.ask = lambda: desk.ask(writer.answer)
    house = House([writer], lambda: desk.problem)
    kept, threading.excepthook = threading.excepthook, lambda _: None
    try:
        desk.submit("a.save", Nothing())
        thread = desk._thread
        assert thread is not None
        thread.join(10.0)
        assert not thread.is_alive()
    finally:
        threading.excepthook = kept
    desk.submit("b.save", Nothing())
    answered = threading.Event()
    desk.ask(answered.set)
    assert answered.wait(10.0)
    house.run(2)
    assert "b.save" in placed
    assert house.watch.health().storage.startswith("storage")
    assert not house.watch.health().ok
    desk.close()


class Nothing:
    def to_bytes(self) -> bytes:
        return b""


def test_a_writer_whose_disk_hangs_is_found_and_nobody_leaves() -> None:
    writer = Post("saves", ask=lambda: None)
    house = House([writer])
    assert house.run(60, lambda: house.said) <= FOUND_S
    house.run(60)
    assert house.watch.health().parts == {"saves": "does not answer"}
    assert house.left == []
    writer.answer()
    house.run(12, lambda: house.watch.health().ok)
    assert house.said[-1] == "saves answers again"


def test_what_can_be_cured_is_cured() -> None:
    alive = [False]
    post = thread_post("voices", lambda: [None if alive[0] else dead()], cure=lambda: alive.__setitem__(0, True))
    house = House([post])
    assert house.run(60, lambda: alive[0]) <= FOUND_S
    house.run(5)
    assert house.watch.health().ok
    assert house.said == ["voices has not answered for 8 s: it is started again", "voices answers again"]


def dead() -> threading.Thread:
    return threading.Thread()


def test_cures_are_tried_three_times_and_then_a_vital_post_ends_the_process() -> None:
    cures: list[float] = []
    house = House([])
    post = Post("worker", ask=lambda: None, cure=lambda: cures.append(house.now_s), vital=True)
    house.posts.append(post)
    house.run(120)
    assert len(cures) == CURES
    assert len(house.left) == 1


def test_a_cure_that_breaks_and_a_log_that_breaks_stop_nobody() -> None:
    def broken(*_: object) -> None:
        raise OSError("no")

    watch = NightWatch([Post("x", ask=broken, cure=broken, problem=broken)], broken, broken)  # type: ignore[arg-type]
    now = [0.0]
    watch.clock = lambda: now[0]
    for _ in range(100):
        now[0] += 1.0
        watch.look()
    assert not watch.health().ok
    assert "cannot be asked (OSError)" in watch.health().storage


def test_a_machine_that_slept_blames_nobody() -> None:
    house = House([Post("loop", vital=True)])
    house.run(15)
    house.now_s += 50_000.0
    house.run(30)
    assert house.left == []
    assert house.said == []


def test_a_part_says_itself_what_is_wrong_and_since_when() -> None:
    wrong = [""]
    house = House([Post("sound", problem=lambda: wrong[0])])
    house.run(100)
    wrong[0] = "The sound device stopped."
    house.run(31)
    assert house.watch.health().parts == {"sound": "The sound device stopped."}
    assert 29.0 <= house.watch.health().since_s <= 31.0


def test_the_watch_itself_is_started_once_and_again_if_it_died() -> None:
    watch = NightWatch([Post("loop")])
    watch.start()
    first = watch._thread
    watch.start()
    assert watch._thread is first
    watch._thread = dead()
    watch.start()
    assert watch._thread.is_alive()
    watch.close()


def test_leaving_is_one_line_and_a_code() -> None:
    line = "from runtime.nightwatch import leave_now; leave_now('loop does not answer')"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (EXIT_LOST, "diorama: loop does not answer\n")


def test_an_interpreter_that_is_held_ends_too_with_every_stack_in_a_file(tmp_path: Path) -> None:
    code = (
        "import re, sys, pathlib; from runtime.nightwatch import last_resort\n"
        "last_resort(pathlib.Path(sys.argv[1]), 0.3)()\n"
        "re.match('(a|aa)+$', 'a' * 90 + 'b')\n"  # keeps the interpreter to itself for years
    )
    stacks = tmp_path / "stacks.txt"
    done = subprocess.run([sys.executable, "-c", code, str(stacks)], capture_output=True, timeout=60, check=False)
    assert done.returncode != 0
    assert "line 3" in stacks.read_text()
