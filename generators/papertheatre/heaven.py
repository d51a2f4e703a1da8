"""The light of the sky itself: gradation, the glow about sun or moon, soft rays, the bright slit under a storm."""

from __future__ import annotations

from typing import Any, Final

import skia

from generators.base import Weather
from generators.papertheatre.colour import RGB, argb, mix, scaled
from generators.papertheatre.light import Glow, Light
from generators.papertheatre.paper import Cut
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.shapes import oval, rect

RAYS: Final = 13
RAY_LENGTH: Final = 11.0  # stage units


def sky_cuts(s: Scenery, horizon: float) -> list[Cut]:
    """The whole sky in one sheet, far wider than the stage: gradation, fire on the horizon, glow about the light."""
    wide = s.span * 1.6
    area = rect(-wide, -7, wide * 2, 20)
    zenith = s.light.day.zenith
    cuts = [Cut(area, zenith, shader=_gradation(s.light, horizon))]
    cuts += [Cut(area, zenith, shader=shader) for shader in (_fire(s, horizon), _far_side(s)) if shader is not None]
    return [*cuts, *_halo(s), *_rays(s)]


def _gradation(light: Light, horizon: float) -> Any:
    """Five tones from the top of the sky to the horizon, and a paler sky under it where land leaves it open."""
    day = light.day
    tones = [
        day.zenith,
        mix(day.zenith, day.middle, 0.45),
        day.middle,
        mix(day.middle, day.horizon, 0.62),
        day.horizon,
        mix(day.horizon, day.haze, 0.3),
    ]
    colours = [argb(light.raw(tone)) for tone in tones]
    low = horizon + 1.2
    places = [(y + 1.2) / (low + 1.2) for y in (-1.2, horizon * 0.24, horizon * 0.54, horizon * 0.8, horizon, low)]
    return skia.GradientShader.MakeLinear([(0, -1.2), (0, low)], colours, places)


def _fire(s: Scenery, horizon: float) -> Any:
    """A wide low blaze on the horizon under the sun or the moon."""
    air = s.light.air  # thick weather puts it out
    strength = s.light.day.burn * (0.15 + 0.85 * air.sun) * (1 - 0.7 * air.grey) * s.light.finish.style.glow
    if strength < 0.03:
        return None
    x = s.light.source[0]
    tone = s.light.raw(s.light.day.halo)
    colours = [argb(mix(tone, (255, 246, 220), 0.3), strength * 0.8), argb(tone, strength * 0.4), argb(tone, 0)]
    flat = skia.Matrix()
    flat.setTranslate(x, horizon)
    flat.preScale(1.0, 0.4)
    reach = 4.0 + 0.75 * s.half
    return skia.GradientShader.MakeRadial((0, 0), reach, colours, [0.0, 0.4, 1.0], localMatrix=flat)


def _far_side(s: Scenery) -> Any:
    """Away from the light the sky is deeper."""
    x = s.light.source[0]
    side = -1 if x > 0 else 1
    strength = 0.42 if not s.light.night else 0.3
    tone = s.light.raw(scaled(s.light.day.zenith, 0.8))
    ends = [(x, 0), (x + side * 2.1 * s.half, -1.5)]
    return skia.GradientShader.MakeLinear(ends, [argb(tone, 0), argb(tone, strength)], [0.2, 1.0])


def _halo(s: Scenery) -> list[Cut]:
    light = s.light
    strength = (0.66 if not light.night else 0.42) * light.air.sun * light.finish.style.glow
    if strength < 0.03:
        return []
    x, y = light.source
    colour = light.raw(light.day.halo)
    white = mix(colour, (255, 255, 244), 0.6)
    reach = 6.0 if not light.night else 4.4
    stops = [(white, 1.0), (mix(white, colour, 0.5), 0.62), (colour, 0.3), (colour, 0.1), (colour, 0.0)]
    colours = [argb(tone, strength * share) for tone, share in stops]
    shader = skia.GradientShader.MakeRadial((x, y), reach, colours, [0.0, 0.16, 0.36, 0.64, 1.0])
    return [Cut(oval(x, y, reach), light.day.halo, shader=shader)]


def _rays(s: Scenery) -> list[Cut]:
    """Soft rays about sun or moon, that widen and pale; nothing where the weather hides it."""
    light = s.light
    strength = (0.17 if not light.night else 0.08) * light.air.sun * light.finish.style.glow
    if strength < 0.025 or light.weather is Weather.FOG:
        return []
    x, y = light.source
    tone = light.raw(mix(light.day.halo, (255, 255, 236), 0.3))
    colours, places = [argb(tone, 0)], [0.0]
    for k in range(RAYS):
        middle, wide = (k + s.rng.uniform(0.35, 0.65)) / RAYS, s.rng.uniform(0.08, 0.3) / RAYS
        colours += [argb(tone, 0), argb(tone, s.rng.uniform(0.5, 1.0)), argb(tone, 0)]
        places += [middle - wide, middle, middle + wide]
    sweep = skia.GradientShader.MakeSweep(x, y, [*colours, argb(tone, 0)], [*places, 1.0])
    fade = [argb((255, 255, 255), strength * share) for share in (1.0, 0.6, 0.0)]
    pale = skia.GradientShader.MakeRadial((x, y), RAY_LENGTH, fade, [0.0, 0.35, 1.0])
    shader = skia.Shaders.Blend(skia.BlendMode.kDstIn, sweep, pale)
    return [Cut(oval(x, y, RAY_LENGTH), light.day.halo, shader=shader)]


def disc_cuts(s: Scenery) -> list[Cut]:
    """Sun or moon: brightest in the middle, its edge in the colour of its glow; the moon with its seas."""
    light = s.light
    (x, y), radius = light.source, light.day.sun[2]
    alpha = 0.2 + 0.8 * light.air.sun
    core, edge = light.raw(mix(light.day.disc, (255, 255, 255), 0.35)), light.raw(_edge_tone(light))
    colours = [argb(core, alpha), argb(light.raw(light.day.disc), alpha), argb(edge, alpha)]
    side = 0.25 * radius * (-1 if x > 0 else 1) if light.night else 0.0
    shader = skia.GradientShader.MakeRadial((x + side, y - side * 0.4), radius * 1.2, colours, [0.0, 0.55, 1.0])
    cuts = [Cut(oval(x, y, radius), light.day.disc, shader=shader)]
    return [*cuts, *(_seas(s, alpha) if light.night else [])]


def _edge_tone(light: Light) -> RGB:
    return scaled(light.day.disc, 0.82) if light.night else mix(light.day.disc, light.day.halo, 0.7)


def _seas(s: Scenery, alpha: float) -> list[Cut]:
    (x, y), radius = s.light.source, s.light.day.sun[2]
    cuts = []
    for _ in range(5):
        a, b = s.rng.uniform(-0.55, 0.5), s.rng.uniform(-0.5, 0.5)
        r = radius * s.rng.uniform(0.08, 0.24)
        spot = oval(x + a * radius, y + b * radius, r, r * s.rng.uniform(0.7, 1.0))
        tone = scaled(s.light.day.disc, 0.84)
        cuts.append(Cut(spot, tone, lit=0.9, rim=0.0, alpha=0.55 * alpha, head=1.0, foot=1.0, blur=0.015))
    return cuts


def bleed(light: Light) -> Glow | None:
    """The light of a low sun that spills over the edges of the land before it; None when there is none."""
    if light.interior or light.night or light.air.sun < 0.4:
        return None
    strength = (0.08 + 0.16 * light.low) * light.air.sun
    return Glow(*light.source, 0.03, 3.6, light.day.halo, strength, after=0.7)
