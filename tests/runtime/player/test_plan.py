"""Boxes, and the way the focus goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.player.plan import Box, Plan, Rule, Stage, Target, in_turn, neighbour

GRID = tuple(Target(f"{x}{y}", Box(x * 110, y * 60, 100, 50)) for y in range(3) for x in range(2))


def test_box_knows_its_edges() -> None:
    box = Box(10, 20, 30, 40)
    assert (box.right, box.bottom, box.centre) == (40, 60, (25, 40))
    assert box.holds(10, 20)
    assert not box.holds(40, 20)
    assert box.contains(Box(10, 20, 30, 40))
    assert not box.contains(Box(9, 20, 30, 40))
    assert box.middle(10, 10) == Box(20, 35, 10, 10)


def test_boxes_that_touch_do_not_overlap() -> None:
    assert not Box(0, 0, 10, 10).overlaps(Box(10, 0, 10, 10))
    assert Box(0, 0, 10, 10).overlaps(Box(9, 9, 10, 10))


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 400), st.integers(0, 400))
def test_inset_never_turns_inside_out(w: int, h: int, dx: int, dy: int) -> None:
    box = Box(5, 5, w, h)
    inner = box.inset(dx, dy)
    assert inner.w >= 0
    assert inner.h >= 0
    assert box.contains(inner)


@pytest.mark.parametrize(
    ("start", "dx", "dy", "end"),
    [("00", 1, 0, "10"), ("10", -1, 0, "00"), ("00", 0, 1, "01"), ("12", 0, -1, "11"), ("11", -1, 0, "01")],
)
def test_focus_goes_to_the_neighbour(start: str, dx: int, dy: int, end: str) -> None:
    assert neighbour(GRID, start, dx, dy) == end


@pytest.mark.parametrize(("start", "dx", "dy", "end"), [("10", 1, 0, "00"), ("02", 0, 1, "00"), ("10", 0, -1, "12")])
def test_focus_comes_in_again_on_the_other_side(start: str, dx: int, dy: int, end: str) -> None:
    assert neighbour(GRID, start, dx, dy) == end


def test_focus_without_a_place_goes_to_the_first() -> None:
    assert neighbour(GRID, "gone", 1, 0) == "00"
    assert neighbour((), "gone", 1, 0) == "gone"
    assert neighbour(GRID[:1], "00", 1, 0) == "00"


@given(st.lists(st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1)]), max_size=30))
def test_focus_never_leaves_the_targets(moves: list[tuple[int, int]]) -> None:
    focus = "00"
    for dx, dy in moves:
        focus = neighbour(GRID, focus, dx, dy)
    assert focus in {target.key for target in GRID}


def test_in_turn_visits_every_focusable_target() -> None:
    targets = (*GRID, Target("button", Box(0, 0, 5, 5), focusable=False))
    seen, focus = [], "00"
    for _ in GRID:
        seen.append(focus)
        focus = in_turn(targets, focus, 1)
    assert seen == [target.key for target in GRID]
    assert focus == "00"
    assert in_turn(targets, "00", -1) == "12"


def test_the_topmost_target_is_hit() -> None:
    plan = Plan(targets=(Target("row", Box(0, 0, 100, 50)), Target("more", Box(80, 0, 20, 50), focusable=False)))
    assert plan.at(90, 10) == plan.targets[1]
    assert plan.at(10, 10) == plan.targets[0]
    assert plan.at(10, 60) is None


def test_plans_lie_over_one_another() -> None:
    below = Plan((Rule(Box(0, 0, 1, 1)),), (Target("a", Box(0, 0, 1, 1)),), 700)
    above = Plan((Rule(Box(1, 1, 1, 1)),), (), 500)
    both = above.over(below)
    assert both.pieces == below.pieces + above.pieces
    assert both.floor == 500
    assert both.target("a") is not None
    assert both.faded(0.5).pieces[0].alpha == 0.5


def test_lengths_scale_with_the_smaller_side() -> None:
    assert Stage(1920, 1080).px(64) == 64
    assert Stage(1280, 720).px(64) == 43
    assert Stage(720, 1280).px(64) == 43
    assert Stage(160, 90).px(1) == 1
    assert Stage(160, 90).text(30) == 9
