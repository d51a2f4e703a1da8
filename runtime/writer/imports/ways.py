"""Ways on: every jump leads somewhere, and every scene has an exit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.writer.imports.model import quoted
from runtime.writer.imports.script import Act, Ask, Back, Cases, Detour, End, Go, Once, Say, Store, bodies_of

if TYPE_CHECKING:
    from runtime.writer.imports.model import Losses
    from runtime.writer.imports.script import Option, Scene, Step


def lead_on(body: list[Step], known: set[str], losses: Losses) -> None:
    """Turn jumps to scenes that do not exist into ends, and leave out detours to such scenes."""
    for at, step in enumerate(body):
        if isinstance(step, Go) and step.target not in known:
            _missed(step.target, step.line, losses)
            body[at] = End(step.line, step.target)
        elif isinstance(step, Ask):
            for option in step.options:
                if option.target is not None and option.target not in known:
                    _missed(option.target, option.line, losses)
                    option.target, option.ending = None, option.target
        for inner in bodies_of(step):
            lead_on(inner, known, losses)
    lost = [step for step in body if isinstance(step, Detour) and step.target not in known]
    for step in lost:
        losses.add(step.line, f"the detour to {quoted(step.target)} is left out", "there is no scene of that name here")
    body[:] = [step for step in body if step not in lost]


def _missed(target: str, line: int, losses: Losses) -> None:
    why = "there is no scene of that name in this script"
    losses.add(line, f"the jump to {quoted(target)} ends the show", why, "> CUT TO: id, of a scene that you write")


def closed(scene: Scene, way: Step) -> None:
    """Give a scene a way on, where its own steps may lead past its end."""
    if not leaves(scene.body):
        scene.body.append(way)


def leaves(body: list[Step]) -> bool:
    """Whether a body always ends with a way on."""
    return any(_leaves(step) for step in body)


def _leaves(step: Step) -> bool:
    if isinstance(step, Go | End | Back):
        return True
    if isinstance(step, Ask):
        return any(_is_open(one) for one in step.options) and all(_goes(one) for one in step.options)
    if isinstance(step, Cases):
        return any(part.condition is None for part in step.parts) and all(leaves(part.body) for part in step.parts)
    return isinstance(step, Once) and leaves(step.body) and leaves(step.other)


def _is_open(option: Option) -> bool:
    return option.condition is None and not option.once


def _goes(option: Option) -> bool:
    return option.target is not None or option.ending is not None or leaves(option.body)


def cut_off(body: list[Step], losses: Losses) -> None:
    """Leave out what stands after a way on, which is never played."""
    for at, step in enumerate(body):
        for inner in bodies_of(step):
            cut_off(inner, losses)
        if _leaves(step) and (lost := [one for one in body[at + 1 :] if isinstance(one, Act | Say | Ask | Store)]):
            losses.add(lost[0].line, "what follows here is left out", "it is never played: a jump stands before it")
        if _leaves(step):
            del body[at + 1 :]
            return
