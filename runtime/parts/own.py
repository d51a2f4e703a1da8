"""Weights of one's own: a file or folder is recognised by what it holds, never by its name, and put into the store.

What is a published file under another name goes where that one belongs. Nothing is moved: a link where the disk can,
else a copy.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from runtime.errors import PartError
from runtime.parts import weights
from runtime.parts.inkjs import INKJS, SCRIPT
from runtime.parts.lock import Lock, Pin, read_lock, write_lock
from runtime.parts.part import Part, Placed
from runtime.parts.storeroom import digest_of, folder_of, models_folder

if TYPE_CHECKING:
    from collections.abc import Callable

WAN: Final = "Wan transformer"
LORA: Final = "LoRA"
PLATE: Final = "daguerreotype"
PLATE_GB: Final = 0.8
BESIDES_GB: Final = 17.0  # that a Wan model takes beside its own weights
LONGEST: Final = 40  # letters of a name


class Found(NamedTuple):
    """What a path holds, and the files that are to be had: name in the part's folder -> where it is."""

    kind: str
    files: dict[str, Path]
    published: Part | None = None  # the part of the catalogue that it belongs to


def own_parts() -> list[Part]:
    """The models of one's own in the store."""
    store = models_folder()
    folders = sorted(store.iterdir()) if store.is_dir() else []
    found = []
    for folder in folders:
        with contextlib.suppress(PartError):  # what cannot be read is no part
            lock = read_lock(folder)
            if lock.own:
                found.append(_part(folder.name, lock))
    return found


def add_path(path: Path, say: Callable[[str], None]) -> Part:
    """Put a file or folder into the store; the part that it is, or is a piece of. PartError says what is wrong."""
    say(f"{path}: looked through")
    source = _script_in(path.expanduser())
    digest = digest_of(source) if source.is_file() else ""
    found = _published(source, digest) or _recognised(source)
    part = found.published
    if part is None:
        return _kept(found, source, digest)
    pins = {name: _placed_pin(folder_of(part) / name, file) for name, file in found.files.items()}
    if part.weights:
        write_lock(folder_of(part), read_lock(folder_of(part)).with_pins(pins))
    return part


def _script_in(source: Path) -> Path:
    """A folder as npm unpacks inkjs: the script in it; anything else as it is."""
    script = source / "dist" / SCRIPT
    return script if script.is_file() else source


def _part(name: str, lock: Lock) -> Part:
    size = sum(pin.size for pin in lock.files.values())
    is_wan = lock.own == WAN
    family = {WAN: "wan", PLATE: "daguerreotype"}.get(lock.own)
    memory_gb = {WAN: round(BESIDES_GB + size / 1e9, 1), PLATE: PLATE_GB}.get(lock.own, 0.0)
    return Part(
        name=name,
        purpose=f"your own {lock.own}",
        without="",
        licence="as its maker says",
        megabytes=round(size / 1e6, 1),
        weights=True,
        generator=f"{family}:{name}" if family else "",
        memory_gb=memory_gb,
        needs=(weights.WAN_SHARED,) if is_wan else (),
        placed=tuple(Placed(file=file, sha256=pin.sha256) for file, pin in lock.files.items()),
    )


def _published(source: Path, digest: str) -> Found | None:
    """A file that the catalogue knows by its digest."""
    for part in (*weights.MODELS, INKJS):
        for name, known in part.files.items():
            if digest and known == digest:
                return Found(WAN, {name: source}, part)
    if source.suffix == ".js":
        raise PartError(f"{source}: not the {SCRIPT} of inkjs 2.4.0. To have that, type: diorama models add inkjs")
    return None


def _recognised(source: Path) -> Found:
    """What the file or folder holds, by its keys."""
    from generators.causal.formats import ModelFileError

    try:
        if (source / "unet" / "config.json").is_file():
            return _image(source)
        return _video(source)
    except ModelFileError as problem:
        raise PartError(str(problem)) from None


