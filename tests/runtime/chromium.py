"""A real browser for the pages that we make; tests that want one are left out where there is none."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

CHROMIUM, DRIVER = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
WANTED = [
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no chromium with chromedriver: apt install chromium-driver"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@contextlib.contextmanager
def chromium(*flags: str) -> Iterator[Chrome]:
    """Without a window, with its log kept; `flags` beside our own."""
    webdriver = pytest.importorskip("selenium.webdriver")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*FLAGS, *flags):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    try:
        yield chrome
    finally:
        chrome.quit()


def sized(browser: Chrome, width: int, height: int) -> None:
    """A window of so many points; a narrow one is a phone's."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def complaints(browser: Chrome) -> list[dict[str, Any]]:
    """What it wrote into its log since it was asked last: what a page's own policy had to stop, for one."""
    return browser.get_log("browser")  # type: ignore[no-untyped-call,no-any-return]
