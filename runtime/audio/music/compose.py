"""Writes the score: sections of eight bars for a mood, in the show's key, the same for the same seed. Pure.

A bar is notes for parts (pad, keys, melody, figure, bass, drone, pulse); which parts play is planned by half sections.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from runtime.audio.clock import RATE
from runtime.audio.music import harmony
from runtime.audio.music.moods import MOODS
from runtime.audio.music.motif import Melody, motif, varied

if TYPE_CHECKING:
    from runtime.audio.music.harmony import Chord, Voicing
    from runtime.audio.music.moods import Mood

ROOTS = (0, 9, 2, 7, 5, 10, 3, 4, 11, 8, 1, 6)  # pitch classes of a show's key, by its seed
SECTION = 8  # bars
END = -1  # index of the two bars that close a score
PULSES = {3: ((0,), (0, 2), (0, 1, 2)), 4: ((0,), (0, 2), (0, 2, 3), (0, 1.5, 3))}
BROKEN = ((0, 1, 2, 3), (0, 2, 1, 3), (1, 2, 3, 2), (3, 2, 1, 2), (0, 3, 2, 1))


@dataclass(frozen=True)
class Note:
    """A note for an instrument."""

    part: str
    pitch: int  # MIDI number
    at: float  # beats from the start of the bar
    length: float  # beats
    weight: float  # 0..1: how hard it is played


@dataclass(frozen=True)
class Bar:
    """A bar of the score."""

    chord: Chord
    voicing: Voicing
    notes: tuple[Note, ...]  # of all parts that can play in it, the tense ones too
    parts: frozenset[str]  # those that do play, unless something tense is on


def key_of(seed: int) -> int:
    """The pitch class of a show's tonic."""
    return ROOTS[seed % len(ROOTS)]


def beat_samples(mood: str, seed: int) -> int:
    """Samples of a beat: a mood's pace, a little different in each show."""
    pace = MOODS[mood].bpm * (0.95 + 0.1 * random.Random(f"pace/{seed}").random())
    return 2 * round(RATE * 30.0 / pace)


def bar_samples(mood: str, seed: int) -> int:
    return MOODS[mood].beats * beat_samples(mood, seed)


