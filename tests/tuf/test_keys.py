"""Keys, thresholds and signatures."""

import json

import pytest
from client import ACCEPTED, REFUSED
from tuf.api.metadata import Metadata


def test_snapshot_does_not_meet_threshold(client, repo):
    repo.root.roles["snapshot"].threshold = 3
    repo.add_key("snapshot")
    repo.add_key("snapshot")
    repo.publish("root", "targets", "snapshot", "timestamp")
    assert client.refresh() == ACCEPTED
    repo.signers["snapshot"].pop()
    repo.publish("targets", "snapshot", "timestamp")
    assert client.refresh() == REFUSED
    assert client.version("snapshot") == 2


def test_snapshot_has_too_few_keys(client, repo):
    """Five keys, six needed: nothing can be valid."""
    for _ in range(4):
        repo.add_key("snapshot")
    repo.root.roles["snapshot"].threshold = 6
    repo.publish("root", "snapshot", "timestamp")
    assert client.refresh() == REFUSED
    # A root that can never be met may be refused as a whole, or be taken and leave the snapshot out.
    assert client.version("root") in (1, 2)
    assert client.version("snapshot") is None


def test_duplicate_keys(client, repo):
    """One key nine times in the list of keys, its signature nine times below: it counts once."""
    signer = repo.add_key("snapshot")
    keyid = signer.public_key.keyid
    repo.root.roles["snapshot"].threshold = 6
    repo.root.roles["snapshot"].keyids += [keyid] * 8
    repo.publish("root", "snapshot", "timestamp")

    def repeat(envelope):
        envelope["signatures"] += 8 * [each for each in envelope["signatures"] if each["keyid"] == keyid]

    repo.edit("metadata/2.snapshot.json", repeat)
    assert client.refresh() == REFUSED
    assert client.version("snapshot") is None


def test_duplicate_sig_keyids(client, repo):
    """The specification forbids it even where enough others have signed."""
    repo.edit("metadata/1.snapshot.json", lambda envelope: envelope["signatures"].append(envelope["signatures"][0]))
    assert client.refresh() == REFUSED
    assert client.version("snapshot") is None


@pytest.mark.parametrize("kind", ["rsa", "ecdsa", "ed25519"], ids=["rsa-pss-sha256", "ecdsa-p256", "ed25519"])
def test_keytype_and_scheme(client, repo, kind):
    """A second root key of each kind is needed from version 2 on; then its signature is over something else."""
    signer = repo.add_key("root", repo.new_key(kind))
    repo.root.roles["root"].threshold = 2
    repo.publish("root")
    assert client.refresh() == ACCEPTED
    assert client.version("root") == 2

    repo.publish("root")
    envelope = json.loads(repo.newest("root"))
    wrong = next(each for each in envelope["signatures"] if each["keyid"] == signer.public_key.keyid)
    wrong["sig"] = signer.sign(b"something else").signature
    repo.site["metadata/3.root.json"] = json.dumps(envelope).encode()
    assert client.refresh() == REFUSED
    assert client.version("root") == 2


def test_invalid_sig_in_valid_metadata(client, repo):
    """Of two keys one is enough: a wrong signature of the other one, or none at all, does no harm."""
    other = repo.signers["timestamp"][0].public_key.keyid
    former = Metadata.from_bytes(repo.newest("timestamp")).signatures[other].signature
    repo.add_key("timestamp")
    for false in (former, ""):
        repo.publish("root", "timestamp")

        def spoil(envelope, false=false):
            next(each for each in envelope["signatures"] if each["keyid"] == other)["sig"] = false

        repo.edit("metadata/timestamp.json", spoil)
        assert client.refresh() == ACCEPTED
        assert client.version("timestamp") == repo.timestamp.version
