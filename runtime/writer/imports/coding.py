"""Writes trees as expressions of our own language, and as braces in a text. What cannot be said raises NotCarried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.story.expression import ExpressionError, Scope, compile_expression, spoken
from runtime.writer.imports.names import OURS, kind_of_value
from runtime.writer.imports.template import Brace
from runtime.writer.imports.tree import (
    Binary,
    Call,
    Either,
    Items,
    Lot,
    Member,
    Name,
    NotCarried,
    Ours,
    Unary,
    Value,
)

if TYPE_CHECKING:
    from runtime.writer.imports.names import Names
    from runtime.writer.imports.template import Piece
    from runtime.writer.imports.tree import Kind, Tree

_POWERS = {"or": 2, "and": 3, "in": 5, "+": 6, "-": 6, "*": 7, "/": 7, "//": 7, "%": 7}
_COMPARED, _NOT, _EITHER, _SIGN, _WHOLE = 5, 4, 1, 8, 9
_FORBIDDEN = ("\\", "{", "}", "|", "[[", "]]", "->", "/*")
EMPTY: dict[Kind, str] = {"number": "0", "truth": "false", "text": '""', "set": "set()"}


class Coder:
    """Says trees in our language. `truths`: what yes and no are printed as there."""

    def __init__(self, names: Names, truths: tuple[str, str]) -> None:
        self.names, self.truths = names, truths
        self._scope: Scope | None = None
        self._taken: set[tuple[str, Kind]] = set()  # what our language has been asked about and takes

    @property
    def scope(self) -> Scope:
        """What our language knows of this script; asked for when all kinds are known."""
        if self._scope is None:
            variables = {self.names.variable(name): OURS[kind] for name, kind in self.names.kinds.items() if kind}
            self._scope = Scope(variables=variables, nodes=dict.fromkeys(self.names.ids, frozenset()))
        return self._scope

    def condition(self, tree: Tree) -> str:
        """A tree as the condition of an [[if]]."""
        return self._checked(*self._truth(tree), "truth")[0]

    def value(self, tree: Tree, kind: Kind) -> str:
        """A tree as the value of a variable of that kind."""
        return self._checked(*self._fitted(tree, kind), kind)[0]

    def _checked(self, code: str, power: int, kind: Kind) -> tuple[str, int]:
        """The code, if our language takes it."""
        if (code, kind) in self._taken:
            return code, power
        try:
            compiled = compile_expression(code, self.scope)
        except ExpressionError as error:
            raise NotCarried(error.fault.what) from None
        if compiled.kind != OURS[kind]:
            raise NotCarried(f"it is {compiled.kind.name} where {OURS[kind].name} belongs")
        self._taken.add((code, kind))
        return code, power

    # --- in a text

    def pieces(self, tree: Tree) -> tuple[Piece, ...]:
        """A tree as it is shown inside a text."""
        if isinstance(tree, Member):
            tree = self._member(tree)
        if isinstance(tree, Value):
            value = tree.value
            return (self.truths[not value] if isinstance(value, bool) else spoken(value),)
        if isinstance(tree, Lot):
            return (Brace("~", tuple(self.pieces(item) for item in tree.items)),)
        if isinstance(tree, Binary) and tree.operator == "+" and self.names.kind(tree) == "text":
            return (*self.pieces(tree.left), *self.pieces(tree.right))
        return (Brace("", ((self._shown(tree),),)),)

    def _shown(self, tree: Tree) -> str:
        kind = self.names.kind(tree)
        if kind == "truth":
            yes, no = (self._text(word) for word in self.truths)
            code = f"{yes} if {self._truth(tree)[0]} else {no}"
            return self._checked(code, 0, "text")[0]
        return self._checked(*self._code(tree), kind or "number")[0]

    # --- trees

    def _code(self, tree: Tree) -> tuple[str, int]:
        """The words of a tree, and how tightly they hold together."""
        if isinstance(tree, Value):
            return self._value(tree.value)
        if isinstance(tree, Name):
            return self.names.variable(tree.name), _WHOLE
        if isinstance(tree, Ours):
            return tree.code, _WHOLE
        if isinstance(tree, Member):
            return self._code(self._member(tree))
        if isinstance(tree, Unary):
            return self._unary(tree)
        if isinstance(tree, Binary):
            return self._binary(tree)
        if isinstance(tree, Either):
            return self._either(tree)
        if isinstance(tree, Items):
            return f"set({', '.join(self._fitted(item, 'text')[0] for item in tree.items)})", _WHOLE
        if isinstance(tree, Call):
            raise NotCarried(f"our language has no function “{tree.name[:40]}”")
        raise NotCarried("a lot is drawn where a text is shown, or a variable set")

    def _value(self, value: bool | int | float | str) -> tuple[str, int]:
        if isinstance(value, bool):
            return "true" if value else "false", _WHOLE
        if isinstance(value, str):
            return self._text(value), _WHOLE
        return spoken(abs(value)) if value >= 0 else f"-{spoken(abs(value))}", _WHOLE if value >= 0 else _SIGN

    def _text(self, words: str) -> str:
        sign = next((sign for sign in "\"'" if sign not in words), "")
        if not sign or any(one in words for one in _FORBIDDEN) or not words.isprintable():
            raise NotCarried("it holds a text with signs that no quoted text of ours can have")
        return f"{sign}{words}{sign}"

    def _member(self, tree: Member) -> Value:
        found = self.names.case(tree)
        if found is None:
            raise NotCarried(f"there is no case “{tree.owner}.{tree.name}”")
        return found

    def _held(self, code: tuple[str, int], least: int) -> str:
        return f"({code[0]})" if code[1] < least else code[0]

    def _unary(self, tree: Unary) -> tuple[str, int]:
        if tree.operator == "not":
            inner = tree.operand
            if isinstance(inner, Binary) and inner.operator in ("==", "!="):
                return self._binary(Binary("!=" if inner.operator == "==" else "==", inner.left, inner.right))
            return f"not {self._held(self._truth(tree.operand), _NOT)}", _NOT
        return f"-{self._held(self._fitted(tree.operand, 'number'), _SIGN + 1)}", _SIGN

    def _either(self, tree: Either) -> tuple[str, int]:
        kind = self.names.kind(tree) or "truth"
        then, other = (self._fitted(part, kind) for part in (tree.then, tree.other))
        test = self._held(self._truth(tree.test), _EITHER + 1)
        return f"{self._held(then, _EITHER + 1)} if {test} else {self._held(other, _EITHER)}", _EITHER

    def _binary(self, tree: Binary) -> tuple[str, int]:
        operator = tree.operator
        if operator in ("and", "or"):
            power = _POWERS[operator]
            sides = [self._held(self._truth(part), power + (n == 1)) for n, part in enumerate((tree.left, tree.right))]
            return f"{sides[0]} {operator} {sides[1]}", power
        if operator == "xor":
            sides = [self._held(self._truth(part), _COMPARED + 1) for part in (tree.left, tree.right)]
            return f"{sides[0]} != {sides[1]}", _COMPARED
        if operator == "in":
            return self._contained(tree)
        if operator in ("==", "!=", "<", "<=", ">", ">="):
            kind = self._compared(tree)
            sides = [self._held(self._fitted(part, kind), _COMPARED + 1) for part in (tree.left, tree.right)]
            return f"{sides[0]} {operator} {sides[1]}", _COMPARED
        return self._reckoned(tree)

    def _compared(self, tree: Binary) -> Kind:
        """The kind in which two sides are compared: that of the side which is no plain value."""
        left, right = tree.left, tree.right
        first, second = (right, left) if isinstance(left, Value | Member) else (left, right)
        return self.names.kind(first) or self.names.kind(second) or "truth"

    def _contained(self, tree: Binary) -> tuple[str, int]:
        kind = self.names.kind(tree.right)
        if kind not in ("set", "text"):
            raise NotCarried(f"it looks for something in a {kind or 'value'}")
        left = self._held(self._fitted(tree.left, "text"), _COMPARED + 1)
        return f"{left} in {self._held(self._fitted(tree.right, kind), _COMPARED + 1)}", _COMPARED

    def _reckoned(self, tree: Binary) -> tuple[str, int]:
        kind, power = self.names.kind(tree) or "number", _POWERS[tree.operator]
        left, right = self._fitted(tree.left, kind), self._fitted(tree.right, kind)
        return f"{self._held(left, power)} {tree.operator} {self._held(right, power + 1)}", power

    # --- kinds that do not fit

    def _truth(self, tree: Tree) -> tuple[str, int]:
        """A tree as yes or no: 0 and nothing are no, as they are there."""
        kind = self.names.kind(tree)
        if isinstance(tree, Value):
            return ("true" if tree.value else "false"), _WHOLE
        if kind in ("number", "text", "set"):
            return f"{self._held(self._fitted(tree, kind), _COMPARED + 1)} != {EMPTY[kind]}", _COMPARED
        return self._code(tree)

    def _fitted(self, tree: Tree, kind: Kind) -> tuple[str, int]:
        """A tree as a value of that kind; plain values are turned into it."""
        value = self._member(tree) if isinstance(tree, Member) else tree
        if isinstance(value, Value):
            return self._value(_turned(value.value, kind))
        found = self.names.kind(tree)
        if isinstance(tree, Items) and not tree.items and kind == "set":
            return "set()", _WHOLE
        if found and found != kind:
            raise NotCarried(f"it is a {_said(found)} where a {_said(kind)} belongs")
        return self._code(tree)


def _turned(value: bool | int | float | str, kind: Kind) -> bool | int | float | str:
    found = kind_of_value(value)
    if found == kind:
        return value
    if kind == "truth" and value in (0, 1):
        return bool(value)
    if kind == "number" and isinstance(value, bool):
        return int(value)
    if kind == "text" and not isinstance(value, bool):
        return spoken(value)
    raise NotCarried(f"it is a {_said(found)} where a {_said(kind)} belongs")


def _said(kind: Kind) -> str:
    return "yes or no" if kind == "truth" else kind
