"""Who may speak for a target: delegations are walked depth first, in their order, and only where the path matches."""

import pytest
from client import ACCEPTED, REFUSED

# Each graph: delegations as "delegator > role", with "!" for a terminating one and a pattern other than "*"
# after a colon; and the roles in the order in which a client asks for them when the target is nowhere.
GRAPHS = {
    "basic": (["targets > A"], "A"),
    "single level": (["targets > A", "targets > B"], "AB"),
    "two levels": (["targets > A", "targets > B", "B > C"], "ABC"),
    "two levels, depth first": (["targets > A", "targets > B", "A > C", "A > D"], "ACDB"),
    "three levels, depth first": (["targets > A", "targets > B", "A > C", "C > D"], "ACDB"),
    "two levels, terminating": (["targets > A", "targets > B", "A > C!", "A > D"], "AC"),
    "three levels, terminating": (["targets > A", "targets > B", "A > C!", "C > D"], "ACD"),
    "two levels, path does not match": (["targets > A:*.py", "targets > B", "A > C"], "B"),
    "three levels, path does not match": (["targets > A", "targets > B", "A > C:*.py", "C > D"], "AB"),
    "cyclic": (["targets > A", "targets > B", "B > C", "C > D", "D > B"], "ABCD"),
    "diamond": (["targets > A", "targets > B", "B > C", "A > C"], "ACB"),
    "diamond, one path does not match": (["targets > A", "targets > B", "B > C", "A > C:*.py"], "ABC"),
}


def build(repo, delegations):
    for delegation in delegations:
        delegator, _, role = delegation.partition(" > ")
        role, _, pattern = role.partition(":")
        repo.delegate(delegator, role.rstrip("!"), (pattern or "*",), terminating="!" in role)
    publish_all(repo)


def publish_all(repo):
    delegated = [role for role in repo.roles if role not in ("root", "timestamp", "snapshot", "targets")]
    repo.publish(*delegated, "targets", "snapshot", "timestamp")


def roles_asked_for(server):
    """Without the four requests that each download begins with."""
    return server.asked()[4:]


@pytest.mark.parametrize("graph", GRAPHS)
def test_graph_traversal(client, repo, server, graph):
    delegations, order = GRAPHS[graph]
    build(repo, delegations)
    assert client.download("nowhere") == REFUSED
    assert roles_asked_for(server) == [f"1.{role}" for role in order]


# Each search: the target, the roles that are asked, and whether it is found there.
SEARCHES = {
    "no delegation": ("plain", "", True),
    "wildcard": ("read.me", "A", True),
    "separators x": ("releases/x/x_1", "BC", True),
    "separators y": ("releases/y/y_1.zip", "BD", True),
    "not delegated by all": ("releases/z/z_1.zip", "B", False),
    "wildcard vs separator": ("deep/read.me", "", False),
    "? match": ("part-1", "E", True),
    "? no match": ("part-12", "", False),
    "case": ("READ.ME", "", False),
}


@pytest.mark.parametrize("search", SEARCHES)
def test_targetfile_search(client, repo, server, search):
    repo.delegate("targets", "A", ("*.doc", "*.me"))
    repo.delegate("targets", "B", ("releases/*/*",))
    repo.delegate("targets", "E", ("part-?",))
    repo.delegate("B", "C", ("releases/x/*",))
    repo.delegate("B", "D", ("releases/y/*.zip",))
    # Each target exists in a role that would have it; whether a client gets there is the question.
    owners = {"plain": "targets", "read.me": "A", "deep/read.me": "A", "READ.ME": "A", "part-1": "E", "part-12": "E"}
    owners |= {"releases/x/x_1": "C", "releases/y/y_1.zip": "D", "releases/z/z_1.zip": "D"}
    for name, role in owners.items():
        repo.add_target(name, f"{name} by {role}".encode(), role)
    publish_all(repo)

    name, order, found = SEARCHES[search]
    assert client.download(name) == (ACCEPTED if found else REFUSED)
    assert client.downloaded() == ([f"{name} by {owners[name]}".encode()] if found else [])
    assert [asked for asked in roles_asked_for(server) if not asked.startswith("targets/")] == [
        f"1.{role}" for role in order
    ]


def test_cached_role_is_verified_against_current_delegator(client, repo):
    """A and B both delegate to C, each with a key of its own, and C is signed for A alone: no target of B's through C."""
    repo.delegate("targets", "A", ("a/*",))
    repo.delegate("targets", "B", ("b/*",))
    repo.delegate("A", "C", ("a/*",))
    repo.delegate("B", "C", ("b/*",))
    repo.signers["C"].pop()
    repo.add_target("a/file", b"for A", "C")
    repo.add_target("b/file", b"for B", "C")
    publish_all(repo)
    # One call, so that C is known already when it is B's turn.
    assert client.download("a/file", "b/file") == REFUSED
    assert b"for B" not in client.downloaded()
    assert client.download("a/file") == ACCEPTED
    assert client.downloaded() == [b"for A"]


def test_delegation_not_in_snapshot(client, repo, server):
    """Of a role that the snapshot does not name there is no trusted version: it is not even asked for."""
    repo.delegate("targets", "A")
    repo.add_target("file", b"by A", "A")
    repo.publish("A", "targets")
    del repo.snapshot.meta["A.json"]
    repo.publish("snapshot", "timestamp")
    assert client.download("file") == REFUSED
    assert roles_asked_for(server) == []
    assert client.downloaded() == []
