"""What an emotion does to any posture and face, read from a parenthetical."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from generators.papertheatre.figures.posture import Posture


@dataclass(frozen=True)
class Temper:
    """What an emotion adds. Angles in degrees, the rest -1..1."""

    name: str = ""
    lean: float = 0.0
    bend: float = 0.0
    head: float = 0.0
    near: float = 0.0  # lifts the near arm
    brow: float = 0.0
    knit: float = 0.0
    smile: float = 0.0
    lids: float = 0.0
    glance: float = 0.0
    tears: float = 0.0
    energy: float = 1.0  # of gestures
    shake: float = 0.0  # degrees of trembling
    gesture: str = ""  # what the arms do while they speak so
    jaw: float = 1.0  # how far the mouth opens

    def on(self, pose: Posture, share: float = 1.0) -> Posture:
        """The posture in this temper; `share` of it in the body, all of it in the face."""
        free = share if pose.near_arm < 40 and not pose.hold else 0.0
        return pose._replace(
            lean=pose.lean + self.lean * share,
            bend=pose.bend + self.bend * share,
            head=pose.head + self.head * share,
            near_arm=pose.near_arm + self.near * 0.6 * free,
            near_elbow=pose.near_elbow + self.near * free,
            brow=_kept(pose.brow + self.brow),
            knit=_kept(pose.knit + self.knit),
            smile=_kept(pose.smile + self.smile),
            lids=min(1.0, max(0.0, pose.lids + self.lids)),
            glance=_kept(pose.glance + self.glance),
            tears=max(pose.tears, self.tears),
        )


def _kept(value: float) -> float:
    return max(-1.0, min(1.0, value))


TEMPERS: Final[tuple[tuple[str, Temper], ...]] = (
    ("whisper\\w*|hush\\w*|under (?:his|her) breath|aside|confidential\\w*",
     Temper("whisper", 4, 3, 4, brow=0.15, energy=0.4, gesture="whisper", jaw=0.6)),
    ("shout\\w*|yell\\w*|scream\\w*|roar\\w*|call(?:s|ing)?|bellow\\w*",
     Temper("shout", 5, -2, -8, 10, brow=0.2, knit=0.6, energy=1.7, gesture="shout", jaw=1.35)),
    (("angr\\w+|furious\\w*|rag(?:e|ing)|snarl\\w*|bitter\\w*|hiss\\w*|sharp\\w*|annoyed|impatient\\w*|snap\\w*|"
        "indignant\\w*"),
     Temper("angry", 6, 0, 1, 14, knit=1.0, smile=-0.5, lids=0.12, energy=1.5, jaw=1.15)),
    ("weep\\w*|cry(?:ing)?|cries|sob\\w*|tearful\\w*|in tears|grie\\w+|heartbroken",
     Temper("weep", 5, 8, 13, knit=-1.0, smile=-0.9, brow=0.3, lids=0.35, tears=1.0, energy=0.5, shake=0.6, jaw=0.9)),
    ("laugh\\w*|giggl\\w*|chuckl\\w*|amused|merr\\w+",
     Temper("laugh", -4, 2, -8, 8, brow=0.4, smile=1.0, lids=0.3, energy=1.2, shake=1.6, jaw=1.2)),
    ("sad\\w*|sorrow\\w*|ashamed|defeated|mourn\\w*|lonely|melanchol\\w*|wistful\\w*|resigned|disappointed|regret\\w*",
     Temper("sad", 4, 6, 10, knit=-0.7, smile=-0.6, lids=0.22, glance=0.4, energy=0.5, jaw=0.85)),
    ("tired|weary|wearily|exhausted|sleep\\w*|drowsy|yawn\\w*|drunk\\w*|faint\\w*|ill|sick\\w*|hoarse\\w*|dying",
     Temper("tired", 5, 9, 9, smile=-0.2, lids=0.5, energy=0.4, jaw=0.8)),
    ("afraid|fear\\w*|scared|terrified|terror|frighten\\w*|panick\\w*|panic|trembl\\w*|horrified|horror|alarmed|aghast",
     Temper("fear", -6, 3, 0, 26, brow=1.0, knit=-0.8, smile=-0.5, lids=-0.1, energy=1.1, shake=0.9)),
    ("nervous\\w*|anxious\\w*|worried|uneas\\w*|hesitat\\w*|shy\\w*|timid\\w*|stammer\\w*|doubtful\\w*|uncertain\\w*",
     Temper("worry", -1, 4, 4, 14, brow=0.5, knit=-0.6, smile=-0.25, energy=0.7, shake=0.3, jaw=0.85)),
    ("surpris\\w*|astonish\\w*|amazed|startled|incredulous\\w*|shock\\w*|stunned|wonder\\w*",
     Temper("surprise", -5, -2, -4, 16, brow=1.0, energy=1.2, jaw=1.15)),
    (("happ(?:y|ily)|smil\\w*|joy\\w*|cheer\\w*|delighted|excited\\w*|relieved|relief|warm\\w*|proudly|friendly|"
        "kind\\w*|grin\\w*|"
     "beam\\w*|glad\\w*|playful\\w*|teasing"),
     Temper("joy", -3, -2, -5, 8, brow=0.4, smile=0.9, lids=0.08, energy=1.3)),
    (("tender\\w*|gent(?:le|ly)|soft\\w*|quiet\\w*|low|murmur\\w*|lovingly|calm\\w*|slow\\w*|reading|counting|"
        "thoughtful\\w*|"
     "to (?:him|her)self|musing"),
     Temper("soft", 2, 2, 4, smile=0.25, lids=0.16, energy=0.5, jaw=0.75)),
    ("proud\\w*|stern\\w*|cold\\w*|firm\\w*|grim\\w*|defiant\\w*|formal\\w*|dry|dryly|flat\\w*|official\\w*|commanding",
     Temper("stern", -3, -4, -4, brow=-0.1, knit=0.5, smile=-0.3, lids=0.1, energy=0.7, jaw=0.9)),
    ("sly\\w*|suspicious\\w*|wary|warily|sceptic\\w*|ironic\\w*|mocking\\w*|sarcastic\\w*|conspirator\\w*",
     Temper("sly", 3, 2, 5, brow=-0.2, knit=0.5, smile=0.4, lids=0.34, energy=0.8)),
    ("pleading\\w*|beg(?:s|ging)|imploring|desperate\\w*|urgent\\w*|breathless\\w*|earnest\\w*",
     Temper("plea", 8, 2, -4, 26, brow=0.7, knit=-0.9, energy=1.4)),
)  # fmt: skip
_TEMPERS: Final = tuple((re.compile(rf"\b(?:{w})\b"), t) for w, t in TEMPERS)


@functools.lru_cache(maxsize=256)
def temper_of(emotion: str) -> Temper:
    """The first temper that the words name."""
    text = emotion.lower()[:300]
    hits = [(m.start(), k) for k, (pattern, _) in enumerate(_TEMPERS) if (m := pattern.search(text))]
    return _TEMPERS[min(hits)[1]][1] if hits else Temper()
