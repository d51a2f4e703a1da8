"""Performs a story as a transcript that a writer can read: `== node`, beats, `?? question`, choices, `>> choice`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.story import Action, Cue, GoOn, Line, OnOffer, StoryState, Stretch, choose, play, proceed, start

if TYPE_CHECKING:
    from runtime.story import Beat, Choice, Story

MAX_STRETCHES = 60


def perform(story: Story, seed: int, choices: list[str], *, through_json: bool) -> list[str]:
    """All lines of a performance. `through_json`: every state is written down and read back before it is used."""
    lines = [f"seed {seed}"]
    taken = iter(choices)
    state = start(story, seed)
    for _ in range(MAX_STRETCHES):
        stretch = play(story, StoryState.from_json(state.to_json()) if through_json else state)
        lines += told(stretch)
        if isinstance(stretch.exit, GoOn):
            state = proceed(story, stretch)
        elif isinstance(stretch.exit, OnOffer):
            choice = next(taken, None)
            if choice is None:
                return [*lines, "(the transcript has no choice here)"]
            lines.append(f">> {choice}")
            state = choose(story, stretch, choice)
        else:
            return lines
    return [*lines, "(and so on)"]


def told(stretch: Stretch) -> list[str]:
    """A stretch as lines."""
    how = "" if stretch.transition == "cut" else f" by {stretch.transition.value}"
    lines = ["", f"== {stretch.node} {stretch.visit}{how}"]
    lines += [_beat(beat) for beat in stretch.beats]
    lines += [f"!! {notice.code} {notice.place.line}:{notice.place.column} {notice.what}" for notice in stretch.notices]
    if isinstance(stretch.exit, OnOffer):
        window = "for ever" if stretch.exit.window_s is None else f"{stretch.exit.window_s:g}s"
        lines.append(f"?? {stretch.exit.question} [{window}, tail {stretch.exit.tail_s:g}s]")
        lines += [_choice(choice) for choice in stretch.exit.choices]
    elif not isinstance(stretch.exit, GoOn):
        lines.append(f"THE END {stretch.exit.title}".rstrip())
    return lines


def _beat(beat: Beat) -> str:
    if isinstance(beat, Action):
        picture = [beat.shot, beat.look, "" if beat.seed is None else f"seed {beat.seed}"]
        notes = ", ".join(words for words in picture if words)
        return f"{beat.text}{f' [{notes}]' if notes else ''}"
    if isinstance(beat, Line):
        extension = f" ({beat.extension})" if beat.extension else ""
        manner = f" ({beat.manner})" if beat.manner else ""
        together = " (together)" if beat.together else ""
        return f"{beat.character}{extension}{manner}: {beat.text}{together}{f' [{beat.shot}]' if beat.shot else ''}"
    assert isinstance(beat, Cue)
    return f"~ {beat.sort}: {beat.words}"


def _choice(choice: Choice) -> str:
    marks = [mark for mark, on in (("default", choice.is_default), (f"cut {choice.cut}", choice.cut != "now")) if on]
    marks += [f"locked: {choice.locked}"] if choice.locked else []
    noted = f" [{', '.join(marks)}]" if marks else ""
    return f"   {choice.id}: {choice.text}{noted}"
