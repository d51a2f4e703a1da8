"""A film in rolls: what is performed goes onto one roll a stretch, and the rolls are spliced when all are there.

An export that was broken off goes on with the first roll that is lacking. Pictures are encoded once, sound is kept
without loss on the rolls; the spliced film has captions and a chapter for each scene.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from fractions import Fraction
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from runtime.errors import DeviceError, SaveError
from runtime.film import LANGUAGES, MUXER, RATE, Film, Text, sound_stream, text_packet, text_stream
from runtime.saves import Journal

if TYPE_CHECKING:
    import av
    from av.subtitles.stream import SubtitleStream

    from runtime.film import Pixels, SurfaceFace

LABEL: Final = "order.json"  # in a folder of rolls: what they are rolls of
MOST_LABEL: Final = 64 * 1024 * 1024  # bytes of a roll's label, its journal included
MOST_FRAMES: Final = 100_000_000  # of a film
HELD: Final = 4_800  # samples
SUBTITLES: Final = 1000  # milliseconds in the second, as SubRip counts


@dataclass(frozen=True)
class Caption:
    """Something to read, in frames of the whole film."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Roll:
    """One finished roll."""

    number: int  # of its stretch in the show
    name: str  # of the scene
    title: str  # what a chapter is called
    frames: int
    captions: tuple[Caption, ...]
    journal: str  # the show's, as it was when the roll was full
    last: bool = False  # the show is over with it


@dataclass
class Place:
    """Where a show is: stretch, scene and its title."""

    number: int
    name: str
    title: str


@dataclass
class Rolls:
    """A film's face for whoever performs, and a folder of rolls behind it. See `Film` for what is added when."""

    folder: Path
    size: tuple[int, int]  # pixels
    fps: Fraction
    order: dict[str, Any]  # what must be the same for rolls to belong together
    where: Callable[[], Place] = field(default=lambda: Place(0, "", ""), repr=False)
    journal: Callable[[], Journal] | None = None
    done: list[Roll] = field(default_factory=list)
    frames: int = 0  # on all rolls
    captions: int = 0

    def __post_init__(self) -> None:
        self._film: Film | None = None
        self._place = Place(-1, "", "")
        self._read: list[Caption] = []
        self._unlabelled = (
            False  # the last full roll waits for its last caption, which ends with the next one's first frame
        )
        self._skipped = 0  # frames of a performance that is taken up again, before the stretch that is lacking
        self._first = 0  # stretch that is lacking
        self.folder.mkdir(parents=True, exist_ok=True)
        if _label(self.folder) != json.loads(json.dumps(self.order)):
            self.discard()
            self.folder.mkdir(parents=True, exist_ok=True)
            _put(self.folder / LABEL, json.dumps(self.order))
        self._take_up()

    def _take_up(self) -> None:
        """What is whole already; anything behind the first gap is thrown away."""
        self.done = list(_whole(self.folder))
        self.frames = sum(roll.frames for roll in self.done)
        self.captions = sum(len(roll.captions) for roll in self.done)
        self._first = self.done[-1].number + 1 if self.done else 0
        kept = {path for roll in self.done for path in _paths(self.folder, roll.number)}
        for path in self.folder.iterdir():
            if path not in kept and path.name != LABEL and not path.is_dir():
                path.unlink()

    @property
    def kept(self) -> Journal | None:
        """The journal of what lies on the rolls; None when there are none."""
        return Journal.from_bytes(self.done[-1].journal.encode()) if self.done else None

    @property
    def first(self) -> int:
        """The stretch that is performed next."""
        return self._first

    # --- what whoever performs calls

    def add_picture(self, picture: Pixels | SurfaceFace) -> None:
        """The next frame."""
        if self._on() is None:
            self._skipped += 1
            return
        assert self._film is not None
        self._film.add_picture(picture)
        self.frames += 1
        if self._film.frames > 1:
            self._tell()

    def add_sound(self, sound: Any) -> None:
        """The next samples: float32 (samples, 2)."""
        film = self._on()
        if film is not None:
            film.add_sound(sound)

    def add_caption(self, text: str, start_s: float, end_s: float) -> None:
        """A caption, in seconds since this performance began."""
        before = self._begun - self._skipped
        start, end = (max(0, round(at * self.fps) + before) for at in (start_s, end_s))
        if end > start and end > self._begun:
            self._read.append(Caption(text, max(start, self._begun), end))
            self.captions += 1

    @property
    def _begun(self) -> int:
        """Frames that were there when this performance began."""
        return sum(roll.frames for roll in self.done if roll.number < self._first)

    def close(self) -> None:
        """The show is over, the last roll is full."""
        self._full()
        if self.done:
            self.done[-1] = replace(self.done[-1], last=True)
        self._unlabelled = bool(self.done)
        self._tell()

    def abandon(self) -> None:
        """The roll that was being filled is dropped; full ones stay for the next try."""
        if self._film is not None:
            self._film.abandon()
            self._film = None

    break_off = abandon

    def _on(self) -> Film | None:
        """The roll for what is performed now; None before the stretch that is lacking."""
        place = self.where()
        if place.number < self._first:
            return None
        if self._film is None or place.number != self._place.number:
            self._full()
            self._place = place
            self._film = Film(_paths(self.folder, place.number)[0], self.size, self.fps, captions=False, lossless=True)
        return self._film

    def _full(self) -> None:
        """The roll that is on is full; the label comes a frame later."""
        film, self._film = self._film, None
        if film is None:
            return
        self._tell()
        film.close()
        if film.frames:
            said = self.journal().to_bytes().decode() if self.journal else ""
            self.done.append(Roll(self._place.number, self._place.name, self._place.title, film.frames, (), said))
            self._unlabelled = True

    def _tell(self) -> None:
        """Put the label on the last full roll, with what was to be read on it."""
        if not self._unlabelled:
            return
        end = sum(roll.frames for roll in self.done)
        read = [caption for caption in self._read if caption.start < end or self.done[-1].last]
        self._read = [caption for caption in self._read if caption not in read]
        roll = self.done[-1] = replace(self.done[-1], captions=(*self.done[-1].captions, *read))
        _put(_paths(self.folder, roll.number)[1], json.dumps(asdict(roll), ensure_ascii=False))
        self._unlabelled = False

    # --- the end

    def spliced(self, target: Path, title: str, language: str, *, text: bool) -> None:
        """Splice all rolls into `target`, which appears when it is whole; DeviceError where it cannot be written."""
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            for old in target.parent.glob(f".{escape(target.name)}.*.part"):  # of one that was killed while it spliced
                old.unlink(missing_ok=True)
            _splice(self.folder, self.done, part, Title(title, LANGUAGES.get(language, "und"), self.fps, text=text))
            part.replace(target)
        except OSError as problem:
            why = problem.strerror or str(problem)
            raise DeviceError(
                f"The film {target} cannot be written ({why}). Make room; it goes on from here."
            ) from None
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def subtitles(self) -> str:
        """All captions as SubRip."""
        return subrip([caption for roll in self.done for caption in roll.captions], self.fps)

    def discard(self) -> None:
        """Nothing is taken up any more."""
        shutil.rmtree(self.folder, ignore_errors=True)


