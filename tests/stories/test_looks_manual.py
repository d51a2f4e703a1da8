"""The manual of looks is so: its example is read and drawn, every key and look is in it, its pictures are small."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from generators.base import Look
from generators.papertheatre.looks import look_names
from generators.papertheatre.looks.collection import built_in
from generators.papertheatre.looks.finish import recipe_of
from generators.papertheatre.looks.lookfile import read_lookfile
from generators.papertheatre.looks.painters import PAINTERS
from generators.papertheatre.looks.recipe import TABLES, Recipe, Tints
from generators.papertheatre.sheets import gallery
from runtime.writer.check import check
from tests.generators.papertheatre.stagehand import difference, frame, shot, theatre

STORIES = Path(__file__).resolve().parents[2] / "stories"
PAGE = (STORIES / "looks.md").read_text("utf-8")
(EXAMPLE,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def test_the_example_is_read_without_a_fault_and_is_a_picture_of_its_own(tmp_path: Path) -> None:
    assert read_lookfile(EXAMPLE).faults == ()
    made = theatre()
    own = shot("kitchen", interior=True).model_copy(update={"look": Look(style="cold-kitchen", recipe=EXAMPLE)})
    assert difference(frame(made, own), frame(made, shot("kitchen", interior=True, style="linocut"))) > 4
    (tmp_path / "looks").mkdir()
    (tmp_path / "looks" / "cold-kitchen.toml").write_text(EXAMPLE, "utf-8")
    story = "Title: T\nLook: cold-kitchen\n\nINT. KITCHEN - DAY #k#\n\nRain.\n\n> END: E\n"
    (tmp_path / "story.fountain").write_text(story, "utf-8")
    assert check(str(tmp_path / "story.fountain")) == ()


def test_every_key_is_explained() -> None:
    keys = {
        *Recipe.model_fields,
        *(key for table in TABLES.values() for key in table.model_fields),
        *Tints.model_fields,
    }
    assert sorted(key for key in keys if f"`{key}`" not in PAGE and f"{key}]" not in PAGE) == []


def test_no_key_is_explained_that_there_is_not() -> None:
    keys = {key for table in TABLES.values() for key in table.model_fields}
    rows = re.findall(r"^\| (`[a-z_`, ]+`) \|", PAGE, re.MULTILINE)
    told = {key for row in rows for key in re.findall(r"`([a-z_]+)`", row)}
    assert told - keys == set()


def test_every_look_has_its_picture_and_its_words() -> None:
    for name in look_names():
        file = f"looks/{name.replace(' ', '-')}.jpg"
        assert file in PAGE, name
        assert f"**{built_in(name).name.removeprefix('painted ')}**" in PAGE
    assert all(f"**{painter}**" in PAGE for painter in PAINTERS)


def test_the_pictures_are_small_and_there_are_no_others() -> None:
    shown = {STORIES / path for path in re.findall(r"\((looks/[a-z-]+\.jpg)\)", PAGE)}
    there = set((STORIES / "looks").iterdir())
    assert shown == there
    assert max(path.stat().st_size for path in there) <= gallery.LARGEST
    assert sum(path.stat().st_size for path in there) < 1_500_000


def test_pictures_are_made_as_small_as_they_must_be(tmp_path: Path) -> None:
    import pygame

    rng = np.random.default_rng(3)
    noise = pygame.image.frombuffer(rng.integers(0, 255, (540, 960, 3), np.uint8).tobytes(), (960, 540), "RGB")
    saved = gallery._save(noise, tmp_path / "noise.jpg")
    assert saved.stat().st_size <= gallery.LARGEST
    assert pygame.image.load(str(saved)).get_size() == gallery.PICTURE


def test_the_words_that_the_page_names_lead_where_it_says() -> None:
    for words, name in (("sumi", "ink wash"), ("woodcut", "engraving"), ("chalk", "pastel"), ("sepia", "silent film")):
        assert recipe_of(words).name == name
