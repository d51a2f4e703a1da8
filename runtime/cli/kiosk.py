"""`diorama kiosk`: the verb that lets a show run alone, and the composition root of a kiosk."""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runtime.cli.verbs import app
from runtime.errors import LibraryError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from runtime.audio.output import Output
    from runtime.company import StudioFace
    from runtime.kiosk.announcing import Readers, ReadingVoices
    from runtime.kiosk.config import Config
    from runtime.kiosk.loop import KioskLoop
    from runtime.kiosk.operator import Command
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
    words: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="Print what a kiosk says as a table to translate, and end.")
    ] = "",
    pin: Annotated[bool, typer.Option("--pin", help="Ask for the operator's PIN, print its line, and end.")] = False,
    setup: Annotated[
        bool, typer.Option("--setup", help="Say where the files lie that set a machine up, and end.")
    ] = False,
) -> int:
    """Let shows run alone in an exhibition: they attract, receive visitors, and begin again."""
    if pin:
        return _ask_pin()
    if setup:
        from runtime.kiosk.setup import folder

        typer.echo(folder())
        return 0
    if init:
        return _write_sample(file or FILE)
    if words:
        return _print_words(words, file)
    if file is None:
        raise UsageError("a kiosk needs its file: diorama kiosk CONFIG.toml. One to start from: diorama kiosk --init")
    from runtime.kiosk.config import read_config
    from runtime.kiosk.safety import check_safety
    from runtime.kiosk.web.guards import check_operator

    config = read_config(file)
    _use_words(config)
    check_operator(config.operator)
    check_safety(config)
    if check:
        return look_through(config)
    from runtime.settings import read_settings

    settings, notice = read_settings({"generator": config.generator, "size": config.size})
    if notice:
        typer.echo(f"diorama: {notice}", err=True)
    from runtime.cli.caretaker import end

    return end(run_kiosk(config, settings))


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


def _use_words(config: Config) -> None:
    """Before anything is said."""
    from runtime.kiosk.museum import use_words

    if config.words:
        use_words(config.beside / Path(config.words).expanduser())


def _print_words(language: str, file: Path | None) -> int:
    from runtime.kiosk.config import read_config
    from runtime.kiosk.museum import TAG, table_to_fill

    if not TAG.fullmatch(language):
        raise UsageError(f"--words: “{language[:20]}” is no language: type a tag, like pt or zh-Hant")
    if file is not None:
        _use_words(read_config(file))
    typer.echo(table_to_fill(language), nl=False)
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
    from runtime.kiosk.tongues import language_problems, voice_notes

    cache = _cache(config)
    content = Content(config, cache, look_over, lambda judge, folder, config: judge(folder, config))
    content.look()
    offers = content.arrived() or ()
    for offer in offers:
        typer.echo(f"{offer.name}: {offer.told(config.languages[0]).title} ({', '.join(offer.stories)})")
    if not config.operator.pin:
        typer.echo("operator: no PIN, so the corner of the screen does nothing. Set one: diorama kiosk --pin")
    for name, problem in content.problems().items():
        typer.echo(f"{name or 'shows'}: not shown: {problem}", err=True)
    for note in voice_notes(config.languages):
        typer.echo(note)
    unread = language_problems(config.languages, offers)
    for problem in unread:
        typer.echo(problem, err=True)
    return 1 if content.problems() or unread else 0


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


def run_kiosk(config: Config, settings: Settings) -> Command | None:
    """Open the house, and keep it until somebody with a right to it says so; what an operator has said."""
    from runtime.memory import be_frugal, settle

    be_frugal()
    with contextlib.ExitStack() as doors:
        loop = open_kiosk(config, settings, doors)
        settle()
        _end_when_told(loop)
        loop.run()
        return loop.ordered


