"""Finds a way: which choices lead to a scene or an ending, by search with the real interpreter.

`distance.py` how many choices lie at least between two places · `matter.py` what of a state the rest of the story can
still read · `search.py` the search.
"""

from runtime.writer.reach.search import LIMIT, Goal, Outcome, Path, Step, ending_goal, node_goal, reach, search

__all__ = ["LIMIT", "Goal", "Outcome", "Path", "Step", "ending_goal", "node_goal", "reach", "search"]
