"""What the model is told about every few frames: a row of plain numbers, read off the paper theatre's stage plan.

The stage manager's part only: who stands where in which posture, where the camera is. Nothing is drawn here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from generators.base import Framing, Setting, Shot
from generators.daguerreotype.curriculum import INDOORS, KINDS, LIKE, PLACES, TIMES, WEATHERS
from generators.papertheatre.camera import HEIGHT, MARGIN, View
from generators.papertheatre.drawing import drawing
from generators.papertheatre.figures.holdings import LIGHTS
from generators.papertheatre.figures.person import Person
from generators.papertheatre.figures.posture import CHANNELS
from generators.papertheatre.lamps import Moment
from generators.papertheatre.stage import Stage
from generators.papertheatre.standing import Stand
from generators.papertheatre.store import BuiltSet, SetStore
from generators.papertheatre.words import kind_of_setting

FPS: Final = 12
LATENT_FRAMES: Final = 4  # frames that one row, and one latent, stands for
MOST_FIGURES: Final = 4
SIZE: Final = (256, 144)  # pixels

# A row: place, hour and weather (HEAD numbers), the camera (VIEW), then MOST_FIGURES times a figure (FIGURE).
HEAD: Final = len(KINDS) + len(TIMES) + len(WEATHERS)
FRAMED: Final = 4  # numbers of the framing: x, y, zoom, tilt
POSE: Final = 3  # numbers of the camera's travel at one moment: x, y, push
VIEW: Final = FRAMED + 2 * POSE + 1  # travel at the first and the last frame, and a slow wave of time
SPOT: Final = 5  # numbers of where a figure stands at one moment: x, y, log height, height, facing
END: Final = SPOT + len(CHANNELS)  # and of how
TRAITS: Final = 3  # frontal, dim, carries a light
PAPERS: Final = 27  # colours and cut
SPOTTED: Final = 1  # where a figure's first spot begins, after the number that says that somebody is there
FIGURE: Final = SPOTTED + 2 * END + TRAITS + PAPERS
WIDTH: Final = HEAD + VIEW + MOST_FIGURES * FIGURE

# Scales that bring stage units and degrees to about one.
X_SCALE: Final = 8.0
Y_SCALE: Final = 4.0
PUSH_SCALE: Final = 0.5
DEGREES: Final = 16  # the first channels of a posture are angles
RIGHT_ANGLE: Final = 90.0
_SCALES: Final = np.array([1 / RIGHT_ANGLE] * DEGREES + [1.0] * (len(CHANNELS) - DEGREES), np.float32)
_LONG_HAIR: Final = frozenset({"long", "braid", "wavy", "plaits", "pigtails", "tail"})
_SKIRTS: Final = frozenset({"dress", "gown", "skirt"})
_NOWHERE: Final[Any] = drawing(1, 1)  # moments want a canvas; nothing is drawn on it


def kind_taught(setting: Setting, prompt: str = "") -> str:
    """The taught kind of place that is nearest to a writer's words."""
    kind = kind_of_setting(setting, prompt)
    kind = LIKE.get(kind, kind)
    return kind if kind in KINDS else "room" if setting.interior else "hills"


def taught(shot: Shot) -> Shot:
    """The shot as the model knows it: its place is the taught one, without props, over-the-shoulder is medium."""
    kind = kind_taught(shot.setting, shot.prompt)
    setting = Setting(
        place=PLACES[kind], interior=kind in INDOORS, time=shot.setting.time, weather=shot.setting.weather
    )
    camera = shot.camera
    if camera.framing is Framing.OVER_THE_SHOULDER:
        camera = camera.model_copy(update={"framing": Framing.MEDIUM})
    return shot.model_copy(update={"setting": setting, "camera": camera, "prompt": ""})


class Plan(Stage):
    """A stage on which nothing is built: marks, routes, postures, the camera's path."""

    def build(self, store: SetStore) -> BuiltSet:  # noqa: ARG002 - nothing is fetched for an empty stage
        return BuiltSet([], [], 0)


def plan_of(shot: Shot, store: SetStore) -> Plan:
    """A shot's stage plan at the model's size and rate; `store` keeps sceneries."""
    return Plan(shot, SIZE, FPS, store)


