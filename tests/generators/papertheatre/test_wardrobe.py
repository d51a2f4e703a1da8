"""A writer's line about somebody becomes the papers that their puppet is cut from."""

from __future__ import annotations

import pytest

from generators.papertheatre.colour import NAMED
from generators.papertheatre.figures.beasts.kinds import BEASTS, species_of
from generators.papertheatre.figures.hair import CAPS
from generators.papertheatre.figures.hats import HATS
from generators.papertheatre.figures.holdings import HOLDINGS
from generators.papertheatre.figures.limbs import SHOES
from generators.papertheatre.figures.person import Person, build_of
from generators.papertheatre.figures.roles import GARMENTS, HAIR_STYLES, PROPS, ROLES
from generators.papertheatre.figures.roles import HATS as HAT_WORDS
from generators.papertheatre.figures.tailoring import CUTS
from generators.papertheatre.figures.wardrobe import BEARDS, dressed


def test_looks_become_papers() -> None:
    mara = dressed("MARA", "60, keeper of the light, grey braid, yellow oilskin, slow and exact")
    assert (mara.hair, mara.hair_colour) == ("braid", NAMED["grey"])
    assert (mara.garment, mara.cloth, mara.shoes) == ("oilskin", NAMED["yellow"], "boots")
    assert mara.age == 60
    tom = dressed("TOM", "12, boy, barefoot, red scarf, brown jacket with sleeves too long")
    assert (tom.shoes, tom.scarf, tom.cloth) == ("bare", NAMED["red"], NAMED["brown"])
    assert tom.height < mara.height


SINGLE = [
    ("bald, 40", "hair", "bald"),
    ("long black hair", "hair", "long"),
    ("blonde pigtails", "hair", "pigtails"),
    ("two black plaits", "hair", "plaits"),
    ("wavy auburn hair", "hair", "wavy"),
    ("an afro", "hair", "afro"),
    ("cropped hair", "hair", "crop"),
    ("a wild beard", "beard", "long"),
    ("a huge white beard", "beard", "great"),
    ("black moustache", "beard", "moustache"),
    ("unshaven", "beard", "stubble"),
    ("side whiskers", "beard", "whiskers"),
    ("peaked cap", "hat", "cap"),
    ("flat cap", "hat", "flatcap"),
    ("top hat", "hat", "top"),
    ("bowler", "hat", "bowler"),
    ("hooded", "hat", "hood"),
    ("sou'wester", "hat", "souwester"),
    ("woollen hat", "hat", "beanie"),
    ("straw hat", "hat", "straw"),
    ("headscarf", "hat", "kerchief"),
    ("crowned", "hat", "crown"),
    ("blue dress", "garment", "dress"),
    ("ball gown", "garment", "gown"),
    ("white blouse, grey skirt", "garment", "skirt"),
    ("long coat", "garment", "greatcoat"),
    ("raincoat", "garment", "oilskin"),
    ("grey suit", "garment", "suit"),
    ("blue jersey", "garment", "jersey"),
    ("monk", "garment", "robe"),
    ("in armour", "garment", "armour"),
    ("with a cane", "props", ("stick",)),
    ("monocle", "glasses", "monocle"),
    ("an eye patch", "glasses", "patch"),
    ("spectacles", "glasses", "round"),
    ("pipe in his mouth", "pipe", True),
    ("7, boy", "legs", "shorts"),
    ("6, girl, red frock", "legs", "bare"),
    ("woman, green gown", "legs", "stockings"),
]


@pytest.mark.parametrize(("looks", "field", "value"), SINGLE)
def test_single_words_are_understood(looks: str, field: str, value: object) -> None:
    assert getattr(dressed("X", looks), field) == value


@pytest.mark.parametrize(
    ("role", "garment", "hat"),
    [
        ("queen", "gown", "crown"), ("knight", "armour", "helmet"), ("nurse", "dress", "nurse"), ("soldier", "uniform",
        "steel"),
        ("deep-sea diver", "divingsuit", "brass"), ("astronaut", "spacesuit", "bubble"), ("monk", "robe", ""), ("nun",
        "robe", "wimple"),
        ("wizard", "robe", "wizard"), ("pirate", "greatcoat", "tricorn"), ("cook", "jacket", "toque"), ("postman",
        "uniform", "cap"),
    ],
)  # fmt: skip
def test_ranks_and_trades_dress_their_people(role: str, garment: str, hat: str) -> None:
    person = dressed("X", role)
    assert (person.garment, person.hat) == (garment, hat)


def test_words_are_stronger_than_a_trade() -> None:
    nurse = dressed("X", "nurse in a red coat and a straw hat")
    assert (nurse.garment, nurse.cloth, nurse.hat) == ("coat", NAMED["red"], "straw")


def test_ghosts_and_robots_are_of_another_nature() -> None:
    assert dressed("X", "ghost of a sailor").nature == "ghost"
    assert dressed("HAL", "robot").nature == "robot"
    assert not dressed("X", "sailor").nature


