"""How four-legged animals are built: lengths as shares of the shoulder's height, and the outlines of their heads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generators.papertheatre.figures.outline import Corner

Shape = tuple[Corner, ...]


@dataclass(frozen=True)
class Build:
    """One kind's proportions; angles in degrees."""

    long: float = 1.1  # shoulder to hip
    chest: float = 0.26  # half the depth of the chest
    loin: float = 0.2
    neck: float = 0.42  # length
    rise: float = 48.0  # of the neck, above the horizontal
    collar: float = 0.18  # half the neck's width at its root
    nape: float = 0.12  # and at the head
    head: float = 0.44  # its length
    face: str = "canine"
    bow: float = 6.0  # how far the head points down
    leg: float = 0.075  # half the thickness of a leg at its top
    ankle: float = 0.04
    hoof: bool = False
    tail: float = 0.5
    tail_rest: float = -30.0  # degrees, 0 hangs, -90 stands out behind
    brush: float = 0.03  # half the tail's width
    ears: str = "pricked"  # pricked floppy round long
    horns: str = ""  # curved antlers short
    mane: bool = False
    wool: bool = False
    pale: bool = False  # belly, muzzle and tail's tip are the second colour
    dark: bool = False  # legs and muzzle are
    upright: float = 0.3  # how far the hips come forward when it sits, share of `long`


BUILDS: Final[dict[str, Build]] = {
    "cat": Build(1.08, 0.23, 0.22, 0.2, 54, 0.18, 0.17, 0.5, "feline", 2, 0.072, 0.042, tail=0.98, tail_rest=-62,
                 brush=0.042, ears="cat", pale=True, upright=0.5),
    "dog": Build(1.1, 0.28, 0.18, 0.36, 54, 0.2, 0.15, 0.52, "canine", 8, 0.08, 0.042, tail=0.56, tail_rest=-116,
                 brush=0.035, ears="floppy", pale=True, upright=0.36),
    "fox": Build(1.2, 0.25, 0.19, 0.32, 44, 0.19, 0.15, 0.54, "vulpine", 8, 0.07, 0.036, tail=0.98, tail_rest=-62,
                 brush=0.14, pale=True, dark=True, upright=0.4),
    "wolf": Build(1.14, 0.31, 0.21, 0.34, 38, 0.25, 0.19, 0.54, "canine", 8, 0.085, 0.046, tail=0.66, tail_rest=-24,
                  brush=0.09, pale=True, upright=0.34),
    "bear": Build(1.16, 0.4, 0.38, 0.26, 26, 0.33, 0.27, 0.5, "ursine", 8, 0.14, 0.09, tail=0.1, tail_rest=-40,
                  brush=0.06, ears="round", upright=0.4),
    "lion": Build(1.2, 0.3, 0.21, 0.28, 40, 0.26, 0.2, 0.46, "feline", 10, 0.1, 0.056, tail=0.9, tail_rest=-26,
                  brush=0.026, ears="round", mane=True, upright=0.36),
    "horse": Build(0.98, 0.26, 0.22, 0.6, 54, 0.22, 0.12, 0.48, "equine", 46, 0.09, 0.036, True, 0.66, -14, 0.085,
                   ears="small", mane=True),
    "donkey": Build(0.98, 0.26, 0.22, 0.46, 48, 0.2, 0.13, 0.5, "equine", 42, 0.085, 0.036, True, 0.5, -10, 0.035,
                    ears="long", mane=True),
    "cow": Build(1.22, 0.33, 0.3, 0.34, 22, 0.25, 0.19, 0.46, "bovine", 32, 0.1, 0.046, True, 0.7, -6, 0.026,
                 ears="side", horns="curved", pale=True),
    "deer": Build(1.0, 0.22, 0.18, 0.5, 60, 0.16, 0.1, 0.36, "bovine", 20, 0.07, 0.026, True, 0.16, -50, 0.05,
                  ears="side", horns="antlers", pale=True),
    "goat": Build(1.05, 0.28, 0.25, 0.36, 52, 0.18, 0.12, 0.38, "bovine", 24, 0.075, 0.036, True, 0.18, -110, 0.05,
                  ears="side", horns="short"),
    "sheep": Build(1.06, 0.36, 0.36, 0.28, 36, 0.2, 0.15, 0.38, "bovine", 22, 0.07, 0.034, True, 0.2, -10, 0.06,
                   ears="side", wool=True),
    "pig": Build(1.26, 0.37, 0.35, 0.16, 8, 0.32, 0.28, 0.5, "porcine", 14, 0.1, 0.05, True, 0.2, -110, 0.022,
                 ears="floppy", upright=0.2),
    "rabbit": Build(0.8, 0.32, 0.42, 0.18, 46, 0.26, 0.22, 0.58, "rodent", 6, 0.1, 0.06, tail=0.16, tail_rest=-80,
                    brush=0.11, ears="tall", pale=True, upright=0.3),
    "mouse": Build(1.1, 0.34, 0.42, 0.12, 26, 0.3, 0.24, 0.7, "rodent", 8, 0.08, 0.04, tail=1.3, tail_rest=-74,
                   brush=0.028, ears="round", pale=True, upright=0.3),
}  # fmt: skip

