"""The examination, with few trials: what it counts, and that it tells good from bad."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from generators.base import Format, Shot
from generators.daguerreotype import examine
from generators.daguerreotype.curriculum import random_shot
from generators.daguerreotype.scene import SIZE
from generators.daguerreotype.weights import load
from generators.papertheatre.store import SetStore


@pytest.fixture(scope="module")
def of() -> examine.Examinee:
    return examine.examinee(load(), 1)


def test_a_stream_is_the_same_each_time_and_moves(of: examine.Examinee) -> None:
    one, two = (examine.Stream(of, random_shot(3), SetStore(0)) for _ in range(2))
    first, again = one.next(), two.next()
    assert first.shape == (4, 3, SIZE[1], SIZE[0])
    assert torch.equal(first, again)
    assert not torch.equal(one.next(), first)


def test_every_attribute_gets_a_share(of: examine.Examinee) -> None:
    found = examine.followed(of, "held_out", 3)
    assert set(found) == {"place", "time", "weather", "figures"}
    assert all(0 <= share <= 1 or np.isnan(share) for share in found.values())


def test_the_reader_reads_the_paper_theatre_itself(of: examine.Examinee) -> None:
    found = examine.ceiling(of, "seen", 12)
    assert found["place"] > 0.6
    assert found["time"] > 0.5


def test_the_codec_keeps_pictures(of: examine.Examinee) -> None:
    assert examine.psnr_db(of.codec, 2) > 28


def test_a_blurred_picture_is_less_sharp() -> None:
    frames = torch.rand(2, 3, 32, 32)
    blurred = torch.nn.functional.avg_pool2d(frames, 3, stride=1, padding=1)
    assert examine.sharpness(blurred) < 0.5 * examine.sharpness(frames)


def test_drift_is_told_of_a_short_run(of: examine.Examinee) -> None:
    found = examine.drift(of, 1, minutes=0.1)
    assert set(found) == {"accuracy", "sharpness", "light"}
    assert 0.3 < found["light"] < 3


def test_a_switch_is_counted_in_chunks(of: examine.Examinee) -> None:
    assert 1 <= examine.switched(of, 2, most=3) <= 3


def test_chunks_without_a_number_that_is_none(of: examine.Examinee) -> None:
    assert examine.unbroken(of, 6) == 6
    kept = of.codec.mean.clone()
    of.codec.mean.fill_(float("nan"))
    assert examine.unbroken(of, 2) == 0
    of.codec.mean.copy_(kept)


class Slow:
    """A generator whose chunks cost nothing."""

    format = Format(width=16, height=16)

    def begin(self, shot: Shot) -> None:
        self.shot = shot

    def next_chunk(self) -> np.ndarray:
        return np.zeros((4, 16, 16, 3), np.uint8)


def test_speeds_are_of_chunks_and_of_cuts() -> None:
    found = examine.speeds(Slow(), [random_shot(1), random_shot(2)], chunks=3)
    assert set(found) == {"fps", "first_frame_ms", "chunk_ms_p50", "chunk_ms_p95"}
    assert found["fps"] > 0
    assert found["chunk_ms_p50"] <= found["chunk_ms_p95"]
