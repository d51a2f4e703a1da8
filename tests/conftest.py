"""What every test leaves as it was."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, database=None)  # the same examples for everybody
settings.register_profile("searching", derandomize=False)  # others each time: what make soak asks for
settings.load_profile("repeatable")


@pytest.fixture(scope="session", autouse=True)
def logs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is noted in the user's own log, by no process that a test starts."""
    with pytest.MonkeyPatch.context() as own:
        own.setenv("DIORAMA_LOGS", str(tmp_path_factory.mktemp("logs")))
        yield


@pytest.fixture(autouse=True)
def tiny_numbers() -> Iterator[None]:
    """Whoever plays a network rounds the tiniest numbers to nothing in this process; the next test has them again."""
    yield
    if torch := sys.modules.get("torch"):
        torch.set_flush_denormal(False)
