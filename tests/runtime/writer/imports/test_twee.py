"""Twine stories become stories of our own: passages, links, and what story formats write into them."""

from __future__ import annotations

import pytest

from runtime.story import read_story
from runtime.writer.imports import Import
from runtime.writer.imports.twee import is_twine_html, read_twee


def imported(body: str, *passages: str, format_: str = "SugarCube") -> Import:
    """A story with a passage Start and further passages, each "Name\\nbody"."""
    data = f':: StoryData\n{{"format":"{format_}"}}'
    found = read_twee([("a.twee", "\n".join([data, f":: Start\n{body}", *(f":: {one}" for one in passages)]))])
    reading = read_story(found.text)
    assert reading.story is not None, (found.text, reading.diagnostics)
    return found


def written(body: str, *passages: str, format_: str = "SugarCube") -> str:
    """What stands under the first heading, up to the next one, without blank lines; variables first."""
    lines = [line for line in imported(body, *passages, format_=format_).text.split("\n") if line]
    at = next(n for n, line in enumerate(lines) if line.startswith(".START"))
    end = next((n for n, line in enumerate(lines[at + 1 :], at + 1) if line.startswith(".")), len(lines))
    variables = [line for line in lines[:at] if line.startswith("[[var")]
    return "\n".join([*variables, *lines[at + 1 : end]])


END = "\n> END: Start"


@pytest.mark.parametrize(
    ("body", "story"),
    [
        ("One line.\nThe same paragraph.\n\nAnother.", "One line. The same paragraph.\nAnother." + END),
        ("''Bold'' and //slanted//, at http://x.org", "Bold and slanted, at http://x.org" + END),
        ("<b>Tag</b> &amp; <!-- remark -->text", "Tag & text" + END),
        ("First<br>second", "First second" + END),
        ("!A heading", "A heading" + END),
        ("* one\n* two", "one two" + END),
        ('Tom: "Who is there?"', "TOM\nWho is there?" + END),
        ("TOM: Who is there?", "TOM\nWho is there?" + END),
        ("Note: this is no speech", "Note: this is no speech" + END),
        ("----\nx", "x" + END),
    ],
)
def test_text(body: str, story: str) -> None:
    assert written(body) == story


@pytest.mark.parametrize(
    ("link", "choice"),
    [
        ("[[Cave]]", "+ Cave -> cave"),
        ("[[Go in->Cave]]", "+ Go in -> cave"),
        ("[[Cave<-Go in]]", "+ Go in -> cave"),
        ("[[Go in|Cave]]", "+ Go in -> cave"),
        ("[[a -> b->Cave]]", '+ a -{">"} b -> cave'),
        ("[[Go in|Cave][$lamp to true]]", "+ Go in [[set lamp = true]] -> cave"),
        ("[[Go in|Cave][$n += 1, $m to 2]]", "+ Go in [[set n += 1]] [[set m = 2]] -> cave"),
        ("[[Gone]]", "+ Gone -> END: Gone"),
        ("<<link 'Go in' 'Cave'>><<set $n to 1>><</link>>", "+ Go in [[set n = 1]] -> cave"),
        ("<<button [[Go in|Cave]]>><</button>>", "+ Go in -> cave"),
        ("<<link 'Go in'>><<set $n to 1>><<goto 'Cave'>><</link>>", "+ Go in [[set n = 1]] -> cave"),
        ("[[Take $n coins|Cave]]", '+ Take {"true" if n else "false"} coins -> cave'),
    ],
)
def test_links(link: str, choice: str) -> None:
    lines = written(link, "Cave\nx").split("\n")
    assert lines[-2:] == ["[[choice off]]", choice]


def test_a_link_in_a_sentence_stays_in_it_and_one_on_its_own_does_not() -> None:
    found = written("The [[north->Cave]] is dark.\n\n[[Wait->Cave]]\n- [[Sit->Cave]] | [[Lie->Cave]]", "Cave\nx")
    assert found.startswith("The north is dark.\n[[choice off]]\n+ north -> cave\n+ Wait -> cave\n+ Sit")


def test_a_link_out_of_the_story_stays_as_its_words() -> None:
    found = imported("See [[there->https://x.org]].")
    assert "See there." in found.text
    assert [loss.why for loss in found.report] == ["it leads out of the story"]


