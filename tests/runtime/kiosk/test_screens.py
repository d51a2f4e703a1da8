"""A kiosk's screens in six languages: nothing is cut off, nothing overlaps, all can be pressed and read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from runtime.kiosk.screens import KioskHud, Layer, Poise
from runtime.kiosk.states import Phase, Why
from runtime.kiosk.words import in_a_hall, name_of, said
from runtime.overlay import Card, Overlay
from runtime.player.controls import Controls, Page
from runtime.player.foundry import lacking
from runtime.player.palette import READABLE
from runtime.player.plan import Plan, Sign, Veil, Words
from runtime.player.typecase import Face, Typecase, font_path
from runtime.player.viewstate import CaptionSize, ViewState
from tests.runtime.player.test_readability import FRAMES, SIZE, worst

LANGUAGES = ("en", "fr", "de", "es", "ja", "ar")
LETTERS = {"ja": "あ日", "ar": "عر"}
PRINTED = [
    pytest.param(tag, marks=pytest.mark.skipif(bool(lacking(LETTERS.get(tag, "a"), font_path(Face.SANS))), reason=tag))
    for tag in LANGUAGES
]  # those that this machine has typefaces for; boxes have other widths
SIZES = ((1920, 1080), (1080, 1920), (640, 360))
CASE = Typecase()
SHOWS = tuple(Poise(f"s{n}", f"The {n}th way", "Down to the water, and up to the lamp again.") for n in range(8))
END = Card("end", "Last Light", "", "The boy at the door", 2, 5, age_s=2.0)


def layers(language: str) -> dict[str, tuple[Layer, Overlay, Controls]]:
    layer = Layer(Phase.ATTRACT, language, LANGUAGES, title="Last Light")
    overlay, visit = Overlay(language=in_a_hall(language)), replace(layer, phase=Phase.VISIT, languages=())
    paused, menu = replace(overlay, paused=True), replace(layer, phase=Phase.MENU)
    found = {
        "attract": (layer, overlay, Controls()),
        "attract with a focus": (replace(layer, focus="kiosk:begin"), overlay, Controls()),
        "menu of three": (replace(menu, shows=SHOWS[:3], focus="kiosk:show:s0"), overlay, Controls()),
        "menu of eight": (replace(menu, shows=SHOWS, focus="kiosk:leave"), overlay, Controls()),
        "pause": (visit, paused, Controls(page=Page.PAUSE)),
        "access": (visit, paused, Controls(page=Page.ACCESS)),
        "restart": (visit, paused, Controls(page=Page.RESTART)),
        "end": (visit, replace(overlay, card=END), Controls(strip=True)),
        "closed": (replace(layer, phase=Phase.CLOSED, night=said("nothing", language)), overlay, Controls()),
    }
    for why in Why:
        asked = replace(visit, why=why, left_s=20, answers=why is not Why.CLOSING)
        found[f"question: {why}"] = (asked, overlay, Controls())
    return found


def planned(language: str, name: str, size: tuple[int, int], **view: object) -> Plan:
    layer, overlay, controls = layers(language)[name]
    hud = KioskHud(CASE)
    hud.layer = layer
    return hud.plan(overlay, ViewState(guarded=True).model_copy(update=view), controls, size)


def words(plan: Plan) -> Iterator[Words]:
    return (piece for piece in plan.pieces if isinstance(piece, Words))


NAMES = tuple(layers("en"))


@pytest.mark.parametrize("language", PRINTED)
def test_nothing_is_cut_off_and_nothing_overlaps(language: str) -> None:
    for name in NAMES:
        check(planned(language, name, SIZES[0]), name, SIZES[0])
    for name in ("attract", "pause", "access", "question: idle"):
        check(planned(language, name, SIZES[0], hud_size=CaptionSize.XL), name, SIZES[0])


@pytest.mark.soak
@pytest.mark.parametrize("language", PRINTED)
@pytest.mark.parametrize("scale", CaptionSize)
def test_nothing_is_cut_off_on_any_screen(language: str, scale: CaptionSize) -> None:
    for size in SIZES if scale is CaptionSize.S else SIZES[:2]:
        for name in NAMES:
            check(planned(language, name, size, hud_size=scale), name, size)


def check(plan: Plan, name: str, size: tuple[int, int]) -> None:
    found = list(words(plan))
    for piece in found:
        assert piece.box.x >= 0
        assert piece.box.right <= size[0], (name, piece.text)
        assert piece.box.y >= 0, (name, piece.text)
        assert piece.box.bottom <= size[1], (name, piece.text)
        assert "…" not in piece.text or name.startswith("menu"), (name, piece.text)
    for n, piece in enumerate(found):
        over = [other.text for other in found[n + 1 :] if piece.box.overlaps(other.box)]
        assert not over, (name, piece.text, over)
    apart = [target for target in plan.targets if target.focusable]
    for n, target in enumerate(apart):
        assert not any(target.box.overlaps(other.box) for other in apart[n + 1 :]), (name, target.key)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_all_can_be_pressed_with_a_thumb(language: str) -> None:
    for scale in (CaptionSize.S, CaptionSize.XL):
        for name in NAMES:
            for target in planned(language, name, (1920, 1080), hud_size=scale).targets:
                assert min(target.box.w, target.box.h) >= 64, (name, target)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_all_can_be_read_over_any_picture(language: str, name: str) -> None:
    plan = planned(language, name, SIZE)
    pictures = ("black",) if name == "closed" else ("white", "stripes")
    assert min(worst(plan, FRAMES[picture]) for picture in pictures) >= READABLE


def test_what_is_said_in_attract_stands_above_the_veil() -> None:
    plan = planned("en", "attract", (1920, 1080))
    assert plan.floor == min(piece.box.y for piece in plan.pieces if isinstance(piece, Veil)) > 0


@pytest.mark.parametrize("name", NAMES)
def test_who_reads_from_the_right_finds_everything_on_the_other_side(name: str) -> None:
    """The same plan in a mirror: the words of a language that is written from the left are in the same order there."""
    hud = KioskHud(CASE)
    hud.layer, overlay, controls = layers("en")[name]
    size = (1920, 1080)
    left = hud.plan(overlay, ViewState(guarded=True), controls, size)
    right = left.turned(1920)
    assert right.mirrored
    assert right.turned(1920) == left
    for here, there in zip(left.targets, right.targets, strict=True):
        assert (here.box.x, here.box.y) == (1920 - there.box.right, there.box.y)
    assert planned("ar", name, size).mirrored
    assert [one.key for one in planned("ar", name, size).targets] == [one.key for one in left.targets]


def test_arrows_point_the_other_way_and_the_players_signs_do_not() -> None:
    signs = {piece.name: piece for piece in planned("ar", "pause", (1920, 1080)).pieces if isinstance(piece, Sign)}
    assert signs["less"].flipped
    assert signs["more"].flipped
    assert signs["less"].box.x > signs["more"].box.x
    hud = KioskHud(CASE)
    hud.layer, overlay, _ = layers("ar")["pause"]
    strip = hud.plan(replace(overlay, paused=False), ViewState(guarded=True), Controls(strip=True), (1920, 1080))
    flipped = {piece.name: piece.flipped for piece in strip.pieces if isinstance(piece, Sign)}
    assert flipped == {"pause": False, "skip": False, "back": True, "access": False}


def test_the_language_that_holds_is_marked_without_colour_alone() -> None:
    plain = planned("fr", "attract", (1920, 1080))
    target = plain.target("kiosk:language:fr")
    assert target
    assert name_of("fr") in [piece.text for piece in words(plain)]
    inside = [piece for piece in plain.pieces if target.box.contains(piece.box)]
    other = plain.target("kiosk:language:de")
    assert other
    assert len(inside) == len([piece for piece in plain.pieces if other.box.contains(piece.box)]) + 1


def test_no_page_of_a_kiosk_speaks_of_files_windows_or_keys() -> None:
    for language in LANGUAGES:
        for name in ("pause", "end", "access"):
            texts = {piece.text for piece in words(planned(language, name, (1920, 1080)))}
            assert said("leave", language) in texts or name == "access"
            assert not any(" (A)" in text or " (M)" in text for text in texts)
    assert "pause:quit" in [one.key for one in planned("en", "pause", (1920, 1080)).targets]
    assert "pause:save" not in [one.key for one in planned("en", "pause", (1920, 1080)).targets]
