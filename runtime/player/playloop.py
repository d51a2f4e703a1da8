"""The loop that plays a show: one page of named steps. What takes time is asked for elsewhere and polled here.

One pass is `step()`; `run()` goes on until the viewer quits or the show is over.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import numpy as np

from runtime.commands import Command, Describe, SetTimeLimits, TimeLimits
from runtime.overlay import Overlay, Picture
from runtime.player.canvas import Canvas
from runtime.player.controls import Controls, Effect, Keep, Scene, answer, layer, settled
from runtime.player.faces import KeepingFace, OutputFace, ShowFace, WindowFace
from runtime.player.input import Inputs, Intent, Point
from runtime.player.keymap import Keymap
from runtime.player.meter import Meter
from runtime.player.scanning import STRAY, Scan, Seen
from runtime.player.selfvoice import Reader, SelfVoice, everything
from runtime.player.snapshot import save_snapshot
from runtime.player.sync import Pacer
from runtime.player.transitions import calmed
from runtime.player.viewstate import Switch, ViewState

if TYPE_CHECKING:
    from runtime.player.faces import Sound

DISPLAY_S = 1 / 60  # what moves by itself is not drawn more often than this
WAIT_BEHIND_S = 0.004


@dataclass
class Setup:
    """How a loop is to run. `exact`: a recording; it waits for what is due and drops nothing."""

    view: ViewState = field(default_factory=ViewState)
    votes: SimpleQueue[Command] = field(default_factory=SimpleQueue)  # commands from servers and other threads
    exact: bool = False
    close_at_end: bool = False  # do not stay at the end card
    pictures: Path = field(default_factory=Path)  # where snapshots go
    timer: Callable[[], float] = time.perf_counter  # for intervals and latencies only
    block: int = 960  # samples of sound made at once, at least: 20 ms, a fifth of what is kept ready
    keymap: Keymap | None = None  # None: the usual keys and buttons
    voice: SelfVoice | None = None  # says what can be chosen; None: nobody does
    keeping: KeepingFace | None = None  # where the viewer saves; None: a show that is not kept
    watch: Callable[[float], None] | None = None  # called with the time of each pass: play-test bots, kiosk rules


class Loop:
    """Shows a show. Only this thread calls it."""

    def __init__(
        self, show: ShowFace, window: WindowFace, output: OutputFace, canvas: Canvas, setup: Setup | None = None
    ) -> None:
        self.show, self.window, self.output, self.canvas = show, window, output, canvas
        self.setup = setup or Setup()
        if self.setup.view.fullscreen and not window.fullscreen:
            window.toggle_fullscreen()
        self.view = self.setup.view.model_copy(update={"fullscreen": window.fullscreen})
        keymap = self.setup.keymap
        self.inputs = Inputs(keymap.keys, keymap.buttons) if keymap else Inputs()
        self.scan, self.reader = Scan(), Reader()
        self.controls = Controls()
        self.pacer = Pacer(show.format.fps)
        self.meter = Meter()
        self.quit = False
        self.overlay: Overlay = show.overlay()
        self._fader = Fader(self.view.gain)
        self._drawn: tuple[object, ...] = ()  # what the last flip showed
        self._drawn_s = -1.0
        self._key: object = None  # of the newest frame
        self._fresh = False  # it was not flipped yet
        self._looked_s = 0.0
        self._late = False  # a frame was due and not there when the loop looked
        self._pressed_at: float | None = None  # timer's time of input that was not flipped yet
        self._described: ShowFace | None = None  # the show that was told to say what is seen
        if self.view.time_limits is not TimeLimits.X1:
            show.do(SetTimeLimits(limits=self.view.time_limits))

    @property
    def over(self) -> bool:
        ended = self.show.ended and (self.setup.close_at_end or self.overlay.card is None)
        return self.quit or ended

    def run(self) -> None:
        """Play to the end."""
        while not self.over:
            self.step()

    def step(self) -> bool:
        """One pass; True when something was flipped."""
        now_s = self.output.now_s()
        self.read_input(now_s)
        self.take_votes()
        self.tell_show()
        self.show.tick(now_s)
        if self.setup.exact and self.is_behind():
            return False
        self.feed_audio()
        picture = self.pick_frame(now_s)
        flipped = self.must_draw(picture, now_s)
        if flipped:
            self.draw_picture(picture)
            self.draw_captions()
            self.draw_hud()
            self.guard_flashes(now_s)
            self.flip(now_s)
        if not (flipped and self.pacer.is_due(self.output.now_s())):
            self.wait()
        return flipped

    def read_input(self, now_s: float) -> None:
        """What the viewer did, done at once."""
        events = self.window.events()
        self.inputs.stray = STRAY if self.any_key else None
        intents = self.inputs.translate(events, self.window.size, now_s)
        intents = self.scan.translate(intents, self.view, self.seen(), now_s)
        if intents:
            self.follow(intents, now_s)

    @property
    def any_key(self) -> bool:
        """Whether a key that is in no table is a press, too."""
        return self.view.switch is not Switch.OFF

    def seen(self) -> Seen:
        """What lies before the viewer, for a scan."""
        panel = self.overlay.panel
        return Seen(layer(self.overlay, self.controls), panel.question if panel else "", self.window.size[0])

    def follow(self, intents: Iterable[Intent], now_s: float) -> None:
        """Do what intents ask for; other front ends may call this, too."""
        for intent in intents:
            if self._pressed_at is None and not isinstance(intent, Point):
                self._pressed_at = self.setup.timer()
            scene = Scene(self.overlay, self.canvas.plan, self.view, now_s)
            answered = answer(intent, self.controls, scene)
            self.controls, self.view = answered.controls, answered.view
            for command in answered.commands:
                self.show.do(command)
            for effect in answered.effects:
                self._effect(effect)
            if answered.commands or answered.effects:
                self.overlay = self.look()

    def look(self) -> Overlay:
        """What lies over the picture; where the show is kept as well, for as long as someone may ask."""
        overlay, keeping = self.show.overlay(), self.setup.keeping
        if keeping is None or not (overlay.paused or overlay.card or self.controls.page):
            return overlay
        stills = keeping.stills() if overlay.way else {}
        return replace(overlay, slots=keeping.slots(), stills=stills)

    def take_votes(self) -> None:
        """Commands from other threads."""
        while True:
            try:
                self.show.do(self.setup.votes.get_nowait())
            except Empty:
                return

    @property
    def describes(self) -> bool:
        """Whether what is seen is to be said."""
        return self.view.description

    def tell_show(self) -> None:
        """Have the show that is on say what is seen, or no longer."""
        wanted, told = self.describes, self._described is self.show
        self._described = self.show if wanted else None
        if wanted != told:
            self.show.do(Describe(on=wanted, waits=self.setup.exact))

    def is_behind(self) -> bool:
        """A recording waits for the frame and the voice that are due; the show looks for them as it is asked."""
        self.show.picture()
        if self.show.behind:
            time.sleep(WAIT_BEHIND_S)
        return self.show.behind

    def feed_audio(self) -> None:
        wanted = self.output.wanted()
        if wanted >= self.setup.block or self.setup.exact:
            sound = self.show.sound(wanted, self.output.head_s())
            heard = self._fader.faded(sound, self.view.gain)
            self.output.write(self.setup.voice.mixed(heard, self.view.gain) if self.setup.voice else heard)

    def pick_frame(self, now_s: float) -> Picture:
        """What is on now."""
        self.overlay = self.look()
        self.controls = settled(self.controls, self.overlay, now_s)
        self.speak(self.reader.look(self.overlay, self.controls, self.view))
        if self.setup.watch:
            self.setup.watch(now_s)
        picture = self.show.picture()
        self.notice_frame(picture, now_s)
        return picture

    def must_draw(self, picture: Picture, now_s: float) -> bool:
        """Something is to be seen that was not flipped yet: a new frame, or an answer to the viewer."""
        if self.setup.exact or self._pressed_at is not None:
            return True
        if self._fresh:
            return True
        if self.overlay.paused or self.overlay.card:
            self.pacer.rest(now_s)
            self.meter.rest()
        calm = not 0 <= now_s - self._drawn_s < DISPLAY_S and not self.pacer.is_near(now_s)
        return calm and self._seen(picture) != self._drawn

    def speak(self, words: str) -> None:
        """Say what the viewer cannot see."""
        if words and self.setup.voice:
            self.setup.voice.say(words)

    def notice_frame(self, picture: Picture, now_s: float) -> None:
        """Whether there is a new frame; its time tells the beat, unless it was late. Without a key the clock tells."""
        if picture.key is None:
            self._fresh = self.pacer.is_due(now_s)
        else:
            self._fresh = picture.key != self._key
            if self._fresh and self._key is not None and not self._late:
                self.pacer.saw(now_s, self._looked_s)
        self._key, self._looked_s, self._late = picture.key, now_s, self.show.behind

    def _seen(self, picture: Picture) -> tuple[object, ...]:
        """What a flip shows; the same again need not be drawn."""
        overlay = self.canvas.hud.visible(self.overlay)
        return picture.key, picture.progress, overlay, self.controls, self.view, self.window.size

    def draw_picture(self, picture: Picture) -> None:
        self.canvas.onto(self.window.surface)
        self._drawn = self._seen(picture)
        self.canvas.draw_picture(calmed(picture) if self.view.reduced_motion else picture)

    def draw_captions(self) -> None:
        self.canvas.draw_captions(self.overlay, self.view, self.controls)

    def draw_hud(self) -> None:
        overlay = self.overlay
        if self.view.developer:
            overlay = replace(overlay, metrics={**self.metrics(), **overlay.metrics})
        self.canvas.draw_hud(overlay, self.view, self.controls)
        self.window.show_pointer(self.controls.strip or bool(self.controls.page))

    def guard_flashes(self, now_s: float) -> None:
        self.canvas.guard_flashes(now_s)

    def flip(self, now_s: float) -> None:
        self.window.flip()
        if self._fresh:
            self.pacer.flip(now_s, self.output.now_s())
        self._drawn_s = now_s
        self.meter.flipped(self.setup.timer(), self._fresh, self._pressed_at)
        self._pressed_at = None

    def wait(self) -> None:
        """Until the next frame is due or something is to be looked at; input wakes at once."""
        if not self.setup.exact:
            self.window.wait(self.pacer.wait_s(self.output.now_s()))

    def metrics(self) -> dict[str, float]:
        """Of pacing and input, flat."""
        counts = {"frames": float(self.pacer.flipped), "missed": float(self.pacer.missed)}
        held = {"flashes_held": float(self.canvas.guard.held), "late_ms": 1000 * self.pacer.lateness_s}
        return {**counts, **self.meter.figures(), **held}

    def _effect(self, effect: Effect | Keep) -> None:
        if effect is Effect.QUIT:
            self.quit = True
        elif effect is Effect.FULLSCREEN:
            self.window.toggle_fullscreen()
        elif effect is Effect.VOICE:
            self.speak(everything(self.overlay, self.controls, self.view))
        elif isinstance(effect, Keep):
            self._keep(effect)
        else:
            save_snapshot(self.canvas.surface, self.setup.pictures)

    def _keep(self, wanted: Keep) -> None:
        keeping = self.setup.keeping
        if keeping and wanted.opened:
            keeping.open(wanted.slot)
        elif keeping:
            keeping.save(wanted.slot)


class Fader:
    """Brings sound to the volume without a click: the gain goes straight from block to block."""

    def __init__(self, gain: float) -> None:
        self.gain = gain

    def faded(self, sound: Sound, gain: float) -> Sound:
        """float32 (samples, 2) at the gain, 0..1."""
        if gain == self.gain == 1.0:
            return sound
        ramp = np.linspace(self.gain, gain, len(sound), dtype=np.float32)
        self.gain = gain
        return sound * ramp[:, None]
