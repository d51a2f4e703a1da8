"""An export that is killed again and again comes to the same film in the end, frame by frame.

Its sound is as long, to the sample, and as loud; an ambience begins anew where the export was broken off.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

KILLS = 10
LONGEST_S = 300.0
SIZE = (160, 90)
ROOMS = 8


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Eight rooms, one after another, and a choice."""
    path = tmp_path / "rooms" / "story.fountain"
    path.parent.mkdir()
    rooms = "".join(
        f"INT. ROOM {n} - DAY #room{n}#\n\nANNA\nThis is room {n}, and the door to room {n + 1} is open.\n\n"
        for n in range(ROOMS)
    )
    path.write_text(
        f"Title: Rooms\n\n{rooms}[[choice 1s tail 0s: Now?]]\n+ Out. [[default]] -> END: Out\n+ In. -> room0\n"
    )
    return path


def begun(story: Path, film: Path, home: Path) -> subprocess.Popen[bytes]:
    own = {f"DIORAMA_{name}": str(home / name.lower()) for name in ("SAVES", "CACHE", "LOGS", "MODELS")}
    settings = {"DIORAMA_SETTINGS": str(home / "settings.toml"), "DIORAMA_VOICES": "false"}
    words = ["export", str(story), "-o", str(film), "--size", "x".join(map(str, SIZE)), "--generator", "testcard"]
    return subprocess.Popen(
        [sys.executable, "-m", "runtime.cli", *words, "--seed", "5"],
        env={**os.environ, **own, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def whole(story: Path, film: Path, home: Path) -> float:
    """Export to the end; the seconds that it took."""
    began = time.monotonic()
    with begun(story, film, home) as process:
        _, said = process.communicate(timeout=LONGEST_S)
        assert process.returncode == 0, said.decode()
    return time.monotonic() - began


def killed(story: Path, film: Path, home: Path, after_s: float) -> bool:
    """Export for so long, then kill it; True: it was done before."""
    with begun(story, film, home) as process:
        try:
            process.communicate(timeout=after_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return False
        return True


def told(film: Path) -> dict[str, Any]:
    """Everything that a player would show of it."""
    with av.open(str(film)) as opened:
        chapters = [(one["start"], one["end"], one["metadata"]) for one in opened.chapters()]
        pictures = [frame.to_ndarray(format="rgb24") for frame in opened.decode(video=0)]
    with av.open(str(film)) as opened:
        sound = [frame.to_ndarray() for frame in opened.decode(audio=0)]
    with av.open(str(film)) as opened:
        words = [bytes(packet) for packet in opened.demux(subtitles=0)]
    return {"chapters": chapters, "pictures": pictures, "sound": np.concatenate(sound, axis=-1), "words": words}


def loudness(sound: Any) -> float:
    """Root of the mean square."""
    return float(np.sqrt((sound.astype(np.float64) ** 2).mean()))


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_ten_kills_at_random_moments_leave_the_same_film(tmp_path: Path, story: Path) -> None:
    chance = random.Random(int(os.environ.get("DIORAMA_SEED", "7")))
    takes_s = whole(story, tmp_path / "calm.mp4", tmp_path)
    calm = told(tmp_path / "calm.mp4")
    film, kills, finished = tmp_path / "killed.mp4", 0, 0
    while kills < KILLS:
        if killed(story, film, tmp_path, chance.uniform(0.1, 0.9) * takes_s):
            finished += 1
            film.unlink()  # and once more from the beginning
        else:
            kills += 1
            assert not film.exists() or len(told(film)["pictures"]) == len(calm["pictures"])  # killed while it signed
    whole(story, film, tmp_path)
    again = told(film)
    sys.stdout.write(f"kills {kills}, films that were whole before {finished}, frames {len(calm['pictures'])}\n")
    assert len(again["pictures"]) == len(calm["pictures"]) > 24 * ROOMS
    assert all(np.array_equal(a, b) for a, b in zip(again["pictures"], calm["pictures"], strict=True))
    assert again["sound"].shape == calm["sound"].shape
    assert loudness(again["sound"]) == pytest.approx(
        loudness(calm["sound"]), abs=1e-3
    )  # of rooms: other noise, as loud
    assert again["chapters"] == calm["chapters"]
    assert len(calm["chapters"]) == ROOMS
    assert again["words"] == calm["words"]
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
