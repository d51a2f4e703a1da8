"""Old saves on the story as it is now: which still fit, which break, and where."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runtime.course import Course
from runtime.errors import LibraryError, SaveError, StoryError
from runtime.ink import teller_of
from runtime.migration import migrate
from runtime.saves.folder import read_save

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runtime.migration import Migration
    from runtime.saves import Journal
    from runtime.story import Story

MAX_SAVES = 2_000  # files that are tried
ENDING = ".save"
_BREAKS = 3  # of one save that a terminal shows


@dataclass(frozen=True)
class Trial:
    """One save, tried on the story."""

    file: str
    title: str = ""  # of the story that it was made with
    same: bool = False  # whether the story has not changed since
    migration: Migration | None = None
    problem: str = ""  # why it was not tried

    @property
    def breaks(self) -> bool:
        """Whether some of its choices are lost."""
        return bool(self.migration and self.migration.breaks)

    def to_plain(self) -> dict[str, Any]:
        """For programs: `file`, `fits`, `same_story`, `kept`, `choices`, `goes_on_at`, `breaks`, `problem`."""
        one = self.migration
        return {
            "file": self.file,
            "title": self.title,
            "same_story": self.same,
            "fits": one is not None and not one.breaks,
            "kept": one.kept if one else 0,
            "choices": one.choices if one else 0,
            "goes_on_at": one.course.stretch.node if one else None,
            "breaks": [
                {"number": b.number, "node": b.node, "choice": b.choice, "why": b.why}
                for b in (one.breaks if one else ())
            ],
            "problem": self.problem,
        }


def try_saves(story: Story | None, folder: Path) -> list[Trial]:
    """Every save of a folder, in the order of the names. LibraryError where there is no such folder."""
    if not folder.is_dir():
        raise LibraryError(f"--saves: there is no folder {folder}. Name the one that your saves lie in, like ./saves")
    if story is None:
        return []
    return [_try(story, path) for path in islice(_files(folder), MAX_SAVES)]


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(path for path in folder.iterdir() if path.suffix == ENDING)
    except OSError as error:
        raise LibraryError(f"--saves: {folder} cannot be read: {error.strerror or error}.") from None


def _try(story: Story, path: Path) -> Trial:
    try:
        journal = read_save(path).journal
        if not _is_of(story, journal):
            return Trial(str(path), journal.begin.title, problem=f"of another show, “{journal.begin.title[:60]}”")
        begin = journal.begin
        course = Course.begin(story, begin.seed, begin.viewer, teller_of(story))
        return Trial(str(path), begin.title, begin.story == story.digest, migrate(course, journal.commands))
    except (SaveError, StoryError) as error:
        return Trial(str(path), problem=str(error).removeprefix(f"{path}: "))


def _is_of(story: Story, journal: Journal) -> bool:
    """Whether a journal is one of this story, in whatever version; a title that was changed too tells nothing."""
    begin = journal.begin
    nodes = [node for command in journal.commands if (node := getattr(getattr(command, "at", None), "node", ""))]
    known = bool(nodes) and any(node in story.nodes for node in nodes)
    same_file = Path(begin.file).name == Path(story.file).name if begin.file else False
    return begin.story == story.digest or begin.title == story.title or (same_file and known)


# --- words ------------------------------------------------------------------------------------------------------------


def format_trials(trials: Sequence[Trial], folder: Path) -> str:
    """A line for each save, the broken ones with what breaks, and a last one that counts them."""
    tried = [trial for trial in trials if trial.migration is not None]
    broken = [trial for trial in tried if trial.breaks]
    lines = [line for trial in trials for line in _lines(trial)]
    if not trials:
        return f"No saves were tried in {folder}."
    count = f"{len(tried)} save{'' if len(tried) == 1 else 's'} of this story"
    verdict = f"{len(broken)} break{'s' if len(broken) == 1 else ''}" if broken else "all fit"
    return "\n".join([*lines, f"{count}: {verdict if tried else 'none to try'}"])


def _lines(trial: Trial) -> Iterator[str]:
    one = trial.migration
    if one is None:
        yield f"{trial.file}: not tried: {trial.problem}"
        return
    how = "the same story" if trial.same else "an older story"
    place = one.course.stretch.heading.text or one.course.stretch.node
    yield f"{trial.file}: {how}, {one.kept} of {one.choices} choices fit; it goes on at {place}"
    for broken in one.breaks[:_BREAKS]:
        yield f"    {broken}"
