"""Follows the visit that is on, for the statistics: what its journal says is counted, and the journal is not kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.commands import Choose

if TYPE_CHECKING:
    from runtime.kiosk.states import Standing
    from runtime.kiosk.statistics import Statistics
    from runtime.saves import Journal


def why_over(before: Standing, now_s: float) -> str:
    """How a visit that stood like this has come to its end: idle, limit, closing, ended or left."""
    question = before.question
    if question is not None and now_s >= question.until_s:
        return question.why.value
    return "left" if before.ended_s is None else "ended"


@dataclass
class Attendance:
    """One visit after another; only the loop's thread calls it."""

    statistics: Statistics
    _show: str = ""
    _node: str = ""  # the scene that is on
    _since_s: float | None = None  # None: nobody is there
    _read: int = 0  # commands of the journal

    def begin(self, show: str, language: str, now_s: float) -> None:
        self._show, self._node, self._since_s, self._read = show, "", now_s, 0
        self.statistics.began(show, language)

    def follow(self, journal: Journal) -> None:
        """Count what is new in a journal."""
        for command in journal.commands[self._read :]:
            at = getattr(command, "at", None)
            self._node = at.node if at is not None else self._node
            if isinstance(command, Choose):
                self.statistics.chose(self._show, command.at.node, command.choice)
        self._read = len(journal.commands)

    def end(self, why: str, now_s: float) -> None:
        """The visitor is gone; called without a visit it does nothing."""
        if self._since_s is None:
            return
        if why != "ended":
            self.statistics.left(self._show, self._node)
        self.statistics.visit_ended(max(0.0, now_s - self._since_s), why)
        self._since_s = None
