#!/usr/bin/env python3
"""Stands between an editor and a server, hands on every byte, and writes what passes into a recording.

tap.py RECORDING COMMAND...     each line of the recording is a JSON object: side and message, or side and trouble
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TextIO

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Conformance"))

from server.framing import END_OF_HEADER, FramingError, content_length  # noqa: E402

ROOM = 1 << 16


class Recording:
    """A file that two threads write lines into."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._turn = threading.Lock()

    def note(self, **line: object) -> None:
        with self._turn:
            self._out.write(json.dumps(line, separators=(",", ":")) + "\n")
            self._out.flush()


class Side:
    """The messages of one side, out of the bytes as they come."""

    def __init__(self, name: str, recording: Recording) -> None:
        self._name = name
        self._recording = recording
        self._bytes = b""
        self._lost = False

    def take(self, data: bytes) -> None:
        """Writes down the messages that end in these bytes; after bytes that are none, nothing more."""
        self._bytes += data
        while not self._lost and END_OF_HEADER in self._bytes:
            header, _, rest = self._bytes.partition(END_OF_HEADER)
            try:
                size = content_length(header)
                if len(rest) < size:
                    return
                self._recording.note(side=self._name, message=json.loads(rest[:size]))
            except (FramingError, ValueError) as trouble:
                self._lost = True
                self._recording.note(side=self._name, trouble=f"{type(trouble).__name__}: {trouble}")
                return
            self._bytes = rest[size:]

    def end(self) -> None:
        if self._bytes and not self._lost:
            self._recording.note(side=self._name, trouble=f"ended in a message, after {len(self._bytes)} bytes of it")


def relay(name: str, source: int, target: int, recording: Recording) -> None:
    """Hands bytes on until one end closes. A message is written down first, so that its answer comes after it."""
    side = Side(name, recording)
    try:
        while data := os.read(source, ROOM):
            side.take(data)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(target, rest) :]
    except OSError:
        pass
    side.end()
    os.close(target)


def main() -> int:
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    with open(sys.argv[1], "a", encoding="utf-8") as out:
        recording = Recording(out)
        server = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        client = threading.Thread(
            target=relay, args=("client", 0, os.dup(server.stdin.fileno()), recording), daemon=True
        )
        server.stdin.close()
        client.start()
        relay("server", server.stdout.fileno(), 1, recording)
        status = server.wait()
        # What the client wrote at last is on its way into the recording still.
        client.join(0.5)
        recording.note(side="server", status=status)
    return status


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)
