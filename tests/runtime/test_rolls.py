"""Rolls: one a stretch, spliced without a seam; what was broken off is taken up at the first that lacks."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from runtime.commands import Begin
from runtime.errors import DeviceError
from runtime.film import RATE
from runtime.rolls import LABEL, Caption, Place, Rolls, subrip
from runtime.saves import Journal
from tests.runtime.test_film import FPS, SIZE, captions, pictures, plain, sound, tone

ORDER = {"story": "abc", "seed": 3}
PLACES = [Place(0, "street", "EXT. STREET"), Place(1, "street", "EXT. STREET"), Place(2, "quay", "EXT. QUAY")]


class Performance:
    """Stretches of twelve frames, each of its own grey, a tone all through."""

    def __init__(self, folder: Path, order: dict[str, Any] | None = None) -> None:
        self.place = PLACES[0]
        self.rolls = Rolls(folder, SIZE, FPS, order or ORDER, lambda: self.place, lambda: journal())
        self.samples = 0

    def play(self, place: Place, frames: int = 12) -> None:
        self.place = place
        for n in range(frames):
            count = RATE // 24
            self.rolls.add_sound(tone(count, 0.2, self.samples))
            grey = 40 + 60 * place.number + n
            self.rolls.add_picture(plain(grey, grey, grey))
            self.samples += count


def journal() -> Journal:
    return Journal(begin=Begin(story="abc"))


def spliced(rolls: Rolls, path: Path, *, text: bool = True) -> Path:
    rolls.spliced(path, "A show", "en", text=text)
    return path


def test_three_rolls_are_one_film_without_a_seam(tmp_path: Path) -> None:
    show = Performance(tmp_path / "rolls")
    for place in PLACES:
        show.play(place)
    show.rolls.close()
    film = spliced(show.rolls, tmp_path / "a.mp4")
    seen = pictures(film)
    assert [round(at * 24) for at, _ in seen] == list(range(36))
    greys = [float(picture.mean()) for _, picture in seen]
    assert greys == pytest.approx([40 + 60 * (n // 12) + n % 12 for n in range(36)], abs=2)
    _, heard = sound(film)
    loudness = np.abs(heard[0][4_000:68_000]).reshape(-1, 200).max(1)
    assert loudness.min() > 0.1  # no gap at a splice


def test_scenes_are_chapters(tmp_path: Path) -> None:
    show = Performance(tmp_path / "rolls")
    for place in PLACES:
        show.play(place)
    show.rolls.close()
    with av.open(str(spliced(show.rolls, tmp_path / "a.mp4"))) as file:
        found = [(c["metadata"]["title"], c["start"], c["end"]) for c in file.chapters()]
        assert file.metadata["title"] == "A show"
    assert found == [("EXT. STREET", 0, 1000), ("EXT. QUAY", 1000, 1500)]


def test_captions_stand_where_they_were_read(tmp_path: Path) -> None:
    show = Performance(tmp_path / "rolls")
    show.play(PLACES[0])
    show.play(PLACES[1], 1)
    show.rolls.add_caption("MARA: Stay.", 0.25, 0.5)  # is over when the next stretch begins
    show.play(PLACES[1], 11)
    show.rolls.add_caption("TOM: No.", 0.5, 1.0)
    show.rolls.close()
    said = captions(spliced(show.rolls, tmp_path / "a.mp4"))
    assert [text for text, *_ in said] == ["MARA: Stay.", "TOM: No."]
    assert [start for _, start, _ in said] == pytest.approx([0.25, 0.5], abs=0.01)
    assert [caption.text for caption in show.rolls.done[0].captions] == ["MARA: Stay."]
    assert "00:00:00,250 --> 00:00:00,500\nMARA: Stay." in show.rolls.subtitles()
    with av.open(str(spliced(show.rolls, tmp_path / "b.mp4", text=False))) as file:
        assert not file.streams.subtitles


def test_what_was_broken_off_goes_on_with_the_stretch_that_lacks(tmp_path: Path) -> None:
    first = Performance(tmp_path / "rolls")
    first.play(PLACES[0])
    first.play(PLACES[1], 5)
    first.rolls.break_off()
    again = Performance(tmp_path / "rolls")
    assert again.rolls.first == 1
    assert again.rolls.frames == 12
    assert again.rolls.kept == journal()
    again.play(Place(-1, "", ""), 7)  # before the curtain goes up: not for the film
    again.play(PLACES[1])
    again.rolls.add_caption("TOM: No.", (7 + 3) / 24, (7 + 9) / 24)
    again.play(PLACES[2])
    again.rolls.close()
    assert [roll.number for roll in again.rolls.done] == [0, 1, 2]
    film = spliced(again.rolls, tmp_path / "a.mp4")
    assert len(pictures(film)) == 36
    assert [start for _, start, _ in captions(film)] == [pytest.approx((12 + 3) / 24, abs=0.01)]


def test_a_film_that_only_lacks_its_splicing_is_performed_no_more(tmp_path: Path) -> None:
    show = Performance(tmp_path / "rolls")
    show.play(PLACES[0])
    show.rolls.close()
    again = Performance(tmp_path / "rolls").rolls
    assert again.done[-1].last
    assert len(pictures(spliced(again, tmp_path / "a.mp4"))) == 12


@pytest.mark.parametrize("order", [{"story": "other", "seed": 3}, {}])
def test_rolls_of_another_film_are_thrown_away(order: dict[str, Any], tmp_path: Path) -> None:
    show = Performance(tmp_path / "rolls")
    show.play(PLACES[0])
    show.rolls.close()
    assert Performance(tmp_path / "rolls", {**order, "new": 1}).rolls.done == []


LABELLED = {"number": 1, "name": "a", "title": "A", "frames": 6, "captions": [], "journal": ""}


@pytest.mark.parametrize(
    "junk",
    [
        "", "{", "[]", '{"number": 0}', json.dumps({"captions": 3}), "\x00" * 50, "[" * 100_000, "null", '"text"',
        json.dumps({**LABELLED, "frames": "many"}), json.dumps({**LABELLED, "frames": 10**40}),
        json.dumps({**LABELLED, "number": "../../x"}), json.dumps({**LABELLED, "number": 7}),
        json.dumps({**LABELLED, "captions": [{"text": 4}]}), json.dumps(LABELLED),
    ],
)  # fmt: skip
def test_a_label_that_is_no_label_ends_what_can_be_taken_up(junk: str, tmp_path: Path) -> None:
    show = Performance(tmp_path / "rolls")
    show.play(PLACES[0])
    show.play(PLACES[1])
    show.rolls.close()
    (tmp_path / "rolls" / "00001.json").write_text(junk)
    again = Performance(tmp_path / "rolls").rolls
    assert [roll.number for roll in again.done] == [0]
    assert sorted(path.name for path in (tmp_path / "rolls").iterdir()) == ["00000.json", "00000.mp4", LABEL]


def test_a_film_that_cannot_be_written_leaves_its_rolls(tmp_path: Path) -> None:
    show = Performance(tmp_path / "rolls")
    show.play(PLACES[0])
    show.rolls.close()
    with pytest.raises(DeviceError, match="goes on from here"):
        show.rolls.spliced(tmp_path / "nowhere" / "a.mp4", "", "en", text=False)
    assert Performance(tmp_path / "rolls").rolls.done
    show.rolls.discard()
    assert not (tmp_path / "rolls").exists()


def test_subtitles_never_stand_over_one_another() -> None:
    said = subrip([Caption("A", 0, 30), Caption("B\n\nC", 20, 48), Caption("D", 10, 20)], Fraction(24))
    assert said == "1\n00:00:00,000 --> 00:00:01,250\nA\n\n2\n00:00:01,250 --> 00:00:02,000\nB\nC\n"
