"""The repertoire: scores are read, ease, loop without a jolt, and each is a posture of its own over time."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from generators.papertheatre.figures.joints import solved
from generators.papertheatre.figures.person import Person, build_of
from generators.papertheatre.figures.posture import CHANNELS, STANCES, Posture, added, blended, channels, posed
from generators.papertheatre.figures.repertoire import LYING, SCORES
from generators.papertheatre.figures.scores import EASES, played, read_scores

FACE = frozenset({"mouth", "wide", "smile", "brow", "knit", "lids", "gaze", "glance", "tears"})
BUILD = build_of(Person(3))


def apart(a: Posture, b: Posture) -> float:
    """The largest difference between two postures, degrees for joints, scaled for the rest."""
    return max(
        abs(p - q) * (60 if name in FACE or name in ("lift", "shift", "bob") else 1)
        for name, p, q in zip(CHANNELS, a, b, strict=True)
    )


def test_notation_is_read() -> None:
    made = read_scores(
        "poke walking with stick from sit\n  0.5 near 10/20 lean 3\n  2 swing near 30\nwait\n  1 head 5\n"
    )
    score = made["poke"]
    assert (score.prop, score.stance, score.loop, score.moving) == ("stick", "sit", None, True)
    assert score.keys[0].to == {"near_arm": 10.0, "near_elbow": 20.0, "lean": 3.0}
    assert score.keys[1].to == {"near_arm": 30.0, "near_elbow": 20.0, "lean": 3.0}
    assert (score.keys[1].ease, score.keys[1].at_s) == ("swing", 2.0)
    assert made["wait"].keys[0].to == {"head": 5.0}


def test_a_loop_ends_as_it_began() -> None:
    score = read_scores("x loop 1 3\n  1 lean 10\n  2 lean 20 head 9\n  3 lean 14\n")["x"]
    assert score.keys[0].to == score.keys[-1].to == {"lean": 10.0, "head": 9.0}
    assert score.time_of(7.5) == pytest.approx(1.5)
    assert score.settled_s == 2.0


def test_channels_that_a_key_does_not_name_stay() -> None:
    score = read_scores("x\n  1 lean 10 head 4\n  2 lean 20\n")["x"]
    later = played(Posture(), score, 2.5)
    assert (later.lean, later.head) == (20.0, 4.0)


def test_a_score_starts_from_where_the_body_is() -> None:
    score = read_scores("x\n  1 lean 10\n")["x"]
    assert played(posed(lean=50), score, 0.0).lean == 50
    assert played(posed(lean=50), score, 0.5).lean == 30
    assert played(posed(lean=50), score, 9.0).lean == 10


def test_only_some_channels_may_be_played() -> None:
    score = read_scores("x\n  1 lean 10 head 9\n")["x"]
    pose = played(Posture(), score, 2.0, frozenset({"head"}))
    assert (pose.lean, pose.head) == (Posture().lean, 9.0)


@pytest.mark.parametrize("name", sorted(EASES))
def test_eases_begin_and_end_where_they_should(name: str) -> None:
    assert EASES[name](0.0) == pytest.approx(0.0, abs=1e-9)
    assert EASES[name](1.0) == pytest.approx(1.0, abs=1e-9)


def test_a_swing_goes_a_little_too_far_and_settles() -> None:
    most = max(EASES["swing"](k / 50) for k in range(51))
    assert 1.02 < most < 1.15


@pytest.mark.parametrize("name", sorted(n for n, s in SCORES.items() if s.loop))
def test_loops_close_without_a_jolt(name: str) -> None:
    score = SCORES[name]
    assert score.loop is not None
    start, end = score.loop
    base = STANCES[score.stance or "stand"]
    assert apart(played(base, score, end - 0.001), played(base, score, end + 0.001)) < 4.0
    assert played(base, score, start + 0.3) == pytest.approx(played(base, score, end + 0.3), abs=0.01)


@pytest.mark.parametrize("name", sorted(SCORES))
def test_no_score_jerks(name: str) -> None:
    score = SCORES[name]
    poses = [played(STANCES[score.stance or "stand"], score, k / 24) for k in range(120)]
    assert max(apart(a, b) for a, b in pairwise(poses)) < 95


@pytest.mark.parametrize("name", sorted(SCORES))
def test_every_score_moves_the_body(name: str) -> None:
    score = SCORES[name]
    base = STANCES[score.stance or "stand"]
    assert max(apart(played(base, score, k / 12), base) for k in range(60)) > 4


def test_no_two_scores_are_alike() -> None:
    tracks = {name: [played(Posture(), s, t) for t in (0.5, 0.9, 1.3, 1.8)] for name, s in SCORES.items()}
    names = sorted(tracks)
    for n, a in enumerate(names):
        for b in names[:n]:
            assert max(apart(p, q) for p, q in zip(tracks[a], tracks[b], strict=True)) > 3, (a, b)


@pytest.mark.parametrize("name", sorted(LYING))
def test_falls_end_lying_and_stay(name: str) -> None:
    score = SCORES[name]
    assert score.loop is None
    start, end, later = (played(Posture(), score, t) for t in (0.0, 4.0, 400.0))
    assert start.lie == 0
    assert abs(end.lie) > 80
    assert later == end
    tips = [abs(played(Posture(), score, k / 24).lie) for k in range(96)]
    fastest = max(b - a for a, b in pairwise(tips))
    assert 3 < fastest < 20  # it falls, it does not switch


def test_a_jump_leaves_the_floor_and_comes_back() -> None:
    lifts = [played(Posture(), SCORES["jump"], k / 24).lift for k in range(40)]
    assert max(lifts) > 0.15
    assert lifts[0] == lifts[-1] == 0
    crouch = min(range(40), key=lambda k: solved(played(Posture(), SCORES["jump"], k / 24), BUILD).hip[1] * -1)
    assert crouch < max(range(40), key=lambda k: lifts[k]) or lifts[crouch] == 0  # gathers before it leaps


def test_a_point_is_gathered_before_it_is_made() -> None:
    arms = [played(Posture(), SCORES["point"], k / 24).near_arm for k in range(24)]
    assert min(arms) < Posture().near_arm - 4
    assert max(arms) > arms[-1] + 1


@pytest.mark.parametrize("stance", sorted(STANCES))
def test_every_stance_rests_on_the_floor(stance: str) -> None:
    pose = STANCES[stance]
    j = solved(pose, BUILD)
    lowest = max(j.near_leg[2][1], j.far_leg[2][1], j.near_leg[1][1], j.far_leg[1][1], j.hip[1])
    assert lowest < 0.001 - pose.lift
    if not pose.lie and not pose.lift:
        assert lowest > -0.08


def test_blending_goes_all_the_way() -> None:
    a, b = STANCES["stand"], STANCES["sit"]
    assert blended(a, b, 0.0) == a
    assert blended(a, b, 1.0) == b
    assert blended(a, b, 0.5).near_leg == pytest.approx((a.near_leg + b.near_leg) / 2)


def test_limbs_are_set_together() -> None:
    assert channels(near=(1.0, 2.0), lean=3.0) == {"near_arm": 1.0, "near_elbow": 2.0, "lean": 3.0}
    assert posed(fleg=(1.0, 2.0, 3.0)).far_foot == 3.0
    assert added(Posture(), lean=2.0).lean == Posture().lean + 2.0
    assert all(math.isfinite(v) for v in Posture())
