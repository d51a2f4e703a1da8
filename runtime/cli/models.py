"""`diorama models`: parts that pip cannot install by name, weights among them: listed, brought, checked, taken away."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from runtime.errors import UsageError
from runtime.parts import PARTS, is_there, needing, own_parts, part_named, with_needs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from runtime.parts import Part

    Say = Callable[[str], None]
    Ask = Callable[[str], bool]  # a question with the answers yes and no

ACTIONS: Final = ("list", "add", "remove", "check", "train")


def tend(what: str, names: Sequence[str], say: Say, ask: Ask | None = None) -> int:
    """Do `what` with the parts of those names (list and check: none means all); the exit code.

    `add` takes paths, too. `ask` is asked before a licence that allows no commercial use is taken; None: nobody is
    there to answer.
    """
    action = what.strip().lower()
    if action not in ACTIONS:
        near = get_close_matches(action[:80], ACTIONS, n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(f"models: “{what[:80]}” is none of {', '.join(ACTIONS)}.{meant}")
    if action in ("add", "remove") and not names:
        raise UsageError(f"models {action}: which part? Type one of {', '.join(part.name for part in PARTS)}.")
    if action == "train":
        return train(names, None, None, say)
    if action == "add":
        return _add(names, say, ask)
    parts = [part_named(name) for name in names] or [*PARTS, *own_parts()]
    return {"list": _list, "remove": _remove, "check": _check}[action](parts, say)


def train(names: Sequence[str], frames: Path | None, minutes: float | None, say: Say) -> int:
    """Teach the daguerreotype a folder of pictures or clips; it gets the name, or the folder's."""
    from runtime.parts.taught import MINUTES
    from runtime.parts.taught import train as taught

    if frames is None or len(names) > 1:
        raise UsageError("models train: of which pictures? Type: diorama models train NAME --frames FOLDER")
    part = taught(frames, minutes or MINUTES, say, *names)
    say(f"{part.name}: it is here now. To see it, type: diorama play --generator {part.generator}")
    return 0


# --- list -------------------------------------------------------------------------------------------------------------


def _list(parts: Sequence[Part], say: Say) -> int:
    width = max(len(part.name) for part in parts)
    for part in parts:
        there = is_there(part)
        say(f"{'yes' if there else 'no ':3} {part.name:<{width}}  {part.purpose}")
        for line in _weights(part, there) if part.weights else [_note(part, there)]:
            say(f"    {'':<{width}}  {line}")
        if not there:
            say(f"    {'':<{width}}  diorama models add {part.name}")
    return 0


def _note(part: Part, there: bool) -> str:
    note = f"{part.megabytes:g} MB, licence: {part.licence}"
    return note if there else f"{part.without} {note}"


def _weights(part: Part, there: bool) -> list[str]:
    """What is to be known of a model: size, licence, memory, speed, and how it is played."""
    from runtime.parts.measured import read_speed
    from runtime.parts.storeroom import anything_of, lacking, size_bytes

    here = size_bytes(part) / 1e6 if anything_of(part) else 0.0
    come = sum(one.megabytes for one in with_needs([part]) if lacking(one))
    sizes = [f"{_size(here)} here"] * bool(here) + [f"{_size(come)} to come"] * bool(come)
    lines = [f"{'' if there else part.without + ' '}{', '.join(sizes)}, licence: {part.licence}"]
    if part.generator:
        speed = read_speed(part) or "speed not measured here"
        lines.append(f"about {part.memory_gb:g} GB of a card's memory, {speed}")
    if part.generator and there:
        lines.append(f"diorama play --generator {part.generator}")
    return lines


def _size(megabytes: float) -> str:
    return f"{megabytes / 1e3:.1f} GB" if megabytes >= 100 else f"{megabytes:.1f} MB"


# --- add --------------------------------------------------------------------------------------------------------------


def _add(names: Sequence[str], say: Say, ask: Ask | None) -> int:
    for name in names:
        if _is_path(name):
            from runtime.parts.own import add_path

            part = add_path(Path(name), say)
            say(f"{part.name}: {part.purpose}, in the store now")
        else:
            part = part_named(name)
        if not _brought(part, say, ask):
            return 1
        if part.generator:
            say(f"To play with it, type: diorama play --generator {part.generator}")
        elif part.placed:
            say(f"To play with it, in settings: [generator_settings] loras = [{_lora(part)!r}]")
    return 0


