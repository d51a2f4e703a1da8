"""What is asked of a card, and that nothing is asked where there is none."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import psutil
import pytest

from runtime.studio.device import device_mb, room_mb


def card(*, used: bool) -> SimpleNamespace:
    """A torch with a card of 8 GB, of which 6 are free."""
    cuda = SimpleNamespace(
        is_initialized=lambda: used, memory_allocated=lambda: 1_500_000_000, mem_get_info=lambda: (6 * 10**9, 8 * 10**9)
    )
    return SimpleNamespace(cuda=cuda)


def test_a_card_in_use_says_what_it_holds_and_a_quarter_of_the_rest_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", card(used=True))
    assert (device_mb(), room_mb()) == (1500.0, 1500.0)


@pytest.mark.parametrize("torch", [None, card(used=False)])
def test_elsewhere_snapshots_lie_in_the_machine_s_own_memory(
    monkeypatch: pytest.MonkeyPatch, torch: SimpleNamespace | None
) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=4 * 10**9))
    monkeypatch.setitem(sys.modules, "torch", torch)
    assert (device_mb(), room_mb()) == (0.0, 1000.0)
