"""Stories that Hypothesis writes by the grammar of the language, and damages where a writer's hand would slip."""

from __future__ import annotations

import re

from hypothesis import strategies as st

NODES = ("a", "b", "cellar", "n.1", "scene-2")
VARIABLES = {"n": "1", "yes_no": "true", "name": '"Ann"', "mood": "enum(calm, angry)", "bag": 'set("key")'}
QUESTIONS = (
    "n > 1", "yes_no", "not yes_no and n < 3", "mood == angry", '"key" in bag', 'visits("a") % 2 == 0', 'seen("b")',
    'random(1, 6) > 3', '1 / n > 0', 'turns_since("cellar") < 2', "0 < n <= 5", 'name == "Ann" or mood in set("calm")',
    "room.size > 1", 'viewer.name != ""', "n if yes_no else 2", "(n", "m > 1", "mood == sad", "n[0]", "9 ** 9",
)  # fmt: skip
SETS = (
    "n += 1", "n = random(1, 9)", "n *= n", "yes_no = not yes_no", "mood = angry", 'bag = bag + set("lamp")',
    'name = name + "!"', "room.size += 1", "n /= 0", "mood = sad", "nobody = 1", "n = yes_no",
)  # fmt: skip
TEXTS = (
    "Rain.", "ANN comes in. {n} {name}", "{a|b|{n}|{~c|d}} {&x|y}", "*Quiet.* \\{no\\} _under_", "{bag}, {mood}",
    "A {b", "She waits. [[shot: close, low]] [[sfx: door]]", "!LOUD", "~la la", "> centred <", "{1 / n}", "…",
)  # fmt: skip
JUMPS = (
    "CUT TO: {}", "DISSOLVE TO: {}", "CONTINUE: {}", "END: Done", "DRAW: tale", "DRAW: tale BY first",
    "DRAW: tale BY least-seen", "MORPH TO: nowhere", "FADE OUT.", "DRAW: none BY luck",
)  # fmt: skip
LONE = (
    "[[ambience: rain]]", "[[silence]]", "[[look: sepia]]", "[[call: {}]]", "[[return]]", "[[set {}]]", "[[seed: 7]]",
    "[[my own note]]", "[[tag: tale]]", "[[when: n > 0]]", "/* a comment */", "= A synopsis.", "# A section", "===",
    "[[var k = 2]]", "[[include: more.fountain]]", "[[chioce: x]]", "[[music: a.ogg, low]]",
)  # fmt: skip
MARKS = (
    "[[default]]", '[[locked "No." if n > 2]]', '[[locked "No."]]', "[[says: yes, open it]]", "[[cut: end]]",
    "[[cut: later]]", "[[id: own]]", "[[set n += 1]]", "[[if n < 4]]", "[[silence]]", "[[once]]",
)  # fmt: skip
SLIPS = ("[[", "]]", "{", "}", "->", ">", "+ ", "* ", "#", "^", '"', "(", ")", "/*", "\\", "\t", "|", "[[end]]", "~")

Lines = list[str]
_jumps = st.builds(str.format, st.sampled_from(JUMPS), st.sampled_from(NODES))


def _indented(lines: Lines) -> Lines:
    return ["    " + line if line else line for line in lines]


@st.composite
def _speech(draw: st.DrawFn) -> Lines:
    cue = draw(st.sampled_from(("ANN", "TOM (O.S.)", "@McCoy", "TOM ^", "EVE (V.O.) ^")))
    manner = draw(st.sampled_from(([], ["(softly)"])))
    words = draw(st.sampled_from(TEXTS[:5]))
    return [cue, *manner, words, *draw(st.sampled_from(([], ["(louder)", "Again. [[line: k3f9]]"]))), ""]


@st.composite
def _block(draw: st.DrawFn, inner: st.SearchStrategy[Lines]) -> Lines:
    head = draw(st.sampled_from((*(f"[[if {one}]]" for one in QUESTIONS), "[[once]]")))
    other = draw(st.sampled_from(([], ["[[else]]"], ["[[elif n == 2]]"])))
    return [head, *draw(inner), *other, *(draw(inner) if other else []), "[[end]]", ""]


