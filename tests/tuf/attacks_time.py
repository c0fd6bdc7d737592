"""Held back, sent back, or sent far ahead: freeze, rollback and fast-forward."""

from datetime import datetime, timedelta, timezone

from releases import FIRST
from scene import KEPT, TAKEN, Case, Scene, exchange_online_keys, later, mend_by_the_clock

FREEZE, ROLLBACK, FORWARD = "freeze", "rollback", "fast-forward"


def at(**much: float):
    """Nothing new is served, and the clock shows another time."""

    def play(scene: Scene) -> None:
        scene.at = later(**much)

    return play


def at_date(*date: int):
    def play(scene: Scene) -> None:
        scene.repo.release()
        scene.at = datetime(*date, tzinfo=timezone.utc)

    return play


def held_back(scene: Scene) -> None:
    """There is something new, and the mirror goes on serving what was there before."""
    scene.server.site = dict(scene.repo.site)
    scene.repo.release()


def about_to_expire(scene: Scene) -> None:
    """One second before, as it is looked at one second after."""
    scene.repo.release()
    scene.repo.timestamp.expires = later(seconds=1).replace(microsecond=0)
    scene.repo.lay_out("timestamp")
    scene.at = scene.repo.timestamp.expires + timedelta(seconds=1)


def expired(role: str):
    def play(scene: Scene) -> None:
        scene.repo.release()
        scene.repo.roles[role].expires = later(days=-1).replace(microsecond=0)
        scene.repo.publish("targets", "snapshot", "timestamp")

    return play


def timestamp_with(**fields: object):
    """A timestamp with these, validly signed."""

    def play(scene: Scene) -> None:
        repo = scene.repo
        repo.release()
        repo.forge("timestamp", *repo.signers["timestamp"], change=lambda signed: signed.update(fields))

    return play


def offline_for(days: float):
    def play(scene: Scene) -> None:
        scene.server.answers["*"] = hang_up
        scene.at = later(days=days)

    return play


def hang_up(handler) -> None:
    handler.close_connection = True


# Rollback: the client has seen two releases, and is shown the first again.


def back(*roles: str):
    """The holders of the online keys let these begin again at version 2 of the first release, and what is above go on."""

    def play(scene: Scene) -> None:
        repo = scene.repo
        repo.release()
        scene.fetch(TAKEN)
        honest = {role: repo.roles[role].version for role in ("targets", "snapshot", "timestamp")}
        for role in honest:
            if role in roles:
                repo.roles[role].version = 2
                if role == "targets":
                    repo.put(FIRST)
                repo.lay_out(role)
            else:
                repo.publish(role)
        for role, version in honest.items():
            repo.roles[role].version = version + 1

    return play


def whole_repository(scene: Scene) -> None:
    old = dict(scene.repo.site)
    scene.repo.release()
    scene.fetch(TAKEN)
    scene.server.site = old


def old_root(scene: Scene) -> None:
    """The root before the last, as the one after it."""
    repo = scene.repo
    repo.exchange_keys("timestamp")
    repo.publish("root")
    repo.release()
    scene.fetch(TAKEN)
    repo.release()
    repo.site["metadata/3.root.json"] = repo.site["metadata/1.root.json"]


def restore_root(scene: Scene) -> None:
    scene.repo.publish("root")
    mend_by_the_clock(scene)


def older_pack(scene: Scene) -> None:
    """All metadata goes on as it should, with signatures of all who must: the Pack is the older one."""
    scene.repo.release()
    scene.fetch(TAKEN)
    scene.repo.put(FIRST)
    scene.repo.publish("targets", "snapshot", "timestamp")


# Fast-forward: so far ahead that nothing honest comes after it.


def ahead(role: str, version: int):
    """The holders of the online keys publish snapshot or timestamp with this version; the Pack stays."""

    def play(scene: Scene) -> None:
        repo = scene.repo
        if role == "snapshot":
            repo.snapshot.version = version
            repo.lay_out("snapshot")
            repo.publish("timestamp")
        else:
            repo.timestamp.version = version
            repo.lay_out("timestamp")

    return play


def targets_ahead(version: int, publishers: int):
    """Targets with this version, signed with so many publishers' keys."""

    def play(scene: Scene) -> None:
        repo = scene.repo
        repo.targets.version = version
        signers, repo.signers["targets"] = repo.signers["targets"], repo.signers["targets"][:publishers]
        repo.lay_out("targets")
        repo.publish("snapshot", "timestamp")
        repo.signers["targets"] = signers

    return play


def targets_back(scene: Scene) -> None:
    scene.repo.targets.version = 3
    scene.repo.lay_out("targets")
    exchange_online_keys(scene)


CASES = [
    Case(FREEZE, "the same again", held_back, KEPT),
    Case(FREEZE, "the same again, until it has expired", at(days=4), "expired"),
    Case(FREEZE, "a timestamp that expires within the second", about_to_expire, "expired"),
    Case(FREEZE, "an expired timestamp", expired("timestamp"), "expired", mend_by_the_clock),
    Case(FREEZE, "an expired snapshot", expired("snapshot"), "expired", mend_by_the_clock),
    Case(FREEZE, "expired targets", expired("targets"), "expired", mend_by_the_clock),
    Case(FREEZE, "a leap second that has passed", timestamp_with(expires="2016-12-31T23:59:60Z"), "expired"),
    Case(FREEZE, "an expiry that is no time", timestamp_with(expires="never"), "mirror"),
    Case(FREEZE, "an expiry that is a number", timestamp_with(expires=4102444800), "mirror"),
    Case(FREEZE, "clock ten years back", at(days=-3650), "clock", mend_by_the_clock),
    Case(FREEZE, "clock at 1970", at_date(1970, 1, 1, 0, 1), "clock", mend_by_the_clock),
    Case(FREEZE, "clock ten years ahead", at(days=3650), "expired", mend_by_the_clock),
    Case(FREEZE, "clock at 2100", at_date(2100, 1, 1), "expired", mend_by_the_clock),
    Case(FREEZE, "no network for 90 days", offline_for(90), "offline"),
    Case(FREEZE, "the same again for 90 days", at(days=90), "expired"),
    Case(ROLLBACK, "timestamp", back("timestamp"), "rollback"),
    Case(ROLLBACK, "snapshot", back("snapshot"), "rollback"),
    Case(ROLLBACK, "targets", back("targets"), "rollback"),
    Case(ROLLBACK, "snapshot and targets", back("targets", "snapshot"), "rollback"),
    Case(ROLLBACK, "root", old_root, "rollback", restore_root),
    Case(ROLLBACK, "the whole repository", whole_repository, "rollback"),
    Case(ROLLBACK, "the Pack alone", older_pack, "rollback"),
    *(
        Case(FORWARD, f"{role} at 2^{power} - 1", ahead(role, 2**power - 1), KEPT, exchange_online_keys)
        for role in ("timestamp", "snapshot")
        for power in (31, 53, 63, 64)
    ),
    Case(FORWARD, "timestamp at 2^64", ahead("timestamp", 2**64), "mirror", exchange_online_keys),
    Case(FORWARD, "snapshot at 2^64", ahead("snapshot", 2**64), "mirror", exchange_online_keys),
    Case(FORWARD, "a version below nothing", timestamp_with(version=-1), "mirror"),
    Case(FORWARD, "a version in words", timestamp_with(version="3"), "mirror"),
    Case(FORWARD, "targets at 2^31 by one publisher", targets_ahead(2**31, 1), "signature", targets_back),
    Case(FORWARD, "targets at 2^31 by two publishers", targets_ahead(2**31, 2), KEPT, targets_back),
]
