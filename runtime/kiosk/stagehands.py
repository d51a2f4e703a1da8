"""Make shows ready while another is on, all with one studio that stays warm, so that a visit begins with its picture.

The first shot of each show on offer lies on the shelf before anybody has touched the screen.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol

from runtime import __version__
from runtime.commands import Begin, TimeLimits
from runtime.company import Company, Manner, Voices
from runtime.course import Course
from runtime.ink import teller_of
from runtime.performance import rehearse, voice_lines
from runtime.saves import Journal
from runtime.show import Show
from runtime.wordlist import EVERYTHING_GOES, WordList

if TYPE_CHECKING:
    from generators.base import Format, Shot
    from runtime.company import Shown, StudioFace
    from runtime.soundtrack import Soundtrack
    from runtime.story import Story

VOICES_KEPT = 6  # casts that stay known; each may have a process


class Turn:
    """The studio as one show sees it: takes are counted from the last one of the show before."""

    def __init__(self, studio: StudioFace, base: int, also: Callable[[], Sequence[Shot]]) -> None:
        self._studio, self._base, self._also = studio, base, also
        self.newest = base
        self.notices: deque[str] = deque()  # what the studio says is for the museum, not for its visitors

    @property
    def format(self) -> Format:
        return self._studio.format

    def roll(
        self, take: int, shot: Shot, frames: int | None, *, cut: bool, tail_frames: int = 0, at_frame: int = 0
    ) -> None:
        self.newest = self._base + take
        self._studio.roll(self.newest, shot, frames, cut=cut, tail_frames=tail_frames, at_frame=at_frame)

    def frame(self, take: int, index: int) -> Shown | None:
        return self._studio.frame(self._base + take, index)

    def available(self, take: int) -> int:
        return self._studio.available(self._base + take)

    def preroll(self, shots: Sequence[Shot]) -> None:
        """What the show wants, behind what whoever comes next will see first."""
        self._studio.preroll([*self._also(), *shots])

    def tick(self, now_s: float) -> None:
        self._studio.tick(now_s)

    def metrics(self) -> Mapping[str, float]:
        return self._studio.metrics()


class CastVoices(Voices, Protocol):
    """Voices that can be asked whether they live, and sent home."""

    def ask(self, answer: Callable[[], object]) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Heard:
    """The sound of one show, how it is taken down, and how whoever makes it is asked and renewed."""

    soundtrack: Soundtrack
    close: Callable[[], object] = lambda: None
    ask: Callable[[Callable[[], object]], object] = lambda answer: answer()
    renew: Callable[[], object] = lambda: None


@dataclass
class Readied:
    """A show that only has to begin."""

    course: Course
    journal: Journal
    voices: CastVoices
    shot: Shot | None = None  # the first one, when its voices are settled


@dataclass
class Stagehands:
    """Used from the loop's thread. `size`: pixels of the generated picture."""

    studio: StudioFace
    cast: Callable[[Story], CastVoices]
    score: Callable[[Story, int], Heard]  # for a story and a seed
    generator: str = "papertheatre"
    size: tuple[int, int] = (1280, 720)
    limits: TimeLimits = TimeLimits.OFF
    keep: Callable[[Journal], object] = lambda _: None
    words: WordList = EVERYTHING_GOES  # what no generator is told
    ready: dict[str, Readied] = field(default_factory=dict)  # by the name of the show, for the next visit
    _voices: OrderedDict[tuple[str, str], CastVoices] = field(default_factory=OrderedDict)
    _heard: Heard | None = None
    _turn: Turn | None = None

    def make_ready(self, stories: Mapping[str, Story]) -> None:
        """Have these begin at once when they are asked for: one step a call; what is not among them is let go."""
        for name in [name for name, one in self.ready.items() if stories.get(name) is not one.course.story]:
            del self.ready[name]
        for voices in {id(one.voices): one.voices for one in self.ready.values()}.values():
            voices.poll()
        for name, story in stories.items():
            if name not in self.ready:
                self.ready[name] = self._read(story)
                return
            if self._rehearse(self.ready[name]):
                return

    def _rehearse(self, one: Readied) -> bool:
        """Whether something was done for it."""
        lines = list(voice_lines(one.course).values())
        if one.shot is not None or not one.voices.settled(lines):
            return False
        placed = rehearse(one.course, one.voices, self.studio.format.fps).timeline.placed
        one.shot = placed[0].setup.shot
        return True

    def wishes(self) -> list[Shot]:
        """What whoever comes next may see first."""
        return [one.shot for one in self.ready.values() if one.shot is not None]

    def attract(self, story: Story, found: Callable[[str], int]) -> Show:
        """The show by itself."""
        manner = Manner(auto=True, title_s=0.0, untitled=True)
        return self._perform(self._read(story), manner, found, lambda _: None)

    def visit(
        self, name: str, story: Story, found: Callable[[str], int], read: Callable[[Journal], object] = lambda _: None
    ) -> Show:
        """The show for a visitor, begun as soon as its first picture is there; `read` is given what is done to it."""
        one = self.ready.pop(name, None)
        if one is None or one.course.story is not story:
            one = self._read(story)

        def keep(journal: Journal) -> None:
            read(journal)
            self.keep(journal)

        return self._perform(one, Manner(title_s=0.0, untitled=True, limits=self.limits), found, keep)

    def notices(self) -> list[str]:
        """What the studio has had to say, and is told once."""
        said = list(self.studio.notices)
        self.studio.notices.clear()
        return said

    def mind(self) -> None:
        """Now and then, in the loop's thread: casts that are not on are looked after, too."""
        for voices in self._voices.values():
            voices.poll()

    def ask_voices(self, answer: Callable[[], object]) -> None:
        """Have `answer` called when every cast has proved that it lives. From any thread."""
        casts = list(self._voices.values())
        waiting = set(range(len(casts)))

        def told(number: int) -> None:
            waiting.discard(number)
            if not waiting:
                answer()

        for number, voices in enumerate(casts):
            voices.ask(partial(told, number))
        if not casts:
            answer()

    def ask_sound(self, answer: Callable[[], object]) -> None:
        """The same of whoever makes the sounds of the show that is on."""
        heard = self._heard
        if heard:
            heard.ask(answer)
        else:
            answer()

    def renew_sound(self) -> None:
        """Whoever makes the sounds hangs."""
        if self._heard:
            self._heard.renew()

    def close(self) -> None:
        for voices in self._voices.values():
            voices.close()
        if self._heard:
            self._heard.close()

    def _perform(
        self, one: Readied, manner: Manner, found: Callable[[str], int], keep: Callable[[Journal], object]
    ) -> Show:
        if self._heard:
            self._heard.close()
        self._heard = self.score(one.course.story, one.journal.begin.seed)
        self._turn = Turn(self.studio, self._turn.newest if self._turn else 0, self.wishes)
        company = Company(self._turn, one.voices, self._heard.soundtrack, keep, found)
        return Show(one.course, one.journal, company, manner)

    def _read(self, story: Story) -> Readied:
        """A fresh course with a seed of its own, and a journal that knows nobody."""
        seed = story.seed if story.seed is not None else secrets.randbits(31)
        begin = Begin(
            story=story.digest,
            title=story.title,
            seed=seed,
            generator=self.generator,
            generator_version=__version__,
            width=self.size[0],
            height=self.size[1],
            language=story.language,
            time_limits=self.limits,
        )
        course = Course.begin(story, seed, teller=teller_of(story), words=self.words)
        voices = self._voices_of(story)
        voices.request(list(voice_lines(course).values()))
        return Readied(course, Journal(begin=begin), voices)

    def _voices_of(self, story: Story) -> CastVoices:
        key = (story.digest, story.language)
        if key not in self._voices:
            self._voices[key] = self.cast(story)
        self._voices.move_to_end(key)
        in_use = {id(one.voices) for one in self.ready.values()}
        spare = [old for old in list(self._voices)[:-2] if id(self._voices[old]) not in in_use]
        for old in spare[: max(0, len(self._voices) - VOICES_KEPT)]:
            self._voices.pop(old).close()
        return self._voices[key]
