"""What a house does not want is left out of the words of a shot, the prompt and all that it is made of. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generators.base import Figure, Setting
    from runtime.director.setup import Setup
    from runtime.wordlist import WordList


def seemly(setup: Setup, words: WordList) -> Setup:
    """The same setup without denied words; how many its prompt had is counted, which ones is not kept."""
    if not words.deny:
        return setup
    shot = setup.shot
    prompt, left_out = words.without(shot.prompt)
    look = shot.look.model_copy(update={"style": words.without(shot.look.style)[0] or "painted"})
    changed = {
        "prompt": prompt,
        "setting": _setting(shot.setting, words),
        "cast": tuple(_figure(figure, words) for figure in shot.cast),
        "look": look,
    }
    return replace(setup, shot=shot.model_copy(update=changed), left_out=left_out)


def _setting(setting: Setting, words: WordList) -> Setting:
    said = ("place", "description", "mood")
    changed: dict[str, object] = {name: words.without(getattr(setting, name))[0] for name in said}
    changed["props"] = tuple(prop for prop in setting.props if not words.refuses(prop))
    return setting.model_copy(update=changed)


def _figure(figure: Figure, words: WordList) -> Figure:
    """A figure keeps its name, by which it is known from shot to shot; a prompt does not say it."""
    changed = {name: words.without(getattr(figure, name))[0] for name in ("looks", "action", "emotion")}
    return figure.model_copy(update=changed)
