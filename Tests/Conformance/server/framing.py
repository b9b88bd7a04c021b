"""Messages as bytes on a pipe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

END_OF_HEADER = b"\r\n\r\n"


class FramingError(Exception):
    """Bytes that are no message."""


def framed(message: object) -> bytes:
    """A message with its header."""
    body = json.dumps(message, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def content_length(header: bytes) -> int:
    """The size of the body; a header may hold the content's type as well, and nothing else."""
    found = None
    for line in header.split(b"\r\n"):
        name, colon, value = line.partition(b":")
        if not colon or name.lower() not in (b"content-length", b"content-type"):
            raise FramingError(f"header {line!r:.80}")
        if name.lower() == b"content-length":
            found = int(value)
    if found is None:
        raise FramingError(f"no length in {header!r:.80}")
    return found


def bodies(stream: BinaryIO) -> Iterator[bytes]:
    """The bodies of a stream's messages until it ends; bytes that are cut at the end are an error."""
    while True:
        header = b""
        while not header.endswith(END_OF_HEADER):
            line = stream.readline()
            if not line:
                if header:
                    raise FramingError(f"ended in the header {header!r:.80}")
                return
            header += line
            if len(header) > 1000:
                raise FramingError(f"header {header!r:.80}")
        size = content_length(header[: -len(END_OF_HEADER)])
        body = stream.read(size)
        if len(body) != size:
            raise FramingError(f"ended after {len(body)} of {size} bytes")
        yield body
