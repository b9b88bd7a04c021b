"""A tree-sitter grammar without tree-sitter: its LALR(1) tables, the conflicts in them, and the trees that they make.

As tree-sitter's own, the lexer takes what fits in a state: the longest, of these the one with precedence, of these a word
that is written out.
"""

from __future__ import annotations

import itertools
import json
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

LEAVES = ("STRING", "PATTERN", "TOKEN")
END = "end"


@dataclass
class Node:
    name: str
    children: list[Node] = field(default_factory=list)

    def __str__(self) -> str:
        return f"({' '.join([self.name, *map(str, self.children)])})"


@dataclass(frozen=True)
class Part:
    """A symbol of a production, and the name that its node has there."""

    symbol: str
    alias: str = ""

    def shown(self, node: Node) -> list[Node]:
        """What a tree shows of it: a hidden rule's children, nothing of a token that is written out."""
        if self.alias:
            return [Node(self.alias, node.children)]
        return node.children if self.symbol[0] in "_'" else [node]


@dataclass(frozen=True)
class Production:
    name: str
    parts: tuple[Part, ...]
    shift_wins: bool = False


def evaluate(path: Path) -> dict:
    """The grammar as node evaluates it."""
    shim = Path(__file__).with_suffix(".js")
    done = subprocess.run(["node", shim, path], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SyntaxError(done.stderr)
    return json.loads(done.stdout)


def expression(rule: dict) -> str:
    """A token as a regular expression."""
    match rule["type"]:
        case "STRING":
            return re.escape(rule["value"])
        case "PATTERN":
            return f"(?:{rule['value']})"
        case "SEQ":
            return "".join(map(expression, rule["members"]))
        case "CHOICE":
            return f"(?:{'|'.join(sorted(map(expression, rule['members']), key=len, reverse=True))})"
        case "REPEAT":
            return f"(?:{expression(rule['content'])})*"
    return expression(rule["content"])


def inside(rule: dict) -> list[dict]:
    return rule["members"] if "members" in rule else [rule["content"]] if "content" in rule else []


def symbols(rule: dict) -> set[str]:
    """The rules that a rule names."""
    return {rule["name"]} if rule["type"] == "SYMBOL" else set().union(*map(symbols, inside(rule)))


def shown(grammar: dict) -> tuple[set[str], set[str], set[str]]:
    """The names of nodes, of fields, and the texts that a query can ask for."""
    nodes, fields, texts = {name for name in grammar["rules"] if name[0] != "_"}, set(), set()
    todo = list(grammar["rules"].values())
    while todo:
        rule = todo.pop()
        todo += inside(rule)
        if rule["type"] == "FIELD":
            fields.add(rule["name"])
        elif rule["type"] == "ALIAS":
            (nodes if rule["named"] else texts).add(rule["value"])
        elif rule["type"] == "STRING":
            texts.add(rule["value"])
    return nodes, fields, texts


class Parser:
    """The parser that a grammar describes."""

    def __init__(self, grammar: dict) -> None:
        self.rules = grammar["rules"]
        self.word = grammar["word"]
        self.extras = [
            rule["name"] if rule["type"] == "SYMBOL" else "'" + expression(rule) for rule in grammar["extras"]
        ]
        self.tokens: dict[str, re.Pattern[str]] = {}
        self.precedence: dict[str, int] = {}
        self.words: set[str] = set()
        self.repeats: dict[str, str] = {}
        for rule in grammar["extras"]:
            if rule["type"] != "SYMBOL":
                self.leaf(rule)
        self.productions = [Production("", (Part(next(iter(self.rules))),))]
        for name, rule in self.rules.items():
            if rule["type"] in LEAVES:
                self.leaf(rule, name)
                continue
            for parts in sorted(set(self.expanded(rule)), key=str):
                self.productions.append(Production(name, parts, rule["type"] == "PREC_RIGHT"))
        self.by_name: dict[str, list[int]] = {}
        for number, production in enumerate(self.productions):
            self.by_name.setdefault(production.name, []).append(number)
        self.find_firsts()
        self.find_states()
        self.find_lookaheads()
        self.find_actions()

    # The grammar as productions

    def leaf(self, rule: dict, name: str = "") -> str:
        name = name or "'" + expression(rule)
        self.tokens[name] = re.compile(expression(rule))
        inner = rule.get("content", {})
        self.precedence[name] = inner["value"] if inner.get("type") == "PREC" else 0
        if rule["type"] == "STRING" and rule["value"].isidentifier():
            self.words.add(name)
        return name

    def expanded(self, rule: dict, alias: str = "") -> list[tuple[Part, ...]]:
        """The sequences of symbols that a rule stands for; what repeats becomes a rule of its own."""
        kind = rule["type"]
        if kind == "SYMBOL":
            return [(Part(rule["name"], alias),)]
        if kind in LEAVES:
            return [(Part(self.leaf(rule), alias),)]
        if kind == "BLANK":
            return [()]
        if kind == "CHOICE":
            return [each for member in rule["members"] for each in self.expanded(member)]
        if kind == "SEQ":
            return [tuple(itertools.chain(*each)) for each in itertools.product(*map(self.expanded, rule["members"]))]
        if kind in ("REPEAT", "REPEAT1"):
            repeat = self.repeat(rule["content"])
            return [(Part(repeat),)] + ([()] if kind == "REPEAT" else [])
        return self.expanded(rule["content"], rule["value"] if kind == "ALIAS" and rule["named"] else alias)

    def repeat(self, content: dict) -> str:
        key = json.dumps(content, sort_keys=True)
        if key not in self.repeats:
            name = self.repeats[key] = f"_repeat{len(self.repeats)}"
            for parts in self.expanded(content):
                self.productions += [Production(name, parts), Production(name, (Part(name), *parts))]
        return self.repeats[key]

    # Its states

    def find_firsts(self) -> None:
        self.firsts: dict[str, set[str]] = {name: set() for name in self.by_name}
        changed = True
        while changed:
            changed = False
            for production in self.productions:
                new = self.first(production.parts, set())
                if not new <= self.firsts[production.name]:
                    self.firsts[production.name] |= new
                    changed = True

    def first(self, parts: tuple[Part, ...], after: set[str]) -> set[str]:
        """The tokens that `parts` can begin with; only a whole file can be empty."""
        return self.firsts.get(parts[0].symbol, {parts[0].symbol}) if parts else after

    def find_states(self) -> None:
        self.kernels = [frozenset({(0, 0)})]
        self.edges: list[dict[str, int]] = []
        numbers = {self.kernels[0]: 0}
        for kernel in self.kernels:
            moves: dict[str, set[tuple[int, int]]] = {}
            for number, dot in self.closed({item: set() for item in kernel}):
                parts = self.productions[number].parts
                if dot < len(parts):
                    moves.setdefault(parts[dot].symbol, set()).add((number, dot + 1))
            self.edges.append({})
            for symbol, items in moves.items():
                target = frozenset(items)
                if target not in numbers:
                    numbers[target] = len(self.kernels)
                    self.kernels.append(target)
                self.edges[-1][symbol] = numbers[target]

    def closed(self, kernel: dict[tuple[int, int], set[str]]) -> dict[tuple[int, int], set[str]]:
        """The items of a state, each with the tokens that can follow it."""
        items = {item: set(tokens) for item, tokens in kernel.items()}
        todo = list(kernel)
        while todo:
            number, dot = item = todo.pop()
            parts = self.productions[number].parts
            if dot == len(parts):
                continue
            after = self.first(parts[dot + 1 :], items[item])
            for each in self.by_name.get(parts[dot].symbol, []):
                new = (each, 0) not in items
                known = items.setdefault((each, 0), set())
                if new or not after <= known:
                    known |= after
                    todo.append((each, 0))
        return items

    def find_lookaheads(self) -> None:
        self.following = [{item: set() for item in kernel} for kernel in self.kernels]
        self.following[0][(0, 0)].add(END)
        todo = [0]
        while todo:
            state = todo.pop()
            for (number, dot), tokens in self.closed(self.following[state]).items():
                parts = self.productions[number].parts
                if dot == len(parts):
                    continue
                target = self.edges[state][parts[dot].symbol]
                known = self.following[target][(number, dot + 1)]
                if not tokens <= known:
                    known |= tokens
                    todo.append(target)

    def find_actions(self) -> None:
        """For each state and token: the production that ends there, or `None` to take the token; and the conflicts."""
        self.actions: list[dict[str, int | None]] = []
        self.conflicts: list[str] = []
        for state, edges in enumerate(self.edges):
            actions: dict[str, int | None] = {symbol: None for symbol in edges if symbol not in self.by_name}
            for (number, dot), tokens in self.closed(self.following[state]).items():
                production = self.productions[number]
                if dot < len(production.parts):
                    continue
                for token in tokens:
                    if token not in actions:
                        actions[token] = number
                    elif actions[token] is not None or not production.shift_wins:
                        self.conflicts.append(f"the end of {production.name}, or more, before {token}")
            self.actions.append(actions)

    # Its trees

    def parse(self, text: str) -> Node | None:
        """The tree of a text, or `None` where it has a mistake."""
        states, nodes = [0], []
        place, token, end, extras = 0, "", 0, []
        while True:
            if not token:
                place, extras = self.skip(text, place, states[-1])
                token, end = self.next_token(text, place, states[-1])
            action = self.actions[states[-1]].get(token, -1)
            if action == -1:
                return None
            if action is None:
                nodes += [*extras, Node(token)]
                states += [states[-1]] * len(extras) + [self.edges[states[-1]][token]]
                place, token, extras = end, "", []
                continue
            production = self.productions[action]
            children: list[Node] = []
            for part in reversed(production.parts):
                while nodes[-1].name in self.extras:
                    children.insert(0, nodes.pop())
                    states.pop()
                children[:0] = part.shown(nodes.pop())
                states.pop()
            if not production.name:
                return children[0]
            nodes.append(Node(production.name, children))
            states.append(self.edges[states[-1]][production.name])

    def skip(self, text: str, place: int, state: int) -> tuple[int, list[Node]]:
        """The place behind white space and comments, and those that the tree shows."""
        extras: list[Node] = []
        while True:
            if "pragma" in self.actions[state] and self.tokens["pragma"].match(text, place):
                return place, extras
            fits = ((extra, self.tokens[extra].match(text, place)) for extra in self.extras)
            extra, found = next(((extra, found) for extra, found in fits if found), ("", None))
            if not found:
                return place, extras
            place = found.end()
            if extra in self.rules:
                extras.append(Node(extra))

    def next_token(self, text: str, place: int, state: int) -> tuple[str, int]:
        valid = self.actions[state]
        if place == len(text):
            return END, place
        best = (place, 0, "")
        for token in valid.keys() - self.words - {END} | ({self.word} if self.words & valid.keys() else set()):
            if found := self.tokens[token].match(text, place):
                best = max(best, (found.end(), self.precedence[token], token))
        word = "'" + text[place : best[0]]
        return word if best[2] == self.word and word in self.words & valid.keys() else best[2], best[0]
