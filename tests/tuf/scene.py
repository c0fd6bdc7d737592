"""What a hostile case plays on: a repository, a mirror of it, and the shipped program that has fetched from it before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from courier import DISK, MEMORY, SECONDS, Courier, Outcome, facts
from releases import Releases
from server import Server

# What a fetch may end with, besides the code of a problem.
KEPT = "kept"  # all well, and nothing new
TAKEN = "taken"  # the honest new Pack, and nothing else


class Scene:
    def __init__(self, folder: Path) -> None:
        self.repo = Releases()
        self.repo.release()
        self.servers = [Server(self.repo.site)]
        # When the attacked fetch takes place; None: now, by this computer's clock.
        self.at: datetime | None = None
        self.courier = Courier(folder, self.repo.trust([self.server.url]))
        self.fetch(TAKEN)

    @property
    def server(self) -> Server:
        """The hostile one."""
        return self.servers[0]

    def add_mirror(self, first_url: str | None = None) -> None:
        """A second, honest mirror, asked when the first has failed. `first_url`: the first is elsewhere from now on."""
        self.servers.append(Server(self.repo.site))
        self.courier.install(self.repo.trust([first_url or self.server.url, self.servers[1].url]))

    def newest(self):
        return facts(self.repo.number, self.repo.packs[self.repo.number])

    def fetch(self, ends: str, at: datetime | None = None) -> Outcome:
        """One fetch that must end in this way, within all limits."""
        _, before = self.courier.standing(at)
        in_use = self.courier.in_use()
        outcome = self.courier.sync(at)
        assert outcome.seconds <= SECONDS, f"took {outcome.seconds:.1f} s"
        assert outcome.peak <= MEMORY, f"held {outcome.peak >> 20} MiB"
        assert outcome.disk <= DISK, f"left {outcome.disk >> 20} MiB"
        taken = outcome.pack == self.newest() and outcome.pack != before
        ended = outcome.code or (TAKEN if taken else KEPT)
        assert ended == ends, f"ended with {ended}, and should with {ends}"
        assert taken if ended == TAKEN else outcome.pack == before
        assert outcome.code is None or self.courier.in_use() <= in_use, "something in use was changed"
        return outcome

    def stop(self) -> None:
        for server in self.servers:
            server.stop()


def mend(scene: Scene) -> None:
    """All is served as the publishers would have it again, and there is one more release."""
    scene.server.answers.clear()
    scene.server.site = scene.repo.site
    scene.repo.lay_out("root", "targets", "snapshot", "timestamp")
    scene.repo.release(scene.at)


def mend_by_the_clock(scene: Scene) -> None:
    """The computer's clock is right again as well."""
    scene.at = None
    mend(scene)


def exchange_online_keys(scene: Scene) -> None:
    """The way out when snapshot or timestamp went too far ahead: new keys for both, and they start again."""
    repo = scene.repo
    for role in ("snapshot", "timestamp"):
        repo.exchange_keys(role)
        repo.roles[role].version = 1
    repo.publish("root")
    mend(scene)


@dataclass(frozen=True)
class Case:
    """`play` offers a new Pack and spoils it; the fetch then has to end with `ends`: the code of a problem, KEPT or TAKEN.

    `after`: sets right what was wrong, and a further release must be taken then; None: it cannot be set right.
    """

    attack: str
    variant: str
    play: Callable[[Scene], None]
    ends: str
    after: Callable[[Scene], None] | None = mend

    def __str__(self) -> str:
        return f"{self.attack}: {self.variant}"


def later(**much: float) -> datetime:
    return datetime.now(timezone.utc) + timedelta(**much)
