"""What CLIP reads of a shot: the essential, within its 77 tokens, whatever the shot says."""

from __future__ import annotations

import pytest

from generators.base import Camera, Figure, Framing, Look, Setting, Shot, TimeOfDay, Weather
from generators.image_stream.words import CLIP_ROWS, brief, short_prompt
from generators.paragraph import estimated_tokens

PLACE = Setting(place="lighthouse stairs", time=TimeOfDay.NIGHT, weather=Weather.STORM, description="granite, iron")
MARA = Figure(name="MARA", looks="60, grey braid, yellow oilskin", action="climbs with a lantern, out of breath")
TOM = Figure(name="TOM", looks="12, red scarf", speaking=True)
SHOT = Shot(prompt="Mara climbs. " * 90, setting=PLACE, cast=(MARA, TOM), camera=Camera(framing=Framing.CLOSE))


def test_the_essential_stands_first() -> None:
    words = short_prompt(SHOT)
    assert words.startswith(
        "lighthouse stairs at night, storm, Tom speaks, Mara climbs with a lantern, paper-cut, close shot"
    )
    assert "red scarf" in words
    assert estimated_tokens(words) <= CLIP_ROWS


def test_whom_the_camera_is_about_comes_first() -> None:
    about = SHOT.model_copy(update={"camera": Camera(framing=Framing.CLOSE, subject="MARA")})
    words = short_prompt(about)
    assert words.index("Mara climbs") < words.index("Tom speaks")


def test_what_happens_where_nobody_acts() -> None:
    shot = Shot(prompt="The wind drops. Interior, stairs.", setting=PLACE)
    assert short_prompt(shot).startswith("lighthouse stairs at night, storm, The wind drops")
    again = Shot(prompt="Interior, lighthouse stairs at night, storm: granite.", setting=PLACE)
    assert short_prompt(again).count("lighthouse stairs") == 1


def test_a_crowd_and_long_words_keep_the_essential() -> None:
    crowd = tuple(
        Figure(name=f"NAME{n}", action="walks " * 400, looks="tall " * 400, placement=n / 10) for n in range(7)
    )
    shot = Shot(setting=PLACE.model_copy(update={"props": ("rope " * 900,)}), cast=crowd, look=Look(style="x" * 999))
    words = short_prompt(shot)
    assert words.startswith("lighthouse stairs at night, storm, Name0 walks walks")
    assert estimated_tokens(words) <= CLIP_ROWS


@pytest.mark.parametrize("junk", ["", " ", ".,;", "\0\n", "灯" * 5000, "x" * 100_000, "🙂 " * 500])
def test_any_shot_is_read(junk: str) -> None:
    figure = Figure(name=junk, looks=junk, action=junk)
    setting = Setting(place=junk, description=junk, props=(junk,))
    shot = Shot(prompt=junk, setting=setting, cast=(figure,), look=Look(style=junk, palette=(junk,)))
    words = short_prompt(shot)
    assert estimated_tokens(words) <= CLIP_ROWS


def test_the_model_s_own_count_decides() -> None:
    assert short_prompt(SHOT, 7, lambda text: len(text.split())) == "lighthouse stairs at night, storm, Tom speaks"


def test_brief() -> None:
    assert brief("climbs with a lantern, out of breath", 8) == "climbs with a lantern"
    assert brief("one two three four", 2) == "one two"
