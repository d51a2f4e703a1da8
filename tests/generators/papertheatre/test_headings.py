"""Headings in plain English find the kind of place that a reader would think of, on the right side of the wall."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generators.base import Setting
from generators.papertheatre.places import INDOORS, PLACES, built_kinds, plain, read_description, read_heading
from generators.papertheatre.sets import BUILDERS
from generators.papertheatre.words import kind_of, kind_of_setting

OUTSIDE = """
the desert -> desert
sand dunes -> desert
an oasis at noon -> desert
the great pyramid -> desert
monument canyon -> desert
sea of sand -> desert
a wheat field -> fields
a wide field -> fields
grandpa's farm -> fields
the barn -> fields
old windmill -> fields
vineyard -> fields
rice paddies -> fields
mountain village -> village
the village green -> village
village church -> village
fishing hamlet -> village
rooftops of paris -> rooftops
the roof of the hospital -> rooftops
apartment balcony -> rooftops
fire escape -> rooftops
the old stone bridge -> bridge
under the bridge -> bridge
river bank -> bridge
a canal in venice -> bridge
on the banks of the mississippi river -> bridge
garden of the palace -> garden
her grandmother's allotment -> garden
the back yard -> garden
rose garden -> garden
hedge maze -> garden
hotel swimming pool -> garden
a snowfield -> snowfield
the north pole -> snowfield
arctic ice -> snowfield
frozen lake -> snowfield
railway station -> station
the station platform -> station
train tracks -> station
country station -> station
the jungle -> jungle
amazon rainforest -> jungle
a lost temple in the jungle -> jungle
waterfall -> jungle
city park -> park
the playground -> park
football stadium -> park
travelling carnival -> park
graveyard -> graveyard
her father's grave -> graveyard
highgate cemetery -> graveyard
an open road -> road
desert highway -> road
route 66 -> road
landing strip -> road
airport runway -> road
petrol station -> road
the crossroads -> road
castle -> castle
ruins of the old fortress -> castle
castle battlements -> castle
king's palace -> castle
in front of the house -> house
a farmhouse porch -> house
the hospital -> house
st mary's school -> house
police station -> house
grand hotel -> house
the bridge of sighs hotel -> house
under the sea -> underwater
coral reef -> underwater
ocean floor -> underwater
outer space -> space
surface of the moon -> space
space station -> space
dark forest -> forest
forest path -> forest
a clearing in the woods -> forest
campsite -> forest
tree house -> forest
the wood behind the house -> forest
city street -> street
market square -> street
back alley -> street
supermarket car park -> street
outside a cafe -> street
prison yard -> street
red light district -> street
mountain pass -> mountains
summit of k2 -> mountains
mountain lake -> mountains
a norwegian fjord -> mountains
green hills -> hills
the moor -> hills
a battlefield at dawn -> hills
countryside -> hills
path over the downs -> hills
beach at dawn -> beach
beach house -> beach
a desert island -> beach
the seaside -> beach
shore of the island -> beach
old harbour -> harbour
the docks -> harbour
fishing port -> harbour
the reef -> reef
top of the cliffs -> reef
boat landing -> landing
end of the pier -> landing
lighthouse -> lighthouse
lighthouse by the sea -> lighthouse
lighthouse door -> door
lighthouse gallery -> gallery
open sea -> open_sea
a lifeboat on the ocean -> open_sea
in the rowing boat -> open_sea
ship's deck -> deck
on board the hispaniola -> deck
sea cave -> cave
mouth of the mine -> cave
"""
INSIDE = """
lighthouse stairs -> stairs
the stairwell -> stairs
spiral staircase of the tower -> stairs
lamp room -> lamp_room
the keeper's kitchen -> kitchen
kitchen, lighthouse -> kitchen
house - kitchen - night -> kitchen
ship's galley -> kitchen
cellar of the inn -> cellar
bank vault -> cellar
the sewers -> cellar
village church -> church
notre dame cathedral -> church
a ruined chapel -> church
captain's study -> library
school library -> library
detective's office -> office
classroom -> classroom
police station -> office
mara's bedroom -> bedroom
hotel room -> bedroom
the nursery -> bedroom
a motel room off route 9 -> bedroom
living room -> room
lighthouse -> room
a small flat in leeds -> room
fisherman's cottage -> room
ship's bridge -> wheelhouse
submarine -> wheelhouse
cockpit of the plane -> wheelhouse
spaceship -> space_station
railway carriage -> carriage
the night train to vienna -> carriage
dining car -> carriage
back of a taxi -> carriage
school bus -> carriage
ballroom -> hall
the great hall -> hall
throne room -> hall
hotel lobby -> hall
museum of natural history -> hall
the bridge of sighs hotel -> hall
hospital corridor -> hall
theatre -> theatre
opera house -> theatre
backstage at the palace theatre -> theatre
the cinema -> theatre
tavern -> tavern
the red lion pub -> tavern
a bar in tangier -> tavern
restaurant -> tavern
cafe de flore -> tavern
attic of the manor house -> attic
hay loft -> attic
church belfry -> attic
dr frankenstein's laboratory -> workshop
garage -> workshop
24-hour launderette -> workshop
clockmaker's workshop -> workshop
corner shop -> shop
steel mill -> workshop
hospital ward -> ward
operating theatre -> ward
a field hospital -> ward
prison cell -> cell
castle dungeon -> cell
county jail -> cell
gold mine -> cave
dragon's lair -> cave
a room above the tavern -> room
"""


def table(text: str) -> list[tuple[str, str]]:
    return [(heading, kind) for heading, _, kind in (line.partition(" -> ") for line in text.strip().splitlines())]


EXPECTED = [(False, *row) for row in table(OUTSIDE)] + [(True, *row) for row in table(INSIDE)]
BUILT = [row for row in EXPECTED if row[2] in BUILDERS]


def test_the_table_is_long() -> None:
    assert len(EXPECTED) >= 150


@pytest.mark.parametrize(("interior", "heading", "kind"), EXPECTED)
def test_headings_are_read(interior: bool, heading: str, kind: str) -> None:
    every = frozenset(kind for kind, _, _ in PLACES)
    assert read_heading(heading, interior, every) == kind


@pytest.mark.parametrize(("interior", "heading", "kind"), BUILT)
def test_headings_find_their_set(interior: bool, heading: str, kind: str) -> None:
    assert kind_of(interior, heading.upper(), "", "") == kind
    assert kind_of(interior, f"{heading} - later", "", "") == kind


@pytest.mark.parametrize("interior", [True, False])
@pytest.mark.parametrize(
    "heading", ["the bank holiday", "marsha's wedding", "parkour", "seaweed", "barnaby", "housekeeping", "streetwise"]
)
def test_words_within_words_do_not_mislead(interior: bool, heading: str) -> None:
    found = read_heading(heading, interior, built_kinds())
    assert found in ("", "office" if interior else "house") if "bank" in heading else found == ""


def test_a_kind_without_a_builder_is_never_named() -> None:
    assert read_heading("desert road", False, frozenset({"desert"})) == "desert"
    assert read_heading("desert road", False, frozenset()) == ""


def test_the_bible_helps_where_the_heading_says_nothing_and_the_prompt_where_nothing_is_said() -> None:
    assert kind_of(False, "nowhere", "a street of lamps in the old city", "") == "street"
    assert kind_of(False, "", "", "They walk through a dark forest.") == "forest"
    assert kind_of(False, "", "behind the church lies a graveyard", "") == "village"


def test_what_the_cast_does_is_not_where_it_is() -> None:
    assert kind_of(False, "zxqv", "", "MARA opens the door of the tavern and looks at the sea.") == "stage"


def test_a_description_is_read_from_its_beginning() -> None:
    kinds = built_kinds()
    assert read_description("a wide beach below the lighthouse, a road behind it", False, kinds) == "beach"


@pytest.mark.parametrize("heading", ["CAFÉ DE LA PAIX", "cafe\u0301", "the keeper\u2019s café"])
def test_accents_and_apostrophes_do_not_matter(heading: str) -> None:
    assert read_heading(heading, False, built_kinds()) == "street"


def test_plain_text_is_bounded() -> None:
    assert len(plain("Ä-ö " * 9999)) <= 1500


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=40), st.text(max_size=40), st.booleans())
def test_any_text_finds_a_set_of_the_right_side_of_the_wall(place: str, description: str, interior: bool) -> None:
    kind = kind_of_setting(Setting(interior=interior, place=place, description=description))
    assert kind in BUILDERS
    assert (kind in INDOORS) == interior or kind == "cave"


@pytest.mark.parametrize("interior", [True, False])
@pytest.mark.parametrize("place", ["", "zxqv", "🙂🙂", "a" * 5000, "\x00\n", "[(*+?", "\\b", "%s {x}", "-" * 3000])
def test_headings_that_mean_nothing_are_an_honest_stage(interior: bool, place: str) -> None:
    assert kind_of(interior, place, "", "") == ("stage_inside" if interior else "stage")


def test_every_kind_that_words_lead_to_stands_on_one_side_of_the_wall() -> None:
    for kind, _, where in PLACES:
        assert where in ("in", "out", "")
        if where:
            assert (where == "in") == (kind in INDOORS), kind
