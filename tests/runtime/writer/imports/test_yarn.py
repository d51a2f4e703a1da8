"""Yarn scripts become stories: each construct, and what of it is reported."""

from __future__ import annotations

import pytest

from runtime.story import read_story
from runtime.writer.imports import Import
from runtime.writer.imports.yarn import read_yarn


def imported(body: str, *nodes: str) -> Import:
    """A script with a node Start and further nodes, each "Name\\nbody"."""
    texts = [f"title: Start\n---\n{body}\n==="]
    for node in nodes:
        name, _, lines = node.partition("\n")
        texts.append(f"title: {name}\n---\n{lines}\n===")
    found = read_yarn([("a.yarn", "\n".join(texts))])
    reading = read_story(found.text)
    assert reading.story is not None, (found.text, reading.diagnostics)
    return found


def written(body: str, *nodes: str) -> str:
    """What stands under the first heading, up to the next one, without blank lines; variables first."""
    lines = [line for line in imported(body, *nodes).text.split("\n") if line]
    at = next(n for n, line in enumerate(lines) if line.startswith(".START"))
    end = next((n for n, line in enumerate(lines[at + 1 :], at + 1) if line.startswith(".")), len(lines))
    variables = [line for line in lines[:at] if line.startswith("[[var")]
    return "\n".join([*variables, *lines[at + 1 : end]])


def lost(body: str, *nodes: str) -> list[tuple[int, str]]:
    return [(loss.line, loss.what) for loss in imported(body, *nodes).report]


@pytest.mark.parametrize(
    ("body", "story"),
    [
        ("Rain falls.", "Rain falls.\n> END:"),
        ("Tom: Who is there?", "TOM\nWho is there?\n> END:"),
        ("Tom: (whispers) Who?", "TOM\n(whispers)\nWho?\n> END:"),
        ("Captain of the Guard: Halt!", "CAPTAIN OF THE GUARD\nHalt!\n> END:"),
        ("there is one rule here: wait", "there is one rule here: wait\n> END:"),
        ("Tom\\: no speaker", "Tom: no speaker\n> END:"),
        ("Tom: Hi. #line:0a_1", "TOM\nHi. [[line: 0a-1]]\n> END:"),
        ("Tom: Hi. #shadow:0a1", "TOM\nHi. [[line: 0a1]]\n> END:"),
        ("It is {1 + 1}. // a remark", "It is {1 + 1}.\n> END:"),
        ("\\{x\\} \\#no \\/\\/ \\<\\<a\\>\\>", "\\{x\\} #no // <<a>>\n> END:"),
        ("A [wave]big[/wave] one", "A big one\n> END:"),
        ("<<stop>>", "> END:"),
        ("Aha <<if true>>", "[[if true]]\nAha\n[[end]]\n> END:"),
        ("Aha <<once>>", "[[once]]\nAha\n[[end]]\n> END:"),
    ],
)
def test_lines(body: str, story: str) -> None:
    assert written(body) == story