def compose(mood: str, index: int, seed: int) -> Bar:
    """Bar number `index` of the score of a mood; END: two bars in one, the last."""
    if index == END:
        return _ending(MOODS[mood], seed)
    return _section(mood, index // SECTION, seed)[index % SECTION]


@lru_cache(maxsize=32)
def _section(mood: str, number: int, seed: int) -> tuple[Bar, ...]:
    how, root = MOODS[mood], key_of(seed)
    rng = random.Random(f"{mood}/{number}/{seed}")
    chords = harmony.period(rng, how)
    melodies = [varied(rng, motif(seed), 0.0 if number == 1 and n == 0 else 0.75) for n in range(SECTION // 2)]
    plans = _plans(how, number, seed)
    bars, voicing = [], None
    for at, chord in enumerate(chords):
        voicing = harmony.lead(voicing, chord, how.mode, root)
        writer = Writer(rng, how, root, chord, voicing)
        notes = writer.write(melodies[at // 2], at % 2)
        bars.append(Bar(chord, voicing, notes, frozenset(plans[at // 4])))
    return tuple(bars)


def _plans(how: Mood, number: int, seed: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who plays in the two halves of a section: it begins with few, and no plan is heard twice running."""
    if number == 0:
        return how.plans[0], how.plans[1]
    before = _plans(how, number - 1, seed)[1] if number > 1 else how.plans[1]
    rng = random.Random(f"plan/{how.words}/{number}/{seed}")
    first = rng.choice([plan for plan in how.plans if plan != before])
    return first, rng.choice([plan for plan in how.plans if plan != first])


def _ending(how: Mood, seed: int) -> Bar:
    """Two chords over two bars; the last one stays."""
    root = key_of(seed)
    last_but_one, home = harmony.ending(how)
    first = harmony.lead(None, last_but_one, how.mode, root)
    second = harmony.lead(first, home, how.mode, root)
    rng = random.Random(f"end/{how.words}/{seed}")
    beats = how.beats
    notes = [Note("pad", pitch, 0.0, float(beats), 0.5) for pitch in first.upper]
    notes += [Note("pad", pitch, float(beats), 1.5 * beats, 0.5) for pitch in second.upper]
    notes += [
        Note("bass", first.bass, 0.0, float(beats), 0.7),
        Note("bass", second.bass, float(beats), 1.5 * beats, 0.8),
    ]
    rolled = sorted((*second.upper, second.bass + 12))
    notes += [Note("keys", p, beats + 0.12 * n, 1.5 * beats, 0.6 + 0.05 * rng.random()) for n, p in enumerate(rolled)]
    return Bar(home, second, tuple(notes), frozenset(("pad", "bass", "keys")))


@dataclass(frozen=True)
class Writer:
    """Writes one bar."""

    rng: random.Random
    how: Mood
    root: int
    chord: Chord
    voicing: Voicing

    def write(self, melody: Melody, half: int) -> tuple[Note, ...]:
        """All parts; `half` 0 or 1: which bar of the melody's two."""
        notes = [*self.pad(), *self.keys(), *self.figure(), *self.bass(), *self.drone(), *self.pulse()]
        return tuple(self._human(note) for note in (*notes, *self.melody(melody, half)))

    def pad(self) -> list[Note]:
        return [Note("pad", pitch, 0.0, float(self.how.beats), 0.55) for pitch in self.voicing.upper]

    def bass(self) -> list[Note]:
        """The root on one, and on the way the fifth."""
        notes = [Note("bass", self.voicing.bass, 0.0, 1.6, 0.75)]
        if self.rng.random() < self.how.busy:
            at = self.rng.choice([beat for beat in range(1, self.how.beats) if self.how.beats == 3 or beat >= 2])
            notes.append(Note("bass", self._near(self.voicing.bass, 4), float(at), 1.0, 0.55))
        return notes

    def keys(self) -> list[Note]:
        """A hand that breaks the chord, sometimes only begins to."""
        tones = (self.voicing.bass + 12, *self.voicing.upper)
        order = self.rng.choice(BROKEN)
        if self.how.beats == 3:
            pulse = [(0.0, tones[0], 0.6), (1.0, tones[2], 0.42), (2.0, tones[3], 0.42), (1.0, tones[1], 0.42)]
            return [Note("keys", pitch, at, 1.4, weight) for at, pitch, weight in pulse]
        gap = self.rng.choice((1.0, 0.5)) if self.how.busy > 0.45 else 1.0
        count = min(len(order), max(1, round(len(order) * (0.5 + self.rng.random()))))
        return [Note("keys", tones[order[n]], n * gap, 2.5, 0.55 - 0.06 * n) for n in range(count)]

    def figure(self) -> list[Note]:
        """Broken chords above, in eighths; some are left out."""
        up = [pitch + 12 for pitch in self.voicing.upper]
        order = self.rng.choice(((0, 1, 2, 1), (2, 1, 0, 1), (0, 2, 1, 2), (0, 1, 2, 2)))
        keep = 0.35 + 0.6 * self.how.busy
        return [
            Note("figure", up[order[n % 4]], n / 2, 0.9, 0.5 if n % 2 else 0.62)
            for n in range(2 * self.how.beats)
            if n == 0 or self.rng.random() < keep
        ]

    def drone(self) -> list[Note]:
        """The tonic below everything, whatever the chord; now and then with its fifth."""
        low = 36 + (self.root - 36 % 12) % 12
        notes = [Note("drone", low, 0.0, self.how.beats + 0.5, 0.7)]
        return [*notes, Note("drone", low + 7, 0.0, self.how.beats + 0.5, 0.4)] if self.rng.random() < 0.5 else notes

    def pulse(self) -> list[Note]:
        beats = self.rng.choice(PULSES[self.how.beats])
        notes = [Note("pulse", 40, float(at), 0.5, 0.8 if at == 0 else 0.5) for at in beats]
        if self.rng.random() < self.how.busy - 0.3:
            notes.append(Note("pulse", 45, self.how.beats - 0.5, 0.5, 0.35))
        return notes

    def melody(self, melody: Melody, half: int) -> list[Note]:
        """This bar's half of a melody; what falls on a beat is brought to the chord."""
        beats, notes = self.how.beats, []
        for tone in melody:
            at = (tone.at * 2 - half) * beats
            at = round(at * 2) / 2
            if not 0 <= at < beats:
                continue
            pitch = self._step(tone.step)
            if at == int(at):
                pitch = self._to_chord(pitch)
            length = max(0.5, tone.length * 2 * beats)
            notes.append(Note("melody", pitch, at, length, 0.6 + 0.2 * (at == 0)))
        return notes

    def _step(self, step: int) -> int:
        """The pitch of a scale step above the tonic that lies nearest to the mood's register."""
        octave, place = divmod(step, 7)
        tonic = min(range(24, 96), key=lambda p: (p % 12 != self.root, abs(p - self.how.register + 3)))
        return tonic + self.how.mode[place] + 12 * octave

    def _to_chord(self, pitch: int) -> int:
        tones = self.chord.tones(self.how.mode, self.root)
        return min(range(pitch - 4, pitch + 5), key=lambda p: (p % 12 not in tones, abs(p - pitch), p))

    def _near(self, pitch: int, step: int) -> int:
        """The chord's tone of a scale step, nearest to `pitch`."""
        tone = (self.root + self.how.mode[(self.chord.degree + step) % 7]) % 12
        return min(range(pitch - 6, pitch + 8), key=lambda p: (p % 12 != tone, abs(p - pitch)))

    def _human(self, note: Note) -> Note:
        """Nobody plays like a clock: some hundredths of a beat, some hundredths of a weight."""
        late = self.rng.gauss(0.0, 0.012) + (0.02 if note.at else 0.0)
        weight = min(1.0, max(0.1, note.weight * (1 + self.rng.gauss(0.0, 0.08))))
        return Note(note.part, note.pitch, max(0.0, note.at + late), note.length, weight)
