"""A show is kept while it is watched: cards, slots and stills; and the verbs that list, say and take it up again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from runtime.cli.keeping import Keeping, stood, told
from runtime.cli.order import PlayOrder
from runtime.cli.programme import Programme, read_programme
from runtime.commands import Begin, Choose, Moment, Restart, TimeLimits
from runtime.course import Course
from runtime.errors import SaveError, UsageError
from runtime.player.still import size_of
from runtime.saves import LEFT, Card, Journal, Kept, Save, Saves
from runtime.showcode import code_of
from runtime.story import read_story
from tests.runtime.cli.conftest import Diorama
from tests.runtime.test_rewind import TOWER, climbed, tower
from tests.runtime.test_show import House


class Sitting:
    """A viewer in front of a show that is kept."""

    def __init__(self, folder: Path, *, played_s: float = 0.0) -> None:
        self.saves = Saves(folder)
        self.house = House(course=tower())
        self.story = tower().story.digest
        self.picture = pygame.Surface((640, 360), 0, 32)
        self.keeping = Keeping(self.saves, self.story, played_s=played_s)
        object.__setattr__(self.house.show._company, "keep", self.keeping.keep)
        self.keeping.follow(self.house.show)
        self.keeping.attend(lambda: self.picture)
        self.house.started()

    def takes(self, choices: str) -> None:
        for letter in choices:
            self.house.until(lambda: self.house.show.choosing)
            self.picture.fill((40 * len(self.house.show.course.past), 90, 60))
            self.keeping.watch()
            self.keeping.watch()
            climbed(self.house, letter)

    def left(self) -> None:
        self.saves.close()


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    return Sitting(tmp_path)


def test_a_show_keeps_itself_with_a_card_and_a_still(sitting: Sitting, tmp_path: Path) -> None:
    sitting.takes("nl")
    sitting.left()
    save = Saves(tmp_path).newest(sitting.story)
    assert save is not None
    assert save.card is not None
    assert save.journal == sitting.house.show.journal
    assert save.card.heading == "INT. FLOOR C - NIGHT"
    assert save.card.node == "c"
    assert 5 < save.card.played_s < 60
    assert size_of(save.card.still) == (320, 180)


def test_every_choice_point_is_photographed_once(sitting: Sitting, tmp_path: Path) -> None:
    sitting.takes("nln")
    shown = sitting.keeping.stills()
    from runtime.overlay import way_of

    way = way_of(sitting.house.show.course, sitting.house.show.journal)
    assert [point.key in shown for point in way] == [True, True, True]
    assert len(set(shown.values())) == 3
    sitting.left()
    again = Sitting(tmp_path)
    assert again.keeping.stills() == shown
    again.left()


def test_a_slot_is_written_listed_and_opened_again(sitting: Sitting, tmp_path: Path) -> None:
    sitting.takes("nn")
    assert all(not slot.heading for slot in sitting.keeping.slots())
    sitting.keeping.save("3")
    sitting.keeping.save("99")
    slot = sitting.keeping.slots()[2]
    assert (slot.name, slot.heading) == ("3", "INT. FLOOR C - NIGHT")
    assert size_of(slot.still) == (320, 180)
    there = sitting.house.show.journal
    sitting.takes("ll")
    gone = sitting.house.show.journal
    sitting.keeping.open("5")
    assert sitting.house.show.journal is gone
    sitting.keeping.open("3")
    assert sitting.house.show.course.stretch.node == "c"
    assert sitting.house.show.journal.commands[: len(there.commands)] == there.commands
    assert sitting.keeping.slots()[-1].name == LEFT
    sitting.left()
    saves = Saves(tmp_path)
    assert saves.latest(sitting.story, LEFT) == gone
    assert saves.latest(sitting.story, "3") == there
    again = Sitting(tmp_path)
    assert [slot.name for slot in again.keeping.slots() if slot.heading] == ["3", LEFT]
    again.keeping.open(LEFT)
    assert again.house.show.course.stretch.node == "e"
    again.left()


def test_time_is_added_over_sittings_and_goes_with_the_slot(tmp_path: Path) -> None:
    sitting = Sitting(tmp_path, played_s=600.0)
    sitting.takes("n")
    sitting.keeping.save("1")
    sitting.takes("ll")
    sitting.keeping.open("1")
    sitting.keeping.save("2")
    sitting.left()
    saves = Saves(tmp_path)
    first, second = (saves.newest(sitting.story, slot) for slot in "12")
    assert first is not None
    assert second is not None
    assert first.card is not None
    assert second.card is not None
    assert 603 < first.card.played_s < 620
    assert abs(second.card.played_s - first.card.played_s) < 0.1


def test_a_card_is_told_in_minutes() -> None:
    assert told(Card()) == "1 min"
    assert told(Card(played_s=754.0, date="2026-11-26T04:18")) == "13 min   2026-11-26 04:18"
    assert told(Card(played_s=754.0, date="2026-11-26T04:18"), writing=True) == "13 min   …"


def test_a_journal_stands_where_it_was_left() -> None:
    house = climbed(House(course=tower()).started(), "n")
    house.turn(24 * 3)
    course, journal, limits = stood(tower(), house.show.journal)
    assert course.number == house.show.course.number > 2
    assert (journal, limits) == (house.show.journal, TimeLimits.X1)


# --- from the command line ------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tower.fountain"
    path.write_text(TOWER, encoding="utf-8")
    return path


def _story(file: Path) -> Course:
    from runtime.cli.foreign import load

    return Course.begin(load(str(file)), 7)


def _saved(file: Path, choices: int) -> Journal:
    course = _story(file)
    begin = Begin(story=course.story.digest, title="The Tower", file=str(file), seed=7)
    journal = Journal(begin=begin)
    for number in range(choices):
        journal = journal.extended(Choose(choice="on", at=Moment(node="x", stretch=2 * number + 1)))
    return journal


Programmed = Callable[..., Programme]


@pytest.fixture
def programmed(file: Path, tmp_path: Path) -> Programmed:
    saves = Saves(tmp_path / "saves")
    for slot, choices in (("", 1), ("2", 3), ("6", 5)):
        record = Kept(_saved(file, choices), Card(heading="DOOR", played_s=90.0, date="2026-11-26T04:18"))
        assert saves._desk.wait(saves.submit(record, slot=slot), 20.0)
    saves.close()

    def read(**words: object) -> Programme:
        order = PlayOrder(story=str(file), **words)  # type: ignore[arg-type]
        return read_programme(order, Saves(tmp_path / "saves"), TimeLimits.X1)

    return read


def test_a_slot_is_gone_on_from(programmed: Programmed) -> None:
    assert programmed(go_on=True).course.stretch.node == "b"
    third = programmed(go_on=True, slot="2")
    assert (third.course.stretch.node, third.played_s) == ("d", 90.0)
    with pytest.raises(SaveError, match="nothing of “The Tower” in slot 1"):
        programmed(go_on=True, slot="1")


def test_a_show_that_stood_at_its_end_begins_again_and_its_journal_says_so(programmed: Programmed) -> None:
    """Twice: what was played after the first time must be found the second time."""
    again = programmed(go_on=True, slot="6")
    assert again.course.stretch.node == "a"
    assert isinstance(again.journal.commands[-1], Restart)
    longer = again.journal.extended(Choose(choice="on", at=Moment(stretch=again.course.number + 1)))
    course, _, _ = stood(again.course, longer)
    assert course.stretch.node == "b"


def test_a_code_plays_the_same_show_and_no_other(programmed: Programmed, file: Path) -> None:
    code = code_of(_story(file), _saved(file, 3).commands)
    show = programmed(code=code)
    assert show.journal.begin.seed == 7
    assert show.manner.preset == {1: "on", 3: "on", 5: "on"}
    assert show.course.number == 0
    other = read_story(TOWER.replace("Stairs.", "Steps.")).story
    assert other is not None
    with pytest.raises(UsageError, match="not of “The Tower”"):
        programmed(code=code_of(Course.begin(other, 7), []))
    bundled = code_of(_story(Path("hello")), [])
    with pytest.raises(UsageError, match="diorama play hello --code"):
        programmed(code=bundled)


def test_saves_are_listed_and_said_in_letters(programmed: Programmed, diorama: Diorama, tmp_path: Path) -> None:
    said = diorama("saves", "--json")
    rows = {row["slot"]: row for row in json.loads(said.out)}
    assert rows.keys() == {"auto", "2", "6"}
    assert (rows["2"]["choices"], rows["2"]["heading"], rows["2"]["played_s"]) == (3, "DOOR", 90.0)
    plain = diorama("saves")
    assert "2     The Tower   DOOR   2 min   2026-11-26 04:18" in plain.out
    code = diorama("code", rows["2"]["file"])
    assert programmed(code=code.out.strip()).manner.preset == {1: "on", 3: "on", 5: "on"}
    assert Save.from_bytes(Path(rows["2"]["file"]).read_bytes()).card is not None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("play", "--code", "ABCD"), "--code needs a story"),
        (("play", "--continue", "2"), "--continue needs a story"),
        (("play", "x", "--slot", "2"), "--slot is one of"),
        (("play", "x", "--continue", "--slot", "9"), "--slot is one of"),
        (("play", "x", "--code", "ABCD", "--seed", "1"), "leave --seed and --continue out"),
        (("play", "hello", "--code", "ABCD!"), "is no letter"),
        (("play", "hello", "--text", "--code", "ABCD"), "do not fit together"),
    ],
)
def test_words_that_do_not_fit_are_one_sentence(words: tuple[str, ...], says: str, diorama: Diorama) -> None:
    said = diorama(*words)
    assert said.code != 0
    assert says in said.err
    assert "Traceback" not in said.err


def test_no_saves_are_a_sentence(diorama: Diorama) -> None:
    assert "no saves yet" in diorama("saves").out


@pytest.mark.parametrize("problem", [OverflowError("year"), OSError(22, "Invalid argument"), ValueError("year 0")])
def test_a_clock_that_says_no_date_costs_the_date_only(problem: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    class Odd:
        @staticmethod
        def now() -> None:
            raise problem

    monkeypatch.setattr("runtime.cli.keeping.datetime", Odd)
    from runtime.cli.keeping import _now

    assert _now() == ""
