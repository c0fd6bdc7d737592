#!/usr/bin/env python3
"""Made the two repositories beside this file, once; their keys were thrown away. Run again, it makes others of the same shape.

The conformance suite has real ones here: one made by tuf-on-ci, and that of Sigstore (root-signing). Their files are not
ours to copy, so these two were made with the same peculiarities: see the README of each.
"""

import json
import shutil
import sys
from datetime import datetime, timezone
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent))

from repository import identify, sha256, sign_json
from securesystemslib.signer import CryptoSigner

HERE = Path(__file__).parent


def key(**fields) -> CryptoSigner:
    """A key with fields of the repository's own, which count for its id."""
    signer = CryptoSigner.generate_ecdsa()
    signer.public_key.unrecognized_fields.update({name.replace("_", "-"): value for name, value in fields.items()})
    identify(signer.public_key)
    return signer


def role(*signers: CryptoSigner, threshold: int = 1, **fields) -> dict:
    own = {name.replace("_", "-"): value for name, value in fields.items()}
    return {"keyids": [each.public_key.keyid for each in signers], "threshold": threshold, **own}


def keys(*signers: CryptoSigner) -> dict:
    return {each.public_key.keyid: each.public_key.to_dict() for each in signers}


def signed(kind: str, version: int, expires: str, spec: str, **fields) -> dict:
    return {"_type": kind, "spec_version": spec, "version": version, "expires": expires, **fields}


class Folder:
    def __init__(self, name: str) -> None:
        self.at = HERE / name
        for part in ("metadata", "targets"):
            shutil.rmtree(self.at / part, ignore_errors=True)
            (self.at / part).mkdir(parents=True)

    def metadata(
        self, name: str, content: dict, *signers: CryptoSigner, unsigned: tuple[CryptoSigner, ...] = ()
    ) -> bytes:
        """`unsigned`: keys that were asked for and did not sign; their entries stay, empty."""
        envelope = json.loads(sign_json(content, *signers))
        envelope["signatures"] += [{"keyid": each.public_key.keyid, "sig": ""} for each in unsigned]
        data = json.dumps(envelope, indent=1, sort_keys=True).encode()
        (self.at / "metadata" / f"{name}.json").write_bytes(data)
        return data

    def target(self, name: str, content: bytes) -> dict:
        folder, slash, file = name.rpartition("/")
        place = self.at / "targets" / f"{folder}{slash}{sha256(content)}.{file}"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
        return {"length": len(content), "hashes": {"sha256": sha256(content)}}

    def say(self, root: bytes, target: str, now: str) -> None:
        (self.at / "initial_root.json").write_bytes(root)
        (self.at / "case.json").write_text(json.dumps({"target": target, "now": now}, indent=2) + "\n")


def tuf_on_ci() -> None:
    folder, spec, expires = Folder("tuf-on-ci"), "1.0.31", "2044-08-10T10:05:04Z"
    owner, other = key(x_tuf_on_ci_keyowner="@one"), key(x_tuf_on_ci_keyowner="@two")
    online = key(x_tuf_on_ci_online_uri="gcpkms:projects/demo/locations/global/keyRings/demo/cryptoKeys/online")
    periods = {"x-tuf-on-ci-expiry-period": 7300, "x-tuf-on-ci-signing-period": 60}
    online_role = role(online, x_tuf_on_ci_expiry_period=7300, x_tuf_on_ci_signing_period=1)
    roles = {"root": role(owner), "targets": role(owner), "snapshot": online_role, "timestamp": online_role}
    root = signed("root", 1, expires, spec, consistent_snapshot=True, keys=keys(owner, online), roles=roles, **periods)
    first = folder.metadata("1.root", root, owner)

    paths = ["delegated/*", "delegated/*/*", "delegated/*/*/*"]
    below = {**role(owner, other), "name": "delegated", "paths": paths, "terminating": True}
    delegations = {"keys": keys(owner, other), "roles": [below]}
    folder.metadata(
        "1.targets", signed("targets", 1, expires, spec, targets={}, delegations=delegations, **periods), owner
    )
    content = {"delegated/artifact": folder.target("delegated/artifact", b"from a delegated role\n")}
    folder.metadata("2.delegated", signed("targets", 2, expires, spec, targets=content, **periods), other)
    meta = {"delegated.json": {"version": 2}, "targets.json": {"version": 1}}
    folder.metadata("2.snapshot", signed("snapshot", 2, expires, spec, meta=meta), online)
    folder.metadata("timestamp", signed("timestamp", 2, expires, spec, meta={"snapshot.json": {"version": 2}}), online)
    folder.say(first, "delegated/artifact", "2026-11-23T00:00:00Z")


