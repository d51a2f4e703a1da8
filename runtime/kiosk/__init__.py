"""A show that runs alone in an exhibition: it attracts, receives a visitor, forgets them, and begins again.

`config.py` what the museum wants, `sample.py` the file that `--init` writes · `hours.py` when it is open and how loud
it may be, `states.py` what happens when (both pure) · `content.py` watches the folder of shows, `examination.py` looks
a new one over in a process of its own · `repertoire.py` the shows on offer, `stagehands.py` who makes them ready ·
`screens.py`, `words.py` what is laid over the picture · `loop.py` the loop, `house.py`
whom it works with, `dark.py` its night, `opening.py` its first moment · `health.py` how it is · `pin.py`, `operator.py`
who may do more, and what: `corner.py` the way there, `desk.py` what is done, `board.py` what is seen, `testpicture.py`
· `supervisor.py` who starts it again · `setup/` what a machine needs · `web/` the operator's page.
"""
