"""A story in another language is the same story: same nodes, choices, dice and digest, other words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.errors import StoryError
from runtime.story import Line, OnOffer, Story, choose, play, predict, read_story, start
from runtime.story.phrases import phrases
from runtime.story.translation import Entry, Table, guarded, missing_translations, read_table, translate, unguarded

TEXT = """Title: The Lamp
Author: Somebody
Cast:
    MARA - 60, keeper

[[var oil = 2]]

INT. TOWER - NIGHT #tower#

= She waits.

MARA climbs. [[ambience: rain]]

MARA (O.S.)
(low)
Who is {"there" if oil else "gone"}? [[line: a1]]
(louder)
[[sfx: knock]] Speak! [[set oil -= 1]] {~Now.|At once.} [[line: a2]]

TOM
Me. [[line: b1]]

[[choice 9s essential "The oil runs out": What now?]]
+ Open the door. [[says: open, yes]] [[default]] -> END: At the Door
* Pour oil. [[locked "It is empty" if oil < 2]] [[id: pour]] -> tower
"""
FRENCH = {
    "/title": "La Lampe",
    "a1": 'Qui est {"là" if oil else "parti"} ?',
    "a2": "Parle ! {~Vite.|Tout de suite.}",
    "b1": "Moi.",
    "tower?": "Et maintenant ?",
    "tower?:why": "L'huile s'épuise",
    "tower/open-the-door": "Ouvrir la porte.",
    "tower/open-the-door:says": "ouvre, oui",
    "tower/pour": "Verser de l'huile.",
    "tower/pour:locked": "Elle est vide",
    "tower:heading": "INT. TOUR - NUIT",
    "/ending/at-the-door": "À la porte",
}


def story() -> Story:
    read = read_story(TEXT)
    assert read.story is not None, read.diagnostics
    return read.story


def table(**changes: str) -> Table:
    texts = FRENCH | changes
    sources = {phrase.key: phrase.source for phrase in phrases(story())}
    return Table("fr", {key: Entry(key, sources.get(key, ""), words) for key, words in texts.items()})


def test_every_phrase_has_a_key() -> None:
    found = {phrase.key: phrase.source for phrase in phrases(story())}
    assert set(FRENCH) | {"/speaker/mara", "/speaker/tom"} == set(found)
    assert found["a2"] == "Speak! {~Now.|At once.}"
    assert found["tower/open-the-door:says"] == "open, yes"


def test_phrases_tell_a_translator_who_how_and_after_what() -> None:
    first, second, third = [one for one in phrases(story()) if one.kind == "line"]
    assert (first.speaker, first.direction, first.before, first.node) == ("MARA", "O.S., low", "MARA climbs.", "tower")
    assert (second.direction, second.before) == ("O.S., louder", f"MARA: {first.source}")
    assert (third.speaker, third.line) == ("TOM", 21)


def test_lines_choices_and_questions_are_in_french() -> None:
    stretch = play(translate(story(), table()), start(translate(story(), table()), 1))
    said = [beat.text for beat in stretch.beats if isinstance(beat, Line)]
    assert said[0] == "Qui est là ?"
    assert said[1] in ("Parle ! Vite.", "Parle ! Tout de suite.")
    assert said[2] == "Moi."
    assert isinstance(stretch.exit, OnOffer)
    point = stretch.exit
    assert (point.question, point.essential) == ("Et maintenant ?", "L'huile s'épuise")
    assert [(one.id, one.text, one.locked) for one in point.choices] == [
        ("open-the-door", "Ouvrir la porte.", ""),
        ("pour", "Verser de l'huile.", "Elle est vide"),
    ]


def test_the_show_is_the_same() -> None:
    english, french = story(), translate(story(), table())
    assert (french.digest, french.language, french.title) == (english.digest, "fr", "La Lampe")
    assert french.program.report.sorted() == ()
    for seed in range(20):
        a, b = play(english, start(english, seed)), play(french, start(french, seed))
        assert a.state == b.state
        assert [(beat.kind, beat.key) for beat in a.beats] == [(beat.kind, beat.key) for beat in b.beats]
        assert choose(english, a, "open-the-door") == choose(french, b, "open-the-door")
        assert [one.exit for _, one in predict(english, a)] == [one.exit for _, one in predict(french, b)]


def test_endings_headings_and_names_keep_their_own_words_for_the_machine() -> None:
    french = translate(story(), table())
    assert french.endings == ("At the Door",)
    assert french.nodes["tower"].heading.text == "INT. TOWER - NIGHT"
    assert french.shown("/ending/at-the-door", "At the Door") == "À la porte"
    assert french.shown("/speaker/mara", "MARA") == "MARA"


@pytest.mark.parametrize(
    ("words", "detail"),
    [
        ("Qui est {là ?", "a brace is not closed"),
        ("Qui est {huile} ?", "“huile” is not declared"),
        ("Qui est {oil +} ?", ""),
        ("x" * 10_001, "it has more than 10000 characters"),
    ],
)
def test_what_cannot_be_used_is_played_as_it_is_written(words: str, detail: str) -> None:
    broken = table(a1=words)
    french = translate(story(), broken)
    stretch = play(french, start(french, 1))
    assert next(beat.text for beat in stretch.beats if isinstance(beat, Line)) == "Who is there?"
    (missing,) = missing_translations(story(), broken)
    assert (missing.phrase.key, missing.reason) == ("a1", "cannot be used")
    assert detail in missing.detail


def test_what_is_missing_and_what_is_old_is_told() -> None:
    assert missing_translations(story(), table()) == ()
    entries = dict(table().entries)
    del entries["tower?"]
    entries["b1"] = Entry("b1", "It is me.", "C'est moi.")
    entries["tower/pour"] = Entry("tower/pour", "Pour oil.", "Verser.", "needs update")
    missing = missing_translations(story(), Table("fr", entries))
    assert [(one.phrase.key, one.reason, one.phrase.line) for one in missing] == [
        ("b1", "needs update", 21),
        ("tower?", "missing", 23),
        ("tower/pour", "needs update", 25),
    ]


def test_tables_are_read_as_spreadsheets_write_them() -> None:
    rows = "line,source,translation,status\na1,Who?,Qui ?,done\nb1,Me.,,new\na1,Who?,Twice,done\n"
    for text in (rows, "\ufeff" + rows, rows.replace(",", ";"), rows.replace(",", "\t"), rows.replace("\n", "\r\n")):
        assert read_table(text, "fr").entries == {"a1": Entry("a1", "Who?", "Qui ?", "done")}
    quoted = 'Status,LINE,Translation,Source\ndone,A1,"Oui, ""toi"".","Yes,\nyou."\n'
    assert read_table(quoted, "fr").entries["a1"].text == 'Oui, "toi".'


@pytest.mark.parametrize("text", ["", "a,b\n", "line;source\n", "\x00\x01", "line,translation\n" + "x" * 200_000])
def test_what_is_no_table_is_said(text: str) -> None:
    with pytest.raises(StoryError):
        read_table(text, "fr")


@pytest.mark.parametrize("words", ["=1+1", "- Oui.", "+1", "@x", "'=x", "'", "it's", "", "''", "'-"])
def test_formulas_are_guarded_and_read_again(words: str) -> None:
    assert unguarded(guarded(words)) == words
    assert not guarded(words).startswith(("=", "+", "-", "@"))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(FRENCH)), st.text("{}|~&\\[]*_ab\n'\"(", max_size=12)))
def test_any_words_can_be_in_a_table(texts: dict[str, str]) -> None:
    french = translate(story(), table(**texts))
    there, here = play(french, start(french, 1)).state, play(story(), start(story(), 1)).state
    assert (there.node, there.index, there.variables) == (here.node, here.index, here.variables)
