"""Opens a voice's network: one thread, so that the picture keeps its core, and no memory that is not in use."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any


def open_network(path: Path) -> Any:
    """An onnxruntime.InferenceSession. Its arena is off: it would keep twice what the longest line ever needed."""
    onnxruntime: Any = import_module("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
