"""Repositories that other tools have made, as far as that can be had here: see static/make.py."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from client import ACCEPTED, TUF_CLIENT, Client, program
from server import Server

STATIC = Path(__file__).parent / "static"


@pytest.mark.parametrize("name", ["tuf-on-ci", "root-signing"])
def test_static_repository(tmp_path, name):
    folder = STATIC / name
    site = {
        str(file.relative_to(folder)): file.read_bytes()
        for part in ("metadata", "targets")
        for file in (folder / part).rglob("*")
        if file.is_file()
    }
    case = json.loads((folder / "case.json").read_text())
    now = datetime.fromisoformat(case["now"].replace("Z", "+00:00"))
    server = Server(site)
    client = Client(program(TUF_CLIENT), tmp_path, server.url)
    assert client.init((folder / "initial_root.json").read_bytes()) == ACCEPTED
    assert client.refresh(at=now) == ACCEPTED
    assert client.download(case["target"], at=now) == ACCEPTED
    [wanted] = (folder / "targets").rglob(f"*.{Path(case['target']).name}")
    assert client.downloaded() == [wanted.read_bytes()]
    server.stop()
