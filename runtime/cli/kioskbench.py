"""What a kiosk costs: time from a touch to the visit, time from nothing to a picture, and work beyond a player's."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import pygame

from runtime.audio.output import NullOutput
from runtime.cli.kiosk import Building, open_kiosk
from runtime.cli.trial import PatientWindow, endless_story, performed
from runtime.commands import Skip
from runtime.errors import GeneratorError
from runtime.kiosk.config import read_config
from runtime.kiosk.states import Leave, Phase
from runtime.player import bench
from runtime.settings import read_settings
from runtime.studio import Studio

if TYPE_CHECKING:
    from runtime.kiosk.loop import KioskLoop
    from runtime.player.playloop import Loop
    from runtime.settings import Settings

Size = tuple[int, int]

TOUCHES = 30
BOOTS = 3
COMPARED_S = 15.0  # of each run in which processor time is counted, at a choice that nobody takes
ROUNDS = 2  # of both, in turn: a machine that warms up slows both
UNWARMED_S = 3.0  # after the choice and the spare worker have come: sounds are made, processes are started
LOOKED_S = (0.4, 1.2)  # how long a visitor looks before the touch, at least and at most
PATIENCE_S = 120.0  # for the show to be looked over, and for a process to have a picture
FILE = """\
stories = "shows"
shows = ["bench"]
generator = "{generator}"
size = "{width}x{height}"
fullscreen = false
[visit]
idle_seconds = 86400
[content]
unrated = true
"""


def figures(generator: str, size: Size, trials: int | None) -> dict[str, float]:
    """`attract_to_visit_ms` and its worst, `boot_s`, processor time of a minute of show, and what is more of it."""
    with tempfile.TemporaryDirectory() as home:
        file = furnish(Path(home), generator, size)
        waits = touches_ms(file, trials or TOUCHES)
        boots = [boot_s(file) for _ in range(min(BOOTS, trials or BOOTS))]
        rounds = range(min(ROUNDS, trials or ROUNDS))
        pairs = [(_play_s(generator, size), _kiosk_s(file)) for _ in rounds]
    play_s, kiosk_s = (median(one) for one in zip(*pairs, strict=True))
    return {
        "touches": len(waits),
        "attract_to_visit_ms": round(median(waits), 1),
        "attract_to_visit_worst_ms": round(max(waits), 1),
        "boot_s": round(median(boots), 2),
        "play_cpu_s_per_min": round(play_s, 2),
        "kiosk_cpu_s_per_min": round(kiosk_s, 2),
        "overhead_percent": round(100 * median(b - a for a, b in pairs) / 60, 2),  # of one processor
        "overhead_of_play_percent": round(100 * median((b - a) / a for a, b in pairs), 1),
    }


def furnish(home: Path, generator: str, size: Size) -> Path:
    """A kiosk's file, and the show that never ends."""
    (home / "shows" / "bench").mkdir(parents=True)
    (home / "shows" / "bench" / "story.fountain").write_text(endless_story("off"), encoding="utf-8")
    file = home / "kiosk.toml"
    file.write_text(FILE.format(generator=generator, width=size[0], height=size[1]), encoding="utf-8")
    return file


@contextlib.contextmanager
def opened(file: Path) -> Iterator[KioskLoop]:
    """A kiosk on no screen, in real time, that attracts."""
    config = read_config(file)
    settings = _settings(file, config.generator, config.size)
    with contextlib.ExitStack() as doors:
        loop = open_kiosk(config, settings, doors, Building(PatientWindow, NullOutput))
        _wait(loop, lambda: loop.standing.phase is Phase.ATTRACT and not loop.show.behind)
        yield loop


