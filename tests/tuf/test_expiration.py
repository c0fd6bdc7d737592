"""Nothing expired is taken into use; what is old here does not keep what is new from coming."""

from client import ACCEPTED, REFUSED
from repository import in_days

ALL_FIRST = {"root": 1, "snapshot": 1, "targets": 1, "timestamp": 1}


def test_root_expired(client, repo):
    """An expired root is still the way to the next one: it is kept, and nothing after it is."""
    assert client.refresh() == ACCEPTED
    repo.publish("root")
    assert client.refresh() == ACCEPTED
    repo.root.expires = in_days(-1)
    repo.publish("root", "targets", "snapshot", "timestamp")
    assert client.refresh() == REFUSED
    assert client.trusted() == {**ALL_FIRST, "root": 3}


def test_timestamp_expired(client, repo):
    assert client.refresh() == ACCEPTED
    repo.timestamp.expires = in_days(-5)
    repo.publish("timestamp")
    assert client.refresh() == REFUSED
    assert client.trusted() == ALL_FIRST


def test_snapshot_expired(client, repo):
    assert client.refresh() == ACCEPTED
    repo.snapshot.expires = in_days(-5)
    repo.publish("snapshot", "timestamp")
    assert client.refresh() == REFUSED
    assert client.trusted() == {**ALL_FIRST, "timestamp": 2}


def test_targets_expired(client, repo):
    assert client.refresh() == ACCEPTED
    repo.targets.expires = in_days(-5)
    repo.publish("targets", "snapshot", "timestamp")
    assert client.refresh() == REFUSED
    assert client.trusted() == {**ALL_FIRST, "snapshot": 2, "timestamp": 2}


def test_expired_local_root(client, repo):
    repo.root.expires = in_days(7)
    repo.publish("root")
    assert client.refresh() == ACCEPTED
    repo.root.expires = in_days(21)
    repo.publish("root")
    assert client.refresh(at=in_days(18)) == ACCEPTED
    assert client.version("root") == 3


def test_expired_local_timestamp(client, repo):
    repo.timestamp.expires = in_days(7)
    repo.publish("timestamp")
    assert client.refresh() == ACCEPTED
    repo.timestamp.expires = in_days(21)
    repo.publish("targets", "snapshot", "timestamp")
    assert client.refresh(at=in_days(18)) == ACCEPTED
    assert client.trusted() == {"root": 1, "snapshot": 2, "targets": 2, "timestamp": 3}
