"""Sittings: the same moment with and without its people, and a painter that learns from them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from generators.daguerreotype import sittings
from generators.daguerreotype.curriculum import random_shot
from generators.daguerreotype.data import Teacher
from generators.daguerreotype.scene import LATENT_FRAMES, SIZE, WIDTH
from generators.daguerreotype.sitters import Cast, cast
from generators.daguerreotype.sittings import FIRST, Album, Photographer, album_of, gather, pointed, sat, trained

COUNT = 10


@pytest.fixture(scope="module")
def album() -> Album:
    return album_of(sat(range(FIRST, FIRST + COUNT)))


def with_cast(number: int = FIRST) -> int:
    return next(n for n in range(number, number + 50) if random_shot(n).cast)


def test_a_moment_is_the_paper_theatres_own_frame() -> None:
    number = with_cast()
    found = Photographer().sitting(number)
    assert found is not None
    shot, teacher = random_shot(number), Teacher()
    rows = [teacher.clip(shot, first, 1) for first in (0,)]
    assert rows[0].rows.shape[1] == len(found.row)
    assert (found.frame != found.back).any()
    again = Photographer().sitting(number)
    assert again is not None
    assert np.array_equal(again.frame, found.frame)
    assert np.array_equal(again.back, found.back)


def test_without_people_only_what_is_near_them_is_another(album: Album) -> None:
    told = cast(album.rows, torch.linspace(0, 1, LATENT_FRAMES))
    for n in range(len(album)):
        differs = (album.frames[n].int() - album.backs[n].int()).abs().amax(-1) > 13
        tallest = float((told.spot[n, 0, :, 3] * told.there[n, 0]).max())
        assert float(differs.float().mean()) < min(1.0, 0.05 + tallest)


def test_a_shot_without_a_cast_is_no_sitting() -> None:
    empty = next(n for n in range(FIRST, FIRST + 50) if not random_shot(n).cast)
    assert Photographer().sitting(empty) is None
    assert list(sat([empty])) == []


def test_an_album_holds_what_its_moments_held(album: Album) -> None:
    assert 0 < len(album) < COUNT
    assert album.frames.shape == (len(album), SIZE[1], SIZE[0], 3)
    assert album.rows.shape == (len(album), WIDTH)
    assert bool(((album.shares >= 0) & (album.shares <= 1)).all())


def test_points_lie_in_the_picture_and_mostly_on_people(album: Album) -> None:
    told = cast(album.rows, torch.zeros(1))
    people = Cast(*(part[:, 0] for part in told))
    pixels = pointed(people, 400, torch.Generator().manual_seed(1))
    assert pixels.shape == (len(album), 400, 2)
    assert bool(((pixels > 0) & (pixels < torch.tensor(SIZE))).all())
    chosen = pixels.long()
    hit = (album.frames.int() - album.backs.int()).abs().amax(-1) > 13
    on = hit[torch.arange(len(album))[:, None], chosen[..., 1], chosen[..., 0]].float().mean()
    assert float(on) > 1.5 * float(hit.float().mean())


def test_a_painter_learns(album: Album) -> None:
    _, losses = trained(album, steps=30, batch=6)
    assert sum(losses[-5:]) < 0.8 * sum(losses[:5])


def test_what_was_gathered_is_taken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sittings, "SHARD", 4)
    sittings._gather((tmp_path, 0))
    (kept,) = tmp_path.glob("sittings-*.safetensors")
    before = kept.stat().st_mtime_ns
    found = gather(tmp_path, 4)
    assert kept.stat().st_mtime_ns == before
    assert len(found) == sum(bool(random_shot(FIRST + n).cast) for n in range(4))
