"""A journal and its bytes: the same after a round trip, refused after any change."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.commands import (
    Back,
    Begin,
    Choose,
    Lengths,
    Moment,
    Pause,
    Restart,
    Rewind,
    SetTimeLimits,
    Skip,
    TimeLimits,
)
from runtime.errors import SaveError
from runtime.saves.journal import Endings, Journal
from runtime.saves.sealed import MAX_BYTES, seal, unseal

BEGIN = Begin(story="3f9a", title="The Last Light", seed=7, viewer={"name": "Ada", "age": 36, "tall": True, "x": 1.5})
AT = Moment(node="stairs", visit=2, beat=3, frame=41, stretch=5)
JOURNAL = Journal(begin=BEGIN).extended(
    Lengths(speech_s={"stairs.1": 2.25}, at=AT),
    Choose(choice="open-the-door", at=AT),
    Skip(at=AT),
    Back(at=AT),
    SetTimeLimits(limits=TimeLimits.OFF, at=AT),
    Choose(choice="say-nothing", by="deadline", at=AT),
    Restart(at=AT),
    Rewind(to=4, at=AT),
)


def test_a_journal_comes_back_as_it_was() -> None:
    again = Journal.from_bytes(JOURNAL.to_bytes())
    assert again == JOURNAL
    assert [type(value) for value in again.begin.viewer.values()] == [str, int, bool, float]
    assert Fraction(again.begin.fps) == 24
    assert again.to_bytes() == JOURNAL.to_bytes()


def test_extending_copies() -> None:
    longer = JOURNAL.extended(Skip())
    assert len(longer.commands) == len(JOURNAL.commands) + 1
    assert JOURNAL.commands == longer.commands[:-1]


def test_pauses_are_not_written_down() -> None:
    assert JOURNAL.extended(Pause(on=True)) == JOURNAL


def test_numbers_that_json_lacks_survive() -> None:
    odd = Journal(begin=BEGIN).extended(Lengths(speech_s={"a": math.inf, "b": -0.0}))
    assert Journal.from_bytes(odd.to_bytes()) == odd


def test_the_first_line_names_format_version_and_checksum() -> None:
    first = JOURNAL.to_bytes().split(b"\n", 1)[0].split(b" ")
    assert first[:2] == [b"diorama-save", b"2"]
    assert len(first[2]) == 64


def test_every_truncation_is_refused() -> None:
    data = JOURNAL.to_bytes()
    for length in range(len(data)):
        with pytest.raises(SaveError):
            Journal.from_bytes(data[:length])


def test_every_flipped_byte_is_refused() -> None:
    data = JOURNAL.to_bytes()
    for at in range(len(data)):
        for mask in (0x01, 0x20, 0x80, 0xFF):
            with pytest.raises(SaveError):
                Journal.from_bytes(data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :])


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_sentence(data: bytes) -> None:
    with pytest.raises(SaveError, match=r"\.$|\)$"):
        Journal.from_bytes(data)


@given(
    st.recursive(st.none() | st.text() | st.floats(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
@settings(max_examples=50, deadline=None)
def test_any_json_with_a_right_checksum_gives_a_sentence(value: object) -> None:
    import json

    with pytest.raises(SaveError, match="does not hold a journal"):
        Journal.from_bytes(seal("diorama-save", json.dumps(value).encode()))


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 1_000_000,
        b'{"begin":' * 100_000,
        b"\xff\xfe",
        b'{"begin":{"story":"x"},"commands":[{"kind":"begin","story":"x"}]}',
    ],
)
def test_hostile_bodies_give_a_sentence(body: bytes) -> None:
    with pytest.raises(SaveError, match="does not hold a journal"):
        Journal.from_bytes(seal("diorama-save", body))


def test_sizes_have_a_limit() -> None:
    with pytest.raises(SaveError, match="larger than 16 MiB"):
        Journal.from_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(ValueError, match="at most"):
        seal("diorama-save", b"x" * MAX_BYTES)


@pytest.mark.parametrize(("version", "says"), [(0, "oldest that can be read"), (3, "install a newer")])
def test_other_versions_are_named(version: int, says: str) -> None:
    data = JOURNAL.to_bytes().replace(b"diorama-save 2", f"diorama-save {version}".encode(), 1)
    with pytest.raises(SaveError, match=says):
        Journal.from_bytes(data)


def test_a_list_of_endings_is_no_save() -> None:
    endings = Endings(story="3f9a").with_found(["The boy at the door", "Dark", "Dark"])
    assert endings.found == ("The boy at the door", "Dark")
    assert Endings.from_bytes(endings.to_bytes()) == endings
    with pytest.raises(SaveError, match="not a Diorama save"):
        Journal.from_bytes(endings.to_bytes())
    with pytest.raises(SaveError, match="endings cannot be understood"):
        Endings.from_bytes(seal("diorama-endings", b"[]"))


def test_sealing_is_undone_by_unsealing() -> None:
    assert unseal("diorama-save", seal("diorama-save", b"anything\n at all")) == b"anything\n at all"
