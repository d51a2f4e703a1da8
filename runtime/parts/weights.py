"""The weights of the neural generators: which published files, whose, under which licence, and where they lie.

Commits and digests are those of the hub, each looked up in several places; a file without a digest belongs to a commit
that is named, and its digest is kept at the first download. Figures of memory are estimates: weights, text encoder,
window and what a pass needs, in half precision.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from runtime.parts.part import Download, Hub, HubFile, Part

_WITHOUT: Final = "Paper theatre plays instead."
_NC: Final = "CC BY-NC-SA 4.0 by its page on the hub: no commercial use (its code: Apache-2.0)"


def _same(files: Mapping[str, str]) -> tuple[HubFile, ...]:
    """Files that keep their names, and their digests."""
    return tuple(HubFile(path=path, file=path, sha256=digest) for path, digest in files.items())


# Wan's UMT5-XXL is published in float32 and, half as big, here: rounded to the bfloat16 that it is run in.
WAN_SHARED: Final = Part(
    name="wan-shared",
    purpose="what all Wan models share: the reader of prompts and two decoders",
    without="No Wan model can play.",
    licence="Apache-2.0 (Wan, UMT5), MIT (TAEHV)",
    megabytes=11_914,
    weights=True,
    hubs=(
        Hub(
            repo="Wan-AI/Wan2.2-TI2V-5B-Diffusers",
            revision="b8fff7315c768468a5333511427288870b2e9635",
            files=_same(
                {
                    "text_encoder/config.json": "a2bcb24699f6c009a2427432bdd483ef8b2b42a712abc9503759cdc77d171f07",
                    "text_encoder/model.safetensors.index.json": (
                        "31c4c7bcce679eaa0dd4667462394ddb013dc2f748e0bffc893dc9146a320dab"
                    ),
                    "text_encoder/model-00001-of-00003.safetensors": (
                        "a8e861969c7433e707cc5a74065d795d36cca07ec96eb6763eb4083df7248f58"
                    ),
                    "text_encoder/model-00002-of-00003.safetensors": (
                        "d57d948ece4837d850b7a859a4415121d57cacf8b9ee1d4db200c67f592902d7"
                    ),
                    "text_encoder/model-00003-of-00003.safetensors": (
                        "0da9ee284e21d1406df708788db1d502d95d75f69faa25cd26151bf8829b7c5f"
                    ),
                    "tokenizer/special_tokens_map.json": (
                        "456b58fd240a06c743a7c2cf8008bec501240d68ebd1fc4018ea569505fea270"
                    ),
                    "tokenizer/spiece.model": "e3909a67b780650b35cf529ac782ad2b6b26e6d1f849d3fbb6a872905f452458",
                    "tokenizer/tokenizer.json": "20a46ac256746594ed7e1e3ef733b83fbc5a6f0922aa7480eda961743de080ef",
                    "tokenizer/tokenizer_config.json": (
                        "1d8d2a216bf8e70ac15b7ddcea566c4dd0433c024b39a58ca5e4c66bd78defbd"
                    ),
                }
            ),
        ),
        Hub(
            repo="Wan-AI/Wan2.1-T2V-1.3B",
            revision="37ec512624d61f7aa208f7ea8140a131f93afc9a",
            files=_same({"Wan2.1_VAE.pth": "38071ab59bd94681c686fa51d75a1968f64e470262043be31f7a094e442fd981"}),
        ),
    ),
    downloads=(
        Download(
            url="https://raw.githubusercontent.com/madebyollin/taehv/1f14a568f24bf8811e0a0ac601613e04fc1581e8/safetensors/taew2_1.safetensors",
            sha256="04766eac0221b5390b985ae3fdcca652cbb4b1e8b82b28ea7ff89dfad1b1a93f",
            megabytes=22.6,
            file="taew2_1.safetensors",
        ),
    ),
)

WAN_SELF_FORCING: Final = Part(
    name="wan-self-forcing",
    purpose="moving pictures from words: Self-Forcing, 832x480 at 16 frames/s",
    without=_WITHOUT,
    licence=_NC,
    commerce=False,
    megabytes=5_676,
    weights=True,
    generator="wan-self-forcing",
    memory_gb=23,
    needs=(WAN_SHARED,),
    hubs=(
        Hub(
            repo="gdhe17/Self-Forcing",
            revision="2f8b779212da279d212c22a509b66ad6552f350e",
            files=(
                HubFile(
                    path="checkpoints/self_forcing_dmd.pt",
                    file="self_forcing_dmd.pt",
                    sha256="a0413986d9734e02c09504e1520f5697ba6df731bb2f0f35577485e9cc8f56a3",
                ),
            ),
        ),
    ),
)

WAN_LONGLIVE: Final = Part(
    name="wan-longlive",
    purpose="moving pictures from words that change on the way: LongLive, 832x480 at 16 frames/s",
    without=_WITHOUT,
    licence=_NC,
    commerce=False,
    megabytes=8_476,
    weights=True,
    generator="wan-longlive",
    memory_gb=20,
    needs=(WAN_SHARED,),
    hubs=(
        Hub(
            repo="Efficient-Large-Model/LongLive-1.3B",
            revision="cda9138d93872ef109d9a74c270184eb3a5acc6e",
            files=(
                HubFile(
                    path="models/longlive_base.pt",
                    file="longlive_base.pt",
                    sha256="10a2aa8fcf89c77d9033f4c117405412a690e289625766619d293f0c5a208ee7",
                ),
                HubFile(
                    path="models/lora.pt",
                    file="lora.pt",
                    sha256="c4e43b87d62d4b0614b496773639f1ab170a7ee486dc23407901e9d3a5ebc07a",
                ),
            ),
        ),
    ),
)

_TAESD: Final = Hub(
    repo="madebyollin/taesd",
    revision="614f76814bbe30edbe2e627ace1c2234c81a2c0e",
    files=(
        HubFile(
            path="config.json",
            file="vae_tiny/config.json",
            sha256="3ebefd1aa96ac474cc6430fe6ea81febccf7ee82461715691ee9315c884adeef",
        ),
        HubFile(
            path="diffusion_pytorch_model.safetensors",
            file="vae_tiny/diffusion_pytorch_model.safetensors",
            sha256="db169d69145ec4ff064e49d99c95fa05d3eb04ee453de35824a6d0f325513549",
        ),
    ),
)
_TOKENIZER: Final = ("merges.txt", "special_tokens_map.json", "tokenizer_config.json", "vocab.json")
_MODULES: Final = {
    "text_encoder": "model",
    "unet": "diffusion_pytorch_model",
    "vae": "diffusion_pytorch_model",
}


def _diffusers(half: str = "") -> tuple[HubFile, ...]:
    """The files of a Stable Diffusion that are loaded; `half`: ".fp16" where half precision is published by itself."""
    plain = [f"tokenizer/{name}" for name in _TOKENIZER] + [f"{folder}/config.json" for folder in _MODULES]
    heavy = [(f"{at}/{name}{half}.safetensors", f"{at}/{name}.safetensors") for at, name in _MODULES.items()]
    return tuple(HubFile(path=path, file=file) for path, file in [*((name, name) for name in plain), *heavy])


SD15_LCM: Final = Part(
    name="sd15-lcm",
    purpose="paper theatre painted over, picture by picture: Stable Diffusion 1.5 in four steps",
    without=_WITHOUT,
    licence="MIT (LCM Dreamshaper v7), CreativeML OpenRAIL-M (what it was taught from), MIT (TAESD)",
    megabytes=4_280,
    weights=True,
    generator="sd15-lcm",
    memory_gb=4,
    hubs=(
        Hub(
            repo="SimianLuo/LCM_Dreamshaper_v7",
            revision="a85df6a8bd976cdd08b4fd8f3b73f229c9e54df5",
            files=_diffusers(),
        ),
        _TAESD,
    ),
)

SD_TURBO: Final = Part(
    name="sd-turbo",
    purpose="paper theatre painted over, picture by picture: SD-Turbo in one step",
    without=_WITHOUT,
    licence="Stability AI community licence: commercial use only by its terms, see https://stability.ai/license",
    commerce=False,
    megabytes=2_600,
    weights=True,
    generator="sd-turbo",
    memory_gb=4,
    hubs=(
        Hub(
            repo="stabilityai/sd-turbo",
            revision="b261bac6fd2cf515557d5d0707481eafa0485ec2",
            files=_diffusers(".fp16"),
        ),
        _TAESD,
    ),
)

MODELS: Final = (WAN_LONGLIVE, WAN_SELF_FORCING, SD15_LCM, SD_TURBO, WAN_SHARED)
