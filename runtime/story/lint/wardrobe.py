"""Costumes and props: what the action says of somebody's clothes, hair or things against their line in Cast.

Only what is certain to be about one person counts, and only colours and materials that cannot be the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runtime.story.diagnostics import quote
from runtime.story.script import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runtime.story.diagnostics import Report
    from runtime.story.model import Story

MAX_CAST = 200

_FAMILIES = (  # of words that may be said of the same thing
    "red crimson scarlet ruby maroon rust coral",
    "blue navy azure indigo teal turquoise aqua cyan sapphire",
    "green olive mint emerald teal turquoise",
    "yellow amber gold golden mustard ochre sand blond blonde fair straw",
    "brown tan umber rust sepia copper bronze chestnut auburn leather wooden oak",
    "grey gray silver slate steel iron",
    "white ivory cream pale",
    "black ebony",
    "pink rose coral magenta",
    "purple violet plum lavender lilac mauve",
    "orange amber copper rust",
    "brass gold golden bronze copper",
    "glass crystal",
)
_ITEMS = (
    "coat overcoat raincoat oilskin cloak cape jacket jersey jumper sweater cardigan shirt blouse dress skirt "
    "gown apron trousers breeches boots shoes slippers sandals hat cap bonnet helmet hood headscarf scarf "
    "shawl gloves mittens belt tie waistcoat uniform robe hair beard moustache braid plaits curls eyes lantern "
    "umbrella parasol sword dagger stick cane ring spectacles bag basket suitcase satchel necklace brooch pipe "
    "telescope spyglass"
).split()
_SHOES = frozenset("boots shoes slippers sandals".split())
_TONES: Mapping[str, frozenset[int]] = {
    word: frozenset(n for n, family in enumerate(_FAMILIES) if word in family.split())
    for word in " ".join(_FAMILIES).split()
}
_ITEM = "|".join(sorted(_ITEMS, key=len, reverse=True))
_FOUND = re.compile(rf"\b({_ITEM})\b", re.IGNORECASE)
_CHANGES = re.compile(
    r"\b(?:put|pull|chang|borrow|tak|wrap|lend|lent|giv|dress|undress|swap|steal|buy|bought|find|found|new|another|other|"
    r"different|instead|wore|once|paint|dye|picture|photograph|dream|imagin|remember|if|disguis|second|old|hand|hold|pick|"
    r"bring|carr)\w*\b",
    re.IGNORECASE,
)


def lint_wardrobe(story: Story, report: Report) -> None:
    """Hints where somebody wears or carries another thing than the bible says."""
    cast = [member for member in story.cast if member.name][:MAX_CAST]
    described = {member.name: _items(member.description) for member in cast}
    barefoot = {member.name for member in cast if re.search(r"\bbarefoot\b", member.description, re.IGNORECASE)}
    items = {item for known in described.values() for item in known} | (_SHOES if barefoot else set())
    if not items:
        return
    told = re.compile(rf"\b(?:{'|'.join(sorted(items))})\b", re.IGNORECASE).search
    whole = {name: re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE) for name in described}
    for node in story.nodes.values():
        report.file = node.file
        for element in node.elements:
            if isinstance(element, Paragraph) and told(element.source):
                _lint_paragraph(element, described, barefoot, whole, report)


def _items(description: str) -> dict[str, frozenset[int]]:
    """Clothes and things of a description with the tones they have."""
    found: dict[str, frozenset[int]] = {}
    for phrase in description.lower().split(","):
        tones = _tones(phrase)
        for item in _FOUND.findall(phrase) if tones else ():
            found[item] = found.get(item, frozenset()) | tones
    return found


def _tones(words: str) -> frozenset[int]:
    return frozenset(tone for word in re.findall(r"[a-z]+", words.lower()) for tone in _TONES.get(word, ()))


def _lint_paragraph(
    element: Paragraph,
    described: Mapping[str, Mapping[str, frozenset[int]]],
    barefoot: set[str],
    whole: Mapping[str, re.Pattern[str]],
    report: Report,
) -> None:
    text = " ".join(run for run in element.runs if isinstance(run, str))
    upper = text.upper()
    people = [name for name, pattern in whole.items() if name in upper and pattern.search(text)]
    if len(people) != 1 or _CHANGES.search(text):
        return
    (name,) = people
    for words, item in _worn(text, name):
        known = described[name].get(item)
        if known and (tones := _tones(words)) and not tones & known:
            _report(element, f"{words}{item}", f"the line of {quote(name)} in Cast says another colour", report)
        elif name in barefoot and item in _SHOES:
            _report(element, f"{words}{item}", f"{quote(name)} is barefoot in Cast", report)


def _worn(text: str, name: str) -> Iterator[tuple[str, str]]:
    """(words before it, item) of what somebody wears or has."""
    theirs = rf"(?:his|her|their|its|{re.escape(name)}['’]s?|(?:in|wears|wearing) (?:an?|the|his|her|their))"
    for found in re.finditer(rf"\b{theirs} ((?:[\w-]+ ){{0,3}}?)({_ITEM})\b", text, re.IGNORECASE):
        yield found[1], found[2].lower()


def _report(element: Paragraph, words: str, why: str, report: Report) -> None:
    at = max(0, element.source.lower().find(words.lower()))
    line, column = element.line + element.source.count("\n", 0, at), at - element.source.rfind("\n", 0, at)
    report.add("S608", line, column, f"“{quote(words)}” does not fit the bible", why, "the same words as in Cast")
