"""Where generators run: worker processes, frames in shared memory, pre-rolled chunks on the shelf."""

from runtime.studio.studio import Studio
from runtime.studio.takes import Frame
from runtime.studio.watchdog import Deadlines

__all__ = ["Deadlines", "Frame", "Studio"]
