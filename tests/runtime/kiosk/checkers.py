"""Frame checkers of a museum that the tests bring along: good ones, and ones that go wrong in every way."""

from __future__ import annotations

import os
import threading

import numpy as np
import numpy.typing as npt

Frame = npt.NDArray[np.uint8]  # (height, width, rgb)


def red(frame: Frame) -> bool:
    """A picture that is mostly red must not be shown."""
    return bool(frame[..., 0].mean() > 2 * frame[..., 1].mean() + 20)


def raises(frame: Frame) -> bool:
    raise ValueError("the visitor's picture was like this")


def hangs(frame: Frame) -> bool:
    threading.Event().wait()
    return False


def dies(frame: Frame) -> bool:
    os._exit(3)


def writes(frame: Frame) -> bool:
    """Nobody may paint on what is shown."""
    frame[:] = 0
    return False


NOTHING = "no checker at all"
