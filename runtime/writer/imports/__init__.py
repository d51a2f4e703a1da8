"""Scripts of other programs, brought into the story language with a report of what could not be carried over."""

from runtime.writer.imports.model import Import, Loss

__all__ = ["Import", "Loss"]
