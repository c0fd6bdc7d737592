"""The shipped program, `caveat-host`: installed into a folder of the test's own, and asked to fetch."""

import hashlib
import json
import os
import struct
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from client import CAVEAT_HOST, faketime, program

HERE = Path(__file__).parent

# What one fetch may take of a user's computer, whatever the other side does.
SECONDS = 30
MEMORY = 64 << 20
DISK = 8 << 20

# Beyond this a program is ended by force: so much later that nobody takes the one for the other.
KILL_AFTER = 2 * SECONDS


@dataclass(frozen=True)
class Pack:
    version: int
    sha256: str


@dataclass
class Outcome:
    """`code`: why nothing came, in the host's own closed list; None when all went well."""

    code: str | None
    pack: Pack | None
    seconds: float
    peak: int
    disk: int


class Courier:
    def __init__(self, folder: Path, trust: dict[str, str]) -> None:
        self.folder = folder
        self.program = program(CAVEAT_HOST)
        for part in ("trust", "manifests", "home", "state"):
            (folder / part).mkdir()
        # The sandbox of a user: nothing of this machine's own state is seen or touched.
        self.environment = {
            "HOME": str(folder / "home"),
            "XDG_STATE_HOME": str(folder / "state"),
            "PATH": os.environ["PATH"],
        }
        self.install(trust)

    def install(self, trust: dict[str, str]) -> None:
        folder = self.folder / "trust"
        for name, text in trust.items():
            (folder / name).write_text(text)
        done = self.run(
            "install", "--browser", "chromium", "--manifest-dir", self.folder / "manifests", "--trust", folder
        )
        assert done.returncode == 0, done.stderr

    @property
    def state(self) -> Path:
        return self.folder / "state" / "caveat-host"

    def run(self, *words: object, at: datetime | None = None) -> subprocess.CompletedProcess[str]:
        command = [*(faketime(at) if at else []), self.program, *map(str, words)]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=KILL_AFTER, check=False
        )

    def sync(self, at: datetime | None = None) -> Outcome:
        """Asks now, and measures."""
        report = self.folder / "measured.json"
        command = [*(faketime(at) if at else []), self.program, "sync", "--now"]
        measured = [
            sys.executable,
            "-S",
            "-E",
            str(HERE / "measure.py"),
            str(report),
            str(KILL_AFTER),
            str(DISK),
            *command,
        ]
        done = subprocess.run(measured, env=self.environment, capture_output=True, text=True, check=False)
        took = json.loads(report.read_text())
        code, pack = self.standing(at)
        print(f"sync: {took} {code} {pack}\n{done.stdout}{done.stderr}")
        assert took["status"] in (0, 1), f"ended in a way of its own: {took['status']}"
        assert (took["status"] == 0) == (code is None), f"status {took['status']} with problem {code}"
        disk = sum(file.stat().st_size for file in self.state.rglob("*") if file.is_file())
        return Outcome(code, pack, took["seconds"], took["peak"], disk)

    def standing(self, at: datetime | None = None) -> tuple[str | None, Pack | None]:
        """What the program tells the extension: why nothing came the last time, and which Pack is here."""
        status = self.ask({"v": 1, "id": 1, "verb": "status"}, at)
        pack, problem = status["pack"], status["problem"]
        return problem and problem["code"], pack and Pack(int(pack["version"]), pack["sha256"])

    def ask(self, request: dict, at: datetime | None = None) -> dict:
        """Starts the program as Chromium does, asks one thing and hangs up."""
        manifest = json.loads(next((self.folder / "manifests").iterdir()).read_text())
        command = [*(faketime(at) if at else []), manifest["path"], manifest["allowed_origins"][0]]
        message = json.dumps(request).encode()
        frame = struct.pack("=I", len(message)) + message
        done = subprocess.run(
            command, env=self.environment, input=frame, capture_output=True, timeout=KILL_AFTER, check=True
        )
        (length,) = struct.unpack_from("=I", done.stdout)
        assert len(done.stdout) == 4 + length, "more than one answer"
        answer = json.loads(done.stdout[4:])
        assert answer["ok"], answer
        return answer

    def in_use(self) -> set[tuple[str, bytes]]:
        """All files of all generations, but for roots: one that was verified stays, whatever came after it."""
        files = [file for file in (self.state / "generations").rglob("*") if file.is_file()]
        return {(file.name, file.read_bytes()) for file in files if not file.name.endswith("root.json")}


def facts(number: int, signed_pack: bytes) -> Pack:
    return Pack(number, hashlib.sha256(signed_pack).hexdigest())
