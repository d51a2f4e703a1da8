"""Diorama's runtime: story, director, studio, sound and player of shows that are generated while they are watched."""

__version__ = "0.1.0"