@pytest.mark.parametrize(
    ("body", "story"),
    [
        ("<<set $a = 2>>\n{$a}", "[[var a = 0]]\n[[set a = 2]]\n{a}\n> END:"),
        ("<<set $a to true>>\n{$a}", '[[var a = false]]\n[[set a = true]]\n{"True" if a else "False"}\n> END:'),
        ('<<declare $a = "x" as string>>\n{$a}!', '[[var a = "x"]]\n{a}!\n> END:'),
        ("<<declare $a = 1>>\n<<set $a -= 2>>", "[[var a = 1]]\n[[set a -= 2]]\n> END:"),
        (
            "<<if $a>>\nx\n<<elseif $b > 1>>\ny\n<<else>>\nz\n<<endif>>",
            "[[var a = false]]\n[[var b = 0]]\n[[if a]]\nx\n[[elif b > 1]]\ny\n[[else]]\nz\n[[end]]\n> END:",
        ),
        ("<<once>>\nx\n<<else>>\ny\n<<endonce>>", "[[once]]\nx\n[[else]]\ny\n[[end]]\n> END:"),
        ("<<once if $a>>\nx\n<<endonce>>", "[[var a = false]]\n[[if a]]\n[[once]]\nx\n[[end]]\n[[end]]\n> END:"),
        (
            "<<once if $a>>\nx\n<<else>>\ny\n<<endonce>>",
            (
                "[[var played_1 = false]]\n[[var a = false]]\n[[if a and not played_1]]\n[[set played_1 = true]]\nx\n"
                "[[else]]\ny\n[[end]]\n> END:"
            ),
        ),
        (
            "<<declare $money = 5>>\n<<declare $rich = $money > 10>>\n<<if not $rich>>\nx\n<<endif>>",
            "[[var money = 5]]\n[[if not money > 10]]\nx\n[[end]]\n> END:",
        ),
        (
            (
                "<<enum Food>>\n<<case Apple>>\n<<case Pear = 2>>\n<<endenum>>\n<<declare $f = Food.Apple>>\n"
                "<<if $f == .Apple>>\nx\n<<endif>>"
            ),
            '[[var f = "Apple"]]\n[[if f == "Apple"]]\nx\n[[end]]\n> END:',
        ),
        ("<<set $a = dice(6)>>", "[[var a = 0]]\n[[set a = random(1, 6)]]\n> END:"),
        ("<<set $a = max(1, 2) - 1>>", "[[var a = 0]]\n[[set a = (1 if 1 > 2 else 2) - 1]]\n> END:"),
        ("<<set $a = number(\"3\")>>", "[[var a = 0]]\n[[set a = 3]]\n> END:"),
        ("{string(4)} {format_invariant(1.5)}", "4 1.5\n> END:"),
    ],
)  # fmt: skip
def test_logic(body: str, story: str) -> None:
    assert written(body) == story


def test_options_with_bodies_conditions_and_jumps() -> None:
    body = "-> Go <<if $a>>\n    <<jump B>>\n-> Stay #default\n    Tom: Well.\n-> Once <<once>>\n-> Last"
    assert written(body, "B\nx") == (
        "[[var a = false]]\n[[choice off]]\n+ Go [[if a]] -> b\n+ Stay [[default]]\n    TOM\n    Well.\n"
        "* Once\n+ Last\n> END:"
    )


def test_an_empty_line_between_options_begins_another_choice_point() -> None:
    assert written("-> a\n-> b\n\n-> c").count("[[choice off]]") == 2


def test_options_in_options_and_blocks() -> None:
    body = "<<if true>>\n  -> a\n      x\n      -> b\n          y\n      z\n<<endif>>\nend"
    assert written(body) == (
        "[[if true]]\n[[choice off]]\n+ a\n    x\n    [[choice off]]\n    + b\n        y\n    z\n[[end]]\nend\n> END:"
    )


def test_jumps_and_detours() -> None:
    found = imported("a\n<<detour B>>\nb\n<<jump C>>", "B\nx", "C\ny").text
    assert "[[call: b]]\n\nb\n\n> CUT TO: c" in found
    assert "x\n\n[[return]]" in found
    assert found.rstrip().endswith("y\n\n> END:")


def test_a_jump_to_where_a_variable_says() -> None:
    body = '<<declare $to = "B">>\n<<set $to = "C">>\n<<jump {$to}>>'
    found = written(body, "B\nx", "C\ny")
    assert '[[if to == "B"]]\n> CUT TO: b\n[[elif to == "C"]]\n> CUT TO: c\n[[end]]' in found
    assert "> CUT TO: b\n" in written('<<jump {"B"}>>', "B\nx") + "\n"
    assert lost("<<jump {$to}>>") == [(3, "a jump is left out")]


def test_visits_are_counted_when_a_node_is_left() -> None:
    found = imported('{visited_count("Start")} {visited_count("B")}\n<<jump B>>', 'B\n{visited_count("Start")}').text
    assert '{visits("start") - 1} {visits("b")}' in found
    assert '\n{visits("start")}\n' in found
    inside = imported("<<detour B>>", 'B\n{visited_count("Start")}').text
    assert '{visits("start") - 1}' in inside


