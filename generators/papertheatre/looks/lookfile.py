"""Reads look files, which are untrusted: what cannot be used is left out, and a fault says where and what to type."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ValidationError

from generators.papertheatre.looks.recipe import TABLES, Recipe, Table

MAX_BYTES: Final = 16 * 1024
MAX_FAULTS: Final = 20
TOP_KEYS: Final = tuple(Recipe.model_fields)


@dataclass(frozen=True)
class Fault:
    """Something in a look file that is not used."""

    line: int  # 1-based
    what: str
    instead: str = ""  # what to type


@dataclass(frozen=True)
class LookFile:
    """What came of reading a look file: its tables, as far as they can be used."""

    values: dict[str, Any]
    faults: tuple[Fault, ...] = ()


def read_lookfile(text: str) -> LookFile:
    """Never fails: a text that is no TOML at all gives no values."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        return LookFile({}, (Fault(1, f"the look file is larger than {MAX_BYTES // 1024} kB", "a shorter file"),))
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return LookFile({}, (_syntax_fault(str(error), text),))
    except (RecursionError, ValueError, OverflowError) as error:
        return LookFile({}, (Fault(1, f"the look file cannot be read: {str(error)[:120]}"),))
    return _checked({key: _frozen(value) for key, value in values.items()}, text)


def _frozen(value: Any) -> Any:
    """Lists as tuples, as the strict model wants them."""
    if isinstance(value, dict):
        return {key: _frozen(one) for key, one in value.items()}
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


def _syntax_fault(words: str, text: str) -> Fault:
    found = re.search(r"\(at line (\d+), column \d+\)", words)
    line = int(found[1]) if found else max(1, text.count("\n"))
    reason = words.split(" (at ", maxsplit=1)[0]
    return Fault(line, f"this line is no TOML: {reason[:160]}", 'key = 0.5, or key = "words", or [table]')


def _checked(values: dict[str, Any], text: str) -> LookFile:
    """Leave out what the model refuses, and say so; the rest is good."""
    faults: list[Fault] = []
    for _ in range(MAX_FAULTS):
        try:
            Recipe.model_validate(values)
        except ValidationError as error:
            wrong = error.errors(include_url=False)
            faults += [_fault(one["loc"], one["type"], one["msg"], text) for one in wrong]
            values = _without(values, [one["loc"] for one in wrong])
        except RecursionError:
            return LookFile({}, (Fault(1, "the look file is nested too deep", "[table] and key = value, no deeper"),))
        else:
            return LookFile(values, tuple(sorted(faults, key=lambda fault: fault.line)[:MAX_FAULTS]))
    return LookFile({}, tuple(faults[:MAX_FAULTS]))


def _fault(where: tuple[int | str, ...], kind: str, words: str, text: str) -> Fault:
    keys = [str(key) for key in where if isinstance(key, str) and key != "[key]"]
    line, name = _line_of(keys, text), ".".join(keys)[:80]
    if kind == "extra_forbidden":
        near = get_close_matches(keys[-1][:60], _known(keys[:-1]), n=1)
        instead = near[0] if near else f"one of: {', '.join(_known(keys[:-1]))}"
        return Fault(line, f"“{name}” is nothing that a look has", instead)
    plain = words.removeprefix("Value error, ").replace("Input should be", "it should be")
    return Fault(line, f"“{name}” cannot be used: {plain[:240]}", _example(keys))


def _known(path: list[str]) -> tuple[str, ...]:
    table: Any = Recipe
    for key in path:
        field = table.model_fields.get(key) if isinstance(table, type) and issubclass(table, Table) else None
        table = field.annotation if field else None
    return tuple(table.model_fields) if isinstance(table, type) and issubclass(table, Table) else TOP_KEYS


def _example(keys: list[str]) -> str:
    """The key as paper-cut has it."""
    value: Any = Recipe()
    for key in keys:
        value = getattr(value, key, None)
    if isinstance(value, bool):
        return f"{keys[-1]} = {str(value).lower()}"
    if isinstance(value, int | float):
        return f"{keys[-1]} = {value:g}"
    if isinstance(value, tuple):
        one = '"#2a4b6c"'
        return f"{keys[-1]} = {one}" if len(value) == 3 else f"{keys[-1]} = [{one}, {one}]"
    return f'{keys[-1]} = "{value}"' if isinstance(value, str) and value else ""


def _line_of(keys: list[str], text: str) -> int:
    """The line where the key stands, or its table; 1 if neither is found."""
    table, best = "", 1
    wanted = ".".join(keys[:-1])
    for number, line in enumerate(text.splitlines(), 1):
        plain = line.strip()
        if header := re.match(r"\[+\s*([^\]]+?)\s*\]", plain):
            table = header[1].replace('"', "").replace(" ", "")
            if table == ".".join(keys):
                return number
            best = number if table == wanted else best
        elif keys and table == wanted and re.match(rf"[\"']?{re.escape(keys[-1])}[\"']?\s*=", plain):
            return number
        elif keys and not table and re.match(rf"[\"']?{re.escape(keys[0])}[\"']?\s*[.=]", plain):
            best = number
    return best


def _without(values: dict[str, Any], places: list[tuple[int | str, ...]]) -> dict[str, Any]:
    """A copy without what stands at `places`; a list or a colour goes as a whole."""
    made = {key: dict(value) if isinstance(value, dict) else value for key, value in values.items()}
    for place in places:
        table: Any = made
        keys = [key for key in place if isinstance(key, str) and key != "[key]"]
        for key in keys[:-1]:
            if not isinstance(table.get(key), dict):
                break
            table[key] = dict(table[key])
            table = table[key]
        last = next((key for key in reversed(keys) if key in table), None)
        if last is not None:
            del table[last]
        elif keys:
            made.pop(keys[0], None)
    return made


__all__ = ["MAX_BYTES", "TABLES", "Fault", "LookFile", "read_lookfile"]
