"""`diorama models` with weights: licences before the first byte, one command to a model that plays, a hub that goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.cli import bench, models
from runtime.parts import Part, catalogue
from runtime.parts.smoke import Memory
from tests.runtime.cli.conftest import Diorama
from tests.runtime.parts import toywan
from tests.runtime.parts.stubhub import StubHub


@pytest.fixture
def toy(hub: StubHub, diorama: Diorama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Part:
    """A catalogue of one model on the stub hub."""
    files = toywan.shared(tmp_path / "published")
    model, shared = toywan.parts(files)
    hub.publish(toywan.REPO, {"toy.safetensors": toywan.transformer()})
    hub.publish(toywan.SHARED_REPO, files)
    for module in (catalogue, models):
        monkeypatch.setattr(module, "PARTS", (model, shared))
    monkeypatch.setattr("runtime.parts.PARTS", (model, shared))
    return model


@pytest.mark.usefixtures("toy")
def test_a_licence_without_commerce_is_asked_for_before_the_first_byte(
    hub: StubHub,
    diorama: Diorama,
) -> None:
    said = diorama("models", "add", "toy")
    assert said.code == 2
    assert "licence: CC BY-NC 4.0: no commercial use" in said.out
    assert "diorama models add toy --yes" in said.err
    assert (hub.asked, hub.looked_up) == ([], 0)
    lines: list[str] = []
    assert models.tend("add", ["toy"], lines.append, ask=lambda _: False) == 1
    assert lines[-1] == "toy: nothing was fetched"
    assert (hub.asked, hub.looked_up) == ([], 0)


@pytest.mark.usefixtures("toy")
def test_the_licence_stands_above_the_first_file(hub: StubHub) -> None:
    lines: list[tuple[str, int]] = []
    assert models.tend("add", ["toy"], lambda line: lines.append((line, len(hub.asked))), lambda _: True) == 0
    assert [asked for line, asked in lines if "licence" in line] == [0, 0]


@pytest.mark.usefixtures("toy")
def test_one_command_brings_a_model_that_plays_when_its_hub_has_gone(
    hub: StubHub,
    diorama: Diorama,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = diorama("models", "add", "toy", "--yes")
    assert said.code == 0, said.err
    assert said.out.splitlines()[-1] == "To play with it, type: diorama play --generator wan:toy"
    hub.close()
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert diorama("models", "add", "toy").out.splitlines()[0] == "toy: it was here already"
    whole = diorama("models", "check")
    assert whole.code == 0, whole.out
    assert "toy: plays: a chunk of 9 frames" in whole.out
    played = diorama("play", "hello", "--generator", "wan:toy", "--headless", "--seconds", "1", "--size", "160x90")
    assert played.code == 0, played.err
    assert list((tmp_path / "cache" / "prompts").glob("*.safetensors"))


@pytest.mark.soak
def test_a_show_without_its_weights_says_what_to_type(diorama: Diorama) -> None:
    said = diorama("play", "hello", "--generator", "wan-longlive", "--headless", "--seconds", "1")
    assert said.code == 1
    assert said.err.rstrip().endswith("To bring it, type: diorama models add wan-longlive")


@pytest.mark.usefixtures("toy")
def test_the_list_says_size_licence_memory_speed_and_how_to_play(diorama: Diorama) -> None:
    before = diorama("models").out
    assert "no  toy" in before
    assert "Paper theatre plays. 0.2 MB to come, licence: CC BY-NC 4.0" in before
    assert "about 0.1 GB of a card's memory, speed not measured here" in before
    assert "diorama models add toy" in before
    diorama("models", "add", "toy", "--yes")
    bench.keep_speed_of("wan:toy", (64, 64), {"timed": 1.0, "128x64_w12_s4_fps": 31.5, "128x64_w6_s1_fps": 99.0})
    after = diorama("models", "list", "toy").out
    assert "yes toy" in after
    assert "MB here, licence: CC BY-NC 4.0" in after
    assert "31.5 frames/s measured here (128x64, " in after
    assert "diorama play --generator wan:toy" in after


@pytest.mark.usefixtures("toy")
def test_check_finds_a_changed_byte_and_does_not_play_it(diorama: Diorama, tmp_path: Path) -> None:
    assert "To have it, type: diorama models add toy" in diorama("models", "check").out
    diorama("models", "add", "toy", "--yes")
    decoder = tmp_path / "models" / "wan-shared" / "taew2_1.safetensors"
    decoder.write_bytes(decoder.read_bytes()[:-1] + b"\0\0")
    said = diorama("models", "check", "toy")
    assert said.code == 1
    assert "taew2_1.safetensors is not the file that was published" in said.out
    assert "To mend it, take that file away and type: diorama models add wan-shared" in said.out
    assert "toy: whole" in said.out
    assert "plays" not in said.out.replace("plays.", "")


@pytest.mark.usefixtures("toy")
@pytest.mark.parametrize(
    ("free", "code", "said"), [(0.01, 0, "toy: not tried"), (9.0, 1, "toy: it does not play: cannot")]
)
def test_check_weighs_the_model_before_it_tries_it(
    free: float, code: int, said: str, diorama: Diorama, monkeypatch: pytest.MonkeyPatch
) -> None:
    diorama("models", "add", "toy", "--yes")
    monkeypatch.setattr("runtime.parts.smoke.memory", lambda: Memory("Card", free, 10.0))
    monkeypatch.setattr("runtime.parts.smoke.smoke", lambda part, folder: (False, "it does not play: cannot"))
    found = diorama("models", "check", "toy")
    assert (found.code, said in found.out) == (code, True)


@pytest.mark.usefixtures("toy")
def test_check_says_how_each_kind_of_model_is_mended(
    diorama: Diorama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runtime.parts.weights.WAN_SHARED", catalogue.PARTS[1])
    diorama("models", "add", "toy", "--yes")
    (tmp_path / "models" / "toy" / "transformer").rename(tmp_path / "mine.safetensors")
    (tmp_path / "models" / "toy" / "transformer.partial").write_bytes(b"half")
    assert "To mend it, type: diorama models add toy" in diorama("models", "check", "toy").out
    diorama("models", "add", tmp_path / "mine.safetensors")
    (tmp_path / "models" / "mine" / "transformer").write_bytes(b"other")
    assert "type: diorama models remove mine, and add its file again" in diorama("models", "check", "mine").out


@pytest.mark.usefixtures("toy")
def test_what_nothing_else_needs_goes_with_the_model(diorama: Diorama, tmp_path: Path) -> None:
    mine = tmp_path / "mine.safetensors"
    mine.write_bytes(toywan.transformer())
    diorama("models", "add", "toy", "--yes")
    said = diorama("models", "remove", "toy")
    assert said.out.splitlines() == ["toy: taken away", "wan-shared: taken away, nothing else needs it"]
    assert diorama("models", "remove", "toy").out == "toy: it was not here\n"
    assert diorama("models", "list", "wan-shared").out.startswith("no ")


@pytest.mark.usefixtures("toy")
def test_a_file_of_one_s_own_is_played_with_what_it_needs(
    diorama: Diorama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runtime.parts.weights.WAN_SHARED", catalogue.PARTS[1])
    mine = tmp_path / "mine.safetensors"
    mine.write_bytes(toywan.transformer())
    said = diorama("models", "add", mine)
    assert said.code == 0, said.err
    assert said.out.splitlines()[-1] == "To play with it, type: diorama play --generator wan:mine"
    assert "mine: your own Wan transformer, in the store now" in said.out
    diorama("models", "add", "toy", "--yes")
    assert diorama("models", "remove", "toy").out == "toy: taken away\n"
    assert "yes mine" in diorama("models", "list", "mine").out


def test_a_lora_says_where_it_is_named(diorama: Diorama, tmp_path: Path) -> None:
    from tests.runtime.parts.test_own import lora

    (tmp_path / "ink.safetensors").write_bytes(lora())
    said = diorama("models", "add", tmp_path / "ink.safetensors")
    assert said.code == 0, said.err
    assert f"loras = ['{tmp_path / 'models' / 'ink' / 'lora'}']" in said.out


def test_a_path_that_is_no_model_is_a_sentence(diorama: Diorama, tmp_path: Path) -> None:
    said = diorama("models", "add", tmp_path / "none.pt")
    assert (said.code, "no such file" in said.err) == (1, True)


def test_a_bench_of_missing_weights_is_a_sentence(diorama: Diorama) -> None:
    said = diorama("bench", "generator", "--generator", "sd-turbo")
    assert said.code == 1
    assert said.err.rstrip().endswith("diorama models add sd-turbo")
