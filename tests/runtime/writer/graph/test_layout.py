"""Layers, order and places: nothing overlaps, lines lead down, ribbons are cut, large charts stay bounded."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from runtime.story import read_story
from runtime.writer.graph.chart import chart_of
from runtime.writer.graph.layers import CROWD, plan
from runtime.writer.graph.layout import Box, Layout, Link, lay_out
from runtime.writer.graph.order import Weave, untangle
from runtime.writer.graph.picture import Picture, picture_of
from tests.runtime.writer.graph.plays import branching, chain


def picture(text: str) -> Picture:
    story = read_story(text).draft
    assert story is not None
    return picture_of(chart_of(story))


def layout(count: int, ends: list[tuple[int, int]]) -> Layout:
    links = [Link(source, target, Box(60, 13)) for source, target in ends]
    return lay_out(plan(count, ends), [Box(100, 50)] * count, links)


def overlapping(made: Picture) -> list[tuple[int, int]]:
    """Pairs of cards that lie on one another."""
    cards = sorted(made.cards, key=lambda card: card.y)
    return [
        (one.vertex, other.vertex)
        for n, one in enumerate(cards)
        for other in cards[n + 1 :]
        if other.y < one.y + one.height and one.x < other.x + other.width and other.x < one.x + one.width
    ]


def test_a_cycle_is_broken_where_it_leads_back() -> None:
    made = plan(3, [(0, 1), (1, 2), (2, 0)])
    assert made.ranks == [0, 1, 2]
    assert made.back == {2}


def test_links_lead_down_except_those_that_lead_back() -> None:
    chance = random.Random(1)
    links = [(chance.randrange(60), chance.randrange(60)) for _ in range(150)]
    made = plan(60, links)
    for number, (source, target) in enumerate(links):
        if source != target:
            assert (made.ranks[source] < made.ranks[target]) != (number in made.back)


def test_a_rank_is_not_wider_than_a_chart_of_its_size() -> None:
    made = plan(101, [(0, n) for n in range(1, 101)])
    assert max(made.ranks.count(rank) for rank in made.ranks) <= 9


def test_what_is_crowded_keeps_its_shortest_lines() -> None:
    links = [(n, n + 1) for n in range(30)] + [(n, 31) for n in range(31)]
    made = plan(32, links)
    led = [number for number, (_, target) in enumerate(links) if target == 31 and number not in made.far]
    assert 0 < len(led) <= CROWD
    assert len(links) - 1 in led


def test_a_long_chain_is_folded_into_columns() -> None:
    made = picture(chain(300))
    assert 0.8 < made.width / made.height < 4
    assert len(made.threads) == 300
    assert not overlapping(made)


def test_two_lines_that_cross_are_untangled() -> None:
    weave = Weave()
    a, b, c, d = weave.add(0), weave.add(0), weave.add(1), weave.add(1)
    weave.join(a, d)
    weave.join(b, c)
    untangle(weave)
    assert [weave.rows[0].index(a) == weave.rows[1].index(d), weave.rows[0].index(b) == weave.rows[1].index(c)] == [
        True,
        True,
    ]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_card_lies_on_another(seed: int) -> None:
    made = picture(branching(120, seed))
    assert not overlapping(made)
    assert all(card.x >= 0 and card.x + card.width <= made.width + 0.01 for card in made.cards)
    assert all(card.y >= 0 and card.y + card.height <= made.height + 0.01 for card in made.cards)


def test_labels_lie_on_nothing() -> None:
    made = picture(branching(60, 5))
    places = [(*thread.route.label, thread.label) for thread in made.threads if thread.label and thread.route.label]
    assert len(places) > 30
    for n, (x, y, label) in enumerate(places):
        for other_x, other_y, other in places[n + 1 :]:
            apart = abs(x - other_x) >= (label.width + other.width) / 2 - 0.01
            assert apart or abs(y - other_y) >= (label.height + other.height) / 2 - 0.01
        for card in made.cards:
            beside = x + label.width / 2 <= card.x or x - label.width / 2 >= card.x + card.width
            assert beside or y + label.height / 2 <= card.y or y - label.height / 2 >= card.y + card.height


def test_a_line_begins_at_its_source_and_points_at_its_target() -> None:
    made = layout(3, [(0, 1), (1, 2), (2, 0)])
    down, back = made.routes[0], made.routes[2]
    assert down.pieces[0].start[1] == made.spots[0][1] + 50
    assert down.tip[1] == made.spots[1][1]
    assert back.back
    assert back.pieces[0].start[1] == made.spots[2][1]
    assert back.tip[1] == made.spots[0][1] + 50


def test_the_pieces_of_a_line_hang_together() -> None:
    made = picture(branching(150, 4))
    for thread in made.threads:
        for one, other in pairwise(thread.route.pieces):
            assert one.end == other.start
        assert thread.route.path().startswith("M")


def test_what_nothing_leads_to_stands_apart() -> None:
    made = picture("INT. A - DAY #a#\n\n> END: x\n\nINT. B - DAY #b#\n\n> END: x\n")
    assert made.apart_y is not None
    lost = next(card for card in made.cards if made.chart.vertices[card.vertex].name == "b")
    assert lost.y > made.apart_y > max(card.y for card in made.cards if card is not lost)


def test_a_way_that_is_not_drawn_is_named_on_its_card() -> None:
    made = picture("INT. A - DAY #a#\n\n[[choice: Q]]\n+ Once more. -> a\n+ Go. -> b\n\nINT. B - DAY #b#\n\n> END: x\n")
    assert [far.text for far in made.cards[0].far] == ["↻ again · Once more."]


def test_the_same_story_gets_the_same_map() -> None:
    one, other = picture(branching(80)), picture(branching(80))
    assert [(card.x, card.y) for card in one.cards] == [(card.x, card.y) for card in other.cards]


def test_a_large_chart_has_slim_cards_and_bounded_lines() -> None:
    made = picture(branching(1600))
    assert {card.width for card in made.cards} == {140.0}
    pieces = sum(len(thread.route.pieces) for thread in made.threads)
    assert pieces < 12 * len(made.cards)


def test_one_node() -> None:
    made = picture("INT. A - DAY\n\nText.\n")
    assert len(made.cards) == 2
    assert made.width > 0
