"""The C library is asked where there is one that listens."""

from __future__ import annotations

import platform
import subprocess
import sys

from runtime import memory

CODE = "from runtime.memory import be_frugal; print(be_frugal())"


def test_the_gnu_library_is_asked_for_everything() -> None:
    said = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True).stdout
    assert said.strip() == str(platform.libc_ver()[0] == "glibc" and sys.platform.startswith("linux"))


def test_elsewhere_nothing_happens() -> None:
    before, sys.platform = sys.platform, "darwin"
    try:
        assert memory.be_frugal() is False
    finally:
        sys.platform = before
