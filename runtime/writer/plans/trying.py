"""Finds the plans of a story and tries them all. A plan is read from the disk, so it is as untrusted as a story."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.errors import LibraryError
from runtime.ink import teller_of
from runtime.story.diagnostics import quote
from runtime.writer.plans.checking import check_plan
from runtime.writer.plans.performing import Result, perform
from runtime.writer.plans.plan import Fault
from runtime.writer.plans.reading import MAX_CHARACTERS, read_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.story.model import Story

ENDING = ".plan"
STORIES = (".fountain", ".ink")
MAX_ENTRIES = 2_000  # of a folder that are looked at
MAX_PLANS = 200


@dataclass(frozen=True)
class Trial:
    """One plan, tried."""

    file: str
    faults: tuple[Fault, ...] = ()
    results: tuple[Result, ...] = ()

    @property
    def failed(self) -> int:
        """Runs that failed; a plan that cannot be tried counts as one."""
        return sum(one.failure is not None for one in self.results) or bool(self.faults)


@dataclass(frozen=True)
class Trials:
    """All plans of a story."""

    story: str
    plans: tuple[Trial, ...]

    @property
    def failed(self) -> int:
        return sum(one.failed for one in self.plans)

    @property
    def passed(self) -> int:
        return sum(one.failure is None for plan in self.plans for one in plan.results)


def plans_beside(story: Story) -> tuple[Path, ...]:
    """The `.plan` files in a story's folder, but for those that are named after another story there."""
    path = Path(story.file)
    try:
        folder = path.resolve().parent
        entries = sorted(islice(folder.iterdir(), MAX_ENTRIES))
    except (OSError, ValueError):
        return ()
    stems = {one.stem for one in entries if one.suffix.lower() in STORIES} | {path.stem}
    found = [one for one in entries if one.suffix.lower() == ENDING and _is_file_in(folder, one)]
    return tuple(one for one in found if _owner(one.stem, stems) in ("", path.stem))[:MAX_PLANS]


def _is_file_in(folder: Path, path: Path) -> bool:
    """Whether a path is a file of the folder, and no link that leads out of it."""
    try:
        return path.is_file() and path.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def _owner(plan: str, stories: set[str]) -> str:
    """The story that a plan is named after: `last-light.plan`, `last-light-endings.plan`; nothing for other names."""
    named = [one for one in stories if plan == one or plan.startswith((f"{one}-", f"{one}."))]
    return max(named, key=len, default="")


def try_plans(story: Story, files: Sequence[Path] = ()) -> Trials:
    """Try `files`, or all plans beside the story. LibraryError where there are none, or one cannot be read."""
    paths = tuple(files) or plans_beside(story)
    if not paths:
        beside = Path(story.file).with_suffix(ENDING)
        raise LibraryError(
            f"There is no plan beside {quote(story.file)}. Write one, {quote(beside.name)}: lines like "
            '“choose: Open the door.” and “expect: end "The boy at the door"”.'
        )
    return Trials(story.file, tuple(_try(story, path) for path in paths))


def _try(story: Story, path: Path) -> Trial:
    plan = read_plan(_text(path), str(path))
    faults = check_plan(plan, story)
    if faults:
        return Trial(str(path), faults)
    teller = teller_of(story)
    return Trial(str(path), results=tuple(perform(story, teller, run) for run in plan.runs))


def _text(path: Path) -> str:
    """The text of a plan; bytes that are not UTF-8 stand for themselves and are found to be no plan."""
    try:
        with path.open("rb") as file:
            data = file.read(4 * MAX_CHARACTERS + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not a path"
        raise LibraryError(f"The plan {quote(str(path))} cannot be read: {reason}.") from None
    return data.decode("utf-8-sig", "replace")
