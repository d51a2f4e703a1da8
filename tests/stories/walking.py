"""The shows that come with the house, played at random, by default, and where nobody went yet."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runtime.course import Course
from runtime.director import direct
from runtime.director.pacing import GAP_S, LEAD_S, action_s
from runtime.story import choose, play, proceed, read_story, start
from runtime.story.model import Action, Cue, GoOn, Line, OnOffer, TheEnd
from runtime.timeline import lay

if TYPE_CHECKING:
    from runtime.story.model import Beat, Choice, Story

STORIES = Path(__file__).resolve().parents[2] / "stories"
SHOWS = ("hello", "last-light", "postscript", "two-and-a-half")
WORD_S = 0.36  # a spoken word
DECIDE = 0.5  # the share of a window that viewers take
FPS = Fraction(24)
MAX_STRETCHES = 80  # more is a walk in circles


@dataclass
class Walk:
    """One performance from the first node to an ending."""

    seed: int = 0
    seconds: float = 0.0
    nodes: list[str] = field(default_factory=list)
    chosen: list[tuple[str, str]] = field(default_factory=list)  # (node, choice)
    lines: list[Line] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    points: list[OnOffer] = field(default_factory=list)
    notices: int = 0
    ending: str = ""


@cache
def show(name: str) -> Story:
    text = (STORIES / name / f"{name}.fountain").read_text(encoding="utf-8")
    story = read_story(text, f"stories/{name}/{name}.fountain").story
    assert story is not None
    return story


def beat_s(beat: Beat) -> float:
    """Seconds a beat plays, as the director paces it."""
    if isinstance(beat, Line):
        return LEAD_S + len(beat.text.split()) * WORD_S + GAP_S
    return action_s(beat.text) if isinstance(beat, Action) else 0.0


def pick(node: str, point: OnOffer, taken: dict[tuple[str, str], int], draw: random.Random) -> Choice:
    """An open choice: the one taken least so far, so that a few hundred walks see everything."""
    offered = [choice for choice in point.choices if not choice.locked]
    assert offered, f"{point.id}: nothing open"
    fewest = min(taken.get((node, choice.id), 0) for choice in offered)
    return draw.choice([one for one in offered if taken.get((node, one.id), 0) == fewest])


def walk(story: Story, seed: int, taken: dict[tuple[str, str], int] | None = None, *, passive: bool = False) -> Walk:
    """Play to the end. `taken`: choices of earlier walks, to be avoided; `passive`: the deadline takes them all."""
    draw, done, state = random.Random(seed), Walk(seed), start(story, seed)
    for _ in range(MAX_STRETCHES):
        stretch = play(story, state)
        note(done, stretch.node, stretch.beats, len(stretch.notices))
        point = stretch.exit
        if isinstance(point, TheEnd):
            done.ending = point.title
            return done
        if isinstance(point, GoOn):
            state = proceed(story, stretch)
            continue
        default = point.default
        assert default is not None
        choice = default if passive else pick(stretch.node, point, taken or {}, draw)
        done.points.append(point)
        done.chosen.append((stretch.node, choice.id))
        done.seconds += DECIDE * (point.window_s or 9.0)
        state = choose(story, stretch, choice.id)
    pytest.fail(f"seed {seed} walks in circles: {done.nodes[-6:]}")


def note(done: Walk, node: str, beats: tuple[Beat, ...], notices: int) -> None:
    if not done.nodes or done.nodes[-1] != node:
        done.nodes.append(node)
    done.notices += notices
    done.seconds += sum(map(beat_s, beats))
    done.lines += [beat for beat in beats if isinstance(beat, Line)]
    done.actions += [beat for beat in beats if isinstance(beat, Action)]
    done.cues += [beat for beat in beats if isinstance(beat, Cue)]


@cache
def walks(name: str) -> tuple[Walk, ...]:
    """300 performances at random, and 300 that look for what was not played yet."""
    story, taken = show(name), dict[tuple[str, str], int]()
    found = [walk(story, seed) for seed in range(300)]
    for seed in range(300, 600):
        one = walk(story, seed, taken)
        for key in one.chosen:
            taken[key] = taken.get(key, 0) + 1
        found.append(one)
    return tuple(found)


def performed_s(story: Story, one: Walk) -> float:
    """Seconds of a walk on the director's own timelines, if every choice point lasts to the end of its tail."""
    course, choices, frames = Course.begin(story, one.seed), [choice for _, choice in one.chosen], 0
    while True:
        setups, _ = direct(course.stretch, course.bible, course.stage, {}, FPS)
        timeline = lay(setups, FPS, course.point)
        frames += timeline.end or timeline.frames
        if course.ending is not None:
            return float(frames / FPS)
        course = course.chosen(choices.pop(0)) if course.point else course.gone_on()


def told(name: str, *choices: tuple[str, str]) -> list[Walk]:
    """Performances in which all of these (node, choice) were taken."""
    return [one for one in walks(name) if set(choices) <= set(one.chosen)]


def by_choices(name: str, *choices: str) -> Walk:
    """The performance of somebody who takes these choices, one after the other, and then leaves it to the deadline."""
    story, wanted, done = show(name), list(choices), Walk(1)
    state = start(story, 1)
    while True:
        stretch = play(story, state)
        note(done, stretch.node, stretch.beats, len(stretch.notices))
        point = stretch.exit
        if isinstance(point, TheEnd):
            assert not wanted, f"never asked: {wanted}"
            done.ending = point.title
            return done
        if isinstance(point, GoOn):
            state = proceed(story, stretch)
            continue
        assert point.default is not None
        choice = wanted.pop(0) if wanted else point.default.id
        assert choice in {one.id for one in point.choices if not one.locked}, f"{stretch.node}: {choice} is not open"
        done.chosen.append((stretch.node, choice))
        state = choose(story, stretch, choice)