@pytest.mark.parametrize(
    ("body", "story"),
    [
        ("<<set $a to 2>>You have $a.", "[[var a = 0]]\n[[set a = 2]]\nYou have {a}."),
        ("<<set $a = 'x', $b to true>>", '[[var a = ""]]\n[[var b = false]]\n[[set a = "x"]]\n[[set b = true]]'),
        ("<<set $a++>>", "[[var a = 0]]\n[[set a += 1]]"),
        ("<<set $a to true>><<set $a to 0>>", "[[var a = false]]\n[[set a = true]]\n[[set a = false]]"),
        ("<<= $a + 1>>", "[[var a = 0]]\n{a + 1}"),
        ("<<print 'You have ' + $a * 2 + ' coins'>>", "[[var a = 0]]\nYou have {a * 2} coins"),
        ("<<= either('a', 'b')>>", "{~a|b}"),
        (
            "<<set $a to either('x', 'y')>>",
            (
                '[[var the_lot = 0]]\n[[var a = ""]]\n'
                '[[set the_lot = random(1, 2)]]\n[[set a = "x" if the_lot == 1 else "y"]]'
            ),
        ),
        ("<<run $bag.push('key')>>", '[[var bag = set()]]\n[[set bag += set("key")]]'),
        ("<<if $bag.includes('key')>>\nx\n<</if>>", '[[var bag = set()]]\n[[if "key" in bag]]\nx\n[[end]]'),
        ("<<if $a>>\nx\n<<elseif $n > 1>>\ny\n<<else>>\nz\n<</if>>",
         "[[var a = false]]\n[[var n = 0]]\n[[if a]]\nx\n[[elif n > 1]]\ny\n[[else]]\nz\n[[end]]"),
        ("It is <<if $a>>dark<<else>>light<</if>>.", '[[var a = false]]\nIt is {"dark" if a else "light"}.'),
        ("<<switch $n>><<case 1 2>>\nx\n<<default>>\ny\n<</switch>>",
         "[[var n = 0]]\n[[if n == 1 or n == 2]]\nx\n[[else]]\ny\n[[end]]"),
        ("<<nobr>>a<</nobr>> <<silently>>b<<set $n to 1>><</silently>>", "[[var n = 0]]\na\n[[set n = 1]]"),
        ("Seen: <<= visited('Start')>>", 'Seen: {visits("start")}'),
        ("<<if hasVisited('Start')>>\nx\n<</if>>", '[[if seen("start")]]\nx\n[[end]]'),
        ("<<if visited() > 1>>\nx\n<</if>>", '[[if visits("start") > 1]]\nx\n[[end]]'),
        ("<<set $n to random(1, 6) + Math.floor(7)>>", "[[var n = 0]]\n[[set n = random(1, 6) + 7 // 1]]"),
    ],
)  # fmt: skip
def test_sugarcube(body: str, story: str) -> None:
    assert written(body) == story + END


@pytest.mark.parametrize(
    ("body", "story"),
    [
        ("(set: $a to 2)You have $a.", "[[var a = 0]]\n[[set a = 2]]\nYou have {a}."),
        ("(set: $a to 1, $b to 'x')(set: $a to it + 1)",
         '[[var a = 0]]\n[[var b = ""]]\n[[set a = 1]]\n[[set b = "x"]]\n[[set a = a + 1]]'),
        ("(put: 5 into $a)", "[[var a = 0]]\n[[set a = 5]]"),
        ("(if: $a is 1)[\nx\n](else-if: $a > 2)[\ny\n](else:)[\nz\n]",
         "[[var a = 0]]\n[[if a == 1]]\nx\n[[elif a > 2]]\ny\n[[else]]\nz\n[[end]]"),
        ("(unless: $a is 1)[\nx\n]", "[[var a = 0]]\n[[if a != 1]]\nx\n[[end]]"),
        ("It is (if: $a)[dark](else:)[light].", '[[var a = false]]\nIt is {"dark" if a else "light"}.'),
        ("(print: $a + 1) (random: 1, 6)", "[[var a = 0]]\n{a + 1} {random(1, 6)}"),
        ("(either: 'a', 'b')", "{~a|b}"),
        ("(text-style: 'bold')[x] |hook>[y] [z]<h|", "x y z"),
        ("(set: $bag to (a: 'x'))(set: $bag to it + (a: 'y'))",
         '[[var bag = set()]]\n[[set bag = set("x")]]\n[[set bag = bag + set("y")]]'),
        ("(if: $bag contains 'x')[\ny\n]", '[[var bag = set()]]\n[[if "x" in bag]]\ny\n[[end]]'),
        ("(if: (history:) contains 'Start')[\ny\n]", '[[if seen("start")]]\ny\n[[end]]'),
        ("(str: visits)", '{visits("start")}'),
        ("(set: _t to 3)Now _t, but not snake_time.", "[[var _t = 0]]\n[[set _t = 3]]\nNow {_t}, but not snake_time."),
        ("(set: $dog to $a is 'x')$dog[\nWoof\n]",
         '[[var dog = false]]\n[[var a = ""]]\n[[set dog = a == "x"]]\n[[if dog]]\nWoof\n[[end]]'),
        ("{\nx\n}", "x"),
    ],
)  # fmt: skip
def test_harlowe(body: str, story: str) -> None:
    assert written(body, format_="Harlowe") == story + END


