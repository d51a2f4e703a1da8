"""What an importer gives: a story in our own language, and what of the source could not be carried over."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Loss:
    """Something of the source that the import does not say, or says otherwise."""

    line: int  # 1-based, of the source file; 0: the file as a whole
    what: str  # "“<<audio>>” is left out"
    why: str = ""  # "the show has no player of its own"
    instead: str = ""  # the words to type into the new story


@dataclass(frozen=True)
class Import:
    """A script of another program, read."""

    text: str  # Fountain source of the story
    report: tuple[Loss, ...] = ()  # in the order of the source's lines
    files: dict[str, str] = field(default_factory=dict)  # further texts, by their path inside the story's folder
