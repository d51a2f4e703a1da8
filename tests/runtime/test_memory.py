"""The C library is asked where there is one that listens."""

from __future__ import annotations

import platform
import subprocess
import sys

from runtime import memory

CODE = "from runtime.memory import be_frugal; print(be_frugal())"


def test_the_gnu_library_is_asked_for_everything() -> None:
    said = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True).stdout
    assert said.strip() == str(platform.libc_ver()[0] == "glibc" and sys.platform.startswith("linux"))


def test_a_worker_does_not_fetch_the_same_pages_again_for_every_picture() -> None:
    code = (
        "import resource; from runtime.memory import LITTLE, MUCH, be_frugal; import numpy as np; be_frugal({}); "
        "faults = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_minflt; np.ones(1 << 20); before = faults(); "
        "any(np.ones(1 << 20)[0] > 1 for _ in range(50)); print(faults() - before)"
    )
    if platform.libc_ver()[0] != "glibc" or not sys.platform.startswith("linux"):
        return
    little, much = (
        int(
            subprocess.run([sys.executable, "-c", code.format(kept)], capture_output=True, text=True, check=True).stdout
        )
        for kept in ("LITTLE", "MUCH")
    )
    assert much < little / 10


def test_what_stays_is_not_gone_through_again() -> None:
    code = (
        "import gc; from runtime.memory import settle; old = [[n] for n in range(1000)]; "
        "before = len(gc.get_objects()); settle(); ring = []; ring.append(ring); del ring; "
        "print(before > 1000 > len(gc.get_objects()), gc.collect())"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["True", "1"]


def test_elsewhere_nothing_happens() -> None:
    before, sys.platform = sys.platform, "darwin"
    try:
        assert memory.be_frugal() is False
    finally:
        sys.platform = before
