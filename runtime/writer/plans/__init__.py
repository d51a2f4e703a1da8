"""Test plans: `.plan` files beside a story that say what a viewer does and what must come of it.

`plan.py` what a plan is · `reading.py` its text · `checking.py` whether it speaks of this story · `walking.py` the ways
through: straight, and saved and loaded at every step · `wording.py` which words mean which · `performing.py` a run ·
`trying.py` all plans of a story · `told.py` for terminal and tools.
"""

from runtime.writer.plans.reading import read_plan
from runtime.writer.plans.told import to_json, to_text
from runtime.writer.plans.trying import plans_beside, try_plans

__all__ = ["plans_beside", "read_plan", "to_json", "to_text", "try_plans"]
