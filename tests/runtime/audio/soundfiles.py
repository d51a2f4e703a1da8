"""Writes sound files as a writer's own tools would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np

CODECS = {".ogg": "vorbis", ".opus": "libopus", ".wav": "pcm_s16le", ".flac": "flac", ".mp3": "libmp3lame"}


def write_sound(path: Path, wave: np.ndarray, rate: int = 44_100) -> Path:
    """`wave` is float32 (n,) or (n, 2), -1..1."""
    stereo = wave if wave.ndim == 2 else wave[:, None]
    if path.suffix == ".ogg":  # the only encoder for Vorbis that PyAV has knows two channels only
        stereo = np.repeat(stereo, 3 - stereo.shape[1], axis=1)
    layout = "stereo" if stereo.shape[1] == 2 else "mono"
    form = "ogg" if path.suffix == ".opus" else path.suffix[1:]
    with av.open(str(path), "w", format=form) as container:
        stream: Any = container.add_stream(CODECS[path.suffix], rate=rate)
        stream.layout = layout
        stream.codec_context.options = {"strict": "experimental"}
        resampler = av.AudioResampler(stream.format, layout, rate)
        samples = np.round(stereo * 32767.0).astype(np.int16)
        for start in range(0, len(samples), 4096):
            frame = av.AudioFrame.from_ndarray(samples[start : start + 4096].reshape(1, -1), "s16", layout)
            frame.sample_rate, frame.pts = rate, start
            for piece in resampler.resample(frame):
                container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return path


def spoken(seconds: float, rate: int = 44_100, level: float = 0.1, still_s: float = 0.5) -> np.ndarray:
    """Something like speech between two silences: float32 (n,), bursts of a buzz, four a second."""
    count = round(seconds * rate)
    t = np.arange(count) / rate
    buzz = np.sign(np.sin(2 * np.pi * 140 * t)) * np.clip(np.sin(2 * np.pi * 4 * t), 0, 1)
    still = np.zeros(round(still_s * rate))
    return np.concatenate([still, level * buzz, still]).astype(np.float32)
