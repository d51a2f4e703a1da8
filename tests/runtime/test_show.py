"""A showing from title to end card, driven by a clock that the test turns."""

from __future__ import annotations

from collections.abc import Callable

from generators.base import Transition
from runtime.commands import Back, Begin, Choose, Command, Lengths, Pause, Restart, SetTimeLimits, Skip, TimeLimits
from runtime.company import Company, Manner
from runtime.course import Course, fast_forward
from runtime.saves import Journal
from runtime.show import Show
from runtime.soundtrack import Soundtrack
from runtime.story import read_story
from runtime.timeline import Phase
from tests.runtime.fakes import FakeMixer, FakeStudio, FakeVoices

STORY = """Title: The Gate
Author: A test
Cast:
    ANNA - 30, red coat
    BEN - 40, grey beard
Window: 6s
Tail: 2s

EXT. GATE - NIGHT #gate#

ANNA stands at the gate in the rain. [[ambience: rain]]

ANNA
(whispering)
Is anybody there?

BEN
Who asks?

[[choice 6s: What does Anna do?]]
+ Knock. -> yard
+ Wait. [[default]] [[cut: end]] -> wait
+ Run. [[set ran = true]] -> yard

EXT. YARD - NIGHT #yard#

ANNA walks into the yard.

> DISSOLVE TO: hall

INT. HALL - NIGHT #hall#

BEN
Come in.

> END: Inside

EXT. GATE - DAWN #wait#

The sun rises. ANNA is alone.

> END: Alone
"""


def story(text: str = STORY.replace("Tail: 2s\n", "Tail: 2s\n\n[[var ran = false]]\n")) -> Course:
    reading = read_story(text)
    assert reading.story is not None, reading.diagnostics
    return Course.begin(reading.story, seed=7)


class House:
    """A show with its company and a hand on the clock."""

    def __init__(self, manner: Manner | None = None, course: Course | None = None, **company: object) -> None:
        self.studio, self.voices, self.mixer = FakeStudio(), FakeVoices(), FakeMixer()
        for name, value in company.items():
            setattr(self.voices, name, value)
        self.kept: list[Journal] = []
        self.endings: list[str] = []
        course = course or story()
        journal = Journal(begin=Begin(story=course.story.digest, seed=7))
        keep = self.kept.append
        members = Company(self.studio, self.voices, Soundtrack(self.mixer), keep, self.found)  # type: ignore[arg-type]
        self.show = Show(course, journal, members, manner)
        self.ticks = 0

    def found(self, ending: str) -> int:
        self.endings.append(ending)
        return len(self.endings)

    def turn(self, frames: int = 1) -> None:
        """Let content frames pass, one tick each, as a recording does."""
        for _ in range(frames):
            self.ticks += 1
            self.show.tick(self.ticks / 24)
            self.show.sound(2000, self.ticks / 24)
            self.show.picture()

    def until(self, seen: Callable[[], bool], limit: int = 24 * 120) -> None:
        for _ in range(limit):
            if seen():
                return
            self.turn()
        raise AssertionError("it never came")

    def started(self) -> House:
        self.turn()
        self.show.do(Skip())
        self.turn()
        return self

    def at_choice(self) -> House:
        self.until(lambda: self.show.overlay().panel is not None)
        return self

    @property
    def commands(self) -> list[Command]:
        return [command for command in self.show.journal.commands if not isinstance(command, Lengths)]


def test_the_title_waits_for_the_viewer() -> None:
    house = House()
    house.turn(24 * 20)
    card = house.show.overlay().card
    assert card is not None
    assert (card.kind, card.title, card.ready) == ("title", "The Gate", True)
    house.started()
    assert house.show.overlay().card is None


def test_the_first_picture_lies_ready_when_the_title_is_left() -> None:
    house = House()
    house.turn(24)
    _, shot, _, cut = house.studio.rolled[-1]
    assert (house.studio.prerolled[-1], cut) == ((shot,), True)
    house.started()
    assert next(rolled[1] for rolled in house.studio.rolled[1:] if rolled[3]) == shot


def test_the_title_waits_with_its_picture_until_the_voices_are_known() -> None:
    house = House(slow=True)
    house.turn(24)
    assert house.studio.prerolled == [()]
    house.voices.slow = False
    house.turn(2)
    assert len(house.studio.prerolled[-1]) == 1


def test_a_picture_that_goes_on_from_another_is_not_made_while_the_end_card_stands() -> None:
    words = STORY.replace("Who asks?\n", "Who asks?\n\n> CONTINUE: inner\n\nINT. GATE - NIGHT #inner#\n\nANNA waits.\n")
    house = House(course=story(words.replace("[[set ran = true]] ", ""))).started().at_choice()
    on = house.show.on
    assert on is not None
    assert on.timeline.placed[-1].setup.shot.transition is Transition.CONTINUE
    house.show.do(Choose(choice="wait"))
    house.until(lambda: house.show.overlay().card is not None)
    house.turn(2)
    assert house.studio.prerolled[-1] == (house.studio.rolled[0][1],)


