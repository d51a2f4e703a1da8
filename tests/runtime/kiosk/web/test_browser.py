"""The operator's page in a real browser, on a phone and on a desk, by keyboard and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from runtime.kiosk.web.server import Server
from tests.runtime.chromium import WANTED, chromium, complaints, sized
from tests.runtime.kiosk.web.fakes import LOCAL, NETWORK, PIN, Lobby, orders

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = WANTED


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    with chromium() as made:
        yield made


class Visit:
    """A browser at a lobby's page."""

    def __init__(self, browser: Chrome, lobby: Lobby) -> None:
        self.browser, self.lobby = browser, lobby
        self.server = Server(LOCAL, 0, lobby.reception.answer)
        self.home = f"http://{LOCAL}:{self.server.port}/"

    def open(self, width: int, height: int, *, dark: bool = False, scripts: bool = True) -> None:
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        sized(self.browser, width, height)
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        self.browser.get(self.home)

    def run(self, script: str) -> Any:
        return self.browser.execute_script(f"return {script}")

    def words(self) -> str:
        return self.browser.find_element("tag name", "body").text

    def comes_to_say(self, said: str) -> bool:
        """Whether the page that the browser is on its way to says so."""
        from selenium.common.exceptions import StaleElementReferenceException
        from selenium.webdriver.support.wait import WebDriverWait

        gone = [StaleElementReferenceException]  # the page before, just as it is read
        return WebDriverWait(self.browser, 30, 0.05, gone).until(lambda _: said in self.words())

    def complaints(self) -> list[dict[str, Any]]:
        return complaints(self.browser)


@pytest.fixture
def visit(browser: Chrome) -> Iterator[Visit]:
    lobby = Lobby()
    lobby.samples.take()
    made = Visit(browser, lobby)
    made.complaints()
    yield made
    made.server.close()
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    browser.get("about:blank")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900)])
@pytest.mark.parametrize("dark", [False, True])
def test_it_fits_and_shows_everything(visit: Visit, width: int, height: int, dark: bool) -> None:
    visit.open(width, height, dark=dark)
    words = visit.words()
    for said in ("All is well", "On the screen", "Orders", "The last hour", "Last faults", "Visits", "For programs"):
        assert said in words, said
    assert visit.run("document.documentElement.scrollWidth") <= width
    assert visit.run("document.getElementById('picture').naturalWidth") == 320
    assert visit.run("[...document.querySelectorAll('button')].every(b => b.getBoundingClientRect().height >= 44)")
    assert visit.run("getComputedStyle(document.body).backgroundColor") == (
        "rgb(17, 16, 21)" if dark else "rgb(246, 239, 225)"
    )
    assert visit.complaints() == []  # nothing that the page's own policy had to stop


def test_it_brings_itself_up_to_date(visit: Visit) -> None:
    visit.open(1440, 900)
    visit.lobby.hall.loop.tally.failed("the voices began anew")
    visit.browser.execute_async_script("look().then(arguments[arguments.length - 1])")
    assert "the voices began anew" in visit.words()
    assert "needs attention" in visit.browser.title
    visit.server.close()
    visit.browser.execute_async_script("look().then(arguments[arguments.length - 1])")
    assert "cannot be reached" in visit.words()


def test_orders_by_keyboard_alone(visit: Visit) -> None:
    from selenium.webdriver.common.keys import Keys

    visit.open(1440, 900)
    reached: list[str] = []
    while "louder" not in reached and len(reached) < 5:
        visit.browser.switch_to.active_element.send_keys(Keys.TAB)
        reached.append(visit.run("document.activeElement.value"))
    assert reached[-2:] == ["next_show", "louder"]
    assert visit.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    visit.browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert visit.comes_to_say("Louder: the kiosk has been told.")
    assert orders(visit.lobby) == ["louder"]


def test_without_a_script_it_can_be_read_and_obeys(visit: Visit) -> None:
    visit.open(390, 844, scripts=False)
    assert "All is well" in visit.words()
    visit.browser.find_element("css selector", "button[value=quit]").click()
    assert visit.comes_to_say("Quit the kiosk?")
    assert orders(visit.lobby) == []
    visit.browser.find_element("css selector", "button.grave").click()
    assert visit.comes_to_say("Quit: the kiosk has been told.")
    assert orders(visit.lobby) == ["quit"]


def test_the_pin_on_a_phone(browser: Chrome) -> None:
    visit = Visit(browser, Lobby(NETWORK))
    visit.open(390, 844)
    for pin, said in (("1357", "That is not the PIN."), (PIN, "Waiting for a visitor")):
        field = browser.find_element("id", "pin")
        field.send_keys(pin)
        field.submit()
        assert visit.comes_to_say(said)
    assert browser.get_cookies() != []
    assert visit.run("document.cookie") == ""
    visit.server.close()
    browser.get("about:blank")
