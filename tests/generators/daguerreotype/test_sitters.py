"""The sitters: a point is seen as the puppet's papers have it, and nothing is painted where nobody is."""

from __future__ import annotations

import pytest
import torch

from generators.base import Camera, Figure, Framing, Setting, Shot
from generators.daguerreotype.scene import END, FIGURE, HEAD, LATENT_FRAMES, SIZE, SPOTTED, VIEW, plan_of, rows
from generators.daguerreotype.sitters import (
    ASKED,
    MOST_POINTS,
    OVER,
    Sitters,
    Sitting,
    cast,
    is_near,
    on_papers,
    sitting_of,
)
from generators.papertheatre.store import SetStore

WIDE, HIGH = SIZE
MARA = Figure(name="Mara", looks="60, yellow oilskin", placement=-0.4, facing=1)
TOM = Figure(name="Tom", looks="34, blue coat", placement=0.5, action="walks to the right", facing=1)
FIRST = HEAD + VIEW


def told(*people: Figure, framing: Framing = Framing.WIDE, frame: int = 0) -> torch.Tensor:
    camera = Camera(framing=framing, subject=people[0].name if people else "")
    shot = Shot(setting=Setting(place="beach"), cast=people, camera=camera, seed=2)
    return torch.from_numpy(rows(plan_of(shot, SetStore(0)), [frame])[0])


def sitting() -> Sitting:
    torch.manual_seed(3)
    made = Sitters()
    made.last.bias.data[3] = 8.0  # covers all it is asked of
    return Sitting(made)


def grey() -> torch.Tensor:
    return torch.full((LATENT_FRAMES, 3, HIGH, WIDE), 0.5)


def changed(frames: torch.Tensor) -> torch.Tensor:
    return (frames != grey()).any(1).any(0)


def test_people_are_told_at_every_frame_between_a_rows_two_ends() -> None:
    row = told(MARA, TOM, frame=24)
    people = cast(row[None], torch.linspace(0, 1, LATENT_FRAMES))
    assert people.there.shape == (1, LATENT_FRAMES, 4)
    assert people.asked.shape == (1, LATENT_FRAMES, 4, ASKED)
    walker = row[FIRST + FIGURE :]
    begins, ends = walker[SPOTTED], walker[SPOTTED + END]
    assert ends > begins
    x = people.spot[0, :, 1, 0]
    assert x.tolist() == pytest.approx(torch.linspace(float(begins), float(ends), LATENT_FRAMES).tolist(), abs=1e-5)


def test_papers_have_the_feet_at_nought_and_the_head_one_height_above() -> None:
    spot = torch.tensor([[0.2, 0.5, 0.0, 0.4, 1.0]])
    feet = torch.tensor([[[1.2 * WIDE / 2, 1.5 * HIGH / 2]]])
    head = feet - torch.tensor([0.0, 0.4 * HIGH])
    assert on_papers(spot, feet).flatten().tolist() == pytest.approx([0, 0], abs=1e-5)
    assert on_papers(spot, head).flatten().tolist() == pytest.approx([0, -1], abs=1e-5)


def test_who_faces_the_other_way_is_the_same_papers_turned() -> None:
    ahead = torch.tensor([[[170.0, 90.0]]])
    behind = torch.tensor([[[2 * 128.0 - 170.0, 90.0]]])
    one = on_papers(torch.tensor([[0.0, 0.5, 0.0, 0.4, 1.0]]), ahead)
    other = on_papers(torch.tensor([[0.0, 0.5, 0.0, 0.4, -1.0]]), behind)
    assert torch.allclose(one, other)


def test_a_turn_is_never_thinner_than_a_puppets() -> None:
    spot = torch.tensor([[0.0, 0.5, 0.0, 0.4, 0.0]])
    points = on_papers(spot, torch.tensor([[[140.0, 90.0]]]))
    assert points.isfinite().all()
    assert bool(is_near(spot, points).all())


def test_nobody_is_painted_where_nobody_is() -> None:
    assert torch.equal(sitting().painted(grey(), told()), grey())


def test_somebody_is_painted_around_where_they_stand_and_nowhere_else() -> None:
    row = told(MARA)
    where = changed(sitting().painted(grey(), row))
    x, y, tall = (float(row[FIRST + SPOTTED + n]) for n in (0, 1, 3))
    column, line = int((x + 1) * WIDE / 2), int((y + 1) * HIGH / 2)
    assert bool(where[line - int(0.5 * tall * HIGH), column])
    assert not bool(where[: max(0, line - int((OVER + 0.1) * tall * HIGH))].any())
    assert 0.002 < float(where.float().mean()) < 0.3


def test_frames_that_are_painted_one_after_another_are_the_same() -> None:
    row, painter = told(TOM, frame=24), sitting()
    whole = painter.painted(grey(), row)
    parts = [painter.painted(grey()[:1], row), painter.painted(grey()[1:], row, 1)]
    for n, frame in enumerate(torch.cat(parts)):
        inner = (frame != grey()[0]).any(0) & (whole[n] != grey()[0]).any(0)
        assert bool(inner.any())
        assert torch.allclose(frame[:, inner], whole[n][:, inner], atol=1e-5)


def test_a_figure_that_fades_covers_less() -> None:
    row, faint = told(MARA), told(MARA).clone()
    faint[FIRST] = 0.25
    whole, less = (sitting().painted(grey(), one) - grey() for one in (row, faint))
    assert torch.allclose(less, whole * 0.25, atol=1e-3)


def test_a_close_picture_is_asked_at_every_second_pixel_and_covered_whole() -> None:
    row = told(MARA, framing=Framing.CLOSE)
    where = changed(sitting().painted(grey(), row))
    assert where.sum() > 2 * MOST_POINTS
    columns, lines = where.any(0).nonzero(), where.any(1).nonzero()
    inner = where[int(lines[0]) : int(lines[-1]) + 1, int(columns[0]) : int(columns[-1]) + 1]
    assert float(inner.float().mean()) > 0.97  # no comb of pixels that were left out


def test_whoever_is_out_of_the_picture_costs_nothing() -> None:
    row = told(MARA).clone()
    row[FIRST + SPOTTED] = row[FIRST + SPOTTED + END] = 7.9
    assert torch.equal(sitting().painted(grey(), row), grey())


@pytest.mark.parametrize("value", [-8.0, 0.0, 8.0])
def test_any_row_is_painted_without_a_number_that_is_none(value: float) -> None:
    row = torch.full_like(told(), value)
    assert sitting().painted(grey(), row).isfinite().all()


def test_weights_without_sitters_paint_nobody() -> None:
    assert sitting_of({"codec.mean": torch.zeros(1)}) is None


def test_weights_come_back_as_they_were() -> None:
    made = sitting()
    kept = sitting_of({f"sitters.{name}": value for name, value in made.sitters.state_dict().items()})
    assert kept is not None
    row = told(MARA)
    assert torch.equal(kept.painted(grey(), row), made.painted(grey(), row))
