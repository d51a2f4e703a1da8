"""Scene description → one long paragraph, cast and setting anchors in each: what text-to-video models want."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generators.base import Angle, Framing, Move

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generators.base import Camera, Figure, Look, Setting


def write_prompt(text: str, setting: Setting, cast: Sequence[Figure], camera: Camera, look: Look) -> str:
    """The paragraph: look, camera, place, people, what happens."""
    parts = [_look(look), _camera(camera), _setting(setting), *(_figure(figure) for figure in cast), _sentence(text)]
    return " ".join(part for part in parts if part)


def _sentence(words: str) -> str:
    words = " ".join(words.split())
    if not words:
        return ""
    return words[0].upper() + words[1:] + ("" if words[-1] in ".!?…" else ".")


def _look(look: Look) -> str:
    tones = " and ".join(look.palette)
    grain = "fine film grain" if 0 < look.grain < 0.5 else "heavy film grain" if look.grain else ""
    return _sentence(", ".join(part for part in (f"{look.style} film", tones, look.lens, grain) if part))


def _camera(camera: Camera) -> str:
    words = [f"{camera.framing.value} shot"]
    if camera.subject and camera.framing is not Framing.WIDE:
        words[0] += f" of {camera.subject.title()}"
    if camera.angle is not Angle.EYE:
        words.append(f"{camera.angle.value} angle")
    words.append("still camera" if camera.move is Move.STATIC else f"slow {camera.move.value}")
    return _sentence(", ".join(words))


def _setting(setting: Setting) -> str:
    where = "interior" if setting.interior else "exterior"
    place = f"{where}, {setting.place or 'an open place'} at {setting.time.value}, {setting.weather.value}"
    seen = f"; {', '.join(setting.props)} can be seen" if setting.props else ""
    described = f": {setting.description}" if setting.description else ""
    return _sentence(place + described + seen)


def _figure(figure: Figure) -> str:
    side = "left" if figure.placement < -0.15 else "right" if figure.placement > 0.15 else "centre"
    doing = ", ".join(part for part in (figure.action, "speaks" * figure.speaking) if part) or "stands still"
    manner = f", {figure.emotion}" if figure.emotion else ""
    looks = f" ({figure.looks})" if figure.looks else ""
    return _sentence(f"{figure.name.title()}{looks} on the {side} {doing}{manner}")
