"""The two short shows: how long they last, which choices lead to which ending, and who finds out what."""

from __future__ import annotations

import pytest

from generators.base import TimeOfDay, Transition, Weather
from runtime.course import Course
from runtime.director import direct
from runtime.story import lint, read_story
from tests.stories.walking import FPS, STORIES, Walk, by_choices, performed_s, show, told, walk, walks

SHORT = ("postscript", "two-and-a-half")
LED = {("sign", "parcel"), ("dry", "stand"), ("pass", "parcel"), ("river", "parcel")}
PULLED = {
    ("sign", "pass"),
    ("sign", "plain"),
    ("dry", "run"),
    ("pass", "left"),
    ("river", "bridge"),
    ("river", "through"),
}


@pytest.mark.parametrize("name", SHORT)
def test_nothing_is_found_in_it(name: str) -> None:
    reading = read_story((STORIES / name / f"{name}.fountain").read_text(encoding="utf-8"), f"{name}.fountain")
    assert reading.story is not None
    assert [f"{one.place.line}: {one.code}" for one in (*reading.diagnostics, *lint(reading.story))] == []


@pytest.mark.parametrize("name", SHORT)
def test_it_lasts_four_to_six_minutes_by_itself(name: str) -> None:
    assert 240 <= performed_s(show(name), walk(show(name), 1, passive=True)) <= 360


@pytest.mark.parametrize("name", SHORT)
@pytest.mark.soak
def test_no_path_lasts_longer_than_nine_minutes(name: str) -> None:
    paths = {tuple(one.chosen): one for one in walks(name)}
    assert max(performed_s(show(name), one) for one in paths.values()) <= 540


@pytest.mark.parametrize(
    ("choices", "ending"),
    [
        ("exact cloak nothing nothing all", "Two and a Half"),
        ("kinder cloak tickets come all", "Two and a Half"),
        ("closed sword written lie draw all", "Two and a Half"),
        ("exact sword nothing written talk", "None"),
        ("exact sword written doubt talk", "None"),
        ("exact sword monday written go", "One"),
        ("exact cloak written lie carry", "One"),
        ("exact cloak written lie run", "A Half"),
    ],
)
def test_endings_of_two_and_a_half(choices: str, ending: str) -> None:
    assert by_choices("two-and-a-half", *choices.split()).ending == ending


@pytest.mark.parametrize(
    ("choices", "ending"),
    [
        ("parcel stand parcel on go", "Delivered"),
        ("pass parcel parcel rope go", "Delivered"),
        ("pass left through on hold", "Delivered"),
        ("pass back", "Return to Sender"),
        ("parcel shout back", "Return to Sender"),
        ("plain run through rope", "Change of Address"),
        ("parcel shout parcel wait stay", "Change of Address"),
        ("plain run bridge on go", "Lost in the Post"),
    ],
)
def test_endings_of_postscript(choices: str, ending: str) -> None:
    assert by_choices("postscript", *choices.split()).ending == ending


def test_one_learns_of_the_tickets_or_of_the_telegram_and_never_of_both() -> None:
    for one in walks("two-and-a-half"):
        assert ("cloak" in one.nodes) != ("sword" in one.nodes)
        assert "monday" not in one.nodes or "sword" in one.nodes
        assert "pony" not in one.nodes or "cloak" in one.nodes


def test_who_was_given_away_is_not_in_the_room_when_somebody_asks() -> None:
    given_away = told("two-and-a-half", ("box", "monday"), ("turn", "written"))
    assert given_away
    assert all(one.ending != "Two and a Half" for one in given_away)
    assert all("Papa is still out on the stage" in {c.locked for c in one.points[-1].choices} for one in given_away)


def test_whoever_says_nothing_hears_what_they_are_afraid_of() -> None:
    """Silence is the default, and the only way to both of these lines at once."""
    heard = {"I was afraid that you would go.", "I was afraid that you would let me."}
    silent = walk(show("two-and-a-half"), 1, passive=True)
    assert heard <= {line.text for line in silent.lines}
    assert all("known" in one.nodes for one in walks("two-and-a-half") if heard & {line.text for line in one.lines})


def test_dot_whispers() -> None:
    whispered = [line for one in walks("two-and-a-half") for line in one.lines if "whispering" in line.manner]
    assert {line.character for line in whispered} == {"DOT"}


def test_the_horse_goes_on_with_those_who_let_him_lead() -> None:
    for one in told("postscript", ("fields", "rope")):
        led, pulled = len(LED & set(one.chosen)), len(PULLED & set(one.chosen))
        assert ("address" in one.nodes) == (led <= pulled), one.chosen
        assert ("lost" in one.nodes) <= (led <= pulled), one.chosen


def test_every_letter_has_a_postscript() -> None:
    last = {one.ending: one.lines[-1].text for one in walks("postscript")}
    assert len(set(last.values())) == 4
    assert all(text.startswith("Postscript. ") for text in last.values())


def test_one_way_leads_through_sand_and_one_through_snow() -> None:
    for one in walks("postscript"):
        assert ("dry" in one.nodes) != ("pass" in one.nodes)


def settings(name: str, one: Walk) -> tuple[set[Weather], set[TimeOfDay], set[bool], set[Transition]]:
    """(weathers, times, inside or out, transitions) of all shots of a walk, as the director sees them."""
    course, choices = Course.begin(show(name), one.seed), [choice for _, choice in one.chosen]
    shots = []
    while True:
        setups, _ = direct(course.stretch, course.bible, course.stage, {}, FPS)
        shots += [setup.shot for setup in setups]
        if course.ending is not None:
            break
        course = course.chosen(choices.pop(0)) if course.point else course.gone_on()
    return (
        {shot.setting.weather for shot in shots},
        {shot.setting.time for shot in shots},
        {shot.setting.interior for shot in shots},
        {shot.transition for shot in shots},
    )


def test_weather_and_time_of_day_change_on_the_way() -> None:
    seen = [settings("postscript", one) for one in walks("postscript")[:120]]
    assert {weather for weathers, _, _, _ in seen for weather in weathers} == set(Weather)
    assert {time for _, times, _, _ in seen for time in times} == set(TimeOfDay)
    assert {transition for _, _, _, used in seen for transition in used} == set(Transition)
    assert all(inside == {False} for _, _, inside, _ in seen)
    passive = settings("postscript", walk(show("postscript"), 1, passive=True))
    assert len(passive[0]) >= 4
    assert len(passive[1]) == 5


def test_the_play_never_goes_outside() -> None:
    for one in walks("two-and-a-half")[:40]:
        assert settings("two-and-a-half", one)[2] == {True}
