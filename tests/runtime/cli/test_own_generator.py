"""A generator of one's own is played by its name on the command line; a save never names code to run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from runtime.cli.order import PlayOrder
from runtime.cli.programme import read_programme
from runtime.commands import Begin, TimeLimits
from runtime.library import load
from runtime.saves import Journal, Saves
from tests.runtime.cli.test_kill import diorama_in

README = Path(__file__).resolve().parents[3] / "generators" / "README.md"


def test_the_generator_of_the_manual_plays_from_where_it_lies(tmp_path: Path) -> None:
    code = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    (tmp_path / "stripes.py").write_text(code[1], encoding="utf-8")
    words = ["play", "hello", "--generator", "stripes:Stripes", "--headless", "--seconds", "1", "--size", "160x90"]
    done = diorama_in(tmp_path, *words)
    assert done.returncode == 0, done.stderr


KNOWN = [
    ("testcard", "testcard"),
    ("wan:mine", "wan:mine"),
    ("evil:Code", "papertheatre"),
    ("wan:../x", "papertheatre"),
]


@pytest.mark.parametrize(("named", "played"), KNOWN)
def test_a_save_chooses_among_known_generators_only(named: str, played: str, tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    saves.write(Journal(begin=Begin(story=load("hello").digest, file="hello", generator=named)))
    save = next(tmp_path.glob("*.save"))
    programme = read_programme(PlayOrder(save=save), saves, TimeLimits.X1)
    saves.close()
    assert programme.order.generator == played
