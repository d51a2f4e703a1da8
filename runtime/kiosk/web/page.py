"""The operator's page as text: health at a glance, what is on the screen, the last hour, the last faults, the visits.

Everything is drawn here, so that it is all there without a script; the script only asks for it again. What comes from
stories and disks goes in as escaped text.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from runtime.kiosk.operator import Command
from runtime.kiosk.statistics import LEAST_TOLD, LENGTHS, Row
from runtime.kiosk.web.charts import Line, bars, columns, plain, plot
from runtime.kiosk.words import name_of

if TYPE_CHECKING:
    from runtime.kiosk.health import Health
    from runtime.kiosk.web.samples import Sample

SHOWN_DAYS = 30
ORDERS = {
    Command.NEXT_SHOW: ("Next show", "A visit ends; another show attracts"),
    Command.LOUDER: ("Louder", "A step, up to what the file allows"),
    Command.QUIETER: ("Quieter", "A step"),
    Command.BLANK: ("Black screen", "And silent; again: back"),
    Command.CALIBRATE: ("Test picture", "With a tone; again: back"),
    Command.LOGS: ("Faults on screen", "The last ones; again: back"),
    Command.RESTART: ("Restart …", "The whole kiosk, from its file on"),
    Command.QUIT: ("Quit …", "Somebody has to start it again"),
}
ASKED_TWICE = {
    Command.RESTART: "Restart the kiosk? A visit that is on ends at once; the screen is dark for some seconds.",
    Command.QUIT: "Quit the kiosk? A visit that is on ends at once, and somebody has to start it again at the machine, "
    "unless the system does.",
}
STATES = {
    "closed": "Closed", "attract": "Waiting for a visitor", "menu": "Somebody chooses a show",
    "visit": "A visit is on", "reset": "Between two visits",
}  # fmt: skip

ENDS = {
    "ended": "with the show", "left": "by the visitor", "idle": "nobody there any more", "limit": "time limit",
    "closing": "closing time",
}  # fmt: skip


@dataclass(frozen=True)
class View:
    """What the page is drawn from. `health` None: the show did not answer. `now_s`: seconds since 1970."""

    health: Health | None
    samples: Sequence[Sample]
    rows: Sequence[Row]
    zone: ZoneInfo
    now_s: float
    machine: str = ""

    def time(self, at_s: float, form: str = "%d %b %H:%M:%S") -> str:
        """A moment as the museum's clocks show it."""
        try:
            return datetime.fromtimestamp(at_s, self.zone).strftime(form)
        except (ValueError, OverflowError, OSError):
            return "at an unknown time"


def draw_page(view: View, word: str, *, done: str = "", leaves: bool = False) -> str:
    """The whole page. `word`: what its forms bring back; `done`: an order just given; `leaves`: one may sign out."""
    asked = next((ORDERS[one][0].removesuffix(" …") for one in Command if one == done), "")
    parts = {
        "word": escape(word),
        "machine": escape(view.machine),
        "leave": _template("leave.html").substitute(word=escape(word)) if leaves else "",
        "done": f'<p class="done" role="status">{escape(asked)}: the kiosk has been told.</p>' if asked else "",
        "orders": "".join(_order(one) for one in ORDERS),
        "now": draw_now(view),
    }
    refresh = '<noscript><meta http-equiv="refresh" content="30; url=/"></noscript>'
    return _framed(_title(view), _template("page.html").substitute(parts), refresh, _file("page.js"))


def draw_now(view: View) -> str:
    """All of the page that changes by itself."""
    return "".join((_health(view), _hour(view), _log(view), _visits(view)))


def draw_door(word: str, wait_s: float = 0.0, *, wrong: bool = False) -> str:
    """Where the PIN is asked for."""
    said = "That is not the PIN." if wrong else ""
    if wait_s > 0:
        said = f"Five wrong tries. The next one is in {span(wait_s)}."
    told = f'<p class="ill" role="alert">{said}</p>' if said else ""
    return _framed("Diorama kiosk: PIN", _template("door.html").substitute(word=escape(word), said=told))


def draw_question(order: Command, word: str) -> str:
    """What is asked before an order that takes the show away."""
    parts = {"asked": escape(ASKED_TWICE[order]), "order": order.value, "word": escape(word)}
    parts["name"] = ORDERS[order][0].removesuffix(" …")
    return _framed("Diorama kiosk: are you sure?", _template("question.html").substitute(parts))


