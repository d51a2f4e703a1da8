"""Reads expressions of Yarn, SugarCube, Harlowe and Chapbook: one grammar that holds them all, with their differences.

Binding powers, loosest first: `? :`, or, xor, and, not, comparisons, + -, * / %, signs, calls.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from runtime.writer.imports.tree import FALSE, TRUE, Binary, Call, Either, Items, Member, Name, NotCarried, Unary, Value

if TYPE_CHECKING:
    from runtime.writer.imports.tree import Operator, Tree

MAX_LENGTH = 2_000  # characters
MAX_DEPTH = 30
MAX_TOKENS = 200

Dialect = Literal["yarn", "sugarcube", "harlowe", "chapbook"]

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<macro>\(\s*[A-Za-z][\w-]*\s*:(?!:))
    |(?P<number>\d{1,15}(?:\.\d{1,15})?)
    |(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<name>\$?[^\W\d]\w*)
    |(?P<sign>===|!==|==|!=|<=|>=|&&|\|\||[-+*/%<>!=(),.\[\]?:^])""",
    re.VERBOSE | re.DOTALL,
)
_WORDS = {
    "is": "==", "eq": "==", "neq": "!=", "isnot": "!=", "gt": ">", "gte": ">=", "lt": "<", "lte": "<=",
    "and": "and", "or": "or", "xor": "xor", "contains": "contains",
}  # fmt: skip
_SIGNS = {"===": "==", "!==": "!=", "&&": "and", "||": "or", "^": "xor"}
_POWERS = {
    "?": 1, "or": 2, "xor": 3, "and": 4, "==": 6, "!=": 6, "<": 7, "<=": 7, ">": 7, ">=": 7, "in": 7, "not in": 7,
    "contains": 7, "+": 8, "-": 8, "*": 9, "/": 9, "%": 9,
}  # fmt: skip
_NOT, _SIGNED = 5, 10
_LITERALS = {"true": TRUE, "false": FALSE}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True)
class _Token:
    kind: str  # "number", "text", "name", "sign", "macro", "end"
    words: str


@lru_cache(maxsize=4096)
def parse(source: str, dialect: Dialect) -> Tree:
    """The tree of an expression; NotCarried says why there is none."""
    parser = _Parser(_tokens(source, dialect), dialect)
    tree = parser.expression(0)
    parser.expect_end()
    return tree


def parse_list(source: str, dialect: Dialect) -> tuple[Tree, ...]:
    """Expressions between commas."""
    if not source.strip():
        return ()
    parser = _Parser(_tokens(source, dialect), dialect)
    trees = [parser.expression(0)]
    while parser.accept(","):
        trees.append(parser.expression(0))
    parser.expect_end()
    return tuple(trees)


def _tokens(source: str, dialect: Dialect) -> list[_Token]:
    if len(source) > MAX_LENGTH:
        raise NotCarried(f"it has more than {MAX_LENGTH} characters")
    found: list[_Token] = []
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:
            raise NotCarried(
                f"“{source[at]}” has no meaning in it" if source[at].isprintable() else "it cannot be read"
            )
        kind, words = match.lastgroup or "", match[0]
        if kind == "macro" and dialect != "harlowe":
            kind, words = "sign", "("
        if kind != "space":
            found.append(_Token(kind, words))
        at += len(words)
    if len(found) > MAX_TOKENS:
        raise NotCarried(f"it has more than {MAX_TOKENS} words and signs")
    return found


