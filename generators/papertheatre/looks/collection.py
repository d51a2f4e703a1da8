"""The looks that come with the theatre, as files of the same kind that writers write, and which words choose them."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any, Final

from generators.papertheatre.looks.lookfile import read_lookfile
from generators.papertheatre.looks.painters import PAINTERS
from generators.papertheatre.looks.recipe import Recipe

FOLDER: Final = Path(__file__).resolve().parent
PLAIN: Final = "paper-cut"
PAINTED: Final = "painted"
MAX_BASES: Final = 4  # a look that starts from a look that starts from a look


@functools.lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Any]]:
    """File name without its ending -> what stands in it."""
    files = sorted(FOLDER.glob("*.toml"))
    return {file.stem: read_lookfile(file.read_text("utf-8")).values for file in files}


def built_in_text(name: str) -> str:
    """The file of a built-in look, for writers to start from; KeyError: there is none."""
    if name not in _tables():
        raise KeyError(name)
    return (FOLDER / f"{name}.toml").read_text("utf-8")


def look_names() -> tuple[str, ...]:
    """All built-in looks: paper-cut, the other drawn ones, then the painted ones, each in alphabetical order."""
    drawn = sorted(name for name in _tables() if name != PAINTED)
    painted = [f"{PAINTED} {name}" for name in PAINTERS]
    return (PLAIN, *(name for name in drawn if name != PLAIN), *sorted(painted))


@functools.lru_cache(maxsize=64)
def built_in(name: str) -> Recipe:
    """A built-in look by its name; KeyError: there is none."""
    head, _, painter = name.partition(" ")
    if head == PAINTED and painter in PAINTERS:
        return painted_by(painter)
    return resolved(_tables()[name], name)


def painted_by(painter: str) -> Recipe:
    """The painted look in one painter's style."""
    base = resolved(_tables().get(PAINTED, {}), PAINTED)
    painting = base.painted.model_copy(update={"styles": {painter: 1.0}})
    return base.model_copy(update={"name": f"{PAINTED} {painter}", "painted": painting})


def resolved(values: dict[str, Any], name: str) -> Recipe:
    """The recipe of a file's values, on top of the look that it starts from; an unknown base is paper-cut."""
    chain = [values]
    while len(chain) < MAX_BASES and (base := str(chain[-1].get("base", ""))):
        head, _, painter = base.strip().lower().partition(" ")
        if head == PAINTED and painter in PAINTERS:
            chain.append({"painted": {"styles": {painter: 1.0}}, "base": PAINTED})
        else:
            chain.append(_tables().get(chosen(base), {}))
    merged: dict[str, Any] = {}
    for layer in reversed(chain):
        merged = _merged(merged, layer)
    return Recipe.model_validate({**merged, "name": str(values.get("name", name))[:60]})


def _merged(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """`over` on top of `under`, table by table; a table of weights is taken as a whole."""
    made = dict(under)
    for key, value in over.items():
        whole = key == "styles" or not isinstance(value, dict) or not isinstance(made.get(key), dict)
        made[key] = value if whole else _merged(made[key], value)
    return made


def look_words() -> tuple[str, ...]:
    """All words that choose a built-in look, besides the names."""
    return tuple(word for table in _tables().values() for word in table.get("words", ()))


@functools.lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(name, words that choose it), the longest words first, so that "shadow theatre" is no theatre of another kind."""
    pairs = [(word, name) for name, table in _tables().items() for word in (name, *table.get("words", ()))]
    pairs.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    return tuple((name, re.compile(rf"(?<!\w){re.escape(word)}", re.IGNORECASE)) for word, name in pairs)


@functools.lru_cache(maxsize=256)
def chosen(words: str) -> str:
    """The built-in look that a writer's words mean: the longest words of a look that stand in them, else paper-cut."""
    text = words[:2000].lower()
    return next((name for name, pattern in _patterns() if pattern.search(text)), PLAIN)


def painter_in(words: str) -> str:
    """The painter that is named in words like "painted, frost"; empty: none."""
    text = words[:2000].lower()
    if not re.search(r"(?<!\w)paint(ed|ing|erly)", text):
        return ""
    named = [name for name in PAINTERS if re.search(rf"(?<!\w){name}(?!\w)", text)]
    return named[0] if named else next(iter(PAINTERS))
