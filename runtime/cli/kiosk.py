"""`diorama kiosk`: the verb that lets a show run alone, and the composition root of a kiosk."""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runtime.cli.verbs import app
from runtime.errors import LibraryError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from runtime.audio.output import Output
    from runtime.company import StudioFace
    from runtime.kiosk.config import Config
    from runtime.kiosk.loop import KioskLoop
    from runtime.kiosk.stagehands import CastVoices, Heard, Stagehands
    from runtime.player.window import OffscreenWindow, Window
    from runtime.settings import Settings
    from runtime.story import Story

FILE = Path("kiosk.toml")


@app.command()
def kiosk(
    file: Annotated[
        Path | None, typer.Argument(metavar="[CONFIG.toml]", help="What the kiosk shows, to whom, and when.")
    ] = None,
    init: Annotated[bool, typer.Option("--init", help="Write a commented file to start from, and end.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Read the file and look the shows over, and end.")] = False,
    pin: Annotated[bool, typer.Option("--pin", help="Ask for the operator's PIN, print its line, and end.")] = False,
) -> int:
    """Let shows run alone in an exhibition: they attract, receive visitors, and begin again."""
    if pin:
        return _ask_pin()
    if init:
        return _write_sample(file or FILE)
    if file is None:
        raise UsageError("a kiosk needs its file: diorama kiosk CONFIG.toml. One to start from: diorama kiosk --init")
    from runtime.kiosk.config import read_config

    config = read_config(file)
    if check:
        return look_through(config)
    from runtime.settings import read_settings

    settings, notice = read_settings({"generator": config.generator, "size": config.size})
    if notice:
        typer.echo(f"diorama: {notice}", err=True)
    run_kiosk(config, settings)
    return 0


def _write_sample(path: Path) -> int:
    from runtime.kiosk.sample import SAMPLE

    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(SAMPLE)
    except FileExistsError:
        raise UsageError(f"{path} is there already. Name another: diorama kiosk --init OTHER.toml") from None
    except OSError as error:
        raise LibraryError(f"{path} cannot be written: {error.strerror or error}.") from None
    typer.echo(
        f"{path} says what holds; change what you like.\n\n  diorama kiosk {path} --check\n  diorama kiosk {path}"
    )
    return 0


def _ask_pin() -> int:
    """Twice and unseen; what is printed tells nobody what it was."""
    import secrets
    from getpass import getpass

    from runtime.kiosk.pin import hash_pin

    pin = getpass("The operator's PIN, 4 to 12 digits: ")
    line = f'pin = "{hash_pin(pin, secrets.token_bytes(16))}"'
    if getpass("Once more: ") != pin:
        raise UsageError("these were two different PINs. Type both again: diorama kiosk --pin")
    typer.echo("Put this line under [operator] in the kiosk's file:", err=True)
    typer.echo(line)
    return 0


def look_through(config: Config) -> int:
    """Say of each show whether it would be shown; 1 where one would not."""
    from runtime.kiosk.content import Content

    cache = _cache(config)
    content = Content(config, cache, look_over, lambda judge, folder, config: judge(folder, config))
    content.look()
    for offer in content.arrived() or ():
        typer.echo(f"{offer.name}: {offer.told(config.languages[0]).title} ({', '.join(offer.stories)})")
    for name, problem in content.problems().items():
        typer.echo(f"{name or 'shows'}: not shown: {problem}", err=True)
    return 1 if content.problems() else 0


def look_over(folder: Path, config: Config) -> str:
    """What is wrong with a show, whole: its story, what lies beside it, its translations, its rating."""
    from runtime.kiosk.repertoire import refused
    from runtime.writer.check import examine

    examined = examine(str(folder))
    errors = [one for one in examined.findings if one.severity == "error" or one.code == "S604"]
    if errors:
        first = errors[0]
        more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
        return f"{Path(first.place.file).name}:{first.place.line}: {first.what}{more}"
    story = examined.reading.story
    return refused(story, config.content) if story else "its story cannot be read"


