"""Expressions of other programs in our own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runtime.writer.imports import functions
from runtime.writer.imports.coding import Coder
from runtime.writer.imports.names import Names, calls_of
from runtime.writer.imports.parser import MAX_LENGTH, parse, parse_list
from runtime.writer.imports.template import written
from runtime.writer.imports.tree import Call, Items, Kind, Lot, Member, Name, NotCarried, Ours, Tree, Value, both

if TYPE_CHECKING:
    from collections.abc import Callable

    from runtime.writer.imports.parser import Dialect


def coder(**kinds: Kind) -> Coder:
    names = Names()
    for name, kind in kinds.items():
        names.meet(name, 1)
        names.settle(name, kind)
    names.scene("Cave")
    return Coder(names, ("True", "False"))


KNOWN = coder(n="number", m="number", b="truth", c="truth", t="text", s="set")


@pytest.mark.parametrize(
    ("dialect", "source", "code"),
    [
        ("yarn", "$n == 1", "n == 1"),
        ("yarn", "$n is 1 and not $b", "n == 1 and not b"),
        ("yarn", "$b || $c && $b", "(b or c) and b"),  # of one power there
        ("sugarcube", "$b || $c && $b", "b or c and b"),
        ("yarn", "$b xor $c", "b != c"),
        ("yarn", "!($n gte 2)", "not n >= 2"),
        ("yarn", "!($n eq 2)", "n != 2"),
        ("yarn", "$n - ($m - 1) > 0", "n - (m - 1) > 0"),
        ("yarn", "($n + 1) * 2 lte -$m", "(n + 1) * 2 <= -m"),
        ("yarn", "$n", "n != 0"),
        ("yarn", "$t", 't != ""'),
        ("yarn", "$b == 1", "b == true"),
        ("yarn", "$n == true", "n == 1"),
        ("yarn", "$t == 5", 't == "5"'),
        ("yarn", 'true', "true"),
        ("sugarcube", "$n is 1 or $n is 2", "n == 1 or n == 2"),
        ("sugarcube", "$n isnot 3", "n != 3"),
        ("sugarcube", "not $b", "not b"),
        ("sugarcube", '$s.includes("key")', '"key" in s'),
        ("sugarcube", '$n === 1 ? $b : $c', "b if n == 1 else c"),
        ("sugarcube", "$b and $n gt 2", "b and n > 2"),
        ("harlowe", "$n is not 3", "n != 3"),
        ("harlowe", "$n is >= 3", "n >= 3"),
        ("harlowe", "not $n is 3", "n != 3"),
        ("harlowe", '$s contains "key"', '"key" in s'),
        ("harlowe", '"key" is in $s', '"key" in s'),
        ("harlowe", '"key" is not in $s', 'not "key" in s'),
        ("chapbook", "n > 1 && !b", "n > 1 and not b"),
        ("chapbook", 't === "x"', 't == "x"'),
    ],
)  # fmt: skip
def test_conditions(dialect: Dialect, source: str, code: str) -> None:
    assert KNOWN.condition(parse(source, dialect)) == code


@pytest.mark.parametrize(
    ("source", "kind", "code"),
    [
        ("1 + 2 * 3", "number", "1 + 2 * 3"),
        ("(1 + 2) * 3", "number", "(1 + 2) * 3"),
        ("10 - 3 - 2", "number", "10 - 3 - 2"),
        ("7 / 2 % 3", "number", "7 / 2 % 3"),
        ("-$n + 1", "number", "-n + 1"),
        ("1.50", "number", "1.5"),
        ("$t + 'x'", "text", 't + "x"'),
        ("'say \"x\"'", "text", "'say \"x\"'"),
        ("true", "number", "1"),
        ("0", "truth", "false"),
        ("3", "text", '"3"'),
        ("['a', 'b']", "set", 'set("a", "b")'),
        ("[]", "set", "set()"),
    ],
)
def test_values_take_the_kind_of_their_variable(source: str, kind: Kind, code: str) -> None:
    assert KNOWN.value(parse(source, "sugarcube"), kind) == code


@pytest.mark.parametrize(
    ("source", "kind", "why"),
    [
        ("'x'", "number", "it is a text where a number belongs"),
        ("5", "truth", "it is a number where a yes or no belongs"),
        ("$t - 1", "number", "a text where"),
        ("nothing()", "number", "no function “nothing”"),
        ("1 / 0", "number", "divides by zero"),
        ("'a{b'", "text", "signs that no quoted text"),
        ("$unknown", "number", "is not declared"),
        ("either('a', 'b')", "text", "no function"),
    ],
)
def test_what_cannot_be_said_says_why(source: str, kind: Kind, why: str) -> None:
    with pytest.raises(NotCarried, match=why):
        KNOWN.value(parse(source, "sugarcube"), kind)


@pytest.mark.parametrize(
    ("dialect", "source", "why"),
    [
        ("yarn", "", "something is missing"),
        ("yarn", "$a +", "something is missing"),
        ("yarn", "($a", "“\\)” is missing"),
        ("yarn", "$a $b", "“\\$b” has no meaning"),
        ("yarn", "$a ; 1", "“;” has no meaning"),
        ("yarn", "[1]", "“\\[” has no meaning"),
        ("yarn", "(" * 60 + "1" + ")" * 60, "nests too deep"),
        ("yarn", "1" + "+1" * 150, "words and signs"),
        ("yarn", "1" * (MAX_LENGTH + 1), "characters"),
        ("sugarcube", "$a.length", "no “.length”"),
        ("sugarcube", "$a[0]", "numbered places"),
        ("sugarcube", "ndef $a", "no “ndef”"),
        ("sugarcube", "$a.includes(1, 2)", "takes one value"),
    ],
)
def test_what_cannot_be_read_says_why(dialect: Dialect, source: str, why: str) -> None:
    with pytest.raises(NotCarried, match=why):
        parse(source, dialect)


def test_lists_and_calls() -> None:
    assert parse_list("", "yarn") == ()
    assert parse_list("1, 'x'", "yarn") == (Value(1), Value("x"))
    assert parse("(random: 1, 6)", "harlowe") == Call("random", (Value(1), Value(6)))
    assert parse("Math.round($x)", "sugarcube") == Call("math.round", (Name("x"),))
    assert parse("Food.Apple", "yarn") == Member("Food", "Apple")
    assert parse(".Apple", "yarn") == Member("", "Apple")
    assert [call.name for call in calls_of(parse("f(g(1)) + h()", "yarn"))] == ["f", "g", "h"]
    assert both([]) is None


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Value(3.0), "3"),
        (Value(True), "True"),
        (Value("x"), "x"),
        (Name("n"), "{n}"),
        (Name("b"), '{"True" if b else "False"}'),
        (parse("'You have ' + $n + ' coins'", "sugarcube"), "You have {n} coins"),
        (Lot((Value("a"), Name("n"))), "{~a|{n}}"),
        (Ours('visits("cave")', "number"), '{visits("cave")}'),
    ],
)
def test_values_in_a_text(tree: Tree, text: str) -> None:
    assert written(KNOWN.pieces(tree)) == text


def test_kinds_travel_from_one_expression_to_the_next() -> None:
    names = Names()
    uses = ["$a == $b", "$b == $c", "$c > 1", "$d == 'x'", "$e", "$f == $d"]
    names.learn([(parse(use, "yarn"), "truth", n) for n, use in enumerate(uses, 1)])
    assert names.kinds == {"a": "number", "b": "number", "c": "number", "d": "text", "e": "truth", "f": "text"}
    assert names.lines["c"] == 2


def test_the_first_kind_stays() -> None:
    names = Names()
    names.learn([(parse("$a == 1", "yarn"), "truth", 1), (parse("$a == 'x'", "yarn"), "truth", 2)])
    assert names.kinds["a"] == "number"
    with pytest.raises(NotCarried):
        Coder(names, ("True", "False")).condition(parse("$a == 'x'", "yarn"))


def test_names_are_ours_and_differ() -> None:
    names = Names()
    made = [names.variable(name) for name in ("a", "A", "café", "cafe", "if", "1x", "日本", "set", "a b")]
    assert made == ["a", "A", "cafe", "cafe_2", "if_", "v_1x", "v", "set_", "a_b"]
    assert names.variable("café") == "cafe"
    ids = [names.scene(name) for name in ("The Cave", "the cave!", "???", "x" * 99)]
    assert ids == ["the-cave", "the-cave-2", "scene", "x" * 60]
    assert names.knows_scene("The Cave")
    assert not names.knows_scene("Elsewhere")


@pytest.mark.parametrize(
    ("name", "values", "code"),
    [
        ("max", (Name("n"), Value(3)), "n if n > 3 else 3"),
        ("min", (Name("n"), Value(3)), "n if n < 3 else 3"),
        ("round", (Name("n"),), "(n + 0.5) // 1"),
        ("floor", (Name("n"),), "n // 1"),
        ("ceil", (Name("n"),), "-(-n // 1)"),
        ("abs", (Name("n"),), "-n if n < 0 else n"),
        ("dice", (Value(1), Value(6)), "random(1, 6)"),
    ],
)
def test_functions_that_all_have(name: str, values: tuple[Tree, ...], code: str) -> None:
    known: dict[str, Callable[..., Tree]] = {
        "max": functions.greater, "min": functions.lesser, "round": functions.nearest, "floor": functions.floor,
        "ceil": functions.ceiling, "abs": functions.size, "dice": functions.number_by_lot,
    }  # fmt: skip
    assert KNOWN.value(functions.called(Call(name, values), known), "number") == code


def test_functions_take_what_they_take() -> None:
    lot = functions.number_by_lot(Value(1), Value(6))
    for make in (
        lambda: functions.called(Call("max", (Value(1),)), {"max": functions.greater}),
        lambda: functions.called(Call("min"), {}),
        lambda: functions.greater(lot, Value(3)),
        lambda: functions.number_by_lot(Name("n"), Value(3)),
        lambda: functions.one_of(),
        lambda: functions.text_of(Name("n")),
    ):
        with pytest.raises(NotCarried):
            make()
    assert functions.text_of(parse('"Tra" + "ck"', "yarn")) == "Track"
    assert functions.one_of(Value(1)) == Lot((Value(1),))
    assert Items(()) == parse("[]", "sugarcube")
