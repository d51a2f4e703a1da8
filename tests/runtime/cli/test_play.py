"""Shows from the command line, whole: performed into films, saved, performed again."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import numpy.typing as npt
import pytest

from runtime.cli import stage
from runtime.cli.order import PlayOrder
from runtime.commands import Choose, TimeLimits
from runtime.saves import Saves
from tests.runtime.cli.conftest import Diorama

if TYPE_CHECKING:
    from runtime.settings import Settings

SMALL = ("--generator", "testcard", "--size", "160x90", "--headless")
SHORT = """\
Title: Short

EXT. QUAY - DAY #a#

Waves.

[[choice 5s tail 1s: Now?]]
+ Leave. -> END: Left
+ Stay. [[default]] -> b

EXT. QUAY - NIGHT #b#

Stars.

> END: Stayed
"""


def pictures(path: Path) -> npt.NDArray[np.int16]:
    """Every frame of a film: (time, height, width), 0..255."""
    with av.open(str(path)) as film:
        return np.stack([frame.to_ndarray(format="gray") for frame in film.decode(video=0)]).astype(np.int16)


def test_a_show_is_recorded_saved_and_replayed(tmp_path: Path, diorama: Diorama) -> None:
    film, again, story = tmp_path / "film.mp4", tmp_path / "again.mp4", tmp_path / "short.fountain"
    story.write_text(SHORT, encoding="utf-8")
    said = diorama("play", story, "--record", film, *SMALL)
    assert said.code == 0, said.err
    with av.open(str(film)) as made:
        kinds = [stream.type for stream in made.streams]
        assert made.streams.video[0].average_rate == Fraction(24)
    assert kinds == ["video", "audio", "subtitle"]
    frames = pictures(film)
    assert len(frames) > 10 * 24
    [save] = (tmp_path / "saves").glob("*.save")
    chosen = [command for command in Saves(tmp_path).read(save).commands if isinstance(command, Choose)]
    assert [(command.choice, command.by) for command in chosen] == [("stay", "auto")]
    assert Saves(tmp_path / "saves").endings(Saves(tmp_path).read(save).begin.story) == {"Stayed"}
    assert diorama("replay", save, "--headless", "--record", again).code == 0
    # The encoder's threads may round a level differently; what was given to them is the same.
    assert np.abs(pictures(again) - frames).max() <= 2


def test_without_a_display_the_show_becomes_a_film(tmp_path: Path, diorama: Diorama) -> None:
    said = diorama("play", "hello", "--seconds", 1, "--generator", "testcard", "--size", "160x90")
    assert said.code == 0
    lines = [line for line in said.err.splitlines() if line.startswith("No display")]
    assert len(lines) == 1
    assert str(tmp_path / "saves" / "hello.mp4") in lines[0]
    assert len(pictures(tmp_path / "saves" / "hello.mp4")) == 24


def test_a_film_that_cannot_be_written_is_one_sentence(tmp_path: Path, diorama: Diorama) -> None:
    (tmp_path / "file").write_text("")
    said = diorama("play", "hello", "--seconds", 1, "--record", tmp_path / "file" / "film.mp4", *SMALL)
    assert said.code == 1
    assert len(said.err.splitlines()) == 1
    assert "film.mp4" in said.err or "file" in said.err


def test_a_save_of_another_story_says_which(tmp_path: Path, diorama: Diorama) -> None:
    assert diorama("play", "hello", "--seconds", 5, *SMALL).code == 0
    [save] = (tmp_path / "saves").glob("*.save")
    said = diorama("replay", save, "--headless", "--story", "last-light")
    assert said.code == 1
    assert "Dear Sea" in said.err


def test_a_damaged_save_is_one_sentence(tmp_path: Path, diorama: Diorama) -> None:
    save = tmp_path / "bad.save"
    save.write_bytes(b"diorama-save 1 nonsense")
    said = diorama("replay", save, "--headless")
    assert said.code == 1
    assert said.err.startswith(f"diorama: {save}: this is not a Diorama save")


@pytest.fixture
def ordered(monkeypatch: pytest.MonkeyPatch) -> list[PlayOrder]:
    """What the stage is asked for; nothing is performed."""
    orders: list[PlayOrder] = []

    def note(order: PlayOrder, settings: Settings) -> int:
        orders.append(order)
        return 0

    monkeypatch.setattr(stage, "play", note)
    return orders


def test_flags_and_settings_become_an_order(
    tmp_path: Path, ordered: list[PlayOrder], diorama: Diorama, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings.toml").write_text('generator = "testcard"\nsize = "320x180"\n')
    monkeypatch.setenv("DIORAMA_SEED", "5")
    words = "play hello --time-limits X10 --fullscreen --continue --seconds 2.5".split()
    assert diorama(*words).code == 0
    assert ordered == [
        PlayOrder(
            story="hello", generator="testcard", size=(320, 180), seed=5, seconds=2.5, go_on=True, fullscreen=True,
            time_limits=TimeLimits.X10,
        )
    ]  # fmt: skip


def test_recording_takes_the_default_choices(ordered: list[PlayOrder], diorama: Diorama) -> None:
    diorama("play", "hello", "--record", "film.mp4")
    diorama("play", "hello", "--headless")
    diorama("play", "hello")
    assert [order.auto for order in ordered] == [True, True, False]


def test_replays_are_ordered_by_their_save(ordered: list[PlayOrder], diorama: Diorama) -> None:
    diorama("replay", "a.save", "--story", "hello", "--headless")
    assert ordered == [PlayOrder(story="hello", auto=True, headless=True, save=Path("a.save"))]
