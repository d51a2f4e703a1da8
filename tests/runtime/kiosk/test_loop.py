"""The kiosk's loop, from opening to closing, with a studio that is always ready."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pygame
import pytest

from runtime.kiosk.config import Config
from runtime.kiosk.hours import Span
from runtime.kiosk.house import default_view
from runtime.kiosk.states import Phase
from runtime.player.controls import Controls
from tests.runtime.kiosk.fakes import BRISK, Hall, offer

OPEN_FROM_TEN = {"thursday": "10:00-18:00"} | dict.fromkeys(("friday", "saturday", "sunday", "monday"), "closed")


def targets(hall: Hall) -> list[str]:
    return [one.key for one in hall.loop.canvas.plan.targets]


def test_it_attracts_by_itself_and_says_so() -> None:
    hall = Hall().wait(3)
    assert hall.phase() is Phase.ATTRACT
    first = hall.loop.show
    assert hall.loop.overlay.panel is None
    hall.wait(40)
    assert hall.phase() is Phase.ATTRACT
    assert hall.loop.show is not first  # it was over, and began again
    assert not hall.loop.show.ended


def test_it_ends_when_it_is_told_to_and_not_when_a_show_is_over() -> None:
    hall = Hall().wait(3)
    first = hall.loop.show
    while hall.loop.show is first:
        assert not hall.loop.over
        hall.wait(0.25)
    hall.loop.quit = True
    assert hall.loop.over


def test_a_touch_begins_with_what_was_made_ready() -> None:
    hall = Hall().wait(3)
    ready = hall.hands.ready["room"].shot
    assert ready is not None
    assert hall.studio.prerolled[-1][0] == ready
    rolled = len(hall.studio.rolled)
    hall.touch()
    assert (hall.phase(), hall.loop.tally.visits) == (Phase.VISIT, 1)
    assert hall.studio.rolled[rolled][1] == ready
    takes = [one[0] for one in hall.studio.rolled]
    assert takes == sorted(set(takes))
    assert hall.loop.overlay.card is None


def test_nobody_there_is_asked_and_then_forgotten() -> None:
    hall = Hall().wait(3).touch()
    hall.press(pygame.K_c, pygame.K_PAGEDOWN)
    hall.wait(22)
    assert hall.phase() is Phase.VISIT
    assert hall.loop.hud.layer.why is not None
    assert {"kiosk:stay", "kiosk:leave"} <= set(targets(hall))
    assert not hall.loop.view.captions
    hall.wait(22)
    assert hall.phase() is Phase.ATTRACT
    assert hall.loop.view.captions
    assert hall.loop.view.volume == Config().sound.volume
    assert hall.loop.tally.idle_ends == 1


def test_still_here_goes_on_where_it_was() -> None:
    hall = Hall().wait(3).touch().wait(22)
    show = hall.loop.show
    hall.touch("kiosk:stay")
    assert (hall.loop.hud.layer.why, hall.loop.show is show) == (None, True)
    hall.wait(22).press(pygame.K_RIGHT, pygame.K_RETURN)
    assert hall.phase() is Phase.VISIT  # the first key has answered already


def test_a_visit_to_its_end_counts_the_ending_and_gives_way() -> None:
    hall = Hall().wait(3).touch().wait(12)
    assert "option:" in " ".join(targets(hall))
    hall.press(pygame.K_2).wait(8)
    assert hall.loop.overlay.card is not None
    assert hall.loop.told().endings == {"room: Home": 1}
    hall.wait(17)
    assert hall.phase() is Phase.ATTRACT


def test_leaving_is_possible_but_the_kiosk_is_not_left() -> None:
    hall = Hall().wait(3).touch()
    hall.window.fullscreen = True
    for event in (pygame.QUIT,):
        hall.window.post(pygame.event.Event(event))
    hall.press(pygame.K_F11, pygame.K_F12, pygame.K_F3)
    assert not hall.loop.quit
    assert not hall.loop.view.developer
    hall.press(pygame.K_ESCAPE)
    assert "pause:quit" in targets(hall)
    assert not {"pause:fullscreen", "pause:developer", "pause:snapshot"} & set(targets(hall))
    hall.touch("pause:quit").wait(2)
    assert hall.phase() is Phase.ATTRACT
    hall.window.fullscreen = False
    hall.window.post(pygame.event.Event(pygame.QUIT))
    assert hall.wait(0.2).loop.quit


def test_a_menu_of_shows_by_touch_and_by_keys() -> None:
    hall = Hall(offer(), offer("garden", "The Garden")).wait(3).touch()
    assert hall.phase() is Phase.MENU
    assert {"kiosk:show:room", "kiosk:show:garden", "kiosk:leave"} <= set(targets(hall))
    hall.touch("kiosk:show:garden")
    assert (hall.phase(), hall.loop.on) == (Phase.VISIT, "garden")
    hall.press(pygame.K_ESCAPE).touch("pause:quit").wait(2)
    hall.press(pygame.K_RETURN, pygame.K_RIGHT, pygame.K_RETURN)
    assert (hall.phase(), hall.loop.on) == (Phase.VISIT, "garden")
    hall.press(pygame.K_ESCAPE).touch("pause:quit").wait(2)
    assert hall.touch().touch("kiosk:leave").wait(2).phase() is Phase.ATTRACT


def test_a_language_is_for_one_visit() -> None:
    hall = Hall(config=Config(languages=("en", "fr"), visit=BRISK)).wait(3)
    hall.touch("kiosk:language:fr")
    assert (hall.phase(), hall.loop.told().languages) == (Phase.VISIT, {"fr": 1})
    hall.wait(45)
    assert (hall.phase(), hall.loop.language) == (Phase.ATTRACT, "en")


def test_new_content_goes_live_when_nobody_watches() -> None:
    hall = Hall().wait(3).touch()
    hall.content.news = (offer("new", "New"),)
    hall.content.wrong = {"bad": "story.fountain:3: no such scene"}
    hall.wait(15)
    assert hall.loop.on == "room"
    hall.wait(35)
    assert (hall.loop.on, hall.loop.told().shows) == ("new", ("new",))
    assert hall.loop.told().content == {"bad": "story.fountain:3: no such scene"}
    assert not hall.loop.told().well


def test_it_closes_by_the_schedule_black_and_says_when_it_opens() -> None:
    config = Config(hours=OPEN_FROM_TEN)
    hall = Hall(config=config).wait(3)
    assert config.hours.thursday == (Span(600, 1080),)
    hall.touch()
    hall.wall_s = datetime(2026, 11, 26, 18, tzinfo=UTC).timestamp()
    hall.wait(10)
    assert hall.phase() is Phase.VISIT
    assert hall.loop.hud.layer.why is not None
    hall.wait(14)
    assert hall.phase() is Phase.CLOSED
    assert not pygame.surfarray.pixels3d(hall.window.surface).any()
    assert "We open again on 1 December at 00:00" in hall.touch().loop.hud.layer.night
    assert pygame.surfarray.pixels3d(hall.window.surface).any()
    assert not pygame.surfarray.pixels3d(hall.wait(8).window.surface).any()
    hall.wall_s = datetime(2026, 12, 3, 10, 0, 1, tzinfo=UTC).timestamp()
    assert hall.wait(3).phase() is Phase.ATTRACT


@pytest.mark.parametrize("jump_s", [86_400, -86_400, 1e9, -1e12, 3e9])
def test_a_clock_that_jumps_fires_no_timer(jump_s: float) -> None:
    hall = Hall().wait(3).touch().wait(5)
    hall.wall_s += jump_s
    hall.wait(10)
    assert (hall.phase(), hall.loop.hud.layer.why) == (Phase.VISIT, None)


def test_attract_is_low_a_visit_is_as_loud_as_allowed_and_quiet_hours_hold() -> None:
    config = Config(sound={"volume": 0.6, "most": 0.7, "quiet_hours": "13:00-14:00", "quiet_most": 0.2})
    hall = Hall(config=config).wait(3)
    assert hall.loop.gain == pytest.approx(0.15**2)
    hall.touch()
    assert hall.loop.gain == pytest.approx(0.6**2)
    hall.press(*[pygame.K_PAGEUP] * 5)
    assert hall.loop.gain == pytest.approx(0.7**2)
    hall.wall_s = datetime(2026, 11, 26, 13, 30, tzinfo=UTC).timestamp()
    assert hall.wait(2).loop.gain == pytest.approx(0.2**2)


def test_a_show_that_goes_fades_out_and_what_is_heard_never_clips() -> None:
    hall = Hall().wait(3)
    hall.clock.want = 2400
    hall.clock.written.clear()
    hall.touch().wait(0.5)
    assert all(np.abs(block).max() <= 1 for block in hall.clock.written)
    assert hall.loop._parting is None


def test_nothing_of_a_visit_is_kept_unless_the_museum_says_so() -> None:
    hall = Hall().wait(3)
    assert hall.kept == []  # attract never is
    hall.touch().wait(2)
    assert len(hall.kept) == 1  # by the hand of `keep`, which does nothing by itself


def test_without_a_show_it_stays_dark_and_says_why() -> None:
    hall = Hall()
    hall.content.news = ()
    assert hall.wait(3).phase() is Phase.CLOSED
    assert "nothing to see" in hall.touch().loop.hud.layer.night
    hall.content.news = (offer(),)
    assert hall.wait(4).phase() is Phase.ATTRACT


def test_health_goes_through_the_loop_itself() -> None:
    hall = Hall().wait(3)
    with pytest.raises(TimeoutError):
        hall.loop.health(0.0)
    found: list[object] = []
    asker = threading.Thread(target=lambda: found.append(hall.loop.health(20)))
    asker.start()
    while not found:
        hall.wait(0.1)
    asker.join()
    told = hall.loop.told()
    assert (told.state, told.show, told.open, told.visits) == ("attract", "room", True, 0)
    assert told.shown_ago_s < 1
    assert told.frames > 10
    assert told.well


def test_visitors_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What visitors did is in no file, and not in what the kiosk tells of itself."""
    monkeypatch.chdir(tmp_path)
    hall = Hall().wait(3)
    for _ in range(3):
        hall.touch().press(pygame.K_c, pygame.K_PLUS).wait(12)
        hall.press(pygame.K_2, pygame.K_ESCAPE).touch("pause:quit").wait(2)
        assert hall.loop.view == default_view(hall.loop.house.config, False)
        assert hall.loop.controls == Controls()
    assert hall.loop.tally.visits == 3
    assert list(tmp_path.rglob("*")) == []
    assert "stay" not in hall.loop.told().model_dump_json()


def test_a_question_that_is_answered_by_leaving_is_no_idle_end() -> None:
    hall = Hall().wait(3).touch().wait(22).touch("kiosk:leave").wait(2)
    assert (hall.phase(), hall.loop.tally.idle_ends) == (Phase.ATTRACT, 0)
