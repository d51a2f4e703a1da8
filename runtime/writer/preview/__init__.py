"""`diorama preview`: a show that plays while it is written.

`draft.py` reads the story's files again · `watcher.py` notices that they were saved · `standing.py` finds the same
moment in the changed story · `way.py` leads to any scene · `take.py` draws other seeds and writes one into the file ·
`inspector.py`, `faults.py` and `finder.py` say things in rows, `sheet.py` lays rows out · `hand.py` knows the keys ·
`preview.py` puts all this together, `window.py` shows it.
"""
