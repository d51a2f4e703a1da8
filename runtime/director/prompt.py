"""Scene description → one long paragraph, cast and setting anchors in each: what text-to-video models want.

The most important stands first, since an encoder reads only so many tokens; what is too much is left out by whole
sentences, the least important first, and never an anchor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generators.base import Angle, Framing, Move
from generators.paragraph import estimated_tokens, fitted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generators.base import Camera, Figure, Look, Setting
    from generators.paragraph import Count

LIMIT: Final = 512  # tokens that the text encoder of Wan's models reads; those that read fewer choose for themselves


def write_prompt(
    text: str,
    setting: Setting,
    cast: Sequence[Figure],
    camera: Camera,
    look: Look,
    limit: int = LIMIT,
    count: Count = estimated_tokens,
) -> str:
    """The paragraph: what happens, place, people, camera, look. Longer than `limit` only where the anchors are.

    What goes first when it is too long: lens and grain, colours, mood, props; then the end of what happens.
    """
    anchors = [_setting(setting), *map(_figure, cast)]
    if count(" ".join(anchors)) > limit:  # somebody does so much that it has no room
        anchors = [_setting(setting), *map(_presence, cast)]
    filmed = _held(anchors, [_style(look), _camera(camera)], limit, count)
    room = limit - count(" ".join(filmed))
    happens = fitted(_sentence(text), room, count) if room > 0 else ""
    first = [happens] if happens else []
    return " ".join(_held([*first, *filmed], [_props(setting), _mood(setting), *_finish(look)], limit, count))


def _held(kept: Sequence[str], more: Iterable[str], limit: int, count: Count) -> list[str]:
    """`kept`, and of `more` as many from the first on as fit."""
    whole = [part for part in kept if part]
    for part in filter(None, more):
        if count(" ".join([*whole, part])) > limit:
            break
        whole.append(part)
    return whole


def _sentence(words: str) -> str:
    words = " ".join(words.split())
    if not words:
        return ""
    return words[0].upper() + words[1:] + ("" if words[-1] in ".!?…" else ".")


def _style(look: Look) -> str:
    return _sentence(f"{look.style} film")


def _finish(look: Look) -> tuple[str, str]:
    """Colours; lens and grain."""
    grain = "fine film grain" if 0 < look.grain < 0.5 else "heavy film grain" if look.grain else ""
    return _sentence(" and ".join(look.palette)), _sentence(", ".join(part for part in (look.lens, grain) if part))


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
    return _sentence(place + (f": {setting.description}" if setting.description else ""))


def _props(setting: Setting) -> str:
    return _sentence(f"{', '.join(setting.props)} can be seen") if setting.props else ""


def _mood(setting: Setting) -> str:
    return _sentence(f"the mood: {setting.mood}") if setting.mood else ""


def _figure(figure: Figure) -> str:
    doing = ", ".join(part for part in (figure.action, "speaks" * figure.speaking) if part) or "stands still"
    manner = f", {figure.emotion}" if figure.emotion else ""
    return _sentence(f"{_named(figure)} {doing}{manner}")


def _presence(figure: Figure) -> str:
    return _sentence(_named(figure))


def _named(figure: Figure) -> str:
    side = "left" if figure.placement < -0.15 else "right" if figure.placement > 0.15 else "centre"
    looks = f" ({figure.looks})" if figure.looks else ""
    return f"{figure.name.title()}{looks} on the {side}"