def test_back_and_again_lie_ready_at_the_end_card() -> None:
    house = House().started().at_choice()
    house.show.do(Choose(choice="wait"))
    house.until(lambda: house.show.overlay().card is not None)
    house.turn(2)
    last, first = house.studio.prerolled[-1]
    for command, shot in ((Back(), last), (Restart(), first)):
        before = len(house.studio.rolled)
        house.show.do(command)
        house.turn()
        assert house.studio.rolled[before][1] == shot
        house.until(lambda: house.show.overlay().panel is not None)
        house.show.do(Choose(choice="wait"))
        house.until(lambda: house.show.overlay().card is not None)


def test_lines_are_heard_and_captioned_when_they_are_due() -> None:
    house = House().started()
    house.until(lambda: house.show.overlay().caption is not None)
    caption = house.show.overlay().caption
    assert caption is not None
    assert (caption.speaker, caption.text) == ("ANNA", "Is anybody there?")
    house.turn(1)
    spoken = [(what, at) for what, _, at in house.mixer.told if what == "speak"]
    # The mix runs one frame (2000 samples) ahead of the tick that shows it.
    heard = house.mixer.position - 2000 * 2
    assert abs(spoken[0][1] - heard) <= 2000


def test_a_press_shows_at_once_and_the_branch_begins_on_that_frame() -> None:
    house = House().started().at_choice()
    house.turn(5)
    takes = house.studio.rolled[-1][0]
    house.show.do(Choose(choice="knock"))
    panel = house.show.overlay().panel
    assert panel is not None
    assert (panel.phase, panel.chosen) == (Phase.LOCKED, "knock")
    house.turn(1)
    take, shot, _, cut = house.studio.rolled[takes]
    assert (take, cut) == (takes + 1, True)
    assert shot.setting.place == "yard"
    assert house.show.picture().frame is not None


def test_the_first_shots_of_all_branches_are_on_order_while_the_choice_is_open() -> None:
    house = House().started().at_choice()
    house.turn(4)
    places = {(shot.setting.place, shot.setting.time.value) for shot in house.studio.prerolled[-1]}
    assert places == {("yard", "night"), ("gate", "dawn")}
    knocked = next(shot for shot in house.studio.prerolled[-1] if shot.setting.place == "yard")
    house.show.do(Choose(choice="knock"))
    house.turn()
    assert any(shot.digest() == knocked.digest() and cut for _, shot, _, cut in house.studio.rolled)


def test_the_deadline_takes_the_default_after_window_and_tail() -> None:
    house = House().started().at_choice()
    opened = house.ticks
    house.until(lambda: house.endings != [])
    choose = next(command for command in house.commands if isinstance(command, Choose))
    assert (choose.choice, choose.by) == ("wait", "deadline")
    assert house.endings == ["Alone"]
    assert house.ticks - opened >= (6 + 2) * 24


def test_cut_end_waits_for_window_and_tail() -> None:
    house = House().started().at_choice()
    opened = house.ticks
    house.show.do(Choose(choice="wait"))
    rolled = len(house.studio.rolled)
    house.until(lambda: len(house.studio.rolled) > rolled)
    assert abs(house.ticks - opened - 8 * 24) <= 1


def test_without_time_limits_the_choice_waits() -> None:
    house = House(Manner(limits=TimeLimits.OFF)).started().at_choice()
    house.turn(24 * 60)
    panel = house.show.overlay().panel
    assert panel is not None
    assert panel.share_left is None


def test_limits_can_be_lifted_while_a_choice_is_open() -> None:
    house = House().started().at_choice()
    house.show.do(SetTimeLimits(limits=TimeLimits.OFF))
    house.turn(24 * 60)
    assert house.show.overlay().panel is not None
    assert isinstance(house.commands[-1], SetTimeLimits)


def test_mashing_changes_nothing_after_the_first_press() -> None:
    house = House().started().at_choice()
    for choice in ("knock", "run", "wait", "nonsense", "knock"):
        house.show.do(Choose(choice=choice))
    house.turn(2)
    assert [command.choice for command in house.commands if isinstance(command, Choose)] == ["knock"]


def test_a_planned_dissolve_blends_the_outgoing_take() -> None:
    house = House().started().at_choice()
    house.show.do(Choose(choice="knock"))
    house.until(lambda: house.show.picture().transition is Transition.DISSOLVE)
    picture = house.show.picture()
    assert picture.outgoing is not None
    assert 0 < picture.progress < 1


def test_nothing_is_lost_when_frames_are_late() -> None:
    house = House().started()
    house.studio.missing.add(house.studio.rolled[-1][0] + 1)
    house.until(lambda: house.show.behind)
    assert house.show.picture().frame is not None


def test_a_pause_stops_the_show_and_not_the_clock() -> None:
    house = House().started()
    house.turn(20)
    before = house.show.overlay().caption
    house.show.do(Pause(on=True))
    house.turn(500)
    assert house.show.overlay().paused
    assert house.show.overlay().caption == before
    assert house.mixer.held
    house.show.do(Pause(on=False))
    house.turn(1)
    assert not house.mixer.held
    assert Pause(on=True) not in house.show.journal.commands


