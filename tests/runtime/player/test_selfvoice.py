"""What is said aloud, when, and how it lies over everything else."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pygame
import pytest

from runtime.audio.voice import Voice, VoiceLine
from runtime.overlay import Overlay
from runtime.player.controls import Controls, Page
from runtime.player.playloop import Setup
from runtime.player.selfvoice import DUCK, Reader, SelfVoice, everything, here
from runtime.player.viewstate import ViewState
from tests.runtime.player.fakes import END, TITLE, key, panel
from tests.runtime.player.test_playloop import Seat

PANEL = Overlay(panel=panel())
ALOUD = ViewState(self_voicing=True)


class FakeVoices:
    """Voices each line after it was polled twice: a tone of a tenth of a second."""

    def __init__(self) -> None:
        self.hurried: list[str] = []
        self.polls = 0

    def hurry(self, line: VoiceLine) -> None:
        self.hurried.append(line.text)
        self.polls = 0

    def poll(self) -> None:
        self.polls += 1

    def get(self, line: VoiceLine) -> Voice | None:
        return Voice(0.1, (), np.full(4800, 16000, np.int16)) if self.polls >= 2 else None


def test_the_question_and_every_option_are_said_with_their_marks() -> None:
    words = everything(PANEL, Controls(), ViewState())
    assert words.startswith("The horn sounds again, closer. What now? 1: Climb to the lamp, if you wait.")
    assert "3: Tell Jonas about the oil, You have not found the can." in words
    assert "4: Ring the fog bell" in words


@pytest.mark.parametrize(
    ("overlay", "controls", "words"),
    [
        (Overlay(card=TITLE), Controls(), "Last Light. Begin."),
        (Overlay(card=END), Controls(), "Last Light. The boy at the door. Play again."),
        (Overlay(paused=True), Controls(page=Page.PAUSE), "Paused. Go on."),
        (Overlay(paused=True), Controls(page=Page.RESTART, focus="restart:again"), "Start again"),
        (Overlay(paused=True, language="de"), Controls(page=Page.ACCESS), "Größe der Menüs: 100 %"),
        (Overlay(), Controls(), ""),
    ],
)
def test_cards_and_pages_are_said(overlay: Overlay, controls: Controls, words: str) -> None:
    assert words in everything(overlay, controls, ViewState())


def test_a_setting_is_said_with_its_value() -> None:
    controls = Controls(page=Page.PAUSE, focus="pause:volume")
    assert here(Overlay(paused=True), controls, ViewState(volume=0.3)) == "Volume: 30 %"


def test_a_panel_is_read_once_then_each_option_that_gets_the_focus() -> None:
    reader = Reader()
    assert reader.look(PANEL, Controls(), ALOUD).startswith("The horn")
    assert reader.look(PANEL, Controls(), ALOUD) == ""
    assert reader.look(PANEL, Controls(focus="option:boat"), ALOUD) == "Go down to the boat"
    other = Overlay(panel=replace(panel(), question="And now?"))
    assert reader.look(other, Controls(), ALOUD).startswith("And now?")
    assert reader.look(Overlay(), Controls(), ALOUD) == ""


def test_without_the_setting_nothing_is_said_by_itself() -> None:
    assert Reader().look(PANEL, Controls(), ViewState()) == ""


def test_the_voice_lies_over_everything_and_the_rest_goes_down_and_comes_back() -> None:
    voice = SelfVoice(FakeVoices())
    sound = np.full((480, 2), 0.5, np.float32)
    assert voice.mixed(sound.copy(), 1.0) is not None
    voice.say("Climb to the lamp")
    blocks = [voice.mixed(sound.copy(), 1.0) for _ in range(40)]
    speaking = [block for block in blocks if float(block.max()) > 0.55]
    assert len(speaking) == 10  # a tenth of a second
    assert float(speaking[-1][-1, 0]) == pytest.approx(0.5 * DUCK + 16000 / 32767, abs=0.01)
    assert blocks[-1].tolist() == sound.tolist()
    assert all(abs(float(a[-1, 0] - b[0, 0])) < 0.55 for a, b in pairwise(blocks))


def test_what_is_asked_for_later_takes_its_place() -> None:
    voices = FakeVoices()
    voice = SelfVoice(voices)
    voice.say("One")
    for _ in range(3):
        voice.mixed(np.zeros((480, 2), np.float32), 1.0)
    assert voice.speaking
    voice.say("Two")
    assert not voice.speaking
    voice.say("  ")
    assert voices.hurried == ["One", "Two"]


def test_a_key_has_everything_said_at_any_time() -> None:
    voices = FakeVoices()
    seat = Seat(PANEL, Setup(voice=SelfVoice(voices)))
    seat.pass_by(0.1)
    assert voices.hurried == []
    seat.window.post(key(pygame.K_v))
    seat.clock.want = 960
    seat.pass_by(0.1)
    assert voices.hurried == [everything(PANEL, Controls(), ViewState())]
    assert max(float(sound.max()) for sound in seat.clock.written) > 0.5


def test_with_the_setting_the_loop_says_what_gets_the_focus() -> None:
    voices = FakeVoices()
    seat = Seat(PANEL, Setup(view=ALOUD, voice=SelfVoice(voices)))
    seat.pass_by(0.1)
    seat.window.post(key(pygame.K_RIGHT))
    seat.pass_by(0.1)
    assert voices.hurried[1:] == ["Go down to the boat"]