def touches_ms(file: Path, trials: int) -> list[float]:
    """Milliseconds from each touch of the attract screen to the flip of the visit's first frame."""
    chance = random.Random(7)
    with opened(file) as loop:
        since = [0.0, 0.0]  # when it attracted again, and how long a visitor then looks

        def ready() -> bool:
            standing = loop.standing
            if standing.phase is Phase.VISIT:
                loop.happen(Leave())
            if since[0] != standing.since_s:
                since[:] = standing.since_s, chance.uniform(*LOOKED_S)
            looked = loop.now_s - standing.since_s >= since[1]
            return standing.phase is Phase.ATTRACT and looked and _is_stocked(loop)

        def touch() -> None:
            window = loop.window
            assert isinstance(window, PatientWindow)
            where: dict[str, Any] = {"x": 0.5, "y": 0.3, "dx": 0.0, "dy": 0.0}
            window.post(pygame.event.Event(pygame.FINGERDOWN, finger_id=1, touch_id=1, **where))

        def shown() -> bool:
            return loop.standing.phase is Phase.VISIT and loop._fresh and not loop.show.behind

        return bench.latencies_ms(loop, touch, shown, ready, trials)


def _is_stocked(loop: KioskLoop) -> bool:
    """The first picture of the next visit lies on the shelf."""
    hands = loop.house.hands
    wishes, studio = hands.wishes(), hands.studio
    assert isinstance(studio, Studio)
    return bool(wishes) and all(studio.has_prerolled(shot) for shot in wishes)


def boot_s(file: Path) -> float:
    """Seconds from the start of a process to the first frame of the attract show, with content that is known."""
    command = [
        sys.executable,
        "-c",
        "import sys; from runtime.cli.kioskbench import boot; boot(*sys.argv[1:])",
        str(file),
        repr(time.time()),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    try:
        return float(done.stdout.split()[-1])
    except (IndexError, ValueError):
        raise GeneratorError(f"a kiosk did not come to a picture: {done.stderr.strip()[-300:]}") from None


def boot(file: str, began_s: str) -> None:
    """In that process, which began at `began_s` (Unix time): what `diorama kiosk` does, up to the first picture."""
    with opened(Path(file)) as loop:
        _wait(loop, lambda: loop.pacer.flipped > 0)
        print(time.time() - float(began_s))


def _play_s(generator: str, size: Size) -> float:
    """Processor seconds of this process for a minute of a show that is played."""
    with performed(generator, size, auto=False) as (show, studio, loop):
        show.do(Skip())
        return _counted_s(loop, studio)


def _kiosk_s(file: Path) -> float:
    """The same for a visit."""
    with opened(file) as loop:
        _wait(loop, lambda: _is_stocked(loop))
        window = loop.window
        assert isinstance(window, PatientWindow)
        window.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="", scancode=0))
        _wait(loop, lambda: loop.standing.phase is Phase.VISIT)
        studio = loop.house.hands.studio
        assert isinstance(studio, Studio)
        return _counted_s(loop, studio)


def _counted_s(loop: Loop, studio: Studio) -> float:
    _wait(loop, lambda: studio._crew.spare is not None and studio._crew.spare.ready)
    _wait(loop, lambda: loop.overlay.panel is not None)
    _steps(loop, UNWARMED_S)
    began_s, used_s = time.monotonic(), time.process_time()
    _steps(loop, COMPARED_S)
    return 60 * (time.process_time() - used_s) / (time.monotonic() - began_s)


def _steps(loop: Loop, seconds: float) -> None:
    until_s = time.monotonic() + seconds
    while time.monotonic() < until_s:
        loop.step()


def _wait(loop: Loop, reached: Callable[[], bool]) -> None:
    until_s = time.monotonic() + PATIENCE_S
    while not reached():
        if time.monotonic() > until_s:
            raise GeneratorError(f"the kiosk was not where it should be after {PATIENCE_S:g} s")
        loop.step()


def _settings(file: Path, generator: str, size: Size) -> Settings:
    return read_settings({"generator": generator, "size": size, "voices": False}, file.with_name("none.toml")).settings
