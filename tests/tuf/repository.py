"""A TUF repository in memory, signed by the Python package `tuf`: none of our own code has a part in it.

What is served is a plain table from path to bytes (`site`), so a test that wants to serve something wrong
changes the table, and a test that wants something wrong *signed* changes `role(...)` and publishes it.
"""

import json
from datetime import datetime, timedelta, timezone
from urllib.parse import quote

from securesystemslib.formats import encode_canonical
from securesystemslib.signer import CryptoSigner, Key
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.api.serialization.json import JSONSerializer

ROLES = ("root", "timestamp", "snapshot", "targets")

MAKE_KEY = {
    "ed25519": CryptoSigner.generate_ed25519,
    "ecdsa": CryptoSigner.generate_ecdsa,
    "rsa": CryptoSigner.generate_rsa,
}


def in_days(days: float) -> datetime:
    return datetime.now(timezone.utc).replace(microsecond=0) + timedelta(days=days)


def identify(key: Key) -> None:
    """Gives a key whose description was changed the id that belongs to it."""
    key.keyid = sha256(encode_canonical(key.to_dict()).encode())


def sha256(data: bytes) -> str:
    return TargetFile.from_data("any", data, ["sha256"]).hashes["sha256"]


def sign_json(signed: dict, *signers: CryptoSigner) -> bytes:
    """Signs what the types of `tuf` would not hold."""
    payload = encode_canonical(signed).encode()
    signatures = [signer.sign(payload).to_dict() for signer in signers]
    return json.dumps({"signatures": signatures, "signed": signed}).encode()


class Repository:
    """Root, timestamp, snapshot and targets, each version 1, each signed with one key of its own."""

    def __init__(self, key_kind: str = "ed25519") -> None:
        self.key_kind = key_kind
        self.expiry = in_days(30)
        self.roles = {
            "root": Root(expires=self.expiry),
            "timestamp": Timestamp(expires=self.expiry),
            "snapshot": Snapshot(expires=self.expiry),
            "targets": Targets(expires=self.expiry),
        }
        self.signers: dict[str, list[CryptoSigner]] = {}
        self.site: dict[str, bytes] = {}
        # Put lengths and hashes of the metadata below into snapshot and timestamp?
        self.with_hashes = False
        for role in ROLES:
            self.add_key(role)
        self.lay_out("root", "targets", "snapshot", "timestamp")

    @property
    def root(self) -> Root:
        return self.roles["root"]

    @property
    def timestamp(self) -> Timestamp:
        return self.roles["timestamp"]

    @property
    def snapshot(self) -> Snapshot:
        return self.roles["snapshot"]

    @property
    def targets(self) -> Targets:
        return self.roles["targets"]

    def new_key(self, kind: str | None = None) -> CryptoSigner:
        return MAKE_KEY[kind or self.key_kind]()

    def add_key(self, role: str, signer: CryptoSigner | None = None) -> CryptoSigner:
        """One more key for a role of the top level: root names it, and it signs from now on."""
        signer = signer or self.new_key()
        self.root.add_key(signer.public_key, role)
        self.signers.setdefault(role, []).append(signer)
        return signer

    def exchange_keys(self, role: str) -> None:
        self.root.roles[role].keyids.clear()
        self.signers[role].clear()
        for _ in range(self.root.roles[role].threshold):
            self.add_key(role)

    def publish(self, *roles: str) -> None:
        """The next version of each."""
        for role in roles:
            if self.path(role) in self.site:
                self.roles[role].version += 1
            self.lay_out(role)

    def lay_out(self, *roles: str, version_in_url: int | None = None) -> None:
        """Signs each as it stands and serves it, under its own version if no other is given."""
        for role in roles:
            signed = self.roles[role]
            data = self.sign(role)
            version = version_in_url or signed.version
            if role != "timestamp":
                self.site[f"metadata/{version}.{quote(role, '')}.json"] = data
            # What was published last; clients see the timestamp under this name alone.
            self.site[self.path(role)] = data
            length, hashes = (len(data), {"sha256": sha256(data)}) if self.with_hashes else (None, None)
            if role == "snapshot":
                self.timestamp.snapshot_meta = MetaFile(version, length, hashes)
            elif role not in ("root", "timestamp"):
                self.snapshot.meta[f"{role}.json"] = MetaFile(version, length, hashes)

    def path(self, role: str) -> str:
        return f"metadata/{quote(role, '')}.json"

    def newest(self, role: str) -> bytes:
        return self.site[self.path(role)]

    def sign(self, role: str) -> bytes:
        metadata = Metadata(self.roles[role])
        for signer in self.signers[role]:
            metadata.sign(signer, append=True)
        return metadata.to_bytes(JSONSerializer())

    def edit(self, path: str, change) -> None:
        """Changes what is served after it was signed."""
        envelope = json.loads(self.site[path])
        change(envelope)
        self.site[path] = json.dumps(envelope).encode()

    def replace(self, path: str, signed: dict, *signers: CryptoSigner) -> None:
        """Serves this at a path, validly signed."""
        self.site[path] = sign_json(signed, *signers)

    def add_target(
        self, name: str, content: bytes, role: str = "targets", hashes: tuple[str, ...] = ("sha256",)
    ) -> TargetFile:
        """Serves a file under each of its hashes; to be published by the caller."""
        target = TargetFile.from_data(name, content, list(hashes))
        self.roles[role].targets[name] = target
        self.serve_target(name, content)
        return target

    def target_paths(self, name: str) -> list[str]:
        folder, slash, file = name.rpartition("/")
        owner = next(signed for signed in self.roles.values() if isinstance(signed, Targets) and name in signed.targets)
        digests = owner.targets[name].hashes.values()
        return [f"targets/{quote(folder + slash)}{digest}.{quote(file)}" for digest in digests]

    def serve_target(self, name: str, content: bytes) -> None:
        """Serves this as a target that metadata speaks of, whether it is the right one or not."""
        for path in self.target_paths(name):
            self.site[path] = content

    def delegate(
        self, delegator: str, name: str, paths: tuple[str, ...] = ("*",), *, terminating: bool = False
    ) -> CryptoSigner:
        """Lets `delegator` trust a role of this name with one new key; to be published by the caller."""
        parent = self.roles[delegator]
        if parent.delegations is None:
            parent.delegations = Delegations({}, roles={})
        parent.delegations.roles[name] = DelegatedRole(name, [], 1, terminating, list(paths))
        signer = self.new_key()
        parent.add_key(signer.public_key, name)
        self.signers.setdefault(name, []).append(signer)
        self.roles.setdefault(name, Targets(expires=self.expiry))
        return signer
