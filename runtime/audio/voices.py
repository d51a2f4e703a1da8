"""Voices for the lines of a show, made ahead of need in a process of their own. No call waits, but for `wait`.

A voice process that dies or hangs is started again, three times in a row at most; then the show goes on by reading
speed, and ten minutes later voices are tried once more. One that has had nothing to do for a while is ended, and
started again with the next line.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from runtime.audio.clock import RATE
from runtime.audio.delivery import Delivery
from runtime.audio.engines import LEAST_SPEED, Pace, choose, middle_speed
from runtime.audio.mortality import Mortality
from runtime.audio.troupe import Part, part_of
from runtime.audio.voice import SilentVoices, Voice, VoiceLine, engine_version, file_state, order_for
from runtime.audio.voicebox import Order, Ping, Pong, Ready, Spoken, Unable, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from fractions import Fraction
    from multiprocessing.connection import Connection

__all__ = ["SilentVoices", "Voice", "VoiceLine", "Voices", "Wishes"]

START_DEADLINE_S = 18.0  # for a voice process to come up on a slow disk
LINE_DEADLINE_S = 18.0  # for one line and the loading of the voice, and then some for its length
CHARACTER_DEADLINE_S = 0.02
PONG_DEADLINE_S = 8.0  # for a word from one that has nothing to do
SLOWER = 4.0  # how many times longer Kokoro may take
TRIES = 2  # a line that a voice process dies of twice is not said
KEPT_BYTES = 32_000_000  # about five minutes of speech, where there is no disk to keep it on
KEPT_VOICES = 3000
MEASURED = 60  # lines, of which the middle speed is told
IDLE_S = 40.0
RESTED_BYTES = 60_000_000  # a process that holds less may stay
BROKEN = "No voices: the voice process failed. The show goes on with captions."
PATIENCE_S, KOKORO_PATIENCE_S = 1.5, 4.0


@dataclass(frozen=True)
class Wishes:
    """How a show wants to be spoken."""

    language: str = "en"
    engine: str = "auto"
    unhurried: bool = False  # nobody waits: a slow engine will do
    recordings: Mapping[str, Path] = field(default_factory=dict)  # line id -> file


class Voices:
    """Used from one thread; the pipe is read by a thread of its own."""

    def __init__(
        self,
        fps: Fraction,
        cache: Path | None = None,
        wishes: Wishes | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        kept_bytes: int = KEPT_BYTES,
    ) -> None:
        self._wishes = wishes or Wishes()
        self._pace = Pace(cache)
        slow = self._pace.slow and not self._wishes.unhurried
        self._choice = choose(self._wishes.language, self._wishes.engine, slow)
        self.notice = self._choice.notice
        self.available = bool(self._choice.engine or self._wishes.recordings)
        self._fps, self._cache, self._clock, self._kept_bytes = fps, cache, clock, kept_bytes
        self._queue: OrderedDict[str, Order] = OrderedDict()
        self._made: OrderedDict[str, Voice] = OrderedDict()
        self._failed: dict[str, str] = {}
        self._tries: dict[str, int] = {}
        self._orders: dict[VoiceLine, Order] = {}
        self._spoilt: set[str] = set()  # recordings that cannot be used
        self._broken: set[str] = set()  # engines that cannot be loaded
        self._heard = False  # a line was handed out: from now on nobody's voice may change
        self._flying: tuple[Order, float] | None = None  # the order given, and its deadline
        self._mail: deque[tuple[int, Any]] = deque()  # (number of the process, message; None: its pipe is closed)
        self._arrived = threading.Condition()
        self._process: Any = None
        self._pipe: Connection | None = None
        self._number = 0  # of the running process; what an earlier one says is stale
        self._mortality = Mortality()
        self._asked: deque[Callable[[], object]] = deque()  # who wants to know whether the process lives
        self._pong_by_s: float | None = None
        self._ready_by_s: float | None = None
        self._idle_since_s: float | None = None
        self._count = 0  # lines made
        self._spent_s: deque[tuple[float, float]] = deque(maxlen=MEASURED)  # (seconds of speech, seconds it took)
        self._rss_bytes = 0
        if self.available:
            self._start()

    # --- what a show asks --------------------------------------------------------------------------------------------

    def request(self, lines: Sequence[VoiceLine]) -> None:
        """Have these made, in this order, after what was asked for before. Cheap to ask again."""
        if not self.available:
            return
        for line in lines:
            order = self._order(line)
            if not order.part.engine:
                self._failed[order.key] = "it is not recorded, and nothing here speaks this language"
            known = order.key in self._made or order.key in self._failed or order.key in self._queue
            if not known and not (self._flying and self._flying[0].key == order.key):
                self._queue[order.key] = order
        self._send()

    def hurry(self, line: VoiceLine) -> None:
        """Have this one made before all others: somebody waits for it."""
        self.request([line])
        key = self._order(line).key
        if key in self._queue:
            self._queue.move_to_end(key, last=False)

    def get(self, line: VoiceLine) -> Voice | None:
        """The voice of a line, or None when it is not made, or cannot be."""
        key = self._order(line).key
        if key in self._made:
            self._made.move_to_end(key)
            self._heard = True
        return self._made.get(key)

    def settled(self, lines: Sequence[VoiceLine]) -> bool:
        """Each is made or has failed: there is nothing to wait for. What was never asked for is asked for now."""
        if not self.available:
            return True
        self.request(lines)
        return all(self._is_settled(self._order(line).key) for line in lines)

    def problem(self, line: VoiceLine) -> str:
        """Why a line has no voice; "" when it has, or may yet have."""
        return self._failed.get(self._order(line).key, "")

    def ask(self, answer: Callable[[], object]) -> None:
        """Have `answer` called, in `poll`, once the voice process has proved that it lives. From any thread."""
        self._asked.append(answer)

    def poll(self) -> None:
        """Take what has arrived, watch the deadlines, give the next order. Never waits."""
        if self._mortality.is_due(self._clock()):
            self.available, self.notice = True, ""
            self._start()
        while self._mail:
            number, message = self._mail.popleft()
            if number == self._number:
                self._receive(message)
        late = self._deadline_s()
        if late is not None and self._clock() > late:
            self._bury()
        self._send()
        self._rest()
        self._prove()

    def wait(self, lines: Sequence[VoiceLine], timeout_s: float) -> bool:
        """Wait until `lines` are settled, for recordings and tests; False when that took too long."""
        end_s = time.monotonic() + timeout_s
        while not self.settled(lines):
            left_s = end_s - time.monotonic()
            if left_s <= 0:
                return False
            with self._arrived:
                self._arrived.wait_for(lambda: bool(self._mail), min(left_s, 0.25))
            self.poll()
        return True

    def metrics(self) -> dict[str, float]:
        """voices_made, voices_failed, voice_x_realtime (median), voice_rss_mb, voice_restarts."""
        return {
            "voices_made": float(self._count),
            "voices_failed": float(len(self._failed)),
            "voice_x_realtime": middle_speed(self._spent_s),
            "voice_rss_mb": self._rss_bytes / 1e6,
            "voice_restarts": float(self._mortality.deaths),
        }

    @property
    def engine(self) -> str:
        """Which engine speaks: "kokoro", "hibari", "pico", "espeak", or "" for recordings alone."""
        return self._choice.engine

    @property
    def patience_s(self) -> float:
        """How long a stretch may wait for its voices."""
        return KOKORO_PATIENCE_S if self.engine == "kokoro" else PATIENCE_S

    @property
    def pid(self) -> int:
        """Of the voice process; 0 when there is none."""
        return int(self._process.pid or 0) if self._process is not None else 0

    def close(self) -> None:
        """End the voice process. It would end with this one anyway."""
        self.available = False
        self._mortality.end()
        self._answer()
        self._stop()

    # --- the process -------------------------------------------------------------------------------------------------

    def _start(self) -> None:
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        self._pipe, far = context.Pipe()
        self._process = context.Process(target=serve, args=(far, self._fps, self._cache), name="voices", daemon=True)
        self._process.start()
        far.close()
        self._number += 1
        self._idle_since_s = None
        self._ready_by_s = self._clock() + START_DEADLINE_S
        threading.Thread(target=self._listen, args=(self._pipe, self._number), name="voices", daemon=True).start()

    def _listen(self, pipe: Connection, number: int) -> None:
        message: Any = ...
        while message is not None:
            try:
                message = pipe.recv()
            except (EOFError, OSError):
                message = None
            with self._arrived:
                self._mail.append((number, message))
                self._arrived.notify_all()

    def _stop(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.join(0.1)  # killed: a matter of milliseconds
        self._process = None
        self._flying = self._ready_by_s = self._idle_since_s = self._pong_by_s = None
        self._number += 1  # what still comes is not for us
        self._rss_bytes = 0

    def _bury(self) -> None:
        """The process died or hangs: begin again, if that was not often."""
        if self._flying is not None:
            order, _ = self._flying
            self._tries[order.key] = self._tries.get(order.key, 0) + 1
            if self._tries[order.key] < TRIES:
                self._queue[order.key] = order
                self._queue.move_to_end(order.key, last=False)
            else:
                self._fail(order, "the voice process did not survive it")
        self._stop()
        too_often = self._mortality.died(self._clock())
        if too_often and self.engine == "kokoro":
            self._mortality.forgive()
            self._recast("Kokoro failed again and again: hibari speaks.")
        elif too_often:
            self._give_up(BROKEN)
            self._mortality.give_up(self._clock())
        if self.available:
            self._start()

    def _rest(self) -> None:
        """A process that has been idle for long gives its memory back by ending; the next line starts another."""
        busy = self._process is None or self._flying or self._queue or self._ready_by_s is not None
        if busy or self._rss_bytes < RESTED_BYTES:
            self._idle_since_s = None
        elif self._idle_since_s is None:
            self._idle_since_s = self._clock()
        elif self._clock() > self._idle_since_s + IDLE_S:
            self._stop()

    def _prove(self) -> None:
        """Answer for a process that rests, or works within its deadline; one that has nothing to do is asked itself."""
        if not self._asked:
            return
        if self._process is None or self._pipe is None or self._flying or self._ready_by_s is not None:
            self._answer()
        elif self._pong_by_s is None:
            self._pong_by_s = self._clock() + PONG_DEADLINE_S
            try:
                self._pipe.send(Ping())
            except OSError:
                self._bury()

    def _answer(self) -> None:
        while self._asked:
            self._asked.popleft()()

    def _give_up(self, notice: str) -> None:
        self.notice = notice
        self.close()

    def _deadline_s(self) -> float | None:
        return self._pong_by_s or (self._flying[1] if self._flying else self._ready_by_s)

    def _send(self) -> None:
        """One order at a time: a short message into an empty pipe cannot block."""
        if self._flying or not self._queue or self._ready_by_s is not None or not self.available:
            return
        if self._process is None or self._pipe is None:
            self._start()
            return
        _, order = self._queue.popitem(last=False)
        patience_s = LINE_DEADLINE_S + CHARACTER_DEADLINE_S * len(order.text)
        self._flying = (order, self._clock() + patience_s * (SLOWER if order.part.engine == "kokoro" else 1.0))
        try:
            self._pipe.send(order)
        except OSError:
            self._bury()

    def _receive(self, message: Any) -> None:
        match message:
            case Pong():
                self._pong_by_s = None
                self._answer()
            case Ready():
                self._ready_by_s, self._rss_bytes = None, message.rss_bytes
            case Spoken():
                order = self._flying[0] if self._flying else None
                self._flying, self._rss_bytes = None, message.rss_bytes
                self._keep(message, order)
            case Unable():
                self._without(message)
            case _:
                self._bury()

    def _keep(self, spoken: Spoken, order: Order | None) -> None:
        if spoken.problem:
            self._failed[spoken.key] = spoken.problem
            if order:
                self._fail(order, spoken.problem)
            return
        seconds = spoken.count / RATE
        samples = np.frombuffer(spoken.samples, "<i2")
        self._made[spoken.key] = Voice(seconds, spoken.loudness, samples, Path(spoken.file) if spoken.file else None)
        if spoken.made_s and order and not order.is_recording:
            self._count += 1
            self._spent_s.append((seconds, spoken.made_s))
            if order.part.engine == "kokoro" and self._pace.tell(seconds, spoken.made_s):
                self._find_slow()
        held = sum(voice.samples.nbytes for voice in self._made.values())
        while (held > self._kept_bytes or len(self._made) > KEPT_VOICES) and len(self._made) > 1:
            held -= self._made.popitem(last=False)[1].samples.nbytes

    def _fail(self, order: Order, problem: str) -> None:
        """A line cannot be had like this. A recording leaves it to the voice of its speaker."""
        self._failed[order.key] = problem
        if order.is_recording:
            self._spoilt.add(order.part.voice)
            self._orders.clear()
            self.notice = f"The recording {Path(order.part.voice).name} is not heard: {problem}."

    def _find_slow(self) -> None:
        """Kokoro does not keep up. Before anybody was heard the cast changes; later it is for the next show to know."""
        if not self._heard and not self._wishes.unhurried:
            self._recast(f"Kokoro is slower than {LEAST_SPEED:g} times real time on this machine: hibari speaks.")

    def _without(self, message: Unable) -> None:
        """An engine cannot be loaded: the next one speaks, if there is one."""
        if self._flying:
            self._fail(self._flying[0], message.problem)
        self._flying = None
        if message.engine == self._choice.engine:
            self._broken.add(message.engine)
            self._recast(f"The voices of {message.engine} are missing: {message.problem}")

    def _recast(self, notice: str) -> None:
        self._queue.clear()  # what is still wanted will be asked for again
        choice = choose(self._wishes.language, slow=True)
        if not choice.engine or choice.engine in self._broken:
            self._give_up(f"No voices. {notice}")
        else:
            self._choice, self.notice = choice, notice
            self._orders.clear()

    def _order(self, line: VoiceLine) -> Order:
        """What is sent for a line; asked many times a second, so it is remembered."""
        if line not in self._orders:
            if len(self._orders) >= KEPT_VOICES:
                self._orders.clear()
            self._orders[line] = self._written(line)
        return self._orders[line]

    def _written(self, line: VoiceLine) -> Order:
        """Its recording, or the part of its speaker."""
        path = self._wishes.recordings.get(line.id) if line.id else None
        if path is not None and str(path) not in self._spoilt:
            return order_for(line, Part("recording", str(path), Delivery()), file_state(path))
        engine = self._choice.engine
        if not engine:
            return order_for(line, Part("", "", Delivery()), "")
        said = (line.speaker, line.description, line.manner)
        return order_for(line, part_of(engine, self._choice.language, said, line.cast), engine_version(engine))

    def _is_settled(self, key: str) -> bool:
        return key in self._made or key in self._failed
