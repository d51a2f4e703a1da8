"""The studio: rolls takes, finds their frames, keeps the shelf stocked, and lets no lost worker be seen.

Usage: `studio = Studio("testcard", (640, 360)); studio.wait_ready(10)`, then `roll`, and for each display frame `tick`
and `frame`. Its one rule: nothing here waits, except `wait_ready` before the show and `close` after it.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Self

from generators.base import Format, Shot
from runtime.errors import GeneratorError
from runtime.studio.block import free_bytes
from runtime.studio.crew import Casting, Crew, in_words
from runtime.studio.handle import Handle
from runtime.studio.metrics import Counts
from runtime.studio.orders import Fault, Made, Notice, Ready, Report, Roll, Shelved, Stop
from runtime.studio.plan import MemoryPlan, plan_memory
from runtime.studio.preroll import Prerolls
from runtime.studio.ring import Phase, Ring
from runtime.studio.shelf import Hit, Shelf, ShelfMemory
from runtime.studio.takes import Frame, Take, Takes
from runtime.studio.watchdog import Deadlines, Tempo, WatchedTime

NO_MEMORY = MemoryPlan(0, 0, 0, 0)
SOONER_MS = 5.0  # a chunk in hand that takes longer than this is not waited for when the spare is idle
MOST_SAID = 50  # sentences of a generator, in one show
AUDITION = -1  # the take of a candidate on probation, which nobody sees
AUDITION_S = 2.0  # of pictures that it makes
LEFT_S = 0.5  # of a take that nothing is there of: then what was before it is not finished first
QUIET_S = 0.35  # a spare without a sign of life for so long is not trusted with a take


class Studio:
    """Where generators run. All calls from one thread. `preroll_mb`: memory for branches made ahead, of each worker."""

    def __init__(
        self,
        generator: str,
        size: tuple[int, int],
        *,
        fallback: str = "papertheatre",
        settings: Mapping[str, Any] | None = None,
        spare: bool = True,
        deadlines: Deadlines | None = None,
        preroll_mb: float | None = None,
        say: Callable[[str], None] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        names = tuple(dict.fromkeys((generator, fallback, "testcard")))
        self.notices: deque[str] = deque(maxlen=50)  # short sentences for the HUD and the log, oldest first
        casting = Casting(names, size, dict(settings or {}), spare=spare, deadlines=deadlines or Deadlines())
        casting.check()
        self._crew = Crew(casting, self.notices)
        self._clock, self._say = clock, say
        self._said: set[str] = set()  # by generators
        self._watched = WatchedTime()
        self._format: Format | None = None
        self._shelf: Shelf | None = None
        self._memory = NO_MEMORY
        self._takes = Takes()
        self._prerolls = Prerolls(self._crew, self._takes, budget_mb=preroll_mb)
        self._script: list[Take] = []  # the take in hand, and what is planned behind it
        self._relics: list[Ring] = []  # rings of the dead, some of whose frames are still to be shown
        self._counts = Counts()
        self._tempi: dict[int, Tempo] = {}  # by level
        self._movers: set[int] = set()  # levels that are known to make pictures that move
        self._crew.fill(self._watched.look(clock()))

    # Before and after the show

    @property
    def format(self) -> Format:
        """What the running generator has promised; GeneratorError before it is open."""
        if self._format is None:
            raise GeneratorError("the generator is not open yet")
        return self._format

    def wait_ready(self, timeout_s: float = 180.0) -> Format:
        """Wait until the generator is open. GeneratorError: it cannot be, or takes longer than `timeout_s`."""
        until = self._clock() + timeout_s
        while self._format is None:
            self.tick()
            if self._crew.failure:
                raise GeneratorError(self._crew.failure)
            if self._format is None and self._clock() >= until:
                raise GeneratorError(f"the generator was not open after {timeout_s:g} s")
            self._crew.wait(0.02)
        return self._format

    def close(self) -> None:
        """End every process and give all memory back."""
        rings = [handle.ring for handle in self._crew.members() if handle.ring is not None]
        self._crew.close()
        self._script.clear()
        for ring in {*rings, *self._relics}:
            ring.release()
        if self._shelf is not None:
            self._shelf.memory.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What a show asks for

    def roll(
        self, take: int, shot: Shot, frames: int | None, *, cut: bool, tail_frames: int = 0, at_frame: int = 0
    ) -> None:
        """Make a take: at once, everything older being stale (`cut`), or behind the takes rolled before.

        `frames` content frames, None: until something newer rolls; `tail_frames` more for a dissolve out of it.
        `at_frame`: the first frame that is wanted; those before it are not made.
        """
        if self._script and take <= self._script[-1].roll.take:
            raise ValueError(f"take {take} is not newer than take {self._script[-1].roll.take}")
        steer = shot.transition.keeps_context and bool(self._script)
        moves = self._crew.running is not None and self._crew.running.level in self._movers
        roll = Roll(take, shot, frames, tail_frames, at_frame, cut=cut or not self._script, steer=steer, moves=moves)
        made = Take(roll, served=at_frame - 1)
        if roll.cut:
            self._cut(made)
        else:
            self._plan(made)

    def frame(self, take: int, index: int) -> Frame | None:
        """The newest frame of `take` up to `index`; None: none yet. Its view is valid until the next tick."""
        self._gather()
        found = self._takes.find(take, index)
        self._counts.asked(take, index, found[1] if found else None)
        if found is None:
            self._takes.pass_to(take)
            if index >= self._takes.second * LEFT_S:
                self._skip_to(take, index)
            return None
        owner, served = found
        place = owner.places[served]
        self._takes.read(owner, served)
        if place.ring is not None:
            return Frame(take, served, place.ring.pixels(place.position))
        assert self._shelf is not None
        assert owner.entry is not None
        return Frame(take, served, self._shelf.memory.pixels(owner.entry.place, place.position))

    def available(self, take: int) -> int:
        """Frames of `take` that can be shown so far: highest index + 1."""
        self._gather()
        known = self._takes.get(take)
        return known.available if known is not None else 0

    def preroll(self, shots: Sequence[Shot]) -> None:
        """What should lie on the shelf, most likely first. Cheap to call on every tick."""
        self._prerolls.wish(shots)

    def has_prerolled(self, shot: Shot) -> bool:
        """Whether the first chunks of a shot lie on the shelf, whole."""
        entry = self._shelf.get(self._prerolls.key(shot)) if self._shelf is not None else None
        return entry is not None and not entry.making

    def tick(self, now_s: float = 0.0) -> None:  # noqa: ARG002
        """Hear the workers, give back what was shown, replace who is lost, stock the shelf. Never waits.

        `now_s` is the show's time, which a recording runs at another speed; workers live in real time, and so they are
        watched by the studio's own clock.
        """
        watched_s = self._watched.look(self._clock())
        for handle in list(self._crew.members()):
            for report in handle.reports():
                self._hear(handle, report)
        self._gather()
        for handle, reason in self._crew.lost(watched_s, wanted=self._takes.run_short()):
            self._replace(handle, reason)
        self._mind_the_slow(watched_s)
        self._crew.fill(watched_s)
        self._hear_audition()
        for handle in self._crew.members():
            handle.flush()
        self._release()
        self._prerolls.stock(self._tempo(self._crew.level).usual_ms)

    def metrics(self) -> dict[str, float]:
        """Flat figures since the studio opened."""
        return self._counts.flat() | {
            "dropped": float(self._counts.outnumbered + self._takes.released_unseen),
            "restarts": float(self._crew.restarts),
            "ahead": float(self._takes.ahead()),
            "snapshots_mb": round(self._shelf.snapshots_mb, 1) if self._shelf is not None else 0.0,
            "level": float(self._crew.running.level if self._crew.running else self._crew.level),
        }

    @property
    def problem(self) -> str:
        """Empty, or one line on who performs instead of the generator that was asked for."""
        return self._crew.problem

    # Rolling

    def _cut(self, take: Take) -> None:
        """Begin at once, from the shelf if it can be."""
        roll = take.roll
        begins = roll.at_frame == 0  # what lies on the shelf begins with a shot's first frame
        hit = self._shelf.take(self._prerolls.key(take.shot)) if self._shelf is not None and begins else None
        self._takes.outnumber(roll.take)
        self._takes.add(take)
        self._script = [take]
        self._prerolls.follow(roll.take)
        if hit is not None:
            take.entry = hit.entry
            self._takes.stock(take, hit.frames)
            roll = replace(roll, at_frame=hit.frames, ticket=hit.entry.ticket)
        self._counts.cut(is_hit=bool(hit and hit.frames))
        performer = self._choose(roll, hit)
        if performer is not None:
            performer.send(roll, later=hit is not None and hit.frames > 0)

    def _plan(self, take: Take) -> None:
        """Queue behind what is rolled."""
        self._takes.add(take)
        self._script.append(take)
        self._prerolls.follow(take.roll.take)
        if self._crew.running is not None:
            self._crew.running.send(take.roll)

    def _skip_to(self, number: int, index: int) -> None:
        """The viewer is far in a take while an older one is made: what nobody will see is left out."""
        running = self._crew.running
        if running is None or not any(take.roll.take < number for take in self._script):
            return
        self._script = [take for take in self._script if take.roll.take >= number]
        due = self._takes.get(number)
        if due is not None and due.roll.at_frame < index:
            due.roll = replace(due.roll, at_frame=index)
        self._resume(running)

    def _choose(self, roll: Roll, hit: Hit | None) -> Handle | None:
        """Who performs a cut. If it is the spare, the two have changed places."""
        running, spare = self._crew.running, self._crew.spare
        if running is None or spare is None or not self._is_better(spare, running, roll, hit):
            return running
        self._crew.swap()
        running.send(Stop(), later=True)
        return spare

    def _is_better(self, spare: Handle, running: Handle, roll: Roll, hit: Hit | None) -> bool:
        """Whether the spare performs a cut: it made the shelf entry, or is free while the running worker is not.

        One that brings a better generator back performs every cut that is not on the shelf already.
        """
        if not self._is_fit(spare):
            return False
        if spare.proved:
            return not roll.steer and (hit is None or hit.entry.maker is spare)
        if spare.level != running.level:
            return False
        if hit is not None and hit.entry.maker is spare:
            return True
        if roll.steer or (hit is not None and hit.entry.base is not None):
            return False
        return self._is_idle(spare) and (hit is not None or self._is_busy(running))

    def _is_fit(self, spare: Handle) -> bool:
        return spare.ready and spare.pulse.silent_s(self._watched.total_s) < QUIET_S

    def _is_idle(self, spare: Handle) -> bool:
        return spare.phase is Phase.IDLE and not (self._shelf is not None and self._shelf.making(spare))

    def _is_busy(self, running: Handle) -> bool:
        """Whether the chunk in hand would have to be waited for."""
        if running.phase not in (Phase.BEGINNING, Phase.MAKING):
            return False
        return running.pulse.usual_ms - running.pulse.silent_s(self._watched.total_s) * 1000 > SOONER_MS

    # Hearing and watching

    def _hear(self, handle: Handle, report: Report) -> None:
        match report:
            case Ready():
                self._attach(handle, report)
            case Notice():
                self._pass_on(report.text)
            case Made():
                self._note_made(handle, report)
            case Shelved():
                handle.snapshot_mb = max(handle.snapshot_mb, report.mb)
                if self._shelf is not None:
                    self._settle_entry(self._shelf, report)
            case Fault(opening=True):
                self._counts.faults += 1
                self._crew.cannot_open(handle, report.text)
            case Fault():
                handle.gone, handle.fault = True, report.text
                handle.spoilt = None if report.since is None else (report.take, report.since)

    def _note_made(self, handle: Handle, report: Made) -> None:
        """A chunk: how long it took, against what is usual, and whether its pictures move."""
        handle.pulse.made(report.ms)
        if handle is self._crew.candidate:
            return
        self._counts.made(report)
        if report.moves:
            self._movers.add(handle.level)
        if handle is self._crew.running and not report.first_ms:
            self._tempo(handle.level).made(report.ms, self._lasts_ms(report.made), report.worked_ms)

    def _tempo(self, level: int) -> Tempo:
        return self._tempi.setdefault(level, Tempo(self._crew.casting.deadlines.slow))

    def _lasts_ms(self, frames: int) -> float:
        return float(1000 * frames / self.format.fps)

    def _mind_the_slow(self, watched_s: float) -> None:
        """A worker that became many times slower is relieved before the viewer has seen all there is."""
        running = self._crew.running
        if running is None or running.level != self._crew.level or not self._takes.run_short():
            return
        if self._tempo(running.level).is_slow:
            self._tempo(running.level).forget()
            if self._crew.tire(running, watched_s):
                self._replace(running, "became slow")
            else:
                self._counts.faults += 1

    # A generator that was given up, on its way back

    def _hear_audition(self) -> None:
        """Have a candidate make two seconds of what is on, for nobody; if it is good and fast, it may come back."""
        candidate = self._crew.candidate
        if candidate is None or candidate.ring is None or not self._script:
            return
        wanted = round(AUDITION_S * self.format.fps)
        if candidate.auditioned is None:
            candidate.auditioned = 0
            candidate.send(Roll(AUDITION, self._script[0].shot, wanted, moves=candidate.level in self._movers))
        for slot in candidate.frames():
            candidate.ring.advance(slot.position)
            candidate.auditioned += 1
        if candidate.auditioned >= wanted:
            self._judge(candidate, candidate.ring.format.chunk_frames)

    def _judge(self, candidate: Handle, chunk_frames: int) -> None:
        """As fast as it is shown, or as it ever was: it becomes the spare, and stocks the shelf from now on."""
        usual_ms = self._tempo(candidate.level).usual_ms
        if candidate.pulse.usual_ms > max(self._lasts_ms(chunk_frames), 1.5 * usual_ms):
            self._crew.dismiss(candidate)
            return
        former = self._crew.admit(candidate)
        if former is not None:
            self._bury(former)
        if self._shelf is not None:
            for entry in self._shelf.finished():
                self._shelf.give_back(entry)

    def _pass_on(self, text: str) -> None:
        """What a generator says, once; before the show there is no HUD, so it is said beforehand, too."""
        if text not in self._said and len(self._said) < MOST_SAID:
            self._said.add(text)
            self.notices.append(text)
            if self._format is None:
                self._say(text)

    def _attach(self, handle: Handle, ready: Ready) -> None:
        """A worker is ready: give it memory, and a place."""
        if self._format is None:
            self._open(ready.format)
        format_ = self.format
        if (ready.format.width, ready.format.height, ready.format.fps) != (format_.width, format_.height, format_.fps):
            self._crew.cannot_open(handle, f"it makes {in_words(ready.format)}, the show runs at {in_words(format_)}")
            return
        assert self._shelf is not None
        ring = Ring.create(ready.format, max(self._memory.slots, 2 * ready.format.chunk_frames))
        handle.attach(ring, self._shelf.memory, snapshots=ready.snapshots, room_mb=ready.room_mb)
        if handle is self._crew.candidate:
            return
        former = list(filter(None, (self._crew.running, self._crew.spare)))
        is_heir = self._crew.seat(handle)
        for relieved in former:
            if relieved.gone:
                self._bury(relieved)
        if is_heir:
            self._resume(handle)

    def _open(self, format_: Format) -> None:
        """The first worker is ready: from now on the format stands."""
        self._format = format_
        self._memory = plan_memory(format_, free_bytes())
        self._takes.second = round(format_.fps)
        self._crew.run_at((format_.width, format_.height), str(format_.fps))
        self._shelf = Shelf(ShelfMemory.create(self._memory.places, self._memory.shelf_frames, format_))
        self._prerolls.shelf = self._shelf
        if not self._memory.is_full:
            self.notices.append("little shared memory: fewer branches are made ahead")

    def _settle_entry(self, shelf: Shelf, report: Shelved) -> None:
        """A shelf entry has all the frames it will have."""
        self._takes.gather_entries(shelf)
        shelf.done(report.ticket, self._takes.entries(), report.mb)

    def _replace(self, handle: Handle, reason: str) -> None:
        """A worker is lost: what it made stays, and the spare goes on where it ended."""
        self._counts.faults += 1
        self.notices.append(f"generator {reason}")
        self._bury(handle)
        if self._crew.running is None:
            heir = self._crew.promote()
            if heir is not None:
                self._resume(heir)

    def _bury(self, handle: Handle) -> None:
        """Note the last frames of a worker that was dismissed; its ring is kept until they are passed."""
        if self._shelf is not None:
            self._takes.gather_entries(self._shelf)
            self._shelf.orphan(handle, self._takes.entries())
        if handle.ring is not None:
            self._takes.gather(handle.frames(), handle.ring)
            self._relics.append(handle.ring)
            if handle.spoilt is not None:
                self._takes.strike(*handle.spoilt)

    def _resume(self, heir: Handle) -> None:
        """Order everything that is still missing, in order."""
        missing = [take for take in self._script if not take.complete]
        for number, take in enumerate(missing):
            moves = heir.level in self._movers
            at_frame = max(take.roll.at_frame, take.available)
            roll = replace(take.roll, at_frame=at_frame, cut=number == 0, moves=moves)
            heir.send(roll if number else replace(roll, steer=False))

    def _gather(self) -> None:
        """Note every frame that has been published; rings before the shelf, whose entries come first in a take."""
        seen = [handle for handle in self._crew.members() if handle is not self._crew.candidate]
        rings = [handle.ring for handle in seen if handle.ring is not None]
        published = [(ring, ring.peek()) for ring in rings]
        if self._shelf is not None:
            self._takes.gather_entries(self._shelf)
        for ring, slots in published:
            self._takes.gather(slots, ring)

    def _release(self) -> None:
        """Give back what has been passed, and the rings of the dead once they are."""
        self._takes.release()
        self._script = [take for take in self._script if take.roll.take >= self._takes.reading]
        self._relics = [ring for ring in self._relics if self._takes.uses(ring) or not ring.release()]
        for handle in self._crew.members():
            if handle.ring is not None:
                short = 2 * handle.ring.format.chunk_frames
                handle.ring.lead(short if self._prerolls.keep_context else max(short, self._memory.lead))
