"""The process in which one ink story plays: JSON lines come in, JSON lines go out. Run as a script, knows no Diorama.

A runaway story ends this process and nothing else: ink's runtime, bink, can crash the process that it plays in.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from typing import Any, BinaryIO

BUDGET_S = 0.5  # of the processor, for one turn: how busy a machine is changes nothing in a story
SLICE_MS = 100.0
MAX_LINES = 5_000  # of one turn
MAX_TEXT = 1_000_000  # characters of one turn
MEMORY_BYTES = 256 * 1024**2


def bound() -> None:
    """Take no more memory than a story may have, and leave no picture of it when crashing (Unix)."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Player:
    """One story, any state of it."""

    def __init__(self, compiled: str, externals: list[str]) -> None:
        from bink.story import Story

        self._story = Story(compiled)
        self._faults: list[tuple[str, bool]] = []
        self._story.set_error_handler(lambda words, is_error: self._faults.append((words, is_error)))
        self._story.set_allow_external_function_fallbacks(True)
        for name in externals:
            self._story.bind_external_function(name, lambda *_: 0)
        self._fresh: str = self._story.save_state()

    def seeded(self, seed: int) -> str:
        """The state before the first word, with ink's own seed."""
        return json.dumps({**json.loads(self._fresh), "storySeed": seed, "previousRandom": 0})

    def turn(self, state: str, choice: int | None) -> dict[str, Any]:
        """What is told from `state`, after `choice`, to the next stop; with the state there."""
        story = self._story
        self._faults.clear()
        lines: list[tuple[str, list[str], str]] = []
        problem = ""
        try:
            story.load_state(state)
            if choice is not None:
                story.choose_choice_index(choice)
            problem = self._tell(lines)
        except RuntimeError as error:
            if "panic" in str(error):  # nothing that this process says of the story would be certain any more
                sys.exit(1)
            if not self._faults:
                self._faults.append((str(error), True))
        choices = story.choices
        state = story.save_state()
        if lines and not lines[-1][2]:
            lines[-1] = (*lines[-1][:2], _last_place(state))
        return {
            "lines": lines,
            "choices": [] if problem else [(text, list(choices.get_tags(n))) for n, text in enumerate(choices)],
            "state": state,
            "faults": self._faults[:20],
            "problem": problem,
            "place": story.current_path,
        }

    def _tell(self, lines: list[tuple[str, list[str], str]]) -> str:
        """Gather the lines up to the stop; why it was broken off, or nothing."""
        story = self._story
        ends, size = time.process_time() + BUDGET_S, 0
        while story.can_continue():
            while not story.continue_async(SLICE_MS):
                if time.process_time() > ends:
                    return f"it went on for {BUDGET_S:g} s without a stop"
            text = story.current_text
            lines.append((text, list(story.tags), story.current_path))
            size += len(text)
            if len(lines) >= MAX_LINES or size > MAX_TEXT:
                return f"it told {len(lines)} lines without a stop"
        return ""


def _last_place(state: str) -> str:
    """Ink's address of what it told last."""
    flow = json.loads(state)["flows"]["DEFAULT_FLOW"]
    return str(flow["callstack"]["threads"][-1].get("previousContentObject", ""))


def answer(player: Player | None, asked: dict[str, Any]) -> tuple[Player | None, dict[str, Any]]:
    """The player from now on, and the answer."""
    if "load" in asked:
        player = Player(asked["load"], asked["externals"])
        return player, {"loaded": True}
    assert player is not None
    if "seed" in asked:
        return player, {"state": player.seeded(asked["seed"])}
    return player, player.turn(asked["state"], asked["choice"])


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer every line until there are no more."""
    player: Player | None = None
    for line in source:
        try:
            player, said = answer(player, json.loads(line))
        except ImportError as error:
            said = {"missing": str(error)}
        except (RuntimeError, ValueError, KeyError, TypeError) as error:
            said = {"broken": str(error)[:300]}
        target.write(json.dumps(said).encode() + b"\n")
        target.flush()


if __name__ == "__main__":
    bound()
    serve(sys.stdin.buffer, sys.stdout.buffer)
