"""A play-test's report for a terminal and for other tools."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runtime.story.diagnostics import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from runtime.writer.playtest.report import Report
    from runtime.writer.playtest.tally import Trouble
    from runtime.writer.reach import Outcome, Step

SHOWN = 8  # of a kind, on a terminal


def to_plain(report: Report) -> dict[str, Any]:
    """The report as JSON can hold it. Coverages are shares 0..1; `visits` and `taken` have the counts for a map."""
    tally = report.tally
    return {
        "story": str(report.story.file),
        "bot": report.order.bot,
        "seed": report.order.seed,
        "plays": tally.plays,
        "plays_per_s": round(report.plays_per_s, 1),
        "node_coverage": report.node_coverage,
        "choice_coverage": report.choice_coverage,
        "line_coverage": report.line_coverage,
        "dead_ends": [_trouble(one) for one in report.dead_ends],
        "faults": [_trouble(one) for one in report.faults],
        "circles": tally.circling,
        "endings": report.endings,
        "seconds": asdict(report.seconds) if report.seconds else None,
        "visits": {node: tally.visits[node] for node in report.written.nodes},
        "taken": {f"{one.node}/{one.id}": tally.taken[one.node, one.id] for one in report.written.choices},
        "unseen_nodes": [{"node": node, "search": _outcome(found)} for node, found in report.unseen],
        "never_offered": [asdict(one) for one in report.never_offered],
        "never_taken": [asdict(one) for one in report.never_taken],
        "unseen_lines": [asdict(one) for one in report.unseen_lines],
        "always_true": [asdict(one) for one, holds in report.one_sided if holds],
        "never_true": [asdict(one) for one, holds in report.one_sided if not holds],
    }


def to_json(report: Report) -> str:
    return json.dumps(to_plain(report), ensure_ascii=False, indent=2)


def _trouble(found: Trouble) -> dict[str, Any]:
    plain = {name: getattr(found, name) for name in ("sort", "node", "file", "line", "what", "plays")}
    return {**plain, "path": [asdict(step) for step in found.trail]}


def _outcome(found: Outcome | None) -> dict[str, Any] | None:
    if found is None:
        return None
    path = None if found.path is None else [asdict(step) for step in found.path.steps]
    return {"says": str(found), "complete": found.complete, "path": path}


# --- for a terminal ---------------------------------------------------------------------------------------------------


def to_text(report: Report) -> str:
    """Some forty lines: coverage, endings, dead ends, what was never seen, playing time."""
    parts = (_head(report), _endings(report), _dead_ends(report), _unseen(report), _time(report))
    return "\n\n".join("\n".join(part) for part in (list(lines) for lines in parts) if part)


def _head(report: Report) -> Iterator[str]:
    tally, written = report.tally, report.written
    title = report.story.title or Path(report.story.file).stem
    yield f"{title}: {tally.plays:,} plays, {report.plays_per_s:,.0f} a second"
    yield ""
    seen = len(written.nodes) - len(report.unseen)
    lines = len(written.lines) - len(report.unseen_lines)
    for name, share, part, whole in (
        ("scenes", report.node_coverage, seen, len(written.nodes)),
        ("choices", report.choice_coverage, report.choices_taken, len(written.choices)),
        ("lines", report.line_coverage, lines, len(written.lines)),
    ):
        yield (
            f"  {name:<9}{percent(share):>6}   {part:,} of {whole:,}"
            if share is not None
            else f"  {name:<9}{part:>6,}   seen"
        )


def percent(share: float) -> str:
    """Never “100 %” where something is missing, never “0 %” where something is there."""
    whole = round(share * 100)
    whole = min(whole, 99) if share < 1 else whole
    return f"{max(whole, 1) if share > 0 else 0} %"


def _endings(report: Report) -> Iterator[str]:
    yield "Endings"
    for title, plays in report.endings.items():
        yield f"  {percent(plays / max(1, report.tally.plays)):>6}   {quote(title) or '(without a title)'}"
    if report.ran_out:
        yield f"  {percent(report.ran_out / report.tally.plays):>6}   no end that somebody wrote"
    if report.tally.circling:
        where = ", ".join(f"“{quote(node)}”" for node, _ in report.tally.circles.most_common(3))
        count = report.tally.circling
        yield f"  {percent(count / report.tally.plays):>6}   went in circles, around {where}, until stopped"


def _dead_ends(report: Report) -> Iterator[str]:
    if not report.dead_ends and not report.faults:
        yield "No dead ends."
        return
    for name, found in (("Dead ends", report.dead_ends), ("Faults while playing", report.faults)):
        if found:
            yield name
        for one in found[:SHOWN]:
            plays = f"{one.plays} play{'' if one.plays == 1 else 's'}"
            yield f"  {one.file}:{one.line}: {one.what} ({plays})"
            yield f"      {way(one.trail)}"
        yield from _more(found)


def way(steps: Sequence[Step]) -> str:
    """“hall: To the cellar → cellar: Back”."""
    if not steps:
        return "from the start, without a choice"
    return " → ".join(f"{step.node}: {quote(step.text)}" for step in steps)


def _more(found: Sequence[object]) -> Iterator[str]:
    if len(found) > SHOWN:
        yield f"      and {len(found) - SHOWN} more"


def _unseen(report: Report) -> Iterator[str]:
    if report.unseen:
        yield "Scenes that no play entered"
        for node, found in report.unseen[:SHOWN]:
            yield f"  {node}"
            if found is not None:
                yield f"      {found if found.path is None else way(found.path.steps)}"
        yield from _more(report.unseen)
    choices = (("Choices that were never open", report.never_offered), ("Choices that nobody took", report.never_taken))
    for name, missed in choices:
        yield from _listed(name, [f"{one.file}:{one.line}: {quote(one.text)}" for one in missed])
    sided = [(one, "always true" if holds else "never true") for one, holds in report.one_sided]
    yield from _listed(
        "Conditions that always came out the same", [f"{c.file}:{c.line}: {quote(c.words)}: {h}" for c, h in sided]
    )


def _listed(name: str, rows: list[str]) -> Iterable[str]:
    if rows:
        yield name
        yield from (f"  {row}" for row in rows[:SHOWN])
        yield from _more(rows)


def _time(report: Report) -> Iterator[str]:
    spread = report.seconds
    if spread is not None:
        yield (
            f"Playing time {clock(spread.median)}; most plays {clock(spread.p10)} to {clock(spread.p90)}, "
            f"the shortest {clock(spread.min)}, the longest {clock(spread.max)}"
        )


def clock(seconds: float) -> str:
    """“8:05”."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
