"""Reads a repository that `caveat publish` has made with the client of python-tuf, which knows nothing of us.

    CAVEAT=target/release/caveat pytest tests/tuf/test_published.py
"""

import functools
import hashlib
import http.server
import json
import os
import pathlib
import pty
import shutil
import struct
import subprocess
import termios
import threading
import time
from datetime import datetime, timedelta, timezone

import pytest
from securesystemslib.signer._utils import compute_default_keyid
from tuf.api.exceptions import BadVersionNumberError, ExpiredMetadataError, UnsignedMetadataError
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp
from tuf.ngclient import Updater

ROOT = pathlib.Path(__file__).resolve().parents[2]
CAVEAT = pathlib.Path(os.environ.get("CAVEAT", ROOT / "target/release/caveat")).resolve()
TARGET = "caveat.caveat"


def caveat(*arguments, status=0):
    done = subprocess.run([CAVEAT, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == status, f"{arguments}: status {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def built_pack(tmp_path_factory):
    """A whole Pack, made once: that takes longer than all that is tested here."""
    path = tmp_path_factory.mktemp("pack") / "caveat.pack"
    caveat("pack", "--root", ROOT, "--number", "1", "-o", path)
    return path.read_bytes()


class Place:
    """Keys, a repository and a web server that hands it out."""

    def __init__(self, folder, pack):
        self.folder, self.pack = folder, pack
        self.keys, self.repository, self.trust = folder / "keys", folder / "repository", folder / "trust"
        caveat("keys", "new", "--output", self.keys)
        caveat("publish", "init", "--repository", self.repository, "--keys", self.keys)
        handler = functools.partial(QuietHandler, directory=self.repository)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        caveat("publish", "trust", "--repository", self.repository, "--keys", self.keys, "--mirror", self.url, "-o", self.trust)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def sign(self, version, *names):
        """A Pack of that version, signed by one after the other. The version stands in the header, before the checksum."""
        pack, signed = self.folder / "caveat.pack", self.folder / f"{version}.caveat"
        pack.write_bytes(self.pack[:12] + struct.pack("<Q", version) + self.pack[20:])
        source = pack
        for name in names or ("publisher-1", "publisher-2"):
            caveat("sign", source, "--key", self.keys / f"{name}.pem", "-o", signed)
            source = signed
        return signed

    def publish(self, signed, **more):
        return caveat("publish", "pack", signed, "--repository", self.repository, "--keys", self.keys, **more)

    def client(self, name):
        """A client that has been here before if the name has been used before; it trusts the first root."""
        metadata, targets = self.folder / name / "metadata", self.folder / name / "targets"
        for folder in (metadata, targets):
            folder.mkdir(parents=True, exist_ok=True)
        root = (self.trust / "root.json").read_bytes()
        return Updater(str(metadata), self.url + "metadata/", str(targets), self.url + "targets/", bootstrap=root)

    def version_seen(self, name, role):
        return json.loads((self.folder / name / "metadata" / f"{role}.json").read_text())["signed"]["version"]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format, *args):
        pass


@pytest.fixture
def place(tmp_path, built_pack):
    place = Place(tmp_path, built_pack)
    yield place
    place.server.shutdown()
    place.server.server_close()


def fetch(place, name, signed, version):
    """The client gets exactly this signed Pack, and knows its version before it fetches it."""
    client = place.client(name)
    client.refresh()
    info = client.get_targetinfo(TARGET)
    assert info.custom == {"version": str(version)}
    fetched = pathlib.Path(client.download_target(info))
    assert fetched.read_bytes() == signed.read_bytes()


def test_clients_follow_a_repository_through_its_life(place):
    client = place.client("old")
    client.refresh()
    assert client.get_targetinfo(TARGET) is None

    first = place.sign(2026112301)
    place.publish(first)
    fetch(place, "old", first, 2026112301)
    fetch(place, "fresh", first, 2026112301)

    caveat("publish", "refresh", "--repository", place.repository, "--key", place.keys / "timestamp.pem")
    fetch(place, "old", first, 2026112301)
    assert [place.version_seen("old", role) for role in ("timestamp", "snapshot", "targets")] == [3, 2, 2]

    # A key of every role is exchanged.
    replaced = ("root-1", "publisher-1", "snapshot", "timestamp")
    caveat("keys", "new", "--output", place.folder / "new", *(a for n in replaced for a in ("--name", f"{n}-new")))
    pairs = [f"{place.keys / n}.pem={place.folder / 'new' / n}-new.pem" for n in replaced]
    said = caveat("publish", "root", "--repository", place.repository, "--keys", place.keys, "--replace", *pairs)
    assert "left to do: publish a newly signed Pack" in said
    for client in ("old", "fresh", "fresh after the root"):
        fetch(place, client, first, 2026112301)
        assert place.version_seen(client, "root") == 2

    for n in replaced:
        (place.keys / f"{n}.pem").unlink()
        (place.keys / f"{n}.pub").unlink()
        for half in ("pem", "pub"):
            shutil.move(place.folder / "new" / f"{n}-new.{half}", place.keys)
    second = place.sign(2026112302, "publisher-2", "publisher-1-new")
    place.publish(second)
    for client in ("old", "fresh", "fresh after the root", "fresh after all"):
        fetch(place, client, second, 2026112302)

    # What leads from the one to the other is a target as any other, and no more than a twentieth of it.
    client = place.client("old")
    client.refresh()
    info = client.get_targetinfo("from-2026112301.patch")
    assert info.custom == {"version": "2026112302"}
    patch = pathlib.Path(client.download_target(info)).read_bytes()
    assert patch.startswith(b"CAVEATPT") and len(patch) * 20 < second.stat().st_size
    assert "patch     2026112301" in caveat("publish", "verify", "--repository", place.repository)


def test_every_signature_key_id_hash_and_length_is_what_python_tuf_computes(place):
    place.publish(place.sign(7))
    folder = place.repository / "metadata"
    root = Metadata[Root].from_file(str(folder / "1.root.json"))
    for keyid, key in root.signed.keys.items():
        assert keyid == compute_default_keyid(key.keytype, key.scheme, key.keyval)
        assert (key.keytype, key.scheme) == ("ed25519", "ed25519")
    assert root.signed.consistent_snapshot is True
    roles = {name: (len(role.keyids), role.threshold) for name, role in root.signed.roles.items()}
    assert roles == {"root": (3, 2), "targets": (3, 2), "snapshot": (1, 1), "timestamp": (1, 1)}

    files = {"root": "1.root", "targets": "2.targets", "snapshot": "2.snapshot", "timestamp": "timestamp"}
    read = {role: Metadata.from_file(str(folder / f"{file}.json")) for role, file in files.items()}
    for role, metadata in read.items():
        root.signed.verify_delegate(role, metadata.signed_bytes, metadata.signatures)
        days = {"root": 365, "targets": 90, "snapshot": 14, "timestamp": 3}[role]
        left = metadata.signed.expires - datetime.now(timezone.utc)
        assert timedelta(days=days) - timedelta(minutes=10) < left <= timedelta(days=days)
    assert isinstance(read["targets"].signed, Targets)
    assert isinstance(read["snapshot"].signed, Snapshot)
    assert isinstance(read["timestamp"].signed, Timestamp)
    read["timestamp"].signed.snapshot_meta.verify_length_and_hashes((folder / "2.snapshot.json").read_bytes())
    read["snapshot"].signed.meta["targets.json"].verify_length_and_hashes((folder / "2.targets.json").read_bytes())
    target = read["targets"].signed.targets[TARGET]
    (stored,) = (place.repository / "targets").iterdir()
    target.verify_length_and_hashes(stored.read_bytes())
    assert stored.name == f"{hashlib.sha256(stored.read_bytes()).hexdigest()}.{TARGET}"


def test_a_publisher_without_enough_signatures_publishes_nothing(place):
    before = sorted(place.repository.rglob("*"))
    assert "2 are needed" in place.publish(place.sign(7, "publisher-1"), status=65)
    assert "2 are needed" in place.publish(place.sign(7, "publisher-1", "root-1"), status=65)
    assert sorted(p for p in place.repository.rglob("*") if p.name != ".lock") == [p for p in before if p.name != ".lock"]
    client = place.client("a")
    client.refresh()
    assert client.get_targetinfo(TARGET) is None


def test_both_sides_say_when_it_has_expired_rolled_back_or_was_forged(place):
    first = place.sign(7)
    place.publish(first)
    old_timestamp = (place.repository / "metadata/timestamp.json").read_bytes()
    place.publish(place.sign(8))
    place.client("a").refresh()

    current = (place.repository / "metadata/timestamp.json").read_bytes()
    (place.repository / "metadata/timestamp.json").write_bytes(old_timestamp)
    with pytest.raises(BadVersionNumberError):
        place.client("a").refresh()

    forged = json.loads(current)
    forged["signed"]["version"] += 1
    (place.repository / "metadata/timestamp.json").write_text(json.dumps(forged))
    with pytest.raises(UnsignedMetadataError):
        place.client("a").refresh()
    assert "signature" in caveat("publish", "verify", "--repository", place.repository, status=65)

    (place.repository / "metadata/timestamp.json").write_bytes(current)
    past = (datetime.now(timezone.utc) - timedelta(days=4)).strftime("%Y-%m-%dT%H:%M:%SZ")
    caveat("publish", "refresh", "--repository", place.repository, "--key", place.keys / "timestamp.pem", "--now", past)
    with pytest.raises(ExpiredMetadataError):
        place.client("a").refresh()
    assert "metadata/timestamp.json: expired on" in caveat("publish", "verify", "--repository", place.repository, status=65)


def on_a_terminal(*arguments, answers):
    """Calls `caveat` as a person does, who answers its questions. What they type is not shown."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(CAVEAT, [str(CAVEAT), *map(str, arguments)])
    said, answers = b"", list(answers)
    while True:
        try:
            read = os.read(terminal, 4096)
        except OSError:  # Linux says so when the other side has gone.
            break
        if not read:
            break
        said += read
        if answers and said.endswith(b": "):
            # As a person does, who is slower than a program: the terminal still shows what is typed until it is told not to.
            deadline = time.monotonic() + 10
            while termios.tcgetattr(terminal)[3] & termios.ECHO:
                assert time.monotonic() < deadline, said
                os.sched_yield()
            os.write(terminal, answers.pop(0).encode() + b"\n")
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said.decode()


def test_a_passphrase_is_asked_for_and_never_shown(tmp_path, built_pack):
    keys, pack = tmp_path / "keys", tmp_path / "caveat.pack"
    pack.write_bytes(built_pack)
    new = ("keys", "new", "--output", keys, "--name", "publisher-1", "--passphrase")
    for answers in (["one thing", "another"], [""]):
        status, said = on_a_terminal(*new, answers=answers)
        assert status == 64, said
        assert not keys.exists()
    status, said = on_a_terminal(*new, answers=["correct horse"] * 2)
    assert status == 0, said
    assert "correct" not in said
    sign = ("sign", pack, "--key", keys / "publisher-1.pem", "-o", tmp_path / "a.caveat")
    status, said = on_a_terminal(*sign, answers=["battery"])
    assert status == 65 and "does not open it" in said
    status, said = on_a_terminal(*sign, answers=["correct horse"])
    assert status == 0 and "correct" not in said, said
    assert (tmp_path / "a.caveat").exists()
