"""Finds stories by path or bundled name, and reads their files, which are untrusted: size, bytes and paths are checked.

What is wrong with a file is a LibraryError; what is wrong with a text is a StoryError with its diagnostics.
"""

from __future__ import annotations

import sysconfig
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from runtime import ink
from runtime.errors import LibraryError, StoryError
from runtime.story import looks, read_story
from runtime.story.fountain import included_names, is_inside
from runtime.story.sounds import ENDINGS, named_files
from runtime.story.translation import read_table, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from runtime.story import Reading, Story
    from runtime.story.translation import Table

    Unsaved = Mapping[Path, str]  # texts that an editor has not saved yet, by resolved path

MAX_BYTES = 16 * 1024 * 1024
MAX_INCLUDES = 200  # files
MAX_SOUND_BYTES = 64_000_000  # of one sound file
MAX_RECORDINGS = 20_000  # entries of a voices folder that are looked at
RECORDINGS = "voices"  # the folder beside a story with recordings of its lines
LANGUAGES = "languages"  # the folder beside a story with its translations, a table each: fr.csv
MAX_LANGUAGES = 200  # entries of that folder that are looked at
TABLE = ".csv"
MAX_LOOKS = 200  # entries of a folder of looks that are looked at
MAX_LOOK_BYTES = 16 * 1024
ENDING = ".fountain"
MAIN = "story.fountain"
FOREIGN = {  # scripts of other programs, which are played by importing them
    ".twee": "Twee", ".tw": "Twee", ".html": "Twine", ".htm": "Twine", ".yarn": "Yarn", ".fdx": "Final Draft",
}  # fmt: skip
_NAMES_SHOWN = 8  # of shows, in an error's sentence


@dataclass(frozen=True)
class StoryFile:
    """A story's text and where it was found."""

    path: Path
    text: str  # line ends as they stand in the file
    includes: Mapping[str, str] = field(default_factory=dict)  # texts of the files beside it, by the names it uses
    looks: Mapping[str, str] = field(default_factory=dict)  # texts of the look files beside it, by name

    @property
    def folder(self) -> Path:
        """Where the files beside the story lie."""
        return self.path.parent


@dataclass(frozen=True)
class ShowCard:
    """What a menu says of a show."""

    name: str  # for find_story
    title: str
    author: str
    synopsis: str  # of the first scene that has one
    problem: str = ""  # one sentence, if the show cannot be played


def stories_folder() -> Path | None:
    """The bundled stories: `stories/` beside the package in a checkout, else the installed data."""
    beside = Path(__file__).resolve().parent.parent / "stories"
    installed = Path(sysconfig.get_path("data")) / "share" / "diorama" / "stories"
    inside = Path(__file__).resolve().parent / "stories"
    return next((folder for folder in (beside, inside, installed) if folder.is_dir()), None)


def show_names() -> tuple[str, ...]:
    """Names of the bundled shows, in alphabetical order."""
    return tuple(sorted(name for name, _ in _bundled()))


def list_shows() -> tuple[ShowCard, ...]:
    """All bundled shows; one that cannot be played says why."""
    return tuple(_card(name) for name in show_names())


def find_story(name: str) -> StoryFile:
    """The story of a bundled name, a folder or a file; LibraryError says what to do where there is none."""
    path = _located(name)
    program = FOREIGN.get(path.suffix.lower())
    if program:
        raise LibraryError(f"{_shown(str(path))} is a script of {program}. Bring it in first: diorama import {path}")
    return gather(path)


def gather(path: Path, unsaved: Unsaved | None = None) -> StoryFile:
    """The story in a file, and what lies beside it; what is unsaved stands for what is on the disk."""
    own = (unsaved or {}).get(path.resolve())
    text = read_text(path) if own is None else own
    names = ink.included_names if ink.is_ink(path.name, text) else included_names
    return StoryFile(path, text, _read_includes(path, text, names, unsaved or {}), _read_looks(path))


