"""What a kiosk lets through: words in prompts and typed text, and pictures. Of what it does not, counts are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generators.base import Transition
from runtime.commands import Choose
from runtime.errors import ConfigError
from runtime.kiosk.defocus import Defocus
from runtime.kiosk.words import said
from runtime.show import Show
from runtime.story import match_answer
from runtime.wordlist import EVERYTHING_GOES, WordList, read_words

if TYPE_CHECKING:
    from runtime.kiosk.checking import FrameCheck
    from runtime.kiosk.config import Config
    from runtime.overlay import Picture
    from runtime.performance import Performance
    from runtime.player.faces import ShowFace

WORDS_BYTES = 1 << 20  # of a file of words
REPLY_S = 5.0  # how long a typed text is answered
BACK_S = 0.8  # in which the picture comes back
PART = "frame checker"  # as its troubles are called


def word_list(config: Config) -> WordList:
    """The words of a kiosk, its file's among them; ConfigError where that cannot be read."""
    content = config.content
    more: tuple[str, ...] = ()
    if content.words_file:
        path = config.beside / content.words_file
        try:
            with path.expanduser().open("rb") as file:
                more = read_words(file.read(WORDS_BYTES).decode("utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is not text in UTF-8"
            raise ConfigError(f"[content] words_file: {path} cannot be read: {why}.") from None
    return WordList((*content.deny, *more), content.allow)


def check_safety(config: Config) -> None:
    """ConfigError where a file of words or a frame checker that is named is not to be had."""
    from runtime.kiosk.checking import checker_target

    word_list(config)
    if config.content.checker:
        checker_target(config.content.checker)


def open_safety(config: Config, size: tuple[int, int]) -> Safety:
    """As the museum's file has it, for pictures of `size` pixels; a frame checker begins to load."""
    from runtime.kiosk.checking import FrameCheck

    check = FrameCheck(config.content.checker, size) if config.content.checker else None
    return Safety(word_list(config), check)


@dataclass
class Safety:
    """Used by the loop. `check` None: no frame checker."""

    words: WordList = EVERYTHING_GOES
    check: FrameCheck | None = None
    left_out: int = 0  # words of prompts
    refused: int = 0  # typed texts
    _defocus: Defocus = field(default_factory=Defocus)
    _on: Performance | None = None  # whose prompts are counted
    _reply: tuple[str, float] = ("", 0.0)  # and until when it stands
    _back_s: float = -1e9  # when a picture was last held back

    # --- words -------------------------------------------------------------------------------------------------------

    def follow(self, show: ShowFace) -> None:
        """Count what was left out of the prompts of what is performed."""
        on = show.on if isinstance(show, Show) else None
        if on is not self._on:
            self._on = on
            self.left_out += sum(one.setup.left_out for one in on.timeline.placed) if on else 0

    def hear(self, text: str, show: ShowFace, language: str, now_s: float) -> Choose | None:
        """What a visitor's own words choose; refused ones get a kind sentence. Of the words nothing stays."""
        if self.words.refuses(text):
            self.refused += 1
            self._reply = (said("other words", language), now_s + REPLY_S)
            return None
        point = show.course.point if isinstance(show, Show) and show.choosing else None
        choice = match_answer(point.choices, text) if point else None
        if point and choice is None:
            self._reply = (said("which answer", language), now_s + REPLY_S)
        return Choose(choice=choice) if choice else None

    def reply(self, now_s: float) -> str:
        """What is answered at the moment."""
        return self._reply[0] if now_s < self._reply[1] else ""

    def forget(self) -> None:
        """The visitor has gone."""
        self._reply = ("", 0.0)

    # --- pictures ----------------------------------------------------------------------------------------------------

    def shown(self, picture: Picture, now_s: float) -> Picture:
        """The picture, or while it must not be seen the last good one, out of focus; then it comes back softly."""
        if self.check is None or picture.frame is None:
            return picture
        self.check.see(picture.frame, now_s)
        if self.check.clean is not None:
            self._defocus.keep(self.check.clean)
        size = (picture.frame.shape[1], picture.frame.shape[0])
        if self.check.held:
            self._back_s = now_s
            return replace(
                picture, frame=self._defocus.picture(now_s, size), outgoing=None, key=("out of focus", picture.key)
            )
        share = (now_s - self._back_s) / BACK_S
        if not 0 <= share < 1:
            return picture
        soft = self._defocus.picture(now_s, size)
        key = ("into focus", picture.key)
        return replace(picture, outgoing=soft, transition=Transition.DISSOLVE, progress=share, key=key)

    # --- how it is ---------------------------------------------------------------------------------------------------

    def troubles(self) -> Iterator[tuple[str, str]]:
        """Parts, and what is wrong with them; nothing: empty."""
        if self.check is not None:
            yield PART, self.check.problem

    def counts(self) -> dict[str, int]:
        """How often something was looked at, or not let through."""
        counted = {"words left out": self.left_out, "texts refused": self.refused}
        if self.check is not None:
            counted |= {"pictures checked": self.check.checked, "pictures refused": self.check.hits}
        return counted

    def close(self) -> None:
        if self.check is not None:
            self.check.close()
