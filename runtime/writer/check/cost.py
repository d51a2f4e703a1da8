"""What a story costs to perform: seconds of its shortest, default and longest way, shots and words, node by node.

Lines count as long as it takes to read them; ways are found by `ways.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from runtime.director import Bible, Stage, direct
from runtime.story import StoryState
from runtime.story.fountain.text import gathered, plain
from runtime.story.model import Action, Line, Stretch, TheEnd
from runtime.story.script import Paragraph, Speech
from runtime.story.template import Alternatives, Insertion, UnclosedError, parse_template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runtime.story import Story
    from runtime.story.model import Beat, Node
    from runtime.story.script import Run
    from runtime.story.template import Part

FPS = Fraction(24)


@dataclass(frozen=True)
class Bill:
    """What something costs. `words` are those of action and lines, `spoken` those of lines."""

    seconds: float = 0.0
    shots: int = 0
    words: int = 0
    spoken: int = 0

    def __add__(self, other: Bill) -> Bill:
        return Bill(
            self.seconds + other.seconds,
            self.shots + other.shots,
            self.words + other.words,
            self.spoken + other.spoken,
        )


# --- beats ------------------------------------------------------------------------------------------------------------


class Cashier:
    """Counts what stretches cost; the same beats are directed once."""

    def __init__(self, story: Story) -> None:
        self._bible = Bible(tuple(story.cast), tuple(story.places), story.look)
        self._known: dict[tuple[object, ...], Bill] = {}

    def of(self, stretch: Stretch) -> Bill:
        """What a stretch costs without its choice point."""
        key = (stretch.node, *((beat.key, getattr(beat, "text", "")) for beat in stretch.beats))
        if key not in self._known:
            setups, _ = direct(stretch, self._bible, Stage(), {}, FPS)
            frames = sum(setup.frames for setup in setups)
            spoken = sum(len(beat.text.split()) for beat in stretch.beats if isinstance(beat, Line))
            seen = sum(len(beat.text.split()) for beat in stretch.beats if isinstance(beat, Action))
            self._known[key] = Bill(float(frames / FPS), len(setups), seen + spoken, spoken)
        return self._known[key]

    def of_node(self, node: Node) -> Bill:
        """What a node costs if everything in it is performed once, with the longest of its texts."""
        beats = tuple(_beats(node))
        if not beats:
            return Bill()
        state = StoryState(node=node.id)
        stretch = Stretch(
            node=node.id, visit=1, heading=node.heading, beats=beats, exit=TheEnd(), start=state, state=state
        )
        return self.of(stretch)


def _beats(node: Node) -> Iterator[Beat]:
    """Action and lines of a node, in the order of the file."""
    for number, element in enumerate(node.elements):
        if isinstance(element, Paragraph) and (text := _longest(element.runs)):
            yield Action(key=f"{node.id}.{number}", text=text)
        elif isinstance(element, Speech):
            for part, segment in enumerate(element.segments):
                if text := _longest(segment.runs):
                    yield Line(key=f"{node.id}.{number}.{part}", character=element.name, text=text)


def _longest(runs: Sequence[Run]) -> str:
    """The words of a beat; of alternatives those that take longest."""
    words = plain(" ".join(run for run in runs if isinstance(run, str)))
    try:
        return gathered(_spelled(parse_template(words)).strip())
    except UnclosedError:
        return gathered(words.strip())


def _spelled(parts: tuple[Part, ...]) -> str:
    found = []
    for part in parts:
        if isinstance(part, Alternatives):
            found.append(max((_spelled(text) for text in part.texts), key=len))
        else:
            found.append("…" if isinstance(part, Insertion) else part)
    return "".join(found)
