"""Painted looks: steady, the same bytes each time, moving from one to another; a drawn look without the part."""

from __future__ import annotations

import importlib.util
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from generators.base import Framing, Look, Shot, TimeOfDay
from generators.papertheatre import paint
from generators.papertheatre.looks import finish, finish_of, look_names
from generators.papertheatre.looks.collection import built_in
from generators.papertheatre.looks.painters import COUNT, NEAREST, PAINTERS, net_file
from generators.papertheatre.looks.recipe import Painted
from generators.papertheatre.paint import between, seen_size, weights_of
from tests.generators.papertheatre.stagehand import difference, frame, shot, theatre

MISSING = net_file() is None
needs_net = pytest.mark.skipif(MISSING, reason="diorama models add styles")
PAINTED = [name for name in look_names() if name.startswith("painted")]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the network."""
    monkeypatch.setattr(finish, "can_paint", lambda: False)


@pytest.fixture
def small_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real network, which sees less: tests are not about strokes."""
    monkeypatch.setattr(paint.Engine, "pixels", 96 * 56)


def test_there_are_painters_enough_each_with_a_number_and_a_drawn_neighbour() -> None:
    assert len(PAINTERS) >= 8
    assert len(set(PAINTERS.values())) == len(PAINTERS)
    assert all(0 <= number < COUNT for number in PAINTERS.values())
    assert set(NEAREST) == set(PAINTERS)
    assert set(NEAREST.values()) <= set(look_names())
    assert len(PAINTED) == len(PAINTERS)


def test_weights_sum_to_one() -> None:
    weights = weights_of(Painted(styles={"frost": 1.0, "tide": 0.5}))
    assert sum(weights) == pytest.approx(1)
    assert weights[PAINTERS["frost"]] == pytest.approx(2 / 3)
    assert between(weights, weights_of(Painted(styles={"ember": 1.0})), 0.5)[PAINTERS["ember"]] == pytest.approx(0.5)


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("name", PAINTED)
def test_without_the_network_a_drawn_look_stands_in(name: str) -> None:
    drawn = finish_of(Look(style=name)).recipe
    assert drawn.painted.styles == {}
    assert drawn == built_in(NEAREST[name.removeprefix("painted ")])


@pytest.mark.usefixtures("bare")
def test_a_writers_painted_look_stands_in_too() -> None:
    recipe = 'base = "painted frost"\n[painted.styles]\nfrost = 0.2\nember = 0.8\n'
    assert finish_of(Look(style="mine", recipe=recipe)).recipe == built_in(NEAREST["ember"])
    assert frame(theatre(), shot(style="painted")).std() > 9


def test_nothing_is_imported_to_find_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert net_file() is None


def test_an_engine_without_its_file_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paint, "net_file", lambda: None)
    with pytest.raises(FileNotFoundError, match="diorama models add styles"):
        paint.open_engine()


@pytest.mark.parametrize("size", [(1280, 720), (200, 200), (64, 640), (3840, 2160), (16, 16)])
def test_the_network_sees_a_picture_in_its_own_shape(size: tuple[int, int]) -> None:
    seen = seen_size(size, paint.SMALL)
    assert seen[0] % paint.GRID == seen[1] % paint.GRID == 0
    assert 0.9 < (seen[0] / seen[1]) / (size[0] / size[1]) < 1.12
    assert 0.9 < seen[0] * seen[1] / paint.SMALL < 1.1
    assert seen_size((1280, 720), paint.SMALL) == (384, 216)


@needs_net
@pytest.mark.usefixtures("small_engine")
def test_the_same_frame_is_the_same_bytes() -> None:
    wanted = shot("lighthouse", style="painted swirl")
    assert np.array_equal(frame(theatre(), wanted, 30), frame(theatre(), wanted, 30))


