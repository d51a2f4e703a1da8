"""Beats → setups: an action paragraph is a shot, a line is a shot; a speaker's next line keeps the picture."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generators.base import Camera, Figure, Shot, Transition
from runtime.director.bible import read_look
from runtime.director.camera import Situation, choose_camera
from runtime.director.continuity import clause_of, walking_together
from runtime.director.pacing import GAP_S, LEAD_S, action_s, caption_pieces, frames_of, line_s
from runtime.director.prompt import write_prompt
from runtime.director.seemly import seemly
from runtime.director.setup import Said, Setup
from runtime.director.words import words_of
from runtime.story.model import Action, Cue, Line, OnOffer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from runtime.director.bible import Bible
    from runtime.director.continuity import Presence, Stage
    from runtime.director.setup import Spoken
    from runtime.story.model import Beat, Stretch

_INTIMATE = frozenset("whispering whispers whisper softly quietly gently low tender crying weeping".split())
_PRONOUNS = frozenset("he she they it his her their him them".split())
_NO_MUSIC = frozenset("none silence stop off no".split())  # as the music reads them


@dataclass(frozen=True)
class _Moment:
    """A beat that is filmed, with the sounds that begin with it."""

    number: int  # of the beat in the stretch
    beat: Action | Line
    cues: tuple[Cue, ...]
    beside: tuple[Line, ...] = ()  # what others say at the same time


@dataclass(frozen=True)
class _Focus:
    """Whom the film was with last."""

    subject: str = ""
    speaker: str = ""  # of the shot before; empty: it was no line
    camera: Camera = field(default_factory=Camera)
    figures: tuple[Figure, ...] = ()  # of the shot before, as long as nobody has spoken in the picture


def direct(
    stretch: Stretch, bible: Bible, stage: Stage, speech: Mapping[str, Spoken], fps: Fraction
) -> tuple[tuple[Setup, ...], Stage]:
    """The setups of a stretch, and the stage as they leave it.

    `speech` has the voiced lines by key; a line that is missing lasts as long as it takes to read.
    """
    new_place = stage.setting.place != stretch.heading.place.lower()
    stage = stage.enter_place(stretch.heading, bible)
    moments = _moments(stretch) or [_Moment(0, _establishing(stretch), _cues(stretch.beats))]
    setups: list[Setup] = []
    focus = _Focus()
    for number, moment in enumerate(moments):
        scene = _Scene(stretch, bible, _mood(stage, moment.cues), fps, number, new_place, number == len(moments) - 1)
        setup, stage, focus = scene.film(moment, focus, speech)
        setups.append(seemly(setup, bible.words))
    return tuple(setups), stage


def _moments(stretch: Stretch) -> list[_Moment]:
    """What is filmed; cues go with the shot that follows them, the last ones with the last shot.

    Who speaks together is filmed together.
    """
    moments: list[_Moment] = []
    waiting: tuple[Cue, ...] = ()
    for number, beat in enumerate(stretch.beats):
        if isinstance(beat, Cue):
            waiting = (*waiting, beat)
        elif isinstance(beat, Line) and beat.together and moments and isinstance(moments[-1].beat, Line):
            last = moments[-1]
            moments[-1] = replace(last, cues=(*last.cues, *waiting), beside=(*last.beside, beat))
            waiting = ()
        else:
            moments.append(_Moment(number, beat, waiting))
            waiting = ()
    if waiting and moments:
        moments[-1] = replace(moments[-1], cues=(*moments[-1].cues, *waiting))
    return moments


def _cues(beats: Iterable[Beat]) -> tuple[Cue, ...]:
    return tuple(beat for beat in beats if isinstance(beat, Cue))


def _establishing(stretch: Stretch) -> Action:
    """A stretch without beats still needs a picture: its place."""
    return Action(key=f"{stretch.node}.0", text=stretch.synopsis)


def _mood(stage: Stage, cues: Iterable[Cue]) -> Stage:
    """The mood of the music that begins; music that ends takes its mood with it."""
    words = next((cue.words for cue in reversed(tuple(cues)) if cue.sort == "music"), None)
    if words is None:
        return stage
    mood = "" if words_of(words) & _NO_MUSIC else words
    return replace(stage, setting=stage.setting.model_copy(update={"mood": mood}))


def _is_framed(line: Line) -> bool:
    """Whether the writer wants a picture of its own for a line."""
    return bool(line.shot or line.look) or line.seed is not None


def _heard(said: Said, spoken: Spoken | None) -> tuple[float, ...]:
    """How loud a line is from the first frame of its shot on, 0..1."""
    return (0.0,) * said.start + (spoken.loudness[: said.frames] if spoken else ())


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

    def film(self, moment: _Moment, focus: _Focus, speech: Mapping[str, Spoken]) -> tuple[Setup, Stage, _Focus]:
        if isinstance(moment.beat, Action):
            return self._film_action(moment, moment.beat, focus)
        if moment.beside:
            return self._film_together(moment, (moment.beat, *moment.beside), focus, speech)
        return self._film_line(moment, moment.beat, focus, speech.get(moment.beat.key))

    def _film_action(self, moment: _Moment, action: Action, focus: _Focus) -> tuple[Setup, Stage, _Focus]:
        stage = self.stage.see(action.text, self.bible)
        named = self.bible.named_in(action.text)
        subject = named[0] if named else self._meant(action.text, focus)
        seed = action.seed if action.seed is not None else shot_seed(self.stretch, moment.number)
        before_choice = self.last and isinstance(self.stretch.exit, OnOffer)
        situation = self._situation(subject, stage, intimate=before_choice, seed=seed)
        camera = choose_camera(action.shot, situation)
        figures = [self._figure(p, self._doing(p, action.text, subject)) for p in stage.people]
        figures = walking_together(figures, camera.move)
        frames = frames_of(action_s(action.text), self.fps)
        shot = self._shot(action.text, stage, figures, camera, action.look, frames, seed, self._transition())
        setup = Setup(shot, frames, moment.number, (), moment.cues)
        return setup, stage.after(action.text, self.bible), _Focus(subject, "", camera, tuple(figures))

    def _film_line(
        self, moment: _Moment, line: Line, focus: _Focus, spoken: Spoken | None
    ) -> tuple[Setup, Stage, _Focus]:
        stage = self.stage if line.extension else self.stage.enter(line.character)
        speaker = "" if line.extension or not stage.find(line.character) else line.character
        said = self._said(line, stage, spoken)
        frames = said.start + said.frames + frames_of(GAP_S, self.fps)
        goes_on = self.number > 0 and (line.extension or focus.speaker == line.character) and not _is_framed(line)
        thinker = line.character if line.shot and line.extension and stage.find(line.character) else ""
        camera = focus.camera if goes_on else self._line_camera(line, speaker or thinker, stage, focus)
        heard = {speaker: (line, _heard(said, spoken))} if speaker else {}
        figures = self._company(stage, heard)
        unseen = bool(line.extension and focus.figures)
        if unseen:
            figures = [figure for figure in focus.figures if goes_on or stage.find(figure.name)]
        transition = Transition.CONTINUE if goes_on else self._transition()
        seed = line.seed if line.seed is not None else shot_seed(self.stretch, moment.number)
        shot = self._shot("", stage, figures, camera, line.look, frames, seed, transition)
        setup = Setup(shot, frames, moment.number, (said,), moment.cues)
        kept = tuple(figures) if unseen else ()
        return setup, stage, _Focus(speaker or focus.subject, line.character, camera, kept)

    def _film_together(
        self, moment: _Moment, lines: tuple[Line, ...], focus: _Focus, speech: Mapping[str, Spoken]
    ) -> tuple[Setup, Stage, _Focus]:
        """Several speak at once: one shot of them all, as long as the longest line; all are heard and captioned."""
        first, stage = lines[0], self.stage
        for line in lines:
            stage = stage if line.extension else stage.enter(line.character)
        said = tuple(self._said(line, stage, speech.get(line.key)) for line in lines)
        longest = max(one.frames for one in said)
        shown = longest + frames_of(GAP_S / 2, self.fps)  # all captions as long as one of them: no text jumps
        said = tuple(replace(one, pieces=caption_pieces(one.text, one.start, shown)) for one in said)
        frames = said[0].start + longest + frames_of(GAP_S, self.fps)
        heard = {
            line.character: (line, _heard(one, speech.get(line.key)))
            for line, one in zip(lines, said, strict=True)
            if not line.extension
        }
        figures = self._company(stage, heard)
        camera = self._line_camera(first, "", stage, focus)
        seed = first.seed if first.seed is not None else shot_seed(self.stretch, moment.number)
        shot = self._shot("", stage, figures, camera, first.look, frames, seed, self._transition())
        setup = Setup(shot, frames, moment.number, said, moment.cues)
        return setup, stage, _Focus(focus.subject, "", camera)

    def _company(self, stage: Stage, heard: Mapping[str, tuple[Line, tuple[float, ...]]]) -> list[Figure]:
        """Everybody on the stage; those who are `heard` speak, by name, so loud frame by frame."""
        return [self._speaker(p, *heard[p.name]) if p.name in heard else self._figure(p) for p in stage.people]

    def _meant(self, text: str, focus: _Focus) -> str:
        """Whom a paragraph means that begins with a pronoun."""
        first = text.split(maxsplit=1)[:1]
        return focus.subject if first and first[0].lower().strip(",.") in _PRONOUNS else ""

    def _doing(self, person: Presence, text: str, subject: str) -> str:
        clause = clause_of(person.name, text)
        return clause or (" ".join(text.split()[1:]).rstrip(".") if person.name == subject else "")

    def _situation(self, subject: str, stage: Stage, *, intimate: bool = False, seed: int = 0) -> Situation:
        others = len(stage.others(subject))
        return Situation(self.number, self.new_place, subject, others, intimate=intimate, seed=seed)

    def _line_camera(self, line: Line, speaker: str, stage: Stage, focus: _Focus) -> Camera:
        intimate = bool(_INTIMATE & set(line.manner.lower().split()))
        situation = self._situation(speaker, stage, intimate=intimate)
        answer = focus.speaker not in ("", line.character)
        return choose_camera(line.shot, replace(situation, line=True, answer=answer))

    def _said(self, line: Line, stage: Stage, spoken: Spoken | None) -> Said:
        frames = frames_of(line_s(line.text, spoken), self.fps)
        start = frames_of(LEAD_S, self.fps)
        person = stage.find(line.character)
        return Said(
            key=line.key,
            speaker=line.character,
            text=line.text,
            manner=line.manner,
            colour=self.bible.colour_of(line.character),
            pan=0.0 if person is None or line.extension else 0.5 * person.placement,
            start=start,
            frames=frames,
            pieces=caption_pieces(line.text, start, frames + frames_of(GAP_S / 2, self.fps)),
        )

    def _shot(
        self,
        text: str,
        stage: Stage,
        figures: Sequence[Figure],
        camera: Camera,
        look: str,
        frames: int,
        seed: int,
        transition: Transition,
    ) -> Shot:
        seen = read_look(look or self.bible.look, self.bible.looks)
        return Shot(
            prompt=write_prompt(text, stage.setting, figures, camera, seen),
            setting=stage.setting,
            cast=tuple(figures),
            camera=camera,
            look=seen,
            transition=transition,
            duration_s=float(frames / self.fps),
            seed=seed,
        )

    def _transition(self) -> Transition:
        """The first shot begins as the story says; within a stretch films cut."""
        return self.stretch.transition if self.number == 0 else Transition.CUT

    def _figure(self, person: Presence, action: str = "") -> Figure:
        others = self.stage.others(person.name)
        nearest = min((other.placement for other in others), key=lambda x: abs(x - person.placement), default=0.0)
        return Figure(
            name=person.name,
            looks=self.bible.looks_of(person.name),
            action=person.doing(action),
            placement=person.placement,
            facing=1 if nearest > person.placement else -1,
        )

    def _speaker(self, person: Presence, line: Line, heard: tuple[float, ...]) -> Figure:
        loudness = tuple(round(min(1.0, max(0.0, level)), 3) for level in heard)
        return self._figure(person).model_copy(update={"speaking": True, "emotion": line.manner, "loudness": loudness})
