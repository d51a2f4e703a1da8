"""The generator that the README teaches keeps the contract."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

from generators.base import Figure, Generator, Shot

README = Path(__file__).resolve().parents[2] / "generators" / "README.md"


def example() -> Any:
    code = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    assert len(code[1].splitlines()) <= 42
    names: dict[str, Any] = {}
    exec(compile(code[1], str(README), "exec"), names)
    return names["Stripes"]((64, 36), {})


def test_the_example_keeps_the_contract() -> None:
    stripes = example()
    assert isinstance(stripes, Generator)
    stripes.begin(Shot(seed=3, cast=(Figure(name="A", speaking=True, loudness=(0.0,) * 4 + (1.0,) * 4),)))
    quiet, loud = stripes.next_chunk(), stripes.next_chunk()
    assert quiet.dtype == np.uint8
    assert quiet.shape == (4, 36, 64, 3)
    assert loud.mean() > quiet.mean() + 40


def test_a_frame_depends_on_shot_and_number_only() -> None:
    one, other = example(), example()
    shot = Shot(seed=5, cast=(Figure(name="A"),))
    one.begin(shot)
    one.next_chunk()
    other.begin(shot, at_frame=4)
    assert np.array_equal(one.next_chunk(), other.next_chunk())
