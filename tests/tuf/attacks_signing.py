"""Signed by somebody else, or by too few: arbitrary installation and compromised keys."""

import json

from releases import TARGET, Releases, signed_pack
from repository import sign_json
from scene import Case, Scene, mend

REFUSED = "signature"


def mark(signed: dict) -> None:
    """Any change will do: what is signed is signed to the last byte."""
    signed["remark"] = "changed by somebody"


def point_to(repo: Releases, content: bytes):
    """Changes targets: the Pack is this one now, and it is served."""

    def change(signed: dict) -> None:
        signed["targets"] = json.loads(json.dumps(signed["targets"]))
        target = repo.add_target(TARGET, content)
        signed["targets"][TARGET] |= target.to_dict()

    return change


# Who signs instead of those who should.


def nobody(repo: Releases, role: str) -> list:
    return []


def strangers(repo: Releases, role: str) -> list:
    return [repo.new_key() for _ in range(3)]


def strangers_under_known_ids(repo: Releases, role: str) -> list:
    forgers = strangers(repo, role)
    for forger, known in zip(forgers, repo.root.roles[role].keyids, strict=False):
        forger.public_key.keyid = known
    return forgers


def other_roles(repo: Releases, role: str) -> list:
    online = repo.signers["snapshot"] + repo.signers["timestamp"]
    return [signer for signer in online if signer not in repo.signers[role]]


def revoked(repo: Releases, role: str) -> list:
    former = list(repo.signers[role])
    repo.exchange_keys(role)
    repo.publish("root", "targets", "snapshot", "timestamp")
    return former


def forged(role: str, who):
    """The newest of a role, changed and signed by others."""

    def play(scene: Scene) -> None:
        scene.repo.release()
        signers = who(scene.repo, role)
        scene.repo.forge(role, *signers, change=mark)

    return play


def edited(role: str, change):
    """The newest of a role as it was signed, and then its envelope changed."""

    def play(scene: Scene) -> None:
        scene.repo.release()
        scene.repo.edit(scene.repo.served_as(role), change)

    return play


def over_other_bytes(envelope: dict) -> None:
    mark(envelope["signed"])


def truncated(envelope: dict) -> None:
    for signature in envelope["signatures"]:
        signature["sig"] = signature["sig"][:-2]


def emptied(envelope: dict) -> None:
    for signature in envelope["signatures"]:
        signature["sig"] = ""


def former_signatures(role: str):
    """Good signatures of the version before."""

    def play(scene: Scene) -> None:
        before = json.loads(scene.repo.newest(role))["signatures"]
        scene.repo.release()
        scene.repo.edit(scene.repo.served_as(role), lambda envelope: envelope.update(signatures=before))

    return play


def foreign_root(*signers_of: str):
    """A root that gives everything to strangers, signed by these only, and a repository of theirs."""

    def play(scene: Scene) -> None:
        theirs = Releases()
        theirs.number = scene.repo.number
        theirs.release()
        theirs.root.version = 2
        signers = [scene.repo.signers["root"][int(which)] for which in signers_of] + theirs.signers["root"]
        signed = json.loads(theirs.sign("root"))["signed"]
        scene.server.site = {**theirs.site, "metadata/2.root.json": sign_json(signed, *signers)}

    return play


def foreign_repository(scene: Scene) -> None:
    """All of it somebody else's, root and all."""
    theirs = Releases()
    theirs.number = scene.repo.number
    theirs.timestamp.version = 7
    theirs.release()
    scene.server.site = theirs.site


def same_length(scene: Scene) -> None:
    number = scene.repo.release()
    content = bytearray(scene.repo.packs[number])
    content[-1] ^= 1
    scene.repo.serve_target(TARGET, bytes(content))


def with_publishers(*which: int, repeat: int = 1):
    """Targets of the attacker's, signed with these of the publishers' keys; he holds both online keys besides."""

    def play(scene: Scene) -> None:
        repo = scene.repo
        repo.release()
        repo.publish("targets", "snapshot", "timestamp")
        evil = signed_pack(repo.number + 1, strangers(repo, "targets"))
        signers = [repo.signers["targets"][number] for number in which]
        repo.forge("targets", *signers, change=point_to(repo, evil))
        repo.edit(
            repo.served_as("targets"), lambda envelope: envelope.update(signatures=envelope["signatures"] * repeat)
        )

    return play


def with_online_keys(*roles: str):
    """A timestamp for a snapshot that others signed; or both, for targets that others signed."""

    def play(scene: Scene) -> None:
        repo = scene.repo
        repo.release()
        for role in ("targets", "snapshot", "timestamp"):
            signers = repo.signers[role] if role in roles else strangers(repo, role)
            repo.forge(role, *signers, change=mark)

    return play


def revoked_and_one(scene: Scene) -> None:
    """A key that root has taken back counts no more, together with one that is still good."""
    repo = scene.repo
    taken_back = repo.signers["targets"].pop(0)
    repo.root.revoke_key(taken_back.public_key.keyid, "targets")
    repo.add_key("targets")
    repo.publish("root")
    repo.release()
    repo.forge("targets", taken_back, repo.signers["targets"][0], change=mark)


def listed_twice(scene: Scene) -> None:
    """Root names one publisher's key twice; that publisher alone signs, twice."""
    repo = scene.repo
    own = repo.root.roles["targets"].keyids
    repo.root.roles["targets"].keyids = [own[0], own[0]]
    repo.publish("root")
    repo.root.roles["targets"].keyids = own
    with_publishers(0, repeat=2)(scene)


def mend_listed_twice(scene: Scene) -> None:
    scene.repo.publish("root")
    mend(scene)


INSTALL = "arbitrary install"
KEYS = "key compromise"

CASES = [
    *(
        Case(INSTALL, f"{role} signed by {who.__name__.replace('_', ' ')}", forged(role, who), REFUSED)
        for role in ("targets", "snapshot", "timestamp")
        for who in (nobody, strangers, strangers_under_known_ids, other_roles, revoked)
    ),
    *(
        Case(INSTALL, f"{role}, {change.__name__.replace('_', ' ')}", edited(role, change), REFUSED)
        for role in ("targets", "snapshot", "timestamp")
        for change in (over_other_bytes, truncated, emptied)
    ),
    Case(INSTALL, "targets with the signatures of the former", former_signatures("targets"), REFUSED),
    Case(INSTALL, "root of strangers", foreign_root(), REFUSED),
    Case(INSTALL, "whole repository of strangers", foreign_repository, REFUSED),
    Case(INSTALL, "one bit of the Pack", same_length, REFUSED),
    Case(KEYS, "1 of 3 root", foreign_root("0"), REFUSED),
    Case(KEYS, "1 of 3 root, its signature twice", foreign_root("0", "0"), REFUSED),
    Case(KEYS, "1 of 3 targets", with_publishers(0), REFUSED),
    Case(KEYS, "1 of 3 targets, its signature twice", with_publishers(1, repeat=2), REFUSED),
    Case(KEYS, "timestamp only", with_online_keys("timestamp"), REFUSED),
    Case(KEYS, "snapshot and timestamp", with_online_keys("snapshot", "timestamp"), REFUSED),
    Case(KEYS, "a revoked key and a good one", revoked_and_one, REFUSED),
    Case(KEYS, "a key that is listed twice", listed_twice, REFUSED, mend_listed_twice),
]
