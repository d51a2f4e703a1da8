"""`diorama bench`: figures of this machine, one flat object; nothing is judged here."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from runtime.errors import GeneratorError, UsageError

if TYPE_CHECKING:
    from runtime.settings import Settings

Figures = Mapping[str, Any]  # numbers; for the daguerreotype also words, and groups of shares
Size = tuple[int, int]  # pixels: width, height

CHOICES = 200  # trials of a choice, pre-rolled and again not pre-rolled
FRAMES = 1200  # content frames of a pacing run: 50 s at 24 frames/s
READINGS = 5
NODES_A_TRIAL = 4_000  # of the wide story, where trials are asked for
LINES = 15_000  # of the story that is read
SHEET_SIZE = (384, 216)  # of one picture on a contact sheet


def measure(
    what: str, generator: str, size: Size, trials: int | None, look: str = "", settings: Settings | None = None
) -> Figures:
    """The figures of `what`, `settings` with the flags on top; UsageError for anything that cannot be measured."""
    benches: dict[str, Callable[[], Figures]] = {
        "latency": lambda: latency(generator, size, trials or CHOICES),
        "pacing": lambda: pacing(generator, size, trials or FRAMES),
        "generator": lambda: speed(generator, size, look, settings),
        "story": lambda: story(trials),
        "audio": audio,
        "kiosk": lambda: kiosk(generator, size, trials),
        "daguerreotype": lambda: daguerreotype(generator, trials),
    }
    if what not in benches:
        near = get_close_matches(what.lower(), [*benches, "look"], n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(f"“{what}” cannot be measured: type one of {', '.join(benches)}, look.{meant}")
    return benches[what]()


def format_figures(figures: Figures, *, as_json: bool) -> str:
    """One flat object, or a line for each figure."""
    if as_json:
        return json.dumps(dict(figures))
    figures = {key: value for name, found in figures.items() for key, value in _flat(name, found)}
    width = max(map(len, figures))
    words = {name: value if isinstance(value, str) else f"{value:g}" for name, value in figures.items()}
    return "\n".join(f"{name:<{width}}  {value}" for name, value in words.items())


def _flat(name: str, found: Any) -> list[tuple[str, Any]]:
    """A figure, or those of a group: "seen place"."""
    return [(f"{name} {key}", value) for key, value in found.items()] if isinstance(found, Mapping) else [(name, found)]


def latency(generator: str, size: Size, trials: int) -> Figures:
    """Milliseconds from a press to the flip of the branch's first frame, pre-rolled and not."""
    from runtime.cli.trial import choice_latencies_ms
    from runtime.player.meter import percentile

    warm = choice_latencies_ms(generator, size, trials, prerolled=True)
    cold = choice_latencies_ms(generator, size, trials, prerolled=False)
    return {
        "trials": len(warm),
        "prerolled_p50_ms": round(percentile(warm, 0.5), 2),
        "prerolled_p99_ms": round(percentile(warm, 0.99), 2),
        "cold_p50_ms": round(percentile(cold, 0.5), 2),
        "cold_p99_ms": round(percentile(cold, 0.99), 2),
    }


def pacing(generator: str, size: Size, frames: int) -> Figures:
    """How evenly content frames are flipped while the generator works at full load."""
    from runtime.cli.trial import paced

    return paced(generator, size, frames)


def speed(generator: str, size: Size, look: str = "", settings: Settings | None = None) -> Figures:
    """Frames a second of a generator by itself, on one thread, in `look`; kept beside its weights if it has any."""
    from generators.registry import plays_from_models

    if plays_from_models(generator):
        found = _speed_of_model(generator, size, look, settings)
    else:
        found = _speed(generator, size, look, {})
    keep_wait_of(generator, size, found)
    return found


def _speed(generator: str, size: Size, look: str, settings: Mapping[str, Any]) -> dict[str, float]:
    from runtime.director.bible import read_look
    from runtime.studio import bench

    return bench.generator(generator, size, read_look(look) if look else None, settings)


def _speed_of_model(generator: str, size: Size, look: str, given: Settings | None) -> Figures:
    """One that looks for weights: a sentence where there are none, a note of its speed where there are."""
    from generators.causal.formats import ModelFileError
    from runtime.parts import told
    from runtime.settings import read_settings

    settings = told(generator, given or read_settings().settings)
    try:
        if generator.startswith("wan-"):
            from generators.causal.bench import figures

            found = figures(generator, Path(str(settings["models"])), str(settings.get("device", "")))
        else:
            found = _speed(generator, size, look, settings)
    except ModelFileError as problem:
        raise GeneratorError(str(problem)) from None
    keep_speed_of(generator, size, found)
    return found


def keep_speed_of(generator: str, size: Size, found: Figures) -> None:
    """For `diorama models list`: the first rate that was timed, beside the weights that it was timed with."""
    import re

    import torch

    from runtime.parts import PARTS, own_parts
    from runtime.parts.measured import Speed, keep_speed

    timed = {key: value for key, value in found.items() if key == "fps" or key.endswith("_fps")}
    for part in (*PARTS, *own_parts()):
        if part.generator == generator and timed:
            key, fps = next(iter(timed.items()))
            named = re.match(r"(\d+)x(\d+)_", key)
            width, height = (int(named[1]), int(named[2])) if named else size
            device = torch.cuda.get_device_name() if torch.cuda.is_available() else "processor"
            keep_speed(part, Speed(fps=fps, width=width, height=height, device=device))


