"""Whatever befalls a real window of a real X server, its picture comes back. How soon is for the soak to say."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.runtime.player.lost_window import PATIENCE_S

TOOLS = ("xvfb-run", "Xvfb", "xdotool", "xrandr")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]


def away(seconds: float, seed: int, *names: str) -> dict[str, list[float]]:
    """How long the picture was away, for each trouble each time, in seconds."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("SDL_", "WAYLAND"))}
    env["SDL_VIDEO_WINDOW_POS"] = "0,0"
    command = [sys.executable, "-m", "tests.runtime.player.lost_window", str(seconds), str(seed), *names]
    ran = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1280x720x24", *command],
        capture_output=True, text=True, env=env, timeout=seconds + 200, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    told: dict[str, list[float]] = json.loads(ran.stdout.splitlines()[-1])["away_s"]
    return told


@pytest.mark.skipif(bool(MISSING), reason=f"needs an X server without a screen: {', '.join(MISSING)} not installed")
def test_a_window_that_is_resized_hidden_or_destroyed_shows_its_picture_again() -> None:
    found = away(0.0, 7)
    assert len(found) >= 6
    assert {name: times for name, times in found.items() if max(times) >= PATIENCE_S} == {}
