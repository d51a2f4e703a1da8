"""The generator: promises kept, cuts, continues and morphs, branches, in time; and a whole show in real workers."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import torch

from generators.base import Generator, Shot, Snapshots, Transition
from generators.causal import wan_tiny_random
from generators.causal.generator import CausalVideo, shaped
from generators.causal.pace import Plan
from generators.causal.presets import PRESETS
from generators.causal.speed import Recorded
from tests.generators.causal.test_speed import StandIn

A = Shot(prompt="A lighthouse at night. Rain.", seed=3)
B = Shot(prompt="A forest by day. Birds.", seed=4)


def made(size: tuple[int, int] = (128, 64)) -> CausalVideo:
    generator = wan_tiny_random(size)
    assert isinstance(generator, CausalVideo)
    return generator


def chunks(generator: CausalVideo, count: int) -> list[np.ndarray]:
    return [generator.next_chunk() for _ in range(count)]


def test_it_is_a_generator_with_snapshots() -> None:
    generator = made()
    assert isinstance(generator, Generator)
    assert isinstance(generator, Snapshots)
    assert (generator.format.width, generator.format.height) == (128, 64)
    assert generator.format.fps == Fraction(16)
    assert generator.format.chunk_frames == 12


def test_chunks_keep_the_promise() -> None:
    generator = made()
    generator.begin(A)
    first, second = chunks(generator, 2)
    assert (first.shape, second.shape) == ((9, 64, 128, 3), (12, 64, 128, 3))
    assert first.dtype == np.uint8
    assert first.flags.c_contiguous
    assert float(first.std()) > 5


def test_the_same_shot_gives_the_same_frames_and_another_seed_others() -> None:
    generator = made()
    generator.begin(A)
    first = chunks(generator, 2)
    generator.begin(A)
    assert all(np.array_equal(a, b) for a, b in zip(first, chunks(generator, 2), strict=True))
    generator.begin(A.model_copy(update={"seed": 9}))
    assert not np.array_equal(first[0], generator.next_chunk())


@pytest.mark.parametrize("transition", [Transition.CONTINUE, Transition.MORPH])
def test_a_steer_changes_what_follows_and_begins_nothing_anew(transition: Transition) -> None:
    straight, steered = made(), made()
    for generator in (straight, steered):
        generator.begin(A)
        chunks(generator, 3)
    steered.steer(B.model_copy(update={"transition": transition}))
    one, two = chunks(straight, 1)[0], chunks(steered, 1)[0]
    assert two.shape == (12, 64, 128, 3)
    assert not np.array_equal(one, two)


def test_a_steer_to_the_same_words_changes_nothing() -> None:
    straight, steered = made(), made()
    for generator in (straight, steered):
        generator.begin(A)
        chunks(generator, 2)
    steered.steer(A.model_copy(update={"transition": Transition.CONTINUE, "duration_s": 9.0}))
    assert np.array_equal(chunks(straight, 1)[0], chunks(steered, 1)[0])


def test_branches_come_from_one_snapshot_and_leave_the_trunk_alone() -> None:
    generator = made()
    generator.begin(A)
    chunks(generator, 3)
    kept = generator.snapshot()
    trunk = chunks(generator, 2)
    generator.restore(kept)
    generator.steer(B.model_copy(update={"transition": Transition.CONTINUE}))
    branch = chunks(generator, 1)
    generator.restore(kept)
    assert all(np.array_equal(a, b) for a, b in zip(trunk, chunks(generator, 2), strict=True))
    assert not np.array_equal(branch[0], trunk[0])


def test_a_snapshot_weighs_what_its_stream_weighs() -> None:
    generator = made()
    generator.begin(A)
    chunks(generator, 2)
    kept = generator.snapshot()
    assert kept.size_bytes == kept.stream.size_bytes > kept.stream.memory.size_bytes > 0


def test_without_a_beginning_there_is_a_picture_all_the_same() -> None:
    generator = made()
    assert generator.next_chunk().shape == (9, 64, 128, 3)
    fresh = made()
    fresh.steer(A)
    assert fresh.next_chunk().shape == (9, 64, 128, 3)


def test_recorded_passes_play_the_same_show() -> None:
    plain, quick = made(), made()
    quick._recorded = lambda: Recorded(StandIn())
    quick.session = quick._session(quick.pace.plan)
    for generator in (plain, quick):
        generator.begin(A)
    pairs = [(plain.next_chunk(), quick.next_chunk()) for _ in range(4)]
    for generator in (plain, quick):
        generator.steer(B.model_copy(update={"transition": Transition.CONTINUE}))
    pairs.append((plain.next_chunk(), quick.next_chunk()))
    assert all(int(np.abs(a.astype(int) - b).max()) <= 1 for a, b in pairs)


def test_a_slow_machine_gives_up_window_then_steps_and_never_a_frame() -> None:
    generator = made()
    generator.begin(A)
    plans = []
    for _ in range(20):
        chunk = generator.next_chunk()
        assert len(chunk) in (9, 12)
        generator.pace.measured(5 * generator.pace.chunk_ms)
        generator._apply(generator.pace.plan)
        plans.append((generator.session.engine.reach.window, generator.session.engine.schedule.steps))
    assert plans[-1] == (6, 1)
    assert generator.next_chunk().shape == (12, 64, 128, 3)


def test_a_smaller_size_comes_with_the_next_cut_at_the_same_format() -> None:
    generator = made()
    generator.begin(A)
    generator.next_chunk()
    generator.pace.rung = len(generator.pace.plans) - 1
    generator.begin(B)
    assert generator.next_chunk().shape == (9, 64, 128, 3)
    assert generator.session.engine.chunk_shape[-1] < 128 // 8
    assert torch.isfinite(generator.session.snapshot().pending).all()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wish", "size"),
    [
        ((832, 480), (832, 480)),
        ((1280, 720), (848, 480)),
        ((1920, 1080), (848, 480)),
        ((480, 832), (480, 832)),
        ((160, 96), (160, 96)),
    ],
)
def test_pictures_are_made_at_the_size_the_model_knows(wish: tuple[int, int], size: tuple[int, int]) -> None:
    assert shaped(PRESETS["wan-longlive"].size, wish) == size


def test_plans_have_room_for_a_sink() -> None:
    assert Plan(6, 4, (64, 64)).reach(3, 3).sink == 3
    assert Plan(3, 4, (64, 64)).reach(3, 3).sink == 0


@pytest.mark.parametrize("prompt", ["", "火星の夜", "x" * 20_000, "\x00\n", "🙂" * 300])
def test_any_prompt_makes_a_picture(prompt: str) -> None:
    generator = made()
    generator.begin(Shot(prompt=prompt))
    assert float(generator.next_chunk().std()) > 1
