"""Packed word lists read as the unpacked ones do, and a broken file is packed again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from runtime.audio.wordlists import Packed, packed, reader

TEXTS = (
    "Who put out the lamp?",
    "They read what she had read on the 3rd of March 1984, for $12.50.",
    "Zwrt and Mara's oilskins glowed; Dr. Smith didn't live here.",
    "RMS Constance… “half past nine”, twenty-two knots!",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("words")


@lru_cache(maxsize=2)
def unpacked(british: bool) -> Callable[[str], str]:
    from hibari.g2p import G2P

    made: Callable[[str], str] = G2P(british=british)
    return made


def test_a_table_is_found_again() -> None:
    table = {f"word{number}": f"ˈphoneme {number}" for number in range(500)} | {"é": {"NN": "a", "DEFAULT": "b"}, "": 1}
    slots, blob = packed(table)
    found = Packed(b"head" + blob, 4, slots)
    assert all(found.get(word) == value for word, value in table.items())
    assert found.get("é")["NN"] == "a"
    assert found.get("nothing") is None
    assert found.get("nothing", 7) == 7
    assert "word7" in found
    assert "word" not in found
    assert "\ud800" not in found


def test_an_empty_table_has_nothing() -> None:
    slots, blob = packed({})
    assert Packed(blob, 0, slots).get("a") is None


@pytest.mark.parametrize("british", [False, True])
def test_it_reads_as_hibari_does(folder: Path, british: bool) -> None:
    packed_reader = reader(british, folder)
    assert [packed_reader(text) for text in TEXTS] == [unpacked(british)(text) for text in TEXTS]


def test_what_was_packed_is_used_again(folder: Path) -> None:
    reader(british=False, folder=folder)
    file = next(folder.glob("words-us-*.bin"))
    before = file.stat().st_mtime_ns
    assert reader(british=False, folder=folder)(TEXTS[0]) == unpacked(british=False)(TEXTS[0])
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", ["cut", "changed", "empty"])
def test_a_broken_file_is_packed_again(folder: Path, damage: str) -> None:
    reader(british=False, folder=folder)
    file = next(folder.glob("words-us-*.bin"))
    whole = file.read_bytes()
    middle = len(whole) // 2
    changed = whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :]
    file.write_bytes({"cut": whole[:-5], "changed": changed, "empty": b""}[damage])
    assert reader(british=False, folder=folder)(TEXTS[1]) == unpacked(british=False)(TEXTS[1])
    assert len(file.read_bytes()) == len(whole)
    assert list(folder.glob("*.tmp")) == []


def test_without_a_folder_it_reads_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for place in (None, tmp_path / "file"):
        assert reader(british=False, folder=place)(TEXTS[0]) == unpacked(british=False)(TEXTS[0])
