"""Which generators there are: built in, brought by another package as an entry point, or named as `module:Class`."""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from generators.base import Generator

GROUP = "diorama.generators"
BUILT_IN: Mapping[str, str] = {
    "testcard": "generators.testcard:open_generator",
    "papertheatre": "generators.papertheatre:open_generator",
    "daguerreotype": "generators.daguerreotype:open_generator",
    "wan-self-forcing": "generators.causal:wan_self_forcing",
    "wan-longlive": "generators.causal:wan_longlive",
    "wan-1.3b-random": "generators.causal:wan_random",
    "wan-14b-random": "generators.causal:wan_14b_random",
    "wan-tiny-random": "generators.causal:wan_tiny_random",
    "sd15-lcm": "generators.image_stream:sd15_lcm",
    "sd-turbo": "generators.image_stream:sd_turbo",
    "sd15-random": "generators.image_stream:sd15_random",
    "sd-turbo-random": "generators.image_stream:sd_turbo_random",
    "sd-tiny-random": "generators.image_stream:sd_tiny_random",
}
FAMILIES: Mapping[str, str] = {  # wan:NAME and daguerreotype:NAME play models of one's own
    "wan": "generators.causal:open_preset",
    "daguerreotype": "generators.daguerreotype:open_own",
}
_FROM_MODELS = ("generators.causal:", "generators.image_stream:", "generators.daguerreotype:")
_TAKES: Mapping[str, tuple[str, ...]] = {
    "device": ("generators.causal:", "generators.image_stream:"),
    "loras": ("generators.causal:",),
}

Opener = Callable[[tuple[int, int], Mapping[str, Any]], Generator]  # ((width, height) in pixels, settings)


class GeneratorNotFound(LookupError):  # noqa: N818 - reads as the sentence it is
    """No generator has that name; the message says what there is."""


def names() -> tuple[str, ...]:
    """The short names that `find` knows, sorted."""
    return tuple(sorted({*BUILT_IN, *_brought()}))


def check(name: str) -> None:
    """Raise GeneratorNotFound for a name that cannot be meant, without importing the generator."""
    module = target(name).partition(":")[0]
    try:
        found = importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        found = False
    if not found:
        raise GeneratorNotFound(f"generator {name!r}: there is no Python module {module!r} here; {_offer(name)}")


def find(name: str) -> Opener:
    """The opener of a generator: a short name, or `module:Class` or `module:function`."""
    module_name, _, attribute = target(name).partition(":")
    try:
        opener = getattr(importlib.import_module(module_name), attribute)
    except ModuleNotFoundError as error:
        raise GeneratorNotFound(_missing(name, module_name, error.name or "")) from error
    except AttributeError as error:
        raise GeneratorNotFound(f"generator {name!r}: module {module_name!r} has no {attribute!r}") from error
    if not callable(opener):
        raise GeneratorNotFound(f"generator {name!r}: {attribute!r} is neither a class nor a function")
    own = own_model(name)
    return partial(opener, own) if own else opener


def own_model(name: str) -> str:
    """The model's name in `wan:NAME` or `daguerreotype:NAME`; empty for any other generator."""
    family, colon, own = name.partition(":")
    return own if colon and family in FAMILIES and re.fullmatch("[a-z0-9][a-z0-9-]*", own) else ""


def plays_from_models(name: str) -> bool:
    """Whether the generator looks for weights in the folder of models: its setting `models`."""
    try:
        return target(name).startswith(_FROM_MODELS)
    except GeneratorNotFound:
        return False


def takes(name: str, setting: str) -> bool:
    """Whether a generator takes `device` or `loras`; one that is not ours may."""
    try:
        found = target(name)
    except GeneratorNotFound:
        return False
    return not found.startswith("generators.") or found.startswith(_TAKES[setting])


def target(name: str) -> str:
    """`module:attribute` behind a name."""
    if name in BUILT_IN:
        return BUILT_IN[name]
    if own_model(name):
        return FAMILIES[name.partition(":")[0]]
    module, colon, attribute = name.partition(":")
    if colon and module and attribute:
        return name
    brought = _brought()
    if name in brought:
        return brought[name]
    raise GeneratorNotFound(f"there is no generator {name!r}; {_offer(name)}")


def _brought() -> dict[str, str]:
    """Entry points of installed packages: name -> module:attribute."""
    import importlib.metadata

    return {point.name: point.value.partition("[")[0].strip() for point in importlib.metadata.entry_points(group=GROUP)}


def _offer(name: str) -> str:
    known = names()
    near = difflib.get_close_matches(name.lower(), known, n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    return f"{meant}There are: {', '.join(known)}, or module:Class"


def _missing(name: str, module_name: str, absent: str) -> str:
    """Either the generator itself is not there, or a package that it needs."""
    if module_name == absent or module_name.startswith(f"{absent}."):
        return f"generator {name!r}: there is no Python module {absent!r} here; {_offer(name)}"
    return f"generator {name!r} needs the Python package {absent!r}, which is not installed"
