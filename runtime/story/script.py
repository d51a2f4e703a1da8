"""The writer's side of a story: the elements of a screenplay file, in their order, with every character they stand for.

An element's `source` holds its own lines and the blank lines after it, so that the sources of all elements together are
the file. Lines and columns are 1-based. Nobody changes an element after it is read: Python could enforce that, but then
each takes four times as long to make, and a long story has tens of thousands of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

# --- notes: what stands in [[double brackets]] ------------------------------------------------------------------------


@dataclass(slots=True, unsafe_hash=True)
class Remark:
    """An author's own note: kept, not played."""

    text: str
    line: int
    column: int
    kind: Literal["remark"] = "remark"


@dataclass(slots=True, unsafe_hash=True)
class Mark:
    """A note of one word: else, end, once, default, silence, return."""

    word: str
    line: int
    column: int
    kind: Literal["mark"] = "mark"


@dataclass(slots=True, unsafe_hash=True)
class Words:
    """A note of words: shot, camera, look, seed, ambience, music, sfx, says, cut, id, call, tag, line, include."""

    sort: str
    words: str
    line: int
    column: int
    kind: Literal["words"] = "words"


@dataclass(slots=True, unsafe_hash=True)
class Assign:
    """`var name = expression` or `set name += expression`."""

    verb: Literal["var", "set"]
    name: str
    operator: str  # "=", "+=", "-=", "*=", "/=", "//=", "%="
    expression: str
    line: int
    column: int
    at: int  # column of the expression
    kind: Literal["assign"] = "assign"


@dataclass(slots=True, unsafe_hash=True)
class Condition:
    """`if expression`, `elif expression`, `when: expression`."""

    sort: Literal["if", "elif", "when"]
    expression: str
    line: int
    column: int
    at: int  # column of the expression
    kind: Literal["condition"] = "condition"


@dataclass(slots=True, unsafe_hash=True)
class Lock:
    """`locked "reason" if expression`: the choice is shown, but cannot be taken."""

    reason: str
    expression: str  # empty: always
    line: int
    column: int
    at: int
    kind: Literal["lock"] = "lock"


@dataclass(slots=True, unsafe_hash=True)
class Opening:
    """`choice 9s tail 4s: question` opens a choice point."""

    question: str
    line: int
    column: int
    timed: bool  # whether a window is written
    window_s: float | None = None  # None: waits for ever, or the title page's window where none is written
    tail_s: float | None = None  # None: the title page's tail
    vote: bool = False
    essential: str = ""
    kind: Literal["opening"] = "opening"


Note = Annotated[Remark | Mark | Words | Assign | Condition | Lock | Opening, Field(discriminator="kind")]
Run = str | Note  # a piece of text, or a note between pieces


# --- elements ---------------------------------------------------------------------------------------------------------


Depth = Annotated[int, Field(ge=0, le=20)]  # how many choices enclose an element
How = Literal["cut", "dissolve", "morph", "continue", "iris", "curtain", "page"]  # of a Transition, its value
Strategy = Literal["best", "first", "random", "least-seen"]


@dataclass(slots=True, unsafe_hash=True)
class Jump:
    """Where the story goes on."""

    transition: How
    target: str = ""  # node id as written, lower case; empty: the next heading; of a draw the tag
    sort: Literal["go", "end", "draw"] = "go"
    title: str = ""  # of the ending
    column: int = 1
    strategy: Strategy = "best"  # which node of a tag is drawn


@dataclass(slots=True, unsafe_hash=True)
class Paragraph:
    """Action: one shot."""

    runs: tuple[Run, ...]
    line: int
    depth: Depth
    source: str = ""
    style: Literal["", "forced", "centred", "sung"] = ""
    kind: Literal["action"] = "action"


@dataclass(slots=True, unsafe_hash=True)
class Segment:
    """What is said in one manner."""

    manner: str
    runs: tuple[Run, ...]
    line: int


@dataclass(slots=True, unsafe_hash=True)
class Speech:
    """A character's name and what they say."""

    name: str  # upper case, without extension
    extension: str  # "O.S.", "V.O." or empty
    segments: tuple[Segment, ...]
    line: int
    column: int
    depth: Depth
    source: str = ""
    dual: bool = False  # spoken together with the speech before it
    kind: Literal["speech"] = "speech"


@dataclass(slots=True, unsafe_hash=True)
class Notes:
    """A line of notes only."""

    notes: tuple[Note, ...]
    line: int
    depth: Depth
    source: str = ""
    kind: Literal["notes"] = "notes"


@dataclass(slots=True, unsafe_hash=True)
class Option:
    """A choice as written: `* text -> id` once, `+ text -> id` repeatable."""

    text: str
    sticky: bool
    notes: tuple[Note, ...]
    jump: Jump | None
    line: int
    column: int
    depth: Depth
    source: str = ""
    kind: Literal["option"] = "option"


@dataclass(slots=True, unsafe_hash=True)
class JumpLine:
    """A transition on a line of its own."""

    jump: Jump
    line: int
    depth: Depth
    source: str = ""
    kind: Literal["jump"] = "jump"


@dataclass(slots=True, unsafe_hash=True)
class Aside:
    """Kept, not played: synopsis, section, page break, comment, `FADE IN:`."""

    sort: Literal["synopsis", "section", "page", "comment", "fade in"]
    text: str
    line: int
    depth: Depth
    source: str = ""
    kind: Literal["aside"] = "aside"


Element = Annotated[
    Paragraph | Speech | Notes | Option | JumpLine | Aside,
    Field(discriminator="kind"),
]


@dataclass(slots=True, unsafe_hash=True)
class TitleEntry:
    """A line of the title page with its indented lines."""

    key: str  # lower case
    value: str
    items: tuple[str, ...]  # the indented lines
    line: int
