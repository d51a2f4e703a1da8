"""Words that a kiosk does not want: left out of prompts, refused where somebody types; only counts are kept."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import pygame
import pytest

from runtime.errors import ConfigError
from runtime.kiosk.checking import FrameCheck
from runtime.kiosk.config import Config, Content, read_config
from runtime.kiosk.repertoire import Offer, age_of, refused
from runtime.kiosk.safety import REPLY_S, check_safety, open_safety, word_list
from runtime.kiosk.states import Phase
from runtime.story import read_story
from runtime.wordlist import WordList
from tests.runtime.kiosk.fakes import BRISK, STORY, Hall, story
from tests.runtime.kiosk.test_checking import Scripted

TYPED = STORY.replace("+ Stay. [[default]]", "+ Stay. [[default]] [[says: wait a while]]")
RUDE = WordList(("sits", "bloody"))


def typed_offer() -> Offer:
    reading = read_story(TYPED.format(title="The Room"))
    assert reading.story is not None, reading.diagnostics
    return Offer("room", {"en": reading.story})


def hall(words: WordList = RUDE) -> Hall:
    made = Hall(typed_offer(), config=Config(visit=BRISK))
    made.loop.house.safety.words = made.hands.words = words
    return made.wait(3).touch()


def test_a_typed_answer_takes_the_choice_that_it_means() -> None:
    visit = hall().wait(12)
    visit.loop.house.typed.put("Wait a while!")
    visit.wait(4)
    assert visit.loop.on == "room"
    assert "INT. The Room - NIGHT" in visit.loop.overlay.heading
    assert visit.loop.house.safety.counts()["texts refused"] == 0


def test_a_denied_text_is_refused_kindly_and_is_nowhere_afterwards() -> None:
    visit = hall().wait(12)
    visit.loop.house.typed.put("wait a b l o o d y while")
    visit.wait(0.5)
    assert visit.loop.overlay.notice == "Let us use other words, please."
    assert visit.loop.overlay.panel is not None
    told = visit.loop.told()
    assert told.safety["texts refused"] == 1
    assert "while" not in told.model_dump_json()
    visit.wait(REPLY_S + 1)
    assert visit.loop.overlay.notice == ""


def test_what_fits_no_answer_is_asked_again_and_typing_is_being_there() -> None:
    visit = hall(WordList()).wait(12)
    visit.loop.house.typed.put("a xylophone")
    visit.wait(0.5)
    assert visit.loop.overlay.notice.startswith("Which answer")
    for _ in range(8):
        visit.loop.house.typed.put("um")
        visit.wait(6)
    assert visit.phase() is Phase.VISIT


def test_with_nobody_there_typed_words_are_let_go() -> None:
    visit = Hall(typed_offer()).wait(3)
    visit.loop.house.typed.put("wait a while")
    visit.wait(1)
    assert visit.phase() is Phase.ATTRACT
    assert visit.loop.house.typed.empty()


def test_words_left_out_of_prompts_are_counted_once_for_each_showing() -> None:
    visit = hall().wait(12).press(pygame.K_2).wait(4)
    prompts = [one[1].prompt for one in visit.studio.rolled]
    assert not any("sits" in prompt for prompt in prompts)
    assert visit.loop.told().safety["words left out"] > 0


def test_a_kiosk_without_words_and_checker_changes_nothing() -> None:
    visit = Hall().wait(3).touch().wait(2)
    assert visit.loop.told().safety == {"words left out": 0, "texts refused": 0}


def test_a_refused_picture_is_never_flipped_and_a_broken_checker_is_in_health() -> None:
    check = Scripted()
    visit = Hall(typed_offer(), config=Config(visit=BRISK))
    visit.loop.house.safety.check = cast("FrameCheck", check)
    visit.wait(3).touch().wait(1)
    check.held = True
    visit.wait(2)
    flipped = visit.loop.window.flips  # type: ignore[attr-defined]
    visit.wait(2)
    assert visit.loop.window.flips > flipped  # type: ignore[attr-defined]
    middle = pygame.surfarray.array3d(visit.window.surface)[120:200, 40:100]
    assert len(np.unique(middle.reshape(-1, 3), axis=0)) > 20  # the fake studio's frames are of one grey
    check.problem = "the frame checker nudity does not answer"
    visit.wait(3)
    assert "the frame checker nudity does not answer" in visit.loop.told().problems
    check.problem = ""
    visit.wait(3)
    assert visit.loop.told().troubles == {}


def test_the_words_of_the_file_and_of_its_file_of_words(tmp_path: Path) -> None:
    (tmp_path / "rude.txt").write_text("# the museum's own\ngun*\n", encoding="utf-8")
    (tmp_path / "hall.toml").write_text(
        '[content]\ndeny = ["blood"]\nallow = ["blood orange"]\nwords_file = "rude.txt"\n', encoding="utf-8"
    )
    config = read_config(tmp_path / "hall.toml")
    assert word_list(config) == WordList(("blood", "gun*"), ("blood orange",))
    check_safety(config)
    assert open_safety(config, (64, 36)).check is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('words_file = "gone.txt"', "words_file: .*gone.txt cannot be read: No such file"),
        ('words_file = "binary.txt"', "it is not text in UTF-8"),
        ('checker = "nudity"', "no frame checker “nudity” is installed"),
        ('deny = [""]', r"\[content\] deny: .*Type: deny = \[\]"),
    ],
)
def test_what_is_wrong_with_them_is_told_before_the_doors_open(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "binary.txt").write_bytes(b"\xff\xfe\x00gun")
    (tmp_path / "hall.toml").write_text(f"[content]\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        check_safety(read_config(tmp_path / "hall.toml"))


@pytest.mark.parametrize(
    ("rating", "age"),
    [
        ("7+", 7),
        ("PG-13", 13),
        ("ages 12 and up", 12),
        ("All ages", 0),
        ("R", 17),
        ("Adults only", 18),
        ("PG", 8),
        ("2026", None),
    ],
)
def test_a_rating_names_an_age(rating: str, age: int | None) -> None:
    assert age_of(rating) == age


def test_themes_are_refused_as_whole_words() -> None:
    shown = story().model_copy(update={"themes": "warm weather, grief"})
    assert refused(shown, Content(themes_refused=("war", ""))) == ""
    assert "Grief" in refused(shown, Content(themes_refused=("war", "Grief")))
