"""Tells an ink story in stretches: its lines become beats, its knots nodes, its tags pictures, sounds and choices."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from generators.base import Transition
from runtime.errors import StoryError
from runtime.ink.notes import Notes, heading_in, seconds, spoken
from runtime.story.diagnostics import finding, quote
from runtime.story.fountain.text import slug
from runtime.story.model import Action, Choice, Cue, GoOn, Heading, Line, OnOffer, Place, Stretch, TheEnd
from runtime.story.state import StoryState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runtime.commands import Scalar
    from runtime.ink.bridge import Bridge
    from runtime.ink.compiled import InkStory
    from runtime.ink.turn import InkChoice, InkLine, Turn
    from runtime.story.model import Beat, Diagnostic

OPENING = "opening"  # the node of what stands before the first knot
_NOWHERE = Heading()


@dataclass(frozen=True)
class InkState(StoryState):
    """A state of an ink story: ink's own save before a turn, the choice the turn begins with, and how far it is."""

    save: str = ""
    option: int | None = None  # number of the choice
    part: int = 0  # stretches of the turn before this one
    before: str = ""  # node in which the story stood before the turn
    heading: Heading = _NOWHERE  # and its heading


@dataclass
class _Part:
    """A stretch in the making."""

    node: str
    heading: Heading
    beats: list[Beat] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    keys: set[str] = field(default_factory=set)

    def key(self, path: str) -> str:
        """A name of its own for a beat: ink's address of it."""
        base, number = path or f"{self.node}.{len(self.beats) + 1}", 1
        key = base
        while key in self.keys:
            number += 1
            key = f"{base}-{number}"
        self.keys.add(key)
        return key


