"""`diorama doctor`: what this machine has, and what each missing thing costs.

Every look is fenced: whatever a driver does, the others are still looked at.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from runtime import __version__
from runtime.logbook import logs_folder

if TYPE_CHECKING:
    from runtime.settings import Settings

GPU_PATIENCE_S = 60.0  # torch takes its time on a cold disk
FREE_BYTES = 1 << 30  # films and voices want some room
SHARED_BYTES = 256 << 20  # frames of two generators and the shelf at 1280x720
GPU_QUESTION = """
import torch
if torch.cuda.is_available():
    for n in range(torch.cuda.device_count()):
        p = torch.cuda.get_device_properties(n)
        print(f"{p.name}, {p.total_memory / 2**30:.0f} GiB (CUDA {torch.version.cuda})")
elif torch.backends.mps.is_available():
    print("Apple GPU (MPS)")
"""


@dataclass(frozen=True)
class Finding:
    """One thing: there or missing, and then what that costs and what to do."""

    thing: str
    there: bool
    what: str
    cost: str = ""  # empty: nothing is lost


def examine(settings: Settings) -> list[Finding]:
    """Everything, in the order in which a show needs it."""
    looks: list[Callable[[], Iterator[Finding]]] = [
        _machine,
        _display,
        lambda: _sound(settings.sound),
        _voices,
        _pads,
        _gpu,
        _generators,
        _models,
        _brought,
        _parts,
        _fonts,
        lambda: _folder("saves", settings.saves, "choices are not kept, and films go nowhere"),
        lambda: _folder("cache", settings.cache, "voices are made anew for every show"),
        lambda: _folder("logs", logs_folder(), "nobody can tell later what went wrong"),
        _shared_memory,
        _extras,
    ]
    return [finding for look in looks for finding in _fenced(look)]


def format_findings(findings: list[Finding]) -> str:
    """A line for each thing, and under it what its absence costs."""
    width = max(len(finding.thing) for finding in findings)
    lines = []
    for finding in findings:
        lines.append(f"{'yes' if finding.there else 'no ':3} {finding.thing:<{width}}  {finding.what}")
        if finding.cost:
            lines.append(f"    {'':<{width}}  {finding.cost}")
    lost = sum(1 for finding in findings if finding.cost)
    lines.append("")
    lines.append(
        "A show can be played." if not lost else f"A show can be played; {lost} of these would make it better."
    )
    return "\n".join(lines)


def _fenced(look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    try:
        return list(look())
    except Exception as error:  # a driver or a half-installed package may throw anything
        name = getattr(look, "__name__", "look").strip("_<>")
        return [Finding(name, False, f"could not be looked at ({type(error).__name__}: {error})")]


def _machine() -> Iterator[Finding]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    memory = ""
    if importlib.util.find_spec("psutil"):
        import psutil

        memory = f", {psutil.virtual_memory().total / 2**30:.0f} GiB memory"
    what = f"{__version__}, Python {platform.python_version()}, {platform.platform(terse=True)}, {cores} cores{memory}"
    slow = "two cores keep pictures and sound apart; with one, frames may be late" if cores < 2 else ""
    yield Finding("diorama", True, what, slow)


def _display() -> Iterator[Finding]:
    import pygame

    from runtime.audio.card import hushed_stderr
    from runtime.player.window import display_problem

    with hushed_stderr():
        problem = display_problem()
    if problem:
        yield Finding("display", False, problem, "Shows are performed into films: diorama play STORY --record FILE.mp4")
        return
    driver = pygame.display.get_driver()
    sizes = ", ".join(f"{w}x{h}" for w, h in pygame.display.get_desktop_sizes())
    pygame.display.quit()
    yield Finding("display", True, f"{sizes} (SDL {'.'.join(map(str, pygame.get_sdl_version()))}, driver {driver})")


def _sound(device: str) -> Iterator[Finding]:
    from runtime.audio.card import hushed_stderr
    from runtime.audio.output import open_output

    output = open_output(device)
    output.close()
    if output.notice:
        yield Finding("sound", False, output.notice, "Shows play silent, in perfect time.")
        return
    import sounddevice

    with hushed_stderr():
        version = sounddevice.get_portaudio_version()[1]
    yield Finding("sound", True, f"{output.name} ({version.split(',')[0]})")


def _voices() -> Iterator[Finding]:
    needed = [name for name in ("hibari", "onnxruntime") if importlib.util.find_spec(name) is None]
    if needed:
        install = " ".join("hibari-tts" if name == "hibari" else name for name in needed)
        cost = "Lines are read, not heard, at 160 to 180 words a minute."
        yield Finding("voices", False, f"missing: pip install {install}", cost)
    else:
        yield Finding(
            "voices", True, f"hibari-tts {importlib.metadata.version('hibari-tts')}; its model is in the package"
        )
    yield from _more_voices()


def _more_voices() -> Iterator[Finding]:
    """Engines that a show is better with: a voice for everybody, and other languages."""
    from runtime.audio.engines import is_there

    kokoro = is_there("kokoro", "en")
    what = "kokoro: a voice of their own for everybody" if kokoro else "one voice plays all: diorama models add kokoro"
    yield Finding("casts", kokoro, what)
    others = [name for name, engine in (("Pico", "pico"), ("espeak-ng", "espeak")) if is_there(engine, "fr")]
    spoken = f"{' and '.join(others)} for other languages than English"
    cost = "" if others else "Shows in other languages than English are read, not heard."
    yield Finding("languages", bool(others), spoken if others else "espeak-ng is missing: apt install espeak-ng", cost)


def _pads() -> Iterator[Finding]:
    import pygame

    pygame.joystick.init()
    pads = [pygame.joystick.Joystick(number).get_name() for number in range(pygame.joystick.get_count())]
    pygame.joystick.quit()
    yield Finding(
        "pad", bool(pads), ", ".join(pads) or "none is plugged in; keyboard, mouse and touch reach everything"
    )


def _gpu() -> Iterator[Finding]:
    """Asked in a process of its own: importing torch takes seconds, and a driver may take the process with it."""
    if importlib.util.find_spec("torch") is None:
        yield Finding(
            "GPU", False, "torch is missing: pip install torch", "No neural generator; paper theatre needs none."
        )
        return
    asked = [sys.executable, "-c", GPU_QUESTION]
    try:
        answer = subprocess.run(asked, capture_output=True, text=True, timeout=GPU_PATIENCE_S, check=False)
    except subprocess.TimeoutExpired:
        yield Finding("GPU", False, f"torch did not answer within {GPU_PATIENCE_S:.0f} s")
        return
    torch = importlib.metadata.version("torch")
    if answer.returncode:
        trouble = (answer.stderr.strip().splitlines() or ["it ended without a word"])[-1]
        yield Finding(
            "GPU", False, f"torch {torch} does not start: {trouble}", "No neural generator; paper theatre needs none."
        )
    elif answer.stdout.strip():
        yield Finding("GPU", True, f"{'; '.join(answer.stdout.split(chr(10))).strip('; ')}, torch {torch}")
    else:
        yield Finding(
            "GPU", False, f"torch {torch} finds none", "Paper theatre needs none; neural generators are slow without."
        )


def _generators() -> Iterator[Finding]:
    from generators import registry

    for name in registry.names():
        try:
            registry.check(name)
        except registry.GeneratorNotFound as error:
            yield Finding("generator", False, f"{name}: {error}", "Another generator has to be named.")
        else:
            yield Finding("generator", True, name)


def _models() -> Iterator[Finding]:
    """Weights that lie on this machine; what draws with paper needs none."""
    found = importlib.util.find_spec("hibari")
    folder = Path(found.origin).parent if found and found.origin else None
    models = sorted(folder.rglob("*.onnx")) if folder else []
    size = sum(path.stat().st_size for path in models) / 1e6
    voice = f"voice: {len(models)} files, {size:.0f} MB; " if models else ""
    yield Finding("models", bool(models), f"{voice}paper theatre needs none")


def _brought() -> Iterator[Finding]:
    """What `diorama models` brings."""
    from runtime.parts import PARTS, is_there

    for part in PARTS:
        there = is_there(part)
        if (
            part.weights and not there
        ):  # gigabytes for a card are offered by `diorama models`, and missed by nobody here
            continue
        cost = "" if there else f"{part.without} To have it, type: diorama models add {part.name}"
        yield Finding("brought", there, f"{part.name}: {part.purpose}", cost)


def _parts() -> Iterator[Finding]:
    costs = {
        "skia": ("skia-python", "Paper theatre cannot draw; the test card takes over."),
        "av": ("av", "No films can be recorded."),
        "diffusers": ("diffusers", "No diffusion generators."),
        "transformers": ("transformers", "No diffusion generators."),
        "safetensors": ("safetensors", "No weights can be read."),
    }
    missing = {name: cost for name, cost in costs.items() if importlib.util.find_spec(name) is None}
    for package, cost in missing.values():
        yield Finding("part", False, f"missing: pip install {package}", cost)
    there = [
        f"{package} {importlib.metadata.version(package)}" for n, (package, _) in costs.items() if n not in missing
    ]
    yield Finding("parts", True, ", ".join(there))


def _fonts() -> Iterator[Finding]:
    from runtime.player.typecase import FILES, font_path

    missing = sorted({package for face, (package, _) in FILES.items() if font_path(face) is None})
    if missing:
        install = " ".join(name.replace("_", "-") for name in missing)
        yield Finding("fonts", False, f"missing: pip install {install}", "Captions are set in pygame's own font.")
    else:
        yield Finding("fonts", True, ", ".join(sorted({package.replace("_", " ") for package, _ in FILES.values()})))
    yield from _letters()


def _letters() -> Iterator[Finding]:
    """Letters that the bundled typefaces lack; shows and kiosks in these languages need some of this machine."""
    from runtime.player.foundry import PRINTED, advice, found_face, lacking, shapes
    from runtime.player.typecase import Face, font_path

    first = font_path(Face.SANS)
    for language, sample in PRINTED.items():
        signs = lacking(sample, first)
        face = Path(found_face(first, sample[0], serif=False) or "").stem
        what = f"{language}: missing: {advice(signs)}" if signs else f"{language}: {face}"
        cost = f"Shows and kiosks in {language} would show boxes." if signs else ""
        yield Finding("letters", not signs, what, cost)
    if not shapes():
        what = "pygame was built without HarfBuzz: pip install --force-reinstall pygame-ce"
        yield Finding("letters", False, what, "Arabic letters stand apart, from left to right.")


def _folder(thing: str, folder: Path, cost: str) -> Iterator[Finding]:
    """Whether a folder can be written, or made; nothing is left behind in it."""
    place = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
        free = shutil.disk_usage(place).free
    except OSError as error:
        yield Finding(thing, False, f"{folder} cannot be written ({error.strerror or error})", f"Without it {cost}.")
        return
    little = "Little room is left: a minute of film takes about 20 MB." if free < FREE_BYTES else ""
    yield Finding(thing, True, f"{folder} ({free / 2**30:.0f} GiB free)", little)


def _shared_memory() -> Iterator[Finding]:
    place = Path("/dev/shm")  # noqa: S108  Linux's name for it; other systems have no such limit
    if place.is_dir():
        free = shutil.disk_usage(place).free
        few = "Fewer branches are made ahead. In a container: --shm-size=512m" if free < SHARED_BYTES else ""
        yield Finding("shared memory", not few, f"{free / 2**20:.0f} MiB free", few)


def _extras() -> Iterator[Finding]:
    """The optional parts that this version knows, and which of their packages are missing."""
    extras: dict[str, list[str]] = {}
    try:
        required = importlib.metadata.requires("diorama") or []
    except importlib.metadata.PackageNotFoundError:
        yield Finding("extras", True, "run from a checkout: not installed as a package")
        return
    for requirement in required:
        words, _, marker = requirement.partition(";")
        if "extra ==" in marker:
            extra = marker.split("extra ==")[1].strip().strip("\"'")
            extras.setdefault(extra, []).append(_package(words))
    for extra, packages in sorted(extras.items()):
        missing = [package for package in packages if not _is_installed(package)]
        what = f"[{extra}] pip install 'diorama[{extra}]' (missing: {', '.join(missing)})" if missing else f"[{extra}]"
        yield Finding("extra", not missing, what)


def _package(requirement: str) -> str:
    """The name that a requirement begins with."""
    plain = requirement.strip()
    end = next((at for at, letter in enumerate(plain) if letter in " <>=!~[(@"), len(plain))
    return plain[:end]


def _is_installed(package: str) -> bool:
    try:
        importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True
