"""One shot on the stage: its set (built once, kept in a bounded store), its puppets, weather, camera.

Every frame is a pure function of (shot, frame index): nothing is remembered from frame to frame.
"""

from __future__ import annotations

import hashlib
from random import Random
from typing import Any, Final

from generators.base import Framing, Shot
from generators.papertheatre.blocking import Mark, marks_of
from generators.papertheatre.building import built_set
from generators.papertheatre.camera import TRAVEL, Pose, View, calm, pose_at, view_of, zoom_of
from generators.papertheatre.drawing import Drawing
from generators.papertheatre.lamps import Moment
from generators.papertheatre.light import light_of
from generators.papertheatre.looks import Finish, finish_of
from generators.papertheatre.players import PlayerStep
from generators.papertheatre.props import place_props
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.sets import BUILDERS
from generators.papertheatre.standing import head_of
from generators.papertheatre.store import BuiltSet, SetStore
from generators.papertheatre.words import inside, kind_of_setting, things_away, things_of

COMPANY: Final = 1.48  # how far off, in half widths of a medium picture, somebody else still belongs into it


def scenery_key(shot: Shot, size: tuple[int, int], finish: Finish) -> tuple[Any, ...]:
    """Equal for shots that play in the same set: place, time, weather, look and the things that stand in it."""
    s = shot.setting
    kind = kind_of_setting(s, shot.prompt)
    return (
        kind,
        s.interior,
        s.place,
        s.description,
        s.time,
        s.weather,
        s.mood,
        s.props,
        things_of(shot),
        things_away(shot),
        size,
        finish.key,
    )


def scenery_of(shot: Shot, key: tuple[Any, ...], size: tuple[int, int], finish: Finish) -> Scenery:
    """The set in its paper form; the same place is the same sheets in every shot."""
    s, kind = shot.setting, str(key[0])
    seed = int.from_bytes(hashlib.blake2b(f"{kind}|{s.place}|{s.description}".encode(), digest_size=8).digest())
    half = View(*size).half
    indoors = inside(kind)
    seen = () if indoors else (*s.props, *things_of(shot))  # a thing that is named never rebuilds the room around it
    words = " ".join((s.place, s.description, s.mood, *seen)).lower()[:3000]
    room, day = (light_of(s, finish, half, within) for within in (indoors, False))
    made = Scenery(Random(seed), half, room, day, words, seed)
    BUILDERS[kind](made)
    place_props(made, tuple(t for t in things_of(shot) if t not in made.props), indoors, things_away(shot))
    return made


class Stage:
    """A shot, ready to be drawn. `size` is the canvas in pixels."""

    def __init__(self, shot: Shot, size: tuple[int, int], fps: float, store: SetStore) -> None:
        self.shot, self.fps = shot, fps
        finish = finish_of(shot.look)
        self.finish = finish
        self.key = scenery_key(shot, size, finish)
        scenery = store.scenery(self.key)
        if scenery is None:
            scenery = scenery_of(shot, self.key, size, finish)
            store.keep(self.key, scenery)
        self.scenery = scenery
        self.marks = marks_of(shot, scenery)
        self.subject = _subject(shot, self.marks)
        self.view = _view(shot, size, scenery, self.marks, self.subject)
        self.built = self.build(store)
        self.players = PlayerStep(shot, scenery, self.marks, self.subject, self.view, fps)

    def build(self, store: SetStore) -> BuiltSet:
        """The set as this view sees it, cut or out of the store."""
        key = (*self.key, self.view)
        built = store.get(key)
        if built is None:
            built = built_set(self.scenery, self.view)
            store.put(key, built)
        return built

    def pose(self, frame: int) -> Pose:
        """The camera at a frame; it goes along with a subject that walks."""
        t = frame / self.fps
        base = pose_at(self.shot.camera.move, t, self.shot.duration_s, self.view.zoom)
        if self.subject is None or self.shot.camera.framing is Framing.WIDE:
            return base
        follow = max(-0.5, min(0.5, self.players.displaced(self.subject, t) * 0.8))
        most = TRAVEL * calm(self.view.zoom)
        return Pose(max(-most, min(most, base.x + follow)), base.y, base.push)

    def draw(self, target: Drawing, frame: int, pose: Pose, since_s: float = 0.0) -> None:
        """Draw a frame on the whole canvas, without its push; `since_s`: how long the set was on before."""
        t_s = frame / self.fps
        moment = Moment(target, self.view, t_s, frame, pose, t_s + since_s)
        if self.finish.recipe.fill.opacity < 1:  # what was there before would show through
            target.surface.fill([round(v) for v in self.finish.style.paper])
        for step in self.built.behind:
            step.draw(moment)
        self.players.draw(moment)
        for step in self.built.before:
            step.draw(moment)
        self.players.draw_shoulder(moment)


def _subject(shot: Shot, marks: tuple[Mark, ...]) -> Mark | None:
    """Whom the framing is about: the named one, else whoever speaks, else the first."""
    wanted = shot.camera.subject.strip().lower()
    named = [m for m in marks if m.figure.name.strip().lower() == wanted] if wanted else []
    speaking = [m for m in marks if m.figure.speaking]
    first = [m for m in marks if shot.cast and m.figure is shot.cast[0]]
    return next(iter(named or speaking or first or list(marks)), None)


def _view(shot: Shot, size: tuple[int, int], s: Scenery, marks: tuple[Mark, ...], subject: Mark | None) -> View:
    head = None
    if subject is not None:
        x, y = head_of(subject, s)
        head = (round(x * 4) / 4, round(y * 4) / 4)
        if shot.camera.framing is Framing.MEDIUM:
            reach = COMPANY * View(*size).half / zoom_of(size, Framing.MEDIUM)
            head = (_between((head[0] + subject.x) / 2, subject, marks, reach), head[1])
    floor, looks = (subject.floor, subject.facing) if subject is not None else (s.floor, 0)
    return view_of(size, shot.camera.framing, shot.camera.angle, head, floor, looks)


def _between(middle: float, subject: Mark, marks: tuple[Mark, ...], reach: float) -> float:
    """A medium picture of a body about `middle` leaves room for the nearest other, when there is one within reach."""
    near = min((m.x for m in marks if m is not subject), key=lambda x: abs(x - middle), default=middle)
    share = 0.4 if abs(near - middle) < reach else 0.0
    return round((middle + (near - middle) * share) * 4) / 4
