"""The process in which ink plays: it may crash, hang or say nonsense, and the player does not."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path

import pytest

from runtime.errors import StoryError
from runtime.ink import bridge as bridge_module
from runtime.ink import teller_of
from runtime.ink.bridge import MISSING, Bridge
from runtime.ink.teller import InkTeller
from runtime.ink.turn import Turn
from runtime.story.model import OnOffer, TheEnd
from tests.runtime.ink.needs import compiled, plays

TURN = {
    "lines": [["Hello.\n", ["9s"], "a.0"]],
    "choices": [["Go.", []]],
    "state": "next",
    "faults": [],
    "problem": "",
    "place": "",
}


def scripted(tmp_path: Path, body: str) -> tuple[str, ...]:
    """A child that reads each question as `asked`, and does `body` with it."""
    script = tmp_path / "child.py"
    script.write_text(
        "import json, sys\n"
        f"TURN = {TURN!r}\n"
        "def say(said): print(said if isinstance(said, str) else json.dumps(said), flush=True)\n"
        f"for line in sys.stdin:\n    asked = json.loads(line)\n{body}",
        encoding="utf-8",
    )
    return (sys.executable, "-S", str(script))


LOADS = "    if 'load' in asked: say({'loaded': True}); continue\n"


def test_a_turn_is_asked_once(tmp_path: Path) -> None:
    told = Bridge("{}", command=scripted(tmp_path, f"{LOADS}    TURN['state'] += '.'; say(TURN)\n"))
    assert told.turn("s") == told.turn("s")
    assert told.turn("s").lines[0].tags == ("9s",)
    assert told.turn("s", 0) != told.turn("s")
    told.close()


def test_a_crash_ends_the_turn_and_nothing_else(tmp_path: Path) -> None:
    body = f"{LOADS}    if asked['choice'] == 1: sys.exit(3)\n    say(TURN)\n"
    told = Bridge("{}", command=scripted(tmp_path, body))
    assert "ended" in told.turn("s", 1).problem
    assert told.turn("s", 0) == Turn.read(TURN)
    told.close()


def test_a_child_that_does_not_answer_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge_module, "TURN_S", 0.05)
    body = f"{LOADS}    import signal\n    signal.pause()\n"
    told = Bridge("{}", command=scripted(tmp_path, body))
    assert told.turn("s").problem
    told.close()


@pytest.mark.parametrize("said", ["'no json'", "{'lines': 3}", "{'broken': 'it is odd'}", "[1]"])
def test_nonsense_is_a_problem_of_the_turn(tmp_path: Path, said: str) -> None:
    told = Bridge("{}", command=scripted(tmp_path, f"{LOADS}    say({said})\n"))
    assert told.turn("s").problem
    told.close()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("{'missing': 'bink'}", MISSING.replace("[", r"\[")),
        ("{'broken': 'no root'}", "cannot read this compiled story: no root"),
        ("{}", "it does not say why"),
    ],
)
def test_a_story_that_cannot_be_read_is_a_sentence(tmp_path: Path, said: str, sentence: str) -> None:
    with pytest.raises(StoryError, match=sentence):
        Bridge("{}", command=scripted(tmp_path, f"    say({said})\n")).begin(1)


def test_a_child_that_ends_at_once_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="ended over it"):
        Bridge("{}", command=scripted(tmp_path, "    sys.exit(1)\n")).begin(1)


@plays
def test_endless_recursion_and_endless_loops_end_in_a_notice() -> None:
    teller = teller_of(compiled("runaway"))
    assert isinstance(teller, InkTeller)
    stretch = teller.play(teller.start(1))
    assert isinstance(stretch.exit, OnOffer)
    ends = dict(teller.predict(stretch))
    assert [ends[one].exit for one in ("open-it", "walk-round-it", "leave-it")] == [
        TheEnd(),
        TheEnd(),
        TheEnd(title="Shut"),
    ]
    assert [[notice.code for notice in end.notices] for end in ends.values()] == [["S802"], ["S802"], []]
    assert "“round" in ends["walk-round-it"].notices[0].what
    teller.bridge.close()


@plays
@pytest.mark.parametrize(
    "root", [[["^A.", "\n", {"->": "nowhere"}], "done", None], [[{"f()": 7}], None], [["ev", "/ev", "out"], None]]
)
def test_a_compiled_story_that_is_nonsense_is_survived(root: list[object]) -> None:
    told = Bridge(json.dumps({"inkVersion": 21, "root": root, "listDefs": {}}))
    turn = Turn(problem="it cannot be read")
    with contextlib.suppress(StoryError):
        turn = told.turn(told.begin(1))
    assert turn.faults or turn.problem or not turn.choices
    told.close()


@plays
def test_a_broken_state_is_a_fault_of_the_turn() -> None:
    told = Bridge(compiled("ferry").compiled)
    assert told.turn("no state at all").faults
    assert told.turn(told.begin(1)).lines
    assert told.turn(told.begin(1), 99).faults
    told.close()