def read_file(name: str) -> Reading:
    """Find a story and read it; for tools that want the diagnostics."""
    return read_found(find_story(name))


def read_found(found: StoryFile) -> Reading:
    """Read the text of a story in the language that it is written in."""
    if ink.is_ink(found.path.name, found.text):
        return ink.read_ink(found.text, str(found.path), found.includes, found.looks)
    return read_story(found.text, str(found.path), found.includes, found.looks)


def load(name: str) -> Story:
    """Find a story and read it; StoryError carries the diagnostics where it cannot be played."""
    reading = read_file(name)
    if reading.story is None:
        errors = [one for one in reading.diagnostics if one.severity == "error"]
        first = errors[0]
        more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
        where = f"{first.place.file}:{first.place.line}:{first.place.column}"
        message = f"{where}: {first.what}{more}. Run: diorama check {name}"
        raise StoryError(message, reading.diagnostics)
    return reading.story


# --- where ------------------------------------------------------------------------------------------------------------


def _bundled() -> Iterator[tuple[str, Path]]:
    folder = stories_folder()
    for entry in sorted(folder.iterdir()) if folder else ():
        if entry.is_dir() and (story := _main_file(entry)):
            yield entry.name, story
        elif entry.suffix == ENDING and entry.is_file():
            yield entry.stem, entry


def _main_file(folder: Path) -> Path | None:
    """The story file of a folder: story.fountain, the folder's own name, or the only one."""
    named = [folder / MAIN, folder / f"{folder.resolve().name}{ENDING}"]
    found = [path for path in named if path.is_file()] or sorted(folder.glob(f"*{ENDING}"))
    found = found or sorted(folder.glob(f"*{ink.ENDING}"))
    return found[0] if len(found) == 1 or (found and found[0] in named) else None


def _located(name: str) -> Path:
    try:
        return _path(name) or _by_name(name)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not a path"
        raise LibraryError(
            f"{_shown(name)} cannot be opened: {reason}. Name a .fountain file or a bundled show."
        ) from None


def _path(name: str) -> Path | None:
    path = Path(name)
    if path.is_dir():
        story = _main_file(path)
        if story is None and name in show_names():
            return None
        if story is None:
            stories = sorted(one.name for one in path.glob(f"*{ENDING}"))[:_NAMES_SHOWN]
            which = f"name one of: {', '.join(stories)}" if stories else f"a show's folder holds a {MAIN}"
            raise LibraryError(f"The folder {_shown(name)} has no {MAIN}; {which}.")
        return story
    return path if path.is_file() else None


def _by_name(name: str) -> Path:
    bundled = dict(_bundled())
    plain = Path(name).name.removesuffix(ENDING).lower() if name else ""
    asked = name.replace("\\", "/").rstrip("/").removeprefix("stories/")
    if asked in bundled:
        return bundled[asked]
    if Path(name).exists():
        raise LibraryError(f"{_shown(name)} is not a file. Name a {ENDING} file or a folder that holds a {MAIN}.")
    close = get_close_matches(plain[:80], bundled, n=1)
    hint = (
        f"Did you mean {close[0]}?" if close else f"Bundled shows: {', '.join(list(bundled)[:_NAMES_SHOWN]) or 'none'}."
    )
    raise LibraryError(f"There is no story {_shown(name)}, neither a file nor a bundled show. {hint}")


def _shown(name: str) -> str:
    """A name as a sentence may repeat it."""
    plain = "".join(c if c.isprintable() else "?" for c in name[:120])
    return f"“{plain}”"


# --- a writer's own sounds -------------------------------------------------------------------------------------------


def sounds_of(story: Story) -> dict[str, Path]:
    """The sound files that cues name and that can be had, by the name as it is written."""
    own = story.sounds if isinstance(story, ink.InkStory) else (name for _, _, name in named_files(story))
    names = dict.fromkeys(own)
    return {name: path for name in names if (path := sound_file(story, name)) is not None}


