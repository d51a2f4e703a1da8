"""Motes: by wish or by word, each kind in its own way, a pure function of time that never ends and never jumps."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from generators.base import Look, Setting, TimeOfDay, Weather
from generators.papertheatre.camera import Pose, View
from generators.papertheatre.caustics import CausticStep
from generators.papertheatre.drawing import drawing
from generators.papertheatre.lamps import Moment
from generators.papertheatre.light import light_of
from generators.papertheatre.looks import finish_of
from generators.papertheatre.motes import KINDS, MoteStep, mote_steps, motes_of
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.swarms import MOVES, Air
from tests.generators.papertheatre.stagehand import difference, frame, shot, theatre

VIEW = View(320, 180)
AIR = Air((-9.0, 0.0, 18.0, 9.0), (3.0, 2.0), 8.1, 0.3, ((2.0, 7.0),))
SEEDS = np.random.default_rng(5).random((60, 6))


def scenery(
    words: str = "",
    time: TimeOfDay = TimeOfDay.DAY,
    weather: Weather = Weather.CLEAR,
    interior: bool = False,
    fire: bool = False,
) -> Scenery:
    setting = Setting(time=time, weather=weather, interior=interior)
    room, day = (light_of(setting, finish_of(Look()), VIEW.half, within) for within in (interior, False))
    made = Scenery(Random(3), VIEW.half, room, day, words, 3)
    made.open_sky = not interior
    if fire:
        made.lamp(0.0, 7.0, 0.9, flicker=0.13)
    return made


@pytest.mark.parametrize(
    ("words", "kind", "there"),
    [
        ("a wood in autumn", "leaves", {}),
        ("an orchard in spring", "petals", {}),
        ("a summer meadow", "pollen", {}),
        ("a summer meadow", "fireflies", {"time": TimeOfDay.NIGHT}),
        ("a fire in the hearth", "embers", {"interior": True, "fire": True}),
        ("an old library", "dust", {"interior": True}),
        ("the smithy's anvil", "sparks", {"interior": True}),
        ("open sea", "spray", {"weather": Weather.STORM}),
    ],
)
def test_words_bring_motes(words: str, kind: str, there: dict[str, object]) -> None:
    assert kind in motes_of(scenery(words, **there))  # type: ignore[arg-type]
    assert kind not in motes_of(scenery("nothing", **there))  # type: ignore[arg-type]


def test_motes_come_only_where_they_can_be() -> None:
    everything = "summer meadow autumn sea fire"
    assert "fireflies" not in motes_of(scenery(everything))
    assert "pollen" not in motes_of(scenery(everything, TimeOfDay.NIGHT))
    assert "embers" not in motes_of(scenery(everything))
    assert "leaves" not in motes_of(scenery(everything, interior=True))


def test_sets_wish_for_motes_and_unknown_wishes_are_no_harm() -> None:
    made = scenery(interior=True)
    made.motes |= {"bubbles", "caustics", "glitter", "embers"}
    assert motes_of(made) == ["bubbles", "caustics"]
    assert len(list(mote_steps(made, VIEW))) == 3


@pytest.mark.parametrize("kind", sorted(MOVES))
def test_moves_are_smooth_and_stay_where_they_belong(kind: str) -> None:
    swarm = MOVES[kind]
    before = None
    for t in np.arange(100.0, 103.0, 1 / 24):
        x, y, alpha, _ = swarm.move(SEEDS, float(t), AIR)
        assert alpha.min() >= 0
        assert alpha.max() <= 1
        assert np.abs(x).max() < 30
        assert np.abs(y).max() < 20
        if before is not None:
            seen = (alpha > 0.1) & (before[2] > 0.1)
            steps = np.hypot(x - before[0], y - before[1])[seen]
            assert np.count_nonzero(steps >= 0.5) <= max(2, 0.05 * len(steps)), "none but those that come round"
        before = (x, y, alpha)


@pytest.mark.parametrize("kind", sorted(MOVES))
def test_every_kind_is_seen_and_moves(kind: str) -> None:
    made = scenery("", interior=True, fire=True)
    pictures = []
    for t_s in (20.0, 20.7, 7200.0):
        target = drawing(VIEW.width, VIEW.height)
        target.pixels[0][:, :, 3] = 255
        moment = Moment(target, VIEW, t_s, 0, Pose(), t_s)
        for depth, part in ((0.8, 0), (1.15, 1)):
            MoteStep(kind, made, VIEW, depth, part).draw(moment)
        pictures.append(target.pixels[0][:, :, :3].copy())
    assert all((p > 12).any() for p in pictures)
    assert difference(pictures[0], pictures[1]) > 0.001


def test_embers_rise_and_leaves_fall() -> None:
    def way(kind: str) -> float:
        a, b = (MOVES[kind].move(SEEDS, t, AIR) for t in (50.0, 50.1))
        steps = (b[1] - a[1])[np.abs(b[1] - a[1]) < 1]
        return float(steps.mean())

    assert way("embers") < 0 < way("leaves")
    assert way("bubbles") < 0 < way("dust")


def test_dust_is_bright_in_the_light_only() -> None:
    x, y, alpha, _ = MOVES["dust"].move(np.random.default_rng(1).random((4000, 6)), 3.0, AIR)
    away = np.hypot(x - AIR.source[0], y - AIR.source[1])
    middle = (y > 2) & (y < 7)
    assert alpha[middle & (away < 2)].mean() > 2 * alpha[middle & (away > 7)].mean()


def test_caustics_light_the_ground_more_than_the_water_above() -> None:
    step = CausticStep(scenery(), VIEW)
    target = drawing(VIEW.width, VIEW.height)
    step.draw(Moment(target, VIEW, 5.0, 0, Pose(), 5.0))
    rows = target.pixels[0][:, :, :3].mean(axis=(1, 2))
    assert rows[-10:].mean() > rows[step.top + 5 : step.top + 15].mean() + 3
    assert rows[: step.top].max() == 0
    assert step.size_bytes < 400_000


def test_motes_reach_the_picture() -> None:
    made = theatre((320, 180))
    with_leaves, without = (shot("hills", cast=[], time=TimeOfDay.DAY, description=d) for d in ("autumn", "autumm"))
    assert difference(frame(made, with_leaves, 30), frame(made, without, 30)) > 0.05
    assert {"dust", "embers", "mist"} <= KINDS
