"""Columns in the client's code units: emoji and accents are where the editor says."""

from __future__ import annotations

import pytest

from runtime.writer.server.position import Encoding, Spot, from_units, line_at, lines_of, to_units

LINE = "é🎭x"


@pytest.mark.parametrize(
    ("encoding", "units"), [("utf-8", [0, 2, 6, 7]), ("utf-16", [0, 1, 3, 4]), ("utf-32", [0, 1, 2, 3])]
)
def test_columns_go_there_and_back(encoding: Encoding, units: list[int]) -> None:
    assert [to_units(LINE, column, encoding) for column in range(4)] == units
    assert [from_units(LINE, unit, encoding) for unit in units] == [0, 1, 2, 3]


def test_a_place_within_a_character_is_before_it() -> None:
    assert from_units(LINE, 2, "utf-16") == 1
    assert from_units(LINE, 3, "utf-8") == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_what_is_out_of_range_is_the_nearest_end(encoding: Encoding) -> None:
    assert from_units(LINE, 99, encoding) == from_units("ascii", 99, encoding) - 2 == 3
    assert from_units(LINE, -5, encoding) == 0
    assert to_units(LINE, -5, encoding) == 0
    assert to_units(LINE, 99, encoding) == to_units(LINE, 3, encoding)


def test_lines_end_as_the_reader_has_it() -> None:
    assert lines_of("a\r\nb\rc\nd\x0be") == ["a", "b", "c", "d\x0be"]
    assert line_at(["a"], 5) == line_at(["a"], -1) == ""


def test_a_spot_holds_both_its_ends() -> None:
    spot = Spot("f", 0, 2, 4)
    assert [column for column in range(7) if spot.holds(column)] == [2, 3, 4]
