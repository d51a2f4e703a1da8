"""Proofs whose work other rooms' tests have: players and generators that are killed for as long as there is time.

Of a generator that is killed or hangs, what is measured is what the viewer sees: the time between two new frames. In
it lie the watchdog's patience, the spare's first chunk, and everything that was ready before; nothing is taken off.
"""

from __future__ import annotations

import random
import signal
import tempfile
import time
from pathlib import Path

from runtime.errors import SaveError
from runtime.studio import Deadlines, Studio
from tests.runtime.saves.crashing import crash_often
from tests.runtime.saves.victims import kill_often
from tests.runtime.studio.stage import LONGEST_S
from tests.runtime.test_kills import KILL, MOST_GAP_S, Killer, in_real_time
from tests.soak.proof import Interrupted, Result, within

HUNG_GAP_S = 0.15
KILLS = 10_000
STATES = 1_000_000
SIZE = (320, 180)


class _TimeIsUpError(Exception):
    """The deadline came between two kills, or two power cuts."""


def killed_saves(seed: int, deadline: float) -> Result:
    """Players killed with kill -9 in the middle of a save: choices that were acknowledged and are gone."""
    done, lost = [0], [0]

    def judge(certain: int, found: int, number: int) -> None:
        done[0] += 1
        lost[0] = max(lost[0], certain - found)
        if time.monotonic() >= deadline:
            raise _TimeIsUpError

    def result() -> Result:
        return within("saves: kill -9, choices lost", done[0], lost[0], "", 0, seed)

    with tempfile.TemporaryDirectory() as home:
        try:
            kill_often(Path(home), KILLS, seed, judge)
        except _TimeIsUpError:
            pass
        except KeyboardInterrupt:
            raise Interrupted([result()]) from None
    return result()


def cut_saves(seed: int, deadline: float) -> Result:
    """Power cuts on a disk that forgets, over all kinds of files: states in which something acknowledged is gone."""
    done, lost, first = [0], [0], [""]

    def judge(kind: str, certain: int, found: int, tried: int) -> None:
        done[0] += 1
        if not certain <= found <= tried:
            lost[0] += 1
            first[0] = first[0] or f"{kind}: record {certain} was acknowledged, {found} found"
        if time.monotonic() >= deadline:
            raise _TimeIsUpError

    def result() -> Result:
        return within("saves: power cuts, states lost", done[0], lost[0], "", 0, seed, first[0])

    try:
        crash_often(seed, STATES, judge)
    except _TimeIsUpError:
        pass
    except KeyboardInterrupt:
        raise Interrupted([result()]) from None
    except SaveError as error:  # bytes that cannot be read
        lost[0], first[0] = lost[0] + 1, str(error)
    return result()


def killed_generators(seed: int, deadline: float) -> list[Result]:
    """A running show whose generator is killed whenever a spare is ready: gaps between frames, and the story."""
    return _struck("killed", KILL, MOST_GAP_S, seed, deadline)


def hung_generators(seed: int, deadline: float) -> list[Result]:
    """The same with one that stands still and says nothing."""
    return _struck("hung", signal.SIGSTOP, HUNG_GAP_S, seed, deadline)


def _struck(how: str, by: int, limit_s: float, seed: int, deadline: float) -> list[Result]:
    gaps, killer, told = [0.0], None, list[object]()
    with _studio() as studio:
        calm = in_real_time(studio, lambda _: None)
    while time.monotonic() < deadline or killer is None:
        with _studio() as studio:
            studio._crew._budget.limit = 10**9
            killer = Killer(studio, random.Random(seed + len(told)), killer.kills if killer else 0, by)
            performance = in_real_time(studio, killer)
            gaps += performance.gaps_s
            told.append(performance.show.journal.commands)
    other = sum(commands != calm.show.journal.commands for commands in told)
    note = f"undisturbed {1000 * max(calm.gaps_s):.0f} ms; {sum(gap > limit_s for gap in gaps)} over the limit"
    longest = 1000 * max(gaps)
    return [
        within(f"generator: {how}, longest gap", killer.kills, longest, "ms", 1000 * limit_s, seed, note),
        within(f"generator: {how}, stories changed", len(told), other, "", 0, seed),
    ]


def _studio() -> Studio:
    studio = Studio("testcard", SIZE, fallback="testcard", deadlines=Deadlines())
    studio.wait_ready(LONGEST_S)
    return studio
