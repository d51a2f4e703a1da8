"""Layouts hold on every surface: nothing outside, no words over words, no target over another, all large enough."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.overlay import Option, Overlay
from runtime.player.captions import plan_captions
from runtime.player.controls import Controls
from runtime.player.hud import Hud
from runtime.player.plan import Plan, Plate, Stage, Veil, Words
from runtime.player.typecase import Typecase
from runtime.player.viewstate import CaptionSize, ViewState
from runtime.timeline import Caption, Phase
from tests.runtime.player.fakes import CAPTION, OPTIONS, panel
from tests.runtime.player.scenes import SCENES, SIZES

CASE = Typecase()


def planned(name: str, size: tuple[int, int]) -> Plan:
    overlay, controls, view = SCENES[name]
    return Hud(CASE).plan(overlay, view, controls, size)


def captioned(name: str, size: tuple[int, int]) -> Plan:
    overlay, _, view = SCENES[name]
    if overlay.caption is None:
        return Plan()
    return plan_captions(overlay.caption, view.caption_size, Stage(*size), CASE, planned(name, size).floor)


def outside(plan: Plan, size: tuple[int, int]) -> list[object]:
    """Pieces and targets that leave the surface; veils may."""
    stage = Stage(*size).box
    pieces = [piece for piece in plan.pieces if not isinstance(piece, Veil) and not stage.contains(piece.box)]
    return [*pieces, *(target for target in plan.targets if not stage.contains(target.box))]


def colliding(plan: Plan) -> list[tuple[str, str]]:
    """Words that lie over one another by more than the leading of a line."""
    words = [piece for piece in plan.pieces if isinstance(piece, Words)]
    tight = [(piece.text, piece.box.inset(0, max(1, piece.box.h // 4))) for piece in words]
    return [(a[0], b[0]) for a, b in combinations(tight, 2) if a[1].overlaps(b[1])]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCENES)
def test_nothing_leaves_the_surface(name: str, size: tuple[int, int]) -> None:
    assert outside(planned(name, size), size) == []
    assert outside(captioned(name, size), size) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCENES)
def test_no_words_over_words(name: str, size: tuple[int, int]) -> None:
    assert colliding(planned(name, size)) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCENES)
def test_targets_do_not_overlap(name: str, size: tuple[int, int]) -> None:
    """But for the signs inside a row of settings, which lie on top of it."""
    targets = planned(name, size).targets
    for a, b in combinations(targets, 2):
        inside = a.adjustable and b.key.startswith("setting:") and a.box.contains(b.box)
        assert inside or not a.box.overlaps(b.box), (a, b)


@pytest.mark.parametrize("name", SCENES)
def test_targets_are_large_at_1080_lines(name: str) -> None:
    for target in planned(name, (1920, 1080)).targets:
        assert target.box.h >= 64
        assert target.box.w >= 64


@pytest.mark.parametrize("size", SIZES)
def test_the_panel_never_covers_captions(size: tuple[int, int]) -> None:
    for name in ("panel", "panel and strip"):
        caption = captioned(name, size)
        covering = [piece for piece in planned(name, size).pieces if not isinstance(piece, Words)]
        low = [piece for piece in covering if piece.box.bottom > size[1] // 2]
        assert all(not c.box.overlaps(p.box) for c in caption.pieces for p in low)


def test_the_default_and_the_lock_are_marked() -> None:
    texts = [piece.text for piece in planned("panel", (1280, 720)).pieces if isinstance(piece, Words)]
    assert "if you wait" in texts
    assert "You have not found the can" in texts
    assert "if you wait" not in [p.text for p in planned("no limit", (1280, 720)).pieces if isinstance(p, Words)]


def test_locked_options_cannot_be_pressed() -> None:
    keys = [target.key for target in planned("panel", (1280, 720)).targets]
    assert keys == ["option:lamp", "option:boat", "option:bell"]


def test_once_chosen_nothing_can_be_pressed() -> None:
    assert planned("locked", (1280, 720)).targets == ()


def test_the_chosen_one_stays_lit_while_the_others_fade() -> None:
    hud, size, locked = Hud(CASE), (1280, 720), panel(phase=Phase.LOCKED, chosen="boat")
    for age_s in (2.0, 2.2, 3.0):
        plan = hud.plan(Overlay(panel=replace(locked, age_s=age_s)), ViewState(), Controls(), size)
    strength = {piece.text: piece.alpha for piece in plan.pieces if isinstance(piece, Words)}
    assert strength["Go down to the boat"] == 1.0
    assert strength["Climb to the lamp"] == 0.0


def test_the_line_shrinks_toward_its_middle() -> None:
    widths = []
    for share in (1.0, 0.5, 0.0):
        plan = Hud(CASE).plan(Overlay(panel=panel(share_left=share)), ViewState(), Controls(), (1280, 720))
        line = [piece.box for piece in plan.pieces if type(piece).__name__ == "Rule"][-1]
        assert abs(line.x + line.w / 2 - 640) <= 1
        widths.append(line.w)
    assert widths[0] > widths[1] > widths[2] == 0


def test_a_hidden_panel_is_not_there() -> None:
    plan = Hud(CASE).plan(Overlay(panel=panel(phase=Phase.HIDDEN)), ViewState(), Controls(), (640, 360))
    assert plan.pieces == ()


def test_the_same_scene_is_laid_out_once() -> None:
    hud, (overlay, controls, view) = Hud(CASE), SCENES["pause"]
    assert hud.plan(overlay, view, controls, (640, 360)) is hud.plan(overlay, view, controls, (640, 360))


TEXT = st.text(st.characters(codec="utf-8"), max_size=90)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(TEXT, min_size=1, max_size=7), TEXT, st.integers(160, 2200), st.integers(90, 1300), st.sampled_from(Phase)
)
def test_any_panel_fits_any_surface(texts: list[str], question: str, w: int, h: int, phase: Phase) -> None:
    options = tuple(Option(str(n), text, is_default=n == 0) for n, text in enumerate(texts))
    shown = Overlay(panel=panel(options, phase, question=question))
    plan = Hud(CASE).plan(shown, ViewState(), Controls(), (w, h))
    assert outside(plan, (w, h)) == []
    assert colliding(plan) == []


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT, st.sampled_from(CaptionSize), st.integers(160, 2200), st.integers(90, 1300), st.floats(0.2, 1))
def test_any_caption_fits_any_surface(speaker: str, text: str, size: CaptionSize, w: int, h: int, floor: float) -> None:
    line = round(h * floor)
    plan = plan_captions(Caption(speaker, text, (200, 40, 40), 0, 10), size, Stage(w, h), CASE, line)
    assert outside(plan, (w, h)) == []
    assert colliding(plan) == []
    assert all(piece.box.bottom <= line for piece in plan.pieces)


@pytest.mark.parametrize("size", [(640, 360), (1280, 720), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("step", CaptionSize)
def test_captions_are_two_lines_of_37_in_the_middle(size: tuple[int, int], step: CaptionSize) -> None:
    plan = plan_captions(CAPTION, step, Stage(*size), CASE, size[1])
    rows = [piece for piece in plan.pieces if isinstance(piece, Words)]
    assert rows[0].text == "MARA"
    assert len(rows[1:]) <= (2 if step is not CaptionSize.XL else 3)
    assert all(len(row.text) <= 37 for row in rows)
    assert all(row.box.w <= 0.9 * size[0] for row in rows)
    if step is CaptionSize.S:
        assert all(row.box.w <= 0.68 * size[0] for row in rows)


def test_caption_sizes_double() -> None:
    px = [
        max(piece.px for piece in plan_captions(CAPTION, step, Stage(1920, 1080), CASE, 1080).pieces
            if isinstance(piece, Words))
        for step in CaptionSize
    ]  # fmt: skip
    assert px == sorted(px)
    assert px[-1] == 2 * px[0]


@settings(max_examples=40, deadline=None)
@given(TEXT, TEXT, TEXT, st.sampled_from(CaptionSize), st.integers(160, 2200), st.integers(90, 1300))
def test_those_who_speak_at_once_fit_any_surface(
    name: str, text: str, other: str, size: CaptionSize, w: int, h: int
) -> None:
    beside = Caption(name, other, (40, 200, 40), 0, 10)
    both = Caption("ANN", text, (200, 40, 40), 0, 10, (beside,))
    plan = plan_captions(both, size, Stage(w, h), CASE, h)
    assert outside(plan, (w, h)) == []
    assert colliding(plan) == []


def test_who_speaks_at_the_same_time_stands_below() -> None:
    both = replace(CAPTION, beside=(Caption("TOM", "I did!", (40, 200, 40), 0, 10),))
    plan = plan_captions(both, CaptionSize.S, Stage(1280, 720), CASE, 720)
    rows = [piece.text for piece in plan.pieces if isinstance(piece, Words)]
    assert (rows[0], rows[-2:]) == ("MARA", ["TOM", "I did!"])
    assert len(plan.pieces) == len(rows) + 1  # on one plate


def test_nobodys_line_has_no_name() -> None:
    plan = plan_captions(replace(CAPTION, speaker=""), CaptionSize.S, Stage(1280, 720), CASE, 720)
    assert isinstance(plan.pieces[0], Plate)
    assert len(plan.pieces) == 3


def test_the_buttons_are_there_when_the_pointer_moved() -> None:
    keys = {target.key for target in planned("panel and strip", (1280, 720)).targets}
    assert {"strip:pause", "pause:skip", "pause:back"} <= keys
    assert len(OPTIONS) == 4
