"""What is seen is said where nobody speaks, and the show is to the frame the same with it and without it."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from runtime.audio.mixer import Mixer
from runtime.audio.voices import SilentVoices, Voice, VoiceLine
from runtime.commands import Begin, Choose, Describe, Pause, Skip
from runtime.company import Company, Manner
from runtime.course import Course
from runtime.describing import SPEAKER, gaps, read_s, seen_in, shortenings
from runtime.performance import rehearse
from runtime.saves import Journal
from runtime.show import Show
from runtime.soundtrack import Soundtrack
from runtime.story import read_story
from runtime.story.translation import Entry, Table, translate
from tests.runtime.fakes import FakeMixer, FakeVoices
from tests.runtime.test_show import House, story

FPS = Fraction(24)
LONG = f"ANNA opens the iron gate. Behind it lies a garden with {'a hundred stone animals and ' * 12}rain."
STORY = f"""Title: The Gate
Cast:
    ANNA - 30, red coat

EXT. GATE - NIGHT #gate#

ANNA stands at the gate in the rain.

ANNA
Is anybody there?

{LONG}

ANNA
Nobody. Only stone, and the rain on it, and whatever it is that breathes.

A BELL rings.

[[choice: What now?]]
+ Knock. [[default]] -> gate

"""


@dataclass
class PacedVoices(FakeVoices):
    """A voice that takes a third of a second for a word, as voices do."""

    made: dict[str, float] = field(default_factory=dict)  # of descriptions: words and seconds

    def get(self, line: VoiceLine) -> Voice | None:
        if self.slow or self.silent:
            return None
        seconds = len(line.text.split()) / 3
        if line.speaker == SPEAKER:
            self.made[line.text] = seconds
        return Voice(seconds, (0.5,) * round(24 * seconds), np.full(round(48_000 * seconds), 3000, np.int16))


def course(text: str = STORY) -> Course:
    reading = read_story(text)
    assert reading.story is not None, reading.diagnostics
    return Course.begin(reading.story, seed=7)


def told(describes: bool, voices: FakeVoices | None = None) -> tuple[House, list[object], list[str]]:
    """A show on its way for a while: what is seen and heard of its own, and what was described."""
    house = House(course=course())
    house.voices = voices or PacedVoices()
    members = Company(house.studio, house.voices, Soundtrack(house.mixer), house.kept.append)  # type: ignore[arg-type]
    house.show = Show(course(), Journal(begin=Begin(story="s", seed=7)), members, Manner(title_s=0.0))
    if describes:
        house.show.do(Describe(on=True))
    trace, read = list[object](), list[str]()
    house.started()
    for turn in range(24 * 40):
        if turn == 24 * 34:
            house.show.do(Choose(choice="knock"))
        house.turn()
        overlay = house.show.overlay()
        trace.append((overlay.caption, overlay.panel and overlay.panel.phase, house.show.frame, overlay.heading))
        if overlay.description and overlay.description.text not in read[-1:]:
            read.append(overlay.description.text)
        assert overlay.caption is None or overlay.description is None
    return house, trace, read


def test_the_show_is_the_same_with_it_and_without_it() -> None:
    plain, described = told(describes=False), told(describes=True)
    assert plain[1] == described[1]
    assert plain[0].show.journal == described[0].show.journal
    assert plain[0].studio.rolled == described[0].studio.rolled
    assert (plain[2], bool(described[2])) == ([], True)


def test_every_shot_is_described_as_far_as_it_fits() -> None:
    house, _, read = told(describes=True)
    assert read[:3] == ["Anna stands at the gate in the rain.", "Anna opens the iron gate.", "A Bell rings."]
    assert isinstance(house.voices, PacedVoices)
    assert " ".join(LONG.split()) not in house.voices.made  # it was never voiced: it could not have fitted


def test_descriptions_and_lines_never_overlap() -> None:
    """On a real mixer: every wave that is laid, and when."""
    laid: list[tuple[int, int]] = []

    class Noted(FakeMixer):
        def speak(self, wave: np.ndarray, at: int, *, pan: float = 0.0, gain: float = 1.0, skip: int = 0) -> None:
            laid.append((at, at + len(wave) - skip))

    voices = PacedVoices()
    house = House(course=course())
    members = Company(house.studio, voices, Soundtrack(Noted()))  # type: ignore[arg-type]
    house.show = Show(course(), Journal(begin=Begin(story="s")), members, Manner(title_s=0.0))
    house.show.do(Describe(on=True))
    house.started().turn(24 * 32)
    assert len(voices.made) >= 3
    assert len(laid) == 5
    assert all(before[1] <= after[0] for before, after in pairwise(laid))


def test_a_skip_ends_the_caption_and_nothing_is_said_twice() -> None:
    house = House(course=course())
    house.show.do(Describe(on=True))
    house.started().until(lambda: house.show.overlay().description is not None)
    house.show.do(Skip())
    assert house.show.overlay().description is None
    house.turn(24 * 6)
    assert "Anna stands" not in str(house.show.overlay().description)


def test_it_is_turned_off_and_stands_still_in_a_pause() -> None:
    house = House(course=course())
    house.show.do(Describe(on=True))
    house.started().until(lambda: house.show.overlay().description is not None)
    house.show.do(Pause(on=True))
    shown = house.show.overlay().description
    house.turn(48)
    assert house.show.overlay().description == shown
    house.show.do(Describe(on=False))
    assert house.show.overlay().description is None


def test_without_a_voice_it_is_only_read_and_nothing_waits() -> None:
    silent, trace, read = told(describes=True, voices=FakeVoices(silent=True))
    assert read[0] == "Anna stands at the gate in the rain."
    assert [what for what, _, _ in silent.mixer.told if what == "speak"] == []
    assert trace == told(describes=False, voices=FakeVoices(silent=True))[1]
    assert SilentVoices().settled([VoiceLine("x")])


@pytest.mark.parametrize("waits", [True, False])
def test_a_recording_waits_for_the_voice_that_is_due_and_nobody_else_does(waits: bool) -> None:
    house = House(course=course())
    settled = house.voices.settled
    house.voices.settled = lambda lines: all(one.speaker != SPEAKER for one in lines) and settled(lines)  # type: ignore[method-assign]
    house.show.do(Describe(on=True, waits=waits))
    house.started().turn()
    assert house.show.behind is waits
    house.voices.settled = settled  # type: ignore[method-assign]
    house.turn()
    assert not house.show.behind


def test_lines_are_voiced_before_descriptions() -> None:
    house = House(course=course())
    house.show.do(Describe(on=True))
    house.started()
    speakers = [line.speaker for line in house.voices.asked]
    assert SPEAKER in speakers
    assert speakers.index(SPEAKER) > speakers.index("ANNA")
    line = next(line for line in house.voices.asked if line.speaker == SPEAKER)
    assert line.cast == (("ANNA", "30, red coat"),)  # so that the voice is told from hers


def test_a_translated_story_is_described_by_its_table_alone() -> None:
    written = course().story
    rows = (Entry("gate.1:seen", "", "ANNA se tient à la grille."), Entry("nowhere.1:seen", "", "Rien."))
    french = translate(written, Table("fr", {row.key: row for row in rows}))
    begun = Course.begin(french, seed=7)
    assert [text for _, text in seen_in(begun).values()] == ["Anna se tient à la grille."]
    assert french.translation.keys() == {"gate.1:seen"}


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("He waits. She comes.", ("He waits. She comes.", "He waits.")),
        ("He waits here, and she comes.", ("He waits here, and she comes.", "He waits here.")),
        ("He goes. She stays. Rain.", ("He goes. She stays. Rain.", "He goes. She stays.", "He goes.")),
        ("Slowly, he comes.", ("Slowly, he comes.",)),
        ("雨が降る。彼が来る。", ("雨が降る。彼が来る。", "雨が降る。")),
        ("Wait", ("Wait",)),
        ("", ()),
    ],
)  # fmt: skip
def test_a_description_is_shortened_sentence_by_sentence(text: str, shorter: tuple[str, ...]) -> None:
    assert shortenings(text) == shorter


def test_gaps_end_before_lines_and_before_the_choice() -> None:
    begun = course()
    timeline = rehearse(begun, PacedVoices(), FPS).timeline
    found = gaps(timeline, seen_in(begun))
    assert len(found) == 3
    starts = [speech.start for speech in timeline.speeches]
    for gap in found:
        assert gap.start < gap.end < timeline.frames
        assert not any(gap.start <= start < gap.end for start in starts)
        assert min(read_s(text) for text in gap.texts) < float((gap.end - gap.start) / FPS) * 1.6


def test_a_description_is_heard_whole_though_its_moment_has_passed() -> None:
    mixer = FakeMixer()
    track = Soundtrack(mixer)  # type: ignore[arg-type]
    track.describe(Voice(1.0, (), np.full(48_000, 3000, np.int16)), at_s=1.0)
    track.render(480, 3.0)
    assert mixer.told == [("speak", 48_000, 0)]


def test_the_rest_goes_down_under_a_description() -> None:
    """It is speech, and ducks as speech does."""
    mixer = Mixer(wait=True)
    track = Soundtrack(mixer)
    track.describe(Voice(1.0, (), np.full(48_000, 9000, np.int16)), at_s=0.0)
    sound = track.render(48_000, 0.0)
    assert float(np.abs(sound[4_800:40_000]).max()) > 0.1


def test_stories_without_shots_are_not_described() -> None:
    assert gaps(rehearse(story(), FakeVoices(), FPS).timeline, {}) == ()
