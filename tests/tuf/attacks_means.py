"""Attacks through the means of saving traffic, and through a folder in a mirror's place: unchanged files, resumed downloads, `file:`."""

import os
from pathlib import Path

from attacks_choice import MIX
from attacks_data import ENDLESS, EXTRANEOUS, SLOW, TIMESTAMP, hang_up_after, honest
from attacks_time import FREEZE
from releases import TARGET
from scene import KEPT, TAKEN, Case, Scene, later, mend


def tagged(handler) -> None:
    handler.reply(honest(handler), ETag='"first"')


def unchanged(handler) -> None:
    """Whatever the client knows is still right, says the mirror."""
    if handler.headers.get("If-None-Match"):
        handler.reply(b"", status=304)
    else:
        tagged(handler)


def never_changes(days: float):
    """The mirror names the state of its timestamp, and from then on says that it is still the same."""

    def play(scene: Scene) -> None:
        scene.server.answers[TIMESTAMP] = tagged
        scene.repo.release()
        scene.fetch(TAKEN)
        scene.server.answers[TIMESTAMP] = unchanged
        scene.repo.release()
        scene.at = later(days=days) if days else None

    return play


def first_half_of_another(handler) -> None:
    other = handler.server.site["another"]
    hang_up_after(handler, other, len(other) // 2)


def resumed(handler) -> None:
    """The rest of the file, from where the client wants to go on."""
    begin = int(handler.headers["Range"].removeprefix("bytes=").partition("-")[0])
    data = honest(handler)
    handler.reply(data[begin:], status=206, Content_Range=f"bytes {begin}-{len(data) - 1}/{len(data)}")


def resumed_or_whole(handler) -> None:
    if handler.headers.get("Range"):
        resumed(handler)
    else:
        handler.reply(honest(handler))


def unasked_range(handler) -> None:
    data = honest(handler)
    handler.reply(data[5:], status=206, Content_Range=f"bytes 5-{len(data) - 1}/{len(data)}")


def halves(first, then):
    """The connection breaks in the middle of the Pack, and the next fetch goes on from there."""

    def play(scene: Scene) -> None:
        repo = scene.repo
        before = repo.packs[repo.number]
        repo.release()
        repo.site["another"] = before
        [pack] = repo.target_paths(TARGET)
        scene.server.answers[pack] = first
        scene.fetch("offline")
        scene.server.answers[pack] = then

    return play


def first_half(handler) -> None:
    hang_up_after(handler, honest(handler), len(honest(handler)) // 2)


def in_pack(answer):
    def play(scene: Scene) -> None:
        scene.repo.release()
        scene.server.answers[scene.repo.target_paths(TARGET)[0]] = answer

    return play


def folder(spoil=lambda timestamp: None):
    """The mirror is a folder now, and its timestamp no ordinary file."""

    def play(scene: Scene) -> None:
        scene.repo.release()
        place = scene.courier.folder / "mirror"
        for path, data in scene.repo.site.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(data)
        scene.courier.install(scene.repo.trust([f"file://{place}/"]))
        spoil(place / TIMESTAMP)

    return play


def instead_of(make):
    def spoil(timestamp: Path) -> None:
        timestamp.unlink()
        make(timestamp)

    return spoil


def mend_folder(scene: Scene) -> None:
    """Away from the folder."""
    scene.courier.install(scene.repo.trust([scene.server.url]))
    mend(scene)


CASES = [
    Case(FREEZE, "never changes", never_changes(0), KEPT),
    Case(FREEZE, "never changes, until it has expired", never_changes(4), "expired"),
    # What does not fit together is thrown away, and fetched anew as a whole.
    Case(MIX, "halves of two Packs", halves(first_half_of_another, resumed_or_whole), TAKEN),
    Case(SLOW, "a Pack in two halves", halves(first_half, resumed), TAKEN),
    Case(ENDLESS, "Pack, a range that nobody asked for", in_pack(unasked_range), "mirror"),
    Case(
        ENDLESS,
        "a folder with /dev/zero",
        folder(instead_of(lambda file: file.symlink_to("/dev/zero"))),
        "mirror",
        mend_folder,
    ),
    Case(SLOW, "a folder with a pipe that nobody fills", folder(instead_of(os.mkfifo)), "mirror", mend_folder),
    Case(EXTRANEOUS, "a folder with a folder for a file", folder(instead_of(Path.mkdir)), "mirror", mend_folder),
    Case(EXTRANEOUS, "a folder as it should be", folder(), TAKEN, mend_folder),
]
