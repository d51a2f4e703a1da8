"""A viewer's settings."""

from __future__ import annotations

import pytest

from runtime.commands import TimeLimits
from runtime.player.viewstate import CaptionSize, ViewState


def test_sizes_go_from_100_to_200_percent() -> None:
    factors = [size.factor for size in CaptionSize]
    assert factors == sorted(factors)
    assert (factors[0], factors[-1]) == (1.0, 2.0)


@pytest.mark.parametrize(
    ("key", "step", "field", "value"),
    [
        ("captions", 1, "captions", False),
        ("caption_size", 1, "caption_size", CaptionSize.L),
        ("caption_size", -1, "caption_size", CaptionSize.S),
        ("volume", 1, "volume", 0.9),
        ("music_volume", -1, "music_volume", 0.9),
        ("time_limits", 1, "time_limits", TimeLimits.X2),
        ("time_limits", -1, "time_limits", TimeLimits.X1),
        ("developer", 1, "developer", True),
        ("fullscreen", 1, "fullscreen", True),
        ("hud_size", 1, "hud_size", CaptionSize.M),
        ("high_contrast", 1, "high_contrast", True),
        ("reduced_motion", -1, "reduced_motion", True),
        ("reach", 1, "reach", True),
        ("self_voicing", 1, "self_voicing", True),
        ("scan_s", 1, "scan_s", 3.0),
    ],
)
def test_a_step_changes_one_setting(key: str, step: int, field: str, value: object) -> None:
    changed = ViewState().adjusted(key, step)
    assert getattr(changed, field) == value
    assert changed.model_copy(update={field: getattr(ViewState(), field)}) == ViewState()


def test_volume_stays_between_silence_and_full() -> None:
    view = ViewState()
    for _ in range(20):
        view = view.adjusted("volume", 1)
    assert (view.volume, view.gain) == (1.0, 1.0)
    for _ in range(20):
        view = view.adjusted("volume", -1)
    assert (view.volume, view.gain) == (0.0, 0.0)


def test_music_can_be_turned_off_by_itself() -> None:
    view = ViewState(music_volume=0.5)
    assert view.music_gain == 0.25
    assert view.gain == ViewState().gain
    assert ViewState().stepped("music_volume", 0).music_volume == 0.0  # from the last value to the first


@pytest.mark.parametrize(
    ("key", "count"),
    [("caption_size", 4), ("time_limits", 4), ("captions", 2), ("hud_size", 4), ("scan_s", 5), ("reach", 2)],
)
def test_confirming_goes_round_all_values(key: str, count: int) -> None:
    view = ViewState()
    for _ in range(count):
        view = view.stepped(key, 0)
    assert view == ViewState()


def test_unknown_keys_change_nothing() -> None:
    assert ViewState().adjusted("nonsense", 1) == ViewState()
    assert ViewState().stepped("nonsense", 0) == ViewState()


def test_it_is_saved_and_loaded_and_forgives_unknown_fields() -> None:
    view = ViewState(volume=0.3, time_limits=TimeLimits.OFF)
    assert ViewState.model_validate_json(view.model_dump_json()) == view
    assert ViewState.model_validate({"volume": 0.3, "from the future": 1}).volume == 0.3
