"""Bytes and messages that are wrong: each has its prescribed error, and the server goes on."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from peers.figure import Figure

from . import model
from .client import (
    CANCELLED,
    CONTENT_MODIFIED,
    INVALID_PARAMS,
    INVALID_REQUEST,
    PARSE_ERROR,
    REQUEST_FAILED,
    Client,
    Silence,
)
from .documents import document as generated
from .framing import framed
from .lifecycle import PUSHES, ended, started
from .open import OPTIONS, Document, codes
from .texts import position

LONG = 100_000_000
CANCELLED_IN = 0.005
CANCELLATIONS = 7
WELL = b'{"jsonrpc":"2.0","id":"well","method":"graven/nothing"}'


def block(body: bytes, header: bytes = b"Content-Length: %d\r\n\r\n") -> bytes:
    return (header % len(body) if b"%d" in header else header) + body


# What is written, what the error's code must be (`None`: no error), and what it is called.
BODIES = (
    ("no JSON", b"{", PARSE_ERROR),
    ("an empty body", b"", PARSE_ERROR),
    ("bytes that are no UTF-8", b'{"jsonrpc":"2.0","id":1,"method":"\xff\xfe"}', PARSE_ERROR),
    ("half a character", b'{"jsonrpc":"2.0","id":1,"method":"x","params":"\\ud800', PARSE_ERROR),
    ("two values", b'{"jsonrpc":"2.0","id":7,"method":"x"} {}', PARSE_ERROR),
    ("a deep value", b"[" * 100_000, PARSE_ERROR),
    ("an array", b"[]", INVALID_REQUEST),
    ("a batch", b'[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]', INVALID_REQUEST),
    ("a number", b"3", INVALID_REQUEST),
    ("an empty object", b"{}", INVALID_REQUEST),
    ("a method that is a number", b'{"jsonrpc":"2.0","id":9,"method":3}', INVALID_REQUEST),
    ("an id that is an object", b'{"jsonrpc":"2.0","id":{},"method":"shutdown"}', INVALID_REQUEST),
    ("a response to nothing", b'{"jsonrpc":"2.0","id":12345,"result":null}', None),
    ("an error to nothing", b'{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"x"}}', None),
)
HEADERS = (
    ("a header with a type", b"Content-Length: %d\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n"),
    ("a header in small letters", b"content-length: %d\r\n\r\n"),
    ("a header without a space", b"Content-Length:%d\r\n\r\n"),
    ("a header with more", b"X-More: 1\r\nContent-Length: %d\r\n\r\n"),
)
BAD_HEADERS = (
    ("a length that is no number", b"Content-Length: ten\r\n\r\n"),
    ("a negative length", b"Content-Length: -5\r\n\r\n"),
    ("a length beyond 64 bits", b"Content-Length: 99999999999999999999999\r\n\r\n"),
    ("a length larger than any memory", b"Content-Length: 9000000000000000000\r\n\r\n"),
    ("no length", b"Content-Type: x\r\n\r\n"),
    ("an empty header", b"\r\n\r\n"),
    ("noise", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
)


def alive(client: Client, start: int | None = None) -> bool:
    """Whether the server still answers."""
    start = client.mark if start is None else start
    client.write(block(WELL.replace(b"well", b"well%d" % start)))
    try:
        client.wait(lambda one: one.get("id") == f"well{start}", "sign of life", 5, start)
    except Silence:
        return False
    return True


def error_after(client: Client, data: bytes, limit: float = 5) -> int | None:
    """The code of the first error after some bytes."""
    start = client.mark
    client.write(data)
    try:
        return client.wait(lambda one: "error" in one, "error", limit, start).message["error"]["code"]
    except Silence:
        return None


def malformed(figure: Figure, folder: Path) -> None:
    """One server takes all of it. Its answers have ids that no request of this client had, so rules are off."""
    with started(folder, strict=False) as client:
        for case, body, asked in BODIES:
            if asked is None:
                client.write(block(body))
            else:
                code = error_after(client, block(body))
                figure.check(code == asked, case, f"error {code}")
            figure.check(alive(client), f"{case}: the server goes on", client.said.decode("utf-8", "replace")[-200:])
        for case, header in HEADERS:
            start = client.mark
            client.write(block(WELL.replace(b"well", b"well%d" % start), header))
            try:
                client.wait(lambda one: one.get("id") == f"well{start}", "answer", 5, start)
                figure.check(True, case)
            except Silence as silence:
                figure.check(False, case, str(silence))
        pieces = block(WELL.replace(b"well", b"pieces"))
        start = client.mark
        for byte in range(len(pieces)):
            client.write(pieces[byte : byte + 1])
        figure.check(client.wait(lambda one: one.get("id") == "pieces", "answer", 5, start) is not None, "byte by byte")
        start = client.mark
        client.write(b"".join(block(WELL.replace(b"well", b"many%d" % number)) for number in range(1000)))
        client.wait(lambda one: one.get("id") == "many999", "answer", 5, start)
        figure.check(True, "a thousand at once")
        long_line(figure, client)
        figure.check(client.finish() == 0, "shutdown after all that", client.said.decode("utf-8", "replace")[-300:])
    for case, header in BAD_HEADERS:
        with started(folder, strict=False) as client:
            code = error_after(client, header, 2)
            figure.check(code in (PARSE_ERROR, INVALID_REQUEST), case, f"error {code}")
            figure.check(alive(client), f"{case}: the server goes on", str(client.process.poll()))
            client.finish()
    with started(folder) as client:
        client.write(framed({"jsonrpc": "2.0", "id": 5, "method": "shutdown"})[:-10])
        client.close()
        figure.check(client.status() == 1, "half a message, then the end of input", str(client.process.returncode))


def long_line(figure: Figure, client: Client) -> None:
    """A message of 100 MB: the text of a document on one line."""
    item = {"uri": "file:///long.onnxtxt", "languageId": "onnx-text", "version": 1}
    client.notify("textDocument/didOpen", {"textDocument": {**item, "text": "# " + "x" * LONG}})
    start = client.mark
    number = client.ask(
        "textDocument/hover", {"textDocument": {"uri": item["uri"]}, "position": position(0, LONG // 2)}
    )
    try:
        answer = client.answer(number, 60, start).message
        figure.check("result" in answer or "error" in answer, "a line of 100 MB", str(answer)[:200])
    except Silence as silence:
        figure.check(False, "a line of 100 MB", str(silence))
    client.notify("textDocument/didClose", {"textDocument": {"uri": item["uri"]}})
    code = error_after(client, block(b'{"jsonrpc":"2.0","id":1,"method":"' + b"y" * LONG), 60)
    figure.check(code == PARSE_ERROR, "100 MB that are no JSON", f"error {code}")
    figure.check(alive(client), "100 MB: the server goes on")


OUTSIDE = (position(0, 10**6), position(10**6, 0), position(2**31 - 1, 2**31 - 1), position(-1, 0), position(0, -1))
WRONG_PARAMS = (
    ("no parameters", "textDocument/hover", None),
    ("parameters that are a list", "textDocument/hover", []),
    ("parameters of another type", "textDocument/hover", {"textDocument": 3, "position": "x"}),
    ("a position without a line", "textDocument/definition", {"position": {"character": 0}}),
    ("a line that is a fraction", "textDocument/hover", {"position": {"line": 0.5, "character": 0}}),
    ("a rename without a name", "textDocument/rename", {"position": position(10, 3)}),
    ("an unknown command", "workspace/executeCommand", {"command": "graven.nothing"}),
)


def documents(figure: Figure, folder: Path) -> None:
    """Positions outside of the text, versions out of order, documents that are not open."""
    with started(folder, PUSHES) as client:
        document = Document(client, model.write(folder), model.RIGHT)
        figure.check(document.pushed() == [], "a text without a finding")
        for case, method, params in WRONG_PARAMS:
            whole = (
                {**document.identifier, **params} if isinstance(params, dict) and "command" not in params else params
            )
            code = client.error(method, whole)
            figure.check(code == INVALID_PARAMS, case, f"{code}")
        for place in OUTSIDE:
            for method in ("hover", "definition", "completion", "references", "prepareRename", "documentHighlight"):
                params = {**document.identifier, "position": place, "context": {"includeDeclaration": True}}
                code = client.error(f"textDocument/{method}", params)
                figure.check(code in (None, INVALID_PARAMS, REQUEST_FAILED), f"{method} at {place}", str(code))
        unknown = {"textDocument": {"uri": (folder / "unknown.onnxtxt").as_uri()}, "position": position(0, 0)}
        code = client.error("textDocument/hover", unknown)
        figure.check(code in (None, INVALID_PARAMS), "a hover in what is not open", str(code))
        change = {"range": {"start": position(0, 0), "end": position(0, 0)}, "text": "garbage ("}
        client.notify(
            "textDocument/didChange",
            {"textDocument": {**unknown["textDocument"], "version": 2}, "contentChanges": [change]},
        )
        for version in (0, 1):
            client.notify(
                "textDocument/didChange",
                {"textDocument": {"uri": document.uri, "version": version}, "contentChanges": [change]},
            )
        document.edit({"start": position(10**6, 3), "end": position(10**6, 9)}, "# the end\n")
        figure.check(document.pushed() == [], "edits of other versions and of other documents change nothing")
        document.version += 5
        document.replace("(clipped)", "(nope)")
        figure.check("G002" in codes(document.pushed()), "a version may leave some out")
        document.edit({"start": document.text.find("nope", 4), "end": document.text.find("nope")}, "clipped")
        figure.check(document.pushed() == [], "a range whose end stands first")
        client.notify("textDocument/didClose", unknown)
        client.notify("textDocument/didOpen", {"textDocument": {}})
        client.notify("textDocument/didChange", {"nothing": 1})
        client.conversation.violations["client"].clear()
        figure.check(Document(client, folder / "other.onnxtxt", model.SMALL).pushed() == [], "another document")
        again = Document(client, folder / "other.onnxtxt", model.SMALL.replace("(x)", "(nope)"))
        figure.check("G002" in codes(again.pushed()), "a document that is opened twice")
        ended(figure, client, "positions, versions and documents that are wrong")


CANCELLED_METHODS: tuple[tuple[str, dict], ...] = (
    ("diagnostic", {}),
    ("semanticTokens/full", {}),
    ("documentSymbol", {}),
    ("formatting", {"options": OPTIONS}),
    ("hover", {"position": position(60, 5)}),
    ("codeLens", {}),
)


def cancelled(client: Client, document: Document, method: str, more: dict) -> tuple[float, int | None]:
    """Seconds from the cancellation to the answer, and the error's code."""
    if method == "diagnostic":
        document.edit({"start": position(3, 0), "end": position(3, 0)}, " ")
    start = client.mark
    number = client.ask(f"textDocument/{method}", {**document.identifier, **more})
    time.sleep(0.002)
    begin = time.perf_counter()
    client.notify("$/cancelRequest", {"id": number})
    answer = client.answer(number, start=start)
    return answer.time - begin, answer.message.get("error", {}).get("code")


