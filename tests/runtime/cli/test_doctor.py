"""The doctor looks at everything, says what each missing thing costs, and never fails itself."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
from pathlib import Path

import pytest

from runtime.cli import doctor
from runtime.cli.doctor import Finding, examine, format_findings
from runtime.settings import Settings
from tests.runtime.cli.conftest import Diorama


def test_everything_is_looked_at(monkeypatch: pytest.MonkeyPatch, diorama: Diorama) -> None:
    monkeypatch.setattr(doctor, "GPU_QUESTION", "print('A card')")
    said = diorama("doctor")
    assert said.code == 0
    for thing in (
        "display",
        "sound",
        "voices",
        "pad",
        "GPU",
        "generator",
        "models",
        "brought",
        "parts",
        "fonts",
        "saves",
        "cache",
    ):
        assert f" {thing} " in said.out, thing
    assert "A card" in said.out
    assert "A show can be played" in said.out
    assert said.err == ""


def test_a_look_that_fails_does_not_keep_the_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken() -> list[Finding]:
        raise RuntimeError("the driver fell over")

    monkeypatch.setattr(doctor, "_pads", broken)
    monkeypatch.setattr(doctor, "GPU_QUESTION", "")
    findings = examine(Settings(saves=tmp_path, cache=tmp_path))
    assert any("the driver fell over" in finding.what for finding in findings)
    assert any(finding.thing == "fonts" for finding in findings)


@pytest.mark.parametrize(
    ("question", "there", "says"),
    [
        ("print('H200, 139 GiB')", True, "H200"),
        ("", False, "finds none"),
        ("raise OSError('libcuda')", False, "libcuda"),
    ],
)
def test_the_gpu_is_asked_in_a_process_of_its_own(
    question: str, there: bool, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "GPU_QUESTION", question)
    [finding] = doctor._gpu()
    assert finding.there == there
    assert says in finding.what


def test_a_driver_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "GPU_PATIENCE_S", 0.2)
    monkeypatch.setattr(doctor, "GPU_QUESTION", "import time; time.sleep(60)")
    [finding] = doctor._gpu()
    assert "did not answer" in finding.what


def test_missing_parts_say_what_they_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    findings = [*doctor._voices(), *doctor._gpu(), *doctor._parts(), *doctor._models()]
    assert {finding.there for finding in findings if finding.cost} == {False}
    assert any("pip install hibari-tts onnxruntime" in finding.what for finding in findings)
    assert any(finding.cost == "No films can be recorded." for finding in findings)


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (set(), ["diorama models add kokoro", "apt install espeak-ng"]),
        ({"kokoro", "espeak"}, ["a voice of their own", "espeak-ng for other languages"]),
        ({"pico", "espeak"}, ["one voice plays all", "Pico and espeak-ng for other languages"]),
    ],
)
def test_what_speaks_is_told(monkeypatch: pytest.MonkeyPatch, there: set[str], said: list[str]) -> None:
    monkeypatch.setattr("runtime.audio.engines.is_there", lambda engine, tag: engine in there)
    findings = list(doctor._more_voices())
    assert [finding.thing for finding in findings] == ["casts", "languages"]
    assert all(words in finding.what for words, finding in zip(said, findings, strict=True))
    assert bool(findings[1].cost) == ("espeak" not in there)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    [bad] = doctor._folder("saves", tmp_path / "file" / "saves", "choices are not kept")
    assert not bad.there
    assert bad.cost == "Without it choices are not kept."
    [good] = doctor._folder("saves", tmp_path / "to" / "be" / "made", "")
    assert good.there
    assert sorted(tmp_path.iterdir()) == [tmp_path / "file"]


def test_a_full_disk_and_little_shared_memory_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    [folder] = doctor._folder("saves", tmp_path, "")
    assert "Little room" in folder.cost
    assert all("--shm-size" in finding.cost for finding in doctor._shared_memory())


def test_extras_are_read_from_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    required = ["numpy>=2", 'pytest[x]>=8; extra == "dev"', "no-such-part (>=1); extra == 'cluster'"]
    monkeypatch.setattr(importlib.metadata, "requires", lambda _: required)
    cluster, dev = doctor._extras()
    assert (cluster.there, dev.there) == (False, True)
    assert cluster.what == "[cluster] pip install 'diorama[cluster]' (missing: no-such-part)"


def test_the_last_line_counts_what_would_help() -> None:
    all_well = [Finding("sound", True, "card")]
    assert format_findings(all_well).endswith("\n\nA show can be played.")
    lost = format_findings([*all_well, Finding("pad", False, "none"), Finding("GPU", False, "none", "It is slow.")])
    assert "1 of these would make it better" in lost
    assert lost.splitlines()[0].startswith("yes sound")
