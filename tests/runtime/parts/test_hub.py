"""Weights from a hub: gone on with after a cut, held to what was first seen, and never missed once they are here."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from runtime.errors import PartError
from runtime.parts import Hub, HubFile, Part
from runtime.parts.fetch import add, remove
from runtime.parts.storeroom import faults, is_there, lacking
from tests.runtime.parts.stubhub import StubHub
from tests.runtime.parts.test_parts import quiet

WEIGHTS = bytes(range(256)) * 4000  # 1 MB
CONFIG = b'{"layers": 2}\n'
FILES = {"unet/model.safetensors": WEIGHTS, "unet/config.json": CONFIG}
REPO = "somebody/painter"


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def model(revision: str = "main", digest: str | None = None) -> Part:
    files = (
        HubFile(path="unet/model.safetensors", file="unet/weights.safetensors", sha256=digest),
        HubFile(path="unet/config.json", file="unet/config.json"),
    )
    hub = Hub(repo=REPO, revision=revision, files=files)
    return Part(name="painter", purpose="p", without="w.", licence="l", megabytes=1, weights=True, hubs=(hub,))


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def pins(store: Path) -> dict[str, dict[str, str]]:
    content: dict[str, dict[str, dict[str, str]]] = json.loads((store / "painter" / "lock.json").read_text("utf-8"))
    return content["files"]


def test_files_come_to_their_places_and_are_pinned(store: Path, hub: StubHub) -> None:
    commit = hub.publish(REPO, FILES)
    said: list[str] = []
    assert add(model(), said.append)
    assert files_in(store / "painter") == ["lock.json", "unet/config.json", "unet/weights.safetensors"]
    assert (store / "painter" / "unet" / "weights.safetensors").read_bytes() == WEIGHTS
    found = pins(store)
    assert {pin["commit"] for pin in found.values()} == {commit}
    assert found["unet/weights.safetensors"]["sha256"] == sha(WEIGHTS)
    assert found["unet/config.json"]["sha256"] == sha(CONFIG)  # the hub names no SHA-256 of small files
    assert said == [f"{REPO}: unet/model.safetensors, 1.0 MB", f"{REPO}: unet/config.json, 0.0 MB"]
    assert faults(model()) == []


def test_a_cut_is_gone_on_with_by_itself(store: Path, hub: StubHub) -> None:
    hub.publish(REPO, FILES)
    hub.cut_after = [300_000]
    assert add(model(), quiet)
    weights = [asked for asked in hub.asked if asked.path.endswith(".safetensors")]
    assert [asked.range for asked in weights] == ["", "bytes=300000-"]
    assert sum(asked.given for asked in weights) == len(WEIGHTS)


def test_what_an_earlier_command_left_is_gone_on_with(store: Path, hub: StubHub, tmp_path: Path) -> None:
    hub.publish(REPO, FILES)
    hub.cut_after = [200_000] + [0] * 20
    with pytest.raises(PartError, match=r"cannot be reached.*0\.2 MB of it are kept.*diorama models add painter"):
        add(model(), quiet)
    assert not is_there(model())
    hub.cut_after, hub.asked = [], []
    assert add(model(), quiet)
    assert hub.asked[0].range == "bytes=200000-"
    assert hub.asked[0].given == len(WEIGHTS) - 200_000
    assert files_in(store / "painter") == ["lock.json", "unet/config.json", "unet/weights.safetensors"]


def test_a_hub_that_is_down_is_a_sentence(store: Path, hub: StubHub) -> None:
    hub.down = True
    with pytest.raises(PartError, match="the hub answered 503") as caught:
        add(model(), quiet)
    assert "\n" not in str(caught.value)


def test_other_bytes_than_the_catalogue_names_are_not_even_begun(store: Path, hub: StubHub) -> None:
    hub.publish(REPO, FILES)
    with pytest.raises(PartError, match="now has another"):
        add(model(digest="0" * 64), quiet)
    assert hub.asked == []


@pytest.mark.parametrize("path", sorted(FILES))
def test_bytes_that_are_not_those_that_were_pinned_are_refused_and_not_kept(
    path: str, store: Path, hub: StubHub
) -> None:
    hub.publish(REPO, FILES)
    hub.lies = {path: FILES[path][::-1]}
    with pytest.raises(PartError, match="gave other bytes"):
        add(model(), quiet)
    assert not [
        name for name in files_in(store / "painter") if Path(path).suffix == Path(name).suffix and "lock" not in name
    ]
    assert not [name for name in files_in(store / "painter") if "partial" in name]
    hub.lies = {}
    assert add(model(), quiet)
    assert faults(model()) == []


def test_a_half_file_longer_than_the_whole_is_begun_anew(store: Path, hub: StubHub) -> None:
    hub.publish(REPO, FILES)
    half = store / "painter" / "unet" / "weights.safetensors.partial"
    half.parent.mkdir(parents=True)
    half.write_bytes(WEIGHTS * 2)
    assert add(model(), quiet)
    assert not half.exists()


def test_main_may_move_on_the_bytes_stay_the_same(store: Path, hub: StubHub) -> None:
    first = hub.publish(REPO, FILES)
    add(model(), quiet)
    hub.publish(REPO, {path: data + b"newer" for path, data in FILES.items()})
    (store / "painter" / "unet" / "weights.safetensors").unlink()
    assert add(model(), quiet)
    assert (store / "painter" / "unet" / "weights.safetensors").read_bytes() == WEIGHTS
    remove(model())
    assert lacking(model())
    assert add(model(), quiet)
    assert {pin["commit"] for pin in pins(store).values()} == {first}
    assert hub.looked_up == 1


def test_a_commit_that_is_gone_is_an_error_and_nothing_newer_is_taken(store: Path, hub: StubHub) -> None:
    first = hub.publish(REPO, FILES)
    add(model(), quiet)
    remove(model())
    hub.publish(REPO, {path: data + b"newer" for path, data in FILES.items()})
    del hub.commits[f"{REPO}@{first}"]
    with pytest.raises(PartError, match=rf"no {REPO} at {first[:12]} \(any more\)"):
        add(model(), quiet)
    assert files_in(store / "painter") == ["lock.json", "unet/weights.safetensors.partial"]


def test_a_file_that_joins_later_comes_from_the_same_commit(store: Path, hub: StubHub) -> None:
    first = hub.publish(REPO, {**FILES, "notes.json": b"{}"})
    add(model(), quiet)
    hub.publish(REPO, FILES)
    more = HubFile(path="notes.json", file="notes.json")
    old = model().hubs[0]
    grown = model().model_copy(update={"hubs": (old.model_copy(update={"files": (*old.files, more)}),)})
    assert add(grown, quiet)
    assert pins(store)["notes.json"]["commit"] == first


def test_a_commit_that_the_catalogue_names_anew_replaces_the_pin(store: Path, hub: StubHub) -> None:
    hub.publish(REPO, FILES)
    add(model(), quiet)
    remove(model())
    newer = hub.publish(REPO, {path: data + b"newer" for path, data in FILES.items()})
    assert add(model(newer), quiet)
    assert {pin["commit"] for pin in pins(store).values()} == {newer}


def test_nothing_is_asked_of_a_hub_when_all_is_here(store: Path, hub: StubHub) -> None:
    hub.publish(REPO, FILES)
    add(model(), quiet)
    hub.close()
    hub.asked, before = [], hub.looked_up
    assert add(model(), quiet) is False
    assert (hub.asked, hub.looked_up) == ([], before)
    assert faults(model()) == []


def test_a_changed_file_is_found(store: Path, hub: StubHub) -> None:
    hub.publish(REPO, FILES)
    add(model(), quiet)
    (store / "painter" / "unet" / "config.json").write_bytes(b"{}")
    assert len(faults(model())) == 1


def test_what_the_hub_lacks_is_named(store: Path, hub: StubHub) -> None:
    hub.publish(REPO, {"unet/config.json": CONFIG})
    with pytest.raises(PartError, match=r"has no unet/model\.safetensors"):
        add(model(), quiet)
    hub.gated = True
    with pytest.raises(PartError, match="hf auth login"):
        add(model(), quiet)
    hub.gated, hub.main = False, {}
    hub.commits.clear()
    with pytest.raises(PartError, match=r"the hub has no somebody/painter"):
        add(model(), quiet)


def test_a_disk_without_room_is_said_before(store: Path, hub: StubHub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.publish(REPO, FILES)
    usage = shutil.disk_usage(store.parent)
    monkeypatch.setattr("runtime.parts.hub.shutil.disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(PartError, match="DIORAMA_MODELS"):
        add(model(), quiet)
    assert hub.asked == []


def test_two_commands_at_once_do_not_write_into_one_file(store: Path, hub: StubHub) -> None:
    hub.publish(REPO, FILES)
    store.mkdir()
    with FileLock(store / ".adding"), pytest.raises(PartError, match="another"):
        add(model(), quiet)


def test_a_damaged_lock_is_named(store: Path, hub: StubHub) -> None:
    (store / "painter").mkdir(parents=True)
    (store / "painter" / "lock.json").write_text("[", "utf-8")
    with pytest.raises(PartError, match=r"lock\.json cannot be read"):
        add(model(), quiet)
