"""The codec: blocks and back, a linear code that keeps what it was fitted on, latents of spread one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from generators.daguerreotype import codec
from generators.daguerreotype.codec import TIME, Codec, blocks, fitted, unblocked
from generators.daguerreotype.data import clips
from tests.generators.daguerreotype.tiny import chance

SMALL = (128, 72)


@pytest.fixture(scope="module")
def quarter() -> Iterator[Codec]:
    """A code of blocks a quarter as large, whose axes are found in a second, of sixteen small clips."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codec, "SIDE", 8)
        yield fitted(clip.frames for clip in clips(range(16), "train", 1, SMALL))


def test_blocks_can_be_put_together_again() -> None:
    frames = torch.rand(2 * TIME, 32, 48, 3)
    cut = blocks(frames)
    assert cut.shape == (2, 2, 3, TIME * 16 * 16 * 3)
    assert torch.equal(unblocked(cut), frames.permute(0, 3, 1, 2))


def test_a_block_holds_one_place_over_its_time() -> None:
    frames = torch.zeros(2 * TIME, 32, 48, 3)
    frames[TIME : 2 * TIME, 16:, 32:] = 1
    cut = blocks(frames)
    assert cut[1, 1, 2].min() == 1
    assert cut.sum() == cut[1, 1, 2].sum()


def test_a_batch_is_cut_as_each_of_it() -> None:
    frames = torch.rand(3, TIME, 32, 32, 3)
    assert torch.equal(blocks(frames)[1], blocks(frames[1]))


def test_frames_come_back_nearly_as_they_were(quarter: Codec) -> None:
    for clip in clips([2, 5], "train", 1, SMALL):
        frames = torch.from_numpy(clip.frames)
        again = quarter.decoded(quarter.encoded(frames))
        true = frames.permute(0, 3, 1, 2) / 255
        assert float(-10 * torch.log10((again - true).square().mean())) > 26  # dB


def test_axes_are_orthonormal_and_the_first_tell_most(quarter: Codec) -> None:
    assert torch.allclose(quarter.axes.T @ quarter.axes, torch.eye(codec.CHANNELS), atol=1e-4)
    deviation = quarter.scale**2  # the scale is drawn halfway together
    assert (deviation[:-1] >= deviation[1:] - 1e-6).all()


def test_latents_have_a_spread_of_about_one(quarter: Codec) -> None:
    latents = [
        quarter.encoded(torch.from_numpy(c.frames)).flatten(1) for c in clips(range(0, 16, 2), "train", 1, SMALL)
    ]
    spread = torch.cat(latents, dim=1)
    assert float(spread.square().mean()) == pytest.approx(1.0, abs=0.35)
    assert abs(float(spread.mean())) < 0.2


def test_a_codec_is_kept_as_tensors(quarter: Codec) -> None:
    kept = {name: value.half() for name, value in quarter.tensors().items()}
    again = Codec.of({**kept, "other": torch.zeros(1)})
    assert again.axes.dtype == torch.float32
    assert torch.allclose(again.axes, quarter.axes, atol=1e-3)
    assert set(kept) == {"codec.mean", "codec.axes", "codec.scale"}


def test_decoded_frames_are_light(quarter: Codec) -> None:
    wild = 50 * torch.randn(codec.CHANNELS, 1, 9, 16, generator=chance())
    made = quarter.decoded(wild)
    assert made.shape == (TIME, 3, 72, 128)
    assert float(made.min()) == 0
    assert float(made.max()) == 1