def open_kiosk(
    config: Config, settings: Settings, doors: contextlib.ExitStack, building: Building | None = None
) -> KioskLoop:
    """A kiosk that only has to run; `doors` sends everybody home."""
    from runtime.audio.output import open_output
    from runtime.cli.caretaker import attend
    from runtime.kiosk.content import Content
    from runtime.kiosk.house import House
    from runtime.kiosk.loop import KioskLoop
    from runtime.kiosk.safety import open_safety
    from runtime.kiosk.tongues import language_problems
    from runtime.kiosk.web.front import open_page
    from runtime.parts import told
    from runtime.player.canvas import Canvas
    from runtime.player.flashguard import field_share
    from runtime.player.window import Window
    from runtime.saves import Saves
    from runtime.studio import Studio

    given = building or Building()
    studio = doors.enter_context(
        contextlib.closing(Studio(config.generator, config.size, settings=told(config.generator, settings), say=_say))
    )
    content = doors.enter_context(contextlib.closing(Content(config, _cache(config), look_over)))
    content.start()
    full = config.fullscreen
    opened = given.window(config.size) if given.window else Window(config.size, fullscreen=full, guarded=True)
    window = doors.enter_context(contextlib.closing(opened))
    greet(window, config, given.wall())
    made = studio.wait_ready(settings.waits.generator_s)
    safety = doors.enter_context(contextlib.closing(open_safety(config, (made.width, made.height))))
    saves = doors.enter_context(contextlib.closing(Saves(config.saves))) if config.saves else None
    hands = doors.enter_context(contextlib.closing(hire_hands(studio, config, settings)))
    hands.keep = saves.submit if saves else hands.keep
    hands.words = safety.words
    sound = given.output() if given.output else open_output(config.sound.device)
    output = doors.enter_context(contextlib.closing(sound))
    notices = partial(_notices, hands, output)
    house = House(config, hands, content, wall=given.wall, notices=notices, safety=safety)
    house.trouble("languages", " ".join(language_problems(config.languages, ())))
    house.readers = doors.enter_context(contextlib.closing(_readers(studio, settings)))
    doors.callback(house.close)
    share = field_share(settings.screen_width_m, settings.viewing_distance_m, window.size[0] / window.size[1])
    loop = KioskLoop(house, window, output, Canvas(window.size, field_share=share))
    attend(loop, studio, content, output, saves, doors)
    open_page(loop, doors, _say)
    output.start()
    return loop


def greet(window: Window | OffscreenWindow, config: Config, wall_s: float) -> None:
    """Something to look at from the first moment; black, where it is closed."""
    from runtime.kiosk.hours import is_set, is_within
    from runtime.kiosk.opening import paint_opening
    from runtime.player.typecase import Typecase

    window.surface.fill((0, 0, 0))
    if is_within(config.hours.hours, wall_s) or not is_set(wall_s):
        paint_opening(window.surface, Typecase(), config.languages[0])
    window.show_pointer(False)
    window.flip()


def _readers(studio: StudioFace, settings: Settings) -> Readers:
    """Who reads a kiosk's screens aloud; nobody is hired before somebody wants to hear them."""
    from runtime.audio.voices import SilentVoices, Voices, Wishes
    from runtime.kiosk.announcing import Readers

    def cast(language: str) -> ReadingVoices:
        wishes = Wishes(language, settings.voice_engine)
        return Voices(studio.format.fps, settings.cache / "voices", wishes) if settings.voices else SilentVoices()

    return Readers(cast)


def hire_hands(studio: StudioFace, config: Config, settings: Settings) -> Stagehands:
    """Those who make shows ready, with voices and sound as the settings have them."""
    from runtime.audio.mixer import Mixer
    from runtime.audio.recordings import OwnSounds
    from runtime.audio.voices import SilentVoices, Voices, Wishes
    from runtime.kiosk.stagehands import Heard, Stagehands
    from runtime.library import recordings_of, sounds_of
    from runtime.soundtrack import Soundtrack

    def cast(story: Story) -> CastVoices:
        wishes = Wishes(story.language, settings.voice_engine, recordings=recordings_of(story))
        fps = studio.format.fps
        return Voices(fps, settings.cache / "voices", wishes) if settings.voices else SilentVoices()

    def score(story: Story, seed: int) -> Heard:
        mixer = Mixer(seed=seed, mono=settings.mono, own=OwnSounds(sounds_of(story)))
        mixer.volume.update(settings.bus_gains)
        return Heard(Soundtrack(mixer), mixer.close, mixer.workshop.prove, mixer.workshop.renew)

    return Stagehands(studio, cast, score, config.generator, config.size, config.visit.time_limits)


def _cache(config: Config) -> Path:
    """Copies of shows lie in the user's cache, by the file's folder, so that two kiosks do not mix."""
    from hashlib import blake2b

    from runtime.settings import read_settings

    name = blake2b(str(config.beside).encode(), digest_size=6).hexdigest()
    return read_settings({}).settings.cache / "kiosk" / name


def _notices(hands: Stagehands, output: Output) -> Iterable[str]:
    return filter(None, (output.notice, *hands.notices()))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _end_when_told(loop: KioskLoop) -> None:
    """A system that stops a service is obeyed at the end of a pass."""

    def end(*_: object) -> None:
        loop.quit = True

    with contextlib.suppress(ValueError):  # not in the main thread: nobody sends signals there
        signal.signal(signal.SIGTERM, end)
