"""A show and its writer: what was saved is read and plays on, what the keys ask for is done, what is known is said."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Protocol

from runtime.errors import DioramaError
from runtime.writer.preview.faults import broken_rows, count_words, fault_rows
from runtime.writer.preview.finder import finder_of
from runtime.writer.preview.hand import Hand, Wish, key_rows
from runtime.writer.preview.inspector import inspect
from runtime.writer.preview.rows import Row
from runtime.writer.preview.standing import same_frame, stand_again
from runtime.writer.preview.take import another_seed, keep_take, with_seed
from runtime.writer.preview.way import way_to

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor, Future

    import pygame

    from runtime.course import Course
    from runtime.performance import Performance
    from runtime.saves import Journal
    from runtime.show import Show
    from runtime.story import Story
    from runtime.writer.preview.draft import Draft
    from runtime.writer.preview.way import Way

SAID_S = 8.0
LATE_MS = 10_000.0  # a save that seems older than this on the screen was not the cause, or clocks differ
WELCOME = "H: the keys of the preview"
NOT_YET = "Nothing plays yet: the stage is being set."


class WatcherFace(Protocol):
    """Whoever reads the files again."""

    def take(self) -> Draft | None: ...

    def look(self) -> None: ...


class Preview:
    """One preview. Everything is called from the loop's thread; what takes long is done by `pool`."""

    def __init__(
        self, draft: Draft, story: Story, show: Show, watcher: WatcherFace, settled: Callable[[Course], bool],
        pool: Executor,
    ) -> None:  # fmt: skip
        self.draft = self.playing = draft  # the newest reading, and the one that plays
        self.story, self.show, self.watcher, self.pool = story, show, watcher, pool
        self.hand = Hand()
        self.now_s = 0.0
        self.notice = ""  # the show's own
        self.shown_ms: float | None = None  # from the last save to its picture
        self._settled = settled
        self._said: tuple[tuple[Row, ...], float] = ((Row(WELCOME, "dim"),), SAID_S)
        self._errand: tuple[Future[Any], Callable[[Any], None]] | None = None
        self._unvoiced = True
        self._again = False  # it was saved and read since the preview began
        self._unseen = False  # something was read that is not on the screen yet
        self._note = ""  # what else is to be said of that: why it plays elsewhere, what was written
        self._written = ""  # a take that was kept, and not read again yet
        self._rolled = ("", 0, 0)  # shot that was rolled again, its first seed, and how often
        self._inspected: tuple[object, tuple[Row, ...]] = ((), ())

    # --- each pass of the loop

    def turn(self, now_s: float) -> None:
        """Take what was read, found and voiced in the meantime."""
        self.now_s = now_s
        if self._errand is not None and self._errand[0].done():
            self._come_back(*self._errand)
        draft = self.watcher.take()
        if draft is not None:
            self._take(draft)
        self._voice()
        self.hand.said = bool(self.top_rows())

    def flipped(self, key: object) -> None:
        """A picture was shown; the first one after a save tells how long it took. `key`: (take, frame or -1, …)."""
        if self._unseen and isinstance(key, tuple) and key[1] >= 0:
            self._unseen = False
            since_ms = (time.time_ns() - self.playing.saved_ns) / 1e6
            if 0 <= since_ms < LATE_MS:
                self.shown_ms = since_ms
                self._say_read()

    def took(self, event: pygame.event.Event) -> bool:
        """Whether an event was meant for the preview; if so, it is done."""
        closing = self.hand.said
        taken, wish = self.hand.took(event)
        if closing and not self.hand.said:
            self._said = ((), 0.0)
        if wish is not None:
            self._do(wish)
        return taken

    def _do(self, wish: Wish) -> None:
        try:
            {Wish.FIND: self._find, Wish.JUMP: self._jump, Wish.KEEP: self._keep, Wish.REROLL: self._reroll}[wish]()
        except DioramaError as error:
            self.say(Row(str(error), "fault"))

    # --- what was saved

    def _take(self, draft: Draft) -> None:
        """Play what was read from the same moment on; with errors, the show stays as it is."""
        known = draft.found is not None and draft.found is self.draft.found
        self.draft = draft
        if draft.story is None:
            self._said = ((), 0.0)
            return
        self.playing = draft
        if known:
            if draft.checked and count_words(draft.findings):
                self._say_read()
            return
        self.story = draft.story
        standing = stand_again(draft.story, self.show.journal, self.show.course)
        performance = self.show.rehearsed(standing.course)
        self._stand(performance, self._moment_in(performance, same=standing.same), standing.journal)
        self._again = True
        self._unseen, self._note, self._written = True, standing.notice or self._written, ""
        self._say_read()

    def _moment_in(self, performance: Performance, *, same: bool) -> int:
        """The frame at which the same beat is on; elsewhere the picture before the choice, or the beginning."""
        on, timeline = self.show.on, performance.timeline
        if same and on is not None:
            beats = on.course.stretch.beats, performance.course.stretch.beats
            return same_frame((on.timeline, beats[0]), self.show.frame, (timeline, beats[1]))
        return timeline.placed[-1].start if timeline.point else 0

    def _stand(self, performance: Performance, frame: int, journal: Journal) -> None:
        self.show.stand(performance, frame, journal)
        self._unvoiced = not self._settled(performance.course)

    def _voice(self) -> None:
        """Lines that were not voiced when they began to play are heard as soon as they can be."""
        on = self.show.on
        if on is None or not self._unvoiced or self._is_taken(on.course) or not self._settled(on.course):
            return
        self._unvoiced = False
        fresh, beats = self.show.rehearsed(on.course), on.course.stretch.beats
        if fresh.voices.keys() - on.voices.keys():
            frame = same_frame((on.timeline, beats), self.show.frame, (fresh.timeline, beats))
            self.show.stand(fresh, frame, self.show.journal)

    def _is_taken(self, course: Course) -> bool:
        """A choice of the stretch that is on was taken and waits for its frame."""
        taken = [one.at.stretch for one in self.show.journal.commands if one.kind == "choose"]
        return bool(taken) and taken[-1] == course.number

    # --- what the keys ask for

    def _find(self) -> None:
        self.hand.finder = finder_of(self.story, self.show.course.stretch.node)

    def _jump(self) -> None:
        finder, self.hand.finder = self.hand.finder, None
        if finder is not None and finder.chosen:
            self.jump(finder.chosen)

    def jump(self, node: str) -> None:
        """Look for a way to a scene, and go on there when it is found."""
        story, begin = self.story, self.show.journal.begin
        self.say(Row(f"Looking for a way to “{node}” …", "dim"))
        self._send(self.pool.submit(way_to, story, node, begin), lambda way: self._arrive(way, node))

    def _arrive(self, way: Way, node: str) -> None:
        if way.course is not None and way.course.story is not self.story:  # it was saved while the search went on
            self.jump(node)
            return
        if way.course is not None and way.journal is not None:
            self._stand(self.show.rehearsed(way.course), 0, way.journal)
        self.say(*way.rows)

    def _reroll(self) -> None:
        """The running shot from its start, with another seed."""
        on = self.show.on
        if on is None:
            self.say(Row(NOT_YET, "dim"))
            return
        _, placed = on.on_at(self.show.frame)
        number, seed = placed.setup.beat, placed.setup.shot.seed
        shot = f"{self.playing.saved_ns}/{on.course.number}/{number}"
        first, turn = self._rolled[1:] if self._rolled[0] == shot else (seed, 0)
        self._rolled = (shot, first, turn + 1)
        tried = another_seed(first, turn)
        performance = self.show.rehearsed(with_seed(on.course, number, tried))
        start = next(one.start for one in performance.timeline.placed if one.setup.beat >= number)
        self._stand(performance, start, self.show.journal)
        self.say(Row(f"Seed {tried}.  K keeps this take, R tries another.", "mark"))

    def _keep(self) -> None:
        on, found = self.show.on, self.playing.found
        if on is None or found is None:
            self.say(Row(NOT_YET, "dim"))
            return
        if self.draft.story is None:
            self.say(Row("Mend the story's errors first; then the take can be kept.", "fault"))
            return
        _, placed = on.on_at(self.show.frame)
        beats, number = on.course.stretch.beats, placed.setup.beat
        if number >= len(beats):
            self.say(Row("This picture has no paragraph in the script.", "fault"))
            return
        seed = placed.setup.shot.seed
        self._send(self.pool.submit(keep_take, found, self.story, beats[number], seed), self._kept)

    def _kept(self, kept: object) -> None:
        self._written = str(kept)
        self.watcher.look()
        self.say(Row(self._written, "mark"))

    def _send(self, future: Future[Any], then: Callable[[Any], None]) -> None:
        """Wait for a result without waiting; a newer errand takes the place of the one before."""
        self._errand = (future, then)

    def _come_back(self, future: Future[Any], then: Callable[[Any], None]) -> None:
        self._errand = None
        try:
            then(future.result())
        except DioramaError as error:
            self.say(Row(str(error), "fault"))

    # --- what is said

    def say(self, *rows: Row) -> None:
        """Rows over the picture, for a while."""
        self._said = (rows, self.now_s + SAID_S) if rows else self._said

    def _say_read(self) -> None:
        seen = self.shown_ms is not None and not self._unseen
        if not self._again:
            self.say(*self._findings_told())
            return
        when = f", on the screen {self.shown_ms:.0f} ms after it was saved" if seen else ""
        note = (Row(self._note, "mark"),) if self._note else ()
        self.say(*note, Row(f"Read again in {self.playing.read_ms:.0f} ms{when}.", "dim"), *self._findings_told())

    def _findings_told(self) -> Sequence[Row]:
        counted = count_words(self.playing.findings) if self.playing.checked else ""
        return (Row(f"{counted}.  E: read them", "dim"),) if counted else ()

    def top_rows(self) -> tuple[Row, ...]:
        """What stands at the top: why the story cannot be played, and what was said last."""
        rows, until_s = self._said
        broken = broken_rows(self.draft.errors) if self.draft.story is None else ()
        notice = (Row(self.notice, "dim"),) if self.notice else ()
        return (*broken, *(rows if self.now_s < until_s else ()), *notice)

    def sheet_rows(self) -> tuple[Row, ...]:
        """What the open sheet says."""
        match self.hand.sheet:
            case "inspector":
                return self._inspector()
            case "findings":
                found = fault_rows(self.draft.findings)
                return Row("Findings", "head"), *(found or (Row("Nothing is wrong."),))
            case "keys":
                return key_rows()
            case _:
                return ()

    def _inspector(self) -> tuple[Row, ...]:
        on = self.show.on
        if on is None:
            return (Row(NOT_YET, "dim"),)
        number, placed = on.on_at(self.show.frame)
        key = (id(on.course), number, id(placed), len(self.show.journal.commands), self.shown_ms)
        if self._inspected[0] != key:
            self._inspected = (key, (*inspect(on.course, placed, self.show.journal), *self._save_told()))
        return self._inspected[1]

    def _save_told(self) -> Sequence[Row]:
        if self.shown_ms is None:
            return ()
        told = f"{self.shown_ms:.0f} ms from the file to the picture, {self.playing.read_ms:.0f} of them to read it"
        return Row("The last save", "head"), Row(told, "text", 1)
