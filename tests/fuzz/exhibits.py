"""Untrusted files of an exhibition, of what is kept, and of what lies beside a story: how each is mutated and read."""

from __future__ import annotations

import io
import json
import random
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from runtime.errors import ConfigError, DioramaError, LibraryError, SaveError
from tests.fuzz.kind import Kind, good, played, texts
from tests.fuzz.mutators import WORDS, Chance, as_bytes, mutate_bytes, mutate_json, mutate_text

MOMENTS_S = (0.0, 1.8e9, 2_147_483_648.0)  # 1970, 2027, 2038

# --- a kiosk ---------------------------------------------------------------------------------------------------------


def _try_kiosk(data: bytes, folder: Path) -> None:
    """Read the file, and ask of it whatever a kiosk asks."""
    from runtime.kiosk.config import read_config
    from runtime.kiosk.content import folder_of
    from runtime.kiosk.hours import begins_next, is_within
    from runtime.kiosk.house import default_view
    from runtime.kiosk.pin import Door

    file = folder / "kiosk.toml"
    file.write_bytes(data)
    with suppress(ConfigError):
        config = read_config(file)
        for now_s in MOMENTS_S:
            is_within(config.hours.hours, now_s)
            is_within(config.quiet, now_s)
        begins_next(config.hours.hours, MOMENTS_S[1])
        config.rules(menu=True)
        default_view(config, fullscreen=True)
        Door(config.operator.pin)
        assert isinstance(folder_of(config), Path)
        assert config.saves is None or isinstance(config.saves, Path)


def _show(chance: Chance) -> bytes:
    """A folder of a show as a list of [name, text]; some of it is changed, some of it is called something else."""
    files = [
        ["story.fountain", good("story.fountain")],
        ["languages/de.csv", good("table.csv")],
        ["mine.toml", good("look.toml")],
        ["ways.plan", good("story.plan")],
    ]
    for _ in range(chance.randint(1, 2)):
        at = chance.choice((0, 0, 0, 1, 2, 3))
        files[at][1] = mutate_text(chance, files[at][1], good("story.ink"))
    if chance.random() < 0.4:
        chance.choice(files)[0] = chance.choice((*WORDS, "story.fountain", "languages/../x", "voices/a.ogg", ".hidden"))
    return json.dumps(files, ensure_ascii=True).encode()


def _try_show(data: bytes, folder: Path) -> tuple[str, ...]:
    """Drop the folder into a kiosk's: it is copied, looked over, opened, played; or refused in a sentence.

    What is on offer then.
    """
    from runtime.cli.kiosk import look_over
    from runtime.kiosk.config import Config
    from runtime.kiosk.config import Content as Rules
    from runtime.kiosk.content import Content

    shows = folder / "shows"
    _lay_out(json.loads(data), shows / "mine")
    config = Config(stories=str(shows), content=Rules(unrated=True))
    content = Content(config, folder / "cache", look_over, _judged)
    content.look()
    content.look()
    offers = content.arrived() or ()
    for offer in offers:
        offer.synopsis("fr")
        played(offer.told("de"), 3)
    assert all(isinstance(problem, str) and len(problem) < 5000 for problem in content.problems().values())
    shutil.rmtree(shows)
    shutil.rmtree(folder / "cache", ignore_errors=True)
    return tuple(offer.name for offer in offers)


