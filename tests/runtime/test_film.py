"""A film is read back as a viewer's player would: what was added comes out, when it should."""

from __future__ import annotations

import threading
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pygame
import pytest

from runtime.errors import DeviceError
from runtime.film import RATE, Film

SIZE = (96, 64)
FPS = Fraction(24)
Planes = npt.NDArray[np.float32]  # (channels, samples)


def plain(red: int, green: int, blue: int, size: tuple[int, int] = SIZE) -> npt.NDArray[np.uint8]:
    return np.full((size[1], size[0], 3), (red, green, blue), np.uint8)


def tone(samples: int, level: float, start: int = 0) -> Planes:
    """float32 (samples, 2): 440 Hz."""
    wave = level * np.sin(2 * np.pi * 440 * (np.arange(samples) + start) / RATE)
    return np.repeat(wave[:, None], 2, axis=1).astype(np.float32)


def shoot(film: Film, frames: int = 24, fps: Fraction = FPS) -> None:
    """Grey pictures with silence."""
    for n in range(frames):
        film.add_picture(plain(90, 90, 90, film.size))
        film.add_sound(np.zeros((int((n + 1) * RATE / fps) - int(n * RATE / fps), 2), np.float32))


def pictures(path: Path) -> list[tuple[float, npt.NDArray[np.uint8]]]:
    """(seconds, uint8 (height, width, rgb)) of every frame."""
    with av.open(str(path)) as file:
        frames = list(file.decode(video=0))
        return [(float(f.time or 0), np.asarray(f.to_ndarray(format="rgb24"), np.uint8)) for f in frames]


def sound(path: Path) -> tuple[float, Planes]:
    """When the sound begins, and all of it."""
    with av.open(str(path)) as file:
        frames = list(file.decode(audio=0))
        return float(frames[0].time or 0), np.concatenate(
            [np.asarray(f.to_ndarray(), np.float32) for f in frames], axis=1
        )


def captions(path: Path) -> list[tuple[str, float, float]]:
    """(text, start, end) in seconds of every caption that says something."""
    with av.open(str(path)) as file:
        stream = file.streams.subtitles[0]
        found = [(bytes(p)[2:].decode(), p.pts, p.duration) for p in file.demux(stream) if p.pts is not None]
        assert stream.time_base is not None
        unit = float(stream.time_base)
        return [(t, round(at * unit, 3), round((at + (n or 0)) * unit, 3)) for t, at, n in found if t]


def kinds(path: Path) -> list[str]:
    with av.open(str(path)) as file:
        return [str(stream.codec_context.name) for stream in file.streams]


def test_every_frame_and_every_second_comes_out(tmp_path: Path) -> None:
    with Film(tmp_path / "a.mp4", SIZE, FPS) as film:
        shoot(film, 60)
    shown = pictures(film.path)
    assert [round(at * 24) for at, _ in shown] == list(range(60))
    assert sound(film.path)[1].shape[1] == pytest.approx(60 * 2000, abs=1024)
    assert kinds(film.path) == ["h264", "aac", "mov_text"]


def test_a_rate_that_is_no_whole_number_does_not_drift(tmp_path: Path) -> None:
    fps = Fraction(30000, 1001)
    with Film(tmp_path / "a.mp4", SIZE, fps) as film:
        shoot(film, 90, fps)
    shown = pictures(film.path)
    assert len(shown) == 90
    assert shown[-1][0] == pytest.approx(float(89 / fps), abs=1e-4)


def test_a_flash_and_a_click_meet(tmp_path: Path) -> None:
    with Film(tmp_path / "a.mp4", SIZE, FPS) as film:
        for n in range(48):
            film.add_picture(plain(255, 255, 255) if n == 30 else plain(0, 0, 0))
            block = np.zeros((2000, 2), np.float32)
            block[:48] = 0.8 * (n == 30)
            film.add_sound(block)
    flashes = [at for at, pixels in pictures(film.path) if pixels.mean() > 128]
    begin_s, heard = sound(film.path)
    click_s = begin_s + float(np.argmax(np.abs(heard[0]) > 0.2)) / RATE
    assert flashes == [pytest.approx(30 / 24)]
    assert click_s == pytest.approx(30 / 24, abs=0.002)


