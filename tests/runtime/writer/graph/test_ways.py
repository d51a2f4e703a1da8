"""Where a node can go on to, and what the map says of it."""

from __future__ import annotations

from runtime.story import read_story
from runtime.writer.graph.chart import Chart, Edge, chart_of
from runtime.writer.graph.ways import Way, ways_of

HALL = """\
[[var trust = 0]] [[var key = false]]

INT. HALL - NIGHT #hall#

= A hall with doors.

[[if trust > 1]]

> CUT TO: attic

[[elif key]]

[[call: aside]]

[[else]]

Nothing.

[[end]]

[[choice 7s: Which door?]]
+ The red *one*. [[default]] -> attic
* The blue one. [[if key]] -> DISSOLVE TO: cellar
    [[if trust == 0]]

    > END: Too soon

    [[end]]
+ Wait.

INT. CELLAR - NIGHT #cellar#

[[once]]

> DRAW: met

[[end]]

INT. ATTIC - NIGHT #attic#

[[when: trust > 2]] [[tag: met]]

> CUT TO: hall

INT. ASIDE - NIGHT #aside#

[[return]]

INT. LOST - NIGHT #lost#

> END:
"""


def chart(text: str = HALL) -> Chart:
    story = read_story(text).draft
    assert story is not None
    return chart_of(story)


def ways(node: str) -> dict[str, Way]:
    story = read_story(HALL).draft
    assert story is not None
    return {f"{way.sort} {way.target}{' ' + way.choice if way.choice else ''}": way for way in ways_of(
        story.program.scenes[node]).out}  # fmt: skip


def edge(chart: Chart, source: str, target: str) -> Edge:
    return next(
        one for one in chart.edges
        if (chart.vertices[one.source].name, chart.vertices[one.target].name) == (source, target)
    )  # fmt: skip


def test_every_way_out_of_a_node_is_found() -> None:
    assert list(ways("hall")) == [
        "jump attic",
        "call aside",
        "jump attic the-red-one",
        "end Too soon the-blue-one",
        "jump cellar the-blue-one",
        "fall cellar",
    ]


def test_a_way_has_the_conditions_that_enclose_it() -> None:
    found = ways("hall")
    assert found["jump attic"].conditions == ("trust > 1",)
    assert found["call aside"].conditions == ("not (trust > 1)", "key")
    assert found["end Too soon the-blue-one"].conditions == ("key", "trust == 0")
    assert found["jump cellar the-blue-one"].conditions == ("key",)
    assert found["fall cellar"].conditions == ()


def test_a_choice_gives_its_words_its_default_and_its_time() -> None:
    red, blue = ways("hall")["jump attic the-red-one"], ways("hall")["jump cellar the-blue-one"]
    assert (red.words, red.is_default, red.once, red.window_s) == ("The red one.", True, False, 7)
    assert (blue.is_default, blue.once, blue.transition) == (False, True, "dissolve")


def test_once_is_a_condition() -> None:
    assert ways("cellar")["draw met"].conditions == ("the first time",)


def test_what_cannot_be_reached_in_a_node_is_no_way() -> None:
    assert list(ways("attic")) == ["jump hall"]


def test_a_pool_stands_for_what_a_draw_may_find() -> None:
    made = chart()
    assert edge(made, "cellar", "met").dashed
    drawn = edge(made, "met", "attic")
    assert drawn.dashed
    assert drawn.ways[0].conditions == ("trust > 2",)
    assert made.vertices[made.index("pool", "met")].sort == "pool"


def test_vertices_know_the_start_their_choices_and_what_leads_to_them() -> None:
    made = chart()
    by_name = {one.name: one for one in made.vertices}
    hall = by_name["hall"]
    assert (hall.is_start, hall.choices, hall.window_s, hall.synopsis) == (True, 3, 7, "A hall with doors.")
    assert by_name["aside"].returns
    assert [one.name for one in made.vertices if not one.reached] == ["lost", ""]


def test_ways_to_the_same_node_are_one_edge() -> None:
    made = chart()
    both = edge(made, "hall", "attic")
    assert [way.choice for way in both.ways] == ["", "the-red-one"]
    assert both.is_default
    assert not both.dashed


def test_a_faulty_story_has_a_chart_of_what_can_be_read() -> None:
    made = chart("INT. A - DAY #a#\n\n> CUT TO: nowhere\n\nINT. B - DAY #b#\n\nText.\n")
    assert [one.name for one in made.vertices] == ["a", "b", ""]
