"""Reads texts by a grammar in W3C's notation: names in capitals are tokens, other names are made of tokens.

A recognizer of all context-free grammars: what a part of the grammar can match from a token on is the set of the places
where it can end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

SYMBOL = re.compile(
    r"""\s+|/\*.*?\*/|(?P<rule>[A-Za-z]\w*)\s*::=|(?P<name>[A-Za-z]\w*)|(?P<quoted>"[^"]*"|'[^']*')"""
    r"""|(?P<code>\#x[0-9A-F]+)|(?P<set>\[[^\]]*\])|(?P<mark>[()|*+?-])""",
    re.DOTALL,
)


@dataclass(frozen=True)
class Part:
    """A piece of a rule: `what` is name, quoted, set, seq, or, but, *, + or ?."""

    what: str
    text: str = ""
    parts: tuple[Part, ...] = ()


class Reader:
    """Reads the notation."""

    def __init__(self, text: str) -> None:
        self.symbols: list[tuple[str, str]] = []
        place = 0
        while place < len(text):
            found = SYMBOL.match(text, place)
            if not found:
                raise SyntaxError(f"no EBNF: {text[place : place + 40]!r}")
            if found.lastgroup:
                self.symbols.append((found.lastgroup, found[found.lastgroup]))
            place = found.end()
        self.symbols.append(("rule", ""))

    def rules(self) -> dict[str, Part]:
        rules = {}
        while self.symbols[0] != ("rule", ""):
            name = self.symbols.pop(0)[1]
            rules[name] = self.alternatives()
        return rules

    def alternatives(self) -> Part:
        found = [self.difference()]
        while self.symbols[0] == ("mark", "|"):
            self.symbols.pop(0)
            found.append(self.difference())
        return Part("or", parts=tuple(found))

    def difference(self) -> Part:
        first = self.sequence()
        if self.symbols[0] != ("mark", "-"):
            return first
        self.symbols.pop(0)
        return Part("but", parts=(first, self.sequence()))

    def sequence(self) -> Part:
        found = []
        while self.symbols[0][0] != "rule" and self.symbols[0] not in (("mark", "|"), ("mark", ")"), ("mark", "-")):
            found.append(self.item())
        return Part("seq", parts=tuple(found))

    def item(self) -> Part:
        kind, text = self.symbols.pop(0)
        if (kind, text) == ("mark", "("):
            part = self.alternatives()
            self.symbols.pop(0)
        else:
            part = Part(kind, text)
        while self.symbols[0] in (("mark", "*"), ("mark", "+"), ("mark", "?")):
            part = Part(self.symbols.pop(0)[1], parts=(part,))
        return part


def characters(part: Part, rules: dict[str, Part]) -> str:
    """A token's rule as a regular expression."""
    inner = [characters(each, rules) for each in part.parts]
    match part.what:
        case "name":
            return characters(rules[part.text], rules)
        case "quoted":
            return re.escape(part.text[1:-1])
        case "code":
            return f"\\U{int(part.text[2:], 16):08x}"
        case "set":
            return re.sub(r"#x([0-9A-F]+)", lambda code: f"\\U{int(code[1], 16):08x}", part.text)
        case "seq":
            return "".join(inner)
        case "or":
            return f"(?:{'|'.join(sorted(inner, key=len, reverse=True))})"  # Python takes the first that fits.
        case "but":
            return f"(?!{inner[1]}){inner[0]}"
        case repeated:
            return f"(?:{inner[0]}){repeated}"


