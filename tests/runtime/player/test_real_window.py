"""The player in a real window of a real X server, with real keys and clicks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

MISSING = [tool for tool in ("xvfb-run", "Xvfb", "xdotool") if shutil.which(tool) is None]


@pytest.mark.skipif(bool(MISSING), reason=f"needs an X server without a screen: {', '.join(MISSING)} not installed")
def test_keys_and_clicks_reach_the_show() -> None:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("SDL_", "WAYLAND"))}
    ran = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1280x720x24", sys.executable, "-m", "tests.runtime.player.real_window"],
        capture_output=True, text=True, env=env, timeout=200, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told["driver"] == "x11"
    assert told["size"] == [640, 360]
    assert [command["kind"] for command in told["commands"]] == ["skip", "choose", "pause", "pause"]
    assert told["commands"][1]["choice"] == "boat"
    assert told["quit"]
