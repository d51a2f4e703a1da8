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
    assert figures["shelf_hit_rate"] == 0.5
    assert counts.outnumbered == 3


def test_speed_counts_every_frame_that_was_made_wherever_it_went() -> None:
    counts = Counts()
    counts.made(Made(frames=4, dropped=0, ms=100.0, made=4, first_ms=140.0, device_mb=512.0))
    counts.made(Made(frames=0, dropped=0, ms=100.0, made=4))
    counts.made(Made(frames=2, dropped=2, ms=200.0, made=4, first_ms=260.0, steered=True, device_mb=600.0))
    figures = counts.flat()
    assert figures["generated_fps"] == 30.0
    assert (figures["first_chunk_ms_p50"], figures["switch_ms_p50"]) == (140.0, 260.0)
    assert (figures["chunk_ms_p50"], figures["chunk_ms_p95"]) == (100.0, 200.0)
    assert figures["device_mb"] == 600.0


def test_frames_in_between_are_never_counted_as_generated() -> None:
    counts = Counts()
    counts.made(Made(frames=4, between=3, dropped=0, ms=100.0, made=4))
    counts.made(Made(frames=4, between=4, dropped=0, ms=100.0, made=4))
    figures = counts.flat()
    assert (figures["generated"], figures["interpolated"], figures["generated_fps"]) == (8.0, 7.0, 40.0)


def test_nothing_counted_is_nought() -> None:
    assert set(Counts().flat().values()) == {0.0}