@cache
def policy() -> str:
    """Nothing from anywhere else, and no other style or script than the page's own."""
    style, script = (_digest(_file(name)) for name in ("page.css", "page.js"))
    return (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def span(seconds: float) -> str:
    """A length of time in two units at most: "3 d 4 h", "2 min 5 s"."""
    left = max(0, round(seconds))
    parts: list[str] = []
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "min"), (1, "s")):
        if left >= size or (unit == "s" and not parts):
            parts.append(f"{left // size} {unit}")
        left %= size
    return " ".join(parts[:2])


# --- sections ---------------------------------------------------------------------------------------------------------


def _health(view: View) -> str:
    health = view.health
    if health is None:
        return (
            f'<section class="health" data-title="{_title(view)}"><h2 class="ill">The show does not answer</h2>'
            "<p>It may be starting, or it hangs. A supervisor starts a kiosk that hangs again by itself.</p></section>"
        )
    head = '<h2 class="good">All is well</h2>' if health.well else '<h2 class="ill">Needs attention</h2>'
    wrong = "".join(f"<li>{escape(one)}</li>" for one in health.problems)
    return (
        f'<section class="health" data-title="{_title(view)}">{head}{f"<ul class=ill>{wrong}</ul>" if wrong else ""}'
        f'<div class="figures">{_figures(view)}</div><dl>{_facts(view, health)}</dl></section>'
    )


def _figures(view: View) -> str:
    today = view.time(view.now_s, "%Y-%m-%d")
    visits = sum(row.number for row in view.rows if (row.day, row.what) == (today, "visits"))
    share = next((f"{row.number:g} %" for row in view.rows if (row.day, row.what) == (today, "availability")), "–")
    beats = [sample.worst_ms for sample in view.samples[-6:] if sample.worst_ms is not None]
    sample = view.samples[-1] if view.samples else None
    memory = f"{_all_mb(sample):,.0f} MB" if sample else "–"
    said = (
        (f"{visits:,.0f}", "visits today"),
        (share, "available today"),
        (_beat(max(beats)) if beats else "–", "slowest picture, last minute"),
        (memory, "memory in use"),
    )
    return "".join(f"<p><b>{escape(value)}</b> {escape(name)}</p>" for value, name in said)


def _facts(view: View, health: Health) -> str:
    blanked = health.state == "closed" and health.open and health.stands
    facts = (
        ("State", "Black, by an order" if blanked else STATES.get(health.state, health.state)),
        ("On the stage", health.show or "nothing"),
        ("Language", name_of(health.language)),
        ("On offer", ", ".join(health.shows) or "nothing"),
        ("Last new picture", "stands on purpose" if health.stands else f"{health.shown_ago_s:.1f} s ago"),
        ("Pictures", f"{health.frames:,} shown, {health.missed:,} missed"),
        ("Running for", span(health.up_s)),
        ("Faults got over", f"{health.failed:,}"),
        ("Disk", health.storage or "can be written and read"),
        ("As of", view.time(view.now_s)),
    )
    return "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts)


def _hour(view: View) -> str:
    last = view.samples[-1] if view.samples else None
    beat = "no pictures" if last else "not measured yet"
    if last and last.median_ms and last.p99_ms:
        beat = f"now {_beat(last.median_ms)}, the slowest of a hundred {_beat(last.p99_ms)}"
    used = f"now {last.own_mb:,.0f} MB, with its workers {_all_mb(last):,.0f} MB" if last else "not measured yet"
    beats = (
        Line("slowest of a hundred", "second", _curve(view, lambda one: one.p99_ms)),
        Line("median", "first", _curve(view, lambda one: one.median_ms)),
    )
    memory = (
        Line("with workers", "second", _curve(view, _all_mb)),
        Line("kiosk", "first", _curve(view, lambda one: one.own_mb)),
    )
    return (
        '<section class="hour"><h2>The last hour</h2><div class="pair">'
        f"{plot('From picture to picture', 'ms', beats, beat, (100, 1000))}"
        f"{plot('Memory', 'MB', memory, used, (500, 1e6))}"
        "</div></section>"
    )


def _beat(ms: float) -> str:
    return f"{ms:.0f} ms" if ms < 1000 else f"{ms / 1000:.1f} s"


