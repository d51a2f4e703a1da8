"""The generator: paper theatre composes, the network paints; steady, steered, kept and gone back to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from generators import registry
from generators.base import Camera, Figure, Generator, Move, Setting, Shot, Snapshots, Transition
from generators.causal.formats import ModelFileError
from generators.image_stream import sd_tiny_random
from generators.image_stream.build import PRESETS
from generators.image_stream.feedback import Likeness, warped
from generators.image_stream.generator import ImageStream
from generators.interpolate import opened
from generators.testcard import open_generator

A = Shot(prompt="A lighthouse at night.", setting=Setting(place="lighthouse"), cast=(Figure(name="MARA"),), seed=3)
B = Shot(prompt="A forest by day.", setting=Setting(place="forest"), seed=4)


def stream(**settings: object) -> ImageStream:
    made = sd_tiny_random((128, 64), settings)
    assert isinstance(made, ImageStream)
    return made


def frames(made: ImageStream, count: int) -> list[np.ndarray]:
    return [made.next_chunk() for _ in range(count)]


def test_it_is_a_generator_of_single_frames() -> None:
    made = stream()
    assert isinstance(made, Generator)
    assert made.format.chunk_frames == 1
    made.begin(A)
    first = made.next_chunk()
    assert first.shape == (1, 64, 128, 3)
    assert first.dtype == np.uint8


def test_the_same_shot_gives_the_same_frames() -> None:
    one, two = stream(), stream()
    one.begin(A)
    two.begin(A)
    assert all(np.array_equal(a, b) for a, b in zip(frames(one, 4), frames(two, 4), strict=True))
    two.begin(B)
    assert not np.array_equal(frames(one, 1)[0], frames(two, 1)[0])


def test_the_prompt_counts_and_not_only_the_guide() -> None:
    one, two = stream(), stream()
    one.begin(A)
    two.begin(A.model_copy(update={"prompt": "A red boat on a calm sea."}))
    assert not np.array_equal(frames(one, 3)[-1], frames(two, 3)[-1])


def test_what_was_painted_goes_on_into_a_continued_picture_and_not_into_a_cut() -> None:
    kept, cut = stream(), stream()
    for made in (kept, cut):
        made.begin(A)
        frames(made, 3)
    kept.steer(B.model_copy(update={"transition": Transition.CONTINUE}))
    cut.begin(B)
    assert not np.array_equal(frames(kept, 1)[0], frames(cut, 1)[0])


def test_frames_of_an_unmoved_guide_are_skipped_but_never_for_long() -> None:
    guide = open_generator((64, 64), {})
    made = stream()
    still = ImageStream(made.painter, _Still(guide), Likeness(longest=3))
    still.begin(A)
    frames(still, 9)
    assert still.skipped == 6


class _Still:
    """A guide that never moves."""

    def __init__(self, card: Generator) -> None:
        self.format = card.format
        self._frame = np.random.default_rng(1).integers(0, 255, (1, 64, 64, 3), np.uint8)

    def begin(self, shot: Shot, at_frame: int = 0) -> None:
        """Always the same."""

    def steer(self, shot: Shot) -> None:
        """Always the same."""

    def next_chunk(self) -> np.ndarray:
        return self._frame

    def close(self) -> None:
        """Nothing is held."""


def test_a_guide_without_snapshots_says_so() -> None:
    made = ImageStream(stream().painter, _Still(open_generator((64, 64), {})))
    with pytest.raises(TypeError, match="keeps no snapshots"):
        made.snapshot()


def test_going_back_gives_the_same_frames() -> None:
    made = stream()
    if not isinstance(made.guide, Snapshots):
        pytest.skip("paper theatre keeps no snapshots yet")
    made.begin(A)
    frames(made, 3)
    kept = made.snapshot()
    first = frames(made, 3)
    made.steer(B)
    frames(made, 2)
    made.restore(kept)
    assert all(np.array_equal(a, b) for a, b in zip(first, frames(made, 3), strict=True))


def test_twice_the_rate_with_frames_in_between() -> None:
    made, plain = opened(sd_tiny_random, (128, 64), {"interpolate": 2}), stream()
    assert isinstance(made, Snapshots)
    assert (made.format.fps, made.format.chunk_frames) == (2 * plain.format.fps, 2)
    made.begin(A)
    plain.begin(A)
    known, filled = np.concatenate(frames(plain, 4)), np.concatenate([made.next_chunk() for _ in range(4)])
    assert np.array_equal(filled[::2], known)


@pytest.mark.parametrize("move", list(Move))
def test_the_last_picture_moves_along_with_the_camera(move: Move) -> None:
    latent = torch.zeros(1, 4, 32, 32)
    latent[:, :, 12:20, 12:20] = 1
    moved = warped(latent, Camera(move=move), pace=40)
    assert moved.shape == latent.shape
    still = move in (Move.STATIC, Move.HANDHELD)
    assert torch.equal(moved, latent) == still
    if move is Move.PAN_RIGHT:
        assert float(moved[0, 0, 16, :12].sum()) > 0


def test_likeness_looks_at_pictures_not_at_brightness() -> None:
    like = Likeness()
    a = torch.rand(1, 3, 8, 8)
    assert like.skips(a + 0.1, a, 0)
    assert not like.skips(torch.rand(1, 3, 8, 8), a, 0)
    assert not like.skips(a, None, 0)
    assert not like.skips(a, a, like.longest)


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_presets_have_names(name: str) -> None:
    assert callable(registry.find(name))


def test_missing_weights_say_where_they_are_looked_for(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"sd-turbo.unet is not there\..* diorama models add sd-turbo$"):
        registry.find("sd-turbo")((512, 288), {"models": str(tmp_path)})


def test_one_step_two_steps_and_strengths() -> None:
    for steps, strength in ((1, 1.0), (4, 0.4)):
        made = stream(steps=steps, strength=strength)
        made.begin(A)
        assert frames(made, 2)[-1].shape == (1, 64, 128, 3)
