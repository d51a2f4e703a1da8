"""What never stops: breath, weight, glances, blinks; and the hands and the head of whoever speaks or listens."""

from __future__ import annotations

import math
from typing import Final

from generators.papertheatre.figures.posture import Channels, Posture, blended, channels
from generators.papertheatre.figures.temper import Temper
from generators.papertheatre.figures.voice import Sound

PHRASE_S: Final = 1.9  # how long a speaking hand keeps one shape
SHAPES: Final[tuple[Channels, ...]] = (  # what hands do while one speaks, at full stress
    channels(near=(36, 64, -14), far=(4, 20), grip=-1.0),  # the open palm
    channels(near=(26, 106, 0), far=(0, 16), grip=-1.0),  # on the breast
    channels(near=(50, 70, 0), far=(10, 30), grip=2.0),  # a finger
    channels(near=(40, 54, -20), far=(44, 58, -20), grip=-1.0),  # both hands
    channels(near=(14, 40, 0), far=(6, 24), grip=0.0),  # at ease
    channels(near=(58, 34, -30), far=(6, 18), grip=-1.0),  # out to the other
    channels(near=(10, 30, 0), far=(40, 62, -10), grip=0.0),  # the far hand
)


def idle(pose: Posture, seed: int, t_s: float, standing: bool) -> Posture:
    """Breath and weight: small, and no two alike."""
    p = (seed % 628) / 100
    breath = math.sin(t_s * 1.5 + p)
    weight = math.sin(t_s * 0.37 + p * 1.3) if standing else 0.0
    glance = math.sin(t_s * 0.53 + p * 2) + 0.6 * math.sin(t_s * 0.31 + p)
    return pose._replace(
        bend=pose.bend + 0.8 * breath,
        lean=pose.lean + 0.9 * weight,
        head=pose.head + 2.0 * glance - 0.5 * breath,
        near_arm=pose.near_arm + 1.2 * breath - 0.8 * weight,
        far_arm=pose.far_arm - 0.9 * breath - 0.8 * weight,
        near_leg=pose.near_leg + 1.4 * weight,
        far_leg=pose.far_leg + 1.4 * weight,
        near_knee=pose.near_knee + 1.6 * max(0.0, weight),
        far_knee=pose.far_knee + 1.6 * max(0.0, -weight),
        lids=max(pose.lids, blink(t_s, p)),
        gaze=pose.gaze + 0.3 * math.sin(t_s * 0.41 + p * 3),
    )


def blink(t_s: float, p: float) -> float:
    """0..1, shut for an eighth of a second every three to five."""
    period = 3.1 + (p % 1.7)
    u = (t_s + p) % period
    if u >= 0.22:
        return 0.0
    return 1.0 - abs(u - 0.11) / 0.11 if not 0.06 < u < 0.16 else 1.0


def speaking(pose: Posture, sound: Sound, temper: Temper, seed: int, t_s: float, hands: bool) -> Posture:
    """Mouth, nods and brows with the voice; free `hands` change their shape from phrase to phrase."""
    force = sound.stress * temper.energy
    mouth = max(pose.mouth, min(1.0, sound.mouth * temper.jaw))
    pose = pose._replace(
        mouth=mouth,
        wide=max(-1.0, min(1.0, pose.wide + sound.wide + 0.3 * max(0.0, pose.smile) * mouth)),
        head=pose.head - 5.5 * sound.mouth * temper.energy + 7 * force,
        lean=pose.lean + 3.0 * force,
        brow=max(-1.0, min(1.0, pose.brow + 0.55 * sound.stress)),
    )
    amount = min(1.0, sound.phrase * (0.45 + 0.55 * temper.energy))
    return _with_hands(pose, amount, force, seed, t_s) if hands and amount > 0.02 else pose


def _with_hands(pose: Posture, amount: float, force: float, seed: int, t_s: float) -> Posture:
    shift = (seed % 19) / 19
    u = t_s / PHRASE_S + shift
    now, share = int(u), u % 1.0
    a, b = _shape(seed, now - 1), _shape(seed, now)
    eased = min(1.0, share / 0.24)
    shaped = blended(pose._replace(**a), pose._replace(**b), eased * eased * (3 - 2 * eased))
    beat = force * 16
    moved = shaped._replace(near_elbow=shaped.near_elbow + beat, near_arm=shaped.near_arm + 0.5 * beat)
    return blended(pose, moved, amount)


def _shape(seed: int, number: int) -> Channels:
    return SHAPES[(seed // 7 + number * 3 + number * number) % len(SHAPES)]


def listening(pose: Posture, partner: float, height: float, seed: int, t_s: float) -> Posture:
    """Eyes and a little of the head go to whoever speaks: `partner` 1 ahead, -1 behind; `height` > 0 is lower."""
    p = (seed % 97) / 9
    away = max(0.0, math.sin(t_s * 0.47 + p) - 0.72) * 3
    nod = max(0.0, math.sin(t_s * 0.83 + p * 2) - 0.86) * 7
    look = partner * (1 - away)
    return pose._replace(
        gaze=max(-1.0, min(1.0, pose.gaze * 0.3 + look)),
        glance=max(-1.0, min(1.0, pose.glance + 0.7 * height)),
        head=pose.head + 9 * height * (1 - away) + 6 * nod * math.sin(t_s * 7),
    )


def shaken(pose: Posture, degrees: float, t_s: float) -> Posture:
    """Trembling, small and quick."""
    if not degrees:
        return pose
    a, b = math.sin(t_s * 27.0), math.sin(t_s * 19.0 + 1)
    return pose._replace(
        bend=pose.bend + degrees * a,
        near_arm=pose.near_arm + degrees * b,
        head=pose.head + 0.6 * degrees * b,
        far_arm=pose.far_arm - degrees * a,
    )
