"""The light in a picture: what time and weather do to sky, haze and paper, and the lamps that glow on top."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from generators.base import Setting, TimeOfDay, Weather
from generators.papertheatre.colour import RGB, clamp, mix, scaled, under
from generators.papertheatre.looks import Finish


@dataclass(frozen=True)
class Daylight:
    """One time of day. Colours in 0..255; `sun` is (x share of the half width, y in stage units, radius)."""

    zenith: RGB
    middle: RGB
    horizon: RGB
    key: RGB  # colour of the light that falls on paper
    haze: RGB
    sun: tuple[float, float, float]
    disc: RGB
    halo: RGB
    lamps: float  # 0 out .. 1 every window lit
    stars: float = 0.0
    moon: bool = False
    inside: float = 0.6  # how bright a room is without its lamps
    burn: float = 0.2  # how much of the low sky takes fire about the sun


DAYLIGHTS: Final[dict[TimeOfDay, Daylight]] = {
    TimeOfDay.DAWN: Daylight(
        (84, 104, 142),
        (186, 148, 152),
        (252, 204, 158),
        (236, 196, 178),
        (232, 178, 150),
        (0.34, 4.7, 0.62),
        (255, 232, 190),
        (255, 186, 120),
        0.5,
        0.12,
        inside=0.5,
        burn=0.6,
    ),
    TimeOfDay.DAY: Daylight(
        (74, 136, 168),
        (140, 188, 200),
        (222, 230, 212),
        (255, 250, 236),
        (196, 214, 208),
        (0.5, 1.55, 0.52),
        (255, 250, 224),
        (255, 244, 196),
        0.0,
        inside=0.86,
        burn=0.2,
    ),
    TimeOfDay.AFTERNOON: Daylight(
        (98, 138, 152),
        (196, 186, 148),
        (250, 212, 142),
        (255, 226, 172),
        (232, 202, 150),
        (-0.5, 3.0, 0.6),
        (255, 238, 190),
        (255, 208, 120),
        0.1,
        inside=0.74,
        burn=0.45,
    ),
    TimeOfDay.DUSK: Daylight(
        (30, 44, 80),
        (116, 78, 104),
        (244, 142, 84),
        (176, 148, 146),
        (158, 106, 108),
        (0.36, 4.95, 0.74),
        (255, 196, 120),
        (255, 140, 70),
        0.9,
        0.3,
        inside=0.34,
        burn=0.7,
    ),
    TimeOfDay.NIGHT: Daylight(
        (9, 16, 38),
        (18, 40, 68),
        (48, 84, 104),
        (104, 130, 162),
        (38, 66, 90),
        (-0.5, 1.7, 0.46),
        (240, 234, 208),
        (150, 180, 210),
        1.0,
        1.0,
        True,
        inside=0.2,
        burn=0.16,
    ),
}


@dataclass(frozen=True)
class Air:
    """What a weather does to a daylight; amounts 0..1."""

    cloud: float  # how much of the sky is covered
    grey: float  # how far the sky goes to its own grey
    dim: float  # factor on all light
    haze: float  # how much the distance pales
    sun: float  # how much of sun or moon is seen
    wind: float
    lid: float = 0.0  # how much darker the sky is overhead than at the horizon


AIRS: Final[dict[Weather, Air]] = {
    Weather.CLEAR: Air(0.3, 0.0, 1.0, 0.42, 1.0, 0.25),
    Weather.RAIN: Air(0.8, 0.62, 0.84, 0.62, 0.08, 0.5, 0.35),
    Weather.STORM: Air(1.0, 0.76, 0.7, 0.5, 0.0, 1.0, 1.0),
    Weather.SNOW: Air(0.6, 0.6, 0.95, 0.72, 0.16, 0.22),
    Weather.FOG: Air(0.25, 0.75, 0.92, 0.95, 0.24, 0.08),
}
FOG_STEPS: Final = ((0.34, 0.93), (0.7, 0.7), (1.0, 0.3), (9.0, 0.0))  # (nearer than, share that is lost)
GREYS: Final[dict[Weather, RGB]] = {
    Weather.CLEAR: (128, 128, 128),
    Weather.RAIN: (112, 124, 132),
    Weather.STORM: (72, 84, 92),
    Weather.SNOW: (188, 196, 204),
    Weather.FOG: (178, 182, 178),
}


@dataclass(frozen=True)
class Light:
    """All that a sheet must know to take its colour."""

    finish: Finish
    day: Daylight
    air: Air
    interior: bool
    night: bool
    weather: Weather
    source: tuple[float, float]  # stage units: where the brightest light stands
    reach: float = 9.0  # stage units
    level: float = 1.0  # of the room, inside
    warmth: RGB = (255, 196, 110)  # the light that rims the paper

    @property
    def low(self) -> float:
        """0 high overhead .. 1 at the horizon: how low the light stands."""
        return 0.25 if self.interior else clamp((self.source[1] - 1.2) / 3.4)

    def lost(self, depth: float) -> float:
        """0..1: how much of paper at `depth` the air takes; fog takes it in three steps."""
        if self.weather is Weather.FOG:
            return next(share for near, share in FOG_STEPS if depth < near)
        return float(clamp(1.0 - depth) ** 1.15) * (0.30 + 0.52 * self.air.haze)

    def shade(self, albedo: RGB, depth: float) -> RGB:
        """The colour of paper `albedo` at `depth` (0 far .. 1 at the figures .. 1.5 in front), before the finish."""
        lit = scaled(under(albedo, self.day.key), self.air.dim)
        if self.interior:
            lit = scaled(under(albedo, mix(self.day.key, (236, 206, 172), 0.6)), self.level)
            return scaled(lit, 1.0 - 0.62 * clamp((depth - 1.0) / 0.5)) if depth > 1 else lit
        lit = mix(lit, self.day.haze, self.lost(depth))
        return scaled(lit, 1.0 - 0.66 * clamp((depth - 1.0) / 0.45)) if depth > 1 else lit

    def paper(self, albedo: RGB, depth: float) -> RGB:
        """As `shade`, with the finish of the look."""
        return self.finish.graded(self.shade(albedo, depth))

    def raw(self, colour: RGB) -> RGB:
        """A colour that is light itself: only the look changes it."""
        return self.finish.graded(colour)


def light_of(setting: Setting, finish: Finish, half: float, interior: bool) -> Light:
    """The light of a setting on a stage whose visible half width is `half` units."""
    day, air = DAYLIGHTS[setting.time], AIRS[setting.weather]
    night = setting.time is TimeOfDay.NIGHT
    air = replace(air, dim=air.dim + (1 - air.dim) * 0.6) if night else air
    grey = scaled(GREYS[setting.weather], _brightness(day))
    if night:
        grey = mix(grey, day.horizon, 0.55)
    lid = air.lid
    clouded = replace(
        day,
        zenith=scaled(mix(day.zenith, grey, air.grey * 0.85), air.dim * (1 - 0.5 * lid)),
        middle=scaled(mix(day.middle, grey, air.grey), air.dim * (1 - 0.18 * lid)),
        horizon=scaled(mix(day.horizon, scaled(grey, 1.15 + 0.5 * lid), air.grey * (0.9 - 0.3 * lid)), air.dim),
        haze=scaled(mix(day.haze, scaled(grey, 1.05), air.grey * 0.9), air.dim),
        key=mix(day.key, scaled((214, 222, 230), _brightness(day)), air.grey * 0.5),
    )
    sx, sy, _ = day.sun
    warmth = mix(day.halo, (255, 230, 186), 0.3)
    if interior:
        warmth = mix(warmth, (255, 182, 98), clamp(day.lamps * 0.95 + 0.1))
    return Light(
        finish,
        clouded,
        air,
        interior,
        night,
        setting.weather,
        (sx * half, sy),
        9.0,
        level=0.46 + 0.62 * day.inside * (0.6 + 0.4 * air.dim),
        warmth=warmth,
    )


def _brightness(day: Daylight) -> float:
    """0..1: how bright grey paper is under this daylight."""
    return clamp((day.horizon[0] + day.horizon[1] + day.middle[0] + day.middle[1]) / 760, 0.16, 1.0)


@dataclass(frozen=True)
class Glow:
    """Light added on top: a soft disc at (x, y) in stage units, moving with the sheets of its depth."""

    x: float
    y: float
    depth: float
    radius: float  # stage units
    colour: RGB
    strength: float = 0.5  # of white at its centre
    flicker: float = 0.0  # share of the strength that comes and goes, below 0.15
    seed: int = 0
    flat: float = 1.0  # height as a share of the width: below 1 a pool of light on the floor
    after: float | None = None  # drawn after the sheets of this depth instead of its own: light that spills over them


@dataclass(frozen=True)
class Beam:
    """A lighthouse's beam: two long cones that turn about (x, y)."""

    x: float
    y: float
    depth: float
    length: float
    colour: RGB
    period_s: float = 11.0
    strength: float = 0.6


def flicker(seed: int, t_s: float) -> float:
    """-1..1: a flame's unrest, without any step the eye would call a flash."""
    a = seed % 97
    return 0.5 * math.sin(t_s * 5.1 + a) + 0.3 * math.sin(t_s * 8.7 + a * 1.7) + 0.2 * math.sin(t_s * 2.3 + a * 0.6)