def rows(plan: Stage, frames: Iterable[int]) -> NDArray[np.float32]:
    """float32 (rows, WIDTH): each for the LATENT_FRAMES frames that begin at one of `frames` of the shot."""
    made = np.stack([_row(plan, frame) for frame in frames])
    return np.nan_to_num(made, nan=0.0, posinf=4.0, neginf=-4.0).clip(-8, 8)


def _row(plan: Stage, frame: int) -> NDArray[np.float32]:
    ends = [_moment(plan, frame + late) for late in (0, LATENT_FRAMES - 1)]
    figures = [_figure(plan, number, ends) for number in _foremost(plan)]
    figures += [np.zeros(FIGURE, np.float32)] * (MOST_FIGURES - len(figures))
    return np.concatenate([_head(plan.shot), _camera(plan.view, ends), *figures])


def _head(shot: Shot) -> NDArray[np.float32]:
    head = np.zeros(HEAD, np.float32)
    head[KINDS.index(kind_taught(shot.setting, shot.prompt))] = 1
    head[len(KINDS) + TIMES.index(shot.setting.time)] = 1
    head[len(KINDS) + len(TIMES) + WEATHERS.index(shot.setting.weather)] = 1
    return head


def _camera(view: View, ends: list[Moment]) -> NDArray[np.float32]:
    told = [view.x / X_SCALE, (view.y - HEIGHT / 2) / Y_SCALE, math.log(max(1.0, view.zoom)), view.tilt]
    for end in ends:
        told += [end.pose.x, end.pose.y, (end.pose.push - 1) / PUSH_SCALE]
    return np.array([*told, math.sin(ends[0].t_s)], np.float32)


def _moment(plan: Stage, frame: int) -> Moment:
    return Moment(_NOWHERE, plan.view, frame / FPS, frame, plan.pose(frame), frame / FPS)


def _foremost(plan: Stage) -> list[int]:
    """Numbers of the figures that are told of: people only; the subject, who speaks, then who stands in front."""
    people = [n for n, mark in enumerate(plan.marks) if not mark.person.species]
    people.sort(key=lambda n: (plan.marks[n] is not plan.subject, not plan.marks[n].figure.speaking, -n))
    return sorted(people[:MOST_FIGURES])


def _figure(plan: Stage, number: int, ends: list[Moment]) -> NDArray[np.float32]:
    mark = plan.marks[number]
    told: list[float] = [1.0]
    for end in ends:
        stand = plan.players.stand(number, end.frame)
        told += _placed(plan, number, stand, end)
        told += list(np.array(stand.pose, np.float32) * _SCALES)
    told += [float(mark.frontal), mark.dim, float(mark.prop in LIGHTS)]
    return np.array([*told, *_papers(mark.person)], np.float32)


def _placed(plan: Stage, number: int, stand: Stand, end: Moment) -> list[float]:
    """Feet, height and facing as the picture shows them: shares of its size, the middle is 0."""
    (x, y), tall = plan.players.spot(plan.marks[number], stand, end)
    zoom = MARGIN * end.pose.push
    half_w, half_h = plan.view.width / 2, plan.view.height / 2
    return [
        (x - half_w) / half_w * zoom,
        (y - half_h) / half_h * zoom,
        math.log(max(1e-3, tall * zoom / plan.view.height)),
        tall * zoom / plan.view.height,
        stand.facing,
    ]


def _papers(person: Person) -> list[float]:
    """The colours that somebody is cut from, and the cut, roughly."""
    over = person.cloak or person.shawl or person.cloth
    colours = (person.cloth, person.trousers, person.hair_colour, person.skin, person.hat_colour, over)
    numbers = [channel / 127.5 - 1 for colour in colours for channel in colour]
    flags = (
        person.hat != "",
        person.hair in ("bald", "none"),
        person.hair in _LONG_HAIR,
        person.beard != "",
        person.female,
        person.garment in _SKIRTS,
        person.cloak is not None,
    )
    return [*numbers, *map(float, flags), person.height, person.bulk]
