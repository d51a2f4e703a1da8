"""What of a pass is no matrix work is counted right, and what was taken out of a pass changed nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from torch.nn import functional

from generators.causal import overhead as measure
from generators.causal.attention import Window, normed
from generators.causal.overhead import Overhead, laid, overhead, shares
from generators.causal.presets import PRESETS
from generators.causal.rope import Positions, rotated
from tests.generators.causal import tiny
from tests.generators.causal.tiny import session, text


class Told:
    """A timer that says what it is told, in turns, and runs what it is given."""

    def __init__(self, *ms: float) -> None:
        self.ms, self.asked = ms, 0

    def __call__(self, run: Callable[[], object]) -> float:
        run()
        self.asked += 1
        return self.ms[(self.asked - 1) % len(self.ms)]


def test_the_share_is_what_is_left_beside_the_matrices() -> None:
    found = overhead(tiny.engine(), Told(10.0, 4.0), passes=3)
    assert found == Overhead(10.0, 4.0)
    assert found.share == pytest.approx(0.6)
    assert Overhead(4.0, 5.0).share == 0


def test_a_slow_machine_is_not_measured_for_ever() -> None:
    timer = Told(9000.0, 8000.0)
    overhead(tiny.engine(), timer, passes=9)
    assert timer.asked == 2


def test_every_product_attention_and_convolution_is_matrix_work_and_nothing_else() -> None:
    engine = tiny.engine()
    x = laid(engine)
    with torch.inference_mode(), measure._Matrices() as matrices:
        engine._pass(x, 1000.0)
    names = Counter(func.__name__.partition(".")[0] for func, _, _ in matrices.calls)
    attentions = sum(count for name, count in names.items() if "attention" in name)
    convolutions = sum(count for name, count in names.items() if "conv" in name)
    layers = len(engine.model.blocks)
    assert (attentions, convolutions) == (2 * layers, 1)
    # a block: queries, keys, values, output; two for the text; its own two. Outside: time 3, text 2, and the last
    assert sum(names.values()) - attentions - convolutions == 8 * layers + 6


def test_the_window_is_full_when_it_is_measured() -> None:
    engine = tiny.engine(window=9)
    laid(engine)
    assert engine.window.past == 6 * engine.positions.tokens


def test_the_quickest_pass_counts() -> None:
    assert overhead(tiny.engine(), Told(10.0, 9.0, 8.0, 6.0, 50.0, 90.0), passes=3) == Overhead(8.0, 6.0)


def test_one_thread_and_then_as_many_as_before() -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    with measure.one_thread():
        assert torch.get_num_threads() == 1
    assert torch.get_num_threads() == 2
    torch.set_num_threads(before)


def test_a_preset_and_the_small_model_are_measured() -> None:
    found = shares(PRESETS["wan-tiny-random"], "cpu", torch.float32, Told(8.0, 6.0), passes=1)
    assert found == {
        "overhead_share": 0.25,
        "overhead_small_share": 0.25,
        "overhead_pass_ms": 8.0,
        "overhead_small_pass_ms": 8.0,
    }


def test_of_a_big_model_two_layers_are_measured_where_there_is_no_card(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(measure, "_engine", lambda preset, *_: asked.append(preset))
    monkeypatch.setattr(measure, "overhead", lambda *_: Overhead(1.0, 1.0))
    shares(PRESETS["wan-1.3b-random"], "cpu", torch.float32, Told(1.0))
    shares(PRESETS["wan-1.3b-random"], "cuda", torch.bfloat16, Told(1.0))
    assert [(one.shape["num_layers"], one.size) for one in asked[::2]] == [(2, (416, 240)), (30, (832, 480))]


def test_rotations_on_a_processor_are_those_of_a_card() -> None:
    tables = Positions(24, 2, 3).tables([0, 1, 5])
    x = torch.randn(1, 18, 2, 24)
    cos, sin = tables
    a, b = x.unflatten(-1, (-1, 2)).unbind(-1)
    plain = torch.stack((a * cos - b * sin, a * sin + b * cos), dim=-1).flatten(-2)
    assert torch.allclose(rotated(x, tables), plain, atol=1e-6)
    assert rotated(x.bfloat16(), tables).dtype is torch.bfloat16


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_norms_on_a_processor_are_those_of_the_library(dtype: torch.dtype) -> None:
    norm = SimpleNamespace(weight=torch.rand(48) + 0.5, eps=1e-6)
    x = (3 * torch.randn(1, 7, 48)).to(dtype)
    theirs = functional.rms_norm(x.float(), (48,), norm.weight, norm.eps).to(dtype)
    assert torch.allclose(normed(norm, x).float(), theirs.float(), atol=1e-5, rtol=1e-2 if dtype.itemsize < 4 else 1e-5)
    assert torch.equal(normed(norm, torch.zeros(1, 2, 48)), torch.zeros(1, 2, 48))


def test_the_window_is_laid_once_for_a_chunk_and_its_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    made, laid_out = session(), []
    lay = Window.lay

    def noted(window: Window, *past: Any) -> None:
        laid_out.append(window)
        lay(window, *past)

    monkeypatch.setattr(Window, "lay", noted)
    made.cut(text(made), 5)
    for _ in range(5):
        made.chunk()
    made.settle()
    assert len(laid_out) == 5


def test_a_switch_and_a_step_back_lay_the_window_anew() -> None:
    made, fresh = session(), session()
    made.cut(text(made), 5)
    made.chunk()
    kept = made.snapshot()
    expected = [made.chunk() for _ in range(2)]
    made.restore(kept)
    made.follow(text(made, 1))
    made.restore(kept)
    assert all(torch.equal(made.chunk(), frames) for frames in expected)
    fresh.cut(text(fresh), 5)
    fresh.chunk()
    assert torch.equal(fresh.chunk(), expected[0])