def root_signing() -> None:
    folder, spec = Folder("root-signing"), "1.0"
    algorithms = {"keyid_hash_algorithms": ["sha256", "sha512"]}
    holders = [key() for _ in range(6)]
    for number, holder in enumerate(holders, start=1):
        holder.public_key.unrecognized_fields.update(algorithms)
        # Ids of old tools, and of no other: nobody who checks may compute them anew.
        holder.public_key.keyid = sha256(f"holder {number}".encode())
    online = key(x_tuf_on_ci_online_uri="gcpkms://projects/demo/locations/global/keyRings/root/cryptoKeys/timestamp")
    npm = key(x_tuf_on_ci_online_uri="azurekms://registry.example/keys/delegate")

    def root(version: int, expires: str, trusted: list[CryptoSigner], threshold: int) -> dict:
        people = role(*trusted, threshold=threshold)
        roles = {"root": people, "targets": people}
        roles["snapshot"] = role(online, x_tuf_on_ci_expiry_period=3650, x_tuf_on_ci_signing_period=365)
        roles["timestamp"] = role(online, x_tuf_on_ci_expiry_period=7, x_tuf_on_ci_signing_period=4)
        more = {"x-tuf-on-ci-expiry-period": 182, "x-tuf-on-ci-signing-period": 31}
        every = keys(*trusted, online)
        return signed("root", version, expires, spec, consistent_snapshot=True, keys=every, roles=roles, **more)

    first, last = holders[:5], holders[1:]
    initial = folder.metadata(
        "5.root", root(5, "2023-04-18T18:13:43Z", first, 3), *first[:3], unsigned=tuple(first[3:])
    )
    # Expired long ago, and needed all the same: the way leads through each.
    folder.metadata("6.root", root(6, "2024-09-12T06:53:10Z", first, 3), *first[1:5])
    folder.metadata("7.root", root(7, "2025-08-19T14:33:09Z", last, 3), *last[:4], unsigned=(holders[0], holders[5]))
    folder.metadata("8.root", root(8, "2027-01-22T13:05:59Z", last, 3), *last[2:], unsigned=tuple(last[:2]))

    targets = {}
    for name, status in (("old.crt.pem", "Expired"), ("rekor.pub", "Active"), ("trusted_root.json", "Active")):
        custom = {"sigstore": {"status": status, "uri": "https://log.example", "usage": "Unknown"}}
        targets[name] = {**folder.target(name, f"contents of {name}\n".encode()), "custom": custom}
    below = {**role(npm), "name": "registry.example", "paths": ["registry.example/*"], "terminating": True}
    delegations = {"keys": keys(npm), "roles": [below]}
    content = signed("targets", 10, "2027-01-22T13:05:59Z", spec, targets=targets, delegations=delegations)
    folder.metadata("10.targets", content, *last[1:4], unsigned=(last[0], last[4]))
    registry = {"registry.example/keys.json": folder.target("registry.example/keys.json", b"{}\n")}
    folder.metadata("4.registry.example", signed("targets", 4, "2027-01-22T13:05:59Z", spec, targets=registry), npm)
    meta = {"registry.example.json": {"version": 4}, "targets.json": {"version": 10}}
    snapshot = folder.metadata("160.snapshot", signed("snapshot", 160, "2035-11-28T08:58:42Z", spec, meta=meta), online)
    meta = {"snapshot.json": {"version": 160, "length": len(snapshot), "hashes": {"sha256": sha256(snapshot)}}}
    folder.metadata("timestamp", signed("timestamp", 311, "2026-11-28T08:58:42Z", spec, meta=meta), online)
    folder.say(initial, "trusted_root.json", "2026-11-23T00:00:00Z")


if __name__ == "__main__":
    tuf_on_ci()
    root_signing()
    print(f"made on {datetime.now(timezone.utc):%Y-%m-%d}")
