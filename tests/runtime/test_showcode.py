"""Show codes: short, exact on another machine, and a wrong letter is found."""

from __future__ import annotations

import random

import pytest

from runtime.commands import Back, Choose, Command, Moment, Restart, Rewind
from runtime.course import Course, advanced, fast_forward
from runtime.errors import UsageError
from runtime.saves import Journal
from runtime.showcode import GROUP, LETTERS, choices_of, code_of, fits, read_code
from runtime.story import read_story
from tests.runtime.test_rewind import climbed, tower
from tests.runtime.test_show import House, story

RING = "Title: Ring\n\n[[var n = 0]]\n\n" + "\n".join(
    f"INT. ROOM {r} - DAY #r{r}#\n\nRoom.\n\n[[choice: On?]]\n+ One. [[set n += 1]] -> r{(r + 1) % 3}\n"
    f"+ Two. [[set n += 2]] -> r{(r + 2) % 3}\n+ Three. [[set n += 3]] -> r{r}\n"
    for r in range(3)
)


def ring(seed: int = 7) -> Course:
    found = read_story(RING).story
    assert found is not None
    return Course.begin(found, seed)


def walked(course: Course, choices: int, chance: random.Random) -> tuple[Course, list[Command]]:
    """Random choices from a course on."""
    commands: list[Command] = []
    for _ in range(choices):
        assert course.point is not None
        choice = chance.choice(course.point.choices).id
        commands.append(Choose(choice=choice, at=Moment(stretch=course.number)))
        course = course.chosen(choice)
    return course, commands


def test_forty_choices_take_some_forty_letters() -> None:
    _, commands = walked(ring(2**31 - 1), 40, random.Random(1))
    code = code_of(ring(2**31 - 1), commands)
    assert len(code.replace("-", "")) <= 40
    assert len(code_of(ring(), [])) < 20


@pytest.mark.parametrize("seed", [0, 1, 2**31 - 1, 2**63 - 1])
def test_a_code_carries_seed_and_choices(seed: int) -> None:
    chance = random.Random(seed)
    for choices in (0, 1, 2, 30, 99, 400):
        course, commands = walked(ring(seed), choices, chance)
        code = read_code(code_of(ring(seed), commands))
        assert (code.seed, code.choices) == (seed, choices)
        assert fits(code, course.story.digest)
        again = ring(seed)
        for choice in choices_of(code, again).values():
            again = again.chosen(choice)
        assert again.stretch.state == course.stretch.state


def test_codes_are_read_as_people_write_them() -> None:
    _, commands = walked(ring(), 9, random.Random(2))
    code = code_of(ring(), commands)
    sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_code(sloppy) == read_code(code)
    assert read_code(sloppy).text == code


def test_every_wrong_letter_is_found_in_its_group() -> None:
    _, commands = walked(ring(), 12, random.Random(3))
    plain = code_of(ring(), commands).replace("-", "")
    for at in range(len(plain)):
        for letter in set(LETTERS) - {plain[at]}:
            with pytest.raises(UsageError, match=f"group {at // (GROUP + 1) + 1} is wrong"):
                read_code(plain[:at] + letter + plain[at + 1 :])


def test_letters_and_groups_that_changed_places_are_found() -> None:
    _, commands = walked(ring(), 30, random.Random(4))
    code = code_of(ring(), commands)
    plain, groups = code.replace("-", ""), code.split("-")
    for at in range(len(plain) - 1):
        if plain[at] != plain[at + 1]:
            with pytest.raises(UsageError):
                read_code(plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :])
    for at in range(len(groups) - 1):
        with pytest.raises(UsageError):
            read_code("-".join([*groups[:at], groups[at + 1], groups[at], *groups[at + 2 :]]))
        with pytest.raises(UsageError):
            read_code("-".join(groups[:at]))


@pytest.mark.parametrize("words", ["", "-", "!", "U", "Z" * 2_499, "Z" * 10**6, "0" * 40, "ﬀ", "\x00", "Ⅷ"])
def test_hostile_words_get_a_sentence(words: str) -> None:
    with pytest.raises(UsageError, match="--code: "):
        read_code(words)


def test_a_forged_code_is_bounded() -> None:
    """Right checks, wrong numbers: too many choices, an endless count, a number past the end."""
    from runtime.showcode import _counted, _grouped, _letters, _whole

    bodies = [
        "0ABCD" + _counted(7) + _counted(10**9) + _counted(1),
        "0ABCD" + _counted(2**70) + _counted(1) + _counted(1),
        "0ABCD" + "Z" * 1_000,
        "0ABCD" + _counted(7) + _counted(1) + "Z" + _letters(3, 9),
        "1ABCD" + _counted(7) + _counted(1) + _counted(1),
    ]
    for body in bodies:
        with pytest.raises(UsageError, match="--code: "):
            read_code(_grouped(body + _whole(body)))


def test_a_code_that_goes_past_the_end_says_where() -> None:
    course = tower()
    commands: list[Command] = []
    while advanced(course, course.number + 9).point:
        course = advanced(course, course.number + 9)
        commands.append(Choose(choice="on", at=Moment(stretch=course.number)))
        course = course.chosen("on")
    code = read_code(code_of(tower(), commands))
    assert len(choices_of(code, tower())) == 5
    with pytest.raises(UsageError, match="ends before choice 6 of 9"):
        choices_of(code.__class__(code.text, code.story, code.seed, 9, 0), tower())


def test_what_was_gone_back_over_is_not_in_the_code() -> None:
    house = climbed(House(course=tower()).started(), "nln")
    house.show.do(Back())
    climbed(house, "l")
    house.show.do(Rewind(to=house.show.course.past[1].number))
    climbed(house, "n")
    code = read_code(code_of(tower(), house.show.journal.commands))
    assert list(choices_of(code, tower()).values()) == ["on", "on"]
    course, _ = fast_forward(tower(), house.show.journal.commands)
    again = tower()
    for stretch, choice in choices_of(code, again).items():
        again = advanced(again, stretch).chosen(choice)
    assert again.stretch.state == course.stretch.state
    house.show.do(Restart())
    assert read_code(code_of(tower(), house.show.journal.commands)).choices == 0


def test_a_code_is_of_one_story() -> None:
    assert not fits(read_code(code_of(ring(), [])), story().story.digest)
    assert isinstance(Journal, type)