@dataclass
class Grammar:
    rules: dict[str, Part]
    tokens: list[tuple[str, re.Pattern[str]]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Grammar:
        grammar = cls(Reader(path.read_text(encoding="utf-8")).rules())
        rules = grammar.rules
        grammar.tokens = [(name, re.compile(characters(rules[name], rules))) for name in rules if name.isupper()]
        grammar.marks = sorted(
            {"..."} | {text for text in map(unquoted, rules.values()) for text in text if len(text) == 1}
        )
        return grammar

    def undefined(self) -> set[str]:
        """Names that rules use and that no rule defines, and rules that nothing uses."""
        used = {name for part in self.rules.values() for name in names(part)}
        return used ^ (self.rules.keys() - {"file", "SPACE"})

    def split(self, text: str) -> list[tuple[str, int, int]] | None:
        """The tokens of a text, or `None` where there is something that is none."""
        found: list[tuple[str, int, int]] = []
        place = 1 if text.startswith("\ufeff") else 0
        while place < len(text):
            best = ("", place)
            for name, pattern in self.tokens:
                if name in PARTS_OF_TOKENS or (name == "PRAGMA" and found):
                    continue
                match = pattern.match(text, place)
                if match and match.end() > best[1]:
                    best = (name, match.end())
            for mark in self.marks:
                if text.startswith(mark, place) and place + len(mark) > best[1]:
                    best = (mark, place + len(mark))
            if not best[0]:
                return None
            if best[0] != "SPACE":
                found.append((best[0], place, best[1]))
            elif place == 0 and text.startswith("#!onnx-text"):
                return None
            place = best[1]
        return found

    def accepts(self, text: str) -> bool:
        tokens = self.split(text)
        return tokens is not None and len(tokens) in Recognizer(self, text, tokens).ends(Part("name", "file"), 0)


PARTS_OF_TOKENS = {"FLAG", "UNSET", "LINE", "ANY", "EXPONENT"}


def names(part: Part) -> set[str]:
    return {part.text} if part.what == "name" else set().union(*map(names, part.parts))


def unquoted(part: Part) -> set[str]:
    return {part.text[1:-1]} if part.what == "quoted" else set().union(*map(unquoted, part.parts))


class Recognizer:
    def __init__(self, grammar: Grammar, text: str, tokens: list[tuple[str, int, int]]) -> None:
        self.rules, self.text, self.tokens = grammar.rules, text, tokens
        self.known: dict[tuple[str, int], frozenset[int]] = {}

    def ends(self, part: Part, start: int) -> frozenset[int]:
        """The places where what begins at token `start` can end."""
        match part.what:
            case "name" if part.text.isupper():
                fits = start < len(self.tokens) and self.tokens[start][0] == part.text
                # A token that an earlier rule names is one of the later rules as well.
                if not fits and start < len(self.tokens) and part.text == "ID":
                    fits = self.tokens[start][0] in ("PRIM", "SPECIAL")
                return frozenset({start + 1} if fits else ())
            case "name":
                key = (part.text, start)
                if key not in self.known:
                    self.known[key] = self.ends(self.rules[part.text], start)
                return self.known[key]
            case "quoted":
                return self.literal(part.text[1:-1], start)
            case "seq":
                found = frozenset({start})
                for each in part.parts:
                    found = self.after(each, found)
                return found
            case "or":
                return frozenset().union(*(self.ends(each, start) for each in part.parts))
            case "but":
                return self.ends(part.parts[0], start) - self.ends(part.parts[1], start)
            case "?":
                return self.ends(part.parts[0], start) | {start}
        found = new = frozenset({start}) if part.what == "*" else self.ends(part.parts[0], start)
        while new:
            new = self.after(part.parts[0], new) - found
            found |= new
        return found

    def after(self, part: Part, starts: frozenset[int]) -> frozenset[int]:
        return frozenset().union(*(self.ends(part, start) for start in starts))

    def literal(self, wanted: str, start: int) -> frozenset[int]:
        """Tokens that touch and read as `wanted`."""
        place = start
        while wanted and place < len(self.tokens):
            kind, first, last = self.tokens[place]
            if kind in ("STRING", "BLOCK", "BYTES") or (place > start and first != self.tokens[place - 1][2]):
                return frozenset()
            if not wanted.startswith(self.text[first:last]):
                return frozenset()
            wanted, place = wanted[last - first :], place + 1
        return frozenset() if wanted else frozenset({place})
