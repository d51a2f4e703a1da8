"""The page in a real browser: pan, zoom, search, read, follow, on a wide and on a narrow screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from runtime.library import load
from runtime.writer.graph import draw_story
from tests.runtime.chromium import WANTED, chromium, complaints, sized
from tests.runtime.writer.graph.test_drawing import HOSTILE, story

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

pytestmark = WANTED


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    with chromium("--force-prefers-reduced-motion", "--window-size=1280,720") as made:
        yield made


@pytest.fixture
def page(browser: Chrome, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    def opened(text: str, width: int = 1280, height: int = 720) -> Page:
        path = tmp_path / "map.html"
        path.write_text(text, "utf-8")
        sized(browser, width, height)
        browser.get(f"about:blank#{tmp_path.name}")
        browser.get(path.as_uri())
        return Page(browser)

    yield opened
    assert complaints(browser) == []  # nothing that the page's policy had to stop


class Page:
    """A page as a person uses it."""

    def __init__(self, browser: Chrome) -> None:
        self.browser = browser

    def run(self, script: str, *words: object) -> Any:
        """What a script comes to, after the next picture."""
        self.browser.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => setTimeout(done, 0));"
        )
        return self.browser.execute_script(f"return {script}", *words)

    def one(self, selector: str) -> WebElement:
        return self.browser.find_element("css selector", selector)

    def reads(self, name: str) -> bool:
        """Whether the scene of that name comes to be what the panel shows: an address is followed a moment later."""
        from selenium.webdriver.support.wait import WebDriverWait

        shown = "document.querySelector('#scene h2')?.textContent"
        return bool(WebDriverWait(self.browser, 30, 0.05).until(lambda _: self.run(shown) == name))

    def card(self, name: str) -> WebElement:
        n = self.run("story.vertices.findIndex(v => v.name === arguments[0])", name)
        return self.one(f'.card[data-v="{n}"]')

    def keys(self, *keys: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.browser).send_keys(*keys).perform()

    def view(self) -> dict[str, float]:
        found: dict[str, float] = self.run("({ ...view })")
        return found


@pytest.fixture(scope="module")
def light() -> str:
    return draw_story(load("last-light"), ".html")


def test_the_map_is_panned_and_zoomed(page: Callable[..., Page], light: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.actions.wheel_input import ScrollOrigin

    show = page(light)
    whole = show.view()
    assert whole["k"] > 0.2
    ActionChains(show.browser).drag_and_drop_by_offset(show.one("#stage"), 90, -40).perform()
    moved = show.view()
    assert (moved["x"] - whole["x"], moved["y"] - whole["y"], moved["k"]) == (90, -40, whole["k"])
    ActionChains(show.browser).scroll_from_origin(ScrollOrigin.from_element(show.one("#stage")), 0, -300).perform()
    closer = show.view()
    assert closer["k"] > moved["k"]
    show.keys("-")
    assert show.view()["k"] < closer["k"]
    show.keys("0")
    assert show.view() == whole


def test_a_scene_is_found_read_and_followed(page: Callable[..., Page], light: str) -> None:
    show = page(light)
    show.keys("/")
    show.keys("rail")
    assert show.run("document.querySelectorAll('.hit-card').length") > 1
    assert show.one("#found").text.startswith("1 of ")
    assert "now-card" in str(show.card("rail").get_attribute("class"))
    assert show.run("inSight(hits[hit])")
    show.keys("\ue00c")  # Escape
    assert show.run("document.querySelectorAll('.hit-card').length") == 0
    show.card("rail").click()
    assert show.reads("rail")
    scene = show.one("#scene")
    assert scene.find_elements("css selector", ".play .cue")
    link = scene.find_element("css selector", ".play .choice a")
    target = link.text
    link.click()
    assert show.reads(target)
    assert show.run("location.hash") == f"#/{target}"
    show.browser.back()
    assert show.reads("rail")
    show.keys("\ue00c")
    assert not show.one("#panel").is_displayed()


def test_the_keyboard_reaches_every_scene(page: Callable[..., Page], light: str) -> None:
    show = page(light)
    show.run("cards.get(reachable).focus()")
    assert "tower" in str(show.browser.switch_to.active_element.get_attribute("aria-label"))
    show.keys("\ue015")  # down
    focused = show.browser.switch_to.active_element
    assert str(focused.get_attribute("aria-label")).startswith("log. ")
    assert show.run("getComputedStyle(document.activeElement.querySelector('.frame')).strokeWidth") == "3px"
    show.keys("\ue007")  # Enter
    assert show.reads("log")
    assert show.run("document.querySelectorAll('.card[tabindex=\"0\"]').length") == 1


def test_a_phone_shows_map_and_scene_without_scrolling_sideways(page: Callable[..., Page], light: str) -> None:
    show = page(light, 390, 844)
    assert show.view()["k"] > 0.6  # the beginning, to be read
    show.card("log").click()
    assert show.reads("log")
    assert show.run("document.documentElement.scrollWidth") <= 390
    panel = show.one("#panel").rect
    assert panel["width"] == 390
    assert panel["y"] > 300


def test_words_of_a_story_never_act(page: Callable[..., Page]) -> None:
    show = page(draw_story(story(HOSTILE), ".html"))
    show.run("go(0)")
    assert show.reads(show.run("titleOf(story.vertices[0])"))
    assert show.run("typeof window.hacked") == "undefined"
    assert "</script><script>window.hacked = 1</script>" in show.one("#scene").text
    assert show.run("document.querySelectorAll('#scene img, #map img').length") == 0
    assert show.run("performance.getEntriesByType('resource').length") == 0
