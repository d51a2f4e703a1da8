"""Expressions: a whitelist over Python's own syntax tree, checked for types and compiled to closures.

What is not named here does not exist: no attribute but `viewer.` and `room.`, no subscript, no power, no call but to
the registered functions. Every result has a hard limit, so that no expression can take long or grow large.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from runtime.story.diagnostics import quote
from runtime.story.expression.functions import FUNCTIONS, call_of
from runtime.story.expression.kinds import (
    MAX_ITEMS,
    MAX_NUMBER,
    MAX_TEXT,
    NUMBER,
    SET,
    TEXT,
    TRUTH,
    Kind,
    Value,
    kind_of,
)
from runtime.story.expression.operators import ARITHMETIC, COMPARISONS, TooLargeError, compared, limited, logical
from runtime.story.expression.tokens import MAX_BRACKETS, ExpressionError, check_tokens, fail

if TYPE_CHECKING:
    from runtime.story.expression.functions import Performance

MAX_DEPTH = MAX_BRACKETS + 20  # levels of the syntax tree; Python writes `a + b + c` as three

_LINE_END = re.compile(r"[\r\n]")

Evaluate = Callable[["Performance"], Value]
WORDS: Mapping[str, Value] = {"true": True, "false": False, "yes": True, "no": False, "True": True, "False": False}


@dataclass(frozen=True)
class Scope:
    """What an expression may name."""

    variables: Mapping[str, Kind] = field(default_factory=dict)
    words: frozenset[str] = frozenset()  # of all enums
    nodes: Mapping[str, frozenset[str]] = field(default_factory=dict)  # node id -> ids of its choices
    closest: Callable[[str, tuple[str, ...]], str] = lambda _word, _known: ""


@dataclass(frozen=True)
class Compiled:
    """An expression ready to be asked."""

    source: str
    kind: Kind
    run: Evaluate
    constant: bool  # whether it is the same in every performance
    names: frozenset[str] = frozenset()  # variables that it reads
    salt: str = ""  # of its random draws
    weight: int = 0  # instructions that take as long at worst


@dataclass(frozen=True)
class _Part:
    kind: Kind
    run: Evaluate
    constant: bool = False


def compile_expression(source: str, scope: Scope, salt: str = "") -> Compiled:
    """Compile `source` or raise ExpressionError. `salt` tells this place's random draws from all others."""
    check_tokens(source)
    lead = len(source) - len(source.lstrip())
    try:
        tree = ast.parse(_LINE_END.sub(" ", source.strip()), mode="eval")
    except SyntaxError as error:
        offset = lead + max(0, (error.offset or 1) - 1)
        raise _syntax(source, min(offset, len(source) - 1)) from None
    except (ValueError, RecursionError, MemoryError):
        raise fail("S306", 0, "this expression nests too deep", "", "[[set part = …]] in steps") from None
    builder = _Builder(scope, salt, lead)
    part = builder.part(tree.body)
    weight = (len(source) // 50) ** 2
    return Compiled(source, part.kind, part.run, part.constant, frozenset(builder.names), salt, weight)


def _syntax(source: str, offset: int) -> ExpressionError:
    if not source.strip():
        return fail("S301", 0, "an expression is missing here", "", "trust >= 1")
    return fail(
        "S301", max(0, offset), f"“{quote(source)}” cannot be read as an expression", "", "trust >= 1 and has_lamp"
    )


class _Builder:
    """Builds closures from the leaves up. One builder an expression."""

    def __init__(self, scope: Scope, salt: str, lead: int) -> None:
        self.scope, self.salt, self.lead = scope, salt, lead
        self.names: set[str] = set()
        self.draws = 0
        self.depth = 0

    def part(self, node: ast.expr) -> _Part:
        build = _BUILDERS.get(type(node))
        if build is None:
            raise fail("S305", self.at(node), f"{_described(node)} has no meaning here", "", "")
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise fail(
                "S306", self.at(node), f"this expression nests deeper than {MAX_DEPTH}", "", "[[set part = …]] in steps"
            )
        part = build(self, node)
        self.depth -= 1
        if part.constant and not isinstance(node, ast.Constant):
            part = self._folded(part, node)
        return part

    def at(self, node: ast.expr) -> int:
        return self.lead + node.col_offset

    def _folded(self, part: _Part, node: ast.expr) -> _Part:
        """A part that is the same in every performance, worked out once."""
        try:
            value = part.run(cast("Performance", None))
        except ZeroDivisionError:
            raise fail("S304", self.at(node), "this divides by zero", "nothing can be divided by zero", "") from None
        except TooLargeError:
            raise fail(
                "S306", self.at(node), "this result is too large", f"numbers go up to {MAX_NUMBER}", ""
            ) from None
        return _Part(part.kind, lambda _: value, constant=True)

    # --- leaves

    def constant(self, node: ast.Constant) -> _Part:
        value = node.value
        if not isinstance(value, (bool, int, float, str)) or (isinstance(value, str) and len(value) > MAX_TEXT):
            raise fail("S305", self.at(node), f"{_described(node)} has no meaning here")
        return _Part(kind_of(value), lambda _: value, constant=True)

    def name(self, node: ast.Name) -> _Part:
        name = node.id
        if name in self.scope.variables:
            return self._variable(name)
        if name in WORDS:
            truth = WORDS[name]
            return _Part(TRUTH, lambda _: truth, constant=True)
        if name in self.scope.words:
            return _Part(Kind("enum", (name,)), lambda _: name, constant=True)
        raise self._undeclared(name, node)

    def _variable(self, name: str) -> _Part:
        self.names.add(name)
        return _Part(self.scope.variables[name], lambda performance: performance.value(name))

    def _undeclared(self, name: str, node: ast.expr) -> ExpressionError:
        close = self.scope.closest(name, (*self.scope.variables, *sorted(self.scope.words)))
        why = f"did you mean “{close}”?" if close else "every variable is declared once, with the value it begins with"
        return fail("S302", self.at(node), f"“{name}” is not declared", why, close or f"[[var {name} = 0]]")

    def attribute(self, node: ast.Attribute) -> _Part:
        if not (isinstance(node.value, ast.Name) and node.value.id in ("viewer", "room")):
            raise fail("S305", self.at(node), "a point belongs only after “viewer” and “room”", "", "viewer.name")
        name = f"{node.value.id}.{node.attr}"
        if name not in self.scope.variables:
            raise self._undeclared(name, node)
        return self._variable(name)

    # --- operations

    def unary(self, node: ast.UnaryOp) -> _Part:
        part = self.part(node.operand)
        run = part.run
        if isinstance(node.op, ast.Not):
            return _Part(TRUTH, lambda performance: not run(performance), part.constant)
        if isinstance(node.op, ast.Invert) or part.kind != NUMBER:
            raise self._clash(node, "a sign belongs before a number", part.kind)
        if isinstance(node.op, ast.UAdd):
            return part
        return _Part(NUMBER, lambda performance: -cast("float", run(performance)), part.constant)

    def binary(self, node: ast.BinOp) -> _Part:
        left, right = self.part(node.left), self.part(node.right)
        work = ARITHMETIC.get(type(node.op))
        if work is None:
            raise fail("S305", self.at(node), "this operator has no meaning here", "there are + - * / // and %")
        joins = isinstance(node.op, ast.Add) and left.kind == right.kind and left.kind == TEXT
        sets = isinstance(node.op, (ast.Add, ast.Sub)) and left.kind == right.kind == SET
        if not (joins or sets or left.kind == right.kind == NUMBER):
            raise self._clash(node, "these two do not go together", left.kind, right.kind)
        self._check_divisor(node, right)
        kind, a, b = left.kind, left.run, right.run
        return _Part(
            kind, lambda performance: limited(work(a(performance), b(performance))), left.constant and right.constant
        )

    def _check_divisor(self, node: ast.BinOp, right: _Part) -> None:
        divides = isinstance(node.op, (ast.Div, ast.FloorDiv, ast.Mod))
        if divides and right.constant and right.run(cast("Performance", None)) == 0:
            raise fail("S304", self.at(node.right), "this divides by zero", "nothing can be divided by zero", "")

    def both(self, node: ast.BoolOp) -> _Part:
        parts = [self.part(value) for value in node.values]
        kind = parts[0].kind
        if any(part.kind != kind for part in parts):
            raise self._clash(node, "“and” and “or” join yes and no", *(part.kind for part in parts[:2]))
        run = logical([part.run for part in parts], whole=isinstance(node.op, ast.And))
        return _Part(kind, run, all(part.constant for part in parts))

    def compare(self, node: ast.Compare) -> _Part:
        parts = [self.part(one) for one in (node.left, *node.comparators)]
        works = []
        for op, left, right in zip(node.ops, parts, parts[1:], strict=False):
            if type(op) not in COMPARISONS:
                raise fail("S305", self.at(node), "“is” has no meaning here", "", "==")
            if not _comparable(op, left.kind, right.kind):
                raise self._clash(node, "these two cannot be compared", left.kind, right.kind)
            works.append(COMPARISONS[type(op)])
        return _Part(TRUTH, compared([part.run for part in parts], works), all(part.constant for part in parts))

    def either(self, node: ast.IfExp) -> _Part:
        then, test, other = self.part(node.body), self.part(node.test), self.part(node.orelse)
        if not (then.kind.takes(other.kind) or (then.kind.name == other.kind.name == "enum")):
            raise self._clash(node, "both sides of “if … else” have one type", then.kind, other.kind)
        words = tuple(dict.fromkeys((*then.kind.words, *other.kind.words)))
        a, condition, b = then.run, test.run, other.run
        constant = then.constant and test.constant and other.constant
        return _Part(
            Kind(then.kind.name, words),
            lambda performance: a(performance) if condition(performance) else b(performance),
            constant,
        )

    # --- calls

    def call(self, node: ast.Call) -> _Part:
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise fail("S305", self.at(node), "this call has no meaning here", "", 'visits("id")')
        name = node.func.id
        if name == "set":
            return self._set(node)
        function = FUNCTIONS.get(name)
        if function is None:
            close = self.scope.closest(name, tuple(FUNCTIONS))
            known = ", ".join(FUNCTIONS)
            raise fail(
                "S305",
                self.at(node),
                f"there is no function “{name}”",
                f"there are {known}",
                close and FUNCTIONS[close].example,
            )
        if len(node.args) != len(function.arguments):
            raise fail("S303", self.at(node), f"“{name}” takes {len(function.arguments)} values", "", function.example)
        if name == "random":
            return self._random(node)
        words = self._ids(node, function.example)
        return _Part(function.kind, call_of(name, words))

    def _ids(self, node: ast.Call, example: str) -> tuple[str, ...]:
        """The quoted ids of a call, each of which must exist."""
        words = []
        for argument in node.args:
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                raise fail("S303", self.at(argument), "an id is quoted", "a name without quotes is a variable", example)
            words.append(argument.value.strip("#").lower())
        known: Collection[str] = self.scope.nodes
        for word, argument in zip(words, node.args, strict=True):
            if word not in known:
                self._unknown(word, known, argument)
            known = self.scope.nodes[words[0]]
        return tuple(words)

    def _unknown(self, word: str, known: Collection[str], node: ast.expr) -> None:
        close = self.scope.closest(word, tuple(sorted(known) if isinstance(known, frozenset) else known))
        why = f"did you mean “{close}”?" if close else ""
        raise fail("S308", self.at(node), f"there is no “{quote(word)}”", why, f'"{close}"' if close else "")

    def _random(self, node: ast.Call) -> _Part:
        low, high = (self.part(argument) for argument in node.args)
        if not (low.kind == high.kind == NUMBER):
            raise self._clash(node, "“random” takes two numbers", low.kind, high.kind)
        self.draws += 1
        salt, a, b = f"{self.salt}?{self.draws}", low.run, high.run

        def run(performance: Performance) -> Value:
            first, last = (int(cast("float", one(performance))) for one in (a, b))
            return min(first, last) + performance.draw(salt, abs(last - first) + 1)

        return _Part(NUMBER, run)

    def _set(self, node: ast.Call) -> _Part:
        parts = [self.part(argument) for argument in node.args]
        if any(part.kind.name not in ("text", "enum") for part in parts) or len(parts) > MAX_ITEMS:
            raise fail("S303", self.at(node), "a set holds words", "", 'set("lamp", "key")')
        runs = [part.run for part in parts]
        constant = all(part.constant for part in parts)
        return _Part(SET, lambda performance: frozenset(cast("str", run(performance)) for run in runs), constant)

    def _clash(self, node: ast.expr, what: str, *kinds: Kind) -> ExpressionError:
        why = "here: " + " and ".join(kind.name for kind in kinds)
        return fail("S303", self.at(node), what, why, "")


def _comparable(op: ast.cmpop, left: Kind, right: Kind) -> bool:
    words = ("text", "enum")
    if isinstance(op, (ast.In, ast.NotIn)):
        return (right == SET and left.name in words) or (left == right == TEXT)
    if isinstance(op, (ast.Eq, ast.NotEq)):
        enums = left.name == right.name == "enum"
        fits = left.takes(right) or right.takes(left) if enums else left.name == right.name
        return fits or {left.name, right.name} == set(words)
    return left == right and left in (NUMBER, TEXT)


def _described(node: ast.expr) -> str:
    names = {"JoinedStr": "an f-string", "Lambda": "a lambda", "Subscript": "a square bracket", "Tuple": "a comma"}
    return names.get(type(node).__name__, "this")


_BUILDERS = cast(
    "dict[type[ast.expr], Callable[[_Builder, ast.expr], _Part]]",
    {
        ast.Constant: _Builder.constant,
        ast.Name: _Builder.name,
        ast.Attribute: _Builder.attribute,
        ast.UnaryOp: _Builder.unary,
        ast.BinOp: _Builder.binary,
        ast.BoolOp: _Builder.both,
        ast.Compare: _Builder.compare,
        ast.IfExp: _Builder.either,
        ast.Call: _Builder.call,
    },
)
