"""A client of a language server on a pipe that takes nothing on trust.

Every message of the server is checked (`rules.Conversation`), with the time of its arrival; requests of the server are
answered as a patient editor would. Waiting has a limit, and raises `Silence` when it is over.
"""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from peers.places import GRAVEN

from .framing import FramingError, bodies, framed
from .rules import CLIENT, SERVER, Conversation

LIMIT = 20.0
CANCELLED, CONTENT_MODIFIED, REQUEST_FAILED = -32800, -32801, -32803
PARSE_ERROR, INVALID_REQUEST, NO_METHOD, INVALID_PARAMS = -32700, -32600, -32601, -32602
NOT_INITIALIZED = -32002
Predicate = Callable[[dict], bool]


class Silence(Exception):
    """What was waited for did not come."""


class Refusal(Exception):
    """An answer was an error."""

    def __init__(self, method: str, error: dict) -> None:
        super().__init__(f"{method}: {error.get('code')} {error.get('message')}")
        self.code = error.get("code")


@dataclass
class Arrival:
    """A message, when its last byte came, and how long it is."""

    message: dict
    time: float
    size: int


@dataclass
class Client:
    """One run of the server, from its start to its end."""

    capabilities: dict = field(default_factory=dict)
    folder: Path | None = None
    command: Sequence[str | Path] = (GRAVEN, "lsp")
    settings: object = None
    environment: dict[str, str] | None = None
    strict: bool = True

    def __post_init__(self) -> None:
        self.conversation = Conversation()
        self.arrivals: list[Arrival] = []
        self.edits: list[dict] = []
        self.shown: list[dict] = []
        self.problems: list[str] = []
        self.ended = False
        self._number = 0
        self._news = threading.Condition()
        self._writing = threading.Lock()
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            list(map(str, self.command)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=self.environment,
        )
        self.said = b""
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._read, self._listen)]
        for thread in self._threads:
            thread.start()

    # Writing

    def write(self, data: bytes) -> None:
        """Bytes as they are; a server that has ended does not matter here."""
        try:
            with self._writing:
                self.process.stdin.write(data)
                self.process.stdin.flush()
        except (BrokenPipeError, ValueError, OSError):
            pass

    def send(self, message: dict) -> None:
        with self._news:
            self.conversation.say(CLIENT, message)
        self.write(framed(message))

    def notify(self, method: str, params: object = None) -> None:
        message = {"jsonrpc": "2.0", "method": method}
        self.send(message if params is None else {**message, "params": params})

    def ask(self, method: str, params: object = None) -> int:
        """Sends a request; its number is for `answer`."""
        self._number += 1
        message = {"jsonrpc": "2.0", "id": self._number, "method": method}
        self.send(message if params is None else {**message, "params": params})
        return self._number

    # Reading

    def wait(self, wanted: Predicate, what: str, limit: float = LIMIT, start: int = 0) -> Arrival:
        """The first message from the `start`th on that is wanted."""
        end = time.perf_counter() + limit
        with self._news:
            while True:
                for arrival in self.arrivals[start:]:
                    if wanted(arrival.message):
                        return arrival
                start = len(self.arrivals)
                left = end - time.perf_counter()
                if left <= 0 or self.ended:
                    raise Silence(f"no {what} {self._why(limit)}")
                self._news.wait(left)

    def _why(self, limit: float) -> str:
        """Why nothing came: the server's last words, where it ended."""
        if not self.ended:
            return f"in {limit:g} s"
        self._threads[1].join(10)
        return f"before the server ended: {self.said.decode('utf-8', 'replace')[-600:]}"

    def answer(self, number: int, limit: float = LIMIT, start: int = 0) -> Arrival:
        """The answer to the request of that number, result or error."""
        return self.wait(lambda one: one.get("id") == number and "method" not in one, f"answer {number}", limit, start)

    def request(self, method: str, params: object = None, limit: float = LIMIT) -> object:
        """The result of a request; an error is raised."""
        start = len(self.arrivals)
        message = self.answer(self.ask(method, params), limit, start).message
        if "error" in message:
            raise Refusal(method, message["error"])
        return message.get("result")

    def error(self, method: str, params: object = None, limit: float = LIMIT) -> int | None:
        """The code of the error that a request is answered with; `None` where there is a result."""
        try:
            self.request(method, params, limit)
        except Refusal as refusal:
            return refusal.code
        return None

    def notification(self, method: str, wanted: Predicate = lambda params: True, limit: float = LIMIT, start: int = 0):
        """The parameters of the first such message, from the `start`th arrival on."""
        found = self.wait(
            lambda one: one.get("method") == method and wanted(one.get("params") or {}), method, limit, start
        )
        return found.message.get("params")

    def drain(self) -> list[Arrival]:
        """The messages that have come since; they are forgotten here."""
        with self._news:
            found, self.arrivals[:] = list(self.arrivals), []
        return found

    @property
    def mark(self) -> int:
        """Where arrivals after now begin."""
        return len(self.arrivals)

    # Life

    def initialize(self, folder: Path | None = None, options: object = None, **more: object) -> dict:
        """The first two messages; returns what the server announced."""
        root = (folder or self.folder or Path.cwd()).as_uri()
        params = {
            "processId": os.getpid(),
            "clientInfo": {"name": "tests"},
            "rootUri": root,
            "workspaceFolders": [{"uri": root, "name": "tests"}],
            "capabilities": self.capabilities,
            **({} if options is None else {"initializationOptions": options}),
            **more,
        }
        result = self.request("initialize", params)
        self.notify("initialized", {})
        return result["capabilities"]

    def finish(self, limit: float = LIMIT) -> int | None:
        """Shuts the server down as prescribed, and returns its exit status."""
        try:
            self.request("shutdown", limit=limit)
        except (Silence, Refusal) as problem:
            self.problems.append(str(problem))
        self.notify("exit")
        return self.status(limit)

    def close(self) -> None:
        """The end of input."""
        with self._writing:
            self.process.stdin.close()

    def status(self, limit: float = LIMIT) -> int | None:
        """The exit status of a server that is to end now; one that does not is killed, and has none."""
        try:
            status = self.process.wait(limit)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            status = None
        for thread in self._threads:
            thread.join(5)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            try:
                stream.close()
            except OSError:
                pass
        self.conversation.end(status)
        return status

    @property
    def complaints(self) -> list[str]:
        """Everything that the server did wrong so far."""
        return self.problems + (self.conversation.violations[SERVER] if self.strict else [])

    @property
    def resident(self) -> int:
        """Resident memory of the server and its children, in bytes."""
        return sum(resident(number) for number in [self.process.pid, *children(self.process.pid)])

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        if not self.process.stdout.closed:
            self.status()

    # Threads

    def _read(self) -> None:
        try:
            for body in bodies(self.process.stdout):
                now = time.perf_counter()
                message = json.loads(body)
                with self._news:
                    if self.strict or "method" not in message:
                        self.conversation.say(SERVER, message)
                    self.arrivals.append(Arrival(message, now, len(body)))
                    self._news.notify_all()
                if "method" in message and "id" in message:
                    self._serve(message)
        except (FramingError, ValueError, OSError) as problem:
            self.problems.append(f"{type(problem).__name__}: {problem}")
        finally:
            with self._news:
                self.ended = True
                self._news.notify_all()

    def _listen(self) -> None:
        for line in self.process.stderr:
            self.said += line

    def _serve(self, message: dict) -> None:
        """Answers a request of the server."""
        params = message.get("params") or {}
        result: object = None
        if message["method"] == "workspace/configuration":
            result = [self.settings for _ in params["items"]]
        elif message["method"] == "workspace/applyEdit":
            self.edits.append(params["edit"])
            result = {"applied": True}
        elif message["method"] == "window/showDocument":
            self.shown.append(params)
            result = {"success": True}
        elif message["method"] == "workspace/workspaceFolders":
            result = []
        self.send({"jsonrpc": "2.0", "id": message["id"], "result": result})


def resident(process: int) -> int:
    """Resident bytes of a process; 0 where it has ended."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Rss:"):
                return 1024 * int(line.split()[1])
    except OSError:
        pass
    return 0


def children(process: int) -> list[int]:
    """The processes that a process started, and theirs."""
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [number for child in map(int, found) for number in [child, *children(child)]]
