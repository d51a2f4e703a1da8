"""The minutes are shared out, broken proofs are lines of the table, and Ctrl-C prints what there is."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from tests.soak.__main__ import chosen
from tests.soak.proof import Interrupted, Proof, Result, Run, within
from tests.soak.proofs import PROOFS
from tests.soak.running import soak
from tests.soak.table import as_json, format_soak


class Hands:
    """A clock that a proof turns."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s

    def proof(self, name: str, share: float, uses: float, seen: dict[str, float]) -> Proof:
        """One that uses this share of the time it gets."""

        def run(seed: int, deadline: float) -> Result:
            seen[name] = round(deadline - self.now_s, 6)
            self.now_s += uses * (deadline - self.now_s)
            return within(name, 5, 1, "s", 2, seed)

        return Proof(name, run, share)


def _unsaid(_line: str) -> None:
    """Nobody listens."""


def test_what_one_proof_leaves_of_its_time_the_next_ones_share() -> None:
    hands, seen = Hands(), dict[str, float]()
    proofs = [hands.proof("a", 2, 1.0, seen), hands.proof("b", 1, 0.0, seen), hands.proof("c", 1, 1.0, seen)]
    done = soak(proofs, 2, 9, _unsaid, hands)
    assert seen == {"a": 60, "b": 30, "c": 60}
    assert [one.name for one in done.results] == ["a", "b", "c"]
    assert done.code == 0


def _raises(error: BaseException) -> Run:
    def run(_seed: int, _deadline: float) -> Sequence[Result]:
        raise error

    return run


GOOD = within("good", 1_234_567, 0.25, "s", 1, 9)


def _good(_seed: int, _deadline: float) -> Result:
    return GOOD


def test_a_proof_that_breaks_down_has_failed_and_the_others_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    proofs = [Proof("bad", _raises(KeyError("x"))), Proof("good", _good)]
    done = soak(proofs, 1, 9, _unsaid)
    assert [(one.name, one.passed) for one in done.results] == [("bad", False), ("good", True)]
    assert done.code == 1
    assert "KeyError" in done.results[0].note
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("stop", "names"), [(KeyboardInterrupt(), ["good"]), (Interrupted([GOOD]), ["good", "good"])]
)  # fmt: skip
def test_ctrl_c_prints_what_there_is(stop: BaseException, names: list[str]) -> None:
    proofs = [Proof("good", _good), Proof("long", _raises(stop)), Proof("later", _good)]
    done = soak(proofs, 1, 9, _unsaid)
    assert [one.name for one in done.results] == names
    assert done.code == 130
    assert "Ctrl-C came before the end of: long, later." in format_soak(done, 1, 9)


def test_the_table_says_test_n_worst_limit_and_seed() -> None:
    bad = within("worse than it may be", 3, 5.0, "MB", 2, 9, "grown by 5 MB")
    text = format_soak(soak([Proof("a", lambda *_: [GOOD, bad])], 1, 9, _unsaid), 1, 9)
    head, good, worse, note = text.splitlines()[2:6]
    assert head.split() == ["test", "N", "reached", "worst", "limit", "pass", "seed"]
    assert good.split() == ["good", "1,234,567", "0.25", "s", "1", "yes", "9"]
    assert worse.split()[-5:] == ["5", "MB", "2", "NO", "9"]
    assert note.strip() == "grown by 5 MB"
    assert "1 failed" in text


def test_json_holds_every_figure_and_the_machine() -> None:
    done = soak([Proof("a", _good)], 1, 9, _unsaid)
    plain = json.loads(as_json(done, 1, 9))
    assert plain["results"] == [GOOD.plain()]
    assert plain["machine"]["cores"] >= 1
    assert (plain["minutes"], plain["seed"], plain["interrupted"]) == (1, 9, False)


def test_nothing_reached_is_not_passed() -> None:
    assert not within("none", 0, 0, "s", 1, 9).passed


def test_the_list_of_proofs_can_be_chosen_from() -> None:
    names = [one.name for one in PROOFS]
    assert len(set(names)) == len(names)
    assert all(one.share > 0 for one in PROOFS)
    assert [one.name for one in chosen(PROOFS, "MUTATIONS")] == ["mutations"]
