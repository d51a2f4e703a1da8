"""Stories: read, checked and played. Pure: text, states and choices come in as arguments, values go out."""

from runtime.story.answers import match_answer
from runtime.story.diagnostics import CODES, finding
from runtime.story.explain import Hidden, explain
from runtime.story.fountain import read_story, write_story
from runtime.story.interpreter import choose, play, proceed, start
from runtime.story.lint import lint
from runtime.story.model import (
    Action,
    Beat,
    CastMember,
    Choice,
    Cue,
    Diagnostic,
    GoOn,
    Heading,
    Line,
    Locale,
    Node,
    OnOffer,
    Place,
    Reading,
    Story,
    Stretch,
    TheEnd,
)
from runtime.story.predict import predict
from runtime.story.state import StoryState

__all__ = [
    "CODES",
    "Action",
    "Beat",
    "CastMember",
    "Choice",
    "Cue",
    "Diagnostic",
    "GoOn",
    "Heading",
    "Hidden",
    "Line",
    "Locale",
    "Node",
    "OnOffer",
    "Place",
    "Reading",
    "Story",
    "StoryState",
    "Stretch",
    "TheEnd",
    "choose",
    "explain",
    "finding",
    "lint",
    "match_answer",
    "play",
    "predict",
    "proceed",
    "read_story",
    "start",
    "write_story",
]
