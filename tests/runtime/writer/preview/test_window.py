"""The window of a preview: the writer's keys come first, and what is said is seen."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from runtime.cli import main
from runtime.player.canvas import Canvas
from runtime.player.playloop import Setup
from runtime.player.window import OffscreenWindow
from runtime.writer.preview.preview import WELCOME
from runtime.writer.preview.window import PreviewLoop
from tests.runtime.player.fakes import HandClock
from tests.runtime.writer.preview.stories import TEXT, Room, written


class Desk:
    """A loop in a window that is not there."""

    def __init__(self, folder: Path) -> None:
        self.room = Room(folder)
        self.window = OffscreenWindow((640, 360))
        self.loop = PreviewLoop(
            self.room.preview, self.window, HandClock(1 / 24), Canvas((640, 360)), Setup(exact=True)
        )  # fmt: skip

    def press(self, code: int, letters: str = "") -> None:
        self.window.post(pygame.event.Event(pygame.KEYDOWN, key=code, unicode=letters, mod=0))
        self.step()

    def step(self, passes: int = 2) -> None:
        for _ in range(passes):
            self.loop.step()

    def corner(self) -> tuple[int, ...]:
        """The middle of where a sheet stands."""
        return tuple(self.window.surface.get_at((60, 120)))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.step()
    return desk


def test_a_sheet_lies_over_the_picture_and_goes_again(desk: Desk) -> None:
    bare = desk.corner()
    desk.press(pygame.K_i)
    assert desk.loop.shown().sheet == "inspector"
    assert desk.corner() != bare
    desk.press(pygame.K_i)
    assert desk.loop.shown().rows == ()


def test_keys_that_are_the_writers_do_not_reach_the_show(desk: Desk) -> None:
    before = desk.room.show.journal.commands
    for code in (pygame.K_n, pygame.K_s, pygame.K_b, pygame.K_r, pygame.K_1):
        desk.press(code, chr(code))
    assert desk.loop.shown().rows[0].text == "Jump to: sbr1|"
    desk.press(pygame.K_ESCAPE)
    assert desk.room.show.journal.commands == before
    desk.press(pygame.K_s)
    assert len(desk.room.show.journal.commands) > len(before)


def test_what_is_said_is_part_of_what_is_seen(desk: Desk) -> None:
    assert desk.loop.shown().top[0].text == WELCOME
    desk.room.show.notify("No sound.")
    desk.step()
    assert desk.loop.shown().top[-1].text == "No sound."
    assert desk.loop.overlay.notice == ""


def test_the_time_from_the_save_to_the_picture_is_told(desk: Desk) -> None:
    desk.room.path.write_text(TEXT.replace("in the rain", "in the snow"))
    desk.step(4)
    assert "after it was saved" in desk.loop.shown().top[0].text
    desk.press(pygame.K_i)
    assert "from the file to the picture" in desk.loop.shown().rows[-1].text


@pytest.mark.parametrize(
    ("words", "text", "said"),
    [
        ([], TEXT, "A preview needs a window"),
        (["--from", "hall"], TEXT, "A preview needs a window"),
        (["--from", "cellar"], TEXT, "There is no way to “cellar”"),
        (["--from", "celar"], TEXT, "Did you mean “cellar”?"),
        (["--generator", "nobody"], TEXT, "nobody"),
        ([], TEXT.replace("-> yard", "-> yrd"), "gate.fountain:19"),
        ([], "", "is empty"),
    ],
)
def test_what_cannot_be_previewed_is_said_in_one_line(
    words: list[str], text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr("runtime.player.window.display_problem", lambda: "No display was found.")
    assert main(["preview", str(written(tmp_path, text)), *words]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
