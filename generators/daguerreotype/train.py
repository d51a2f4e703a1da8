"""Training: `python -m generators.daguerreotype.train --folder RUN --minutes 150`.

Resumable at any moment: what is in the folder is gone on with. Progress is said every few steps, a sheet of samples is
laid down every few minutes.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import torch
from filelock import FileLock, Timeout
from torch import distributed
from torch.multiprocessing.spawn import spawn

from generators.daguerreotype import archive, lessons
from generators.daguerreotype.codec import Codec
from generators.daguerreotype.model import SHAPES
from generators.daguerreotype.ongoing import Batch, Ongoing
from generators.daguerreotype.samples import Samples
from generators.daguerreotype.source import Source
from generators.daguerreotype.training import WINDOW, Training, TrainingError, checked
from generators.daguerreotype.weights import Weights, WeightsError, load, network_of

LESSONS: Final = (("stills", 0.38), ("streams", 0.34), ("performances", 0.28))  # shares of the time
FURTHER: Final = (("performances", 1.0),)  # of a network that knows something already
SAVE_S: Final = 120.0
SAY_STEPS: Final = 20


@dataclass(frozen=True)
class Plan:
    """How to train."""

    minutes: float = 150.0  # of training, all tries together
    batch: int = 32  # chunks a step, of all processes together
    steps: int = 2  # denoising steps that the network plays with
    rank: int = 0  # of this process; the first one saves
    ranks: int = 1
    lessons: tuple[tuple[str, float], ...] = LESSONS


def lesson_at(share: float, lessons_: Sequence[tuple[str, float]] = LESSONS) -> str:
    """The lesson that is on when `share` of the time is over."""
    for name, part in lessons_:
        if share < part:
            return name
        share -= part
    return lessons_[-1][0]


def taught(
    training: Training, clips: archive.Archive | Source, plan: Plan, clock: Callable[[], float] = time.monotonic
) -> Iterator[dict[str, Any]]:
    """Train until the minutes are over; gives a line of figures after every step.

    What a step does depends on the step's number, the seconds so far and the weights: a training that was stopped
    goes on as if it had not been, but for the performances that were on, which begin anew.
    """
    progress, whole = training.progress, plan.minutes * 60
    saved, ongoing = progress.seconds, Ongoing()
    while progress.seconds < whole:
        began, share = clock(), progress.seconds / whole
        lesson = lesson_at(share, plan.lessons)
        loss, samples = _lesson(training, clips, plan, lesson, ongoing)
        value = training.step(loss, share, samples)
        progress.seconds = _agreed(progress.seconds + clock() - began)
        if plan.rank == 0 and progress.seconds - saved > SAVE_S:
            training.save()
            saved = progress.seconds
        yield {"lesson": lesson, "loss": value, "share": share, **asdict(progress)}
    if plan.rank == 0:
        training.save()


def _lesson(
    training: Training, clips: archive.Archive | Source, plan: Plan, lesson: str, ongoing: Ongoing
) -> tuple[torch.Tensor, int]:
    """The loss of the next batch, and how many chunks of all processes it is of."""
    drawn_on = "cuda" if training.device == "cuda" and isinstance(clips, archive.Archive) else "cpu"
    generator = torch.Generator(drawn_on).manual_seed(training.progress.step * plan.ranks + plan.rank)
    length = 1 if lesson == "stills" else WINDOW
    size = max(1, plan.batch // plan.ranks // length)

    def fresh() -> Batch:
        latents, rows = clips.batch(size, length, generator)
        return latents.to(training.device), rows.to(training.device)

    if lesson == "performances":
        loss, chunks = ongoing.judged(training.go, fresh, generator, plan.steps)
    else:
        loss, chunks = lessons.stream(training.go, *fresh(), generator), size * length
    return loss, chunks * plan.ranks


def _agreed(seconds: float) -> float:
    """The same time in all processes: the first one's."""
    if not distributed.is_initialized():
        return seconds
    said = torch.tensor([seconds], dtype=torch.float64)
    distributed.broadcast(said, 0)
    return float(said)


def orphaned() -> bool:
    """Whether the command that started this process is gone: nobody would end it any more."""
    parent = multiprocessing.parent_process()
    return parent is not None and not parent.is_alive()


