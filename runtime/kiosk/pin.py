"""The operator's PIN: kept as a digest that is slow to guess, and a door that opens to it.

Its one rule: to try a PIN takes about a tenth of a second on purpose, so it never happens on the loop's thread.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import threading
import time
from collections.abc import Callable

from runtime.errors import ConfigError, UsageError

DIGITS = range(4, 13)  # how long a PIN may be
COST, BLOCK, LANES = 15, 8, 1  # scrypt's n is 2**COST: 32 MiB, about a tenth of a second
COSTS = range(10, 19)  # what a file may ask for
LENGTH = 32  # bytes of a digest
SALTS = range(8, 65)  # bytes
TRIES = 5
WAIT_S = 300.0  # after as many wrong ones
FORM = re.compile(r"scrypt\$(\d{1,2})\$([0-9a-f]+)\$([0-9a-f]{64})")


def hash_pin(pin: str, salt: bytes) -> str:
    """What stands in the file for a PIN of 4 to 12 digits: "scrypt$COST$SALT$DIGEST". UsageError: it is none."""
    if not (pin.isascii() and pin.isdigit() and len(pin) in DIGITS):
        raise UsageError(f"A PIN is {DIGITS[0]} to {DIGITS[-1]} digits: the pad on the screen has no letters.")
    if len(salt) not in SALTS:
        raise UsageError(f"A salt has {SALTS[0]} to {SALTS[-1]} bytes.")
    return f"scrypt${COST}${salt.hex()}${_digest(pin, salt, COST).hex()}"


def read_hash(text: str) -> tuple[int, bytes, bytes]:
    """Cost, salt and digest of what stands in the file. ConfigError: nothing that `hash_pin` would write."""
    form = FORM.fullmatch(text)
    if not form or int(form[1]) not in COSTS or len(form[2]) % 2 or len(form[2]) // 2 not in SALTS:
        raise ConfigError("it is not what a PIN becomes: type diorama kiosk --pin, and put in the line that it prints")
    return int(form[1]), bytes.fromhex(form[2]), bytes.fromhex(form[3])


class Door:
    """One for screen and page together. `clock`: seconds, never falling; the wall's time is not asked.

    `enter` is called from any thread but the loop's; the properties never wait.
    """

    def __init__(self, hashed: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._kept = read_hash(hashed) if hashed else None
        self._clock = clock
        self._turn = threading.Lock()  # one try at a time: many at once guess no faster
        self._left = TRIES  # written under _turn
        self._shut_until_s = -1e18

    @property
    def needed(self) -> bool:
        """There is a PIN. Without one nobody becomes an operator at the screen."""
        return self._kept is not None

    @property
    def wait_s(self) -> float:
        """Seconds until the next try; 0.0: it is open to tries."""
        return max(0.0, self._shut_until_s - self._clock())

    @property
    def tries_left(self) -> int:
        """Until it shuts."""
        return self._left

    def enter(self, pin: str) -> bool:
        """Whether it is the PIN. While the door is shut not even the right one is."""
        with self._turn:
            if self._kept is None or self.wait_s > 0:
                return False
            cost, salt, digest = self._kept
            right = hmac.compare_digest(_digest(pin[: DIGITS[-1] + 1], salt, cost), digest)
            self._left = TRIES if right else self._left - 1
            if not self._left:
                self._left, self._shut_until_s = TRIES, self._clock() + WAIT_S
            return right


def _digest(pin: str, salt: bytes, cost: int) -> bytes:
    memory = 2 * 128 * BLOCK * 2**cost
    words = pin.encode("utf-8", "replace")
    return hashlib.scrypt(words, salt=salt, n=2**cost, r=BLOCK, p=LANES, maxmem=memory, dklen=LENGTH)
