"""A small story to write at, and a showing of it whose clock the test turns."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from runtime.commands import Begin, Choose, Skip
from runtime.company import Company
from runtime.course import Course
from runtime.saves import Journal
from runtime.show import Show
from runtime.soundtrack import Soundtrack
from runtime.story import Story
from runtime.writer.preview.draft import Draft, checked, read_draft
from runtime.writer.preview.preview import Preview
from tests.runtime.fakes import FakeMixer, FakeStudio, FakeVoices

TEXT = """Title: The Gate
Cast:
    ANNA - 30, red coat
Window: 6s
Tail: 2s

[[var trust = 0]]

EXT. GATE - NIGHT #gate#

ANNA stands at the gate in the rain. [[shot: wide]]

ANNA
Is anybody there?

The rain falls harder.

[[choice 6s: What does Anna do?]]
+ Knock. [[set trust += 1]] -> yard
+ Wait. [[default]] -> wait
* Climb over. [[if trust >= 2]] -> yard
+ Ring. [[locked "the bell is broken"]] -> yard

EXT. YARD - NIGHT #yard#

ANNA walks into the yard.

A dog barks.

> DISSOLVE TO: hall

INT. HALL - NIGHT #hall#

ANNA lights a candle.

[[choice off: And now?]]
+ Back out. -> gate
+ Stay. -> bed

INT. HALL - NIGHT #bed#

ANNA sleeps.

> END: Inside

EXT. GATE - DAWN #wait#

The sun rises.

> END: Alone

INT. CELLAR - NIGHT #cellar#

ANNA digs.

> END: Below
"""


def written(folder: Path, text: str = TEXT) -> Path:
    path = folder / "gate.fountain"
    path.write_bytes(text.encode())
    return path


def drafted(path: Path) -> Draft:
    draft = read_draft(path)
    assert draft is not None
    return checked(draft)


def story_of(draft: Draft) -> Story:
    assert draft.story is not None, draft.findings
    return draft.story


def journal_of(story: Story, *choices: tuple[str, str, int]) -> Journal:
    """A journal of (node, choice, number of the stretch)."""
    done = [Choose.model_validate({"choice": c, "at": {"node": node, "stretch": n}}) for node, c, n in choices]
    return Journal(begin=Begin(story=story.digest, seed=7), commands=tuple(done))


class AtOnce(Executor):
    """Does everything at once, in the thread that asks."""

    def submit(self, fn: Any, /, *args: Any, **words: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **words))
        except Exception as error:
            future.set_exception(error)
        return future


class Files:
    """A watcher that reads when the test says so."""

    def __init__(self, path: Path, draft: Draft) -> None:
        self.path, self.draft, self.looked = path, draft, 0

    def take(self) -> Draft | None:
        read = read_draft(self.path, self.draft)
        if read is not None:
            self.draft = checked(read)
        return self.draft if read is not None else None

    def look(self) -> None:
        self.looked += 1


class Room:
    """A preview of a story in a folder."""

    def __init__(self, folder: Path, text: str = TEXT) -> None:
        self.path = written(folder, text)
        draft = drafted(self.path)
        story = story_of(draft)
        self.studio, self.voices, self.mixer = FakeStudio(), FakeVoices(), FakeMixer()
        self.files = Files(self.path, draft)
        company = Company(self.studio, self.voices, Soundtrack(self.mixer))  # type: ignore[arg-type]
        self.show = Show(Course.begin(story, 7), journal_of(story), company)
        self.preview = Preview(draft, story, self.show, self.files, self.settled, AtOnce())
        self.show.do(Skip())
        self.ticks = 0
        self.turn()

    def settled(self, course: Course) -> bool:
        return not self.voices.slow

    def turn(self, frames: int = 1) -> None:
        for _ in range(frames):
            self.ticks += 1
            self.show.tick(self.ticks / 24)
            self.preview.turn(self.ticks / 24)
            self.show.sound(2000, self.ticks / 24)
            self.preview.flipped(self.show.picture().key)

    def save(self, old: str, new: str) -> None:
        text = self.path.read_text()
        assert old in text
        self.path.write_text(text.replace(old, new))
        self.turn()

    @property
    def node(self) -> str:
        return self.show.course.stretch.node

    @property
    def beat(self) -> str:
        """The words of the beat that is on."""
        on = self.show.on
        assert on is not None
        return str(getattr(on.course.stretch.beats[on.on_at(self.show.frame)[1].setup.beat], "text", ""))

    def said(self) -> str:
        return "\n".join(row.text for row in self.preview.top_rows())
