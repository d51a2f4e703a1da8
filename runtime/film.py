"""The film: pictures, sound and captions in one MP4 file (H.264, AAC, timed text).

Encoding runs in a thread of its own behind a bounded queue, and a file appears under its name only when it is whole.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from errno import EISDIR
from fractions import Fraction
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self

import av
import numpy as np
from av.codec.context import ThreadType
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, VideoReformatter

from runtime.errors import DeviceError

if TYPE_CHECKING:
    import numpy.typing as npt
    from av.subtitles.stream import SubtitleStream

    Sound = Literal["aac", "flac"]
    Pixels = npt.NDArray[np.uint8]
    Job = Callable[[], None]

RATE = 48_000  # Hz
# Measured on 1280x720 of paper theatre, one core: superfast 150 frames/s and 2.1 Mbit/s, veryfast 107 frames/s and
# 0.9 Mbit/s at 48 dB, faster 62 frames/s and 1.0 Mbit/s.
PRESET, QUALITY = "veryfast", 21  # x264's preset and crf
THREADS = 2  # of x264, a frame each: slices cost quality
KEYFRAME_S = 4  # at most from one point that can be jumped to, to the next
SOUND_BITS = 160_000  # per second
MUXER = {"movflags": "faststart", "max_interleave_delta": "2000000"}  # microseconds that a packet waits for others
QUEUED = 8  # jobs: some four pictures with their sound
MS = Fraction(1, 1000)
TEXT_BYTES = 4096  # of one caption
LANGUAGES = {"de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "ja": "jpn", "nl": "nld", "pt": "por"}
_SOUNDS: tuple[Sound, Sound] = ("aac", "flac")
TEXT_STYLE = """[Script Info]
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {height}

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,{size},&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,0

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


class SurfaceFace(Protocol):
    """What is needed of a pygame surface of 32 bits."""

    def get_view(self, kind: Any = "2", /) -> Any: ...

    def get_masks(self) -> tuple[int, int, int, int]: ...


