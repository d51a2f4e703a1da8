"""Stories by the grammar, whole and damaged: a diagnostic or a story each time, never an exception, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runtime.story import read_story
from tests.runtime.story.mutation import damaged_stories, stories
from tests.runtime.story.survival import survive

CHECKS = [HealthCheck.too_slow, HealthCheck.large_base_example, HealthCheck.data_too_large]
MORE = "INT. MORE #more#\n\n[[set n += 1]]\n\nMore {n}.\n\n> CUT TO: a\n"


@settings(max_examples=30, deadline=None, suppress_health_check=CHECKS)
@given(stories())
def test_stories_by_the_grammar(text: str) -> None:
    survive(text, {"more.fountain": MORE})


@settings(max_examples=50, deadline=None, suppress_health_check=CHECKS)
@given(damaged_stories())
def test_damaged_stories_by_the_grammar(text: str) -> None:
    survive(text)


@pytest.mark.soak
@settings(max_examples=10_000, deadline=None, suppress_health_check=CHECKS)
@given(damaged_stories(), st.booleans())
def test_ten_thousand_damaged_stories(text: str, more: bool) -> None:
    survive(text, {"more.fountain": text if more else MORE})


def test_the_grammar_writes_stories_that_play() -> None:
    """Of what it writes enough is without an error, or only half of the language would be tried."""
    played: list[bool] = []

    @settings(max_examples=25, deadline=None, database=None, derandomize=True, suppress_health_check=CHECKS)
    @given(stories())
    def count(text: str) -> None:
        played.append(read_story(text, includes={"more.fountain": MORE}).story is not None)

    count()
    assert sum(played) > len(played) // 10
