"""Written drawings: outlines are read as they are meant, then placed, scaled, mirrored and lit as they are asked."""

from __future__ import annotations

import pytest

from generators.papertheatre.pieces import GLASS, WOOD, Piece, box, disc, placed
from generators.papertheatre.shapes import outline


def _bounds(drawn: str) -> tuple[float, ...]:
    b = outline(drawn).computeTightBounds()
    return tuple(round(v, 3) for v in (b.left(), b.top(), b.right(), b.bottom()))


@pytest.mark.parametrize(
    ("drawn", "bounds"),
    [
        ("M0 0 L2 0 2 1 Z", (0, 0, 2, 1)),
        ("M-.5-1L.5 -1 .5.25Z", (-0.5, -1, 0.5, 0.25)),
        ("M0 0 Q1 2 2 0", (0, 0, 2, 1)),
        ("M0 0 C0 -2 2 -2 2 0 Z M5 5 L6 6", (0, -1.5, 6, 6)),
        (box(1, 3, 2, 1), (0, 2, 2, 3)),
        (disc(1, 1, 2, 0.5), (-1, 0.5, 3, 1.5)),
    ],
)
def test_outlines_are_read_from_their_written_form(drawn: str, bounds: tuple[float, ...]) -> None:
    assert _bounds(drawn) == pytest.approx(bounds, abs=0.002)


@pytest.mark.parametrize("drawn", ["", "Z", "1 2 3", "M L C", "nothing at all 🙂"])
def test_what_is_no_outline_is_an_empty_path(drawn: str) -> None:
    assert outline(drawn).computeTightBounds().width() == 0


def test_a_drawing_is_placed_scaled_and_mirrored_around_its_foot() -> None:
    piece = Piece("M0 0 L1 0 1 -2 Z", WOOD, stroke=0.1)
    (cut,), (turned,) = placed((piece,), 3, 8, 2.0), placed((piece,), 3, 8, 2.0, mirror=True)
    b, m = cut.path.computeTightBounds(), turned.path.computeTightBounds()
    assert (b.left(), b.right(), b.top(), b.bottom()) == (3, 5, 4, 8)
    assert (m.left(), m.right()) == (1, 3)
    assert cut.stroke == pytest.approx(0.2)


def test_placing_leaves_the_shared_outline_as_it_was() -> None:
    placed((Piece("M0 0 L1 0 1 1 Z", WOOD),), 100, 100)
    assert _bounds("M0 0 L1 0 1 1 Z") == (0, 0, 1, 1)


def test_lamps_burn_as_brightly_as_they_are_told() -> None:
    lamp = Piece(disc(0, 0, 1), GLASS, lit=0.8)
    assert [placed((lamp,), 0, 0, glow=g)[0].lit for g in (0.0, 0.5, 1.0)] == pytest.approx([0.0, 0.4, 0.8])