def test_sound_keeps_its_level_and_its_sides(tmp_path: Path) -> None:
    with Film(tmp_path / "a.mp4", SIZE, FPS) as film:
        for n in range(24):
            film.add_picture(plain(0, 0, 0))
            film.add_sound(tone(2000, 0.5, n * 2000) * np.array([1.0, 0.2], np.float32))
    middle = sound(film.path)[1][:, 8000:40000]
    left, right = np.sqrt(np.mean(middle**2, axis=1)) * np.sqrt(2)
    assert (left, right) == (pytest.approx(0.5, rel=0.03), pytest.approx(0.1, rel=0.05))


@pytest.mark.parametrize("colour", [(200, 30, 20), (20, 160, 60), (30, 40, 210), (250, 250, 250)])
def test_surfaces_and_arrays_keep_their_colours(tmp_path: Path, colour: tuple[int, int, int]) -> None:
    surface = pygame.Surface(SIZE, 0, 32)
    surface.fill(colour)
    with Film(tmp_path / "a.mp4", SIZE, FPS) as film:
        film.add_picture(surface)
        film.add_picture(plain(*colour))
        surface.fill((0, 0, 0))  # what was added was copied
    for _, pixels in pictures(film.path):
        assert np.abs(pixels.reshape(-1, 3).astype(int) - colour).max() <= 4


def test_channels_in_another_order_are_told_apart(tmp_path: Path) -> None:
    surface = pygame.Surface(SIZE, 0, 32, (0xFF, 0xFF00, 0xFF0000, 0))
    surface.fill((220, 40, 10))
    with Film(tmp_path / "a.mp4", SIZE, FPS) as film:
        film.add_picture(surface)
    assert np.abs(pictures(film.path)[0][1][30, 40].astype(int) - (220, 40, 10)).max() <= 4


def test_odd_sizes_lose_nothing(tmp_path: Path) -> None:
    with Film(tmp_path / "a.mp4", (97, 63), FPS) as film:
        film.add_picture(plain(250, 250, 250, (97, 63)))
    (_, pixels), *_rest = pictures(film.path)
    assert pixels.shape == (64, 98, 3)
    assert pixels.min() > 240


def test_a_picture_of_another_size_is_refused(tmp_path: Path) -> None:
    film = Film(tmp_path / "a.mp4", SIZE, FPS)
    with pytest.raises(ValueError, match="does not fit"):
        film.add_picture(plain(0, 0, 0, (64, 96)))
    film.abandon()


def test_captions_come_with_their_times(tmp_path: Path) -> None:
    with Film(tmp_path / "a.mp4", SIZE, FPS) as film:
        shoot(film, 96)
        film.add_caption("MARA: Wer ist da?\n[Was nun?]", 0.5, 1.25)
        film.add_caption("BEN: Ich – Zoë.", 2.0, 3.0)
    assert captions(film.path) == [("MARA: Wer ist da?\n[Was nun?]", 0.5, 1.25), ("BEN: Ich – Zoë.", 2.0, 3.0)]
    assert film.captions == 2


def test_captions_never_lie_over_one_another(tmp_path: Path) -> None:
    with Film(tmp_path / "a.mp4", SIZE, FPS) as film:
        shoot(film, 72)
        for text, start, end in (("one", 0.5, 1.5), ("two", 1.0, 2.0), ("hidden", 1.0, 1.5), ("three", 2.0, 2.5)):
            film.add_caption(text, start, end)
    assert captions(film.path) == [("one", 0.5, 1.5), ("two", 1.5, 2.0), ("three", 2.0, 2.5)]


