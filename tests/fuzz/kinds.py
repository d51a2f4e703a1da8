"""How each kind of untrusted file is mutated and read. A file that is refused as it should be is no failure."""

from __future__ import annotations

import random
from contextlib import suppress
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from runtime.commands import Back, Begin, Choose, Lengths, Moment, Restart, SetTimeLimits, Skip, TimeLimits
from runtime.course import Course, fast_forward
from runtime.errors import SaveError, StoryError
from runtime.migration import migrate
from runtime.saves import Journal
from runtime.saves.journal import Endings
from runtime.saves.sealed import SAVE_FORMAT, seal
from runtime.story import Story, lint, read_story, write_story
from runtime.story.translation import missing_translations, read_table, translate
from tests.fuzz import exhibits
from tests.fuzz.kind import Kind, good, played, text_of, texts, the_story
from tests.fuzz.mutators import Chance, as_bytes, mutate_bytes, mutate_json, mutate_text
from tests.runtime.story.survival import survive

# --- stories ---------------------------------------------------------------------------------------------------------


def _try_story(data: bytes, _folder: Path) -> None:
    survive(text_of(data))


def _form(chance: Chance) -> bytes:
    return as_bytes(chance, mutate_json(chance, _whole_form()))


@cache
def _whole_form() -> str:
    return the_story().model_dump_json()


def _try_form(data: bytes, _folder: Path) -> None:
    try:
        story = Story.model_validate_json(data)
    except ValidationError:
        return
    write_story(story)
    lint(story)
    if not story.program.report.failed and story.start in story.nodes:
        played(story, 1)


def _try_table(data: bytes, _folder: Path) -> None:
    with suppress(StoryError):
        table = read_table(text_of(data), "de")
        missing_translations(the_story(), table)
        played(translate(the_story(), table), 2)


def _try_plan(data: bytes, _folder: Path) -> None:
    from runtime.story.teller import Interpreter
    from runtime.writer.plans.checking import check_plan
    from runtime.writer.plans.performing import perform
    from runtime.writer.plans.reading import read_plan

    plan = read_plan(text_of(data))
    if not check_plan(plan, the_story()):
        for run in plan.runs:
            perform(the_story(), Interpreter(the_story()), run)


# --- saves -----------------------------------------------------------------------------------------------------------


@cache
def _journal() -> Journal:
    moment = Moment(node="house", visit=1, beat=2, frame=40, stretch=0)
    begin = Begin(
        story=the_story().digest, title="The Weighing House", file="x.fountain", seed=4, viewer={"name": "Ann"}
    )
    done = (
        Lengths(speech_s={"house/1": 2.5}), Skip(at=moment), SetTimeLimits(limits=TimeLimits.X2, at=moment),
        Choose(choice="a-little-less", at=moment), Back(at=moment.model_copy(update={"stretch": 1})),
        Choose(choice="the-true-weight", by="deadline", at=moment.model_copy(update={"stretch": 2})),
        Restart(at=moment),
    )  # fmt: skip
    return Journal(begin=begin).extended(*done)


def _save(chance: Chance) -> bytes:
    """Most are sealed again after their journal was changed, or only the checksum would be tried."""
    if chance.random() < 0.25:
        return mutate_bytes(chance, _journal().to_bytes())
    body = mutate_json(chance, _journal().model_dump_json())
    return seal(SAVE_FORMAT, body.encode("utf-8", "surrogatepass"))


def _try_save(data: bytes, _folder: Path) -> None:
    with suppress(SaveError):
        Endings.from_bytes(data)
    with suppress(SaveError):
        journal = Journal.from_bytes(data)
        begin = journal.begin
        fast_forward(Course.begin(the_story(), begin.seed, begin.viewer), journal.commands, begin.time_limits)
        migrate(Course.begin(the_story(), begin.seed, begin.viewer), journal.commands)
        assert Journal.from_bytes(journal.to_bytes()).to_bytes() == journal.to_bytes()


def _code(chance: Chance) -> bytes:
    """A show code with its checks made good, of a body that was changed; or good letters that were changed."""
    from runtime import showcode

    letters = showcode.code_of(Course.begin(the_story(), 4), _journal().commands)
    if chance.random() < 0.3:
        return as_bytes(chance, mutate_text(chance, letters))
    body = list(showcode._ungrouped(letters.replace("-", ""))[: -showcode.WHOLE_LETTERS])
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(5, len(body))
        body[at : at + chance.randint(0, 2)] = chance.choices(showcode.LETTERS, k=chance.choice((0, 1, 1, 3, 900)))
    whole = "".join(body)
    return showcode._grouped(whole + showcode._whole(whole)).encode()


def _try_code(data: bytes, _folder: Path) -> None:
    from runtime.errors import UsageError
    from runtime.showcode import choices_of, read_code

    with suppress(UsageError):
        code = read_code(text_of(data))
        choices_of(code, Course.begin(the_story(), code.seed))


# --- looks and settings ----------------------------------------------------------------------------------------------


