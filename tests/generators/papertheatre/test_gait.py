"""Walking: feet plant and roll, arms swing against the legs, running flies, stairs are climbed."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from generators.papertheatre.figures.gait import GAITS, bent, gone
from generators.papertheatre.figures.joints import solved, towards
from generators.papertheatre.figures.person import Person, build_of

BUILD = build_of(Person(3))
UPRIGHT = sorted(set(GAITS) - {"crawl", "ladder", "swim", "fly"})


def test_a_leg_reaches_where_it_is_sent() -> None:
    for x, y in ((0.0, 0.4), (0.15, 0.38), (-0.2, 0.3)):
        hip, knee = bent(x, y, BUILD)
        bend = towards((0.0, 0.0), hip, BUILD.thigh)
        ankle = towards(bend, hip - knee, BUILD.shin)
        assert ankle == pytest.approx((x, y), abs=1e-6)
        assert 0 <= knee < 150


def test_what_is_out_of_reach_is_a_straight_leg() -> None:
    assert bent(3.0, 3.0, BUILD)[1] < 5


@pytest.mark.parametrize("gait", ["walk", "stroll", "march", "shuffle"])
def test_the_foot_on_the_floor_does_not_slide(gait: str) -> None:
    made = GAITS[gait]
    start, end = 0.2 * made.duty * made.cycle, 0.55 * made.duty * made.cycle
    ways = [start + (end - start) * k / 8 for k in range(9)]
    feet = [way + solved(gone(gait, way, BUILD), BUILD).near_leg[2][0] for way in ways]
    assert max(feet) - min(feet) < 0.012


@pytest.mark.parametrize("gait", UPRIGHT)
def test_somebody_is_on_the_floor_or_flies_a_little(gait: str) -> None:
    for k in range(24):
        pose = gone(gait, GAITS[gait].cycle * k / 24, BUILD)
        assert -0.012 < pose.lift < 0.09
        assert -60 < pose.near_knee < 140


def test_a_walk_rolls_from_heel_to_toe() -> None:
    pitches = [gone("walk", GAITS["walk"].cycle * k / 48, BUILD).near_foot for k in range(48)]
    assert min(pitches) < -10  # the heel strikes
    assert max(pitches) > 30  # the toe pushes off
    assert sum(abs(p) < 1 for p in pitches) > 8  # flat in between


def test_arms_swing_against_the_legs() -> None:
    strike = gone("walk", 0.0, BUILD)
    assert strike.near_leg > strike.far_leg
    assert strike.near_arm < strike.far_arm - 20


def test_hips_bob_twice_a_cycle() -> None:
    highs = [-solved(gone("walk", GAITS["walk"].cycle * k / 48, BUILD), BUILD).hip[1] for k in range(48)]
    turns = sum((b - a) * (c - b) < 0 for (a, b), (_, c) in pairwise([*pairwise([*highs, *highs[:2]])]))
    assert turns == 4
    assert 0.008 < max(highs) - min(highs) < 0.05


def test_a_run_leaves_the_floor_and_bends_its_elbows() -> None:
    poses = [gone("run", GAITS["run"].cycle * k / 24, BUILD) for k in range(24)]
    assert max(p.lift for p in poses) > 0.02
    assert min(p.near_elbow for p in poses) > 60
    assert poses[0].lean > 8


def test_the_stride_fades_to_standing() -> None:
    still = gone("walk", 0.3, BUILD, 0.0)
    assert abs(still.near_leg - still.far_leg) < 3
    assert abs(still.near_foot) < 0.01


@pytest.mark.parametrize("gait", sorted(GAITS))
def test_every_gait_moves_on_and_comes_round(gait: str) -> None:
    cycle = GAITS[gait].cycle
    poses = [gone(gait, cycle * k / 12, BUILD) for k in range(13)]
    turned = max(abs(a.near_leg - b.near_leg) + abs(a.near_arm - b.near_arm) % 360 for a, b in pairwise(poses))
    assert turned > 2
    assert poses[0] == pytest.approx(poses[-1], abs=0.01)


def test_walking_back_is_walking_the_other_way_round() -> None:
    assert gone("walk", -0.2, BUILD) == pytest.approx(gone("walk", GAITS["walk"].cycle - 0.2, BUILD))


def test_on_stairs_the_front_foot_is_higher() -> None:
    pose = gone("climb", 0.0, BUILD, 1.0, 0.5)
    j = solved(pose, BUILD)
    front, back = sorted((j.near_leg[2], j.far_leg[2]), key=lambda foot: -foot[0])
    assert front[1] < back[1] - 0.03
    assert math.isfinite(pose.lift)
