"""What a person has set, once for all shows: defaults, a TOML file, DIORAMA_* of the environment, flags; the last wins.

A broken file never keeps a show from playing: what cannot be used is left out, and one line says so.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from runtime.disk import replace_whole
from runtime.errors import UsageError

LEAST_SIZE = (160, 90)
MOST_SIZE = (3840, 2160)
FILE_LIMIT = 1 << 20  # bytes


def parse_size(words: object) -> object:
    """Width and height in pixels from "1280x720"; ValueError says what to type. Pairs pass unchanged."""
    if not isinstance(words, str):
        return words
    found = re.fullmatch(r"\s*([0-9]{1,5})\s*[xX×*]\s*([0-9]{1,5})\s*", words)
    if not found:
        raise ValueError(f"“{words[:40]}” is not a size: type width x height, like 1280x720")
    return int(found[1]), int(found[2])


def parse_files(words: object) -> object:
    """Paths from one text: of several, as PATH has them. Lists pass unchanged."""
    return [part for part in words.split(os.pathsep) if part] if isinstance(words, str) else words


def _within(size: tuple[int, int]) -> tuple[int, int]:
    if not all(least <= side <= most for least, side, most in zip(LEAST_SIZE, size, MOST_SIZE, strict=True)):
        raise ValueError(f"{size[0]}x{size[1]} is not between 160x90 and 3840x2160")
    return size


def saves_folder() -> Path:
    """Where saves lie if nobody says otherwise: ./saves of a checkout, else the user's data folder."""
    root = Path(__file__).resolve().parent.parent
    if (root / "pyproject.toml").is_file() and (root / "stories").is_dir():
        return root / "saves"
    import platformdirs

    return platformdirs.user_data_path("diorama", appauthor=False) / "saves"


def _cache_folder() -> Path:
    import platformdirs

    return platformdirs.user_cache_path("diorama", appauthor=False)


def _models_folder() -> Path:
    import platformdirs

    return platformdirs.user_data_path("diorama", appauthor=False) / "models"


def settings_file() -> Path:
    """The settings file; DIORAMA_SETTINGS names another one."""
    if named := os.environ.get("DIORAMA_SETTINGS"):
        return Path(named)
    import platformdirs

    return platformdirs.user_config_path("diorama", appauthor=False) / "settings.toml"


Size = Annotated[tuple[int, int], NoDecode, BeforeValidator(parse_size), AfterValidator(_within)]
HomePath = Annotated[Path, AfterValidator(Path.expanduser)]
Files = Annotated[tuple[HomePath, ...], NoDecode, BeforeValidator(parse_files)]
Device = Literal["cuda", "mps", "xpu", "cpu"]
Share = Annotated[float, Field(ge=0, le=1)]


