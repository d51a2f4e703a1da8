"""What sets a machine up: units that start a command that there is, and an installer that says what it would do."""

from __future__ import annotations

import plistlib
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from runtime.cli import main
from runtime.cli.caretaker import LEFT
from runtime.cli.guard import SUPERVISED
from runtime.kiosk.setup import folder

HERE = folder()
ROOT = Path(__file__).resolve().parents[3]
UNIT = "diorama-kiosk.service"


def read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def unit(name: str) -> dict[str, list[str]]:
    """Every key with its values, in order."""
    found: dict[str, list[str]] = {}
    for line in read(name).splitlines():
        if line and not line.startswith(("#", "[")):
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


def understood(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> bool:
    """Whether our command takes these words, up to a file that is not there."""
    assert main([*words[1:-1], str(tmp_path / Path(words[-1]).name)]) == 1
    return "cannot be read" in capsys.readouterr().err


def test_the_unit_starts_a_command_that_there_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = unit(UNIT)["ExecStart"]
    compositor, _, ours = line.partition(" -- ")
    words = shlex.split(ours)
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    assert Path(words[0]).name in scripts
    assert understood(words, tmp_path, capsys)
    assert compositor.split()[0] == "/usr/bin/cage"
    installer = read("install.sh")
    assert f"HOME_DIR={Path(words[0]).parents[1]}\n" in installer
    assert f"CONFIG={words[-1]}\n" in installer
    assert " cage " in installer


def test_the_unit_restarts_for_ever_and_its_watchdog_is_ours() -> None:
    told = unit(UNIT)
    assert told["Restart"] == ["always"]
    assert told["StartLimitIntervalSec"] == ["0"]
    assert told["RestartPreventExitStatus"] == [str(LEFT)]
    assert (told["Type"], told["NotifyAccess"]) == (["notify"], ["all"])
    assert int(told["WatchdogSec"][0]) >= 20
    assert f"{SUPERVISED}=1" in told["Environment"]
    assert {"char-drm rw", "char-input rw", "char-alsa rw"} <= set(told["DeviceAllow"])
    before, _, _ = read(UNIT).partition("[Service]")
    assert "StartLimitIntervalSec" in before  # systemd knows it there alone


def test_x11_overrides_the_unit_and_starts_the_session_that_is_installed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cleared, line = unit("x11.conf")["ExecStart"]
    assert cleared == ""
    session = line.split()[1]
    assert session.removeprefix("/opt/diorama") in read("install.sh")
    words = shlex.split(next(one for one in read("x11-session").splitlines() if one.startswith("exec ")))
    assert understood([*words[1:-1], "kiosk.toml"], tmp_path, capsys)
    assert "DontVTSwitch" in read("10-diorama.conf")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_finds_nothing_wrong_with_it(tmp_path: Path) -> None:
    (line,) = unit(UNIT)["ExecStart"]
    plain = read(UNIT).replace(line, "/bin/true").replace("User=diorama", "User=root").replace("Group=diorama\n", "")
    (tmp_path / UNIT).write_text(plain)
    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / UNIT)], capture_output=True, text=True, timeout=60, check=False
    )
    assert UNIT not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there is no sh here")
@pytest.mark.parametrize("words", [[], ["--x11"], ["--from", "diorama.whl"]])
def test_the_installer_says_what_it_would_do_and_does_nothing(words: list[str], tmp_path: Path) -> None:
    before = sorted(HERE.iterdir())
    done = subprocess.run(
        ["sh", str(HERE / "install.sh"), "--dry-run", *words],
        capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    steps = [line.partition(": ")[2] for line in done.stdout.splitlines() if line.startswith("would run")]
    assert [step for step in steps if step.startswith("install ") and step.endswith(f"/etc/systemd/system/{UNIT}")]
    assert "systemctl enable diorama-kiosk.service" in steps
    assert any(step.startswith("useradd --system") for step in steps) or "is there: user diorama" in done.stdout
    sources = re.findall(r"install -D -m \d+ (\S+)", done.stdout)
    assert sources
    assert all(Path(source).is_file() for source in sources)
    assert any("x11-session" in step for step in steps) == ("--x11" in words)
    assert any(step.endswith("diorama.whl") for step in steps) == ("--from" in words)
    assert (sorted(HERE.iterdir()), list(tmp_path.iterdir())) == (before, [])


@pytest.mark.skipif(sys.platform == "win32", reason="there is no sh here")
def test_the_installer_refuses_what_it_does_not_know_in_a_sentence() -> None:
    done = subprocess.run(
        ["sh", str(HERE / "install.sh"), "--fast"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "there is no --fast. There are: --from WHAT, --x11, --dry-run" in done.stderr


def test_macos_and_windows_start_the_kiosk_again_until_an_operator_quits() -> None:
    told = plistlib.loads(read("diorama-kiosk.plist").encode())
    assert told["EnvironmentVariables"] == {SUPERVISED: "1"}
    assert told["KeepAlive"] == {"SuccessfulExit": False}
    assert told["ProgramArguments"][-1].endswith(f"[ $? -eq {LEFT} ]")
    script = read("kiosk.cmd")
    assert f"set {SUPERVISED}=1" in script
    assert f"if %ERRORLEVEL% EQU {LEFT} exit" in script
    notes = read("other-systems.md")
    assert "kiosk.cmd" in notes
    assert "diorama-kiosk.plist" in notes


def test_the_files_travel_in_the_wheel() -> None:
    assert '"runtime.kiosk.setup": ["*"],' in (ROOT / "setup.py").read_text(encoding="utf-8")


def test_the_verb_says_where_the_files_lie(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kiosk", "--setup"]) == 0
    assert (Path(capsys.readouterr().out.strip()) / "install.sh").is_file()