@dataclass(frozen=True)
class Building:
    """What a kiosk is given to stand in: a window for a size, sound that keeps time, a clock on the wall.

    None: it opens its own.
    """

    window: Callable[[tuple[int, int]], Window | OffscreenWindow] | None = None
    output: Callable[[], Output] | None = None
    wall: Callable[[], float] = time.time


def run_kiosk(config: Config, settings: Settings) -> None:
    """Open the house, and keep it until somebody with a right to it says so."""
    from runtime.memory import be_frugal

    be_frugal()
    with contextlib.ExitStack() as doors:
        loop = open_kiosk(config, settings, doors)
        _end_when_told(loop)
        loop.run()


def open_kiosk(
    config: Config, settings: Settings, doors: contextlib.ExitStack, building: Building | None = None
) -> KioskLoop:
    """A kiosk that only has to run; `doors` sends everybody home."""
    from runtime.audio.output import open_output
    from runtime.kiosk.content import Content
    from runtime.kiosk.house import House
    from runtime.kiosk.loop import KioskLoop
    from runtime.parts import told
    from runtime.player.canvas import Canvas
    from runtime.player.window import Window
    from runtime.studio import Studio

    given = building or Building()
    studio = doors.enter_context(
        contextlib.closing(Studio(config.generator, config.size, settings=told(config.generator, settings), say=_say))
    )
    content = doors.enter_context(contextlib.closing(Content(config, _cache(config), look_over)))
    content.start()
    opened = given.window(config.size) if given.window else Window(config.size, "Diorama", fullscreen=config.fullscreen)
    window = doors.enter_context(contextlib.closing(opened))
    window.surface.fill((0, 0, 0))
    window.flip()
    studio.wait_ready(settings.waits.generator_s)
    hands = doors.enter_context(contextlib.closing(hire_hands(studio, config, settings, doors)))
    sound = given.output() if given.output else open_output(config.sound.device)
    output = doors.enter_context(contextlib.closing(sound))
    house = House(config, hands, content, wall=given.wall, notices=lambda: _notices(hands, output.notice))
    loop = KioskLoop(house, window, output, Canvas(window.size))
    output.start()
    return loop


def hire_hands(studio: StudioFace, config: Config, settings: Settings, doors: contextlib.ExitStack) -> Stagehands:
    """Those who make shows ready, with voices and sound as the settings have them."""
    from runtime.audio.mixer import Mixer
    from runtime.audio.recordings import OwnSounds
    from runtime.audio.voices import SilentVoices, Voices, Wishes
    from runtime.kiosk.stagehands import Heard, Stagehands
    from runtime.library import recordings_of, sounds_of
    from runtime.saves import Saves
    from runtime.soundtrack import Soundtrack

    def cast(story: Story) -> CastVoices:
        wishes = Wishes(story.language, settings.voice_engine, recordings=recordings_of(story))
        fps = studio.format.fps
        return Voices(fps, settings.cache / "voices", wishes) if settings.voices else SilentVoices()

    def score(story: Story, seed: int) -> Heard:
        mixer = Mixer(seed=seed, mono=settings.mono, own=OwnSounds(sounds_of(story)))
        mixer.volume.update(settings.bus_gains)
        return Heard(Soundtrack(mixer), mixer.close)

    hands = Stagehands(studio, cast, score, config.generator, config.size, config.visit.time_limits)
    if config.saves:
        hands.keep = doors.enter_context(contextlib.closing(Saves(config.saves))).submit
    return hands


def _cache(config: Config) -> Path:
    """Copies of shows lie in the user's cache, by the file's folder, so that two kiosks do not mix."""
    from hashlib import blake2b

    from runtime.settings import read_settings

    name = blake2b(str(config.beside).encode(), digest_size=6).hexdigest()
    return read_settings({}).settings.cache / "kiosk" / name


def _notices(hands: Stagehands, sound: str) -> Iterable[str]:
    return filter(None, (sound, *hands.notices()))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _end_when_told(loop: KioskLoop) -> None:
    """A system that stops a service is obeyed at the end of a pass."""

    def end(*_: object) -> None:
        loop.quit = True

    with contextlib.suppress(ValueError):  # not in the main thread: nobody sends signals there
        signal.signal(signal.SIGTERM, end)
