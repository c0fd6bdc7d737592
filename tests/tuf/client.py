"""The client under test: a program that speaks the protocol of the TUF conformance suite.

    PROGRAM --metadata-dir D init TRUSTED_ROOT
    PROGRAM --metadata-url U --metadata-dir D refresh
    PROGRAM --metadata-url U --metadata-dir D --target-name N… --target-base-url T --target-dir X download

Seen from outside only: its status, what it leaves in D and X, and what it asks the server for.
"""

import json
import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

ACCEPTED = 0
REFUSED = 1

ROOT = Path(__file__).parent.parent.parent

# Programs under test: the variable that names another one, and where cargo leaves ours.
TUF_CLIENT = ("TUF_CLIENT", "target/debug/examples/tuf_client")
CAVEAT_HOST = ("CAVEAT_HOST", "target/debug/caveat-host")

# No single call takes this long; one that does hangs.
CALL_SECONDS = 60


def program(named: tuple[str, str]) -> str:
    """A program under test, as a path that holds from any folder."""
    variable, default = named
    wanted = os.environ.get(variable) or ROOT / default
    found = shutil.which(wanted)
    assert found, f"no program {wanted}: build it, or name another one in {variable}"
    return str(Path(found).resolve())


class Client:
    def __init__(self, program: str, folder: Path, url: str) -> None:
        self.program = program
        self.folder = folder
        self.metadata = folder / "metadata"
        self.targets = folder / "targets"
        self.metadata.mkdir()
        self.targets.mkdir()
        self.metadata_url = f"{url}metadata/"
        self.targets_url = f"{url}targets/"

    def init(self, root: bytes) -> int:
        trusted = self.folder / "initial-root.json"
        trusted.write_bytes(root)
        return self.run("init", str(trusted))

    def refresh(self, at: datetime | None = None) -> int:
        return self.run("--metadata-url", self.metadata_url, "refresh", at=at)

    def download(self, *names: str, at: datetime | None = None) -> int:
        named = [word for name in names for word in ("--target-name", name)]
        places = ("--target-base-url", self.targets_url, "--target-dir", str(self.targets))
        return self.run("--metadata-url", self.metadata_url, *named, *places, "download", at=at)

    def run(self, *words: str, at: datetime | None = None) -> int:
        command = [self.program, "--metadata-dir", str(self.metadata), *words]
        if at:
            command = [*faketime(at), *command]
        done = subprocess.run(command, capture_output=True, text=True, timeout=CALL_SECONDS, check=False)
        # Shown by pytest when a test fails.
        print(f"{words[-1]}: status {done.returncode}\n{done.stdout}{done.stderr}")
        assert done.returncode in (ACCEPTED, REFUSED), f"neither accepted nor refused: {done.returncode}"
        return done.returncode

    def stored(self, role: str) -> bytes | None:
        file = self.metadata / f"{role}.json"
        return file.read_bytes() if file.exists() else None

    def version(self, role: str) -> int | None:
        data = self.stored(role)
        return json.loads(data)["signed"]["version"] if data else None

    def trusted(self) -> dict[str, int]:
        """Version by role. Names of delegated roles are encoded as the client likes."""
        names = sorted(file.name.removesuffix(".json") for file in self.metadata.glob("*.json"))
        return {name: self.version(name) for name in names}

    def downloaded(self) -> list[bytes]:
        """Contents of the downloaded files, the oldest first."""
        files = [file for file in self.targets.rglob("*") if file.is_file()]
        return [file.read_bytes() for file in sorted(files, key=lambda file: file.stat().st_mtime_ns)]


def faketime(at: datetime) -> list[str]:
    """Words before a command that give it another clock."""
    program = shutil.which("faketime")
    assert program, "this test needs the program faketime: Debian's package faketime, or run scripts/setup"
    # Only what the calendar says: deadlines go on by the steady clock.
    return [program, "--exclude-monotonic", at.strftime("%Y-%m-%d %H:%M:%S UTC")]