def test_lines_of_a_group_come_in_turn() -> None:
    assert written("=> Tom: a\n=> Tom: b") == "TOM\n{&a|b}\n> END:"
    assert written("=> a") == "a\n> END:"


def test_line_groups_with_conditions_are_drawn() -> None:
    found = imported("=> Tom: a <<if $x>>\n    more\n=> Ann: b <<once>>\nafter")
    assert "[[call: start-group-1]]\n\nafter" in found.text
    assert "> DRAW: start-group-1 BY least-seen\n\n[[return]]" in found.text
    assert "[[tag: start-group-1]] [[when: x]]\n\nTOM\na\n\nmore\n\n[[return]]" in found.text
    assert '[[when: not seen("start-group-1-2")]]' in found.text
    assert found.report == ()


def test_a_line_group_that_jumps_takes_the_first_that_fits() -> None:
    body = "=> a <<if $x>>\n    <<jump B>>\n=> b <<once>>\n    <<jump B>>"
    assert written(body, "B\nx").startswith("[[var x = false]]\n[[if x]]\na\n> CUT TO: b\n[[elif true]]\n[[once]]\nb")
    assert lost(body, "B\nx") == [(3, "this line group is not drawn by lot")]


GROUP = """title: Start
---
<<jump G>>
===
title: G
when: $a
tags: int night
---
one
===
title: G
subtitle: two
when: once if $b > 1
---
two
===
title: Asked
tracking: never
---
{visited("G")} {visited("Asked")} {has_any_content("G")} {has_any_content("Asked")}
===
"""


def test_node_groups() -> None:
    text = read_yarn([("a.yarn", GROUP)]).text
    assert ".G: DRAWN #g#\n\n> DRAW: g BY least-seen\n\n> END:" in text
    assert "INT. G #g-1#\n\n[[tag: g]] [[when: a]]\n\none" in text
    assert '.G #g-two#\n\n[[tag: g]] [[when: not seen("g-two")]] [[when: b > 1]]\n\ntwo' in text
    assert '{"True" if visits("g-1") + visits("g-two") > 0 else "False"}' in text
    assert '{"True" if 0 > 0 else "False"}' in text
    assert '{"True" if a or not seen("g-two") and b > 1 else "False"} True' in text


def test_headings_say_place_and_time() -> None:
    text = read_yarn(
        [("a.yarn", "title: OldRoom_2\nlocation: The Church\ntime: night\ntags: interior\n---\nx\n===")]
    ).text
    assert "INT. THE CHURCH - NIGHT #oldroom-2#" in text
    assert ".OLD ROOM 2 #oldroom-2#" in read_yarn([("a.yarn", "title: OldRoom_2\n---\nx\n===")]).text


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("<<camera Title>>", 3, "“<<camera Title>>” is kept as a note"),
        ("x\n<<wait 2>>", 4, "“<<wait 2>>” is kept as a note"),
        ("<<play {1}>> #tag", 3, "“<<play {1}>>” is kept as a note"),
        ("<<call f()>>", 3, "“<<call f()>>” is kept as a note"),
        ("<<open", 3, "“<<open” is left out"),
        ("<<endif>>", 3, "“<<endif>>” is left out"),
        ("<<if $a>>\nx", 3, "“<<if $a>>” is not closed"),
        ("<<once>>\nx", 3, "“<<once>>” is not closed"),
        ("<<enum E>>\nx", 3, "“<<enum E>>” is not closed"),
        ("<<if f($a)>>\nx\n<<endif>>", 3, "the condition “<<if f($a)>>” counts as no"),
        ("<<if $a +>>\nx\n<<endif>>", 3, "“$a +” counts as no"),
        ("<<set $a>>", 3, "“<<set $a>>” is left out"),
        ("<<declare $a>>", 3, "“<<declare $a>>” is left out"),
        ("<<set $a = f()>>", 3, "“<<set $a = f()>>” is left out"),
        ("<<set $a = 1>>\n<<set $a = \"x\">>", 4, "“<<set $a = \"x\">>” is left out"),
        ("{f()}", 3, "a value in a text is not shown"),
        ("{$a}: Hi.", 3, "who speaks here is worked out while it plays"),
        ("x #sad", 3, "the tag “#sad” is left out"),
        ("x <<if true>> y", 3, "“y” is left out"),
        ("[b]x[/b]", 3, "the mark “[b]” is taken off"),
        ("<<jump Gone>>", 3, "the jump to “Gone” ends the show"),
        ("-> x\n    <<jump Gone>>", 3, "the jump to “Gone” ends the show"),
        ("<<detour Gone>>", 3, "the detour to “Gone” is left out"),
        ("<<stop>>\nx", 4, "what follows here is left out"),
        ("<<case One>>", 3, "“<<case One>>” is left out"),
        ("<<enum E>>\n<<case 1>>\n<<endenum>>", 4, "the case “1” is left out"),
        ("<<declare $a = $b + 1>>\n<<declare $b = $a + 1>>\n{$a}", 1, "a condition with smart variables counts as no"),
    ],
)  # fmt: skip
def test_losses_name_their_line(body: str, line: int, what: str) -> None:
    assert (line, what) in lost(body)


