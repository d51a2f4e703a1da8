"""Play-testing: bots play a story many times, by seed and on all cores, and tell what they came by and what not.

`ground.py` one process's plays · `bots.py` who chooses · `pace.py` how long it lasts · `watch.py` both sides of every
condition · `tally.py` counts · `crew.py` the processes · `run.py` from order to `report.py` · `told.py` for terminal
and tools · `page.py` for reading.
"""

from runtime.writer.playtest.bots import KINDS
from runtime.writer.playtest.report import Report
from runtime.writer.playtest.run import playtest
from runtime.writer.playtest.told import to_json, to_text

__all__ = ["KINDS", "Report", "playtest", "to_json", "to_text"]
