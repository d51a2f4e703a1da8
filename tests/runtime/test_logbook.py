"""The logbook: lines that say what happened and nobody's name, in a folder of bounded size; reports of crashes."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from runtime.logbook import CRASHES, LAST, LONGEST_LINE, WAITING, Logbook, logs_folder, scrubbed


def book_in(folder: Path, **more: int) -> Logbook:
    return Logbook(folder, run=False, clock=lambda: 1_800_000_000.0, **more)


def lines_of(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "diorama.jsonl").read_text().splitlines()]


def test_a_line_says_when_who_and_what(tmp_path: Path) -> None:
    book = book_in(tmp_path / "logs")
    book.note("generator", "died", level=1, after_s=2.5, again=True)
    book.drain()
    (line,) = lines_of(tmp_path / "logs")
    assert line.pop("up_s") is not None
    assert line == {
        "at": "2027-01-15T08:00:00.000+00:00", "part": "generator", "event": "died",
        "level": 1, "after_s": 2.5, "again": True,
    }  # fmt: skip


def test_homes_and_control_characters_are_not_kept() -> None:
    home = str(Path.home())
    assert scrubbed(f"{home}/saves/x.save cannot be written") == "~/saves/x.save cannot be written"
    assert scrubbed("/home/ada/shows and C:\\Users\\Grace Hopper") == "~/shows and ~ Hopper"
    assert scrubbed("/Users/emmy/x") == "~/x"
    assert scrubbed("two\nlines\x1b[31m") == "two lines [31m"


def test_lines_are_bounded_whatever_is_noted(tmp_path: Path) -> None:
    book = book_in(tmp_path)
    book.note("x" * 10_000, "y" * 10_000_000, **{f"fact{number}": "ü" * 100_000 for number in range(50)})
    book.note("x", "y", strange=object(), deep={"a": {"b": "c" * 9999}}, broken="\ud800")
    book.drain()
    raw = (tmp_path / "diorama.jsonl").read_bytes().splitlines()
    assert len(raw) == 2
    assert max(map(len, raw)) <= LONGEST_LINE
    assert all(json.loads(line)["event"] for line in raw)


def test_the_folder_never_grows_over_its_size(tmp_path: Path) -> None:
    book = book_in(tmp_path, files=3, file_bytes=2000)
    for number in range(300):
        book.note("loop", "pass", number=number)
        if number % 10 == 0:
            book.drain()
    book.drain()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["diorama.1.jsonl", "diorama.2.jsonl", "diorama.jsonl"]
    assert all(path.stat().st_size <= 2000 for path in tmp_path.iterdir())
    assert lines_of(tmp_path)[-1]["number"] == 299, "the newest is kept"


def test_one_file_alone_is_bounded_too(tmp_path: Path) -> None:
    book = book_in(tmp_path, files=1, file_bytes=500)
    for number in range(50):
        book.note("loop", "pass", number=number)
    book.drain()
    assert (tmp_path / "diorama.jsonl").stat().st_size <= 500


def test_a_disk_that_takes_nothing_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where a folder should be")
    book = book_in(tmp_path / "logs")
    for _ in range(WAITING + 10):
        book.note("x", "y")
    book.drain()
    assert book.lost == WAITING + 10
    assert book.report(ValueError("no")) is None


def test_a_thread_writes_and_closing_leaves_nothing_behind(tmp_path: Path) -> None:
    book = Logbook(tmp_path)

    def write() -> None:
        for _ in range(50):
            book.note("x", "y")

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    book.close()
    assert len(lines_of(tmp_path)) == 200


def broken() -> None:
    secret = "the words that a visitor typed"
    raise KeyError(len(secret), f"{Path.home()}/story")


def test_a_crash_report_has_what_one_needs_and_no_values(tmp_path: Path) -> None:
    book = book_in(tmp_path)
    for number in range(LAST + 20):
        book.note("x", "y", number=number)
    with pytest.raises(KeyError), book.watching(lambda: {"ok": False, "storage": "full"}, "1.2.3"):
        broken()
    (path,) = tmp_path.glob("crash-*.json")
    said = json.loads(path.read_text())
    assert said["version"] == "1.2.3"
    assert said["health"] == {"ok": False, "storage": "full"}
    assert len(said["last"]) == LAST
    assert any("in broken" in line for line in said["error"])
    assert str(Path.home()) + "/" not in path.read_text()
    assert "visitor typed" not in "".join(line for line in said["error"] if "secret =" not in line)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_died_is_begun_again(tmp_path: Path) -> None:
    book, told = Logbook(tmp_path), list[threading.Thread]()

    def die() -> None:
        raise SystemExit

    book.ask(die)
    first = book._thread
    assert first is not None
    first.join(10.0)
    answered = threading.Event()
    book.ask(lambda: told.append(threading.current_thread()))
    book.ask(answered.set)
    assert answered.wait(10.0)
    assert told[0] is book._thread is not first
    book.note("x", "after all")
    book.close()
    assert [line["event"] for line in lines_of(tmp_path)] == ["after all"]


def test_lost_threads_are_reported_with_all_stacks(tmp_path: Path) -> None:
    path = book_in(tmp_path).report("loop does not answer")
    assert path is not None
    assert any("test_lost_threads" in line for line in json.loads(path.read_text())["error"])


def test_twenty_reports_are_kept_the_newest(tmp_path: Path) -> None:
    now = [1_700_000_000.0]
    book = Logbook(tmp_path, run=False, clock=lambda: now[0])
    for number in range(CRASHES + 5):
        now[0] += number % 3
        assert book.report(f"number {number}") is not None
    kept = sorted(tmp_path.glob("crash-*.json"))
    assert len(kept) == CRASHES
    assert any(json.loads(path.read_text())["error"][0] == f"number {CRASHES + 4}" for path in kept)


@pytest.mark.parametrize("now", [-1e18, 0.0, 2_147_483_648.0, 1e18, float("nan")])
def test_any_clock_will_do(tmp_path: Path, now: float) -> None:
    book = Logbook(tmp_path, run=False, clock=lambda: now)
    book.note("x", "y")
    book.drain()
    assert len(lines_of(tmp_path)) == 1


def test_the_environment_may_name_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DIORAMA_LOGS", str(tmp_path))
    assert logs_folder() == tmp_path
    monkeypatch.delenv("DIORAMA_LOGS")
    assert "diorama" in str(logs_folder())


def test_nothing_that_a_test_starts_writes_into_the_users_own_log(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert logs_folder().is_relative_to(tmp_path_factory.getbasetemp())
