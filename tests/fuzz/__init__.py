"""Files that nobody should trust, made from good ones: every one is read, refused or played, within bounds, and nothing
outside its folder is touched.

`corpus/` good files of every kind · `mutators.py` what is done to them · `kinds.py` how each kind is read ·
`guard.py` what was opened · `fuzzing.py` many cases on all cores. One case again: `python -m tests.fuzz KIND SEED`.
"""
