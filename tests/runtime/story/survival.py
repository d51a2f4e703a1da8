"""What every text must survive: being read, written, put into the machine form, checked, played and explained."""

from __future__ import annotations

from runtime.story import (
    GoOn,
    OnOffer,
    Story,
    StoryState,
    choose,
    explain,
    lint,
    match_answer,
    play,
    predict,
    proceed,
    read_story,
    start,
    write_story,
)

STRETCHES = 12
MACHINE_FORM = 10_000  # characters of a text that is put into JSON as well


def survive(text: str, includes: dict[str, str] | None = None) -> None:
    """Nothing raises, and nothing of the text is lost."""
    reading = read_story(text, includes=includes)
    for one in reading.diagnostics:
        assert one.place.line >= 1
        assert one.place.column >= 1
    if reading.draft:
        keep(reading.draft, text, includes or {})
        lint(reading.draft)
    if reading.story:
        perform(reading.story)
    else:
        assert any(one.severity == "error" for one in reading.diagnostics)


def keep(story: Story, text: str, includes: dict[str, str]) -> None:
    """The same bytes come out, before and after the machine form."""
    assert write_story(story) == text
    if len(text) > MACHINE_FORM:
        return
    again = Story.model_validate_json(story.model_dump_json())
    assert again == story
    assert write_story(again) == text
    for one in story.included:
        assert write_story(again, one.file) == includes[one.file]


def perform(story: Story) -> None:
    """Take each choice in turn, for a while."""
    state = start(story, 3)
    for n in range(STRETCHES):
        stretch = play(story, StoryState.from_json(state.to_json()))
        assert dict(predict(story, stretch)) is not None
        if isinstance(stretch.exit, GoOn):
            state = proceed(story, stretch)
        elif isinstance(stretch.exit, OnOffer):
            assert play(story, stretch.state).exit == stretch.exit
            assert all(hidden.reasons for hidden in explain(story, stretch))
            open_ones = [one for one in stretch.exit.choices if not one.locked]
            choice = open_ones[n % len(open_ones)]
            assert match_answer([choice], choice.text) in (choice.id, None)
            state = choose(story, stretch, choice.id)
        else:
            return
