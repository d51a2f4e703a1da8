"""Types of values in a story, the limits on their size, and how a value reads in a text."""

from __future__ import annotations

from dataclasses import dataclass

MAX_NUMBER = 10**15
MAX_TEXT = 10_000  # characters
MAX_ITEMS = 1_000  # of a set

Value = bool | int | float | str | frozenset[str]


@dataclass(frozen=True)
class Kind:
    """The type of an expression or variable."""

    name: str  # "number", "yes/no", "text", "enum", "set"
    words: tuple[str, ...] = ()  # of an enum

    @property
    def empty(self) -> Value:
        """What stands in when an evaluation fails while playing."""
        return EMPTY[self.name] if self.name != "enum" else self.words[0]

    def takes(self, other: Kind) -> bool:
        """Whether a value of `other` may be stored here or compared with this."""
        if self.name == "enum" and other.name == "enum":
            return set(other.words) <= set(self.words)
        return self.name == other.name


NUMBER = Kind("number")
TRUTH = Kind("yes/no")
TEXT = Kind("text")
SET = Kind("set")
EMPTY: dict[str, Value] = {"number": 0, "yes/no": False, "text": "", "set": frozenset()}


def kind_of(value: Value) -> Kind:
    """The type of a plain value."""
    if isinstance(value, bool):
        return TRUTH
    if isinstance(value, (int, float)):
        return NUMBER
    return TEXT if isinstance(value, str) else SET


def spoken(value: Value) -> str:
    """A value as words: yes and no, whole numbers without a point, sets in alphabetical order."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    return str(value)
