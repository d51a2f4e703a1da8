"""How something is said: pitch, size, pace, breath and the rest, and what a manner in brackets does to them. Pure.

All is relative: 1.0, or 0 where things are added, is the recorded voice as it is. Deliveries can be laid over one
another, so a voice, a trait and a manner are all the same sort of thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

FACTORS = ("pitch", "formants", "pace", "lively")
AMOUNTS = ("breath", "gain_db", "tilt_db", "rough", "tremor", "tremor_hz")
THROUGH = ("radio", "wall", "metal", "hollow")  # a loudspeaker, a door, a robot's body, a place that echoes
MORE, LESS = 1.35, 0.5  # what "very" and "a little" make of a manner


@dataclass(frozen=True)
class Delivery:
    """How something is said."""

    pitch: float = 1.0
    formants: float = 1.0  # below 1 a larger head
    pace: float = 1.0  # above 1 faster
    lively: float = 1.0  # how far the melody moves; 0 a machine
    breath: float = 0.0  # 0 voice .. 1 whisper
    gain_db: float = 0.0
    tilt_db: float = 0.0  # how much brighter, from 500 Hz to 4 kHz; below 0 duller
    rough: float = 0.0  # 0 smooth .. 1 growling
    tremor: float = 0.0  # 0 steady .. 1 shaking
    tremor_hz: float = 0.0  # how fast it shakes
    through: str = ""  # one of THROUGH

    def scaled(self, pitch: float = 1, formants: float = 1, pace: float = 1, lively: float = 1) -> Delivery:
        return self.under(Delivery(pitch, formants, pace, lively))

    def under(self, other: Delivery) -> Delivery:
        """Both at once: factors multiply, amounts add up, the stronger breath and tremor win."""
        stronger = self if self.tremor >= other.tremor else other
        return Delivery(
            **{name: getattr(self, name) * getattr(other, name) for name in FACTORS},
            breath=max(self.breath, other.breath),
            gain_db=self.gain_db + other.gain_db,
            tilt_db=self.tilt_db + other.tilt_db,
            rough=self.rough + other.rough,
            tremor=stronger.tremor,
            tremor_hz=stronger.tremor_hz,
            through=other.through or self.through,
        )

    def times(self, degree: float) -> Delivery:
        """The same, more or less of it."""
        factors = {name: getattr(self, name) ** degree for name in FACTORS}
        amounts = {name: getattr(self, name) * degree for name in AMOUNTS if name != "tremor_hz"}
        return replace(self, **factors, **amounts)

    def bounded(self) -> Delivery:
        """The same within what can still be understood."""
        return Delivery(
            pitch=min(1.75, max(0.42, self.pitch)),
            formants=min(1.22, max(0.76, self.formants)),
            pace=min(1.4, max(0.7, self.pace)),
            lively=min(1.6, max(0.0, self.lively)),
            breath=min(1.0, max(0.0, self.breath)),
            gain_db=min(5.0, max(-12.0, self.gain_db)),
            tilt_db=min(9.0, max(-9.0, self.tilt_db)),
            rough=min(0.8, max(0.0, self.rough)),
            tremor=min(1.0, max(0.0, self.tremor)),
            tremor_hz=min(12.0, max(0.0, self.tremor_hz)),
            through=self.through,
        )


def table(rows: dict[str, Delivery]) -> dict[str, Delivery]:
    """Each word of a row's key -> its delivery."""
    return {word: delivery for words, delivery in rows.items() for word in words.split()}


