"""Parts: what the catalogue may say, where parts are found, and that only the published bytes are taken."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import urllib.error
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from runtime.errors import PartError, UsageError
from runtime.parts import (
    PARTS,
    Archive,
    Download,
    Joined,
    Member,
    Part,
    Wheel,
    file_of,
    folder_of,
    lacking,
    package_file,
    part_named,
    told,
)
from runtime.parts.fetch import add, remove
from runtime.parts.storeroom import faults

TEXT = b"a file of the part" * 1000
URL = "https://parts.invalid/bundle.tgz"


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def bundle() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as tar:
        for name, data in (("package/voice.bin", TEXT), ("../evil", b"evil")):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return made.getvalue()


def part(data: bytes, member: str = "package/voice.bin", want: bytes = TEXT) -> Part:
    wanted = Member(path=member, sha256=digest(want), file="voices/voice.bin")
    archive = Archive(url=URL, sha256=digest(data), megabytes=0.1, members=(wanted,))
    return Part(name="one", purpose="p", without="w.", licence="l", megabytes=0.1, archives=(archive,))


class Server:
    """Stands in for the network: gives `data`, and breaks off after `least` bytes once."""

    def __init__(self, data: bytes, least: int | None = None) -> None:
        self.data, self.least, self.asked = data, least, list[str]()

    def __call__(self, request: Any, timeout: float) -> Any:
        self.asked.append(request.get_header("Range") or "")
        start = int(self.asked[-1][6:-1]) if self.asked[-1] else 0
        end = self.least or len(self.data)
        answer = _Answer(self.data[start:end], 206 if start else 200, broken=self.least is not None)
        self.least = None
        return answer


class _Answer(io.BytesIO):
    def __init__(self, data: bytes, status: int, *, broken: bool) -> None:
        super().__init__(data)
        self.status, self.broken = status, broken

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        if not data and self.broken:
            raise ConnectionResetError("connection reset")
        return data


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DIORAMA_PARTS", str(tmp_path / "parts"))
    return tmp_path / "parts"


def serve(monkeypatch: pytest.MonkeyPatch, server: Any) -> None:
    monkeypatch.setattr("runtime.parts.fetch.urllib.request.urlopen", server)


def quiet(words: str) -> None:
    assert words


def test_the_catalogue_is_sound() -> None:
    assert "styles" in [one.name for one in PARTS]
    assert len({one.name for one in PARTS}) == len(PARTS)
    assert all(one.wheels or one.archives or one.hubs for one in PARTS)
    assert all(one.purpose and one.without.endswith(".") and one.licence and one.megabytes > 0 for one in PARTS)


def test_a_part_is_found_by_its_name_and_near_misses_are_told() -> None:
    assert part_named(" Styles ") is PARTS[0]
    with pytest.raises(UsageError, match="Did you mean styles"):
        part_named("stiles")
    with pytest.raises(UsageError, match="type one of"):
        part_named("\x00" * 9000)


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "C:x", "a\\b", ""])
def test_no_path_leaves_its_folder(path: str) -> None:
    with pytest.raises(ValidationError):
        Member(path="x", sha256="0" * 64, file=path)


def test_an_archive_is_fetched_checked_and_unpacked(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bundle()
    serve(monkeypatch, Server(data))
    one = part(data)
    assert lacking(one) == ("voices/voice.bin",)
    assert add(one, quiet) is True
    found = file_of(one, "voices/voice.bin")
    assert found is not None
    assert found.read_bytes() == TEXT
    assert sorted(path.name for path in room.rglob("*") if path.is_file()) == ["voice.bin"]
    assert add(one, quiet) is False
    assert faults(one) == []


def test_a_broken_download_is_gone_on_with(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bundle()
    server = Server(data, least=50)
    serve(monkeypatch, server)
    with pytest.raises(PartError, match="diorama models add one"):
        add(part(data), quiet)
    assert add(part(data), quiet) is True
    assert server.asked == ["", "bytes=50-"]


def test_other_bytes_are_refused_and_not_kept(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = part(bundle())
    serve(monkeypatch, Server(b"something else"))
    with pytest.raises(PartError, match="other bytes"):
        add(one, quiet)
    assert [path for path in room.rglob("*") if path.is_file()] == []


def test_a_member_that_is_another_is_refused(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bundle()
    serve(monkeypatch, Server(data))
    with pytest.raises(PartError, match="not the file that was published"):
        add(part(data, want=b"other"), quiet)
    with pytest.raises(PartError, match="does not hold"):
        add(part(data, member="package/none.bin"), quiet)
    assert not (room / "one" / "voices" / "voice.bin").exists()


def test_without_a_network_it_says_what_to_type(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(request: Any, timeout: float) -> Any:
        raise urllib.error.URLError("Name or service not known")

    serve(monkeypatch, nothing)
    with pytest.raises(PartError, match="To try again, type: diorama models add one"):
        add(part(b"x"), quiet)


def test_zip_archives_too(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("package/voice.bin", TEXT)
    serve(monkeypatch, Server(made.getvalue()))
    assert add(part(made.getvalue()), quiet)


def test_a_file_in_pieces_is_put_together(room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, data in (("pieces_one", b"half "), ("pieces_two", b"whole")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
        (tmp_path / name / "part.bin").write_bytes(data)
    monkeypatch.syspath_prepend(str(tmp_path))
    pieces = (("pieces_one", "part.bin"), ("pieces_two", "part.bin"))
    joined = Joined(file="net.onnx", sha256=digest(b"half whole"), pieces=pieces)
    one = Part(name="two", purpose="p", without="w.", licence="l", megabytes=1, joined=(joined,))
    assert add(one, quiet)
    assert (folder_of(one) / "net.onnx").read_bytes() == b"half whole"
    assert remove(one) is True
    assert remove(one) is False
    short = joined.model_copy(update={"pieces": (*pieces, ("pieces_two", "none.bin"))})
    with pytest.raises(PartError, match="has no none"):
        add(one.model_copy(update={"joined": (short,)}), quiet)


class Pip:
    """Stands in for pip: keeps the commands and says `words`."""

    def __init__(self, code: int = 0, words: str = "") -> None:
        self.code, self.words, self.asked, self.wanted = code, words, list[Sequence[str]](), ""

    def __call__(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        self.asked.append(command)
        if "--requirement" in command:
            self.wanted = Path(command[command.index("--requirement") + 1]).read_text("utf-8")
        return subprocess.CompletedProcess(list(command), self.code, "", self.words)


WHEEL = Wheel(name="no-such-wheel", version="1.0", sha256="a" * 64, package="no_such_wheel")
WITH_WHEEL = Part(name="three", purpose="p", without="w.", licence="l", megabytes=1, wheels=(WHEEL,))


def test_wheels_are_installed_by_pip_with_their_hashes(room: Path) -> None:
    pip = Pip()
    assert add(WITH_WHEEL, quiet, pip)
    assert pip.asked[0][:4] == (sys.executable, "-m", "pip", "--disable-pip-version-check")
    assert {"--no-deps", "--require-hashes"} <= set(pip.asked[0])
    assert pip.wanted == f"no-such-wheel==1.0 --hash=sha256:{'a' * 64}\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ERROR: No matching distribution found for x", "cannot be reached"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "other bytes"),
        ("/usr/bin/python: No module named pip", "ensurepip"),
        ("error: externally-managed-environment", "venv"),
        ("", "ended without a word"),
    ],
)
def test_what_pip_says_becomes_a_sentence(words: str, said: str, room: Path) -> None:
    with pytest.raises(PartError, match=said) as caught:
        add(WITH_WHEEL, quiet, Pip(1, words))
    assert "\n" not in str(caught.value)


def test_nothing_is_imported_to_find_a_file() -> None:
    assert package_file("runtime", "errors.py") is not None
    assert package_file("runtime", "no_such.py") is None
    assert package_file("no_such_package_at_all", "x") is None
    assert package_file("..", "x") is None


def test_a_changed_file_is_found(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bundle()
    serve(monkeypatch, Server(data))
    add(part(data), quiet)
    (room / "one" / "voices" / "voice.bin").write_bytes(b"changed")
    assert len(faults(part(data))) == 1


def test_a_single_file_is_fetched_by_its_address_and_put_under_its_name(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    single = Download(url="https://parts.invalid/at/small.bin", sha256=digest(TEXT), megabytes=0.1, file="decoder.bin")
    one = Part(name="four", purpose="p", without="w.", licence="l", megabytes=1, weights=True, downloads=(single,))
    server = Server(TEXT, least=50)
    serve(monkeypatch, server)
    with pytest.raises(PartError, match="diorama models add four"):
        add(one, quiet)
    assert add(one, quiet)
    assert server.asked == ["", "bytes=50-"]
    assert [path.name for path in (store / "four").iterdir() if path.name != "lock.json"] == ["decoder.bin"]
    assert faults(one) == []
    assert remove(one)
    assert lacking(one) == ("decoder.bin",)


def test_weights_belong_to_models_that_can_be_played() -> None:
    from generators import registry

    played = [part for part in PARTS if part.generator]
    assert {"wan-longlive", "wan-self-forcing", "sd15-lcm", "sd-turbo"} == {part.generator for part in played}
    assert all(part.weights and part.memory_gb > 0 and registry.plays_from_models(part.generator) for part in played)
    assert all(need in PARTS for part in PARTS for need in part.needs)


@pytest.mark.parametrize("name", ["wan-longlive", "wan-self-forcing"])
def test_what_a_wan_preset_looks_for_is_what_is_brought(name: str, store: Path) -> None:
    from generators.causal.presets import PRESETS

    part, preset = part_named(name), PRESETS[name]
    for one in (*part.needs, part):
        for file in one.files:
            (folder_of(one) / file).parent.mkdir(parents=True, exist_ok=True)
            (folder_of(one) / file).touch()
    wanted = [preset.path(store, piece) for piece in preset.files]
    assert all(path is not None and path.exists() for path in wanted)


@pytest.mark.parametrize("name", ["sd15-lcm", "sd-turbo"])
def test_what_a_painter_looks_for_is_what_is_brought(name: str) -> None:
    files = part_named(name).files
    assert {file.split("/")[0] for file in files} == {"unet", "text_encoder", "tokenizer", "vae", "vae_tiny"}
    assert all(".fp16" not in file for file in files)


def test_only_who_plays_from_weights_is_told_where_they_lie(store: Path) -> None:
    from runtime.settings import Settings

    settings = Settings(models=store, generator_settings={"steps": 2})
    assert told("papertheatre", settings) == {"steps": 2}
    heard = told("wan-longlive", settings)
    assert (heard["models"], heard["steps"], heard["cache"]) == (str(store), 2, str(settings.cache / "prompts"))
    elsewhere = Settings(models=store, generator_settings={"models": "/other"})
    assert told("wan:mine", elsewhere)["models"] == "/other"
