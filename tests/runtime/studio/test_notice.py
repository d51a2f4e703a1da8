"""What a generator says while it opens reaches the person once, before the show and on the screen."""

from __future__ import annotations

from runtime.studio import Studio
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
