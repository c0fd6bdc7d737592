"""Targets: the right bytes under the right name, and never any others."""

import pytest
from client import ACCEPTED, REFUSED

NAME = "rules.bin"
CONTENT = b"what was published"


def offer(repo, name=NAME, content=CONTENT, hashes=("sha256",)):
    target = repo.add_target(name, content, hashes=hashes)
    repo.publish("targets", "snapshot", "timestamp")
    return target


def test_expected_file(client, repo):
    offer(repo)
    assert client.refresh() == ACCEPTED
    assert client.downloaded() == []
    assert client.download(NAME) == ACCEPTED
    assert client.downloaded() == [CONTENT]


def test_in_sub_dir(client, repo, server):
    """The hash stands before the file's name and not before the folder's."""
    target = offer(repo, "a/folder/in it/rules.bin")
    assert client.download("a/folder/in it/rules.bin") == ACCEPTED
    assert client.downloaded() == [CONTENT]
    assert server.log[-1] == f"targets/a/folder/in%20it/{target.hashes['sha256']}.rules.bin"


def test_repository_substitutes_target_file(client, repo):
    offer(repo)
    offer(repo, "other.bin", b"another one")
    assert client.download(NAME) == ACCEPTED
    for name in (NAME, "other.bin"):
        repo.serve_target(name, b"something else, slipped in afterwards")
    # Accepted when the client has kept the right one, refused when it asks again: both are right.
    client.download(NAME)
    assert client.downloaded() == [CONTENT]
    assert client.download("other.bin") == REFUSED
    assert client.downloaded() == [CONTENT]


def test_multiple_changes_to_target(client, repo):
    """Ten rounds of changes, of which the client sees some: it has the newest each time, and never a false one."""
    offer(repo)
    assert client.download(NAME) == ACCEPTED
    others = []
    for number in range(10):
        content, other = f"version {number}".encode(), f"other {number}".encode()
        offer(repo, NAME, content)
        offer(repo, f"other-{number}", other)
        if number % 4:
            continue
        assert client.download(NAME) == ACCEPTED
        assert client.downloaded() == [*others, content]
        assert client.download(f"other-{number}") == ACCEPTED
        assert client.downloaded() == [*others, content, other]
        repo.serve_target(NAME, f"false {number}".encode())
        repo.publish("targets", "snapshot", "timestamp")
        client.download(NAME)
        assert sorted(client.downloaded()) == sorted([*others, content, other])
        others.append(other)


@pytest.mark.parametrize("hashes", [("sha256",), ("sha512",), ("sha256", "sha512")], ids="+".join)
def test_hash_algorithms(client, repo, server, hashes):
    offer(repo, hashes=hashes)
    assert client.download(NAME) == ACCEPTED
    assert client.downloaded() == [CONTENT]
    # Under which of its hashes it is fetched is the client's choice.
    assert [path for path in server.log if path.startswith("targets/")][0] in repo.target_paths(NAME)


def test_unknown_hash_algorithm(client, repo):
    """A hash that cannot be computed is no proof, whatever its value is."""
    target = repo.add_target(NAME, CONTENT)
    target.hashes = {"hash-of-the-future": target.hashes["sha256"]}
    repo.serve_target(NAME, CONTENT)
    repo.publish("targets", "snapshot", "timestamp")
    assert client.download(NAME) == REFUSED
    assert client.downloaded() == []


def test_artifact_cache(client, repo, server):
    offer(repo)
    assert client.download(NAME) == ACCEPTED
    assert client.download(NAME) == ACCEPTED
    assert [path for path in server.log if path.startswith("targets/")] == repo.target_paths(NAME)
    assert client.downloaded() == [CONTENT]
