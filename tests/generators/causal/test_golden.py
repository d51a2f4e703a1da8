"""Exactness: recorded streams of both published models come out again; every known mistake would show."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.causal import golden
from generators.causal.golden import TOLERANCE, differences
from tests.generators.causal.tiny import DATA

SELF_FORCING, LONGLIVE = DATA / "self_forcing.safetensors", DATA / "longlive.safetensors"


@pytest.mark.parametrize("path", [SELF_FORCING, LONGLIVE])
def test_recorded_streams_come_out_again(path: Path) -> None:
    found = list(differences(path))
    assert len(found) == {"self_forcing": 5, "longlive": 7}[path.stem]
    assert max(found) <= TOLERANCE


def test_without_a_sink_positions_within_the_window_are_the_same_function() -> None:
    assert max(differences(SELF_FORCING, relative=True)) <= TOLERANCE


def test_with_a_sink_they_are_the_same_until_the_first_is_forgotten() -> None:
    found = list(differences(LONGLIVE, relative=True))
    assert max(found[:3]) <= TOLERANCE
    assert min(found[3:]) > 100 * TOLERANCE


def test_the_command_prints_every_chunk_and_judges(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert golden.main([str(SELF_FORCING)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 6
    assert said[-1].startswith("worst")
    monkeypatch.setattr(golden, "TOLERANCE", 1e-9)
    assert golden.main([str(SELF_FORCING)]) == 1


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x10\0\0\0\0\0\0\0{}              "])
def test_what_is_no_recording_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], junk: bytes) -> None:
    path = tmp_path / "x.safetensors"
    path.write_bytes(junk)
    assert golden.main([str(path)]) == 2
    assert "not a recorded roll-out" in capsys.readouterr().err
    assert golden.main([]) == 2


# Each mistake is made on purpose; the recorded stream must catch it. Figures: what it costs at least.
@pytest.mark.parametrize(
    ("mistake", "least", "chunk"),
    [("no eviction", 1e-2, 2), ("start always 0", 1e-2, 1), ("commit at the last noise", 1e-2, 1), ("eps", 5e-5, 0)],
)
def test_known_mistakes_are_caught(monkeypatch: pytest.MonkeyPatch, mistake: str, least: float, chunk: int) -> None:
    from generators.causal.engine import Engine
    from generators.causal.memory import Memory
    from generators.causal.rope import Positions

    if mistake == "no eviction":
        monkeypatch.setattr(Memory, "visible", lambda self, _reach: self.slots)
        monkeypatch.setattr(Memory, "kept", lambda self, _reach: self.slots)
        monkeypatch.setattr(Engine, "_window_shape", lambda self: (1, 15 * self.positions.tokens, 2, 32))
    elif mistake == "start always 0":
        tables = Positions.tables
        monkeypatch.setattr(Positions, "tables", lambda self, latents: tables(self, [n % 3 for n in latents]))
    elif mistake == "commit at the last noise":
        forward = Engine._run
        monkeypatch.setattr(Engine, "_run", lambda self, x, t: forward(self, x, t or 625.0))
    else:
        from generators.causal import attention

        normed = attention.normed
        monkeypatch.setattr(attention, "normed", lambda norm, x: normed(_Looser(norm), x))
    assert list(differences(SELF_FORCING))[chunk] > least


class _Looser:
    """A norm with the wrong epsilon."""

    def __init__(self, norm: object) -> None:
        self.weight = norm.weight  # type: ignore[attr-defined]
        self.eps = 1e-5
