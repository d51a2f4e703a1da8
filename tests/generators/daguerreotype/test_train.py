"""The training command: lessons in turn, progress said and kept, stopped and gone on with, alone in its folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import torch
from filelock import FileLock

from generators.daguerreotype import archive, train, weights
from generators.daguerreotype.model import SHAPES, Network
from generators.daguerreotype.train import Plan, lesson_at, main, orphaned, taught
from generators.daguerreotype.training import Training, progress_in
from tests.generators.daguerreotype import tiny

PLAN = Plan(minutes=5 / 60, batch=4, steps=1)  # five seconds, one a step


@pytest.fixture(autouse=True)
def _tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SHAPES, "tiny", tiny.SHAPE)


def clock() -> Callable[[], float]:
    """One on which every step takes a second."""
    now: Iterator[float] = iter(range(10**6))
    return lambda: float(next(now))


def begun(folder: Path) -> Training:
    return Training(folder, "tiny", "cpu", 2e-3)


def lines(training: Training) -> Iterator[dict[str, Any]]:
    return taught(training, tiny.archive(), PLAN, clock())


def test_lessons_come_in_their_turn_and_take_their_share() -> None:
    heard = [lesson_at(n / 1000) for n in range(1000)]
    assert list(dict.fromkeys(heard)) == ["stills", "streams", "performances"]
    assert [heard.count(name) / 1000 for name, _ in train.LESSONS] == pytest.approx(
        [part for _, part in train.LESSONS], abs=0.002
    )
    assert sum(part for _, part in train.LESSONS) == pytest.approx(1)
    assert lesson_at(1.0) == "performances"


def test_who_knows_something_performs_from_the_first_step() -> None:
    assert {lesson_at(n / 100, train.FURTHER) for n in range(100)} == {"performances"}


def kept_weights(path: Path) -> Path:
    """A weights file of a tiny network."""
    network = Network(tiny.SHAPE)
    with torch.no_grad():
        for value in network.parameters():
            value.fill_(0.25)
    weights.save(path, network, tiny.codec().tensors(), {"shape": "tiny", "steps": 2})
    return path


def test_a_network_can_be_taught_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start, folder = kept_weights(tmp_path / "start.safetensors"), tmp_path / "run"
    monkeypatch.setattr(archive, "gather", lambda *_, **__: None)
    monkeypatch.setattr(archive, "opened", lambda *_: tiny.archive())
    words = ["--folder", str(folder), "--shape", "tiny", "--start", str(start), "--minutes", "0.0001", "--clips", "1"]
    assert main([*words, "--device", "cpu", "--batch", "4", "--sheets", "0", "--rate", "1e-9"]) == 0
    of = Training(folder, "tiny", "cpu", 2e-3)
    assert of.progress.step == 1
    assert all(torch.allclose(value, torch.full_like(value, 0.25), atol=1e-4) for value in of.average.values())
    assert torch.allclose(archive.codec_of(folder).mean, tiny.codec().mean, atol=1e-3)


def test_weights_of_another_shape_are_no_start(tmp_path: Path) -> None:
    start = kept_weights(tmp_path / "start.safetensors")
    with pytest.raises(SystemExit, match="--shape tiny"):
        main(["--folder", str(tmp_path / "run"), "--shape", "large", "--start", str(start), "--device", "cpu"])
    with pytest.raises(SystemExit, match="is not there"):
        main(["--folder", str(tmp_path / "run"), "--start", str(tmp_path / "none"), "--device", "cpu"])


def test_a_training_lasts_its_minutes_and_is_saved(tmp_path: Path) -> None:
    said = list(lines(begun(tmp_path)))
    assert [line["step"] for line in said] == [1, 2, 3, 4, 5]
    assert [line["lesson"] for line in said] == ["stills"] * 2 + ["streams"] * 2 + ["performances"]
    assert all(line["loss"] > 0 for line in said)
    kept = progress_in(tmp_path)
    assert kept is not None
    assert (kept.step, kept.seconds, kept.samples) == (5, 5.0, 20)


def test_a_stopped_training_ends_with_the_same_weights(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    (tmp_path / "parts").mkdir()
    whole = begun(tmp_path / "whole")
    list(lines(whole))
    first = begun(tmp_path / "parts")
    list(islice(lines(first), 2))
    first.save()
    second = begun(tmp_path / "parts")
    assert [line["step"] for line in lines(second)] == [3, 4, 5]
    for name, value in whole.average.items():
        assert torch.equal(value, second.average[name]), name


def test_it_is_saved_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "SAVE_S", 1.5)
    list(islice(lines(begun(tmp_path)), 3))
    kept = progress_in(tmp_path)
    assert kept is not None
    assert kept.step == 2


def run(folder: Path, *more: str, clips: int = 250) -> int:
    common = ("--folder", str(folder), "--clips", str(clips), "--batch", "2", "--steps", "1", "--device", "cpu")
    return main([*common, *more])


def test_the_command_says_how_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(train, "SAY_STEPS", 2)
    monkeypatch.setattr(taught, "__defaults__", (clock(),))
    tiny.furnished(tmp_path)
    assert run(tmp_path, "--shape", "tiny", "--minutes", str(4 / 60), "--sheets", "0") == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 2
    assert "step      4" in said[1]
    assert "stills" in said[0]
    log = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [line["step"] for line in log] == [2, 4]
    assert not list(tmp_path.glob("sheet*"))


def test_another_shape_is_refused_before_anything_is_gathered(tmp_path: Path) -> None:
    begun(tmp_path).save()
    with pytest.raises(SystemExit, match="--shape tiny"):
        run(tmp_path, "--shape", "small")
    assert not (tmp_path / "codec.safetensors").exists()


def test_two_trainings_do_not_share_a_folder(tmp_path: Path) -> None:
    with FileLock(tmp_path / "training.lock"), pytest.raises(SystemExit, match="another training"):
        run(tmp_path)


def test_a_process_of_its_own_is_no_orphan() -> None:
    assert not orphaned()


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_two_processes_train_one_network(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    tiny.furnished(tmp_path)
    assert run(tmp_path, "--workers", "2", "--minutes", "0.15", "--sheets", "0") == 0
    kept = progress_in(tmp_path)
    assert kept is not None
    assert kept.step > 0
    assert kept.samples % 2 == 0
