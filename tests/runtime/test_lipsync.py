"""The mouth opens when the voice is heard: from story to mix and shot, within +15 and -45 ms."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.levels import envelope
from runtime.audio.mixer import Mixer
from runtime.audio.voices import Voice, VoiceLine
from runtime.course import Course
from runtime.performance import Performance, rehearse
from runtime.soundtrack import Soundtrack
from runtime.story import read_story
from tests.runtime.audio.soundfiles import spoken

STORY = """Title: T
Cast:
    ANNA - 30, woman
    BEN - 40, man

INT. ROOM - NIGHT #room#

ANNA stands at the window.

ANNA
Is anybody there, at this hour?

BEN
(low)
Nobody you would know, and nobody you would want to.

ANNA
Then come in, and shut the door.

> END: Over
"""
STEP = RATE // 1000  # 1 ms
EARLY_S, LATE_S = 0.045, 0.015


class Bursts:
    """Voices of clear bursts with silence between: each line another one."""

    def __init__(self, fps: Fraction) -> None:
        self.fps = fps

    def request(self, lines: Sequence[VoiceLine]) -> None:
        pass

    def settled(self, lines: Sequence[VoiceLine]) -> bool:
        return True

    def get(self, line: VoiceLine) -> Voice:
        seconds = 1.0 + 0.037 * len(line.text)
        bursts = spoken(seconds, RATE, level=0.2, still_s=0.02 + 0.003 * len(line.text))
        samples = np.round(bursts * 32767).astype(np.int16)
        return Voice(len(samples) / RATE, envelope(bursts, self.fps), samples)


def performed(fps: Fraction) -> Performance:
    story = read_story(STORY).story
    assert story is not None
    return rehearse(Course.begin(story, 1), Bursts(fps), fps)


def heard(performance: Performance) -> np.ndarray:
    """Loudness of the mix for each millisecond."""
    mixer = Mixer(wait=True)
    track = Soundtrack(mixer)
    track.begin(performance.timeline, 0.0, performance.voices)
    seconds = float(performance.timeline.frames / performance.timeline.fps) + 0.5
    blocks = [track.render(RATE // 50, number / 50) for number in range(int(seconds * 50))]
    sound = np.concatenate(blocks)[:, 0]
    return np.asarray(np.sqrt(np.square(sound[: len(sound) // STEP * STEP].reshape(-1, STEP)).mean(axis=1)))


def mouths(performance: Performance) -> np.ndarray:
    """How far the mouth of whoever speaks is open, for each content frame."""
    opened = []
    for frame in range(performance.timeline.frames):
        placed = performance.timeline.shot_at(frame)
        within = frame - placed.start
        levels = [figure.loudness[within : within + 1] for figure in placed.setup.shot.cast if figure.speaking]
        opened.append(max((level[0] for level in levels if level), default=0.0))
    return np.asarray(opened)


def onsets(signal: np.ndarray, least: float, still: int) -> list[int]:
    """Where a signal rises above `least` after being below it for `still` steps."""
    above = signal > least
    return [int(n) for n in np.flatnonzero(above) if not above[max(0, n - still) : n].any()]


@pytest.mark.parametrize("fps", [Fraction(24), Fraction(25), Fraction(24000, 1001), Fraction(30)])
def test_every_mouth_opens_with_its_voice(fps: Fraction) -> None:
    performance = performed(fps)
    sounds = [n / 1000 for n in onsets(heard(performance), 0.004, 60)]
    opens = [n / float(fps) for n in onsets(mouths(performance), 0.0, 2)]
    assert len(sounds) > 10
    assert len(opens) >= len(sounds) - 2
    for opened_s in opens:
        nearest = min(sounds, key=lambda sound_s: abs(sound_s - opened_s))
        assert -EARLY_S <= opened_s - nearest <= LATE_S


@pytest.mark.parametrize("fps", [Fraction(24), Fraction(30)])
def test_mouth_and_voice_move_together(fps: Fraction) -> None:
    performance = performed(fps)
    sound, mouth = heard(performance), mouths(performance)
    held = mouth[np.minimum((np.arange(len(sound)) / 1000 * float(fps)).astype(int), len(mouth) - 1)]
    lags = range(-80, 81)  # ms that the picture is shown later
    likeness = [np.corrcoef(np.roll(held, lag), sound)[0, 1] for lag in lags]
    best_s = -lags[int(np.argmax(likeness))] / 1000
    assert max(likeness) > 0.8
    assert -EARLY_S <= best_s <= LATE_S
