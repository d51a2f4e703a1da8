"""Reads the text of a plan, which is untrusted: whatever stands in it, what comes out is runs and faults with lines.

# a comment
seed: 7
set: trust = 2
choose: Open the door.
expect: node door
expect: line TOM "Are you the keeper?"
expect: var trust == 3 and not has_lamp
expect: choice "Unlock it." [locked]
expect: no line "…"
after: 9s
expect: end "The boy at the door"
--- another run
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from runtime.story.diagnostics import quote
from runtime.writer.plans.plan import Fault, Given, Plan, Run, Sort, State, Step

MAX_CHARACTERS, MAX_LINES, MAX_LINE = 262_144, 5_000, 1_000
MAX_RUNS, MAX_FAULTS = 200, 50
MAX_SECONDS = 86_400.0
MAX_SEED = 2**63 - 1

_KEYS = ("choose", "expect", "after", "seed", "set", "name")
_EXPECTED = ("node", "line", "var", "end", "choice")
_STATES: dict[str, State] = {"open": "open", "locked": "locked"}
_SPLIT = re.compile(r"-{3,}\s*(.*)$")
_PAIR = re.compile(r"([A-Za-z]+)\s*:\s*(.*)$")
_SET = re.compile(r"((?:viewer\.|room\.)?[^\W\d]\w{0,99})\s*=(?!=)\s*(\S.*)$")
_SECONDS = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*s?$")
_QUOTED = re.compile(r"(.*?)\s*[\"“](.*)[\"”]\s*(?:\[(open|locked)\])?$")


def read_plan(text: str, file: str = "story.plan") -> Plan:
    """The runs of a plan; where there are faults nothing of it should be tried."""
    if len(text) > MAX_CHARACTERS or text.count("\n") >= MAX_LINES:
        what = (
            f"this plan is longer than {MAX_LINES:,} lines or {MAX_CHARACTERS // 1024} KiB: split it into several files"
        )
        return Plan(file, faults=(Fault(1, what),))
    if "\0" in text:
        return Plan(file, faults=(Fault(1, "this is not text: a plan is plain text in UTF-8"),))
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), 1):
        reader.read(number, line.strip())
    return reader.plan(file)


class _Reader:
    """The runs read so far, and the one under way."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.runs: list[Run] = []
        self._open(1, "")

    def _open(self, line: int, name: str) -> None:
        self._line, self._name, self._seed = line, name, 0
        self._given: list[Given] = []
        self._steps: list[Step] = []

    def _close(self) -> None:
        if self._steps:
            name = self._name or _named(self._steps) or f"run {len(self.runs) + 1}"
            self.runs.append(Run(name, self._line, self._seed, tuple(self._given), tuple(self._steps)))
        elif self._given or self._name:
            self._fault(self._line, "this run does nothing and expects nothing", 'expect: line "…"')

    def plan(self, file: str) -> Plan:
        self._close()
        if not self.runs and not self.faults:
            self._fault(1, "this plan has no run", "choose: the words of a choice")
        return Plan(file, tuple(self.runs[:MAX_RUNS]), tuple(self.faults[:MAX_FAULTS]))

    def read(self, number: int, line: str) -> None:
        if not line or line.startswith("#"):
            return
        if len(line) > MAX_LINE:
            self._fault(number, f"this line has more than {MAX_LINE:,} characters")
        elif found := _SPLIT.match(line):
            self._close()
            if len(self.runs) == MAX_RUNS:
                self._fault(number, f"this plan has more than {MAX_RUNS} runs: split it into several files")
            self._open(number + 1, found[1])
        elif found := _PAIR.match(line):
            self._pair(number, found[1].lower(), found[2])
        else:
            self._fault(number, f"“{quote(line)}” is no line of a plan", f"choose: {quote(line)}")

    def _pair(self, number: int, key: str, words: str) -> None:
        readers: dict[str, Callable[[int, str], None]] = {
            "choose": self._choose,
            "expect": self._expect,
            "after": self._after,
            "seed": self._set_seed,
            "set": self._set,
            "name": self._set_name,
        }
        if key not in readers:
            near = get_close_matches(key[:40], _KEYS, n=1)
            known = f"did you mean “{near[0]}”" if near else f"there are {', '.join(_KEYS)}"
            self._fault(
                number, f"“{quote(key)}” is no word of a plan; {known}", f"{near[0]}: {quote(words)}" if near else ""
            )
        elif not words:
            self._fault(number, f"words are missing after “{key}:”")
        else:
            readers[key](number, words)

    def _fault(self, line: int, what: str, instead: str = "") -> None:
        self.faults.append(Fault(line, what, instead))

    # --- what is done

    def _choose(self, number: int, words: str) -> None:
        self._steps.append(Step("choose", number, words))

    def _after(self, number: int, words: str) -> None:
        found = _SECONDS.match(words)
        if found and float(found[1]) <= MAX_SECONDS:
            self._steps.append(Step("after", number, seconds=float(found[1])))
        else:
            self._fault(number, f"“{quote(words)}” is no time", "after: 9s")

    # --- how a run begins

    def _is_first(self, number: int, key: str) -> bool:
        if self._steps:
            self._fault(number, f"“{key}:” stands at the beginning of a run, before anything is done or expected")
        return not self._steps

    def _set_name(self, number: int, words: str) -> None:
        if self._is_first(number, "name"):
            self._name = words

    def _set_seed(self, number: int, words: str) -> None:
        if not self._is_first(number, "seed"):
            return
        if words.isascii() and words.isdecimal() and len(words) < 20 and int(words) <= MAX_SEED:
            self._seed = int(words)
        else:
            self._fault(number, f"“{quote(words)}” is no seed: it is a whole number", "seed: 7")

    def _set(self, number: int, words: str) -> None:
        if not self._is_first(number, "set"):
            return
        if found := _SET.match(words):
            self._given.append(Given(found[1], found[2], number))
        else:
            self._fault(number, f"“{quote(words)}” sets nothing", "set: trust = 2")

    # --- what must be so

    def _expect(self, number: int, words: str) -> None:
        absent = words.startswith("no ")
        sort, _, rest = words.removeprefix("no ").strip().partition(" ")
        rest = rest.strip()
        if sort not in _EXPECTED:
            near = get_close_matches(sort[:40], _EXPECTED, n=1)
            known = f"did you mean “{near[0]}”" if near else f"there are {', '.join(_EXPECTED)}"
            instead = f"expect: {near[0]} {quote(rest)}" if near else 'expect: line "…"'
            self._fault(number, f"“{quote(sort)}” cannot be expected; {known}", instead)
        elif absent and sort in ("var", "end"):
            instead = f"expect: var not ({quote(rest)})" if sort == "var" else "expect: node … of the other way"
            self._fault(number, f"“no {sort}” cannot be expected", instead)
        elif sort == "end":
            self._expect_end(number, rest)
        elif not rest:
            self._fault(number, f"words are missing after “{sort}”", f'expect: {sort} "…"')
        elif sort in ("line", "choice"):
            self._expect_words(number, "line" if sort == "line" else "choice", rest, absent=absent)
        else:
            words = rest.strip("# ").lower() if sort == "node" else rest
            self._steps.append(Step("node" if sort == "node" else "var", number, words, absent=absent))

    def _expect_end(self, number: int, rest: str) -> None:
        found = _QUOTED.match(rest)
        if rest and (found is None or found[1] or found[3]):
            self._fault(number, "the title of an ending stands in quotes", f'expect: end "{quote(rest)}"')
        else:
            self._steps.append(Step("end", number, found[2] if found else ""))

    def _expect_words(self, number: int, sort: Sort, rest: str, *, absent: bool) -> None:
        found = _QUOTED.match(rest)
        if found is None or (sort == "choice" and found[1]) or (sort == "line" and found[3]):
            self._fault(number, f"the words of a {sort} stand in quotes", f'expect: {sort} "{quote(rest)}"')
            return
        state = _STATES.get(found[3] or "", "")
        self._steps.append(Step(sort, number, found[2], speaker=found[1].upper(), absent=absent, state=state))


def _named(steps: list[Step]) -> str:
    """A run is called by the ending that it comes to."""
    return next((step.words for step in reversed(steps) if step.sort == "end"), "")
