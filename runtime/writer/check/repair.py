"""Mends a story's files: edits that make it better and nothing else, written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.errors import LibraryError
from runtime.library import find_story, read_found
from runtime.story import lint, write_story
from runtime.writer.check.fixes import MENDED, edits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runtime.library import StoryFile
    from runtime.story import Diagnostic, Reading
    from runtime.writer.check.fixes import Edit

MAX_PASSES = 6  # one mended line may lay another fault bare
MAX_SINGLE = 40  # edits that are tried one by one where all together do not make it better
MAX_CHAIN = 3  # edits of one line that only together make it better

Texts = dict[str, str]  # file, as findings name it -> text


@dataclass(frozen=True)
class Repair:
    """What was mended, and how the files were before."""

    done: tuple[Edit, ...]
    before: Texts
    after: Texts


def repair(name: str, *, dry_run: bool = False) -> Repair:
    """Mend what is certain in the story called `name`; LibraryError where a file cannot be written."""
    found = find_story(name)
    before = _texts(found)
    after, done = mended(found, before)
    if not dry_run:
        for file, text in after.items():
            if text != before[file]:
                _write(Path(file), text)
    return Repair(tuple(done), before, after)


def mended(found: StoryFile, texts: Texts) -> tuple[Texts, list[Edit]]:
    """The texts with all edits that make the story better, in their order."""
    done: list[Edit] = []
    for _ in range(MAX_PASSES):
        reading = _read(found, texts)
        if reading.draft is None:
            break
        texts, kept = _passed(found, texts, reading)
        if not kept:
            break
        done += kept
    return texts, done


def _passed(found: StoryFile, texts: Texts, reading: Reading) -> tuple[Texts, list[Edit]]:
    """One pass: all edits if they make it better together, else those that do it one after another."""
    faults, wanted = _faults(reading), _wanted(texts, reading)
    together = _edited(texts, wanted)
    if wanted and _is_better(found, together, faults):
        return together, wanted
    done: list[Edit] = []
    for edit in sorted(wanted, key=lambda one: -one.line)[:MAX_SINGLE]:  # from below: lines above stay where they are
        tried, chain = _followed(found, texts, edit, faults)
        if chain:
            texts, faults = tried, _faults(_read(found, tried))
            done += chain
    return texts, done


def _followed(found: StoryFile, texts: Texts, edit: Edit, faults: Sequence[Diagnostic]) -> tuple[Texts, list[Edit]]:
    """An edit, with those that it makes possible on its own line, if they make it better; else nothing."""
    tried, chain = texts, [edit]
    for _ in range(MAX_CHAIN):
        tried = _edited(tried, chain[-1:])
        if _is_better(found, tried, faults):
            return tried, chain
        reading = _read(found, tried)
        own = [one for one in _wanted(tried, reading) if (one.file, one.line) == (edit.file, edit.line)]
        if not own:
            break
        chain += own[:1]
    return texts, []


def _wanted(texts: Texts, reading: Reading) -> list[Edit]:
    lines: dict[str, Sequence[str]] = {file: text.splitlines(keepends=True) for file, text in texts.items()}
    return list(edits(reading.draft, lines, _faults(reading))) if reading.draft else []


def _is_better(found: StoryFile, texts: Texts, faults: Sequence[Diagnostic]) -> bool:
    """Fewer findings than before, none of a code that there was not, and every character still in its place."""
    reading = _read(found, texts)
    draft = reading.draft
    if draft is None or any(write_story(draft, file) != text for file, text in texts.items()):
        return False
    before, after = (Counter(one.code for one in some) for some in (faults, _faults(reading)))
    return after <= before and after.total() < before.total()


def _faults(reading: Reading) -> list[Diagnostic]:
    """What reading finds, and what of the linter's can be mended."""
    hidden = lint(reading.draft) if reading.draft else ()
    return [*reading.diagnostics, *(one for one in hidden if one.code in MENDED)]


def _edited(texts: Mapping[str, str], wanted: Sequence[Edit]) -> Texts:
    """The texts after edits that stand on different lines."""
    changed = dict(texts)
    for file in {edit.file for edit in wanted}:
        lines = changed[file].splitlines(keepends=True)
        for edit in sorted((one for one in wanted if one.file == file), key=lambda one: -one.line):
            line = lines[edit.line - 1]
            if not edit.old:
                lines.insert(edit.line - 1, "\r\n" if line.endswith("\r\n") else "\n")
            else:
                head, rest = line[: edit.column - 1], line[edit.column - 1 + len(edit.old) :]
                lines[edit.line - 1] = f"{head}{edit.new}{rest}"
        changed[file] = "".join(lines)
    return changed


# --- files ------------------------------------------------------------------------------------------------------------


def _texts(found: StoryFile) -> Texts:
    """The texts of a story by file."""
    folder = str(found.path)[: max(str(found.path).rfind("/"), str(found.path).rfind("\\")) + 1]
    return {str(found.path): found.text, **{folder + name: text for name, text in found.includes.items()}}


def _read(found: StoryFile, texts: Mapping[str, str]) -> Reading:
    main = str(found.path)
    folder = main[: max(main.rfind("/"), main.rfind("\\")) + 1]
    includes = {name: texts[folder + name] for name in found.includes}
    return read_found(replace(found, text=texts[main], includes=includes))


def _write(path: Path, text: str) -> None:
    """The whole file or none of it: written beside, then put in its place."""
    path = path.resolve()
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, temporary)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise LibraryError(f"“{path}” cannot be written: {error.strerror or error}. It is as it was.") from None


# --- words ------------------------------------------------------------------------------------------------------------


def format_repair(repair: Repair, *, dry_run: bool) -> str:
    """Each change in a line; of a dry run the difference."""
    if not repair.done:
        return "Nothing can be mended for certain.\n"
    many = f"{len(repair.done)} change{'' if len(repair.done) == 1 else 's'}"
    said = [str(edit) for edit in repair.done]
    if not dry_run:
        return "\n".join([*said, f"{many} made.\n"])
    differences = [line for file in repair.before for line in _difference(file, repair)]
    return "\n".join([*differences, *said, f"{many} would be made; nothing is written.\n"])


def _difference(file: str, repair: Repair) -> list[str]:
    before, after = (texts[file].splitlines() for texts in (repair.before, repair.after))
    return list(unified_diff(before, after, file, file, n=1, lineterm=""))
