"""Nothing goes back, unless the owners of the repository exchange the keys of who went too far ahead."""

import pytest
from client import ACCEPTED, REFUSED


def test_new_timestamp_version(client, repo, server):
    repo.publish("timestamp")
    assert client.refresh() == ACCEPTED
    repo.timestamp.version = 1
    repo.lay_out("timestamp")
    assert client.refresh() == REFUSED
    assert client.version("timestamp") == 2
    assert server.asked()[-1] == "timestamp"


@pytest.mark.parametrize("hashes", [False, True], ids=["basic", "with hashes"])
def test_snapshot(client, repo, server, hashes):
    """The timestamp goes on and points back. With hashes, too, it is the former snapshot that counts."""
    repo.with_hashes = hashes
    repo.publish("snapshot", "timestamp")
    assert client.refresh() == ACCEPTED
    repo.snapshot.version = 1
    repo.lay_out("snapshot")
    repo.publish("timestamp")
    assert client.refresh() == REFUSED
    assert client.version("timestamp") == 2
    assert client.version("snapshot") == 2
    assert server.asked()[-1] == "timestamp"


def test_targets_role_removal(client, repo):
    """A role that a snapshot has once named stays in it."""
    repo.delegate("targets", "delegated", ("some/*",))
    repo.publish("delegated", "targets", "snapshot", "timestamp")
    assert client.refresh() == ACCEPTED
    del repo.snapshot.meta["delegated.json"]
    repo.publish("snapshot", "timestamp")
    assert client.refresh() == REFUSED
    assert client.version("snapshot") == 2


def test_targets_fast_forward_recovery(client, repo):
    """New snapshot key: targets may start again, and roles may go."""
    repo.delegate("targets", "delegated", ("some/*",))
    repo.targets.version = 99
    repo.publish("delegated", "targets", "snapshot", "timestamp")
    assert client.refresh() == ACCEPTED
    assert client.version("targets") == 100
    repo.exchange_keys("snapshot")
    repo.targets.version = 1
    repo.lay_out("targets")
    del repo.snapshot.meta["delegated.json"]
    repo.publish("root", "snapshot", "timestamp")
    assert client.refresh() == ACCEPTED
    assert client.version("targets") == 1


def test_new_snapshot_fast_forward_recovery(client, repo):
    """New keys for snapshot and timestamp: the snapshot may start again."""
    repo.snapshot.version = 99
    repo.publish("snapshot", "timestamp")
    assert client.refresh() == ACCEPTED
    assert client.version("snapshot") == 100
    repo.exchange_keys("snapshot")
    repo.exchange_keys("timestamp")
    repo.snapshot.version = 1
    repo.lay_out("snapshot")
    repo.publish("root", "timestamp")
    assert client.refresh() == ACCEPTED
    assert client.version("snapshot") == 1


def test_new_timestamp_fast_forward_recovery(client, repo):
    """New timestamp key: the timestamp may start again."""
    repo.timestamp.version = 99
    repo.publish("timestamp")
    assert client.refresh() == ACCEPTED
    assert client.version("timestamp") == 100
    repo.exchange_keys("timestamp")
    repo.timestamp.version = 1
    repo.lay_out("timestamp")
    repo.publish("root")
    assert client.refresh() == ACCEPTED
    assert client.version("timestamp") == 1


@pytest.mark.parametrize("hashes", [False, True], ids=["basic", "with hashes"])
def test_targets(client, repo, hashes):
    """Timestamp and snapshot go on, and the snapshot points back."""
    repo.with_hashes = hashes
    repo.publish("targets", "snapshot", "timestamp")
    assert client.refresh() == ACCEPTED
    repo.targets.version = 1
    repo.lay_out("targets")
    repo.publish("snapshot", "timestamp")
    assert client.refresh() == REFUSED
    assert client.version("snapshot") == 2
    assert client.version("targets") == 2