def _image(folder: Path) -> Found:
    """A folder of Stable Diffusion as diffusers keeps it; which one, by the shape of its prompts' reader."""
    try:
        config = json.loads((folder / "unet" / "config.json").read_text(encoding="utf-8"))
        reads, told = int(config["cross_attention_dim"]), config.get("time_cond_proj_dim")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise PartError(f"{folder}: its unet/config.json cannot be read ({problem}).") from None
    part = {(768, True): weights.SD15_LCM, (1024, False): weights.SD_TURBO}.get((reads, bool(told)))
    if part is None:
        raise PartError(f"{folder}: neither a Stable Diffusion 1.5 taught to be quick (LCM) nor an SD-Turbo.")
    files = {name: folder / name for name in part.files if (folder / name).is_file()}
    lacking = [name for name in part.files if name.startswith(("unet/", "text_encoder/")) and name not in files]
    if lacking:
        raise PartError(f"{folder}: {lacking[0]} is missing.")
    return Found("Stable Diffusion", files, part)


def _video(source: Path) -> Found:
    from generators.causal.formats import Kind, recognised

    folder = next((at for at in (source / "transformer", source) if (at / "config.json").is_file()), None)
    files = sorted(folder.glob("*.safetensors")) if folder else []
    content = _content(source, files)
    found = recognised(content, str(source))
    if found.kind is Kind.WAN and not folder:
        _fitted(found, str(source))
    if found.kind is Kind.WAN:
        inside = {f"transformer/{file.name}": file for file in [*files, *([folder / "config.json"] if folder else [])]}
        return Found(WAN, inside if folder else {"transformer": source})
    if found.kind is Kind.LORA:
        return Found(LORA, {"lora": source})
    raise PartError(f"{source}: a {found.kind}, but not the one that the models here were made with; nothing plays it.")


def _content(source: Path, files: list[Path]) -> Any:
    from generators.causal.formats import ModelFileError, read_tensors

    if not source.is_dir():
        return read_tensors(source)
    if not files:
        raise ModelFileError(f"{source}: a folder without unet/config.json, or config.json and .safetensors files.")
    content: dict[str, Any] = {}
    for file in files:
        content |= read_tensors(file)
    return content


def _fitted(found: Any, name: str) -> None:
    """Every weight has its place in a model of that shape; nothing is copied for it."""
    import torch
    from diffusers import WanTransformer3DModel

    from generators.causal.load import placed
    from generators.causal.rope import RopeInput

    made: Any = WanTransformer3DModel
    with torch.device("meta"):
        model = made(**found.config)
    model.rope = RopeInput()
    placed(model, found.tensors, found, name)


def _kept(found: Found, source: Path, digest: str) -> Part:
    """A part of one's own, under the path's name."""
    name = name_for(source)
    folder = models_folder() / name
    before = read_lock(folder)
    if before.files:
        if digest and digest in {pin.sha256 for pin in before.files.values()}:
            return _part(name, before)
        raise PartError(f"There is another {name} already. To take it away, type: diorama models remove {name}")
    lock = Lock(own=found.kind, files={at: _placed_pin(folder / at, file) for at, file in found.files.items()})
    write_lock(folder, lock)
    return _part(name, lock)


def _placed_pin(target: Path, source: Path) -> Pin:
    """The file at its place in the store."""
    whole = source.resolve()  # the hub's own cache keeps links
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        os.link(whole, fresh)
    except OSError:
        shutil.copyfile(whole, fresh)
    fresh.replace(target)
    return Pin(path=str(whole), size=target.stat().st_size, sha256=digest_of(target))


def name_for(source: Path) -> str:
    """A name that can be typed, and is no other's."""
    plain = re.sub("[^a-z0-9]+", "-", source.resolve().stem.lower()).strip("-")[:LONGEST].strip("-") or "model"
    return f"{plain}-own" if plain in {part.name for part in weights.MODELS} else plain
