"""The folder of shows: what is dropped, changed, spoilt or taken away, and what is shown all the while."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from runtime.cli.kiosk import look_over
from runtime.kiosk.config import Config, read_config
from runtime.kiosk.content import Content
from runtime.kiosk.examination import judge_apart
from runtime.kiosk.repertoire import age_of, open_offer, refused
from runtime.story import Story
from tests.runtime.kiosk.fakes import STORY, show_folder, story

GOOD = STORY.format(title="Room")
BROKEN = GOOD.replace("-> stay", "-> nowhere")


def content(folder: Path, lines: str = "") -> Content:
    file = folder / "kiosk.toml"
    file.write_text(f'stories = "shows"\n{lines}')
    (folder / "shows").mkdir(exist_ok=True)
    return Content(read_config(file), folder / "cache", look_over, lambda judge, path, config: judge(path, config))


def names(found: Content) -> tuple[str, ...] | None:
    news = found.arrived()
    return None if news is None else tuple(offer.name for offer in news)


def test_what_lies_there_at_the_start_is_on_offer_at_once(tmp_path: Path) -> None:
    show_folder(tmp_path / "shows", "room", GOOD)
    show_folder(tmp_path / "shows", "a-garden", GOOD.replace("Room", "Garden"))
    watched = content(tmp_path)
    watched.look()
    assert names(watched) == ("a-garden", "room")
    watched.look()
    assert names(watched) is None
    assert (watched.problems(), watched.storage()) == ({}, "")


def test_the_order_of_the_menu_is_the_files(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        show_folder(tmp_path / "shows", name, GOOD)
    watched = content(tmp_path, 'shows = ["c", "a", "d"]')
    watched.look()
    assert names(watched) == ("c", "a")
    assert "there is no folder d" in watched.problems()["d"]


def test_a_new_show_is_taken_in_when_its_folder_stands_still(tmp_path: Path) -> None:
    show_folder(tmp_path / "shows", "room", GOOD)
    watched = content(tmp_path)
    watched.look()
    watched.arrived()
    show_folder(tmp_path / "shows", "new", GOOD[:60])
    watched.look()
    show_folder(tmp_path / "shows", "new", GOOD)
    watched.look()
    assert (names(watched), watched.problems()) == (None, {})
    watched.look()
    assert names(watched) == ("new", "room")


def test_a_broken_change_never_goes_live_and_is_told(tmp_path: Path) -> None:
    folder = show_folder(tmp_path / "shows", "room", GOOD)
    watched = content(tmp_path)
    watched.look()
    (before,) = watched.arrived() or ()
    show_folder(tmp_path / "shows", "room", BROKEN)
    for _ in range(3):
        watched.look()
    assert watched.arrived() is None
    assert "story.fountain:1" in watched.problems()["room"]
    assert "nowhere" in watched.problems()["room"]
    again = content(tmp_path)  # after a restart the copy is still there
    again.look()
    (after,) = again.arrived() or ()
    assert after.digest == before.digest
    assert "nowhere" in again.problems()["room"]
    (folder / "story.fountain").write_text(GOOD.replace("Good evening.", "Good night."))
    for _ in range(3):
        again.look()
    (mended,) = again.arrived() or ()
    assert mended.digest != before.digest
    assert again.problems() == {}


def test_the_copy_is_played_whatever_becomes_of_the_folder(tmp_path: Path) -> None:
    show_folder(tmp_path / "shows", "room", GOOD)
    watched = content(tmp_path)
    watched.look()
    (offer,) = watched.arrived() or ()
    assert Path(offer.told("en").file).is_relative_to(tmp_path / "cache")
    shutil.rmtree(tmp_path / "shows")
    watched.look()
    assert watched.arrived() is None
    assert "cannot be read" in watched.problems()[""]
    assert Path(offer.told("en").file).is_file()


def test_a_show_that_is_taken_out_is_not_offered_any_more(tmp_path: Path) -> None:
    for name in ("a", "b"):
        show_folder(tmp_path / "shows", name, GOOD)
    watched = content(tmp_path)
    watched.look()
    shutil.rmtree(tmp_path / "shows" / "a")
    watched.look()
    assert names(watched) == ("b",)


def test_a_change_that_keeps_size_and_time_is_seen_by_its_bytes(tmp_path: Path) -> None:
    folder = show_folder(tmp_path / "shows", "room", GOOD)
    watched = content(tmp_path)
    watched.look()
    (before,) = watched.arrived() or ()
    state = (folder / "story.fountain").stat()
    (folder / "story.fountain").write_text(GOOD.replace("Good evening.", "Bood evening."))
    os.utime(folder / "story.fountain", ns=(state.st_atime_ns, state.st_mtime_ns))
    for _ in range(3):
        watched.look()
    (after,) = watched.arrived() or ()
    assert after.digest != before.digest


def test_links_lead_nowhere_and_a_cache_that_lies_is_not_believed(tmp_path: Path) -> None:
    folder = show_folder(tmp_path / "shows", "room", GOOD)
    (folder / "secret.txt").symlink_to("/etc/passwd")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "good.json").write_text('{"../shows": "room", "room": "..", "x": 3}')
    watched = content(tmp_path)
    watched.look()
    assert names(watched) == ("room",)
    assert not list((tmp_path / "cache").rglob("secret.txt"))


def test_a_memory_that_is_nested_without_end_is_forgotten(tmp_path: Path) -> None:
    show_folder(tmp_path / "shows", "room", GOOD)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "good.json").write_text("[" * 200_000)
    watched = content(tmp_path)
    watched.look()
    assert names(watched) == ("room",)


def test_a_disk_that_cannot_be_written_is_told_and_an_empty_folder_too(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands where a folder should")
    watched = content(tmp_path)
    watched.look()
    assert "cannot be written" in watched.storage()
    assert "no show lies in" in watched.problems()[""]


@pytest.mark.parametrize(
    ("rating", "age"), [("7+", 7), ("PG-13", 13), ("ages 12 and up", 12), ("All", 0), ("", None), ("for friends", None)]
)
def test_ratings_as_they_are_written(rating: str, age: int | None) -> None:
    assert age_of(rating) == age


def test_a_kiosk_has_a_ceiling() -> None:
    rules = Config(content={"rating_ceiling": 12, "themes_refused": ["war"]}).content

    def told(**words: str) -> str:
        changed: Story = story().model_copy(update=words)
        return refused(changed, rules)

    assert told() == ""
    assert "nothing above 12" in told(rating="16+")
    assert "write “Rating: 7+”" in told(rating="")
    assert "“war”" in told(themes="love, War and peace")


def test_an_unrated_show_or_a_missing_sound_is_found_before_it_is_shown(tmp_path: Path) -> None:
    config = Config()
    silent = GOOD.replace("ANNA stands in the room.", "ANNA stands in the room. [[sfx: missing.ogg]]")
    assert "missing.ogg" in look_over(show_folder(tmp_path, "a", silent), config)
    assert "it has no rating" in look_over(show_folder(tmp_path, "b", GOOD.replace("Rating: 7+\n", "")), config)
    assert look_over(show_folder(tmp_path, "c", GOOD), config) == ""


def test_a_show_is_offered_in_the_languages_that_it_has(tmp_path: Path) -> None:
    offer = open_offer("room", show_folder(tmp_path, "room", GOOD), ("de", "en"))
    assert list(offer.stories) == ["en"]
    assert offer.told("de").language == "en"


def die(folder: Path, config: Config) -> str:
    os.kill(os.getpid(), 9)
    return ""


@pytest.mark.soak  # a process of its own takes seconds to start on a busy machine
def test_whoever_looks_it_over_may_die(tmp_path: Path) -> None:
    assert judge_apart(die, tmp_path, Config()) == "whoever looked it over did not survive it"


def test_a_bad_folder_that_was_taken_away_is_no_problem_any_more(tmp_path: Path) -> None:
    show_folder(tmp_path / "shows", "room", GOOD)
    show_folder(tmp_path / "shows", "bad", BROKEN)
    watched = content(tmp_path)
    watched.look()
    assert set(watched.problems()) == {"bad"}
    watched.arrived()
    shutil.rmtree(tmp_path / "shows" / "bad")
    watched.look()
    assert watched.problems() == {}
    assert names(watched) is None, "nothing that is on offer has changed"
    show_folder(tmp_path / "shows", "bad", BROKEN)
    watched.look()
    watched.look()
    assert set(watched.problems()) == {"bad"}
