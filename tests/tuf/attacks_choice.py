"""The right things at the wrong place: malicious mirrors, mix-and-match and wrong software."""

import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from releases import TARGET, Releases
from scene import KEPT, TAKEN, Case, Scene, later
from server import Server

MIRRORS, MIX, WRONG = "malicious mirror", "mix-and-match", "wrong software"


# Malicious mirrors: the second one is honest, and its Pack comes.


def first_answers(answer):
    def play(scene: Scene) -> None:
        scene.add_mirror()
        scene.repo.release()
        scene.server.answers["*"] = answer

    return play


def status(number: int, page: bytes = b"", **headers: str):
    return lambda handler: handler.reply(page, status=number, **headers)


def first_serves(change):
    """The first mirror has another set of files."""

    def play(scene: Scene) -> None:
        scene.add_mirror()
        before = dict(scene.repo.site)
        scene.repo.release()
        scene.server.site = change(scene.repo, before)

    return play


def one_file_for_all(repo: Releases, before: dict[str, bytes]) -> dict[str, bytes]:
    return {path: repo.newest("snapshot") for path in repo.site}


def without_the_pack(repo: Releases, before: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in repo.site.items() if not path.startswith("targets/")}


def another_pack(repo: Releases, before: dict[str, bytes]) -> dict[str, bytes]:
    return {
        path: repo.packs[repo.number - 1] if path.startswith("targets/") else data for path, data in repo.site.items()
    }


def without_targets(repo: Releases, before: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in repo.site.items() if "targets.json" not in path}


def nothing_there(scene: Scene) -> None:
    """Nobody listens at the first one's address any more."""
    scene.add_mirror()
    scene.repo.release()
    scene.server.stop()


def older(scene: Scene) -> None:
    """The first is behind what has been seen already."""
    old = dict(scene.repo.site)
    scene.repo.release()
    scene.fetch(TAKEN)
    scene.add_mirror()
    scene.repo.release()
    scene.server.site = old


def bad_certificate(scene: Scene) -> None:
    """The first speaks TLS, and nobody vouches for who it is."""
    tls = Server(scene.repo.site)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(scene.courier.folder))
    tls.socket = context.wrap_socket(tls.socket, server_side=True, do_handshake_on_connect=False)
    scene.add_mirror(tls.url.replace("http:", "https:"))
    scene.servers.append(tls)
    scene.repo.release()


def certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(later(days=-1)).not_valid_after(later(days=30))
    both = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    both += builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    file = folder / "certificate.pem"
    file.write_bytes(both)
    return file


PORTAL = b"<!doctype html><title>Welcome</title><form action=/login>Room number <input name=room></form>"


# Mix-and-match: two honest releases, and files of the one between those of the other.


def instead(served: str, under: str):
    """The file `served` under the name `under`; {0} is the version before the newest, {1} the newest."""

    def play(scene: Scene) -> None:
        repo = scene.repo
        repo.release()
        timestamp = repo.newest("timestamp")
        repo.release()
        versions = repo.snapshot.version - 1, repo.snapshot.version
        site = dict(repo.site)
        # Of the timestamp there is one name only; what it was before is kept beside it.
        site["metadata/before.timestamp.json"] = timestamp
        site[f"metadata/{under.format(*versions)}.json"] = site[f"metadata/{served.format(*versions)}.json"]
        scene.server.site = site

    return play


def older_timestamp_newer_snapshot(scene: Scene) -> None:
    repo = scene.repo
    repo.release()
    timestamp, version = repo.newest("timestamp"), repo.snapshot.version
    repo.release()
    site = dict(repo.site)
    site["metadata/timestamp.json"] = timestamp
    site[f"metadata/{version}.snapshot.json"] = repo.newest("snapshot")
    scene.server.site = site


def older_pack_under_newer_hash(scene: Scene) -> None:
    scene.repo.release()
    scene.repo.serve_target(TARGET, scene.repo.packs[scene.repo.number - 1])


def another_repository_below(scene: Scene) -> None:
    """Root and timestamp are the right ones; snapshot and targets of a repository of the same age."""
    theirs = Releases()
    theirs.number = scene.repo.number
    theirs.release()
    theirs.publish("targets", "snapshot", "timestamp")
    scene.repo.release()
    own = {path: data for path, data in scene.repo.site.items() if "root" in path or "timestamp" in path}
    scene.server.site = {**theirs.site, **own}


# Wrong software: all of it is signed as it should be, and it is not what is asked for.


def published(change):
    """The publishers themselves put something odd into targets."""

    def play(scene: Scene) -> None:
        repo = scene.repo
        repo.number += 1
        repo.put(repo.number)
        change(repo, repo.targets.targets)
        repo.renew("targets", "snapshot", "timestamp")
        repo.publish("targets", "snapshot", "timestamp")
        repo.targets.targets = {TARGET: repo.targets.targets[TARGET]} if TARGET in repo.targets.targets else {}

    return play


