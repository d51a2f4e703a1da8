"""`stories/diagnostics.md` is made from the code, and every example on it really provokes its code."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from runtime.errors import DioramaError, UsageError
from runtime.ink import teller_of
from runtime.library import stories_folder
from runtime.story import CODES, GoOn, OnOffer, Story, read_story
from runtime.writer.check.findings import examine
from runtime.writer.check.pace import Wait
from runtime.writer.check.pages import ENTRIES, Entry, page, page_of
from runtime.writer.check.report import MANUAL
from tests.runtime.audio.soundfiles import write_sound

PLAYED = 4  # stretches


def tone(seconds: float) -> np.ndarray:
    wave: np.ndarray = (0.3 * np.sin(np.arange(round(44_100 * seconds)) * 0.05)).astype(np.float32)
    return wave


def codes(entry: Entry, folder: Path, *, right: bool) -> set[str]:
    """What is found about an example."""
    text = entry.head + (entry.right if right else entry.wrong * entry.times)
    if entry.needs == "text":
        return {one.code for one in read_story(text).diagnostics}
    files = entry.right_files if right and entry.right_files is not None else entry.files
    (folder / entry.file).write_text(text, "utf-8")
    for name, words in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        if name.endswith(".wav"):
            write_sound(folder / name, tone(2.0))
        else:
            (folder / name).write_text(words, "utf-8")
    examined = examine(str(folder / entry.file), Wait("a generator", entry.wait_s) if entry.wait_s else None)
    found = {one.code for one in examined.findings}
    return found | (played(examined.reading.story) if entry.played and examined.reading.story else set())


def played(story: Story) -> set[str]:
    """What is noticed while the defaults are taken."""
    teller = teller_of(story)
    state, found = teller.start(1), set[str]()
    for _ in range(PLAYED):
        stretch = teller.play(state)
        found |= {one.code for one in stretch.notices}
        if isinstance(stretch.exit, OnOffer) and stretch.exit.default:
            state = teller.choose(stretch, stretch.exit.default.id)
        elif isinstance(stretch.exit, GoOn):
            state = teller.proceed(stretch)
        else:
            break
    return found


@pytest.mark.parametrize("right", [False, True], ids=["wrong", "right"])
@pytest.mark.parametrize("code", [code for code in sorted(ENTRIES) if ENTRIES[code].file != "story.ink"])
def test_an_example_provokes_its_code_and_what_stands_instead_does_not(code: str, right: bool, tmp_path: Path) -> None:
    entry = ENTRIES[code]
    try:
        found = codes(entry, tmp_path, right=right)
    except DioramaError as problem:
        if not entry.needs:
            raise
        pytest.skip(str(problem))
    assert (code in found) is not right, found


@pytest.mark.parametrize("code", [code for code in sorted(ENTRIES) if ENTRIES[code].file == "story.ink"])
def test_what_ink_says_is_provoked_too(code: str, tmp_path: Path) -> None:
    test_an_example_provokes_its_code_and_what_stands_instead_does_not(code, False, tmp_path)


def test_every_code_has_an_entry() -> None:
    assert sorted(ENTRIES) == sorted(CODES)


def test_the_page_is_the_one_that_is_made() -> None:
    folder = stories_folder()
    assert folder is not None
    assert (folder / MANUAL).read_text("utf-8") == page(), "run: python -m runtime.writer.check.pages"


def test_every_code_has_an_anchor() -> None:
    text = page()
    assert [code for code in CODES if f'<a id="{code.lower()}"></a>' not in text] == []


def test_an_entry_for_the_terminal() -> None:
    said = page_of("s201")
    assert said.startswith("S201: a jump to nowhere (error)")
    assert "> CUT TO: rom" in said
    assert "`--fix`" in said
    with pytest.raises(UsageError, match=r"no code “S2011”\. Did you mean S201\?"):
        page_of("S2011")
