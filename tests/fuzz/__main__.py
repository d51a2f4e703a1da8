"""One case again: `python -m tests.fuzz KIND SEED` prints the file and reads it; `all N` tries N cases of all kinds."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.fuzz.fuzzing import cases_of, try_cases
from tests.fuzz.kinds import KINDS, mutant_of


def main(words: list[str]) -> int:
    kind, number = " ".join(words[:-1]), int(words[-1])
    if kind == "all":
        tally = try_cases(cases_of(number, number))
        rates = {name: round(1000 * tally.spent_s[name] / count, 2) for name, count in tally.counts.items()}
        slowest = f"slowest {tally.slowest_s:.2f} s: {tally.slowest}; grown {tally.grown_mb:.0f} MB"
        sys.stdout.write("\n".join([f"{tally.cases} cases, ms each: {rates}", slowest, *tally.failures]) + "\n")
        return int(bool(tally.failures))
    data = mutant_of(kind, number)
    sys.stdout.buffer.write(data[:20_000] + b"\n")
    with tempfile.TemporaryDirectory() as home:
        KINDS[kind].attempt(data, Path(home))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
