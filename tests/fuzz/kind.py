"""A kind of untrusted file: how one is spoilt, and how it is read. And the good files that all of them begin with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from runtime.story import GoOn, OnOffer, Story, choose, play, proceed, read_story, start
from tests.fuzz.mutators import Chance, as_bytes, mutate_text

CORPUS = Path(__file__).parent / "corpus"
STRETCHES = 6  # that a story is played on


@dataclass(frozen=True)
class Kind:
    """A kind of file."""

    name: str
    mutant: Callable[[Chance], bytes]
    attempt: Callable[[bytes, Path], object]  # the file's bytes, and a folder that may be written into
    weight: int = 1  # how many of it there are among the cases: cheap kinds more
    heavy: bool = False  # reading it needs torch


@cache
def good(name: str) -> str:
    """A file of the corpus."""
    return (CORPUS / name).read_bytes().decode()


@cache
def the_story() -> Story:
    story = read_story(good("story.fountain")).story
    assert story is not None
    return story


def text_of(data: bytes) -> str:
    """As files of texts are decoded."""
    return data.decode("utf-8", "replace")


def texts(name: str, *others: str) -> Callable[[Chance], bytes]:
    def mutant(chance: Chance) -> bytes:
        other = good(chance.choice(others)) if others and chance.random() < 0.2 else ""
        return as_bytes(chance, mutate_text(chance, good(name), other))

    return mutant


def played(story: Story, seed: int) -> None:
    """The first stretches of a story, each choice in turn."""
    state = start(story, seed)
    for number in range(STRETCHES):
        stretch = play(story, state)
        if isinstance(stretch.exit, GoOn):
            state = proceed(story, stretch)
        elif isinstance(stretch.exit, OnOffer):
            free = [one for one in stretch.exit.choices if not one.locked]
            state = choose(story, stretch, free[number % len(free)].id)
        else:
            return
