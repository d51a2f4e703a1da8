"""What is done to a good file: lines and words go astray, numbers and names become hostile, trees grow deep and wide.

Everything is chosen by the `random.Random` that is handed in, so that a seed names a file.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

Chance = random.Random
Text = list[str]  # lines of a text, changed in place

SMALL = 60_000  # characters of a usual mutant
LARGE = 1_500_000  # of one that swells
SWELLS = 0.0005  # share of mutants that are made very large
NUMBERS = (
    "nan", "NaN", "inf", "-inf", "Infinity", "1e308", "1e-400", "-0", "0", "-1", "0.1", "9" * 400, "2147483648",
    "18446744073709551616", "0x7f", "1_000", "٣", "½", "1e999", "٠.١",
)  # fmt: skip
WORDS = (
    "", " ", "\u202e", "\u2066\u202e", "\u200b", "\u200d\ufeff", "\x00", "\x1b[2J", "\x7f", "\ud800", "\u2028",
    "e\u0301" * 40,
    "../../secret", "..\\secret", "/etc/passwd", "C:\\x", "file:///etc/passwd", "~/x", "con", "a" * 3000, "🎭" * 50,
    "{" * 12, "}" * 12, "[[", "]]", "/*", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#0;", "&#x110000;", "&lol;",
    "%s%n", "{0.__class__}", "${x}", "<script>", "__import__('os')", "!!python/object:os.system", "'", '"', "\\", "`",
    "|", "=cmd()", "null", "true", "None", "__class__", "constructor", "\r", "\t", "\x0b", "\x85", "İ", "ß", "ﬀ",
)  # fmt: skip
_TOKEN = re.compile(r"\w+|[^\w\s]{1,3}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_OPENERS = (
    "{",
    "(",
    "[",
    "[[",
    "[[if yes]]\n",
    "<a>",
    "<<if true>>",
    '{"a":',
    "[[choice: Q]]\n+ ",
    "- ",
    "    ",
    "* ",
    "not ",
    "-",
    "!",
)


def mutate_text(chance: Chance, good: str, other: str = "") -> str:
    """A text with one to five things done to its lines; `other` is a text that lines are taken from, too."""
    lines = good.split("\n")
    for _ in range(chance.randint(1, 5)):
        chance.choice(_LINE_CHANGES)(chance, lines, other or good)
        lines = lines or [""]
    text = "\n".join(lines)
    if chance.random() < SWELLS:
        return _swollen(chance, text)
    if chance.random() < 0.1:
        text = text.replace("\n", chance.choice(("\r\n", "\r", "\u2028", "\n\n")))
    return text[:SMALL]


def _swollen(chance: Chance, text: str) -> str:
    """A piece of the text again and again, up to a size that is still a file."""
    at = chance.randrange(max(1, len(text)))
    piece = text[at : at + chance.choice((1, 7, 60, 4000))] or "x"
    return text[:at] + (piece * (LARGE // len(piece) + 1))[:LARGE] + text[at:]


def _drop(chance: Chance, lines: Text, _other: str) -> None:
    at = chance.randrange(len(lines))
    del lines[at : at + chance.randint(1, 3)]


def _double(chance: Chance, lines: Text, _other: str) -> None:
    at = chance.randrange(len(lines))
    some = lines[at : at + chance.randint(1, 6)]
    times = chance.choice((1, 1, 1, 2, 40))
    lines[at:at] = some * times


def _move(chance: Chance, lines: Text, _other: str) -> None:
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randint(0, len(lines)), line)


def _borrow(chance: Chance, lines: Text, other: str) -> None:
    lines.insert(chance.randint(0, len(lines)), chance.choice(other.split("\n")))


def _join(chance: Chance, lines: Text, _other: str) -> None:
    at = chance.randrange(len(lines))
    lines[at : at + 2] = [chance.choice(("", " ")).join(lines[at : at + 2])]


def _indent(chance: Chance, lines: Text, _other: str) -> None:
    at = chance.randrange(len(lines))
    for place in range(at, min(len(lines), at + chance.randint(1, 4))):
        lines[place] = chance.choice(("    ", "  ", "\t", "\u00a0", " " * 300)) + lines[place]


def _cut(chance: Chance, lines: Text, _other: str) -> None:
    """The file ends here, as after a full disk."""
    at = chance.randrange(len(lines))
    lines[at:] = [lines[at][: chance.randint(0, len(lines[at]))]]


def _reword(chance: Chance, lines: Text, other: str) -> None:
    """A word is another word of these texts, or a hostile one."""
    at = chance.randrange(len(lines))
    found = list(_TOKEN.finditer(lines[at]))
    if found:
        spot = chance.choice(found)
        words = _TOKEN.findall(other)
        word = chance.choice(words) if words and chance.random() < 0.6 else chance.choice(WORDS)
        lines[at] = lines[at][: spot.start()] + word + lines[at][spot.end() :]


def _renumber(chance: Chance, lines: Text, _other: str) -> None:
    places = [place for place, line in enumerate(lines) if _NUMBER.search(line)]
    if places:
        at = chance.choice(places)
        spot = chance.choice(list(_NUMBER.finditer(lines[at])))
        lines[at] = lines[at][: spot.start()] + chance.choice(NUMBERS) + lines[at][spot.end() :]


def _insert(chance: Chance, lines: Text, _other: str) -> None:
    at = chance.randrange(len(lines))
    place = chance.randint(0, len(lines[at]))
    lines[at] = lines[at][:place] + chance.choice(WORDS + _OPENERS) + lines[at][place:]


def _deepen(chance: Chance, lines: Text, _other: str) -> None:
    """Openers without end."""
    at = chance.randrange(len(lines))
    place = chance.randint(0, len(lines[at]))
    many = chance.choice((3, 12, 60, 400, 3000))
    lines[at] = lines[at][:place] + chance.choice(_OPENERS) * many + lines[at][place:]


_LINE_CHANGES: tuple[Callable[[Chance, Text, str], None], ...] = (
    _drop, _double, _move, _borrow, _borrow, _join, _indent, _cut, _reword, _reword, _reword, _renumber,
    _insert, _deepen,
)  # fmt: skip


# --- trees -----------------------------------------------------------------------------------------------------------


def mutate_json(chance: Chance, good: str) -> str:
    """A JSON text whose tree was changed in one to three places; now and then its letters, too."""
    tree = {"": json.loads(good)}
    for _ in range(chance.randint(1, 3)):
        holder, key = chance.choice(list(_spots(tree)))
        _change(chance, holder, key)
    text = json.dumps(tree[""], ensure_ascii=chance.random() < 0.5)
    if chance.random() < 0.05:
        deep = chance.choice((100, 2_000, 50_000))
        text = text.replace(chance.choice(("1", "[]", "null", '"')), "[" * deep + "]" * deep, 1)
    return mutate_text(chance, text) if chance.random() < 0.1 else text[:LARGE]


def _spots(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every (holder, key) of a tree."""
    waiting = [tree]
    while waiting:
        holder = waiting.pop()
        for key, one in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
            yield holder, key
            if isinstance(one, dict | list):
                waiting.append(one)


