"""What a front end draws: the picture of this moment and all that lies over it. Values only; a Show fills them in."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from generators.base import Transition
from runtime.story.phrases import ending_key, heading_key, speaker_key
from runtime.timeline import Caption, Phase

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

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
class Overlay:
    """Everything over the picture."""

    caption: Caption | None = None
    panel: ChoicePanel | None = None
    card: Card | None = None
    paused: bool = False
    notice: str = ""  # one line to show small: no sound, storage
    heading: str = ""  # of the node that plays
    language: str = "en"  # of the show
    metrics: Mapping[str, float] = field(default_factory=dict)  # for the developer's view


@dataclass(frozen=True, eq=False)
class Picture:
    """The frame that is on, and while a transition lasts the one that goes. Frames are uint8 (height, width, rgb)."""

    frame: Pixels | None = None
    outgoing: Pixels | None = None
    transition: Transition = Transition.CUT
    progress: float = 1.0  # 0..1; 1: only `frame`
    key: Hashable = None  # equal keys: equal pixels, so nothing is drawn again; None: not known


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