def sound_file(story: Story, name: str) -> Path | None:
    """A sound file in the story's own folder; None where there is none of that name, or it is too large.

    Words before the name may say how it is heard: "distant storm.ogg".
    """
    return _inside(story, name) or (_inside(story, name.rsplit(" ", 1)[1]) if " " in name else None)


def _inside(story: Story, name: str) -> Path | None:
    if not is_inside(name):
        return None
    try:
        folder = Path(story.file).resolve().parent
        path = (folder / name).resolve()
        fits = path.is_relative_to(folder) and path.is_file() and 0 < path.stat().st_size <= MAX_SOUND_BYTES
    except (OSError, ValueError):
        return None
    return path if fits else None


def recordings_of(story: Story) -> dict[str, Path]:
    """Recordings of a story's lines, by line id in lower case: `voices/<line id>.ogg` and its like.

    A translated story has its own, `voices/fr/<line id>.ogg`; the writer's serve for lines that are not translated.
    """
    own = _recorded(story, RECORDINGS)
    if not story.translation:
        return own
    kept = {line: path for line, path in own.items() if line not in story.translation}
    return kept | _recorded(story, f"{RECORDINGS}/{story.language}")


def _recorded(story: Story, folder: str) -> dict[str, Path]:
    found: dict[str, Path] = {}
    rank = {ending: place for place, ending in enumerate(ENDINGS)}
    names = sorted(_recordings(story, folder), key=lambda name: rank[Path(name).suffix.lower()])
    for name in names:
        path = sound_file(story, f"{folder}/{name}")
        if path is not None:
            found.setdefault(Path(name).stem.lower(), path)
    return found


def _recordings(story: Story, folder: str) -> list[str]:
    """Names of the sound files in a folder of recordings."""
    try:
        entries = islice((Path(story.file).resolve().parent / folder).iterdir(), MAX_RECORDINGS)
        return sorted(entry.name for entry in entries if entry.suffix.lower() in ENDINGS)
    except (OSError, ValueError):
        return []


# --- other languages --------------------------------------------------------------------------------------------------


def in_language(story: Story, language: str) -> Story:
    """The story in a language that it is written in or translated into; LibraryError says which there are."""
    tag = language_tag(language)
    if tag == language_tag(story.language):
        return story
    tables = tables_of(story)
    general = tag.partition("-")[0]
    name = next((one for one in (tag, general) if one in tables), None)
    if name is None and general == language_tag(story.language).partition("-")[0]:
        return story
    if name is None:
        there = ", ".join([story.language, *tables][:_NAMES_SHOWN])
        table, title = Path(story.file).parent / LANGUAGES / f"{tag[:20]}{TABLE}", story.title or Path(story.file).name
        raise LibraryError(
            f"{_shown(title)} is not translated into {_shown(language)}; it is there in: {there}. "
            f"A table to fill in: diorama export {story.file} -o {table} --language {tag[:20]}"
        )
    return translate(story, table_of(story, name))


def language_tag(language: str) -> str:
    """A language as a table's name has it: "pt_BR" is "pt-br"."""
    return language.strip().lower().replace("_", "-")


def tables_of(story: Story) -> dict[str, Path]:
    """The translations beside a story: `languages/<tag>.csv`, by tag in lower case."""
    try:
        folder = Path(story.file).resolve().parent
        entries = sorted(islice((folder / LANGUAGES).iterdir(), MAX_LANGUAGES))
    except (OSError, ValueError):
        return {}
    found: dict[str, Path] = {}
    for entry in entries:
        tag = language_tag(entry.stem)
        inside = entry.suffix.lower() == TABLE and tag.replace("-", "").isalnum()
        if inside and entry.is_file() and entry.resolve().is_relative_to(folder):
            found.setdefault(tag, entry)
    return found


