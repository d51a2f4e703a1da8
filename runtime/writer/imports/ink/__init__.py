"""Ink source as a story of our own: knots, text, choices, diverts, tunnels, plain variables; the rest is reported.

A static import cannot be whole: ink decides while it plays. Ink stories play as they are (`runtime/ink`).
`rows.py` what each line is · `braces.py` texts · `weave.py` choices and gathers · `reader.py` the whole story.
"""

from runtime.writer.imports.ink.reader import read_ink_source

__all__ = ["read_ink_source"]
