"""Saves of every version that was ever written are read; they lie in tests/data/saves and are never changed."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from runtime.commands import Rewind, TimeLimits
from runtime.errors import SaveError
from runtime.saves import Journal, Save
from runtime.saves.journal import STEPS, Endings
from runtime.saves.sealed import OLDEST_READABLE, SAVE_FORMAT, VERSION, opened, seal

OLD = Path(__file__).parents[2] / "data" / "saves"
SAVES = sorted(OLD.glob("*.save"))


@pytest.mark.parametrize("path", SAVES, ids=lambda path: path.stem)
def test_an_old_save_is_read_and_written_as_a_new_one(path: Path) -> None:
    data = path.read_bytes()
    version, body = opened(SAVE_FORMAT, data)
    save = Save.from_bytes(data)
    assert path.stem.startswith(f"version-{version}-")
    told = json.loads(body)
    assert [command.kind for command in save.commands] == [command["kind"] for command in told["commands"]]
    assert (save.begin.story, save.begin.seed) == (told["begin"]["story"], told["begin"]["seed"])
    again = save.journal.to_bytes()
    assert again.startswith(f"{SAVE_FORMAT} {VERSION} ".encode())
    assert Journal.from_bytes(again) == save.journal == Journal.from_bytes(data)


def test_there_is_an_old_save_of_every_readable_version() -> None:
    versions = {opened(SAVE_FORMAT, path.read_bytes())[0] for path in SAVES}
    assert versions == set(range(OLDEST_READABLE, VERSION + 1))
    assert set(STEPS) == set(range(OLDEST_READABLE, VERSION))


def test_what_a_save_of_version_1_says_is_kept_to_the_letter() -> None:
    save = Save.from_bytes((OLD / "version-1-every-command.save").read_bytes())
    assert save.card is None
    assert save.begin.viewer == {"name": "Ada", "age": 36, "tall": True, "x": 1.5}
    lengths, first, *_, last = save.commands
    assert lengths.speech_s == {"stairs.1": 2.25, "odd": math.inf}  # type: ignore[union-attr]
    assert (first.choice, first.by, first.at.frame) == ("open-the-door", "viewer", 41)  # type: ignore[union-attr]
    assert last.kind == "restart"
    assert [c.limits for c in save.commands if c.kind == "time limits"] == [TimeLimits.OFF]


def test_a_save_of_version_2_has_a_card_and_rewinds() -> None:
    save = Save.from_bytes((OLD / "version-2-with-a-card.save").read_bytes())
    assert save.card is not None
    assert (save.card.heading, save.card.played_s, len(save.card.still)) == ("LIGHTHOUSE STAIRS - NIGHT", 754.5, 633)
    assert save.commands[-1] == Rewind(to=4, at=save.commands[-1].at)  # type: ignore[union-attr]


def test_old_endings_are_read() -> None:
    endings = Endings.from_bytes((OLD / "version-1.endings").read_bytes())
    assert endings.found == ("The boy at the door", "Dark")


def test_an_old_version_does_not_let_anything_through() -> None:
    for body in (b"[]", b'{"begin":{"story":"x"},"more":1}', b"\xff"):
        with pytest.raises(SaveError, match="does not hold a journal"):
            Save.from_bytes(seal(SAVE_FORMAT, body, version=1))