def only_as(name: str):
    def change(repo: Releases, targets: dict) -> None:
        target = targets.pop(TARGET)
        target.path = name
        targets[name] = target
        # Wherever a client might look for it, there it is.
        for path in (name, f"{target.hashes['sha256']}.{name}"):
            repo.site[f"targets/{path}"] = repo.packs[repo.number]

    return published(change)


def wrong_hash(repo: Releases, targets: dict) -> None:
    targets[TARGET].hashes["sha256"] = "0" * 64
    repo.serve_target(TARGET, repo.packs[repo.number])


def wrong_length(by: int):
    def change(repo: Releases, targets: dict) -> None:
        targets[TARGET].length += by

    return published(change)


def no_hash(repo: Releases, targets: dict) -> None:
    targets[TARGET].hashes = {}


def huge(repo: Releases, targets: dict) -> None:
    targets[TARGET].length = 1 << 40


def a_page(repo: Releases, targets: dict) -> None:
    repo.put(repo.number, PORTAL)


def nothing(repo: Releases, targets: dict) -> None:
    repo.put(repo.number, b"")


def other_version(by: int):
    """The Pack's number is not the one that targets names."""

    def change(repo: Releases, targets: dict) -> None:
        targets[TARGET].unrecognized_fields["custom"]["version"] = str(repo.number + by)

    return published(change)


def another_target(scene: Scene) -> None:
    """A second target, as valid as the first, is served in its place."""
    repo = scene.repo
    repo.release()
    other = repo.pack(repo.number + 5)
    repo.add_target("other.caveat", other)
    repo.publish("targets", "snapshot", "timestamp")
    repo.serve_target(TARGET, other)


NAMES = {
    "case-changed name": "Caveat.Caveat",
    "a folder above": "../caveat.caveat",
    "an absolute path": "/caveat.caveat",
    "a NUL after the name": "caveat.caveat\0",
    "a device of Windows": "CON",
    "a device of Windows with an ending": "NUL.caveat",
    "a stream of Windows": "caveat.caveat::$DATA",
    "a dot after the name": "caveat.caveat.",
    "another folder": "folder/caveat.caveat",
    "a backslash": "..\\caveat.caveat",
}

# A list without the Pack is as good as none was published: what is here stays.
NOT_OFFERED = KEPT

CASES = [
    *(Case(MIRRORS, f"status {number}", first_answers(status(number)), TAKEN) for number in (404, 403, 500, 304, 204)),
    Case(MIRRORS, "empty files", first_answers(status(200)), TAKEN),
    Case(MIRRORS, "a captive portal", first_answers(status(200, PORTAL, Content_Type="text/html")), TAKEN),
    *(
        Case(MIRRORS, change.__name__.replace("_", " "), first_serves(change), TAKEN)
        for change in (one_file_for_all, without_the_pack, another_pack, without_targets)
    ),
    Case(MIRRORS, "nobody there", nothing_there, TAKEN, None),
    Case(MIRRORS, "older than what was seen", older, TAKEN),
    Case(MIRRORS, "a certificate that nobody vouches for", bad_certificate, TAKEN),
    Case(MIX, "older snapshot under the newer's name", instead("{0}.snapshot", "{1}.snapshot"), "signature"),
    Case(MIX, "older targets under the newer's name", instead("{0}.targets", "{1}.targets"), "signature"),
    Case(MIX, "older Pack under the newer's hash", older_pack_under_newer_hash, "signature"),
    Case(MIX, "older timestamp, newer snapshot", older_timestamp_newer_snapshot, "signature"),
    Case(MIX, "snapshot as targets", instead("{1}.snapshot", "{1}.targets"), "mirror"),
    Case(MIX, "snapshot as timestamp", instead("{1}.snapshot", "timestamp"), "mirror"),
    Case(MIX, "timestamp as snapshot", instead("timestamp", "{1}.snapshot"), "mirror"),
    Case(MIX, "targets as root", instead("{1}.targets", "2.root"), "mirror"),
    Case(MIX, "root 1 as root 2", instead("1.root", "2.root"), "rollback"),
    Case(MIX, "snapshot and targets of another repository", another_repository_below, "signature"),
    *(Case(WRONG, what, only_as(name), NOT_OFFERED) for what, name in NAMES.items()),
    Case(WRONG, "another target", another_target, "signature"),
    Case(WRONG, "right name, wrong hash", published(wrong_hash), "signature"),
    Case(WRONG, "right hash, a byte longer", wrong_length(1), "signature"),
    Case(WRONG, "right hash, a byte shorter", wrong_length(-1), "limits"),
    Case(WRONG, "no hash at all", published(no_hash), "mirror"),
    Case(WRONG, "larger than any Pack", published(huge), "limits"),
    Case(WRONG, "a page that is no Pack", published(a_page), "mirror"),
    Case(WRONG, "nothing", published(nothing), "mirror"),
    Case(WRONG, "a Pack of a lower number than named", other_version(1), "signature"),
    Case(WRONG, "a Pack of a higher number than named", other_version(-1), "signature"),
]
