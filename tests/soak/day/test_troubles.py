"""Troubles are what they say they are, and leave no trace when they are over."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from runtime.cli.kiosk import look_over
from runtime.disk import replace_whole
from runtime.kiosk.config import Config
from runtime.kiosk.content import Content
from tests.soak.day.room import STORY, Terms, furnish, write_show
from tests.soak.day.script import FIRST, troubles_for
from tests.soak.day.spoilt import BAD, Disk, digest_of, keeping
from tests.soak.day.troubles import KINDS


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS])
def test_a_spoilt_disk_is_spoilt_in_its_folder_only(tmp_path: Path, fault: int) -> None:
    spoilt = tmp_path / "saves"
    spoilt.mkdir()
    (spoilt / "old").write_text("old")
    disk = Disk(spoilt)
    disk.fail(fault)
    try:
        for write in (
            lambda: replace_whole(spoilt / "a", b"x"),
            lambda: (spoilt / "b").write_text("x"),
            lambda: (spoilt / "c").mkdir(),
            lambda: (spoilt / "old").replace(spoilt / "new"),
        ):
            with pytest.raises(OSError, match=os.strerror(fault)) as told:
                write()
            assert told.value.errno == fault
        assert (spoilt / "old").read_text() == "old"
        replace_whole(tmp_path / "beside", b"x")
    finally:
        disk.mend()
    replace_whole(spoilt / "a", b"x")
    assert sorted(one.name for one in spoilt.iterdir()) == ["a", "old"]


@pytest.mark.parametrize("what", list(BAD))
def test_bad_content_is_bad_and_good_content_stands_again(tmp_path: Path, what: str) -> None:
    folder = write_show(tmp_path / "shows" / "room", STORY.format(title="Room"))
    whole = digest_of(folder)
    content = Content(Config(stories=str(tmp_path / "shows")), tmp_path / "cache", look_over, lambda j, f, c: j(f, c))
    with keeping(folder):
        BAD[what](folder)
        assert digest_of(folder) != whole
        content.look()
        assert content.arrived() is None
        assert content.problems()["room"]
    assert digest_of(folder) == whole
    for _ in range(3):
        content.look()
    assert content.problems() == {}
    assert [one.name for one in content.arrived() or ()] == ["room"]


def test_every_kind_has_its_turn_on_a_long_day_and_some_on_a_short_one() -> None:
    assert {name for name, _ in troubles_for(6 * 3600.0, 1)} == set(KINDS)
    assert {name for name, _ in troubles_for(600.0, 1)} == set(FIRST)
    assert troubles_for(1200.0, 1) != troubles_for(1200.0, 2)


def test_summer_time_begins_while_the_doors_are_open(tmp_path: Path) -> None:
    for span_s in (600.0, 7200.0, 20_000.0):
        terms = Terms(tmp_path, span_s, 1)
        opens_s, shuts_s = terms.open_s
        assert abs(shuts_s - opens_s - span_s) <= 60
        offsets = {terms.opens.utcoffset(), terms.shuts.utcoffset()}
        assert len(offsets) == 2
    assert f"{terms.opens:%H:%M}-{terms.shuts:%H:%M}" in furnish(terms).read_text()
