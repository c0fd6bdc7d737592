"""Rollback once more, with files of the host's own folder damaged before: the hole that every TUF client tried had.

The host has seen two releases. One file is damaged, and the first release is served again, validly signed and not
expired. It must not come back; and the next honest release must come, or a person must be told to start anew.
"""

import pytest
from scene import TAKEN, Scene, mend

# Files by how their names end; of each that matches, in both generations.
METADATA = ["timestamp.json", "snapshot.json", "targets.json", "root.json"]
FILES = ["journal", "current", "last.json", "facts", "pack.caveat", *METADATA]


def deleted(file):
    file.unlink()


def emptied(file):
    file.write_bytes(b"")


def cut_in_half(file):
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def one_bit_flipped(file):
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))


def zeros(file):
    file.write_bytes(bytes(len(file.read_bytes())))


DAMAGES = [deleted, emptied, cut_in_half, one_bit_flipped, zeros]

# All at once, as after a crash of the whole machine or a wrong clean-up.
TOGETHER = {
    "timestamp and snapshot": ("timestamp.json", "snapshot.json"),
    "all metadata": tuple(METADATA),
    "all but the journal": tuple(name for name in FILES if name != "journal"),
    "current and all facts": ("current", "facts"),
    "the journal and the pointer": ("journal", "current"),
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.replace("_", " "))
@pytest.mark.parametrize("names", [(name,) for name in FILES] + list(TOGETHER.values()), ids=FILES + list(TOGETHER))
def test_no_way_back(tmp_path, record_property, names, damage):
    record_property("group", "hostile: rollback after damage")
    scene = Scene(tmp_path)
    try:
        first = dict(scene.repo.site)
        scene.repo.release()
        scene.fetch(TAKEN)
        second = scene.newest()
        damaged = [file for file in scene.courier.state.rglob("*") if file.is_file() and file.name.endswith(names)]
        # The installed trust is the user's own word and not what a fetch has left.
        damaged = [file for file in damaged if file.parent.name != "trust"]
        assert damaged, f"no file {names} here: this test knows the folder no longer"
        for file in damaged:
            damage(file)

        scene.server.site = first
        outcome = scene.courier.sync()
        record_property("seconds", outcome.seconds)
        record_property("MiB", outcome.peak / (1 << 20))
        assert outcome.code in ("rollback", "journal")
        # What is left of the second may be there still; anything older may not.
        assert outcome.pack in (second, None)

        mend(scene)
        outcome = scene.courier.sync()
        if "journal" in names:
            assert outcome.code == "journal"
            assert outcome.pack in (second, None)
        else:
            assert (outcome.code, outcome.pack) == (None, scene.newest())
    finally:
        scene.stop()
