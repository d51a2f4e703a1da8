"""What is running: a shot on its stage and all that its frames depend on besides. A snapshot is the value itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from generators.base import Shot, Transition
from generators.papertheatre.camera import Pose
from generators.papertheatre.drawing import Drawing
from generators.papertheatre.morph import Lens, SetChange, Zoom
from generators.papertheatre.paint import Weights
from generators.papertheatre.stage import Stage

EASE_S: Final = 1.4  # how long the camera takes from where it was, after a steer


@dataclass(frozen=True)
class Context:
    """A shot at its next frame. Frames are a pure function of it and their number."""

    stage: Stage
    frame: int = 0
    since_s: float = 0.0  # how long the set was on before this shot
    ease_from: Pose | None = None  # where the camera was before a steer
    going: tuple[Stage, int] | None = None  # whose camera is still on its way, frames before this shot
    change: SetChange | Zoom | None = None  # on its way from another set, or another framing of this one
    turn: int = 0  # whose paintings are whose, in painted looks
    weights_from: Weights | None = None  # of the painted look before a steer

    def followed_by(self, after: Stage) -> Context:
        """`after` in this context: the same set goes on; another one, after a morph, is built up out of this one."""
        if self.stage.key == after.key and self.stage.view == after.view:
            return self._continued(after)
        if after.shot.transition is not Transition.MORPH:
            return Context(after)
        old = replace(self, change=None)
        if self.stage.key == after.key:
            after.players.follow(self.stage.players, self.frame)
            return Context(after, since_s=self.since_s + self.frame / after.fps, change=Zoom(old, after))
        after.players.meet(self.stage.players, self.frame)
        return Context(after, change=SetChange(old, after))

    def _continued(self, after: Stage) -> Context:
        after.players.follow(self.stage.players, self.frame)
        change = self.change.resumed(self.frame, after) if self.change is not None else None
        since_s = self.since_s + self.frame / after.fps
        if same_picture(self.stage.shot, after.shot):
            first, frames = self.going or (self.stage, 0)
            return Context(after, 0, since_s, self.ease_from, (first, frames + self.frame), change)
        return Context(after, 0, since_s, self.pose(self.frame), None, change)

    def advanced(self, frames: int) -> Context:
        """The same, `frames` later; a change that is over is forgotten."""
        after = self.frame + frames
        over = self.change is not None and after >= self.change.frames
        return replace(self, frame=after, change=None if over else self.change)

    def pose(self, frame: int) -> Pose:
        """The camera's pose, eased from where it was before a steer."""
        stage = self.stage
        if self.going is not None:
            stage, frame = self.going[0], self.going[1] + frame
        pose = stage.pose(frame)
        u = frame / (EASE_S * stage.fps)
        if self.ease_from is None or u >= 1:
            return pose
        return self.ease_from.towards(pose, u * u * (3 - 2 * u))

    def draw(self, target: Drawing, frame: int) -> Pose:
        """Draw a frame on the whole canvas; the pose tells how far it is pushed in."""
        pose = self.pose(frame)
        if isinstance(self.change, SetChange) and frame < self.change.frames:
            return self.change.draw(target, frame, pose)
        self.stage.draw(target, frame, pose, self.since_s)
        return pose

    def exposures(self, frame: int) -> list[tuple[Context, int, Lens]]:
        """What goes into a frame, one over another: (context, its frame, lens)."""
        if isinstance(self.change, Zoom) and frame < self.change.frames:
            old, now = self.change.old, replace(self, change=None)
            then = old.frame + self.change.passed + frame
            both = [(now, frame, lens) if new else (old, then, lens) for new, lens in self.change.lenses(frame)]
            return [one for one in both if one[2].alpha > 0]
        return [(self, frame, Lens())]


def same_picture(a: Shot, b: Shot) -> bool:
    """Whether two shots differ in what is said, and in nothing that is done."""
    quiet = {"speaking": False, "emotion": "", "loudness": ()}
    casts = [[figure.model_copy(update=quiet) for figure in shot.cast] for shot in (a, b)]
    return a.camera == b.camera and casts[0] == casts[1]
