"""Outlines, limbs and garments: corners are crisp, cloth follows the legs, hems stay off the floor, joints join."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.papertheatre.figures.air import MOST, Air
from generators.papertheatre.figures.joints import SEAT, along, solved, towards
from generators.papertheatre.figures.outline import cut, kept, limb, ribbon
from generators.papertheatre.figures.person import Person, build_of
from generators.papertheatre.figures.posture import CHANNELS, STANCES, Posture, posed
from generators.papertheatre.figures.tailoring import CUTS, FLAT, Garment, cut_of, sleeve_of

BUILD = build_of(Person(3))
STILL = Air(gust=0.0)


def garment(name: str, pose: Posture | None = None, air: Air = STILL, **person: object) -> Garment:
    who = Person(3, garment=name, **person)  # type: ignore[arg-type]
    b = build_of(who)
    return Garment(solved(pose or Posture(), b), b, who, air)


# -- outlines --------------------------------------------------------------------------------------------------------


def test_a_crisp_corner_is_reached_and_a_soft_one_is_not() -> None:
    square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    soft, crisp = cut(square), cut([(x, y, 1) for x, y in square])
    assert crisp.contains(0.99, 0.99)
    assert not soft.contains(0.99, 0.99)
    assert soft.contains(0.5, 0.02)


@pytest.mark.parametrize("crisp", list(itertools.product((0, 1), repeat=4)))
def test_soft_and_crisp_corners_mix(crisp: tuple[int, ...]) -> None:
    square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    path = cut([(*p, 1) if c else p for p, c in zip(square, crisp, strict=True)])
    bounds = path.getBounds()
    assert path.contains(0.5, 0.5)
    assert (bounds.left(), bounds.top()) >= (-0.001, -0.001)
    assert (bounds.right(), bounds.bottom()) <= (1.001, 1.001)


def test_tables_are_cut_once() -> None:
    row = ((0.0, 0.0), (1.0, 0.0), (0.5, 1.0))
    assert kept(row) is kept(tuple(row))


def test_a_limb_is_round_at_its_ends_and_covers_its_bone() -> None:
    path = limb((0.0, 0.0), (0.0, 1.0), 0.2, 0.1)
    assert path.contains(0.0, -0.15)
    assert path.contains(0.15, 0.05)
    assert not path.contains(0.15, 0.95)
    assert not limb((0.5, 0.5), (0.5, 0.5), 0.1, 0.1).isEmpty()


def test_a_ribbon_follows_its_spine_and_ends_in_a_tip() -> None:
    spine = [(0.0, 0.0), (0.0, 0.5), (0.2, 1.0)]
    assert all(ribbon(spine, 0.1, 0.1).contains(x, y) for x, y in spine[1:-1])
    assert ribbon(spine, 0.1, 0.1, 0.4).getBounds().bottom() > ribbon(spine, 0.1, 0.1).getBounds().bottom() + 0.2


# -- bones -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stance", sorted(STANCES))
def test_bones_keep_their_lengths(stance: str) -> None:
    j = solved(STANCES[stance], BUILD)
    for arm in (j.near_arm, j.far_arm):
        assert math.dist(arm[0], arm[1]) == pytest.approx(BUILD.upper)
        assert math.dist(arm[1], arm[2]) == pytest.approx(BUILD.fore)
    for leg in (j.near_leg, j.far_leg):
        assert math.dist(leg[0], leg[1]) == pytest.approx(BUILD.thigh)
        assert math.dist(leg[1], leg[2]) == pytest.approx(BUILD.shin)


def test_nobody_sits_lower_than_the_floor() -> None:
    raised = solved(posed(nleg=(170, 10), fleg=(170, 10)), BUILD)
    assert raised.hip[1] == pytest.approx(-SEAT)


def test_a_lifted_figure_is_off_the_floor_and_a_bobbing_one_is_not_stretched() -> None:
    assert solved(posed(lift=0.2), BUILD).hip[1] == pytest.approx(solved(Posture(), BUILD).hip[1] - 0.2)
    assert solved(posed(shift=0.3), BUILD).hip[0] == pytest.approx(0.3)


def test_a_stoop_brings_the_head_forward() -> None:
    assert solved(Posture(), BUILD, 14).neck[0] > solved(Posture(), BUILD).neck[0] + 0.03


def test_points_along_a_leg_run_from_hip_to_ankle() -> None:
    leg = solved(Posture(), BUILD).near_leg
    assert along(leg, BUILD, 0.0, 0.0) == pytest.approx(leg[0])
    assert along(leg, BUILD, BUILD.thigh, 0.0) == pytest.approx(leg[1])
    assert along(leg, BUILD, BUILD.thigh + BUILD.shin, 0.0) == pytest.approx(leg[2])
    assert along(leg, BUILD, 0.1, 0.05)[0] > leg[0][0]


def test_angles_are_degrees_from_hanging_down() -> None:
    assert towards((0.0, 0.0), 0, 1) == pytest.approx((0, 1))
    assert towards((0.0, 0.0), 90, 1) == pytest.approx((1, 0))


def test_the_trunk_is_bent_at_the_waist() -> None:
    j = solved(posed(lean=0, bend=40), BUILD)
    assert j.on(0.0, 0.0) == pytest.approx(j.hip)
    assert j.on(1.0, 0.0) == pytest.approx(j.shoulder)
    assert j.on(0.5, 0.0) == pytest.approx(j.waist)
    assert j.shoulder[0] - j.waist[0] > 3 * abs(j.waist[0] - j.hip[0])


# -- garments --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(CUTS))
def test_every_garment_has_a_sleeve_and_covers_the_trunk(name: str) -> None:
    g = garment(name)
    sleeve = sleeve_of(g.person, 1.0)
    assert 0 <= sleeve.long <= 1
    assert g.ahead(0.3)[0] > g.j.on(0.3, 0.0)[0] > g.behind(0.3)[0]
    assert cut_of(g.person) is CUTS[name]


def test_an_unknown_garment_is_a_jacket() -> None:
    assert cut_of(Person(1, garment="no such thing")) is CUTS["jacket"]


def test_dresses_have_a_waist_and_stout_people_a_belly() -> None:
    slim, stout = garment("dress"), garment("dress", bulk=1.34)
    assert slim.ahead(0.42)[0] < slim.ahead(0.74)[0]
    assert stout.ahead(0.26)[0] > slim.ahead(0.26)[0] + 0.05


@pytest.mark.parametrize("name", [n for n, c in CUTS.items() if c.long > 0.1])
@pytest.mark.parametrize("stance", ["stand", "sit", "kneel", "knees", "crouch", "floor"])
def test_hems_stay_above_the_floor(name: str, stance: str) -> None:
    g = garment(name, STANCES[stance])
    hips = g.b.hips + g.cut.flare
    for leg, side in ((g.front, hips), (g.back, -hips)):
        assert g.hem(leg, g.cut.long, side)[1] < 0.03


def test_a_coat_opens_with_the_stride() -> None:
    def width(pose: Posture) -> float:
        g = garment("coat", pose)
        hips = g.b.hips + g.cut.flare
        return g.hem(g.front, g.cut.long, hips)[0] - g.hem(g.back, g.cut.long, -hips)[0]

    assert width(posed(near_leg=28.0, far_leg=-26.0)) > width(Posture()) + 0.15


def test_a_raised_thigh_draws_the_cloth_close() -> None:
    g = garment("coat", STANCES["sit"])
    x, y = g.hem(g.front, g.b.thigh * 0.9, 0.2)
    on_leg = along(g.front, g.b, g.b.thigh * 0.9, 0.0)
    assert math.dist((x, y), on_leg) < 0.12


def test_wind_carries_hems_off() -> None:
    calm, storm = garment("dress"), garment("dress", air=Air(gust=0.0, blow=0.9))
    assert storm.hem(storm.back, 0.36, -0.1)[0] < calm.hem(calm.back, 0.36, -0.1)[0] - 0.04


def test_cloth_of_who_lies_does_not_sink_into_the_floor() -> None:
    back = garment("dress", STANCES["lie"], Air(gust=0.0, lie=87))
    assert back.hem(back.back, 0.36, -0.3)[0] >= back.j.hip[0] - FLAT - 1e-9
    front = garment("dress", STANCES["prone"], Air(gust=0.0, lie=-84))
    assert front.hem(front.front, 0.36, 0.3)[0] <= front.j.hip[0] + FLAT + 1e-9


# -- air -------------------------------------------------------------------------------------------------------------


def test_swaying_is_bounded_and_depends_on_time_alone() -> None:
    values = [Air(t_s=k / 10, gust=1.0, blow=1.0, phase=2.0).sway() for k in range(300)]
    assert max(values) <= 1
    assert min(values) >= -1
    assert max(values) - min(values) > 1
    assert Air(t_s=3.3, gust=0.5).sway() == Air(t_s=3.3, gust=0.5).sway()


@given(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3), st.floats(0, 1), st.floats(-90, 90))
@settings(max_examples=60, deadline=None)
def test_a_loose_strip_keeps_its_length_in_any_wind(t_s: float, blow: float, gust: float, lie: float) -> None:
    points = Air(t_s, blow, gust, 0.0, lie).loose((0.0, 0.0), 1.0, 5)
    assert sum(math.dist(a, b) for a, b in itertools.pairwise(points)) == pytest.approx(1.0)
    assert all(math.isfinite(v) for p in points for v in p)
    assert MOST >= 1


@given(st.lists(st.floats(-400, 400), min_size=len(CHANNELS), max_size=len(CHANNELS)), st.sampled_from(sorted(CUTS)))
@settings(max_examples=60, deadline=None)
def test_any_posture_can_be_dressed(values: list[float], name: str) -> None:
    g = garment(name, Posture(*values))
    assert all(math.isfinite(v) for v in (*g.ahead(0.4), *g.behind(0.4), *g.hem(g.front, 0.3, 0.1)))
