"""A web server on loopback that serves a repository's `site` and keeps a log of what was asked for."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Answers one request by itself: a status, headers and a body that no honest server would send.
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    server: "Server"

    def do_GET(self) -> None:
        path = self.path.lstrip("/")
        self.server.log.append(path)
        answer = self.server.answers.get(path) or self.server.answers.get("*")
        try:
            if answer:
                answer(self)
            elif (data := self.server.site.get(path)) is not None:
                self.reply(data)
            else:
                self.reply(b"not here\n", status=404)
        except (BrokenPipeError, ConnectionResetError):
            # The client has had enough, and says so in its own way.
            self.close_connection = True

    def reply(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Nothing: `log` of the server holds it."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    # A stalled answer must not hold up the end of a test.
    block_on_close = False

    def __init__(self, site: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.site = site
        self.log: list[str] = []
        self.answers: dict[str, Answer] = {}
        # Set when the test is over: whoever answers slowly stops then.
        self.over = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_address[1]}/"
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def asked(self) -> list[str]:
        """What was asked for, without what all metadata has in its name."""
        return [path.removeprefix("metadata/").removesuffix(".json") for path in self.log]

    def stop(self) -> None:
        self.over.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no error of the server's."""
