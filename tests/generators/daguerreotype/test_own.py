"""An exhibition's own pictures: read with their captions, learned, and what is wrong with them said in a sentence."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from generators.base import TimeOfDay, Weather
from generators.daguerreotype import own, weights
from generators.daguerreotype.codec import Codec
from generators.daguerreotype.own import FramesError, Material, frames_of, learned, materials, told


def picture(folder: Path, name: str = "mill.png", caption: str | None = "the old mill at dusk, in rain") -> Path:
    path = folder / name
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (90, 300, 3), np.uint8)).save(path)
    if caption is not None:
        path.with_suffix(".txt").write_text(caption, "utf-8")
    return path


def film(path: Path, frames: int, fps: int = 24) -> Path:
    import av

    with av.open(str(path), "w") as out:
        stream = out.add_stream("mpeg4", rate=Fraction(fps))
        stream.width, stream.height = 160, 90
        for n in range(frames):
            shade = np.full((90, 160, 3), 10 * n % 250, np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(shade, "rgb24")))
        out.mux(stream.encode())
    return path


@pytest.mark.parametrize(
    ("caption", "time", "weather"),
    [
        ("the harbour", TimeOfDay.DAY, Weather.CLEAR),
        ("the old mill at dusk, in rain", TimeOfDay.DUSK, Weather.RAIN),
        ("Fog over the moonlit fields", TimeOfDay.NIGHT, Weather.FOG),
        ("a storm at first light", TimeOfDay.DAWN, Weather.STORM),
        ("", TimeOfDay.DAY, Weather.CLEAR),
    ],
)
def test_a_caption_says_hour_and_weather(caption: str, time: TimeOfDay, weather: Weather) -> None:
    setting = told(caption).setting
    assert (setting.time, setting.weather) == (time, weather)


def test_pictures_and_captions_are_found(tmp_path: Path) -> None:
    picture(tmp_path)
    (tmp_path / "notes.md").write_text("not a picture", "utf-8")
    assert [(one.path.name, one.caption) for one in materials(tmp_path)] == [
        ("mill.png", "the old mill at dusk, in rain")
    ]


@pytest.mark.parametrize("lack", ["folder", "pictures", "caption"])
def test_what_is_lacking_is_said(tmp_path: Path, lack: str) -> None:
    if lack == "caption":
        picture(tmp_path, caption=None)
    folder = tmp_path / "none" if lack == "folder" else tmp_path
    with pytest.raises(
        FramesError, match={"folder": "no such folder", "pictures": "no pictures", "caption": "mill.png: no"}[lack]
    ):
        materials(folder)


def test_a_still_is_a_second_of_itself(tmp_path: Path) -> None:
    frames = frames_of(Material(picture(tmp_path), ""))
    assert frames.shape == (12, 144, 256, 3)
    assert (frames == frames[0]).all()


def test_a_clip_is_read_at_the_networks_rate(tmp_path: Path) -> None:
    frames = frames_of(Material(film(tmp_path / "clip.mp4", 48), ""))
    assert frames.shape == (24, 144, 256, 3)
    assert frames[0].mean() != frames[8].mean()


@pytest.mark.parametrize("name", ["junk.png", "junk.mp4"])
def test_junk_is_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x00\xff" * 500)
    with pytest.raises(FramesError, match=f"{name}: it cannot be read"):
        frames_of(Material(path, ""))


def test_a_folder_is_learned_and_played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "TEACHERS", 2)
    monkeypatch.setattr(own, "BATCH", 2)
    torch.manual_seed(1)
    picture(tmp_path)
    said: list[str] = []
    path = learned(tmp_path, tmp_path / "own.safetensors", 5, said.append, most_steps=2)
    kept, shipped = weights.load(path), weights.load()
    assert (kept.card["own_stretches"], kept.card["own_steps"]) == (1, 2)
    assert said[0].startswith("1 stretches")
    changed = [name for name, value in kept.tensors.items() if not torch.equal(value, shipped.tensors[name])]
    assert changed
    assert all(name.startswith("network.") for name in changed)
    assert torch.equal(Codec.of(kept.tensors).mean, Codec.of(shipped.tensors).mean)
