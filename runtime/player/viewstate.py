"""How one viewer wants a show: kept between shows, changed on the pause page and in the menu."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from runtime.commands import TimeLimits

VOLUME_STEP = 0.1
SCANS_S = (1.0, 1.5, 2.0, 3.0, 5.0)
ACCESS = ("hud_size", "high_contrast", "reduced_motion", "self_voicing", "description", "switch", "scan_s", "reach")
IN_A_HALL = ("captions", "caption_size", "volume", *ACCESS)  # there the page of access is all that everybody finds
Kind = TypeVar("Kind")


class CaptionSize(StrEnum):
    """How large captions stand: S is 100 %, XL is 200 %."""

    S = "S"
    M = "M"
    L = "L"
    XL = "XL"

    @property
    def factor(self) -> float:
        return {"S": 1.0, "M": 1.25, "L": 1.5, "XL": 2.0}[self.value]


class Switch(StrEnum):
    """How many switches the viewer steers with: OFF is every device as ever."""

    OFF = "off"
    ONE = "one"  # the focus goes on by itself, the switch takes
    TWO = "two"  # one goes on, one takes


class ViewState(BaseModel):
    """Frozen; a change gives a new one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    captions: bool = True
    caption_size: CaptionSize = CaptionSize.M
    volume: Annotated[float, Field(ge=0, le=1)] = 0.8
    music_volume: Annotated[float, Field(ge=0, le=1)] = 1.0  # beside `volume`: music alone
    time_limits: TimeLimits = TimeLimits.X1
    fullscreen: bool = False
    hud_size: CaptionSize = CaptionSize.S  # of everything but captions
    high_contrast: bool = False
    reduced_motion: bool = False  # nothing fades in or moves that need not
    reach: bool = False  # what can be pressed lies in the lower part
    self_voicing: bool = False  # what can be chosen is said aloud
    description: bool = False  # what is seen is said in the gaps between the lines
    switch: Switch = Switch.OFF
    scan_s: Annotated[float, Field(ge=0.5, le=10)] = 2.0  # with one switch: how long each option has the focus
    developer: bool = False  # the developer's view is on
    guarded: bool = False  # in a kiosk: nothing is offered that changes the machine
    fixed: tuple[str, ...] = ()  # settings that the house has made for everybody

    @property
    def gain(self) -> float:
        """What sound is multiplied by: a step of the volume sounds the same size everywhere."""
        return self.volume**2

    @property
    def music_gain(self) -> float:
        """What music is multiplied by, beside all sound."""
        return self.music_volume**2

    @property
    def eases(self) -> tuple[str, ...]:
        """What the page of access offers."""
        return tuple(name for name in (IN_A_HALL if self.guarded else ACCESS) if name not in self.fixed)

    def adjusted(self, key: str, step: int) -> ViewState:
        """One setting, by its key, a step up (+1) or down (-1); unknown and fixed keys change nothing."""
        if key in self.fixed:
            return self
        match key:
            case "caption_size" | "hud_size":
                change: dict[str, object] = {key: _next(list(CaptionSize), getattr(self, key), step)}
            case "switch":
                change = self._switched(_next(list(Switch), self.switch, step))
            case "scan_s":
                change = {"scan_s": _next(list(SCANS_S), min(SCANS_S, key=lambda s: abs(s - self.scan_s)), step)}
            case "volume" | "music_volume":
                change = {key: min(1.0, max(0.0, round(getattr(self, key) + step * VOLUME_STEP, 2)))}
            case "time_limits":
                change = {"time_limits": _next(list(TimeLimits), self.time_limits, step)}
            case _ if key != "guarded" and isinstance(getattr(self, key, None), bool):
                change = {key: not getattr(self, key)}
            case _:
                change = {}
        return self.model_copy(update=change)

    def stepped(self, key: str, step: int) -> ViewState:
        """Like adjusted(); a step of 0 goes on to the next value, and from the last to the first."""
        view = self.adjusted(key, step or 1)
        if step or view != self or key in self.fixed:
            return view
        first: dict[str, object] = {"caption_size": CaptionSize.S, "time_limits": TimeLimits.X1}
        first |= {"volume": 0.0, "music_volume": 0.0, "scan_s": SCANS_S[0]}
        first |= {"hud_size": CaptionSize.S, "switch": Switch.OFF}
        return self.model_copy(update={key: first[key]} if key in first else {})

    def _switched(self, switch: Switch) -> dict[str, object]:
        """Who scans cannot hurry: with the first switch, limits of time as written are lifted."""
        hurried = switch is not Switch.OFF and self.time_limits is TimeLimits.X1
        return {"switch": switch} | ({"time_limits": TimeLimits.OFF} if hurried else {})


def _next(all_of_them: list[Kind], now: Kind, step: int) -> Kind:
    return all_of_them[min(len(all_of_them) - 1, max(0, all_of_them.index(now) + step))]
