"""`python -m runtime.writer.check.pages`: writes `stories/diagnostics.md` anew."""

from runtime.library import stories_folder
from runtime.writer.check.pages import page
from runtime.writer.check.report import MANUAL

folder = stories_folder()
if folder is not None:
    (folder / MANUAL).write_text(page(), encoding="utf-8", newline="\n")
