"""What a museum wants of its kiosk: a TOML file as frozen values. A mistake is told with its line and what to type."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, ValidationError

from runtime.commands import TimeLimits
from runtime.errors import ConfigError
from runtime.kiosk.hours import Hours, Span, read_spans
from runtime.kiosk.pin import read_hash
from runtime.kiosk.sample import typed_for
from runtime.kiosk.states import LEAST_WARNING_S, Rules
from runtime.settings import Size
from runtime.wordlist import LONGEST_WORD, MOST_WORDS

FILE_LIMIT = 1 << 20  # bytes
SHOWN = 12  # problems told at once
BUNDLED = "bundled"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError) as error:
        raise ValueError(f"the system knows no zone “{name[:40]}”") from error
    return name


def _spans(words: object) -> object:
    return read_spans(words) if isinstance(words, str) else words


def _path(words: str) -> str:
    if "\0" in words:
        raise ValueError("no path has a NUL in it")
    try:
        Path(words).expanduser()
    except RuntimeError:
        raise ValueError(f"the system knows no home “{words[:40]}”") from None
    return words


def _hashed(text: str) -> str:
    try:
        if text:
            read_hash(text)
    except ConfigError as error:
        raise ValueError(str(error)) from None
    return text


def _keys(keys: Mapping[str, str]) -> Mapping[str, str]:
    from runtime.player.keymap import keymap

    return _mapped(keys, keymap(keys, {}).notices)


def _buttons(buttons: Mapping[str, int]) -> Mapping[str, int]:
    from runtime.player.keymap import keymap

    return _mapped(buttons, keymap({}, buttons).notices)


Mapped = TypeVar("Mapped", Mapping[str, str], Mapping[str, int])


def _mapped(table: Mapped, notices: Iterable[str]) -> Mapped:
    """Whoever has two buttons leaves many functions without one; that is no mistake."""
    wrong = [notice.rstrip(".") for notice in notices if " left for " not in notice]
    if wrong:
        raise ValueError("; ".join(wrong[:3]))
    return table


Share = Annotated[float, Field(ge=0, le=1)]
Seconds = Annotated[float, Field(gt=0, le=86_400)]
Spans = Annotated[tuple[Span, ...], BeforeValidator(_spans)]
Where = Annotated[str, AfterValidator(_path)]
Word = Annotated[str, Field(min_length=1, max_length=LONGEST_WORD)]
Tag = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})?$")]


class Part(BaseModel):
    """A table of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Attract(Part):
    volume: Share = 0.15


class Visit(Part):
    """Times in the units of their names."""

    idle_seconds: Annotated[float, Field(ge=10, le=86_400)] = 60
    warning_seconds: Annotated[float, Field(ge=LEAST_WARNING_S, le=600)] = LEAST_WARNING_S
    limit_minutes: Annotated[float, Field(ge=0, le=1440)] = 0
    more_seconds: Annotated[float, Field(ge=LEAST_WARNING_S, le=3600)] = 60
    more_times: Annotated[int, Field(ge=0, le=100)] = 10
    end_card_seconds: Annotated[float, Field(ge=5, le=600)] = 15
    time_limits: TimeLimits = TimeLimits.OFF
    captions: bool = True
    caption_size: Literal["S", "M", "L", "XL"] = "L"
    saves: Where = ""  # a folder; none: nothing of a visit is kept


class Sound(Part):
    volume: Share = 0.6
    most: Share = 0.8
    quiet_hours: Spans = ()
    quiet_most: Share = 0.3
    device: str = "default"


ALL = read_spans("all day")


class Opening(Part):
    zone: Annotated[str, AfterValidator(_zone)] = "UTC"
    monday: Spans = ALL
    tuesday: Spans = ALL
    wednesday: Spans = ALL
    thursday: Spans = ALL
    friday: Spans = ALL
    saturday: Spans = ALL
    sunday: Spans = ALL
    dates: Mapping[date, Spans] = {}

    @property
    def hours(self) -> Hours:
        return Hours(self.zone, tuple(getattr(self, day) for day in DAYS), self.dates)


class Content(Part):
    rating_ceiling: Annotated[int, Field(ge=0, le=99)] = 12
    unrated: bool = False
    themes_refused: tuple[str, ...] = ()
    deny: Annotated[tuple[Word, ...], Field(max_length=MOST_WORDS)] = ()
    allow: Annotated[tuple[Word, ...], Field(max_length=MOST_WORDS)] = ()
    words_file: Where = ""
    checker: str = ""  # none
    look_seconds: Annotated[float, Field(ge=0.2, le=3600)] = 5


Eased = Literal[
    "captions", "caption_size", "volume", "music_volume", "time_limits", "menu_size", "high_contrast", "reduced_motion",
    "self_voicing", "description", "switches", "scan_seconds", "reach",
]  # fmt: skip


class Access(Part):
    """How every visitor finds it, and what each may change until the visit is over."""

    visitors_may: tuple[Eased, ...] = get_args(Eased)
    menu_size: Literal["S", "M", "L", "XL"] = "S"
    high_contrast: bool = False
    reduced_motion: bool = False
    self_voicing: bool = False
    description: bool = False
    reach: bool = False
    switches: Literal["off", "one", "two"] = "off"
    scan_seconds: Annotated[float, Field(ge=0.5, le=10)] = 2.0
    cool_seconds: Annotated[float, Field(ge=0, le=5)] = 0.5
    keys: Annotated[Mapping[str, str], AfterValidator(_keys)] = {}
    buttons: Annotated[Mapping[str, int], AfterValidator(_buttons)] = {}


