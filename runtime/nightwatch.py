"""The night watch: goes its rounds through every thread and process, and says how the house is.

Each post is asked a question that only its own thread can answer. One that does not answer is cured, or, where the
house cannot stand without it, the process ends for its supervisor with one clear line. Its one rule: the rounds use
the monotonic clock, and a machine that slept blames nobody.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROUND_S = 10.0  # from one question to the next
PATIENCE_S = 8.0  # for an answer: a post that falls silent is found within 18 s
LOOK_S = 1.0  # between two looks for answers; longer gaps count as this long
CURES = 3  # of one post in a row; then it counts as lost
EXIT_LOST = 70  # the exit code for a supervisor: EX_SOFTWARE
LAST_RESORT_S = 20.0  # for a thread that does not even let go of the interpreter


def _nothing() -> str:
    return ""


@dataclass(eq=False)
class Post:
    """One thread or process that is asked. `problem` may say at any time what it knows by itself; empty: all is well.

    `ask` puts a question and returns at once; whoever is asked sets `answered` by `answer`. A post without `ask` is
    one whose thread calls `answer` by itself, pass by pass.
    """

    name: str
    ask: Callable[[], object] | None = None
    cure: Callable[[], object] | None = None
    problem: Callable[[], str] = _nothing
    vital: bool = False  # without it there is no show
    asked: int = 0
    answered: int = 0
    silent_s: float = 0.0  # watched seconds since a question that is not answered
    cures: int = 0

    def answer(self) -> None:
        """Called by whoever is watched: costs nothing."""
        self.answered = self.asked

    @property
    def is_silent(self) -> bool:
        return self.answered < self.asked and self.silent_s >= PATIENCE_S


@dataclass(frozen=True)
class Health:
    """How the house is: what the operator's page and a supervisor read."""

    parts: dict[str, str]  # name -> "ok", or what is wrong
    storage: str  # "ok", or what keeps saves from the disk
    since_s: float  # seconds for which it has been so

    @property
    def ok(self) -> bool:
        return self.storage == "ok" and all(said == "ok" for said in self.parts.values())

    def flat(self) -> dict[str, Any]:
        """As JSON has it: ok, parts, storage, since (seconds)."""
        return {"ok": self.ok, "parts": dict(self.parts), "storage": self.storage, "since": round(self.since_s, 1)}