def _try_look(data: bytes, _folder: Path) -> None:
    from generators.papertheatre.looks.lookfile import read_lookfile
    from runtime.director.bible import read_look

    text = text_of(data)
    assert all(fault.line >= 1 and fault.what for fault in read_lookfile(text).faults)
    read_look(f"mine, {text[:300]}", (("mine", text),))


def _try_settings(data: bytes, folder: Path) -> None:
    from runtime.settings import Settings, keep_settings, read_settings

    file = folder / "settings.toml"
    file.write_bytes(data)
    settings, notice = read_settings(file=file)
    assert isinstance(settings, Settings)
    assert "\n" not in notice.strip() or len(notice) < 100_000
    keep_settings({"volume": 0.25, "captions": False}, file)


# --- scripts of other programs ---------------------------------------------------------------------------------------


def _taken(text: str) -> None:
    """Our own reader takes what an import has written."""
    reading = read_story(text)
    assert reading.story is not None, [one.what for one in reading.diagnostics if one.severity == "error"][:3]
    played(reading.story, 7)


def _try_twine(data: bytes, _folder: Path) -> None:
    from runtime.writer.imports.twee import read_twee

    with suppress(StoryError):
        _taken(read_twee([("a.twee", text_of(data))]).text)


def _try_yarn(data: bytes, _folder: Path) -> None:
    from runtime.writer.imports.yarn import read_yarn

    with suppress(StoryError):
        _taken(read_yarn([("a.yarn", text_of(data))]).text)


def _try_ink(data: bytes, _folder: Path) -> None:
    from runtime.writer.imports.ink import read_ink_source

    with suppress(StoryError):
        _taken(read_ink_source([("a.ink", text_of(data))]).text)


def _try_fdx(data: bytes, _folder: Path) -> None:
    from runtime.writer.paper.fdx import import_fdx

    with suppress(StoryError):
        survive(import_fdx(data).text)


def _compiled(chance: Chance) -> bytes:
    return as_bytes(chance, mutate_json(chance, good("compiled.json")))


def _try_compiled(data: bytes, _folder: Path) -> None:
    """What is read of compiled ink here; its player has a process of its own, and limits there."""
    from runtime.ink import is_ink, read_ink

    text = text_of(data)
    if is_ink("a.json", text):
        reading = read_ink(text, "a.json")
        assert reading.story is not None or reading.diagnostics


# --- models ----------------------------------------------------------------------------------------------------------


@cache
def _tensors() -> bytes:
    import numpy as np
    from safetensors.numpy import save

    grown: dict[str, np.ndarray] = {
        "network.a.weight": np.zeros((2, 3), np.float32),
        "decoder.7.conv.weight": np.zeros((3, 2, 1, 1), np.float16),
    }
    return save(grown, {"daguerreotype": '{"shape": "small", "steps": 3}'})


@cache
def _pickled() -> bytes:
    import io

    import torch

    file = io.BytesIO()
    torch.save({"state_dict": {"a.lora_A.weight": torch.zeros(2, 2)}}, file)
    return file.getvalue()


def _weights(chance: Chance) -> bytes:
    return mutate_bytes(chance, _tensors() if chance.random() < 0.7 else _pickled())


def _try_weights(data: bytes, folder: Path) -> None:
    from generators.causal.formats import ModelFileError, read_shapes, read_tensors, recognised
    from generators.daguerreotype.weights import WeightsError, load

    file = folder / "model.safetensors"
    file.write_bytes(data)
    with suppress(ModelFileError):
        read_shapes(file)
        recognised(read_tensors(file))
    with suppress(WeightsError):
        load(file)


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("story", texts("story.fountain", "story.twee", "story.ink"), _try_story, 4),
        Kind("story form", _form, _try_form, 4),
        Kind("plan", texts("story.plan", "story.fountain"), _try_plan, 20),
        Kind("table", texts("table.csv", "story.fountain"), _try_table, 10),
        Kind("save", _save, _try_save, 30),
        Kind("show code", _code, _try_code, 20),
        Kind("look", texts("look.toml", "settings.toml"), _try_look, 30),
        Kind("settings", texts("settings.toml", "look.toml"), _try_settings, 6),
        Kind("twee", texts("story.twee", "story.html"), _try_twine, 3),
        Kind("html", texts("story.html", "story.twee"), _try_twine, 3),
        Kind("yarn", texts("story.yarn", "story.twee"), _try_yarn, 2),
        Kind("ink", texts("story.ink", "story.yarn"), _try_ink, 1),
        Kind("fdx", texts("story.fdx", "story.html"), _try_fdx, 10),
        Kind("compiled ink", _compiled, _try_compiled, 16),
        Kind("weights", _weights, _try_weights, 4, heavy=True),
        *exhibits.KINDS,
    )
}


def chance_of(kind: str, seed: int) -> Chance:
    """The chance that makes one case."""
    return random.Random(f"{kind}:{seed}")


def mutant_of(kind: str, seed: int) -> bytes:
    """The file of one case."""
    return KINDS[kind].mutant(chance_of(kind, seed))
