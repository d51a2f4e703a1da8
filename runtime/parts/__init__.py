"""Parts that a show is better with and that pip cannot install by name: what they are, where they lie, how they come.

A part is data (`catalogue.py`); `diorama models` fetches it, checks it against the digests here, and takes it away.
"""

from runtime.parts.catalogue import PARTS, part_named
from runtime.parts.part import Archive, Joined, Member, Part, Wheel
from runtime.parts.storeroom import file_of, folder_of, is_there, lacking, package_file

__all__ = [
    "PARTS",
    "Archive",
    "Joined",
    "Member",
    "Part",
    "Wheel",
    "file_of",
    "folder_of",
    "is_there",
    "lacking",
    "package_file",
    "part_named",
]
