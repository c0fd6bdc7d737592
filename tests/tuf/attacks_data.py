"""Too much, too odd or too slow: endless data, extraneous content and slow retrieval."""

import gzip
import json
import socket
import struct
from base64 import b64decode
from collections.abc import Callable, Iterator

from releases import TARGET, signed_pack
from repository import sign_json
from scene import TAKEN, Case, Scene, mend
from server import Server
from tuf.api.metadata import MetaFile

ENDLESS, EXTRANEOUS, SLOW = "endless data", "extraneous", "slow retrieval"

TIMESTAMP = "metadata/timestamp.json"

# 256 MiB of zeros by brotli: a run of them, and the same again and again.
BROTLI_BOMB = b64decode(
    "z///fwAkAOKxQHLv//n//w+ABEAcFoDu/T////8BkACIwwLQvf/n//8/ABIAcVgAuvf//P//B0ACIA4LQPf+n////wBIAMRhAeje//P//x8ACYA4LADd"
    "+3/+//8DIAEQhwWge//P//9/ACQA4rAAdO//+f//D4AEQBwWgO79P////wGQAIjDAtC9/+f//z8AEgBxWAC69//8//8HQAIgDgtA9/6f////AEgAxGEB"
    "6N7/8///HwAJgDgsAN37//z//wcgARCHBaB7/w8="
)
GZIP_BOMB = gzip.compress(bytes(64 << 20))


def answered(path: str, answer: Callable):
    """There is something new, and this path is answered in a way of its own; "Pack" stands for the Pack's."""

    def play(scene: Scene) -> None:
        scene.repo.release()
        where = scene.repo.target_paths(TARGET)[0] if path == "Pack" else path
        scene.server.answers[where] = answer

    return play


# Endless data.


def headers(handler, length: int | None = None, **more: str) -> None:
    handler.send_response(200)
    if length is not None:
        handler.send_header("Content-Length", str(length))
    for name, value in more.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()


def forever(handler) -> None:
    headers(handler)
    while not handler.server.over.is_set():
        handler.wfile.write(b" " * (64 << 10))


def forever_in_chunks(handler) -> None:
    handler.protocol_version = "HTTP/1.1"
    headers(handler, Transfer_Encoding="chunked")
    while not handler.server.over.is_set():
        handler.wfile.write(b"4000\r\n" + b" " * 0x4000 + b"\r\n")


def honest(handler) -> bytes:
    return handler.server.site[handler.path.lstrip("/")]


