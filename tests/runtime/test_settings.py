"""Settings: the last source wins, nothing broken keeps a show from playing, and what is kept is found again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from runtime.errors import UsageError
from runtime.parts import told
from runtime.settings import Settings, keep_settings, parse_size, read_settings, saves_folder, settings_file


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    for name in [name for name in os.environ if name.startswith("DIORAMA_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DIORAMA_SETTINGS", str(tmp_path / "settings.toml"))


def write(text: str) -> Path:
    path = settings_file()
    path.write_text(text, encoding="utf-8")
    return path


def test_without_anything_the_defaults_stand() -> None:
    settings, notice = read_settings()
    assert settings == Settings()
    assert notice == ""
    assert settings.size == (1280, 720)


def test_file_then_environment_then_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    write('volume = 0.1\ncaption_size = "L"\ngenerator = "file"\nsize = "640x360"\n')
    monkeypatch.setenv("DIORAMA_CAPTION_SIZE", "XL")
    monkeypatch.setenv("DIORAMA_GENERATOR", "environment")
    settings, notice = read_settings({"generator": "flag", "volume": None})
    assert (settings.volume, settings.caption_size, settings.generator) == (0.1, "XL", "flag")
    assert settings.size == (640, 360)
    assert notice == ""


def test_tables_and_nested_names(monkeypatch: pytest.MonkeyPatch) -> None:
    write("[waits]\ngenerator_s = 7\n\n[generator_settings]\nsteps = 4\n")
    monkeypatch.setenv("DIORAMA_SIZE", "320x180")
    settings, notice = read_settings()
    assert settings.waits.generator_s == 7
    assert settings.generator_settings == {"steps": 4}
    assert settings.size == (320, 180)
    assert notice == ""
    monkeypatch.setenv("DIORAMA_WAITS__GENERATOR_S", "2.5")
    assert read_settings().settings.waits.generator_s == 2.5


@pytest.mark.parametrize("text", ["volume = ", "\x00", "[" * 3000, "a = 1\na = 2"])
def test_a_broken_file_gives_defaults_and_a_notice(text: str) -> None:
    path = write(text)
    settings, notice = read_settings()
    assert settings == Settings()
    assert str(path) in notice
    assert "defaults stand" in notice


def test_a_file_of_other_bytes_or_a_folder_gives_defaults(tmp_path: Path) -> None:
    settings_file().write_bytes(b"\xff\xfe\x00")
    assert "cannot be used" in read_settings().notice
    assert read_settings(file=tmp_path) == (Settings(), "")


def test_one_bad_value_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    path = write('volume = "loud"\ncaptions = false\n')
    monkeypatch.setenv("DIORAMA_SEED", "seven")
    settings, notice = read_settings()
    assert (settings.volume, settings.captions, settings.seed) == (0.8, False, None)
    assert f"{path}: volume was not used" in notice
    assert "DIORAMA_SEED was not used" in notice


def test_a_bad_value_uncovers_the_one_below(monkeypatch: pytest.MonkeyPatch) -> None:
    write("volume = 0.3\n")
    monkeypatch.setenv("DIORAMA_VOLUME", "11")
    settings, notice = read_settings()
    assert settings.volume == 0.3
    assert "DIORAMA_VOLUME" in notice


def test_unknown_names_get_did_you_mean() -> None:
    write("volumne = 0.3\n")
    assert "did you mean volume?" in read_settings().notice


def test_bad_flags_are_the_only_error() -> None:
    with pytest.raises(UsageError, match=r"--volume: .*less than or equal to 1"):
        read_settings({"volume": 3})
    with pytest.raises(UsageError, match="--size: 1x1 is not between"):
        read_settings({"size": "1x1"})


@pytest.mark.parametrize(
    ("words", "size"), [("1280x720", (1280, 720)), (" 640 X 360 ", (640, 360)), ("321×181", (321, 181))]
)
def test_sizes_are_read(words: str, size: tuple[int, int]) -> None:
    assert parse_size(words) == size


@pytest.mark.parametrize("words", ["", "1280", "x", "-1x5", "12x", "999999x2", "1e3x2"])
def test_other_words_are_no_sizes(words: str) -> None:
    with pytest.raises(ValueError, match="like 1280x720"):
        parse_size(words)


def test_what_is_kept_is_found_again_and_comments_stay() -> None:
    path = write("# mine\nvolume = 0.3  # quiet\n\n[waits]\ngenerator_s = 7\nvolume = 9\n")
    assert keep_settings({"volume": 0.5, "captions": False, "caption_size": "L"}) == ""
    text = path.read_text()
    assert text.startswith("# mine\nvolume = 0.5  # quiet\n")
    settings = read_settings().settings
    assert (settings.volume, settings.captions, settings.caption_size) == (0.5, False, "L")
    assert keep_settings({"volume": 0.6}) == ""
    assert read_settings().settings.volume == 0.6
    assert path.read_text().count("volume") == 2


def test_keeping_makes_the_file(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.toml"
    assert keep_settings({"fullscreen": True}, file) == ""
    assert file.read_text() == "fullscreen = true\n"


def test_a_value_with_ten_thousand_blanks_behind_it_is_changed_at_once(tmp_path: Path) -> None:
    """Each blank is looked at once: a file like this took three seconds."""
    file = tmp_path / "settings.toml"
    file.write_text("volume = 0.5" + " " * 200_000 + "x\ncaptions = true  # mine\n")
    assert keep_settings({"volume": 0.25, "captions": False}, file) == ""
    assert file.read_text().splitlines() == ["volume = 0.25", "captions = false  # mine"]


def test_a_file_that_is_no_toml_is_left_alone(tmp_path: Path) -> None:
    path = write("what is this")
    assert "were not kept" in keep_settings({"volume": 0.5})
    assert path.read_text() == "what is this"
    assert "were not kept" in keep_settings({"volume": 0.5}, tmp_path / "settings.toml" / "below")


def test_saves_lie_in_the_checkout_or_where_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert saves_folder() == Path(__file__).resolve().parents[2] / "saves"
    monkeypatch.setenv("DIORAMA_SAVES", str(tmp_path / "elsewhere"))
    assert read_settings().settings.saves == tmp_path / "elsewhere"


def test_each_bus_has_a_volume_of_its_own() -> None:
    write("music_volume = 0.5\nmono = true\nspeech_volume = 7\n")
    settings, notice = read_settings()
    assert settings.bus_gains == {"speech": 1.0, "ambience": 1.0, "effects": 1.0, "music": 0.25}
    assert settings.mono
    assert "speech_volume" in notice


def test_device_and_loras_from_file_environment_and_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    write('device = "cpu"\nlora = ["a.safetensors", "~/b.pt"]\n')
    settings, notice = read_settings()
    assert (settings.device, settings.lora, notice) == ("cpu", (Path("a.safetensors"), Path("~/b.pt").expanduser()), "")
    monkeypatch.setenv("DIORAMA_LORA", os.pathsep.join(["c.pt", "d.pt"]))
    monkeypatch.setenv("DIORAMA_DEVICE", "toaster")
    settings, notice = read_settings()
    assert settings.lora == (Path("c.pt"), Path("d.pt"))
    assert settings.device == "cpu" or settings.device is None
    assert "DIORAMA_DEVICE was not used" in notice
    assert read_settings({"lora": [Path("e.pt")]}).settings.lora == (Path("e.pt"),)
    with pytest.raises(UsageError, match=r"--device: .*'cuda', 'mps', 'xpu' or 'cpu'"):
        read_settings({"device": "toaster"})


def test_a_generator_is_told_what_it_takes() -> None:
    settings = Settings(device="cpu", lora=(Path("a.pt"),), generator_settings={"loras": ["own.pt"], "device": "cuda"})
    wan = told("wan-longlive", settings)
    assert (wan["device"], wan["loras"]) == ("cpu", ["own.pt", "a.pt"])
    assert told("sd15-lcm", settings)["loras"] == ["own.pt"]
    assert told("papertheatre", settings) == settings.generator_settings
    assert "device" not in told("wan-longlive", Settings())


def test_a_file_that_is_nested_without_end_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("a = " + "[" * 5000)
    assert "not kept" in keep_settings({"volume": 0.5}, file)
    assert file.read_text() == "a = " + "[" * 5000
