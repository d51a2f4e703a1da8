"""Twine stories, as Twee 3 text or as HTML: passages become scenes, links become choices.

`passages.py` finds passages · `sugarcube.py`, `harlowe.py` and `chapbook.py` read what their formats write into them ·
`items.py` what that comes to · `telling.py` items into steps · `reader.py` the whole story.
"""

from runtime.writer.imports.twee.passages import is_twine_html
from runtime.writer.imports.twee.reader import read_twee

__all__ = ["is_twine_html", "read_twee"]
