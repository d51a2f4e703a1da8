"""A company that performs perfectly and at once: the simplest studio, voices and mixer that keep the contracts."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from generators.base import Format, Shot
from runtime.audio.voices import Voice, VoiceLine


@dataclass(frozen=True)
class FakeFrame:
    index: int
    pixels: np.ndarray


@dataclass
class FakeStudio:
    """Every frame of every take is there at once, unless `missing` names its take."""

    format: Format = field(default_factory=lambda: Format(width=64, height=36))
    rolled: list[tuple[int, Shot, int | None, bool]] = field(default_factory=list)
    begun_at: dict[int, int] = field(default_factory=dict)  # take -> the first frame that was asked for
    prerolled: list[tuple[Shot, ...]] = field(default_factory=list)
    missing: set[int] = field(default_factory=set)
    notices: deque[str] = field(default_factory=deque)

    def roll(
        self, take: int, shot: Shot, frames: int | None, *, cut: bool, tail_frames: int = 0, at_frame: int = 0
    ) -> None:
        self.rolled.append((take, shot, frames, cut))
        self.begun_at[take] = at_frame

    def frame(self, take: int, index: int) -> FakeFrame | None:
        if take in self.missing:
            return None
        return FakeFrame(index, np.full((36, 64, 3), take % 256, np.uint8))

    def available(self, take: int) -> int:
        return 0 if take in self.missing else 10**6

    def preroll(self, shots: Sequence[Shot]) -> None:
        if not self.prerolled or self.prerolled[-1] != tuple(shots):
            self.prerolled.append(tuple(shots))

    def tick(self, now_s: float) -> None:
        pass

    def metrics(self) -> Mapping[str, float]:
        return {"generated": 1.0}


@dataclass
class FakeVoices:
    """Every line lasts `seconds`; nothing is settled while `slow` is set."""

    seconds: float = 1.5
    slow: bool = False
    silent: bool = False
    patience_s: float = 1.5
    asked: list[VoiceLine] = field(default_factory=list)

    def request(self, lines: Sequence[VoiceLine]) -> None:
        self.asked += [line for line in lines if line not in self.asked]

    def get(self, line: VoiceLine) -> Voice | None:
        if self.slow or self.silent:
            return None
        samples = np.full(round(48_000 * self.seconds), 3000, np.int16)
        return Voice(seconds=self.seconds, loudness=(0.5,) * round(24 * self.seconds), samples=samples)

    def settled(self, lines: Sequence[VoiceLine]) -> bool:
        return not (self.slow and lines)

    def metrics(self) -> Mapping[str, float]:
        return {"voices_made": float(len(self.asked))}

    def poll(self) -> None:
        pass

    def ask(self, answer: Callable[[], object]) -> None:
        answer()


@dataclass
class FakeMixer:
    """Notes what it is told, and when."""

    position: int = 0
    told: list[tuple[str, object, int]] = field(default_factory=list)
    held: bool = False
    prepared: list[tuple[str, str]] = field(default_factory=list)
    manners: list[dict[str, object]] = field(default_factory=list)  # of effects and steps

    def speak(self, wave: np.ndarray, at: int, *, pan: float = 0.0, gain: float = 1.0, skip: int = 0) -> None:
        self.told.append(("speak", len(wave) - skip, at))

    def hush(self, at: int) -> None:
        self.told.append(("hush", None, at))

    def ambience(self, words: Sequence[str], at: int, fade_s: float = 1.5) -> None:
        self.told.append(("ambience", tuple(words), at))

    def effect(self, words: str, at: int, pan: float = 0.0, **manner: object) -> None:
        self.told.append(("effect", words, at))
        self.manners.append({"pan": pan, **manner})

    def step(self, ground: str, at: int, **manner: object) -> None:
        self.told.append(("step", ground, at))
        self.manners.append(manner)

    def tension(self, on: bool, at: int) -> None:
        self.told.append(("tension", on, at))

    def cadence(self, at: int) -> None:
        self.told.append(("cadence", None, at))

    def music(self, words: str, at: int) -> None:
        self.told.append(("music", words, at))

    def silence(self, at: int) -> None:
        self.told.append(("silence", None, at))

    def prepare(self, sort: str, words: str, ground: str = "", turn: int = 0) -> None:
        self.prepared.append((sort, words))

    def hold(self, on: bool) -> None:
        self.held = on

    def render(self, n: int) -> np.ndarray:
        self.position += n
        return np.zeros((n, 2), np.float32)
