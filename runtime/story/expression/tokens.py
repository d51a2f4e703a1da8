"""The alphabet of expressions. Text that passes here holds nothing that Python's own parser could trip over."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_LENGTH = 500  # characters of an expression
MAX_BRACKETS = 20

_TOKEN = re.compile(
    r"""(?P<space>[ \t\n\r]+)
    |(?P<number>\d{1,15}(?:\.\d{1,15})?(?![\w.]))
    |(?P<text>"[^"\\\n\r\x00-\x1f]*"|'[^'\\\n\r\x00-\x1f]*')
    |(?P<name>[^\W\d]\w*)
    |(?P<dot>\.(?=[^\W\d]))
    |(?P<operator>//|==|!=|<=|>=|[-+*/%<>(),])""",
    re.VERBOSE | re.ASCII,
)
_LETTER = re.compile(r"[^\W\d_]")
_TYPED = {
    "&": ("“&” is no operator here", "and"),
    "|": ("“|” is no operator here", "or"),
    "!": ("“!” is no operator here", "not"),
    "=": ("“=” stores a value; “==” compares", "=="),
    "[": ("square brackets have no meaning here", 'visits("id")'),
    "“": ("typographic quotes do not quote", '"text"'),
    "”": ("typographic quotes do not quote", '"text"'),
    "‘": ("typographic quotes do not quote", "'text'"),
    "’": ("typographic quotes do not quote", "'text'"),
    "^": ("“^” is no operator here", "x * x"),
    '"': ("this quote is not closed", '"text"'),
    "'": ("this quote is not closed", "'text'"),
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with an expression; `offset` counts characters from its start."""

    code: str
    offset: int
    what: str
    why: str = ""
    instead: str = ""


class ExpressionError(Exception):
    """An expression cannot be used; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.what)
        self.fault = fault


def fail(code: str, offset: int, what: str, why: str = "", instead: str = "") -> ExpressionError:
    return ExpressionError(Fault(code, offset, what, why, instead))


def check_tokens(source: str) -> None:
    """Raise ExpressionError unless `source` is short and made of nothing but the tokens of the language."""
    if len(source) > MAX_LENGTH:
        what = f"this expression has {len(source)} characters, more than {MAX_LENGTH}"
        raise fail("S306", 0, what, "", "[[set part = …]] in steps")
    if source.count("(") <= MAX_BRACKETS and not _TOKEN.sub("", source):
        return
    at, depth = 0, 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None:
            raise _stranger(source, at)
        depth += (found[0] == "(") - (found[0] == ")")
        if depth > MAX_BRACKETS:
            raise fail("S306", at, f"brackets nest deeper than {MAX_BRACKETS}", "", "[[set part = …]] in steps")
        at = found.end()


def _stranger(source: str, at: int) -> ExpressionError:
    sign = source[at]
    if sign.isdigit():
        return fail("S301", at, "this number cannot be read", "numbers have up to 15 digits and a point", "1.5")
    if sign == "\\" or "\\" in source[at:]:
        return fail(
            "S305", source.find("\\", at), "a backslash has no meaning here", "", "'…' around text with \" in it"
        )
    if _LETTER.match(sign):
        return fail(
            "S301", at, f"a name cannot have the letter “{sign}”", "names have a-z, digits and _", "a plain name"
        )
    what, instead = _TYPED.get(sign, (f"“{sign if sign.isprintable() else '?'}” has no meaning here", ""))
    return fail("S305" if sign == "[" else "S301", at, what, "", instead)
