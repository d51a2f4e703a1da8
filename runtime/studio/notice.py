"""What generators say by Python's logging, `logging.getLogger("generators.…").warning`, on its way to the player."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable

from runtime.studio.orders import Notice

LONGEST = 500  # characters


class Spoken(logging.Handler):
    """Gives warnings to `tell`, each as one line; nobody to tell is no fault of the generator's."""

    def __init__(self, tell: Callable[[Notice], object]) -> None:
        super().__init__(logging.WARNING)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(Exception):
            self._tell(Notice(" ".join(record.getMessage().split())[:LONGEST]))


def listen(tell: Callable[[Notice], object]) -> None:
    """From now on the player says what generators warn of, and nobody else does."""
    heard = logging.getLogger("generators")
    heard.addHandler(Spoken(tell))
    heard.propagate = False
