"""A writer's own sound files: untrusted, so what is read of them is bounded in bytes, length and time.

PyAV decodes them: for lines in the voice process, for all else in a process that lives for one file.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.clock import RATE
from runtime.audio.speech import finished
from runtime.audio.tape import FULL, Recorded, Tape
from runtime.story.sounds import file_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from runtime.audio.delivery import Delivery

DEMUXERS = {".ogg": "ogg", ".oga": "ogg", ".opus": "ogg", ".wav": "wav", ".flac": "flac", ".mp3": "mp3"}
LONGEST_S = {"music": 600.0, "ambience": 90.0, "sfx": 60.0}  # what is longer is cut; ambience then goes round
LONGEST_LINE_S = 150.0
MAX_BYTES = 64_000_000
PATIENCE_S = 60.0
MEMORY_BYTES = 2_000_000_000  # address space of a decoding process
SHORTEST_S = 0.02
_READER = "from runtime.audio.recordings import main; main()"


def decoded(path: Path, channels: int, longest_s: float = LONGEST_S["music"]) -> NDArray[np.int16]:
    """The sound of a file: int16 (n, channels) at 48 kHz. What is longer is cut; ValueError says what is wrong."""
    import av

    demuxer = DEMUXERS.get(path.suffix.lower())
    if demuxer is None:
        raise ValueError(f"a sound file ends in {', '.join(DEMUXERS)}")
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        # Protocol and format are fixed: nothing in the file can make the library open anything else.
        with av.open(f"file:{path}", format=demuxer, options={"protocol_whitelist": "file"}) as container:
            samples = _samples(container, channels, round(longest_s * RATE))
    except (av.FFmpegError, EOFError, MemoryError, OverflowError) as problem:
        raise ValueError(f"it cannot be read as {demuxer} ({getattr(problem, 'strerror', None) or problem})") from None
    if len(samples) < SHORTEST_S * RATE:
        raise ValueError("there is no sound in it")
    return samples


def _samples(container: object, channels: int, most: int) -> NDArray[np.int16]:
    parts, count = [], 0
    for part in _parts(container, channels):
        parts.append(part)
        count += len(part)
        if count >= most:
            break
    return np.concatenate([np.zeros((0, channels), np.int16), *parts])[:most]


def _parts(container: object, channels: int) -> Iterator[NDArray[np.int16]]:
    """What is decoded, resampled, piece by piece; a broken packet in the middle is left out."""
    import av

    streams = container.streams.audio  # type: ignore[attr-defined]
    if not streams:
        raise ValueError("there is no sound in it")
    resampler = av.AudioResampler("s16", "mono" if channels == 1 else "stereo", RATE)
    for packet in container.demux(streams[0]):  # type: ignore[attr-defined]
        try:
            frames = packet.decode()
        except av.InvalidDataError:
            continue
        for frame in frames:
            for piece in resampler.resample(frame):
                yield piece.to_ndarray().reshape(-1, channels).astype(np.int16, copy=False)
    for piece in resampler.resample(None):
        yield piece.to_ndarray().reshape(-1, channels).astype(np.int16, copy=False)


class RecordedSpeaker:
    """The engine `recording`: a line as its writer recorded it; used in the voice process."""

    def say(self, text: str, voice: str, delivery: Delivery) -> NDArray[np.float32]:  # noqa: ARG002  it is recorded
        """float32 mono at 48 kHz, trimmed, as loud as all speech; `voice` is the file. ValueError, OSError."""
        samples = decoded(Path(voice), 1, LONGEST_LINE_S)
        return finished([samples[:, 0].astype(np.float32) / np.float32(FULL)], delivery)


# --- in a process of its own ------------------------------------------------------------------------------------------


def read_apart(path: Path, longest_s: float = LONGEST_S["music"]) -> Tape:
    """The sound of a file, decoded in another process: it may crash or hang there. ValueError, OSError."""
    command = [sys.executable, "-c", _READER, str(path), str(longest_s)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(command, capture_output=True, env=env, timeout=PATIENCE_S, check=False)
    except subprocess.TimeoutExpired:
        raise ValueError(f"it could not be read within {PATIENCE_S:.0f} s") from None
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip().splitlines()
        raise ValueError(words[-1] if words and done.returncode == 1 else "it brought the decoder down")
    return Tape(np.frombuffer(done.stdout, "<i2").reshape(-1, 2), 1.0 / FULL)


def main() -> None:
    """Write the sound of a file to the standard output: int16, stereo, 48 kHz. Arguments: the file, seconds at most."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    try:
        samples = decoded(Path(sys.argv[1]), 2, float(sys.argv[2]))
    except (ValueError, OSError) as problem:
        sys.exit(str(problem))
    sys.stdout.buffer.write(samples.astype("<i2").tobytes())


class OwnSounds:
    """Finds a writer's own sounds for the words of cues. `notice` says of the latest one that cannot be heard why."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files
        self.notice = ""

    def __call__(self, sort: str, words: str) -> Recorded | None:
        name = file_named(words)
        path = self._files.get(name)
        if path is None:
            self.notice = f"There is no sound file {name[:80]} beside the story." if name else self.notice
            return None
        longest_s = LONGEST_S[sort]
        return Recorded(str(path), partial(self._read, name, path, longest_s), _tape_bytes(path, longest_s))

    def _read(self, name: str, path: Path, longest_s: float) -> Tape:
        try:
            return read_apart(path, longest_s)
        except (OSError, ValueError) as problem:
            self.notice = f"The sound file {name[:80]} is not heard: {problem}."
            raise


def _tape_bytes(path: Path, longest_s: float) -> int:
    """About how large the tape of a file will be: compressed sound is a tenth of it."""
    with contextlib.suppress(OSError):
        size = path.stat().st_size
        return min(round(longest_s * RATE * 4), size if path.suffix.lower() == ".wav" else 10 * size)
    return 0
