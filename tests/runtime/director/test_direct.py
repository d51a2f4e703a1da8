"""Beats become shots: who is seen, from where, for how long, and what the generator is told."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from generators.base import Framing, Move, Shot, TimeOfDay, Transition, Weather
from runtime.director import Bible, Setup, Spoken, Stage, direct
from runtime.story import choose, play, proceed, read_story, start
from runtime.story.model import Stretch

FPS = Fraction(24)
STORY = """Title: Two
Look: paper-cut, muted teal and amber, fine grain
Cast:
    MARA - 60, yellow oilskin, grey braid
    TOM - 12, red scarf
Places:
    LIGHTHOUSE - white granite tower

INT. LIGHTHOUSE STAIRS - NIGHT #stairs#

[[ambience: rain]]

Rain hammers the glass. MARA sits on the stairs with a lantern.

TOM comes up the stairs. [[shot: low angle, close, slow push in]]

TOM
(whispering)
Are you there?

MARA
Yes.

MARA
Come up. The fourth step is loose, and the sixth step is not a step at all, so mind where you put your feet.

TOM
Which one is the sixth?

IVO (O.S.)
Hello?

He looks down.

TOM leaves.

[[choice: What now?]]
+ Wait. -> stairs
+ Go. -> outside

EXT. LIGHTHOUSE - LATER #outside#

The wind drops.

> DISSOLVE TO: beach

EXT. BEACH - DAWN #beach#

MARA walks. It snows.

