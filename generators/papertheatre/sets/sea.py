"""What stands by and on the water: rows of waves, the lighthouse, ships, boats; coast.py builds places from them."""

from __future__ import annotations

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.light import Beam
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.shapes import arch, moved, oval, polygon, rect, smooth, together, united, waves

SEA: RGB = (70, 124, 132)
DEEP: RGB = (48, 96, 110)
ROCK: RGB = (92, 88, 92)
GRANITE: RGB = (226, 214, 190)
RED: RGB = (188, 84, 58)
IRON: RGB = (58, 58, 66)
SAND: RGB = (216, 192, 148)
WOOD: RGB = (116, 82, 60)


def hang_sea(s: Scenery, y: float, rows: int, near: float = 0.95, far: float = 0.3) -> None:
    """Rows of waves from the horizon `y` to the figures; nearer ones are longer, higher and darker."""
    wide, wind = s.span * 1.35, s.light.air.wind
    s.sheet(
        far - 0.06,
        Cut(rect(-wide, y - 0.02, wide * 2, 2.2), scaled(SEA, 1.06), head=1.12, foot=0.9, rim=0.8),
        *_glitter(s, y),
        shadow=0.35,
    )
    for k in range(rows):
        t = (k + 1) / rows
        depth = far + (near - far) * t
        top = y + (7.9 - y) * (t**1.25) * 0.92
        height = (0.06 + 0.16 * t) * (0.75 + 0.9 * wind)
        length = 0.7 + 1.25 * t
        tone = scaled(SEA, 1.02 - 0.14 * t) if k % 2 == 0 else scaled(DEEP, 1.16 - 0.12 * t)
        sway = Sway(
            (0.12 + 0.22 * t) * (0.7 + 0.6 * wind), (0.03 + 0.05 * t) * (0.6 + wind), 7.5 - 2.4 * t - wind, k * 1.9
        )
        path = waves(-wide, wide, top, length, height, s.rng.random(), 11.0 if k == rows - 1 else top + 1.6)
        s.sheet(depth, Cut(path, tone, head=1.16, foot=0.66), sway=sway, shadow=0.85)


def _glitter(s: Scenery, y: float) -> list[Cut]:
    """Sun or moon on the water: slips of light that widen towards us."""
    light = s.light
    if light.air.sun < 0.25:
        return []
    x, tone = light.source[0], mix(light.day.halo, light.day.disc, 0.5)
    with s.aside("glitter"):
        shifts = [(s.rng.uniform(-0.1, 0.1) * k, s.rng.uniform(0.25, 0.6) + 0.07 * k) for k in range(14)]
    slips = [oval(x + d, y + 0.08 + 0.085 * k, w, 0.018 + 0.002 * k) for k, (d, w) in enumerate(shifts)]
    return [
        Cut(
            together(slips[k : k + 5]),
            tone,
            lit=1.0,
            rim=0.0,
            alpha=(0.74 - 0.045 * k) * light.air.sun,
            head=1.0,
            foot=1.0,
        )
        for k in (0, 5, 10)
    ]


def hang_swell(s: Scenery, y: float, depth: float, phase: float = 0.0) -> None:
    """One great wave before the figures."""
    wind = s.light.air.wind
    path = waves(-s.span * 1.4, s.span * 1.4, y, 2.4, 0.2 + 0.16 * wind, s.rng.random())
    s.sheet(
        depth, Cut(path, scaled(DEEP, 0.9), head=1.1, foot=0.6), front=True, sway=Sway(0.36, 0.08, 5.2 - wind, phase)
    )


def hang_lighthouse(s: Scenery, x: float, foot: float, tall: float, depth: float, door: bool = False) -> None:
    """The tower with its bands, gallery, lantern and beam; `foot` is the y of its base."""
    w = tall * 0.135

    def at(share: float) -> float:
        return w * (1.22 - 0.5 * share)

    cuts = []
    bands = 5
    for k in range(bands):
        a, b = k / bands * 0.78, (k + 1) / bands * 0.78
        band = polygon(
            [
                (x - at(a), foot - tall * a),
                (x - at(b), foot - tall * b),
                (x + at(b), foot - tall * b),
                (x + at(a), foot - tall * a),
            ]
        )
        cuts.append(Cut(band, GRANITE if k % 2 == 0 else RED, head=1.06, foot=0.86, rim=0.9))
    neck = foot - tall * 0.78
    g = at(0.78)
    cuts += [_window(s, x + w * 0.1, foot - tall * share, w * 0.34) for share in (0.24, 0.52)]
    cuts.append(
        Cut(
            polygon(
                [
                    (x - g * 1.1, neck),
                    (x - g * 1.6, neck - w * 0.34),
                    (x + g * 1.6, neck - w * 0.34),
                    (x + g * 1.1, neck),
                ]
            ),
            GRANITE,
            foot=0.6,
        )
    )
    cuts.append(Cut(rect(x - g * 1.7, neck - w * 0.46, g * 3.4, w * 0.14), IRON))
    glass = rect(x - g * 0.86, neck - w * 1.5, g * 1.72, w * 1.08)
    lit = max(s.light.day.lamps, 0.25 if s.light.air.grey > 0.4 else 0.0)
    cuts.append(Cut(glass, (255, 238, 190), lit=0.25 + 0.75 * lit, head=1.0, foot=0.95))
    cuts += [
        Cut(rect(x + k * g * 0.58 - w * 0.03, neck - w * 1.5, w * 0.06, w * 1.08), IRON, rim=0.0)
        for k in (-1.45, -0.75, 0, 0.75, 1.45)
    ]
    roof = polygon(
        [
            (x - g * 1.15, neck - w * 1.46),
            (x - g * 0.5, neck - w * 2.0),
            (x, neck - w * 2.3),
            (x + g * 0.5, neck - w * 2.0),
            (x + g * 1.15, neck - w * 1.46),
        ]
    )
    cuts.append(Cut(united([roof, oval(x, neck - w * 2.34, w * 0.11)]), RED, head=1.1))
    if door:
        cuts += _door(x, foot, w)
    s.sheet(depth, *cuts, shadow=0.9)
    if lit > 0.1:
        lamp_y = neck - w * 0.96
        s.lamp(x, lamp_y, depth, 2.2, (255, 224, 160), 0.7 * lit, 0.0)
        s.beams.append(Beam(x, lamp_y, depth, 13.0, (255, 236, 190), 12.0, 0.5 * lit))


