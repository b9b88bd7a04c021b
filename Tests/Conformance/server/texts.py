"""A text as a client keeps it: lines, positions in any of the protocol's units, edits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Position = dict[str, int]
Range = dict[str, Position]
UNITS = ("utf-8", "utf-16", "utf-32")


def units(text: str, encoding: str) -> int:
    """How long a text is in an encoding's units."""
    if text.isascii() or encoding == "utf-32":
        return len(text)
    return len(text.encode("utf-8")) if encoding == "utf-8" else len(text.encode("utf-16-le")) // 2


def index(line: str, character: int, encoding: str) -> int | None:
    """Which character of a line a column is; `None` in the middle of one, the end beyond it."""
    if line.isascii() or encoding == "utf-32":
        return min(character, len(line))
    passed = 0
    for number, one in enumerate(line):
        if passed >= character:
            return number if passed == character else None
        passed += units(one, encoding)
    return len(line)


def position(line: int, character: int) -> Position:
    return {"line": line, "character": character}


def span(line: int, start: int, end: int, last: int | None = None) -> Range:
    return {"start": position(line, start), "end": position(line if last is None else last, end)}


@dataclass
class Text:
    """Lines that end with a line feed, but the last."""

    lines: list[str]
    encoding: str = "utf-16"

    @classmethod
    def of(cls, text: str, encoding: str = "utf-16") -> Text:
        return cls(text.split("\n"), encoding)

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def position(self, line: int, character: int) -> Position:
        """The position of a line's `character`th character."""
        return position(line, units(self.lines[line][:character], self.encoding))

    def find(self, needle: str, after: int = 0, occurrence: int = 0) -> Position:
        """Where a text begins, `after` characters on; the `occurrence`th of its kind."""
        for number, line in enumerate(self.lines):
            start = line.find(needle)
            while start >= 0:
                if occurrence == 0:
                    return self.position(number, start + after)
                occurrence -= 1
                start = line.find(needle, start + 1)
        raise ValueError(f"{needle!r} is not there")

    def range_of(self, needle: str, occurrence: int = 0) -> Range:
        """The range of a text on one line."""
        return {
            "start": self.find(needle, 0, occurrence),
            "end": self.find(needle, len(needle), occurrence),
        }

    def holds(self, place: Position) -> bool:
        """Whether a position is inside of the text, at a character's beginning."""
        line, character = place["line"], place["character"]
        if line >= len(self.lines):
            return line == len(self.lines) and character == 0
        found = self.lines[line]
        return character <= units(found, self.encoding) and index(found, character, self.encoding) is not None

    def slice(self, part: Range) -> str:
        """The text in a range."""
        (first, start), (last, end) = self._place(part["start"]), self._place(part["end"])
        if first == last:
            return self.lines[first][start:end]
        return "\n".join([self.lines[first][start:], *self.lines[first + 1 : last], self.lines[last][:end]])

    def replace(self, part: Range, new: str) -> None:
        """Replaces a range."""
        (first, start), (last, end) = self._place(part["start"]), self._place(part["end"])
        whole = self.lines[first][:start] + new + self.lines[last][end:]
        self.lines[first : last + 1] = whole.split("\n")

    def apply(self, edits: Iterable[dict]) -> None:
        """Applies edits that all refer to the text as it is."""
        ordered = sorted(enumerate(edits), key=lambda pair: (*order(pair[1]["range"]["start"]), pair[0]))
        for _, edit in reversed(ordered):
            self.replace(edit["range"], edit["newText"])

    def _place(self, place: Position) -> tuple[int, int]:
        if place["line"] >= len(self.lines):
            return len(self.lines) - 1, len(self.lines[-1])
        line = self.lines[place["line"]]
        return place["line"], index(line, place["character"], self.encoding) or 0


def order(place: Position) -> tuple[int, int]:
    return place["line"], place["character"]


def overlap(edits: list[dict]) -> bool:
    """Whether edits that belong together touch the same characters, which the protocol forbids."""
    ranges = sorted((order(edit["range"]["start"]), order(edit["range"]["end"])) for edit in edits)
    return any(first[1] > second[0] for first, second in zip(ranges, ranges[1:]))
