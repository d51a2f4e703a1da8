"""Compares what is said and offered: by line id where lines have one, else by their words, node by node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.writer.diff.changes import Change
from runtime.writer.diff.likeness import aligned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runtime.writer.diff.contents import Chosen, Content, Spoken
    from runtime.writer.diff.likeness import Likeness

    Placed = tuple[str, Spoken]  # node id in the second version, and what is said there


def compare_lines(
    was: Mapping[str, Content], now: Mapping[str, Content], names: Mapping[str, str], likeness: Likeness
) -> Iterator[Change]:
    """Lines and action paragraphs that were added, removed, reworded or moved."""
    old = [(names[name], one) for name, content in was.items() for one in content.spoken]
    new = [(name, one) for name, content in now.items() for one in content.spoken]
    shared = {one.id for _, one in old if one.id} & {one.id for _, one in new if one.id}
    yield from _by_id(old, new, shared)
    gone: list[Placed] = []
    come: list[Placed] = []
    rest_old, rest_new = _by_node(old, shared), _by_node(new, shared)
    for node in dict.fromkeys([*rest_new, *rest_old]):
        before, after = rest_old.get(node, []), rest_new.get(node, [])
        for a, b in aligned([one.said for one in before], [one.said for one in after]):
            if not a and not b:  # too many like ones to say which
                yield Change("moved", node, old=node, new="many lines")
            removed, added = [before[n] for n in a], [after[n] for n in b]
            pairs = likeness.pairs([one.text for one in removed], [one.text for one in added])
            yield from (_reworded(node, removed[n], added[m]) for n, m in pairs)
            paired_old, paired_new = {n for n, _ in pairs}, {m for _, m in pairs}
            gone += [(node, one) for n, one in enumerate(removed) if n not in paired_old]
            come += [(node, one) for m, one in enumerate(added) if m not in paired_new]
    yield from _left_over(gone, come)


def _by_node(lines: list[Placed], without: set[str]) -> dict[str, list[Spoken]]:
    found: dict[str, list[Spoken]] = {}
    for node, one in lines:
        if one.id not in without:
            found.setdefault(node, []).append(one)
    return found


def _by_id(old: list[Placed], new: list[Placed], shared: set[str]) -> Iterator[Change]:
    """Lines that both versions know by name."""
    before = {one.id: (node, one) for node, one in reversed(old) if one.id in shared}
    for node, one in new:
        if one.id not in shared:
            continue
        other_node, other = before[one.id]
        if other.said != one.said:
            yield _reworded(node, other, one)
        if other_node != node:
            yield _moved(other_node, node, one)


def _reworded(node: str, old: Spoken, new: Spoken) -> Change:
    if old.text == new.text:  # somebody else says it, or in another manner
        return Change("changed", node, new.who, f"{old.who}: {old.text}", f"{new.who}: {new.text}", new.id, new.line)
    return Change("reworded", node, new.who, old.text, new.text, new.id, new.line)


def _moved(old_node: str, node: str, line: Spoken) -> Change:
    return Change("moved", node, line.who, old_node, line.text, line.id, line.line)


def _left_over(gone: list[Placed], come: list[Placed]) -> Iterator[Change]:
    """What went here and came there was moved; the rest was added or removed."""
    waiting: dict[tuple[str, str], list[str]] = {}
    for node, one in gone:
        waiting.setdefault(one.said, []).append(node)
    for node, one in come:
        if before := waiting.get(one.said):
            yield _moved(before.pop(0), node, one)
        else:
            yield Change("added", node, one.who, new=one.text, id=one.id, line=one.line)
    for node, one in gone:
        if node in waiting.get(one.said, ()):
            waiting[one.said].remove(node)
            yield Change("removed", node, one.who, old=one.text, id=one.id, line=one.line)


def _times(choice: Chosen) -> str:
    return "again and again" if choice.sticky else "once"


def compare_choices(one: Content, other: Content, node: str, likeness: Likeness) -> Iterator[Change]:
    """Choices of a node that were added, removed or reworded: by id, else by their words."""
    new_ids = {choice.id: choice for choice in other.choices}
    old_ids = {choice.id for choice in one.choices}
    gone: list[Chosen] = []
    for choice in one.choices:
        now = new_ids.get(choice.id)
        if now is None:
            gone.append(choice)
            continue
        if now.text != choice.text:
            yield Change("reworded", node, now.id, choice.text, now.text, line=now.line)
        if now.sticky != choice.sticky:
            yield Change("changed", node, now.id, _times(choice), _times(now), line=now.line)
    come = [choice for choice in other.choices if choice.id not in old_ids]
    pairs = likeness.pairs([choice.text for choice in gone], [choice.text for choice in come], 0.4)
    for n, m in pairs:
        yield Change("reworded", node, come[m].id, gone[n].text, come[m].text, line=come[m].line)
    paired_old, paired_new = {n for n, _ in pairs}, {m for _, m in pairs}
    for m, choice in enumerate(come):
        if m not in paired_new:
            yield Change("added", node, choice.id, new=choice.text, line=choice.line)
    for n, choice in enumerate(gone):
        if n not in paired_old:
            yield Change("removed", node, choice.id, old=choice.text, line=choice.line)
