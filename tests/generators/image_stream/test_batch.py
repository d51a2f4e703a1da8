"""Stream batching: one pass a frame, the same pictures as one frame after another, one frame of delay a step."""

from __future__ import annotations

import torch

from generators.image_stream.batch import advanced, begun
from generators.image_stream.steps import Steps, steps_of
from tests.generators.image_stream.test_steps import scheduler

CALLS: list[int] = []


def network(x: torch.Tensor, timesteps: torch.Tensor) -> torch.Tensor:
    """Anything that treats each row by itself and depends on its time."""
    CALLS.append(len(x))
    return torch.tanh(x) * (timesteps.float() / 1000).view(-1, 1, 1, 1)


def fresh(step: int) -> torch.Tensor:
    return torch.randn(1, 4, 3, 3, generator=torch.Generator().manual_seed(step + 9))


def one_by_one(steps: Steps, clean: torch.Tensor) -> torch.Tensor:
    """A frame taken through all its steps by itself."""
    x = steps.noised(clean, fresh(0), 0)
    for step in range(steps.count):
        row = Steps(
            *(getattr(steps, name)[step : step + 1] for name in ("timesteps", "signal", "noise", "skip", "out"))
        )
        x = row.clean(x, network(x, row.timesteps))
        if step + 1 < steps.count:
            x = steps.noised(x, fresh(step + 1), step + 1)
    return x


def test_a_batched_stream_gives_each_frame_as_if_alone_later_by_its_steps() -> None:
    steps = steps_of(scheduler(), 4)
    frames = [torch.randn(1, 4, 3, 3, generator=torch.Generator().manual_seed(n)) for n in range(9)]
    pipeline = begun(steps, frames[0], fresh)
    CALLS.clear()
    made = []
    for frame in frames:
        done, pipeline = advanced(steps, pipeline, frame, network, fresh)
        made.append(done)
    assert [4] * len(frames) == CALLS
    for index in range(3, len(frames)):
        assert torch.allclose(made[index], one_by_one(steps, frames[index - 3]), atol=1e-4)


def test_one_step_has_no_delay() -> None:
    steps = steps_of(scheduler(), 1, consistency=False)
    frame = torch.randn(1, 4, 3, 3)
    done, pipeline = advanced(steps, begun(steps, frame, fresh), frame, network, fresh)
    assert torch.allclose(done, one_by_one(steps, frame), atol=1e-5)
    assert pipeline.entered == 1


def test_a_pipeline_is_a_value() -> None:
    steps = steps_of(scheduler(), 3)
    frame = torch.randn(1, 4, 3, 3)
    kept = begun(steps, frame, fresh)
    before = kept.waiting.clone()
    first, _ = advanced(steps, kept, frame, network, fresh)
    again, _ = advanced(steps, kept, frame, network, fresh)
    assert torch.equal(first, again)
    assert torch.equal(kept.waiting, before)
