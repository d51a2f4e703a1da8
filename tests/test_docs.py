"""What the pages say is so: every command they show is understood, and the short ones are really run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from runtime import __version__
from runtime.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "README.md", "stories/README.md", "stories/looks.md", "stories/diagnostics.md", "docs/editors.md",
    "generators/README.md", "saves/README.md", "runtime/kiosk/README.md",
)  # fmt: skip
VERBS = (
    "play", "replay", "check", "new", "doctor", "bench", "models", "graph", "diff", "playtest", "test", "preview",
    "import", "export", "lines", "language-server", "kiosk", "saves", "code",
)  # fmt: skip


def commands(page: str) -> list[str]:
    """Every line of the page's sh blocks and every `diorama ...` in its text, without comments."""
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL)).splitlines()
    inline = re.findall(r"`(diorama [^`]+)`", text)
    return [line.split("#")[0].strip() for line in (*blocks, *inline) if line.split("#")[0].strip()]


SHOWN = sorted({command for page in PAGES for command in commands(page) if command.startswith("diorama")})


def run(words: list[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    own = {
        "DIORAMA_SAVES": str(folder / "saves"),
        "DIORAMA_CACHE": str(folder / "cache"),
        "DIORAMA_LOGS": str(folder / "logs"),
        "DIORAMA_SETTINGS": str(folder / "settings.toml"),
        "PYTHONPATH": str(ROOT),
    }
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DISPLAY", "WAYLAND", "SDL_"))}
    command = [sys.executable, "-m", "runtime.cli", *words]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=folder, env={**kept, **own, **more}, timeout=230, check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder where the commands of the pages find what they name."""
    (tmp_path / "stories").symlink_to(ROOT / "stories", target_is_directory=True)
    return tmp_path


def test_the_pages_show_every_verb() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [verb for verb in VERBS if f"diorama {verb}" not in readme] == []


@pytest.mark.parametrize("command", [command for command in SHOWN if command != "diorama"])
def test_every_command_that_a_page_shows_is_understood(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With --help behind it a command is read as far as its verb and its options."""
    words = shlex.split(re.split(r"\s[|>]", command)[0])[1:]
    assert main([*words, "--help"]) == 0, capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", "diorama play"),
        ("doctor", "display"),
        ("check stories/hello", ""),
        ("check stories/last-light", ""),
        ("bench story --trials 1", "read_ms"),
    ],
)
def test_short_commands_are_run(command: str, said: str, folder: Path) -> None:
    done = run(shlex.split(command), folder)
    assert done.returncode == 0, done.stderr
    assert said in done.stdout.lower()


def test_a_new_show_can_be_checked_and_played(folder: Path) -> None:
    assert run(["new", "my-show"], folder).returncode == 0
    assert run(["check", "my-show"], folder).returncode == 0
    done = run(["play", "my-show", "--headless", "--seconds", "3", "--size", "160x90"], folder)
    assert done.returncode == 0, done.stderr


def test_the_recording_of_the_readme(folder: Path) -> None:
    command = "play stories/hello --seconds 5 --headless --record hello.mp4"
    assert f"diorama {command}" in SHOWN
    done = run(shlex.split(command), folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "hello.mp4").stat().st_size > 50_000


def test_the_two_commands_are_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    shown = {command.split()[1] for command in commands("README.md") if command.startswith("make ")}
    assert shown == {"play", "test"}
    assert shown <= targets


def test_the_newest_version_is_in_the_changelog() -> None:
    newest = re.search(r"^## ([0-9.]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == __version__


def test_the_readme_shows_a_real_screenshot() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", readme)
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


@pytest.mark.soak
@pytest.mark.parametrize("story", ["stories/hello", "stories/last-light"])
def test_whole_shows_are_performed_into_films(story: str, folder: Path) -> None:
    command = [sys.executable, "-m", "runtime.cli", "play", story, "--auto", "--headless", "--record", "whole.mp4"]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "DIORAMA_SAVES": str(folder / "saves"), "PYTHONPATH": str(ROOT)},
        timeout=3000,
        check=False,
    )
    assert done.returncode == 0
    assert (folder / "whole.mp4").stat().st_size > 1_000_000