class InkTeller:
    """Tells one ink story; asking is the bridge's."""

    def __init__(self, story: InkStory, bridge: Bridge) -> None:
        self.story, self.bridge = story, bridge
        self._cast = frozenset(member.name.upper() for member in story.cast)

    def start(self, seed: int, viewer: Mapping[str, Scalar] | None = None) -> InkState:  # noqa: ARG002  ink knows no viewer
        return InkState(seed=seed, save=self.bridge.begin(seed), variables=dict(self.story.variables))

    def play(self, state: StoryState) -> Stretch:
        """The stretch that begins at `state`. One that runs away ends the show, and says so in a notice."""
        state = _own(state)
        turn = self.bridge.turn(state.save, state.option)
        parts = self._parts(turn, state)
        part = parts[min(state.part, len(parts) - 1)]
        goes_on = state.part < len(parts) - 1
        visit = state.visits.get(part.node, 0) + (part.node != state.node)
        after = replace(
            state,
            node=part.node,
            visits={**state.visits, part.node: visit},
            variables=state.variables if goes_on else {**self.story.variables, **_variables(turn.state)},
        )
        return Stretch(
            node=part.node,
            visit=visit,
            heading=part.heading,
            transition=Transition(part.notes.transition),
            beats=tuple(part.beats),
            exit=GoOn(target=parts[state.part + 1].node) if goes_on else self._exit(turn, part),
            start=state,
            state=after,
            notices=() if goes_on else self._notices(turn, part.node),
        )

    def choose(self, stretch: Stretch, choice_id: str) -> InkState:
        """The state with which a choice's consequence begins."""
        point = stretch.exit
        if not isinstance(point, OnOffer):
            raise StoryError(f"There is nothing to choose at “{quote(stretch.node)}” now.")
        number = next((n for n, one in enumerate(point.choices) if one.id == choice_id), None)
        if number is None or point.choices[number].locked:
            known = [one.id for one in point.choices if not one.locked]
            close = get_close_matches(choice_id[:80], known, n=1)
            hint = f" Did you mean “{close[0]}”?" if close else f" Open are: {', '.join(known)}."
            raise StoryError(f"“{quote(choice_id)}” cannot be chosen at “{quote(stretch.node)}” now.{hint}")
        state = _own(stretch.state)
        save = self.bridge.turn(state.save, state.option).state
        taken = state.taken | {f"{stretch.node}/{choice_id}"}
        moved = replace(state, save=save, option=number, part=0, turn=state.turn + 1, taken=taken)
        return replace(moved, before=stretch.node, heading=stretch.heading)

    def proceed(self, stretch: Stretch) -> InkState:
        """The state with which the next stretch of the same turn begins."""
        if not isinstance(stretch.exit, GoOn):
            raise StoryError(f"The story does not go on by itself from “{quote(stretch.node)}”.")
        state = _own(stretch.state)
        return replace(state, part=state.part + 1)

    def predict(self, stretch: Stretch) -> tuple[tuple[str, Stretch], ...]:
        """(choice id, the stretch that would follow), the default first; ("", stretch) where it goes on by itself."""
        if isinstance(stretch.exit, GoOn):
            return (("", self.play(self.proceed(stretch))),)
        if not isinstance(stretch.exit, OnOffer):
            return ()
        default = stretch.exit.default
        open_ones = sorted((one for one in stretch.exit.choices if not one.locked), key=lambda one: one is not default)
        return tuple((one.id, self.play(self.choose(stretch, one.id))) for one in open_ones)

    # --- lines → parts

    def _parts(self, turn: Turn, state: InkState) -> list[_Part]:
        """The turn cut where another scene or knot begins. Never empty."""
        parts = [_Part(state.before or OPENING, state.heading)]
        waiting = Notes()
        for line in turn.lines:
            text, notes = " ".join(line.text.split()), Notes.of(line.tags)
            heading = notes.heading or heading_in(text)
            node = self._node(line.path) or parts[-1].node
            if parts[-1].beats and (heading or node != parts[-1].node):
                parts.append(_Part(node, parts[-1].heading))
            parts[-1].node, parts[-1].heading = node, heading or parts[-1].heading
            waiting.add(notes)
            parts[-1].notes.add(notes)
            self._take(parts[-1], line, "" if heading_in(text) else text, waiting)
            waiting = waiting if heading_in(text) or not text else Notes()
        return parts

    def _take(self, part: _Part, line: InkLine, text: str, notes: Notes) -> None:
        """The beats that a line is."""
        for sort, words in notes.sounds:
            part.beats.append(Cue(key=part.key(line.path), sort=sort, words=words))
        notes.sounds = []
        if text:
            part.beats.append(self._beat(part.key(line.path), text, notes))

    def _beat(self, key: str, text: str, notes: Notes) -> Action | Line:
        said = spoken(text, self._cast)
        if said is None:
            look = notes.words.get("look", "")
            return Action(key=key, text=text, shot=notes.shot, look=look, seed=notes.seed)
        identity = notes.words.get("id") or notes.words.get("line") or ""
        return Line(
            key=key,
            character=said.name,
            text=said.text,
            manner=said.manner,
            extension=said.extension,
            shot=notes.shot,
            id=slug(identity),
        )

    def _node(self, path: str) -> str:
        """The knot, or knot and stitch, of one of ink's addresses; nothing where it tells none."""
        first, _, rest = path.partition(".")
        if not first:
            return ""
        if first.isdecimal() or (not first[0].isalpha() and first[0] != "_"):
            return OPENING
        stitch = f"{first}.{rest.partition('.')[0]}"
        return stitch if stitch in self.story.stitches else first

    # --- what follows

    def _exit(self, turn: Turn, part: _Part) -> OnOffer | TheEnd:
        if not turn.choices:
            return TheEnd(title=part.notes.words.get("end", ""))
        words = part.notes.words
        told = {key: note for one in turn.choices for key, note in Notes.of(one.tags).words.items()}
        choices = tuple(_choices(turn.choices))
        return OnOffer(
            id="choice",
            question=words.get("question", ""),
            window_s=seconds(told.get("window") or words.get("window"), self.story.window_s),
            tail_s=seconds(told.get("tail") or words.get("tail"), self.story.tail_s) or self.story.tail_s,
            essential=words.get("essential", ""),
            vote="vote" in words,
            choices=choices,
        )

    def _notices(self, turn: Turn, node: str) -> tuple[Diagnostic, ...]:
        place = Place(file=self.story.file)
        found = [
            finding("S905", place, quote_ink(words), "ink says so", "") for words in (*turn.faults, *turn.warnings)
        ]
        if turn.problem:
            where = self._node(turn.place) or node
            found.append(finding("S802", place, f"the ink story ran away at “{quote(where)}”", quote_ink(turn.problem)))
        return tuple(found)


def _choices(offered: Iterable[InkChoice]) -> Iterable[Choice]:
    """The choices as a viewer sees them; ids are the slugs of their words, unique in the choice point."""
    seen: dict[str, int] = {}
    for one in offered:
        notes = Notes.of(one.tags)
        base = slug(one.text) or "choice"
        seen[base] = number = seen.get(base, 0) + 1
        more: dict[str, Any] = {"cut": notes.cut, "is_default": "default" in notes.words, "says": notes.says}
        identity = base if number == 1 else f"{base}-{number}"
        yield Choice(id=identity, text=" ".join(one.text.split()) or "…", locked=notes.words.get("locked", ""), **more)


def _own(state: StoryState) -> InkState:
    if not isinstance(state, InkState):
        raise StoryError("This state belongs to another story. Begin the show again.")
    return state


def _variables(save: str) -> dict[str, Any]:
    """The plain values among the variables that have changed, in ink's own save."""
    try:
        stored = json.loads(save)["variablesState"]
    except (ValueError, KeyError, TypeError):
        return {}
    plain = {
        name: value[1:] if isinstance(value, str) and value[:1] == "^" else value for name, value in stored.items()
    }
    return {name: value for name, value in plain.items() if isinstance(value, (bool, int, float, str))}


def quote_ink(words: str) -> str:
    """What ink says, fit for one line of a terminal."""
    plain = "".join(c if c.isprintable() else " " for c in words[:400])
    return " ".join(plain.split()).removeprefix("RUNTIME ERROR: ").removeprefix("RUNTIME WARNING: ")[:300]
