"""Everything of a kiosk with keys, a pad, one switch or two, and for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pygame
import pytest

from runtime.audio.voice import Voice, VoiceLine
from runtime.commands import TimeLimits
from runtime.kiosk.announcing import Readers, called
from runtime.kiosk.config import Config
from runtime.kiosk.house import default_view
from runtime.kiosk.states import Phase
from runtime.player.controls import Page
from runtime.player.input import Act, Do
from runtime.player.viewstate import CaptionSize, Switch
from tests.runtime.kiosk.fakes import BRISK, Hall, offer

LANGUAGES = ("en", "fr", "ar")


def hall(*, shows: int = 2, languages: Sequence[str] = LANGUAGES, **access: Any) -> Hall:
    offers = [offer(), offer("garden", "The Garden")][:shows]
    return Hall(*offers, config=Config(visit=BRISK, languages=languages, access=access)).wait(3)


def keys(found: Hall) -> list[str]:
    return [one.key for one in found.loop.canvas.plan.targets]


class Voices:
    """Says everything at once, and writes it down."""

    def __init__(self, language: str) -> None:
        self.language, self.said, self.closed = language, list[str](), False

    def hurry(self, line: VoiceLine) -> None:
        self.said.append(line.text)

    def get(self, line: VoiceLine) -> Voice:
        return Voice(0.1, (), np.full(4800, 16384, np.int16))

    def poll(self) -> None:
        """Nothing is waited for."""

    def close(self) -> None:
        self.closed = True


class Cast(dict[str, Voices]):
    def hire(self, language: str) -> Voices:
        self[language] = Voices(language)
        return self[language]


def spoken(found: Hall) -> Cast:
    cast = Cast()
    found.loop.house.readers = Readers(cast.hire)
    return cast


def test_a_language_is_chosen_without_touch() -> None:
    found = hall(shows=1).press(pygame.K_RIGHT)
    assert found.phase() is Phase.ATTRACT
    assert found.loop.hud.layer.focus == "kiosk:begin"
    for _ in range(6):
        if found.loop.hud.layer.focus == "kiosk:language:fr":
            break
        found.press(pygame.K_RIGHT)
    found.press(pygame.K_RETURN)
    assert (found.phase(), found.loop.language) == (Phase.VISIT, "fr")


def test_any_key_that_moves_nothing_begins_and_a_focus_is_forgotten() -> None:
    found = hall(shows=1).press(pygame.K_RIGHT, pygame.K_RIGHT)
    assert found.loop.hud.layer.focus
    found.wait(42)
    assert found.loop.hud.layer.focus == ""
    assert found.press(pygame.K_x).phase() is Phase.VISIT  # though it is nobody's key
    found.wait(22)
    assert found.loop.hud.layer.why
    found.press(pygame.K_x)
    assert found.phase() is Phase.VISIT
    assert not found.loop.hud.layer.why


def test_the_menu_by_keys_with_its_languages() -> None:
    found = hall().touch()
    reached = set()
    for code in [pygame.K_DOWN, *[pygame.K_RIGHT] * 5]:
        found.press(code)
        reached.add(found.loop.hud.layer.focus)
    assert {"kiosk:access", "kiosk:leave", "kiosk:language:fr", "kiosk:language:ar"} <= reached
    found.touch("kiosk:language:ar")
    assert (found.phase(), found.loop.language) == (Phase.MENU, "ar")
    assert found.loop.canvas.plan.mirrored


def test_the_page_of_access_over_the_menu() -> None:
    found = hall().touch().touch("kiosk:access")
    show = found.loop.show
    assert found.loop.controls.page is Page.ACCESS
    assert {"access:hud_size", "access:captions", "access:close"} <= set(keys(found))
    found.touch("setting:hud_size+").touch("setting:high_contrast+").wait(3)
    assert (found.loop.view.hud_size, found.loop.view.high_contrast) == (CaptionSize.M, True)
    assert (found.phase(), found.loop.show is show, found.loop.show.overlay().paused) == (Phase.MENU, True, False)
    found.press(pygame.K_ESCAPE)
    assert (found.loop.controls.page, found.phase()) == (Page.NONE, Phase.MENU)
    found.touch("kiosk:show:garden")
    assert found.loop.view.high_contrast
    found.press(pygame.K_ESCAPE).touch("pause:quit").wait(2)
    assert found.loop.view == default_view(found.loop.house.config, False)


@pytest.mark.parametrize("way", ["touch", "key"])
def test_from_attract_the_page_of_access_opens_over_a_show_that_waits(way: str) -> None:
    found = hall(shows=1)
    found = found.touch("kiosk:access") if way == "touch" else found.press(pygame.K_a)
    found.wait(3)
    assert (found.phase(), found.loop.controls.page) == (Phase.VISIT, Page.ACCESS)
    assert found.loop.overlay.paused
    found.press(pygame.K_ESCAPE, pygame.K_ESCAPE)
    assert (found.loop.controls.page, found.loop.overlay.paused) == (Page.NONE, False)


def test_in_a_visit_it_is_one_press_away() -> None:
    found = hall(shows=1).touch().touch()
    assert "pause:access" in keys(found)
    found.touch("pause:access")
    assert (found.loop.controls.page, found.loop.controls.focus) == (Page.ACCESS, "access:captions")


def test_nobody_on_the_page_of_access_is_forgotten_too() -> None:
    found = hall().touch().touch("kiosk:access").wait(45)
    assert (found.phase(), found.loop.controls.page) == (Phase.ATTRACT, Page.NONE)


def test_what_the_house_has_fixed_is_not_offered_and_not_changed() -> None:
    may = ("captions", "scan_seconds", "switches")
    found = hall(shows=1, visitors_may=may, menu_size="L", high_contrast=True).touch()
    assert (found.loop.view.hud_size, found.loop.view.high_contrast) == (CaptionSize.L, True)
    found.press(pygame.K_PLUS, pygame.K_PAGEUP, pygame.K_m, pygame.K_t)
    assert found.loop.view == default_view(found.loop.house.config, False)
    found.press(pygame.K_a)
    assert [key for key in keys(found) if key.startswith("access:")] == [
        "access:captions", "access:switch", "access:scan_s", "access:close",
    ]  # fmt: skip
    assert not any(key.startswith(("pause:volume", "access:hud_size")) for key in keys(found.press(pygame.K_ESCAPE)))
    assert "kiosk:access" not in keys(hall(shows=1, visitors_may=()))


def test_one_switch_does_everything() -> None:
    """The focus goes on by itself; the space bar is the switch."""
    found = hall(switches="one", scan_seconds=1.0, cool_seconds=0.3)
    seen = set()
    for _ in range(60):
        found.wait(0.25)
        seen.add(found.loop.hud.layer.focus)
    assert {"kiosk:begin", "kiosk:access", "kiosk:language:en", "kiosk:language:fr", "kiosk:language:ar"} <= seen
    pick(found, "kiosk:language:fr")
    assert (found.phase(), found.loop.language) == (Phase.MENU, "fr")
    pick(found, "kiosk:show:garden")
    assert (found.phase(), found.loop.on) == (Phase.VISIT, "garden")
    found.wait(22)
    assert found.loop.hud.layer.why is not None
    pick(found, "kiosk:leave")
    assert found.wait(2).phase() is Phase.ATTRACT


def pick(found: Hall, key: str) -> None:
    for _ in range(80):
        if found.loop.hud.layer.focus == key:
            found.press(pygame.K_SPACE)
            return
        found.wait(0.25)
    raise AssertionError(f"{key} never had the focus")


def test_a_scan_by_itself_keeps_nobody_and_a_tremor_is_one_press() -> None:
    found = hall(switches="one", scan_seconds=1.0, cool_seconds=3.0, languages=("en",))
    assert found.wait(30).phase() is Phase.ATTRACT
    found.press(pygame.K_SPACE, pygame.K_SPACE, pygame.K_SPACE)
    assert found.phase() is Phase.MENU
    assert found.wait(45).phase() is Phase.ATTRACT


def test_two_switches_do_everything() -> None:
    found = hall(switches="two", cool_seconds=0.0, languages=("en", "fr"))
    while found.loop.hud.layer.focus != "kiosk:language:fr":
        found.press(pygame.K_n)
    found.press(pygame.K_RETURN)
    while found.loop.hud.layer.focus != "kiosk:show:garden":
        found.press(pygame.K_n)
    found.press(pygame.K_RETURN)
    assert (found.phase(), found.loop.on, found.loop.language) == (Phase.VISIT, "garden", "fr")
    found.wait(22).press(pygame.K_n)
    assert found.loop.hud.layer.why is None  # a press is a sign of life


def test_keys_and_buttons_are_the_museums() -> None:
    found = hall(shows=1, keys={"confirm": "k", "access": "q"}, buttons={"confirm": 5})
    assert found.press(pygame.K_k).phase() is Phase.VISIT
    found.press(pygame.K_q)
    assert found.loop.controls.page is Page.ACCESS
    found.window.post(pygame.event.Event(pygame.JOYBUTTONDOWN, button=5, instance_id=0, joy=0))
    assert not found.wait(0.5).loop.view.captions


def test_a_pad_that_is_plugged_in_is_asked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pad:
        def __init__(self, index: int) -> None:
            self.index = index

        def get_instance_id(self) -> int:
            return 7 + self.index

    monkeypatch.setattr(pygame.joystick, "Joystick", Pad)
    found = hall(shows=1)
    found.window.post(pygame.event.Event(pygame.JOYDEVICEADDED, device_index=0))
    found.wait(0.25)
    assert list(found.loop.inputs.pads) == [7]
    found.window.post(pygame.event.Event(pygame.JOYBUTTONDOWN, button=0, instance_id=7, joy=0))
    assert found.wait(0.25).phase() is Phase.VISIT
    found.window.post(pygame.event.Event(pygame.JOYDEVICEREMOVED, instance_id=7))
    assert found.wait(0.25).loop.inputs.pads == {}


def test_the_limits_of_time_that_a_switch_lifts_are_lifted_in_the_show() -> None:
    config = Config(visit={**BRISK, "time_limits": "x1"})
    found = Hall(offer(), offer("garden", "The Garden"), config=config)
    found.hands.limits = TimeLimits.X1
    found.wait(3).touch().touch("kiosk:access")
    found.touch("setting:switch+")
    assert (found.loop.view.switch, found.loop.view.time_limits) == (Switch.ONE, TimeLimits.OFF)
    found.loop.controls = type(found.loop.controls)()
    pick(found, "kiosk:show:garden")
    assert found.loop.show._limits is TimeLimits.OFF  # type: ignore[attr-defined]


def test_screens_are_read_aloud_in_the_visitors_language() -> None:
    found = hall(self_voicing=True)
    cast = spoken(found)
    found.wait(20)
    assert cast == {}  # a hall is not talked at
    found.press(pygame.K_RIGHT)
    assert cast["en"].said == ["Touch to begin"]
    found.touch("kiosk:language:fr").wait(1)
    menu = cast["fr"].said[-1]
    assert menu.startswith("Choisissez un spectacle. 1: The Room. 2: The Garden.")
    found.press(pygame.K_RIGHT)
    assert cast["fr"].said[-1] == "The Garden."
    found.press(pygame.K_a)
    assert cast["fr"].said[-1].startswith("Mieux voir, entendre et choisir. Sous-titres: oui")
    found.press(pygame.K_ESCAPE).touch("kiosk:show:garden").wait(23)
    assert cast["fr"].said[-1].startswith("Êtes-vous toujours là ? Cette visite finit dans")
    assert cast["fr"].said[-1].endswith("Je suis toujours là.")
    found.press(pygame.K_RIGHT)
    found.wait(45)
    assert found.loop.setup.voice is None


def test_a_page_is_read_on_demand_and_heard_no_louder_than_allowed() -> None:
    found = Hall(config=Config(visit=BRISK, sound={"volume": 0.6, "most": 0.3})).wait(3)
    cast = spoken(found)
    found.clock.want = 2400
    found.clock.written.clear()
    found.press(pygame.K_v)
    assert found.phase() is Phase.ATTRACT
    assert cast["en"].said[0].startswith("The Room. Touch to begin.")
    loudest = max(float(np.abs(block).max()) for block in found.clock.written)
    assert 0.2 * 0.3**2 < loudest <= 0.5 * 0.3**2 + 0.5 * 0.15**2 + 1e-6


def test_voices_of_languages_that_nobody_asks_for_any_more_are_sent_home() -> None:
    cast = Cast()
    readers = Readers(cast.hire)
    first = readers("en")
    assert readers("en") is first
    readers("fr")
    readers("en")
    readers("de")
    assert [language for language, voices in cast.items() if voices.closed] == ["fr"]
    readers.close()
    assert all(voices.closed for voices in cast.values())


def test_every_target_of_a_kiosk_has_words() -> None:
    found = hall().touch()
    layer = found.loop.hud.layer
    for key in keys(found):
        assert called(layer, key), key
    assert called(layer, "kiosk:show:nobody") == "nobody"
    assert found.loop._is_somebody(Do(Act.VOICE))
