"""Stories in several files."""

from __future__ import annotations

from runtime.story import lint, play, read_story, start, write_story
from runtime.story.fountain import included_names, is_inside

MAIN = (
    "Include: end.fountain\n\n[[include: vars.fountain]]\n\nINT. A #a#\n\nText {n}.\n\n"
    "[[include: act2.fountain]]\n\nINT. C #c#\n\nC.\n"
)
FILES = {
    "vars.fountain": "[[var n = 7]]\n",
    "act2.fountain": "INT. B #b#\n\nB. {n}\n\n> CUT TO: last\n",
    "end.fountain": "/* the end */\n\nINT. Z #last#\n\n> END: Done\n",
}


def codes(main: str, files: dict[str, str]) -> list[tuple[str, str, int]]:
    reading = read_story(main, "show/main.fountain", files)
    found = (*reading.diagnostics, *(lint(reading.story) if reading.story else ()))
    return [(one.code, one.place.file, one.place.line) for one in found]


def test_scenes_stand_where_they_are_included() -> None:
    story = read_story(MAIN, "show/main.fountain", FILES).story
    assert story is not None
    assert list(story.nodes) == ["a", "b", "c", "last"]
    assert story.nodes["b"].file == "show/act2.fountain"
    assert story.endings == ("Done",)
    first = play(story, start(story, 1))
    assert [beat.text for beat in first.beats if beat.kind == "action"] == ["Text 7."]


def test_every_file_is_written_as_it_was() -> None:
    story = read_story(MAIN, "show/main.fountain", FILES).story
    assert story is not None
    assert write_story(story) == MAIN
    for name, text in FILES.items():
        assert write_story(story, f"show/{name}") == text


def test_the_digest_covers_the_files() -> None:
    readings = [read_story(MAIN, "m", {**FILES, "vars.fountain": f"[[var n = {n}]]\n"}).story for n in (1, 2, 1)]
    digests = [story.digest for story in readings if story]
    assert digests[0] == digests[2] != digests[1]


def test_findings_name_their_file() -> None:
    files = {**FILES, "act2.fountain": "INT. B #b#\n\n> CUT TO: nowhere\n", "vars.fountain": "[[var n = 1 / 0]]\n"}
    found = codes(MAIN, files)
    assert ("S304", "show/vars.fountain", 1) in found
    assert ("S201", "show/act2.fountain", 3) in found
    assert [file for _, file, _ in found] == sorted(file for _, file, _ in found)


def test_an_id_in_two_files() -> None:
    assert ("S203", "show/end.fountain", 1) in codes(MAIN, {**FILES, "end.fountain": "INT. Z #b#\n\nZ.\n"})


def test_what_cannot_be_included() -> None:
    head = "INT. A #a#\n\nText.\n\n"
    assert codes(head + "[[include: no.fountain]]\n", {}) == [("S121", "show/main.fountain", 5)]
    assert codes(head + "[[include: ../x.fountain]]\n", {"../x.fountain": "INT. B\n"}) == [
        ("S121", "show/main.fountain", 5)
    ]
    twice = head + "[[include: b.fountain]]\n[[include: b.fountain]]\n"
    assert codes(twice, {"b.fountain": "INT. B\n\nB.\n"}) == [("S121", "show/main.fountain", 6)]


def test_circles_are_found() -> None:
    files = {
        "b.fountain": "INT. B #b#\n\nB.\n\n[[include: c.fountain]]\n",
        "c.fountain": "[[include: b.fountain]]\n\nINT. C\n",
    }
    reading = read_story("INT. A\n\n[[include: b.fountain]]\n", "main.fountain", files)
    (one,) = reading.diagnostics
    assert (one.code, one.place.file, one.what) == ("S121", "c.fountain", "“b.fountain” includes itself")
    assert one.why == "main.fountain → b.fountain → c.fountain → b.fountain"


def test_names() -> None:
    assert included_names(MAIN) == ("end.fountain", "vars.fountain", "act2.fountain")
    assert included_names("Title: x\n\nInclude: no\n\n[[include:  a  b.txt ]] [[include: c") == ("a b.txt",)
    inside = [
        is_inside(name) for name in ("a.b", "acts/2.x", "../a", "a/../../b", "/etc/passwd", "C:\\x", "\\\\host\\x", "")
    ]
    assert inside == [True, True, False, False, False, False, False, False]
