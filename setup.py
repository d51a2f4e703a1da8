"""Builds the wheel: the bundled shows of `stories/` travel inside the package `runtime`, looks with theirs."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithStories(build_py):
    """Copies stories/ to runtime/stories/ of the build."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "runtime" / "stories"
            shutil.copytree("stories", target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))


setup(
    cmdclass={"build_py": BuildWithStories},
    package_data={
        "generators.papertheatre": ["meaning.npz"],
        "generators.papertheatre.looks": ["*.toml"],
        "generators.daguerreotype": ["weights/*.safetensors", "MODEL_CARD.md"],
        "runtime.writer.graph": ["*.html", "*.css", "*.js"],
        "runtime.writer.playtest": ["*.css"],
        "runtime.kiosk.setup": ["*"],
        "runtime.kiosk.web": ["*.html", "*.css", "*.js"],
    },
)