def keep_wait_of(generator: str, size: Size, found: Figures) -> None:
    """For `diorama check --generator`: the longest wait for a first frame after a cut."""
    from runtime.parts.measured import FirstFrame, keep_first_frame

    waits = [value for key, value in found.items() if key == "first_chunk_max_ms" or key.endswith("first_frame_ms")]
    if waits:
        keep_first_frame(generator, FirstFrame(seconds=max(waits) / 1000, width=size[0], height=size[1]))


def contact_sheets(folder: Path, only: str) -> Iterator[str]:
    """Draw the sheets whose name holds `only` into `folder`; gives the path of each when it is there."""
    from generators.papertheatre.sheets.views import named_sheets, sheets

    names = list(named_sheets(SHEET_SIZE))
    if not any(only in name for name in names):
        near = get_close_matches(only, names, n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(f"--only: no sheet has “{only}” in its name.{meant}")
    yield from (str(path) for path in sheets(folder, SHEET_SIZE, only))


def daguerreotype(generator: str, trials: int | None, out: Path | None = None) -> Figures:
    """The examination of its weights, `trials` shots of each split; with `out` card and sheets are made."""
    from generators.daguerreotype import bench, card, open_generator
    from generators.daguerreotype.sheets import sheets
    from generators.daguerreotype.weights import WeightsError

    weights = _weights_of(generator)
    try:
        figures = bench.figures(weights, (trials or bench.FOLLOWED) / bench.FOLLOWED)
    except WeightsError as problem:
        raise GeneratorError(str(problem)) from None
    if out is not None:
        card.written(out / "MODEL_CARD.md", figures)
        list(sheets(open_generator((0, 0), {"weights": str(weights)} if weights else {}), out / "sheets"))
    return figures


def _weights_of(generator: str) -> Path | None:
    """The file of `daguerreotype:NAME`; None for the shipped one."""
    from generators.registry import own_model
    from runtime.parts import models_folder

    own = own_model(generator) if generator.startswith("daguerreotype:") else ""
    return models_folder() / own / "daguerreotype.safetensors" if own else None


def audio() -> Figures:
    """What sound costs, how loud it is, and how fast voices are made."""
    from runtime.audio.bench import bench_audio

    return bench_audio()


def kiosk(generator: str, size: Size, trials: int | None) -> Figures:
    """From a touch to the visit, from nothing to a picture, and the processor time that a player does not take."""
    from runtime.cli.kioskbench import figures

    return figures(generator, size, trials)


def story(trials: int | None) -> Figures:
    """Milliseconds to read and to lint a long story, the median of `trials`; a wide one loaded; beats told.

    With fewer trials than usual the wide one is narrower, too; `load_nodes` says how wide it was.
    """
    from runtime.cli import storybench
    from runtime.story import lint, read_story

    nodes = storybench.NODES if trials is None else min(storybench.NODES, NODES_A_TRIAL * trials)
    text = long_story(LINES)
    read_ms, lint_ms = [], []
    readings = trials or READINGS
    for _ in range(readings):
        began = time.perf_counter()
        reading = read_story(text)
        read_ms.append(1000 * (time.perf_counter() - began))
        if reading.story is None:
            raise UsageError(f"The bench's own story has an error: {reading.diagnostics[0].what}")
        began = time.perf_counter()
        read = reading.story
        lint(read)
        lint_ms.append(1000 * (time.perf_counter() - began))
    return {
        "lines": text.count("\n"),
        "read_ms": round(median(read_ms), 1),
        "lint_ms": round(median(lint_ms), 1),
        "beats_per_s": storybench.beats_per_s(read),
        **storybench.load_figures(nodes),
    }


def long_story(lines: int) -> str:
    """A story of at least so many lines: a ring of scenes with everything that scenes have."""
    scene_lines = SCENE.count("\n")
    scenes = -(-lines // scene_lines)
    return TITLE + "".join(SCENE.format(n=n, after=(n + 1) % scenes, far=(n * 7 + 3) % scenes) for n in range(scenes))


TITLE = """\
Title: A long story
Cast:
    MARA - 60, keeper of the light, grey braid, yellow oilskin
    TOM - 12, barefoot, red scarf

[[var trust = 0]]

"""

SCENE = """\
INT. ROOM {n} - NIGHT #room-{n}#

= Mara comes to room {n}.

MARA opens a door and looks along the wall. The lamp in her hand is nearly out. [[shot: wide, slow push in]]

MARA
(whispering)
Nobody is in room {n}. Somebody was.

[[if trust > 2]]

TOM
I came after you.

[[else]]

A floorboard creaks behind her. [[ambience: rain, wind]]

[[end]]

[[choice 9s: What now?]]
+ Go on. [[default]] -> room-{after}
* Call out. [[set trust += 1]] [[if visits("room-{n}") < 3]] -> DISSOLVE TO: room-{far}
    MARA
    Is somebody there?
+ Sit down in the dark. -> END: In room {n}

"""