class _Parser:
    """Walks over the tokens once."""

    def __init__(self, tokens: list[_Token], dialect: Dialect) -> None:
        self.tokens, self.dialect, self.at, self.depth = tokens, dialect, 0, 0

    @property
    def token(self) -> _Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else _Token("end", "")

    def next(self) -> _Token:
        token = self.token
        self.at += 1
        return token

    def accept(self, sign: str) -> bool:
        if self.token.kind == "sign" and self.token.words == sign:
            self.at += 1
            return True
        return False

    def expect(self, sign: str) -> None:
        if not self.accept(sign):
            raise NotCarried(f"“{sign}” is missing in it")

    def expect_end(self) -> None:
        if self.token.kind != "end":
            raise NotCarried(f"“{self.token.words[:20]}” has no meaning in it")

    def expression(self, least: int) -> Tree:
        """All that binds at least as tightly as `least`."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NotCarried("it nests too deep")
        left = self.operand()
        while (found := self.operator()) is not None and found[1] > least:
            operator, power, length = found
            self.at += length
            left = self.joined(left, operator, power)
        self.depth -= 1
        return left

    def joined(self, left: Tree, operator: str, power: int) -> Tree:
        if operator == "?":
            then = self.expression(0)
            self.expect(":")
            return Either(left, then, self.expression(0))
        right = self.expression(power)
        if operator == "contains":
            return Binary("in", right, left)
        if operator == "not in":
            return Unary("not", Binary("in", left, right))
        return Binary(cast("Operator", operator), left, right)

    def operator(self) -> tuple[str, int, int] | None:
        """The operator that follows: its name in our words, its power, its length in tokens."""
        token = self.token
        following = [one.words.lower() for one in self.tokens[self.at : self.at + 3]]
        if token.kind == "name" and following[0] == "is" and following[1:2] == ["not"] and self.dialect != "sugarcube":
            return ("not in", 7, 3) if following[2:] == ["in"] else ("!=", 6, 2)
        if token.kind == "name" and following[:2] == ["is", "in"]:
            return "in", 7, 2
        if following[:1] == ["is"] and following[1:2] and following[1] in ("<", "<=", ">", ">="):
            return following[1], 7, 2
        if token.kind == "name":
            name = _WORDS.get(token.words, "")
        else:
            name = _SIGNS.get(token.words, token.words) if token.kind == "sign" else ""
        if name not in _POWERS:
            return None
        flat = self.dialect == "yarn" and name in ("and", "or", "xor")  # of one power there
        return name, 2 if flat else _POWERS[name], 1

    # --- operands

    def operand(self) -> Tree:
        token = self.next()
        if token.kind == "number":
            return self.postfixed(Value(float(token.words) if "." in token.words else int(token.words)))
        if token.kind == "text":
            return self.postfixed(Value(_ESCAPED.sub(r"\1", token.words[1:-1])))
        if token.kind == "name":
            return self.named(token.words)
        if token.kind == "macro":
            return self.postfixed(Call(_macro(token.words), self.arguments(")")))
        return self.signed(token.words)

    def signed(self, sign: str) -> Tree:
        if sign == "(":
            inner = self.expression(0)
            self.expect(")")
            return self.postfixed(inner)
        if sign == "[" and self.dialect in ("sugarcube", "chapbook"):
            return self.postfixed(Items(self.arguments("]")))
        if sign == "!":
            return Unary("not", self.expression(_SIGNED))
        if sign == "-":
            return _negative(self.expression(_SIGNED))
        if sign == "+":
            return self.expression(_SIGNED)
        if sign == "." and self.dialect == "yarn" and self.token.kind == "name":
            return Member("", self.next().words)
        raise NotCarried(f"“{sign}” has no meaning in it" if sign else "something is missing in it")

    def named(self, word: str) -> Tree:
        if word == "not":
            return Unary("not", self.expression(_NOT if self.dialect == "harlowe" else _SIGNED))
        if word in _LITERALS:
            return _LITERALS[word]
        if word in ("def", "ndef", "undefined", "null", "typeof", "new", "function"):
            raise NotCarried(f"our language has no “{word}”: every variable has a value from the beginning")
        if self.accept("("):
            return self.postfixed(Call(word, self.arguments(")")))
        if word.startswith("$") or self.is_bare(word):
            return self.postfixed(Name(word.lstrip("$")))
        if self.dialect == "yarn" and self.accept("."):
            return Member(word, self.next().words)
        if self.token.words == "." and self.token.kind == "sign":
            return self.method(word)
        return Call(word)

    def is_bare(self, word: str) -> bool:
        """Whether a word without `$` is a variable."""
        temporary = word.startswith("_") and self.dialect != "yarn"
        return temporary or word == "it" or (self.dialect == "chapbook" and self.token.words not in ("(", "."))

    def arguments(self, end: str) -> tuple[Tree, ...]:
        found: list[Tree] = []
        while not self.accept(end):
            found.append(self.expression(0))
            if not self.accept(","):
                self.expect(end)
                break
        return tuple(found)

    def postfixed(self, tree: Tree) -> Tree:
        """A tree with the methods that follow it."""
        while self.token.kind == "sign" and self.token.words in (".", "["):
            if self.token.words == "[":
                raise NotCarried("our language has no lists with numbered places")
            self.next()
            method = self.next().words
            if method not in ("includes", "contains", "has") or not self.accept("("):
                raise NotCarried(f"our language has no “.{method[:20]}”")
            items = self.arguments(")")
            if len(items) != 1:
                raise NotCarried(f"“.{method}” takes one value here")
            tree = Binary("in", items[0], tree)
        return tree

    def method(self, owner: str) -> Tree:
        """`Math.round(x)` and its like."""
        self.next()
        name = f"{owner}.{self.next().words}".lower()
        return self.postfixed(Call(name, self.arguments(")") if self.accept("(") else ()))


def _macro(words: str) -> str:
    return words.strip("( :\t\r\n").lower().replace("-", "").replace("_", "")


def _negative(tree: Tree) -> Tree:
    if isinstance(tree, Value) and isinstance(tree.value, int | float) and not isinstance(tree.value, bool):
        return Value(-tree.value)
    return Unary("-", tree)
