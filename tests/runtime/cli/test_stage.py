"""What a viewer has set reaches the company: the mixer, and the settings file."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from runtime.audio.mixer import Mixer
from runtime.cli.stage import House, _watcher, keep_view, view_of
from runtime.player.viewstate import ViewState
from runtime.settings import Settings, read_settings

SILENT = SimpleNamespace(problem="", notice="")


def test_music_is_turned_while_the_show_goes_on() -> None:
    mixer, notified = Mixer(1), list[str]()
    show = SimpleNamespace(notify=notified.append)
    house = House(show, mixer, SILENT, SILENT, SILENT)  # type: ignore[arg-type]
    loop = SimpleNamespace(view=ViewState(music_volume=0.5), quit=False)
    watch = _watcher(house, SimpleNamespace(notice="No sound."), loop, 2.0)  # type: ignore[arg-type]
    watch(0.0)
    assert mixer.volume["music"] == 0.25
    loop.view = ViewState(music_volume=0.0)
    watch(1.0)
    assert mixer.volume["music"] == 0.0
    assert notified == ["No sound."]
    assert not loop.quit
    watch(2.0)
    assert loop.quit


def test_what_the_viewer_changed_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DIORAMA_SETTINGS", str(tmp_path / "settings.toml"))
    before = view_of(Settings())
    keep_view(before, before.adjusted("music_volume", -1).adjusted("captions", 1))
    settings, notice = read_settings()
    assert (settings.music_volume, settings.captions, notice) == (0.9, False, "")
    assert view_of(settings).music_volume == 0.9
