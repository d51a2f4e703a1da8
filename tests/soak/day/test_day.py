"""A small day: a real studio, visitors, two faults and a bad show, on a clock that waits for every picture."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pygame
import pytest

from runtime.kiosk import content
from tests.soak.day.eye import Eye
from tests.soak.day.room import Room, Terms, await_shows, furnish, small_room
from tests.soak.day.script import Account, Day
from tests.soak.day.troubles import KINDS
from tests.soak.day.verdict import judged
from tests.soak.proof import Result

TROUBLES = ("generator killed", "bad content: broken story", "generator: black frames")
LEAST_S = 60.0  # of show, that a visit takes at most on the average


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DIORAMA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DIORAMA_SETTINGS", str(tmp_path / "none.toml"))
    near = partial(content.Content, apart=lambda judge, folder, config: judge(folder, config))
    monkeypatch.setattr(content, "Content", near)
    return tmp_path


def held(room: Room, eye: Eye, troubles: tuple[str, ...]) -> tuple[Account, dict[str, Result]]:
    """A day whose every time is of the show's clock."""
    await_shows(room, 2)
    day = Day(room, [(name, KINDS[name]) for name in troubles], room.clock)
    account = day.run()
    return account, {one.name.partition(": ")[2]: one for one in judged(eye, account, 3)}


@pytest.mark.parametrize(
    ("span_s", "troubles"), [(240.0, TROUBLES[:2]), pytest.param(600.0, TROUBLES, marks=pytest.mark.soak)]
)
def test_a_small_day(home: Path, span_s: float, troubles: tuple[str, ...]) -> None:
    terms = Terms(home, span_s, 5, speed=1.0, size=(160, 90), look_s=0.2)
    furnish(terms, ("hello", "room"))
    eye, rooms = Eye(), list[Room]()

    def flipped(surface: pygame.Surface) -> None:
        eye.look(pygame.surfarray.pixels3d(surface).swapaxes(0, 1), rooms[0].clock() if rooms else 0.0)

    with small_room(terms, flipped) as room:
        rooms.append(room)
        account, found = held(room, eye, troubles)
    assert account.visits >= span_s / 2 / LEAST_S
    assert account.broken == []
    assert [one["kind"] for one in account.troubles] == list(troubles)
    assert [one["wrong"] for one in account.troubles] == [""] * len(troubles)
    for name in ("stuck states", "back in attract after", "unavailable", "ends of the kiosk", "bad content shown"):
        assert found[name].passed, found[name]
    assert max(account.returns_s) <= account.bound_s + 1
    assert account.bad == 1
