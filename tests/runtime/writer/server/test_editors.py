"""What editors are set up with: the extension for VS Code, its grammar, and the page that says how."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from runtime.story.expression.functions import FUNCTIONS
from runtime.story.fountain.notes import KEYWORDS
from runtime.writer.server.lenses import PLAY, WAYS
from tests.runtime.writer.server.conftest import SHOW

ROOT = Path(__file__).resolve().parents[4]
EXTENSION = ROOT / "editors" / "vscode"
NODE = shutil.which("node")
COMMAND = 'cmd = { "diorama", "language-server" }'
ACT = """
vim.cmd.edit("show.fountain")
vim.wait(60000, function() return #vim.diagnostic.get(0, { severity = 1 }) > 0 end, 20)
local found = vim.diagnostic.get(0, { severity = 1 })[1]
print(found.code, found.lnum + 1, found.col)
local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
local number = vim.fn.index(lines, "> CUT TO: door")
local function ask(method, position)
  local asked = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = position }
  return select(2, next(vim.lsp.buf_request_sync(0, method, asked, 60000))).result
end
local said = ask("textDocument/hover", { line = number, character = 12 })
print((said.contents.value:gsub("\\n.*", "")))
local place = ask("textDocument/definition", { line = number, character = 12 })[1].range.start
print(place.line + 1, #ask("textDocument/codeLens", nil))
vim.cmd("qa!")
"""

STUBS = {
    "vscode/index.js": """
exports.workspace = {
  getConfiguration: () => ({ get: (name, usual) => usual }),
  createFileSystemWatcher: (glob) => glob,
};""",
    "vscode-languageclient/node.js": """
exports.LanguageClient = class {
  constructor(id, name, server, client) { this.said = { id, server, client }; }
  async start() { console.log(JSON.stringify(this.said)); }
  stop() { console.log("stopped"); }
};""",
}


def read(name: str) -> Any:
    return json.loads((EXTENSION / name).read_text("utf-8"))


def grammar(name: str) -> list[dict[str, Any]]:
    """The patterns of one part of the grammar."""
    part = read("syntaxes/fountain.tmLanguage.json")["repository"][name]
    found: list[dict[str, Any]] = part.get("patterns", [part])
    return found


def matches(name: str, line: str) -> bool:
    """Whether some pattern of a part begins at the line's beginning; only what Python's expressions have, too."""
    patterns = [one.get("match") or one["begin"] for one in grammar(name) if "match" in one or "begin" in one]
    return any(re.match(pattern.replace("\\p{Lu}", "A-Z"), line) for pattern in patterns)


def test_the_extension_names_files_that_are_there() -> None:
    package = read("package.json")
    contributed = package["contributes"]
    files = [package["main"], contributed["languages"][0]["configuration"], contributed["grammars"][0]["path"]]
    assert [name for name in files if not (EXTENSION / name).is_file()] == []
    assert read("language-configuration.json")["comments"] == {"blockComment": ["/*", "*/"]}
    assert contributed["grammars"][0]["scopeName"] == read("syntaxes/fountain.tmLanguage.json")["scopeName"]


def test_every_part_of_the_grammar_is_there_and_used() -> None:
    text = (EXTENSION / "syntaxes" / "fountain.tmLanguage.json").read_text("utf-8")
    assert set(re.findall(r'"include": "#(\w+)"', text)) == set(json.loads(text)["repository"])


def test_every_instruction_and_function_is_coloured() -> None:
    text = json.dumps(grammar("note"))
    words = set(re.findall(r"[a-z]+", text))
    assert set(KEYWORDS) - words == set()
    assert set(FUNCTIONS) - set(re.findall(r"[a-z_]+", json.dumps(grammar("expression")))) == set()


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("heading", "INT. LIGHTHOUSE - NIGHT #stairs#"),
        ("heading", "int./ext. car"),
        ("heading", ".THE SEA"),
        ("jump", "> CUT TO: dark-room"),
        ("choice", "    + Open the door. -> door"),
        ("speech", "TOM'S MOTHER (O.S.) ^"),
        ("speech", "(whispering)"),
        ("section", "# Act one"),
        ("section", "= She waits."),
        ("title", "Look: paper-cut"),
        ("title", "    TOM - 12, barefoot"),
    ],
)
def test_lines_are_coloured_as_what_they_are(part: str, line: str) -> None:
    assert matches(part, line)


@pytest.mark.parametrize(
    ("part", "line"), [("heading", "Interesting words."), ("jump", "> centred <"), ("speech", "Tom")]
)
def test_other_lines_are_not(part: str, line: str) -> None:
    assert not matches(part, line)


@pytest.mark.skipif(NODE is None, reason="needs node")
def test_the_extension_starts_the_server_and_stops_it(tmp_path: Path) -> None:
    for name, text in STUBS.items():
        path = tmp_path / "node_modules" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    shutil.copy(EXTENSION / "extension.js", tmp_path)
    act = "const e = require('./extension.js'); e.activate().then(() => e.deactivate());"
    done = subprocess.run([str(NODE), "-e", act], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
    said, stopped = done.stdout.splitlines()
    started = json.loads(said)
    assert started["server"] == {"command": "diorama", "args": ["language-server"]}
    assert started["client"]["documentSelector"] == [{"language": "fountain"}]
    assert stopped == "stopped"


def test_the_page_says_what_is_so() -> None:
    page = (ROOT / "docs" / "editors.md").read_text("utf-8")
    for words in (PLAY, WAYS, "language-server --tcp", "diorama.command", "▶ play from here", COMMAND):
        assert words in page


@pytest.mark.soak
@pytest.mark.skipif("NVIM" not in os.environ, reason="needs NVIM, a Neovim of 0.8 or newer")
def test_neovim_with_the_words_of_the_page(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "editors.md").read_text("utf-8")
    (setup,) = re.findall(r"```lua\n(.*?)```", page, re.DOTALL)
    server = f'cmd = {{ "{sys.executable}", "-m", "runtime.cli", "language-server" }}'
    (tmp_path / "init.lua").write_text(setup.replace(COMMAND, server), "utf-8")
    (tmp_path / "show.fountain").write_text(SHOW.replace("-> door", "-> dor"), "utf-8")
    (tmp_path / "act.lua").write_text(ACT, "utf-8")
    words = [os.environ["NVIM"], "--clean", "--headless", "-u", "init.lua", "-l", "act.lua"]
    path = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, cwd=tmp_path, env=path, capture_output=True, text=True, timeout=200, check=False)
    said = [line.strip() for line in done.stderr.splitlines()]
    assert said[:2] == ["S201 27 57", "**EXT. LIGHTHOUSE DOOR - NIGHT** `#door#`"]
    assert said[2] == "37 8"
