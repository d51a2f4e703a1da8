"""Keeps the logbook of a show that is on, and sends the night watch round while it is."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime import __version__
from runtime.logbook import Logbook, logs_folder
from runtime.nightwatch import NightWatch, Post, asked_post, last_resort, leave_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from runtime.audio.mixer import Mixer
    from runtime.audio.output import Output
    from runtime.audio.voices import SilentVoices, Voices
    from runtime.saves import Saves
    from runtime.studio import Studio

SUPERVISED = "DIORAMA_SUPERVISED"  # set by whoever starts this process again when it ends
NOTIFIED = "NOTIFY_SOCKET"  # systemd sets it, and starts again
STACKS = "stacks.txt"  # in the folder of logs: where every thread was when the interpreter was held
ALIVE_S = 1.0  # from one word to the last resort to the next


def is_supervised() -> bool:
    """Whether somebody starts this process again when it ends. Where nobody does, it never ends by itself."""
    return bool(os.environ.get(SUPERVISED) or os.environ.get(NOTIFIED))


@dataclass
class Guard:
    """The night watch and the logbook of one show, or of a kiosk. `passed` belongs into the loop's passes."""

    posts: list[Post]
    storage: Callable[[], str]
    book: Logbook = field(default_factory=lambda: Logbook(logs_folder()))
    part: str = "show"
    watch: NightWatch = field(init=False)
    _alive: Callable[[], None] | None = None  # for the last resort
    _alive_s: float = -1e9

    def __post_init__(self) -> None:
        leave = self._leave if is_supervised() else None
        posts = [*self.posts, asked_post("log", self.book.ask)]
        self.watch = NightWatch(posts, self.storage, self._note, leave)

    def passed(self) -> None:
        """The loop has come round once more; it looks after the watch, which looks after everybody else."""
        self.posts[0].answer()
        self.watch.start()
        now_s = time.monotonic()
        if self._alive and now_s - self._alive_s >= ALIVE_S:
            self._alive_s = now_s
            self._alive()

    @contextlib.contextmanager
    def on_duty(self) -> Iterator[None]:
        """While this lasts the rounds are gone; what breaks is reported and goes on its way."""
        self.book.note(self.part, "begins", version=__version__)
        self._prepare()
        self.watch.start()
        try:
            with self.book.watching(lambda: self.watch.health().flat(), __version__):
                yield
        finally:
            self.watch.close()
            faulthandler.cancel_dump_traceback_later()
            self.book.note(self.part, "ends")
            self.book.close()

    def _prepare(self) -> None:
        """Report where a process before this one was ended; then, where somebody starts it again, this one may be."""
        stacks = self.book.folder / STACKS
        with contextlib.suppress(OSError):  # a disk that fails takes the last resort away, not the show
            if stacks.exists() and (text := stacks.read_text("utf-8", "replace")).strip():
                self.book.report(f"the process before this one held the interpreter, and was ended\n{text}")
            stacks.unlink(missing_ok=True)
            if is_supervised():
                self.book.folder.mkdir(parents=True, exist_ok=True)
                self._alive = last_resort(stacks)

    def _note(self, line: str) -> None:
        self.book.note("watch", line)

    def _leave(self, line: str) -> None:
        self.book.report(line, self.watch.health().flat(), __version__)
        self.book.drain()
        leave_now(line)


def posts_of(saves: Saves, studio: Studio, voices: Voices | SilentVoices, output: Output, mixer: Mixer) -> list[Post]:
    """Everybody whom a show cannot do without, or not well; the loop is the first."""
    return [
        Post("loop", vital=True),
        writing(saves),
        speaking("generator", lambda: studio.problem),
        asked_post("voices", voices.ask, problem=lambda: voices.notice),
        asked_post("sound", output.ask, problem=lambda: output.notice),
        asked_post("sound workshop", mixer.workshop.prove, cure=mixer.workshop.renew),
    ]


def writing(saves: Saves) -> Post:
    """The desk where saves are handed in answers by its own thread."""
    return asked_post("saves", saves.ask)


def speaking(name: str, problem: Callable[[], str]) -> Post:
    """One that is watched by deadlines of its own, within the loop's passes, and says what it found."""
    post = Post(name, problem=problem)
    post.ask = post.answer
    return post
