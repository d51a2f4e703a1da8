"""One figure's part in a shot: stance, way, gesture, temper, voice and life, laid over one another at any moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from generators.papertheatre.figures.actions import Doing
from generators.papertheatre.figures.gait import gone
from generators.papertheatre.figures.life import idle, listening, shaken, speaking
from generators.papertheatre.figures.person import Person, build_of
from generators.papertheatre.figures.posture import STANCES, Posture, blended
from generators.papertheatre.figures.repertoire import LYING, SCORES
from generators.papertheatre.figures.scores import played
from generators.papertheatre.figures.temper import Temper
from generators.papertheatre.figures.voice import SILENCE, Sound

CHANGE_S: Final = {"sit": 1.1, "stand": 1.2, "knees": 0.9, "kneel": 1.0, "lie": 1.9, "crouch": 0.6}
UPPER: Final = frozenset(
    "near_arm near_elbow near_hand far_arm far_elbow far_hand bend head grip mouth wide smile brow knit lids gaze "
    "glance tears hold".split()
)
SEATED: Final = UPPER | {"lean"}
HELD: Final = """
umbrella 18/116 lantern 46/44 torch 70/50 candle 30/76 letter 14/84 book 16/88 flower 24/84 cup 22/84 stick 24/30
oar 40/30 flag 40/66 baby 30/86 violin 10/40 guitar 14/86 accordion 24/84 rod 34/60 spade 30/40 broom 34/44 sword 20/50
balloon 30/70 box 34/66 bread 16/80 telescope 20/70 doll 20/88 fan 24/100 knife 16/50 gun 10/40 axe 10/60 hammer 10/60
pen 20/80 net 24/50 phone 10/60 rope 14/50
""".split()
CARRIED_IN: Final = {  # (shoulder, elbow) of the arm of people whose hands do nothing else
    prop: tuple(map(float, angles.split("/"))) for prop, angles in zip(HELD[::2], HELD[1::2], strict=True)
}
BOTH_HANDS: Final = frozenset({"box", "baby", "guitar", "accordion", "rod", "broom", "spade", "net"})


@dataclass(frozen=True)
class Way:
    """How far somebody has come, at a moment; lengths in figure heights."""

    gone: float = 0.0
    amount: float = 0.0  # 0 stands .. 1 in full stride
    slope: float = 0.0  # the floor's rise ahead
    arrived_s: float = 0.0  # when the walking is over; 0: there is none


STILL: Final = Way()


@dataclass(frozen=True)
class Part:
    """All that stays the same about a figure's part throughout a shot."""

    person: Person
    doing: Doing = field(default_factory=Doing)
    temper: Temper = field(default_factory=Temper)
    prop: str = ""
    speaks: bool = False
    partner: float = 0.0  # where the eyes go: 1 ahead, -1 behind, 0 nobody
    partner_low: float = 0.0  # > 0: the other's face is lower
    gesture: str = ""  # instead of the action's own

    @property
    def done(self) -> str:
        return self.gesture or self.doing.gesture

    def at(self, t_s: float, sound: Sound = SILENCE, way: Way = STILL) -> Posture:
        """The posture at a moment."""
        walking = way.amount > 0.02 or 0 < t_s < way.arrived_s
        pose = self._stance(t_s, way, walking)
        pose = self._carrying(pose)
        pose = self._gestured(pose, t_s, way, walking)
        if self.partner_low > 0.05 and self.done in ("embrace", "kiss"):
            pose = stooped(pose, self.partner_low)
        fixed = self.done in LYING or self.doing.lies
        standing = not walking and self.doing.stance == "stand" and not fixed
        if not fixed:
            pose = self.temper.on(pose, 0.35 if self.done else 1.0)
        pose = idle(pose, self.person.seed, t_s, standing)
        if self.partner and not walking and not fixed:
            pose = listening(pose, self.partner, self.partner_low, self.person.seed, t_s)
        hands = not walking and (not self.done or self.done in ("think", "listen")) and not pose.hold and not fixed
        pose = speaking(pose, sound, self.temper, self.person.seed, t_s, hands and not self.temper.gesture)
        return shaken(pose, self.temper.shake * ((0.4 + 0.6 * sound.phrase) if self.speaks else 1.0), t_s)

    # -- layers, lowest first ----------------------------------------------------------------------------------------

    def _stance(self, t_s: float, way: Way, walking: bool) -> Posture:
        d = self.doing
        on_ladder = d.gait == "ladder" and d.travel == "climb" and not d.down
        if walking or on_ladder or (way.arrived_s > 0 and t_s <= way.arrived_s):
            return gone(d.gait, way.gone, build_of(self.person), way.amount, way.slope)
        base = STANCES.get(d.stance, STANCES["stand"])
        before = d.before or ("stand" if way.arrived_s > 0 and d.stance != "stand" else "")
        if not before:
            return base
        return changed(before, d.stance, t_s - way.arrived_s)

    def _carrying(self, pose: Posture) -> Posture:
        held = CARRIED_IN.get(self.prop)
        busy = self.done in SCORES and not SCORES[self.done].moving
        if held is None or self.doing.lies or busy:
            return pose
        pose = pose._replace(near_arm=held[0], near_elbow=held[1], near_hand=0.0, hold=1.0)
        return pose._replace(far_arm=held[0] + 6.0, far_elbow=held[1] - 6.0) if self.prop in BOTH_HANDS else pose

    def _gestured(self, pose: Posture, t_s: float, way: Way, walking: bool) -> Posture:
        name = self.done or (self.temper.gesture if self.speaks else "")
        made = SCORES.get(name)
        if made is None:
            return pose
        if walking or t_s < way.arrived_s:
            return played(pose, made, t_s, UPPER) if made.moving else pose
        since = t_s - way.arrived_s if way.arrived_s > 0 and not made.moving else t_s
        since -= CHANGE_S.get(self.doing.stance, 0.0) * 0.7 if self.doing.before else 0.0
        if since <= 0:
            return pose
        whole = self.doing.stance in ("stand", "row") or name in LYING
        return played(pose, made, since, None if whole else UPPER if self.doing.lies else SEATED)


