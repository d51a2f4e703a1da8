"""What `diorama check` finds beyond the text: prompts, captions, tails and translations."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from runtime.director.prompt import LIMIT
from runtime.story import Diagnostic, Story, read_story
from runtime.writer.check import check
from runtime.writer.check.pace import Wait, tail_findings
from runtime.writer.check.prompts import prompt_findings
from tests.runtime.audio.soundfiles import write_sound


def story(text: str) -> Story:
    read = read_story(text)
    assert read.story is not None, read.diagnostics
    return read.story


# --- prompts ----------------------------------------------------------------------------------------------------------

LONG = " ".join(f"The tide comes in over {n} black stones and goes out again." for n in range(30))
CAST = "Cast:\n    MARA - 60, keeper, grey braid\n    TOM - 12, red scarf\n\n"


def prompts(text: str) -> list[tuple[str, int]]:
    return [(one.code, one.place.line) for one in prompt_findings(story(text))]


def test_a_prompt_that_no_encoder_reads_is_told() -> None:
    text = f"{CAST}INT. A #a#\n\nMARA waits.\n\nMARA walks. {LONG}\n\n> END: x\n"
    (one,) = prompt_findings(story(text))
    assert (one.code, one.place.line) == ("S609", 9)
    assert f"reads {LIMIT}" in one.what
    assert "left out: “The tide" in one.why


def test_prompts_that_fit_are_not() -> None:
    assert prompts(f"{CAST}INT. A #a#\n\nMARA walks. {LONG[:400]}\n\n> END: x\n") == []


def test_only_what_can_be_reached_is_directed() -> None:
    assert prompts(f"{CAST}INT. A #a#\n\nText.\n\n> END: x\n\nINT. B #b#\n\nMARA. {LONG}\n\n> END: y\n") == []


def test_a_bible_that_is_too_long_by_itself_is_told_of_every_shot() -> None:
    crowd = "Cast:\n" + "".join(f"    ANNA{n} - {'long red velvet coat with brass buttons, ' * 12}\n" for n in range(4))
    people = " and ".join(f"ANNA{n}" for n in range(4))
    text = f"{crowd}\nINT. A #a#\n\n{people} wait.\n\nANNA1\nNow.\n\n> END: x\n"
    assert prompts(text) == [("S609", 9), ("S609", 12)]


def test_each_beat_is_told_once_however_often_it_comes() -> None:
    text = f"{CAST}INT. A #a#\n\nMARA walks. {LONG}\n\n[[choice: Q]]\n+ A. -> a\n+ B. -> END: x\n"
    assert prompts(text) == [("S609", 7)]


# --- captions ---------------------------------------------------------------------------------------------------------

SPOKEN = "INT. A #a#\n\nMARA\nI have told you once and I will not tell you again. [[line: k3f9]]\n\n> END: x\n"


def tone(seconds: float) -> np.ndarray:
    wave: np.ndarray = (0.3 * np.sin(np.arange(round(44_100 * seconds)) * 0.05)).astype(np.float32)
    return wave


@pytest.mark.parametrize(("seconds", "codes"), [(2.0, ["S610"]), (5.0, [])])
def test_a_recording_that_nobody_can_read_along_with(tmp_path: Path, seconds: float, codes: list[str]) -> None:
    (tmp_path / "story.fountain").write_text(SPOKEN, "utf-8")
    (tmp_path / "voices").mkdir()
    write_sound(tmp_path / "voices" / "k3f9.wav", tone(seconds))
    found = check(str(tmp_path))
    assert [one.code for one in found] == codes
    if codes:
        assert found[0].place.line == 4
        assert "12 words in 2.0 s: 360 a minute" in found[0].what
        assert found[0].instead.startswith("a recording of 3.6 s")


# --- tails ------------------------------------------------------------------------------------------------------------

POINTS = (
    "INT. A #a#\n\n[[choice 9s tail 2s: Q]]\n+ A. -> b\n\nINT. B #b#\n\n[[choice off tail 1s: Q]]\n+ A. -> END: x\n"
)


def tails(seconds: float) -> list[Diagnostic]:
    return list(tail_findings(story(POINTS), Wait("wan-longlive", seconds)))


def test_a_tail_that_the_generator_outlasts_says_the_seconds_missing() -> None:
    (one,) = tails(3.3)
    assert (one.code, one.place.line) == ("S411", 3)
    assert "2 s is 1.3 s shorter" in one.what
    assert "wan-longlive takes 3.30 s" in one.why
    assert one.instead == "[[choice 9s tail 3.5s: …]]"


def test_a_tail_that_is_long_enough_or_never_ends_is_not_told() -> None:
    assert tails(2.0) == []


# --- translations -----------------------------------------------------------------------------------------------------

SHOW = (
    "Title: Lamp\n\nINT. A #a#\n\nMARA\nWho is there? [[line: k3f9]]\n\n[[choice: What now?]]\n+ Open. -> END: Done\n"
)
ROWS = {
    "/title": "Lampe",
    "a:heading": "INT. A",
    "k3f9": "Qui est là ?",
    "a?": "Et maintenant ?",
    "a/open": "Ouvrir.",
    "/ending/done": "Fini",
}


def translated(folder: Path, rows: dict[str, str], more: str = "", text: str = SHOW) -> list[Diagnostic]:
    (folder / "story.fountain").write_text(text, "utf-8")
    (folder / "languages").mkdir(exist_ok=True)
    lines = [f"{key},,{words},done" for key, words in rows.items()]
    (folder / "languages" / "fr.csv").write_text("\n".join(["line,source,translation,status", *lines, more]), "utf-8")
    return list(check(str(folder)))


def test_a_whole_translation_is_clean(tmp_path: Path) -> None:
    assert translated(tmp_path, ROWS) == []


def test_what_is_missing_is_told_at_its_line(tmp_path: Path) -> None:
    (one,) = translated(tmp_path, {key: words for key, words in ROWS.items() if key != "k3f9"})
    assert (one.code, one.place.line) == ("S611", 6)
    assert one.what == "“Who is there?” is not translated into “fr”"
    assert one.instead == "a row k3f9 in languages/fr.csv"


def test_what_has_changed_since_is_told(tmp_path: Path) -> None:
    less = {key: words for key, words in ROWS.items() if key != "a/open"}
    (one,) = translated(tmp_path, less, "a/open,Close.,Fermer.,done")
    assert (one.code, one.place.line) == ("S612", 9)


def test_a_translation_with_an_open_brace_is_told(tmp_path: Path) -> None:
    (one,) = translated(tmp_path, ROWS | {"k3f9": "Qui {est là ?"})
    assert (one.code, one.why) == ("S611", "a brace is not closed")


def test_a_translation_of_nothing_is_told_at_the_table(tmp_path: Path) -> None:
    (one,) = translated(tmp_path, ROWS | {"gone": "Parti"})
    assert (one.code, Path(one.place.file).name) == ("S614", "fr.csv")
    assert translated(tmp_path, ROWS, "gone,,Parti,unused") == []


def test_lines_without_an_id_are_told_once_where_there_are_tables(tmp_path: Path) -> None:
    bare = SHOW.replace(" [[line: k3f9]]", "\n\nTOM\nMe.")
    (one,) = translated(tmp_path, {key: words for key, words in ROWS.items() if key != "k3f9"}, text=bare)
    assert (one.code, one.instead) == ("S611", "[[line: k3f9]]")
    assert one.what.startswith("2 lines cannot be translated")
    assert list(check(str(tmp_path / "story.fountain"))) != []
    (tmp_path / "languages" / "fr.csv").unlink()
    assert list(check(str(tmp_path / "story.fountain"))) == []


@pytest.mark.parametrize("junk", [b"", b"\x00\x01", b"a,b\n1,2\n", "ligne;traduction".encode("utf-16")])
def test_a_table_that_is_none_is_told(tmp_path: Path, junk: bytes) -> None:
    translated(tmp_path, ROWS)
    (tmp_path / "languages" / "fr.csv").write_bytes(junk)
    (one,) = check(str(tmp_path))
    assert (one.code, Path(one.place.file).name) == ("S613", "fr.csv")
