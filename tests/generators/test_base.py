"""Shots are values: frozen, equal by content, the same digest in every process."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pydantic import ValidationError

from generators.base import MAX_RECIPE, Camera, Figure, Format, Framing, Look, Setting, Shot, TimeOfDay, Transition

SHOT = Shot(
    prompt="A keeper climbs.",
    setting=Setting(interior=True, place="lighthouse stairs", time=TimeOfDay.NIGHT),
    cast=(Figure(name="MARA", loudness=(0.0, 0.25, 1.0)),),
    camera=Camera(framing=Framing.CLOSE, subject="MARA"),
    seed=7,
)


def test_a_digest_is_the_same_in_every_process() -> None:
    code = f"from generators.base import Shot; print(Shot.model_validate_json({SHOT.model_dump_json()!r}).digest())"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == SHOT.digest()


def test_any_difference_is_another_digest() -> None:
    others = [
        SHOT.model_copy(update={"seed": 8}),
        SHOT.model_copy(update={"transition": Transition.DISSOLVE}),
        SHOT.model_copy(update={"cast": (Figure(name="MARA", loudness=(0.0, 0.25, 0.9)),)}),
    ]
    assert len({SHOT.digest(), *(other.digest() for other in others)}) == 4


def test_shots_do_not_change() -> None:
    with pytest.raises(ValidationError):
        SHOT.seed = 8  # type: ignore[misc]


@pytest.mark.parametrize("size", [{"width": 0, "height": 36}, {"width": 64, "height": 100_000}])
def test_absurd_formats_are_refused(size: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Format(**size)


def test_bytes_of_a_frame() -> None:
    assert Format(width=1280, height=720).frame_bytes == 1280 * 720 * 3


def test_which_transitions_keep_the_context() -> None:
    assert {t for t in Transition if t.keeps_context} == {Transition.MORPH, Transition.CONTINUE}


def test_a_look_file_is_part_of_the_digest_and_has_a_bound() -> None:
    plain, own = Shot(), Shot(look=Look(style="mine", recipe="[tones]\n"))
    assert plain.digest() != own.digest() != Shot(look=Look(style="mine")).digest()
    assert Shot.model_validate_json(own.model_dump_json()) == own
    with pytest.raises(ValidationError):
        Look(recipe="#" * (MAX_RECIPE + 1))
