"""Keeps a kiosk alive: sends the night watch round it, keeps its logbook, tells its supervisor, begins it anew."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime.cli.guard import Guard, is_supervised, speaking, writing
from runtime.kiosk.operator import Command
from runtime.kiosk.supervisor import Supervisor
from runtime.nightwatch import Post, asked_post, thread_post

if TYPE_CHECKING:
    import contextlib

    from runtime.audio.output import Output
    from runtime.kiosk.content import Content
    from runtime.kiosk.loop import KioskLoop
    from runtime.saves import Saves
    from runtime.studio import Studio

ROUND_S = 1.0  # between two looks at what the watch and the tally have found
FAILED = 1
LEFT = 3  # exit code: an operator has ended it, and it is not to be started again
WELL = "ok"


@dataclass
class Caretaker:
    """Called by the loop, pass by pass."""

    loop: KioskLoop
    guard: Guard
    supervisor: Supervisor
    _looked_s: float = -1e9
    _noted: list[tuple[float, str]] = field(default_factory=list)  # faults that stand in the logbook

    def passed(self, now_s: float) -> None:
        """Once each pass; what takes longer, once a second."""
        self.guard.passed()
        self.supervisor.passed(self.loop)
        if not 0 <= now_s - self._looked_s < ROUND_S:
            self._looked_s = now_s
            self._look()

    def _look(self) -> None:
        self.guard.watch.start()  # whoever watches the others is watched from here
        self.loop.house.hands.mind()
        for part, said in self.guard.watch.health().parts.items():
            self.loop.house.trouble(part, "" if said == WELL else f"{part}: {said}")
        log = self.loop.tally.log
        for fault in log:
            if fault not in self._noted:
                self.guard.book.note("fault", fault[1])
        self._noted = log


def attend(
    loop: KioskLoop, studio: Studio, content: Content, output: Output, saves: Saves | None, doors: contextlib.ExitStack
) -> None:
    """Have a kiosk looked after from now on, until `doors` close."""
    hands = loop.house.hands
    posts = [
        Post("loop", vital=True),
        *([writing(saves)] if saves else []),
        speaking("generator", lambda: studio.problem),
        asked_post("sound", output.ask, problem=lambda: output.notice),
        asked_post("voices", hands.ask_voices),
        asked_post("sound workshop", hands.ask_sound, cure=hands.renew_sound),
        thread_post("content", lambda: [content.thread], cure=content.start),
    ]
    guard = Guard(posts, lambda: (saves.problem if saves else "") or content.storage(), part="kiosk")
    supervisor = Supervisor.of(os.environ)
    doors.callback(supervisor.stops)
    doors.enter_context(guard.on_duty())
    loop.house.note = guard.book.note
    loop.setup.watch = Caretaker(loop, guard, supervisor).passed


def end(ordered: Command | None) -> int:
    """What follows from how a kiosk was ended: it begins anew, or the exit code."""
    if ordered is Command.RESTART:
        return _begin_anew()
    return LEFT if ordered is Command.QUIT and is_supervised() else 0


def _begin_anew() -> int:
    """The same words again, in this process's place: whoever supervises it sees no end."""
    Supervisor.of(os.environ).begins_anew()
    words = [sys.executable, *sys.orig_argv[1:]]
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":  # an exec there is an end for whoever waits
        return subprocess.call(words)
    os.execv(words[0], words)  # noqa: S606 - it is this very command
    return FAILED
