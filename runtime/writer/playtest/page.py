"""The report as one HTML page that needs no network and runs no script; every word of a story is escaped."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.writer.playtest.chart import bar, histogram
from runtime.writer.playtest.told import clock, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from runtime.writer.playtest.inventory import WrittenChoice
    from runtime.writer.playtest.report import Report
    from runtime.writer.playtest.tally import Trouble
    from runtime.writer.reach import Outcome, Step

ROWS = 400  # of a table
AROUND = 6  # scenes in which plays went in circles that are named
FOLDED = 12  # rows; longer tables are folded away


def draw_page(report: Report) -> str:
    """The whole page, in UTF-8."""
    sheet = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    title = _words(report.story.title or Path(report.story.file).stem)
    parts = (
        _figures(report),
        f'<div class="pair">{_section("Endings", _endings(report))}{_section("Playing time", _time(report))}</div>',
        _section("Dead ends", _dead_ends(report)),
        _missed(report),
        _section("Scenes", _scenes(report)),
    )
    page = (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'; "
        f"img-src data:; base-uri 'none'; form-action 'none'\">\n"
        f'<meta name="generator" content="diorama playtest">\n<meta name="color-scheme" content="light dark">\n'
        f'<link rel="icon" href="data:,">\n<title>{title}: play-test</title>\n<style>{sheet}</style>\n</head>\n<body>\n'
        f"<header><h1>{title}</h1><p>{_about(report)}</p></header>\n<main>\n{''.join(parts)}</main>\n"
        "<footer><p>Made by diorama playtest. The same seed gives the same plays again.</p></footer>\n"
        "</body>\n</html>\n"
    )
    return page.encode("utf-8", "replace").decode()


def _words(text: str) -> str:
    """Words of a story, fit for the page."""
    return escape("".join(c if c.isprintable() else " " for c in text))


def _about(report: Report) -> str:
    bots = {"both": "bots that choose at random, and bots that look for what was not seen yet, took turns"}
    bots |= {"random": "bots chose at random", "greedy": "bots looked for what was not seen yet"}
    return f"Played {report.tally.plays:,} times, seed {report.order.seed}: {bots[report.order.bot]}."


def _section(title: str, content: str) -> str:
    return f"<section><h2>{title}</h2>{content}</section>\n"


# --- figures ----------------------------------------------------------------------------------------------------------


def _figures(report: Report) -> str:
    written = report.written
    lines = len(written.lines) - len(report.unseen_lines)
    rows: list[tuple[str, float | None, int, int]] = [
        ("Scenes", report.node_coverage, len(written.nodes) - len(report.unseen), len(written.nodes)),
        ("Choices", report.choice_coverage, report.choices_taken, len(written.choices)),
        ("Lines", report.line_coverage, lines, len(written.lines)),
    ]
    if report.conditions:
        both = len(report.conditions) - len(report.one_sided) - len(report.unasked)
        rows.append(("Conditions, both ways", both / len(report.conditions), both, len(report.conditions)))
    return f'<dl class="figures">{"".join(_figure(*row) for row in rows)}</dl>'


def _figure(name: str, share: float | None, part: int, whole: int) -> str:
    big, small = (f"{part:,}", "seen") if share is None else (percent(share), f"{part:,} of {whole:,}")
    return f'<div><dt>{name}</dt><dd class="big">{big}</dd><dd class="small">{small}</dd></div>'


def _endings(report: Report) -> str:
    plays = max(1, report.tally.plays)
    rows = [(_words(title) or "without a title", count) for title, count in report.endings.items()]
    rows += [("no end that somebody wrote", report.ran_out)] if report.ran_out else []
    rows += [("in circles, until stopped", report.tally.circling)] if report.tally.circling else []
    shown = (
        f'<tr{"" if count else " class=missing"}><td>{title}</td><td class="barred">{bar(count / plays)}</td>'
        f'<td class="number">{percent(count / plays)}</td></tr>'
        for title, count in rows
    )
    return f"<table>{''.join(shown)}</table>" if rows else '<p class="note">No play came to an end.</p>'


def _time(report: Report) -> str:
    spread = report.seconds
    if spread is None:
        return '<p class="note">No play came to an end.</p>'
    return (
        f"{histogram(report.tally.seconds, spread.median)}"
        f'<p class="note">Half of the plays last up to {clock(spread.median)}; four in five between '
        f"{clock(spread.p10)} and {clock(spread.p90)}; the shortest {clock(spread.min)}, the longest "
        f"{clock(spread.max)}. Without voices, at reading speed.</p>"
    )


# --- what goes wrong --------------------------------------------------------------------------------------------------


def _dead_ends(report: Report) -> str:
    found = [*report.dead_ends, *report.faults]
    if not found and not report.tally.circling:
        return '<p class="good">None. Every play came to an end that somebody wrote.</p>'
    return _circles(report) + "".join(map(_trouble, found[:ROWS]))


def _circles(report: Report) -> str:
    if not report.tally.circling:
        return ""
    where = ", ".join(f"“{_words(node)}”" for node, _ in report.tally.circles.most_common(AROUND))
    plays = f"{report.tally.circling:,} play{'' if report.tally.circling == 1 else 's'}"
    return (
        f'<div class="trouble"><h3>Round and round</h3><p>{plays} · around {where}, until they were stopped</p></div>'
    )


def _trouble(found: Trouble) -> str:
    plays = f"{found.plays:,} play{'' if found.plays == 1 else 's'}"
    what = _words(f"{found.what[:1].upper()}{found.what[1:]}")
    where = _words(f"{Path(found.file).name}, line {found.line}")
    why = f" · {_words(found.why)}" if found.why else ""
    return f'<div class="trouble"><h3>{what}</h3><p>{where} · {plays}{why}</p>{_path(found.trail)}</div>'


def _path(steps: Sequence[Step]) -> str:
    if not steps:
        return '<p class="note">From the start, without a choice.</p>'
    rows = "".join(f'<li>{_words(one.text)} <span class="scene">{_words(one.node)}</span></li>' for one in steps)
    return f'<ol class="path">{rows}</ol>'


# --- what was missed --------------------------------------------------------------------------------------------------


def _missed(report: Report) -> str:
    unseen = "".join(f'<div class="trouble"><h3>{_words(n)}</h3>{_searched(found)}</div>' for n, found in report.unseen)
    sided = [(one, "always true" if holds else "never true") for one, holds in report.one_sided]
    lines = [
        (f"{Path(o.file).name}:{o.line}", o.node, f"{o.speaker}: {o.text}" if o.speaker else o.text)
        for o in report.unseen_lines
    ]
    rows = [(f"{Path(one.file).name}:{one.line}", one.words, came) for one, came in sided]
    parts = (
        ("Scenes that no play entered", unseen),
        ("Choices that were never open", _choices(report.never_offered)),
        ("Choices that nobody took", _choices(report.never_taken)),
        ("Lines that were never played", _table(("", "Scene", "Words"), lines)),
        ("Conditions that always came out the same", _table(("", "Condition", "Came out"), rows)),
    )
    return "".join(_section(title, content) for title, content in parts if content)


def _searched(found: Outcome | None) -> str:
    """What the search says of a scene that bots did not enter."""
    if found is None:
        return ""
    said = "The bots missed it, and there is a way" if found.path is not None else str(found).rstrip(".")
    return f"<p>{_words(said)}.</p>{_path(found.path.steps) if found.path is not None else ''}"


def _choices(missed: Iterable[WrittenChoice]) -> str:
    rows = [(f"{Path(one.file).name}:{one.line}", one.node, one.text) for one in missed]
    return _table(("", "Scene", "Choice"), rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column says where; nothing where there are no rows."""
    if not rows:
        return ""
    head = "".join(f"<th>{name}</th>" for name in heads)
    body = "".join(
        f'<tr><td class="place">{_words(first)}</td>{"".join(f"<td>{_words(word)}</td>" for word in rest)}</tr>'
        for first, *rest in rows[:ROWS]
    )
    more = f'<p class="note">And {len(rows) - ROWS:,} more.</p>' if len(rows) > ROWS else ""
    table = f"<table><tr>{head}</tr>{body}</table>{more}"
    return table if len(rows) <= FOLDED else f"<details><summary>All {len(rows):,}</summary>{table}</details>"


def _scenes(report: Report) -> str:
    plays = max(1, report.tally.plays)
    rows = "".join(_scene_rows(report, plays))
    head = (
        '<tr><th>Scene</th><th></th><th></th><th class="number">Of all plays</th><th class="number">Entered</th></tr>'
    )
    return f"<table>{head}{rows}</table>"


def _scene_rows(report: Report, plays: int) -> Iterator[str]:
    for node in report.written.nodes:
        reached = report.tally.reached[node] / plays
        kind = "" if reached else " class=missing"
        written = report.story.nodes.get(node)
        heading = f'<td class="heading">{_words(written.heading.text) if written else ""}</td>'
        yield (
            f'<tr{kind}><td>{_words(node)}</td>{heading}<td class="barred">{bar(reached)}</td>'
            f'<td class="number">{percent(reached)}</td><td class="number">{report.tally.visits[node]:,}</td></tr>'
        )