def test_colours_belong_to_the_word_they_stand_before() -> None:
    person = dressed("X", "man, grey trousers, blue jersey, black boots, white cap")
    assert (person.trousers, person.cloth) == (NAMED["grey"], NAMED["blue"])
    assert (person.shoe_colour, person.hat_colour) == (NAMED["black"], NAMED["white"])


def test_a_person_is_the_same_in_every_shot_and_nobody_is_everybody() -> None:
    assert dressed("ANNA", "") == dressed("ANNA", "")
    assert len({dressed(name, "") for name in "ABCDEFGH"}) > 4


@pytest.mark.parametrize(
    ("words", "age"),
    [("5", 5), ("an old man", 72), ("a little girl", 9), ("in her forties", 45), ("999", 95), ("seven years old", 7),
     ("a young woman", 20), ("newborn", 2), ("eighty-year-old", 80), ("", 36)],
)  # fmt: skip
def test_ages_are_read(words: str, age: float) -> None:
    assert dressed("X", words).age == age


def test_children_have_larger_heads_and_shorter_legs() -> None:
    child, grown = build_of(Person(1, age=6)), build_of(Person(1, age=30))
    assert child.head > grown.head * 1.25
    assert child.thigh < grown.thigh
    assert child.limb > grown.limb


def test_bodies_are_as_high_as_one() -> None:
    for age in (3, 9, 16, 40, 80):
        b = build_of(Person(1, age=age))
        height = b.ankle + b.shin + b.thigh + b.trunk + b.neck + b.head * 0.93
        assert height == pytest.approx(1.0, abs=0.01)


def test_stout_people_have_a_belly_and_old_ones_stoop() -> None:
    stout, thin = dressed("X", "a fat man"), dressed("X", "a thin man")
    assert build_of(stout).belly > build_of(thin).belly + 0.03
    assert build_of(stout).waist > build_of(thin).waist * 1.3
    assert dressed("X", "80, man").stoop > 10 > dressed("X", "50, man").stoop


def test_all_that_words_lead_to_can_be_drawn() -> None:
    assert {k for k, _ in HAT_WORDS} <= set(HATS)
    assert {k for k, _ in GARMENTS} <= set(CUTS)
    assert {k for k, _ in HAIR_STYLES} <= set(CAPS)
    assert {k for k, _ in PROPS} <= set(HOLDINGS)
    for _, made in ROLES:
        assert made.get("hat", "") in {"", *HATS}
        assert made.get("garment", "jacket") in CUTS
        assert made.get("shoes", "shoes") in SHOES
        assert made.get("hair", "short") in CAPS
        assert made.get("beard", "") in {"", *(k for k, _ in BEARDS)}


ANIMALS = [
    ("GULL", "", "gull"), ("X", "a black cat", "cat"), ("REX", "old sheepdog, grey muzzle", "dog"), ("X", "barn owl",
    "owl"),
    ("BELLA", "5, brown mare, white blaze", "horse"), ("X", "parrot with one eye", "parrot"), ("X", "raven", "crow"),
    ("WHISKERS", "tabby", "cat"), ("X", "polar bear", "bear"), ("X", "a great white shark", "dolphin"), ("MOUSE",
    "grey fur", "mouse"),
]  # fmt: skip
PEOPLE = [
    ("WOLF", "45, man, black coat"), ("ROBIN", ""), ("X", "woman with a cat"), ("X", "horse trainer, 40"), ("FOX",
    "red hair, cunning"),
    ("X", "fisherman"), ("X", "man in a bear costume"), ("CATHERINE", "28"), ("X", "girl, pigtails"), ("X",
    "boy, duffel coat"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "looks", "kind"), ANIMALS)
def test_animals_are_recognised(name: str, looks: str, kind: str) -> None:
    person = dressed(name, looks)
    assert person.species == kind
    assert person.height <= BEASTS[kind].height * 1.26


@pytest.mark.parametrize(("name", "looks"), PEOPLE)
def test_people_named_after_animals_are_people(name: str, looks: str) -> None:
    assert species_of(name.lower(), looks.lower()) == ""


def test_an_animal_wears_its_own_colour() -> None:
    assert dressed("X", "a white cat with a red collar").cloth == NAMED["white"]
    assert dressed("X", "a white cat with a red collar").scarf == NAMED["red"]
    assert dressed("X", "kitten").height < dressed("X", "cat").height


@pytest.mark.parametrize(
    "hostile", ["", "🙂", "\x00", "9" * 400, "red " * 900, "(?P<x>", "שלום", "灯塔 猫", "-1", "crown" * 300]
)
def test_any_looks_are_somebody(hostile: str) -> None:
    person = dressed(hostile, hostile)
    assert person.garment in CUTS
    assert 2 <= person.age <= 95
    assert 0.05 < person.height < 1.2
