"""ink-proof's cases through `diorama play --text`, where INK_PROOF names a checkout of it."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from runtime.cli.textplay import play_text
from runtime.errors import StoryError
from runtime.library import load
from tests.runtime.ink.needs import compiles

PROOF = Path(os.environ.get("INK_PROOF", ""))
RUNAWAY = "I131"  # must end in an error


def cases() -> list[Path]:
    """The visible ones."""
    folders = sorted((*PROOF.glob("ink/I*"), *PROOF.glob("bytecode/B*")))
    return [one for one in folders if "hide" not in json.loads((one / "metadata.json").read_text(encoding="utf-8"))]


def transcript(case: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What is printed when the case is played with its input."""
    name = next(case / one for one in ("story.ink", "bytecode.json") if (case / one).is_file())
    answers = io.StringIO((case / "input.txt").read_text(encoding="utf-8"))
    capsys.readouterr()
    play_text(load(str(name)), 4, source=answers)
    return capsys.readouterr().out.splitlines()


@compiles
@pytest.mark.skipif("INK_PROOF" not in os.environ, reason="INK_PROOF names no checkout")
def test_the_cases_of_ink_proof(capsys: pytest.CaptureFixture[str]) -> None:
    failed: list[str] = []
    for case in cases():
        if case.name == RUNAWAY:
            with pytest.raises(StoryError, match="ran away"):
                transcript(case, capsys)
            continue
        expected = (case / "transcript.txt").read_text(encoding="utf-8-sig").splitlines()
        if transcript(case, capsys) != expected:
            failed.append(case.name)
    assert len(cases()) == 136
    assert failed == []
