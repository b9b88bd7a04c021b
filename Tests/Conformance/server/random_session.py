"""A session of edits and requests that looks like nobody's and is the same for the same seed.

Half of the edits take an earlier one back, so that the text stays near the model that it was.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from .open import OPTIONS
from .texts import Position, Range, Text, position

SCREEN = 60
OPERATORS = ("Relu", "Neg", "Identity", "Conv", "Softmax", "local.Block3", "local.Nothing", "Reshape")
PIECES = (
    "x",
    "_",
    '"',
    "(",
    ")",
    ",",
    "<",
    ">",
    "{",
    "}",
    "[",
    "#",
    "\n",
    " ",
    "é",
    "😀",
    "= ",
    '"é😀"',
    "\t",
    "0",
    ".5",
    "",
)
Params = Callable[["Session"], dict]


@dataclass
class Session:
    """The client's side of the text, and the edits that may be taken back."""

    text: Text
    uri: str
    chance: random.Random
    undo: list[tuple[Range, str]] = field(default_factory=list)

    @property
    def identifier(self) -> dict:
        return {"textDocument": {"uri": self.uri}}

    def place(self) -> Position:
        line = self.chance.randrange(len(self.text.lines))
        return self.text.position(line, self.chance.randrange(len(self.text.lines[line]) + 1))

    def change(self) -> tuple[Range, str]:
        """The next edit, as it is sent; the text has it already."""
        if self.undo and self.chance.random() < 0.5 + len(self.undo) / 200:
            part, new = self.undo.pop()
            self.text.replace(part, new)
            return part, new
        part, new = self.chance.choice(KINDS)(self)
        before = self.text.slice(part)
        self.text.replace(part, new)
        self.undo.append(({"start": part["start"], "end": end_of(part["start"], new, self.text)}, before))
        return part, new

    # Kinds of edits

    def character(self) -> tuple[Range, str]:
        here = self.place()
        return {"start": here, "end": here}, self.chance.choice(PIECES)

    def deletion(self) -> tuple[Range, str]:
        line = self.place()["line"]
        length = len(self.text.lines[line])
        first = self.chance.randrange(length + 1)
        last = min(length, first + self.chance.randrange(1, 4))
        return {"start": self.text.position(line, first), "end": self.text.position(line, last)}, ""

    def operator(self) -> tuple[Range, str]:
        """Another operator in a node."""
        here = self.place()
        line = self.text.lines[here["line"]]
        first, last = line.find("= ") + 2, line.find(" (")
        if 2 <= first < last:
            span = {"start": self.text.position(here["line"], first), "end": self.text.position(here["line"], last)}
            return span, self.chance.choice(OPERATORS)
        return {"start": here, "end": here}, "\n"

    def operand(self) -> tuple[Range, str]:
        """Another value as a node's only input."""
        here, there = self.place(), self.place()
        line, other = self.text.lines[here["line"]], self.text.lines[there["line"]]
        first, last = line.rfind("(") + 1, line.rfind(")")
        name = other.strip().split(" = ")[0] if " = " in other else "nothing"
        if 0 < first < last:
            span = {"start": self.text.position(here["line"], first), "end": self.text.position(here["line"], last)}
            return span, name
        return {"start": here, "end": here}, "# é\n"

    def paste(self) -> tuple[Range, str]:
        """Lines from elsewhere, as they are: their values are defined twice."""
        here, there = position(self.place()["line"], 0), self.place()["line"]
        lines = self.text.lines[there : there + self.chance.randrange(1, 50)]
        return {"start": here, "end": here}, "".join(line + "\n" for line in lines)

    def lines(self) -> tuple[Range, str]:
        """Some lines go."""
        first = self.place()["line"]
        last = min(len(self.text.lines) - 1, first + self.chance.randrange(1, 20))
        return {"start": position(first, 0), "end": position(last, 0)}, ""

    # Parameters of requests

    def screen(self) -> Range:
        first = self.place()["line"]
        return {"start": position(first, 0), "end": position(min(len(self.text.lines) - 1, first + SCREEN), 0)}


KINDS = (
    *(Session.character,) * 8,
    *(Session.deletion,) * 6,
    *(Session.operator,) * 3,
    *(Session.operand,) * 3,
    Session.paste,
    Session.lines,
)


def end_of(start: Position, new: str, text: Text) -> Position:
    """Where a text ends that was put at a place."""
    parts = new.split("\n")
    if len(parts) > 1:
        return text.position(start["line"] + len(parts) - 1, len(parts[-1]))
    return position(start["line"], start["character"] + Text([new], text.encoding).position(0, len(new))["character"])


def anywhere(**more: object) -> Params:
    return lambda session: {**session.identifier, "position": session.place(), **more}


def whole(**more: object) -> Params:
    return lambda session: {**session.identifier, **more}


def on_screen(**more: object) -> Params:
    return lambda session: {**session.identifier, "range": session.screen(), **more}


NEAR: tuple[tuple[str, Params], ...] = (
    ("textDocument/hover", anywhere()),
    ("textDocument/completion", anywhere()),
    ("textDocument/signatureHelp", anywhere()),
    ("textDocument/definition", anywhere()),
    ("textDocument/declaration", anywhere()),
    ("textDocument/typeDefinition", anywhere()),
    ("textDocument/references", anywhere(context={"includeDeclaration": True})),
    ("textDocument/documentHighlight", anywhere()),
    ("textDocument/prepareRename", anywhere()),
    ("textDocument/rename", anywhere(newName="renamed")),
    ("textDocument/prepareCallHierarchy", anywhere()),
    ("textDocument/onTypeFormatting", anywhere(ch="\n", options=OPTIONS)),
    ("textDocument/selectionRange", lambda session: {**session.identifier, "positions": [session.place()]}),
    ("textDocument/codeAction", on_screen(context={"diagnostics": []})),
    ("textDocument/inlayHint", on_screen()),
    ("textDocument/semanticTokens/range", on_screen()),
    ("textDocument/rangeFormatting", on_screen(options=OPTIONS)),
)
# What is about the whole text is asked less often, as editors do.
FAR: tuple[tuple[str, Params], ...] = (
    ("textDocument/semanticTokens/full", whole()),
    ("textDocument/documentSymbol", whole()),
    ("textDocument/foldingRange", whole()),
    ("textDocument/documentLink", whole()),
    ("textDocument/codeLens", whole()),
    ("textDocument/formatting", whole(options=OPTIONS)),
    ("textDocument/diagnostic", whole()),
    ("workspace/symbol", lambda session: {"query": "softmax_1"}),
)


REQUESTS = NEAR * 5 + FAR


def outside(answer: object, text: Text, uri: str, here: bool = True) -> list[Position]:
    """Positions of an answer that are not in the text; those that are of another document don't count."""
    if isinstance(answer, list):
        return [place for one in answer for place in outside(one, text, uri, here)]
    if not isinstance(answer, dict):
        return []
    if answer.keys() == {"line", "character"}:
        return [] if not here or text.holds(answer) else [answer]
    here = here and answer.get("uri", answer.get("targetUri", uri)) == uri
    return [place for one in answer.values() for place in outside(one, text, uri, here)]


def tokens_outside(data: list[int], text: Text) -> list[Position]:
    """Tokens that don't lie in the text."""
    line = character = 0
    wrong = []
    for down, right, length, _, _ in zip(*[iter(data)] * 5):
        line, character = line + down, right if down else character + right
        if line < len(text.lines) and text.lines[line].isascii() and character + length <= len(text.lines[line]):
            continue
        ends = (position(line, character), position(line, character + length))
        wrong += [place for place in ends if not text.holds(place)]
    return wrong
