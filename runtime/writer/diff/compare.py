"""Compares two versions of a story: what was added, removed, renamed, moved, changed and reworded."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from runtime.story import write_story
from runtime.writer.diff.changes import Change, Difference
from runtime.writer.diff.contents import contents_of, variables_of
from runtime.writer.diff.likeness import Likeness, aligned, out_of_order
from runtime.writer.diff.wording import compare_choices, compare_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from runtime.story import Story
    from runtime.writer.diff.contents import Content
    from runtime.writer.graph.ways import Way

SAME_NODE = 0.7  # share of characters in common from which a node has only another id

Edge = tuple[str, str, str]  # source, sort, target


def compare(old: Story, new: Story) -> Difference:
    """All differences from `old` to `new`; either may be the draft of a faulty story."""
    was, now = contents_of(old), contents_of(new)
    likeness = Likeness()
    renamed = _renamed(was, now, likeness)
    names = {name: renamed.get(name, name) for name in was}  # what a node of the first version is called in the second
    kept = [(name, names[name]) for name in was if names[name] in now]
    changes = {
        "settings": tuple(_settings(old, new)),
        "nodes": tuple(_nodes(was, now, renamed, kept)),
        "edges": tuple(_edges(was, now, names)),
        "variables": tuple(_variables(old, new)),
        "choices": tuple(
            change for one, other in kept for change in compare_choices(was[one], now[other], other, likeness)
        ),
        "lines": tuple(compare_lines(was, now, names, likeness)),
        "logic": tuple(change for one, other in kept for change in _logic(was[one], now[other], other, renamed)),
    }
    return Difference(changes, _text(old) == _text(new))


def _text(story: Story) -> list[str]:
    return [write_story(story), *(write_story(story, one.file) for one in story.included)]


# --- nodes ------------------------------------------------------------------------------------------------------------


def _renamed(was: Mapping[str, Content], now: Mapping[str, Content], likeness: Likeness) -> dict[str, str]:
    """Old id -> new id of nodes that say the same under another id."""
    gone = [name for name in was if name not in now and was[name].text]
    come = [name for name in now if name not in was and now[name].text]
    found: dict[str, str] = {}
    exact: dict[str, list[str]] = {}
    for name in come:
        exact.setdefault(now[name].text, []).append(name)
    for name in gone:
        if same := exact.get(was[name].text):
            found[name] = same.pop(0)
    taken = set(found.values())
    gone, come = [name for name in gone if name not in found], [name for name in come if name not in taken]
    for n, m in likeness.pairs([was[name].text for name in gone], [now[name].text for name in come], SAME_NODE):
        found[gone[n]] = come[m]
    return found


def _nodes(
    was: Mapping[str, Content], now: Mapping[str, Content], renamed: Mapping[str, str], kept: list[tuple[str, str]]
) -> Iterator[Change]:
    come = set(renamed.values())
    for name, one in now.items():
        if name not in was and name not in come:
            yield Change("added", name, new=one.heading, line=one.line)
    for name, one in was.items():
        if name not in now and name not in renamed:
            yield Change("removed", name, old=one.heading, line=one.line)
    for before, after in renamed.items():
        yield Change("renamed", after, old=before, new=after, line=now[after].line)
    order = {name: place for place, name in enumerate(now)}
    for place in out_of_order([order[after] for _, after in kept]):
        after = kept[place][1]
        yield Change("moved", after, line=now[after].line)
    for before, after in kept:
        yield from _headed(was[before], now[after], after)


def _headed(one: Content, other: Content, name: str) -> Iterator[Change]:
    for what in ("heading", "synopsis"):
        old, new = getattr(one, what), getattr(other, what)
        if old != new:
            yield Change("changed", name, what, old, new, line=other.line)


# --- edges, variables, settings ---------------------------------------------------------------------------------------


def _edges(was: Mapping[str, Content], now: Mapping[str, Content], names: Mapping[str, str]) -> Iterator[Change]:
    old, new = _edges_of(was, names), _edges_of(now, {})
    for edge, ways in new.items():
        if edge not in old:
            yield _edge_change("added", edge, ways[0])
        elif _transitions(old[edge]) != _transitions(ways):
            what = f"{_ARROWS[edge[1]]} {edge[2]}"
            yield Change("changed", edge[0], what, _transitions(old[edge]), _transitions(ways), line=ways[0].line)
    for edge, ways in old.items():
        if edge not in new:
            yield _edge_change("removed", edge, ways[0])


def _edges_of(contents: Mapping[str, Content], names: Mapping[str, str]) -> dict[Edge, list[Way]]:
    """All ways by what they join; whether one is written or falls through is the same to a viewer."""
    found: dict[Edge, list[Way]] = {}
    for content in contents.values():
        for way in content.ways:
            sort = "goes" if way.sort in ("jump", "fall") else way.sort
            target = way.target if sort in ("end", "draw") else names.get(way.target, way.target)
            found.setdefault((names.get(way.source, way.source), sort, target), []).append(way)
    return found


def _transitions(ways: Sequence[Way]) -> str:
    return ", ".join(sorted({way.transition for way in ways}))


def _edge_change(sort: Literal["added", "removed"], edge: Edge, way: Way) -> Change:
    source, kind, target = edge
    old, new = (way.words, "") if sort == "removed" else ("", way.words)
    return Change(sort, source, f"{_ARROWS[kind]} {target}".strip(), old, new, line=way.line)


_ARROWS = {"goes": "→", "end": "→ END:", "draw": "→ DRAW:", "call": "⇄"}


def _variables(old: Story, new: Story) -> Iterator[Change]:
    was, now = variables_of(old), variables_of(new)
    for name, (value, line) in now.items():
        if name not in was:
            yield Change("added", what=name, new=value, line=line)
        elif was[name][0] != value:
            yield Change("changed", what=name, old=was[name][0], new=value, line=line)
    for name, (value, line) in was.items():
        if name not in now:
            yield Change("removed", what=name, old=value, line=line)


def _settings(old: Story, new: Story) -> Iterator[Change]:
    """The title page, entry by entry; cast and places line by line."""
    was, now = _entries(old), _entries(new)
    for key, value in now.items():
        if key not in was:
            yield Change("added", what=key, new=value)
        elif was[key] != value:
            yield Change("changed", what=key, old=was[key], new=value)
    for key, value in was.items():
        if key not in now:
            yield Change("removed", what=key, old=value)


def _entries(story: Story) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in story.title_page:
        if entry.value or not entry.items:
            found[entry.key] = entry.value
        for item in entry.items:
            name, _, rest = item.partition(" - ")
            found[f"{entry.key}: {name.strip()}"] = rest.strip()
    return found


# --- within a node ----------------------------------------------------------------------------------------------------


def _logic(one: Content, other: Content, node: str, renamed: Mapping[str, str]) -> Iterator[Change]:
    """Conditions, what is set, picture and sound: notes that came or went, in their order."""
    old = [_after_renaming(words, renamed) for words in one.logic]
    new = list(other.logic)
    if Counter(old) == Counter(new):
        if old != new or _interleaved(one, other, renamed):
            yield Change("moved", node, line=other.line)
        return
    for gone, come in aligned(old, new):
        yield from (Change("removed", node, old=old[n]) for n in gone)
        yield from (Change("added", node, new=new[n]) for n in come)


def _interleaved(one: Content, other: Content, renamed: Mapping[str, str]) -> bool:
    """Whether the same lines and the same notes stand otherwise among each other, which may play otherwise."""
    if [line.said for line in one.spoken] != [line.said for line in other.spoken]:
        return False  # that is told of the lines
    order = [_after_renaming(words, renamed) for words in one.order]
    return order != list(other.order) and Counter(order) == Counter(other.order)


def _after_renaming(words: str, renamed: Mapping[str, str]) -> str:
    """A note that names a renamed node means the same."""
    for before, after in renamed.items():
        words = words.replace(f'"{before}"', f'"{after}"')
        if words.endswith(f"call: {before}"):
            return f"{words.removesuffix(before)}{after}"
    return words
