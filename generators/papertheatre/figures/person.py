"""Who a puppet is: the papers it is cut from, and the lengths of its limbs."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final

from generators.papertheatre.colour import RGB

SKINS: Final[tuple[RGB, ...]] = ((232, 190, 158), (218, 170, 132), (188, 138, 102), (148, 100, 72), (108, 74, 56))
CLOTHS: Final[tuple[RGB, ...]] = (
    (150, 74, 58), (66, 98, 120), (92, 114, 80), (182, 136, 76), (108, 78, 108), (88, 88, 96), (158, 106, 84),
    (56, 108, 106), (178, 98, 74), (120, 124, 88),
)  # fmt: skip
HAIRS: Final[tuple[RGB, ...]] = ((54, 40, 38), (94, 62, 44), (134, 86, 52), (42, 38, 42), (180, 134, 82))


@dataclass(frozen=True)
class Person:
    """A puppet's papers. Sizes are shares of a grown figure."""

    seed: int
    species: str = ""  # "" is human, else a kind of animal (beasts)
    nature: str = ""  # "" ghost robot
    height: float = 1.0
    bulk: float = 1.0
    age: float = 35.0
    stoop: float = 0.0  # degrees
    female: bool = False
    skin: RGB = SKINS[0]
    hair: str = "short"  # short crop long wavy bob braid pigtails plaits bun tail curly afro bald none
    hair_colour: RGB = HAIRS[0]
    beard: str = ""  # "" stubble short long goatee moustache whiskers
    hat: str = ""  # a name of hats.HATS
    hat_colour: RGB = CLOTHS[5]
    garment: str = "jacket"  # a name of tailoring.CUTS
    cloth: RGB = CLOTHS[1]
    shirt: RGB = (222, 212, 190)
    legs: str = "trousers"  # trousers shorts stockings bare
    trousers: RGB = (70, 64, 66)
    shoes: str = "shoes"  # shoes boots heels bare
    shoe_colour: RGB = (64, 48, 44)
    scarf: RGB | None = None
    apron: RGB | None = None
    cloak: RGB | None = None
    shawl: RGB | None = None
    glasses: str = ""  # "" round goggles monocle patch
    pipe: bool = False
    coat: RGB | None = None  # an animal's second colour
    props: tuple[str, ...] = ()

    @property
    def young(self) -> float:
        """1 for an infant, 0 from seventeen on."""
        return max(0.0, min(1.0, 1 - self.age / 17))

    @property
    def old(self) -> float:
        """0 until fifty, 1 at eighty."""
        return max(0.0, min(1.0, (self.age - 50) / 30))

    @property
    def stout(self) -> float:
        """0 for most, 1 for somebody very stout."""
        return max(0.0, min(1.0, (self.bulk - 1.05) / 0.3))


@dataclass(frozen=True)
class Build:
    """Lengths and half widths of a body whose height is 1."""

    head: float
    neck: float
    trunk: float  # hip to the root of the neck
    thigh: float
    shin: float  # knee to ankle
    ankle: float  # ankle to sole
    upper: float
    fore: float
    hand: float
    foot: float
    shoulder: float  # half width, in three-quarter view
    chest: float
    waist: float
    hips: float
    belly: float  # how far it stands out
    bust: float
    limb: float  # thickness of arms and legs, 1 is a grown man's


@functools.lru_cache(maxsize=256)
def build_of(person: Person) -> Build:
    """The lengths of a person: children have larger heads and shorter legs, old people shorter trunks."""
    young, bulk = person.young, person.bulk
    head = 0.152 + 0.088 * young**0.9 - (0.006 if person.female else 0.0)
    body = 1.0 - head * 0.93
    leg = body * (0.585 - 0.045 * young)
    trunk = body * (0.352 + 0.028 * young - 0.012 * person.old)
    wide = 0.5 + 0.5 * bulk
    grown = 1.0 - young
    slim = 0.9 if person.female else 1.0
    arm = body * 0.358
    return Build(
        head=head,
        neck=body - leg - trunk,
        trunk=trunk,
        thigh=(leg - 0.034) * 0.51,
        shin=(leg - 0.034) * 0.49,
        ankle=0.034,
        upper=arm * 0.51,
        fore=arm * 0.49,
        hand=0.07 + 0.004 * young,
        foot=0.098 + 0.004 * young,
        shoulder=(0.083 + (0.0 if person.female else 0.013) * grown) * (0.7 + 0.3 * bulk),
        chest=(0.079 if person.female else 0.088) * (0.45 + 0.55 * bulk),
        waist=((0.060 if person.female else 0.074) + 0.012 * young) * (0.1 + 0.9 * bulk),
        hips=(0.078 if person.female else 0.074) * (0.35 + 0.65 * bulk),
        belly=0.062 * person.stout + 0.014 * person.old + 0.01 * young,
        bust=0.022 * grown * (0.6 + 0.6 * person.stout) if person.female else 0.006,
        limb=wide * slim * (1 + 0.16 * young),
    )
