"""No file outside a story's folder is read, whatever the story, what lies beside it, and links in its folder say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from runtime.errors import DioramaError
from runtime.library import find_story, in_language, load, read_file, recordings_of, sounds_of
from runtime.story import Story
from tests.fuzz.guard import GUARD

SECRET = "INT. SECRET #secret#\n\nNobody may know.\n"
NAMES = (
    "../secret.fountain", "..\\secret.fountain", "/etc/passwd", "{outside}/secret.fountain", "a/../../secret.fountain",
    "link.fountain", "linked/secret.fountain", "./../secret.fountain", "file:///etc/passwd", "~/secret.fountain",
    "C:\\secret.fountain", "\\\\server\\share\\x.fountain", "con", "a\x00.fountain", "x" * 300, ".", "..", "",
    "linked/../../secret.fountain", "%2e%2e/secret.fountain", "．．/secret.fountain",
    "inside.fountain/../../secret.fountain",
)  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A story's folder with links that lead out of it, beside a secret."""
    outside, folder = tmp_path / "outside", tmp_path / "outside" / "show"
    folder.mkdir(parents=True)
    for name in (
        "secret.fountain",
        "secret.ogg",
        "secret.toml",
        "secret.csv",
        "secret.twee",
        "secret.ink",
        "secret.plan",
    ):
        (outside / name).write_text(SECRET)
    for name in ("looks", "languages", "voices"):
        (folder / name).mkdir()
    (folder / "linked").symlink_to(outside)
    for link, target in {
        "link.fountain": "secret.fountain", "link.ogg": "secret.ogg", "looks/mine.toml": "secret.toml",
        "languages/fr.csv": "secret.csv", "voices/l1.ogg": "secret.ogg", "link.twee": "secret.twee",
        "link.ink": "secret.ink",
    }.items():  # fmt: skip
        (folder / link).symlink_to(outside / target)
    return folder


def _quiet(work: Callable[[], object], folder: Path) -> list[str]:
    """What was opened outside the folder while `work` was done, or refused with a sentence."""
    with GUARD.watched(folder) as escapes:
        try:
            work()
        except DioramaError as error:
            said = str(error)
        else:
            said = ""
    assert "Nobody may know" not in said
    return list(escapes)


@pytest.mark.parametrize("name", NAMES)
def test_includes_stay_in_the_folder(house: Path, name: str) -> None:
    named = name.replace("{outside}", str(house.parent))
    path = house / "show.fountain"
    path.write_text(f"Include: {named}\n\nINT. A #a#\n\n[[include: {named}]]\n\nText.\n", encoding="utf-8")
    assert _quiet(lambda: read_file(str(path)), house) == []
    assert _quiet(lambda: _keeps_the_secret(path), house) == []


def _keeps_the_secret(story: Path) -> None:
    assert SECRET not in find_story(str(story)).includes.values()


@pytest.mark.parametrize("name", NAMES)
def test_ink_includes_stay_in_the_folder(house: Path, name: str) -> None:
    path = house / "show.ink"
    path.write_text(
        f"INCLUDE {name.replace('{outside}', str(house.parent)).replace('fountain', 'ink')}\nText.\n", "utf-8"
    )
    assert _quiet(lambda: _keeps_the_secret(path), house) == []


def test_sounds_looks_languages_and_recordings_stay_in_the_folder(house: Path) -> None:
    cues = "\n\n".join(f"[[sfx: {name.replace('fountain', 'ogg')}]]" for name in NAMES[:9])
    path = house / "show.fountain"
    path.write_text(f"Title: T\nLook: mine\nLanguage: en\n\nINT. A #a#\n\n{cues}\n\nTOM\nHi. [[line: l1]]\n")
    stories: list[Story] = []

    def look() -> None:
        story = load(str(path))
        stories.append(story)
        stories.append(in_language(story, "fr"))

    assert _quiet(look, house) == []
    story = stories[0]
    assert (sounds_of(story), recordings_of(story), dict(story.looks)) == ({}, {}, {})
    assert len(stories) == 1


def test_imports_stay_in_the_folder_and_write_into_no_other(house: Path, tmp_path: Path) -> None:
    from runtime.writer.imports.files import Brought, bring, write_folder
    from runtime.writer.imports.model import Import

    (house / "a.twee").write_text(":: Start\nText. [[Gone]]\n")
    found: list[Brought] = []
    assert _quiet(lambda: found.append(bring(house)), house) == []
    assert "Nobody may know" not in found[0].imported.text
    hostile = Import("INT. A #a#\n\nText.\n", files={"../out.toml": "x", "/tmp/out.toml": "x", "looks/fine.toml": "x"})
    home = tmp_path / "home"
    home.mkdir()
    assert _quiet(lambda: write_folder(Brought(house / "a.twee", "Twine", hostile), home / "new"), home) == []
    written = sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    assert written == ["new/looks/fine.toml", "new/new.fountain"]


def test_plans_beside_a_story_are_its_own(house: Path) -> None:
    from runtime.writer.plans import plans_beside, try_plans

    (house / "show.fountain").write_text("INT. A #a#\n\nText.\n")
    (house / "show.plan").symlink_to(house.parent / "secret.plan")
    story = load(str(house / "show.fountain"))
    assert plans_beside(story) == ()
    assert _quiet(lambda: try_plans(story), house) == []
