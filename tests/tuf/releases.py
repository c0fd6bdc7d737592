"""A repository as publishers of Packs keep it, with all keys at hand: for those who do right, and for those who do not."""

import gzip
import hashlib
import json
import struct
import time
from datetime import datetime, timezone
from random import Random

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from repository import ROLES, Repository, in_days, sign_json
from securesystemslib.signer import CryptoSigner

TARGET = "caveat.caveat"
FIRST = 2026112301
# Enough for several reads, and for several chunks.
PACK_BYTES = 600_000

# What stands before a statement in the bytes that publishers sign: crates/pack/src/signed.rs.
CONTEXT = b"caveat signed pack 1\n"


def raw_public(signer: CryptoSigner) -> bytes:
    return signer._private_key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def signed_pack(number: int, publishers: list[CryptoSigner]) -> bytes:
    """A Pack of that number as it travels; what is in it is noise."""
    pack = Random(number).randbytes(PACK_BYTES)
    payload = gzip.compress(pack, mtime=0)
    now = int(time.time())
    digest = hashlib.sha256(payload).digest()
    statement = struct.pack("<QQQII32s", now, now + 90 * 86400, number, len(payload), len(pack), digest)
    signatures = b"".join(
        hashlib.sha256(raw_public(signer)).digest() + bytes.fromhex(signer.sign(CONTEXT + statement).signature)
        for signer in publishers
    )
    return b"CAVEATSP" + struct.pack("<HH", 1, len(publishers)) + statement + signatures + payload


class Releases(Repository):
    """Root and targets two of three, snapshot and timestamp one key each; no delegations; one target."""

    def __init__(self) -> None:
        super().__init__()
        for role in ("root", "targets"):
            self.root.roles[role].threshold = 2
            self.add_key(role)
            self.add_key(role)
        self.lifetimes = {"root": 365, "targets": 90, "snapshot": 14, "timestamp": 3}
        self.renew(*ROLES)
        self.lay_out("root", "targets", "snapshot", "timestamp")
        self.number = FIRST - 1
        # Every signed Pack by its number.
        self.packs: dict[int, bytes] = {}

    def renew(self, *roles: str, at: datetime | None = None) -> None:
        """New expiries, as each publication gives them."""
        since = (at - datetime.now(timezone.utc)).total_seconds() / 86400 if at else 0
        for role in roles:
            self.roles[role].expires = in_days(since + self.lifetimes[role])

    def pack(self, number: int, publishers: list[CryptoSigner] | None = None) -> bytes:
        if number not in self.packs:
            self.packs[number] = signed_pack(number, (publishers or self.signers["targets"])[:2])
        return self.packs[number]

    def put(self, number: int, content: bytes | None = None, name: str = TARGET) -> None:
        """Names a Pack in targets, to be published by the caller."""
        target = self.add_target(name, self.pack(number) if content is None else content)
        target.unrecognized_fields["custom"] = {"version": str(number)}

    def release(self, at: datetime | None = None) -> int:
        """The next Pack, published as it should be."""
        self.number += 1
        self.put(self.number)
        self.renew("targets", "snapshot", "timestamp", at=at)
        self.publish("targets", "snapshot", "timestamp")
        return self.number

    def served_as(self, role: str) -> str:
        """Under which path a client asks for the newest of a role."""
        version = "" if role == "timestamp" else f"{self.roles[role].version}."
        return f"metadata/{version}{role}.json"

    def forge(self, role: str, *signers: CryptoSigner, change=lambda signed: None) -> None:
        """Serves the newest of a role changed, and signed by these."""
        path = self.served_as(role)
        signed = json.loads(self.site[path])["signed"]
        change(signed)
        self.site[path] = sign_json(signed, *signers)

    def trust(self, mirrors: list[str]) -> dict[str, str]:
        """What a host is installed with: names and contents of files."""
        keys = [
            {"name": f"publisher-{number}", "public": raw_public(signer).hex()}
            for number, signer in enumerate(self.signers["targets"], start=1)
        ]
        return {
            "root.json": self.site["metadata/1.root.json"].decode(),
            "mirrors.json": json.dumps({"format": 1, "mirrors": mirrors}),
            "publishers.json": json.dumps({"format": 1, "threshold": 2, "keys": keys}),
        }
