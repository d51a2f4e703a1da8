"""The paragraph: the most important first, never longer than an encoder reads, anchors whole whatever happens."""

from __future__ import annotations

import pytest

from generators.base import Angle, Camera, Figure, Framing, Look, Move, Setting, TimeOfDay, Weather
from generators.paragraph import estimated_tokens, sentences
from runtime.director.prompt import LIMIT, write_prompt

PLACE = Setting(
    interior=True,
    place="lighthouse stairs",
    description="a white granite tower, iron steps worn bright",
    time=TimeOfDay.NIGHT,
    weather=Weather.STORM,
    mood="slow, uneasy strings",
    props=("lantern", "coil of rope"),
)
MARA = Figure(name="MARA", looks="60, keeper of the light, grey braid", action="climbs", placement=-0.3)
TOM = Figure(name="TOM", looks="12, red scarf", action="waits", placement=0.34, speaking=True, emotion="whispering")
CAMERA = Camera(framing=Framing.CLOSE, angle=Angle.LOW, move=Move.PUSH_IN, subject="MARA")
LOOK = Look(style="paper-cut", palette=("muted teal", "amber"), lens="35 mm lens", grain=0.8)
EVENT = "Mara climbs the stairs with a lantern. The wind howls. A window breaks somewhere above."
WHOLE = [
    "Mara climbs the stairs with a lantern.",
    "The wind howls.",
    "A window breaks somewhere above.",
    "Interior, lighthouse stairs at night, storm: a white granite tower, iron steps worn bright.",
    "Mara (60, keeper of the light, grey braid) on the left climbs.",
    "Tom (12, red scarf) on the right waits, speaks, whispering.",
    "Paper-cut film.",
    "Close shot of Mara, low angle, slow push in.",
    "Lantern, coil of rope can be seen.",
    "The mood: slow, uneasy strings.",
    "Muted teal and amber.",
    "35 mm lens, heavy film grain.",
]
ANCHORS = (PLACE.description, MARA.looks, TOM.looks, "lighthouse stairs at night, storm")


def written(text: str = EVENT, limit: int = LIMIT, cast: tuple[Figure, ...] = (MARA, TOM)) -> str:
    return write_prompt(text, PLACE, cast, CAMERA, LOOK, limit)


def test_everything_is_said_when_there_is_room() -> None:
    assert sentences(written()) == WHOLE


@pytest.mark.parametrize("limit", range(10, 200, 3))
def test_whole_sentences_go_and_never_an_anchor(limit: int) -> None:
    kept = written(limit=limit)
    assert all(anchor in kept for anchor in ANCHORS)
    least = " ".join(part for part in sentences(kept) if any(anchor in part for anchor in ANCHORS))
    assert estimated_tokens(kept) <= limit or kept == least
    plain = [*WHOLE, "Mara (60, keeper of the light, grey braid) on the left.", "Tom (12, red scarf) on the right."]
    assert set(sentences(kept)) <= set(plain)


def test_the_least_important_goes_first() -> None:
    dropped: list[str] = []
    for limit in range(estimated_tokens(written()), 20, -1):
        kept = sentences(written(limit=limit))
        dropped += [part for part in WHOLE if part not in kept and part not in dropped]
    assert dropped[:6] == [WHOLE[11], WHOLE[10], WHOLE[9], WHOLE[8], WHOLE[2], WHOLE[1]]
    assert WHOLE[3] not in dropped


def test_a_long_action_keeps_its_beginning_and_the_camera() -> None:
    kept = written("Mara runs. " * 500)
    assert kept.startswith("Mara runs. Mara runs.")
    assert estimated_tokens(kept) <= LIMIT
    assert WHOLE[6] in kept
    assert WHOLE[7] in kept
    assert all(anchor in kept for anchor in ANCHORS)


def test_one_endless_sentence_is_left_out_whole() -> None:
    endless = "and on " * 5000
    busy = MARA.model_copy(update={"action": endless})
    kept = written(endless, cast=(busy, TOM))
    assert "and on" not in kept
    assert all(anchor in kept for anchor in ANCHORS)
    assert estimated_tokens(kept) <= LIMIT


def test_little_is_enough() -> None:
    bare = write_prompt("", Setting(), (), Camera(), Look(grain=0.0))
    assert bare == "Exterior, an open place at day, clear. Paper-cut film. Wide shot, still camera."
