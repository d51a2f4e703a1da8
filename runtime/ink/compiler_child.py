"""The process in which ink source is compiled, by inkjs in V8: one JSON document in, one out. Run as a script."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

MEMORY_BYTES = 192 * 1024**2

# JSON knows one sort of number, ink knows two: a float without a fraction is marked, so that it stays "2.0".
MARKED = re.compile(r'"\\u0001float ([^"]{1,30})"')
# inkjs looks for a browser's global object; files are those that were handed in, and no others.
PRELUDE = "var self = globalThis, window = globalThis;"
COMPILE = """
(function (source, files, name) {
  var found = [];
  var reader = {
    ResolveInkFilename: function (file) { return file; },
    LoadInkFileContents: function (file) {
      if (Object.prototype.hasOwnProperty.call(files, file)) return files[file];
      throw new Error("there is no such file in the story's folder");
    }
  };
  var said = function (words, sort) { if (found.length < 200) found.push([sort, String(words).slice(0, 600)]); };
  var markFloats = function (story) {
    story.state.WriteJson = function (writer) {
      var plain = Object.getPrototypeOf(writer), write = plain.WriteFloat;
      plain.WriteFloat = function (value) {
        if (!Number.isInteger(value)) return write.call(this, value);
        this.StartNewObject(false);
        this._addToCurrentObject("\\u0001float " + value);
      };
    };
    story.state.ToJson();
  };
  var compiled = null;
  try {
    var options = new inkjs.CompilerOptions(name, [], true, said, reader);
    var story = new inkjs.Compiler(source, options).Compile();
    if (story) markFloats(story);
    compiled = story ? story.ToJson() : null;
  } catch (error) {
    if (!found.some(function (one) { return one[0] === 2; })) said("ERROR: " + error, 2);
  }
  return JSON.stringify({ compiled: compiled, found: found });
})
"""


def compiled(asked: dict[str, Any]) -> dict[str, Any]:
    """`compiled` (JSON text or null) and `found` ([sort, words]; 2 error, 1 warning, 0 the author's note)."""
    from py_mini_racer import MiniRacer

    racer = MiniRacer()
    racer.set_hard_memory_limit(MEMORY_BYTES)
    racer.eval(PRELUDE)
    racer.eval(Path(asked["script"]).read_text(encoding="utf-8"))
    words = ", ".join(json.dumps(asked[key]) for key in ("source", "files", "name"))
    said = json.loads(str(racer.eval(f"{COMPILE}({words})", timeout_sec=asked["limit_s"])))
    told: str | None = said["compiled"]
    return {**said, "compiled": told and MARKED.sub(lambda found: repr(float(found[1])), told)}


def main() -> None:
    try:
        said = compiled(json.load(sys.stdin.buffer))
    except ImportError as error:
        said = {"missing": str(error)}
    except Exception as error:  # whatever V8 makes of a text, the parent is told
        said = {"broken": type(error).__name__}
    sys.stdout.write(json.dumps(said))
    sys.stdout.flush()
    os._exit(0)  # V8 may take its time to tidy up after a text that it has choked on


if __name__ == "__main__":
    main()