def longer_than_said(handler) -> None:
    """Says less than it is: what is read is cut."""
    headers(handler, len(honest(handler)) // 2)
    handler.wfile.write(honest(handler))


def shorter_than_said(handler) -> None:
    """Says more than it is, and closes."""
    headers(handler, len(honest(handler)) * 2)
    handler.wfile.write(honest(handler))


def says_huge(handler) -> None:
    headers(handler, 1 << 62)
    handler.wfile.write(honest(handler))


def says_below_nothing(handler) -> None:
    headers(handler, -1)
    handler.wfile.write(honest(handler))


def says_two_lengths(handler) -> None:
    headers(handler, len(honest(handler)), content_length="5")
    handler.wfile.write(honest(handler))


def packed(encoding: str, bomb: bytes):
    def answer(handler) -> None:
        handler.reply(bomb, Content_Encoding=encoding)

    return answer


def million_headers(handler) -> None:
    handler.send_response(200)
    handler.flush_headers()
    for number in range(1_000):
        handler.wfile.write(b"".join(b"X-%d-%d: yes\r\n" % (number, each) for each in range(1_000)))
    handler.end_headers()
    handler.wfile.write(honest(handler))


def endless_header(handler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
    while not handler.server.over.is_set():
        handler.wfile.write(b"x" * (64 << 10))


def in_circles(handler) -> None:
    handler.reply(b"", status=302, Location=f"/{TIMESTAMP}")


def onwards(handler) -> None:
    """Each time to another address."""
    handler.reply(b"", status=302, Location=f"/{TIMESTAMP}?{len(handler.server.log)}")


def onwards_everywhere(scene: Scene) -> None:
    scene.repo.release()
    scene.server.answers["*"] = onwards


def elsewhere(scene: Scene) -> None:
    """To another server, which has all that is honest: whoever goes there takes the Pack."""
    other = Server(scene.repo.site)
    scene.servers.append(other)
    scene.repo.release()
    scene.server.answers["*"] = lambda handler: handler.reply(
        b"", status=302, Location=other.url + handler.path.lstrip("/")
    )


def ten_thousand_roots(scene: Scene) -> None:
    """All of them properly signed, each as it is asked for."""
    repo = scene.repo
    repo.release()
    signed = json.loads(repo.newest("root"))["signed"]
    signers = repo.signers["root"][:2]

    def answer(handler) -> None:
        name = handler.path.rpartition("/")[2]
        if name.endswith(".root.json") and (version := int(name.partition(".")[0])) <= 10_000:
            handler.reply(sign_json({**signed, "version": version}, *signers))
        elif (data := repo.site.get(handler.path.lstrip("/"))) is not None:
            handler.reply(data)
        else:
            handler.reply(b"", status=404)

    scene.server.answers["*"] = answer


# Extraneous content. What is signed here is signed by all who must.


def extra_targets(count: int):
    def play(scene: Scene) -> None:
        scene.repo.release()
        for number in range(count):
            scene.repo.add_target(f"extra-{number}.caveat", b"not asked for")
        scene.repo.publish("targets", "snapshot", "timestamp")

    return play


def without_extra_targets(scene: Scene) -> None:
    targets = scene.repo.targets.targets
    scene.repo.targets.targets = {TARGET: targets[TARGET]}
    mend(scene)


def extra_delegation(scene: Scene) -> None:
    """Targets lets somebody else speak for everything, who has a newer Pack."""
    repo = scene.repo
    repo.release()
    repo.delegate("targets", "somebody", ("*",))
    repo.add_target(TARGET, signed_pack(repo.number + 1, repo.signers["somebody"]), "somebody")
    repo.publish("somebody", "targets", "snapshot", "timestamp")
    repo.put(repo.number)


def extra_role(scene: Scene) -> None:
    scene.repo.snapshot.meta["mirrors.json"] = MetaFile(1)
    scene.repo.release()


def extra_role_in_root(scene: Scene) -> None:
    repo = scene.repo
    repo.publish("root")
    repo.release()
    roles = {"mirrors": {"keyids": [], "threshold": 1}}
    repo.forge("root", *repo.signers["root"], change=lambda signed: signed["roles"].update(roles))


def served_raw(path: str, change: Callable[[bytes], bytes]):
    """What is served at a path, its bytes changed after it was signed."""

    def play(scene: Scene) -> None:
        scene.repo.release()
        where = path.replace("N", str(scene.repo.targets.version))
        scene.repo.site[where] = change(scene.repo.site[where])

    return play


EVIL = (
    b'"targets": {"caveat.caveat": {"custom": {"version": "3000000000"}, "hashes": {"sha256": "%s"}, "length": 5}}'
    % (b"0" * 64)
)


def a_key_twice_the_false_one_first(data: bytes) -> bytes:
    """Whoever takes the first sees somebody else's, and must not find the signatures good by the last."""
    before, key, after = data.partition(b'"targets":')
    assert key
    return before + EVIL + b", " + key + after


def a_key_twice_the_false_one_last(data: bytes) -> bytes:
    end = data.rindex(b"}", 0, data.rindex(b"}"))
    return data[:end] + b", " + EVIL + data[end:]


def deep(data: bytes) -> bytes:
    return b'{"signatures": [], "signed": ' + b"[" * 10_000 + b"]" * 10_000 + b"}"


def deep_objects(data: bytes) -> bytes:
    return b'{"signed":' * 10_000 + b"1" + b"}" * 10_000


def huge_number(data: bytes) -> bytes:
    return data.replace(b'"version": ', b'"version": 9' + b"9" * 4_000, 1)


def huge_exponent(data: bytes) -> bytes:
    return data.replace(b'"version": ', b'"version": 1e999999', 1)


def two_documents(data: bytes) -> bytes:
    return data + data


def no_text(data: bytes) -> bytes:
    return data.replace(b'"_type"', b'"\xff\xfe"', 1)


def zeros(data: bytes) -> bytes:
    return bytes(len(data))


# Slow retrieval.


def drip(handler, data: bytes, seconds: float = 1.0) -> Iterator[None]:
    """One byte at a time until the client goes or the test is over."""
    for byte in data:
        handler.wfile.write(bytes([byte]))
        if handler.server.over.wait(seconds):
            return


def byte_by_byte(handler) -> None:
    headers(handler, len(honest(handler)))
    drip(handler, honest(handler))


def headers_byte_by_byte(handler) -> None:
    drip(handler, b"HTTP/1.0 200 OK\r\nX-Slow: " + b"x" * 10_000)


def stall(handler) -> None:
    handler.server.over.wait()


def stall_after_headers(handler) -> None:
    headers(handler, len(honest(handler)))
    stall(handler)


def stall_in_the_middle(handler) -> None:
    headers(handler, len(honest(handler)))
    handler.wfile.write(honest(handler)[: len(honest(handler)) // 2])
    stall(handler)


def stall_before_the_end(handler) -> None:
    headers(handler, len(honest(handler)))
    handler.wfile.write(honest(handler)[:-1])
    stall(handler)


def reset(handler, after: int = 1 << 10) -> None:
    """So many bytes from where the client wants to begin, and the connection breaks."""
    wanted = handler.headers.get("Range", "")
    begin = int(wanted.removeprefix("bytes=").partition("-")[0]) if wanted else 0
    data = honest(handler)
    handler.send_response(206 if begin else 200)
    handler.send_header("Content-Length", str(len(data) - begin))
    if begin:
        handler.send_header("Content-Range", f"bytes {begin}-{len(data) - 1}/{len(data)}")
    handler.end_headers()
    handler.wfile.write(data[begin : begin + after])
    break_off(handler)


def break_off(handler) -> None:
    """The connection is not closed in order but reset."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()


def hang_up_after(handler, data: bytes, count: int) -> None:
    """So many bytes of this, and then nobody is there any more."""
    headers(handler, len(data))
    handler.wfile.write(data[:count])
    handler.close_connection = True


def half_closed(handler) -> None:
    """Half of it, and then the server says that it has nothing more, and stays."""
    headers(handler, len(honest(handler)))
    handler.wfile.write(honest(handler)[: len(honest(handler)) // 2])
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_WR)
    stall(handler)


def late(handler) -> None:
    """Each answer comes 100 ms late: slow, and honest."""
    handler.server.over.wait(0.1)
    data = handler.server.site.get(handler.path.lstrip("/"))
    handler.reply(data or b"", status=200 if data is not None else 404)


def all_late(scene: Scene) -> None:
    scene.repo.release()
    scene.server.answers["*"] = late


# What is asked for first, and what is largest.
BOTH = {TIMESTAMP: "timestamp", "Pack": "Pack"}
LIMITS = "limits"

CASES = [
    *(
        Case(ENDLESS, f"{name}, {answer.__name__.replace('_', ' ')}", answered(path, answer), ends)
        for path, name in BOTH.items()
        for answer, ends in (
            (forever, LIMITS),
            (forever_in_chunks, LIMITS),
            (says_huge, LIMITS),
            (says_below_nothing, "mirror"),
            (million_headers, "mirror"),
        )
    ),
    Case(ENDLESS, "timestamp, longer than said", answered(TIMESTAMP, longer_than_said), "mirror"),
    Case(ENDLESS, "timestamp, shorter than said", answered(TIMESTAMP, shorter_than_said), "offline"),
    Case(ENDLESS, "Pack, longer than said", answered("Pack", longer_than_said), "signature"),
    Case(ENDLESS, "Pack, shorter than said", answered("Pack", shorter_than_said), LIMITS),
    Case(ENDLESS, "two lengths", answered(TIMESTAMP, says_two_lengths), "mirror"),
    Case(ENDLESS, "a header without end", answered(TIMESTAMP, endless_header), LIMITS),
    Case(ENDLESS, "gzip bomb", answered(TIMESTAMP, packed("gzip", GZIP_BOMB)), "mirror"),
    Case(ENDLESS, "brotli bomb", answered("Pack", packed("br", BROTLI_BOMB)), "mirror"),
    Case(ENDLESS, "redirected in circles", answered(TIMESTAMP, in_circles), "mirror"),
    Case(ENDLESS, "redirected without end", onwards_everywhere, "mirror"),
    Case(ENDLESS, "redirected to another server", elsewhere, "mirror"),
    # All of them are good, and the honest repository has no more of them: there is nothing to set right.
    Case(ENDLESS, "ten thousand roots", ten_thousand_roots, LIMITS, None),
    Case(EXTRANEOUS, "a hundred more targets", extra_targets(100), TAKEN),
    Case(EXTRANEOUS, "ten thousand more targets", extra_targets(10_000), LIMITS, without_extra_targets),
    Case(EXTRANEOUS, "a delegation to somebody with a newer Pack", extra_delegation, TAKEN),
    Case(EXTRANEOUS, "an unknown role in snapshot", extra_role, TAKEN),
    Case(EXTRANEOUS, "an unknown role in root", extra_role_in_root, TAKEN),
    *(
        Case(
            EXTRANEOUS,
            f"targets, {change.__name__.replace('_', ' ')}",
            served_raw("metadata/N.targets.json", change),
            ends,
        )
        for change, ends in (
            # The last one counts, for the signatures as for everything else.
            (a_key_twice_the_false_one_first, TAKEN),
            (a_key_twice_the_false_one_last, "signature"),
            (deep, "mirror"),
            (deep_objects, "mirror"),
        )
    ),
    *(
        Case(EXTRANEOUS, change.__name__.replace("_", " "), served_raw(TIMESTAMP, change), "mirror")
        for change in (huge_number, huge_exponent, two_documents, no_text, zeros)
    ),
    *(
        Case(SLOW, f"{name}, {answer.__name__.replace('_', ' ')}", answered(path, answer), ends)
        for path, name in BOTH.items()
        for answer, ends in (
            (byte_by_byte, LIMITS),
            (headers_byte_by_byte, LIMITS),
            (stall, LIMITS),
            (stall_after_headers, LIMITS),
            (stall_in_the_middle, LIMITS),
            (stall_before_the_end, LIMITS),
            (half_closed, "offline"),
        )
    ),
    Case(SLOW, "Pack, reset at every KiB", answered("Pack", reset), "offline"),
    Case(SLOW, "each answer 100 ms late", all_late, TAKEN),
]
