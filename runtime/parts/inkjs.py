"""The part `inkjs`: the compiler of ink source, as its makers publish it; V8 runs it (`runtime/ink`)."""

from __future__ import annotations

from typing import Final

from runtime.parts.part import Archive, Member, Part

SCRIPT: Final = "ink-full.js"

INKJS: Final = Part(
    name="inkjs",
    purpose="ink source is compiled: diorama play story.ink",
    without="Ink stories play when they are compiled already (story.ink.json).",
    licence="MIT",
    megabytes=1.6,
    archives=(
        Archive(
            url="https://registry.npmjs.org/inkjs/-/inkjs-2.4.0.tgz",
            sha256="100cf088ef2954927c2a107a42f2154e6b1c0dcea00faf7241b27542e5f88622",
            megabytes=1.6,
            members=(
                Member(
                    path="package/dist/ink-full.js",
                    sha256="23d707b76e9b759a25803c193da8e32e04f727dd13a54ed1df8a6a59dd909b9e",
                    file=SCRIPT,
                ),
            ),
        ),
    ),
)
