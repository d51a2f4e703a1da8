"""How one viewer wants a show: kept between shows, changed on the pause page and in the menu."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from runtime.commands import TimeLimits

VOLUME_STEP = 0.1
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


class ViewState(BaseModel):
    """Frozen; a change gives a new one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    captions: bool = True
    caption_size: CaptionSize = CaptionSize.M
    volume: Annotated[float, Field(ge=0, le=1)] = 0.8
    music_volume: Annotated[float, Field(ge=0, le=1)] = 1.0  # beside `volume`: music alone
    time_limits: TimeLimits = TimeLimits.X1
    fullscreen: bool = False
    developer: bool = False  # the developer's view is on

    @property
    def gain(self) -> float:
        """What sound is multiplied by: a step of the volume sounds the same size everywhere."""
        return self.volume**2

    @property
    def music_gain(self) -> float:
        """What music is multiplied by, beside all sound."""
        return self.music_volume**2

    def adjusted(self, key: str, step: int) -> ViewState:
        """One setting, by its key, a step up (+1) or down (-1); unknown keys change nothing."""
        match key:
            case "captions":
                change: dict[str, object] = {"captions": not self.captions}
            case "caption_size":
                change = {"caption_size": _next(list(CaptionSize), self.caption_size, step)}
            case "volume" | "music_volume":
                change = {key: min(1.0, max(0.0, round(getattr(self, key) + step * VOLUME_STEP, 2)))}
            case "time_limits":
                change = {"time_limits": _next(list(TimeLimits), self.time_limits, step)}
            case "fullscreen" | "developer":
                change = {key: not getattr(self, key)}
            case _:
                change = {}
        return self.model_copy(update=change)

    def stepped(self, key: str, step: int) -> ViewState:
        """Like adjusted(); a step of 0 goes on to the next value, and from the last to the first."""
        view = self.adjusted(key, step or 1)
        if step or view != self:
            return view
        first: dict[str, object] = {"caption_size": CaptionSize.S, "time_limits": TimeLimits.X1}
        first |= {"volume": 0.0, "music_volume": 0.0}
        return self.model_copy(update={key: first[key]} if key in first else {})


def _next(all_of_them: list[Kind], now: Kind, step: int) -> Kind:
    return all_of_them[min(len(all_of_them) - 1, max(0, all_of_them.index(now) + step))]