def test_a_skip_leads_line_by_line_to_the_choice() -> None:
    house = House().started()
    for _ in range(3):
        house.turn(3)
        house.show.do(Skip())
    house.turn(2)
    assert house.show.overlay().panel is not None
    house.show.do(Skip())
    house.turn(2)
    assert house.show.overlay().panel is not None


def test_back_stands_before_the_last_choice_again() -> None:
    house = House().started().at_choice()
    house.show.do(Choose(choice="knock"))
    house.turn(10)
    house.show.do(Back())
    house.at_choice()
    house.show.do(Choose(choice="wait"))
    house.until(lambda: house.endings == ["Alone"])


def test_restart_performs_the_same_first_shot() -> None:
    house = House().started()
    first = house.studio.rolled[1][1]
    house.turn(60)
    house.show.do(Restart())
    house.turn(1)
    assert any(shot == first and cut for _, shot, _, cut in house.studio.rolled[3:])


def test_a_show_that_plays_by_itself_ends_by_itself() -> None:
    house = House(Manner(auto=True))
    house.until(lambda: house.show.ended)
    assert house.endings == ["Alone"]
    card = house.show.overlay().card
    assert card is not None
    assert (card.kind, card.ending, card.found, card.endings) == ("end", "Alone", 1, 2)


def test_voices_that_never_come_do_not_stop_the_show() -> None:
    house = House(Manner(auto=True), slow=True)
    assert house.show.behind
    house.until(lambda: house.show.ended)


def test_without_voices_the_show_goes_by_reading_speed() -> None:
    house = House(Manner(auto=True), silent=True)
    house.until(lambda: house.show.ended)
    assert not [what for what, _, _ in house.mixer.told if what == "speak"]


def performed(house: House) -> list[tuple[str, str, bool]]:
    return [(shot.digest(), shot.setting.place, cut) for _, shot, _, cut in house.studio.rolled]


def test_a_replay_is_the_same_show_shot_for_shot_and_frame_for_frame() -> None:
    first = House().started()
    first.turn(30)
    first.show.do(Skip())
    first.at_choice()
    first.turn(7)
    first.show.do(Choose(choice="run"))
    first.turn(40)
    first.show.do(Back())
    first.at_choice()
    first.show.do(SetTimeLimits(limits=TimeLimits.X2))
    first.turn(3)
    first.show.do(Choose(choice="knock"))
    first.until(lambda: first.endings != [])
    again = House(Manner(script=first.show.journal.commands), silent=True)
    again.until(lambda: again.endings != [])
    assert again.endings == first.endings
    assert again.show.journal.commands == first.show.journal.commands
    assert [p[1:] for p in performed(again)][1:] == [p[1:] for p in performed(first)][1:]


def test_a_journal_walks_to_where_the_show_stood() -> None:
    house = House().started().at_choice()
    house.show.do(Choose(choice="run"))
    house.turn(3)
    course, _ = fast_forward(story(), house.kept[-1].commands)
    assert course.stretch.node == "yard"
    assert course.stretch.state == house.show._course.stretch.state
    house.show.do(Back())
    house.turn(1)
    course, _ = fast_forward(story(), house.show.journal.commands)
    assert course.stretch.node == "gate"


def test_a_journal_that_does_not_fit_is_walked_as_far_as_it_does() -> None:
    course, limits = fast_forward(story(), [SetTimeLimits(limits=TimeLimits.OFF), Choose(choice="nowhere")])
    assert course.stretch.node == "gate"
    assert limits is TimeLimits.OFF


def test_what_the_studio_says_is_shown_for_a_while() -> None:
    house = House().started()
    house.studio.notices.append("The generator was restarted.")
    house.turn(2)
    assert house.show.overlay().notice == "The generator was restarted."
    house.turn(24 * 7)
    assert house.show.overlay().notice == ""


def test_without_a_title_it_begins_with_its_first_picture_which_is_rolled_once() -> None:
    house = House(Manner(title_s=0.0, untitled=True))
    assert [cut for *_, cut in house.studio.rolled].count(True) == 1
    take = house.studio.rolled[0][0]
    house.studio.missing.add(take)
    house.turn(12)
    assert not house.show.begun
    house.studio.missing.clear()
    house.turn()
    assert house.show.begun
    assert house.show.picture().key == (take, 0)
    assert [cut for *_, cut in house.studio.rolled].count(True) == 1


def test_without_a_title_it_waits_for_the_voices_and_is_as_long_as_they_are() -> None:
    house = House(Manner(title_s=0.0, untitled=True), slow=True)
    house.turn(12)
    assert not house.show.begun
    house.voices.slow = False
    house.turn()
    on = house.show.on
    assert on is not None
    assert set(on.speech_s.values()) == {1.5}
    assert on.takes[0] > house.studio.rolled[0][0]
