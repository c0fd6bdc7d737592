"""The plain way through, and everything that can be wrong with a single file of it."""

import json

import pytest
from client import ACCEPTED, REFUSED
from repository import ROLES, identify, in_days
from securesystemslib.formats import encode_canonical

# What a client without any metadata but root 1 asks for.
FIRST_REQUESTS = ["2.root", "timestamp", "1.snapshot", "1.targets"]


def test_refresh_requests(client, server):
    assert client.refresh() == ACCEPTED
    assert server.asked() == FIRST_REQUESTS


def test_refresh_trusted_data(client, repo):
    assert client.refresh() == ACCEPTED
    for role in ROLES:
        assert client.stored(role) == repo.newest(role)


def test_implicit_refresh(client, repo, server):
    """A download refreshes first, even when there is no such target."""
    assert client.download("nothing of that name") == REFUSED
    assert server.asked() == FIRST_REQUESTS
    for role in ROLES:
        assert client.stored(role) == repo.newest(role)


def test_invalid_initial_root(new_stage):
    stage = new_stage(root=None)
    root = json.loads(stage.repo.newest("root"))
    del root["signed"]["version"]
    # Whether it is `init` or the first refresh that says no is the client's own affair.
    stage.client.init(json.dumps(root).encode())
    assert stage.client.refresh() == REFUSED
    assert stage.server.log == []


def test_unsigned_initial_root(new_stage):
    """Signed over the right bytes, under the right id, with a stranger's key."""
    stage = new_stage(root=None)
    root = json.loads(stage.repo.newest("root"))
    forged = stage.repo.new_key().sign(encode_canonical(root["signed"]).encode())
    root["signatures"][0]["sig"] = forged.signature
    stage.client.init(json.dumps(root).encode())
    assert stage.client.refresh() == REFUSED
    assert stage.server.log == []


# What is trusted after a refresh that stops at the role in question, when all others are at version 2.
UP_TO = {
    "root": {"root": 1},
    "timestamp": {"root": 2},
    "snapshot": {"root": 2, "timestamp": 2},
    "targets": {"root": 2, "snapshot": 2, "timestamp": 2},
}


@pytest.mark.parametrize("role", ROLES)
def test_unsigned_metadata(client, repo, role):
    repo.signers[role].clear()
    repo.publish("root", "targets", "snapshot", "timestamp")
    assert client.refresh() == REFUSED
    assert client.trusted() == UP_TO[role]


@pytest.mark.parametrize("role", ["root", "snapshot", "targets"])
def test_url_and_metadata_version_mismatch(client, repo, role):
    """Version 3 where version 2 was asked for, and all that point to it say 2."""
    for each in ("root", "targets", "snapshot", "timestamp"):
        if each == role:
            repo.roles[each].version = 3
            repo.lay_out(each, version_in_url=2)
        else:
            repo.publish(each)
    assert client.refresh() == REFUSED
    assert client.trusted() == UP_TO[role]


def test_timestamp_content_changes(client, repo, server):
    """The same version with another content is not news: the client stays with what it has."""
    assert client.refresh() == ACCEPTED
    before = client.stored("timestamp")
    repo.timestamp.snapshot_meta.version = 100
    repo.lay_out("timestamp")
    assert client.refresh() == ACCEPTED
    assert server.asked()[-1] == "timestamp"
    assert client.stored("timestamp") == before


def test_metadata_hash_support(client, repo):
    repo.with_hashes = True
    repo.publish("targets", "snapshot", "timestamp")
    assert client.refresh() == ACCEPTED
    assert client.trusted() == {"root": 1, "snapshot": 2, "targets": 2, "timestamp": 2}


def test_targets_hash_mismatch(client, repo):
    repo.with_hashes = True
    repo.publish("targets", "snapshot", "timestamp")
    assert client.refresh() == ACCEPTED
    repo.publish("targets")
    repo.snapshot.meta["targets.json"].hashes["sha256"] = "0" * 64
    repo.publish("snapshot", "timestamp")
    assert client.refresh() == REFUSED
    assert client.trusted() == {"root": 1, "snapshot": 3, "targets": 2, "timestamp": 3}


