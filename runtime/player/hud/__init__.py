"""The HUD: plans for the choice panel, the pages, the cards and the small marks, laid out for any surface."""

from runtime.player.hud.scene import Hud

__all__ = ["Hud"]
