"""`diorama check`: everything that is found about a story, what it costs to play, and what can be mended by itself.

`findings.py` puts together what is found · `report.py` says it to people, `machine.py` to programs · `fixes.py` knows
what can be mended, `repair.py` mends · `cost.py` counts seconds, shots and words, `ways.py` finds the ways that cost
them · `oldsaves.py` tries old saves · `pages/` explains every code.
"""

from runtime.writer.check.findings import Examination, check, diagnose, examine
from runtime.writer.check.machine import schema, to_json
from runtime.writer.check.report import format_diagnostic, format_report, summary

__all__ = [
    "Examination",
    "check",
    "diagnose",
    "examine",
    "format_diagnostic",
    "format_report",
    "schema",
    "summary",
    "to_json",
]
