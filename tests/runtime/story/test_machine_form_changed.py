"""A machine form that somebody's tool has changed: refused with a reason, or a story that can be checked and played."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from runtime.story import Story, lint, play, read_story, start, write_story

FOLDER = Path(__file__).parents[2] / "data" / "stories"
DRAFTS = [read_story(path.read_bytes().decode()).draft for path in sorted(FOLDER.glob("*.fountain"))]
FORMS = [draft.model_dump_json() for draft in DRAFTS if draft]
WORDS = ("", "a", "hall", "[[", "{x", "if", "set", "n", "n +", "no-such", "9" * 400, "\x00")
NUMBERS = (-1, 0, 1, 7, 10**9)


def spots(form: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to every word and number of a form."""
    if isinstance(form, (dict, list)):
        for key, one in form.items() if isinstance(form, dict) else enumerate(form):
            yield from spots(one, (*path, key))
    else:
        yield path


@st.composite
def changed(draw: st.DrawFn) -> str:
    form = json.loads(draw(st.sampled_from(FORMS)))
    ways = list(spots(form))
    for _ in range(draw(st.integers(1, 3))):
        *path, last = draw(st.sampled_from(ways))
        holder = form
        for key in path:
            holder = holder[key]
        numeric = isinstance(holder[last], int) and not isinstance(holder[last], bool)
        holder[last] = draw(st.sampled_from(NUMBERS if numeric else WORDS))
    return json.dumps(form)


@settings(max_examples=80, deadline=None)
@given(changed())
def test_a_changed_form_is_refused_or_played(form: str) -> None:
    try:
        story = Story.model_validate_json(form)
    except ValidationError:
        return
    write_story(story)
    lint(story)
    if not story.program.report.failed and story.start in story.nodes:
        assert play(story, start(story, 1)).node in story.nodes


def test_a_node_has_the_id_that_it_is_filed_under() -> None:
    form = json.loads(FORMS[0])
    form["nodes"]["elsewhere"] = form["nodes"]["hall"]
    with pytest.raises(ValidationError, match="the node “elsewhere” calls itself “hall”"):
        Story.model_validate(form)
