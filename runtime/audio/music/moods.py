"""What a mood is to a composer: mode, pace, the ways its chords go, who plays, and what comes in when it gets tense."""

from __future__ import annotations

from dataclasses import dataclass, field

from runtime.audio.manners import tokens_of

IONIAN, DORIAN, PHRYGIAN = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 9, 10), (0, 1, 3, 5, 7, 8, 10)
LYDIAN, MIXOLYDIAN, AEOLIAN = (0, 2, 4, 6, 7, 9, 11), (0, 2, 4, 5, 7, 9, 10), (0, 2, 3, 5, 7, 8, 10)
HARMONIC = (0, 2, 3, 5, 7, 8, 11)

# degree of a chord -> degrees that may follow it, the likely ones more than once; 0 is the tonic
Ways = dict[int, tuple[int, ...]]
MAJOR_WAYS: Ways = {
    0: (3, 4, 5, 1, 2),
    1: (4, 3, 0),
    2: (5, 3),
    3: (0, 4, 1, 4),
    4: (0, 5, 0),
    5: (3, 1, 2, 4),
    6: (0, 5),
}
MINOR_WAYS: Ways = {0: (3, 5, 6, 4, 2), 1: (4, 0), 2: (5, 3, 6), 3: (0, 4, 6), 4: (0, 5), 5: (2, 3, 6, 1), 6: (2, 0, 5)}
MODAL_WAYS: Ways = {0: (6, 3, 5, 2), 1: (0, 6), 2: (3, 6, 5), 3: (0, 6, 4), 4: (3, 0), 5: (6, 3, 2), 6: (0, 3, 5)}
DARK_WAYS: Ways = {0: (1, 6, 3, 5), 1: (0, 6, 2), 2: (1, 3, 5), 3: (0, 1, 6), 4: (5, 0), 5: (1, 3, 6), 6: (0, 1, 5)}
FLOATING_WAYS: Ways = {0: (1, 4, 2), 1: (0, 4, 6), 2: (1, 5), 3: (0, 1), 4: (1, 0, 5), 5: (1, 2), 6: (0, 2)}


@dataclass(frozen=True)
class Mood:
    """How a mood is composed and played."""

    words: str
    mode: tuple[int, ...]  # semitones above the root
    ways: Ways
    bpm: float
    beats: int  # in a bar
    half: int  # degree that a phrase leans on in its middle
    close: tuple[int, int]  # degrees of the last two chords of a period
    colours: tuple[int, ...]  # scale steps that may be added to a triad: 6 seventh, 8 ninth, 5 sixth
    plans: tuple[tuple[str, ...], ...]  # which parts play together; one plan for half a section
    voices: dict[str, str] = field(default_factory=dict)  # part -> instrument
    press: tuple[str, ...] = ("drone", "pulse")  # parts that come in while a choice is open
    register: int = 67  # MIDI number around which the melody lies
    trim_db: float = 0.0  # brings it to the loudness of all music
    busy: float = 0.5  # how many of its figures are played, 0..1


VOICES = {
    "pad": "strings",
    "keys": "felt",
    "melody": "felt",
    "figure": "harp",
    "drone": "drone",
    "pulse": "tom",
    "bass": "bass",
}


