"""What a day is judged by: how long nothing new was to be seen while it was open, and what the kiosk did meanwhile.

A day goes many times as fast as the clock of a hall, but what mends a fault that was made, such as opening a window
anew, does not: in a hall it would take the same part of a second. So a stretch that follows from such a fault counts
with its real length (`at_own_speed`), and every other one, whatever it comes from, by the day's clock, many times as
long. The table tells both, and how many seconds each cause took.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from tests.soak.day.causes import SOON_S, Queue, cause_of, fault_of
from tests.soak.day.eye import Eye, Sight, gaps
from tests.soak.day.guests import LATE_S
from tests.soak.day.hand import GIVEN_UP_S
from tests.soak.day.script import Account
from tests.soak.gauges import LEAST_POINTS, Gauge, most_typefaces, slope_of
from tests.soak.judgement import A_DAY, DAY_S, GROWTH_MB, WARM_UP
from tests.soak.proof import Result, within

STILL_S = 2.0  # of show: a picture that is older is none
UNAVAILABLE = 0.5  # per cent of the time that it is open
PARTS = 12  # of a day, of each of which the least memory counts
BACK_S = 2.0  # real, for a picture after a fault

Span = tuple[float, float]


@dataclass(frozen=True)
class Unseen:
    """Stretches of the open hours, in real time, in which there was nothing to see."""

    pieces: list[Span]
    open_s: float
    blinks: int  # new pictures

    @property
    def percent(self) -> float:
        return 100 * sum(b - a for a, b in self.pieces) / max(1e-9, self.open_s)

    def at_own_speed(self, account: Account) -> float:
        """Per cent, with what follows from faults that were made as long as it really took."""
        lost_s = sum((b - a) / (account.speed if fault_of((a, b), account) else 1.0) for a, b in self.pieces)
        return 100 * lost_s / max(1e-9, self.open_s)

    @property
    def longest_s(self) -> float:
        return max((b - a for a, b in self.pieces), default=0.0)


def unseen(sights: Sequence[Sight], account: Account) -> Unseen:
    """Every stretch of more than STILL_S of show, whole, that has no new picture, or a black one.

    A pause or a card, which a visitor asked for, may stand still but not be black; what an operator asked for may be
    either.
    """
    since_s, until_s = account.open_s
    still_s = STILL_S / account.speed
    excused = [*account.rests, *account.wished]
    found = [piece for gap in gaps(list(sights), since_s, until_s) for piece in without(gap, excused)]
    black = [piece for gap in unlit(sights, since_s, until_s) for piece in without(gap, account.wished)]
    pieces = merged(piece for piece in (*found, *black) if piece[1] - piece[0] > still_s)
    lost_s = sum(b - a for one in merged(account.wished) for a, b in [clipped(one, (since_s, until_s))])
    return Unseen(pieces, until_s - since_s - lost_s, sum(since_s <= one.at_s < until_s for one in sights))


def unlit(sights: Sequence[Sight], since_s: float, until_s: float) -> list[Span]:
    """Stretches of a span in which all was black, from one look to the first that was not."""
    found: list[Span] = []
    black_s: float | None = None
    for sight in sights:
        if not since_s <= sight.at_s < until_s:
            continue
        if not sight.lit and black_s is None:
            black_s = sight.at_s
        elif sight.lit and black_s is not None:
            found.append((black_s, sight.at_s))
            black_s = None
    return [*found, (black_s, until_s)] if black_s is not None else found


def without(span: Span, excused: Iterable[Span]) -> list[Span]:
    """What is left of a span."""
    left = [span]
    for a, b in excused:
        left = [piece for one in left for piece in ((one[0], min(one[1], a)), (max(one[0], b), one[1]))]
        left = [one for one in left if one[1] > one[0]]
    return left


def merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for a, b in sorted(spans):
        if found and a <= found[-1][1]:
            found[-1] = (found[-1][0], max(b, found[-1][1]))
        else:
            found.append((a, b))
    return found


def clipped(span: Span, within_: Span) -> Span:
    a, b = max(span[0], within_[0]), min(span[1], within_[1])
    return (a, b) if b > a else (a, a)


def judged(eye: Eye, account: Account, seed: int, queue: Queue | None = None) -> list[Result]:
    """The lines of the table; `queue` knows who waited for a processor."""
    name, bad = "kiosk day", account.bad_shown
    kinds = ", ".join(f"{who} {many}" for who, many in sorted(account.kinds.items(), key=lambda one: -one[1]))
    told = f"{account.visits} visits by {account.visitors} visitors: {kinds}"
    late = f"of show; the rule is {account.bound_s:g} s, {LATE_S:g} s are {LATE_S / account.speed:g} real ones"
    back_s = max(account.returns_s, default=0.0)
    return [
        within(f"{name}: stuck states", account.visits, len(account.stuck), "", 0, seed, _first(account.stuck) or told),
        within(
            f"{name}: back in attract after", len(account.returns_s), back_s, "s", account.bound_s + LATE_S, seed, late
        ),
        _available(name, eye, account, seed, queue),
        within(f"{name}: exceptions", account.passes, len(account.broken), "", 0, seed, _first(account.broken)),
        within(f"{name}: ends of the kiosk", account.passes, account.quits, "", 0, seed),
        _night(name, eye.sights, account, seed),
        *(
            [within(f"{name}: bad content shown", account.bad, len(bad), "", 0, seed, _first(bad))]
            if account.bad
            else []
        ),
        *([_live(name, account, seed)] if account.good else []),
        *_troubles(name, eye.sights, account, seed),
        *_held(name, account.gauges, account.speed, seed),
    ]


def _available(name: str, eye: Eye, account: Account, seed: int, queue: Queue | None) -> Result:
    """With how much was seen, the worst of it in show time and in real time, and what it came from."""
    seen = unseen(eye.sights, account)
    hours = f"{seen.open_s * account.speed / 3600:.2f} h of show open at {account.speed:g} times the speed"
    spans = f"{hours}, {seen.blinks:,} new pictures in {eye.looks:,} looks"
    shown = f"{seen.percent:.3g} % with mended faults {account.speed:g} times as long as they took"
    worst = f"the longest {seen.longest_s * account.speed:.1f} s of show = {1000 * seen.longest_s:.0f} ms"
    note = f"{spans}; {shown}; {len(seen.pieces)} stretches over {STILL_S:g} s of show, {worst}"
    by_cause = "".join(f"; {line}" for line in causes(seen.pieces, account, queue))
    own = seen.at_own_speed(account)
    return within(f"{name}: unavailable", seen.blinks, own, "%", UNAVAILABLE, seed, note + by_cause)


def causes(pieces: Sequence[Span], account: Account, queue: Queue | None = None) -> list[str]:
    """A line for each cause, the one that took longest first: how many stretches, and real milliseconds in all."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for began_s, ended_s in pieces:
        queued_s = queue.between(began_s, ended_s) if queue else 0.0
        found[cause_of((began_s, ended_s), account, queued_s)].append(ended_s - began_s)
    ranked = sorted(found.items(), key=lambda one: -sum(one[1]))
    return [f"{cause} {len(spans)}: {1000 * sum(spans):.0f} ms" for cause, spans in ranked]


