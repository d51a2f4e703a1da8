"""Clips that are rendered while they are learned."""

from __future__ import annotations

import pytest
import torch

from generators.daguerreotype import source
from generators.daguerreotype.codec import Codec
from generators.daguerreotype.data import clips
from generators.daguerreotype.source import TOGETHER, Source, SourceError
from generators.daguerreotype.weights import load


@pytest.fixture(scope="module")
def codec() -> Codec:
    return Codec.of(load().tensors)


@pytest.mark.soak
def test_batches_come_of_rendered_clips_and_the_pool_is_bounded(codec: Codec) -> None:
    generator = torch.Generator().manual_seed(1)
    with Source(codec, 1, pool=2 * TOGETHER, least=2 * TOGETHER) as pool:
        latents, rows = pool.batch(3, 4, generator)
        assert latents.shape == (3, 64, 4, 9, 16)
        assert rows.shape[:2] == (3, 4)
        assert len(pool) == 2 * TOGETHER
        pool._take(pool._waited)
        assert len(pool) == 2 * TOGETHER
        first = next(iter(clips([2 * TOGETHER], "train", 6)))
        assert torch.allclose(
            pool._pool.latents[0].float(),  # type: ignore[union-attr]
            codec.encoded(torch.from_numpy(first.frames)),
            atol=0.01,
        )
    assert not any(worker.is_alive() for worker in pool._workers)


def test_teachers_that_are_gone_are_missed(codec: Codec, monkeypatch: pytest.MonkeyPatch) -> None:
    pool = Source(codec, 1, least=10**6, pool=10**6)
    pool._workers[0].terminate()
    pool._workers[0].join()
    monkeypatch.setattr(source, "PATIENCE_S", 0.01)
    with pytest.raises(SourceError, match="0 of 1 teachers are alive"):
        pool.batch(1, 1, torch.Generator())
    pool.close()
