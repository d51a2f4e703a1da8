"""A stream: endless and bounded, steered in three ways, gone back to exactly, kept in a small file."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from generators.causal.memory import Memory, Slot
from generators.causal.moment import Prompts, packed, prompts_of, unpacked
from generators.causal.session import Session
from tests.generators.causal.tiny import HEIGHT, WIDTH, engine, session, text


def begun(chunks: int = 0, **settings: object) -> Session:
    made = session(**settings)  # type: ignore[arg-type]
    made.cut(text(made), seed=5)
    for _ in range(chunks):
        made.chunk()
    return made


def differ(a: torch.Tensor, b: torch.Tensor) -> float:
    return float((a - b).abs().max())


def test_the_first_chunk_has_nine_frames_and_later_ones_twelve() -> None:
    made = begun()
    sizes = [tuple(made.chunk().shape) for _ in range(3)]
    assert sizes == [(9, 3, 8 * HEIGHT, 8 * WIDTH), (12, 3, 8 * HEIGHT, 8 * WIDTH), (12, 3, 8 * HEIGHT, 8 * WIDTH)]


def test_frames_are_pictures() -> None:
    frames = begun(1).chunk()
    assert frames.dtype == torch.float32
    assert float(frames.min()) >= 0
    assert float(frames.max()) <= 1


def test_the_same_seed_and_prompt_give_the_same_stream_and_another_seed_another() -> None:
    one, two, other = begun(2), begun(2), session()
    other.cut(text(other), seed=6)
    other.chunk(), other.chunk()
    assert torch.equal(one.chunk(), two.chunk())
    assert one.now is not None
    assert other.now is not None
    assert differ(one.now.latents[-1], other.now.latents[-1]) > 0.01


class Blind:
    """A decoder that shows nothing: for streams whose latents alone matter."""

    state = None

    def reset(self) -> None:
        """Nothing is remembered."""

    def push(self, latents: torch.Tensor) -> torch.Tensor:
        return latents[0, :3].transpose(0, 1)


def test_two_thousand_latents_without_a_reset_and_with_flat_memory() -> None:
    made = Session(engine(window=6, steps=1), Blind())
    made.cut(text(made), seed=5)
    held = 0
    for number in range(667):
        made.chunk()
        if number == 8:
            held = made.snapshot().memory.size_bytes
    made.settle()
    now = made.snapshot()
    assert now.memory.made == 2001  # the published tables end at 1024
    assert now.memory.size_bytes == held
    assert len(now.latents) == 2
    assert torch.isfinite(now.latents[-1]).all()


@pytest.mark.parametrize("settled", [False, True])
def test_going_back_to_a_snapshot_gives_the_same_frames(settled: bool) -> None:
    made = begun(4)
    if settled:
        made.settle()
    kept = made.snapshot()
    first = [made.chunk(), made.chunk()]
    made.follow(text(made, 1))
    made.chunk()
    made.restore(kept)
    again = [made.chunk(), made.chunk()]
    assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))


def test_a_snapshot_shares_its_memory() -> None:
    made = begun(4)
    made.settle()
    kept = made.snapshot()
    made.chunk()
    made.settle()
    assert made.now is not None
    assert made.now.memory.slots[0] is kept.memory.slots[0]


def test_a_snapshot_says_what_it_refers_to_each_tensor_once() -> None:
    made = begun()
    text_bytes = sum(t.nbytes for pair in made.snapshot().text.keys for t in pair)
    assert made.snapshot().size_bytes == made.snapshot().text.embedding.nbytes + text_bytes
    made.chunk()
    made.settle()
    one = made.snapshot()
    assert one.size_bytes > one.memory.size_bytes > 0
    assert replace(one, pending=one.latents[-1], sink_text=one.text).size_bytes == one.size_bytes


def test_what_a_stream_holds_does_not_grow() -> None:
    made = begun(8)
    made.settle()
    held = made.snapshot().size_bytes
    for number in range(12):
        made.follow(text(made, number))
        made.chunk()
        made.settle()
    made.follow(text(made))  # the sink keeps its own prompt beside the one that is followed
    assert made.snapshot().size_bytes <= held + made.snapshot().text.embedding.nbytes + sum(
        t.nbytes for pair in made.snapshot().text.keys for t in pair
    )


def test_following_changes_the_very_next_chunk_and_keeps_the_sink() -> None:
    straight, steered = begun(4), begun(4)
    steered.follow(text(steered, 1))
    assert steered.now is not None
    assert straight.now is not None
    assert steered.now.memory.slots[0] is not straight.now.memory.slots[0]
    assert torch.equal(steered.now.memory.slots[0].keys[1], _settled(straight).keys[1])
    straight.chunk(), steered.chunk()
    assert differ(straight.now.pending, steered.now.pending) > 1e-3  # type: ignore[arg-type]


def _settled(made: Session) -> Slot:
    made.settle()
    assert made.now is not None
    return made.now.memory.slots[0]


def test_following_before_anything_was_made_is_a_new_prompt() -> None:
    one, two = session(), session()
    one.cut(text(one), 5)
    one.follow(text(one, 1))
    two.cut(text(two, 1), 5)
    assert torch.equal(one.chunk(), two.chunk())


def test_a_morph_arrives_after_its_chunks_and_moves_in_between() -> None:
    made = begun(2)
    aim = text(made, 1)
    made.morph(aim, chunks=3)
    seen = []
    for _ in range(4):
        made.chunk()
        assert made.now is not None
        seen.append(differ(made.now.text.embedding, aim.embedding))
    assert seen[0] > seen[1] > 0
    assert seen[2] == seen[3] == 0
    assert made.now is not None
    assert made.now.morph is None


def test_a_cut_forgets() -> None:
    made = begun(4)
    made.cut(text(made, 1), 9)
    fresh = session()
    fresh.cut(text(fresh, 1), 9)
    assert torch.equal(made.chunk(), fresh.chunk())


def test_a_branch_does_not_disturb_another() -> None:
    made = begun(3)
    trunk = made.snapshot()
    made.follow(text(made, 1))
    one = made.chunk()
    made.restore(trunk)
    made.follow(text(made, 2))
    made.chunk()
    made.restore(trunk)
    made.follow(text(made, 1))
    assert torch.equal(made.chunk(), one)


def test_a_stream_begins_with_a_cut() -> None:
    with pytest.raises(RuntimeError, match="cut"):
        session().chunk()


@pytest.mark.parametrize("chunks", [1, 2, 7])
def test_a_moment_is_small_and_goes_on_with_the_same_seed_and_place(chunks: int) -> None:
    made = begun(chunks)
    made.settle()
    assert made.now is not None
    data = packed(made.now, Prompts("a lighthouse", "a lighthouse"))
    again = session()
    assert prompts_of(data) == Prompts("a lighthouse", "a lighthouse")
    unpacked(data, again, text(again), text(again))
    assert again.now is not None
    assert (again.now.chunk, again.now.memory.made) == (made.now.chunk, made.now.memory.made)
    before, after = made.chunk(), again.chunk()
    assert before.shape == after.shape
    assert differ(made.now.pending, again.now.pending) < 0.15  # type: ignore[arg-type]


def test_the_moment_of_a_full_window_at_full_size_is_under_three_megabytes() -> None:
    made = begun(1)
    made.settle()
    chunk = torch.randn(1, 16, 3, 60, 104)
    slot = made.snapshot().memory.slots[0]
    memory = Memory((slot,) * 4, made=30)
    stream = replace(made.snapshot(), memory=memory, sink=(chunk,), latents=(chunk,) * 4)
    assert 2.3e6 < len(packed(stream, Prompts("a lighthouse " * 40, "a lighthouse " * 40))) < 3e6


def test_a_moment_wants_a_settled_stream() -> None:
    made = begun(1)
    assert made.now is not None
    with pytest.raises(ValueError, match="settle"):
        packed(made.now, Prompts("x"))


@pytest.mark.parametrize("junk", [b"", b"12345678", b"\x02\0\0\0\0\0\0\0{}", b"\xff" * 64])
def test_bytes_that_are_no_moment(junk: bytes) -> None:
    with pytest.raises(ValueError, match="no moment"):
        prompts_of(junk)