def _live(name: str, account: Account, seed: int) -> Result:
    late = len(account.late) + account.good - account.live
    return within(f"{name}: good content late", account.good, late, "", 0, seed, _first(account.late))


def _first(said: Sequence[str]) -> str:
    return f"{said[0]}{f' and {len(said) - 1} more' if len(said) > 1 else ''}" if said else ""


def _night(name: str, sights: Sequence[Sight], account: Account, seed: int) -> Result:
    """After the doors are shut, and as long as a visitor may be late, nobody touches anything: all is black."""
    dark_s = account.shut_s + LATE_S / account.speed
    lit = [one.at_s for one in sights if one.lit and dark_s <= one.at_s < account.ended_s]
    watched_s = max((one.at_s for one in sights), default=0.0) - dark_s
    length = max(0, round(watched_s * account.speed))
    when = f"; lit {(lit[0] - account.shut_s) * account.speed:.0f} s after the doors were shut" if lit else ""
    said = f"N: seconds of show that it was watched{when}"
    return within(f"{name}: lit at night", length, len(lit), "looks", 0, seed, said)


def _troubles(name: str, sights: Sequence[Sight], account: Account, seed: int) -> list[Result]:
    """A line for each kind: how long it took, by the picture where that is touched, else by what the kiosk says."""
    found = []
    for kind in dict.fromkeys(one["kind"] for one in account.troubles):
        ones = [one for one in account.troubles if one["kind"] == kind]
        seen = ones[0]["seen"]
        took_s = [_gap_s(sights, one) if seen else max(0.0, one["well_s"] - one["mended_s"]) for one in ones]
        wrong = [one["wrong"] for one in ones if one["wrong"]]
        times = ", ".join(f"{1000 * one:.0f}" for one in took_s)
        note = _first(wrong) or f"{'picture back' if seen else 'well again'} after {times} ms"
        limit_s = BACK_S if seen else GIVEN_UP_S
        row = within(f"{name}: {kind}", len(ones), 1000 * max(took_s), "ms", 1000 * limit_s, seed, note)
        found.append(row if not wrong else Result(**{**row.plain(), "passed": False}))
    return found


