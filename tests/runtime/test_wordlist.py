"""Words in every dress are found, and words that only look like them pass."""

from __future__ import annotations

import pytest

from runtime.wordlist import EVERYTHING_GOES, LONGEST_TEXT, WordList, read_words

WORDS = WordList(
    ("cunt", "shit", "ass", "hell", "god", "fuck*", "kill him", "nazi", "дурак", "くそ", "schloß", "مثال"),
    ("dick whittington", "bad ass mule", "hell's kitchen"),
)


@pytest.mark.parametrize(
    "text",
    [
        "shit", "SHIT!", "Shìt", "sh1t", "5h17", "$hit", "shiiiiit", "s h i t", "s.h.i.t", "s-h-i-t", "s_h_i_t", "sh*t",
        "s\u200bhit", "ＳＨＩＴ", "𝓼𝓱𝓲𝓽", "oh shit, no", "the shit-storm", "(shit)", "sh\u00adit", "ѕhіt", "fu.ck",
        "fucking", "f*cking", "motherly fuckery", "asss", "@ss", "a s s", "kill him", "kill   him!", "k1ll h1m",
        "Kill-him", "goood",
        "Nаzi", "n a z i", "ДУРАК", "くそだ", "SCHLOSS", "مـثال", "\nhell\n", "na!zi",
    ],
)  # fmt: skip
def test_it_is_found_in_every_dress(text: str) -> None:
    assert WORDS.refuses(text)
    assert not WORDS.refuses(WORDS.without(text)[0])


@pytest.mark.parametrize(
    "text",
    [
        "Scunthorpe", "class", "pass it on", "good", "he'll come", "we’ll see", "assassin", "shitake", "shell", "hello",
        "is a seat", "kill himself", "kill them", "дураки", "godly", "", "   ", "Bad ass mule", "HELL'S KITCHEN",
        "as is", "glass, hit", "a b c d", "1234", "🙂🙂", "\x00",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_passes(text: str) -> None:
    assert not WORDS.refuses(text)
    assert WORDS.without(text) == (text, 0)


def test_allowed_beats_denied_only_where_it_stands() -> None:
    assert WORDS.count("a bad ass mule") == 0
    assert WORDS.count("a bad ass mule and an ass") == 1


def test_words_are_left_out_and_the_sentence_stays() -> None:
    gun = WordList(("gun*", "blood"))
    assert gun.without("A man with a gun, in blood. He waits. GUNS lie about.") == (
        "A man with a, in. He waits. lie about.",
        3,
    )
    assert gun.without("Gun.") == (".", 1)
    assert gun.without("") == ("", 0)


def test_without_words_everything_goes() -> None:
    assert EVERYTHING_GOES.without("shit") == ("shit", 0)
    assert not EVERYTHING_GOES.refuses("x" * 10 * LONGEST_TEXT)


def test_what_is_too_long_to_be_looked_through_is_not_taken() -> None:
    assert WordList(("gun",)).refuses("x" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize("text", ["*" * 5000, "s" * 20_000, "s h " * 5000, "#" * 300, "a" * 19_000 + "*"])
def test_hostile_texts_end(text: str) -> None:
    assert WORDS.count(text) < len(text)


@pytest.mark.parametrize("word", ["", "   ", "*", "***", "!!", "(", "[a-z]", "\\", "a*b", "?", "🙂"])
def test_any_word_may_stand_in_a_list(word: str) -> None:
    assert not WordList((word,)).refuses("an innocent sentence of words")


def test_a_file_of_words() -> None:
    assert read_words("gun # and rifles\n\n# nothing\n  rifle \ngun\n") == ("gun", "rifle")
    assert len(read_words("\n".join(map(str, range(10_000))))) == 5_000