def _window(s: Scenery, x: float, y: float, w: float) -> Cut:
    lit = s.light.day.lamps
    if lit > 0.3:
        s.lamp(x, y, 0.6, 0.6, strength=0.4 * lit)
    colour = (255, 206, 120) if lit > 0.3 else (70, 84, 96)
    return Cut(rect(x - w / 2, y - w * 0.8, w, w * 1.6, w * 0.3), colour, lit=lit * 0.95, head=1.0, foot=0.95, rim=0.6)


def _door(x: float, foot: float, w: float) -> list[Cut]:
    return [
        Cut(arch(x, foot + 0.05, w * 1.0, w * 1.7), scaled(GRANITE, 0.72)),
        Cut(arch(x, foot + 0.05, w * 0.78, w * 1.5), (86, 62, 48)),
        Cut(oval(x + w * 0.24, foot - w * 0.6, w * 0.05), (222, 176, 84), rim=0.0),
    ]


def hang_ship(s: Scenery, x: float, y: float, size: float, depth: float) -> None:
    """A two-master under little sail, or a steamer, far out."""
    hull = polygon([(-1.5, -0.32), (1.7, -0.42), (1.36, 0.16), (-1.25, 0.16)])
    cuts = [Cut(moved(hull, x, y, size), (64, 56, 58))]
    if s.says("steamer|freighter|liner|ferry|trawler"):
        parts = [
            rect(-0.9, -0.75, 1.6, 0.45),
            rect(-0.6, -1.05, 0.9, 0.35),
            polygon([(0.1, -1.0), (0.16, -1.6), (0.5, -1.6), (0.52, -1.0)]),
        ]
        cuts += [Cut(moved(p, x, y, size), (150, 132, 112)) for p in parts]
    else:
        for mx, h in ((-0.55, 2.3), (0.6, 2.6)):
            cuts.append(Cut(moved(rect(mx - 0.03, -h, 0.06, h - 0.3), x, y, size), (70, 56, 50)))
            for k in range(3):
                top, low = -h + 0.15 + k * 0.66, -h + 0.75 + k * 0.66
                wide = 0.3 + 0.14 * k
                sail = smooth(
                    [(mx - wide, top), (mx + wide, top), (mx + wide * 1.3 + 0.1, low), (mx - wide * 1.1 + 0.1, low)]
                )
                cuts.append(Cut(moved(sail, x, y, size), (222, 208, 178), foot=0.84))
        cuts.append(Cut(moved(polygon([(0.75, -2.4), (1.95, -0.5), (0.85, -0.6)]), x, y, size), (214, 200, 170)))
    s.sheet(depth, *cuts, shadow=0.6, sway=Sway(0.1, 0.05, 6.4, 0.7))
    if s.light.day.lamps > 0.3:
        s.lamp(x + 1.3 * size, y - 0.5 * size, depth, 0.5, strength=0.5)


def hang_boat(
    s: Scenery, x: float, y: float, size: float, depth: float, front: bool = False, sway: Sway | None = None
) -> None:
    """A rowing boat; its gunwale lies on y."""
    hull = smooth(
        [
            (-2.1, -0.28),
            (-1.6, 0.0),
            (0.0, 0.08),
            (1.6, 0.0),
            (2.15, -0.3),
            (1.75, 0.42),
            (1.2, 0.66),
            (-1.1, 0.66),
            (-1.7, 0.42),
        ]
    )
    rail = smooth(
        [(-2.1, -0.3), (-1.6, -0.03), (0.0, 0.05), (1.6, -0.03), (2.15, -0.32), (1.65, 0.1), (0.0, 0.18), (-1.65, 0.1)]
    )
    cuts = [Cut(moved(hull, x, y, size), WOOD, foot=0.5), Cut(moved(rail, x, y, size), scaled(WOOD, 1.35), rim=1.2)]
    s.sheet(depth, *cuts, front=front, sway=sway)


def birds(s: Scenery, count: int, depth: float = 0.25) -> None:
    """Gulls with bent wings, far off."""
    cuts = []
    for _ in range(count):
        x, y, k = s.rng.uniform(-0.8, 0.8) * s.half, s.rng.uniform(1.4, 3.6), s.rng.uniform(0.1, 0.2)
        wing = smooth(
            [
                (-1.6, -0.35),
                (-0.8, -0.5),
                (0.0, 0.05),
                (0.8, -0.55),
                (1.6, -0.3),
                (0.8, -0.25),
                (0.0, 0.28),
                (-0.8, -0.22),
            ]
        )
        cuts.append(Cut(moved(wing, x, y, k, turn=s.rng.uniform(-14, 14)), (226, 220, 208), rim=0.6))
    if cuts:
        s.sheet(depth, *cuts, shadow=0.3, sway=Sway(0.35, 0.12, 9.0, s.rng.uniform(0, 6)))
