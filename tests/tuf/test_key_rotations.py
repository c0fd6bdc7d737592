"""Chains of roots, and exchanged keys of the roles below.

A state is written as "KEYS/THRESHOLD SIGNED": "01345/3 045" trusts keys 0, 1, 3, 4 and 5, wants three of them,
and is signed by 0, 4 and 5.
"""

import pytest
from client import ACCEPTED, REFUSED
from repository import Repository

# Each chain: the roots from version 1 on, and whether the last of them is to be trusted.
CHAINS = {
    "1-of-1": (["1/1 1", "2/1 21", "2/1 2"], True),
    "1-of-1, unused signatures": (["1/1 314", "2/1 3214", "2/1 324"], True),
    "3-of-5, different combinations": (["01234/3 024", "01234/3 041", "01234/3 013", "01234/3 013"], True),
    "3-of-5, one key rotated": (["01234/3 024", "01345/3 041"], True),
    "3-of-5, one key rotated with a step between": (["01234/3 024", "01345/3 0245", "01345/3 045"], True),
    "3-of-5, all keys rotated with a step between": (["01234/3 024", "56789/3 024567", "56789/3 567"], True),
    "1-of-3 to 2-of-3": (["123/1 1", "123/2 12"], True),
    "2-of-3 to 1-of-3": (["123/2 12", "123/1 12", "123/1 1"], True),
    "1-of-1 to 2-of-2": (["1/1 1", "12/2 12"], True),
    "1-of-1 fails, not signed with the old key": (["1/1 1", "2/1 234"], False),
    "1-of-1 fails, not signed with the new key": (["1/1 1", "2/1 134"], False),
    "3-of-5 fails, not signed with three new keys": (["01234/3 024", "01345/3 024"], False),
    "3-of-5 fails, not signed with three old keys": (["01234/3 024", "01345/3 045"], False),
    "1-of-3 to 2-of-3 fails, new threshold not met": (["123/1 1", "123/2 2"], False),
    "2-of-3 to 1-of-3 fails, old threshold not met": (["123/2 12", "123/1 1"], False),
}

# Each: the state of the role after the change, and whether it is to be trusted.
BELOW_ROOT = {
    "1-of-1": ("2/1 2", True),
    "1-of-1, unused signatures": ("1/1 314", True),
    "1-of-1 fails, not signed with the new key": ("2/1 134", False),
    "3-of-5 fails, one signature of a key that is no longer there": ("01345/3 024", False),
    "3-of-5 fails, one signature short": ("01345/3 04", False),
    "3-of-5, first combination": ("01234/3 024", True),
    "3-of-5, second combination": ("01234/3 041", True),
    "3-of-5, third combination": ("01234/3 013", True),
    "3-of-5, fourth combination": ("01234/3 123", True),
    "3-of-5, fifth combination": ("01234/3 234", True),
}


def put(repo, role, state, keys):
    """Brings the keys of a role into a state."""
    trusted, _, signed = state.partition(" ")
    trusted, _, threshold = trusted.partition("/")
    repo.root.roles[role].keyids.clear()
    repo.root.roles[role].threshold = int(threshold)
    for number in trusted:
        repo.root.add_key(keys[int(number)].public_key, role)
    repo.signers[role] = [keys[int(number)] for number in signed]


@pytest.mark.parametrize("chain", CHAINS)
def test_root_rotation(new_stage, request, chain):
    states, good = CHAINS[chain]
    repo = Repository(request.config.getoption("--key-kind"))
    keys = [repo.new_key() for _ in range(10)]
    for version, state in enumerate(states, start=1):
        put(repo, "root", state, keys)
        repo.root.version = version
        repo.lay_out("root")
    client = new_stage(repo).client
    assert client.refresh() == (ACCEPTED if good else REFUSED)
    newest = len(states) if good else len(states) - 1
    assert client.stored("root") == repo.site[f"metadata/{newest}.root.json"]


@pytest.mark.parametrize("change", BELOW_ROOT)
def test_non_root_rotations(new_stage, change):
    state, good = BELOW_ROOT[change]
    for role in ("timestamp", "snapshot", "targets"):
        stage = new_stage()
        repo, client = stage.repo, stage.client
        assert client.refresh() == ACCEPTED
        keys = [repo.new_key() for _ in range(6)]
        put(repo, role, state, keys)
        repo.publish("root", "targets", "snapshot", "timestamp")
        if good:
            assert client.refresh() == ACCEPTED
            assert client.stored(role) == repo.newest(role)
        else:
            assert client.refresh() == REFUSED
            assert client.version("root") == 2
            assert client.version(role) == 1