def _change(chance: Chance, holder: Any, key: Any) -> None:
    kind = chance.randrange(6)
    if kind == 0 and isinstance(holder, list):
        holder[key:key] = [holder[key]] * chance.choice((1, 2, 300))
    elif kind == 1 and key != "":
        del holder[key]
    elif kind == 2 and isinstance(holder, dict):
        holder[chance.choice((*WORDS, *map(str, holder)))] = holder[key]
    elif kind == 3:
        holder[key] = [holder[key]] if chance.random() < 0.5 else {"a": holder[key]}
    else:
        holder[key] = _value(chance, holder[key])


def _value(chance: Chance, was: Any) -> Any:
    """Another value, half of the time of the same kind."""
    numbers = (0, -1, 1, 2**31, 2**63, -(2**63), 10**300, 0.5, float("nan"), float("inf"), -0.0, 1e308)
    if chance.random() < 0.5 and isinstance(was, bool | int | float | str):
        return (
            chance.choice(WORDS)
            if isinstance(was, str)
            else not was
            if isinstance(was, bool)
            else chance.choice(numbers)
        )
    return chance.choice((None, True, [], {}, "", chance.choice(WORDS), *numbers[:8]))


# --- bytes -----------------------------------------------------------------------------------------------------------


def mutate_bytes(chance: Chance, good: bytes) -> bytes:
    """Bytes flipped, cut, doubled and overwritten, as by a bad disk."""
    data = bytearray(good)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(max(1, len(data)))
        kind = chance.randrange(5)
        if kind == 0 and data:
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[at:]
        elif kind == 2:
            data[at:at] = data[at : at + chance.randint(1, 200)]
        elif kind == 3:
            data[at : at + 8] = chance.choice((b"\xff" * 8, b"\x00" * 8, b"\xff\xff\xff\xff\xff\xff\xff\x7f", b"{" * 8))
        else:
            data[at:at] = chance.randbytes(chance.randint(1, 12))
        data = data or bytearray(b"\x00")
    return bytes(data)


def as_bytes(chance: Chance, text: str) -> bytes:
    """A text as the bytes of a file, now and then in an encoding that nobody said."""
    if chance.random() < 0.03:
        return text.encode(chance.choice(("utf-16", "utf-8-sig", "latin-1", "utf-32")), "replace")
    return text.encode("utf-8", "surrogatepass" if chance.random() < 0.5 else "replace")