MOODS: dict[str, Mood] = {
    "calm": Mood(
        "calm quiet peaceful gentle soft slow warm still home rest",
        IONIAN, MAJOR_WAYS, 63, 4, 3, (4, 0), (8, 6, 8),
        (("pad",), ("pad", "melody"), ("keys", "melody"), ("pad", "keys"), ("keys",)),
        {"melody": "felt"}, ("drone", "figure"), 67, 3.5, 0.35,
    ),
    "tense": Mood(
        "tense danger dread suspense threat ominous uneasy nervous waiting",
        PHRYGIAN, DARK_WAYS, 76, 4, 1, (1, 0), (6, 1),
        (("drone", "pulse"), ("drone", "pulse", "pad"), ("drone", "pulse", "keys"), ("drone", "pad"),
         ("drone", "pulse", "figure")),
        {"keys": "glass", "figure": "muted", "pulse": "tom"}, ("figure", "bass"), 60, 6.0, 0.7,
    ),
    "sad": Mood(
        "sad grief loss mourning lonely alone sorrow melancholy regret farewell memory goodbye tears",
        AEOLIAN, MINOR_WAYS, 56, 4, 4, (3, 0), (6, 8),
        (("keys",), ("keys", "melody"), ("pad", "melody"), ("pad", "keys"), ("pad",)),
        {"melody": "cello", "keys": "felt"}, ("drone", "pulse"), 55, 4.5, 0.3,
    ),
    "hope": Mood(
        "hope hopeful joy happy dawn morning light love relief warmth bright tender kind",
        IONIAN, MAJOR_WAYS, 72, 4, 4, (4, 0), (8,),
        (("keys",), ("keys", "melody"), ("pad", "figure"), ("pad", "figure", "melody"), ("keys", "figure")),
        {"melody": "flute"}, ("drone", "bass"), 74, 2.0, 0.6,
    ),
    "wonder": Mood(
        "wonder magic strange dream awe discovery stars mystical enchanted curious",
        LYDIAN, FLOATING_WAYS, 66, 3, 1, (1, 0), (8, 6),
        (("figure",), ("pad", "figure"), ("pad", "melody"), ("figure", "melody"), ("pad", "figure", "melody")),
        {"melody": "celesta", "figure": "celesta", "pad": "glass"}, ("drone", "pulse"), 81, 1.5, 0.6,
    ),
    "playful": Mood(
        "playful funny comic cheeky mischief silly light-hearted sneaking game",
        MIXOLYDIAN, MODAL_WAYS, 104, 4, 3, (6, 0), (5,),
        (("bass", "figure"), ("bass", "melody"), ("bass", "figure", "melody"), ("figure", "melody"), ("bass", "keys")),
        {"melody": "flute", "figure": "pizzicato", "keys": "pizzicato"}, ("pulse", "drone"), 74, 2.0, 0.8,
    ),
    "dark": Mood(
        "dark evil horror fear terror haunted nightmare death cold doom",
        PHRYGIAN, DARK_WAYS, 50, 4, 5, (1, 0), (1, 6),
        (("drone",), ("drone", "pad"), ("drone", "keys"), ("drone", "pad", "melody")),
        {"pad": "strings", "melody": "glass", "keys": "low"}, ("pulse", "bass"), 64, 5.5, 0.3,
    ),
    "triumphant": Mood(
        "triumphant triumph victory glory heroic brave proud finale majestic grand celebration",
        IONIAN, MAJOR_WAYS, 88, 4, 4, (4, 0), (8,),
        (("pad", "pulse", "bass"), ("pad", "melody", "bass"), ("pad", "melody", "pulse", "bass"),
         ("figure", "melody", "bass")),
        {"melody": "horn", "pulse": "timpani", "figure": "strings"}, ("drone", "pulse"), 62, 2.0, 0.7,
    ),
    "dance": Mood(
        "dance folk waltz tavern feast party merry wedding fiddle jig festival",
        DORIAN, MODAL_WAYS, 132, 3, 6, (6, 0), (5,),
        (("bass", "keys"), ("bass", "keys", "melody"), ("bass", "figure", "melody"),
         ("bass", "keys", "melody", "pulse")),
        {"melody": "fiddle", "keys": "reed", "figure": "harp", "pulse": "frame"}, ("pulse", "drone"), 74, 1.7, 0.9,
    ),
    "night": Mood(
        "night nocturne moon moonlight lullaby sleep starlight evening hush",
        DORIAN, MODAL_WAYS, 54, 3, 3, (3, 0), (8, 6),
        (("keys",), ("keys", "melody"), ("pad", "figure"), ("pad",), ("pad", "melody")),
        {"melody": "glass", "figure": "harp", "pad": "strings"}, ("drone", "pulse"), 72, 4.0, 0.3,
    ),
    "sea": Mood(
        "sea voyage sailing ocean journey harbour shanty tide departure travel",
        MIXOLYDIAN, MODAL_WAYS, 84, 3, 3, (6, 0), (8,),
        (("pad",), ("pad", "melody"), ("keys", "bass"), ("keys", "melody", "bass"), ("pad", "figure", "bass")),
        {"melody": "reed", "keys": "reed", "figure": "harp"}, ("drone", "pulse"), 69, 4.0, 0.5,
    ),
    "chase": Mood(
        "chase action fight battle storm run escape hurry race pursuit",
        HARMONIC, MINOR_WAYS, 126, 4, 4, (4, 0), (6,),
        (("pulse", "bass"), ("pulse", "bass", "figure"), ("pulse", "figure", "melody"),
         ("pulse", "bass", "pad", "figure")),
        {"figure": "muted", "melody": "horn", "pulse": "tom"}, ("drone", "keys"), 60, 5.0, 1.0,
    ),
    "mystery": Mood(
        "mystery mysterious secret riddle fog investigation detective noir",
        DORIAN, MODAL_WAYS, 69, 4, 5, (3, 0), (6, 8),
        (("bass",), ("bass", "keys"), ("bass", "melody"), ("pad", "keys"), ("bass", "pad", "melody")),
        {"melody": "vibes", "keys": "felt"}, ("pulse", "drone"), 69, 4.0, 0.4,
    ),
}  # fmt: skip
NONE_WORDS = frozenset({"none", "silence", "stop", "off", "no"})
MOOD_OF = {word: name for name, mood in MOODS.items() for word in mood.words.split()}


def mood_for(words: str) -> str:
    """The mood that `words` ask for; "" for none and silence; calm when no word is known."""
    tokens = tokens_of(words[:500])
    if not tokens or NONE_WORDS & set(tokens):
        return ""
    return next((MOOD_OF[token] for token in tokens if token in MOOD_OF), "calm")


def instrument_of(mood: Mood, part: str) -> str:
    return mood.voices.get(part, VOICES[part])
