"""Some mutations of every kind in the ordinary run; `make soak` runs a million. The instruments are tried as well."""

from __future__ import annotations

import json
import os
import pickle
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz import exhibits
from tests.fuzz.fuzzing import Tally, cases_of, fuzz, try_cases
from tests.fuzz.guard import GUARD
from tests.fuzz.kind import Kind, good, text_of, the_story
from tests.fuzz.kinds import KINDS, mutant_of
from tests.fuzz.mutators import LARGE, mutate_bytes, mutate_json, mutate_text

CASES = 200
SEED = 11


def test_some_mutations_of_every_kind() -> None:
    tally = try_cases(cases_of(SEED, CASES, heavy=False))
    assert tally.failures == []
    assert tally.cases == CASES
    assert set(tally.counts) == {kind.name for kind in KINDS.values() if not kind.heavy}


@pytest.mark.soak
def test_model_files_that_were_damaged(tmp_path: Path) -> None:
    for seed in range(2_000):
        KINDS["weights"].attempt(mutant_of("weights", seed), tmp_path)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_good_files_are_taken_by_what_reads_them(kind: Kind, tmp_path: Path) -> None:
    """Or the mutations would only ever be refused at the door."""
    if kind.heavy:
        pytest.skip("torch: its files are tried in the soak")
    quiet = random.Random(0)
    unchanged = {"save": "_journal().to_bytes()"}
    assert kind.name in unchanged or kind.mutant(quiet) != kind.mutant(quiet)
    kind.attempt(_good_file(kind.name), tmp_path)


def _good_file(name: str) -> bytes:
    from tests.fuzz import kinds

    made = {
        "save": lambda: kinds._journal().to_bytes(),
        "story form": lambda: kinds._whole_form().encode(),
        "show code": _show_code,
    }
    if name in made:
        return made[name]()
    if name in {kind.name for kind in exhibits.KINDS}:
        return exhibits.good_file(name)
    files = {"table": "table.csv", "look": "look.toml", "settings": "settings.toml", "plan": "story.plan"}
    return good(
        files.get(name, {"story": "story.fountain", "compiled ink": "compiled.json"}.get(name, f"story.{name}"))
    ).encode()


def _show_code() -> bytes:
    from runtime.course import Course
    from runtime.showcode import code_of
    from tests.fuzz import kinds

    return code_of(Course.begin(the_story(), 4), kinds._journal().commands).encode()


def test_a_good_folder_goes_on_offer(tmp_path: Path) -> None:
    files = [["story.fountain", good("story.fountain")], ["languages/de.csv", good("table.csv")]]
    assert exhibits._try_show(json.dumps(files).encode(), tmp_path) == ("mine",)


def test_the_corpus_is_good() -> None:
    from runtime.story import lint
    from runtime.story.translation import read_table
    from runtime.writer.plans.checking import check_plan
    from runtime.writer.plans.reading import read_plan

    assert [one for one in lint(the_story()) if one.severity == "error"] == []
    assert check_plan(read_plan(good("story.plan")), the_story()) == ()
    assert len(read_table(good("table.csv"), "de").entries) == 4


# --- the instruments -------------------------------------------------------------------------------------------------


def test_a_seed_is_a_file() -> None:
    for name, kind in KINDS.items():
        if not kind.heavy:
            assert mutant_of(name, 7) == mutant_of(name, 7)
            assert len({mutant_of(name, seed) for seed in range(20)}) > 15


def test_mutants_stay_files() -> None:
    for seed in range(300):
        chance = random.Random(seed)
        text = mutate_text(chance, good("story.fountain"), good("story.ink"))
        assert len(text) <= 3 * LARGE
        assert len(mutate_json(chance, good("compiled.json"))) <= 3 * LARGE
        assert mutate_bytes(chance, b"12345678")


def _plant(monkeypatch: pytest.MonkeyPatch, attempt: object) -> Tally:
    planted = Kind("planted", KINDS["look"].mutant, attempt)  # type: ignore[arg-type]
    monkeypatch.setitem(KINDS, "planted", planted)
    return try_cases([("planted", 5)])


def test_an_exception_is_found_with_its_case(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes, _folder: Path) -> None:
        raise LookupError(f"{len(data) > 0}")

    assert _plant(monkeypatch, fail).failures == ["planted 5: LookupError: True"]


def test_whatever_reaches_out_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("x")

    def link(_data: bytes, folder: Path) -> None:
        (folder / "link").symlink_to(secret)
        (folder / "link").read_text()

    ways = {
        "secret.txt": lambda _data, _folder: secret.read_text(),
        "../": lambda _data, folder: (folder / os.path.relpath(tmp_path, folder) / "made").write_text("x"),
        "os.remove": lambda *_: (tmp_path / "gone").unlink(missing_ok=True),
        "link": link,
        "os.system": lambda *_: os.system("true"),
        "subprocess.Popen": lambda *_: subprocess.run([sys.executable, "--version"], check=True, capture_output=True),
        "pickle.find_class": lambda *_: pickle.loads(pickle.dumps(Path)),
    }
    for said, way in ways.items():
        failures = _plant(monkeypatch, way).failures
        assert len(failures) == 1, said
        assert "reached out" in failures[0], said


def test_a_file_in_the_folder_and_the_programs_own_are_no_escape(tmp_path: Path) -> None:
    with GUARD.watched(tmp_path) as escapes:
        (tmp_path / "a").write_text("x")
        Path(pytest.__file__).read_bytes()
    (tmp_path.parent / "b").write_text("x")
    assert escapes == []


@pytest.mark.soak
def test_cases_are_shared_out_among_processes() -> None:
    tally = fuzz(SEED, float("inf"), 800, 2)
    assert tally.failures == []
    assert tally.cases >= 800
    assert tally.slowest_s > 0


def test_text_is_decoded_as_files_are() -> None:
    assert text_of(b"\xff\xfea") == "\ufffd\ufffda"
