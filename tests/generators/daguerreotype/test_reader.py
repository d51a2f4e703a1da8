"""The reader: learns to name what frames show, and is not asked what cannot be seen."""

from __future__ import annotations

import pytest
import torch

from generators.daguerreotype.archive import Archive
from generators.daguerreotype.codec import CHANNELS
from generators.daguerreotype.curriculum import INDOORS, KINDS, TIMES, WEATHERS
from generators.daguerreotype.reader import (
    ATTRIBUTES,
    CELLS,
    UNKNOWN,
    Reader,
    answers,
    countable,
    counted,
    marked,
    reader_of,
    right_shares,
    trained,
)
from generators.daguerreotype.scene import FIGURE, HEAD, MOST_FIGURES, SPOTTED, VIEW, WIDTH
from generators.daguerreotype.underlay import COLUMNS, ROWS
from tests.generators.daguerreotype import tiny

OUTDOORS = next(n for n, kind in enumerate(KINDS) if kind not in INDOORS)
ROOM = KINDS.index("kitchen")


def row(kind: int = OUTDOORS, time: int = 0, weather: int = 0, *feet: float, tall: float = 0.5) -> torch.Tensor:
    """One row, with a figure `tall` picture heights tall at each of `feet`."""
    made = torch.zeros(WIDTH)
    made[[kind, len(KINDS) + time, len(KINDS) + len(TIMES) + weather]] = 1
    people = made[HEAD + VIEW :].view(MOST_FIGURES, FIGURE)
    for n, x in enumerate(feet):
        people[n, [0, SPOTTED, SPOTTED + 1, SPOTTED + 3]] = torch.tensor([1.0, x, 0.8, tall])
    return made


def toy() -> Archive:
    """Two flat pictures, a red one and a green one, of which everything is different."""
    rows = [row(0, 0, 0, 0.1), row(1, 3, 1, 0.1, -0.3)]
    latents = torch.zeros(2, CHANNELS, 1, ROWS, COLUMNS)
    latents[0, 0] = latents[1, 1] = 25
    return Archive(latents.half(), torch.stack(rows)[:, None].half())


def test_a_reader_learns_what_it_is_shown() -> None:
    reader = trained(
        tiny.codec(), toy(), steps=20, batch=6, rate=4e-3, reader=Reader((24, 48, 96, 160), (24, 48, 64, 64, 64, 64))
    )
    frames = torch.stack([tiny.codec().decoded(one.float())[0] for one in toy().latents])
    shares = right_shares(reader, frames, toy().rows[:, 0].float())
    assert set(shares) == set(ATTRIBUTES)
    assert min(shares.values()) == 1.0


def test_answers_are_what_a_row_says() -> None:
    asked = answers(torch.stack([row(OUTDOORS, 2, 3, 0.0, 0.5), row(ROOM, 4, 1)]))
    assert asked["place"].tolist() == [OUTDOORS, ROOM]
    assert asked["time"].tolist() == [2, 4]
    assert asked["weather"].tolist() == [3, UNKNOWN]
    assert asked["figures"].tolist() == [2, 0]


def test_who_stands_outside_the_picture_is_not_counted() -> None:
    assert answers(row(0, 0, 0, 0.5, 1.2, -2.0)[None])["figures"].tolist() == [1]


@pytest.mark.parametrize(
    ("feet", "tall", "fair"),
    [
        ((), 0.5, True),
        ((-0.5, 0.5), 0.5, True),
        ((0.0, 0.1), 0.5, False),  # one before the other
        ((0.97,), 0.5, False),  # half in the picture
        ((0.0,), 1.6, False),  # a face
        ((0.0,), 0.1, False),  # a speck
        ((3.0,), 1.6, True),  # a face outside
    ],
)
def test_people_are_counted_where_a_person_could(feet: tuple[float, ...], tall: float, fair: bool) -> None:
    made = row(0, 0, 0, *feet, tall=tall)[None]
    assert countable(made).tolist() == [fair]
    assert (answers(made)["figures"].item() != UNKNOWN) == fair


def test_the_map_holds_one_spot_for_each_on_their_body() -> None:
    made = marked(torch.stack([row(0, 0, 0, -0.5, 0.5), row(0, 0, 0, 2.0)]))
    assert made.shape == (2, *CELLS)
    assert made.sum((1, 2)).tolist() == pytest.approx([2, 0], abs=1e-3)
    left, right = made[0, :, : CELLS[1] // 2], made[0, :, CELLS[1] // 2 :]
    assert float(left.sum()) == pytest.approx(float(right.sum()), abs=1e-3)
    assert int(left.sum(0).argmax()) in (7, 8)


def test_a_map_counts_as_the_nearest_number() -> None:
    maps = torch.stack([torch.full(CELLS, n / (CELLS[0] * CELLS[1])) for n in (0.2, 1.4, 2.6, 9.0)])
    assert counted(maps).argmax(1).tolist() == [0, 1, 3, MOST_FIGURES]


def test_every_real_row_has_answers() -> None:
    asked = answers(tiny.told().flatten(0, 1))
    for name, size in ATTRIBUTES.items():
        known = asked[name][asked[name] != UNKNOWN]
        assert 0 <= int(known.min()) <= int(known.max()) < size


def test_where_nothing_is_asked_nothing_is_wrong() -> None:
    frames = torch.rand(1, 3, 144, 256, generator=tiny.chance())
    assert right_shares(Reader().eval(), frames, row(ROOM, 0, 0, 0.0, 0.05)[None])["figures"] == 1.0


def test_the_weather_of_rooms_is_no_mistake() -> None:
    reader = Reader().eval()
    frames = torch.rand(2, 3, 144, 256, generator=tiny.chance())
    read = int(reader(frames)["weather"][0].argmax())
    both = torch.stack([row(OUTDOORS, 0, read), row(ROOM, 0, (read + 1) % len(WEATHERS))])
    assert right_shares(reader, frames, both)["weather"] == 1.0


def test_a_reader_is_its_weights() -> None:
    one = Reader().eval()
    kept = {f"reader.{name}": value for name, value in one.state_dict().items()} | {"codec.mean": torch.zeros(1)}
    frames = torch.rand(1, 3, 144, 256, generator=tiny.chance())
    for name, logits in reader_of(kept)(frames).items():
        assert logits.shape == (1, ATTRIBUTES[name])
        assert logits.detach() == pytest.approx(one(frames)[name].detach(), abs=1e-5)
