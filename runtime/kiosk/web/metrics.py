"""The kiosk's figures in Prometheus' text format (exposition format 0.0.4): counts and seconds, nobody's visit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from runtime import __version__
from runtime.kiosk.pulse import BOUNDS_S
from runtime.kiosk.states import Phase

if TYPE_CHECKING:
    from runtime.kiosk.health import Health
    from runtime.kiosk.web.samples import Sample

KIND = "text/plain; version=0.0.4; charset=utf-8"
Labelled = Sequence[tuple[Mapping[str, str], float]]


def exposed(health: Health, sample: Sample | None) -> str:
    """The whole page; `sample`: the newest one, for memory and the quantiles of the last ten seconds."""
    return "".join(line for family in _families(health, sample) for line in family)


def _families(health: Health, sample: Sample | None) -> Iterator[Iterator[str]]:
    yield _family("diorama_info", "gauge", "The version that runs.", [({"version": __version__}, 1)])
    yield _one("diorama_well", "gauge", "1 while nothing is wrong.", health.well)
    yield _one("diorama_open", "gauge", "1 while it is open by its schedule.", health.open)
    states = [({"state": phase.value}, float(phase.value == health.state)) for phase in Phase]
    yield _family("diorama_state", "gauge", "1 for the state that it is in.", states)
    yield from _pictures(health)
    yield from _visits(health)
    yield from _house(health)
    if sample is not None:
        yield from _sampled(sample)


def _pictures(health: Health) -> Iterator[Iterator[str]]:
    ago = "Seconds since a new picture was shown."
    yield _one("diorama_last_frame_age_seconds", "gauge", ago, health.shown_ago_s)
    yield _one("diorama_frames_shown_total", "counter", "New pictures shown.", health.frames)
    yield _one("diorama_frames_missed_total", "counter", "Pictures whose time went by without them.", health.missed)
    guarded = "Pictures in which the flash guard held something back."
    yield _one("diorama_frames_guarded_total", "counter", guarded, health.flashes)
    counts = [({"what": what}, float(count)) for what, count in sorted(health.safety.items())]
    yield _family("diorama_safety_total", "counter", "Words and pictures looked at, or not let through.", counts)
    yield _histogram(health)


def _visits(health: Health) -> Iterator[Iterator[str]]:
    yield _one("diorama_visits_total", "counter", "Visits begun.", health.visits)
    yield _one("diorama_visits_idle_total", "counter", "Visits that nobody ended.", health.idle_ends)
    spoken = [({"language": name}, float(count)) for name, count in sorted(health.languages.items())]
    yield _family("diorama_visits_by_language_total", "counter", "Visits begun, by language.", spoken)
    reached = [
        ({"show": show, "ending": ending}, float(count))
        for (show, _, ending), count in ((name.partition(": "), n) for name, n in sorted(health.endings.items()))
    ]
    yield _family("diorama_endings_total", "counter", "Endings reached.", reached)


def _house(health: Health) -> Iterator[Iterator[str]]:
    yield _one("diorama_uptime_seconds", "gauge", "Seconds since the start.", health.up_s)
    yield _one("diorama_open_seconds_total", "counter", "Seconds open.", health.open_s)
    seen = "Of the seconds open, those with a picture that was new within the last two."
    yield _one("diorama_available_seconds_total", "counter", seen, health.available_s)
    yield _one("diorama_faults_total", "counter", "Faults that were got over.", health.failed)
    yield _one("diorama_storage_ok", "gauge", "1 while what is written can be read again.", not health.storage)
    yield _one("diorama_troubles", "gauge", "Parts of the house that have a trouble.", len(health.troubles))
    refused = "Shows whose newest content is not shown."
    yield _one("diorama_content_problems", "gauge", refused, len(health.content))
    yield _one("diorama_shows", "gauge", "Shows on offer.", len(health.shows))


def _sampled(sample: Sample) -> Iterator[Iterator[str]]:
    used: Labelled = [
        ({"process": "main"}, round(sample.own_mb * 1e6)),
        ({"process": "workers"}, round(sample.workers_mb * 1e6)),
    ]
    yield _family("diorama_resident_memory_bytes", "gauge", "Memory, of the kiosk and of its workers.", used)
    known = (("0.5", sample.median_ms), ("0.99", sample.p99_ms), ("1", sample.worst_ms))
    lately: Labelled = [({"quantile": share}, ms / 1000) for share, ms in known if ms is not None]
    told = "How long a picture stood, over the last ten seconds."
    yield _family("diorama_recent_frame_interval_seconds", "gauge", told, lately)


def _histogram(health: Health) -> Iterator[str]:
    name = "diorama_frame_interval_seconds"
    counts = health.beat or (0,) * (len(BOUNDS_S) + 1)
    below = list(accumulate(counts))
    yield f"# HELP {name} How long a picture stood until the next one.\n# TYPE {name} histogram\n"
    for bound, count in zip((*map(str, BOUNDS_S), "+Inf"), below, strict=True):
        yield f'{name}_bucket{{le="{bound}"}} {count}\n'
    yield f"{name}_sum {_number(health.beat_s)}\n{name}_count {below[-1]}\n"


def _one(name: str, kind: str, told: str, value: float) -> Iterator[str]:
    return _family(name, kind, told, [({}, float(value))])


def _family(name: str, kind: str, told: str, values: Labelled) -> Iterator[str]:
    yield f"# HELP {name} {told}\n# TYPE {name} {kind}\n"
    for labels, value in values:
        told_labels = ",".join(f'{label}="{_escaped(said)}"' for label, said in labels.items())
        yield f"{name}{{{told_labels}}} {_number(value)}\n" if told_labels else f"{name} {_number(value)}\n"


def _escaped(value: str) -> str:
    plain = value.encode("utf-8", "replace").decode()
    return plain.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.6g}" if abs(value) < 1e6 else f"{value:.3f}"
