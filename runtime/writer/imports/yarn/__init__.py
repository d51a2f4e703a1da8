"""Yarn Spinner 3 scripts: nodes, lines, options, conditions, detours, groups and their like become scenes.

`nodes.py` splits files · `rows.py` reads a line · `reader.py` statements · `functions.py` what expressions may call.
"""

from runtime.writer.imports.yarn.reader import read_yarn

__all__ = ["read_yarn"]
