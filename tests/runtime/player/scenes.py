"""Everything that can lie over a picture, named: what layouts and contrasts are tested with."""

from __future__ import annotations

from dataclasses import replace

from runtime.overlay import Option, Overlay
from runtime.player.controls import Controls, Page
from runtime.player.viewstate import CaptionSize, ViewState
from runtime.timeline import Phase
from tests.runtime.player.fakes import CAPTION, END, TITLE, panel

LONG = "Take the boat out past the rocks with the lantern held high, storm or no storm, and call his name"
FOUR_LONG = tuple(Option(f"o{n}", LONG, is_default=n == 0, locked="not yet" * (n == 2)) for n in range(4))
NINE = tuple(Option(f"o{n}", f"The {n}th way down to the water", is_default=n == 3) for n in range(9))
UNBROKEN = (Option("a", "Donaudampfschifffahrtsgesellschaftskapitän" * 3), Option("b", "…"), Option("c", "\x07\u200b"))
PLAYING, STRIP = Controls(), Controls(strip=True)
TWICE = ViewState(hud_size=CaptionSize.XL, caption_size=CaptionSize.XL, high_contrast=True, reach=True)
VIEW, LARGE = ViewState(), ViewState(caption_size=CaptionSize.XL)

SCENES: dict[str, tuple[Overlay, Controls, ViewState]] = {
    "caption": (Overlay(caption=CAPTION), PLAYING, VIEW),
    "large caption": (Overlay(caption=CAPTION), STRIP, LARGE),
    "panel": (Overlay(caption=CAPTION, panel=panel()), PLAYING, VIEW),
    "panel and strip": (Overlay(caption=CAPTION, panel=panel()), STRIP, LARGE),
    "no limit": (Overlay(panel=panel(share_left=None, remaining_s=None)), PLAYING, VIEW),
    "four long": (Overlay(panel=panel(FOUR_LONG, question=LONG + "?")), PLAYING, VIEW),
    "nine": (Overlay(panel=panel(NINE)), STRIP, VIEW),
    "unbroken": (Overlay(panel=panel(UNBROKEN)), PLAYING, VIEW),
    "one": (Overlay(panel=panel(NINE[:1], question="")), PLAYING, VIEW),
    "none": (Overlay(panel=panel(())), PLAYING, VIEW),
    "locked": (Overlay(panel=panel(phase=Phase.LOCKED, chosen="boat")), PLAYING, VIEW),
    "title": (Overlay(card=TITLE), STRIP, VIEW),
    "title not ready": (Overlay(card=replace(TITLE, ready=False, title=LONG)), STRIP, VIEW),
    "end": (Overlay(card=END), STRIP, VIEW),
    "end with many": (Overlay(card=replace(END, ending=LONG, endings=40)), STRIP, VIEW),
    "pause": (Overlay(paused=True, heading="LIGHTHOUSE STAIRS, NIGHT"), Controls(page=Page.PAUSE), VIEW),
    "pause on a card": (Overlay(card=TITLE), Controls(page=Page.PAUSE, focus="pause:volume"), VIEW),
    "access": (Overlay(paused=True), Controls(page=Page.ACCESS), VIEW),
    "access, twice the size": (Overlay(paused=True), Controls(page=Page.ACCESS, focus="access:reach"), TWICE),
    "pause, twice the size": (Overlay(paused=True, heading="STAIRS, NIGHT"), Controls(page=Page.PAUSE), TWICE),
    "panel, twice the size": (Overlay(caption=CAPTION, panel=panel()), STRIP, TWICE),
    "title, twice the size": (Overlay(card=TITLE), STRIP, TWICE),
    "end in high contrast": (Overlay(card=END), STRIP, ViewState(high_contrast=True)),
    "panel in high contrast": (Overlay(caption=CAPTION, panel=panel()), STRIP, ViewState(high_contrast=True)),
    "within reach": (Overlay(caption=CAPTION), STRIP, ViewState(reach=True)),
    "panel within reach": (Overlay(caption=CAPTION, panel=panel()), STRIP, ViewState(reach=True)),
    "restart?": (Overlay(paused=True), Controls(page=Page.RESTART), VIEW),
    "notice": (Overlay(notice="No sound: install libportaudio2"), PLAYING, VIEW),
    "developer": (
        Overlay(metrics={f"figure_{n}": n * 1.5 for n in range(60)}, notice="storage"),
        PLAYING,
        ViewState(developer=True),
    ),
}
SIZES = ((160, 90), (320, 180), (640, 360), (1280, 720), (1920, 1080), (720, 1280), (800, 800), (2000, 500), (90, 160))
