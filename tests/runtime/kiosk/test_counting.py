"""What a kiosk counts while visitors come and go: choices, endings, where it was left, how well it was."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from runtime.kiosk.config import Config, read_config
from runtime.kiosk.health import FRESH_S, MOST_FAULTS, Tally
from runtime.kiosk.house import House
from runtime.kiosk.pulse import BOUNDS_S, Pulse
from runtime.kiosk.statistics import Statistics
from tests.runtime.kiosk.fakes import BRISK, Hall, offer


def counts(hall: Hall) -> dict[tuple[str, str, str], float]:
    return {row[1:4]: row.number for row in statistics_of(hall).rows()}


def statistics_of(hall: Hall) -> Statistics:
    return hall.loop.house.statistics


def played(hall: Hall) -> None:
    """A visit to its ending, by the second choice."""
    hall.wait(3).touch().wait(12, 1).press(pygame.K_2).wait(26, 1)


def test_visits_are_counted_as_they_happen() -> None:
    hall = Hall(config=Config(languages=("en", "fr"), visit=BRISK))
    for _ in range(4):
        played(hall)
    hall.wait(3).touch("kiosk:language:fr").wait(5).press(pygame.K_ESCAPE).touch("pause:quit").wait(3)
    hall.touch().wait(45, 1)
    told = counts(hall)
    assert told["visits", "room", ""] == 6
    assert (told["languages", "room", "en"], told["languages", "room", "fr"]) == (5, 1)
    chosen = {key: count for (what, _, key), count in told.items() if what == "choices"}
    assert list(chosen.values()) == [4]
    assert next(iter(chosen)).startswith("room > ")
    assert told["endings", "room", "Home"] == 4
    assert (told["ended by", "", "ended"], told["ended by", "", "left"], told["ended by", "", "idle"]) == (4, 1, 1)
    assert told["left in", "room", "room"] == 2
    assert sum(count for (what, _, _), count in told.items() if what == "lengths") == 6


def test_a_picture_that_stands_for_nobody_is_no_availability() -> None:
    hall = Hall().wait(20)
    assert counts(hall)["availability", "", "percent"] == pytest.approx(100, abs=8)
    before = statistics_of(hall).available_s
    hall.touch().press(pygame.K_ESCAPE).wait(10)  # paused by a visitor: it stands on purpose
    assert statistics_of(hall).available_s - before > 8
    hall.loop._shown_s = -1e9
    hall.loop.overlay = hall.loop.overlay.__class__()
    told = hall.loop.told()
    assert "no new picture for" in " ".join(told.problems)
    assert not told.well


def test_a_closed_house_is_not_open_time() -> None:
    hall = Hall(config=Config(hours={"thursday": "closed"})).wait(20)
    assert counts(hall) == {}
    assert hall.loop.told().well


def test_health_says_what_is_wrong_and_forgives_what_is_long_ago() -> None:
    hall = Hall().wait(3)
    assert hall.loop.told().problems == ()
    hall.loop.house.trouble("page", "port 80 is taken")
    hall.loop.tally.failed("the voices began anew")
    hall.wait(2)
    told = hall.loop.told()
    assert set(told.problems) == {"port 80 is taken"} | {told.faults[-1]}
    assert set(told.faults) == {"the voices began anew", "port 80 is taken"}
    assert [at_s for at_s, _ in told.log] == pytest.approx([hall.wall_s] * 2, abs=5)
    hall.loop.tally.failed("port 80 is taken")
    assert hall.loop.told().problems == ("port 80 is taken",)  # said once
    hall.loop.house.trouble("page", "")
    hall.clock.time_s += FRESH_S
    told = hall.loop.told()
    assert (told.fresh, told.failed, told.troubles) == (False, 3, {})


def test_an_empty_house_says_so() -> None:
    hall = Hall()
    hall.content.news = ()
    assert hall.wait(3).loop.told().problems[0] == "there is no show to be seen"


def test_a_fault_that_comes_again_and_again_is_one_line() -> None:
    tally = Tally(wall=lambda: 1.0, clock=lambda: 2.0)
    for _ in range(100):
        tally.failed("the same")
        tally.failed("")
    assert (tally.log, tally.failures, tally.fresh) == ([(1.0, "the same")], 100, True)
    for number in range(100):
        tally.failed(str(number))
    assert len(tally.faults) == MOST_FAULTS


def test_the_beat_of_the_picture_is_counted_by_its_length() -> None:
    pulse = Pulse()
    at_s = 0.0
    for interval_s in (0.0, 0.04, 0.04, 0.05, 0.3, 60.0):
        at_s += interval_s
        pulse.flipped(at_s, True, None)
        pulse.flipped(at_s, False, None)
    assert sum(pulse.counts) == 5
    assert (pulse.counts[BOUNDS_S.index(0.045)], pulse.counts[-1]) == (2, 1)
    assert pulse.total_s == pytest.approx(60.43)
    assert pulse.taken() == pytest.approx([0.04, 0.04, 0.05, 0.3, 60.0])
    assert pulse.taken() == []
    pulse.rest()
    pulse.flipped(at_s + 9, True, None)
    assert pulse.taken() == []


def test_the_folder_of_the_file_keeps_the_counts_over_a_restart(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text('[operator]\nstatistics = "counts"\n')
    config = read_config(tmp_path / "kiosk.toml")
    assert config.statistics == tmp_path / "counts"
    hall = Hall(offer(), config=config).wait(3)
    hall.touch().wait(2)
    hall.loop.house.close()
    again = House(config, hall.hands, hall.content, wall=lambda: hall.wall_s)
    assert {row.what: row.number for row in again.statistics.rows()}["visits"] == 1
    again.close()
    assert [path.name for path in (tmp_path / "counts").iterdir()] == ["2026-11-26.json"]
