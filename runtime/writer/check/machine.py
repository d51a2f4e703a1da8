"""The story and its findings for other tools: JSON, and the schema that says what is in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from runtime.story import Story
from runtime.writer.check.findings import examine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runtime.writer.check.findings import Examination


def to_json(name: str, more: Mapping[str, Any] | None = None) -> str:
    """As `examination_json`, of the story called `name`."""
    return examination_json(examine(name), more)


def examination_json(examined: Examination, more: Mapping[str, Any] | None = None) -> str:
    """The machine form with all findings: `file`, `story` (null: cannot be played), `diagnostics`, and `more`."""
    story = examined.reading.story
    plain: dict[str, Any] = {
        "file": str(examined.found.path),
        "story": story.model_dump(mode="json") if story else None,
        "diagnostics": [one.model_dump(mode="json") for one in examined.findings],
        **(more or {}),
    }
    return json.dumps(plain, ensure_ascii=False, indent=2)


def schema() -> dict[str, Any]:
    """The JSON Schema of the machine form."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Story.model_json_schema()}