@st.composite
def _choice(draw: st.DrawFn, inner: st.SearchStrategy[Lines]) -> Lines:
    marks = " ".join(draw(st.lists(st.sampled_from(MARKS), max_size=2)))
    way = draw(st.sampled_from(("", f" -> {draw(st.sampled_from(NODES))}", f" -> {draw(_jumps)}")))
    words = draw(st.sampled_from(("Go {n}.", "Open the door.", "Wait", "{&x|y}", "")))
    line = f"{draw(st.sampled_from('+*'))} {words} {marks}{way}"
    return [line, *(_indented(draw(inner)) if draw(st.booleans()) else [])]


@st.composite
def _point(draw: st.DrawFn, inner: st.SearchStrategy[Lines]) -> Lines:
    head = draw(
        st.sampled_from(("choice: Q", "choice 9s tail 1s vote: {n}?", "choice off", 'choice 3s essential "air":'))
    )
    choices = draw(st.lists(_choice(inner), min_size=1, max_size=3))
    lines = [line for one in choices for line in one]
    if draw(st.booleans()):
        lines = [f"[[if {draw(st.sampled_from(QUESTIONS))}]]", *lines, "[[end]]", "+ Else."]
    return [f"[[{head}]]", *lines, ""]


@st.composite
def _bodies(draw: st.DrawFn, depth: int = 0) -> Lines:
    """What stands under a heading, or within a choice or block."""
    inner = _bodies(depth + 1) if depth < 2 else st.just(["Deep.", ""])
    parts = st.one_of(
        st.sampled_from(TEXTS).map(lambda words: [words, ""]),
        _speech(),
        st.tuples(st.sampled_from(LONE), st.sampled_from(SETS)).map(lambda two: [two[0].format(two[1]), ""]),
        _jumps.map(lambda words: [f"> {words}", ""]),
        _block(inner),
        _point(inner),
    )
    return [line for part in draw(st.lists(parts, max_size=4 - depth)) for line in part]


@st.composite
def stories(draw: st.DrawFn) -> str:
    """A story by the grammar; some of its words are faulty."""
    title = draw(st.sampled_from(([], ["Title: T", "Window: 5s", "Cast:", "    ANN - 7", "Seed: 3", ""])))
    lines = [*title, *(f"[[var {name} = {value}]]" for name, value in VARIABLES.items())]
    lines += ["[[var room.size = 1]] [[var viewer.name = name]]", ""]
    for node in draw(st.lists(st.sampled_from(NODES), min_size=1, max_size=4, unique=True)):
        lines += [f"INT. {node.upper()} ROOM - NIGHT #{node}#", "", *draw(_bodies())]
    return "\n".join(lines) + "\n"


@st.composite
def damaged_stories(draw: st.DrawFn) -> str:
    """A story with a few slips: lines moved, doubled, dropped, indented; words and signs exchanged."""
    lines = draw(stories()).split("\n")
    for _ in range(draw(st.integers(0, 5))):
        at, to = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        _slip(lines, at, to, draw)
    return draw(st.sampled_from(("\n", "\r\n"))).join(lines)


def _slip(lines: Lines, at: int, to: int, draw: st.DrawFn) -> None:
    line, kind = lines[at], draw(st.integers(0, 7))
    if kind == 0:
        lines[at : at + 1] = [] if len(lines) > 1 else [""]
    elif kind == 1:
        lines.insert(to, line)
    elif kind == 2:
        lines[at], lines[to] = lines[to], line
    elif kind == 3:
        lines[at] = draw(st.sampled_from(("    ", "\t", "  "))) + line
    elif kind == 4:
        lines[at] = line.lstrip() if line[:1] in " \t" else line[1:]
    elif kind == 5:
        lines[at] = _other_word(line, draw)
    elif kind == 6:
        place = draw(st.integers(0, len(line)))
        lines[at] = line[:place] + draw(st.sampled_from(SLIPS)) + line[place:]
    else:
        lines[at : at + 2] = [" ".join(lines[at : at + 2])]


def _other_word(line: str, draw: st.DrawFn) -> str:
    words = re.findall(r"\w+", line)
    if not words:
        return line
    return line.replace(draw(st.sampled_from(words)), draw(st.sampled_from((*NODES, *VARIABLES, "if", "end", "7"))), 1)
