"""How far a performance is: a bar on a terminal, nothing in a pipe; its length by the default choices."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from runtime.company import TITLE_S
from runtime.director import direct
from runtime.performing import AUTO_PRESS_S, END_CARD_S

if TYPE_CHECKING:
    from runtime.course import Course

_FPS = Fraction(24)
MOST_STRETCHES = 400


def expected_s(course: Course) -> float:
    """Seconds that the show takes by its default choices, at reading speed."""
    seconds = TITLE_S + END_CARD_S
    for _ in range(MOST_STRETCHES):
        setups, _stage = direct(course.stretch, course.bible, course.stage, {}, _FPS)
        seconds += float(sum(setup.frames for setup in setups) / _FPS)
        if course.ending is not None:
            break
        if course.point is None:
            course = course.gone_on()
        elif course.point.default is not None:
            seconds += AUTO_PRESS_S
            course = course.chosen(course.point.default.id)
        else:
            break
    return seconds


@contextlib.contextmanager
def show_progress(course: Course, seconds: float | None) -> Iterator[Callable[[float], None]]:
    """A callback that takes the seconds of show that are done."""
    if not sys.stderr.isatty():
        yield lambda _done_s: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    whole_s = min(expected_s(course), seconds or float("inf"))
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(course.story.title or "performing", total=whole_s)
        yield lambda done_s: bar.update(task, completed=min(done_s, whole_s))
