"""Prompts as the transformer reads them: UMT5's 512 rows, made once for each prompt and kept on disk.

For models with random weights there is an encoder without weights: a word is a vector drawn from its own letters.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
from collections import OrderedDict
from pathlib import Path
from typing import Any, Final, Protocol

import torch

ROWS: Final = 512  # of a prompt; what a prompt has no words for is zero
KEPT: Final = 64  # prompts in memory
DISK_BYTES: Final = 512 << 20


class TextEncoder(Protocol):
    """Turns a prompt into float (1, rows, size)."""

    fingerprint: str  # of the weights: what is kept on disk belongs to it

    def encode(self, prompt: str) -> torch.Tensor: ...

    def free(self) -> None:
        """Give the weights' memory back; the next prompt loads them again."""


class WordEncoder:
    """No weights: each word has a direction of its own, the same in every process."""

    def __init__(self, size: int, rows: int = 32) -> None:
        self.size, self.rows = size, rows
        self.fingerprint = f"words-{size}-{rows}"

    def encode(self, prompt: str) -> torch.Tensor:
        table = torch.zeros(1, self.rows, self.size)
        for row, word in enumerate(re.findall(r"\w+", prompt.lower())[: self.rows]):
            digest = hashlib.blake2b(word.encode(), digest_size=8).digest()
            generator = torch.Generator().manual_seed(int.from_bytes(digest) >> 1)
            table[0, row] = torch.randn(self.size, generator=generator)
        return table

    def free(self) -> None:
        """There is nothing to free."""


class Umt5Encoder:
    """UMT5-XXL through transformers, from a folder with its tokenizer; loaded with the first prompt."""

    def __init__(self, folder: Path, tokenizer: Path, device: str, dtype: torch.dtype) -> None:
        self.folder, self.tokenizer_folder, self.device, self.dtype = folder, tokenizer, device, dtype
        size = sum(file.stat().st_size for file in folder.glob("*.safetensors"))
        self.fingerprint = f"umt5-{size}-{dtype}"
        self._model: Any = None
        self._tokenizer: Any = None

    @torch.inference_mode()
    def encode(self, prompt: str) -> torch.Tensor:
        self._load()
        words = self._tokenizer(
            [prompt],
            padding="max_length",
            max_length=ROWS,
            truncation=True,
            add_special_tokens=True,
            return_tensors="pt",
        )
        ids, mask = words.input_ids.to(self.device), words.attention_mask.to(self.device)
        rows: torch.Tensor = self._model(ids, mask).last_hidden_state
        masked: torch.Tensor = rows * mask[..., None].to(rows.dtype)
        return masked

    def free(self) -> None:
        self._model = None
        if self.device == "cuda":
            torch.cuda.empty_cache()

    def _load(self) -> None:
        if self._model is not None:
            return
        from transformers import AutoTokenizer, UMT5EncoderModel

        self._tokenizer = self._tokenizer or AutoTokenizer.from_pretrained(
            str(self.tokenizer_folder), local_files_only=True
        )
        model: Any = UMT5EncoderModel.from_pretrained(str(self.folder), dtype=self.dtype, local_files_only=True)
        self._model = model.to(self.device).eval().requires_grad_(False)


class Prompts:
    """An encoder with a memory: the last prompts at hand, all of them on disk, the least used of those go first."""

    def __init__(self, encoder: TextEncoder, folder: Path | None = None, kept: int = KEPT) -> None:
        self.encoder, self.folder, self.kept = encoder, folder, kept
        self.encoded = 0  # how often the encoder was really asked
        self._near: OrderedDict[str, torch.Tensor] = OrderedDict()

    def embedding(self, prompt: str) -> torch.Tensor:
        """Float (1, rows, size) of a prompt."""
        key = hashlib.blake2b(f"{self.encoder.fingerprint}\n{prompt}".encode(), digest_size=16).hexdigest()
        made = self._near.get(key)
        if made is None:
            made = self._from_disk(key)
        if made is None:
            made = self.encoder.encode(prompt).cpu()
            self.encoded += 1
            self._to_disk(key, made)
        self._near[key] = made
        self._near.move_to_end(key)
        while len(self._near) > self.kept:
            self._near.popitem(last=False)
        return made

    def _from_disk(self, key: str) -> torch.Tensor | None:
        if self.folder is None:
            return None
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        path = self.folder / f"{key}.safetensors"
        try:
            kept = load_file(path)
            rows, whole = kept["rows"], int(kept["whole"])
            os.utime(path)
        except (OSError, SafetensorError, KeyError, ValueError):
            return None
        table = torch.zeros(1, max(whole, rows.shape[0]), rows.shape[1], dtype=rows.dtype)
        table[0, : rows.shape[0]] = rows
        return table

    def _to_disk(self, key: str, table: torch.Tensor) -> None:
        """Only the rows that hold words; written beside and renamed."""
        if self.folder is None:
            return
        from safetensors.torch import save

        used = int(table[0].abs().sum(-1).nonzero().max()) + 1 if table.any() else 1
        data = save({"rows": table[0, :used].contiguous(), "whole": torch.tensor(table.shape[1])})
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".tmp")
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(self.folder / f"{key}.safetensors")
            self._prune()

    def _prune(self) -> None:
        assert self.folder is not None
        files = sorted((file.stat().st_mtime, file.stat().st_size, file) for file in self.folder.glob("*.safetensors"))
        total = sum(size for _, size, _ in files)
        for _, size, file in files:
            if total <= DISK_BYTES:
                break
            file.unlink(missing_ok=True)
            total -= size
