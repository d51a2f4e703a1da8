"""`diorama kiosk`: its file, and what it says before it opens anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.cli import main
from tests.runtime.kiosk.fakes import STORY, show_folder


def test_init_writes_a_file_once_and_check_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIORAMA_CACHE", str(tmp_path / "cache"))
    assert main(["kiosk", "--init"]) == 0
    assert "diorama kiosk kiosk.toml" in capsys.readouterr().out
    assert main(["kiosk", "--init"]) == 2
    assert "is there already" in capsys.readouterr().err
    file = tmp_path / "kiosk.toml"
    file.write_text(file.read_text().replace('stories = "bundled"', 'stories = "shows"'))
    show_folder(tmp_path / "shows", "room", STORY.format(title="Room"))
    assert main(["kiosk", "kiosk.toml", "--check"]) == 0
    assert "room: Room (en)" in capsys.readouterr().out
    show_folder(tmp_path / "shows", "bad", STORY.format(title="Room").replace("7+", "18"))
    assert main(["kiosk", "kiosk.toml", "--check"]) == 1
    assert "bad: not shown: it is rated 18" in capsys.readouterr().err


def test_what_is_wrong_is_said_in_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kiosk"]) == 2
    assert "diorama kiosk --init" in capsys.readouterr().err
    file = tmp_path / "kiosk.toml"
    file.write_text("[visit]\nwarning_seconds = 3\n")
    assert main(["kiosk", str(file)]) == 1
    told = capsys.readouterr().err
    assert f"{file}:2: [visit] warning_seconds" in told
    assert "Type: warning_seconds = 20" in told
    assert main(["kiosk", "--init", str(tmp_path / "no" / "kiosk.toml")]) == 1
