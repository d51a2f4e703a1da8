"""What a kiosk does when: closed, attract, menu, visit with its warning, reset. Pure: time and events in, orders out.

Its one rule: without input it is back in attract within `Rules.back_within_s`, whatever happens and whatever is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

LEAST_WARNING_S = 20.0  # WCAG 2.2.1: whoever is asked gets so long to answer


class Phase(StrEnum):
    """Where a kiosk stands."""

    CLOSED = "closed"
    ATTRACT = "attract"
    MENU = "menu"
    VISIT = "visit"
    RESET = "reset"


class Why(StrEnum):
    """What a warning is about."""

    IDLE = "idle"
    LIMIT = "limit"
    CLOSING = "closing"


@dataclass(frozen=True)
class Rules:
    """How long everything lasts, in seconds."""

    idle_s: float = 60.0  # without input, until it is asked "still here?"
    warning_s: float = LEAST_WARNING_S
    limit_s: float | None = None  # of a visit; None: as long as somebody is there
    more_s: float = 60.0  # that an answer adds to a visit which is over its limit
    times: int = 10  # that it may be added
    end_card_s: float = 15.0  # without input, until a show that is over gives way
    menu_s: float = 40.0  # without input
    reset_s: float = 1.0  # at most
    menu: bool = False  # there are several shows to choose from

    @property
    def back_within_s(self) -> float:
        """Seconds after the last input, at most, until it attracts again, or is closed."""
        return max(self.idle_s, self.menu_s, self.end_card_s) + self.warning_s + self.reset_s


@dataclass(frozen=True)
class Tick:
    """Time goes by. `ended`: the end card of the visit is on; `ready`: the attract show has a picture."""

    open: bool = True
    ended: bool = False
    ready: bool = False


@dataclass(frozen=True)
class Touch:
    """Somebody is there: any press or key, but not a pointer that moves."""


@dataclass(frozen=True)
class Pick:
    """A show was picked; no name: the one that is offered."""

    show: str = ""


@dataclass(frozen=True)
class Leave:
    """The visitor has had enough, or the show cannot go on."""


Event = Tick | Touch | Pick | Leave


class Do(StrEnum):
    """What is to be done. Each may be done again without harm."""

    DARKEN = "darken"
    ATTRACT = "attract"
    OFFER = "offer"
    BEGIN = "begin"
    WARN = "warn"
    CALM = "calm"
    RESET = "reset"


@dataclass(frozen=True)
class Order:
    """One thing to be done; `show` goes with `begin`."""

    do: Do
    show: str = ""


@dataclass(frozen=True)
class Question:
    """A question to whoever is there, and when it is too late to answer."""

    why: Why
    until_s: float
    answers: bool = True  # an input makes it go away


@dataclass(frozen=True)
class Standing:
    """Where a kiosk stands. All times are of one clock that never falls."""

    phase: Phase = Phase.CLOSED
    since_s: float = 0.0
    now_s: float = 0.0
    active_s: float = 0.0  # the last input
    ends_s: float | None = None  # when a visit reaches its limit
    added: int = 0  # times that it was made longer
    ended_s: float | None = None  # since when the end card is on
    question: Question | None = None
    open: bool = False


Step = tuple[Standing, tuple[Order, ...]]


def step(standing: Standing, event: Event, now_s: float, rules: Rules) -> Step:
    """What follows from an event at a time in seconds; a time that falls is taken for the last one."""
    is_open = event.open if isinstance(event, Tick) else standing.open
    now = replace(standing, now_s=max(standing.now_s, now_s), open=is_open)
    match event:
        case Tick():
            return _ticked(now, event, rules)
        case Touch():
            return _touched(now, rules)
        case Pick(show):
            picks = now.phase is Phase.MENU or now.phase is Phase.ATTRACT
            return _visit(now, show, rules) if picks else (now, ())
        case Leave():
            return _reset(now) if now.phase in (Phase.MENU, Phase.VISIT) else (now, ())


def _entered(standing: Standing, phase: Phase, do: Do, show: str = "") -> Step:
    return Standing(phase, standing.now_s, standing.now_s, standing.now_s, open=standing.open), (Order(do, show),)


def _reset(standing: Standing) -> Step:
    return _entered(standing, Phase.RESET, Do.RESET)


def _visit(standing: Standing, show: str, rules: Rules) -> Step:
    fresh, orders = _entered(standing, Phase.VISIT, Do.BEGIN, show)
    ends_s = None if rules.limit_s is None else fresh.now_s + rules.limit_s
    return replace(fresh, ends_s=ends_s), orders


def _touched(now: Standing, rules: Rules) -> Step:
    """In attract a touch begins; a warning that can be answered is answered by it."""
    if now.phase is Phase.ATTRACT:
        return _entered(now, Phase.MENU, Do.OFFER) if rules.menu else _visit(now, "", rules)
    active = replace(now, active_s=now.now_s)
    if now.question is None or not now.question.answers:
        return active, ()
    if now.question.why is Why.LIMIT:
        active = replace(active, ends_s=now.now_s + rules.more_s, added=now.added + 1)
    return replace(active, question=None), (Order(Do.CALM),)


def _ticked(now: Standing, tick: Tick, rules: Rules) -> Step:
    waited_s = now.now_s - now.since_s
    match now.phase:
        case Phase.CLOSED:
            return _entered(now, Phase.RESET, Do.RESET) if now.open else (now, ())
        case Phase.RESET if not now.open:
            return _entered(now, Phase.CLOSED, Do.DARKEN)
        case Phase.RESET:
            return _entered(now, Phase.ATTRACT, Do.ATTRACT) if tick.ready or waited_s >= rules.reset_s else (now, ())
        case Phase.ATTRACT:
            return (now, ()) if now.open else _entered(now, Phase.CLOSED, Do.DARKEN)
        case Phase.MENU:
            return (now, ()) if now.open and now.now_s - now.active_s < rules.menu_s else _reset(now)
        case Phase.VISIT:
            return _visiting(now, tick, rules)


def _visiting(now: Standing, tick: Tick, rules: Rules) -> Step:
    """A visit ends by its end card, or by a warning that nobody answers."""
    ended_s = None if not tick.ended else now.now_s if now.ended_s is None else now.ended_s
    now = replace(now, ended_s=ended_s)
    if ended_s is not None and now.now_s - max(ended_s, now.active_s) >= rules.end_card_s:
        return _reset(now)
    if now.question is not None and now.now_s >= now.question.until_s:
        return _reset(now)
    due = _due(now, rules)
    if due is None or now.question is not None:  # one question at a time: a second one would put the end off
        return now, ()
    return replace(now, question=due), (Order(Do.WARN),)


def _due(now: Standing, rules: Rules) -> Question | None:
    """What the visitor is to be warned of, the most pressing first."""
    until_s = now.now_s + rules.warning_s
    if not now.open:
        return Question(Why.CLOSING, until_s, answers=False)
    if now.ends_s is not None and now.now_s >= now.ends_s:
        return Question(Why.LIMIT, until_s, answers=now.added < rules.times)
    if now.now_s - now.active_s >= rules.idle_s:
        return Question(Why.IDLE, until_s)
    return None
