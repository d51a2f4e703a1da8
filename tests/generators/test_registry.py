"""Names of generators, and what is said when there is none."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

from generators import registry
from generators.testcard import TestCard, open_generator


def test_built_in_names_need_no_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_brought", dict)
    assert registry.find("testcard") is open_generator
    assert set(registry.BUILT_IN) <= set(registry.names())
    assert {"papertheatre", "testcard", "wan-longlive", "sd-turbo"} <= set(registry.names())


def test_a_class_opens_like_a_function() -> None:
    opener = registry.find("generators.testcard:TestCard")
    assert isinstance(opener((64, 64), None), TestCard)  # type: ignore[arg-type]


def test_entry_points_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    point = importlib.metadata.EntryPoint("mine", "generators.testcard:open_generator [extra]", registry.GROUP)
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: [point] if group == registry.GROUP else [])
    assert registry.find("mine") is open_generator
    assert "mine" in registry.names()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("testcart", "did you mean 'testcard'"),
        ("Papertheater", "did you mean 'papertheatre'"),
        ("xyzzy", "There are: "),
        ("", "there is no generator ''"),
        (":", "there is no generator ':'"),
        ("no.such.module:Thing", "no Python module"),
    ],
)
def test_unknown_names_are_explained(name: str, said: str) -> None:
    for look in (registry.find, registry.check):
        with pytest.raises(registry.GeneratorNotFound, match="(?i)" + said.replace(".", r"\.")):
            look(name)


def test_a_module_without_the_attribute() -> None:
    with pytest.raises(registry.GeneratorNotFound, match="has no 'Nothing'"):
        registry.find("generators.testcard:Nothing")
    with pytest.raises(registry.GeneratorNotFound, match="neither a class nor a function"):
        registry.find("generators.testcard:CELLS")


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "needy.py").write_text("import a_package_that_nobody_has\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(registry.GeneratorNotFound, match="needs the Python package 'a_package_that_nobody_has'"):
        registry.find("needy:Thing")


def test_checking_a_name_imports_nothing_heavy() -> None:
    program = (
        "import sys; from generators import registry;"
        "registry.check('papertheatre'); registry.check('sqlite3:connect');"
        "assert not {'sqlite3', 'skia', 'numpy', 'generators.papertheatre'} & set(sys.modules), sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_model_of_one_s_own_is_a_generator_and_never_a_path() -> None:
    registry.check("wan:mine")
    assert registry.own_model("wan:mine") == "mine"
    for name in ("wan:../x", "wan:", "wan:A b", "wan", "other:mine"):
        assert registry.own_model(name) == ""
    with pytest.raises(registry.GeneratorNotFound):
        registry.check("wan:../x")


def test_who_looks_for_weights() -> None:
    looking = [name for name in registry.names() if registry.plays_from_models(name)]
    assert {"wan-longlive", "sd15-lcm"} <= set(looking)
    assert not {"papertheatre", "testcard"} & set(looking)
    assert registry.plays_from_models("wan:mine")
    assert not registry.plays_from_models("no such thing")


def test_who_takes_a_device_and_loras() -> None:
    assert registry.takes("wan-longlive", "loras")
    assert registry.takes("wan:mine", "loras")
    assert registry.takes("sd15-lcm", "device")
    assert not registry.takes("sd15-lcm", "loras")
    assert registry.takes("stripes:Stripes", "device")  # whoever wrote it knows
    for name in ("papertheatre", "testcard", "no such thing"):
        assert not registry.takes(name, "device")
        assert not registry.takes(name, "loras")
