"""A compiled ink story as a Story: title, cast, look and endings from its tags; the text itself is ink's to play."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from itertools import islice
from typing import Any, Final

from pydantic import Field

from runtime.commands import Scalar
from runtime.ink.notes import seconds
from runtime.story.diagnostics import finding
from runtime.story.looks import own_look
from runtime.story.model import CastMember, Diagnostic, Locale, Place, Reading, Story
from runtime.story.sounds import file_named

OLDEST, NEWEST = 18, 21  # versions of the compiled form that the runtime plays
MAX_TAGS: Final = 20_000
MAX_NOTED: Final = 200  # cast members, places, endings


class InkStory(Story):
    """A story that ink tells."""

    window_s: float | None = None  # ink's own players wait
    compiled: str = Field(default="", exclude=True, repr=False)  # JSON, as the compiler wrote it
    externals: tuple[str, ...] = ()  # functions that a game would give, and that have no fallback in the story
    sounds: tuple[str, ...] = ()  # files that its tags name
    variables: dict[str, Scalar] = Field(default_factory=dict)  # first values; lists are not among them
    stitches: frozenset[str] = frozenset()  # "knot.stitch"


def is_compiled(text: str) -> bool:
    """Whether a text looks like a compiled ink story, right or wrong."""
    return text.lstrip("\ufeff \t\r\n").startswith("{") and '"inkVersion"' in text


def read_compiled(text: str, file: str, looks: Mapping[str, str] | None = None) -> Reading:
    """The story of a compiled text; untrusted: what is wrong with it is a diagnostic.

    `looks` are the texts of the look files beside it, by name.
    """
    plain, fault = _parsed(text.lstrip("\ufeff"))
    if fault:
        why = "compile it anew: inklecate, Inky and inkjs write what can be played"
        return Reading(story=None, diagnostics=(finding("S903", Place(file=file), fault, why),))
    story = _story(plain, text.lstrip("\ufeff"), file, looks or {})
    return Reading(story=story, diagnostics=tuple(_findings(story)), draft=story)


def _findings(story: InkStory) -> Iterator[Diagnostic]:
    for name in story.externals[:20]:
        what = f"the function “{name[:60]}” is the game's own, and there is no game"
        yield finding("S904", Place(file=story.file), what, "it gives 0 here", f"=== function {name[:60]}() ===")


def _parsed(text: str) -> tuple[dict[str, Any], str]:
    """The JSON object, and what is wrong with it."""
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        return {}, "this compiled ink story is not JSON: it was cut off or changed"
    version = plain.get("inkVersion") if isinstance(plain, dict) else None
    if not isinstance(version, int) or not isinstance(plain.get("root"), list) or not plain["root"]:
        return {}, "this is no compiled ink story: it has no inkVersion and root"
    if not OLDEST <= version <= NEWEST:
        return {}, f"this ink story was compiled in version {version}; what plays is {OLDEST} to {NEWEST}"
    return plain, ""


def _story(plain: dict[str, Any], text: str, file: str, looks: Mapping[str, str]) -> InkStory:
    root = plain["root"]
    knots = root[-1] if isinstance(root[-1], dict) else {}
    tags = list(_opening_tags(root))[:MAX_NOTED]
    said = {key: words for key, words in map(_keyed, tags) if key}
    noted = list(map(_keyed, islice(_all_tags(root), MAX_TAGS)))
    endings = dict.fromkeys(words for key, words in noted if key == "end" and words)
    chosen = {name: looks[name] for key, words in noted if key == "look" and (name := own_look(words, looks))}
    digest = blake2b("\0".join([text, *chosen, *chosen.values()]).encode("utf-8", "surrogatepass"), digest_size=16)
    return InkStory(
        file=file,
        title=said.get("title", ""),
        author=said.get("author", ""),
        language=said.get("language", "en")[:40] or "en",
        look=said.get("look", ""),
        rating=said.get("rating", ""),
        themes=said.get("themes", ""),
        seed=int(said["seed"]) if said.get("seed", "").isdecimal() and len(said["seed"]) <= 15 else None,
        window_s=seconds(said.get("window"), None),
        tail_s=seconds(said.get("tail"), 4.0) or 4.0,
        start="opening",
        cast=tuple(CastMember(name=name.upper(), description=words) for name, words in _described(tags, "cast")),
        places=tuple(Locale(name=name.upper(), description=words) for name, words in _described(tags, "place")),
        endings=tuple(endings)[:MAX_NOTED],
        looks=chosen,
        digest=digest.hexdigest(),
        compiled=text,
        externals=tuple(name for name in _externals(root) if name not in knots),
        sounds=tuple(dict.fromkeys(_sound_files(noted)))[:MAX_NOTED],
        variables=_first_values(knots.get("global decl")),
        stitches=frozenset(_stitches(knots)),
    )


def _keyed(tag: str) -> tuple[str, str]:
    """Key and words of `key: words`."""
    key, colon, words = tag.partition(":")
    return (key.strip().lower(), words.strip()[:500]) if colon else ("", "")


def _described(tags: list[str], key: str) -> Iterator[tuple[str, str]]:
    """Names with what is said of them: `cast: MARA - 60, grey braid`."""
    for tag in tags:
        found, words = _keyed(tag)
        if found in (key, f"{key}s"):
            for sign in (" - ", " – ", " — ", ": "):
                words = words.replace(sign, "\n", 1) if "\n" not in words else words
            name, _, description = words.partition("\n")
            if name.strip():
                yield name.strip()[:80], description.strip()


def _sound_files(noted: list[tuple[str, str]]) -> Iterator[str]:
    for key, words in noted:
        if key in ("ambience", "music", "sfx"):
            yield from (name for phrase in words.split(",") if (name := file_named(phrase)))


# --- looking through the compiled form -------------------------------------------------------------------------------


def _opening_tags(root: list[Any]) -> Iterator[str]:
    """Tags that stand before anything else: the story's own."""
    content = root[0] if isinstance(root[0], list) else []
    inside = False
    for item in content:
        if item in ("#", "/#"):
            inside = item == "#"
        elif isinstance(item, dict) and isinstance(item.get("#"), str):  # as it was before ink 1.1
            yield item["#"]
        elif inside and isinstance(item, str) and item.startswith("^"):
            yield item[1:].strip()
        elif item != "\n":
            return


