"""Where pictures come from stands in the file: as XMP and as a manifest that a change breaks."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from PIL import Image

from runtime.errors import DeviceError
from runtime.film import Film
from runtime.provenance import DRAWN, FORMATS, TRAINED, Keys, Origin, boxed, keys_in, signed
from tests.runtime.test_film import FPS, SIZE, pictures, shoot

c2pa = pytest.importorskip("c2pa")
NOW = datetime.datetime(2026, 11, 26, tzinfo=datetime.UTC)
NEURAL = Origin("The Lamp <&>", "daguerreotype")


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return keys_in(tmp_path_factory.mktemp("keys"), NOW)


def read(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        return json.loads(c2pa.Reader(FORMATS[path.suffix], file).json())  # type: ignore[no-any-return]


def film(path: Path) -> Path:
    with Film(path, SIZE, FPS) as made:
        shoot(made, 6)
    return path


def test_a_film_says_how_it_was_made_and_still_plays(tmp_path: Path, keys: Keys) -> None:
    path = film(tmp_path / "a.mp4")
    boxed(path, NEURAL)
    signed(path, NEURAL, keys)
    said = json.dumps(read(path))
    assert '"validation_state": "Valid"' in said
    assert TRAINED in said
    assert TRAINED.encode() in path.read_bytes()
    assert len(pictures(path)) == 6


def test_a_flipped_bit_is_found(tmp_path: Path, keys: Keys) -> None:
    path = film(tmp_path / "a.mp4")
    signed(path, NEURAL, keys)
    data = bytearray(path.read_bytes())
    data[data.index(b"mdat") + 20] ^= 1
    path.write_bytes(data)
    assert read(path)["validation_state"] == "Invalid"


@pytest.mark.parametrize("ending", [".jpg", ".png", ".webp", ".gif"])
def test_stills_and_loops_are_signed(ending: str, tmp_path: Path, keys: Keys) -> None:
    path = tmp_path / f"a{ending}"
    Image.new("RGB", (32, 18), (90, 80, 40)).save(path)
    signed(path, Origin("", "papertheatre"), keys)
    assert read(path)["validation_state"] == "Valid"
    assert Image.open(path).size == (32, 18)


@pytest.mark.parametrize(
    ("generator", "source"),
    [
        ("papertheatre", DRAWN),
        ("testcard", DRAWN),
        ("daguerreotype", TRAINED),
        ("wan-longlive", TRAINED),
        ("sd-turbo", TRAINED),
    ],
)
def test_networks_are_told_from_rules(generator: str, source: str) -> None:
    assert Origin("", generator).source.endswith("/" + source)


def test_keys_are_made_once_and_are_the_owners_alone(tmp_path: Path) -> None:
    first = keys_in(tmp_path / "keys", NOW)
    assert keys_in(tmp_path / "keys", NOW) == first
    assert first.chain.count(b"BEGIN CERTIFICATE") == 2
    assert (tmp_path / "keys" / "key.pem").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("spoil", ["half a key", "another chain", "1970", "2100"])
def test_keys_that_cannot_sign_now_are_made_anew(spoil: str, tmp_path: Path) -> None:
    folder, path = tmp_path / "keys", film(tmp_path / "a.mp4")
    begun = NOW.replace(year=int(spoil)) if spoil.isdigit() else NOW
    first = keys_in(folder, begun)
    if spoil == "half a key":
        (folder / "key.pem").write_bytes(first.key[:60])
    elif spoil == "another chain":
        (folder / "chain.pem").write_bytes(keys_in(tmp_path / "other", NOW).chain)
    again = keys_in(folder, NOW)
    assert again != first
    assert keys_in(folder, NOW) == again
    signed(path, NEURAL, again)
    assert read(path)["validation_state"] == "Valid"


def test_what_cannot_be_signed_stays_as_it_was(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4")
    before = path.read_bytes()
    with pytest.raises(DeviceError, match="unsigned"):
        signed(path, NEURAL, Keys(b"no key", b"no chain"))
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["a.mp4"]