def _gap_s(sights: Sequence[Sight], trouble: dict[str, Any]) -> float:
    """The longest time without a new picture that began at a trouble or soon after it."""
    began_s = trouble["began_s"]
    after = gaps(list(sights), began_s - SOON_S, max(trouble["well_s"], began_s) + SOON_S)
    return max(
        (b - a for a, b in after if b >= began_s and a <= max(began_s + SOON_S, trouble["mended_s"])), default=0.0
    )


def floor_of(points: Sequence[Span], parts: int = PARTS) -> list[Span]:
    """The least reading (time, amount) of each part of a span: what a show has in hand, sound above all, goes again.

    Readings that follow one another are of one show; only from part to part do they know nothing of each other.
    """
    size = max(1, len(points) // parts)
    whole = [points[n : n + size] for n in range(0, len(points), size)]
    return [min(part, key=lambda one: one[1]) for part in whole if len(part) == size]


def _held(name: str, gauges: Sequence[tuple[float, Gauge]], speed: float, seed: int) -> list[Result]:
    """Nothing grows: by the slope of what is held at least, and by the least of the last third against the first's."""
    warm = list(gauges)[int(len(gauges) * WARM_UP) :]
    if len(warm) < LEAST_POINTS:
        return [within(f"{name}: memory gained", 0, 0.0, "MB", GROWTH_MB, seed, "too few readings")]
    points = floor_of([(at_s, gauge.memory_mb) for at_s, gauge in warm])
    slope, base = slope_of(points), median(mb for _, mb in points)
    share = 100 * DAY_S / base
    third = max(1, len(warm) // 3)
    early, late = [gauge for _, gauge in warm[:third]], [gauge for _, gauge in warm[-third:]]

    def gained(of: str, usual: Callable[[list[float]], float] = median) -> float:
        """Early on a lost generator's things may be gone for a moment: what was usual counts, not the least."""
        return float(min(getattr(one, of) for one in late) - usual([getattr(one, of) for one in early]))

    faces = max(gauge.typefaces for _, gauge in gauges)
    grows = f"by the median {slope.middle * share:+.3g} % a day of show"
    note = f"{base:.0f} MB at least in {len(points)} parts of the day; {grows}, at {speed:g} times the speed"
    return [
        within(f"{name}: memory gained", len(warm), gained("memory_mb", min), "MB", GROWTH_MB, seed),
        within(f"{name}: growth that is certain", len(points), max(0.0, slope.low * share), "%/day", A_DAY, seed, note),
        within(f"{name}: typefaces open", len(gauges), faces, "", most_typefaces(), seed),
        *(
            within(f"{name}: {said} gained", len(warm), max(0.0, gained(of)), "", 0, seed)
            for said, of in (("descriptors", "descriptors"), ("threads", "threads"), ("shared memory", "shared"))
        ),
    ]
