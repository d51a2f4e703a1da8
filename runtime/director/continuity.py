"""Continuity: what stays from shot to shot: place, weather, who is on, where, in what posture, with what in hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generators.base import Move, Setting, TimeOfDay
from runtime.director.hands import held_after, with_held
from runtime.director.words import leaves, read_props, read_time, read_weather, rises, sentences, walks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generators.base import Figure
    from runtime.director.bible import Bible
    from runtime.story.model import Heading

_MARKS = (-0.3, 0.34, -0.68, 0.72, 0.02, -0.5, 0.52)  # where people take their stand, in the order of entering
_RESTING = re.compile(
    r"\b(?:sits|kneels|lies|sleeps|crouches|leans)\b(?: (?:down )?(?:on|against) the \w+)?", re.IGNORECASE
)
MAX_ON_STAGE = len(_MARKS)
MAX_PROPS = 6


@dataclass(frozen=True)
class Presence:
    """Somebody on the stage."""

    name: str
    placement: float  # -1 left .. 1 right
    posture: str = ""  # what goes on until they do something else: "sits on the floor"
    held: str = ""  # "lantern"

    def doing(self, clause: str) -> str:
        """What is seen of them when the paragraph says `clause` of them, or nothing."""
        still = self.posture and self.posture.split()[0] not in clause.lower().split()
        return with_held(f"{self.posture}, {clause}" if clause and still else clause or self.posture, self.held)


@dataclass(frozen=True)
class Stage:
    """What the last shot leaves to the next one."""

    setting: Setting = field(default_factory=Setting)
    people: tuple[Presence, ...] = ()

    def enter_place(self, heading: Heading, bible: Bible) -> Stage:
        """A heading: another place empties the stage; weather goes on, time too unless named; props begin anew."""
        place = heading.place.lower()
        time = read_time(heading.time) or read_time(heading.text) or self.setting.time or TimeOfDay.DAY
        if place == self.setting.place and heading.interior == self.setting.interior:
            return replace(self, setting=self.setting.model_copy(update={"time": time, "props": ()}))
        setting = Setting(
            interior=heading.interior and not heading.exterior,
            place=place,
            description=bible.place_of(heading.place),
            time=time,
            weather=read_weather(heading.text) or self.setting.weather,
            mood=self.setting.mood,
        )
        return Stage(setting)

    def see(self, text: str, bible: Bible) -> Stage:
        """An action paragraph: weather changes, things appear, people enter."""
        weather = read_weather(text) or self.setting.weather
        props = tuple(dict.fromkeys([*read_props(text), *self.setting.props]))[:MAX_PROPS]
        stage = replace(self, setting=self.setting.model_copy(update={"weather": weather, "props": props}))
        for name in bible.named_in(text):
            stage = stage.enter(name).posed(name, clause_of(name, text))
        return stage.handed()

    def enter(self, name: str) -> Stage:
        if self.find(name) or len(self.people) >= MAX_ON_STAGE:
            return self
        taken = {person.placement for person in self.people}
        mark = next(mark for mark in _MARKS if mark not in taken)
        return replace(self, people=(*self.people, Presence(name, mark)))

    def posed(self, name: str, clause: str) -> Stage:
        """Remember a posture that lasts until they rise, and what was taken in hand."""
        if not clause:
            return self
        found = _RESTING.search(clause)
        rests = found[0].lower() if found else ""
        people = tuple(
            replace(p, posture=rests or ("" if rises(clause) else p.posture), held=held_after(clause, p.held))
            if p.name == name
            else p
            for p in self.people
        )
        return replace(self, people=people)

    def handed(self) -> Stage:
        """What is in somebody's hand does not stand about as well."""
        held = {person.held for person in self.people}
        props = tuple(prop for prop in self.setting.props if prop not in held)
        return replace(self, setting=self.setting.model_copy(update={"props": props}))

    def after(self, text: str, bible: Bible) -> Stage:
        """The paragraph has played: whoever left is gone."""
        gone = {name for name in bible.named_in(text) if leaves(clause_of(name, text))}
        return replace(self, people=tuple(person for person in self.people if person.name not in gone))

    def find(self, name: str) -> Presence | None:
        return next((person for person in self.people if person.name == name), None)

    def others(self, name: str) -> tuple[Presence, ...]:
        return tuple(person for person in self.people if person.name != name)


def walking_together(figures: Sequence[Figure], move: Move) -> list[Figure]:
    """Two or more who walk go the same way: that of a pan, else to the right. Who leaves turns to the nearer side."""
    way = -1 if move is Move.PAN_LEFT else 1
    company = sum(walks(figure.action) for figure in figures) > 1
    turned = []
    for figure in figures:
        facing = way if company else (1 if figure.placement > 0 else -1) if leaves(figure.action) else figure.facing
        turned.append(figure.model_copy(update={"facing": facing}) if walks(figure.action) else figure)
    return turned


def clause_of(name: str, text: str) -> str:
    """What `name` does in the paragraph: the words after the name in the first sentence where any follow it."""
    for sentence in sentences(text):
        at = sentence.upper().find(name.upper())
        clause = sentence[at + len(name) :].strip(" ,.;:!?—-") if at >= 0 else ""
        if clause:
            return clause
    return ""