def test_snapshot_hash_mismatch(client, repo):
    repo.with_hashes = True
    repo.publish("targets", "snapshot", "timestamp")
    assert client.refresh() == ACCEPTED
    repo.publish("snapshot")
    repo.timestamp.snapshot_meta.hashes["sha256"] = "0" * 64
    repo.publish("timestamp")
    assert client.refresh() == REFUSED
    assert client.trusted() == {"root": 1, "snapshot": 2, "targets": 2, "timestamp": 3}


def test_metadata_bytes_match(client, repo):
    """What is kept are the bytes as served: hashes of them are compared later."""
    odd = repo.newest("timestamp") + b" \n "
    repo.site["metadata/timestamp.json"] = odd
    assert client.refresh() == ACCEPTED
    assert client.stored("timestamp") == odd


def test_custom_fields(client, repo):
    """Fields that nobody knows belong to the signed bytes."""
    assert client.refresh() == ACCEPTED
    signer = repo.new_key()
    signer.public_key.unrecognized_fields["owner"] = {"name": "somebody", "since": 2026}
    identify(signer.public_key)
    repo.add_key("root", signer)
    repo.root.unrecognized_fields["remark"] = "hello"
    repo.root.roles["root"].unrecognized_fields["period"] = 7
    repo.publish("root")
    assert client.refresh() == ACCEPTED
    assert client.version("root") == 2


def test_deprecated_keyid_hash_algorithms(client, repo):
    """A field of old repositories. No longer part of the specification: it changes nothing."""
    repo.root.roles["snapshot"].keyids.clear()
    repo.signers["snapshot"].clear()
    signer = repo.new_key()
    signer.public_key.unrecognized_fields["keyid_hash_algorithms"] = "md5"
    identify(signer.public_key)
    repo.add_key("snapshot", signer)
    repo.publish("root", "snapshot", "timestamp")
    assert client.refresh() == ACCEPTED
    assert client.trusted() == {"root": 2, "snapshot": 2, "targets": 1, "timestamp": 2}


def test_snapshot_404(client, repo, server):
    assert client.refresh() == ACCEPTED
    repo.timestamp.snapshot_meta.version = 2
    repo.publish("timestamp")
    assert client.refresh() == REFUSED
    assert server.asked()[-1] == "2.snapshot"
    assert client.trusted() == {"root": 1, "snapshot": 1, "targets": 1, "timestamp": 2}


def test_targets_404(client, repo, server):
    assert client.refresh() == ACCEPTED
    repo.snapshot.meta["targets.json"].version = 2
    repo.publish("snapshot", "timestamp")
    assert client.refresh() == REFUSED
    assert server.asked()[-1] == "2.targets"
    assert client.trusted() == {"root": 1, "snapshot": 2, "targets": 1, "timestamp": 2}


def test_timestamp_404(client, repo, server):
    assert client.refresh() == ACCEPTED
    del repo.site["metadata/timestamp.json"]
    assert client.refresh() == REFUSED
    assert server.asked()[-1] == "timestamp"
    assert client.trusted() == {"root": 1, "snapshot": 1, "targets": 1, "timestamp": 1}


def test_incorrect_metadata_type(client, repo):
    """A snapshot in the timestamp's place, signed with the timestamp's key and of its shape: only `_type` tells."""
    repo.signers["snapshot"] += repo.signers["timestamp"]
    repo.snapshot.meta = {"snapshot.json": repo.snapshot.meta["targets.json"]}
    repo.publish("snapshot")
    repo.site["metadata/timestamp.json"] = repo.newest("snapshot")
    assert client.refresh() == REFUSED
    assert client.trusted() == {"root": 1}


def test_faketime(client, repo):
    """Does the client see the clock that the other tests give it?"""
    repo.root.expires = in_days(7)
    repo.publish("root")
    assert client.refresh() == ACCEPTED
    assert client.refresh(at=in_days(8)) == REFUSED