def stooped(pose: Posture, low: float) -> Posture:
    """Bent down, arms lower, to somebody smaller."""
    k = min(1.0, low * 3.0) * min(1.0, pose.near_arm / 56)
    return pose._replace(
        lean=pose.lean + 16 * k,
        bend=pose.bend + 12 * k,
        near_arm=pose.near_arm - 16 * k,
        far_arm=pose.far_arm - 20 * k,
        near_elbow=pose.near_elbow - 8 * k,
        near_knee=pose.near_knee + 14 * k,
        near_leg=pose.near_leg + 10 * k,
        far_leg=pose.far_leg + 2 * k,
        far_knee=pose.far_knee + 14 * k,
    )


def changed(before: str, after: str, t_s: float) -> Posture:
    """On the way from one stance to another: leans into it, goes, settles."""
    start, end = STANCES.get(before, STANCES["stand"]), STANCES.get(after, STANCES["stand"])
    whole = CHANGE_S.get(after, 1.0) + (0.8 if before == "lie" else 0.0)
    u = max(0.0, min(1.0, t_s / whole))
    share = u * u * (3 - 2 * u)
    if "lie" in (before, after):
        middle = STANCES["floor"]
        pose = blended(start, middle, min(1.0, share * 2)) if share < 0.5 else blended(middle, end, share * 2 - 1)
    else:
        pose = blended(start, end, share)
    effort = 4 * u * (1 - u)
    return pose._replace(
        lean=pose.lean + 20 * effort, head=pose.head - 8 * effort, near_arm=pose.near_arm + 16 * effort
    )
