"""Look files are untrusted: what is wrong is left out and told with its line; nothing a file says is an exception."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.base import Look
from generators.papertheatre.looks.collection import built_in, look_names, resolved
from generators.papertheatre.looks.finish import finish_of, recipe_of
from generators.papertheatre.looks.lookfile import MAX_BYTES, read_lookfile
from generators.papertheatre.looks.recipe import TABLES, Recipe, read_colour
from tests.generators.papertheatre.stagehand import frame, shot, theatre

GOOD = """\
name = "cold kitchen"
base = "linocut"

[tones]
saturation = 0.4
inks = ["#101418", "muted teal", [240, 236, 220]]

[frame.tints]
night = "#6f9fe0"
"""


def only_fault(text: str) -> tuple[int, str, str]:
    (fault,) = read_lookfile(text).faults
    return fault.line, fault.what, fault.instead


def test_a_good_file_is_read_on_top_of_its_base() -> None:
    read = read_lookfile(GOOD)
    assert read.faults == ()
    recipe = resolved(read.values, "x")
    assert recipe.name == "cold kitchen"
    assert recipe.tones.inks[0] == (16, 20, 24)
    assert recipe.tones.inks[2] == (240, 236, 220)
    assert recipe.screen == built_in("linocut").screen
    assert recipe.frame.tints.night == (111, 159, 224)


@pytest.mark.parametrize(
    ("text", "line", "what", "instead"),
    [
        ("[tones]\nsaturatoin = 1.0\n", 2, "“tones.saturatoin” is nothing that a look has", "saturation"),
        ("\n\n[tonse]\nsaturation = 1.0\n", 3, "“tonse” is nothing", "tones"),
        ("[tones]\n\ncontrast = 9\n", 3, "“tones.contrast” cannot be used", "contrast = 1"),
        ('[tones]\ncontrast = "2"\n', 2, "“tones.contrast” cannot be used", "contrast = 1"),
        ("[tones]\ncontrast = nan\n", 2, "“tones.contrast” cannot be used", "contrast = 1"),
        ("[tones]\ncontrast = true\n", 2, "“tones.contrast” cannot be used", "contrast = 1"),
        ('[paper]\ncolour = "tael"\n', 2, "did you mean teal?", 'colour = "#2a4b6c"'),
        ('[line]\nkind = "crayon"\n', 2, "“line.kind” cannot be used", 'kind = "none"'),
        ('[frame]\nseal = "yes"\n', 2, "“frame.seal” cannot be used", "seal = false"),
        ("[painted.styles]\nfrots = 1.0\n", 2, "did you mean frost?", ""),
        ("[frame.tints]\nnoon = 3\n", 2, "“frame.tints.noon” is nothing", "afternoon"),
        ("[frame.tints]\nxyz = 3\n", 2, "“frame.tints.xyz” is nothing", "one of: dawn, day"),
        ("name = \n", 1, "no TOML", "key = 0.5"),
        ("tones = 3\n", 1, "“tones” cannot be used", ""),
    ],
)
def test_a_fault_says_where_what_and_what_to_type(text: str, line: int, what: str, instead: str) -> None:
    found = only_fault(text)
    assert found[0] == line
    assert what in found[1]
    assert instead in found[2]


def test_what_is_wrong_is_left_out_and_the_rest_is_used() -> None:
    text = GOOD.replace("saturation = 0.4", "saturation = 40\ncontrast = 1.3")
    recipe = recipe_of("mine", text)
    assert (recipe.tones.saturation, recipe.tones.contrast) == (built_in("linocut").tones.saturation, 1.3)


def test_a_large_file_is_refused() -> None:
    read = read_lookfile("#" * (MAX_BYTES + 1))
    assert read.values == {}
    assert "larger than 16 kB" in read.faults[0].what


def test_many_faults_do_not_drown_the_reader() -> None:
    text = "[tones]\n" + "".join(f"key{n} = 1\n" for n in range(700))
    assert 1 <= len(read_lookfile(text).faults) <= 20


@pytest.mark.parametrize("base", ["mine", "no such look", "painted frost", "paper-cut", "x" * 60])
def test_any_base_is_a_look(base: str) -> None:
    assert isinstance(recipe_of("mine", f'base = "{base}"\n'), Recipe)


def test_a_table_of_weights_replaces_that_of_the_base() -> None:
    recipe = recipe_of("mine", 'base = "painted tide"\n[painted.styles]\nfrost = 0.5\nember = 0.5\n', paint=True)
    assert recipe.painted.styles == {"frost": 0.5, "ember": 0.5}


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    read = read_lookfile(text)
    assert all(fault.line >= 1 and fault.what for fault in read.faults)
    assert finish_of(Look(recipe=text)).recipe is not None


KEYS = st.sampled_from([*TABLES, *(key for table in TABLES.values() for key in table.model_fields), "x", "a b"])
VALUES = st.one_of(
    st.booleans().map(lambda b: str(b).lower()),
    st.floats(-10, 300).map(repr),
    st.integers(-(10**30), 10**30).map(str),
    st.sampled_from(['"teal"', '"#12345g"', '"none"', "[]", "[1, 2, 3]", '["red", "x"]', "{}", "{a = {b = 1}}", "nan"]),
)
LINES = st.one_of(st.tuples(KEYS, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}"), KEYS.map(lambda key: f"[{key}]"))


@given(st.lists(LINES, max_size=14))
def test_any_keys_with_any_values_leave_a_look(lines: list[str]) -> None:
    recipe = recipe_of("mine", "\n".join(lines))
    assert isinstance(recipe, Recipe)
    assert Recipe.model_validate(recipe.model_dump()) == recipe


@pytest.mark.parametrize("value", ["#fff", "", "#gggggg", 7, [1, 2], None])
def test_no_colour_says_what_to_type(value: object) -> None:
    with pytest.raises(ValueError, match="colour"):
        read_colour(value)


@pytest.mark.parametrize(("table", "key", "value"), [
    ("screen", "kind", '"cross"'), ("screen", "kind", '"dots"'), ("screen", "kind", '"stipple"'),
    ("screen", "kind", '"none"'), ("screen", "pitch", "0.6"), ("fill", "cells", "3"), ("fill", "opacity", "0.1"),
    ("paper", "scale", "0.25"), ("light", "rays", "64"), ("frame", "level", "-1"), ("line", "width", "0.5"),
])  # fmt: skip
def test_the_ends_of_every_range_can_be_drawn(table: str, key: str, value: str) -> None:
    text = f'base = "linocut"\n[{table}]\n{key} = {value}\n'
    assert read_lookfile(text).faults == ()
    picture = frame(theatre(), shot().model_copy(update={"look": Look(style="mine", recipe=text)}))
    assert picture.shape == (108, 192, 3)


def test_every_built_in_look_is_a_base() -> None:
    for name in look_names():
        assert recipe_of("mine", f'base = "{name}"\n', paint=True).tones == built_in(name).tones