def _work(rank: int, wish: argparse.Namespace) -> None:
    """One process of a training; the first one speaks, saves and lays sheets."""
    torch.set_flush_denormal(True)
    if wish.workers > 1:
        torch.set_num_threads(1)
        place = f"file://{(wish.folder / 'meeting').absolute()}"
        distributed.init_process_group("gloo", init_method=place, rank=rank, world_size=wish.workers)
    training = Training(wish.folder, wish.shape, wish.device, wish.rate)
    if wish.start and not training.progress.step:
        training.begin_with(network_of(load(wish.start)))
    lessons_ = FURTHER if wish.start else LESSONS
    plan = Plan(wish.minutes, wish.batch, wish.steps, rank, wish.workers, lessons_)
    with _clips(wish) as clips:
        lines = taught(training, clips, plan)
        if rank == 0:
            with _alone(wish.folder):
                _watched(training, lines, wish)
        else:
            for _ in lines:  # it ends with the first one, whose part of the gradients it waits for
                pass
    if wish.workers > 1:
        distributed.destroy_process_group()


def _clips(wish: argparse.Namespace) -> AbstractContextManager[archive.Archive | Source]:
    """Gathered clips, or teachers who render them meanwhile."""
    if wish.clips:
        return nullcontext(archive.opened(wish.folder).to(wish.device))
    return Source(archive.codec_of(wish.folder), max(1, wish.teachers // wish.workers))


def _watched(training: Training, lines: Iterator[dict[str, Any]], wish: argparse.Namespace) -> None:
    """Train; say how it goes and lay the sheets."""
    samples = Samples(wish.folder, SHAPES[wish.shape], archive.codec_of(wish.folder), wish.steps, wish.sheets)
    samples.last_s = training.progress.seconds
    losses: list[float] = []
    for line in lines:
        losses = [*losses[1 - SAY_STEPS :], line["loss"]]
        if line["step"] % SAY_STEPS == 0:
            _say(wish.folder, {**line, "loss": sum(losses) / len(losses)})
        if samples.due(line["seconds"]):
            samples.lay(training.average, line["seconds"])
        if orphaned():
            training.save()
            return
    if wish.sheets:
        samples.lay(training.average, training.progress.seconds)


def _say(folder: Path, line: dict[str, Any]) -> None:
    minutes = line["seconds"] / 60
    said = (
        f"{minutes:6.1f} min {line['share']:4.0%}  {line['lesson']:12} step {line['step']:6}  loss {line['loss']:.4f}"
    )
    print(said, flush=True)  # noqa: T201 - the command's own voice
    with (folder / "log.jsonl").open("a") as log:
        log.write(json.dumps(line) + "\n")


def _prepared(folder: Path, shape: str, start: Weights) -> None:
    """A folder to teach a network further in: its codec is the one that it was taught with."""
    if start.card.get("shape") != shape:
        found = start.card.get("shape")
        raise TrainingError(f"the weights to start with are {found}, not {shape}: type --shape {found}")
    archive.take_codec(folder, Codec.of(start.tensors))


def _alone(folder: Path) -> AbstractContextManager[object]:
    """The folder's lock, until it is left. SystemExit when another training has it: two would undo each other."""
    try:
        return FileLock(folder / "training.lock").acquire(timeout=0)
    except Timeout:
        raise SystemExit(
            f"{folder}: another training is at work there. Wait for it or end it, or name another folder."
        ) from None


def _wish(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="where clips, checkpoints and sheets lie")
    parser.add_argument("--shape", choices=sorted(SHAPES), default="small")
    parser.add_argument("--minutes", type=float, default=150.0, help="of training, all tries together")
    parser.add_argument("--clips", type=int, default=0, help="gathered first and kept; 0: rendered while it learns")
    parser.add_argument("--teachers", type=int, default=max(1, (os.cpu_count() or 2) - 2), help="processes that render")
    parser.add_argument("--batch", type=int, default=32, help="chunks a step")
    parser.add_argument("--steps", type=int, choices=sorted(lessons.SIGMAS), default=2, help="denoising steps")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--workers", type=int, default=1, help="processes of one thread each, for processors")
    parser.add_argument("--sheets", type=float, default=15.0, help="minutes between two sample sheets, 0: none")
    parser.add_argument("--start", type=Path, default=None, help="a weights file whose network is taught further")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    wish = _wish(arguments)
    wish.folder.mkdir(parents=True, exist_ok=True)
    with _alone(wish.folder):
        try:
            checked(wish.folder, wish.shape)
            if wish.start:
                _prepared(wish.folder, wish.shape, load(wish.start))
        except (TrainingError, WeightsError) as problem:
            raise SystemExit(str(problem)) from None
        (wish.folder / "meeting").unlink(missing_ok=True)
        archive.codec_of(wish.folder)
        if wish.clips:
            archive.gather(wish.folder, wish.clips, workers=max(1, wish.workers))
    if wish.workers > 1:
        spawn(_work, (wish,), nprocs=wish.workers)
    else:
        _work(0, wish)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
