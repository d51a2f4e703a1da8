"""`diorama graph`: a story as a map to look at: a page, an SVG file, or Mermaid's text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from runtime.errors import StoryError, UsageError

if TYPE_CHECKING:
    from runtime.story import Story
    from runtime.writer.graph.coverage import Coverage

ENDINGS = (".html", ".svg", ".mmd")
MOST_SCENES, MOST_EDGES = 20_000, 40_000  # of a map: some seconds of work, 300 MB


def draw_story(story: Story, ending: str, coverage: Coverage | None = None) -> str:
    """The map of a story as the text of a file with that ending, one of ENDINGS; StoryError where it is too large."""
    from runtime.writer.graph.chart import chart_of
    from runtime.writer.graph.mermaid import draw_mermaid
    from runtime.writer.graph.page import draw_page
    from runtime.writer.graph.picture import picture_of
    from runtime.writer.graph.svg import draw_file

    chart = chart_of(story)
    if len(chart.vertices) > MOST_SCENES or len(chart.edges) > MOST_EDGES:
        many = f"{len(chart.vertices):,} scenes and {len(chart.edges):,} ways between them"
        raise StoryError(
            f"There are {many}, and a map holds at most {MOST_SCENES:,} and {MOST_EDGES:,}. "
            "Draw the map of a part: put scenes into a file of their own, and name that one."
        )
    if ending == ".mmd":
        return draw_mermaid(chart)
    return (draw_page if ending == ".html" else draw_file)(picture_of(chart, coverage), coverage)


def make_graph(name: str, out: Path | None = None, playtest: Path | None = None) -> tuple[Path, int]:
    """Draw the story called `name` into a file; its path, and how many errors the story has.

    Without `out` it is the story's name with `.html` in the current folder. UsageError for an ending that cannot be
    written, and where the default name is somebody else's file; StoryError where there is nothing to draw.
    """
    from runtime import ink
    from runtime.library import find_story, read_found
    from runtime.writer.graph.coverage import read_coverage

    if out is not None and out.suffix.lower() not in ENDINGS:
        raise UsageError(f"-o: a map ends in {', '.join(ENDINGS)}. Did you mean {out.with_suffix('.html')}?")
    coverage = read_coverage(playtest) if playtest else None
    found = find_story(name)
    if ink.is_ink(found.path.name, found.text):
        raise UsageError(f"graph: ink is drawn after it is imported. Type: diorama import {name}")
    reading = read_found(found)
    if reading.draft is None or not reading.draft.nodes:
        what = next((one.what for one in reading.diagnostics), "the story has no scene")
        raise StoryError(f"There is nothing to draw: {what}. Run: diorama check {name}", reading.diagnostics)
    path = out or _own(found.path)
    text = draw_story(reading.draft, path.suffix.lower(), coverage)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path, sum(one.severity == "error" for one in reading.diagnostics)


def _own(story: Path) -> Path:
    """The default file for a story's map; a file of that name that is no map of ours is not written over."""
    from runtime.library import MAIN
    from runtime.writer.graph.page import GENERATED

    path = Path(f"{story.resolve().parent.name if story.name == MAIN else story.stem}.html")
    if path.exists() and GENERATED not in path.read_bytes()[:4000].decode("utf-8", "replace"):
        raise UsageError(f"{path} is here already, and is not a map. Type: -o another-name.html")
    return path
