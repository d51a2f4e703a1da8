"""Keeps the logbook of a show that is on, and sends the night watch round while it is."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime import __version__
from runtime.logbook import Logbook, logs_folder
from runtime.nightwatch import NightWatch, Post, leave_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from runtime.audio.output import Output
    from runtime.audio.voices import SilentVoices, Voices
    from runtime.saves import Saves
    from runtime.studio import Studio

SUPERVISED = "DIORAMA_SUPERVISED"  # set by whoever starts this process again when it ends


@dataclass
class Guard:
    """The night watch and the logbook of one show. `passed` belongs into the loop's passes."""

    posts: list[Post]
    storage: Callable[[], str]
    book: Logbook = field(default_factory=lambda: Logbook(logs_folder()))
    watch: NightWatch = field(init=False)

    def __post_init__(self) -> None:
        leave = self._leave if os.environ.get(SUPERVISED) else None
        self.watch = NightWatch(self.posts, self.storage, self._note, leave)

    def passed(self) -> None:
        """The loop has come round once more."""
        self.posts[0].answer()

    @contextlib.contextmanager
    def on_duty(self) -> Iterator[None]:
        """While this lasts the rounds are gone; what breaks is reported and goes on its way."""
        self.book.note("show", "begins", version=__version__)
        self.watch.start()
        try:
            with self.book.watching(lambda: self.watch.health().flat(), __version__):
                yield
        finally:
            self.watch.close()
            self.book.note("show", "ends")
            self.book.close()

    def _note(self, line: str) -> None:
        self.book.note("watch", line)

    def _leave(self, line: str) -> None:
        self.book.report(line, self.watch.health().flat(), __version__)
        self.book.drain()
        leave_now(line)


def posts_of(saves: Saves, studio: Studio, voices: Voices | SilentVoices, output: Output) -> list[Post]:
    """Everybody whom a show cannot do without, or not well; the loop is the first."""
    loop, writer = Post("loop", vital=True), Post("saves")
    writer.ask = lambda: saves.ask(writer.answer)
    return [
        loop,
        writer,
        _speaking("generator", lambda: studio.problem),
        _speaking("voices", lambda: voices.notice),
        _speaking("sound", lambda: output.notice),
    ]


def _speaking(name: str, problem: Callable[[], str]) -> Post:
    """One that is watched by deadlines of its own, within the loop's passes, and says what it found."""
    post = Post(name, problem=problem)
    post.ask = post.answer
    return post
