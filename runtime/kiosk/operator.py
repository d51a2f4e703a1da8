"""What an operator can have done, from the screen, from the page, or from any other thread."""

from __future__ import annotations

from enum import StrEnum


class Command(StrEnum):
    """Put into `House.orders`; the loop carries it out at its next pass."""

    RESTART = "restart"  # the whole kiosk, from its file on
    NEXT_SHOW = "next_show"  # a visit ends, and the next show attracts
    LOUDER = "louder"
    QUIETER = "quieter"
    BLANK = "blank"  # black and silent; again: back
    CALIBRATE = "calibrate"  # a test picture and a tone; again: back
    LOGS = "logs"  # the last faults; again: back
    QUIT = "quit"
