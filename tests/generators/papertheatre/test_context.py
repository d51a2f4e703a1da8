"""What runs is a value: it goes on, eases, zooms or begins anew, and the store beneath it stays within its bound."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from generators.base import Camera, Framing, Move, Shot, TimeOfDay, Transition
from generators.papertheatre.context import Context, same_picture
from generators.papertheatre.morph import Lens, SetChange, Zoom
from generators.papertheatre.stage import Stage
from generators.papertheatre.store import SCENERIES_KEPT, BuiltSet, SetStore
from tests.generators.papertheatre.stagehand import MARA, TOM, shot
from tests.generators.papertheatre.test_limelight import scenery

SIZE = (96, 54)


def staged(wanted: Shot, store: SetStore | None = None) -> Stage:
    return Stage(wanted, SIZE, 24.0, store or SetStore())


def morphing(wanted: Shot) -> Shot:
    return wanted.model_copy(update={"transition": Transition.MORPH})


def test_a_context_never_changes() -> None:
    context = Context(staged(shot("hills")))
    with pytest.raises(FrozenInstanceError):
        context.frame = 3  # type: ignore[misc]
    assert context.advanced(4).frame == 4
    assert context.frame == 0


def test_the_same_set_goes_on_and_its_air_with_it() -> None:
    store = SetStore()
    context = Context(staged(shot("hills", cast=[MARA]), store), 48)
    after = context.followed_by(staged(shot("hills", cast=[MARA.model_copy(update={"action": "sits"})]), store))
    assert after.since_s == pytest.approx(2.0)
    assert after.ease_from == context.pose(48)
    assert after.change is None


def test_new_words_leave_the_camera_on_its_way() -> None:
    store = SetStore()
    moving = shot("hills", cast=[MARA], move=Move.PAN_LEFT)
    context = Context(staged(moving, store), 30)
    speaking = moving.model_copy(update={"cast": (MARA.model_copy(update={"speaking": True}),)})
    after = context.followed_by(staged(speaking, store))
    assert after.pose(0) == context.pose(30)
    assert after.pose(40) == context.pose(70)


def test_another_set_begins_anew_unless_it_is_a_morph() -> None:
    context = Context(staged(shot("hills")), 20)
    assert context.followed_by(staged(shot("forest"))).change is None
    change = context.followed_by(staged(morphing(shot("forest")))).change
    assert isinstance(change, SetChange)
    assert change.old.stage is context.stage


def test_another_time_of_day_is_another_set() -> None:
    context = Context(staged(shot("hills", time=TimeOfDay.DAY)), 20)
    assert isinstance(context.followed_by(staged(morphing(shot("hills", time=TimeOfDay.NIGHT)))).change, SetChange)


def test_a_zoom_shows_both_framings_one_over_the_other() -> None:
    wide = shot("hills", cast=[MARA])
    close = morphing(wide.model_copy(update={"camera": Camera(framing=Framing.CLOSE, subject="MARA")}))
    after = Context(staged(wide), 20).followed_by(staged(close))
    assert isinstance(after.change, Zoom)
    first, middle, last = (after.exposures(k) for k in (0, 16, after.change.frames))
    assert [one.frame for one, _, _ in first] == [20]
    assert len(middle) == 2
    assert middle[0][2].scale > 1 > middle[1][2].scale
    assert middle[1][2].soft
    assert last == [(after, after.change.frames, Lens())]


def test_both_lenses_of_a_zoom_show_the_same_point_at_the_same_place() -> None:
    wide = shot("hills", cast=[MARA])
    close = morphing(wide.model_copy(update={"camera": Camera(framing=Framing.CLOSE, subject="MARA")}))
    after = Context(staged(wide), 20).followed_by(staged(close))
    assert isinstance(after.change, Zoom)
    old, new = after.change.old.stage.view, after.stage.view
    for frame in (0, 10, 25):
        lenses = dict(after.change.lenses(frame))
        for x, y in ((0.0, 5.0), (2.0, 7.0)):
            seen = []
            for view, lens in ((old, lenses[False]), (new, lenses[True])):
                px, py = view.pixel(x, y, 1.0)
                seen.append((lens.scale * px + lens.x, lens.scale * py + lens.y))
            assert seen[0] == pytest.approx(seen[1], abs=1e-6)


def test_a_change_that_is_over_is_forgotten() -> None:
    context = Context(staged(shot("hills"))).followed_by(staged(morphing(shot("forest"))))
    assert context.change is not None
    frames = context.change.frames
    assert context.advanced(frames - 1).change is not None
    assert context.advanced(frames).change is None


def test_what_is_said_does_not_make_another_picture() -> None:
    a = shot("hills", cast=[MARA, TOM])
    spoken = a.model_copy(update={"cast": (MARA.model_copy(update={"speaking": True, "loudness": (0.5,)}), TOM)})
    moved = a.model_copy(update={"cast": (MARA.model_copy(update={"placement": 0.1}), TOM)})
    assert same_picture(a, spoken)
    assert not same_picture(a, moved)


def test_the_oldest_sets_go_first() -> None:
    store = SetStore(limit=100)
    for k in range(4):
        store.put((k,), BuiltSet([], [], 40))
        store.get((0,))
    assert list(store.sets) == [(3,), (0,)]
    assert store.size_bytes <= 100


def test_one_set_is_kept_however_large_it_is() -> None:
    store = SetStore(limit=10)
    store.put((1,), BuiltSet([], [], 5000))
    assert store.get((1,)) is not None
    store.put((2,), BuiltSet([], [], 5000))
    assert store.get((1,)) is None


def test_only_so_many_places_are_remembered() -> None:
    store = SetStore()
    for k in range(3 * SCENERIES_KEPT):
        store.keep((k,), scenery())
    assert len(store.sceneries) == SCENERIES_KEPT
    assert store.scenery((0,)) is None
    assert store.scenery((3 * SCENERIES_KEPT - 1,)) is not None
