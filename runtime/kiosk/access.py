"""How a kiosk is seen, heard and steered, from its file to what the player calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from runtime.player.keymap import Keymap, keymap
from runtime.player.viewstate import CaptionSize, Switch

if TYPE_CHECKING:
    from runtime.kiosk.config import Access

NAMES = {"menu_size": "hud_size", "switches": "switch", "scan_seconds": "scan_s"}  # in the file: in the player


def eased(access: Access) -> dict[str, Any]:
    """The fields of a ViewState that the table sets, and which of all a visitor cannot change."""
    from runtime.kiosk.config import Eased

    fixed = [NAMES.get(name, name) for name in get_args(Eased) if name not in access.visitors_may]
    return {
        "hud_size": CaptionSize(access.menu_size),
        "switch": Switch(access.switches),
        "scan_s": access.scan_seconds,
        "high_contrast": access.high_contrast,
        "reduced_motion": access.reduced_motion,
        "self_voicing": access.self_voicing,
        "description": access.description,
        "reach": access.reach,
        "fixed": tuple(fixed),
    }


def keymap_of(access: Access) -> Keymap | None:
    """Keys and buttons as the museum has them; None: the usual ones."""
    return keymap(access.keys, access.buttons) if access.keys or access.buttons else None
