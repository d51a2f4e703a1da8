"""What a chunk costs is counted as published; the plain loop gives the same latents; a bench row is complete."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

import pytest
import torch

from generators.causal import bench
from generators.causal.count import cost
from generators.causal.memory import Reach
from generators.causal.noise import noise
from generators.causal.overhead import shares
from generators.causal.presets import WAN_1_3B
from generators.causal.yardstick import Yardstick
from tests.generators.causal import tiny
from tests.generators.causal.tiny import session, text


@pytest.mark.parametrize(("window", "tflop"), [(12, 142.2), (9, 122.1), (6, 101.9)])
def test_a_chunk_of_the_small_wan_costs_what_was_published(window: int, tflop: float) -> None:
    found = cost(WAN_1_3B, (832, 480), Reach(window, 3, 3))
    assert found.chunk_tflop(4) == pytest.approx(tflop, rel=0.01)
    assert found.window_bytes == pytest.approx(window / 12 * 3.45e9, rel=0.01)
    assert found.weight_bytes == pytest.approx(2.84e9, rel=0.01)


def test_launches_do_not_grow_with_the_picture() -> None:
    one, two = (cost(tiny.CONFIG, size, Reach(9, 3, 3)) for size in ((128, 64), (256, 128)))
    assert one.launches == two.launches
    assert two.tflop > 3 * one.tflop


def test_the_plain_loop_makes_the_same_latents() -> None:
    made = session(relative=False)
    made.cut(text(made), 5)
    ours = []
    for _ in range(6):
        made.chunk()
        ours.append(made.snapshot().pending)
    engine = made.engine
    yardstick = Yardstick(engine.model, tiny.HEIGHT, tiny.WIDTH, engine.reach, engine.schedule)
    yardstick.install()
    for number, latents in enumerate(ours):
        plain = yardstick.chunk(
            tiny.embedding(0),
            lambda step, number=number: noise(5, number, step, yardstick.shape),
        )
        assert latents is not None
        assert float((plain - latents).abs().max()) < 1e-5


def test_an_engine_can_take_its_model_back() -> None:
    made = session()
    made.cut(text(made), 5)
    first = made.chunk()
    Yardstick(made.engine.model, tiny.HEIGHT, tiny.WIDTH, made.engine.reach, made.engine.schedule).install()
    made.engine.install()
    made.cut(text(made), 5)
    assert torch.equal(made.chunk(), first)


def test_a_row_has_every_figure() -> None:
    (row,) = bench.rows("wan-tiny-random", [(128, 64)], (9,), (1,), chunks=2)
    figures = asdict(row)
    assert (row.width, row.window, row.steps) == (128, 9, 1)
    assert (row.way, row.decoder) == ("eager", "tiny")
    free = (*bench.NAMED, "peak_mb", "tflop", "tflops", "restore_ms")
    assert all(value > 0 for key, value in figures.items() if key not in free)
    printed = bench.table([row]).splitlines()
    assert len(printed) == 2
    assert printed[0].split() == list(figures)


def test_a_name_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["wan-9b"]) == 2
    assert "wan-longlive" in capsys.readouterr().err


@pytest.mark.soak
def test_without_a_card_big_models_are_counted_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "device_of", lambda *_: "cpu")
    monkeypatch.setattr(bench, "shares", lambda *_: {"overhead_share": 0.05})
    found = bench.figures("wan-1.3b-random")
    assert (found["timed"], found["overhead_share"]) == (0, 0.05)
    assert found["832x480_w12_s4_tflop_a_chunk"] == pytest.approx(141.5, abs=0.5)
    assert not any("fps" in key for key in found)
    assert bench.main(["wan-1.3b-random"]) == 0
    assert "nothing is timed" in capsys.readouterr().out


def test_a_tiny_model_is_timed_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "WINDOWS", (9,))
    monkeypatch.setattr(bench, "STEPS", (1,))
    monkeypatch.setattr(bench, "CHUNKS", 2)
    monkeypatch.setattr(bench, "WARM_UPS", 1)
    monkeypatch.setattr(bench, "shares", partial(shares, passes=1))
    found = bench.figures("wan-tiny-random")
    assert found["timed"] == 1
    assert found["128x64_w9_s1_fps"] > 0
    assert all(0 <= found[key] <= 1 for key in ("overhead_share", "overhead_small_share"))