def subrip(captions: Sequence[Caption], fps: Fraction) -> str:
    """SubRip: a number, two times, the words, an empty line. None over another."""
    blocks: list[str] = []
    free = 0
    for caption in captions:
        start, end = (round(max(at, free) * SUBTITLES / fps) for at in (caption.start, caption.end))
        if end > start:
            words = "\n".join(line for line in caption.text.splitlines() if line.strip())
            blocks.append(f"{len(blocks) + 1}\n{_stamp(start)} --> {_stamp(end)}\n{words}\n")
            free = caption.end
    return "\n".join(blocks)


def _stamp(ms: int) -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{ms:03}"


# --- the folder -------------------------------------------------------------------------------------------------------


def _paths(folder: Path, number: int) -> tuple[Path, Path]:
    """A roll and its label, which is written when the roll is full."""
    return folder / f"{number:05}.mp4", folder / f"{number:05}.json"


def _put(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def _label(folder: Path) -> Any:
    with suppress(OSError, ValueError):
        return json.loads((folder / LABEL).read_text(encoding="utf-8"))
    return None


def _whole(folder: Path) -> Iterator[Roll]:
    """Full rolls in their order, up to the first that cannot be read."""
    for label in sorted(folder.glob("[0-9]*.json")):
        try:
            if label.stat().st_size > MOST_LABEL:
                return
            roll = _labelled(label.read_bytes())
        except (OSError, ValueError, SaveError):
            return
        whole, named = _paths(folder, roll.number)
        if named != label or not whole.is_file():
            return
        yield roll


def _labelled(data: bytes) -> Roll:
    """The roll of a label, which may have been spoilt; ValueError, SaveError."""
    from pydantic import TypeAdapter

    roll = TypeAdapter(Roll).validate_json(data)
    times = [at for caption in roll.captions for at in (caption.start, caption.end)]
    if not 0 < roll.frames <= MOST_FRAMES or any(not 0 <= at <= MOST_FRAMES for at in times):
        raise ValueError("no film is so long")
    Journal.from_bytes(roll.journal.encode())
    return roll


# --- splicing ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Title:
    """What a film says of itself."""

    title: str
    language: str  # ISO 639-2
    fps: Fraction
    text: bool  # with a track of captions


def _splice(folder: Path, rolls: Sequence[Roll], target: Path, of: Title) -> None:
    import av

    with av.open(str(target), "w", format="mp4", options=MUXER) as out:
        out.metadata["title"] = of.title
        with av.open(str(_paths(folder, rolls[0].number)[0])) as first:
            picture = out.add_stream_from_template(first.streams.video[0])
            size = first.streams.video[0].width, first.streams.video[0].height
        sound = sound_stream(out)
        track = text_stream(out, size) if of.text else None
        for stream in (sound, track):
            if stream is not None:
                stream.metadata["language"] = of.language
        out.set_chapters(list(_chapters(rolls, of.fps)))
        tape, frames = _Tape(sound, out.mux), 0
        text = Text(_writer(out, track))
        for roll in rolls:
            for caption in roll.captions:
                text.add(caption.text, *(round(at * SUBTITLES / of.fps) for at in (caption.start, caption.end)))
            _copy(_paths(folder, roll.number)[0], out, picture, tape, frames / of.fps)
            frames += roll.frames
            tape.end(round(frames * RATE / of.fps))
        text.end(round(frames * SUBTITLES / of.fps))
        tape.finish()


def _writer(out: av.container.OutputContainer, track: SubtitleStream | None) -> Callable[[str, int, int], None]:
    """Puts captions on the text track, if there is one."""

    def write(text: str, start_ms: int, end_ms: int) -> None:
        if track is not None:
            out.mux(text_packet(track, text, start_ms, end_ms))

    return write


def _chapters(rolls: Sequence[Roll], fps: Fraction) -> Iterator[Any]:
    """A chapter for each run of rolls of one scene, in milliseconds."""
    at, begun, number = 0, 0, 0
    for roll, after in zip(rolls, [*rolls[1:], None], strict=True):
        at += roll.frames
        if after is None or after.name != roll.name:
            start, end = (round(frame * SUBTITLES / fps) for frame in (begun, at))
            yield {
                "id": number, "start": start, "end": end, "time_base": Fraction(1, SUBTITLES),
                "metadata": {"title": roll.title},
            }  # fmt: skip
            begun, number = at, number + 1


def _copy(
    path: Path, out: av.container.OutputContainer, picture: av.VideoStream, tape: _Tape, begins_s: Fraction
) -> None:
    """A roll's pictures as they are, from `begins_s` of the film on; its sound onto the tape."""
    import av

    with av.open(str(path)) as roll:
        for packet in roll.demux(roll.streams.video[0], *roll.streams.audio[:1]):
            if packet.stream.type == "audio":
                tape.add(packet)
            elif packet.dts is not None and packet.pts is not None and packet.time_base is not None:
                later = round(begins_s / packet.time_base)
                packet.pts, packet.dts = packet.pts + later, packet.dts + later
                packet.stream = picture
                out.mux(packet)


class _Tape:
    """The sound of all rolls one after another, each as long as its pictures, encoded once."""

    def __init__(self, stream: av.AudioStream, write: Callable[[list[av.Packet[Any]]], None]) -> None:
        self._stream, self._write = stream, write
        self._waiting: list[Any] = []  # float32 (2, samples)
        self._written = 0  # samples

    def add(self, packet: av.Packet[Any]) -> None:
        """A roll's next sound. A little is held back, so that the roll's end can still be cut."""
        import numpy as np

        for frame in packet.decode():
            self._waiting.append(frame.to_ndarray().reshape(-1, 2).T.astype(np.float32) / 32768)
        if self._waiting:
            whole = np.concatenate(self._waiting, axis=1)
            ready = max(0, whole.shape[1] - HELD)
            self._encode(whole[:, :ready])
            self._waiting = [whole[:, ready:]]

    def end(self, sample: int) -> None:
        """A roll is over; the film's sound goes up to `sample`: silence is added, or the end is cut."""
        import numpy as np

        whole = np.concatenate([*self._waiting, np.zeros((2, 0), np.float32)], axis=1)
        lacking = max(0, sample - self._written)
        self._encode(np.pad(whole, ((0, 0), (0, max(0, lacking - whole.shape[1]))))[:, :lacking])
        self._waiting = []

    def _encode(self, samples: Any) -> None:
        import numpy as np
        from av import AudioFrame

        if not samples.shape[1]:
            return
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(samples), "fltp", "stereo")
        frame.rate, frame.pts, frame.time_base = RATE, self._written, Fraction(1, RATE)
        self._written += samples.shape[1]
        self._write(list(self._stream.encode(frame)))

    def finish(self) -> None:
        """All sound is there."""
        self._write(list(self._stream.encode(None)))
