"""Shares the minutes out among the proofs, one after another, and keeps what each has said whatever happens."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.soak.proof import Proof, Result


@dataclass
class Soaked:
    """What came of a soak."""

    results: list[Result] = field(default_factory=list)
    unreached: list[str] = field(default_factory=list)  # proofs that Ctrl-C came before
    interrupted: bool = False

    @property
    def code(self) -> int:
        """0: all passed; 1: one failed; 130: none failed, and somebody pressed Ctrl-C."""
        if any(not one.passed for one in self.results):
            return 1
        return 130 if self.interrupted else 0


def soak(
    proofs: Sequence[Proof],
    minutes: float,
    seed: int,
    say: Callable[[str], None],
    clock: Callable[[], float] = time.monotonic,
) -> Soaked:
    """Run the proofs; what one leaves of its time the next ones share."""
    until, soaked = clock() + 60 * minutes, Soaked()
    for number, proof in enumerate(proofs):
        rest = proofs[number:]
        length_s = max(0.0, until - clock()) * proof.share / sum(one.share for one in rest)
        say(f"{proof.name}: {length_s / 60:.1f} minutes")
        try:
            soaked.results += _proved(proof, seed, clock() + length_s)
        except KeyboardInterrupt as interrupt:
            soaked.results += getattr(interrupt, "results", ())
            soaked.unreached = [one.name for one in rest]
            soaked.interrupted = True
            break
    return soaked


def _proved(proof: Proof, seed: int, deadline: float) -> Sequence[Result]:
    """The results of a proof; one that breaks down has failed, and the others go on."""
    try:
        found = proof.run(seed, deadline)
    except Exception as error:  # a broken proof is a line of the table, not the end of it
        traceback.print_exc()
        what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        return [Result(proof.name, 0, 1, "breakdowns", 0, passed=False, seed=seed, note=what)]
    return [found] if isinstance(found, Result) else found