class Film:
    """One film on its way to a file. All calls from one thread; `with` closes it, or abandons it after an error.

    `size` is width and height in pixels; odd ones are made even by doubling the last column or row.
    """

    def __init__(
        self, path: str | Path, size: tuple[int, int], fps: Fraction,
        *, captions: bool = True, title: str = "", language: str = "en", lossless: bool = False,
    ) -> None:  # fmt: skip
        self.path = Path(path)
        self.size, self.fps = size, Fraction(fps)
        self.frames = 0  # pictures added
        self.captions = 0  # captions added
        self._part = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        self._problem: Exception | None = None
        self._over = self._dropped = False
        self._free: deque[Pixels] = deque()  # picture buffers to be filled again
        self._jobs: Queue[Job | None] = Queue(QUEUED)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self.path.is_dir():
                raise IsADirectoryError(EISDIR, "It is a folder")
            tongue, sound = LANGUAGES.get(language, "und"), _SOUNDS[lossless]
            self._reel = Reel(self._part, _even(size), self.fps, title, tongue, text=captions, sound=sound)
        except OSError as problem:
            self._remove()
            raise self._failure(problem) from problem
        self._text = Text(self._reel.caption) if captions else None
        self._thread = threading.Thread(target=self._encode, name="film", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()

    def add_picture(self, picture: Pixels | SurfaceFace) -> None:
        """The next frame: uint8 (height, width, rgb), or a pygame surface of 32 bits; it is copied."""
        buffer = self._free.popleft() if self._free else _blank(_even(self.size))
        layout = _fill(buffer, picture, self.size)
        self.frames += 1
        self._give(lambda: self._picture(buffer, layout))

    def add_sound(self, sound: npt.NDArray[np.float32]) -> None:
        """The next samples: float32 (samples, 2), -1..1, at 48 kHz. The first is heard with the first picture."""
        planes = np.ascontiguousarray(sound.T, np.float32)
        self._give(lambda: self._reel.sound(planes))

    def add_caption(self, text: str, start_s: float, end_s: float) -> None:
        """A caption from `start_s` to `end_s` of the film. One at a time: what overlaps the one before begins later."""
        track = self._text
        if track is None:
            return
        self.captions += 1
        self._give(lambda: track.add(text, round(start_s * 1000), round(end_s * 1000)))

    def close(self) -> None:
        """Finish the file and give it its name. A film without a picture leaves no file."""
        if self._over:
            return
        try:
            if self.frames == 0:
                self.abandon()
                return
            self._give(self._finish)
            self._end()
        except BaseException:
            self.abandon()
            raise

    def break_off(self) -> None:
        """Whoever performs was asked to stop: a shorter film."""
        self.close()

    def abandon(self) -> None:
        """Leave nothing behind. A film that was closed stays."""
        if self._over:
            return
        self._over = self._dropped = True
        self._stop()
        with suppress(OSError):
            self._reel.close()
        self._remove()

    def _give(self, job: Job) -> None:
        """Queue a job; waits while the queue is full."""
        if self._over:
            raise DeviceError(f"The film {self.path} is closed already; make a new one.")
        self._check()
        self._jobs.put(job)

    def _check(self) -> None:
        if self._problem is not None:
            problem = self._problem
            self.abandon()
            raise self._failure(problem) from problem

    def _end(self) -> None:
        self._stop()
        self._check()
        try:
            self._part.replace(self.path)
        except OSError as problem:
            raise self._failure(problem) from problem
        self._over = True

    def _stop(self) -> None:
        if self._thread.is_alive():
            self._jobs.put(None)
            self._thread.join()

    def _remove(self) -> None:
        with suppress(OSError):
            self._part.unlink(missing_ok=True)

    def _failure(self, problem: Exception) -> DeviceError:
        why = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
        return DeviceError(f"The film {self.path} cannot be written ({why}). Make room, or choose another place.")

    # --- in the film's own thread ------------------------------------------------------------------------------------

    def _encode(self) -> None:
        """Do job after job. After a problem the rest is taken and dropped, so that nobody waits for a full queue."""
        while (job := self._jobs.get()) is not None:
            if self._problem is None and not self._dropped:
                try:
                    job()
                except Exception as problem:  # whatever a codec throws is for whoever adds the next picture
                    self._problem = problem

    def _picture(self, buffer: Pixels, layout: str) -> None:
        self._reel.picture(buffer, layout)
        self._free.append(buffer)

    def _finish(self) -> None:
        if self._text is not None:
            self._text.end(round(self.frames / self.fps * 1000))
        self._reel.finish()


class Reel:
    """The file with its streams and encoders. Packets go out in the order in which they are made."""

    def __init__(
        self, path: Path, size: tuple[int, int], fps: Fraction, title: str, language: str, *, text: bool, sound: Sound
    ) -> None:
        self._file = av.open(str(path), "w", format="mp4", options=MUXER)
        self._file.metadata["title"] = title
        self._picture = _picture_stream(self._file, size, fps)
        self._sound = sound_stream(self._file, sound)
        self._text = text_stream(self._file, size) if text else None
        for stream in (self._sound, self._text):
            if stream is not None:
                stream.metadata["language"] = language
        self._resampler = av.AudioResampler(self._sound.format.name, "stereo", RATE)
        self._converter = VideoReformatter()
        self._fps = fps
        self._frames = self._samples = 0

    def picture(self, pixels: Pixels, layout: str) -> None:
        """Encode uint8 (height, width, 4)."""
        given = av.VideoFrame.from_numpy_buffer(pixels, layout)
        frame = self._converter.reformat(
            given, format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG, threads=1
        )
        frame.pts, frame.time_base = self._frames, 1 / self._fps
        self._frames += 1
        self._file.mux(self._picture.encode(frame))

    def sound(self, planes: npt.NDArray[np.float32]) -> None:
        """Encode float32 (2, samples)."""
        frame = av.AudioFrame.from_ndarray(planes, "fltp", "stereo")
        frame.rate, frame.pts, frame.time_base = RATE, self._samples, Fraction(1, RATE)
        self._samples += planes.shape[1]
        for ready in self._resampler.resample(frame):
            self._file.mux(self._sound.encode(ready))

    def caption(self, text: str, start_ms: int, end_ms: int) -> None:
        """One caption. The muxer fills the gaps with empty ones."""
        assert self._text is not None
        self._file.mux(text_packet(self._text, text, start_ms, end_ms))

    def finish(self) -> None:
        """Flush the encoders and write the index."""
        self._file.mux(self._picture.encode(None))
        if self._samples:
            self._file.mux(self._sound.encode(None))
        self.close()

    def close(self) -> None:
        self._file.close()


class Text:
    """The captions in order, none over another."""

    def __init__(self, write: Callable[[str, int, int], None]) -> None:
        self._write = write
        self._end_ms = 0

    def add(self, text: str, start_ms: int, end_ms: int) -> None:
        start_ms = max(start_ms, self._end_ms)
        if end_ms > start_ms:
            self._write(text, start_ms, end_ms)
            self._end_ms = end_ms

    def end(self, end_ms: int) -> None:
        """Nothing is said up to the end of the film; without this, a track of no captions would not be there."""
        self.add("", self._end_ms, end_ms)


def _picture_stream(file: av.container.OutputContainer, size: tuple[int, int], fps: Fraction) -> av.VideoStream:
    """H.264 in the colours of BT.709."""
    stream = file.add_stream("libx264", rate=fps, options={"preset": PRESET, "crf": str(QUALITY)})
    codec = stream.codec_context
    codec.width, codec.height = size
    codec.pix_fmt = "yuv420p"
    codec.thread_count, codec.thread_type = THREADS, ThreadType.FRAME
    codec.gop_size = round(KEYFRAME_S * fps)
    codec.colorspace, codec.color_range = Colorspace.ITU709, ColorRange.MPEG
    codec.color_primaries, codec.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
    return stream


def sound_stream(file: av.container.OutputContainer, codec: Sound = "aac") -> av.AudioStream:
    """Stereo at 48 kHz; "flac" keeps every sample."""
    if codec == "flac":
        return file.add_stream("flac", rate=RATE, layout="stereo")
    return file.add_stream("aac", rate=RATE, layout="stereo", bit_rate=SOUND_BITS)


def text_packet(stream: SubtitleStream, text: str, start_ms: int, end_ms: int) -> av.Packet[Any]:
    """A timed-text sample: two bytes of length, then UTF-8."""
    words = text.encode()[:TEXT_BYTES].decode(errors="ignore").encode()
    packet = av.Packet(len(words).to_bytes(2, "big") + words)
    packet.stream, packet.time_base = stream, MS
    packet.pts = packet.dts = start_ms
    packet.duration = end_ms - start_ms
    packet.is_keyframe = True
    return packet


def text_stream(file: av.container.OutputContainer, size: tuple[int, int]) -> SubtitleStream:
    """Timed text, set small at the foot of the picture."""
    stream = file.add_stream("mov_text")
    style = TEXT_STYLE.format(width=size[0], height=size[1], size=max(8, size[1] // 20))
    stream.codec_context.subtitle_header = style.encode()
    stream.codec_context.time_base = stream.time_base = MS
    return stream


def _even(size: tuple[int, int]) -> tuple[int, int]:
    """Chroma is kept for two by two pixels."""
    return size[0] + size[0] % 2, size[1] + size[1] % 2


def _blank(size: tuple[int, int]) -> Pixels:
    return np.zeros((size[1], size[0], 4), np.uint8)


def _fill(buffer: Pixels, picture: Pixels | SurfaceFace, size: tuple[int, int]) -> str:
    """Copy a picture into a buffer, uint8 (height, width, 4); says in which order the channels lie there."""
    w, h = size
    layout = "rgba"
    if isinstance(picture, np.ndarray):
        _fit(picture.shape[1::-1], size)
        buffer[:h, :w, :3] = picture
    else:
        columns = np.asarray(picture.get_view("2"))  # uint32 (width, height)
        _fit(columns.shape, size)
        buffer.view(np.uint32)[:h, :w, 0] = columns.T
        layout = "bgra" if picture.get_masks()[0] == 0xFF0000 else "rgba"
    buffer[h:] = buffer[h - 1]
    buffer[:, w:] = buffer[:, w - 1 : w]
    return layout


def _fit(given: tuple[int, ...], size: tuple[int, int]) -> None:
    if tuple(given) != size:
        raise ValueError(f"a picture of {given} does not fit a film of {size} pixels")
