"""The engine `espeak`: the program espeak-ng, where it is installed, says lines in a hundred languages.

It is free software under the GPL and runs in a process of its own: it is never imported and never required.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.speech import LONGEST_TEXT, finished, reshaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from runtime.audio.delivery import Delivery

    Wave = NDArray[np.float32]

PROGRAM = "espeak-ng"
INSTALL = "apt install espeak-ng (Debian, Ubuntu), brew install espeak-ng (macOS)"
PATIENCE_S = 15.0
ENGINE_RATE = 22_050
HEAD = 44  # bytes of a WAV file before its samples; the length in it is not true of a pipe
WORDS_A_MINUTE = 150
# Its pitch setting and what it makes of a voice; in between evenly.
SETTINGS, PITCHES = (0, 25, 50, 75, 99), (0.7, 0.82, 1.0, 1.26, 1.6)
VOICE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,3}(?:\+[a-z0-9]{1,12})?")


class EspeakSpeaker:
    """Starts espeak-ng for each line: 20 ms."""

    def say(self, text: str, voice: str, delivery: Delivery) -> Wave:
        """float32 mono at 48 kHz, normalised and trimmed. ValueError for what cannot be said."""
        within = min(PITCHES[-1], max(PITCHES[0], delivery.pitch / delivery.formants))
        setting = round(float(np.interp(within, PITCHES, SETTINGS)))
        speed = round(min(400.0, max(80.0, WORDS_A_MINUTE * delivery.pace / delivery.formants)))
        made = ask(("-v", known(voice), "-p", str(setting), "-s", str(speed), "-z", "--stdout"), sayable(text))
        wave = np.frombuffer(made[HEAD : len(made) // 2 * 2], "<i2").astype(np.float32) / 32768.0
        left = replace(delivery, pitch=delivery.pitch / within)  # what its own setting cannot reach
        return finished([reshaped(wave, ENGINE_RATE, left)], delivery)


def is_there() -> bool:
    return shutil.which(PROGRAM) is not None


def ask(flags: Sequence[str], text: str) -> bytes:
    """What espeak-ng answers; the text goes to its standard input, so that no text is a flag. ValueError."""
    command = [shutil.which(PROGRAM) or PROGRAM, *flags, "--stdin"]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=PATIENCE_S, check=False)
    except subprocess.TimeoutExpired:
        raise ValueError(f"{PROGRAM} did not answer within {PATIENCE_S:.0f} s") from None
    except OSError as problem:
        raise ValueError(f"{PROGRAM} cannot be started ({problem.strerror})") from None
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip().splitlines() or ["it ended without a word"]
        raise ValueError(f"{PROGRAM}: {words[-1][:200]}")
    return done.stdout


def known(voice: str) -> str:
    """A voice's name as the program may be given it: language, country, variant."""
    if not VOICE.fullmatch(voice):
        raise ValueError(f"“{voice[:40]}” is not a language")
    return voice


def sayable(text: str) -> str:
    """Any script, without what no voice says and without what espeak-ng would take for its own notation."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"a line of {len(text)} characters is too long to be said (at most {LONGEST_TEXT})")
    plain = unicodedata.normalize("NFKC", text)
    kept = (char if char.isprintable() and unicodedata.category(char)[0] not in "SC" else " " for char in plain)
    words = " ".join("".join(char if char not in "[]<>{}|~^`_*#\\/" else " " for char in kept).split())
    if not any(char.isalnum() for char in words):
        raise ValueError("there is nothing to be said in it")
    return words