@dataclass
class NightWatch:
    """Asks every post in turn. `note` hears one line for each thing found or cured; `leave` ends the process."""

    posts: Sequence[Post]
    storage: Callable[[], str] = _nothing
    note: Callable[[str], object] = lambda _: None
    leave: Callable[[str], object] | None = None  # None: nobody would start it again, so it goes on
    clock: Callable[[], float] = time.monotonic
    _lock: threading.RLock = field(default_factory=threading.RLock)  # guards all below; `leave` may ask for health
    _looked_s: float | None = None
    _since_round_s: float = ROUND_S
    _watched_s: float = 0.0
    _state: tuple[Any, ...] = ()
    _state_s: float = 0.0
    _lost: set[str] = field(default_factory=set)
    _thread: threading.Thread | None = None
    _over: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Go the rounds in a thread of its own, until `close`. Called again it sees to it that the thread lives."""
        if self._over.is_set() or (self._thread is not None and self._thread.is_alive()):
            return
        self._thread = threading.Thread(target=self._go, name="night watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Go home."""
        self._over.set()

    def look(self) -> None:
        """One look: ask when a round is due, find who is silent, cure. Never raises."""
        with self._lock:
            now_s = self.clock()
            passed_s = 0.0 if self._looked_s is None else min(LOOK_S * 2, max(0.0, now_s - self._looked_s))
            self._looked_s = now_s
            self._watched_s += passed_s
            self._since_round_s += passed_s
            for post in self.posts:
                self._mind(post, passed_s)
            if self._since_round_s >= ROUND_S:
                self._since_round_s = 0.0
                for post in self.posts:
                    self._question(post)
            self._remember()

    def health(self) -> Health:
        """How everybody is now; may be asked from any thread."""
        with self._lock:
            since_s = self._watched_s - self._state_s
        return Health(self._parts(), self._said(self.storage) or "ok", since_s)

    def _go(self) -> None:
        while not self._over.wait(LOOK_S):
            self.look()

    def _question(self, post: Post) -> None:
        """A new question, if the last one is answered."""
        if post.answered < post.asked:
            return
        post.silent_s = 0.0
        post.asked += 1
        if post.ask is not None:
            try:
                post.ask()
            except Exception as error:  # one that cannot even be asked is silent
                self._tell(f"{post.name} cannot be asked: {type(error).__name__}: {error}")

    def _mind(self, post: Post, passed_s: float) -> None:
        """Count a post's silence, and act when it has been too long."""
        if post.answered >= post.asked:
            if post.name in self._lost or post.cures:
                self._tell(f"{post.name} answers again")
            self._lost.discard(post.name)
            post.silent_s, post.cures = 0.0, 0
            return
        post.silent_s += passed_s
        if not post.is_silent or post.name in self._lost:
            return
        if post.cure is not None and post.cures < CURES:
            post.cures += 1
            self._tell(f"{post.name} has not answered for {post.silent_s:.0f} s: it is started again")
            try:
                post.cure()
            except Exception as error:
                self._tell(f"{post.name} cannot be started again: {type(error).__name__}: {error}")
            post.answered = post.asked
            self._question(post)
            return
        self._lost.add(post.name)
        line = f"{post.name} does not answer and cannot be cured"
        self._tell(line)
        if post.vital and self.leave is not None:
            self.leave(f"{line}: the process ends, to be started again.")

    def _parts(self) -> dict[str, str]:
        said = {}
        for post in self.posts:
            silent = "does not answer" if post.is_silent or post.cures or post.name in self._lost else ""
            said[post.name] = silent or self._said(post.problem) or "ok"
        return said

    def _said(self, ask: Callable[[], str]) -> str:
        try:
            return ask()
        except Exception as error:
            return f"cannot be asked ({type(error).__name__})"

    def _remember(self) -> None:
        """Since when things have been as they are."""
        state = (tuple(self._parts().items()), self._said(self.storage))
        if state != self._state:
            self._state, self._state_s = state, self._watched_s

    def _tell(self, line: str) -> None:
        try:
            self.note(line)
        except Exception:  # a log that cannot be written is no reason to stop watching
            return


def asked_post(name: str, ask: Callable[[Callable[[], object]], object], **more: Any) -> Post:
    """A post of somebody who can be asked: `ask` has them call what it is handed, in their own thread."""
    post = Post(name, **more)
    post.ask = lambda: ask(post.answer)
    return post


def thread_post(name: str, threads: Callable[[], Iterable[threading.Thread | None]], **more: Any) -> Post:
    """A post for threads that cannot be asked: it answers as long as all that were begun are alive."""
    post = Post(name, **more)

    def ask() -> None:
        if all(thread is None or thread.is_alive() for thread in threads()):
            post.answer()

    post.ask = ask
    return post


def leave_now(line: str) -> None:
    """One clear line, and the end of the process, whatever its threads are doing."""
    sys.stderr.write(f"diorama: {line}\n")
    sys.stderr.flush()
    os._exit(EXIT_LOST)


def last_resort(file: Path, after_s: float = LAST_RESORT_S) -> Callable[[], None]:
    """What the loop calls now and then: if it does not for `after_s`, stacks go into `file` and the process ends.

    This holds even where a library keeps the interpreter to itself and no thread of ours gets a turn.
    """
    written = file.open("w")

    def alive() -> None:
        faulthandler.dump_traceback_later(after_s, exit=True, file=written)

    return alive