def _lay_out(files: list[list[str]], folder: Path) -> None:
    """Whatever a system lets be called so, and that stays in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files:
        with suppress(OSError, ValueError):
            path = folder / name
            if path.resolve().is_relative_to(folder.resolve()):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode("utf-8", "surrogatepass"))


def _judged(judge: Any, folder: Path, config: Any) -> str:
    """As the process of its own does it, but that a breakdown there is one here."""
    try:
        return str(judge(folder, config))
    except DioramaError as problem:
        return str(problem)


def _recall(chance: Chance) -> bytes:
    return as_bytes(chance, mutate_json(chance, json.dumps({"mine": "0a1b2c", "other": "ffff", "../up": "00"})))


def _try_recall(data: bytes, folder: Path) -> None:
    """What a kiosk remembers of shows that were good."""
    from runtime.kiosk.config import Config
    from runtime.kiosk.content import GOOD, Content

    shows, cache_ = folder / "none", folder / "cache"
    shows.mkdir(exist_ok=True)
    cache_.mkdir(exist_ok=True)
    (cache_ / GOOD).write_bytes(data)
    Content(Config(stories=str(shows)), cache_, lambda *_: "", _judged).look()


def _day(chance: Chance) -> bytes:
    counts = [["visits", "mine", "", 12], ["endings", "mine", "The Door", 4.0], ["open", "", "seconds", 3600.5]]
    return as_bytes(chance, mutate_json(chance, json.dumps({"version": 1, "counts": counts})))


def _try_day(data: bytes, folder: Path) -> None:
    """A day of a curator's counts."""
    from runtime.kiosk.ledger import Ledger
    from runtime.kiosk.statistics import Statistics

    told: list[str] = []
    days = folder / "days"
    days.mkdir(exist_ok=True)
    (days / "2026-11-26.json").write_bytes(data)
    statistics = Statistics("Europe/Paris", lambda: 1.8e9, known=Ledger(days, told.append).read())
    statistics.began("mine", "en")
    assert statistics.csv().startswith("day,")
    shutil.rmtree(days)


# --- what is kept ----------------------------------------------------------------------------------------------------


@cache
def _jpeg() -> bytes:
    import pygame

    from runtime.player.still import jpeg

    picture = pygame.Surface((64, 36), 0, 32)
    picture.fill((200, 30, 90), (10, 5, 30, 20))
    return jpeg(picture, (64, 36), 40_000)


def _kept(chance: Chance) -> bytes:
    """A save with its card, or an album, sealed again after it was changed."""
    from runtime.saves import Card, Save
    from runtime.saves.card import Album
    from runtime.saves.sealed import ALBUM_FORMAT, SAVE_FORMAT, seal
    from tests.fuzz.kinds import _journal

    still = mutate_bytes(chance, _jpeg()) if chance.random() < 0.5 else _jpeg()
    if chance.random() < 0.5:
        album = Album(story="x").with_stills({"a": still, "b": _jpeg()})
        return seal(ALBUM_FORMAT, mutate_json(chance, album.model_dump_json()).encode("utf-8", "surrogatepass"))
    card = Card(heading="STAIRS", node="stairs", played_s=61.5, date="2026-11-26T04:18", still=still)
    save = Save(begin=_journal().begin, commands=_journal().commands, card=card)
    return seal(SAVE_FORMAT, mutate_json(chance, save.model_dump_json()).encode("utf-8", "surrogatepass"))


def _try_kept(data: bytes, _folder: Path) -> None:
    """Read as either, and look at every still."""
    from runtime.cli.keeping import told
    from runtime.player.still import opened
    from runtime.saves import Save
    from runtime.saves.card import Album

    stills: list[bytes] = []
    with suppress(SaveError):
        stills += Album.from_bytes(data).stills.values()
    with suppress(SaveError):
        card = Save.from_bytes(data).card
        if card is not None:
            assert isinstance(told(card, writing=False), str)
            stills.append(card.still)
    for still in stills:
        opened.__wrapped__(still, (160, 90))


def _roll(chance: Chance) -> bytes:
    from tests.fuzz.kinds import _journal

    label = {
        "number": 0, "name": "house", "title": "INT. HOUSE", "frames": 48, "last": False,
        "captions": [{"text": "ANNA: Yes.", "start": 2, "end": 30}], "journal": _journal().to_bytes().decode(),
    }  # fmt: skip
    return as_bytes(chance, mutate_json(chance, json.dumps(label)))


