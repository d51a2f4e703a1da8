"""The kiosk's file: what is written is what holds, and each mistake is told with its line."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from runtime.commands import TimeLimits
from runtime.errors import ConfigError
from runtime.kiosk.config import Config, read_config
from runtime.kiosk.hours import Span
from runtime.kiosk.sample import SAMPLE, typed_for


def written(folder: Path, text: str) -> Path:
    path = folder / "kiosk.toml"
    path.write_text(text, encoding="utf-8")
    return path


def told(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        read_config(written(folder, text))
    return str(caught.value).replace(f"{folder}/", "")


def test_the_sample_says_what_holds_without_it(tmp_path: Path) -> None:
    sample, plain = read_config(written(tmp_path, SAMPLE)), Config()
    assert sample.model_dump() == plain.model_dump()
    assert sample.beside == tmp_path


def test_every_value_is_explained_in_the_sample() -> None:
    for name, field in Config.model_fields.items():
        part = getattr(Config(), name)
        inner = type(part).model_fields if hasattr(type(part), "model_fields") else {}
        assert typed_for("", name) or inner, field
        for key in inner:
            assert typed_for(name, key) or key == "dates"


def test_hours_rules_and_folders(tmp_path: Path) -> None:
    text = """
saves = 3
"""
    assert "kiosk.toml:2: saves: there is no such word" in told(tmp_path, text)
    config = read_config(
        written(
            tmp_path,
            '[hours]\nzone = "Europe/Berlin"\nmonday = "closed"\ntuesday = "10:00-18:00"\n'
            '[hours.dates]\n2026-12-25 = "closed"\n[visit]\nlimit_minutes = 5\nsaves = "kept"\n',
        )
    )
    assert config.hours.hours.week[:2] == ((), (Span(600, 1080),))
    assert config.hours.hours.on(date(2026, 12, 25)) == ()
    assert config.saves == tmp_path / "kept"
    assert (config.rules(menu=True).limit_s, config.rules(menu=True).menu) == (300, True)
    assert Config().rules(menu=False).limit_s is None
    assert Config().saves is None
    assert Config().visit.time_limits is TimeLimits.OFF


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[visit]\n\nwarning_seconds = 5", "kiosk.toml:3: [visit] warning_seconds: Input should be greater than"),
        ("[visit]\nwarning_seconds = 5", "Type: warning_seconds = 20"),
        ("[visit]\nidle = 5", "kiosk.toml:2: [visit] idle: there is no such word"),
        ("[visit]\nidle_secnds = 5", "did you mean idle_seconds?"),
        ("[hours]\nmonday = 'ten to six'", "kiosk.toml:2: [hours] monday: “ten to six” is no span of time: type 10:00"),
        ("[hours.dates]\n2026-12-24 = '10'", "kiosk.toml:2: [hours.dates] 2026-12-24: “10” is no span"),
        ("[hours.dates]\n'christmas' = 'closed'", "kiosk.toml:2: [hours.dates] christmas:"),
        ("[hours]\nzone = 'Berlin'", "the system knows no zone “Berlin”. Type: zone = "),
        ("languages = []", "kiosk.toml:1: languages:"),
        ("languages = ['english']", "kiosk.toml:1: languages:"),
        ("size = 'large'", "kiosk.toml:1: size: “large” is not a size: type width x height"),
        ("visit = 3", "kiosk.toml:1: visit:"),
        ("[sound]\nvolume = 7\nmost = -1", "[sound] most:"),
        ("beside = '/etc'", "kiosk.toml:1: beside:"),
        ("stories = ", "kiosk.toml is no TOML"),
        ("stories = '~nobody-at-all/x'", "kiosk.toml:1: stories: the system knows no home"),
        ("[visit]\nsaves = '~nobody-at-all'", "kiosk.toml:2: [visit] saves: the system knows no home"),
        ('stories = "a\\u0000b"', "no path has a NUL in it"),
    ],
)
def test_a_mistake_names_its_line_and_what_to_type(tmp_path: Path, text: str, sentence: str) -> None:
    assert sentence in told(tmp_path, text)


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Write one: diorama kiosk --init"):
        read_config(tmp_path / "none.toml")
    path = tmp_path / "kiosk.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="not text in UTF-8"):
        read_config(path)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.binary(max_size=60), some.integers(0, len(SAMPLE)))
def test_no_file_ends_in_anything_but_a_sentence(tmp_path: Path, junk: bytes, where: int) -> None:
    data = SAMPLE.encode()
    path = tmp_path / "kiosk.toml"
    path.write_bytes(data[:where] + junk + data[where:])
    with contextlib.suppress(ConfigError):
        assert read_config(path).visit.warning_seconds >= 20
