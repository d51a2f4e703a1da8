"""Where a card leads: on from the title, back or again from the end. Those pictures are made while it stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.performance import rehearse

if TYPE_CHECKING:
    from generators.base import Shot
    from runtime.company import Company
    from runtime.course import Course


class Ways:
    """Shots that should lie ready while a card is on, the likeliest first; none while the show goes on."""

    def __init__(self, company: Company) -> None:
        self.shots: list[Shot] = []
        self._company = company
        self._first: list[Shot] | None = None  # of the show, where there was a title before it

    def at_title(self, course: Course) -> None:
        """Before a show whose voices are known: a shot in which somebody speaks is another one without them."""
        if self._first is None:
            self._first = self._of(course, 0)
        self.shots = self._first

    def at_end(self, course: Course) -> None:
        """After an ending: the picture of the last choice, and the show's first one if there was a title before it."""
        if self._first is not None:
            back = course.back()
            self.shots = [*(self._of(back, -1) if back else ()), *self._first]

    def leave(self) -> None:
        """The show goes on."""
        self.shots = []

    def _of(self, course: Course, number: int) -> list[Shot]:
        """Shot `number` of its last stretch; none where it goes on from the picture before it."""
        placed = rehearse(course, self._company.voices, self._company.studio.format.fps).timeline.placed
        shot = placed[number].setup.shot
        return [] if shot.transition.keeps_context else [shot]
