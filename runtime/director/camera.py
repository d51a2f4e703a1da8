"""The grammar of film: establish, then closer; over the shoulder in dialogue; the writer's own words come first."""

from __future__ import annotations

from dataclasses import dataclass

from generators.base import Angle, Camera, Framing, Move
from runtime.director.words import read_angle, read_framing, read_move

_QUIET_MOVES = (Move.STATIC, Move.PUSH_IN, Move.STATIC, Move.PAN_RIGHT, Move.PULL_OUT, Move.PAN_LEFT)


@dataclass(frozen=True)
class Situation:
    """What the camera knows when it is set up."""

    number: int  # of the setup in its stretch, from 0
    new_place: bool
    subject: str  # who acts or speaks; empty: nobody
    others: int  # how many more are on
    line: bool = False
    answer: bool = False  # the line before was somebody else's
    intimate: bool = False  # whispered, or the last before a choice
    seed: int = 0


def choose_camera(words: str, now: Situation) -> Camera:
    """A camera for the situation, as far as the writer's `words` leave it open."""
    framing = read_framing(words) or _framing(now)
    return Camera(
        framing=framing,
        angle=read_angle(words) or Angle.EYE,
        move=read_move(words) or _move(framing, now),
        subject=now.subject if framing is not Framing.WIDE else "",
    )


def _framing(now: Situation) -> Framing:
    if now.line:
        return _line_framing(now)
    if now.new_place and now.number == 0:
        return Framing.WIDE
    if not now.subject:
        return Framing.WIDE if now.number % 2 == 0 else Framing.MEDIUM
    return Framing.CLOSE if now.intimate and now.number > 1 else Framing.MEDIUM


def _line_framing(now: Situation) -> Framing:
    if not now.subject:
        return Framing.MEDIUM
    if now.intimate:
        return Framing.CLOSE
    if now.others and now.answer:
        return Framing.OVER_THE_SHOULDER
    return Framing.CLOSE if now.number % 3 == 2 else Framing.MEDIUM


def _move(framing: Framing, now: Situation) -> Move:
    if now.line:
        return Move.PUSH_IN if framing is Framing.CLOSE else Move.STATIC
    if framing is Framing.WIDE:
        return Move.PUSH_IN if now.number == 0 else Move.PAN_RIGHT if now.seed % 2 else Move.PAN_LEFT
    return _QUIET_MOVES[now.seed % len(_QUIET_MOVES)]
