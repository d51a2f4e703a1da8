"""Ink source is compiled before it is played: files inside the story's folder, in a child process with its limits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from runtime.errors import PartError, StoryError
from runtime.ink.bridge import MISSING
from runtime.ink.compiled import read_compiled
from runtime.ink.teller import quote_ink
from runtime.parts import file_of, part_named
from runtime.parts.inkjs import SCRIPT
from runtime.story.diagnostics import finding
from runtime.story.model import Diagnostic, Place, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

CHILD: Final = Path(__file__).with_name("compiler_child.py")
START_S: Final = 3.0  # for the compiler itself, on a busy machine
BYTES_A_SECOND: Final = 40_000  # a fifth of what a quiet core compiles
MAX_BYTES: Final = 1_000_000  # of source; the longest free stories have half of that
MAX_NAMES: Final = 200
MAX_FOUND: Final = 100

_INCLUDE = re.compile(r"^[ \t]*INCLUDE[ \t]+([^\r\n]{1,200}?)[ \t]*$", re.MULTILINE)
_PLACED = re.compile(
    r"(?:ERROR|WARNING|TODO|AUTHOR)?:?\s*(?:'(?P<file>[^']*)' )?line (?P<line>\d{1,7}): (?P<what>.*)", re.DOTALL
)
_CODES: Final = {2: "S901", 1: "S902"}


def included_ink(text: str) -> tuple[str, ...]:
    """The names that `INCLUDE` lines use, each once, in their order."""
    return tuple(dict.fromkeys(_INCLUDE.findall(text)))[:MAX_NAMES] if "INCLUDE" in text else ()


def read_source(text: str, file: str, files: Mapping[str, str], looks: Mapping[str, str]) -> Reading:
    """Compile and read a story. `files` are the texts it includes, by the names it uses; `looks` its look files.

    StoryError where the compiler is not to be had; what is wrong with the text is in the diagnostics.
    """
    if len(text) + sum(map(len, files.values())) > MAX_BYTES:
        what = f"this ink story has more than {MAX_BYTES // 1000:,} thousand characters"
        return Reading(story=None, diagnostics=(finding("S901", Place(file=file), what, "what plays is shorter"),))
    said = _compile(text.lstrip("\ufeff"), Path(file).name, files)
    found = tuple(_diagnosed(sort, words, file) for sort, words in said["found"] if sort in _CODES)[:MAX_FOUND]
    if said["compiled"] is None:
        return Reading(story=None, diagnostics=found or (_broken(said, file),))
    reading = read_compiled(said["compiled"], file, looks)
    return reading.model_copy(update={"diagnostics": (*found, *reading.diagnostics)})


def _compile(text: str, name: str, files: Mapping[str, str]) -> dict[str, Any]:
    """What the child process says: `compiled` (None: not), `found`, and `why` where it broke down."""
    script = file_of(part_named("inkjs"), SCRIPT)
    if script is None:
        raise PartError(f"{name} is ink source. To have it compiled, type: diorama models add inkjs")
    sources = {one: words.lstrip("\ufeff") for one, words in files.items()}
    size = len(text) + sum(map(len, sources.values()))
    limit_s = START_S + size / BYTES_A_SECOND
    asked = {"script": str(script), "source": text, "files": sources, "name": name, "limit_s": limit_s}
    none: dict[str, Any] = {"compiled": None, "found": []}
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(CHILD)],
            input=json.dumps(asked).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=2 * START_S + limit_s,
            check=False,
        )
        said = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {**none, "why": "the compiler did not come to an end with it"}
    except ValueError:
        return {**none, "why": "the compiler ended over it"}
    if "missing" in said:
        raise StoryError(MISSING)
    broken = {"JSTimeoutException": "the compiler did not come to an end with it"}
    why = broken.get(said.get("broken", ""), "the compiler ended over it: it wants more memory than a story may have")
    return {**none, "why": why} if "broken" in said else {**none, **said}


def _broken(said: Mapping[str, Any], file: str) -> Diagnostic:
    why = str(said.get("why", "the compiler gives no reason"))
    return finding("S901", Place(file=file), "this ink story cannot be compiled", why)


def _diagnosed(sort: int, words: str, file: str) -> Diagnostic:
    """A finding of the compiler: “ERROR: 'story.ink' line 3: …”."""
    found = _PLACED.match(words)
    if found is None:
        return finding(_CODES[sort], Place(file=file), quote_ink(words))
    own = Path(file).name == (found["file"] or Path(file).name)
    where = file if own else str(Path(file).parent / (found["file"] or ""))
    return finding(_CODES[sort], Place(file=where, line=max(1, int(found["line"]))), quote_ink(found["what"]))
