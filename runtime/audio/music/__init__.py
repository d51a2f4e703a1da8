"""The show's score: composed in its key from its motif, played by instruments that are made, not recorded."""

from runtime.audio.music.moods import MOOD_OF, MOODS, mood_for

__all__ = ["MOODS", "MOOD_OF", "mood_for"]
