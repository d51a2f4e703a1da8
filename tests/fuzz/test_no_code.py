"""Nothing that a person brings is ever run as code: what could do so does not stand in the sources."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for package in ("runtime", "generators") for path in (ROOT / package).rglob("*.py"))
MODULES = ("pickle", "cPickle", "dill", "cloudpickle", "shelve", "marshal", "joblib", "yaml", "jsonpickle")
CALLS = ("eval", "exec", "__import__", "compile")
PIPES = {"runtime/studio/handle.py", "runtime/studio/worker.py"}  # the player's own words, over a pipe to its own child
LOADS = {"torch": {"weights_only": True}, "np": {"allow_pickle": False}, "numpy": {"allow_pickle": False}}
_HINT = re.compile(
    rf"import .*\b({'|'.join(MODULES)})\b|from ({'|'.join(MODULES)})\b|(?<![.\w])({'|'.join(CALLS)})\("
    r"|\b(torch|np|numpy)\.load\(|\bos\.(system|popen)|shell *=|trust_remote_code"
)


def read_dangers(source: str) -> list[tuple[int, str]]:
    """The dangers of a source; one without any of the words need not be taken apart."""
    return list(dangers(ast.parse(source))) if _HINT.search(source) else []


def dangers(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of everything that turns data into code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            yield from ((node.lineno, name) for name in names if name.partition(".")[0] in MODULES)
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, what) for what in (_called(node), *_switched_on(node)) if what)


def _called(node: ast.Call) -> str:
    """The dangerous function that is called; empty for any other."""
    function = node.func
    if isinstance(function, ast.Name):
        return function.id if function.id in CALLS else ""
    if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name):
        return ""
    owner, name = function.value.id, function.attr
    if name == "load" and owner in LOADS:
        said = {one.arg: one.value.value for one in node.keywords if isinstance(one.value, ast.Constant)}
        return "" if LOADS[owner].items() <= said.items() else f"{owner}.load"
    return f"{owner}.{name}" if (owner, name) in {("os", "system"), ("os", "popen")} else ""


def _switched_on(node: ast.Call) -> Iterator[str]:
    for one in node.keywords:
        off = isinstance(one.value, ast.Constant) and one.value.value is False
        if one.arg in ("shell", "trust_remote_code") and not off:
            yield f"{one.arg}="


def test_no_file_is_unpickled_or_run() -> None:
    found = [
        (path.relative_to(ROOT).as_posix(), line, what)
        for path in SOURCES
        for line, what in read_dangers(path.read_text(encoding="utf-8"))
    ]
    assert [one for one in found if one[0] not in PIPES] == []
    assert {what for name, _, what in found if name in PIPES} <= {"pickle"}


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("import pickle", "pickle"),
        ("from yaml import load", "yaml"),
        ("import torch\ntorch.load(p)", "torch.load"),
        ("torch.load(p, weights_only=False)", "torch.load"),
        ("np.load(p)", "np.load"),
        ("np.load(p, allow_pickle=True)", "np.load"),
        ("eval(words)", "eval"),
        ("os.system(words)", "os.system"),
        ("subprocess.run(words, shell=True)", "shell="),
        ("Model.from_pretrained(p, trust_remote_code=True)", "trust_remote_code="),
    ],
)
def test_what_is_dangerous_is_seen(source: str, what: str) -> None:
    assert [name for _, name in read_dangers(source)] == [what]


def test_what_is_safe_is_not() -> None:
    safe = "torch.load(p, weights_only=True)\nnp.load(p, allow_pickle=False)\nmodel.eval()\nrun([a], shell=False)"
    assert read_dangers(safe) == []
