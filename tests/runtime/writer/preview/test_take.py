"""A seed that pleases is written beside its paragraph, and makes the shot the same again."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from generators.base import Shot
from runtime.course import Course
from runtime.director import direct
from runtime.errors import LibraryError, StoryError
from runtime.story import Story, read_story
from runtime.story.model import Action
from runtime.writer.preview.take import another_seed, keep_take, noted, paragraph_of, with_seed
from tests.runtime.writer.preview.stories import TEXT, drafted, story_of, written

FIRST = Action(key="gate.1", text="")


def shot_of(course: Course, beat: int = 0) -> Shot:
    setups, _ = direct(course.stretch, course.bible, course.stage, {}, Fraction(24))
    return next(setup.shot for setup in setups if setup.beat == beat)


def kept(path: Path, key: str, seed: int) -> str:
    """Keep a take; the file's text afterwards."""
    draft = drafted(path)
    assert draft.found is not None
    keep_take(draft.found, story_of(draft), Action(key=key, text=""), seed)
    return path.read_bytes().decode()


def test_the_note_makes_the_shot_the_same_again(tmp_path: Path) -> None:
    path = written(tmp_path)
    rolled = with_seed(Course.begin(story_of(drafted(path)), 7), 0, 4242)
    text = kept(path, "gate.1", 4242)
    assert text == TEXT.replace("[[shot: wide]]", "[[shot: wide]] [[seed: 4242]]")
    again = Course.begin(story_of(drafted(path)), 99)
    assert shot_of(again) == shot_of(rolled)
    assert shot_of(rolled).seed == 4242


def test_an_older_seed_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    odd = TEXT.replace("[[shot: wide]]", "[[seed: 7]]  Äh! 🚪 [[shot: wide]]").replace("\n", "\r\n")
    assert kept(written(tmp_path, odd), "gate.1", 8) == odd.replace("[[seed: 7]]", "[[seed: 8]]")


@pytest.mark.parametrize(
    "paragraph",
    [
        "ANNA stands at\nthe gate. /* why? */",
        "ANNA stands.  ",
        "!ANNA STANDS",
        "ANNA stands /* a\ncomment */ there.",
        "~She sings~",
        "ANNA [[set trust += 1]] stands.",
        "ANNA stands.\n\n/* The next one\n   is another. */",
        "ANNA stands.\n/* And\n\nstill the same. */",
    ],
)
def test_paragraphs_of_every_shape_take_a_seed(tmp_path: Path, paragraph: str) -> None:
    text = TEXT.replace("ANNA stands at the gate in the rain. [[shot: wide]]", paragraph)
    after = kept(written(tmp_path, text), "gate.1", 5)
    assert after.replace(" [[seed: 5]]", "", 1) == text
    reading = read_story(after)
    assert reading.story is not None
    beat = Course.begin(reading.story, 1).stretch.beats[0]
    assert beat.kind == "action"
    assert beat.seed == 5


def test_a_paragraph_of_an_include_is_written_into_its_own_file(tmp_path: Path) -> None:
    main = written(tmp_path, TEXT.replace("-> yard", "-> shed") + "\n[[include: act2.fountain]]\n")
    second = tmp_path / "act2.fountain"
    second.write_text("INT. SHED - NIGHT #shed#\n\nANNA hides.\n\n> END: Hidden\n")
    before = main.read_bytes()
    kept(main, "shed.1", 12)
    assert "ANNA hides. [[seed: 12]]\n" in second.read_text()
    assert main.read_bytes() == before


def test_a_file_that_was_saved_in_the_meantime_is_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path)
    draft = drafted(path)
    path.write_text(TEXT + "\n")
    assert draft.found is not None
    with pytest.raises(LibraryError, match="saved just now"):
        keep_take(draft.found, story_of(draft), FIRST, 3)
    assert path.read_text() == TEXT + "\n"


def test_what_has_no_paragraph_is_said(tmp_path: Path) -> None:
    draft = drafted(written(tmp_path))
    story = story_of(draft)
    for key in ("gate.2", "gate.0", "nowhere.1", "gate", ""):
        with pytest.raises(StoryError, match="action paragraph"):
            paragraph_of(story, key)
    with pytest.raises(StoryError, match="action paragraph"):
        with_seed(Course.begin(story, 7), 99, 1)


def test_a_paragraph_that_moved_is_not_written_into(tmp_path: Path) -> None:
    story: Story = story_of(drafted(written(tmp_path)))
    _, element = paragraph_of(story, "gate.1")
    with pytest.raises(StoryError, match="not where it was read"):
        noted("\n" + TEXT, replace(element), 3)


def test_seeds_are_others_each_time_and_the_same_in_every_show() -> None:
    tried = [another_seed(77, turn) for turn in range(50)]
    assert tried == [another_seed(77, turn) for turn in range(50)]
    assert len(set(tried)) > 45
    assert all(1 <= seed <= 99_999 for seed in tried)
