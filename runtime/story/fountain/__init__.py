"""The Fountain reader and writer: from characters to elements and back."""

from runtime.story.fountain.includes import included_names, is_inside
from runtime.story.fountain.reader import read_story
from runtime.story.fountain.writer import write_story

__all__ = ["included_names", "is_inside", "read_story", "write_story"]
