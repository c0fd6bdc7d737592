"""The stage itself: what the simulated repository says is what python-tuf reads."""

from repository import ROLES, Repository, in_days, sha256
from tuf.api.metadata import Metadata


def test_first_versions():
    repo = Repository()
    for role in ROLES:
        assert Metadata.from_bytes(repo.newest(role)).signed.version == 1
    root = Metadata.from_bytes(repo.newest("root"))
    for role in ROLES:
        root.verify_delegate(role, Metadata.from_bytes(repo.newest(role)))


def test_hashes_of_metadata():
    repo = Repository()
    repo.with_hashes = True
    repo.publish("targets", "snapshot", "timestamp")
    said = Metadata.from_bytes(repo.newest("timestamp")).signed.snapshot_meta
    served = repo.site["metadata/2.snapshot.json"]
    assert (said.version, said.length, said.hashes) == (2, len(served), {"sha256": sha256(served)})


def test_expiry_is_published():
    repo = Repository()
    repo.timestamp.expires = in_days(-5)
    repo.publish("timestamp")
    published = Metadata.from_bytes(repo.newest("timestamp")).signed
    assert published.version == 2
    assert published.is_expired()
