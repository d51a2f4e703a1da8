"""Sample sheets: truth and the network's roll-out side by side, when they are due."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from generators.daguerreotype import samples
from generators.daguerreotype.data import clips
from generators.daguerreotype.rehearsal import Rehearsal
from generators.daguerreotype.samples import LATENTS, SHOWN, Samples, rolled
from generators.daguerreotype.scene import LATENT_FRAMES, SIZE
from tests.generators.daguerreotype import tiny


def sheets(folder: Path, minutes: float = 15.0) -> Samples:
    return Samples(folder, tiny.SHAPE, tiny.codec(), 1, minutes, shots=2)


def test_a_sheet_is_due_every_so_many_minutes(tmp_path: Path) -> None:
    made = sheets(tmp_path)
    assert not made.due(899)
    assert made.due(900)
    made.last_s = 900
    assert not made.due(1799)
    assert not sheets(tmp_path, 0).due(1e9)


def test_a_sheet_shows_truth_and_roll_out(tmp_path: Path) -> None:
    made = sheets(tmp_path)
    path = made.lay(tiny.network().state_dict(), 930.0)
    assert path.name == "sheet-015.5.png"
    assert not made.due(1800)
    picture = np.asarray(Image.open(path))
    assert picture.shape == (SIZE[1], 2 * 2 * len(SHOWN) * SIZE[0], 3)
    truth = made.truth[0].frames[list(SHOWN)]
    assert (picture[:, : len(SHOWN) * SIZE[0]] == np.hstack(list(truth))).all()
    assert picture[:, len(SHOWN) * SIZE[0] :].std() > 1


def test_a_roll_out_is_the_same_for_the_same_weights() -> None:
    clip = next(clips([1], "seen", 2))
    one, other = (rolled(Rehearsal(tiny.network(seed).eval(), LATENTS), tiny.codec(), clip, 2) for seed in (0, 1))
    again = rolled(Rehearsal(tiny.network(0).eval(), LATENTS), tiny.codec(), clip, 2)
    assert one.shape == (2 * LATENT_FRAMES, SIZE[1], SIZE[0], 3)
    assert (one == again).all()
    assert (one != other).any()


def test_weights_that_are_learned_from_are_left_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "clips", lambda *_: [])
    learned = tiny.network()
    averaged = {name: value.clone() for name, value in learned.state_dict().items()}
    made = sheets(tmp_path)
    made.__dict__["truth"] = list(clips([1, 2], "seen", LATENTS))
    made.lay(averaged, 60.0)
    assert all(torch.equal(value, averaged[name]) for name, value in learned.state_dict().items())