class Operator(Part):
    """Who may do more than visitors, where, and what is counted for them."""

    pin: Annotated[str, AfterValidator(_hashed)] = ""  # as `diorama kiosk --pin` prints it; none: no operator
    corner: Literal["top-left", "top-right", "bottom-left", "bottom-right"] = "top-left"
    port: Annotated[int, Field(ge=0, le=65_535)] = 0  # of the page; 0: no page
    address: Annotated[str, Field(min_length=1, max_length=253)] = "127.0.0.1"
    statistics: Where = ""  # a folder; none: counts live in memory


class Config(Part):
    """A whole kiosk. `beside`, which the file does not say, is where its paths are seen from."""

    stories: Where = BUNDLED
    shows: tuple[str, ...] = ()
    languages: Annotated[tuple[Tag, ...], Field(min_length=1, max_length=12)] = ("en",)
    words: Where = ""  # a folder with the museum's own words
    generator: Annotated[str, Field(min_length=1)] = "papertheatre"
    size: Size = (1280, 720)
    fullscreen: bool = True
    attract: Attract = Attract()
    visit: Visit = Visit()
    sound: Sound = Sound()
    hours: Opening = Opening()
    content: Content = Content()
    access: Access = Access()
    operator: Operator = Operator()
    _beside: Path = PrivateAttr(default_factory=Path)

    @property
    def beside(self) -> Path:
        return self._beside

    @property
    def quiet(self) -> Hours:
        """When it has to be quieter, each day the same."""
        return Hours(self.hours.zone, (self.sound.quiet_hours,) * 7)

    @property
    def saves(self) -> Path | None:
        return self.beside / Path(self.visit.saves).expanduser() if self.visit.saves else None

    @property
    def statistics(self) -> Path | None:
        """Where counts are kept; None: nowhere."""
        return self.beside / Path(self.operator.statistics).expanduser() if self.operator.statistics else None

    def rules(self, *, menu: bool) -> Rules:
        """The times of a visit; `menu`: there are several shows."""
        visit = self.visit
        return Rules(
            idle_s=visit.idle_seconds,
            warning_s=visit.warning_seconds,
            limit_s=visit.limit_minutes * 60 or None,
            more_s=visit.more_seconds,
            times=visit.more_times,
            end_card_s=visit.end_card_seconds,
            menu=menu,
        )


def read_config(path: Path) -> Config:
    """The kiosk of a file; ConfigError names every line that is wrong and what to type there."""
    text = _read(path)
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path} is no TOML: {error}. A good one: diorama kiosk --init") from None
    try:
        config = Config(**values)
    except ValidationError as error:
        found = [_told(path, text, one["loc"], one["msg"], one["type"]) for one in error.errors()]
        more = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
        raise ConfigError("\n".join((*found[:SHOWN], *more))) from None
    config._beside = path.resolve().parent
    return config


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(FILE_LIMIT).decode()
    except OSError as error:
        why = error.strerror or "it cannot be opened"
        raise ConfigError(f"{path} cannot be read: {why}. Write one: diorama kiosk --init {path}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not text in UTF-8. Write a new one: diorama kiosk --init") from None


def _told(path: Path, text: str, loc: tuple[int | str, ...], message: str, kind: str) -> str:
    """One sentence: file, line, key, what is wrong, what to type."""
    names = [str(part) for part in loc if not isinstance(part, int)]
    tables, plain = _tables(names), message.removeprefix("Value error, ")
    if tables == names:
        tables, plain = tables[:-1], f"it is a table: type [{'.'.join(names)}] on a line of its own"
    key, table = names[len(tables)], ".".join(tables)
    if kind == "extra_forbidden":
        plain = f"there is no such word{_meant(key, tables)}"
    typed = "" if kind == "extra_forbidden" or "type " in plain else typed_for(table, key)
    where = f"[{table}] {key}" if table else key
    return f"{path}:{_line(text, table, key)}: {where}: {plain}.{f' Type: {typed}' if typed else ''}"


def _tables(names: list[str]) -> list[str]:
    """Which of the names are tables."""
    tables: list[str] = []
    part: type[BaseModel] | None = Config
    for name in names:
        inner = part.model_fields[name].annotation if part and name in part.model_fields else None
        if isinstance(inner, type) and issubclass(inner, Part):
            tables, part = [*tables, name], inner
        elif name == "dates" and tables == ["hours"]:
            return ["hours", "dates"]
        else:
            break
    return tables


def _meant(key: str, tables: list[str]) -> str:
    part: Any = Config
    for name in tables:
        part = part.model_fields[name].annotation
    near = get_close_matches(key, part.model_fields, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _line(text: str, table: str, key: str) -> int:
    """The line of a key in its table, else the table's, else the first."""
    at, found = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*\[\s*([A-Za-z0-9_.-]+)\s*\]", line):
            at = head[1]
            found = number if at == table else found
        elif at == table and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", line):
            return number
    return found