def _parts(root: list[Any]) -> Iterator[list[Any] | dict[str, Any]]:
    """Every container of a story, without recursion: it may be as deep as it likes."""
    waiting: list[Any] = [root]
    while waiting:
        part = waiting.pop()
        yield part
        inner = part.values() if isinstance(part, dict) else part
        waiting += [one for one in inner if isinstance(one, (list, dict))]


def _all_tags(root: list[Any]) -> Iterator[str]:
    """Every tag that is plain words."""
    for part in _parts(root):
        if isinstance(part, dict):
            if isinstance(part.get("#"), str):
                yield part["#"]
            continue
        for before, item, after in zip(part, part[1:], part[2:], strict=False):
            if before == "#" and after == "/#" and isinstance(item, str) and item.startswith("^"):
                yield item[1:].strip()


def _externals(root: list[Any]) -> list[str]:
    """Names of the functions that the story expects of a game."""
    found = (part["x()"] for part in _parts(root) if isinstance(part, dict) and isinstance(part.get("x()"), str))
    return list(dict.fromkeys(found))[:MAX_NOTED]


def _first_values(declared: Any) -> dict[str, Scalar]:
    """Variables with the plain values that they are declared with."""
    values: dict[str, Scalar] = {}
    last: Any = None
    for item in declared if isinstance(declared, list) else ():
        if isinstance(item, dict) and isinstance(item.get("VAR="), str):
            if last is not None:
                values[item["VAR="]] = last
            last = None
        elif isinstance(item, (bool, int, float)):
            last = item
        elif isinstance(item, str) and item.startswith("^"):
            last = item[1:]
        elif not isinstance(item, str):
            last = None
    return values


def _stitches(knots: dict[str, Any]) -> Iterator[str]:
    for knot, content in knots.items():
        named = content[-1] if isinstance(content, list) and content else None
        if isinstance(named, dict):
            yield from (f"{knot}.{name}" for name, inner in named.items() if isinstance(inner, list))
