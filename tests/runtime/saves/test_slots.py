"""Slots, what they say of themselves, and the album of stills."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.commands import Begin, Choose, Moment
from runtime.errors import SaveError
from runtime.saves import LEFT, SLOTS, Album, Card, Journal, Kept, Save, Saves
from runtime.saves.card import ALBUM_STILLS, STILL_BYTES, THUMB_BYTES
from runtime.saves.folder import save_name
from runtime.saves.sealed import ALBUM_FORMAT, SAVE_FORMAT, seal

PATIENCE_S = 20.0


def journal(choices: int, story: str = "3f9a", title: str = "The Last Light") -> Journal:
    begun = Journal(begin=Begin(story=story, title=title, seed=7))
    return begun.extended(*(Choose(choice=f"c{n}", at=Moment(stretch=n)) for n in range(choices)))


def put(saves: Saves, record: Journal | Kept, slot: str = "") -> None:
    assert saves._desk.wait(saves.submit(record, slot=slot), PATIENCE_S)


def test_a_slot_is_not_the_save_that_keeps_itself(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    put(saves, journal(1))
    put(saves, journal(2), "2")
    put(saves, journal(3), LEFT)
    assert saves.latest("3f9a") == journal(1)
    assert saves.latest("3f9a", "2") == journal(2)
    assert saves.latest("3f9a", LEFT) == journal(3)
    assert saves.latest("3f9a", "1") is None
    assert saves.latest_of_another_version({"The Last Light"}, "") == journal(1)
    assert saves.latest_of_another_version({"The Last Light"}, "", "2") == journal(2)
    saves.close()


def test_every_save_is_listed_with_its_slot(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    put(saves, journal(1))
    put(saves, journal(2), "2")
    put(saves, journal(3, "other", "Other"), "6")
    (tmp_path / "junk.save").write_bytes(b"junk")
    saves.close()
    found = {(slot, save.begin.title, len(save.commands)) for slot, _, save in Saves(tmp_path).all()}
    assert found == {("", "The Last Light", 1), ("2", "The Last Light", 2), ("6", "Other", 3)}


def test_a_second_player_has_slots_of_its_own(tmp_path: Path) -> None:
    first, second = Saves(tmp_path), Saves(tmp_path)
    put(first, journal(1), "1")
    put(second, journal(2), "1")
    assert len([path for path in tmp_path.iterdir() if path.suffix == ".save"]) == 2
    assert {slot for slot, _, _ in first.all()} == {"1"}
    first.close()
    second.close()


def test_a_card_and_its_still_come_back(tmp_path: Path) -> None:
    saves, asked = Saves(tmp_path), []

    def still() -> bytes:
        asked.append(1)
        return b"\xff\xd8 a picture"

    card = Card(heading="STAIRS - NIGHT", node="stairs", played_s=61.5, date="2026-11-26T04:18")
    put(saves, Kept(journal(2), card, still), "1")
    found = saves.newest("3f9a", "1")
    assert found is not None
    assert found.card == card.model_copy(update={"still": b"\xff\xd8 a picture"})
    assert found.journal == journal(2)
    assert asked == [1]
    saves.close()


def test_a_still_that_is_too_large_is_left_out() -> None:
    save = Save.from_bytes(Kept(journal(1), Card(), lambda: b"x" * (STILL_BYTES + 1)).to_bytes())
    assert save.card == Card()
    whole = Save.from_bytes(Kept(journal(1), Card(), lambda: b"x" * STILL_BYTES).to_bytes())
    assert whole.card is not None
    assert len(whole.card.still) == STILL_BYTES


@pytest.mark.parametrize(
    "card",
    [
        b'{"still":"' + b"A" * 80_000 + b'"}', b'{"still":"%%%"}', b'{"heading":"' + b"x" * 300 + b'"}',
        b'{"played_s":-1}', b'{"played_s":1e99}', b'{"more":1}', b"[]", b'{"still":7}',
    ],
)  # fmt: skip
def test_a_hostile_card_is_refused_with_its_save(card: bytes) -> None:
    with pytest.raises(SaveError, match="does not hold a journal"):
        Save.from_bytes(seal(SAVE_FORMAT, b'{"begin":{"story":"x"},"commands":[],"card":' + card + b"}"))


def test_an_album_keeps_the_newest_stills_and_none_that_is_too_large() -> None:
    album = Album(story="3f9a").with_stills({f"k{n}": b"s%d" % n for n in range(ALBUM_STILLS + 5)})
    assert len(album.stills) == ALBUM_STILLS
    assert "k4" not in album.stills
    again = album.with_stills({"k5": b"new", "large": b"x" * (THUMB_BYTES + 1), "none": b""})
    assert list(again.stills)[-1] == "k5"
    assert again.stills["k5"] == b"new"
    assert len(again.stills) == ALBUM_STILLS
    assert Album.from_bytes(again.to_bytes()) == again


def test_an_album_is_found_again_and_those_of_two_players_add_up(tmp_path: Path) -> None:
    first, second = Saves(tmp_path), Saves(tmp_path)
    for saves, key in ((first, "a"), (second, "b")):
        ticket = saves.add_stills(saves.album("3f9a").with_stills({key: key.encode()}), "3f9a")
        assert saves._desk.wait(ticket, PATIENCE_S)
        saves.close()
    assert Saves(tmp_path).album("3f9a").stills.keys() == {"a", "b"}
    assert Saves(tmp_path).album("other") == Album(story="other")
    (tmp_path / "junk.album").write_bytes(b"x")
    with pytest.raises(SaveError, match="cannot be understood"):
        Album.from_bytes(seal(ALBUM_FORMAT, b'{"story":"x","stills":{"a":"' + b"A" * 40_000 + b'"}}'))


def test_slots_have_safe_names() -> None:
    names = {save_name("3f9a", "Slot 3: ../x", slot) for slot in ("", *SLOTS, LEFT)}
    assert len(names) == len(SLOTS) + 2
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") for name in names)
