"""The exception tree. Everything a person can cause ends here, with a sentence that says what to do.

DioramaError
 ├─ StoryError        a story cannot be read or played; carries diagnostics
 ├─ LibraryError      a story or file cannot be found or opened
 ├─ SaveError         a save cannot be read, or belongs to another story
 ├─ GeneratorError    a generator cannot be found or opened
 ├─ DeviceError       display, sound or recorder is not to be had
 ├─ PartError         a part (`diorama models`) cannot be fetched, or is not what it should be
 ├─ ConfigError       what a kiosk is told to be cannot be read
 └─ UsageError        the words of a command do not fit together
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class DioramaError(Exception):
    """What happened, where, and what to do, in one or two sentences."""


class StoryError(DioramaError):
    """A story cannot be read or played."""

    def __init__(self, message: str, diagnostics: Sequence[object] = ()) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)  # runtime.story.Diagnostic, in the order of the file


class LibraryError(DioramaError):
    """A story or one of its files cannot be found or opened."""


class SaveError(DioramaError):
    """A save cannot be read, or belongs to another story."""


class GeneratorError(DioramaError):
    """A generator cannot be found or opened."""


class DeviceError(DioramaError):
    """A display, sound device or recorder is not to be had."""


class PartError(DioramaError):
    """A part cannot be fetched, or is not what it should be."""


class ConfigError(DioramaError):
    """The file that says what a kiosk is cannot be read, line by line."""


class UsageError(DioramaError):
    """The words of a command do not fit together."""