def test_a_caption_that_is_written_late_keeps_its_time(tmp_path: Path) -> None:
    with Film(tmp_path / "a.mp4", SIZE, FPS) as film:
        shoot(film, 240)
        film.add_caption("long ago", 0.25, 9.0)
    assert captions(film.path) == [("long ago", 0.25, 9.0)]


def test_a_caption_of_any_length_is_cut_between_letters(tmp_path: Path) -> None:
    with Film(tmp_path / "a.mp4", SIZE, FPS) as film:
        shoot(film)
        film.add_caption("ä" * 50_000, 0.0, 0.5)
    assert set(captions(film.path)[0][0]) == {"ä"}


def test_the_text_track_is_there_without_captions_and_not_when_unwanted(tmp_path: Path) -> None:
    for wanted in (True, False):
        with Film(tmp_path / f"{wanted}.mp4", SIZE, FPS, captions=wanted) as film:
            shoot(film)
            if not wanted:
                film.add_caption("not kept", 0, 1)
        assert ("mov_text" in kinds(film.path)) is wanted
        assert film.captions == 0


def test_title_and_language_are_told(tmp_path: Path) -> None:
    with Film(tmp_path / "a.mp4", SIZE, FPS, title="Das Tor", language="de") as film:
        shoot(film)
    with av.open(str(film.path)) as file:
        assert file.metadata["title"] == "Das Tor"
        assert [stream.metadata.get("language") for stream in file.streams] == ["und", "deu", "deu"]


def test_the_index_comes_first(tmp_path: Path) -> None:
    with Film(tmp_path / "a.mp4", SIZE, FPS) as film:
        shoot(film)
    data = film.path.read_bytes()
    assert 0 < data.find(b"moov") < data.find(b"mdat")


def test_a_film_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    film = Film(tmp_path / "new" / "a.mp4", SIZE, FPS)
    shoot(film)
    assert not film.path.exists()
    assert len(list(film.path.parent.iterdir())) == 1
    film.close()
    film.close()
    film.abandon()
    assert list(film.path.parent.iterdir()) == [film.path]


def test_an_abandoned_film_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"the old one")

    def break_off() -> None:
        with Film(path, SIZE, FPS) as film:
            shoot(film)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert [p.read_bytes() for p in tmp_path.iterdir()] == [b"the old one"]
    assert "film" not in [thread.name for thread in threading.enumerate()]


def test_a_film_without_a_picture_leaves_no_file(tmp_path: Path) -> None:
    Film(tmp_path / "a.mp4", SIZE, FPS).close()
    assert not list(tmp_path.iterdir())


def test_a_closed_film_takes_nothing_more(tmp_path: Path) -> None:
    film = Film(tmp_path / "a.mp4", SIZE, FPS)
    shoot(film)
    film.close()
    with pytest.raises(DeviceError, match="closed already"):
        film.add_picture(plain(0, 0, 0))


def test_a_place_that_cannot_be_written_to_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "folder.mp4").mkdir()
    for place in (tmp_path / "file" / "a.mp4", tmp_path / "folder.mp4"):
        with pytest.raises(DeviceError, match=r"cannot be written \(.+\)\. Make room, or choose another place"):
            Film(place, SIZE, FPS)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder.mp4"]


def test_a_full_disk_ends_the_film_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    film = Film(tmp_path / "a.mp4", SIZE, FPS)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    shoot(film, 2)
    monkeypatch.setattr(film._reel, "picture", full)
    with pytest.raises(DeviceError, match="No space left on device"):
        shoot(film, 60)
    assert not list(tmp_path.iterdir())


def test_a_disk_that_is_full_at_the_very_end_leaves_no_half_film(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = Film(tmp_path / "a.mp4", SIZE, FPS)
    shoot(film)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(film._reel, "finish", full)
    with pytest.raises(DeviceError, match="No space left on device"):
        film.close()
    assert not list(tmp_path.iterdir())
