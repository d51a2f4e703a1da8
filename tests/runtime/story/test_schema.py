"""The published JSON Schema of the machine form: valid draft 2020-12, complete, and true of what is written by it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from runtime.story import Story, read_story

FOLDER = Path(__file__).parents[2] / "data" / "stories"
SCHEMA = Story.model_json_schema()
KEYWORDS = {
    "$defs", "$ref", "type", "enum", "const", "anyOf", "oneOf", "properties", "required", "additionalProperties",
    "items", "title", "description", "default", "format", "discriminator", "minimum", "maximum",
}  # fmt: skip
TYPES: dict[str, Any] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "array": list,
    "object": dict,
    "null": type(None),
}


def parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema and every schema in it."""
    yield schema
    for key in ("anyOf", "oneOf"):
        for one in schema.get(key, ()):
            yield from parts(one)
    for key in ("properties", "$defs"):
        for one in schema.get(key, {}).values():
            yield from parts(one)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from parts(schema[key])


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether a value is as the schema says; what of draft 2020-12 our schema uses."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    if "anyOf" in schema:
        return any(fits(value, one) for one in schema["anyOf"])
    if "oneOf" in schema:
        return sum(fits(value, one) for one in schema["oneOf"]) == 1
    if "const" in schema and value != schema["const"]:
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    return _is_of_type(value, schema.get("type", ""), schema)


def _is_of_type(value: Any, kind: str, schema: dict[str, Any]) -> bool:
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if not isinstance(value, TYPES.get(kind, object)) or (kind == "integer" and isinstance(value, bool)):
        return False
    if kind == "array":
        return all(fits(one, schema["items"]) for one in value)
    return kind != "object" or _is_object(value, schema)


def _is_object(value: dict[str, Any], schema: dict[str, Any]) -> bool:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    strangers = [one for key, one in value.items() if key not in known]
    allowed = not strangers if others is False else all(fits(one, others) for one in strangers)
    required = set(schema.get("required", ())) <= set(value)
    return allowed and required and all(fits(value[key], one) for key, one in known.items() if key in value)


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.fountain")))
def test_every_story_is_as_the_schema_says(name: str) -> None:
    story = read_story((FOLDER / f"{name}.fountain").read_bytes().decode()).draft
    assert story is not None
    plain = json.loads(story.model_dump_json())
    assert fits(plain, SCHEMA)
    assert set(plain) == set(SCHEMA["properties"])
    assert not fits({**plain, "stranger": 1}, SCHEMA)
    assert not fits({**plain, "nodes": {"a": {"id": "a"}}}, SCHEMA)


def test_the_schema_uses_nothing_but_keywords_of_the_draft() -> None:
    for one in parts(SCHEMA):
        assert set(one) <= KEYWORDS
        assert one.get("$ref", "#/$defs/Node").removeprefix("#/$defs/") in SCHEMA["$defs"]


def test_every_part_says_what_it_is() -> None:
    for name, one in SCHEMA["$defs"].items():
        assert one["description"], name
        assert one["additionalProperties"] is False, name
    assert SCHEMA["description"].startswith("A story file as a value")


def test_the_schema_is_the_same_every_time() -> None:
    assert json.dumps(Story.model_json_schema()) == json.dumps(SCHEMA)