def cancellation(figure: Figure, folder: Path) -> None:
    """A cancelled request is answered at once, with an error or a result."""
    with started(folder) as client:
        document = Document(client, folder / "large.onnxtxt", generated(60_000))
        # The text is a message of 9 MB: nothing behind it is read before it is.
        document.pulled()
        slowest = 0.0
        for method, more in CANCELLED_METHODS:
            seconds, found = zip(*(cancelled(client, document, method, more) for _ in range(CANCELLATIONS)))
            slowest = max(slowest, statistics.median(seconds))
            # The quickest: a machine that runs tests gives other processes their turns as well.
            took = min(seconds)
            figure.check(set(found) <= {None, CANCELLED, CONTENT_MODIFIED}, f"{method} cancelled", str(found))
            figure.check(took <= CANCELLED_IN, f"{method} cancelled in time", f"{1000 * took:.1f} ms")
        figure.notes.append(f"cancelled requests were answered after {1000 * slowest:.1f} ms at most (medians)")
        client.notify("$/cancelRequest", {"id": 99_999})
        client.notify("$/cancelRequest", {"id": "nothing"})
        figure.check(isinstance(document.pulled(), list), "cancelling what is not there")
        numbers = [
            client.ask("textDocument/hover", {**document.identifier, "position": position(50, 5)}) for _ in range(200)
        ]
        for number in numbers[::2]:
            client.notify("$/cancelRequest", {"id": number})
        for number in numbers:
            client.answer(number)
        figure.check(True, "two hundred requests, half of them cancelled")
        ended(figure, client, "cancellations")
