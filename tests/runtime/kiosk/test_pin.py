"""The operator's PIN: slow to guess, quick to type, and shut after five wrong tries."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from runtime.cli import main
from runtime.errors import ConfigError, UsageError
from runtime.kiosk import pin as pins
from runtime.kiosk.config import read_config
from runtime.kiosk.pin import TRIES, WAIT_S, Door, hash_pin, read_hash

SALT = bytes(range(16))


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scrypt as fast as a file may ask for it."""
    monkeypatch.setattr(pins, "COST", pins.COSTS[0])


class Clock:
    now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


def test_what_is_kept_tells_nobody_the_pin_and_costs_whoever_guesses() -> None:
    kept = hash_pin("4711", SALT)
    assert "4711" not in kept
    assert read_hash(kept)[:2] == (15, SALT)  # 32 MiB a try
    assert kept != hash_pin("4711", SALT[::-1])
    door = Door(kept)
    assert (door.needed, door.enter("4712"), door.enter("4711")) == (True, False, True)


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "12a4", "١٢٣٤", "12 4", "１２３４"])
def test_a_pin_is_what_the_pad_can_type(pin: str) -> None:
    with pytest.raises(UsageError, match="4 to 12 digits"):
        hash_pin(pin, SALT)


@pytest.mark.parametrize("text", ["4711", "scrypt$15$00$" + "0" * 64, "scrypt$99$" + "00" * 16 + "$" + "0" * 64])
def test_what_is_no_digest_is_refused_where_it_stands(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match="diorama kiosk --pin"):
        Door(text)
    file = tmp_path / "kiosk.toml"
    file.write_text(f'[operator]\npin = "{text}"\n')
    with pytest.raises(ConfigError, match=r"kiosk\.toml:2: \[operator\] pin: it is not what a PIN becomes"):
        read_config(file)


def test_without_a_pin_nobody_enters() -> None:
    door = Door("")
    assert (door.needed, door.enter(""), door.enter("0000"), door.wait_s) == (False, False, False, 0.0)


@pytest.mark.usefixtures("cheap")
def test_five_wrong_tries_shut_it_for_five_minutes_of_a_clock_that_never_falls() -> None:
    clock = Clock()
    door = Door(hash_pin("4711", SALT), clock)
    for left in range(TRIES - 1, 0, -1):
        assert not door.enter("0000")
        assert (door.tries_left, door.wait_s) == (left, 0.0)
    assert not door.enter("0000")
    assert door.wait_s == WAIT_S == 300
    assert not door.enter("4711")  # not even the right one
    clock.now_s += WAIT_S - 1
    assert (door.wait_s, door.enter("4711")) == (1.0, False)
    clock.now_s += 1
    assert (door.wait_s, door.tries_left) == (0.0, TRIES)
    assert door.enter("4711")


@pytest.mark.usefixtures("cheap")
def test_the_right_one_gives_all_tries_back() -> None:
    door = Door(hash_pin("4711", SALT), Clock())
    assert [door.enter(one) for one in ("1", "2", "3", "4", "4711")] == [False] * 4 + [True]
    assert door.tries_left == TRIES
    assert not door.enter("9" * 1_000_000)


@pytest.mark.usefixtures("cheap")
def test_many_at_once_have_no_more_tries_than_one() -> None:
    door = Door(hash_pin("4711", SALT), Clock())
    entered: list[bool] = []
    many = [threading.Thread(target=lambda n=n: entered.append(door.enter(f"{n:04d}"))) for n in range(4700, 4720)]
    many.insert(0, threading.Thread(target=lambda: [door.enter("0000") for _ in range(TRIES)]))
    for one in many:
        one.start()
        one.join() if one is many[0] else None
    for one in many:
        one.join()
    assert (any(entered), len(entered), door.wait_s) == (False, 20, WAIT_S)


def test_the_verb_asks_twice_and_prints_a_line_for_the_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    typed = iter(["4711", "4711", "4711", "4712", "12"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    assert main(["kiosk", "--pin"]) == 0
    told = capsys.readouterr()
    assert "[operator]" in told.err
    file = tmp_path / "kiosk.toml"
    file.write_text("[operator]\n" + told.out)
    assert Door(read_config(file).operator.pin).enter("4711")
    assert main(["kiosk", "--pin"]) == 2
    assert "two different PINs" in capsys.readouterr().err
    assert main(["kiosk", "--pin"]) == 2
    assert "4 to 12 digits" in capsys.readouterr().err
