"""What a story is: the writer's structures (Story, Node, ...) and the player's (Beat, Choice, Stretch), frozen values.

The writer's structures keep everything that stands in the file, so that a story read and written is the same story.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from generators.base import Transition
from runtime.story.script import Element, TitleEntry

if TYPE_CHECKING:
    from runtime.story.program import Program
    from runtime.story.state import StoryState


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Value):
    """Where something stands in a file, for diagnostics: 1-based."""

    file: str = ""
    line: int = 1
    column: int = 1


class Diagnostic(Value):
    """One finding about a story: stable code, where, what, why, and what to type instead."""

    code: str  # "S101"
    severity: Literal["error", "warning", "hint"] = "error"
    place: Place = Place()
    what: str
    why: str = ""
    instead: str = ""  # the words to type


class CastMember(Value):
    """Somebody of the bible."""

    name: str  # as in character cues: "MARA"
    description: str = ""  # "60, keeper of the light, grey braid, yellow oilskin, slow and exact"


class Locale(Value):
    """A place of the bible."""

    name: str  # "LIGHTHOUSE"
    description: str = ""


# --- what is performed ------------------------------------------------------------------------------------------------


class Action(Value):
    """One action paragraph: one shot."""

    kind: Literal["action"] = "action"
    key: str  # "stairs.3": node id and the beat's own number in the file, the same in every performance
    text: str  # as shown and prompted: emphasis, notes and braces resolved
    shot: str = ""  # the words of [[shot: ...]] and [[camera: ...]]
    look: str = ""  # the words of [[look: ...]]
    seed: int | None = None  # [[seed: 7]]


class Line(Value):
    """Somebody speaks."""

    kind: Literal["line"] = "line"
    key: str
    character: str  # upper case, without extension: "MARA"
    text: str
    manner: str = ""  # the parenthetical, without brackets: "whispering"
    extension: str = ""  # "O.S.", "V.O." or empty
    shot: str = ""
    look: str = ""
    seed: int | None = None
    together: bool = False  # begins with the line before it, not after it: dual dialogue
    id: str = ""  # [[line: k3f9]], lower case: names the line to translators and recordings


class Cue(Value):
    """Sound, from here on (ambience, music, silence) or once (sfx)."""

    kind: Literal["cue"] = "cue"
    key: str
    sort: Literal["ambience", "music", "sfx", "silence"]
    words: str = ""


Beat = Annotated[Action | Line | Cue, Field(discriminator="kind")]


class Choice(Value):
    """A choice on offer now."""

    id: str  # unique in its node
    text: str
    is_default: bool = False
    cut: Literal["now", "beat", "end"] = "now"
    locked: str = ""  # the reason, if it is shown but cannot be taken
    says: tuple[str, ...] = ()  # phrases that take it too, typed or spoken


class OnOffer(Value):
    """The stretch ends at a choice point."""

    kind: Literal["choice"] = "choice"
    id: str  # of the choice point, unique in its node
    question: str = ""
    window_s: float | None = 9.0  # None: waits for ever
    tail_s: float = 4.0
    essential: str = ""  # why viewers cannot lift the limit; empty: they can
    vote: bool = False  # an audience decides; where there is none, the viewer does
    choices: tuple[Choice, ...] = ()

    @property
    def default(self) -> Choice | None:
        """What the deadline takes: the marked default, else the first that is not locked."""
        open_ones = [choice for choice in self.choices if not choice.locked]
        return next((choice for choice in open_ones if choice.is_default), open_ones[0] if open_ones else None)


class GoOn(Value):
    """The stretch ends with a jump or a fall-through to another node."""

    kind: Literal["go on"] = "go on"
    target: str  # node id


class TheEnd(Value):
    """The stretch ends the show."""

    kind: Literal["end"] = "end"
    title: str = ""  # "The boy at the door"


@dataclass(slots=True, unsafe_hash=True)
class Heading:
    """A node's heading, taken apart."""

    interior: bool = False
    exterior: bool = True
    place: str = ""  # "LIGHTHOUSE STAIRS"
    time: str = ""  # "NIGHT", as written
    text: str = ""  # the whole heading


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """What is performed between two stops of the story: the beats, then a choice point, another node or the end."""

    node: str  # id
    visit: int  # 1 the first time
    heading: Heading
    synopsis: str = ""
    transition: Transition = Transition.CUT  # how its first shot begins
    beats: tuple[Beat, ...] = ()
    exit: OnOffer | GoOn | TheEnd
    start: StoryState  # before the first beat
    state: StoryState  # after the last beat, standing at the exit
    notices: tuple[Diagnostic, ...] = ()  # what could only go wrong while playing


# --- what is written --------------------------------------------------------------------------------------------------


@dataclass(slots=True, unsafe_hash=True)
class Node:
    """A scene of the story file: its heading and its elements."""

    id: str  # lower case
    named: bool  # whether the id is written; else it is the heading's slug
    heading: Heading
    line: int
    column: int  # of the id, or of the heading where it has none
    source: str  # the heading's lines
    synopsis: str = ""
    elements: tuple[Element, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Included:
    """A file that a story includes; its scenes are among the story's nodes."""

    file: str
    opening: str  # the file's characters before the first element
    preamble: tuple[Element, ...]


class Story(Value):
    """A story file as a value, the machine form that every tool reads; `program` is what the interpreter plays."""

    file: str = "story.fountain"
    title: str = ""
    author: str = ""
    language: str = "en"
    look: str = ""  # words of style: "paper-cut, muted teal and amber, fine grain"
    rating: str = ""
    themes: str = ""
    seed: int | None = None
    window_s: float | None = 9.0  # None: waits for ever
    tail_s: float = 4.0
    start: str = ""  # node id
    cast: tuple[CastMember, ...] = ()
    places: tuple[Locale, ...] = ()
    title_page: tuple[TitleEntry, ...] = ()
    opening: str = ""  # the file's characters before the first element
    preamble: tuple[Element, ...] = ()  # what stands before the first heading
    nodes: dict[str, Node] = {}  # in the order of the file
    included: tuple[Included, ...] = ()
    endings: tuple[str, ...] = ()  # titles of all `END: title`, in the order of the file
    looks: dict[str, str] = {}  # texts of its own look files that its words choose, by name
    translation: dict[str, str] = {}  # phrases in the language that is played, by key; none: as it is written
    digest: str = ""  # 32 hexadecimal characters of BLAKE2b over the text, its includes and its own looks

    def shown(self, key: str, words: str) -> str:
        """A phrase as viewers read it in the language that is played; `words` as the writer has it."""
        return self.translation.get(key, words)

    @model_validator(mode="after")
    def _nodes_have_their_ids(self) -> Story:
        """The machine form names each node twice; the reader, which makes no mistake there, is not asked."""
        for key, node in self.nodes.items():
            if key != node.id:
                raise ValueError(f"the node “{key}” calls itself “{node.id}”")
        return self

    @cached_property
    def program(self) -> Program:
        """The story compiled; a faulty one compiles too, and says so in `program.report`."""
        from runtime.story.program import compile_story

        return compile_story(self)


class Reading(Value):
    """What came of reading a text."""

    story: Story | None  # None: there are errors that forbid playing
    diagnostics: tuple[Diagnostic, ...] = ()
    draft: Story | None = None  # the story as far as it could be read, for tools; equal to `story` where there is one
