"""The house stands as README and DESIGN say: two packages in the wheel, cheap imports, tidy rooms."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [path for package in ("runtime", "generators") for path in (ROOT / package).rglob("*.py")]
HEAVY = ("torch", "diffusers", "transformers", "pygame", "sounddevice", "av", "skia", "onnxruntime", "numpy")
BANNED_NAMES = {"utils.py", "helpers.py", "manager.py", "common.py"}


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_importing_the_packages_costs_nothing_heavy() -> None:
    code = (
        "import sys, runtime, generators, generators.base, runtime.commands, runtime.story, runtime.timeline;"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert said.strip() == "[]"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from runtime.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print('heavy:', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert said.strip().endswith("heavy: []")


def test_no_room_is_called_after_nothing() -> None:
    assert [path for path in SOURCES if path.name in BANNED_NAMES] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []


def test_files_stay_readable() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCES
        if (lines := sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line.strip())) > 400
    }
    assert long == {}


def test_functions_stay_readable() -> None:
    sizes = [(node.end_lineno or 0) - node.lineno + 1 for path in SOURCES for node in functions(path)]
    assert sorted(sizes)[len(sizes) // 2] <= 10
    assert sum(size > 50 for size in sizes) <= 0.03 * len(sizes)


def test_the_tree_in_the_readme_is_the_tree_on_the_disk() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    tree = re.search(r"```\n(runtime/.*?)```", readme, re.DOTALL)
    assert tree is not None
    above: list[str] = []  # the folders that a line stands in
    missing = []
    for line in filter(str.strip, tree[1].splitlines()):
        depth = (len(line) - len(line.lstrip())) // 2
        names = next(word for word in line.split("  ") if word.strip()).split()
        above = [*above[:depth], names[0]]
        missing += [name for name in names if not (ROOT / "".join(above[:depth]) / name).exists()]
    assert missing == []


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sources that git knows or would know."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    ).stdout.splitlines()  # fmt: skip
    for name in names:
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_two_packages_and_the_shows(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"runtime", "generators"}
    assert "runtime/stories/last-light/last-light.fountain" in names
    assert "runtime/stories/hello/hello.fountain" in names
