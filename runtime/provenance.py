"""Says in a file itself how its pictures came about: IPTC's digital source type as XMP, and a signed C2PA manifest.

The signature is this machine's own: its keys are made at first use and stay in the user's data folder. It shows that
nothing was changed since; who signed is told only by a certificate from a listed authority (--certificate).
"""

from __future__ import annotations

import datetime
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from runtime import __version__
from runtime.errors import DeviceError

SOURCES: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
TRAINED: Final = "trainedAlgorithmicMedia"  # a neural network made the pictures
DRAWN: Final = "algorithmicMedia"  # rules made them
NEURAL: Final = ("daguerreotype", "wan", "sd", "remote")  # how names of generators begin that are networks
XMP_BOX: Final = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")  # XMP specification, part 3: in ISO base media files
FORMATS: Final = {
    ".mp4": "video/mp4", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp",
    ".gif": "image/gif",
}  # fmt: skip
YEARS: Final = 10  # that a certificate of this machine's own holds
XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" Iptc4xmpExt:DigitalSourceType={source} xmp:CreatorTool={tool}/>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True)
class Origin:
    """How a film or picture came about."""

    title: str
    generator: str

    @property
    def source(self) -> str:
        """IPTC's word for it, as an address."""
        return SOURCES + (TRAINED if self.generator.startswith(NEURAL) else DRAWN)

    @property
    def tool(self) -> str:
        return f"Diorama {__version__} ({self.generator})"

    def xmp(self) -> bytes:
        """An XMP packet."""
        return XMP.format(source=quoteattr(self.source), tool=quoteattr(self.tool)).encode()

    def manifest(self, kind: str) -> dict[str, Any]:
        """A C2PA manifest definition for a file of a media type."""
        action = {"action": "c2pa.created", "digitalSourceType": self.source, "softwareAgent": {"name": self.tool}}
        return {
            "claim_generator_info": [{"name": "Diorama", "version": __version__}],
            "title": self.title or "Diorama",
            "format": kind,
            "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [action]}}],
        }


@dataclass(frozen=True)
class Keys:
    """Who signs: a private key and its chain of certificates, PEM."""

    key: bytes
    chain: bytes


def boxed(path: Path, origin: Origin) -> None:
    """Add the XMP packet to an MP4 file, at its end."""
    body = XMP_BOX + origin.xmp()
    with path.open("ab") as file:
        file.write((8 + len(body)).to_bytes(4, "big") + b"uuid" + body)


def signed(path: Path, origin: Origin, keys: Keys) -> None:
    """Put a signed manifest into a file, in place; DeviceError where that fails (the file is as it was)."""
    from c2pa import Builder, C2paError, C2paSignerInfo, Signer

    kind = FORMATS[path.suffix.lower()]
    fresh = path.with_name(f".{path.name}.{os.getpid()}.signed{path.suffix}")
    for old in path.parent.glob(f".{escape(path.name)}.*.signed{path.suffix}"):  # of one that was killed meanwhile
        old.unlink(missing_ok=True)
    try:
        info = C2paSignerInfo(b"es256", keys.chain, keys.key, None)
        with (
            Signer.from_info(info) as signer,
            Builder(json.dumps(origin.manifest(kind))) as builder,
            path.open("rb") as source,
            fresh.open("w+b") as target,
        ):
            builder.sign(signer, kind, source, target)
        fresh.replace(path)
    except C2paError as problem:
        raise DeviceError(f"{path} could not be signed ({problem}); it is there, unsigned.") from None
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def can_sign() -> bool:
    """Whether what signs is installed."""
    try:
        import c2pa  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def keys_in(folder: Path, now: datetime.datetime) -> Keys:
    """This machine's keys, readable by their owner alone; made at first use, and anew where they cannot sign now."""
    key, chain = folder / "key.pem", folder / "chain.pem"
    if key.is_file() and chain.is_file():
        kept = Keys(key.read_bytes(), chain.read_bytes())
        if _holds(kept, now):
            return kept
    made = _made(now)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path, data in ((key, made.key), (chain, made.chain)):
        with suppress(FileNotFoundError):
            path.unlink()
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    return made


def _holds(keys: Keys, now: datetime.datetime) -> bool:
    """Whether the key is the certificate's, and the certificate is valid now: a clock may have stood at 1970 once."""
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    try:
        key = serialization.load_pem_private_key(keys.key, None)
        leaf = x509.load_pem_x509_certificate(keys.chain)
    except (ValueError, TypeError):
        return False
    fits = key.public_key() == leaf.public_key()
    return fits and leaf.not_valid_before_utc <= now <= leaf.not_valid_after_utc


def _made(now: datetime.datetime) -> Keys:
    """A root and a leaf that it signs: C2PA takes no certificate that signs itself."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    root_key, leaf_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _certificate("Diorama, this machine's root", root_key, None, now)
    leaf = _certificate("Diorama, this machine", leaf_key, (root, root_key), now)
    pem = serialization.Encoding.PEM
    private = leaf_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return Keys(private, leaf.public_bytes(pem) + root.public_bytes(pem))


def _certificate(name: str, key: Any, above: tuple[Any, Any] | None, now: datetime.datetime) -> Any:
    """A certificate for a key, signed by the one above, or a root's own."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509 import oid

    def named(words: str) -> x509.Name:
        both = ((oid.NameOID.ORGANIZATION_NAME, "Diorama"), (oid.NameOID.COMMON_NAME, words))
        return x509.Name([x509.NameAttribute(*one) for one in both])

    issuer, signer = (above[0].subject, above[1]) if above else (named(name), key)
    leaf = above is not None
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=not leaf, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=leaf, content_commitment=leaf, key_cert_sign=not leaf, crl_sign=not leaf, **usage
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    if leaf:
        usage_of = x509.ExtendedKeyUsage([oid.ExtendedKeyUsageOID.EMAIL_PROTECTION])
        made = made.add_extension(usage_of, critical=False)
    return made.sign(signer, hashes.SHA256())
