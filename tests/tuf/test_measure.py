"""Does the measuring see what it is there to see?"""

import json
import signal
import subprocess
import sys
from pathlib import Path

from courier import HERE


def measured(folder: Path, code: str, seconds: int = 60, largest: int = 1 << 20) -> dict:
    report = folder / "report.json"
    words = [
        sys.executable,
        "-S",
        "-E",
        HERE / "measure.py",
        report,
        seconds,
        largest,
        sys.executable,
        "-S",
        "-E",
        "-c",
        code,
    ]
    subprocess.run(list(map(str, words)), cwd=folder, check=True)
    return json.loads(report.read_text())


def test_memory(tmp_path):
    assert measured(tmp_path, "bytearray(b'x') * (100 << 20)")["peak"] > 100 << 20
    assert measured(tmp_path, "pass")["peak"] < 32 << 20


def test_files(tmp_path):
    """A file beyond what is allowed ends the program, by the signal that says so."""
    write = (
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_DFL); f = open('f', 'wb', 0); f.write(bytes(1 << 20))"
    )
    assert measured(tmp_path, write)["status"] == 0
    assert measured(tmp_path, f"{write}; f.write(b'x')")["status"] == -signal.SIGXFSZ


def test_time(tmp_path):
    took = measured(tmp_path, "import signal; signal.pause()", seconds=1)
    assert took["status"] == -signal.SIGKILL
    assert 1 <= took["seconds"] < 10
