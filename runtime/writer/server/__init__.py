"""`diorama language-server`: a story while it is written, in any editor that speaks the Language Server Protocol.

`desk.py` holds the open texts and `draft.py` what was read of them · `mentions.py` and `people.py` find every name ·
`context.py` says what a cursor stands in, `shapes.py` and `words.py` what may be typed · `completion.py`, `hover.py`
(with `filmed.py` and `ways.py`), `navigation.py` (with `beside.py`), `outline.py`, `lenses.py` and `findings.py`
are the answers: pure · `wire.py` and `language_server.py` put them into the protocol · `playing.py` starts a preview.
"""
