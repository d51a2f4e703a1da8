"""The sky behind everything outside: gradient, sun or moon with their halo, clouds of cut paper."""

from __future__ import annotations

from generators.base import Weather
from generators.papertheatre.colour import mix, scaled
from generators.papertheatre.heaven import disc_cuts, sky_cuts
from generators.papertheatre.light import Glow
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.shapes import cloud, rect


def hang_sky(s: Scenery, horizon: float = 5.8, clouds: bool = True) -> None:
    """Sky, sun or moon, and clouds; `horizon` is where the glow of the low sky lies."""
    s.horizon = horizon
    s.stars = s.light.day.stars * s.light.air.sun
    with s.aside("sky"):
        s.sheet(0.0, *sky_cuts(s, horizon), shadow=0.0, opaque=True)
        _hang_disc(s)
        _hang_overhead(s, clouds)


def _hang_overhead(s: Scenery, clouds: bool) -> None:
    """Clouds, or in a closed place only the lid that rain and storm bring."""
    if clouds and s.light.weather is not Weather.FOG:
        _hang_clouds(s)
    elif s.light.weather in (Weather.RAIN, Weather.STORM):
        _hang_ceiling(s)


def _hang_disc(s: Scenery) -> None:
    """Sun or moon as a sheet of its own; thick weather hides it."""
    light = s.light
    if light.air.sun < 0.1:
        return
    s.sheet(0.03, *disc_cuts(s), shadow=0.0)
    x, y = light.source
    radius = light.day.sun[2]
    s.glows.append(Glow(x, y, 0.03, radius * 3.4, light.day.halo, 0.34 * light.air.sun * (0.6 if light.night else 1.0)))


def _hang_clouds(s: Scenery) -> None:
    light = s.light
    cover = light.air.cloud
    heavy = light.weather in (Weather.RAIN, Weather.STORM)
    pale = (
        mix(light.day.horizon, light.day.middle, 0.45)
        if not light.night
        else mix(light.day.middle, light.day.horizon, 0.5)
    )
    for row, depth in enumerate((0.1, 0.2)):
        n = int(2 + cover * 4)
        cuts = []
        for i in range(n):
            x = -s.span + 2 * s.span * (i + s.rng.uniform(0.15, 0.85)) / n
            y = s.rng.uniform(1.25, 2.5) + row * 0.75 * (1 if not heavy else 0.4)
            w = s.rng.uniform(2.6, 4.4) * (1.35 if heavy else 1.0)
            tone = scaled(pale, 0.8 - 0.1 * row if heavy else (1.04 if not light.night else 0.9 - 0.2 * row))
            cuts.append(
                Cut(
                    cloud(s.rng, x, y, w, w * s.rng.uniform(0.26, 0.34)),
                    tone,
                    lit=0.85,
                    head=1.1,
                    foot=0.86,
                    alpha=0.96,
                )
            )
        s.sheet(
            depth, *cuts, shadow=0.5, sway=Sway(0.5 + 0.5 * light.air.wind, 0.03, 70 - 22 * row, s.rng.uniform(0, 6))
        )
    if heavy:
        _hang_ceiling(s)


def _hang_ceiling(s: Scenery) -> None:
    """A low lid of storm cloud along the top of the picture."""
    tone = scaled(s.light.day.zenith, 0.82)
    cuts = []
    x = -s.span
    while x < s.span:
        w = s.rng.uniform(3.0, 5.0)
        cuts.append(Cut(cloud(s.rng, x, s.rng.uniform(0.5, 1.15), w, w * 0.3), tone, lit=0.9, head=1.2, foot=0.8))
        x += w * 0.55
    s.sheet(
        0.3,
        Cut(rect(-s.span * 1.4, -7, s.span * 2.8, 7.2), tone, lit=0.9, head=0.8, foot=1.0, rim=0.0),
        *cuts,
        shadow=0.8,
        sway=Sway(0.6, 0.02, 46, s.rng.uniform(0, 6)),
    )