def test_losses_of_whole_files() -> None:
    files = [
        ("a.yarn", "stray\ntitle: A\ncolour: red\nauthor: me\n---\n<<x>>\n==="),
        ("b.yarn", "title: A\n---\n<<y>>\n"),
    ]
    found = [(loss.file, loss.line, loss.what) for loss in read_yarn(files).report]
    assert ("a.yarn", 1, "“stray” is left out") in found
    assert ("a.yarn", 4, "the header “author: me” is left out") in found
    assert ("a.yarn", 6, "“<<x>>” is kept as a note") in found
    assert ("b.yarn", 1, "a second node “A” is never come to") in found
    assert ("b.yarn", 3, "“<<y>>” is kept as a note") in found


def test_thousands_of_nodes_of_one_name_get_names_of_their_own() -> None:
    """Each is looked for once: names that were tried before are not tried again."""
    nodes = "".join(f"title: A\n---\nWave {n}.\n===\n" for n in range(3000))
    found = read_yarn([("a.yarn", nodes + "title: B\n---\nLast.\n===\n")])
    story = read_story(found.text).story
    assert story is not None
    assert len(story.nodes) == 3001
    assert sum("is never come to" in loss.what for loss in found.report) == 2999


@pytest.mark.parametrize("text", ["", "title: A", "---\nx\n===", "no script at all"])
def test_a_script_without_nodes_is_a_story_that_says_so(text: str) -> None:
    found = read_yarn([("a.yarn", text)])
    assert read_story(found.text).story is not None
    assert found.report


def test_commands_stay_as_notes_of_the_writer() -> None:
    assert written("<<pose Tom [sad]>>") == "[[<<pose Tom [sad]>>]]\n> END:"


def test_a_speaker_that_a_variable_names() -> None:
    body = '<<declare $who = "Tom">>\n<<set $who = "Ann">>\n{$who}: (low) Hello.'
    said = '[[if who == "Tom"]]\nTOM\n(low)\nHello.\n[[elif who == "Ann"]]\nANN\n(low)\nHello.\n[[end]]'
    assert said in written(body)
    enum = "<<enum E>>\n<<case Tom>>\n<<case Ann>>\n<<endenum>>\n<<declare $who = E.Tom>>\n{$who}: Hello."
    assert 'TOM\nHello.\n[[elif who == "Ann"]]\nANN' in written(enum)


def test_words_by_a_value() -> None:
    found = written('Ann: I came [ordinal value={$n} one="%st" two="%nd" few="%rd" other="%th"/]!')
    assert '{n}{"st" if n % 10 == 1 and n % 100 != 11 else "nd" if' in found
    picked = written('[select value={$g} m="his" other="their"/] hat')
    assert picked == '[[var g = ""]]\n{"his" if g == "m" else "their"} hat\n> END:'
    many = written('[plural value={$n} one="% hat" other="% hats"/]')
    assert many == '[[var n = 0]]\n{n}{" hat" if n == 1 else " hats"}\n> END:'
