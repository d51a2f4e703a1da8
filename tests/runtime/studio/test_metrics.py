"""What is counted, and what is not counted twice."""

from __future__ import annotations

from runtime.studio.metrics import Counts
from runtime.studio.orders import Made


def test_a_display_that_is_faster_than_the_picture_counts_nothing_twice() -> None:
    counts = Counts()
    for asked in (0, 0, 0, 1, 1, 2):
        counts.asked(1, asked, asked)
    assert (counts.shown, counts.repeated, counts.missing) == (3, 0, 0)


def test_a_frame_that_was_not_there_is_one_underrun() -> None:
    counts = Counts()
    for asked, served in ((0, None), (0, None), (1, None), (2, 0), (3, 0), (3, 0), (3, 3)):
        counts.asked(1, asked, served)
    figures = counts.flat()
    assert (figures["missing"], figures["repeated"], figures["shown"]) == (2, 1, 2)
    assert figures["underruns"] == 3


def test_chunks_and_cuts() -> None:
    counts = Counts()
    for ms in (10.0, 30.0, 20.0):
        counts.made(Made(frames=3, dropped=1, ms=ms))
    counts.cut(is_hit=True)
    counts.cut(is_hit=False)
    figures = counts.flat()
    assert (figures["generated"], figures["chunk_ms_p50"]) == (9.0, 20.0)
    assert (figures["shelf_hits"], figures["shelf_misses"]) == (1.0, 1.0)
    assert counts.outnumbered == 3
