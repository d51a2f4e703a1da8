"""Sweeps over every place, thing and garment draw thousands of pictures: `make test` takes a third, `make soak` all."""

from __future__ import annotations

import zlib

import pytest

SWEEPS = ("outdoors", "interiors", "things", "sets", "costs", "lens", "puppets", "tailoring", "actions")
SHARE = 3  # one case of so many is always run, the same ones each time


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        swept = any(item.nodeid.split("::")[0].endswith(f"papertheatre/test_{name}.py") for name in SWEEPS)
        if swept and hasattr(item, "callspec") and zlib.crc32(item.nodeid.encode()) % SHARE:
            item.add_marker(pytest.mark.soak)
