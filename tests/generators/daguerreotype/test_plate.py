"""The plate: a mended picture of three times the size, grain and a darker edge."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from generators.daguerreotype.plate import GRAIN, GRAINS, Mender, Plate, mender_of

SIZE = (96, 54)


@pytest.fixture(scope="module")
def plate() -> Plate:
    torch.manual_seed(1)
    return Plate(Mender(8), SIZE)


def test_an_untaught_mender_enlarges() -> None:
    frames = torch.rand(2, 3, 18, 32)
    large = Mender(8)(frames)
    assert large.shape == (2, 3, 54, 96)
    assert torch.allclose(large[..., 1::3, 1::3], frames, atol=1e-5)  # the middle of each enlarged pixel


def test_each_frame_is_mended_by_itself(plate: Plate) -> None:
    torch.nn.init.normal_(plate.mender.last.weight, std=0.01)
    frames = torch.rand(3, 3, 18, 32)
    together = plate.mended(frames)
    alone = torch.cat([plate.mended(frame[None]) for frame in frames])
    assert torch.allclose(together, alone, atol=1e-5)


def test_what_is_printed_is_bytes_within_their_range(plate: Plate) -> None:
    printed = plate.printed(torch.full((1, 3, 54, 96), 7.0), 0, 0.0)
    assert printed.dtype == np.uint8
    assert printed.shape == (1, 54, 96, 3)
    assert printed[0, 27, 48].min() == 255
    assert plate.printed(torch.full((1, 3, 54, 96), -3.0), 0, 1.0).max() <= 3 * GRAIN


def test_the_edge_is_darker_than_the_middle(plate: Plate) -> None:
    printed = plate.printed(torch.full((1, 3, 54, 96), 0.6), 0, 0.0)[0].astype(int)
    assert printed[0, 0, 0] < 0.8 * printed[27, 48, 0]


def test_a_frames_grain_is_its_numbers(plate: Plate) -> None:
    grey = torch.full((1, 3, 54, 96), 0.5)
    first, again, next_one = (plate.printed(grey, n, 1.0) for n in (0, GRAINS, 1))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, next_one)
    assert 0.5 * GRAIN < float(first[0, 20:34, 40:56].std()) < 2 * GRAIN


def test_a_mender_is_read_from_its_weights() -> None:
    torch.manual_seed(3)
    made = Mender(12)
    torch.nn.init.normal_(made.last.weight)
    read = mender_of(
        {f"mender.{name}": value for name, value in made.state_dict().items()} | {"codec.mean": torch.ones(1)}
    )
    frames = torch.rand(1, 3, 18, 32)
    assert torch.allclose(read(frames), made(frames), atol=1e-5)
