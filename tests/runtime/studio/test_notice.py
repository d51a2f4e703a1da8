"""What a generator says while it opens reaches the person once, before the show and on the screen."""

from __future__ import annotations

import logging

from runtime.studio import Studio
from runtime.studio.notice import Spoken
from runtime.studio.orders import Notice
from tests.runtime.studio.chatty import WORDS
from tests.runtime.studio.stage import PATIENT, SIZE, spare_ready, until


def test_said_once_beforehand_whoever_says_it_again() -> None:
    said: list[str] = []
    with Studio("tests.runtime.studio.chatty:opened", SIZE, deadlines=PATIENT, say=said.append) as studio:
        studio.wait_ready(60)
        assert said == [WORDS]
        until(studio, lambda: spare_ready(studio))  # the spare has said it, too
        assert said == [WORDS]
        assert list(studio.notices).count(WORDS) == 1


def test_warnings_are_told_in_one_line_and_nothing_else_is() -> None:
    told: list[Notice] = []
    logger = logging.Logger("generators.some.model")
    logger.addHandler(Spoken(told.append))
    logger.info("loading")
    logger.warning("the card has %d GB:\nslow", 4)
    assert told == [Notice("the card has 4 GB: slow")]


def test_nobody_to_tell_is_no_fault_of_the_generator_s() -> None:
    def gone(_: Notice) -> None:
        raise BrokenPipeError

    logger = logging.Logger("generators.some.model")
    logger.addHandler(Spoken(gone))
    logger.warning("nobody hears this")