class Waits(BaseModel):
    """How long Diorama waits for its parts before it gives up, in seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    generator_s: Annotated[float, Field(gt=0, le=3600)] = 180.0  # to open: large models load for minutes


class Settings(BaseSettings):
    """Every setting there is. In the environment: DIORAMA_VOLUME, and nested DIORAMA_WAITS__GENERATOR_S."""

    model_config = SettingsConfigDict(
        env_prefix="DIORAMA_", env_nested_delimiter="__", frozen=True, extra="ignore", validate_default=False
    )

    # the show
    generator: Annotated[str, Field(min_length=1)] = "papertheatre"
    generator_settings: dict[str, Any] = {}  # handed to the generator as they are
    device: Device | None = None  # where a neural generator works; None: the best there is
    lora: Files = ()  # files that change a neural generator's model
    size: Size = (1280, 720)  # pixels: width, height of the generated picture
    preroll_mb: Annotated[int, Field(ge=0)] | None = None  # memory for branches made ahead; None: a quarter of the free
    seed: int | None = None  # None: the story's own, else one drawn at each start
    # the viewer
    volume: Annotated[float, Field(ge=0, le=1)] = 0.8
    captions: bool = True
    caption_size: Literal["S", "M", "L", "XL"] = "M"  # 100, 125, 150, 200 %
    time_limits: Literal["x1", "x2", "x10", "off"] = "x1"
    fullscreen: bool = False
    hud_size: Literal["S", "M", "L", "XL"] = "S"  # of everything but captions: 100, 125, 150, 200 %
    high_contrast: bool = False
    reduced_motion: bool = False
    reach: bool = False  # what can be pressed lies in the lower part
    self_voicing: bool = False  # what can be chosen is said aloud
    description: bool = False  # what is seen is said in the gaps between the lines
    switch: Literal["off", "one", "two"] = "off"  # how many switches the viewer steers with
    scan_s: Annotated[float, Field(ge=0.5, le=10)] = 2.0  # with one switch: how long each option has the focus
    keys: dict[str, str] = {}  # function to its keys, as {skip = "k, kp_5"}
    buttons: dict[str, Annotated[int, Field(ge=0)]] = {}  # function to the number of a pad's button
    screen_width_m: Annotated[float, Field(gt=0, le=50)] | None = None  # for the flash guard: None: as at a desk
    viewing_distance_m: Annotated[float, Field(gt=0, le=100)] = 0.6
    # the machine
    sound: str = "default"  # "default", "null" or a device's name
    mono: bool = False  # both loudspeakers play the same
    speech_volume: Share = 1.0  # of each bus, beside the volume of all
    ambience_volume: Share = 1.0
    effects_volume: Share = 1.0
    music_volume: Share = 1.0
    voices: bool = True  # lines are spoken
    voice_engine: Literal["auto", "hibari", "kokoro", "pico", "espeak"] = "auto"  # see runtime/audio/engines.py
    saves: HomePath = Field(default_factory=saves_folder)
    cache: HomePath = Field(default_factory=_cache_folder)  # voices that were made before
    models: HomePath = Field(default_factory=_models_folder)  # weights of neural generators: tens of gigabytes
    waits: Waits = Waits()

    @property
    def bus_gains(self) -> dict[str, float]:
        """What each bus of the mixer is multiplied by: a step sounds the same size everywhere, as with the volume."""
        return {bus: getattr(self, f"{bus}_volume") ** 2 for bus in ("speech", "ambience", "effects", "music")}

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  the names are the library's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """`read_settings` merges the sources itself, so that a bad value can be named with the place it comes from."""
        return (init_settings,)


class Read(NamedTuple):
    """Settings, and one line about what could not be used; empty when all is well."""

    settings: Settings
    notice: str


def read_settings(flags: Mapping[str, Any] | None = None, file: Path | None = None) -> Read:
    """Merge defaults, `file`, environment and `flags` (None: not given). UsageError for a bad flag only."""
    path = file or settings_file()
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    from_file, notices = _from_file(path)
    from_environment, trouble = _from_environment()
    sources = {str(path): from_file, "environment": from_environment}
    notices += trouble
    while True:
        try:
            settings = Settings(**{**from_file, **from_environment, **given})
        except ValidationError as error:
            notices += [_leave_out(one["loc"], one["msg"], given, sources) for one in error.errors()]
        else:
            return Read(settings, " ".join(dict.fromkeys(filter(None, notices))))


def keep_settings(changes: Mapping[str, bool | float | str], file: Path | None = None) -> str:
    """Write top-level settings into the file; comments and other lines stay. A sentence if it cannot be done."""
    path = file or settings_file()
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = _changed(before, changes)
        tomllib.loads(after)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_whole(path, after.encode())
    except (OSError, ValueError, RecursionError) as error:  # a file that is no TOML is left for its owner to mend
        return f"The settings were not kept in {path} ({getattr(error, 'strerror', None) or error})."
    return ""


def _from_file(path: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        if not path.is_file():
            return {}, []
        with path.open("rb") as file:
            values = tomllib.loads(file.read(FILE_LIMIT).decode())
    except (OSError, ValueError, RecursionError) as error:
        return {}, [f"{path} cannot be used ({getattr(error, 'strerror', None) or error}): the defaults stand."]
    unknown = [name for name in values if name not in Settings.model_fields]
    notices = [f"{path}: there is no setting “{name}”{_meant(name)}." for name in unknown]
    return {name: value for name, value in values.items() if name not in unknown}, notices


def _meant(name: str) -> str:
    near = get_close_matches(name, Settings.model_fields, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _from_environment() -> tuple[dict[str, Any], list[str]]:
    try:
        return dict(EnvSettingsSource(Settings)()), []
    except SettingsError as error:
        return {}, [f"The environment's DIORAMA_* cannot be used ({error})."]


def _leave_out(
    loc: tuple[int | str, ...], message: str, given: Mapping[str, Any], sources: Mapping[str, dict[str, Any]]
) -> str:
    """Take the value at `loc` out of whichever source it comes from, and say so."""
    name = str(loc[0])
    plain = message.removeprefix("Value error, ")
    if name in given:
        raise UsageError(f"--{name.replace('_', '-')}: {plain}.")
    for where in reversed(list(sources)):
        values = sources[where]
        if name in values:
            del values[name]
            full = f"DIORAMA_{name.upper()}" if where == "environment" else f"{where}: {name}"
            return f"{full} was not used: {plain}."
    return ""


def _changed(text: str, changes: Mapping[str, bool | float | str]) -> str:
    """TOML with top-level values replaced, or added before the first table."""
    table = re.search(r"(?m)^[ \t]*\[", text)
    top, rest = (text[: table.start()], text[table.start() :]) if table else (text, "")
    for name, value in changes.items():
        line = f"{name} = {_toml(value)}"
        found = re.search(rf"(?m)^[ \t]*{re.escape(name)}[ \t]*=[^#\n]*", top)
        if found:
            ends = found.start() + len(found[0].rstrip(" \t"))
            top = f"{top[: found.start()]}{line}{top[ends:]}"
        else:
            top = f"{top.rstrip()}\n{line}\n".lstrip()
    return f"{top.rstrip()}\n\n{rest}" if rest else top


def _toml(value: bool | float | str) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)
