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

from generators.paragraph import fitted

ROWS: Final = 512  # of a prompt; what a prompt has no words for is zero
KEPT: Final = 64  # prompts in memory
DISK_BYTES: Final = 512 << 20


class TextEncoder(Protocol):
    """Turns a prompt into float (1, rows, size)."""

    fingerprint: str  # of the weights: what is kept on disk belongs to it

    def encode(self, prompt: str) -> torch.Tensor: ...

    def tokens(self, prompt: str) -> int:
        """How many of its rows the prompt takes; the weights are not needed for it."""

    def rest(self) -> None:
        """Leave the card, for main memory; the next prompt brings them back."""

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

    def tokens(self, prompt: str) -> int:
        return len(re.findall(r"\w+", prompt))

    def rest(self) -> None:
        """There is nothing on a card."""

    def free(self) -> None:
        """There is nothing to free."""


class Umt5Encoder:
    """UMT5-XXL through transformers, from a folder with its tokenizer; loaded with the first prompt that is new."""

    def __init__(
        self, folder: Path, tokenizer: Path, device: str, dtype: torch.dtype, *, quantised: bool = False
    ) -> None:
        self.folder, self.tokenizer_folder, self.device, self.dtype = folder, tokenizer, device, dtype
        self.quantised = quantised
        size = sum(file.stat().st_size for file in folder.glob("*.safetensors"))
        self.fingerprint = f"umt5-{size}-{dtype}{'-int8' if quantised else ''}"
        self._model: Any = None
        self._tokenizer: Any = None

    @torch.inference_mode()
    def encode(self, prompt: str) -> torch.Tensor:
        self._load()
        words = self._tokenizer(
            [fitted(prompt, ROWS, self.tokens) or prompt],
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

    def tokens(self, prompt: str) -> int:
        return len(self._read()(prompt).input_ids)

    def rest(self) -> None:
        if self._model is not None:
            self._model.to("cpu")
            self._tidy()

    def free(self) -> None:
        self._model = None
        self._tidy()

    def _tidy(self) -> None:
        if self.device == "cuda":
            torch.cuda.empty_cache()

    def _read(self) -> Any:
        from transformers import AutoTokenizer

        self._tokenizer = self._tokenizer or AutoTokenizer.from_pretrained(
            str(self.tokenizer_folder), local_files_only=True
        )
        return self._tokenizer

    def _load(self) -> None:
        self._read()
        if self._model is None:
            self._model = self._built().eval().requires_grad_(False)
        self._model.to(self.device)

    def _built(self) -> Any:
        if self.quantised:
            from generators.causal.int8 import quantised_umt5

            return quantised_umt5(self.folder, self.dtype)
        from transformers import UMT5EncoderModel

        model: Any = UMT5EncoderModel
        return model.from_pretrained(str(self.folder), dtype=self.dtype, local_files_only=True)


class Prompts:
    """An encoder with a memory: the last prompts at hand, all of them on disk, the least used of those go first.

    `rests`: the encoder leaves the card after each prompt that it was asked for.
    """

    def __init__(
        self, encoder: TextEncoder, folder: Path | None = None, kept: int = KEPT, *, rests: bool = False
    ) -> None:
        self.encoder, self.folder, self.kept, self.rests = encoder, folder, kept, rests
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
            if self.rests:
                self.encoder.rest()
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
