#!/usr/bin/env python3
"""Thousands of random edits and requests, a fifth of these cancelled, on one model of 5,000 nodes: the server does not
crash, answers everything, gives no position that is not there, ends with the client's text, and does not grow.

GRAVEN_SOAK is the number of edits (20,000 for the whole; 1,500 without it). The seed makes the session.
"""

from __future__ import annotations

import os
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from peers.figure import Figure, finish
from peers.places import scratch
from peers.program import require
from server.capabilities import FULL
from server.client import CANCELLED, CONTENT_MODIFIED, INVALID_PARAMS, REQUEST_FAILED, Client, Silence
from server.documents import document, write_weights
from server.open import Document
from server.random_session import REQUESTS, Session, outside, tokens_outside
from server.sync import checked, same_findings, same_text
from server.texts import Text

EDITS = int(os.environ.get("GRAVEN_SOAK") or 1500)
SEED = int(os.environ.get("GRAVEN_SOAK_SEED") or 5)
NODES = 5000
# Memory is compared with what it was once the server had seen some edits.
EARLY = max(EDITS // 10, min(1000, EDITS // 2))
# The server gives memory back when it has nothing to do for a second.
IDLE = 2.0
WINDOW = 12
SETTLED_EVERY = 50
GROWTH = 1.1
REFUSALS = (CANCELLED, CONTENT_MODIFIED, INVALID_PARAMS, REQUEST_FAILED)


@dataclass
class Pending:
    """A request with the text that it was asked about."""

    method: str
    text: Text


class Soak:
    """The session with the server."""

    def __init__(self, client: Client, folder: Path, figure: Figure) -> None:
        self.client = client
        self.figure = figure
        self.chance = random.Random(SEED)
        self.document = Document(client, folder / "soak.onnxtxt", document(NODES))
        self.session = Session(self.document.text, self.document.uri, self.chance)
        self.pending: dict[int, Pending] = {}
        self.slowest = 0.0
        self.refused = 0
        self.answered = 0
        self.sizes: dict[int, int] = {}

    def run(self) -> None:
        """All edits, with about as many requests."""
        for number in range(1, EDITS + 1):
            self.edit()
            while self.chance.random() < 0.5:
                self.ask()
            if number % SETTLED_EVERY == 0:
                self.settle(0)
                self.document.pulled()
            if number in (EARLY, EDITS):
                self.settle(0)
                self.document.pulled()
                time.sleep(IDLE)
                self.sizes[number] = self.client.resident

    def edit(self) -> None:
        part, new = self.session.change()
        self.document.send([{"range": part, "text": new}])

    def ask(self) -> None:
        method, params = self.chance.choice(REQUESTS)
        text = Text(list(self.document.text.lines), self.document.text.encoding)
        number = self.client.ask(method, params(self.session))
        self.pending[number] = Pending(method, text)
        if self.chance.random() < 0.2:
            self.client.notify("$/cancelRequest", {"id": number})
        # Some wait for their answer, most are overtaken by edits.
        self.settle(0 if self.chance.random() < 0.3 else WINDOW)

    def settle(self, most: int) -> None:
        """Waits until no more than so many requests are open, and looks at what came."""
        while len(self.pending) > most:
            oldest = next(iter(self.pending))
            begin = time.perf_counter()
            self.client.answer(oldest, 30)
            self.slowest = max(self.slowest, time.perf_counter() - begin)
            self.take()

    def take(self) -> None:
        """Looks at the messages that have come, and forgets them."""
        for arrival in self.client.drain():
            message = arrival.message
            pending = self.pending.pop(message.get("id"), None) if "method" not in message else None
            if pending is not None:
                self.judge(pending, message)

    def judge(self, pending: Pending, message: dict) -> None:
        self.answered += 1
        error = message.get("error")
        if error is not None:
            self.refused += 1
            self.figure.check(error["code"] in REFUSALS, pending.method, str(error))
            return
        result = message["result"]
        wrong = outside(result, pending.text, self.document.uri)
        if "semanticTokens" in pending.method:
            wrong = tokens_outside((result or {}).get("data", []), pending.text)
        self.figure.check(not wrong, f"{pending.method}: positions in the text", str(wrong[:3]))


def main() -> None:
    require()
    sys.setswitchinterval(0.0005)
    figure = Figure(f"language server: {EDITS:,} random edits, with requests and cancellations")
    begin = time.perf_counter()
    with scratch() as name:
        folder = Path(name)
        write_weights(folder)
        with Client(FULL, folder) as client:
            client.initialize()
            soak = Soak(client, folder, figure)
            try:
                soak.run()
                figure.check(same_text(soak.document), "the server's text is the client's")
                found = sorted(
                    (one["range"]["start"]["line"], one["code"]) for one in soak.document.pulled() if "code" in one
                )
                asked = checked(folder / "soak.onnxtxt", str(soak.document.text))
                figure.check(
                    len(asked) > 499 or same_findings(found, asked), "findings at the end", f"{found} {asked}"[:300]
                )
            except Silence as silence:
                figure.check(False, "an answer to everything", f"{silence}; {client.said[-300:]!r}")
            status = client.finish()
            figure.check(status == 0, "the end", f"exit status {status}; {client.said[-300:]!r}")
            for complaint in client.complaints[:20]:
                figure.check(False, "the server's messages", complaint)
        early, late = soak.sizes.get(EARLY, 0), soak.sizes.get(EDITS, 0)
        told = f"{early / 1e6:.0f} MB after {EARLY:,} edits, {late / 1e6:.0f} MB after {EDITS:,}"
        figure.check(0 < late <= GROWTH * early, "resident memory", told)
    took = time.perf_counter() - begin
    figure.notes.append(f"{soak.answered:,} requests, {soak.refused:,} refused or cancelled; {told}; {took:.0f} s")
    finish(figure)


if __name__ == "__main__":
    main()
