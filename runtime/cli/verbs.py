"""The verbs and their flags. Nothing heavy is imported here: help is shown in a blink, work begins inside a verb."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from runtime import __version__
from runtime.errors import UsageError

if TYPE_CHECKING:
    from runtime.cli.order import PlayOrder
    from runtime.commands import TimeLimits
    from runtime.settings import Settings

SLOT_WORDS = ("1", "2", "3", "4", "5", "6", "left")
FIRST = """Diorama plays shows that are generated while they are watched.

  diorama play                 a menu of the shows
  diorama play hello           a first show: one minute
  diorama new my-show          a show of your own to start from
  diorama doctor               what this machine has, and what each missing thing costs
  diorama --help               everything else"""

app = typer.Typer(
    name="diorama",
    help="Shows that are generated while they are watched.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

StoryWord = Annotated[str, typer.Argument(metavar="STORY", help="A story file, its folder, or a bundled show's name.")]
MaybeStory = Annotated[
    str | None,
    typer.Argument(metavar="[STORY]", help="A story file, its folder, or a bundled show's name; none: the menu."),
]
Headless = Annotated[bool, typer.Option("--headless", help="No window and no sound device; takes the default choices.")]
Record = Annotated[
    Path | None,
    typer.Option("--record", metavar="FILE.mp4", help="Perform into a film, as fast as the machine can."),
]
Seconds = Annotated[float | None, typer.Option("--seconds", metavar="S", help="End after S seconds of show.")]
Fullscreen = Annotated[bool, typer.Option("--fullscreen", help="Begin on the full screen.")]
AsJson = Annotated[bool, typer.Option("--json", help="For programs: JSON on standard output.")]
GeneratorName = Annotated[
    str | None,
    typer.Option("--generator", metavar="NAME", help="Who makes the pictures: papertheatre, testcard or module:Class."),
]
SizeWord = Annotated[
    str | None, typer.Option("--size", metavar="WxH", help="Pixels of the generated picture, like 1280x720.")
]
DeviceName = Annotated[
    str | None,
    typer.Option("--device", metavar="cuda|mps|xpu|cpu", help="Where a neural generator works; none: the best."),
]
LoraFiles = Annotated[
    list[Path] | None,
    typer.Option("--lora", metavar="FILE", help="Changes a neural generator's model; can be given more than once."),
]
LanguageTag = Annotated[
    str | None,
    typer.Option("--language", metavar="TAG", help="Captions, choices and voices in this language, like fr."),
]
Seed = Annotated[
    int | None,
    typer.Option("--seed", metavar="N", min=0, max=2**63 - 1, help="The same number gives the same show again."),
]


@app.callback(invoke_without_command=True)
def begin(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
) -> None:
    if version:
        typer.echo(f"diorama {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(FIRST)


@app.command()
def play(
    story: MaybeStory = None,
    generator: GeneratorName = None,
    device: DeviceName = None,
    lora: LoraFiles = None,
    size: SizeWord = None,
    seed: Seed = None,
    language: LanguageTag = None,
    auto: Annotated[bool, typer.Option("--auto", help="Take the default choices.")] = False,
    headless: Headless = False,
    seconds: Seconds = None,
    record: Record = None,
    go_on: Annotated[bool, typer.Option("--continue", help="Go on from the newest save, or from a SLOT.")] = False,
    slot: Annotated[str, typer.Option("--slot", metavar="SLOT", help="--continue: from slot 1 to 6, or left.")] = "",
    code: Annotated[str, typer.Option("--code", metavar="CODE", help="The show of these letters, once more.")] = "",
    fullscreen: Fullscreen = False,
    time_limits: Annotated[
        str | None,
        typer.Option("--time-limits", metavar="x1|x2|x10|off", help="More time for choices, or all the time there is."),
    ] = None,
    mono: Annotated[bool, typer.Option("--mono", help="Both loudspeakers play the same.")] = False,
    text: Annotated[bool, typer.Option("--text", help="As plain text in this terminal, without pictures.")] = False,
) -> int:
    """Play a show; without a story, choose one from the menu."""
    if text:
        films = {
            "--record": record is not None,
            "--headless": headless,
            "--continue": go_on,
            "--code": bool(code),
            "--seconds": seconds is not None,
        }
        return _as_text(story, seed, language, auto, [flag for flag, given in films.items() if given])
    limits = _limits(time_limits)
    flags = {
        "generator": generator, "size": size, "seed": seed, "fullscreen": fullscreen or None, "mono": mono or None,
        "device": device, "lora": lora or None,
    }  # fmt: skip
    settings = _settings(flags)
    _check_taken(settings.generator, device, lora)
    _check_kept(story, code, slot, go_on=go_on, seeded=seed is not None)
    return _perform(
        settings,
        story=story,
        generator=settings.generator,
        size=settings.size,
        seed=settings.seed,
        language=language,
        auto=auto or headless or record is not None,
        headless=headless,
        seconds=_positive(seconds),
        record=_film(record),
        go_on=go_on,
        slot=slot,
        code=code,
        fullscreen=settings.fullscreen,
        time_limits=limits,
    )


@app.command()
def replay(
    save: Annotated[Path, typer.Argument(metavar="SAVE", help="A save: the journal of a show.")],
    story: Annotated[
        str | None, typer.Option("--story", metavar="STORY", help="The story, if it is not where it was.")
    ] = None,
    headless: Headless = False,
    seconds: Seconds = None,
    record: Record = None,
    fullscreen: Fullscreen = False,
) -> int:
    """Show exactly the same show again."""
    return _perform(
        _settings({"fullscreen": fullscreen or None}),
        story=story,
        auto=True,
        headless=headless,
        seconds=_positive(seconds),
        record=_film(record),
        fullscreen=fullscreen,
        save=save,
    )


@app.command()
def new(folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the new show.")]) -> None:
    """Start a show of your own from a small one."""
    from runtime.cli.template import start_show

    path, report = start_show(folder)
    typer.echo(f"{path} is a show of five scenes ({report}).\n")
    typer.echo(f"  diorama play {folder}    plays it")
    typer.echo(f"  diorama check {folder}   says what is wrong after you have changed it")


@app.command()
def doctor() -> None:
    """Say what this machine has, and what each missing thing costs."""
    from runtime.cli.doctor import examine, format_findings

    settings = _settings({})
    typer.echo(format_findings(examine(settings)))


@app.command()
def models(
    what: Annotated[str, typer.Argument(metavar="list|add|remove|check|train", help="What to do.")] = "list",
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Which parts; add: also files and folders of yours.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="add: take licences that allow no commercial use.")] = False,
    frames: Annotated[
        Path | None,
        typer.Option(
            "--frames", metavar="DIR", help="train: pictures or clips, a NAME.txt with a caption beside each."
        ),
    ] = None,
    minutes: Annotated[
        float | None, typer.Option("--minutes", metavar="N", min=0.1, help="train: for so long; 30 by default.")
    ] = None,
) -> int:
    """Bring, look over or take away parts that pip cannot install by name: painting styles, voices, models' weights."""
    from runtime.cli.models import tend, train

    if what.strip().lower() == "train":
        return train(tuple(names or ()), frames, minutes, typer.echo)
    there = sys.stdin is not None and sys.stdin.isatty()
    ask = (lambda _: True) if yes else typer.confirm if there else None
    return tend(what, tuple(names or ()), typer.echo, ask)