> END: Done
"""


def stretches() -> list[Stretch]:
    story = read_story(STORY).story
    assert story is not None
    first = play(story, start(story, 3))
    second = play(story, choose(story, first, first.exit.choices[1].id))  # type: ignore[union-attr]
    return [first, second, play(story, proceed(story, second))]


def bible() -> Bible:
    story = read_story(STORY).story
    assert story is not None
    return Bible(tuple(story.cast), tuple(story.places), story.look)


def setups(stretch: Stretch | None = None, speech: dict[str, Spoken] | None = None) -> tuple[Setup, ...]:
    return direct(stretch or stretches()[0], bible(), Stage(), speech or {}, FPS)[0]


@pytest.fixture
def shots() -> list[Shot]:
    return [setup.shot for setup in setups()]


def names(shot: Shot) -> list[str]:
    return [figure.name for figure in shot.cast]


def test_one_shot_for_each_action_and_each_line(shots: list[Shot]) -> None:
    assert len(shots) == 9


def test_it_establishes_and_then_goes_closer(shots: list[Shot]) -> None:
    assert shots[0].camera.framing is Framing.WIDE
    assert shots[2].camera.framing is Framing.CLOSE


def test_the_writers_camera_comes_first(shots: list[Shot]) -> None:
    camera = shots[1].camera
    assert (camera.framing, camera.angle.value, camera.move, camera.subject) == (
        Framing.CLOSE, "low", Move.PUSH_IN, "TOM",
    )  # fmt: skip


def test_answers_are_taken_over_the_shoulder(shots: list[Shot]) -> None:
    assert shots[3].camera.framing is Framing.OVER_THE_SHOULDER


def test_a_speaker_who_goes_on_keeps_the_picture(shots: list[Shot]) -> None:
    assert shots[4].transition is Transition.CONTINUE
    assert shots[4].camera == shots[3].camera
    assert shots[5].transition is Transition.CUT


def test_a_voice_from_outside_shows_nobody_new_and_does_not_cut(shots: list[Shot]) -> None:
    assert "IVO" not in names(shots[6])
    assert shots[6].transition is Transition.CONTINUE
    assert not any(figure.speaking for figure in shots[6].cast)


def test_a_pronoun_means_who_was_on_last(shots: list[Shot]) -> None:
    looking = next(figure for figure in shots[7].cast if figure.name == "TOM")
    assert looking.action == "looks down"


def test_people_enter_keep_their_places_and_leave(shots: list[Shot]) -> None:
    assert [names(shot) for shot in shots[:3]] == [["MARA"], ["MARA", "TOM"], ["MARA", "TOM"]]
    places = {figure.name: {s.placement for shot in shots for s in shot.cast if s.name == figure.name}
              for figure in shots[1].cast}  # fmt: skip
    assert all(len(found) == 1 for found in places.values())
    _, stage = direct(stretches()[0], bible(), Stage(), {}, FPS)
    assert [person.name for person in stage.people] == ["MARA"]


def test_who_sits_goes_on_sitting_with_what_they_hold(shots: list[Shot]) -> None:
    mara = next(figure for figure in shots[2].cast if figure.name == "MARA")
    assert mara.action == "sits on the stairs, with the lantern"


def test_everything_is_in_every_prompt(shots: list[Shot]) -> None:
    for shot in shots:
        assert "white granite tower" in shot.prompt
        assert "yellow oilskin" in shot.prompt
        assert "amber" in shot.prompt
    assert "lantern" in shots[0].prompt


def test_weather_time_and_props_go_on() -> None:
    first, second, third = stretches()
    _, stage = direct(first, bible(), Stage(), {}, FPS)
    outside, stage = direct(second, bible(), stage, {}, FPS)
    beach, _ = direct(third, bible(), stage, {}, FPS)
    assert outside[0].shot.setting.weather is Weather.RAIN
    assert outside[0].shot.setting.time is TimeOfDay.NIGHT
    assert not outside[0].shot.setting.interior
    assert (beach[0].shot.setting.weather, beach[0].shot.setting.time) == (Weather.SNOW, TimeOfDay.DAWN)
    assert beach[0].shot.transition is Transition.DISSOLVE
    assert "table" in filmed("A table. MARA sits.", "TOM walks in.")[1].setting.props


def test_a_stretch_without_beats_shows_its_place() -> None:
    bare = setups(replace(stretches()[1], beats=()))
    assert len(bare) == 1
    assert bare[0].shot.setting.place == "lighthouse"


def test_voices_set_lengths_and_lips() -> None:
    line = setups()[2]
    key = line.said[0].key
    voiced = setups(speech={key: Spoken(5.0, (0.5,) * 120)})[2]
    assert voiced.said[0].frames == 120
    assert voiced.frames == voiced.said[0].start + 120 + 11
    speaker = next(figure for figure in voiced.shot.cast if figure.speaking)
    assert speaker.loudness[voiced.said[0].start] == 0.5
    assert speaker.loudness[0] == 0.0


def test_sounds_begin_with_the_shot_that_follows_them() -> None:
    assert [cue.words for cue in setups()[0].cues] == ["rain"]


def test_the_same_stretch_is_filmed_the_same_way_and_another_seed_only_moves_the_chance() -> None:
    assert setups() == setups()
    assert len({setup.shot.seed for setup in setups()}) == len(setups())


def filmed(*paragraphs: str) -> list[Shot]:
    """The shots of a scene of MARA and TOM on a beach."""
    cast = "Cast:\n    MARA - 60, keeper\n    TOM - 12, boy\n"
    text = "\n\n".join((f"Title: T\n{cast}", "EXT. BEACH - DAY #beach#", *paragraphs, "> END: Over\n"))
    story = read_story(text).story
    assert story is not None
    made, _ = direct(play(story, start(story, 1)), Bible(tuple(story.cast)), Stage(), {}, FPS)
    return [setup.shot for setup in made]


def ways(shot: Shot) -> dict[str, int]:
    return {figure.name: figure.facing for figure in shot.cast}


def test_two_who_walk_go_the_same_way() -> None:
    shots = filmed("MARA walks over the sand. TOM walks behind her.", "TOM runs. MARA runs. [[shot: wide, pan left]]")
    assert [ways(shot) for shot in shots] == [{"MARA": 1, "TOM": 1}, {"MARA": -1, "TOM": -1}]


def test_whoever_walks_up_to_somebody_faces_them_and_whoever_leaves_turns_away() -> None:
    shots = filmed("MARA stands still. TOM walks up to her.", "TOM walks away. MARA watches.")
    assert [ways(shot) for shot in shots] == [{"MARA": 1, "TOM": -1}, {"MARA": 1, "TOM": 1}]


def test_under_a_voice_everybody_goes_on_with_what_they_were_doing() -> None:
    heard = "MARA (V.O.)\nWe walked."
    shots = filmed("MARA walks over the sand. TOM walks behind her.", heard, heard, "MARA\nStop.", heard)
    assert shots[1].cast == shots[2].cast == shots[0].cast
    assert shots[1].transition is Transition.CONTINUE
    assert [figure.action for figure in shots[4].cast] == ["", ""]


def test_a_voice_with_a_shot_of_its_own_is_heard_over_the_one_who_thinks_it() -> None:
    shots = filmed("MARA walks away. TOM walks over the sand.", "TOM (V.O.)\nShe never looked back. [[shot: medium]]")
    assert (shots[1].camera.subject, shots[1].camera.framing, shots[1].transition) == (
        "TOM", Framing.MEDIUM, Transition.CUT,
    )  # fmt: skip
    assert [(figure.name, figure.action) for figure in shots[1].cast] == [("TOM", "walks over the sand")]


MOODY = """Title: Moods

INT. ROOM - DAY #room#

ANNA waits. [[music: slow, uneasy strings]]

ANNA waits on.

[[music: {ends}]]

ANNA leaves.

> END: Over
"""


@pytest.mark.parametrize("ends", ["none", "None", "no music", "off", "silence"])
def test_music_that_ends_takes_its_mood_along(ends: str) -> None:
    reading = read_story(MOODY.format(ends=ends))
    assert reading.story is not None
    setups, stage = direct(play(reading.story, start(reading.story, 1)), Bible(), Stage(), {}, FPS)
    assert ["The mood: slow, uneasy strings." in setup.shot.prompt for setup in setups] == [True, True, False]
    assert "mood" not in setups[-1].shot.prompt
    assert stage.setting.mood == ""
