"""One play after the other in one process: the story, who tells it, and how long a play may go on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from runtime.ink import InkStory, teller_of
from runtime.story.model import GoOn, OnOffer, TheEnd
from runtime.story.operation import End
from runtime.writer.playtest.bots import Field, SeekingBot, bot_for, seed_of
from runtime.writer.playtest.pace import decision_s, stretch_s
from runtime.writer.playtest.tally import DEAD, RAN_OUT, Tally, Trouble
from runtime.writer.playtest.watch import watch
from runtime.writer.reach import Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runtime.story.model import Diagnostic, Story, Stretch
    from runtime.story.teller import Teller
    from runtime.writer.playtest.bots import Bot, Key
    from runtime.writer.playtest.watch import Answers

BATCH = 40  # plays that one process plays at a time
STRETCHES = 1_000  # of a play: after so many it goes in circles, unless the story has more scenes
LAST = 24  # choices that tell where a play went round


def own_copy(story: Story) -> Story:
    """The story without what was compiled for it: it can be sent to another process, and changed there."""
    fields = {name: getattr(story, name) for name in type(story).model_fields}
    return type(story).model_construct(**fields)


@dataclass(frozen=True)
class Batch:
    """Plays that are played one after the other by one process. What comes of it depends on nothing else."""

    first: int  # number of the first play
    plays: int
    seed: int  # of the play-test
    bot: str
    taken: dict[Key, int]  # by the plays of the rounds before
    entered: dict[str, int]  # node id -> times


@dataclass
class _Play:
    """A play under way."""

    seconds: float = 0.0
    trail: list[Step] = field(default_factory=list)
    troubles: set[tuple[str, str, int]] = field(default_factory=set)


class Ground:
    """Where bots play one story."""

    def __init__(self, story: Story) -> None:
        self._story = own_copy(story)
        ours = not isinstance(story, InkStory)
        self._answers: Answers = watch(self._story) if ours else {}
        self._field = Field(self._story.program) if ours else None
        self._teller: Teller = teller_of(self._story)
        self._bound = max(STRETCHES, 3 * len(story.nodes))
        self._branches = bool(story.endings) or bool(self._story.program.offers)
        self._tally = Tally()

    def play(self, batch: Batch) -> Tally:
        """Play a batch. StoryError where the story cannot be played at all."""
        self._tally = tally = Tally()
        self._answers.clear()
        taken, entered = dict(batch.taken), dict(batch.entered)
        for number in range(batch.first, batch.first + batch.plays):
            bot = bot_for(batch.bot, number, taken, self._field)
            if self._field is not None and isinstance(bot, SeekingBot):
                self._field.refresh(taken, entered)
            entered.update(self._play(bot, seed_of(batch.seed, number), taken))
        tally.asked = {number: list(counts) for number, counts in self._answers.items()}
        return tally

    def _play(self, bot: Bot, seed: int, taken: dict[Key, int]) -> Mapping[str, int]:
        """One play, to its end or its bound; the nodes that it entered."""
        tally, teller, play, chance = self._tally, self._teller, _Play(), Random(seed)
        state = teller.start(seed)
        for _ in range(self._bound):
            stretch = teller.play(state)
            play.seconds += stretch_s(stretch)
            tally.lines.update([beat.key for beat in stretch.beats])
            if stretch.notices:
                self._note_all(stretch, play)
            point = stretch.exit
            if isinstance(point, OnOffer):
                tally.show(stretch.node, point)
                choice = bot.pick(stretch.node, [one for one in point.choices if not one.locked], chance)
                key = stretch.node, choice.id
                tally.taken[key] += 1
                taken[key] = taken.get(key, 0) + 1
                play.trail.append(Step(*key, choice.text))
                play.seconds += decision_s(point, choice)
                state = teller.choose(stretch, choice.id)
            elif isinstance(point, GoOn):
                state = teller.proceed(stretch)
            else:
                break
        self._close(stretch, play)
        return stretch.state.visits

    def _close(self, stretch: Stretch, play: _Play) -> None:
        """Count a play that is over."""
        tally, end = self._tally, stretch.exit
        tally.plays += 1
        tally.choices += len(play.trail)
        tally.visits.update(dict(stretch.state.visits))
        tally.reached.update(list(stretch.state.visits))
        if isinstance(end, TheEnd):
            tally.seconds.append(play.seconds)
            if end.title:
                tally.endings[end.title] += 1
            elif not any(sort == DEAD["S802"] for sort, _, _ in play.troubles):
                self._note_end(stretch, play)
        else:
            tally.circling += 1
            last = play.trail[-LAST:]
            tally.circles.update(Counter({step.node for step in last} or {stretch.node}))

    # --- what goes wrong

    def _note_all(self, stretch: Stretch, play: _Play) -> None:
        for notice in stretch.notices:
            self._note(notice, stretch.node, play)

    def _note(self, notice: Diagnostic, node: str, play: _Play) -> None:
        sort = DEAD.get(notice.code, notice.code)
        place = notice.place
        key = sort, place.file, place.line
        if key not in play.troubles:
            play.troubles.add(key)
            found = Trouble(sort, node, place.file, place.line, notice.what, notice.why, tuple(play.trail))
            self._tally.trouble(key, found)

    def _note_end(self, stretch: Stretch, play: _Play) -> None:
        """An end without a title: one that nobody wrote is a dead end, where the story knows others."""
        scene = self._story.program.scenes.get(stretch.state.node)
        last = scene.operations[stretch.state.index] if scene else None
        if scene is None or not (isinstance(last, End) and last.fell and self._branches):
            self._tally.endings[""] += 1
            return
        file, line = scene.node.file, scene.node.line
        what, why = f"the show ended in “{scene.node.id}” without an end", "nothing leads on from here"
        found = Trouble(RAN_OUT, scene.node.id, file, line, what, why, tuple(play.trail))
        self._tally.trouble((RAN_OUT, file, line), found)
