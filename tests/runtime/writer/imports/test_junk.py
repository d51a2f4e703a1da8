"""Whatever stands in a script of another program: a story that our reader takes, with a report; never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runtime.story import play, read_story, start
from runtime.writer.imports.twee import read_twee
from runtime.writer.imports.yarn import read_yarn

if TYPE_CHECKING:
    from runtime.writer.imports import Import

QUICK = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), database=None)
LONG = settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck), database=None)

EXPRESSIONS = st.sampled_from(
    [
        "$a", "$b + 1", '$c == "x"', "not $a and $b > 2", "true", '"a|b"', "$a + $c", "(1", "visited('A')",
        "random(1,6)",
        "(random: 1, 6)", "$b is not 3", "$a is in $c", "[1, 2]", "(a: 1, 'x')", "$d contains 'x'", "it + 1", ".One",
        "E.Two", "$if", "$É", "either('a', 'b')", "(either: 1, 2)", "-$b", "1/0", "99999999999999999999", "max($b, 3)",
        "'it''s'", "$a ? 1 : 2", "{", "}", "$c.length", "visited()", "visited_count(\"A\")", "1 is 1", "", "((((1))))",
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    [
        "Hello", "INT. ROOM - DAY", "EXT. X", "> CUT TO: a", "= x", "# y", "~ z", "!w", "+ q -> a", "* r",
        "@s", "[[if x]]",
        "[[", "]]", "/*", "*/", "{", "}", "{a|b}", "\\", "*b*", "_u_", "->", "END:", "FADE OUT.", "TOM", "(x)",
        "Tom: hi",
        "TOM: “hi”", ". a", "|", "“", "<b>", "&lt;", "\t", "\x00", "\u200b", "é", "Title: x", "[[end]]", "#a#",
        "x" * 50,
        "[[choice 9s: x]]", "===", "---", "{\"", "[x/]", "[b]t[/b]",
        "[select value={$a} x=\"%\" other=\"y\"/]", "#line:a-b",
    ]
)  # fmt: skip
YARN = st.one_of(
    WORDS,
    EXPRESSIONS.map("<<if {}>>".format),
    EXPRESSIONS.map("<<elseif {}>>".format),
    EXPRESSIONS.map("<<set $a = {}>>".format),
    EXPRESSIONS.map("<<set $b += {}>>".format),
    EXPRESSIONS.map("<<declare $c = {}>>".format),
    EXPRESSIONS.map("text {{{}}} more".format),
    EXPRESSIONS.map("line <<if {}>> #t".format),
    EXPRESSIONS.map("-> choose <<if {}>>".format),
    EXPRESSIONS.map("=> item <<once if {}>>".format),
    EXPRESSIONS.map("when: {}".format),
    EXPRESSIONS.map("<<jump {{{}}}>>".format),
    st.sampled_from(
        [
            "<<else>>", "<<endif>>", "<<once>>", "<<endonce>>", "-> a", "    -> b", "        c", "=> d", "<<jump A>>",
            "<<detour B>>", "<<return>>", "<<stop>>", "<<enum E>>", "<<case One>>", "<<case Two = 2>>", "<<endenum>>",
            "===", "---", "title: A", "title: B", "when: once", "when: always", "<<wait 2>>", "<<", "// x",
            "    Tom: hi",
        ]
    ),
)  # fmt: skip
TWINE = st.one_of(
    WORDS,
    EXPRESSIONS.map("<<if {}>>".format),
    EXPRESSIONS.map("<<set $a to {}>>".format),
    EXPRESSIONS.map("<<= {}>>".format),
    EXPRESSIONS.map("(if: {})[".format),
    EXPRESSIONS.map("(set: $b to {})".format),
    EXPRESSIONS.map("(print: {})".format),
    EXPRESSIONS.map("<<switch {}>>".format),
    EXPRESSIONS.map("a: {}".format),
    EXPRESSIONS.map("[if {}]".format),
    st.sampled_from(
        [
            "<<else>>", "<</if>>", "<<link 'x' 'A'>>", "<</link>>", "<<link [[y|B]]>>", "<<goto 'A'>>",
            "<<include 'B'>>",
            "[[A]]", "[[x->B]]", "[[B<-y]]", "[[x|A][$a to 1]]", "[[gone]]", ":: A", ":: B [night int]",
            ":: C", "(else:)[",
            "]", "(link: 'z')[", "(link-goto: 'z', 'A')", "(display: 'B')", "(go-to: 'C')", "--", "[else]",
            "[continue]",
            "{embed passage: 'B'}", "{reveal link: 'a', text: 'b'}", "<<case 1>>", "<</switch>>", "<<timed 1s>>",
            "<</timed>>", "<% x %>", "<script>", "</script>", "<!--", "-->", "$a", "_t", ":: StoryInit",
            ":: StoryData",
            '{"format":"Harlowe","start":"B"}', "<tw-storydata>", "(unless: $a)[b]", "$a[x]", "''", "<<nobr>>",
            "<</nobr>>",
            "<<run $d.push('x')>>", "''b''", "<br>",
        ]
    ),
)  # fmt: skip
ENDS = st.sampled_from(["\n", "\n", " ", "\n\n", "", "\n    "])


def script(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.tuples(parts, ENDS), max_size=40).map(lambda found: "".join(a + b for a, b in found))


def taken(imported: Import) -> None:
    """Our reader takes the story, and it can be played."""
    reading = read_story(imported.text)
    assert reading.story is not None, (imported.text, [d for d in reading.diagnostics if d.severity == "error"])
    assert play(reading.story, start(reading.story, 7)).exit is not None
    assert all(loss.what and loss.line >= 0 for loss in imported.report)


@QUICK
@given(script(YARN))
def test_yarn_of_any_shape(body: str) -> None:
    taken(read_yarn([("a.yarn", f"title: Start\n---\n{body}")]))


@QUICK
@given(script(TWINE), st.sampled_from(["sugarcube", "harlowe", "chapbook", "snowman", "other"]))
def test_twine_of_any_shape(body: str, format_: str) -> None:
    taken(read_twee([("a.twee", f':: StoryData\n{{"format":"{format_}"}}\n:: Start\n{body}')]))


@QUICK
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    taken(read_yarn([("a.yarn", text)]))
    taken(read_twee([("a.twee", text)]))


@pytest.mark.soak
@LONG
@given(script(YARN))
def test_much_yarn_of_any_shape(body: str) -> None:
    taken(read_yarn([("a.yarn", f"title: Start\n---\n{body}")]))


@pytest.mark.soak
@LONG
@given(script(TWINE), st.sampled_from(["sugarcube", "harlowe", "chapbook", "snowman", "other"]))
def test_much_twine_of_any_shape(body: str, format_: str) -> None:
    taken(read_twee([("a.twee", f':: StoryData\n{{"format":"{format_}"}}\n:: Start\n{body}')]))


DEEP = {
    "options": "\n".join(" " * n + "-> x" for n in range(300)),
    "ifs": "<<if $a>>\n" * 300,
    "brackets": "{" + "(" * 300 + "}",
    "signs": "{" + "!" * 600 + "$a}",
    "sums": "{" + "1+" * 190 + "1}",
    "smart": "\n".join(f"<<declare $a{n} = $a{n + 1} + $a{n + 1}>>" for n in range(60)) + "\n{$a0}",
    "loop": "<<declare $a = $b + 1>>\n<<declare $b = $a + 1>>\n<<if $a > 1>>\nx\n<<endif>>",
    "long": "x" * 60_000 + "\n" + "{1} " * 9_000,
}


@pytest.mark.parametrize("name", DEEP)
def test_yarn_that_nests_or_grows_without_end(name: str) -> None:
    taken(read_yarn([("a.yarn", f"title: Start\n---\n{DEEP[name]}\n===")]))


@pytest.mark.parametrize(
    "body",
    [
        "<<if $a>>" * 300,
        "<<link 'x'>>" * 300 + "<</link>>",
        "(if: $a)[" * 300,
        "(link: 'x')[" * 300 + "]" * 300,
        "(a:" * 2_000,
        "<<" * 4_000,
        "[[" * 4_000,
        "$a" * 4_000,
        "<!--" * 4_000,
        "<script" * 4_000,
        ":: P\n<<include 'P'>><<include 'Start'>>[[P]]",
    ],
)
def test_twine_that_nests_or_grows_without_end(body: str) -> None:
    for format_ in ("SugarCube", "Harlowe"):
        taken(read_twee([("a.twee", f':: StoryData\n{{"format":"{format_}"}}\n:: Start\n{body}')]))
