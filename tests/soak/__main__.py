"""`python -m tests.soak`: what `make soak` runs. Exit code 1 when a proof failed."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.soak.proof import Proof
from tests.soak.running import soak
from tests.soak.table import as_json, format_soak

FIRST_SEED = 20261126


def chosen(proofs: Sequence[Proof], only: str) -> list[Proof]:
    """The proofs whose name holds `only`."""
    return [one for one in proofs if only.lower() in one.name.lower()]


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description="Run the long proofs, print one table.")
    parser.add_argument("--minutes", type=float, default=30.0, help="for all proofs together")
    parser.add_argument("--seed", type=int, default=FIRST_SEED)
    parser.add_argument("--only", default="", help="proofs whose name holds this")
    parser.add_argument("--json", type=Path, default=Path("soak.json"), help="where the figures go")
    given = parser.parse_args(words)
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    from tests.soak.proofs import PROOFS

    proofs = chosen(PROOFS, given.only)
    if not proofs or not given.minutes > 0:
        parser.error(f"--only names one of: {', '.join(one.name for one in PROOFS)}; --minutes is above 0")
    done = soak(proofs, given.minutes, given.seed, _say)
    given.json.write_text(as_json(done, given.minutes, given.seed), encoding="utf-8")
    sys.stdout.write(format_soak(done, given.minutes, given.seed) + "\n")
    return done.code


if __name__ == "__main__":
    sys.exit(main())