@pytest.mark.parametrize(
    ("body", "choice"),
    [
        ("(link-goto: 'In', 'Cave')", "+ In -> cave"),
        ("(link: 'In')[(set: $a to 1)(go-to: 'Cave')]", "+ In [[set a = 1]] -> cave"),
        ("(link-reveal-goto: 'In', 'Cave')[(set: $a to 1)]", "+ In [[set a = 1]] -> cave"),
        ("(if: $b)[[[In->Cave]]]", "+ In [[if b]] -> cave"),
    ],
)
def test_links_of_harlowe(body: str, choice: str) -> None:
    assert choice in written(body, "Cave\nx", format_="Harlowe").split("\n")


@pytest.mark.parametrize(
    ("body", "story"),
    [
        ("a: 1\nb: 'x'\n--\n{a} {b}", '[[var a = 0]]\n[[var b = ""]]\n[[set a = 1]]\n[[set b = "x"]]\n{a} {b}'),
        ("[if a > 1]\nx\n\n[else]\ny\n\n[continue]\nz", "[[var a = 0]]\n[[if a > 1]]\nx\n[[else]]\ny\n[[end]]\nz"),
        ("[unless a]\nx", "[[var a = false]]\n[[if not a]]\nx\n[[end]]"),
        ("[note]\nhidden\n[cont'd]\nshown", "shown"),
        ("A die: {random.d6}", "A die: {random(1, 6)}"),
        ("# Title\n_soft_ **loud**", "Title soft loud"),
    ],
)
def test_chapbook(body: str, story: str) -> None:
    assert written(body, format_="Chapbook") == story + END


def test_conditional_links_are_conditional_choices() -> None:
    body = "<<if $a>>\n[[A]]\n<<elseif $b>>\n[[B]]\n<<else>>\n[[C]]\n<</if>>"
    found = written(body, "A\nx", "B\nx", "C\nx")
    assert found == (
        "[[var a = false]]\n[[var b = false]]\n[[choice off]]\n+ A [[if a]] -> a\n+ B [[if not a and b]] -> b\n"
        "+ C [[if not a and not b]] -> c\n> END: Start"
    )


def test_a_condition_that_changes_after_its_link_is_reported() -> None:
    found = imported("<<if $a>>\n[[A]]\n<</if>>\n<<set $a to false>>", "A\nx")
    assert [loss.line for loss in found.report] == [5]
    assert "by what is true at the end" in found.report[0].what


def test_jumps_and_passages_that_are_shown() -> None:
    found = imported("x\n<<include 'Bit'>>\n<<goto 'Cave'>>", "Bit\nA bit.", "Cave\nDark.").text
    assert "x\n\n[[call: bit]]\n\n> CUT TO: cave" in found
    assert "A bit.\n\n[[return]]" in found
    assert "Dark.\n\n> END: Cave" in found


def test_a_passage_with_links_that_is_shown_is_told_where_it_is_shown() -> None:
    found = written("x\n<<include 'Menu'>>\ny", "Menu\n[[Cave]]", "Cave\nz")
    assert found == "x\ny\n[[choice off]]\n+ Cave -> cave"
    assert "#menu#" not in imported("<<include 'Menu'>>", "Menu\n[[Cave]]", "Cave\nz").text


