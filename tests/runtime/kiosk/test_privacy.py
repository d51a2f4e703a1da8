"""What visitors say is nowhere once they have gone: a thousand planted words are looked for in everything on disk."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pygame
import pytest

from runtime.kiosk import safety
from runtime.kiosk.config import read_config
from runtime.kiosk.states import Phase
from runtime.logbook import Logbook
from runtime.saves import Journal, Saves
from runtime.show import Show
from runtime.showcode import code_of
from runtime.wordlist import WordList
from tests.runtime.kiosk.fakes import Hall
from tests.runtime.kiosk.test_safety import typed_offer

FILE = """
[visit]
idle_seconds = 20
saves = "saves"
[content]
deny = ["bloody"]
[operator]
statistics = "statistics"
"""
A_VISIT = 5  # tokens


def token(number: int) -> str:
    """Letters that nobody else writes."""
    digest = hashlib.blake2b(str(number).encode(), digest_size=8).hexdigest()
    return "zqx" + digest.translate(str.maketrans("0123456789", "ghijklmnop"))


@dataclass
class Museum:
    """A kiosk that keeps all that a museum may have it keep, in one folder."""

    folder: Path
    codes: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        (self.folder / "hall.toml").write_text(FILE, encoding="utf-8")
        self.saves = Saves(self.folder / "saves")
        self.book = Logbook(self.folder / "logs", run=False)
        self.hall = Hall(typed_offer(), config=read_config(self.folder / "hall.toml"))
        self.hall.hands.keep = self.saves.submit
        house = self.hall.loop.house
        house.safety.words = self.hall.hands.words = WordList(house.config.content.deny)
        house.note = lambda part, event: self.book.note(part, event)
        self.hall.wait(3)

    def visit(self, tokens: Iterable[str]) -> None:
        """Somebody types all of these in every way there is, chooses, and leaves; the kiosk forgets them."""
        hall = self.hall.touch().wait(12)
        for planted in tokens:
            hall.loop.house.typed.put(f"my name is {planted}")
            hall.loop.house.typed.put(f"bloody {planted}")
            for letter in planted:
                hall.window.post(pygame.event.Event(pygame.TEXTINPUT, text=letter))
                hall.window.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F1, mod=0, unicode=letter, scancode=0))
            hall.press(pygame.K_F12, pygame.K_F3).wait(1)
        hall.loop.house.typed.put("wait a while")
        hall.wait(6)
        show = hall.loop.show
        assert isinstance(show, Show)
        self.codes.append(code_of(show.course.restarted(), show.journal.commands))
        hall.press(pygame.K_ESCAPE).touch("pause:quit").wait(3)
        assert hall.phase() is Phase.ATTRACT
        self.told.append(hall.loop.told().model_dump_json())
        assert show.journal.begin.viewer == {}

    def close(self) -> None:
        self.saves.close()
        self.hall.loop.house.close()
        self.book.close()

    def written(self) -> dict[str, str]:
        """Everything on the disk that was not there before, as text; journals opened."""
        found = {}
        for path in self.folder.rglob("*"):
            if path.is_file() and path.name != "hall.toml":
                data = path.read_bytes()
                more = Journal.from_bytes(data).model_dump_json() if ".save" in path.name else ""
                found[str(path)] = f"{path.name}\n{data.decode('utf-8', 'replace')}\n{more}".lower()
        return found


@pytest.fixture
def museum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Museum:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIORAMA_LOGS", str(tmp_path / "logs"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return Museum(tmp_path)


@pytest.mark.parametrize("count", [20, pytest.param(1_000, marks=[pytest.mark.soak, pytest.mark.timeout(1800)])])
def test_planted_words_are_found_nowhere_after_the_reset(museum: Museum, count: int) -> None:
    planted = [token(number) for number in range(count)]
    for first in range(0, count, A_VISIT):
        museum.visit(planted[first : first + A_VISIT])
    museum.close()
    written = museum.written()
    assert museum.hall.loop.told().safety["texts refused"] == count
    assert any("saves" in path for path in written)
    assert any("statistics" in path for path in written)
    everything = "\n".join((*written.values(), *museum.told)).lower()
    assert [one for one in (*planted, *museum.codes) if one.lower() in everything] == []
    assert "wait a while" not in everything


def test_a_crash_report_has_no_word_of_theirs(museum: Museum, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(choices: object, text: str) -> None:
        raise RuntimeError("the ear is broken")

    monkeypatch.setattr(safety, "match_answer", broken)
    hall = museum.hall.touch().wait(12)
    hall.loop.house.typed.put(f"my name is {token(1)}")
    with pytest.raises(RuntimeError), museum.book.watching(lambda: hall.loop.told().model_dump()):
        hall.wait(1)
    museum.close()
    reports = [text for path, text in museum.written().items() if "crash" in Path(path).name]
    assert reports
    assert all("the ear is broken" in text and token(1) not in text for text in reports)


def test_the_search_would_find_them(museum: Museum) -> None:
    """Or the proof would prove nothing."""
    museum.book.note("visitor", f"said {token(1)}")
    museum.close()
    assert any(token(1) in text for text in museum.written().values())