# Heads: (0, 0) is where the neck ends, the nose lies at x = 1, y down. Skull with the upper jaw; then the lower jaw.
HEADS: Final[dict[str, tuple[Shape, Shape]]] = {
    "canine": (
        ((-0.2, -0.2), (0.02, -0.36), (0.3, -0.34), (0.46, -0.2), (0.74, -0.14), (0.98, -0.12), (1.02, -0.02), (0.94,
        0.06), (0.5, 0.1), (0.2, 0.24), (-0.16, 0.26)),
        ((0.2, 0.08), (0.5, 0.06), (0.86, 0.05), (0.84, 0.12), (0.5, 0.2), (0.2, 0.24)),
    ),
    "vulpine": (
        ((-0.2, -0.16), (0.04, -0.32), (0.3, -0.26), (0.5, -0.12), (0.98, -0.02), (1.04, 0.04), (0.94, 0.09), (0.5,
        0.12), (0.2, 0.28), (-0.16, 0.26)),
        ((0.2, 0.1), (0.5, 0.08), (0.86, 0.07), (0.82, 0.12), (0.5, 0.19), (0.2, 0.25)),
    ),
    "feline": (
        ((-0.24, -0.16), (-0.02, -0.42), (0.34, -0.44), (0.62, -0.28), (0.72, -0.12), (0.86, -0.06), (0.9, 0.04), (0.8,
        0.12), (0.56, 0.14), (0.3, 0.36), (-0.1, 0.32)),
        ((0.26, 0.14), (0.56, 0.1), (0.8, 0.1), (0.78, 0.18), (0.6, 0.28), (0.3, 0.34)),
    ),
    "ursine": (
        ((-0.24, -0.3), (0.0, -0.5), (0.32, -0.46), (0.5, -0.26), (0.78, -0.2), (0.96, -0.14), (1.0, 0.0), (0.9, 0.1),
        (0.54, 0.14), (0.24, 0.36), (-0.16, 0.4)),
        ((0.22, 0.14), (0.54, 0.1), (0.86, 0.09), (0.82, 0.2), (0.5, 0.28), (0.22, 0.32)),
    ),
    "equine": (
        ((-0.22, -0.2), (0.0, -0.28), (0.24, -0.24), (0.56, -0.17), (0.86, -0.15), (1.02, -0.1), (1.06, 0.02), (0.98,
        0.1), (0.76, 0.1), (0.46, 0.14), (0.24, 0.28), (-0.04, 0.26)),
        ((0.24, 0.12), (0.6, 0.08), (0.92, 0.09), (0.92, 0.17), (0.74, 0.2), (0.4, 0.22), (0.24, 0.26)),
    ),
    "bovine": (
        ((-0.2, -0.2), (0.0, -0.3), (0.26, -0.28), (0.6, -0.2), (0.9, -0.17), (1.02, -0.08), (1.02, 0.06), (0.9, 0.12),
        (0.56, 0.12), (0.24, 0.26), (-0.1, 0.26)),
        ((0.24, 0.12), (0.56, 0.08), (0.9, 0.1), (0.88, 0.18), (0.6, 0.22), (0.24, 0.26)),
    ),
    "porcine": (
        ((-0.3, -0.34), (0.0, -0.42), (0.3, -0.34), (0.56, -0.14), (0.94, -0.12), (1.0, -0.13, 1), (1.03, 0.14, 1),
        (0.9, 0.14), (0.5, 0.16), (0.24, 0.36), (-0.2, 0.36)),
        ((0.24, 0.16), (0.5, 0.12), (0.86, 0.13), (0.8, 0.22), (0.5, 0.28), (0.24, 0.32)),
    ),
    "rodent": (
        ((-0.26, -0.14), (0.0, -0.36), (0.36, -0.36), (0.7, -0.18), (0.92, 0.0), (0.94, 0.1), (0.82, 0.16), (0.5,
        0.18), (0.24, 0.32), (-0.16, 0.32)),
        ((0.26, 0.18), (0.5, 0.14), (0.8, 0.14), (0.74, 0.22), (0.5, 0.28), (0.26, 0.32)),
    ),
}  # fmt: skip
EYES: Final[dict[str, tuple[float, float, float]]] = {  # x, y, radius
    "canine": (0.36, -0.16, 0.05), "vulpine": (0.34, -0.1, 0.05), "feline": (0.46, -0.16, 0.075), "ursine": (0.42,
    -0.2, 0.042),
    "equine": (0.26, -0.1, 0.045), "bovine": (0.28, -0.12, 0.05), "porcine": (0.36, -0.16, 0.042), "rodent": (0.46,
    -0.1, 0.08),
}  # fmt: skip
EARS: Final[dict[str, Shape]] = {  # (0, 0) is the root, y up is negative
    "pricked": ((-0.12, 0.06), (-0.19, -0.12), (-0.12, -0.32, 1), (0.08, -0.16), (0.14, 0.06)),
    "cat": ((-0.15, 0.08), (-0.2, -0.08), (-0.1, -0.32, 1), (0.1, -0.12), (0.16, 0.06)),
    "small": ((-0.06, 0.05), (-0.1, -0.1), (-0.02, -0.25, 1), (0.06, -0.1), (0.07, 0.05)),
    "floppy": ((-0.12, -0.06), (0.06, -0.1), (0.12, 0.06), (0.08, 0.34), (-0.06, 0.46), (-0.17, 0.26)),
    "round": ((-0.13, 0.04), (-0.16, -0.12), (-0.02, -0.24), (0.12, -0.12), (0.1, 0.04)),
    "long": ((-0.07, 0.04), (-0.14, -0.24), (-0.1, -0.54), (0.0, -0.6), (0.06, -0.26), (0.08, 0.04)),
    "tall": ((-0.08, 0.04), (-0.15, -0.34), (-0.1, -0.74), (0.02, -0.82), (0.08, -0.36), (0.1, 0.04)),
    "side": ((0.04, -0.08), (-0.12, -0.16), (-0.36, -0.1), (-0.4, 0.02), (-0.2, 0.08), (0.04, 0.06)),
}  # fmt: skip
