"""Parts that a show is better with and that pip cannot install by name: what they are, where they lie, how they come.

A part is data (`catalogue.py`, `weights.py` for the generators' models); `diorama models` fetches it, checks it against
the digests here, and takes it away.
"""

from runtime.parts.catalogue import PARTS, needing, part_named, with_needs
from runtime.parts.own import own_parts
from runtime.parts.part import Archive, Download, Hub, HubFile, Joined, Member, Part, Placed, Wheel
from runtime.parts.storeroom import file_of, folder_of, is_there, lacking, models_folder, package_file, told

__all__ = [
    "PARTS",
    "Archive",
    "Download",
    "Hub",
    "HubFile",
    "Joined",
    "Member",
    "Part",
    "Placed",
    "Wheel",
    "file_of",
    "folder_of",
    "is_there",
    "lacking",
    "models_folder",
    "needing",
    "own_parts",
    "package_file",
    "part_named",
    "told",
    "with_needs",
]