def test_passages_that_show_one_another_come_to_an_end() -> None:
    found = imported("<<include 'A'>>", "A\nx\n<<include 'B'>>", "B\ny\n<<include 'A'>>")
    assert any("is not shown" in loss.what for loss in found.report)


def test_links_that_act_on_the_spot_leave_the_others_on_offer() -> None:
    body = "Dark.\n(link: 'Light it')[A [[door->Cave]] there. (set: $lit to true)]\n[[Leave->Cave]]"
    found = imported(body, "Cave\nx", format_="Harlowe")
    assert "Dark.\n\n> CUT TO: start-choices" in found.text
    assert (
        "* Light it [[set shown_1 = true]]\n    A door there.\n\n    [[set lit = true]]\n\n    > CUT TO: start-choices"
        in found.text
    )
    assert "+ door [[if shown_1]] -> cave\n+ Leave -> cave" in found.text
    assert "#start-choices#" in found.text


def test_a_link_macro_without_a_passage_can_be_taken_again() -> None:
    found = imported("<<link 'More'>><<set $n += 1>><</link>>\n<<linkreplace 'Look'>>A lamp.<</linkreplace>>").text
    assert "+ More [[set n += 1]]\n    > CUT TO: start-choices" in found
    assert "* Look\n    A lamp.\n\n    > CUT TO: start-choices" in found


def test_what_is_set_before_the_story() -> None:
    body = "[[Start]]"
    plain = imported(body, "StoryInit\n<<set $gold to 5>><<set $bag to ['lamp']>>").text
    assert '[[var gold = 5]]\n[[var bag = set("lamp")]]' in plain
    rolled = imported(body, "StoryInit\n<<set $gold to 5>><<set $luck to random(1, 6)>>Hi").text
    assert "Start: before-the-story" not in rolled  # it is the first scene
    assert ".BEFORE THE STORY #before-the-story#\n\n[[set luck = random(1, 6)]]\n\n> CUT TO: start" in rolled
    assert "[[var gold = 5]]" in imported(body, "Set up [startup]\n(set: $gold to 5)", format_="Harlowe").text


def test_tags_say_place_and_time() -> None:
    text = imported("x", "Cave [night interior secret] {\"position\":\"1,2\"}\nDark.").text  # fmt: skip
    assert "INT. CAVE - NIGHT #cave#" in text


def test_heads_with_escapes() -> None:
    text = read_twee([("a.twee", ":: A \\[b\\] [t]\nx\n:: StoryTitle\nMy \n story\n:: StoryAuthor\nAnn")]).text
    assert ".A B #a-b#" in text
    assert text.startswith("Title: My story\nAuthor: Ann\n")


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("x\n<<audio 'a' play>>", 5, "“<<audio 'a' play>>” is left out"),
        ("<<timed 2s>>later<</timed>>", 4, "“<<timed 2s>>” is left out"),
        ("<<mine>>kept<</mine>>", 4, "“<<mine>>” is left out, what it encloses stays"),
        ("<<if ndef $a>>x<</if>>", 4, "“ndef $a” counts as no"),
        ("<<if $a>>x", 4, "“<<if $a>>” is not closed"),
        ("<</if>>", 4, "“<</if>>” is left out"),
        ("<<set $a to {}>>", 4, "“<<set $a to {}>>” is left out"),
        ("<<goto $there>>", 4, "“<<goto $there>>” is left out"),
        ("<<back>>", 4, "“<<back>>” is left out"),
        ("$a.length", 4, "“$a.length” is left out"),
        ("[img[a.png]]", 4, "“[img[a.png]]” is left out"),
        ("<img src='x'>", 4, "“<img src='x'>” is left out"),
        ("<script>x</script>", 4, "a <script> is left out"),
        ("[[Gone]]", 4, "the jump to “Gone” ends the show"),
        ("<<include 'Gone'>>", 4, "“Gone” is not shown"),
        ("<<goto 'Start'>>\nx", 5, "what follows here is left out"),
        ("<<link>>x<</link>>", 4, "“<<link>>” is left out"),
    ],
)
def test_losses_of_sugarcube(body: str, line: int, what: str) -> None:
    assert (line, what) in [(loss.line, loss.what) for loss in imported(body).report]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("(live: 1s)[x]", "“(live: 1s)” is left out, what it encloses stays"),
        ("(replace: ?a)[x]", "“(replace: ?a)” is left out"),
        ("(else:)[x]", "“(else:)” is left out"),
        ("(if: $a)", "“(if: $a)” is left out"),
        ("(set: $a)", "“(set: $a)” is left out"),
        ("(go-to: $a)", "“(go-to: $a)” is left out"),
        ("(link: $a)[x]", "“(link: $a)” is left out"),
        ("(if: $a's b)[x]", "“$a's b” counts as no"),
    ],
)
def test_losses_of_harlowe(body: str, what: str) -> None:
    assert what in [loss.what for loss in imported(body, format_="Harlowe").report]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("config.style.font: 'x'\n--\ny", "“config.style.font: 'x'” is left out"),
        ("[after 1s]\nx", "“[after 1s]” is left out"),
        ("[JavaScript]\nx", "“[JavaScript]” is left out"),
        ("{text input for: 'a'}", "“{text input for: 'a'}” is left out"),
        ("{browser.width}", "“browser.width” is not shown"),
    ],
)
def test_losses_of_chapbook(body: str, what: str) -> None:
    assert what in [loss.what for loss in imported(body, format_="Chapbook").report]