MEASURED = "latency|pacing|generator|story|audio|kiosk|daguerreotype|look"


@app.command()
def bench(
    what: Annotated[str, typer.Argument(metavar=MEASURED, help="What to measure.")],
    generator: GeneratorName = None,
    device: DeviceName = None,
    size: SizeWord = None,
    trials: Annotated[
        int | None, typer.Option("--trials", metavar="N", min=1, help="How often; the default is enough for a p99.")
    ] = None,
    look: Annotated[str, typer.Option("--look", metavar="WORDS", help="generator: in this look.")] = "",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="DIR", help="look, audio, daguerreotype: where sheets go.")
    ] = None,
    only: Annotated[
        str, typer.Option("--only", metavar="NAME", help="look, audio: sheets whose name holds this.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Measure this machine: one flat object of figures; `look` makes contact sheets of all that can be drawn."""
    from runtime.cli.bench import contact_sheets, format_figures, measure

    if what == "look":
        if out is None:
            raise UsageError("bench look needs a folder for its sheets: diorama bench look -o DIR")
        for sheet in contact_sheets(out, only):
            typer.echo(sheet)
        return
    if what == "audio" and out is not None:
        from runtime.cli.soundsheets import sound_sheets

        for picture in sound_sheets(out, only):
            typer.echo(picture)
        return
    settings = _settings({"generator": generator, "size": size, "device": device})
    _check_taken(settings.generator, device, None)
    if what == "daguerreotype" and out is not None:
        from runtime.cli.bench import daguerreotype

        typer.echo(format_figures(daguerreotype(settings.generator, trials, out), as_json=as_json))
        return
    figures = measure(what, settings.generator, settings.size, trials, look, settings)
    typer.echo(format_figures(figures, as_json=as_json))


# --- from words to values ---------------------------------------------------------------------------------------------


def _settings(flags: dict[str, Any]) -> Settings:
    """Settings with the flags on top; what could not be used is said in one line."""
    from runtime.settings import read_settings

    settings, notice = read_settings(flags)
    if notice:
        typer.echo(f"diorama: {notice}", err=True)
    return settings


def _perform(settings: Settings, **words: Any) -> int:
    """Check the words that can be checked before anything opens, and hand the order to the stage."""
    from generators import registry
    from runtime.cli.order import PlayOrder
    from runtime.cli.stage import play as perform
    from runtime.errors import GeneratorError

    order: PlayOrder = PlayOrder(**words)
    if ":" in order.generator and str(Path.cwd()) not in sys.path:
        sys.path.append(str(Path.cwd()))  # a person's own generator lies where they are; workers are told, too
    try:
        registry.check(order.generator)
    except registry.GeneratorNotFound as error:
        raise GeneratorError(str(error)) from None
    return perform(order, settings)


def _as_text(story: str | None, seed: int | None, language: str | None, auto: bool, others: list[str]) -> int:
    """A show as plain text."""
    if story is None or others:
        raise UsageError(
            f"--text {f'and {others[0]} do not fit together' if others else 'needs a story'}: diorama play STORY --text"
        )
    from runtime.cli.textplay import play_named

    return play_named(story, seed, language, auto=auto)


def _check_kept(story: str | None, code: str, slot: str, *, go_on: bool, seeded: bool) -> None:
    """UsageError where the words about what was kept do not fit together."""
    if (go_on or code) and story is None:
        flag = "--code CODE" if code else "--continue"
        raise UsageError(f"{flag.split(maxsplit=1)[0]} needs a story: diorama play STORY {flag}")
    if code and (go_on or seeded):
        raise UsageError("--code says seed and choices by itself: leave --seed and --continue out.")
    if slot and (slot not in SLOT_WORDS or not go_on):
        raise UsageError(f"--slot is one of {', '.join(SLOT_WORDS)}: diorama play STORY --continue 2")


def _check_taken(generator: str, device: str | None, lora: list[Path] | None) -> None:
    """UsageError for a flag that the generator has no use for; what settings say of others is left out in silence."""
    from generators import registry

    asked = {"device": device is not None, "loras": bool(lora)}
    for setting, flag, what in (("device", "--device", "no device"), ("loras", "--lora", "no LoRA")):
        if asked[setting] and not registry.takes(generator, setting):
            others = [name for name in registry.BUILT_IN if registry.takes(name, setting) and "random" not in name]
            raise UsageError(f"{flag}: {generator} takes {what}; these do: {', '.join(others)}")
    missing = next((path for path in lora or () if not path.expanduser().is_file()), None)
    if missing is not None:
        raise UsageError(f"--lora: there is no file {missing}")


def _limits(word: str | None) -> TimeLimits | None:
    if word is None:
        return None
    from runtime.commands import TimeLimits

    known = {limit.value: limit for limit in TimeLimits}
    plain = word.strip().lower().replace("×", "x")
    for candidate in (plain, f"x{plain}"):
        if candidate in known:
            return known[candidate]
    from difflib import get_close_matches

    near = get_close_matches(plain, known, n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(f"--time-limits: “{word}” is none of x1, x2, x10, off.{meant}")


def _positive(seconds: float | None) -> float | None:
    if seconds is not None and not (seconds > 0 and math.isfinite(seconds)):
        raise UsageError("--seconds: type a number above 0, like 30")
    return seconds


def _film(path: Path | None) -> Path | None:
    if path is not None and path.suffix.lower() != ".mp4":
        raise UsageError(f"--record: a film is an MP4 file. Did you mean {path.with_suffix('.mp4')}?")
    return path
