"""Which models there are by name: their shape, steps, window and where their weights are looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

WAN_1_3B: Final[Mapping[str, Any]] = {
    "num_attention_heads": 12,
    "attention_head_dim": 128,
    "ffn_dim": 8960,
    "num_layers": 30,
}
WAN_14B: Final[Mapping[str, Any]] = {}  # diffusers' own defaults
TINY: Final[Mapping[str, Any]] = {
    "num_attention_heads": 2,
    "attention_head_dim": 24,
    "text_dim": 16,
    "ffn_dim": 96,
    "num_layers": 2,
}
SHARED: Final = "wan-shared"  # folder of what all Wan models read: text encoder, tokenizer, decoders


@dataclass(frozen=True)
class Preset:
    """One model, as it was distilled."""

    name: str
    shape: Mapping[str, Any]  # of WanTransformer3DModel
    size: tuple[int, int] = (832, 480)  # pixels that it was trained at
    window: int = 12
    sink: int = 3
    steps: tuple[int, ...] = (4, 3, 2)
    levels: tuple[float, ...] | None = None  # unshifted noise levels, when the model has its own
    shift: float = 5.0
    fps: int = 16
    random: bool = False  # weights drawn by chance: for tests and benches
    own: bool = False  # a person's own file, put into the folder of models
    files: Mapping[str, str] = field(default_factory=dict)  # part -> file or folder below the model's folder

    def path(self, folder: Path, part: str) -> Path | None:
        """Where a part lies, by itself or with what all Wan models share; None when the preset has none."""
        if part not in self.files:
            return None
        own, shared = folder / self.name / self.files[part], folder / SHARED / self.files[part]
        return shared if shared.exists() and not own.exists() else own

    def brought_by(self, part: str) -> str:
        """What to type after `diorama models add` for a part that is not there."""
        if not self.own:
            return self.name
        return "PATH" if part == "transformer" else SHARED


_WAN_FILES: Final = {
    "text_encoder": "text_encoder",
    "tokenizer": "tokenizer",
    "tiny": "taew2_1.safetensors",
    "vae": "Wan2.1_VAE.pth",
}
PRESETS: Final[Mapping[str, Preset]] = {
    preset.name: preset
    for preset in (
        Preset(
            "wan-self-forcing",
            WAN_1_3B,
            window=21,
            sink=0,
            files={**_WAN_FILES, "transformer": "self_forcing_dmd.pt"},
        ),
        Preset(
            "wan-longlive",
            WAN_1_3B,
            files={**_WAN_FILES, "transformer": "longlive_base.pt", "lora": "lora.pt"},
        ),
        Preset("wan-1.3b-random", WAN_1_3B, random=True),
        Preset("wan-14b-random", WAN_14B, random=True),
        Preset("wan-tiny-random", TINY, size=(128, 64), window=9, steps=(2, 1), random=True),
    )
}


def preset_of(name: str) -> Preset:
    """The preset of that name, else one for a model of a person's own: it is run as LongLive is."""
    own = Preset(name, WAN_1_3B, own=True, files={**_WAN_FILES, "transformer": "transformer"})
    return PRESETS.get(name, own)
