"""A generator that has something to say while it opens: the test card, with a warning."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from generators.base import Generator
from generators.testcard import open_generator

WORDS = "this card has 4 GB: the text encoder stays on the processor"


def opened(size: tuple[int, int], settings: Mapping[str, Any]) -> Generator:
    logging.getLogger("generators.chatty").warning(WORDS)
    return open_generator(size, settings)
