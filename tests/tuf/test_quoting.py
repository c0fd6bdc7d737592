"""Names of roles end up in addresses and in names of files."""

from urllib.parse import quote

import pytest
from client import REFUSED


@pytest.mark.parametrize("role", ["?", "#", "/delegatedrole", "../delegatedrole"])
def test_unusual_role_name(client, repo, server, role):
    repo.delegate("targets", role)
    repo.publish(role, "targets", "snapshot", "timestamp")
    before = {file for file in client.folder.rglob("*") if client.metadata not in file.parents}
    assert client.download("nothing of that name") == REFUSED
    assert f"1.{quote(role, '')}" in server.asked()
    # Under which name it is kept is the client's own affair, if it is in its own folder.
    assert len(client.trusted()) == 5
    assert {file for file in client.folder.rglob("*") if client.metadata not in file.parents} == before