def _brought(part: Part, say: Say, ask: Ask | None) -> bool:
    """Bring what is lacking of the part and of what it needs, licences first; False: they were not taken."""
    from runtime.parts.fetch import add
    from runtime.parts.storeroom import lacking

    wanted = [one for one in with_needs([part]) if lacking(one)]
    if not all(_may(one, say, ask) for one in wanted):
        say(f"{part.name}: nothing was fetched")
        return False
    for one in wanted:
        add(one, say)
        say(f"{one.name}: it is here now")
    if not wanted:
        say(f"{part.name}: it was here already")
    return True


def _may(part: Part, say: Say, ask: Ask | None) -> bool:
    """Say the licence before a byte is fetched; where it allows no commercial use, ask."""
    say(f"{part.name}: {_size(part.megabytes)}, licence: {part.licence}")
    if part.commerce:
        return True
    if ask is None:
        raise UsageError(f"{part.name}: to take this licence, type: diorama models add {part.name} --yes")
    return ask("Take it under this licence?")


def _is_path(word: str) -> bool:
    known = {part.name for part in (*PARTS, *own_parts())}
    return word.strip().lower() not in known and ("/" in word or "\\" in word or Path(word).expanduser().exists())


def _lora(part: Part) -> str:
    from runtime.parts import folder_of

    return str(folder_of(part) / part.placed[0].file)


# --- remove -----------------------------------------------------------------------------------------------------------


def _remove(parts: Sequence[Part], say: Say) -> int:
    from runtime.parts.fetch import remove

    for part in parts:
        say(f"{part.name}: {'taken away' if remove(part) else 'it was not here'}")
        for need in part.needs:
            if not needing(need) and remove(need):
                say(f"{need.name}: taken away, nothing else needs it")
    return 0


# --- check ------------------------------------------------------------------------------------------------------------


def _check(parts: Sequence[Part], say: Say) -> int:
    """Every byte against the digests that are known, then a model's first chunk; 1 where a part is broken."""
    from runtime.parts.storeroom import anything_of, faults

    broken = set()
    for part in with_needs(parts):
        if not anything_of(part):
            say(f"{part.name}: not here. To have it, type: diorama models add {part.name}")
            continue
        found = faults(part)
        for fault in found:
            say(f"{part.name}: {fault}")
        if found:
            broken.add(part.name)
            say(_mend(part, len(found)))
        else:
            say(f"{part.name}: whole{_unheld(part)}")
            whole = part.generator and is_there(part) and not broken & {need.name for need in part.needs}
            broken |= set() if not whole or _plays(part, say) else {part.name}
    return 1 if broken else 0


def _mend(part: Part, wrong: int) -> str:
    """What to type; of a model only the wrong file goes, since it may have a dozen gigabytes of right ones."""
    from runtime.parts import lacking

    if part.placed:
        return f"To mend it, type: diorama models remove {part.name}, and add its file again"
    if not part.weights:
        return f"To mend it, type: diorama models remove {part.name}, then diorama models add {part.name}"
    only = len(lacking(part)) == wrong
    return f"To mend it, {'' if only else 'take that file away and '}type: diorama models add {part.name}"


def _unheld(part: Part) -> str:
    """Files that no digest is known of: put there by hand."""
    from runtime.parts.storeroom import digests

    number = sum(not digest for digest in digests(part).values())
    return f" ({number} files have no digest that is known)" if number else ""


def _plays(part: Part, say: Say) -> bool:
    """The memory it takes and, where there is as much, a chunk of it."""
    from runtime.parts import models_folder
    from runtime.parts.smoke import estimate, memory, smoke

    fits, sentence = estimate(part, memory())
    say(f"{part.name}: {sentence}")
    if not fits:
        say(f"{part.name}: not tried")
        return True
    plays, sentence = smoke(part, str(models_folder()))
    say(f"{part.name}: {sentence}")
    return plays
