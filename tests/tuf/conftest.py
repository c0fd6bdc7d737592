"""What all tests of this folder share: the options, the stage they play on, and the table at the end."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from client import ACCEPTED, TUF_CLIENT, Client, program
from repository import MAKE_KEY, Repository
from server import Server


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--key-kind", choices=list(MAKE_KEY), default="ed25519", help="keys of the simulated repository")


@dataclass
class Stage:
    """A repository, the server that serves it, and a client that has trusted its first root."""

    repo: Repository
    server: Server
    client: Client


@pytest.fixture
def new_stage(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[..., Stage]]:
    """Makes stages, each apart from the others. `root`: trust this instead; `None`: trust nothing yet."""
    servers: list[Server] = []

    def make(repo: Repository | None = None, root: bytes | None | str = "first") -> Stage:
        repo = repo or Repository(request.config.getoption("--key-kind"))
        server = Server(repo.site)
        servers.append(server)
        folder = tmp_path / str(len(servers))
        folder.mkdir()
        client = Client(program(TUF_CLIENT), folder, server.url)
        if root is not None:
            assert client.init(repo.site["metadata/1.root.json"] if root == "first" else root) == ACCEPTED
        return Stage(repo, server, client)

    yield make
    for server in servers:
        server.stop()


@pytest.fixture
def stage(new_stage: Callable[..., Stage]) -> Stage:
    return new_stage()


@pytest.fixture
def repo(stage: Stage) -> Repository:
    return stage.repo


@pytest.fixture
def client(stage: Stage) -> Client:
    return stage.client


@pytest.fixture
def server(stage: Stage) -> Server:
    return stage.server


def pytest_terminal_summary(terminalreporter) -> None:
    """How many of what passed, and the most that a fetch took of the computer."""
    passed, all_of, most = Counter(), Counter(), {}
    for outcome in ("passed", "failed", "error", "xfailed", "skipped"):
        for report in terminalreporter.getreports(outcome):
            if report.when != "call" and outcome not in ("error", "skipped"):
                continue
            noted = dict(report.user_properties)
            group = noted.get("group") or Path(report.fspath).stem.removeprefix("test_")
            all_of[group] += 1
            passed[group] += outcome == "passed"
            if "MiB" in noted:
                seconds, mib = most.get(group, (0, 0))
                most[group] = max(seconds, noted["seconds"]), max(mib, noted["MiB"])
    if not all_of:
        return
    terminalreporter.section("by group")
    for group in sorted(all_of):
        took = "at most {:5.1f} s, {:3.0f} MiB".format(*most[group]) if group in most else ""
        terminalreporter.write_line(f"{group:32} {passed[group]:4} of {all_of[group]:4}  {took}".rstrip())
    terminalreporter.write_line(f"{'all':32} {passed.total():4} of {all_of.total():4}")