def table_of(story: Story, language: str) -> Table:
    """A translation beside a story; LibraryError where there is none, or the file is no table."""
    path = tables_of(story).get(language_tag(language))
    if path is None:
        raise LibraryError(f"There is no table {LANGUAGES}/{_shown(language_tag(language))[1:-1]}{TABLE}.")
    try:
        return read_table(read_text(path), language_tag(language))
    except StoryError as error:
        raise LibraryError(f"{_shown(str(path))} cannot be used: {error}.") from None


# --- a writer's own looks --------------------------------------------------------------------------------------------


def _read_looks(path: Path) -> dict[str, str]:
    """The look files beside a story, `looks/NAME.toml`, name -> text; one that is too large is cut short."""
    found: dict[str, str] = {}
    try:
        folder = path.parent.resolve()
        entries = sorted(islice((folder / looks.FOLDER).iterdir(), MAX_LOOKS))
    except (OSError, ValueError):
        return found
    for entry in entries:
        try:
            inside = entry.resolve().is_relative_to(folder) and entry.is_file()
            if entry.suffix.lower() == looks.ENDING and inside:
                with entry.open("rb") as file:
                    found[entry.stem] = file.read(MAX_LOOK_BYTES + 1).decode("utf-8", "replace")
        except (OSError, ValueError):
            continue
    return found


# --- bytes ------------------------------------------------------------------------------------------------------------


def read_text(path: Path) -> str:
    """The text of a file, at most MAX_BYTES of it."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "the file cannot be read"
        raise LibraryError(f"{_shown(str(path))} cannot be read: {reason}. Check its permissions.") from None
    return _text(data, path)


def _read_includes(path: Path, text: str, names: Callable[[str], tuple[str, ...]], unsaved: Unsaved) -> dict[str, str]:
    """The texts that a story includes, and those that these include. What cannot be had the reader reports."""
    folder = path.parent.resolve()
    found: dict[str, str] = {}
    waiting = list(names(text))
    room = MAX_BYTES - len(text)
    while waiting and len(found) < MAX_INCLUDES:
        name = waiting.pop(0)
        if name in found or not is_inside(name):
            continue
        try:
            target = (folder / name).resolve()
            fits = target.is_relative_to(folder) and (target in unsaved or target.is_file())
            included = "" if not fits else unsaved[target] if target in unsaved else read_text(target)
        except (LibraryError, OSError, ValueError):
            continue
        room -= len(included)
        if included and room > 0:
            found[name] = included
            waiting += names(included)
    return found


def _text(data: bytes, path: Path) -> str:
    shown = _shown(str(path))
    if len(data) > MAX_BYTES:
        raise LibraryError(
            f"{shown} is larger than {MAX_BYTES // 1024**2} MB, more than a story can be. Is it the right file?"
        )
    if not data.strip() and path.suffix.lower() != ink.ENDING:  # in ink, nothing is a story
        raise LibraryError(f"{shown} is empty. A story begins with a scene heading: INT. ROOM - DAY #room#")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise LibraryError(f"{shown} is saved as UTF-16. Save it as plain text in UTF-8.")
    if b"\x00" in data:
        raise LibraryError(f"{shown} is not text. A story is plain text in UTF-8; word processors can export it.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LibraryError(
            f"{shown} is not UTF-8: line {line} has other bytes. Save it as plain text in UTF-8."
        ) from None


# --- menu -------------------------------------------------------------------------------------------------------------


def _card(name: str) -> ShowCard:
    try:
        reading = read_file(name)
    except LibraryError as error:
        return ShowCard(name, name, "", "", str(error))
    story = reading.draft
    if story is None:
        return ShowCard(name, name, "", "", reading.diagnostics[0].what)
    problem = "" if reading.story else next(one.what for one in reading.diagnostics if one.severity == "error")
    synopsis = next((node.synopsis for node in story.nodes.values() if node.synopsis), "")
    return ShowCard(name, story.title or name, story.author, synopsis, problem)
