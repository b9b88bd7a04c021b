"""What a conversation must keep to beyond the schema of each message: who may say what, when, and to whom.

A `Conversation` is told every message of both sides in order, live or from a recording, and keeps the violations of
either side. The client's capabilities bind the server: what a client did not say it can do, it must not get.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .honesty import NOTIFICATIONS, RESULTS, capability
from .schema import message_errors

Message = Mapping[str, object]
CLIENT, SERVER = "client", "server"
# What a server may say before it has answered `initialize`.
EARLY = ("window/showMessage", "window/logMessage", "window/showMessageRequest", "telemetry/event", "$/progress")
# Requests and notifications of a server, and what the client must be able to do.
NEEDS = {
    "client/unregisterCapability": "workspace.didChangeWatchedFiles.dynamicRegistration",
    "textDocument/publishDiagnostics": "textDocument.publishDiagnostics",
    "window/showDocument": "window.showDocument.support",
    "window/workDoneProgress/create": "window.workDoneProgress",
    "workspace/applyEdit": "workspace.applyEdit",
    "workspace/codeLens/refresh": "workspace.codeLens.refreshSupport",
    "workspace/configuration": "workspace.configuration",
    "workspace/diagnostic/refresh": "workspace.diagnostics.refreshSupport",
    "workspace/foldingRange/refresh": "workspace.foldingRange.refreshSupport",
    "workspace/inlayHint/refresh": "workspace.inlayHint.refreshSupport",
    "workspace/semanticTokens/refresh": "workspace.semanticTokens.refreshSupport",
    "workspace/textDocumentContent/refresh": "workspace.textDocumentContent",
    "workspace/workspaceFolders": "workspace.workspaceFolders",
}


def other(side: str) -> str:
    return SERVER if side == CLIENT else CLIENT


@dataclass
class Conversation:
    """One run of a server."""

    violations: dict[str, list[str]] = field(default_factory=lambda: {CLIENT: [], SERVER: []})
    counts: dict[str, int] = field(default_factory=lambda: {CLIENT: 0, SERVER: 0})
    used: set[str] = field(default_factory=set)
    capabilities: Message = field(default_factory=dict)
    announced: Message = field(default_factory=dict)
    registered: set[str] = field(default_factory=set)
    initialized: bool = False
    shut_down: bool = False
    _asked: dict[str, dict[object, Message]] = field(default_factory=lambda: {CLIENT: {}, SERVER: {}})
    _tokens: set[object] = field(default_factory=set)

    def say(self, side: str, message: Message) -> list[str]:
        """Takes a message in; returns what is wrong with it, which is kept as well."""
        self.counts[side] += 1
        wrong = list(self._errors(side, message))
        self.violations[side] += wrong
        return wrong

    def end(self, status: int | None) -> None:
        """The server ended, with an exit status where it is known."""
        asked = 0 if self.shut_down else 1
        if status is not None and status != asked:
            self.violations[SERVER].append(f"exit status {status}, not {asked}")
        if self.shut_down:
            for message in self._asked[CLIENT].values():
                self.violations[SERVER].append(f"no response to {message['method']} (id {message['id']})")

    def _errors(self, side: str, message: Message) -> Iterator[str]:
        method, number = message.get("method"), message.get("id")
        if method is None:
            yield from self._response(side, message)
            return
        yield from message_errors(message)
        if number is not None:
            if number in self._asked[side]:
                yield f"{method}: id {number} is in use"
            self._asked[side][number] = message
        if side == CLIENT:
            self._client(method, message)
        else:
            yield from self._server(method, message.get("params") or {})

    def _client(self, method: str, message: Message) -> None:
        params = message.get("params") or {}
        self.used.add(method)
        if method == "initialize" and isinstance(params, dict) and not self.initialized:
            self.capabilities = params.get("capabilities") or {}
        if method == "shutdown":
            self.shut_down = True
        if isinstance(params, dict):
            self._tokens |= {params[name] for name in ("workDoneToken", "partialResultToken") if name in params}

    def _server(self, method: str, params: Message) -> Iterator[str]:
        if not self.initialized and method not in EARLY:
            yield f"{method} before the answer to initialize"
        need = NEEDS.get(method)
        if need and not capability(self.capabilities, need):
            yield f"{method}, though the client has no {need}"
        if method == "window/workDoneProgress/create":
            self._tokens.add(params.get("token"))
        if method == "$/progress" and params.get("token") not in self._tokens:
            yield f"progress for {params.get('token')!r}, which nobody made"
        if method == "client/registerCapability":
            yield from self._registration(params)
        if method in NOTIFICATIONS:
            yield from (f"{method}: {text}" for text in NOTIFICATIONS[method](params, self.capabilities))

    def _registration(self, params: Message) -> Iterator[str]:
        for one in params.get("registrations", []):
            part, _, name = one["method"].partition("/")
            name = name.split("/")[0]
            if not capability(self.capabilities, f"{part}.{name}.dynamicRegistration"):
                yield f"registers {one['method']}, which the client does not take"
            self.registered.add(one["method"])

    def _response(self, side: str, message: Message) -> Iterator[str]:
        number = message.get("id")
        request = self._asked[other(side)].pop(number, None)
        if request is None:
            # An error without an id answers what could not be read.
            if number is not None or "error" not in message:
                yield f"a response to {number!r}, which was not asked"
            yield from message_errors(message)
            return
        method = request["method"]
        yield from message_errors(message, method)
        if side == SERVER and "result" in message:
            if method == "initialize":
                self.initialized = True
                self.announced = (message["result"] or {}).get("capabilities", {})
            if method in RESULTS:
                found = RESULTS[method](message["result"], self.capabilities, self.announced)
                yield from (f"{method}: {text}" for text in found)