def test_other_formats_are_text_and_links() -> None:
    found = imported("A <% if (x) { %>b<% } %> [[Start]]", format_="Snowman")
    assert "A b Start" in found.text
    assert [loss.line for loss in found.report] == [4, 4]
    unknown = imported("x", format_="Trialogue")
    assert unknown.report[0].what == "the story format “trialogue” is not known"


def test_formats_are_known_by_their_signs() -> None:
    assert "[[set a = 1]]" in read_twee([("a.twee", ":: Start\n(set: $a to 1)")]).text
    assert "[[set a = 1]]" in read_twee([("a.twee", ":: Start\n<<set $a to 1>>")]).text
    assert "[[set a = 1]]" in read_twee([("a.twee", ":: Start\na: 1\n--\nx")]).text


def test_data_passages_and_doubles_are_reported() -> None:
    text = (
        "stray\n:: Code [script]\nx()\n:: Start\nx\n:: Start\ny\n:: \nz\n:: StoryData\n[1]\n:: PassageFooter\n[[Start]]"
    )
    found = [(loss.line, loss.what) for loss in read_twee([("a.twee", text)]).report]
    assert (1, "what stands before the first passage is left out") in found
    assert (2, "the passage “Code” is left out") in found
    assert (7, "a second passage “Start” is left out") in found
    assert (8, "a passage without a name is left out") in found
    assert (11, "StoryData is left out") in found
    assert (12, "the passage “PassageFooter” is left out") in found


HTML = """<html><head><title>x</title></head>
<tw-storydata name="The &amp; Cave" startnode="2" format="Harlowe" hidden>
<style>a{}</style>
<tw-passagedata pid="1" name="Cave" tags="night">Dark.
&lt;b&gt;Cold.&lt;/b&gt; (audio: "x")</tw-passagedata>
<tw-passagedata pid="2" name="Gate" tags="">(set: $a to 1)[[Cave]]</tw-passagedata>
</tw-storydata></html>"""


def test_a_story_has_its_length() -> None:
    passage = '<tw-passagedata name="{}">{}</tw-passagedata>'
    text = "<tw-storydata>" + "".join(passage.format(n, "<b>" * 100_000) for n in range(6))
    found = read_twee([("a.html", text)])
    assert [loss.what for loss in found.report] == ["the passages from here on are left out"]


def test_html_of_twine() -> None:
    assert is_twine_html(HTML)
    assert not is_twine_html("<html>")
    found = read_twee([("a.html", HTML)])
    assert found.text.startswith("Title: The & Cave\nStart: gate\n")
    assert ".CAVE - NIGHT #cave#\n\nDark. Cold.\n\n> END: Cave" in found.text
    assert "[[set a = 1]]\n\n[[choice off]]\n+ Cave -> cave" in found.text
    assert [loss.line for loss in found.report] == [5]
