"""What goes too fast: captions that nobody can read in time, and tails that end before a generator has a frame."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from runtime.library import recordings_of
from runtime.story import finding
from runtime.story.diagnostics import quote
from runtime.story.model import Place
from runtime.story.operation import Open
from runtime.story.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from runtime.story import Diagnostic, Story

WORDS_A_MINUTE = 200
FEWEST_WORDS = 4  # of a line whose pace counts
MAX_HEARD = 400  # recordings
RATE = 48_000  # samples a second of what is decoded


@dataclass(frozen=True)
class Wait:
    """How long a generator takes from a cut to its first frame."""

    generator: str
    seconds: float
    measured: bool = True  # on this machine; else somebody has said so


def caption_findings(story: Story) -> Iterator[Diagnostic]:
    """Lines whose recording is spoken faster than its caption can be read; what is not recorded is timed by reading."""
    lines = {phrase.key: phrase for phrase in phrases(story) if phrase.kind == "line" and phrase.key}
    for identity, path in islice(recordings_of(story).items(), MAX_HEARD):
        phrase = lines.get(identity)
        words = len(phrase.source.split()) if phrase and "{" not in phrase.source else 0
        seconds = _seconds(path) if words >= FEWEST_WORDS else 0.0
        if phrase and seconds and words * 60 > WORDS_A_MINUTE * seconds:
            what = f"this caption has {words} words in {seconds:.1f} s: {words * 60 / seconds:.0f} a minute"
            slower = words * 60 / WORDS_A_MINUTE
            place = Place(file=phrase.file, line=phrase.line)
            why = f"viewers read {WORDS_A_MINUTE}; the recording is {path.name}"
            yield finding("S610", place, what, why, f"a recording of {slower:.1f} s, or fewer words")


def _seconds(path: Path) -> float:
    """How long a recording lasts; 0 for one that cannot be heard."""
    from runtime.audio.recordings import LONGEST_LINE_S, decoded

    try:
        return len(decoded(path, 1, LONGEST_LINE_S)) / RATE
    except (OSError, ValueError):
        return 0.0


def tail_findings(story: Story, wait: Wait) -> Iterator[Diagnostic]:
    """Choice points whose tail is over before the generator can have begun the branch, with the seconds missing."""
    for scene in story.program.scenes.values():
        for point in scene.operations:
            if isinstance(point, Open) and point.window_s is not None and point.tail_s < wait.seconds:
                yield _tail_finding(point, scene.node.file, wait)


def _tail_finding(point: Open, file: str, wait: Wait) -> Diagnostic:
    missing = wait.seconds - point.tail_s
    what = f"this tail of {point.tail_s:g} s is {missing:.1f} s shorter than the wait for a first frame"
    how = "measured here" if wait.measured else "as given"
    why = f"{quote(wait.generator)} takes {wait.seconds:.2f} s ({how}); a branch that is not pre-rolled begins late"
    written = f"[[choice {point.window_s:g}s tail {_up(wait.seconds):g}s: …]]"
    return finding("S411", Place(file=file, line=point.line, column=point.column), what, why, written)


def _up(seconds: float) -> float:
    """Rounded up to half a second."""
    return -(-seconds * 2 // 1) / 2
