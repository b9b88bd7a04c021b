"""A second lexer for ONNX text, written from the grammar alone: tokens and comments, for laws about both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

PATTERN = re.compile(
    rb"""
    (?P<space>   [\x20\t\n\v\f\r]+ )
  | (?P<comment> (?: \# | // ) [^\n]* )
  | (?P<block>   \"\"\" .*? ^[ \t]* \"\"\" )
  | (?P<bytes>   (?: x | b64 ) " [^"]* " )
  | (?P<string>  b? " (?: [^"\\] | \\. )* " )
  | (?P<number>  -? [0-9]+ (?: \. [0-9]* )? (?: [eE] [+-]? [0-9]+ )? | -? nan \( 0x [0-9A-Fa-f]+ \) | -(?: nan | inf ) )
  | (?P<word>    [A-Za-z_][A-Za-z0-9_]* )
  | (?P<note>    @ [A-Za-z_][A-Za-z0-9_]* )
  | (?P<dots>    \.\.\. )
  | (?P<other>   . )
""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)

OBJECT_WORDS = frozenset((b"model", b"node", b"tensor", b"attr", b"value", b"type", b"graph", b"function", b"sparse"))


class Token(NamedTuple):
    """One token or comment with its place."""

    kind: str
    text: bytes
    start: int


def tokens(text: bytes) -> Iterator[Token]:
    """Everything but white space. No bytes are refused: what is no token is `other`, a byte at a time."""
    for match in PATTERN.finditer(text):
        kind = match.lastgroup or "other"
        if kind != "space":
            yield Token(kind, match.group(), match.start())


def code(text: bytes) -> list[bytes]:
    """The tokens that mean something."""
    return [token.text for token in tokens(text) if token.kind != "comment"]


def comments(text: bytes) -> list[bytes]:
    """The comments in order, without the carriage return that a line's end may leave in them."""
    return [token.text.rstrip(b"\r") for token in tokens(text) if token.kind == "comment"]


def objects(text: bytes) -> list[str]:
    """Where messages are printed as objects: `{key: ...` wherever it stands, and a keyword with `{}`.

    A sparse tensor's `{values: ...` is no object; with the keyword `sparse` before it, it is.
    """
    found = []
    row = [token for token in tokens(text) if token.kind != "comment"]
    for at, token in enumerate(row):
        if token.text != b"{":
            continue
        before = row[at - 1].text if at else b""
        following = [other.text for other in row[at + 1 : at + 3]]
        keyed = len(following) == 2 and row[at + 1].kind == "word" and following[1] == b":"
        sugar = following[:1] == [b"values"] and before != b"sparse"
        empty = following[:1] == [b"}"] and before in OBJECT_WORDS and not names_tensor(row, at - 1)
        if keyed and not sugar or empty:
            what = before.decode() + " {" if before in OBJECT_WORDS else "{" + following[0].decode()
            found.append(f"{what} at byte {token.start}")
    return found


def names_tensor(row: list[Token], at: int) -> bool:
    """Whether the word at `at` stands after a type or its dimensions, and so is a name."""
    return at > 0 and (row[at - 1].text == b"]" or row[at - 1].kind == "word")
