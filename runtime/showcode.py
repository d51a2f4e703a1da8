"""A show code: a few letters that carry story, seed and choices, so that another machine plays the same show. Pure.

Letters of Crockford's base 32 in groups of five, of which the last is the group's check: a wrong letter is found in
its group. Choices are digits of a number whose base at each choice point is how many options were on offer there.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.commands import Back, Choose, Restart, Rewind
from runtime.course import MAX_GONE_ON, advanced
from runtime.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runtime.commands import Command
    from runtime.course import Course

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Douglas Crockford, Base 32: no I, L, O, U
READ_AS = str.maketrans("ILO", "110")
VERSION = 0  # the first letter
STORY_LETTERS = 4  # 20 bits of the story's digest
WHOLE_LETTERS = 2  # a check over everything
GROUP = 4  # letters of a group before its check
MAX_LETTERS = 2_500
MAX_CHOICES = 1_000


@dataclass(frozen=True)
class ShowCode:
    """What a code says."""

    text: str  # grouped
    story: str  # the first letters of what stands for the story
    seed: int
    choices: int  # how many
    taken: int  # all of them, as one number; the first choice is the lowest digit


def code_of(course: Course, commands: Iterable[Command]) -> str:
    """The code of a journal that begins where `course` stands; ValueError past MAX_CHOICES."""
    way, bases = _way(course, commands)
    if len(way) > MAX_CHOICES:
        raise ValueError(f"a code holds at most {MAX_CHOICES} choices")
    taken = 0
    for index, base in zip(reversed(way), reversed(bases), strict=True):
        taken = taken * base + index
    seed = course.stretch.start.seed
    body = LETTERS[VERSION] + _story(course.story.digest) + _counted(seed) + _counted(len(way)) + _counted(taken)
    return _grouped(body + _whole(body))


def read_code(words: str) -> ShowCode:
    """What a code says; UsageError names the group in which a letter is wrong."""
    letters = "".join(words.split()).replace("-", "").upper().translate(READ_AS)
    if len(letters) > MAX_LETTERS:
        raise UsageError(f"--code: a show code has at most {MAX_LETTERS} letters.")
    strange = next((letter for letter in letters if letter not in LETTERS), "")
    if strange or not letters:
        raise UsageError(f"--code: “{strange}” is no letter of a show code." if strange else "--code: it is empty.")
    body = _ungrouped(letters)
    if body[0] != LETTERS[VERSION]:
        raise UsageError("--code: this code is of a newer Diorama than this one.")
    if len(body) < 1 + STORY_LETTERS + WHOLE_LETTERS + 3 or _whole(body[:-WHOLE_LETTERS]) != body[-WHOLE_LETTERS:]:
        raise UsageError("--code: it is not whole: letters are missing, or groups are mixed up.")
    at, numbers = 1 + STORY_LETTERS, []
    for _ in range(3):
        number, at = _number(body, at)
        numbers.append(number)
    seed, choices, taken = numbers
    if at != len(body) - WHOLE_LETTERS or choices > MAX_CHOICES or seed >= 2**63:
        raise UsageError("--code: it fits no show.")
    return ShowCode(_grouped(body), body[1 : 1 + STORY_LETTERS], seed, choices, taken)


def fits(code: ShowCode, digest: str) -> bool:
    """Whether a code is of the story with this digest."""
    return code.story == _story(digest)


def choices_of(code: ShowCode, course: Course) -> dict[int, str]:
    """Number of the stretch -> id of the choice taken there, for a show that begins at `course`.

    UsageError where the way ends before the choices do.
    """
    found: dict[int, str] = {}
    left = code.taken
    for number in range(1, code.choices + 1):
        course = advanced(course, course.number + MAX_GONE_ON)
        if course.point is None or not course.point.choices:
            raise UsageError(f"--code: the story ends before choice {number} of {code.choices}.")
        left, index = divmod(left, len(course.point.choices))
        choice = course.point.choices[index]
        if choice.locked:
            raise UsageError(f"--code: choice {number} of {code.choices} cannot be taken here.")
        found[course.number] = choice.id
        course = course.chosen(choice.id)
    return found


def _way(course: Course, commands: Iterable[Command]) -> tuple[list[int], list[int]]:
    """Index and number of options of every choice that still counts: what was gone back over is left out."""
    met: list[tuple[int, int, int]] = []  # number of the stretch, index, options
    for command in commands:
        if not isinstance(command, Choose | Back | Rewind | Restart):
            continue
        course = advanced(course, command.at.stretch)
        if isinstance(command, Choose):
            ids = [choice.id for choice in course.point.choices] if course.point else []
            if command.choice not in ids:
                break
            met.append((course.number, ids.index(command.choice), len(ids)))
            course = course.chosen(command.choice)
            continue
        after = course.jumped(command)
        if after is None:
            break
        if isinstance(command, Rewind):
            met = met[: [number for number, _, _ in met].index(command.to)]
        else:
            met = met[:-1] if isinstance(command, Back) else []
        course = after
    return [index for _, index, _ in met], [options for _, _, options in met]


# --- letters ----------------------------------------------------------------------------------------------------------


def _story(digest: str) -> str:
    number = int.from_bytes(hashlib.blake2b(digest.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    return _letters(number, STORY_LETTERS)


def _letters(number: int, count: int) -> str:
    """The lowest `count` letters of a number, the lowest first."""
    return "".join(LETTERS[number >> 5 * place & 31] for place in range(count))


def _counted(number: int) -> str:
    """How many letters a number has, then those; from 31 letters on the count goes on in the next letter."""
    count = -(-number.bit_length() // 5)
    return LETTERS[31] * (count // 31) + LETTERS[count % 31] + _letters(number, count)


def _number(body: str, at: int) -> tuple[int, int]:
    """The number that `_counted` wrote at a place, and the place after it; past the end letters count as 0."""
    count = 0
    while body[at : at + 1] == LETTERS[31]:
        count, at = count + 31, at + 1
    count += LETTERS.index(body[at]) if at < len(body) else 0
    letters = body[at + 1 : at + 1 + count]
    return sum(LETTERS.index(letter) << 5 * place for place, letter in enumerate(letters)), at + 1 + count


def _whole(body: str) -> str:
    return _letters(int.from_bytes(hashlib.blake2b(body.encode(), digest_size=4).digest(), "big"), WHOLE_LETTERS)


def _check(group: str, number: int) -> str:
    """A letter that no single other letter of the group, and no two that changed places, leave as it is."""
    total = number + 1
    for letter in group:
        total = _doubled(total) ^ LETTERS.index(letter)
    return LETTERS[_doubled(total)]


def _doubled(value: int) -> int:
    """Times x in the field of 32 (x^5 + x^2 + 1)."""
    value <<= 1
    return value ^ 0b100101 if value > 31 else value


def _grouped(body: str) -> str:
    groups = [body[at : at + GROUP] for at in range(0, len(body), GROUP)]
    return "-".join(group + _check(group, number % 31) for number, group in enumerate(groups))


def _ungrouped(letters: str) -> str:
    groups = [letters[at : at + GROUP + 1] for at in range(0, len(letters), GROUP + 1)]
    for number, group in enumerate(groups):
        if len(group) < 2 or _check(group[:-1], number % 31) != group[-1]:
            raise UsageError(f"--code: a letter of group {number + 1} is wrong: “{group}”.")
    return "".join(group[:-1] for group in groups)
