"""Whether a model plays here: is there memory for it, and does it make a chunk. In a process of its own, which may die.

`python -m runtime.parts.smoke GENERATOR FOLDER` is that process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from runtime.parts.part import Part

SIZE: Final = (128, 64)  # pixels: the least work that goes through every module
PATIENCE_S: Final = 1800.0  # models of ten gigabytes are read from slow disks, too
ON_PROCESSORS: Final = 2.0  # numbers take twice the memory there: single precision
_QUESTION: Final = (
    "import json, torch; c = torch.cuda.is_available();"
    "print(json.dumps([torch.cuda.get_device_name(), *torch.cuda.mem_get_info()] if c else None))"
)

Runner = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]


class Memory(NamedTuple):
    """Where a model would play, in gigabytes."""

    device: str  # the card's name; empty: no card, main memory
    free_gb: float
    all_gb: float


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """A process of ours, its words kept; one that is never done counts as failed."""
    try:
        return subprocess.run(list(command), capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(list(command), 1, "", f"it was not done after {PATIENCE_S / 60:.0f} minutes")


def memory(runner: Runner = run) -> Memory:
    """The card's, else the machine's; the card is asked in a process of its own, since drivers can hang or crash."""
    done = runner((sys.executable, "-c", _QUESTION))
    try:
        device, free, whole = json.loads(done.stdout)
        return Memory(str(device), free / 1e9, whole / 1e9)
    except (ValueError, TypeError):
        import psutil

        here = psutil.virtual_memory()
        return Memory("", here.available / 1e9, here.total / 1e9)


def estimate(part: Part, here: Memory) -> tuple[bool, str]:
    """Whether the model fits, and the sentence about it."""
    need = part.memory_gb * (1.0 if here.device else ON_PROCESSORS)
    where = here.device or "no card: main memory"
    fits = need <= here.free_gb
    verdict = "" if fits else ": too little" if need > here.all_gb else ": too little while other programs hold so much"
    return fits, f"needs about {need:.0f} GB ({where}), {here.free_gb:.1f} of {here.all_gb:.1f} GB are free{verdict}"


def smoke(part: Part, folder: str, runner: Runner = run) -> tuple[bool, str]:
    """Open the generator small and make one chunk; whether it did, and the sentence about it."""
    done = runner((sys.executable, "-m", "runtime.parts.smoke", part.generator, folder))
    if done.returncode == 0:
        return True, done.stdout.strip().splitlines()[-1]
    if done.returncode < 0:
        return False, f"it does not play: its process died (signal {-done.returncode})"
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    return False, f"it does not play: {(lines or ['it ended without a word'])[-1][:400]}"


def main(words: Sequence[str]) -> int:
    """One chunk of a generator, said in a line."""
    from generators import registry
    from generators.base import Setting, Shot

    name, folder = words
    made = registry.find(name)(SIZE, {"models": folder})
    made.begin(Shot(prompt="A lighthouse at night, rain on the windows.", setting=Setting(place="lighthouse"), seed=1))
    chunk = made.next_chunk()
    made.close()
    spread = float(chunk.std())
    if spread < 1.0:
        raise ValueError(f"its pictures are blank: {len(chunk)} frames of one colour")
    sys.stdout.write(f"plays: a chunk of {len(chunk)} frames, {chunk.shape[2]}x{chunk.shape[1]}\n")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Exception as error:  # whatever a generator raises is one line to the one who asked
        sys.exit(" ".join(str(error).split()) or type(error).__name__)
