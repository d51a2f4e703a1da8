"""The cache on disk: what was put is got, what is broken is not there, and it never grows without bound."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from runtime.audio.voicecache import MAGIC, VoiceCache, read_voice

WAVE = np.arange(-500, 500, dtype=np.int16)


def test_what_was_put_is_got(tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path / "new" / "folder")
    assert cache.get("a") is None
    assert cache.put("a", WAVE)
    got, read = cache.get("a"), read_voice(cache.path("a"))
    assert got is not None
    assert read is not None
    assert np.array_equal(got, WAVE)
    assert np.array_equal(read, WAVE)
    assert read_voice(cache.path("b")) is None


@pytest.mark.parametrize("damage", [b"", b"garbage", MAGIC, MAGIC + b"0" * 16, MAGIC + b"1" * 16 + b"\x01\x02"])
def test_a_broken_file_is_not_there_and_is_made_again(tmp_path: Path, damage: bytes) -> None:
    cache = VoiceCache(tmp_path)
    cache.put("a", WAVE)
    path = next(tmp_path.glob("a*"))
    path.write_bytes(damage)
    assert cache.get("a") is None
    cache.put("a", WAVE)
    assert cache.get("a") is not None


def test_a_file_cut_anywhere_is_not_there(tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path)
    cache.put("a", WAVE)
    path = next(tmp_path.glob("a*"))
    whole = path.read_bytes()
    for size in range(0, len(whole), 97):
        path.write_bytes(whole[:size])
        assert cache.get("a") is None


def test_the_least_used_go_first(tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path, kept_bytes=3 * (WAVE.nbytes + 40))
    for age, key in enumerate("abcd"):
        cache.put(key, WAVE)
        path = next(tmp_path.glob(f"{key}*"))
        os.utime(path, (1000 + age, 1000 + age))
    assert cache.get("a") is not None  # used: now the newest
    cache.prune()
    assert [key for key in "abcd" if cache.get(key) is not None] == ["a", "c", "d"]


def test_what_a_crash_left_is_cleared(tmp_path: Path) -> None:
    (tmp_path / "half.tmp").write_bytes(b"x")
    VoiceCache(tmp_path).prune()
    assert list(tmp_path.iterdir()) == []


def test_no_half_files_are_left(tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path)
    for key in "abc":
        cache.put(key, WAVE)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".voice"] * 3


def test_a_folder_that_cannot_be_made_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    cache = VoiceCache(tmp_path / "file")
    assert not cache.put("a", WAVE)
    assert cache.get("a") is None
