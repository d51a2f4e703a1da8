"""What the loop tells others, between two passes and in its own thread: how it is, and what is on the screen.

A loop that hangs does not answer; that is the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from runtime.kiosk.health import Health
from runtime.kiosk.pulse import Pulse
from runtime.kiosk.states import Phase

if TYPE_CHECKING:
    import pygame

    from runtime.kiosk.loop import KioskLoop

T = TypeVar("T")

SEEN_S = 2.0  # a picture that is older is none
PATIENCE_S = 60.0  # after the start black is no picture; then there is no show, which is told elsewhere


def answer_questions(loop: KioskLoop) -> None:
    """Answer whoever has asked since the last pass."""
    for question in _waiting(loop.house.asked):
        question.set_result(told(loop))
    for glance in _waiting(loop.house.glances):
        glance.set_result(loop.window.surface.copy())


def ask_health(loop: KioskLoop, timeout_s: float) -> Health:
    """How it is, by way of the loop itself. From other threads; TimeoutError."""
    question: Future[Health] = Future()
    loop.house.asked.put(question)
    return question.result(timeout_s)


def ask_picture(loop: KioskLoop, timeout_s: float) -> pygame.Surface:
    """A copy of what was flipped last, with all that lies over it. From other threads; TimeoutError."""
    glance: Future[pygame.Surface] = Future()
    loop.house.glances.put(glance)
    return glance.result(timeout_s)


def is_seen(loop: KioskLoop) -> bool | None:
    """Whether there is something new to be seen, or what stands there stands on purpose; None: nobody is to see it."""
    if not loop.is_open:
        return None
    return stands(loop) or loop.shown_ago_s <= SEEN_S


def stands(loop: KioskLoop) -> bool:
    """The picture stands still on purpose."""
    return loop.desk.stands or (loop.standing.phase is Phase.VISIT and loop.overlay.paused)


def is_due(loop: KioskLoop, fresh: bool) -> bool:
    """Whether what is flipped now is what should be seen; `fresh`: it is a new frame of a show."""
    if loop.window.is_lost:
        return False
    dark = loop.standing.phase is Phase.CLOSED and (not loop.is_open or loop.up_s > PATIENCE_S)
    return fresh or dark or stands(loop) or loop.overlay.card is not None


def told(loop: KioskLoop) -> Health:
    """How it is; in the loop's thread."""
    house, tally, pulse = loop.house, loop.tally, loop.meter
    return Health(
        state=loop.standing.phase.value,
        open=loop.is_open,
        show=loop.on,
        language=loop.language,
        shows=tuple(one.name for one in loop.offers),
        shown_ago_s=loop.shown_ago_s,
        stands=stands(loop),
        frames=loop.pacer.flipped,
        faults=tuple(tally.faults),
        log=tuple(tally.log),
        failed=tally.failures,
        fresh=tally.fresh,
        storage=house.content.storage(),
        content=house.content.problems(),
        troubles=dict(house.troubles),
        visits=tally.visits,
        idle_ends=tally.idle_ends,
        endings=dict(tally.endings),
        languages=dict(tally.languages),
        up_s=loop.up_s,
        open_s=house.statistics.open_s,
        available_s=house.statistics.available_s,
        missed=loop.pacer.missed,
        flashes=loop.canvas.guard.held,
        safety=house.safety.counts(),
        beat=tuple(pulse.counts) if isinstance(pulse, Pulse) else (),
        beat_s=pulse.total_s if isinstance(pulse, Pulse) else 0.0,
    )


def _waiting(queue: SimpleQueue[Future[T]]) -> Iterator[Future[T]]:
    """Those who still want to know: a question whose asker has gone may be dropped."""
    while True:
        try:
            question = queue.get_nowait()
        except Empty:
            return
        if question.set_running_or_notify_cancel():
            yield question