@needs_net
@pytest.mark.usefixtures("small_engine")
def test_a_frame_is_the_same_wherever_the_shot_was_begun() -> None:
    """Frames are painted on twos: an odd one shares the painting of the frame before, which may not have been shown."""
    wanted = shot("lighthouse", style="painted frost")
    whole = theatre(chunk_frames=4)
    whole.begin(wanted)
    chunk = whole.next_chunk()
    for k in range(4):
        assert np.array_equal(frame(theatre(chunk_frames=1), wanted, k), chunk[k]), k


@needs_net
@pytest.mark.usefixtures("small_engine")
def test_a_still_picture_does_not_boil() -> None:
    made = theatre()
    wanted = shot("kitchen", interior=True, style="painted swirl", cast=[], time=TimeOfDay.DAY)
    first, second = (frame(made, wanted, k).astype(np.int16) for k in (24, 26))
    assert np.abs(first - second).mean() < 2.5


@needs_net
@pytest.mark.usefixtures("small_engine")
def test_painters_paint_differently_and_not_as_it_was_drawn() -> None:
    made = theatre()
    drawn = frame(made, shot("harbour"))
    pictures = [frame(made, shot("harbour", style=name)) for name in PAINTED[::3]]
    assert min(difference(drawn, one) for one in pictures) > 8
    assert min(difference(a, b) for n, a in enumerate(pictures) for b in pictures[:n]) > 6


@needs_net
@pytest.mark.usefixtures("small_engine")
def test_strength_and_kept_lines_are_the_writers() -> None:
    made = theatre()

    def painted(settings: str) -> Shot:
        recipe = f'base = "painted ember"\n[painted]\n{settings}\n'
        return shot("harbour").model_copy(update={"look": Look(style="mine", recipe=recipe)})

    drawn = frame(made, painted("strength = 0"))
    faint, strong = (frame(made, painted(f"strength = {k}")) for k in (0.3, 1.0))
    assert difference(drawn, faint) < difference(drawn, strong)
    plain, lined = (frame(made, painted(f"keep = {k}")) for k in (0, 1.0))
    assert difference(plain, lined) > 0.5


@needs_net
@pytest.mark.usefixtures("small_engine")
def test_styles_move_when_one_painted_look_is_steered_into_another() -> None:
    made = theatre(chunk_frames=2)
    made.begin(shot(style="painted ember"))
    before = made.next_chunk()[-1]
    made.steer(shot(style="painted frost"))
    at_once = made.next_chunk()[0]
    for _ in range(14):
        after = made.next_chunk()[0]
    assert difference(before, at_once) < difference(before, after)


@needs_net
@pytest.mark.usefixtures("small_engine")
def test_a_close_picture_and_an_odd_format_are_painted() -> None:
    for size in ((200, 200), (96, 400)):
        picture = frame(theatre(size), shot(style="painted haze", framing=Framing.CLOSE))
        assert picture.shape == (size[1], size[0], 3)
        assert picture.std() > 9


@needs_net
def test_the_engine_has_a_thread_of_its_own_whose_denormals_are_zero() -> None:
    """What it does to its thread's arithmetic it does not do to ours; dark frames are the same each time."""
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(paint.open_engine).result()
        assert isinstance(made, paint.Engine | paint.FastEngine)
        dark = np.full((1, 3, 56, 96), 1e-40, np.float32)
        weights = weights_of(Painted(styles={"reverie": 1.0}))
        first, second = (pool.submit(made.run, dark, weights).result() for _ in range(2))
    assert np.array_equal(first, second)
    assert sys.float_info.min / 2 > 0


@needs_net
def test_the_engine_is_told_how_to_work() -> None:
    file = net_file()
    assert isinstance(file, Path)
    with ThreadPoolExecutor(1) as pool:
        options = pool.submit(paint.Engine, file).result()._session.get_session_options()
    assert options.intra_op_num_threads == paint.THREADS
    assert options.get_session_config_entry("session.set_denormal_as_zero") == "1"