# What a parenthetical does to a line. Where several words stand in it, all of them count.
MANNERS = table(
    {
        "whisper whispers whispering whispered hushed breathes sotto": Delivery(pace=0.95, breath=1.0, gain_db=-8),
        "quiet quietly soft softly murmurs murmuring mutters muttering low aside": Delivery(
            pace=0.96, lively=0.9, breath=0.2, gain_db=-4, tilt_db=-1.5
        ),
        "tender tenderly gentle gently loving lovingly warm warmly kind kindly soothing": Delivery(
            pitch=1.02, pace=0.92, lively=1.05, breath=0.25, gain_db=-3, tilt_db=-2
        ),
        "shout shouts shouting shouted yell yells yelling scream screams screaming roars roaring bellows": Delivery(
            pitch=1.2, pace=1.06, lively=1.25, gain_db=4, tilt_db=5
        ),
        "call calls calling cries loud loudly": Delivery(pitch=1.15, pace=0.97, lively=1.2, gain_db=4, tilt_db=4),
        "angry angrily cross annoyed irritated": Delivery(1.05, 1, 1.06, 1.3, gain_db=1.5, tilt_db=2.5, rough=0.15),
        "furious furiously enraged raging": Delivery(1.1, 1, 1.1, 1.4, gain_db=3, tilt_db=4, rough=0.25),
        "cold coldly icy icily": Delivery(0.97, 1, 0.94, 0.6, gain_db=-1, tilt_db=1.5),
        "stern sternly firm firmly": Delivery(0.97, 1, 0.96, 0.8, tilt_db=1),
        "flat flatly deadpan dry drily dryly blank blankly monotone": Delivery(1, 1, 0.97, 0.45),
        "sarcastic sarcastically ironic mocking mockingly sneering": Delivery(1.02, 1, 0.9, 1.35, tilt_db=1),
        "sad sadly mournful grieving heavy": Delivery(0.95, 1, 0.86, 0.75, breath=0.1, gain_db=-2, tilt_db=-3),
        "crying weeping sobbing tearful tearfully": Delivery(
            1.05, 1, 0.88, 1.1, breath=0.15, gain_db=-1, tremor=0.8, tremor_hz=5
        ),
        "tired tiredly weary wearily exhausted sleepy sleepily drowsy yawning": Delivery(
            0.93, 1, 0.82, 0.75, breath=0.12, gain_db=-2, tilt_db=-4
        ),
        "slow slowly": Delivery(pace=0.84),
        "hesitant hesitating uncertain unsure thoughtful thoughtfully": Delivery(pace=0.87, lively=0.95, gain_db=-1),
        "frightened afraid scared fearful terrified trembling shaking shivering shaky": Delivery(
            1.1, 1, 1.08, 1.1, breath=0.12, tremor=0.7, tremor_hz=7.5
        ),
        "nervous nervously anxious anxiously worried": Delivery(1.05, 1, 1.08, 1.1, tremor=0.35, tremor_hz=7),
        "panicked panicking desperate desperately": Delivery(
            1.13, 1, 1.16, 1.25, gain_db=2, tilt_db=2.5, tremor=0.5, tremor_hz=8
        ),
        "urgent urgently hurried hurriedly quick quickly fast": Delivery(1.05, 1, 1.15, 1.05, gain_db=1, tilt_db=1),
        "breathless breathlessly panting gasping gasps": Delivery(1.06, 1, 1.06, 1.1, breath=0.4, gain_db=-1),
        "excited excitedly thrilled eager eagerly": Delivery(1.08, 1, 1.1, 1.35, gain_db=1.5, tilt_db=2),
        "laughing laughs laughingly chuckling giggling amused": Delivery(
            1.08, 1.01, 1.04, 1.4, gain_db=0.5, tilt_db=1, tremor=0.55, tremor_hz=4.6
        ),
        "smiling smiles cheerful cheerfully happy happily joyful bright brightly": Delivery(
            1.04, 1.015, 1.03, 1.22, tilt_db=1.5
        ),
        "surprised astonished amazed startled": Delivery(pitch=1.1, lively=1.4, tilt_db=1),
        "pleading begging imploring": Delivery(1.07, 1, 0.98, 1.25, breath=0.1, tremor=0.3, tremor_hz=6),
        "proud proudly grand grandly solemn solemnly": Delivery(0.97, 1, 0.9, 1.05, gain_db=1),
        "drunk drunkenly slurred slurring tipsy": Delivery(0.96, 1, 0.82, 1.25, tilt_db=-3, tremor=0.7, tremor_hz=1.3),
        "hoarse hoarsely rasping croaking": Delivery(0.95, 1, 0.96, 0.9, breath=0.3, gain_db=-2, rough=0.5),
        "growling growls snarling snarls": Delivery(pitch=0.9, pace=0.95, tilt_db=-1, rough=0.6),
        "filtered": Delivery(through="radio"),
        "muffled": Delivery(through="wall"),
    }
)
_PHRASES = (
    (
        re.compile(
            r"\b(?:over|from|through|via) (?:the |a )?(?:radio|phone|telephone|intercom|loudspeaker|megaphone)\b"
        ),
        Delivery(through="radio"),
    ),
    (
        re.compile(
            r"\b(?:through|behind|beyond) (?:the |a |an |her |his |their )?(?:\w+ )?(?:door|wall|glass|window)\b"
        ),
        Delivery(through="wall"),
    ),
    (re.compile(r"\bunder (?:her|his|their) breath\b"), MANNERS["muttering"]),
    (re.compile(r"\bout of breath\b"), MANNERS["breathless"]),
    (re.compile(r"\bin tears\b"), MANNERS["weeping"]),
)
_NOT, _MORE = frozenset("not never without no".split()), frozenset("very so terribly utterly completely".split())
_LESS = frozenset("slightly little bit somewhat almost half".split())
_SKIPPED = frozenset("a an the and but too".split())


def manner_of(words: str) -> Delivery:
    """What the words in brackets do: "very quietly, not angry"."""
    text = words.lower()
    degrees = {delivery: 1.0 for phrase, delivery in _PHRASES if phrase.search(text)}
    before: list[str] = []
    for word in re.findall(r"[^\W\d_]+|[,;.]", text):
        if word in MANNERS and not _NOT & set(before):
            degrees[MANNERS[word]] = MORE if _MORE & set(before) else LESS if _LESS & set(before) else 1.0
        before = [] if word in ",;." else [*before[-1:], word] if word not in _SKIPPED else before
    found = Delivery()
    for delivery, degree in degrees.items():
        found = found.under(delivery.times(degree))
    return found
