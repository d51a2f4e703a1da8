"""Turns what happens (beats) into what is filmed (setups): pure, deterministic, the grammar of film in one place."""

from runtime.director.bible import Bible
from runtime.director.continuity import Stage
from runtime.director.direct import direct
from runtime.director.setup import Piece, Said, Setup, Spoken

__all__ = ["Bible", "Piece", "Said", "Setup", "Spoken", "Stage", "direct"]