def _curve(view: View, value: Callable[[Sample], float | None]) -> list[tuple[float, float | None]]:
    return [(view.now_s - one.at_s, value(one)) for one in view.samples]


def _all_mb(sample: Sample) -> float:
    return sample.own_mb + sample.workers_mb


def _log(view: View) -> str:
    log = view.health.log if view.health else ()
    lines = "".join(
        f'<tr><th scope="row"><time>{escape(view.time(at_s))}</time></th><td>{escape(what)}</td></tr>'
        for at_s, what in reversed(log)
    )
    body = f"<table><tbody>{lines}</tbody></table>" if lines else '<p class="none">None since the start.</p>'
    return f'<section class="log"><h2>Last faults</h2>{body}</section>'


def _visits(view: View) -> str:
    """The curator's part."""
    rows = view.rows
    lengths = _summed(rows, "lengths")
    order = [f"{name} min" for _, name in LENGTHS] + ["over 60 min"]
    several = len({row.show for row in rows if row.show}) > 1
    drawn = (
        columns("Visits a day", _by_day(view)),
        bars("How long visits last", [(name, lengths[name]) for name in order if name in lengths]),
        bars("How they end", [(ENDS.get(why, why), count) for why, count in _ranked(_summed(rows, "ended by"))]),
        bars("Languages", [(name_of(tag), count) for tag, count in _ranked(_summed(rows, "languages"))]),
        bars("Endings seen", _ranked(_summed(rows, "endings", several))),
        bars("Scenes in which visits were left", _ranked(_summed(rows, "left in", several))),
        _choices(rows, several),
        plain("Availability", _availability(rows)),
    )
    note = f"So that nobody's visit can be read off, a day with fewer than {LEAST_TOLD} tells only how many there were."
    return (
        f'<section class="visits"><h2>Visits</h2><p class="none">{note}</p>'
        f'<div class="charts">{"".join(drawn)}</div></section>'
    )


def _by_day(view: View) -> list[tuple[str, float]]:
    """How many visits there were on each of the last days, today last."""
    counts: Counter[str] = Counter()
    for row in view.rows:
        if row.what == "visits":
            counts[row.day] += round(row.number)
    days = [view.time(view.now_s - 86_400 * n, "%Y-%m-%d") for n in range(SHOWN_DAYS - 1, -1, -1)]
    return [(day, counts[day]) for day in days]


def _choices(rows: Sequence[Row], several: bool) -> str:
    """What was chosen, scene by scene, the most visited first."""
    scenes: dict[str, Counter[str]] = {}
    for name, count in _summed(rows, "choices", several).items():
        scene, _, choice = name.partition(" > ")
        scenes.setdefault(scene, Counter())[choice] += round(count)
    ranked = sorted(scenes.items(), key=lambda one: -sum(one[1].values()))
    return "".join(bars(f"Choices in “{scene}”", _ranked(found)) for scene, found in ranked[:12])


def _availability(rows: Sequence[Row]) -> list[tuple[str, str]]:
    return [(row.day, f"{row.number:.2f} %") for row in rows if row.what == "availability"][-10:]


def _summed(rows: Sequence[Row], what: str, several: bool = False) -> Counter[str]:
    """Of all days; `several`: there is more than one show, and names say of which."""
    found: Counter[str] = Counter()
    for row in rows:
        if row.what == what:
            found[f"{row.show}: {row.key}" if several and row.show else row.key or "–"] += round(row.number)
    return found


def _ranked(found: Counter[str]) -> list[tuple[str, float]]:
    return [(name, float(count)) for name, count in found.most_common()]


# --- the frame --------------------------------------------------------------------------------------------------------


def _title(view: View) -> str:
    said = "no answer" if view.health is None else "well" if view.health.well else "needs attention"
    return escape(f"{said} · {view.machine or 'Diorama kiosk'}")


def _order(order: Command) -> str:
    name, told = ORDERS[order]
    kind = ' class="grave"' if order in ASKED_TWICE else ""
    return f'<button name="order" value="{order.value}"{kind}><b>{name}</b> <span>{told}</span></button>'


def _framed(title: str, body: str, head: str = "", script: str = "") -> str:
    parts = {"title": title, "style": _file("page.css"), "head": head, "body": body}
    parts["script"] = f"<script>{script}</script>" if script else ""
    return _template("frame.html").substitute(parts)


@cache
def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


@cache
def _template(name: str) -> Template:
    return Template(_file(name))


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