def _try_roll(data: bytes, folder: Path) -> None:
    """An export is taken up again at a roll whose label was changed."""
    from fractions import Fraction

    from runtime.rolls import LABEL, Rolls

    home = folder / "rolls"
    home.mkdir(exist_ok=True)
    (home / LABEL).write_text("{}")
    (home / "00000.json").write_bytes(data)
    (home / "00000.mp4").write_bytes(b"")
    rolls = Rolls(home, (64, 36), Fraction(24), {})
    assert rolls.frames >= 0
    assert rolls.kept is None or rolls.done
    rolls.subtitles()
    rolls.discard()


# --- beside a story --------------------------------------------------------------------------------------------------


@cache
def _workbook() -> dict[str, bytes]:
    """The parts of a translator's workbook."""
    from runtime.story.translation import read_rows
    from runtime.writer.paper.cells import Sheet, to_workbook

    rows = read_rows(good("table.csv"))
    packed = to_workbook([Sheet("de", tuple(rows[0]), tuple(rows))])
    with zipfile.ZipFile(io.BytesIO(packed)) as book:
        return {name: book.read(name) for name in book.namelist()}


def _spoilt_workbook(chance: Chance) -> bytes:
    """One part is changed, and all are packed again; or the packed bytes are changed."""
    parts = dict(_workbook())
    if chance.random() < 0.8:
        name = chance.choice(sorted(parts))
        parts[name] = as_bytes(chance, mutate_text(chance, parts[name].decode().replace("><", ">\n<")))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue() if chance.random() < 0.8 else mutate_bytes(chance, out.getvalue())


def _try_workbook(data: bytes, folder: Path) -> None:
    from runtime.writer.paper.cells import read_cells

    file = folder / "de.xlsx"
    file.write_bytes(data)
    with suppress(LibraryError):
        for row in read_cells(file):
            assert all(isinstance(words, str) for words in row.values())


@cache
def _sounds() -> dict[str, bytes]:
    """A tenth of a second in each form."""
    import numpy as np

    from tests.runtime.audio.soundfiles import write_sound

    wave = np.sin(np.arange(2400) / 9).astype(np.float32) * 0.2
    with tempfile.TemporaryDirectory() as home:
        return {
            ending: write_sound(Path(home) / f"a{ending}", wave, 24_000).read_bytes()
            for ending in (".wav", ".flac", ".opus", ".mp3")
        }


def _sound(chance: Chance) -> bytes:
    """Its ending stands before it, with a zero between."""
    ending = chance.choice(sorted(_sounds()))
    return ending.encode() + b"\0" + mutate_bytes(chance, _sounds()[ending])


def _try_sound(data: bytes, folder: Path) -> None:
    from runtime.audio.recordings import decoded

    ending, _, sound = data.partition(b"\0")
    file = folder / f"a{ending.decode()}"
    file.write_bytes(sound)
    with suppress(ValueError):
        samples = decoded(file, 2, 5.0)
        assert samples.shape[1] == 2
        assert len(samples) <= 5 * 48_000


KINDS: tuple[Kind, ...] = (
    Kind("kiosk", texts("kiosk.toml", "settings.toml"), _try_kiosk, 12),
    Kind("show folder", _show, _try_show, 1),
    Kind("recall", _recall, _try_recall, 8),
    Kind("day of counts", _day, _try_day, 8),
    Kind("slot or album", _kept, _try_kept, 20),
    Kind("roll", _roll, _try_roll, 10),
    Kind("workbook", _spoilt_workbook, _try_workbook, 2),
    Kind("sound", _sound, _try_sound, 8),
)


def good_file(name: str) -> bytes:
    """A file of one of these kinds that nobody has changed."""
    quiet = random.Random(0)
    made: dict[str, Callable[[], bytes]] = {
        "kiosk": lambda: good("kiosk.toml").encode(),
        "recall": lambda: b"{}",
        "day of counts": lambda: b'{"version": 1, "counts": [["visits", "mine", "", 12]]}',
        "sound": lambda: b".wav\0" + _sounds()[".wav"],
    }
    return made[name]() if name in made else next(one for one in KINDS if one.name == name).mutant(quiet)
