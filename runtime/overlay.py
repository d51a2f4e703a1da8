"""What a front end draws: the picture of this moment and all that lies over it. Values only; a Show fills them in."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from generators.base import Transition
from runtime.commands import Choose
from runtime.story.phrases import ending_key, heading_key, speaker_key
from runtime.timeline import Caption, Phase

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from runtime.course import Course
    from runtime.saves import Journal
    from runtime.story import Story, Stretch
    from runtime.timeline import Timeline

    Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Option:
    """A choice as the viewer sees it."""

    id: str
    text: str
    is_default: bool = False  # what the deadline takes
    locked: str = ""  # empty: can be taken; else the reason why not


@dataclass(frozen=True)
class ChoicePanel:
    """A choice point on the screen."""

    question: str
    options: tuple[Option, ...]
    phase: Phase
    share_left: float | None  # 1 at opening .. 0 at the deadline; None: no limit
    remaining_s: float | None = None  # None: no limit
    chosen: str = ""  # id of the option, from the press or the deadline on
    age_s: float = 0.0  # since it opened


@dataclass(frozen=True)
class Card:
    """The title card or the end card."""

    kind: Literal["title", "end"]
    title: str
    author: str = ""
    ending: str = ""  # empty on the title card
    found: int = 0  # endings this viewer has seen, this one included
    endings: int = 0  # endings there are
    age_s: float = 0.0
    ready: bool = True  # title card: the show can begin
    by_itself: bool = False  # nobody is asked anything: the show begins and ends without a viewer


@dataclass(frozen=True)
class Waypoint:
    """A choice point that was left, and can be gone back to."""

    stretch: int  # its number in the show
    heading: str
    question: str
    taken: str  # words of the choice
    key: str = ""  # the same for the same way there


@dataclass(frozen=True)
class Slot:
    """A place for a save, as the viewer sees it."""

    name: str
    heading: str = ""  # of the node that played; empty: nothing is saved here
    told: str = ""  # when it was saved, and how far it is
    still: bytes = field(default=b"", repr=False)  # a small JPEG


@dataclass(frozen=True)
class Overlay:
    """Everything over the picture."""

    caption: Caption | None = None
    description: Caption | None = None  # what is seen, where nobody speaks
    panel: ChoicePanel | None = None
    card: Card | None = None
    paused: bool = False
    notice: str = ""  # one line to show small: no sound, storage
    heading: str = ""  # of the node that plays
    language: str = "en"  # of the show
    metrics: Mapping[str, float] = field(default_factory=dict)  # for the developer's view
    way: tuple[Waypoint, ...] = ()  # the choice points that were left, while the show stands still
    slots: tuple[Slot, ...] = ()  # where this show can be saved; none where it is not kept
    stills: Mapping[str, bytes] = field(default_factory=dict)  # JPEGs, by the key of a waypoint


@dataclass(frozen=True, eq=False)
class Picture:
    """The frame that is on, and while a transition lasts the one that goes. Frames are uint8 (height, width, rgb)."""

    frame: Pixels | None = None
    outgoing: Pixels | None = None
    transition: Transition = Transition.CUT
    progress: float = 1.0  # 0..1; 1: only `frame`
    key: Hashable = None  # equal keys: equal pixels, so nothing is drawn again; None: not known


def way_of(course: Course, journal: Journal) -> tuple[Waypoint, ...]:
    """The choice points that were left on the way here, oldest first, with what was taken there."""
    taken = {command.at.stretch: command.choice for command in journal.commands if isinstance(command, Choose)}
    found = []
    for left, key in zip(course.past, keys_of(course, journal), strict=False):
        choice = taken.get(left.number, "")
        words = next((one.text for one in left.point.choices if one.id == choice), "") if left.point else ""
        question = left.point.question if left.point else ""
        found.append(Waypoint(left.number, place_of(left.story, left.stretch), question, words, key))
    return tuple(found)


def keys_of(course: Course, journal: Journal) -> Iterator[str]:
    """What stands for each choice point that was left and for where the course is now: the same for the same way."""
    taken = {command.at.stretch: command.choice for command in journal.commands if isinstance(command, Choose)}
    key = f"{journal.begin.story} {journal.begin.seed}"
    for one in (*course.past, course):
        told = f"{key}|{one.stretch.node}|{one.stretch.visit}".encode("utf-8", "surrogatepass")
        key = hashlib.blake2b(told, digest_size=9).hexdigest()
        yield key
        key = f"{key}|{taken.get(one.number, '')}"


def caption_of(story: Story, timeline: Timeline, frame: int) -> Caption | None:
    """The caption that is on, its speaker called as the language that is played has it."""
    caption = timeline.caption_at(frame)
    if caption is None or not story.translation:
        return caption
    return replace(caption, speaker=story.shown(speaker_key(caption.speaker), caption.speaker))


def place_of(story: Story, stretch: Stretch) -> str:
    """Where the show is, in the language that is played."""
    return story.shown(heading_key(stretch.node), stretch.heading.text)


def ending_of(story: Story, title: str) -> str:
    """An ending's title in the language that is played."""
    return story.shown(ending_key(title), title)


def choice_panel(timeline: Timeline, frame: int, chosen: str, age_s: float) -> ChoicePanel | None:
    """The choice point of a stretch as it is at `frame`; `chosen`: the id of what was pressed, or empty."""
    point, deadline = timeline.point, timeline.deadline
    if point is None:
        return None
    default = point.default
    return ChoicePanel(
        question=point.question,
        options=tuple(
            Option(c.id, c.text, default is not None and c.id == default.id, c.locked) for c in point.choices
        ),
        phase=timeline.phase(frame, frame if chosen else None),
        share_left=timeline.share_left(frame),
        remaining_s=None if deadline is None else max(0.0, float((deadline - frame) / timeline.fps)),
        chosen=chosen,
        age_s=age_s,
    )
