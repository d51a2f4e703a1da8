"""Beats → setups. One action paragraph is one shot; lines of one speaker in a row share one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from generators.base import Figure, Shot, Transition
from runtime.director.bible import read_look
from runtime.director.camera import Situation, choose_camera
from runtime.director.continuity import clause_of
from runtime.director.pacing import GAP_S, LEAD_S, action_s, caption_pieces, frames_of, line_s
from runtime.director.prompt import write_prompt
from runtime.director.setup import Said, Setup
from runtime.story.model import Action, Cue, Line, OnOffer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from fractions import Fraction

    from generators.base import Camera
    from runtime.director.bible import Bible
    from runtime.director.continuity import Presence, Stage
    from runtime.director.setup import Spoken
    from runtime.story.model import Beat, Stretch

LINES_A_SHOT = 3
_INTIMATE = frozenset("whispering whispers whisper softly quietly gently low tender crying weeping".split())


@dataclass(frozen=True)
class _Moment:
    """Beats that share a shot: one action, or a few lines of one speaker; with the sounds that begin there."""

    number: int  # of its first beat
    action: Action | None
    lines: tuple[Line, ...]
    cues: tuple[Cue, ...]


def direct(
    stretch: Stretch, bible: Bible, stage: Stage, speech: Mapping[str, Spoken], fps: Fraction
) -> tuple[tuple[Setup, ...], Stage]:
    """The setups of a stretch, and the stage as they leave it.

    `speech` has the voiced lines by key; a line that is missing lasts as long as it takes to read.
    """
    new_place = stage.setting.place != stretch.heading.place.lower()
    stage = stage.enter_place(stretch.heading, bible)
    moments = _moments(stretch.beats) or [_Moment(0, _establishing(stretch), (), _cues_of(stretch.beats))]
    setups: list[Setup] = []
    speaker = ""
    for number, moment in enumerate(moments):
        stage = _mood(stage, moment.cues)
        scene = _Scene(stretch, bible, stage, fps, number, new_place, number == len(moments) - 1)
        setup, stage = scene.film_action(moment) if moment.action else scene.film_lines(moment, speech, speaker)
        speaker = moment.lines[0].character if moment.lines else speaker
        setups.append(setup)
    return tuple(setups), stage


def _moments(beats: Iterable[Beat]) -> list[_Moment]:
    """Group beats into shots; cues go with the shot that follows them, or with the last one."""
    moments: list[_Moment] = []
    waiting: list[Cue] = []
    for key, group in groupby(enumerate(beats), key=lambda item: _group_key(item[1])):
        for piece in _pieces(key, list(group)):
            if key == "cue":
                waiting += [beat for _, beat in piece if isinstance(beat, Cue)]
                continue
            number, first = piece[0]
            lines = tuple(beat for _, beat in piece if isinstance(beat, Line))
            moments.append(_Moment(number, first if isinstance(first, Action) else None, lines, tuple(waiting)))
            waiting = []
    if waiting and moments:
        moments[-1] = replace(moments[-1], cues=(*moments[-1].cues, *waiting))
    return moments


def _group_key(beat: Beat) -> str:
    if isinstance(beat, Line):
        return f"line {beat.character} {beat.extension} {beat.shot}"
    return "cue" if isinstance(beat, Cue) else beat.key


def _pieces(key: str, group: list[tuple[int, Beat]]) -> Iterator[list[tuple[int, Beat]]]:
    size = LINES_A_SHOT if key.startswith("line ") else len(group)
    return (group[at : at + size] for at in range(0, len(group), size))


def _cues_of(beats: Iterable[Beat]) -> tuple[Cue, ...]:
    return tuple(beat for beat in beats if isinstance(beat, Cue))


def _establishing(stretch: Stretch) -> Action:
    """A stretch without beats still needs a picture: its place."""
    return Action(key=f"{stretch.node}.0", text=stretch.synopsis if stretch.node else "")


def _mood(stage: Stage, cues: Iterable[Cue]) -> Stage:
    words = next((cue.words for cue in reversed(tuple(cues)) if cue.sort == "music"), None)
    return stage if words is None else replace(stage, setting=stage.setting.model_copy(update={"mood": words}))


def shot_seed(stretch: Stretch, beat: int) -> int:
    """32 bits of BLAKE2b over (show seed, node, visit, beat): never a take, never a time."""
    words = f"{stretch.start.seed}|{stretch.node}|{stretch.visit}|{beat}".encode()
    return int.from_bytes(hashlib.blake2b(words, digest_size=4).digest(), "big")


@dataclass(frozen=True)
class _Scene:
    """One setup in the making."""

    stretch: Stretch
    bible: Bible
    stage: Stage
    fps: Fraction
    number: int
    new_place: bool
    last: bool

    def film_action(self, moment: _Moment) -> tuple[Setup, Stage]:
        action = moment.action
        assert action is not None
        stage = self.stage.see(action.text, self.bible)
        named = self.bible.named_in(action.text)
        subject = named[0] if named else ""
        camera = self._camera(action.shot, subject, stage, seed=shot_seed(self.stretch, moment.number))
        figures = [self._figure(p, clause_of(p.name, action.text) if p.name in named else "") for p in stage.people]
        frames = frames_of(action_s(action.text), self.fps)
        seed = action.seed if action.seed is not None else shot_seed(self.stretch, moment.number)
        shot = self._shot(action.text, stage, figures, camera, action.look, frames, seed)
        return Setup(shot, frames, moment.number, (), moment.cues), stage.after(action.text, self.bible)

    def film_lines(self, moment: _Moment, speech: Mapping[str, Spoken], before: str) -> tuple[Setup, Stage]:
        first = moment.lines[0]
        seen = not first.extension
        stage = self.stage.enter(first.character) if seen else self.stage
        said, loudness, frames = self._speak(moment.lines, speech, stage)
        subject = first.character if seen and stage.find(first.character) else ""
        camera = self._camera(
            first.shot,
            subject,
            stage,
            line=True,
            answer=bool(before) and before != first.character,
            intimate=bool(_INTIMATE & set(first.manner.lower().split())),
        )
        figures = [
            self._speaker(p, first, loudness) if p.name == subject else self._figure(p, "") for p in stage.people
        ]
        shot = self._shot("", stage, figures, camera, "", frames, shot_seed(self.stretch, moment.number))
        return Setup(shot, frames, moment.number, said, moment.cues), stage

    def _shot(
        self, text: str, stage: Stage, figures: list[Figure], camera: Camera, look: str, frames: int, seed: int
    ) -> Shot:
        seen = read_look(look or self.bible.look)
        return Shot(
            prompt=write_prompt(text, stage.setting, figures, camera, seen),
            setting=stage.setting,
            cast=tuple(figures),
            camera=camera,
            look=seen,
            transition=self._transition(),
            duration_s=float(frames / self.fps),
            seed=seed,
        )

    def _speak(
        self, lines: Iterable[Line], speech: Mapping[str, Spoken], stage: Stage
    ) -> tuple[tuple[Said, ...], tuple[float, ...], int]:
        """Lay the lines of one speaker one after the other; their loudness, content frame by content frame."""
        said: list[Said] = []
        loudness: list[float] = []
        at = frames_of(LEAD_S, self.fps)
        gap = frames_of(GAP_S, self.fps)
        for line in lines:
            spoken = speech.get(line.key)
            frames = frames_of(line_s(line.text, spoken), self.fps)
            person = stage.find(line.character)
            pan = 0.0 if person is None or line.extension else 0.5 * person.placement
            pieces = caption_pieces(line.text, at, frames + gap // 2)
            colour = self.bible.colour_of(line.character)
            said.append(Said(line.key, line.character, line.text, line.manner, colour, pan, at, frames, pieces))
            loudness += [0.0] * (at - len(loudness)) + list(spoken.loudness if spoken else ())[:frames]
            at += frames + gap
        return tuple(said), tuple(round(level, 3) for level in loudness), at

    def _camera(
        self,
        words: str,
        subject: str,
        stage: Stage,
        *,
        line: bool = False,
        answer: bool = False,
        intimate: bool = False,
        seed: int = 0,
    ) -> Camera:
        before_choice = self.last and isinstance(self.stretch.exit, OnOffer)
        return choose_camera(
            words,
            Situation(
                number=self.number,
                new_place=self.new_place,
                subject=subject,
                others=len(stage.others(subject)),
                line=line,
                answer=answer,
                intimate=intimate or (before_choice and not line),
                seed=seed,
            ),
        )

    def _transition(self) -> Transition:
        """The first shot begins as the story says; within a stretch films cut."""
        return self.stretch.transition if self.number == 0 else Transition.CUT

    def _figure(self, person: Presence, action: str) -> Figure:
        others = self.stage.others(person.name)
        facing = 0 if not others else 1 if min(o.placement for o in others) > person.placement else -1
        return Figure(
            name=person.name,
            looks=self.bible.looks_of(person.name),
            action=action or person.posture,
            placement=person.placement,
            facing=facing or (1 if person.placement < 0 else -1),
        )

    def _speaker(self, person: Presence, line: Line, loudness: tuple[float, ...]) -> Figure:
        figure = self._figure(person, "")
        return figure.model_copy(update={"speaking": True, "emotion": line.manner, "loudness": loudness})
